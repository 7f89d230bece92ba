"""From a claim's mentions to its reports, each with its origin and the evidence, and to the claim's standing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.account import Claim, Evidence, Independence, Place, Report
from headwater.comparison.origins import evidence as wording
from headwater.comparison.origins.context import Context, author, context, undecided, whole_credits
from headwater.comparison.origins.counting import independent
from headwater.comparison.origins.naming import key, publishers
from headwater.comparison.origins.speakers import attribution, one_speaker, quoted_runs, same
from headwater.comparison.people import canonical_speakers

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from headwater.account import Attribution, Passage, Standing
    from headwater.article import Article
    from headwater.comparison.aligned import Aligned
    from headwater.stories.story import Story


@dataclass(frozen=True, slots=True)
class Traced:
    """A report with what ties it to others: `strong` keys on their own, `weak` ones only as a possibility."""

    report: Report
    publisher: str
    strong: tuple[Hashable, ...]
    weak: tuple[Hashable, ...]


def trace(story: Story, aligned: tuple[Aligned, ...], passages: tuple[Passage, ...]) -> tuple[Claim, ...]:
    """Return the claims of a story with origins, independence and standing, in the order of `aligned`."""
    known = context(story, passages)
    forms = {(story.articles[n].article.id, name): form for (n, name), form in canonical_speakers(story).items()}
    return tuple(_claim(one, known, forms) for one in aligned)


def standing(outlets: int, least: int, most: int) -> Standing:
    """Return a claim's standing from its outlets and the range of its independent origins."""
    if outlets < 2:
        return "single"
    if least >= 2:
        return "corroborated"
    return "echoed" if most < 2 else "unclear"


def _claim(aligned: Aligned, known: Context, forms: dict[tuple[str, str], str]) -> Claim:
    """Return the claim of one group; `forms` gives the story's form of each article's speakers."""
    attributions = [_in_full(attribution(m, known.articles[m.article]), m.article, forms) for m in aligned.mentions]
    tracer = _Tracer(aligned, known)
    traced = [tracer.traced(number, spoken) for number, spoken in enumerate(attributions)]
    sure = [n for n in range(len(traced)) if aligned.surely(n)] or list(range(len(traced)))
    outlets = len({traced[n].publisher for n in sure})
    voices = _voices(attributions)
    runs = [quoted_runs(m, known.articles[m.article]) for m in aligned.mentions]
    captioned = [known.captioned(aligned.mentions[n].article, aligned.mentions[n].start) for n in sure]
    counted = [sure[n] for n in _counted([traced[n].publisher for n in sure], captioned)]
    publishers = [traced[n].publisher for n in counted]
    articles = [aligned.mentions[n].article for n in counted]
    most = independent(publishers, [traced[n].strong for n in counted])
    weak = [(*traced[n].strong, *traced[n].weak, *voices[n], *runs[n]) for n in counted]
    least = min(most, independent(publishers, weak, lambda a, b: known.alike(articles[a], articles[b])))
    best = aligned.mentions[aligned.best]
    return Claim(
        id=aligned.id,
        text=known.article(best.article).text[best.start : best.end],
        standing=standing(outlets, least, most),
        contested=False,
        outlets=outlets,
        independent=Independence(least, most),
        reports=tuple(
            replace(t.report, certainty="sure" if aligned.surely(n) else "possible") for n, t in enumerate(traced)
        ),
        word_of=one_speaker([attributions[n] for n in counted], articles),
        why=aligned.why,
        certainty=aligned.certainty,
    )


def _counted(publishers: Sequence[str], captioned: Sequence[bool]) -> list[int]:
    """Return the reports that tell origins apart: a caption does only where its publisher has the claim in no report.

    Papers that print one agency's picture may all have reported of what it shows themselves.
    """
    reporting = {publisher for publisher, caption in zip(publishers, captioned, strict=True) if not caption}
    return [n for n, publisher in enumerate(publishers) if not captioned[n] or publisher not in reporting]


def _in_full(spoken: Attribution | None, article: str, forms: dict[tuple[str, str], str]) -> Attribution | None:
    """Return an attribution with the speaker's form in the story, so that one person is one origin throughout."""
    if spoken is None or spoken.speaker is None:
        return spoken
    return replace(spoken, speaker=forms.get((article, spoken.speaker), spoken.speaker))


def _presumed(article: Article, spoken: Attribution | None) -> str:
    """Return the origin of a report where nothing at its place names one."""
    speaker = spoken.speaker if spoken else None
    return author(article) or speaker or undecided(article) or article.outlet


def _voices(attributions: Sequence[Attribution | None]) -> list[tuple[Hashable, ...]]:
    """A key for each report's speaker, the same for different names of one."""
    names = sorted({a.speaker for a in attributions if a and a.speaker}, key=lambda name: (-len(name), name))
    # A name without a letter (a flag) is the same as no other.
    voice = {name: next((first for first in names if same(first, name)), name) for name in names}
    return [(("speaker", voice[a.speaker]),) if a and a.speaker else () for a in attributions]


