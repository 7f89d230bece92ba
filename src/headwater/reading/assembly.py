"""From a raw record to an article: cleaning, canonical text, metadata, credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.article import Article, Block, Problem, article_id
from headwater.reading import metadata
from headwater.reading.cleaning import clean
from headwater.reading.cleaning.signs import words
from headwater.reading.credits import Places, find

if TYPE_CHECKING:
    from headwater.article import BlockKind
    from headwater.reading.cleaning import Cleaned
    from headwater.reading.raw import Raw

_SEPARATOR = "\n\n"
# An article of fewer words says nothing that could be compared; languages without spaces are counted in characters.
_FEWEST_WORDS, _FEWEST_CHARACTERS = 8, 40


@dataclass(frozen=True, slots=True)
class Given:
    """What the user stated about every article of a call; it goes before anything that is found."""

    outlet: str | None = None
    published: str | None = None
    language: str | None = None


def assemble(raw: Raw, given: Given) -> Article | Problem:
    """Return the article that a record holds, or the problem why it holds none ("empty", "too_short")."""
    cleaned = clean(raw)
    text, blocks = _joined(cleaned)
    problem = _too_little(raw, cleaned)
    if problem:
        return problem
    about = metadata.gather(raw, cleaned, given)
    places = Places(
        text=text,
        byline=about.byline,
        captions=tuple(block for block in blocks if block.kind == "caption"),
        discarded=tuple((piece.text, piece.reason) for piece in cleaned.discarded),
        outlet=about.outlet,
        url=about.url,
    )
    return Article(
        id=article_id(about.outlet, about.title, about.published, about.url, text),
        source=raw.source,
        record=raw.record,
        outlet=about.outlet,
        publisher=about.publisher,
        title=about.title,
        byline=about.byline,
        dateline=about.dateline,
        published=about.published,
        modified=about.modified,
        language=about.language,
        url=about.url,
        text=text,
        blocks=blocks,
        credits=find(places),
        discarded=cleaned.discarded,
        found=about.found,
    )


def _joined(cleaned: Cleaned) -> tuple[str, tuple[Block, ...]]:
    """Return the canonical text and its blocks, captions at their place among them."""
    pieces: list[tuple[str, BlockKind]] = []
    waiting = list(cleaned.captions)
    for index, block in enumerate(cleaned.blocks):
        while waiting and waiting[0][1] <= index:
            pieces.append((waiting.pop(0)[0], "caption"))
        pieces.append(block)
    pieces.extend((caption, "caption") for caption, _ in waiting)
    blocks: list[Block] = []
    at = 0
    for piece, kind in pieces:
        blocks.append(Block(at, at + len(piece), kind))
        at += len(piece) + len(_SEPARATOR)
    return _SEPARATOR.join(piece for piece, _ in pieces), tuple(blocks)


def _too_little(raw: Raw, cleaned: Cleaned) -> Problem | None:
    """Return the problem of a record that holds no report, None for one that does."""
    if not raw.text.strip():
        return Problem(raw.source, "empty", "The record holds no text.", raw.record)
    text = _SEPARATOR.join(block for block, _ in cleaned.blocks)
    if len(words(text[:2000])) >= _FEWEST_WORDS or (len(text) >= _FEWEST_CHARACTERS and not text.isascii()):
        return None
    if text or not cleaned.discarded:
        detail = f"Only {len(words(text))} words are the report's own: too few to compare."
    else:
        detail = "All of its lines are page furniture or captions; none is a report's."
    return Problem(raw.source, "too_short", detail, raw.record)
