"""The pair model: gradient-boosted trees and a small network over the features of `features.py`, half the say each.

`training/claims/train.py` builds `model/pairs.npz`; the file holds weights, no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.claims.network import Network, network
from headwater.comparison.claims.trees import Trees, trees
from headwater.weights import Weights

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
class Model:
    """A learned decision on pairs over the features of these `names`: by trees, and by a network where there is one.

    They speak with the mean of their log odds; pairs of less probability than `threshold` are not linked.
    """

    names: tuple[str, ...]
    trees: Trees
    network: Network | None
    threshold: float

    def probability(self, pairs: Pairs) -> NDArray[np.float64]:
        """Return the probability, 0 to 1, that each pair makes the same claim."""
        columns = np.ascontiguousarray(pairs.values[:, [pairs.names.index(name) for name in self.names]].T)
        odds = self.trees.odds(columns)
        if self.network is not None:
            odds = (odds + self.network.odds(columns)) / 2.0
        return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def read(source: Traversable | Path) -> Model:
    """Return the model that a file of `training/claims` holds."""
    with source.open("rb") as file, np.load(file) as stored:
        return Model(
            names=tuple(str(name) for name in stored["names"]),
            trees=trees(stored),
            network=network(stored) if "network.bias" in stored else None,
            threshold=float(stored["threshold"]),
        )


WEIGHTS = Weights("headwater.comparison.claims", "model/pairs.npz", read)
using, load = WEIGHTS.using, WEIGHTS.load
