"""A byte stream that can be looked into before it is read, with gzip read through.

Nothing here raises on damaged input: a read comes back short, and `Stream.failure` says why. So a reader of many
records keeps what stands before the damage, and may go on behind it (`resume`).
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from headwater.reading.limits import UnreadableError, in_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from headwater.reading.limits import Limits

CHUNK = 65_536
GZIP_MAGIC = b"\x1f\x8b\x08"
_SMALL = 10_000_000  # below this a high ratio is an ordinary text of few words


class Stream:
    """Bytes from `source` (a function like `BinaryIO.read`), buffered as far as they were looked at."""

    def __init__(self, source: Callable[[int], bytes]) -> None:
        self._source = source
        self._buffer = bytearray()
        self._at = 0
        self._ended = False
        self.position = 0
        self.failure: UnreadableError | None = None

    def peek(self, count: int) -> bytes:
        """Return up to `count` of the next bytes without taking them; fewer only at the end or before damage."""
        while len(self._buffer) - self._at < count and not self._ended:
            self._fill()
        return bytes(self._buffer[self._at : self._at + count])

    def read(self, count: int) -> bytes:
        """Take up to `count` bytes; fewer only at the end or before damage."""
        taken = self.peek(count)
        self._advance(len(taken))
        return taken

    def skip(self, count: int) -> int:
        """Take `count` bytes without keeping them; return how many there were."""
        left = count
        while left and (taken := len(self.read(min(left, CHUNK)))):
            left -= taken
        return count - left

    def line(self, limit: int) -> bytes:
        """Take one line with its line break, at most `limit` bytes of it; empty at the end or before damage."""
        searched = 0
        while True:
            found = self._buffer.find(b"\n", self._at + searched, self._at + limit)
            if found >= 0:
                return self.read(found + 1 - self._at)
            searched = min(len(self._buffer) - self._at, limit)
            if searched >= limit or self._ended:
                return self.read(limit)
            self._fill()

    def whole(self, limit: int, what: str) -> bytes:
        """Take everything; raise `UnreadableError` where that is more than `limit` bytes, or damaged."""
        data = self.read(limit + 1)
        if len(data) > limit:
            raise UnreadableError(
                "too_large",
                f"{what} is larger than the {in_bytes(limit)} that one document may have (limit document_bytes); "
                "split it, or give its articles as JSON lines, CSV or WARC, which are read one by one",
            )
        if self.failure is not None:
            raise self.failure
        return data

    def resume(self) -> None:
        """Go on behind the damage, where the source can."""
        self.failure = None
        self._ended = False

    def _advance(self, count: int) -> None:
        self._at += count
        self.position += count
        if self._at > 16 * CHUNK or self._at == len(self._buffer):
            del self._buffer[: self._at]
            self._at = 0

    def _fill(self) -> None:
        try:
            data = self._source(CHUNK)
        except UnreadableError as damage:
            self.failure = damage
            self._ended = True
            return
        except (OSError, ValueError) as error:
            self.failure = UnreadableError("unreadable", f"reading stopped: {error}")
            self._ended = True
            return
        if data:
            self._buffer += data
        else:
            self._ended = True


class Gunzip:
    """The unpacked bytes of a gzip stream with any number of members; after damage, those of the next member."""

    def __init__(self, packed: Stream, limits: Limits) -> None:
        self._packed = packed
        self._limits = limits
        self._member = zlib.decompressobj(wbits=31)
        self._fresh = True  # nothing of the present member has been read
        self._pending = b""
        self._unpacked = 0
        self._lost = False

    def read(self, count: int) -> bytes:
        """Return up to `count` bytes, none at the end; raise `UnreadableError` once for each damage."""
        if self._lost:
            self._seek_member()
        while True:
            if not self._pending:
                self._pending = self._packed.read(CHUNK)
            if not self._pending:
                return self._end()
            if self._fresh and not self._at_member():
                continue
            try:
                data = self._member.decompress(self._pending, count)
            except zlib.error as error:
                self._lost = True
                place = in_bytes(self._unpacked)
                raise UnreadableError("damaged_gzip", f"the gzip data break after {place} unpacked: {error}") from error
            self._fresh = False
            self._pending = self._member.unconsumed_tail
            if self._member.eof:
                self._pending = self._member.unused_data
                self._begin()
            self._unpacked += len(data)
            self._check()
            if data:
                return data

    def _begin(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self._fresh = True

    def _end(self) -> bytes:
        if self._packed.failure is not None:
            raise self._packed.failure
        if self._fresh:
            return b""
        self._begin()
        raise UnreadableError(
            "truncated",
            f"the gzip data end in the middle, after {in_bytes(self._unpacked)} unpacked; get the whole file again",
        )

    def _at_member(self) -> bool:
        """Tell whether a member begins here; zeros between members are padding, anything else is damage."""
        if len(self._pending) < len(GZIP_MAGIC):
            self._pending += self._packed.read(CHUNK)
        if self._pending.startswith(GZIP_MAGIC):
            return True
        stripped = self._pending.lstrip(b"\0")
        if len(stripped) < len(self._pending):
            self._pending = stripped
            return False
        self._lost = True
        raise UnreadableError(
            "damaged_gzip", f"after {in_bytes(self._unpacked)} unpacked stand bytes that are no gzip data"
        )

    def _seek_member(self) -> None:
        """Skip to what looks like the start of the next member, or to the end."""
        self._begin()
        self._lost = False
        pending = self._pending[1:]
        while True:
            found = pending.find(GZIP_MAGIC)
            if found >= 0:
                self._pending = pending[found:]
                return
            more = self._packed.read(CHUNK)
            if not more:
                self._pending = b""
                return
            pending = pending[-2:] + more

    def _check(self) -> None:
        limits = self._limits
        if self._unpacked > limits.unpacked_bytes:
            self._stop(f"more than {in_bytes(limits.unpacked_bytes)} (limit unpacked_bytes)")
        if self._unpacked > _SMALL and self._unpacked > limits.expansion * self._packed.position:
            self._stop(f"more than {limits.expansion} times its size (limit expansion)")

    def _stop(self, bound: str) -> None:
        self._packed = Stream(lambda _: b"")
        self._pending = b""
        self._begin()
        raise UnreadableError("too_large", f"the gzip data unpack to {bound}; unpack the file and look at it first")


def unpacked(packed: Stream, limits: Limits) -> tuple[Stream, bool]:
    """Return the stream to read and whether it was packed: one layer of gzip is read through."""
    if packed.peek(len(GZIP_MAGIC)) != GZIP_MAGIC:
        return packed, False
    return Stream(Gunzip(packed, limits).read), True
