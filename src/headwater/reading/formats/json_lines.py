"""JSON lines: one article a line; a bad line is a problem with its number, the rest is read on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from headwater.reading.decoding import decode
from headwater.reading.formats.fields import raw_from_fields
from headwater.reading.formats.json_documents import parse
from headwater.reading.formats.lines import utf8_stream
from headwater.reading.limits import UnreadableError, in_bytes

if TYPE_CHECKING:
    from headwater.article import Problem
    from headwater.reading.formats.document import Document
    from headwater.reading.limits import Limits
    from headwater.reading.raw import Raw


def records(document: Document) -> Iterator[Raw | Problem]:
    """Yield the article or the problem of every line that is not empty."""
    stream, limits = utf8_stream(document), document.limits
    number = read = 0
    while line := stream.line(limits.document_bytes + 1):
        number += 1
        record = str(number)
        if stream.failure is not None and not line.endswith(b"\n"):
            break  # the line that the damage cut
        if len(line) > limits.document_bytes:
            while not line.endswith(b"\n") and line:
                line = stream.line(limits.document_bytes)
            yield document.problem("too_large", _too_long(number, limits), record)
            continue
        if not line.strip():
            continue
        read += 1
        if read > limits.records:
            yield document.problem("too_many", f"only the first {read - 1:,} records were read (limit records)")
            return
        try:
            yield _article(line, number, document)
        except UnreadableError as error:
            yield document.failed(error, record, f"line {number}: ")
    if stream.failure is not None:
        yield document.failed(stream.failure, place=f"after {number} lines: ")


def _article(line: bytes, number: int, document: Document) -> Raw:
    value = parse(decode(line), document.limits)
    if not isinstance(value, Mapping):
        raise UnreadableError("no_text", f"this is no object but {type(value).__name__}")
    return raw_from_fields(value, source=document.source, number=number, form="json")


def _too_long(number: int, limits: Limits) -> str:
    return f"line {number} is longer than {in_bytes(limits.document_bytes)} (limit document_bytes)"
