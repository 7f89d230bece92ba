"""Markdown: one file is one article; a block of metadata at its head is read under the names of `fields`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.article import Found
from headwater.reading.decoding import decode
from headwater.reading.formats.fields import raw_from_fields
from headwater.reading.formats.markup import looks_like_markup, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Problem
    from headwater.reading.formats.document import Document
    from headwater.reading.raw import Raw

_LONGEST_HEAD = 200  # lines of metadata
_META = re.compile(r"([A-Za-z_][\w -]{0,40}):[ \t]*(.*)")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]]{1,200}\]:[ \t]*\S")
_LIST = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ \t]?)+")
# Each bounded, so that a line of brackets stays linear.
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,500})\](?:\([^()\s]{0,2000}(?:[ \t]+[\"'][^\"'()]{0,500}[\"'])?\)|\[[^\[\]]{0,200}\])"
)
_LINK = re.compile(
    r"\[([^\[\]]{1,1000})\](?:\([^()\s]{0,2000}(?:[ \t]+[\"'][^\"'()]{0,500}[\"'])?\)|\[[^\[\]]{0,200}\])"
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000}|[^<>@\s]{1,100}@[^<>@\s]{1,200})>")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=[^\s\\])\1")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=\S)([^*\n]{1,2000}?)(?<=[^\s\\])\*(?![\w*])"
    r"|(?<![\w_\\])_(?=\S)([^_\n]{1,2000}?)(?<=[^\s\\])_(?![\w_])"
)
_CODE = re.compile(r"(`{1,2})([^`\n]{1,2000})\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def records(document: Document) -> Iterator[Raw | Problem]:
    """Yield the one article of a Markdown file: plain text but for headings' marks; images' captions apart."""
    text = decode(document.whole("the text"), document.charset).replace("\r\n", "\n")
    values, body = _head(text)
    title, plain_text, captions = _unmarked(body)
    fields: dict[str, object] = {**values, "text": plain_text}
    raw = raw_from_fields(fields, source=document.source, number=None, form="markdown")
    if raw.title is None and title is not None:
        raw = replace(raw, title=title, found=(*raw.found, Found("title", "first heading")))
    elif title is not None and title != raw.title:
        raw = replace(raw, text=f"{title}\n\n{raw.text}")
    yield replace(raw, record=document.record, url=raw.url or document.url, captions=(*raw.captions, *captions))


def _head(text: str) -> tuple[dict[str, object], str]:
    """Return the metadata between two lines of dashes at the beginning ("key: value"), and what follows them."""
    lines = text.split("\n", _LONGEST_HEAD + 2)
    if lines[0].strip() != "---":
        return {}, text
    values: dict[str, object] = {}
    last = ""
    for number, line in enumerate(lines[1:-1], start=1):
        if line.strip() in {"---", "..."}:
            return values, "\n".join(lines[number + 1 :])
        match = _META.fullmatch(line)
        if match:
            last = match.group(1)
            values[last] = _value(match.group(2))
        elif last and line.lstrip().startswith("- "):
            earlier = values[last]
            entry = _value(line.lstrip()[2:])
            values[last] = [*earlier, entry] if isinstance(earlier, list) else [entry]
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            break
    return {}, text


def _value(written: str) -> object:
    written = written.strip()
    if written[:1] == "[" and written[-1:] == "]":
        return [_value(entry) for entry in written[1:-1].split(",")]
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1]
    return written


def _unmarked(body: str) -> tuple[str | None, str, tuple[str, ...]]:
    """Return the first heading where the text begins with it, the text without markup, and the images' descriptions."""
    title: str | None = None
    lines: list[str] = []
    captions: list[str] = []
    fenced = False
    for line in body.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            lines.append(line)
        elif heading := _HEADING.match(line):
            shown = _inline(heading.group(2), captions)
            if title is None and len(heading.group(1)) == 1 and not any(lines):
                title = shown
            else:
                lines += ["", f"{heading.group(1)} {shown}", ""]
        elif _UNDERLINE.match(line) and lines and lines[-1].strip():
            if title is None and "=" in line and not any(lines[:-1]):
                title = lines.pop()
            else:
                lines.append("")
        elif not (_RULE.match(line) or _DEFINITION.match(line)):
            lines.append(_inline(_block(line), captions))
        else:
            lines.append("")
    text = "\n".join(lines)
    if looks_like_markup(text):
        page = plain(_breaks(text))
        return title, page.text, (*captions, *page.captions)
    return title, text, tuple(captions)


def _block(line: str) -> str:
    quote = _QUOTE.match(line)
    line = line[quote.end() :] if quote else line
    item = _LIST.match(line)
    return "\n" + line[item.end() :] if item else line


def _inline(line: str, captions: list[str]) -> str:
    captions += [shown for match in _IMAGE.finditer(line) if (shown := match.group(1).strip())]
    line = _IMAGE.sub("", line)
    line = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", line))
    line = _CODE.sub(r"\2", _STRONG.sub(r"\2", line))
    line = _EMPHASIS.sub(lambda match: match.group(1) or match.group(2), line)
    return _ESCAPE.sub(r"\1", line)


def _breaks(text: str) -> str:
    """Return Markdown with HTML in it such that its empty lines still part paragraphs."""
    return re.sub(r"\n[ \t]*\n", "\n<br><br>\n", text)
