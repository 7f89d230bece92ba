"""JSON: one article, an array of them, or an object around such an array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NoReturn

from headwater.reading.decoding import decode
from headwater.reading.formats import feeds
from headwater.reading.formats.fields import has_text, raw_from_fields
from headwater.reading.limits import UnreadableError

if TYPE_CHECKING:
    from headwater.article import Problem
    from headwater.reading.formats.document import Document
    from headwater.reading.limits import Limits
    from headwater.reading.raw import Raw

# What the list of articles is called in the objects that services and tools put around it.
_LISTS = ("articles", "items", "results", "documents", "docs", "stories", "news", "data", "hits", "entries", "@graph")
_AROUND = ("response", "data", "result", "hits")
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{]+|[\]}]+', re.DOTALL)


def records(document: Document) -> Iterator[Raw | Problem]:
    """Yield every article of a JSON document, and a problem for each entry that is none."""
    value = parse(decode(document.whole("the JSON document"), document.charset), document.limits)
    if isinstance(value, Mapping):
        if feeds.is_json_feed(value):
            yield from feeds.of_json(value, document)
            return
        around, entries = _entries(value)
        if entries is None:
            yield raw_from_fields(value, source=document.source, number=None, form="json")
            return
    elif isinstance(value, list):
        around, entries = {}, value
    else:
        raise UnreadableError(
            "no_text", "this JSON is neither an object nor an array of objects with an article's text"
        )
    if not entries:
        raise UnreadableError("empty", "the list of articles is empty")
    yield from _each(entries, around, document)


def _each(entries: list[object], around: Mapping[str, object], document: Document) -> Iterator[Raw | Problem]:
    for number, entry in enumerate(entries, start=1):
        record = str(number)
        if number > document.limits.records:
            yield document.problem("too_many", f"only the first {number - 1:,} entries were read (limit records)")
            return
        if not isinstance(entry, Mapping):
            yield document.problem("no_text", f"entry {number} is no object but {type(entry).__name__}", record)
            continue
        try:
            yield raw_from_fields(entry, source=document.source, number=number, form="json", parent=around)
        except UnreadableError as error:
            yield document.failed(error, record, f"entry {number}: ")


def _entries(value: Mapping[str, object]) -> tuple[Mapping[str, object], list[object] | None]:
    """Return the list of articles inside an object, with the object around it; None where it is an article itself."""
    if has_text(value):
        return {}, None
    around: Mapping[str, object] = value
    for _ in range(3):
        for name in _LISTS:
            entries = around.get(name)
            if isinstance(entries, list):
                return {}, entries
        inner = next((around[name] for name in _AROUND if isinstance(around.get(name), Mapping)), None)
        if not isinstance(inner, Mapping):
            break
        if has_text(inner):
            return {}, [inner]
        around = inner
    return {}, None


def parse(text: str, limits: Limits) -> object:
    """Return the value of JSON text.

    Raises:
        UnreadableError: it is no JSON (NaN and Infinity are none), with the place; or nested deeper than
            `Limits.json_depth`.
    """
    if _deeper(text, limits.json_depth):
        raise UnreadableError(
            "too_deep", f"more than {limits.json_depth} arrays and objects lie inside each other (limit json_depth)"
        )
    try:
        value: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError("not_json", f"this is no JSON: {error.msg} ({place})") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not_json", f"this JSON cannot be read: {error}") from error
    return value


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON; write null for what is not known")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def _deeper(text: str, most: int) -> bool:
    """Tell whether more than `most` brackets are open at once, outside strings."""
    if text.count("[") + text.count("{") <= most:
        return False
    depth = 0
    for match in _BRACKETS.finditer(text):
        sign = match.group()[0]
        if sign in "[{":
            depth += match.end() - match.start()
            if depth > most:
                return True
        elif sign in "]}":
            depth -= match.end() - match.start()
    return False
