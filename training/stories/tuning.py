"""Fit the weights by which stories are told apart.

    python training/stories/tuning.py

Prints a setting for `headwater.stories.likeness`. The sets are for measuring and tuning only: a handful of figures is
all that is taken from them, rounded, and two are set by hand.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.grouping_data import Labelled, sets
from headwater.stories.index import Index
from headwater.stories.likeness import SETTING, Setting, Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Columns = NDArray[np.float64]

# More likeness never speaks against one event; more days, strange names, other days never for it.
SIGNS = (1, 1, 1, -1, -1, 1, 1, -1, -1, -1, -1, 1, 1)
# Few pairs in the sets are strangers, and none is as like as a template filled in anew; at most this weight they get.
STRANGERS = -1.0
# On weights of features that vary by 1.
RIDGE = 1e-3


def ordered(labelled: Labelled) -> Labelled:
    """Return the articles in the order in which the program takes them in."""
    return sorted(labelled, key=lambda item: (item[1].published or "9999", item[1].outlet, item[1].id))


@dataclass(frozen=True)
class Examples:
    """Pairs that the index holds alike: their features, 1 for those of one story, and how much each counts."""

    rows: Columns
    same: Columns
    weight: Columns


def examples(labelled: Labelled) -> Examples:
    """Return the pairs of a set. Each article counts the same, so that the largest stories do not decide."""
    index = Index(replace(SETTING, least_kept=0.0))
    kept = ordered(labelled)
    for _, article in kept:
        index.add(article)
    pairs = np.unique([pair for number in range(len(kept)) for pair in index.pairs(number)])
    ends = index.ends(pairs)
    same = np.array([float(kept[a][0] == kept[b][0]) for a, b in ends.tolist()])
    weight = (1.0 / np.maximum(1, np.bincount(ends.ravel(), minlength=len(kept))))[ends].sum(axis=1)
    return Examples(index.measured(pairs)[:, : len(SIGNS)], same, weight / weight.sum())


def fit(parts: Sequence[Labelled]) -> Setting:
    """Return the setting that fits the parts best, each part counting the same; logistic, by maximum likelihood."""
    found = [examples(part) for part in parts]
    rows = np.concatenate([one.rows for one in found])
    spread = np.maximum(rows.std(axis=0), 1e-9)
    rows = rows / spread
    same = np.concatenate([one.same for one in found])
    weight = np.concatenate([one.weight for one in found]) / len(found)

    def loss(theta: Columns) -> tuple[float, Columns]:
        score = rows @ theta[1:] + theta[0]
        error = weight * (1 / (1 + np.exp(-score)) - same)
        value = float((weight * np.logaddexp(0, score * (1 - 2 * same))).sum() + RIDGE * (theta[1:] ** 2).sum())
        return value, np.concatenate([[error.sum()], rows.T @ error + 2 * RIDGE * theta[1:]])

    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    bounds += [(0, None) if sign > 0 else (None, 0) for sign in SIGNS]
    place = [field.name for field in fields(Weights)].index("strangers")
    bounds[place] = (None, STRANGERS * spread[place - 1])
    start = np.zeros(len(SIGNS) + 1)
    start[place] = STRANGERS * spread[place - 1]
    theta = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    theta[1:] /= spread
    return Setting(Weights(*(round(float(value), 2) for value in theta)), SETTING.least_likely)


def main() -> None:
    """Print the setting fitted to all three sets."""
    print(fit([part for name, part in sets().items() if name != "together"]))


if __name__ == "__main__":
    main()