class _Tracer:
    """Traces the reports of one claim, each seeing where the others stand."""

    def __init__(self, aligned: Aligned, known: Context) -> None:
        self._known = known
        self._mentions = aligned.mentions
        self._sure = {number for number in range(len(aligned.mentions)) if aligned.surely(number)}
        self._shared = [known.shared(m) for m in aligned.mentions]
        self._cited = [known.cited(m) for m in aligned.mentions]

    def traced(self, number: int, spoken: Attribution | None) -> Traced:
        """Return the report that the mention `number` makes; `spoken` is to whom it attributes the claim."""
        mention = self._mentions[number]
        article = self._known.article(mention.article)
        found: list[Evidence] = []
        origins: list[str] = []
        strong: list[Hashable] = [("report", number)]
        weak: list[Hashable] = [("credit", key(article.publisher)), ("credit", key(article.outlet))]
        for credit in self._cited[number]:
            place = Place(article.id, credit.start, credit.end)
            found.append(Evidence("citation", "strong", wording.citation(credit, article), (place,)))
            origins.append(credit.origin)
            strong.extend(("origin", name) for name in publishers(credit.origin))
            strong.extend(self._first_of(credit.origin, article.id))
            weak.extend(("credit", name) for name in publishers(credit.origin))
        media = self._known.media(mention)
        if media:
            if not {key(name) for name in media} <= {key(name) for name in origins}:
                found.append(Evidence("citation", "strong", wording.via(media)))
                origins.append(media[0])
            strong.extend(("origin", name) for medium in media for name in publishers(medium))
        copied = self._copies(number)
        found.extend(copy for _, copy, _ in copied)
        origins.extend(origin for *_, origin in copied)
        strong.extend(("passage", passage) for passage, *_ in copied)
        named = whole_credits(article)
        if named:
            places = tuple(Place(article.id, c.start, c.end) for c in named if c.place == "text")
            found.append(Evidence("credit", "weak", wording.credit(named), places))
            weak.extend(("credit", name) for credit in named for name in publishers(credit.origin))
        if spoken and spoken.speaker:
            found.append(Evidence("speaker", "weak", wording.speaker(spoken.speaker, spoken.cue)))
        siblings = self._siblings(article) if number in self._sure else []
        found.extend((*siblings, *self._elsewhere(number)))
        if not found:
            found.append(Evidence("own", "weak", wording.OWN))
        origin = origins[0] if origins else _presumed(article, spoken)
        if spoken and spoken.speaker and len(origins) == len(copied) and self._between_outlets(copied):
            # Two outlets that give a speaker's words alike both have them from the speaker.
            origin = _presumed(article, spoken)
        report = Report(article.id, mention.start, mention.end, origin, tuple(found), spoken)
        return Traced(report, article.publisher, tuple(strong), tuple(weak))

    def _copies(self, number: int) -> list[tuple[int, Evidence, str]]:
        """The passages of a report that stand in others of the claim as well, each with the evidence and its origin."""
        found = ((passage, *self._copied(number, passage)) for passage in self._shared[number])
        return [(passage, one, origin) for passage, one, origin in found if one is not None]

    def _between_outlets(self, copied: Sequence[tuple[int, Evidence, str]]) -> bool:
        """Tell whether no passage comes from anybody but outlets of the story."""
        outlets = {None, *self._known.articles}
        return bool(copied) and all(self._known.passages[passage].origin in outlets for passage, *_ in copied)

    def _copied(self, number: int, passage: int) -> tuple[Evidence | None, str]:
        """The evidence that a report's prose stands in others of the claim as well, and whom it is from."""
        own = self._mentions[number].article
        holders = [n for n, shared in enumerate(self._shared) if passage in shared and self._mentions[n].article != own]
        if not holders:
            return None, ""
        whole = self._known.passages[passage]
        span = self._shared[number][passage]
        others = list(dict.fromkeys(self._shared[n][passage] for n in holders))
        cited = {key(c.origin): c.origin for n in holders for c in self._cited[n]}
        named = next(iter(cited.values())) if len(cited) == 1 else None
        text = wording.shared(whole, span, others, self._known, named)
        origin = wording.origin_name(whole, self._known)
        if named and (whole.origin is None or whole.origin in self._known.articles):
            origin = named
        return Evidence("shared prose", "strong", text, (span, *others)), origin

    def _siblings(self, article: Article) -> list[Evidence]:
        """The evidence that an article's publisher has the claim elsewhere as well: who surely tells it, has it."""
        sure = (self._mentions[number].article for number in self._sure)
        others = {identifier: self._known.article(identifier) for identifier in sure if identifier != article.id}
        siblings = [other for _, other in sorted(others.items()) if other.publisher == article.publisher]
        return [Evidence("publisher", "strong", wording.publisher(article, siblings))] if siblings else []

    def _elsewhere(self, number: int) -> list[Evidence]:
        """The evidence that an article shares much with others that have the claim, where it does not share this."""
        own = self._mentions[number].article
        same = {
            m.article
            for m, shared in zip(self._mentions, self._shared, strict=True)
            if shared.keys() & self._shared[number]
        }
        others = sorted({m.article for m in self._mentions} - same - {own})
        alike = [other for other in others if self._known.alike(own, other)]
        if not alike:
            return []
        text = wording.elsewhere([self._known.article(other) for other in alike])
        return [Evidence("shared prose", "weak", text)]

    def _first_of(self, origin: str, by: str) -> list[Hashable]:
        """The key of the first report by the outlet that `origin` names, where the citing article `by` is another's."""
        for number, mention in enumerate(self._mentions):
            article = self._known.article(mention.article)
            if article.id != by and key(origin) in {key(article.outlet), key(article.publisher)}:
                return [("report", number)]
        return []
