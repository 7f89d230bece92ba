"""What a pile of articles is about: words that nearly all of them have say little of what one sentence asserts.

In a pile of fifty articles on one summit every other sentence names both presidents, the town and the day. To the
pair decision such sentences look alike, since it sees two articles at a time; here each word weighs what it tells
beyond the matter of the whole pile, and words that always come together ("the 12 indicted officers") tell one thing.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from headwater.comparison.claims.vectors import rarity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from headwater.comparison.claims.tellings import Telling
    from headwater.comparison.claims.units import Unit

# So many articles make a pile. In fewer, a word that all of them have may be the one fact that all of them tell.
PILE = 10
# What a telling may tell besides without weighing, as a part of the weight of a word that one article has.
PLAIN = 0.1
# The weight of a word falls with so high a power of how common it is; that of a name faster, for whom all tell of, they
# tell all things of.
STEEP = 2
STEEP_NAMES = 4
# Two tellings that both tell this part of what the lesser tells are linked as surely as the pair decision has it. The
# first figure is for a pile of PILE articles, the second for one of LARGE or more: the more articles, the more of what
# is alike in them is only about the same.
ENOUGH = (0.45, 0.6)
LARGE = 50
# A telling belongs to a group where it tells this part of what most of the group tells, and that is this part of it.
HOLDS = 0.6
PART = (0.15, 0.35)
# Two groups are of one claim where they share this part of what most of either tell.
SAME = 0.5
# Where copies are told from what is only about the same, every word weighs at least so much.
WORD = 0.03
# No more words of a sentence are weighed, those that tell most first.
MOST = 30


class Salience:
    """How much each stem tells in a pile: less the more tellings have it."""

    def __init__(self, tellings: Sequence[Telling], units: Sequence[Unit]) -> None:
        # Each telling counts once: what a wire tells in twenty articles is told once.
        first = [units[one.members[0]] for one in tellings]
        count = Counter(root for unit in first for root in {*unit.content})
        named = Counter(root for unit in first for root in {word.stem for word in unit.words if word.name})
        every = math.log(max(2, len(tellings)))
        self._weight = {
            root: rarity(root) * (1.0 - math.log(held) / every) ** (STEEP_NAMES if 2 * named[root] > held else STEEP)
            for root, held in count.items()
        }

    def weigh(self, root: str) -> float:
        """Return how much a stem tells: 0 for what every telling has and for what none has, at most about 1."""
        return self._weight.get(root, 0.0)

    def besides(self, root: str) -> float:
        """Return how much a stem tells where every word counts a little, and what was folded away as much as any."""
        return WORD + self._weight.get(root, rarity(root))


class Topic:
    """The tellings of a pile, and how much any two of them share beyond its topic."""

    def __init__(self, tellings: Sequence[Telling], units: Sequence[Unit]) -> None:
        self.homes = [one.articles for one in tellings]
        self.weigh = Salience(tellings, units).weigh
        self._sizes = [len(one.members) for one in tellings]
        size = len({home for one in tellings for home in one.homes})
        grown = min(1.0, max(0.0, math.log(size / PILE) / math.log(LARGE / PILE)))
        self._enough, self._least = (low + (high - low) * grown for low, high in (ENOUGH, PART))
        self._bags = [self._bag(units[one.members[0]]) for one in tellings]
        self._holders: dict[str, set[int]] = {}
        for number, bag in enumerate(self._bags):
            for root in bag:
                self._holders.setdefault(root, set()).add(number)
        self._given: dict[tuple[str, str], float] = {}
        self._total = [self._told(bag) for bag in self._bags]

    def part(self, one: int, other: int) -> float:
        """Return which part, 0 to 1, of what the lesser of two tellings tells both tell."""
        shared = self._told(self._bags[one] & self._bags[other])
        return (shared + PLAIN) / (min(self._total[one], self._total[other]) + PLAIN)

    def tempered(self, one: int, other: int, chance: float) -> float:
        """Return how sure the link of two tellings is: less than `chance` where they share little but the topic."""
        return chance * min(1.0, self.part(one, other) / self._enough)

    def core(self, members: Collection[int]) -> frozenset[str]:
        """Return the stems that most of some tellings have."""
        counts = Counter(root for member in members for root in self._bags[member])
        return frozenset(root for root, count in counts.items() if 2 * count > len(members))

    def fits(self, one: int, core: frozenset[str]) -> bool:
        """Return whether a telling tells most of `core`, and not so much else that it is beside the point."""
        common = self._told(core & self._bags[one]) + PLAIN
        return common >= HOLDS * (self._told(core) + PLAIN) and common >= self._least * (self._total[one] + PLAIN)

    def agree(self, group: Collection[int], other: Collection[int]) -> bool:
        """Return whether most of two groups tell much the same, and it is more than the topic."""
        here, there = self.core(group), self.core(other)
        return self._told(here & there) >= max(PLAIN, SAME * max(self._told(here), self._told(there)))

    def voices(self, members: Collection[int]) -> int:
        """Return how many sentences some tellings stand for."""
        return sum(self._sizes[member] for member in members)

    def _bag(self, unit: Unit) -> frozenset[str]:
        held = sorted({*unit.content, *unit.context}, key=lambda root: (-self.weigh(root), root))
        return frozenset(held[:MOST])

    def _told(self, roots: Collection[str]) -> float:
        """Return what stems tell together: each what it adds to those that tell more."""
        total = 0.0
        before: list[str] = []
        for root in sorted(roots, key=lambda one: (-self.weigh(one), one)):
            known = max((self._expected(root, other) for other in before), default=0.0)
            total += self.weigh(root) * (1.0 - known)
            before.append(root)
        return total

    def _expected(self, root: str, other: str) -> float:
        """Return how far `root` is to be expected where `other` stands: one of few says little of that."""
        key = (root, other)
        if key not in self._given:
            held = self._holders[other]
            self._given[key] = len(self._holders[root] & held) / (len(held) + 1)
        return self._given[key]
