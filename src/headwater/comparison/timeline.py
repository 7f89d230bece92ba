"""What happened when: the claims that give a moment, in the order of the calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.account import Moment, Place
from headwater.comparison.dating import dates_another, of_a_game, tells_which

if TYPE_CHECKING:
    from headwater.account import Claim, Report
    from headwater.language.annotated import Annotated, MomentMention
    from headwater.stories.story import Story

# From fine to coarse: the finest moment of a report is the one it is listed under.
_FINENESS = (
    "minute",
    "part of day",
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "year",
    "decade",
    "century",
)


def build(story: Story, claims: tuple[Claim, ...]) -> tuple[Moment, ...]:
    """Return the timeline: one entry for each moment that a claim's reports give, earliest first.

    A claim whose reports place it at moments that exclude each other has an entry for each of them, so that the
    disagreement shows; a coarser moment that holds a finer one of the same claim joins it. Of a claim whose reports may
    not say the same each stands for itself. `when` is a date, month or
    year in ISO 8601, or an interval ("2024-05-13/2024-05-19").
    """
    articles = {annotated.article.id: annotated for annotated in story.articles}
    moments = {
        name: tuple(
            m
            for m in annotated.moments
            if not tells_which(annotated.tokens, m) and not of_a_game(annotated.article.text, m)
        )
        for name, annotated in articles.items()
    }
    texts = {annotated.article.id: annotated.article.text for annotated in story.articles}
    entries: list[tuple[str, int, Moment]] = []
    for claim in claims:
        placed = [
            (report, found)
            for report in claim.counted
            if report.article in articles
            and (found := _finest(report, articles[report.article], moments[report.article]))
        ]
        groups: list[list[tuple[Report, MomentMention]]] = []
        for report, found in sorted(placed, key=lambda item: _FINENESS.index(item[1].precision)):
            # Reports that may not say the same are of no one moment.
            joined = groups if claim.certainty == "sure" else ()
            home = next((group for group in joined if _meet(group[0][1], found)), None)
            if home is None:
                groups.append([(report, found)])
            else:
                home.append((report, found))
        for group in groups:
            best = group[0][1]
            places = tuple(sorted({Place(report.article, report.start, report.end) for report, _ in group}))
            entry = Moment(_when(best), best.precision, _text(claim, group[0][0], places, texts), places)
            entries.append((best.earliest or "", _FINENESS.index(best.precision), entry))
    entries = _told_once(_one_each(entries))
    entries.sort(key=lambda item: (item[0], item[1], item[2].text, item[2].reports))
    return tuple(entry for _, _, entry in entries)


def _text(claim: Claim, first: Report, places: tuple[Place, ...], texts: dict[str, str]) -> str:
    """Return the claim's words where a report of this moment has them, else that report's own.

    The words of a claim whose best report gives another moment, or none, would say that it happened now.
    """
    if any(texts[place.article][place.start : place.end] == claim.text for place in places):
        return claim.text
    return texts[first.article][first.start : first.end]


def _one_each(entries: list[tuple[str, int, Moment]]) -> list[tuple[str, int, Moment]]:
    """Return the entries with those of one moment and one wording joined: several claims may rest on one sentence."""
    found: dict[tuple[str, str], tuple[str, int, Moment]] = {}
    for earliest, fineness, entry in entries:
        key = (entry.when, entry.text)
        known = found[key][2].reports if key in found else ()
        found[key] = (earliest, fineness, replace(entry, reports=tuple(sorted({*known, *entry.reports}))))
    return list(found.values())


def _told_once(entries: list[tuple[str, int, Moment]]) -> list[tuple[str, int, Moment]]:
    """Return the entries with those of one moment joined of which one tells a part of the other's sentence.

    The words shown are those of more reports, of equals the longer ones.
    """
    homes: dict[tuple[str, str], list[int]] = {}
    kept: list[tuple[str, int, Moment]] = []
    ranked = sorted(entries, key=lambda one: (-len(one[2].reports), -len(one[2].text), one[0], one[1], one[2].text))
    for earliest, fineness, entry in ranked:
        near = {number for place in entry.reports for number in homes.get((entry.when, place.article), ())}
        home = next((number for number in sorted(near) if _overlap(kept[number][2], entry)), None)
        if home is None:
            home = len(kept)
            kept.append((earliest, fineness, entry))
        else:
            known = kept[home]
            reports = _outermost((*known[2].reports, *entry.reports))
            kept[home] = (known[0], known[1], replace(known[2], reports=reports))
        for place in entry.reports:
            homes.setdefault((entry.when, place.article), []).append(home)
    return kept


def _overlap(one: Moment, other: Moment) -> bool:
    """Tell whether one of two entries tells within a place of the other, or in the same words but for the last mark."""
    same = one.text.rstrip(".") == other.text.rstrip(".")
    return same or any(
        p.article == q.article and p.start < q.end and q.start < p.end for p in one.reports for q in other.reports
    )


def _outermost(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places, in order, that lie in none of the others."""
    each = sorted(set(places))
    return tuple(
        p
        for p in each
        if not any(q != p and q.article == p.article and q.start <= p.start and p.end <= q.end for q in each)
    )


def _finest(report: Report, annotated: Annotated, moments: tuple[MomentMention, ...]) -> MomentMention | None:
    """Return the moment that places a report: its finest dated one, the first of equals."""
    inside = [
        moment
        for moment in moments
        if report.start <= moment.start
        and moment.end <= report.end
        and moment.kind in {"date", "time"}
        and moment.earliest is not None
        and moment.precision in _FINENESS
        and not dates_another(annotated.tokens, moment, report.start, report.end)
    ]
    return min(inside, key=lambda moment: (_FINENESS.index(moment.precision), moment.start), default=None)


def _meet(one: MomentMention, other: MomentMention) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _when(moment: MomentMention) -> str:
    if moment.precision in {"minute", "day", "part of day"} and moment.earliest == moment.latest:
        return (
            moment.value
            if moment.precision == "minute" and "X" not in moment.value
            else moment.earliest or moment.value
        )
    if moment.precision in {"month", "year"} and "X" not in moment.value:
        return moment.value
    return f"{moment.earliest}/{moment.latest}"
