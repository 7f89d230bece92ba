"""From a claim's mentions to its reports, each with its origin and the evidence, and to the claim's standing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.account import Claim, Evidence, Independence, Place, Report
from headwater.comparison.origins import evidence as wording
from headwater.comparison.origins.context import Context, context, whole_credits
from headwater.comparison.origins.counting import independent
from headwater.comparison.origins.naming import key
from headwater.comparison.origins.speakers import attribution, one_speaker, same

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from headwater.account import Attribution, Passage, Standing
    from headwater.comparison.aligned import Aligned, Mention
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
    return tuple(_claim(one, known) for one in aligned)


def _claim(aligned: Aligned, known: Context) -> Claim:
    attributions = [attribution(m, known.articles[m.article]) for m in aligned.mentions]
    traced = [_traced(m, a, aligned, known) for m, a in zip(aligned.mentions, attributions, strict=True)]
    publishers = [t.publisher for t in traced]
    voices = _voices(attributions)
    most = independent(publishers, [t.strong for t in traced])
    weak = [(*t.strong, *t.weak, *voice) for t, voice in zip(traced, voices, strict=True)]
    least = min(most, independent(publishers, weak))
    best = aligned.mentions[aligned.best]
    outlets = len(set(publishers))
    return Claim(
        id=aligned.id,
        text=known.article(best.article).text[best.start : best.end],
        standing=standing(outlets, least, most),
        contested=False,
        outlets=outlets,
        independent=Independence(least, most),
        reports=tuple(t.report for t in traced),
        word_of=one_speaker(attributions, [m.article for m in aligned.mentions]),
        why=aligned.why,
    )


def standing(outlets: int, least: int, most: int) -> Standing:
    """Return a claim's standing from its outlets and the range of its independent origins."""
    if outlets < 2:
        return "single"
    if least >= 2:
        return "corroborated"
    return "echoed" if most < 2 else "unclear"


def _voices(attributions: Sequence[Attribution | None]) -> list[tuple[Hashable, ...]]:
    """A key for each report's speaker, the same for different names of one."""
    names = sorted({a.speaker for a in attributions if a and a.speaker}, key=lambda name: (-len(name), name))
    voice = {name: next(first for first in names if same(first, name)) for name in names}
    return [(("speaker", voice[a.speaker]),) if a and a.speaker else () for a in attributions]


def _traced(mention: Mention, spoken: Attribution | None, aligned: Aligned, known: Context) -> Traced:
    article = known.article(mention.article)
    strong: list[Hashable] = [("report", aligned.mentions.index(mention))]
    weak: list[Hashable] = []
    found: list[Evidence] = []
    origin = None
    claimants = {m.article for m in aligned.mentions}
    for credit in known.cited(mention):
        place = Place(article.id, credit.start, credit.end)
        found.append(Evidence("citation", "strong", wording.citation(credit, article), (place,)))
        strong.append(("origin", key(credit.origin)))
        strong.extend(_cited_report(credit.origin, article.id, aligned, known))
        origin = origin or credit.origin
    for number, span in known.shared(mention):
        passage = known.passages[number]
        others = [s for s in passage.spans if s.article in claimants and s.article != article.id]
        if not others:
            continue
        found.append(Evidence("shared prose", "strong", wording.shared(passage, span, others, known), (span, *others)))
        strong.append(("passage", number))
        origin = origin or wording.origin_name(passage, known)
    for credit in whole_credits(article):
        weak.append(("credit", key(credit.origin)))
        places = (Place(article.id, credit.start, credit.end),) if credit.place == "text" else ()
        found.append(Evidence("credit", "weak", wording.credit(credit), places))
        origin = origin or credit.origin
    weak.append(("credit", key(article.publisher)))
    if spoken and spoken.speaker:
        found.append(Evidence("speaker", "weak", wording.speaker(spoken.speaker, spoken.cue)))
        origin = origin or spoken.speaker
    siblings = [i for i in sorted(claimants) if i != article.id and known.article(i).publisher == article.publisher]
    if siblings:
        found.append(Evidence("publisher", "strong", wording.publisher(article, [known.article(i) for i in siblings])))
    if not found:
        found.append(Evidence("own", "weak", wording.OWN))
    report = Report(article.id, mention.start, mention.end, origin or article.outlet, tuple(found), spoken)
    return Traced(report, article.publisher, tuple(strong), tuple(weak))


def _cited_report(origin: str, by: str, aligned: Aligned, known: Context) -> list[Hashable]:
    """The key of the first report by the outlet that `origin` names, where the citing article `by` is another's."""
    for number, mention in enumerate(aligned.mentions):
        article = known.article(mention.article)
        if article.id != by and key(origin) in {key(article.outlet), key(article.publisher)}:
            return [("report", number)]
    return []
