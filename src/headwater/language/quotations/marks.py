"""Which stretches of a text stand between quotation marks.

Marks come in many shapes and news gets them wrong all the time: a closing mark is missing where the next paragraph
goes on, a closing mark opens, an apostrophe looks like a closing mark. Each block is read once from left to right, each
mark by its glyph, its neighbours and what is open; nothing is ever looked for twice, so the time is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.article import Block

_MARK = re.compile("''|``|,,(?=\\w)|[\"“”„‟＂«»‹›「」『』〝〞〟‘’‚‛'`]")
_SINGLE = frozenset("‘’‚‛'`")
_ALWAYS_OPENS = frozenset(["„", "「", "『", "〝", "‚", "``", ",,"])
_ALWAYS_CLOSES = frozenset("」』〞〟")
_BEFORE_OPENING = frozenset("([{<—–―-/=:*_¿¡")
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–―-…/*_")
_ENDS_SPEECH = frozenset(".,!?…")
# Words that begin with an apostrophe, after which no quotation opens.
_ELISION = re.compile(r"(?:em|til|till|tis|twas|cause|bout|round|n|nuff|ere|\d\ds)\b", re.IGNORECASE)
# Markup that a page left in its text: what such marks hold is an attribute's value (id="7", class='note').
_ATTRIBUTE = re.compile(r"\w=$")
_WIDEST_NESTING = 4
# An unclosed mark opens a quotation that runs to the paragraph's end only where that is no slip of the pen.
_LEAST_UNCLOSED = 20

Turn = Literal["open", "close"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks: `start` to `end` with the marks, `inner_start` to `inner_end` without.

    `closed` is False where the closing mark is missing, `opened` where the opening mark is (it goes on from the block
    before); `single` tells ‘…’ from “…”. Quotations inside it are part of it.
    """

    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool = True
    opened: bool = True
    single: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    single: bool
    glyph: str
    inside: list[Quoted] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """One block while its marks are read."""

    text: str
    start: int
    end: int
    stack: list[_Open] = field(default_factory=list)
    found: list[Quoted] = field(default_factory=list)

    def close(self, at: int, end: int, *, closed: bool = True) -> None:
        """Close the innermost open mark at `at`; what is nested is part of the outer one."""
        mark = self.stack.pop()
        if at > mark.inner:
            self.settled().append(
                Quoted(mark.start, mark.inner, at, end, closed=closed, opened=mark.glyph != "", single=mark.single)
            )

    def forget(self, index: int) -> None:
        """Take an open mark for an apostrophe after all: what was nested in it stands on its own."""
        mark = self.stack.pop(index)
        outer = self.stack[index - 1].inside if index else self.found
        outer.extend(mark.inside)

    def settled(self) -> list[Quoted]:
        """Return where a stretch that has just been closed belongs."""
        return self.stack[-1].inside if self.stack else self.found

    def depth_of(self, *, single: bool) -> int:
        """Return the index in the stack of the innermost open mark of that family, or -1."""
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index].single == single:
                return index
        return -1


def pair(text: str, blocks: Iterable[Block]) -> tuple[Quoted, ...]:
    """Return the outermost stretches between quotation marks of each block of `text`, in reading order.

    The method is our own; the cases follow CoreNLP's quote annotator (nesting, several families, quotations across
    paragraphs). Linear in the length of the text.
    """
    found: list[Quoted] = []
    carried: _Open | None = None
    every = [(block, list(_MARK.finditer(text, block.start, block.end))) for block in blocks]
    for number, (block, marks) in enumerate(every):
        reading = _Block(text, block.start, block.end)
        if carried is not None and not _begins_open(text, block, marks) and _closes_first(text, block, marks):
            reading.stack.append(_Open(block.start, block.start, carried.single, ""))
        _read(reading, marks)
        goes_on = number + 1 < len(every) and _begins_open(text, *every[number + 1])
        again = goes_on and every[number + 1][1][0][0] == "'"
        carried = _finish(reading, least=8 if goes_on else _LEAST_UNCLOSED, again=again)
        found.extend(
            one for one in reading.found if not _ATTRIBUTE.search(text, max(block.start, one.start - 2), one.start)
        )
    return tuple(found)


def _read(reading: _Block, marks: list[re.Match[str]]) -> None:
    strong = _strong_closes(reading, marks)
    doubles = [mark for mark in marks if mark[0] not in _SINGLE]
    following = 0
    for index, mark in enumerate(marks):
        if mark[0] in _SINGLE:
            _read_single(reading, mark, later_close=strong[index])
        else:
            following += 1
            ahead = doubles[following : following + 2]
            nested = len(ahead) == 2 and _nests(reading, mark, ahead)
            _read_double(reading, mark, nested=nested)


def _nests(reading: _Block, mark: re.Match[str], ahead: list[re.Match[str]]) -> bool:
    """Tell whether a mark opens a quotation inside one: the two behind it, of its own kind, both close.

    Behind a comma a straight mark rather opens speech of its own, and the closing one before it is missing.
    """
    if mark[0] == "“":
        return all(one[0] == "”" for one in ahead)
    within = reading.text[max(0, mark.start() - 2) : mark.start() - 1].isalnum()
    sides = [_sides(reading.text, one, reading.start, reading.end) for one in ahead if one[0] == mark[0] == '"']
    return within and sides == [(False, True)] * 2


