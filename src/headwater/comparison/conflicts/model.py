"""The learned decision over pairs of sentences: logistic regressions over the measures of `measures.py`.

`training/conflicts/train.py` builds `model/weights.json`: one weight a measure for whether two sentences differ in
something worth showing, and for the slot they differ in. The file holds numbers and the measures' names only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from headwater.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights over standardised measures, the last one constant: for "a difference worth showing", and for each slot.

    `threshold` is the least probability that is shown.
    """

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    shown: NDArray[np.float64]
    slots: tuple[str, ...]
    slot: NDArray[np.float64]
    threshold: float

    def judge(
        self, names: Sequence[str], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return, for rows of measures called `names`, the chances to be worth showing and the shares of the slots."""
        if not len(values):
            return np.zeros(0), np.zeros((0, len(self.slots)))
        order = [list(names).index(name) for name in self.names]
        rows = np.column_stack([(values[:, order] - self.mean) / self.scale, np.ones(len(values))])
        # Rounded, so that every machine orders alike.
        shown = np.round(rows @ self.shown, 9)
        slots = np.round(rows @ self.slot.T, 9)
        powers = np.exp(slots - slots.max(axis=1, keepdims=True))
        return 1.0 / (1.0 + np.exp(-shown)), powers / powers.sum(axis=1, keepdims=True)


def _read(source: Traversable | Path) -> Judge:
    stored: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return Judge(
        names=tuple(stored["names"]),
        mean=np.array(stored["mean"]),
        scale=np.array(stored["scale"]),
        shown=np.array(stored["shown"]),
        slots=tuple(stored["slots"]),
        slot=np.array(stored["slot"]),
        threshold=float(stored["threshold"]),
    )


WEIGHTS = Weights("headwater.comparison.conflicts", "model/weights.json", _read)
using, load = WEIGHTS.using, WEIGHTS.load
