"""Claims that prove to be one: stated by the same words, or by a sentence that tells the other's text.

Of the latter the other's sentence must tell the first's text as well, or have most of its words. Two claims of one deed
that the same reports tell are one as well.

Groups are made of links alone, and a sentence that says several things stands in several of them; only once each has
its text does it show that two of them assert the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from headwater.comparison.claims.asserting import LIGHT
from headwater.comparison.claims.gathering import Group
from headwater.comparison.claims.grouping import STAYING
from headwater.comparison.claims.lists import synonyms
from headwater.comparison.claims.stating import Stating

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.comparison.claims.asserting import Text
    from headwater.comparison.claims.stating import Stated
    from headwater.comparison.claims.units import Unit

# One claim's sentence surely tells the text of another: they are one where that one's has so much of the first one's.
HELD = 0.8
# Two texts of one deed each that one sentence of one deed tells are one where so much of the shorter is the other's.
ALIKE = 0.75
# So many reports, and such a share of those of the smaller one, tell two claims of one deed that are one.
FEWEST, MOSTLY = 3, 0.75


def settled(groups: Sequence[Group], units: Sequence[Unit], sentences: Sequence[str]) -> list[tuple[Group, Stated]]:
    """Return the groups, each of several articles, once those that tell the same are one, and how each is stated.

    `sentences` are the texts of `units`. What no group holds any more, for it is linked to too few of a joined one,
    stands alone.
    """
    order = sorted(groups, key=lambda one: (-len({units[member].article for member in one.members}), one.members))
    stating = Stating(order, units, sentences)
    while True:
        stated = [stating.state(one) for one in order]
        once = joined(order, stated, units)
        if len(once) == len(order):
            return list(zip(order, stated, strict=True))
        # What is one now may be stated by other words, and be told by those of another claim.
        stating.begin(once)
        order = once


def joined(groups: Sequence[Group], stated: Sequence[Stated], units: Sequence[Unit]) -> list[Group]:
    """Return the groups, those that tell the same as one, in the place of the first; all others are as they were.

    `stated` says of each how it is stated.
    """
    first = list(range(len(groups)))
    known = _Known(stated, units)
    for later in range(len(stated)):
        for earlier in known.same(later):
            _unite(first, earlier, later)
        known.add(later)
    whole: dict[int, list[Group]] = {}
    for index, group in enumerate(groups):
        whole.setdefault(_root(first, index), []).append(group)
    return [own[0] if len(own) == 1 else _one(own, units) for own in whole.values()]


class _Known:
    """The claims looked at so far, by the words that state them and the sentences that surely tell them."""

    def __init__(self, stated: Sequence[Stated], units: Sequence[Unit]) -> None:
        self._stated, self._units = stated, units
        self._told = [frozenset(_stems(units[member]) for member in one.sure) for one in stated]
        self._single = {_stems(units[member]): _single(units[member]) for one in stated for member in one.sure}
        self._copies: dict[tuple[str, ...], int] = {}
        self._stating: dict[tuple[str, ...], list[int]] = {}
        self._telling: dict[tuple[str, ...], list[int]] = {}

    def add(self, later: int) -> None:
        """Take up a claim."""
        one = self._stated[later]
        self._copies.setdefault(_stems(one.text.unit, one.text), later)
        self._stating.setdefault(_stems(self._units[one.by]), []).append(later)
        for sentence in self._told[later]:
            self._telling.setdefault(sentence, []).append(later)

    def same(self, later: int) -> Iterator[int]:
        """Yield the claims before that prove to be one with a claim."""
        one = self._stated[later]
        copy = self._copies.get(_stems(one.text.unit, one.text))
        if copy is not None:
            yield copy
        yield from self._told_by_stating(later)
        yield from self._told_together(later)
        own = _stems(self._units[one.by])
        for earlier in self._telling.get(own, ()):
            other = self._stated[earlier]
            if other.by != one.by and _holds(self._units[other.by], one.text):
                yield earlier

    def _told_by_stating(self, later: int) -> Iterator[int]:
        """Yield the claims whose own sentence surely tells this one, and this one's theirs, or holds it."""
        one = self._stated[later]
        own = _stems(self._units[one.by])
        for earlier in (index for sentence in self._told[later] for index in self._stating.get(sentence, ())):
            other = self._stated[earlier]
            same = own in self._told[earlier] or _holds(self._units[one.by], other.text)
            if _overlap(one.text, other.text) if one.by == other.by else same:
                yield earlier

    def _told_together(self, later: int) -> Iterator[int]:
        """Yield the claims of one deed that the same reports tell, or that one sentence of one deed does."""
        one, told = self._stated[later], self._told[later]
        beside = Counter(earlier for sentence in told for earlier in self._telling.get(sentence, ()))
        for earlier, shared in beside.items():
            least = max(FEWEST, MOSTLY * min(len(self._told[earlier]), len(told)))
            if shared >= least and _one_deed(self._stated[earlier].text, one.text):
                yield earlier
        lone = {index for sentence in told if self._single[sentence] for index in self._telling.get(sentence, ())}
        for earlier in lone:
            if _alike(self._stated[earlier].text, one.text):
                yield earlier


