"""Turn fitted scikit-learn gradient boosting classifiers into the arrays that ship."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def exported(fitted: Sequence[Any]) -> dict[str, Any]:
    """Return the arrays of `headwater.comparison.claims.trees.Trees`: one sum of trees, the mean of those fitted."""
    roots: list[int] = []
    feature: list[int] = []
    cut: list[float] = []
    low: list[int] = []
    high: list[int] = []
    value: list[float] = []
    stages = [stage for one in fitted for stage in one._predictors]  # noqa: SLF001 - scikit-learn shows them nowhere else
    for stage in stages:
        nodes = stage[0].nodes
        at = len(feature)
        roots.append(at)
        for number, node in enumerate(nodes):
            leaf = bool(node["is_leaf"])
            feature.append(0 if leaf else int(node["feature_idx"]))
            cut.append(np.inf if leaf else _below(float(node["num_threshold"])))
            low.append(at + number if leaf else at + int(node["left"]))
            high.append(at + number if leaf else at + int(node["right"]))
            value.append(float(node["value"]) / len(fitted) if leaf else 0.0)
    return {
        "roots": np.array(roots, dtype=np.int32),
        "feature": np.array(feature, dtype=np.int16),
        "cut": np.array(cut, dtype=np.float32),
        "low": np.array(low, dtype=np.int32),
        "high": np.array(high, dtype=np.int32),
        "value": np.array(value, dtype=np.float32),
        "base": np.float64(np.mean([one._baseline_prediction.ravel()[0] for one in fitted])),  # noqa: SLF001 - likewise
    }


def _below(cut: float) -> float:
    """Return the greatest single-precision number not above `cut`, so that rounding moves no value across it."""
    near = np.float32(cut)
    return float(np.nextafter(near, np.float32(-np.inf)) if float(near) > cut else near)
