"""Links to other reports that look like headings, told by the links beside them.

A heading's words come again in the paragraphs that it stands over; those of a link to another report need not. That
alone is a weak sign (headings are witty), so it counts only where the article holds a link that is sure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from headwater.reading.cleaning.entries import Entry

LINK = "furniture: link or caption"
_FEWEST_WORDS, _MOST_WORDS = 6, 16
# This share of a heading's words comes again in this many paragraphs below it, which stand within so many lines.
_PARAGRAPHS, _HEADING_SHARE, _WINDOW = 3, 0.6, 12
# With this share a line is a heading even where it is as long as a link.
_SURE_SHARE = 0.75
# With more headings than this for each sure link, a lone line is rather one of them.
_HEADINGS_PER_LINK = 3
# What headings begin with: a quotation, a question.
_NEVER = ("“", '"', "‘", "«", "„", "'")
_ASKING = frozenset(["how", "why", "what", "when", "where", "who"])
# Words are compared by their beginnings, so that "talks" is "talk".
_STEM = 5
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for from by with and or but as is are was were be been has have had will would "
        "could may might can do does did no not it its his her their he she they this that these those who what "
        "why how when where which after before over under into out up down about more than amid new us you your we "
        "our says said say ",
    )
)


def recurring(line: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """Return the share of the content words of a line that come again in the paragraphs `below` it (0 to 1)."""
    mine = [_stem(word) for word in line if word not in _SMALL]
    theirs = {_stem(word) for other in below for word in other}
    return sum(word in theirs for word in mine) / len(mine) if mine else 0.0


def heads(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether a long line without a stop is surely the heading of the paragraph right below it."""
    below = entries[index + 1] if index + 1 < len(entries) else None
    if below is None or not below.own or not below.outline.final:
        return False
    return recurring(entries[index].outline.words, _below(entries, index)) >= _SURE_SHARE


def _stem(word: str) -> str:
    return word.removesuffix("'s")[:_STEM]


def sort(entries: Sequence[Entry], candidate: Callable[[Entry], bool]) -> None:
    """Mark links among lines that `candidate` lets through, where another link of the article is sure.

    Within the report these are lines without a stop whose words do not come again below; at its end, with nothing of
    the report after it, also a question. Where most lone lines are headings, none is a link.
    """
    own = [index for index, entry in enumerate(entries) if entry.own]
    shares = {index: recurring(entries[index].outline.words, _below(entries, index)) for index in _lone(entries)}
    sure = [index for index in shares if entries[index].verdict == LINK and shares[index] < _HEADING_SHARE]
    headings = [index for index in shares if entries[index].own and shares[index] >= _HEADING_SHARE]
    if not sure or len(headings) > _HEADINGS_PER_LINK * len(sure):
        return
    for place, index in enumerate(own):
        entry, last = entries[index], index == own[-1]
        if place < 2 or not _FEWEST_WORDS <= len(entry.outline.words) <= _MOST_WORDS or not candidate(entry):
            continue
        if entry.text.startswith(_NEVER) or entry.outline.words[0] in _ASKING or _in_list(entries, index):
            continue
        if (index in shares and shares[index] < _HEADING_SHARE) or (last and entry.text.endswith("?")):
            entry.verdict = LINK


def _lone(entries: Sequence[Entry]) -> list[int]:
    """Return the lines without a stop that are not found to be anything but a link."""
    return [
        index
        for index, entry in enumerate(entries)
        if (entry.own or entry.verdict == LINK) and not entry.outline.final and entry.outline.words
    ]


def _below(entries: Sequence[Entry], index: int) -> list[tuple[str, ...]]:
    """Return the words of the next paragraphs of the report below a line."""
    below = [entry.outline.words for entry in entries[index + 1 : index + 1 + _WINDOW] if entry.own]
    return below[:_PARAGRAPHS]


def _in_list(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether a line stands among others without a stop: verse, a table or a list, of the report's own perhaps."""
    around = (*entries[max(0, index - 1) : index], *entries[index + 1 : index + 2])
    beside = [entry for entry in around if entry.own or entry.verdict == LINK]
    return len(beside) > 1 and not any(entry.outline.final for entry in beside)
