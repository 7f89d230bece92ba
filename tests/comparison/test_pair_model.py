"""The trees of the pair model, reckoned all pairs at once, against walking them one pair after the other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.comparison.claims import model
from headwater.comparison.claims.features import Pairs

if TYPE_CHECKING:
    from pathlib import Path

# Two trees of three leaves and of one decision, and one that is a leaf; a leaf is its own child.
ROOTS = (0, 5, 8)
FEATURE = (0, 0, 1, 0, 0, 1, 0, 0, 0)
CUT = (1.0, math.inf, 0.5, math.inf, math.inf, 2.0, math.inf, math.inf, math.inf)
LOW = (1, 1, 3, 3, 4, 6, 6, 7, 8)
HIGH = (2, 1, 4, 3, 4, 7, 6, 7, 8)
VALUE = (0.0, -1.0, 0.0, 0.25, 2.0, 0.0, -0.5, 0.75, 0.125)
BASE = -0.25
NUMBERS = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0])


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "pairs.npz"
    arrays = {"roots": ROOTS, "feature": FEATURE, "cut": CUT, "low": LOW, "high": HIGH, "value": VALUE}
    np.savez(
        path, names=np.array(["one", "two"]), base=BASE, threshold=0.3, **{k: np.array(v) for k, v in arrays.items()}
    )
    return path


def walked(row: tuple[float, float]) -> float:
    total = BASE
    for root in ROOTS:
        node = root
        while LOW[node] != node:
            node = LOW[node] if row[FEATURE[node]] <= CUT[node] else HIGH[node]
        total += VALUE[node]
    return 1 / (1 + math.exp(-total))


@given(rows=st.lists(st.tuples(NUMBERS, NUMBERS), max_size=20))
def test_all_pairs_at_once_as_one_after_the_other(stored: Path, rows: list[tuple[float, float]]) -> None:
    values = np.array(rows, dtype=np.float32).reshape(-1, 2)
    numbers = np.arange(len(rows))
    # The features stand in another order than the model's.
    pairs = Pairs(numbers, numbers, ("two", "one"), values[:, ::-1])
    with model.using(stored):
        found = model.load().probability(pairs)
    assert found.tolist() == pytest.approx([walked(row) for row in rows])


def test_the_shipped_trees_have_a_value_for_every_leaf() -> None:
    trees = model.load()
    assert all(len(splits) < model.MOST_LEAVES for splits in trees.splits)
    assert trees.leaves.shape == (len(trees.splits), model.MOST_LEAVES)
