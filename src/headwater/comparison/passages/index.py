"""An index of runs of words that grows: which earlier articles may share a passage with a new one.

Every article is known by a sample of the hashes of its runs of words. A table maps each of them to the first article
that had it, its representative. So a new article costs what its own text costs, however many there are: 150 papers
that print one paragraph are 149 pairs with the first, not 11,175. No run is dropped for being frequent, since what
most papers print is exactly what is looked for.

The table is an open-addressing hash table in two NumPy arrays, probed for whole articles at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.passages import storage
from headwater.comparison.passages.words import grams, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

RUN = 5
"""Words in a run. Runs of four tie thousands of unrelated articles by turns of phrase."""
KEEP = 4
"""One in so many runs is kept, by its hash alone, so that the same runs are kept wherever they stand."""
FEWEST = 2
"""A single sampled run in common is a turn of phrase."""
_PORTION = 50_000
_FULLEST = 0.6
_SMALLEST = 1 << 12
_BATCH = 64
_MOVED = 1 << 16


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """An earlier article `number` is the first to have `shared` of the new article's sampled runs."""

    number: int
    shared: int


def samples(texts: Sequence[str], keep: int = KEEP) -> list[NDArray[np.uint64]]:
    """Return the sampled runs of each text, sorted, each once; all of them where `keep` is 1."""
    found: list[NDArray[np.uint64]] = []
    for portion in _portions(texts):
        # One long text is faster than many short ones; the runs across its seams are taken out again.
        words = split("\n".join(portion))
        offsets = np.cumsum([len(text) + 1 for text in portion])
        of = np.searchsorted(offsets, words.starts, side="right")
        runs = grams(words.hashes, RUN)
        kept = of[: len(runs)] == of[len(of) - len(runs) :]
        if keep > 1:
            kept &= runs % np.uint64(keep) == 0
        runs, of = runs[kept], of[: len(runs)][kept]
        seams = np.searchsorted(of, np.arange(len(portion) + 1)).tolist()
        found.extend(_distinct(runs[start:end]) for start, end in pairwise(seams))
    return found


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    start, length = 0, 0
    for number, text in enumerate(texts):
        length += len(text)
        if length > _PORTION:
            yield texts[start : number + 1]
            start, length = number + 1, 0
    if start < len(texts):
        yield texts[start:]


