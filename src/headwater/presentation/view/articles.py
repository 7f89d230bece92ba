"""The articles themselves: their paragraphs with the shared prose marked, and their credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.presentation.view import wording
from headwater.presentation.view.conflicts import Part
from headwater.presentation.view.outlets import link_of

if TYPE_CHECKING:
    from headwater.account import Account
    from headwater.article import Article, Credit
    from headwater.presentation.view.outlets import Outlet, Outlets


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: where it stands, its paragraphs with the shared prose marked, its credits in their words."""

    outlet: Outlet
    article: Article
    link: str | None
    published: str
    unread: str
    paragraphs: tuple[tuple[str, tuple[Part, ...]], ...]
    credits: tuple[tuple[Credit, str], ...]


def articles_of(account: Account, outlets: Outlets) -> tuple[ArticleView, ...]:
    """Return the story's articles, outlet by outlet."""
    shared: dict[str, list[tuple[int, int]]] = {}
    for passage in account.passages:
        for span in passage.spans:
            shared.setdefault(span.article, []).append((span.start, span.end))
    return tuple(
        ArticleView(
            outlet=outlet,
            article=article,
            link=link_of(article),
            published=wording.when(article.published) if article.published else "",
            unread=wording.unread(article.language),
            paragraphs=_paragraphs(article, sorted(shared.get(article.id, ()))),
            credits=tuple((credit, _credit_words(article, credit)) for credit in article.credits),
        )
        for outlet in outlets.all
        for article in outlet.articles
    )


def _credit_words(article: Article, credit: Credit) -> str:
    place, _, number = credit.place.partition(":")
    texts = {"text": article.text, "byline": article.byline or ""}
    if place == "discarded" and number.isdecimal() and int(number) < len(article.discarded):
        return article.discarded[int(number)].text[credit.start : credit.end]
    return texts.get(place, "")[credit.start : credit.end]


def _paragraphs(article: Article, shared: list[tuple[int, int]]) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """Each block's kind with its text in parts, those that other articles share marked."""
    blocks = [(block.kind, block.start, block.end) for block in article.blocks]
    if not blocks:
        start = 0
        for piece in article.text.split("\n\n"):
            blocks.append(("paragraph", start, start + len(piece)))
            start += len(piece) + 2
    merged: list[tuple[int, int]] = []
    for start, end in shared:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    paragraphs, at = [], 0
    for kind, start, end in blocks:
        while at < len(merged) and merged[at][1] <= start:
            at += 1
        parts, cursor, look = [], start, at
        while look < len(merged) and merged[look][0] < end:
            left, right = max(merged[look][0], start), min(merged[look][1], end)
            if left > cursor:
                parts.append(Part(article.text[cursor:left], differs=False))
            parts.append(Part(article.text[left:right], differs=True))
            cursor, look = right, look + 1
        if cursor < end:
            parts.append(Part(article.text[cursor:end], differs=False))
        paragraphs.append((kind, tuple(parts)))
    return tuple(paragraphs)
