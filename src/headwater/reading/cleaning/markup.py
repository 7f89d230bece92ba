"""Marks of Markdown and of copied pages, turned into plain lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from headwater.reading import canonical

_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,400})\]\((?:https?://|/|#|mailto:)[^()\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)")
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,400}?)(?<=\S)\1")
ITEM = re.compile(r"(?:[-*+•‣▪●]|\d{1,2}[.)])\s+(?=\S)")
_ENDS = ".!?:;…”\"’')]"
_RULE = re.compile(r"(?:[-*_=~#|.·•\s]{3,}|[-*_=|·•]+)$")
# Where lines are wrapped at a column, most of a paragraph's lines are about this long.
_WRAPPED = range(45, 101)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record: `heading` its level where the markup says so (else 0), `item` whether it is a list's."""

    text: str
    gap: bool
    heading: int = 0
    item: bool = False
    alone: bool = False


def lines(text: str, *, markdown: bool) -> tuple[list[Line], list[str]]:
    """Return the lines of a record without markup, and the pieces of markup that stood for pictures alone."""
    rows = canonical.lines(text)
    rows = _mended(_unwrapped(rows))
    found: list[Line] = []
    pictures: list[str] = []
    gap = True
    for index, row in enumerate(rows):
        if not row:
            gap = True
            continue
        bare = _IMAGE.sub("", row) if "![" in row else row
        bare = _LINK.sub(lambda match: match[1], bare) if "](" in bare else bare
        if bare != row and not any(character.isalnum() for character in bare):
            pictures.append(row)
            continue
        heading, item = 0, False
        if markdown or bare.startswith("#"):
            match = _HEADING.match(bare)
            if match:
                heading, bare = len(match[1]), match[2]
        if markdown:
            bare = _EMPHASIS.sub(lambda match: match[2], bare)
            bare = bare.removeprefix("> ")
        match = ITEM.match(bare)
        if match:
            item = True
        if _RULE.fullmatch(bare):
            pictures.append(row)
            gap = True
            continue
        alone = gap and (index + 1 == len(rows) or not rows[index + 1])
        found.append(Line(canonical.line(bare), gap, heading, item, alone))
        gap = False
    return [line for line in found if line.text], pictures


def _mended(rows: list[str]) -> list[str]:
    """Return the rows with sentences put together again that a line break cut ("... of the" / "old bridge")."""
    joined: list[str] = []
    for row in rows:
        before = joined[-1] if joined else ""
        if len(before) < _WRAPPED.start or not row[:1].islower() or before[-1] in _ENDS or ITEM.match(before):
            joined.append(row)
        elif before.endswith("-") and before[-2:-1].isalpha():
            joined[-1] = before + row
        else:
            joined[-1] = f"{before} {row}"
    return joined


def _unwrapped(rows: list[str]) -> list[str]:
    """Return the rows with paragraphs that were wrapped at a column put together again."""
    full = [row for row in rows if row]
    if len(full) < 8 or not any(not row for row in rows[1:-1]):
        return rows
    pairs = [(one, two) for one, two in pairwise(rows) if one and two]
    running = [one for one, two in pairs if len(one) in _WRAPPED and one[-1] not in '.!?”"' and not ITEM.match(two)]
    if max(map(len, full)) > _WRAPPED.stop or len(running) < 0.4 * len(full):
        return rows
    joined: list[list[str]] = []
    open_paragraph = False
    for row in rows:
        if not row:
            open_paragraph = False
            joined.append([])
        elif open_paragraph and not ITEM.match(row) and not row.startswith("#"):
            joined[-1].append(row)
        else:
            joined.append([row])
            open_paragraph = True
    return [" ".join(parts) for parts in joined]
