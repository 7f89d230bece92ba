"""Tellings: the sentences of a story without their copies, so that what a wire sends out has one voice, not twenty.

A copy is the same prose again, though a word be changed, cut or moved. Copies are of one claim by themselves; whether
another sentence makes the same claim is asked of each telling once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.claims.vectors import rarity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from headwater.comparison.claims.features import Pairs
    from headwater.comparison.claims.units import Unit

    Floats = NDArray[np.float64]

# Two sentences are copies where they share this part of the weight of all their words.
COPIED = 0.6
# A sentence of fewer words that bear content is a copy only word for word: "He was 84." may speak of two people.
FEWEST = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """Sentences that are copies of each other, by index, rising; and the article of each."""

    members: tuple[int, ...]
    homes: tuple[int, ...]

    @property
    def articles(self) -> frozenset[int]:
        """The articles that have it."""
        return frozenset(self.homes)


def fold(
    units: Sequence[Unit], pairs: Pairs, linked: NDArray[np.bool_], weigh: Callable[[str], float] = rarity
) -> list[Telling]:
    """Return the tellings of `units`, in the order of their first sentences; only `linked` pairs may be copies.

    `weigh` gives what a stem weighs where two sentences are compared word by word.

    Each telling is gathered around the sentence of most copies, so that no chain of changes makes one.
    """
    copies: dict[int, set[int]] = defaultdict(set)
    for left, right in zip(pairs.left[linked].tolist(), pairs.right[linked].tolist(), strict=True):
        if copied(units[left], units[right], weigh):
            copies[left].add(right)
            copies[right].add(left)
    taken: set[int] = set()
    found = []
    for one in sorted(copies, key=lambda index: (-len(copies[index]), index)):
        if one not in taken:
            members = tuple(sorted({one, *copies[one]} - taken))
            taken.update(members)
            found.append(members)
    found.extend((index,) for index in range(len(units)) if index not in taken)
    return [Telling(members, tuple(units[i].article for i in members)) for members in sorted(found)]


def apart(units: Sequence[Unit]) -> list[Telling]:
    """Return each of `units` as a telling of its own."""
    return [Telling((index,), (unit.article,)) for index, unit in enumerate(units)]


def copied(one: Unit, other: Unit, weigh: Callable[[str], float]) -> bool:
    """Return whether two sentences are the same prose but for a word or two."""
    here, there = _counted(one), _counted(other)
    shared = sum(weigh(root) * min(count, there[root]) for root, count in here.items() if root in there)
    every = sum(weigh(root) * count for bag in (here, there) for root, count in bag.items()) - shared
    return len(here) >= FEWEST and len(there) >= FEWEST and shared >= COPIED * every


def _counted(unit: Unit) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in unit.words:
        if word.content:
            counts[word.stem] = counts.get(word.stem, 0) + 1
    return counts


def between(tellings: Sequence[Telling], pairs: Pairs, probability: Floats) -> dict[tuple[int, int], float]:
    """Return how surely two tellings make one claim: the mean over their sentences of different articles.

    `probability` is that of each of `pairs` of sentences.
    """
    count = sum(len(telling.members) for telling in tellings)
    if count == len(tellings):
        rows = zip(pairs.left.tolist(), pairs.right.tolist(), probability.tolist(), strict=True)
        return {(left, right): chance for left, right, chance in rows}
    home = np.empty(count, dtype=np.int64)
    for index, telling in enumerate(tellings):
        home[list(telling.members)] = index
    one, other = home[pairs.left], home[pairs.right]
    apart = one != other
    keys = np.minimum(one, other)[apart] * count + np.maximum(one, other)[apart]
    found, where = np.unique(keys, return_inverse=True)
    total = np.bincount(where, weights=probability[apart], minlength=len(found))
    return {
        (key // count, key % count): chance / _crossings(tellings[key // count], tellings[key % count])
        for key, chance in zip(found.tolist(), total.tolist(), strict=True)
    }


def _crossings(one: Telling, other: Telling) -> int:
    """Return how many sentences of one can be paired with one of the other in another article."""
    here, there = Counter(one.homes), Counter(other.homes)
    return len(one.homes) * len(other.homes) - sum(count * there[article] for article, count in here.items())


def alike(tellings: Sequence[Telling], pairs: Collection[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return the pairs of tellings of which some article has two sentences that tell much the same."""
    home = {member: index for index, telling in enumerate(tellings) for member in telling.members}
    found = ((home[left], home[right]) for left, right in pairs)
    return frozenset((min(pair), max(pair)) for pair in found if pair[0] != pair[1])