def _finish(reading: _Block, least: int, *, again: bool) -> _Open | None:
    """Close what is still open at the block's end and return it, or drop it where it is too short or an apostrophe.

    A straight single mark at the block's beginning opens a quotation where the next block begins with one `again`.
    """
    openers = "‘‚'" if again else "‘‚"
    while reading.stack:
        bottom = reading.stack[0]
        if bottom.single and not (bottom.start == reading.start and bottom.glyph in openers):
            # An unclosed single mark is an apostrophe: forget it and keep what stands inside it.
            reading.forget(0)
            continue
        del reading.stack[1:]
        if reading.end - bottom.inner < least:
            reading.forget(0)
            return None
        reading.close(reading.end, reading.end, closed=False)
        return bottom
    return None


def _begins_open(text: str, block: Block, marks: list[re.Match[str]]) -> bool:
    return bool(marks) and not text[block.start : marks[0].start()].strip()


def _closes_first(text: str, block: Block, marks: list[re.Match[str]]) -> bool:
    """Tell whether the first double mark of the block closes something that the block never opened."""
    for mark in marks:
        if mark[0] not in _SINGLE:
            left, right = _sides(text, mark, block.start, block.end)
            return mark[0] in "”\"''" and not left and right
    return False


def _sides(text: str, mark: re.Match[str], low: int, high: int) -> tuple[bool, bool]:
    """Tell whether there is a gap to the left and to the right of a mark: space, an edge, or fitting punctuation."""
    start, end = mark.span()
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    left = before.isspace() or before in _BEFORE_OPENING
    right = after.isspace() or after in _AFTER_CLOSING
    if left and right:
        # Between a dash or a bracket and a space: the space decides.
        left, right = before.isspace() or not after.isspace(), after.isspace() or not before.isspace()
    return left, right


def _read_double(reading: _Block, mark: re.Match[str], *, nested: bool) -> None:
    depth = reading.depth_of(single=False)
    turn = _turn_of_double(reading, mark, open_glyph=reading.stack[depth].glyph if depth >= 0 else None)
    start, end = mark.span()
    if turn == "close" and depth >= 0:
        del reading.stack[depth + 1 :]
        reading.close(start, end)
    elif turn == "open":
        if depth == 0 and len(reading.stack) == 1 and mark[0] not in "«‹「『" and not (nested and mark[0] in '“"'):
            # The same family opens again: the closing mark before it is missing.
            _close_missing(reading, start)
        if len(reading.stack) < _WIDEST_NESTING:
            reading.stack.append(_Open(start, end, single=False, glyph=mark[0]))


def _close_missing(reading: _Block, start: int) -> None:
    inner = reading.stack[-1].inner
    stop = inner + len(reading.text[inner:start].rstrip())
    if stop - inner < _LEAST_UNCLOSED:
        reading.forget(len(reading.stack) - 1)
    else:
        reading.close(stop, stop, closed=False)


def _turn_of_double(reading: _Block, mark: re.Match[str], open_glyph: str | None) -> Turn:
    glyph = mark[0]
    left, right = _sides(reading.text, mark, reading.start, reading.end)
    inside = open_glyph is not None
    if glyph in _ALWAYS_OPENS:
        opens = True
    elif glyph in _ALWAYS_CLOSES or (glyph == "“" and open_glyph in {"„", ",,"}):
        opens = False
    elif glyph in "«»‹›":
        opens = not inside
    elif glyph == "”":
        opens = left and not right and not inside
    elif left != right:
        opens = left
    else:
        opens = glyph == "“" or not inside
    return "open" if opens else "close"


def _read_single(reading: _Block, mark: re.Match[str], *, later_close: bool) -> None:
    text, (start, end) = reading.text, mark.span()
    before = text[start - 1] if start > reading.start else " "
    after = text[end] if end < reading.end else " "
    left, right = _sides(text, mark, reading.start, reading.end)
    left = left or (before in '"“„«' and not right)
    right = right or after in '"”“»'
    inside = bool(reading.stack) and reading.stack[-1].single
    if inside and right and not before.isspace() and mark[0] not in "‚`":
        possessive = before in "sSzZxX" and after.isspace() and later_close
        if not possessive:
            reading.close(start, end)
    elif not inside and left and not right and mark[0] != "’" and not _ELISION.match(text, end, reading.end):
        if len(reading.stack) < _WIDEST_NESTING:
            reading.stack.append(_Open(start, end, single=True, glyph=mark[0]))
    elif mark[0] == "‚" and not inside and len(reading.stack) < _WIDEST_NESTING and not after.isspace():
        reading.stack.append(_Open(start, end, single=True, glyph=mark[0]))


def _strong_closes(reading: _Block, marks: list[re.Match[str]]) -> list[bool]:
    """Tell for each mark whether a single mark that surely closes comes after it, before another one that opens."""
    later = [False] * len(marks)
    ahead = False
    for index in range(len(marks) - 1, -1, -1):
        later[index] = ahead
        mark = marks[index]
        if mark[0] not in _SINGLE:
            continue
        left, right = _sides(reading.text, mark, reading.start, reading.end)
        before = reading.text[mark.start() - 1] if mark.start() > reading.start else " "
        if left and not right:
            ahead = False
        elif right and before in _ENDS_SPEECH:
            ahead = True
    return later
