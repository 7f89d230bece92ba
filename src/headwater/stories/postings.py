"""Where words stand: for each telling word the articles that tell of it, in order of their days."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

# Of one word's postings at most `reach` are looked at, the nearest in time, and of all words' postings together so many
# times more, the rarest words first: this bounds what an article costs, however large the pile.
WORDS_LOOKED_AT = 10
# A posting is one number that sorts by day: the day, then the article. Those without a day stand last.
SHIFT = 32
UNDATED = 1 << 30


class Postings:
    """The articles that tell of each word; one list a word, in order of days, whatever the order of adding."""

    def __init__(self) -> None:
        self._lists: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))

    @classmethod
    def restored(cls, words: NDArray[np.int32], days: NDArray[np.int32]) -> Postings:
        """Return the postings of articles numbered from 0: a row of words for each, -1 for none, and its day or 0."""
        postings = cls()
        keys = np.where(days == 0, UNDATED, days).astype(np.int64) << SHIFT | np.arange(len(days))
        posted = words.ravel() >= 0
        word, key = words.ravel()[posted], np.repeat(keys, words.shape[1])[posted]
        order = np.lexsort((key, word))
        starts = np.flatnonzero(np.diff(word[order], prepend=-1))
        for own, of_word in zip(np.split(key[order], starts[1:]), word[order][starts].tolist(), strict=True):
            postings._lists[of_word] = array("q", own.tobytes())
        return postings

    def add(self, number: int, words: Iterable[int], day: int | None) -> None:
        """Post an article under its words; `day` is the ordinal of its date."""
        posting = (UNDATED if day is None else day) << SHIFT | number
        for word in words:
            insort(self._lists[word], posting)

    def near(self, words: Iterable[int], day: int | None, reach: int) -> list[tuple[int, NDArray[np.int64]]]:
        """Return, for the rarest of the words first, the numbers of articles posted there that are near in time.

        An article without a day is near to the latest ones, and those without are near to any.
        """
        found: list[tuple[int, NDArray[np.int64]]] = []
        left = WORDS_LOOKED_AT * reach
        lists = sorted((len(self._lists[word]), word) for word in words if word in self._lists)
        for _, word in lists:
            keys = _nearest(self._lists[word], day, reach)[:left]
            left -= len(keys)
            found.append((word, keys & (1 << SHIFT) - 1))
            if not left:
                break
        return found


def _nearest(postings: array[int], day: int | None, reach: int) -> NDArray[np.int64]:
    """The postings nearest to a day and the latest without one, at most `reach` of each."""
    undated = bisect_left(postings, UNDATED << SHIFT)
    if day is None:
        low, high = max(0, undated - reach), undated
    else:
        here = bisect_left(postings, day + 1 << SHIFT, 0, undated)
        low, high = max(0, here - reach), min(undated, here + reach)
    kept = postings[low:high] + postings[max(undated, len(postings) - reach) :]
    keys = np.array(kept, dtype=np.int64)
    if day is not None and len(keys) > reach:
        away = np.abs((keys >> SHIFT) - day)
        keys = keys[np.lexsort((-keys, away))]
    else:
        keys = keys[::-1]
    return keys[:reach]
