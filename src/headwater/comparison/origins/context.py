"""What tracing looks up again and again about a story: its articles, its passages by article, credits at a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.comparison.origins.naming import key

if TYPE_CHECKING:
    from headwater.account import Passage, Place
    from headwater.article import Article, Credit
    from headwater.comparison.aligned import Mention
    from headwater.language.annotated import Annotated
    from headwater.stories.story import Story

CITABLE = frozenset({"wire", "medium", "study", "document", "dataset"})
"""Kinds of credit that name where a report is from; a photo's credit says nothing of the text."""
_COVERED = 0.5
"""The part of a mention that a passage must cover for the mention to be part of it."""


@dataclass(frozen=True, slots=True)
class Context:
    """A story and its passages, looked up by article."""

    articles: dict[str, Annotated]
    passages: tuple[Passage, ...]
    spans: dict[str, list[tuple[int, Place]]]

    def article(self, identifier: str) -> Article:
        """Return the article with the id `identifier`."""
        return self.articles[identifier].article

    def shared(self, mention: Mention) -> list[tuple[int, Place]]:
        """Return the passages (number and span) that cover at least half of a mention, or of its proposition."""
        stretches = [(mention.start, mention.end), (mention.proposition.start, mention.proposition.end)]
        return [
            (number, span)
            for number, span in self.spans.get(mention.article, [])
            if any(
                end > start and min(end, span.end) - max(start, span.start) >= _COVERED * (end - start)
                for start, end in stretches
            )
        ]

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

    def agencies(self, identifier: str) -> list[str]:
        """Return the agencies that the whole of an article is credited to, by key, in order."""
        return sorted({key(c.origin) for c in whole_credits(self.article(identifier))})


def whole_credits(article: Article) -> list[Credit]:
    """Return the credits that speak of a whole article, one for each origin."""
    found: dict[str, Credit] = {}
    for credit in article.credits:
        if credit.whole and credit.kind in {"wire", "medium"} and key(credit.origin) != key(article.publisher):
            found.setdefault(key(credit.origin), credit)
    return list(found.values())


def context(story: Story, passages: tuple[Passage, ...]) -> Context:
    """Return the context of `story`."""
    articles = {annotated.article.id: annotated for annotated in story.articles}
    spans: dict[str, list[tuple[int, Place]]] = {}
    for number, passage in enumerate(passages):
        for span in passage.spans:
            if span.article in articles:
                spans.setdefault(span.article, []).append((number, span))
    return Context(articles, passages, spans)
