"""Plain text: one file is one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.reading.decoding import decode
from headwater.reading.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Problem
    from headwater.reading.formats.document import Document


def records(document: Document) -> Iterator[Raw | Problem]:
    """Yield the one article of a text file."""
    text = decode(document.whole("the text"), document.charset)
    yield Raw(source=document.source, record=document.record, format="text", text=text, url=document.url)
