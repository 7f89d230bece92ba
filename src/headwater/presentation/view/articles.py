"""The articles themselves: their paragraphs with the shared prose marked, and their credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.comparison.origins import whole_credits
from headwater.comparison.passages import sharing
from headwater.presentation.view import wording
from headwater.presentation.view.conflicts import Part
from headwater.presentation.view.outlets import link_of

if TYPE_CHECKING:
    from headwater.account import Account
    from headwater.article import Article, Credit
    from headwater.presentation.view.outlets import Outlet, Outlets


# What an article shares with another outlet is told where it is so much of its prose, of so many outlets.
MUCH, PARTNERS = 0.05, 4


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: where it stands, its paragraphs with the shared prose marked, its credits in their words.

    `notes` say once what holds for all of it: whose report it is, and how much of it other outlets have as well.
    """

    outlet: Outlet
    article: Article
    link: str | None
    published: str
    unread: str
    notes: tuple[str, ...]
    paragraphs: tuple[tuple[str, tuple[Part, ...]], ...]
    credits: tuple[tuple[Credit, str], ...]


def articles_of(account: Account, outlets: Outlets) -> tuple[ArticleView, ...]:
    """Return the story's articles, outlet by outlet."""
    shared: dict[str, list[tuple[int, int]]] = {}
    parts = {one.article: one.partners for one in sharing(account.passages, outlets.articles.values())}
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
            notes=(*_credited(article), *_shared(parts[article.id], outlets)),
            paragraphs=_paragraphs(article, sorted(shared.get(article.id, ()))),
            credits=tuple((credit, _credit_words(article, credit)) for credit in article.credits),
        )
        for outlet in outlets.all
        for article in outlet.articles
    )


def _credited(article: Article) -> list[str]:
    named = whole_credits(article)
    authors = wording.listed([credit.origin for credit in named if not credit.closing])
    others = wording.listed([credit.origin for credit in named if credit.closing])
    if authors:
        return [f"credited to {authors}"]
    return [f"credits {others} as a whole: which sentences are from there cannot be told"] if others else []


def _shared(partners: tuple[tuple[str, float], ...], outlets: Outlets) -> list[str]:
    """How much of an article each of the outlets has that have most of it."""
    most: dict[str, float] = {}
    for other, part in partners:
        name = outlets.by_article[other].name
        most[name] = max(part, most.get(name, 0.0))
    telling = [f"{part:.0%} with {name}" for name, part in most.items() if part >= MUCH][:PARTNERS]
    return [f"shares {wording.listed(telling)}"] if telling else []


def _credit_words(article: Article, credit: Credit) -> str:
    place, _, number = credit.place.partition(":")
    texts = {"text": article.text, "byline": article.byline or "", "url": article.url or ""}
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
