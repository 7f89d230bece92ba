"""The text of a piece of HTML that is the article and nothing else: a feed's item, a field of a JSON object."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.reading.formats.shield import shielded
from headwater.reading.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "head",
        "button",
        "select",
        "textarea",
        "form",
        "input",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTIONS = frozenset({"figcaption"})
_TAGS = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|span|a|strong|em|b|i|blockquote|figure|img|section|article|table|td|tr|html|body"
    r"|script|style|iframe)(?:\s[^<>]{0,5000})?/?>",
    re.IGNORECASE,
)
_BLOCK_TAGS = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|table)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """A piece of HTML as text: blocks, captions too, on lines of their own, headings marked as in Markdown."""

    text: str

    captions: tuple[str, ...] = ()


def looks_like_markup(text: str) -> bool:
    """Tell whether a string is HTML (tags or character references in it) rather than plain text."""
    return _TAGS.search(text) is not None or _ENTITY.search(text) is not None


def plain(markup: str, limits: Limits | None = None) -> Plain:
    """Return the text of a piece of HTML; line breaks count where it has no tags of blocks.

    Scripts, forms, and other elements that show no prose are left out. Raises `UnreadableError` beyond the limits.
    """
    if _TAGS.search(markup) is None:
        return Plain(html.unescape(markup))
    import lxml.html  # noqa: PLC0415 -- slow to import, and not needed for plain text

    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = shielded(markup, limits or Limits()).replace("\0", "").encode("utf-8", "replace")
    body = lxml.html.document_fromstring(b"<html><body>" + data + b"</body></html>", parser=parser)
    walk = _Walk(keep_lines=_BLOCK_TAGS.search(markup) is None)
    walk.over(body)
    return walk.plain()


class _Walk:
    """Gathers the lines of a tree without recursion."""

    def __init__(self, *, keep_lines: bool) -> None:
        self._keep_lines = keep_lines
        self._lines: list[str] = [""]
        self._captions: list[str] = []
        self._caption_depth = 0
        self._silent_depth = 0

    def over(self, root: _Element) -> None:
        from lxml import etree  # noqa: PLC0415 -- slow to import, and not needed for plain text

        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._start(element.tag)
                self._say(element.text)
            else:
                self._end(element.tag)
                if element is not root:
                    self._say(element.tail)

    def plain(self) -> Plain:
        lines = (" ".join(line.split(" ")).strip() for line in self._lines)
        text = "\n".join(lines)
        captions = (_SPACE.sub(" ", caption).strip() for caption in self._captions)
        return Plain(re.sub(r"\n{3,}", "\n\n", text).strip(), tuple(caption for caption in captions if caption))

    def _start(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent_depth += 1
        elif tag in _CAPTIONS:
            self._caption_depth += 1
            self._captions.append("")
        elif tag == "br":
            self._lines.append("")
        elif tag in _BLOCKS:
            self._break()
            if tag in _HEADINGS and not self._silent_depth:
                self._lines[-1] = f"{'#' * int(tag[1])} "

    def _end(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent_depth -= 1
        elif tag in _CAPTIONS:
            self._caption_depth -= 1
            self._break()
            self._lines[-1] += _SPACE.sub(" ", self._captions[-1])
            self._break()
        elif tag in _BLOCKS:
            self._break()

    def _break(self) -> None:
        if self._lines[-1].strip():
            self._lines += ("", "")
        elif len(self._lines) == 1 or self._lines[-2]:
            self._lines.append("")

    def _say(self, text: str | None) -> None:
        if not text or self._silent_depth:
            return
        if self._caption_depth:
            self._captions[-1] += text
            return
        if not self._keep_lines:
            self._lines[-1] += _SPACE.sub(" ", text)
            return
        first, *more = text.split("\n")
        self._lines[-1] += first
        self._lines += more
