"""Fit small networks beside the trees, in the arrays that ship."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from headwater.comparison.claims.network import scaled

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Settings chosen by leaving events out; they move the figure by less than half a point either way.
SETTINGS: dict[str, Any] = {
    "hidden_layer_sizes": (32,),
    "alpha": 1.0,
    "max_iter": 12,
    "batch_size": 128,
    "learning_rate_init": 1e-3,
}
# So many fits are averaged, each with other weights at its beginning.
SEEDS = 4
# A feature's values are known by so many of their quantiles; the rarest count as these many standard deviations.
KNOTS, FARTHEST = 64, 3.0


def fitted(values: NDArray[np.float32], labels: NDArray[np.bool_], weights: NDArray[np.float64]) -> dict[str, Any]:
    """Return the arrays of `headwater.comparison.claims.network.Network`: one network, the mean of several fits.

    It is fitted to labelled and weighted pairs (rows of features).
    """
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415 - only training needs it
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415 - likewise

    knots, levels = scale(values)
    rows = np.ascontiguousarray(scaled(values.T, knots, levels).T)
    with warnings.catch_warnings():
        # They stop long before they have learned their pairs by heart.
        warnings.simplefilter("ignore", ConvergenceWarning)
        members = [
            MLPClassifier(**SETTINGS, random_state=seed).fit(rows, labels, sample_weight=weights)
            for seed in range(SEEDS)
        ]
    return {
        "network.knots": knots,
        "network.levels": levels,
        "network.hidden": np.hstack([one.coefs_[0] for one in members]).astype(np.float32),
        "network.biases": np.concatenate([one.intercepts_[0] for one in members]).astype(np.float32),
        "network.output": np.concatenate([one.coefs_[1][:, 0] / len(members) for one in members]).astype(np.float32),
        "network.bias": np.float64(np.mean([one.intercepts_[1][0] for one in members])),
    }


def scale(values: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return quantiles of each feature of `values` (rows, features) and what they count, both (features, KNOTS).

    They give a feature a normal distribution, but for its ties.
    """
    from scipy.special import ndtri  # noqa: PLC0415 - slow to import

    shares = np.linspace(0.0, 1.0, KNOTS)
    normal = np.clip(ndtri(shares), -FARTHEST, FARTHEST)
    knots = np.quantile(values, shares, axis=0, method="inverted_cdf").T
    levels = np.empty_like(knots)
    for row, own in zip(levels, knots, strict=True):
        # Where many values are the same, they count what the middle one of them does.
        first, last = np.searchsorted(own, own, side="left"), np.searchsorted(own, own, side="right") - 1
        row[:] = (normal[first] + normal[last]) / 2.0
    return knots.astype(np.float32), levels.astype(np.float32)
