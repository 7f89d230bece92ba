"""What a format yields, before cleaning: one record's text and whatever the record itself says about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.article import Found


@dataclass(frozen=True, slots=True)
class Raw:
    """One report as its container holds it.

    `text` is plain text with its line breaks, markup already removed (`format` says by what: "text", "markdown",
    "html", "json", "csv", "warc", "feed"); the metadata are what the record states, None where it states nothing;
    `found` tells how each was found. `captions` are captions that the markup itself marks as such. `removed` are
    pieces that the format's reader took out ((text, reason)).
    """

    source: str
    record: str | None
    format: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    url: str | None = None
    captions: tuple[str, ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    found: tuple[Found, ...] = field(default=())
