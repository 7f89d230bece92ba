"""The pair model, reckoned all pairs at once, against walking its trees and network one pair after the other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.comparison.claims import asserting, model
from headwater.comparison.claims.features import Pairs
from headwater.comparison.claims.trees import MOST_LEAVES

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
# A network of two units: the first feature counts from 0 to 2, the second from 1 on, where it is 1 at once.
KNOTS = ((0.0, 2.0, 2.0), (1.0, 1.0, 3.0))
LEVELS = ((-1.0, 1.0, 1.0), (0.0, 1.0, 1.0))
HIDDEN = ((1.0, -2.0), (0.5, 1.0))
BIASES = (0.25, -0.5)
OUTPUT = (1.5, -0.75)
BIAS = 0.125
NUMBERS = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0])


def stored(folder: Path, *, network: bool) -> Path:
    path = folder / f"{network}.npz"
    arrays = {"roots": ROOTS, "feature": FEATURE, "cut": CUT, "low": LOW, "high": HIGH, "value": VALUE}
    if network:
        of_network = {"knots": KNOTS, "levels": LEVELS, "hidden": HIDDEN, "biases": BIASES, "output": OUTPUT}
        arrays |= {f"network.{name}": value for name, value in of_network.items()} | {"network.bias": BIAS}
    np.savez(
        path, names=np.array(["one", "two"]), base=BASE, threshold=0.3, **{k: np.array(v) for k, v in arrays.items()}
    )
    return path


@pytest.fixture(scope="module")
def trees_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("model"), network=False)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("model"), network=True)


def walked(row: tuple[float, float]) -> float:
    total = BASE
    for root in ROOTS:
        node = root
        while LOW[node] != node:
            node = LOW[node] if row[FEATURE[node]] <= CUT[node] else HIGH[node]
        total += VALUE[node]
    return total


def thought(row: tuple[float, float]) -> float:
    one = min(max(row[0] - 1.0, -1.0), 1.0)
    other = 1.0 if row[1] >= 1.0 else 0.0
    units = [max(0.0, one * HIDDEN[0][unit] + other * HIDDEN[1][unit] + BIASES[unit]) for unit in range(2)]
    return units[0] * OUTPUT[0] + units[1] * OUTPUT[1] + BIAS


def chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def decided(path: Path, rows: list[tuple[float, float]]) -> list[float]:
    values = np.array(rows, dtype=np.float32).reshape(-1, 2)
    numbers = np.arange(len(rows))
    # The features stand in another order than the model's.
    pairs = Pairs(numbers, numbers, ("two", "one"), values[:, ::-1])
    with model.using(path):
        found: list[float] = model.load().probability(pairs).tolist()
    return found


ROWS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=20)


@given(rows=ROWS)
def test_all_pairs_at_once_as_one_after_the_other(trees_alone: Path, rows: list[tuple[float, float]]) -> None:
    assert decided(trees_alone, rows) == pytest.approx([chance(walked(row)) for row in rows])


@given(rows=ROWS)
def test_trees_and_network_have_half_the_say_each(both: Path, rows: list[tuple[float, float]]) -> None:
    wanted = [chance((walked(row) + thought(row)) / 2) for row in rows]
    assert decided(both, rows) == pytest.approx(wanted, abs=1e-6)


@given(draw=st.integers(0, 2**32 - 1), count=st.integers(1, 300))
def test_a_pair_is_decided_alike_among_whatever_others(draw: int, count: int) -> None:
    decision = model.load()
    lot = np.random.default_rng(draw)
    values = lot.normal(0.5, 1.0, (count, len(decision.names))).astype(np.float32)
    order = lot.permutation(count)

    def odds(rows: np.ndarray) -> list[float]:
        numbers = np.arange(len(rows))
        found: list[float] = decision.probability(Pairs(numbers, numbers, decision.names, rows)).tolist()
        return found

    whole = odds(values)
    assert odds(values[order]) == [whole[index] for index in order]
    assert odds(values[:1]) == whole[:1]


def test_the_shipped_trees_have_a_value_for_every_leaf() -> None:
    for decision in (model.load(), asserting.load()):
        assert all(len(splits) < MOST_LEAVES for splits in decision.trees.splits)
        assert decision.trees.leaves.shape == (len(decision.trees.splits), MOST_LEAVES)


def test_the_shipped_network_knows_each_feature() -> None:
    decision = model.load()
    assert decision.network is not None
    assert decision.network.knots.shape == decision.network.levels.shape
    assert len(decision.network.knots) == len(decision.network.hidden) == len(decision.names)
    assert (np.diff(decision.network.knots) >= 0).all()
