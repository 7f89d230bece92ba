"""WARC: web pages as they were crawled, one article a record.

FastWARC parses a record; where a record ends is found here, because both Python readers of WARC believe the stated
length: a length too small ends their reading, one too large makes a record of two. A record counts as whole where its
length is met and another record, or the end, follows it. After a break reading goes on at the next record.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from headwater.reading.limits import UnreadableError, in_bytes
from headwater.reading.stream import CHUNK, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from headwater.article import Problem
    from headwater.reading.formats.document import Document
    from headwater.reading.raw import Raw


_START = b"WARC/1."
_BLANK = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type[ \t]*:[ \t]*([A-Za-z-]{1,40})", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(rb"^warc-record-id[ \t]*:[ \t]*<?([^\s<>]{1,400})", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"^warc-target-uri[ \t]*:[ \t]*<?([^\s<>]{1,2000})", re.IGNORECASE | re.MULTILINE)
_READ = frozenset({b"response", b"resource", b"conversion"})
_HEADER_SIGNS = 4_096  # bytes of a header in which its type and length stand
_HEADER = re.compile(rb"WARC/1\.\d[ \t]*\r?\n(?:[A-Za-z][\w-]{0,60}[ \t]{0,9}:[^\r\n]{0,3000}\r?\n)+")
_LARGEST_LENGTH = 15  # digits
_READABLE = re.compile(r"text/(?:html|plain|markdown)|application/(?:xhtml\+xml|json|ld\+json)|\Z")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record's bytes, header and block."""

    number: int
    header: bytes
    block: bytes

    @property
    def kind(self) -> bytes:
        match = _TYPE.search(self.header)
        return match.group(1).lower() if match else b""

    @property
    def name(self) -> str:
        return name_of(self.header, self.number)


@dataclass(frozen=True, slots=True)
class _Broken:
    """A record that is not whole, or bytes that are none."""

    name: str | None
    error: UnreadableError


def name_of(header: bytes, number: int) -> str:
    """Return a record's own id, else its address, else its number."""
    match = _ID.search(header) or _ADDRESS.search(header)
    return match.group(1).decode("utf-8", "replace") if match else str(number)


def records(document: Document, read: Callable[[Document], Iterator[Raw | Problem]]) -> Iterator[Raw | Problem]:
    """Yield the articles of the pages in a web archive, and a problem for every record that is broken.

    `read` reads what a record holds. Requests, pictures, scripts and answers other than 200 are no reports, and passed
    over.
    """
    seen = 0
    for entry in _Guard(document).entries():
        if isinstance(entry, _Broken):
            yield document.failed(entry.error, entry.name)
            continue
        seen += 1
        if entry.number > document.limits.records:
            yield document.problem("too_many", f"only the first {entry.number - 1:,} records were read (limit records)")
            return
        if entry.kind not in _READ:
            continue
        try:
            inside = _inside(entry, document)
            if inside is not None:
                yield from read(inside)
        except UnreadableError as error:
            yield document.failed(error, entry.name)
    if not seen and document.stream.position == 0:
        yield document.problem("empty", "the web archive has no records")


def _inside(record: _Record, document: Document) -> Document | None:
    """Return what a record holds as a document of its own, None where it is no page."""
    parsed = _parsed(record)
    if parsed is None:
        raise UnreadableError("damaged_record", "the record's header cannot be parsed")
    media_type = charset = None
    if parsed.is_http:
        headers = parsed.http_headers
        if headers is not None and headers.status_code not in {200, None}:
            return None
        media_type, charset = parsed.http_content_type, parsed.http_charset
    else:
        media_type = (parsed.headers.get("Content-Type") or "").partition(";")[0]
    if not _READABLE.match((media_type or "").casefold()):
        return None
    limit = document.limits.document_bytes
    payload = _payload(parsed, limit)
    if len(payload) > limit:
        raise UnreadableError("too_large", f"the page is larger than {in_bytes(limit)} (limit document_bytes)")
    return replace(
        document,
        stream=Stream(io.BytesIO(payload).read),
        name="",
        record=record.name,
        media_type=media_type,
        charset=charset,
        url=_address(parsed),
    )


def _parsed(record: _Record) -> Any:  # noqa: ANN401 -- FastWARC's record
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 -- slow to import

    data = io.BytesIO(record.header + record.block + b"\r\n\r\n")
    try:
        return next(iter(ArchiveIterator(data, parse_http=True, auto_decode="all", stream_detect=False)), None)
    except Exception as error:  # its parser raises many kinds on a broken header
        raise UnreadableError("damaged_record", f"the record cannot be parsed: {error}") from error


def _payload(parsed: Any, limit: int) -> bytes:  # noqa: ANN401 -- FastWARC's record
    try:
        payload: bytes = parsed.reader.read(limit + 1)
    except Exception as error:  # its decoders raise many kinds on a broken payload
        raise UnreadableError("damaged_record", f"the page in it cannot be unpacked: {error}") from error
    return payload


def _address(parsed: Any) -> str | None:  # noqa: ANN401 -- FastWARC's record
    from headwater.reading.formats.fields import safe_url  # noqa: PLC0415 -- fields imports what imports this

    return safe_url((parsed.headers.get("WARC-Target-URI") or "").strip("<> "))


