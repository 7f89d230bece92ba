"""Sparse vectors over a story's sentences or clauses, weighted so that each depends on its own article alone.

The weight of a word is the product of how rare it is in English (a shipped table of hashed counts) and how rare it
is in the article it stands in, in the square root of each, so that the product of two sentences' weights is that of
both articles. No other article of the story changes it.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

BUCKETS = 1 << 16
# So many cells of a table of rows by columns, and so many entries of rows to be looked up in it, are held at once.
TABLE, LOOKED_UP = 1 << 20, 1 << 18


@cache
def background() -> Floats:
    """Return the rarity in English of each bucket of hashed stems, 0.03 (everywhere) to 1.03 (never seen)."""
    with resources.files(__package__).joinpath("model/background.npz").open("rb") as file, np.load(file) as stored:
        counts = np.expm1(stored["log_counts"].astype(np.float64) / float(stored["scale"]))
    rarity = (np.log(counts.sum() / (counts + 1.0)) - 4.0) / 9.0
    return np.asarray(np.clip(rarity, 0.0, 1.0) + 0.03)


def bucket(root: str) -> int:
    """Return the bucket of a stem."""
    return zlib.crc32(root.encode()) % BUCKETS


@lru_cache(maxsize=1 << 17)
def rarity(root: str) -> float:
    """Return how rare a stem is in English."""
    return float(background()[bucket(root)])


def _logarithms(numbers: Ints) -> Floats:
    """Return the natural logarithms of `numbers` from 1, by the one routine that is the same on every machine."""
    most = int(numbers.max(initial=1))
    return np.array([0.0, *(math.log(number) for number in range(1, most + 1))])[numbers]


def _local(indices: Ints, sizes: Ints, article: Sequence[int]) -> Floats:
    """Return how rare each key of each row is in its article: 1 where one row has it.

    `indices` are the keys of all rows one after the other, `sizes` how many each row has.
    """
    numbers, home = np.unique(np.array(article, dtype=np.int64), return_inverse=True)
    entries = np.repeat(home.ravel(), sizes) * (int(indices.max(initial=0)) + 1) + indices
    _, which, counts = np.unique(entries, return_inverse=True, return_counts=True)
    rows = np.bincount(home.ravel(), minlength=len(numbers))
    common = _logarithms(counts)[which.ravel()]
    return np.asarray(1.0 - common / np.repeat(_logarithms(rows + 1)[home.ravel()], sizes))


@dataclass(frozen=True, slots=True)
class Common:
    """What the rows of each pair have in common.

    Their cosine, how many columns they share, what those weigh in the left row and in the right one, and what all
    columns weigh in the left row and in the right one.
    """

    cosine: Floats
    shared: Floats
    of_left: Floats
    of_right: Floats
    left: Floats
    right: Floats


class Vectors:
    """One row a sentence (or clause), one column a feature of it; a row's entries stand in the order of the columns.

    `sizes` are their numbers.
    """

    def __init__(
        self,
        bags: Sequence[Sequence[str]],
        article: Sequence[int],
        weight: Callable[[str], float] | None = None,
        *,
        local: bool = True,
    ) -> None:
        counted = [Counter(bag) for bag in bags]
        keys = list(chain.from_iterable(counted))
        self._keys = sorted(set(keys))
        columns = {key: column for column, key in enumerate(self._keys)}
        indices = np.fromiter(map(columns.__getitem__, keys), dtype=np.int64, count=len(keys))
        times = np.fromiter(chain.from_iterable(one.values() for one in counted), dtype=np.int64, count=len(keys))
        self.sizes = np.fromiter(map(len, counted), dtype=np.int64, count=len(counted))
        weights = np.array([1.0 if weight is None else weight(key) for key in self._keys], dtype=np.float64)
        data = weights[indices] * (0.15 + (_local(indices, self.sizes, article) if local else 1.0))
        data *= 1.0 + _logarithms(times)
        self._row = np.repeat(np.arange(len(counted)), self.sizes)
        # Sums are done in the order of the columns, whatever the order of the words.
        order = np.lexsort((indices, self._row))
        self._column, self._weights = indices[order], data[order]
        self._start = np.cumsum(self.sizes) - self.sizes
        self._total = _summed(self._row, self._weights, len(counted))
        norm = np.sqrt(_summed(self._row, self._weights * self._weights, len(counted)))
        norm[norm == 0] = 1.0
        self._unit = np.repeat(1.0 / norm, self.sizes) * self._weights

    def row(self, number: int) -> dict[str, float]:
        """Return the weights of a row by their keys."""
        entries = slice(self._start[number], self._start[number] + self.sizes[number])
        keys = map(self._keys.__getitem__, self._column[entries].tolist())
        return dict(zip(keys, self._weights[entries].tolist(), strict=True))

    def common(self, left: Ints, right: Ints) -> Common:
        """Return what row `left[k]` and row `right[k]` have in common, for every k."""
        sums = np.zeros((4, len(left)))
        changes = np.cumsum(np.diff(left, prepend=left[:1]) != 0)
        work = np.maximum(changes * len(self._keys) // TABLE, np.cumsum(self.sizes[right]) // LOOKED_UP)
        for first, last in _pieces(work):
            sums[:, first:last] = self._sums(left[first:last], right[first:last])
        return Common(sums[0], sums[1], sums[2], sums[3], self._total[left], self._total[right])

    def _sums(self, left: Ints, right: Ints) -> list[Floats]:
        """Return the four sums of `Common` for pairs whose left rows find room in one table."""
        rows, home = np.unique(left, return_inverse=True)
        width = len(self._keys)
        table = np.zeros(len(rows) * width, dtype=np.int64)
        mine, row = self._entries(rows)
        table[row * width + self._column[mine]] = mine + 1
        theirs, pair = self._entries(right)
        found = table[(home.ravel() * width)[pair] + self._column[theirs]]
        met = np.flatnonzero(found)
        pair, one, other = pair[met], found[met] - 1, theirs[met]
        values = (self._unit[one] * self._unit[other], None, self._weights[one], self._weights[other])
        return [_summed(pair, value, len(left)) for value in values]

    def near(self, floor: float) -> Iterator[tuple[Ints, Ints, Floats]]:
        """Yield pairs of rows, both ways round, whose cosine is `floor` or more, and it, row by row."""
        count = len(self.sizes)
        spread = np.bincount(self._column, minlength=len(self._keys))
        first = np.cumsum(spread) - spread
        holders = np.argsort(self._column, kind="stable")
        work = np.cumsum(np.bincount(self._row, spread[self._column], minlength=count)) // LOOKED_UP
        for start, end in _pieces(np.maximum(work, np.arange(count) * count // TABLE)):
            mine, row = self._entries(np.arange(start, end))
            places, entry = _ranges(first[self._column[mine]], spread[self._column[mine]])
            theirs = holders[places]
            cell = row[entry] * count + self._row[theirs]
            products = self._unit[mine][entry] * self._unit[theirs]
            cosine = _summed(cell, products, (end - start) * count)
            found = np.flatnonzero(cosine >= floor)
            yield found // count + start, found % count, cosine[found]

    def _entries(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return the entries of some rows, one row after the other, and for each which of `rows` it is of."""
        return _ranges(self._start[rows], self.sizes[rows])


def _summed(which: Ints, values: Floats | None, number: int) -> Floats:
    """Return the sum of `values` (ones where None), in their order, for each of `number` that they are of."""
    return np.bincount(which, values, minlength=number).astype(np.float64, copy=False)


def _ranges(starts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Return the numbers of ranges, one range after the other, and for each which range it is of."""
    which = np.repeat(np.arange(len(sizes)), sizes)
    return np.arange(len(which)) + (starts - (np.cumsum(sizes) - sizes))[which], which


def _pieces(number: Ints) -> Iterator[tuple[int, int]]:
    """Yield from where to where `number`, which never falls, stays the same."""
    bounds = np.flatnonzero(np.concatenate(([True], number[1:] != number[:-1], [True]))) if len(number) else number
    return pairwise(bounds.tolist())
