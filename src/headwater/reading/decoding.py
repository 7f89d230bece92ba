"""From bytes to text: byte order mark, UTF-8, then the encoding that the document declares; never a guess."""

from __future__ import annotations

import codecs
import re

from headwater.reading.limits import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read the left as the right (WHATWG Encoding Standard, section 4.2): pages are written for that.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Python's own names of the encodings that pages of the world are written in. Codecs that do more than decode text
# (unicode_escape, utf-7, idna) are none.
_TEXT = frozenset(
    [
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "gb18030",
        "big5hkscs",
        "cp932",
        "euc_jp",
        "iso2022_jp",
        "cp949",
        "johab",
        "hz",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
        "cp437",
        "cp850",
        "cp852",
        "cp866",
        "cp874",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "iso8859-2",
        "iso8859-3",
        "iso8859-4",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "iso8859-10",
        "iso8859-13",
        "iso8859-14",
        "iso8859-15",
        "iso8859-16",
    ]
)
_STATEFUL = frozenset({"iso2022_jp", "hz"})  # their bytes are ASCII too, so that UTF-8 would take them
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_HEAD = 8_192  # a page declares its encoding at its beginning (HTML asks for the first 1,024 bytes)


def mark_of(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark tells and the length of the mark, None without one."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    return None


def known(name: str | None) -> str | None:
    """Return Python's name of the text encoding that `name` labels, None where it labels none."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    found = _READ_AS.get(found, found)
    return found if found in _TEXT else None


def declared_in(data: bytes) -> str | None:
    """Return the encoding that a page or an XML document declares in its own first bytes."""
    match = _DECLARED.search(data, 0, _HEAD)
    return known(match.group(1).decode("ascii")) if match else None


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of `data`, without byte order mark.

    The order is: byte order mark, UTF-8 (bytes beyond ASCII that happen to be valid UTF-8 hardly ever are anything
    else, whatever is declared), the declared encoding. Raises `UnreadableError` with the first bad byte's place.
    """
    marked = mark_of(data)
    if marked is not None:
        return _strict(data, *marked)
    declared = known(declared)
    if declared in _STATEFUL:
        return _strict(data, declared, 0)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if declared is None or declared == "utf-8":
            return _strict(data, "utf-8", 0)
    return _strict(data, declared, 0)


def lenient(data: bytes, declared: str | None = None) -> tuple[str, UnreadableError | None]:
    """Return the text of `data` with U+FFFD for what cannot be decoded, and the error that `decode` would raise."""
    try:
        return decode(data, declared), None
    except UnreadableError as error:
        name, skip = mark_of(data) or (known(declared) or "utf-8", 0)
        return data[skip:].decode(name, "replace"), error


def _strict(data: bytes, name: str, skip: int) -> str:
    try:
        return data[skip:].decode(name)
    except UnicodeDecodeError as error:
        place = error.start + skip
        line = data.count(b"\n", 0, place) + 1
        raise UnreadableError(
            "invalid_encoding",
            f"byte {place} (line {line}, 0x{data[place]:02x}) is not {name.upper()}; save the file as UTF-8, "
            "or declare the encoding it has",
        ) from error
