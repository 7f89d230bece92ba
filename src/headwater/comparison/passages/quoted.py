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

_MARKS = re.compile(r"\n\n|[“”„«»\"「」『』‘’]")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "「": "」", "『": "』", "‘": "’"}
_OPENING = frozenset('“„«"「『‘')


def stretches(text: str) -> list[tuple[int, int]]:
    """Return where quotations stand in `text`, marks included, in order and without overlap.

    A quotation that is not closed in its paragraph runs to the paragraph's end, where the mark is one that only opens
    (a speech over several paragraphs opens each of them); a straight mark without a partner is no quotation.
    """
    found: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    for match in _MARKS.finditer(text):
        mark, place = match[0], match.start()
        if mark == "\n\n":
            if opened and opened[0] in "“„「":
                found.append((opened[1], place))
            opened = None
        elif opened is None:
            if mark in _OPENING and _opens(text, place):
                opened = (mark, place)
        elif mark in _CLOSING[opened[0]] and _closes(text, place, mark):
            found.append((opened[1], place + 1))
            opened = None
    if opened and opened[0] in "“„「":
        found.append((opened[1], len(text)))
    return found


def _opens(text: str, place: int) -> bool:
    """An opening mark stands before something and after no letter."""
    after = text[place + 1 : place + 2]
    before = text[place - 1 : place]
    return bool(after) and not after.isspace() and (text[place] not in '‘"' or not before.isalnum())


def _closes(text: str, place: int, mark: str) -> bool:
    """An apostrophe inside a word closes nothing; nor does the plural's, where no punctuation says that it ends."""
    if mark != "’":
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
