"""Which words of a text are quoted.

A shared quotation is no copying: two reporters who quote one speech share text. So the comparison must know which
words are the speaker's, also in articles that no pipeline has annotated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from headwater.language.quotations import quoted_stretches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from headwater.comparison.passages.words import Words
    from headwater.language.annotated import Annotated

SHORTEST = 5
"""A quotation of fewer words is a reporter's choice of words ("bumped into each other") and stays in the
comparison."""

_SIGNED = re.compile(r"[—–-]{1,2} ?[^\n@()—–-]{1,60} ?\(@\w{1,30}\)(?: [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}| ?(?=\n|\Z))")
"""Who wrote a post that the page shows, and when: its words stand before that."""
_LONGEST_POST = 300
"""So many characters a post has at most, as far as it can be told from a report in one paragraph with it."""


def stretches(annotated: Annotated) -> list[tuple[int, int]]:
    """Return where quotations stand in an article, marks included, in order and without overlap.

    A post that is shown with its writer's name below is quoted without any mark.
    """
    marked = [(start, end) for start, end, _, _ in quoted_stretches(annotated)]
    return _merged([*marked, *_posts(annotated.article.text)])


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
