"""Telling a format by content; the name and the sender's word decide only where the content leaves it open."""

from __future__ import annotations

import csv
import json
import re
from typing import Literal

from headwater.reading.decoding import declared_in, lenient, mark_of
from headwater.reading.formats.fields import known_columns
from headwater.reading.limits import UnreadableError

Format = Literal["text", "markdown", "html", "json", "json lines", "table", "web archive", "feed"]

HEAD = 65_536
DELIMITERS = (",", ";", "\t", "|")

# The first bytes of what is no text, each at its offset, with the name that a person knows it by.
_MAGIC = (
    (0, b"%PDF-", "a PDF document"),
    (0, b"\x89PNG\r\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"PK\x03\x04", "a ZIP archive"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b", "a gzip file inside a gzip file"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\x00", "an xz file"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"RIFF", "a RIFF file (picture, sound or film)"),
    (0, b"OggS", "an Ogg file (sound or film)"),
    (0, b"ID3", "an MP3 file"),
    (4, b"ftyp", "an MP4 file (film or picture)"),
)
_ZIPPED = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint file"),
    (b"application/epub", "an EPUB book"),
    (b"opendocument", "an OpenDocument file"),
)
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
_HTML_START = re.compile(
    r"<(?:!doctype\s{1,9}html|!--|(?:html|head|body|title|meta|link|script|style|article|main|section|header|nav|div|p"
    r"|h[1-6]|table|ul|ol|blockquote|span|a|img|br|figure|center|font)\b)",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})")
_MARKDOWN = re.compile(r"---[ \t]*\n[A-Za-z_][\w -]{0,40}:|#{1,3} \S|!?\[[^\]\n]{1,300}\]\(\S{1,2000}\)")
_SUFFIXES: dict[str, Format] = {
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".warc": "web archive",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".rss": "feed",
    ".atom": "feed",
}
_MEDIA_TYPES: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/x-ndjson": "json lines",
    "text/csv": "table",
    "text/markdown": "markdown",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/warc": "web archive",
}


def sniff(head: bytes, name: str = "", media_type: str | None = None) -> Format:
    """Return the format of what begins with `head`.

    Raises:
        UnreadableError: it is empty, no text, or XML of a kind that is not read.
    """
    if not head.strip():
        raise UnreadableError("empty", "there is nothing in it")
    suffix = _suffix(name)
    if head.lstrip()[:5] == b"WARC/" or (suffix == ".warc" and b"WARC/1." in head):
        return "web archive"
    _refuse_binary(head)
    text = lenient(head, declared_in(head))[0].lstrip("\ufeff \t\r\n\f")
    if not text and len(head) < HEAD:
        raise UnreadableError("empty", "there is nothing in it but a byte order mark")
    hint = _SUFFIXES.get(suffix) or _MEDIA_TYPES.get((media_type or "").partition(";")[0].strip().casefold())
    found = _markup(text, hint) if text.startswith("<") else _data(text, hint)
    if found is not None:
        return found
    if hint in {"json", "json lines", "table", "html", "web archive", "markdown"}:
        return hint
    return "markdown" if _MARKDOWN.match(text) else "text"


def _suffix(name: str) -> str:
    lower = name.casefold().removesuffix(".gz")
    return lower[lower.rfind(".") :] if "." in lower else ""


def _refuse_binary(head: bytes) -> None:
    for offset, magic, what in _MAGIC:
        if head.startswith(magic, offset):
            zipped = (kind for sign, kind in _ZIPPED if magic.startswith(b"PK") and sign in head)
            kind = next(zipped, what)
            raise UnreadableError("binary", f"this is {kind}, not a text; save what it holds as text or HTML")
    if mark_of(head) is None and b"\0" in head:
        raise UnreadableError(
            "binary",
            f"byte {head.index(0)} is NUL, so this is no text (UTF-16 is read where it begins with a byte order mark)",
        )


def _markup(text: str, hint: Format | None) -> Format | None:
    """Return the format of what begins with "<", None where that is mere text."""
    root = _root(text)
    if root in _FEED_ROOTS:
        return "feed"
    if root == "html" or _HTML_START.match(text) or hint == "html":
        return "html"
    if text.startswith("<?xml"):
        if root is not None and _HTML_START.match(f"<{root} "):
            return "html"
        raise UnreadableError(
            "unknown_format", f"this is XML with the root <{root}>; of XML, RSS, Atom and XHTML are read"
        )
    return None


def _root(text: str) -> str | None:
    """Return the name of the first element, lower case and without prefix, past prolog, comments and doctype."""
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<?", at):
            at = text.find("?>", at)
        elif text.startswith("<!--", at):
            at = text.find("-->", at)
        elif text.startswith("<!", at):
            at = _after_doctype(text, at)
        else:
            match = _ROOT.match(text, at)
            return match.group(1).casefold() if match else None
        if at < 0:
            return None
    return None


def _after_doctype(text: str, at: int) -> int:
    close, subset = text.find(">", at), text.find("[", at)
    if 0 <= subset < close:
        return text.find("]", subset)
    return close


def _data(text: str, hint: Format | None) -> Format | None:
    """Return the format of what does not begin with "<", None where it is prose."""
    lines = [line.strip() for line in text.split("\n", 21)[:20] if line.strip()]
    if len(lines) == 20:
        lines.pop()  # the last may have been cut by the end of the head
    whole = [_is_object(line) for line in lines]
    if sum(whole) * 2 > len(whole) and len(whole) > 1:
        return "json lines"
    if re.match(r'\{\s*["}]|\[\s*(?:[\[{"\]]|\Z)', text):
        return "json lines" if hint == "json lines" else "json"
    if hint != "markdown" and lines and delimiter_of(lines[0]) is not None:
        return "table"
    return None


def _is_object(line: str) -> bool:
    if not (line.startswith("{") and line.endswith("}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def delimiter_of(header: str) -> str | None:
    """Return the delimiter under which `header` names a text column and another known one, None without such."""
    best: tuple[int, str] | None = None
    for delimiter in DELIMITERS:
        if delimiter not in header:
            continue
        try:
            names = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:
            continue
        columns = known_columns(names)
        if "text" in columns and len(columns) > 1 and (best is None or len(columns) > best[0]):
            best = (len(columns), delimiter)
    return None if best is None else best[1]
