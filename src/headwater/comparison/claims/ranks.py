"""How a pair of sentences stands among the rival pairs of both, within the same two articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Ranks:
    """Ranks, gaps and neighbours of scored pairs."""

    def __init__(self, article: Ints, left: Ints, right: Ints, score: Floats) -> None:
        self._article = article
        self._left, self._right = left, right
        self._score = score
        self._count = len(article)
        # Pairs come sorted by left, then right.
        self._keys = left * self._count + right

    def columns(self, prefix: str = "") -> dict[str, Floats]:
        """Return the features, by name."""
        found: dict[str, Floats] = {}
        if not len(self._left):
            size = np.zeros(0)
            names = ("rank", "gap", "part")
            return {f"{prefix}rival {n} {m}": size for n in names for m in ("min", "max")} | {
                f"{prefix}{n}": size for n in NEIGHBOURS
            }
        of_left = self._among(self._left, self._right)
        of_right = self._among(self._right, self._left)
        for name, a, b in zip(("rank", "gap", "part"), of_left, of_right, strict=True):
            found[f"{prefix}rival {name} min"] = np.minimum(a, b)
            found[f"{prefix}rival {name} max"] = np.maximum(a, b)
        found |= {f"{prefix}{name}": column for name, column in self._neighbours().items()}
        return found

    def _among(self, own: Ints, other: Ints) -> tuple[Floats, Floats, Floats]:
        """Return rank, gap and share of each pair among those of `own` with the same other article."""
        score = self._score
        group = own * (int(self._article.max()) + 1) + self._article[other]
        order = np.lexsort((-score, group))
        sorted_group, sorted_score = group[order], score[order]
        first = np.r_[True, sorted_group[1:] != sorted_group[:-1]]
        starts = np.flatnonzero(first)
        which = np.cumsum(first) - 1
        position = np.arange(len(order)) - starts[which]
        top = sorted_score[starts][which]
        has_second = np.r_[np.diff(starts) > 1, len(order) - starts[-1] > 1]
        second = np.where(has_second, sorted_score[np.minimum(starts + 1, len(order) - 1)], 0.0)[which]
        gap = np.where(position == 0, sorted_score - second, sorted_score - top)
        squares = np.add.reduceat(sorted_score**2, starts)[which]
        part = sorted_score**2 / (squares + 1e-3)
        # Equal scores share the better rank, so that no order of the sentences decides.
        fresh = first | np.r_[True, sorted_score[1:] != sorted_score[:-1]]
        rank = position[np.maximum.accumulate(np.where(fresh, np.arange(len(order)), 0))]
        out = tuple(np.empty(len(order)) for _ in range(3))
        for target, values in zip(out, (rank.astype(float), gap, part), strict=True):
            target[order] = values
        return out[0], out[1], out[2]

    def _at(self, by_left: int, by_right: int) -> Floats:
        """Return the score of the pair that lies `by_left` and `by_right` sentences on, 0 where there is none."""
        left, right = self._left + by_left, self._right + by_right
        inside = (left >= 0) & (right >= 0) & (left < self._count) & (right < self._count)
        l_safe, r_safe = np.where(inside, left, 0), np.where(inside, right, 0)
        inside &= (self._article[l_safe] == self._article[self._left]) & (
            self._article[r_safe] == self._article[self._right]
        )
        keys = l_safe * self._count + r_safe
        found = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(inside & (self._keys[found] == keys), self._score[found], 0.0)

    def _neighbours(self) -> dict[str, Floats]:
        before, after = self._at(-1, -1), self._at(1, 1)
        beside = np.maximum(self._at(0, 1), self._at(0, -1)), np.maximum(self._at(1, 0), self._at(-1, 0))
        return {
            "neighbours along max": np.maximum(before, after),
            "neighbours along min": np.minimum(before, after),
            "neighbours along far": np.maximum(self._at(-2, -2), self._at(2, 2)),
            "neighbours beside max": np.maximum(*beside),
            "neighbours beside min": np.minimum(*beside),
            "neighbours across": np.maximum(self._at(-1, 1), self._at(1, -1)),
        }


NEIGHBOURS = (
    "neighbours along max", "neighbours along min", "neighbours along far", "neighbours beside max",
    "neighbours beside min", "neighbours across",
)  # fmt: skip
