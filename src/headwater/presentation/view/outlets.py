"""The outlets of a story: each has a letter and a tone, the same wherever it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from headwater.account import Place
    from headwater.article import Article

# The page's style has this many colours for outlets; the letter tells those apart that have the same.
TONES = 12
# How much of the paragraph around marked words is shown, in characters each side.
AROUND = 220
# What stands between a dateline and the report: the agency's mark, and a dash.
_DASH = re.compile(r"[\s.,]{0,3}(?:\([^()]{1,40}\))?\s{0,2}(?:[—–―:]|--?)\s{0,2}")
# A medium's or agency's mark before a report without a dateline: "(CNN) ...".
_MARK = re.compile(r"\([A-Z][\w.&/ -]{1,24}\)\s{0,2}(?:[—–―:]|--?)?\s{0,2}(?=[^\W\d_])")
_LETTER = re.compile("[A-Z]")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published one or more of the story's articles; `number` counts from 0, `letter` stands for the outlet."""

    number: int
    letter: str
    name: str
    articles: tuple[Article, ...]

    @property
    def tone(self) -> int:
        """The number of the outlet's colour."""
        return self.number % TONES + 1


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an article in their paragraph: what stands before, the words themselves, and what stands after."""

    outlet: Outlet
    article: Article
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Outlets:
    """The outlets of one story, in the order of their first article, and who published which article."""

    all: tuple[Outlet, ...]
    by_article: Mapping[str, Outlet]
    articles: Mapping[str, Article]

    def of(self, places: Iterable[Place]) -> tuple[Outlet, ...]:
        """Return the outlets whose articles hold `places`, each once, in the order of their letters."""
        return self.behind(place.article for place in places)

    def behind(self, articles: Iterable[str]) -> tuple[Outlet, ...]:
        """Return the outlets of `articles` (ids), each once, in the order of their letters."""
        numbers = sorted({self.by_article[article].number for article in articles})
        return tuple(self.all[number] for number in numbers)

    def excerpt(self, place: Place, around: int = AROUND) -> Excerpt:
        """Return the words at `place` in their paragraph, of which `around` characters each side are shown."""
        article = self.articles[place.article]
        before, marked, after = _in_paragraph(article.text, place.start, place.end, around)
        return Excerpt(self.by_article[place.article], article, before, marked, after)

    def excerpts(self, places: Iterable[Place]) -> tuple[Excerpt, ...]:
        """Return the words at each of `places` in their paragraphs, in the order of the outlets' letters."""
        ordered = sorted(places, key=lambda place: (self.by_article[place.article].number, place))
        return tuple(self.excerpt(place) for place in ordered)

    def undated(self, text: str, articles: Iterable[str]) -> str:
        """Return `text` without the dateline that it begins with in one of `articles` (ids), or a medium's mark."""
        mark = _MARK.match(text)
        if mark:
            return text[mark.end() :]
        for article in articles:
            dateline = self.articles[article].dateline
            if dateline and text.startswith(dateline):
                match = _DASH.match(text, len(dateline))
                if match and match.end() < len(text):
                    return text[match.end() :]
        return text

    def origin(self, name: str) -> str:
        """Return the name a reader knows an origin by: an article's id becomes its outlet's name."""
        return self.by_article[name].name if name in self.by_article else name

    def is_own(self, outlet: Outlet, origin: str) -> bool:
        """Whether `origin` is `outlet` itself."""
        if origin in self.by_article:
            return self.by_article[origin] is outlet
        return origin == outlet.name or any(origin == article.publisher for article in outlet.articles)


def outlets_of(articles: Iterable[Article]) -> Outlets:
    """Return the outlets of `articles`, lettered in the order given: A, B, to Z, then AA, AB and on.

    Where every outlet is itself named by a letter, as files often are, it keeps that, in the letters' order.
    """
    mine: dict[str, list[Article]] = {}
    for article in articles:
        mine.setdefault(article.outlet, []).append(article)
    letters = [_letter(number) for number in range(len(mine))]
    if all(_LETTER.fullmatch(name) for name in mine):
        mine = {name: mine[name] for name in sorted(mine)}
        letters = list(mine)
    outlets = tuple(
        Outlet(number, letters[number], name, tuple(own)) for number, (name, own) in enumerate(mine.items())
    )
    return Outlets(
        all=outlets,
        by_article={article.id: outlet for outlet in outlets for article in outlet.articles},
        articles={article.id: article for outlet in outlets for article in outlet.articles},
    )


def _letter(number: int) -> str:
    letters, rest = "", number + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def link_of(article: Article) -> str | None:
    """Return the article's address where it is one that a browser may follow, else None."""
    for address in (article.url, article.source):
        if address and address.lower().startswith(("http://", "https://")):
            try:
                host = urlsplit(address).hostname
            except ValueError:
                continue
            if host:
                return address
    return None


def _in_paragraph(text: str, start: int, end: int, around: int) -> tuple[str, str, str]:
    # Only as far as is shown is looked through: a hostile article may be one paragraph of a megabyte.
    before, after = text[max(0, start - around) : start], text[end : end + around]
    opening, closing = before.rfind("\n\n"), after.find("\n\n")
    if opening >= 0:
        before = before[opening + 2 :]
    elif start > around:
        before = f"… {before[before.find(' ') + 1 :]}"
    if closing >= 0:
        after = after[:closing]
    elif end + around < len(text):
        after = f"{after[: after.rfind(' ')] if ' ' in after else after} …"
    return before, text[start:end], after
