"""Taking from HTML what parsers break on, before they see it: no text is lost by it.

libxml2 returns an empty tree past 256 elements inside each other, without an error, and is slower than linear in the
attributes of one tag (50,000 of them: over a minute). So attributes past a limit are dropped, and wrappers past a depth
unwrapped. One pass, linear in the input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.reading.limits import UnreadableError

if TYPE_CHECKING:
    from headwater.reading.limits import Limits

# Elements that hold nothing, so that they never nest.
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# Elements whose content is no markup.
_OPAQUE = frozenset(["script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe"])
# Elements that end when the next of their kind begins: unclosed ones do not nest.
_CLOSED_BY_NEXT = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody"])
# Elements that keep their meaning at any depth, and so stay; whatever else lies too deep is unwrapped.
_KEPT = frozenset(
    ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "title", "textarea", "iframe", "figcaption"]
)
_LOOKED_BACK = 40  # open elements looked through for the one that a closing tag closes
_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
_CLOSINGS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _OPAQUE}
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_ATTRIBUTE_SIGNS = re.compile(r"[\s=\"'/]+")


@dataclass(slots=True)
class _Tag:
    name: str
    dropped: bool


def shielded(html: str, limits: Limits) -> str:
    """Return the page as parsers can take it: mostly the very same string.

    Raises:
        UnreadableError: it has more elements than `Limits.elements`.
    """
    pieces: list[str] = []
    copied = at = elements = 0
    opened: list[_Tag] = []
    while (start := html.find("<", at)) >= 0:
        match = _NAME.match(html, start + 1)
        if match is None:
            at = _after_comment(html, start)
            continue
        closing, name = bool(match.group(1)), match.group(2).casefold()
        end = html.find(">", match.end())
        end = len(html) if end < 0 else end + 1
        replacement: str | None = None
        if closing:
            tag = _close(opened, name)
            replacement = " " if tag is not None and tag.dropped else None
        else:
            elements += 1
            if elements > limits.elements:
                raise UnreadableError(
                    "too_large", f"the page has more than {limits.elements:,} elements (limit elements)"
                )
            end, count = _attributes(html, match.end(), end, limits.tag_attributes)
            replacement = f"<{name}>" if count > limits.tag_attributes else None
            if name not in _VOID and not _open(opened, name, limits.tree_depth):
                replacement = " "
        if replacement is not None:
            pieces += (html[copied:start], replacement)
            copied = end
        at = _after_opaque(html, end, name) if name in _OPAQUE and not closing else end
        if name in _OPAQUE and not closing:
            _close(opened, name)
    if not pieces:
        return html
    pieces.append(html[copied:])
    return "".join(pieces)


def _after_comment(html: str, start: int) -> int:
    """Return where the comment that begins at `start` ends; behind a lone "<", just behind that.

    "</", "<!" and "<?" with no name behind them begin comments too, up to the next ">".
    """
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return len(html) if end < 0 else end + 3
    if not html.startswith(("</", "<!", "<?"), start):
        return start + 1
    end = html.find(">", start + 2)
    return len(html) if end < 0 else end + 1


def _after_opaque(html: str, at: int, name: str) -> int:
    """Return where the content of an element ends that holds no markup: at its closing tag."""
    match = _CLOSINGS[name].search(html, at)
    return match.start() if match else len(html)


def _attributes(html: str, start: int, end: int, most: int) -> tuple[int, int]:
    """Return where the tag ends and about how many attributes it has.

    A ">" inside a quoted value does not end the tag: what follows up to the next "<" that opens a tag is counted along,
    so that no quoting hides attributes from the count.
    """
    count = _count(html[start:end], most)
    if html.count('"', start, end) % 2 == 0 and html.count("'", start, end) % 2 == 0:
        return end, count
    following = html.find("<", end)
    reach = len(html) if following < 0 else following
    more = _count(html[end:reach], most)
    if count + more <= most:
        return end, count
    close = html.rfind(">", end, reach)
    return (end if close < 0 else close + 1), count + more


def _count(written: str, most: int) -> int:
    """Return about how many attributes stand in `written`; values are looked through only where there seem many."""
    count = len(_ATTRIBUTE_SIGNS.findall(written)) // 2
    return count if count <= most else len(_ATTRIBUTE_SIGNS.findall(_QUOTED.sub(" ", written)))


def _open(opened: list[_Tag], name: str, depth: int) -> bool:
    """Note an element that begins; tell whether it may stay."""
    if name in _CLOSED_BY_NEXT and opened and opened[-1].name == name:
        opened.pop()
    stays = len(opened) < depth or name in _KEPT
    opened.append(_Tag(name, not stays))
    return stays


def _close(opened: list[_Tag], name: str) -> _Tag | None:
    """Return the element that a closing tag closes, with those inside it closed too; None where none is open."""
    for back in range(1, min(_LOOKED_BACK, len(opened)) + 1):
        if opened[-back].name == name:
            tag = opened[-back]
            del opened[-back:]
            return tag
    return None