def _distinct(runs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    runs.sort()
    return runs[np.append(True, runs[1:] != runs[:-1])] if len(runs) > 1 else runs


class Index:
    """The runs of all articles added so far; articles are numbered from 0 in the order they are added."""

    def __init__(self, keep: int = KEEP, fewest: int = FEWEST) -> None:
        self._keep = keep
        self._fewest = fewest
        self._keys = np.zeros(_SMALLEST, dtype=np.uint64)
        self._owners = np.full(_SMALLEST, -1, dtype=np.int32)
        self._used = 0
        self._sizes: list[int] = []

    @classmethod
    def load(cls, path: Path) -> Index:
        """Return the index that `save` wrote to `path`; articles are added to it as to the one that was saved.

        Raises:
            storage.DamagedIndexError: if the file holds no index, no whole one, or one of another version.
            OSError: if it cannot be read.
        """
        stored = storage.read(path)
        index = cls(stored.keep, stored.fewest)
        index._sizes = stored.sizes.tolist()
        index._reserve(len(stored.runs))
        for start in range(0, len(stored.runs), _MOVED):
            index._claim(stored.runs[start : start + _MOVED], stored.owners[start : start + _MOVED])
        return index

    def save(self, path: Path) -> None:
        """Write the index to `path`, whole or not at all; equal indexes are equal files."""
        held = np.flatnonzero(self._owners >= 0)
        held = held[np.argsort(self._keys[held])]
        sizes = np.asarray(self._sizes, dtype=np.int32)
        storage.write(storage.Stored(self._keep, self._fewest, sizes, self._keys[held], self._owners[held]), path)

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, number: int) -> int:
        """Return how many sampled runs article `number` has."""
        return self._sizes[number]

    def add(self, text: str) -> tuple[Candidate, ...]:
        """Add an article and return the earlier ones it may share passages with, those with most in common first."""
        return self.add_all([text])[0]

    def add_all(self, texts: Sequence[str]) -> list[tuple[Candidate, ...]]:
        """Add articles and return for each what `add` returns; many at once cost less than one by one."""
        return [found for batch in batched(texts) for found in self.add_runs(samples(batch, self._keep))]

    def add_runs(self, batch: Sequence[NDArray[np.uint64]]) -> list[tuple[Candidate, ...]]:
        """Add articles by the runs that `samples` gave for them, and return what `add_all` returns."""
        first = len(self._sizes)
        lengths = [len(runs) for runs in batch]
        self._sizes.extend(lengths)
        runs = np.concatenate(batch)
        owners = np.repeat(np.arange(first, first + len(batch), dtype=np.int32), lengths)
        order = np.argsort(runs, kind="stable")
        ordered = runs[order]
        new = np.append(True, ordered[1:] != ordered[:-1]) if len(ordered) else np.zeros(0, dtype=bool)
        keys = ordered[new]
        self._reserve(len(keys))
        holders = self._claim(keys, owners[order][new])
        holder = np.empty(len(runs), dtype=np.int32)
        holder[order] = holders[np.cumsum(new) - 1]
        found = []
        start = 0
        for offset, length in enumerate(lengths):
            found.append(_counted(holder[start : start + length], first + offset, self._fewest))
            start += length
        return found

    def _claim(self, keys: NDArray[np.uint64], owners: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the first article of each key; keys that are new are given to `owners`."""
        mask = np.uint64(len(self._keys) - 1)
        # The low bits chose the sample: the place in the table comes from the others.
        slots = ((keys >> np.uint64(8)) & mask).astype(np.int64)
        holders = np.full(len(keys), -1, dtype=np.int32)
        waiting = np.arange(len(keys))
        while len(waiting):
            at = slots[waiting]
            holder = self._owners[at]
            empty = holder < 0
            if empty.any():
                # Where two keys want one empty place the later writes over the earlier, which then probes on.
                mine, place = waiting[empty], at[empty]
                self._keys[place] = keys[mine]
                self._owners[place] = owners[mine]
                won = self._keys[place] == keys[mine]
                self._used += int(won.sum())
                holder = self._owners[at]
            hit = self._keys[at] == keys[waiting]
            holders[waiting[hit]] = holder[hit]
            waiting = waiting[~hit]
            slots[waiting] = (slots[waiting] + 1) & int(mask)
        return holders

    def _reserve(self, more: int) -> None:
        """Make room for `more` keys, in a table twice as large whenever it would be fuller than is fast."""
        size = len(self._keys)
        while self._used + more > _FULLEST * size:
            size *= 2
        if size == len(self._keys):
            return
        keys, owners = self._keys, self._owners
        self._keys = np.zeros(size, dtype=np.uint64)
        self._owners = np.full(size, -1, dtype=np.int32)
        self._used = 0
        # In portions: moving all at once would take as much memory again.
        for start in range(0, len(keys), _MOVED):
            taken = owners[start : start + _MOVED] >= 0
            self._claim(keys[start : start + _MOVED][taken], owners[start : start + _MOVED][taken])


def batched(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut `texts` into portions that are worth a pass over the table."""
    for start in range(0, len(texts), _BATCH):
        yield texts[start : start + _BATCH]


def _counted(holders: NDArray[np.int32], own: int, fewest: int) -> tuple[Candidate, ...]:
    """The other articles that hold at least `fewest` of `holders`, those with most in common first."""
    others = holders[holders != own]
    if len(others) < fewest:
        return ()
    others.sort()
    starts = np.flatnonzero(np.append(True, others[1:] != others[:-1]))
    counts = np.diff(np.append(starts, len(others)))
    enough = counts >= fewest
    numbers, counts = others[starts[enough]], counts[enough]
    order = np.lexsort((numbers, -counts))
    pairs = zip(numbers[order].tolist(), counts[order].tolist(), strict=True)
    return tuple(Candidate(number, count) for number, count in pairs)
