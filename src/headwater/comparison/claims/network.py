"""A small network over features, evaluated with NumPy alone; `training/claims/networks.py` fits it.

It holds weights and how common each feature's values are, no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# How many products are added up in which order is up to the machine and to how many pairs there are; what that changes
# lies far behind this decimal.
DECIMALS = 7
# So many pairs are decided at once: what is reckoned for them fits into a processor's own memory.
BLOCK = 4096
ARRAYS = ("knots", "levels", "hidden", "biases", "output")


@dataclass(frozen=True, slots=True)
class Network:
    """A network of one hidden layer of rectified units (the mean of several fits is again such a network).

    A feature enters as its `levels` say, by straight lines between its `knots` (features, knots): by how common so
    great a value is. `hidden` (features, units) and `output` (units) are weights, `biases` (units) and `bias` theirs.
    """

    knots: Floats
    levels: Floats
    hidden: Floats
    biases: Floats
    output: Floats
    bias: float

    def odds(self, columns: NDArray[np.float32]) -> Floats:
        """Return the log odds of each pair; `columns` has a row for each feature, a column for each pair."""
        found = np.zeros(columns.shape[1])
        for at in range(0, len(found), BLOCK):
            rows = scaled(columns[:, at : at + BLOCK], self.knots, self.levels).T
            units = np.maximum(rows @ self.hidden + self.biases, 0.0)
            found[at : at + BLOCK] = units @ self.output + self.bias
        return np.asarray(np.round(found, DECIMALS))


def scaled(columns: NDArray[np.float32], knots: NDArray[Any], levels: NDArray[Any]) -> Floats:
    """Return features (a row each) as a network sees them, by straight lines between its knots."""
    return np.array([np.interp(*one) for one in zip(columns, knots, levels, strict=True)])


def network(stored: Mapping[str, Any]) -> Network:
    """Return the network that the arrays of `training.claims.networks.fitted` hold."""
    arrays = {name: stored[f"network.{name}"].astype(np.float64) for name in ARRAYS}
    return Network(**arrays, bias=float(stored["network.bias"]))
