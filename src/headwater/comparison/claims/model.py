"""The pair model: gradient-boosted trees over the features of `features.py`, evaluated with NumPy alone.

`training/claims/train.py` builds `model/pairs.npz`; the file holds split features, cuts and leaf weights, no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.weights import Weights

if TYPE_CHECKING:
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
# A quotation of fewer words that bear content is no statement.
QUOTED = 4


def tempered(pairs: Pairs, probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities, lowered for each way in which the two sentences plainly speak of something else."""

    def column(name: str) -> NDArray[np.float32]:
        return pairs.values[:, pairs.names.index(name)]

    other_words = (column("quotation words min") >= QUOTED) & (column("quotation runs longest") < 2)
    less = LESS_OF_NAMES * column("names apart") + LESS_OF_FIGURES * column("figures apart")
    lowered = probability - less - LESS_OF_QUOTATIONS * other_words
    return np.where(probability < SUREST, np.maximum(lowered, 0.0), probability)


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees (Friedman 2001): arrays over all nodes, a leaf being its own child."""

    names: tuple[str, ...]
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    cut: NDArray[np.float32]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int
    base: float
    threshold: float

    def probability(self, pairs: Pairs) -> NDArray[np.float64]:
        """Return the probability, 0 to 1, that each pair makes the same claim."""
        order = [pairs.names.index(name) for name in self.names]
        values = pairs.values[:, order]
        rows = np.arange(len(values))
        total = np.full(len(values), self.base)
        for root in self.roots:
            node = np.full(len(values), root)
            for _ in range(self.depth):
                goes_low = values[rows, self.feature[node]] <= self.cut[node]
                node = np.where(goes_low, self.low[node], self.high[node])
            total += self.value[node]
        return np.asarray(1.0 / (1.0 + np.exp(-total)))


def _read(source: Traversable | Path) -> Trees:
    with source.open("rb") as file, np.load(file) as stored:
        return Trees(
            names=tuple(str(name) for name in stored["names"]),
            roots=stored["roots"].astype(np.int64),
            feature=stored["feature"].astype(np.int64),
            cut=stored["cut"].astype(np.float32),
            low=stored["low"].astype(np.int64),
            high=stored["high"].astype(np.int64),
            value=stored["value"].astype(np.float64),
            depth=int(stored["depth"]),
            base=float(stored["base"]),
            threshold=float(stored["threshold"]),
        )


WEIGHTS = Weights("headwater.comparison.claims", "model/pairs.npz", _read)
using, load = WEIGHTS.using, WEIGHTS.load
