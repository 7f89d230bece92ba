"""CSV and its kin: a header that names the columns, then one article a row."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from headwater.reading.formats.fields import known_columns, raw_from_fields
from headwater.reading.formats.lines import utf8_stream
from headwater.reading.formats.sniffing import DELIMITERS, delimiter_of
from headwater.reading.limits import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Problem
    from headwater.reading.formats.document import Document
    from headwater.reading.limits import Limits
    from headwater.reading.raw import Raw
    from headwater.reading.stream import Stream

_ESCAPED = re.compile("[\udc80-\udcff]")  # a byte that is no UTF-8, as "surrogateescape" keeps it


class _Lines:
    """The lines of a stream as text, each at most as long as a record may be."""

    def __init__(self, stream: Stream, limits: Limits) -> None:
        self._stream = stream
        self._limit = limits.document_bytes

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.line(self._limit)
        if not line or (self._stream.failure is not None and not line.endswith(b"\n")):
            raise StopIteration
        return line.decode("utf-8", "surrogateescape")


def records(document: Document) -> Iterator[Raw | Problem]:
    """Yield the article or the problem of every row.

    Raises:
        UnreadableError: there is no header with a column of text.
    """
    # The limit of the csv module holds for the whole process, and stops at 131,072 characters unless raised.
    csv.field_size_limit(max(csv.field_size_limit(), document.limits.field_characters))
    stream = utf8_stream(document)
    lines = _Lines(stream, document.limits)
    header = next(lines, "")
    delimiter = delimiter_of(header.strip()) or _likely(header)
    try:
        names = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error as error:
        raise UnreadableError("bad_row", f"line 1: the columns' names cannot be read: {error}") from error
    if "text" not in known_columns(names):
        shown = ", ".join(names)[:200]
        raise UnreadableError(
            "no_text_column",
            f"line 1: no column is named text, body, content, maintext or articleBody (columns: {shown})",
        )
    yield from _rows(lines, names, delimiter, document)
    if stream.failure is not None:
        yield document.failed(stream.failure)


def _likely(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _rows(lines: _Lines, names: list[str], delimiter: str, document: Document) -> Iterator[Raw | Problem]:
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        line = rows.line_num + 2
        try:
            row = next(rows, None)
        except csv.Error as error:
            number += 1
            yield document.problem("bad_row", f"line {line}: the row cannot be read: {error}", str(number))
            continue
        if row is None:
            return
        if not any(row):
            continue
        number += 1
        if number > document.limits.records:
            yield document.problem("too_many", f"only the first {number - 1:,} rows were read (limit records)")
            return
        try:
            yield _article(row, names, number, document)
        except UnreadableError as error:
            yield document.failed(error, str(number), f"line {line}: ")


def _article(row: list[str], names: list[str], number: int, document: Document) -> Raw:
    if len(row) > len(names):
        raise UnreadableError(
            "bad_row",
            f"the row has {len(row)} fields under {len(names)} columns; put fields with a delimiter in quotes",
        )
    for name, field in zip(names, row, strict=False):
        if match := _ESCAPED.search(field):
            raise UnreadableError(
                "invalid_encoding",
                f"column {name!r}: byte 0x{ord(match.group()) - 0xDC00:02x} at character {match.start()} is not UTF-8; "
                "save the table as UTF-8",
            )
    fields = dict(zip(names, row, strict=False))
    return raw_from_fields(fields, source=document.source, number=number, form="csv")
