"""What reading yields: articles, and the problems met on the way.

Every offset in Headwater counts code points of one article's canonical `Article.text`. That text is what the report
itself says: NFC, blocks (paragraphs, headings, captions) separated by one empty line, single spaces inside a block, no
control characters. The headline is no part of it; everything that cleaning took out is kept beside it.

A caption stands in the text because it is printed, and copied, like all else, and says some of what the report says.
But it speaks of its picture: no claim rests on captions alone or is told in one's words, and a shared picture says
nothing of whose the reports are.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

CreditKind = Literal["wire", "medium", "study", "document", "dataset", "speaker", "photo"]
BlockKind = Literal["paragraph", "heading", "caption"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's canonical text, in code points, `start` inside and `end` outside."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0 on, not from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a picture's caption of the canonical text."""

    start: int
    end: int
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Credit:
    """A place where an article names where something comes from.

    `place` says which text the offsets count in: "text" (the canonical text), "byline", "url" or "discarded:N" (the
    N-th of the article's discarded pieces, from 0). `whole` tells a credit of the whole article
    ("(AP)" in the dateline, a closing credit line) from one that speaks of the sentence it stands in. `closing` tells,
    of those, that a line below the report names whose material went into it ("(AFP, Reuters)", "Source: X"): the
    article is not theirs as one with their byline is, and any one sentence of it may be its own.
    """

    origin: str
    kind: CreditKind
    start: int
    end: int
    place: str = "text"
    whole: bool = False
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Discarded:
    """A piece that cleaning took out of the report, with the reason in a few words ("navigation", "share widget")."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """How one piece of metadata was found: `field` ("outlet"), `by` ("JSON-LD", "file name", "--outlet")."""

    field: str
    by: str


@dataclass(frozen=True, slots=True)
class Article:
    """One report as published.

    `source` is the path or address as given; `record` the record's own id, else its address, else its number in a
    file that holds many, else None. `published` and `modified` are ISO 8601 dates or times as far as they are known
    ("2024-05-17", "2024-05-17T09:30:00+02:00"); `language` is an ISO 639-1 code, None where it cannot be told.
    `publisher` names whom the outlet belongs to; it is the outlet itself where nothing else is known. `also` lists
    the other sources in which the very same article was read.
    """

    id: str
    source: str
    record: str | None
    outlet: str
    publisher: str
    title: str | None
    byline: str | None
    dateline: str | None
    published: str | None
    modified: str | None
    language: str | None
    url: str | None
    text: str
    blocks: tuple[Block, ...] = ()
    credits: tuple[Credit, ...] = ()
    discarded: tuple[Discarded, ...] = ()
    found: tuple[Found, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def captions(self) -> tuple[Block, ...]:
        """The blocks that are pictures' captions, in reading order."""
        return tuple(block for block in self.blocks if block.kind == "caption")

    @property
    def prose(self) -> str:
        """The text with its captions blanked out, so that every offset stays what it is."""
        return blanked(self.text, self.captions)


def blanked(text: str, blocks: Iterable[Block]) -> str:
    """Return `text` with spaces in place of `blocks`, which stand in it in order."""
    pieces, at = [], 0
    for block in blocks:
        pieces += [text[at : block.start], " " * (block.end - block.start)]
        at = block.end
    return "".join((*pieces, text[at:]))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or done, and is therefore missing from the result.

    `reason` is a short stable word ("empty", "binary", "too_large", "truncated", "not_json", "too_short"); `detail`
    names the place and the mend in one sentence.
    """

    source: str
    reason: str
    detail: str
    record: str | None = None


def article_id(*parts: str | None) -> str:
    """Return the id of an article made of `parts`: 12 hexadecimal digits of their SHA-256."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()[:12]
