"""The pair model: gradient-boosted trees over the features of `features.py`, evaluated with NumPy alone.

`training/claims/train.py` builds `model/pairs.npz`; the file holds split features, cuts and leaf weights, no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

    from headwater.comparison.claims.features import Pairs


# What two sentences say of wholly different people or places, with wholly different figures, or in quotations that have
# no two words in a row in common, is seldom the same claim though their words are alike: such a pair must be surer by
# so much. The surest (a changed toll in a reprint) are left.
LESS_OF_NAMES = 0.15
LESS_OF_FIGURES = 0.1
LESS_OF_QUOTATIONS = 0.2
SUREST = 0.75
# An encoder has seen such things itself: what it mended must be surer by this share of that only.
MENDED = 0.5
# A quotation of fewer words that bear content is no statement.
QUOTED = 4


def tempered(pairs: Pairs, probability: NDArray[np.float64], *, mended: bool = False) -> NDArray[np.float64]:
    """Return the probabilities, lowered for each way in which the two sentences plainly speak of something else.

    `mended` says that an encoder has had its say in them.
    """

    def column(name: str) -> NDArray[np.float32]:
        return pairs.values[:, pairs.names.index(name)]

    other_words = (column("quotation words min") >= QUOTED) & (column("quotation runs longest") < 2)
    less = LESS_OF_NAMES * column("names apart") + LESS_OF_FIGURES * column("figures apart")
    lowered = probability - (MENDED if mended else 1.0) * (less + LESS_OF_QUOTATIONS * other_words)
    return np.where(probability < SUREST, np.maximum(lowered, 0.0), probability)


# A tree's leaves as the bits of one byte: all of them, and of each byte the lowest bit that is set.
MOST_LEAVES = 8
ALL = np.uint8(255)
LOWEST = np.array([0, *((byte & -byte).bit_length() - 1 for byte in range(1, 256))], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees (Friedman 2001), of at most eight leaves each.

    `splits` gives each tree's decisions as (feature, cut, the leaves that remain where the feature is above the cut, a
    bit each from the lowest on); `leaves` are the values (trees, 8), from the lowest side to the highest.
    """

    names: tuple[str, ...]
    splits: tuple[tuple[tuple[int, np.float32, np.uint8], ...], ...]
    leaves: NDArray[np.float64]
    base: float
    threshold: float

    def probability(self, pairs: Pairs) -> NDArray[np.float64]:
        """Return the probability, 0 to 1, that each pair makes the same claim.

        Every decision strikes the leaves that it rules out, of all pairs at once; the lowest left is the tree's answer
        (QuickScorer, Lucchese et al. 2015).
        """
        columns = np.ascontiguousarray(pairs.values[:, [pairs.names.index(name) for name in self.names]].T)
        total = np.full(columns.shape[1], self.base)
        for splits, values in zip(self.splits, self.leaves, strict=True):
            left = np.full(columns.shape[1], ALL)
            for feature, cut, above in splits:
                left &= np.where(columns[feature] <= cut, ALL, above)
            total += values[LOWEST[left]]
        return np.asarray(1.0 / (1.0 + np.exp(-total)))


def _grown(root: int, low: Sequence[int], high: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return a tree's decisions, as the node and the bits of its leaves that remain above its cut, and its leaves."""
    leaves: list[int] = []
    decisions: list[tuple[int, int]] = []

    def grow(node: int) -> None:
        if low[node] == node:
            leaves.append(node)
            return
        first = len(leaves)
        grow(low[node])
        decisions.append((node, int(ALL) & ~((1 << len(leaves)) - (1 << first))))
        grow(high[node])

    grow(root)
    return decisions, leaves


def read(source: Traversable | Path) -> Trees:
    """Return the trees that a file of `training.claims.trees.exported` holds."""
    with source.open("rb") as file, np.load(file) as stored:
        feature, value = stored["feature"].tolist(), stored["value"].astype(np.float64)
        cut = stored["cut"].astype(np.float32)
        low, high = stored["low"].tolist(), stored["high"].tolist()
        grown = [_grown(root, low, high) for root in stored["roots"].tolist()]
        leaves = np.zeros((len(grown), MOST_LEAVES))
        for row, (_, ends) in zip(leaves, grown, strict=True):
            row[: len(ends)] = value[ends]
        return Trees(
            names=tuple(str(name) for name in stored["names"]),
            splits=tuple(
                tuple((feature[node], cut[node], np.uint8(above)) for node, above in decisions)
                for decisions, _ in grown
            ),
            leaves=leaves,
            base=float(stored["base"]),
            threshold=float(stored["threshold"]),
        )


WEIGHTS = Weights("headwater.comparison.claims", "model/pairs.npz", read)
using, load = WEIGHTS.using, WEIGHTS.load
# The trees that see as well what an encoder lets measure.
CONTEXTUAL = Weights("headwater.comparison.claims", "model/contextual.npz", read)
using_contextual, load_contextual = CONTEXTUAL.using, CONTEXTUAL.load
