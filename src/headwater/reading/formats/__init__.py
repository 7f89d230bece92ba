"""Formats: from a document's bytes to `Raw` records and `Problem`s; one module each, told apart by content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.reading.formats import (
    feeds,
    json_documents,
    json_lines,
    markdown,
    pages,
    plain_text,
    sniffing,
    tables,
    web_archives,
)
from headwater.reading.limits import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from headwater.article import Problem
    from headwater.reading.formats.document import Document
    from headwater.reading.raw import Raw

_READERS: dict[sniffing.Format, Callable[[Document], Iterator[Raw | Problem]]] = {
    "text": plain_text.records,
    "markdown": markdown.records,
    "html": pages.records,
    "json": json_documents.records,
    "json lines": json_lines.records,
    "table": tables.records,
    "feed": feeds.records,
}


def records(document: Document) -> Iterator[Raw | Problem]:
    """Yield what a document holds; what cannot be read is a problem, never an exception."""
    try:
        head = document.stream.peek(sniffing.HEAD)
        if not head and document.stream.failure is not None:
            raise document.stream.failure
        form = sniffing.sniff(head, document.name, document.media_type)
        if form == "web archive":
            yield from web_archives.records(document, _within_archive)
        else:
            yield from _READERS[form](document)
    except UnreadableError as error:
        yield document.failed(error)


def _within_archive(document: Document) -> Iterator[Raw | Problem]:
    """Yield what one record of an archive holds; an archive inside an archive is not opened."""
    form = sniffing.sniff(document.stream.peek(sniffing.HEAD), document.name, document.media_type)
    if form == "web archive":
        raise UnreadableError("nested", "an archive inside an archive is not opened")
    yield from _READERS[form](document)
