"""Gradient-boosted trees, evaluated with NumPy alone; `training/claims/trees.py` writes those that scikit-learn fitted.

They hold split features, cuts and leaf weights, no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

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

    splits: tuple[tuple[tuple[int, np.float32, np.uint8], ...], ...]
    leaves: NDArray[np.float64]
    base: float

    def odds(self, columns: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log odds of each pair; `columns` has a row for each feature, a column for each pair.

        Every decision strikes the leaves that it rules out, of all pairs at once; the lowest left is the tree's answer
        (QuickScorer, Lucchese et al. 2015).
        """
        total = np.full(columns.shape[1], self.base)
        for splits, values in zip(self.splits, self.leaves, strict=True):
            left = np.full(columns.shape[1], ALL)
            for feature, cut, above in splits:
                left &= np.where(columns[feature] <= cut, ALL, above)
            total += values[LOWEST[left]]
        return total


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


def trees(stored: Mapping[str, Any]) -> Trees:
    """Return the trees that the arrays of `training.claims.trees.exported` hold."""
    feature, value = stored["feature"].tolist(), stored["value"].astype(np.float64)
    cut = stored["cut"].astype(np.float32)
    low, high = stored["low"].tolist(), stored["high"].tolist()
    grown = [_grown(root, low, high) for root in stored["roots"].tolist()]
    leaves = np.zeros((len(grown), MOST_LEAVES))
    for row, (_, ends) in zip(leaves, grown, strict=True):
        row[: len(ends)] = value[ends]
    return Trees(
        splits=tuple(
            tuple((feature[node], cut[node], np.uint8(above)) for node, above in decisions) for decisions, _ in grown
        ),
        leaves=leaves,
        base=float(stored["base"]),
    )