class _Guard:
    """Finds the records of a stream, whatever their headers say."""

    def __init__(self, document: Document) -> None:
        self._stream = document.stream
        self._limits = document.limits
        self._number = 0

    def entries(self) -> Iterator[_Record | _Broken]:
        """Yield whole records and what is broken, in order; always comes to an end."""
        while True:
            yield from self._gap()
            if self._stream.peek(len(_START)) == _START:
                self._number += 1
                yield self._record()
            elif not self._resumed():
                return

    def _resumed(self) -> bool:
        """Tell whether there is more to read behind the damage that ended the stream, if any did."""
        if self._stream.failure is None:
            return bool(self._stream.peek(1))
        self._stream.resume()
        return bool(self._stream.peek(1)) or (self._stream.failure is not None and self._once_more())

    def _once_more(self) -> bool:
        """Tell whether a second attempt gets past two damages in a row; a source that stays broken is given up."""
        self._stream.resume()
        return bool(self._stream.peek(1))

    def _gap(self) -> Iterator[_Broken]:
        """Skip to the next record; yield what is lost if that is more than line breaks, and the damage before it."""
        lost = 0
        while head := self._stream.peek(CHUNK):
            at = 0 if head.startswith(_START) else head.find(b"\n" + _START) + 1
            if at or head.startswith(_START):
                lost += len(self._stream.read(at).strip())
                break
            keep = len(_START) if len(head) == CHUNK else 0  # a start may lie across the border
            lost += len(self._stream.read(len(head) - keep).strip())
        if lost:
            yield _Broken(
                None,
                UnreadableError(
                    "damaged_archive",
                    f"{in_bytes(lost)} before byte {self._stream.position} (unpacked) belong to no record",
                ),
            )
        if not self._stream.peek(1) and self._stream.failure is not None:
            yield _Broken(None, self._stream.failure)

    def _record(self) -> _Record | _Broken:
        begin, limits = self._stream.position, self._limits
        head = self._stream.peek(limits.header_bytes)
        blank = _BLANK.search(head)
        if blank is None:
            self._stream.read(len(_START))
            cut = len(head) < limits.header_bytes
            error = (
                UnreadableError("truncated", f"the record at byte {begin} is cut within its header")
                if cut
                else UnreadableError("too_large", f"the header at byte {begin} is over {in_bytes(limits.header_bytes)}")
            )
            if cut:
                self._stream.skip(len(head))
            return _Broken(name_of(head[:4096], self._number), error)
        header = head[: blank.end()]
        name = name_of(header, self._number)
        self._stream.read(len(header))
        match = _LENGTH.search(header)
        stated = match.group(1).strip() if match else b""
        if not stated.isdigit() or len(stated) > _LARGEST_LENGTH:
            shown = stated[:30].decode("ascii", "replace")
            return _Broken(
                name,
                UnreadableError("damaged_record", f"the record at byte {begin} states no usable length: {shown!r}"),
            )
        return self._block(header, int(stated), name, begin)

    def _block(self, header: bytes, length: int, name: str, begin: int) -> _Record | _Broken:
        """Return the record whose block of `length` bytes begins here."""
        kept = bytearray()
        got = 0
        while got < length:
            most = min(CHUNK, length - got)
            window = self._stream.peek(most + _HEADER_SIGNS)
            if not window:
                break
            inner = _inner_start(window, most)
            if inner is not None:
                self._stream.read(inner)
                return _Broken(
                    name,
                    UnreadableError(
                        "damaged_record",
                        f"the record at byte {begin} states {length} bytes, but the next record begins after "
                        f"{got + inner}; it was passed over",
                    ),
                )
            data = self._stream.read(most)
            got += len(data)
            if got <= self._limits.document_bytes:
                kept += data
        if got < length:
            return self._cut(name, begin, got, length)
        if got > self._limits.document_bytes:
            bound = in_bytes(self._limits.document_bytes)
            return _Broken(
                name,
                UnreadableError(
                    "too_large", f"the record at byte {begin} is larger than {bound} (limit document_bytes)"
                ),
            )
        if not self._ends_here():
            return _Broken(
                name,
                UnreadableError(
                    "damaged_record",
                    f"the record at byte {begin} states {length} bytes, but goes on behind them; it was passed over",
                ),
            )
        return _Record(self._number, header, bytes(kept))

    def _cut(self, name: str, begin: int, got: int, length: int) -> _Broken:
        return _Broken(
            name,
            UnreadableError(
                "truncated",
                f"the record at byte {begin} is cut: {got} of {length} bytes are there; get the whole archive again",
            ),
        )

    def _ends_here(self) -> bool:
        """Tell whether nothing but line breaks stands before the next record or the end."""
        following = self._stream.peek(len(_START) + 8).lstrip(b"\r\n")
        return not following or following.startswith(_START) or _START.startswith(following)


def _inner_start(window: bytes, most: int) -> int | None:
    """Return where in the first `most` bytes the header of another record begins, None where none does."""
    at = 0
    while (found := window.find(b"\n" + _START, at, most + len(_START))) >= 0:
        header = _HEADER.match(window, found + 1)
        if found + 1 < most and header and _TYPE.search(header.group()) and _LENGTH.search(header.group()):
            return found + 1
        at = found + 1
    return None
