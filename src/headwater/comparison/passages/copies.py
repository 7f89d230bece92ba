"""Which articles of a large pile are for a good part the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.passages.index import Index, batched, samples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CONTAINED = 0.3
"""The part of the smaller article's runs that must stand in the other. Containment, not likeness: a short report
copied into a long page is a copy (true copies share on average 30 % of their runs, says NEWS-COPY)."""
_KEEP = 6
"""One run in so many is enough here: copies of a good part of a text share many."""
_FEWEST = 3
_HINT = 0.1
"""Where several copies came before, the runs of one are spread over them: the first of them may hold few."""


def copies(texts: Sequence[str], contained: float = CONTAINED) -> list[tuple[int, int, float]]:
    """Return the pairs of texts, by number, of which one holds `contained` of the other or more, with that part.

    Each text is compared with the first holders of its runs, and with what is a copy of the same: the cost grows with
    the texts and with the pairs found, not with the square of the pile.
    """
    kin = _Kin(contained)
    for batch in batched(texts):
        kin.add(samples(batch, _KEEP))
    return sorted(kin.found)


class _Kin:
    """The copies among the texts so far."""

    def __init__(self, contained: float) -> None:
        self.found: list[tuple[int, int, float]] = []
        self._contained = contained
        self._index = Index(_KEEP, _FEWEST)
        self._samples: list[NDArray[np.uint32]] = []
        self._kin: dict[int, list[int]] = {}

    def add(self, batch: Sequence[NDArray[np.uint64]]) -> None:
        """Add texts by their sampled runs."""
        first = len(self._samples)
        # Half of each hash is enough to compare two texts, in half the memory.
        self._samples.extend(np.unique(runs.astype(np.uint32)) for runs in batch)
        for number, candidates in enumerate(self._index.add_runs(batch), start=first):
            size = len(self._samples[number])
            hinted = [c.number for c in candidates if c.shared >= _HINT * min(size, self._index.size(c.number))]
            if hinted:
                self._follow(number, hinted)

    def _follow(self, number: int, waiting: list[int]) -> None:
        """Compare a text with `waiting`, and with the copies of those that it is a copy of."""
        tried = set(waiting)
        kin = self._kin.setdefault(number, [])
        while waiting:
            other = waiting.pop()
            part = _containment(self._samples[number], self._samples[other])
            if part < self._contained:
                continue
            self.found.append((other, number, part))
            more = [k for k in self._kin.setdefault(other, []) if k not in tried and k != number]
            tried.update(more)
            waiting.extend(more)
            self._kin[other].append(number)
            kin.append(other)


def _containment(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """The part of the smaller of two sorted samples that stands in the larger."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not len(short):
        return 0.0
    place = np.minimum(np.searchsorted(long, short), len(long) - 1)
    return float((long[place] == short).mean())