def _single(unit: Unit, within: Text | None = None) -> bool:
    """Tell whether a sentence, or a text in it, tells one deed at most."""
    start, end = (unit.start, unit.end) if within is None else (within.start, within.end)
    deeds = {c.predicate for c in unit.clauses if start <= c.proposition.predicate_span.start < end}
    return len(deeds - LIGHT) <= 1


def _alike(one: Text, other: Text) -> bool:
    """Tell whether two texts tell one deed each, and most words of the shorter one are the other's or mean the same."""
    bags = [
        {word.stem for word in text.unit.words if word.content and text.start <= word.start < text.end}
        for text in (one, other)
    ]
    short, long = sorted(bags, key=len)
    figures = [{stem for stem in bag if stem[:1].isdigit()} for bag in bags]
    single = _single(one.unit, one) and _single(other.unit, other) and figures[0] == figures[1]
    return bool(short) and single and len(_among(short, long)) >= ALIKE * len(short)


def _overlap(one: Text, other: Text) -> bool:
    """Tell whether most of either of two texts of a sentence is the other."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > max(one.end - one.start, other.end - other.start)


def _holds(unit: Unit, text: Text) -> bool:
    """Tell whether a sentence has most of the words of a text, or such as mean nearly the same.

    Where they give two figures, that is their conflict. What stands before the first argument of a verb, a dateline, is
    left out.
    """
    arguments = [a.start for clause in text.unit.clauses for a in clause.proposition.arguments]
    start = max(text.start, min(arguments, default=text.start))
    words = {word.stem for word in text.unit.words if word.content and start <= word.start < text.end}
    return len(_among(words, {word.stem for word in unit.words})) >= HELD * len(words)


def _one_deed(one: Text, other: Text) -> bool:
    """Tell whether two texts state one deed by whatever verb, with the same figures, of somebody whom both name."""
    mine, theirs = (
        {c.predicate for c in text.unit.clauses if text.start <= c.proposition.predicate_span.start < text.end}
        for text in (one, other)
    )
    held = [{word.stem for word in text.unit.words if text.start <= word.start < text.end} for text in (one, other)]
    figures = [{stem for stem in stems if stem[:1].isdigit()} for stems in held]
    named = [
        {word.stem for word in text.unit.words if word.name and text.start <= word.start < text.end}
        for text in (one, other)
    ]
    alike = bool(mine) and _among(mine, theirs) == mine and _among(theirs, mine) == theirs
    return alike and figures[0] == figures[1] and bool(named[0] & named[1])


def _among(stems: set[str], others: set[str]) -> set[str]:
    """Return those of some stems that are among others, or mean nearly the same as one of them."""
    groups = synonyms()
    known = {number for stem in others for number in groups.get(stem, ())}
    return {stem for stem in stems if stem in others or known.intersection(groups.get(stem, ()))}


def _stems(unit: Unit, within: Text | None = None) -> tuple[str, ...]:
    """Return what the copies of a sentence, or of a text in it, have in common."""
    return tuple(word.stem for word in unit.words if within is None or within.start <= word.start < within.end)


def _one(groups: Sequence[Group], units: Sequence[Unit]) -> Group:
    """Return one group of the members of several; it is about what the largest of them is about.

    As in any group, a sentence that does not surely tell the same stays only where it is linked to most of the others.
    """
    largest = max(groups, key=lambda group: len(group.members))
    sure = frozenset().union(*(group.sure for group in groups))
    members = sorted({member for group in groups for member in group.members})
    while largest.matter is None:
        shares = {member: _linked(member, members, largest, units) for member in members if member not in sure}
        worst = min(shares, key=lambda member: (shares[member], -member), default=-1)
        if worst < 0 or shares[worst] >= STAYING:
            break
        members.remove(worst)
    chances = [
        chance
        for place, one in enumerate(members)
        for other in members[place + 1 :]
        if units[one].article != units[other].article and (chance := largest.link(one, other)) > 0
    ]
    return Group(tuple(members), sure, round(sum(chances) / max(1, len(chances)), 4), largest.matter, largest.link)


def _linked(one: int, members: Sequence[int], group: Group, units: Sequence[Unit]) -> float:
    """Return the share of the members of other articles that a sentence is linked to."""
    others = [other for other in members if units[other].article != units[one].article]
    return sum(group.link(one, other) > 0 for other in others) / max(1, len(others))


def _root(first: list[int], index: int) -> int:
    while first[index] != index:
        index = first[index]
    return index


def _unite(first: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(first, one), _root(first, other)))
    first[high] = low
