"""Which words of a text stand inside quotation marks, read from the marks themselves.

A shared quotation is no copying: two reporters who quote one speech share text. So the comparison must know which
words are the speaker's, also in articles that no pipeline has annotated. One pass over the marks, a bounded number of
steps each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from headwater.comparison.passages.words import Words

SHORTEST = 5
"""A quotation of fewer words is a reporter's choice of words ("bumped into each other") and stays in the
comparison."""

_MARKS = re.compile(r"\n\n|[“”„«»\"「」『』‘’']")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "「": "」", "『": "』", "‘": "’'", "'": "'’"}
_SIGNED = re.compile(r"[—–-]{1,2} ?[^\n@()—–-]{1,60} ?\(@\w{1,30}\)(?: [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}| ?(?=\n|\Z))")
"""Who wrote a post that the page shows, and when: its words stand before that."""
_LONGEST_POST = 300
"""So many characters a post has at most, as far as it can be told from a report in one paragraph with it."""
_AHEAD = 60
"""So many marks, apostrophes too, are looked at to tell whether one opens a quotation inside another."""
_OPENING = frozenset("“„«\"「『‘'")
_ELIDED = re.compile(r"'(?:\d|(?:em|til|tis|twas|cause|bout|n)\b)", re.IGNORECASE)
"""Where a straight single mark before a word stands for letters left out."""


def stretches(text: str) -> list[tuple[int, int]]:
    """Return where quotations stand in `text`, marks included, in order and without overlap.

    A quotation that is not closed in its paragraph runs to the paragraph's end, where the mark is one that only opens
    (a speech over several paragraphs opens each of them); a straight mark without a partner is no quotation. A post
    that is shown with its writer's name below is quoted without any mark.
    """
    return _merged([*_marked(text), *_posts(text)])


def _posts(text: str) -> list[tuple[int, int]]:
    """The posts of a text: what stands in the signature's own paragraph before it, else the paragraph above."""
    found = []
    for match in _SIGNED.finditer(text):
        own = text.rfind("\n", 0, match.start()) + 1
        if not text[own : match.start()].strip():
            own = text.rfind("\n\n", 0, max(0, own - 2))
            own = own + 2 if own >= 0 else 0
        found.append((max(own, match.start() - _LONGEST_POST), match.end()))
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _marked(text: str) -> list[tuple[int, int]]:
    """The quotations that stand between marks."""
    found: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    nested = False
    marks = list(_MARKS.finditer(text))
    for number, match in enumerate(marks):
        mark, place = match[0], match.start()
        if mark == "\n\n":
            if opened and opened[0] in "“„「":
                found.append((opened[1], place))
            opened, nested = None, False
        elif opened is None:
            if mark in _OPENING and _opens(text, place):
                opened = (mark, place)
        elif mark == opened[0] == '"' and not nested and _nests(text, marks, number):
            nested = True
        elif mark in _CLOSING[opened[0]] and _closes(text, place, mark):
            if not nested:
                found.append((opened[1], place + 1))
                opened = None
            nested = False
    if opened and opened[0] in "“„「":
        found.append((opened[1], len(text)))
    return found


def _opens(text: str, place: int) -> bool:
    """An opening mark stands before something and after no letter; a straight single one after nothing but a space."""
    after = text[place + 1 : place + 2]
    before = text[max(0, place - 1) : place]
    if text[place] == "'":
        return (not before or before.isspace()) and after.isalnum() and not _ELIDED.match(text, place)
    return bool(after) and not after.isspace() and (text[place] not in '‘"' or not before.isalnum())


def _nests(text: str, marks: list[re.Match[str]], number: int) -> bool:
    """Whether a straight mark opens a quotation inside one: it stands as one that opens, the two behind it do not."""
    behind: list[int] = []
    for mark in marks[number + 1 : number + _AHEAD]:
        if mark[0] == "\n\n" or len(behind) > 1:
            break
        if mark[0] == '"':
            behind.append(mark.start())
    return _faces(text, marks[number].start()) and len(behind) > 1 and not any(_faces(text, at) for at in behind)


def _faces(text: str, place: int) -> bool:
    """Whether a mark stands as one that opens: behind a space or a bracket, right before a word."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (before.isspace() or before in "([—–") and after.isalnum()


def _closes(text: str, place: int, mark: str) -> bool:
    """An apostrophe inside a word closes nothing; nor does the plural's, where no punctuation says that it ends."""
    if mark not in "’'":
        return True
    return not text[place + 1 : place + 2].isalnum() and text[place - 1 : place] in {".", ",", "!", "?", "…", ";"}


def quoted_words(words: Words, spans: list[tuple[int, int]], shortest: int = SHORTEST) -> NDArray[np.bool_]:
    """Return for each word whether it stands inside one of `spans` that holds at least `shortest` words."""
    inside = np.zeros(len(words), dtype=bool)
    if not spans or not len(words):
        return inside
    edges = np.asarray(spans, dtype=np.int64)
    first = np.searchsorted(words.starts, edges[:, 0], side="left")
    last = np.searchsorted(words.ends, edges[:, 1], side="right")
    for start, end in zip(first.tolist(), last.tolist(), strict=True):
        if end - start >= shortest:
            inside[start:end] = True
    return inside
