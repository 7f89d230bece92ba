"""The picture of a story's flow: each origin, and how much of which article is from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.account import Origin
from headwater.comparison.origins import evidence
from headwater.comparison.origins.context import CITABLE, Context, context, undecided, whole_credits
from headwater.comparison.origins.naming import key
from headwater.comparison.passages import in_prose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.account import Claim, Passage
    from headwater.stories.story import Story

Stretch = tuple[int, int]


def flow(story: Story, claims: tuple[Claim, ...], passages: tuple[Passage, ...]) -> tuple[Origin, ...]:
    """Return the story's origins, the ones with the most articles first.

    An article has something from an origin where a passage of it, or a report of a claim, was traced there; its share
    is the part of its characters that these places cover. What an outlet has from itself is shown only where others
    have it too. An article that credits an agency as a whole has a share of 0 where no place could be traced: nobody
    can say how much.
    """
    known = context(story, passages)
    names, covered = _covered(known, claims)
    kinds = _kinds(known)
    found = []
    for name, spans in covered.items():
        holders = [a.article for a in story.articles if a.article.id in spans]
        if kinds.get(name) == "outlet" and all(name in {key(a.publisher), key(a.outlet)} for a in holders):
            continue
        share = tuple(round(_length(spans[a.id]) / max(1, len(a.text)), 3) for a in holders)
        found.append(Origin(names[name], kinds.get(name) or _rest(name, claims), tuple(a.id for a in holders), share))
    return tuple(sorted(found, key=lambda origin: (-len(origin.articles), -sum(origin.share), origin.name)))


def _covered(known: Context, claims: tuple[Claim, ...]) -> tuple[dict[str, str], dict[str, dict[str, list[Stretch]]]]:
    """By the key of each origin: its name, and by article the stretches that are from it."""
    names: dict[str, str] = {}
    covered: dict[str, dict[str, list[Stretch]]] = {}

    def add(origin: str, article: str, *spans: Stretch) -> None:
        names.setdefault(key(origin), origin)
        covered.setdefault(key(origin), {}).setdefault(article, []).extend(spans)

    for passage in in_prose(known.passages, [annotated.article for annotated in known.articles.values()]):
        holders = [s.article for s in passage.spans if s.article in known.articles]
        if len({known.article(identifier).publisher for identifier in holders}) < 2:
            # An outlet's own background or furniture flows from nobody.
            continue
        origin = evidence.origin_name(passage, known)
        for span in passage.spans:
            if span.article in known.articles:
                add(origin, span.article, (span.start, span.end))
    told = [r for claim in claims for r in claim.reports if not known.captioned(r.article, r.start)]
    for report in told:
        # Nobody can say how much is from those that a closing line names.
        if report.origin != undecided(known.article(report.article)):
            add(report.origin, report.article, (report.start, report.end))
    for identifier, annotated in known.articles.items():
        for credit in whole_credits(annotated.article):
            add(credit.origin, identifier)
    return names, covered


def _kinds(known: Context) -> dict[str, str]:
    """The kind of each origin that an article credits, or that is an outlet of the story."""
    kinds: dict[str, str] = {}
    for annotated in known.articles.values():
        for credit in annotated.article.credits:
            if credit.kind in CITABLE:
                kinds.setdefault(key(credit.origin), str(credit.kind))
    for annotated in known.articles.values():
        for name in (annotated.article.outlet, annotated.article.publisher):
            # A medium that others cite is no other one where it is here itself.
            if kinds.get(key(name), "medium") == "medium":
                kinds[key(name)] = "outlet"
    return kinds


def _rest(name: str, claims: Iterable[Claim]) -> str:
    """An origin that is neither credited nor an outlet is a speaker, or not known."""
    speakers = {
        key(r.attribution.speaker) for c in claims for r in c.reports if r.attribution and r.attribution.speaker
    }
    return "speaker" if name in speakers else "unknown"


def _length(spans: list[tuple[int, int]]) -> int:
    """The number of characters that `spans` cover together."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
