"""What rows of words have in common, against a plain reckoning row by row."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.comparison.claims import vectors
from headwater.comparison.claims.vectors import Vectors

bags = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=1, max_size=9)
# So little room that every row, or few, are looked at by themselves; and room for all.
rooms = st.sampled_from([(1, 1), (16, 7), (1 << 20, 1 << 18)])


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the cosine of two rows."""
    norm = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return sum(one[key] * other[key] for key in one.keys() & other.keys()) / norm if norm else 0.0


@given(bags, rooms)
def test_what_pairs_of_rows_have_in_common(given_bags, room):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "TABLE", room[0])
        patch.setattr(vectors, "LOOKED_UP", room[1])
        held = Vectors(given_bags, [number % 2 for number in range(len(given_bags))])
        rows = [held.row(number) for number in range(len(given_bags))]
        pairs = list(itertools.product(range(len(rows)), repeat=2))
        common = held.common(*np.array(pairs, dtype=np.int64).T)
    for at, (a, b) in enumerate(pairs):
        one, other = rows[a], rows[b]
        both = one.keys() & other.keys()
        assert common.shared[at] == len(both)
        assert common.cosine[at] == pytest.approx(cosine(one, other))
        assert common.of_left[at] == pytest.approx(sum(one[key] for key in both))
        assert common.of_right[at] == pytest.approx(sum(other[key] for key in both))
        assert common.left[at] == pytest.approx(sum(one.values()))
        assert common.right[at] == pytest.approx(sum(other.values()))


@given(bags, rooms, st.sampled_from([0.1, 0.5, 0.95]))
def test_rows_that_are_near(given_bags, room, floor):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "TABLE", room[0])
        patch.setattr(vectors, "LOOKED_UP", room[1])
        held = Vectors(given_bags, [0] * len(given_bags))
        found = [
            (one, other)
            for ones, others, cosines in held.near(floor)
            for one, other, value in zip(ones.tolist(), others.tolist(), cosines.tolist(), strict=True)
            if value >= floor
        ]
    rows = [held.row(number) for number in range(len(given_bags))]
    wanted = {(a, b): cosine(rows[a], rows[b]) for a, b in itertools.product(range(len(rows)), repeat=2)}
    assert found == sorted(found)
    # What lies at the floor to the last bit may be either.
    assert {pair for pair, value in wanted.items() if value > floor + 1e-9} <= set(found)
    assert set(found) <= {pair for pair, value in wanted.items() if value > floor - 1e-9}
