"""Lines of a file that holds many records, always in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.reading.decoding import decode as decoded
from headwater.reading.decoding import known, mark_of
from headwater.reading.stream import Stream

if TYPE_CHECKING:
    from headwater.reading.formats.document import Document

_LONGEST_MARK = 4


def utf8_stream(document: Document) -> Stream:
    """Return the document's bytes without byte order mark; one in another encoding is converted as a whole.

    Raises:
        UnreadableError: it is in another encoding, and too large or damaged.
    """
    stream = document.stream
    mark = mark_of(stream.peek(_LONGEST_MARK))
    declared = known(document.charset)
    if mark is not None and mark[0] == "utf-8":
        stream.read(mark[1])
        return stream
    if mark is None and declared in {None, "utf-8"}:
        return stream
    data = decoded(document.whole("the file"), declared).encode("utf-8", "surrogatepass")
    at = 0

    def source(count: int) -> bytes:
        nonlocal at
        at += count
        return data[at - count : at]

    return Stream(source)
