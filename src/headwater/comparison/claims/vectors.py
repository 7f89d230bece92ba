"""Sparse vectors over a story's sentences or clauses, weighted so that each depends on its own article alone.

The weight of a word is the product of how rare it is in English (a shipped table of hashed counts) and how rare it
is in the article it stands in, in the square root of each, so that the product of two sentences' weights is that of
both articles. No other article of the story changes it.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

BUCKETS = 1 << 16
# Up to so many rows all products are taken at once and looked up; beyond, pair by pair.
DENSE = 2500
CHUNK = 20_000


@cache
def background() -> NDArray[np.float64]:
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


def _logarithms(numbers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the natural logarithms of `numbers` from 1, by the one routine that is the same on every machine."""
    most = int(numbers.max(initial=1))
    return np.array([0.0, *(math.log(number) for number in range(1, most + 1))])[numbers]


def _local(indices: NDArray[np.int64], sizes: NDArray[np.int64], article: Sequence[int]) -> NDArray[np.float64]:
    """Return how rare each key of each row is in its article: 1 where one row has it.

    `indices` are the keys of all rows one after the other, `sizes` how many each row has.
    """
    numbers, home = np.unique(np.array(article, dtype=np.int64), return_inverse=True)
    entries = np.repeat(home.ravel(), sizes) * (int(indices.max(initial=0)) + 1) + indices
    _, which, counts = np.unique(entries, return_inverse=True, return_counts=True)
    rows = np.bincount(home.ravel(), minlength=len(numbers))
    common = _logarithms(counts)[which.ravel()]
    return np.asarray(1.0 - common / np.repeat(_logarithms(rows + 1)[home.ravel()], sizes))


class Vectors:
    """One row a sentence (or clause), one column a feature of it; rows as weights, and as ones."""

    def __init__(
        self,
        bags: Sequence[Sequence[str]],
        article: Sequence[int],
        weight: Callable[[str], float] | None = None,
        *,
        local: bool = True,
    ) -> None:
        from scipy import sparse  # noqa: PLC0415 - importing headwater must stay quick

        counted = [Counter(bag) for bag in bags]
        keys = list(chain.from_iterable(counted))
        columns = {key: column for column, key in enumerate(sorted(set(keys)))}
        indices = np.fromiter(map(columns.__getitem__, keys), dtype=np.int64, count=len(keys))
        times = np.fromiter(chain.from_iterable(one.values() for one in counted), dtype=np.int64, count=len(keys))
        sizes = np.fromiter(map(len, counted), dtype=np.int64, count=len(counted))
        weights = np.array([1.0 if weight is None else weight(key) for key in columns], dtype=np.float64)
        data = weights[indices] * (0.15 + (_local(indices, sizes, article) if local else 1.0))
        data *= 1.0 + _logarithms(times)
        indptr = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))
        shape = (len(counted), max(1, len(columns)))
        self.columns = columns
        self.weights: Any = sparse.csr_matrix((data, indices, indptr), shape=shape)
        # Sums are done in the order of the columns, whatever the order of the words.
        self.weights.sort_indices()
        self.ones: Any = self.weights.copy()
        self.ones.data = np.ones_like(self.ones.data)
        self.total = np.asarray(self.weights.sum(axis=1)).ravel()
        norm = np.sqrt(np.asarray(self.weights.multiply(self.weights).sum(axis=1)).ravel())
        norm[norm == 0] = 1.0
        self.unit: Any = sparse.diags(1.0 / norm) @ self.weights

    def cosine(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cosine of each pair of rows."""
        return products(self.unit, self.unit, left, right)

    def shared(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how many columns each pair of rows shares."""
        return products(self.ones, self.ones, left, right)

    def covered(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the weight of the left row's columns that the right row has as well."""
        return products(self.weights, self.ones, left, right)


def products(a: Any, b: Any, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:  # noqa: ANN401 - SciPy ships no types
    """Return the dot product of row `left[k]` of `a` and row `right[k]` of `b`, for every k."""
    if a.shape[0] <= DENSE:
        return np.asarray((a @ b.T).toarray()[left, right], dtype=np.float64)
    out = np.zeros(len(left))
    for at in range(0, len(left), CHUNK):
        piece = slice(at, at + CHUNK)
        out[piece] = np.asarray(a[left[piece]].multiply(b[right[piece]]).sum(axis=1)).ravel()
    return out
