"""What tracing looks up again and again about a story: its articles, its passages by article, credits at a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from headwater.comparison import captions
from headwater.comparison.origins.naming import key, one_of, publishers
from headwater.comparison.origins.speakers import quotation_of
from headwater.comparison.passages import in_prose
from headwater.reading.credits.names import canonical

if TYPE_CHECKING:
    from headwater.account import Passage, Place
    from headwater.article import Article, Credit
    from headwater.comparison.aligned import Mention
    from headwater.comparison.captions import Captioned
    from headwater.language.annotated import Annotated
    from headwater.stories.story import Story

CITABLE = frozenset({"wire", "medium", "study", "document", "dataset"})
"""Kinds of credit that name where a report is from; a photo's credit says nothing of the text."""
_COVERED = 0.5
"""The part of the shorter of a mention and a passage's span that they must have in common."""
_CROWD = 50
_MUCH = 0.25
"""The part of the shorter article that two must share for that to be weak evidence elsewhere in them."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What one article shares: spans with their passages' numbers, by where they start; `reach` is the last end yet."""

    spans: tuple[tuple[int, Place], ...]
    starts: tuple[int, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, spans: list[tuple[int, Place]]) -> Shared:
        """Return `spans` in order."""
        held = tuple(sorted(spans, key=lambda entry: (entry[1].start, entry[0], entry[1].end)))
        reach = tuple(accumulate((span.end for _, span in held), max))
        return cls(held, tuple(span.start for _, span in held), reach)

    def meeting(self, start: int, end: int) -> tuple[tuple[int, Place], ...]:
        """Return the spans that may meet the stretch, without a look at those far from it."""
        return self.spans[bisect_right(self.reach, start) : bisect_left(self.starts, end)]


@dataclass(frozen=True, slots=True)
class Context:
    """A story and its passages, looked up by article; `common` says how many characters two of them share.

    `captioned` tells whether a place stands in a caption.
    """

    articles: dict[str, Annotated]
    passages: tuple[Passage, ...]
    spans: dict[str, Shared]
    common: dict[tuple[str, str], int]
    captioned: Captioned

    def article(self, identifier: str) -> Article:
        """Return the article with the id `identifier`."""
        return self.articles[identifier].article

    def shared(self, mention: Mention) -> dict[int, Place]:
        """Return the passages (by number) that a mention, or its proposition, is part of, or that are part of it."""
        held = self.spans.get(mention.article)
        if held is None:
            return {}
        stretches = ((mention.start, mention.end), (mention.proposition.start, mention.proposition.end))
        found = {
            (number, span)
            for start, end in stretches
            for number, span in held.meeting(start, end)
            if _covering(span, start, end)
        }
        return dict(sorted(found))

    def cited(self, mention: Mention) -> list[Credit]:
        """Return the credits that stand in a mention's own sentence."""
        annotated = self.articles[mention.article]
        start, end = mention.start, mention.end
        if mention.sentence < len(annotated.sentences):
            sentence = annotated.sentences[mention.sentence]
            start, end = min(start, sentence.start), max(end, sentence.end)
        return [
            c
            for c in annotated.article.credits
            if c.kind in CITABLE and not c.whole and c.place == "text" and c.start < end and start < c.end
        ]

    def media(self, mention: Mention) -> tuple[str, ...]:
        """Return the media that the quotation a mention stands in came through, outermost first."""
        quotation = quotation_of(mention, self.articles[mention.article])
        return tuple(canonical(name)[0] for name in quotation.via) if quotation else ()

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two articles share so much prose that what one has the other may have from the same place."""
        shorter = min(len(self.article(one).text), len(self.article(other).text))
        return self.common.get((min(one, other), max(one, other)), 0) >= _MUCH * max(1, shorter)


def _covering(span: Place, start: int, end: int) -> bool:
    common = min(end, span.end) - max(start, span.start)
    return common > 0 and common >= _COVERED * min(end - start, span.end - span.start)


def whole_credits(article: Article) -> list[Credit]:
    """Return the credits that speak of a whole article, one for each publisher; its own is none, nor its sisters are.

    Where a line below the report names others beside the one whose report it is, that one comes first; of an agency
    and a paper of its own, the agency is named.
    """
    own = {key(article.outlet), key(article.publisher)}
    whole = [credit for credit in article.credits if credit.whole and credit.kind in {"wire", "medium"}]
    found: dict[str, Credit] = {}
    for credit in sorted(whole, key=lambda credit: (credit.closing, len(publishers(credit.origin)))):
        names = publishers(credit.origin)
        if own.isdisjoint(names):
            found.setdefault(names[-1], credit)
    return list(found.values())


def author(article: Article) -> str | None:
    """Return whose report the article is by its dateline, byline or writers, None where they name nobody else."""
    return one_of([c.origin for c in whole_credits(article) if not c.closing]) or None


def undecided(article: Article) -> str | None:
    """Return whose any sentence of the article may be where only a closing line names others, None where none does.

    It is the outlet's own, or from one of those.
    """
    named = whole_credits(article)
    if not named or author(article):
        return None
    return one_of([article.outlet, *(credit.origin for credit in named)])


def context(story: Story, passages: tuple[Passage, ...]) -> Context:
    """Return the context of `story`."""
    articles = {annotated.article.id: annotated for annotated in story.articles}
    captioned = captions.of(annotated.article for annotated in story.articles)
    spans: dict[str, list[tuple[int, Place]]] = {}
    for number, passage in enumerate(passages):
        for span in passage.spans:
            if span.article in articles:
                spans.setdefault(span.article, []).append((number, span))
    shared = {article: Shared.of(own) for article, own in spans.items()}
    # A shared picture, with its caption, says nothing of whose the reports are.
    prose = in_prose(passages, [annotated.article for annotated in story.articles])
    return Context(articles, passages, shared, _common(articles, prose), captioned)


def _common(articles: dict[str, Annotated], passages: tuple[Passage, ...]) -> dict[tuple[str, str], int]:
    shared: dict[tuple[str, str], int] = {}
    for passage in passages:
        spans = sorted(s for s in passage.spans if s.article in articles)
        if len(spans) > _CROWD:
            # What so many share says of no two of them that they share more.
            continue
        for one, other in combinations(spans, 2):
            length = min(one.end - one.start, other.end - other.start)
            pair = (one.article, other.article)
            shared[pair] = shared.get(pair, 0) + length
    return shared
