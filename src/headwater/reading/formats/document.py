"""What a format's reader is given: a stream of bytes and what is known of it from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.article import Problem
from headwater.reading.limits import UnreadableError

if TYPE_CHECKING:
    from headwater.reading.limits import Limits
    from headwater.reading.stream import Stream


@dataclass(frozen=True, slots=True)
class Document:
    """One file, address or record to read.

    `source` and `record` go into every article and problem; `name` is the file's name, a hint of last resort as to the
    format; `media_type`, `charset` and `url` are what the sender says of it.
    """

    source: str
    stream: Stream
    limits: Limits
    name: str = ""
    record: str | None = None
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None

    def problem(self, reason: str, detail: str, record: str | None = None) -> Problem:
        """Return a problem of this document or of one of its records."""
        return Problem(self.source, reason, detail, self.record if record is None else record)

    def failed(self, error: UnreadableError, record: str | None = None, place: str = "") -> Problem:
        """Return the problem that `error` is, after its place ("line 3: ")."""
        return self.problem(error.reason, place + error.detail, record)

    def whole(self, what: str) -> bytes:
        """Return all of its bytes; raise `UnreadableError` where that is too much, damaged or nothing."""
        data = self.stream.whole(self.limits.document_bytes, what)
        if not data.strip():
            raise UnreadableError("empty", f"{what} is empty")
        return data
