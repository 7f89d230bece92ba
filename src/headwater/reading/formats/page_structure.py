"""Preparing a page's tree before its text is extracted: what surely is no part of the report goes, what is split joins.

Each step was kept because it finds more of the ground truth of real pages, or less beside it (`benchmarks.pages`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_CAPTIONS = "//figcaption | //*[contains(concat(' ', @class, ' '), ' wp-caption-text ')]"
_LINK_SHARE = 0.8  # of a block's characters inside links, from which it is a link and no prose
_LONGEST_LINK = 250  # characters; longer blocks are prose whatever is linked in them
_PROSE = 80  # characters from which a paragraph is one of prose
_CHUNK = 200  # characters in a container's own paragraphs, from which it holds a part of the report
_NEAR = 3  # levels up to the element that holds all chunks
_TITLE_WITHIN = 4  # lines from the top within which the title may be repeated
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPHS = frozenset(["p", "li", *_HEADINGS])
_BESIDE = 3  # paragraphs on each side of a caption, of which one must be the report's
_BEGINNING = 60  # characters by which a paragraph of the tree is known again in the text
_NEW_ARTICLE = ".//h1 | .//h2 | .//article | .//time | .//header"


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption, and how the page's paragraphs before and after it begin, the nearest first."""

    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def take_captions(tree: HtmlElement) -> tuple[Caption, ...]:
    """Take the captions that the page marks as such out of its tree, and return them, each once."""
    elements = tree.xpath(_CAPTIONS)
    own, inside = set(elements), {part for element in elements for part in element.iter()}
    paragraphs: list[str] = []
    places: dict[str, int] = {}
    for element in tree.iter(*_PARAGRAPHS, *{element.tag for element in elements}) if elements else ():
        if element in own:
            places.setdefault(_text(element), len(paragraphs))
        elif element not in inside:
            paragraphs.append(_beginning(_text(element, 2 * _BEGINNING)))
    for element in elements:
        _drop(element)
    return tuple(
        Caption(text, tuple(paragraphs[max(0, at - _BESIDE) : at][::-1]), tuple(paragraphs[at : at + _BESIDE]))
        for text, at in places.items()
        if text
    )


def with_captions(body: str, captions: Iterable[Caption]) -> tuple[str, tuple[str, ...]]:
    """Return a page's text with captions as lines of their own at their place, and those that stand apart from it."""
    lines = body.split("\n")
    places = {_beginning(line): index for index, line in reversed(list(enumerate(lines))) if line}
    beside: dict[int, list[str]] = defaultdict(list)
    apart = []
    for caption in captions:
        above = (places[near] + 1 for near in caption.before if near in places)
        below = (places[near] for near in caption.after if near in places)
        at = next(above, next(below, None))
        if at is None:
            apart.append(caption.text)
        else:
            beside[at].append(caption.text)
    whole = [piece for index, line in enumerate(lines) for piece in (*beside.get(index, ()), line)]
    return "\n".join((*whole, *beside.get(len(lines), ()))), tuple(apart)


def _beginning(line: str) -> str:
    """Return what a paragraph begins with, without the marks that the text may have before it."""
    return " ".join(line.lstrip("#-*> ").split())[:_BEGINNING]


def take_links(tree: HtmlElement) -> tuple[str, ...]:
    """Take the blocks out that are nothing but a link ("Read more: ...", lists of headlines).

    Returns the texts of those that stood among the report's paragraphs; the page's menus are told of no more than its
    other furniture is.
    """
    found: list[tuple[HtmlElement, str]] = []
    for element in tree.iter("p", "li", "h2", "h3", "h4", "h5", "h6"):
        text = _text(element, _LONGEST_LINK + 1)
        if not text or len(text) > _LONGEST_LINK:
            continue
        linked = sum(len(_text(link, _LONGEST_LINK)) for link in element.iter("a"))
        if linked >= _LINK_SHARE * len(text):
            found.append((element, text))
    among_prose = [text for element, text in found if _among_prose(element)]
    for element, _ in found:
        _drop(element)
    return tuple(dict.fromkeys(among_prose))


def _among_prose(element: HtmlElement) -> bool:
    """Tell whether a block (or the list that it is in) has a paragraph of prose next to it."""
    item = element.getparent() if element.tag == "li" else element
    neighbours = [] if item is None else [item.getprevious(), item.getnext()]
    return any(near is not None and near.tag == "p" and len(_text(near, _PROSE)) >= _PROSE for near in neighbours)


def mark_headings(tree: HtmlElement) -> None:
    """Put the marks of Markdown before the headings inside the report: unmarked they could be taken for captions."""
    for element in tree.iter("h2", "h3", "h4", "h5", "h6"):
        if _text(element, 1):
            element.text = f"{'#' * int(element.tag[1])} {(element.text or '').lstrip()}"


def join_chunks(tree: HtmlElement) -> None:
    """Move the parts of a report that stand in several containers of one kind, advertising between, into the first.

    Extractors take the best container and lose the others. A part that begins with a title or a date of its own is
    another article, and stays where it is.
    """
    kinds: dict[tuple[str | None, ...], list[HtmlElement]] = defaultdict(list)
    for element in tree.iter("div", "section"):
        kind, parent = element.get("class"), element.getparent()
        if not kind or parent is None:
            continue
        if sum(len(_text(paragraph, _CHUNK)) for paragraph in element.iterchildren("p")) >= _CHUNK:
            kinds[element.tag, kind, parent.tag, parent.get("class")].append(element)
    for chunks in kinds.values():
        first = chunks[0]
        above = list(_above(first))
        for chunk in chunks[1:]:
            branch = _branch(chunk, above)
            if branch is not None and first not in branch.iter() and not branch.xpath(_NEW_ARTICLE):
                first.extend(list(chunk))


def without_title(text: str, titles: Iterable[str | None]) -> str:
    """Return a text without the title that it repeats at its top."""
    known = {_letters(title) for title in titles if title}
    lines = text.split("\n")
    top = [index for index, line in enumerate(lines) if line.strip()][:_TITLE_WITHIN]
    repeated = {index for index in top if _letters(lines[index]) in known}
    return "\n".join(line for index, line in enumerate(lines) if index not in repeated)


def _branch(element: HtmlElement, above: list[HtmlElement]) -> HtmlElement | None:
    """Return the child of the nearest element in `above` under which `element` stands, None where that is too far."""
    below = element
    for ancestor in _above(element):
        if ancestor in above:
            return below
        below = ancestor
    return None


def _above(element: HtmlElement) -> Iterator[HtmlElement]:
    for level, ancestor in enumerate(element.iterancestors()):
        if level == _NEAR:
            return
        yield ancestor


def _text(element: HtmlElement, most: int | None = None) -> str:
    """Return an element's text on one line; no more of it is gathered than `most` characters need."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if most is not None and length > most:
            break
    return " ".join("".join(pieces).split())


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
