"""From pairs of sentences to claims: copies are folded, then tellings that say the same are put into one group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.comparison.claims import tellings
from headwater.comparison.claims.features import within
from headwater.comparison.claims.grouping import cover, surely
from headwater.comparison.claims.topic import PILE, Salience, Topic
from headwater.comparison.claims.wording import Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from headwater.comparison.claims.features import Pairs
    from headwater.comparison.claims.tellings import Telling
    from headwater.comparison.claims.units import Unit

# A line of fewer words ("Advertisement", a byline) asserts nothing that another could assert too.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences, by index, that make one claim; those that surely do; how sure their links are on average, 0 to 1.

    `matter` is what the claim is about where the story is a pile; elsewhere None. `link` tells of two of the sentences
    how sure theirs is: 0 where there is none, 1 where they are copies of each other.
    """

    members: tuple[int, ...]
    sure: frozenset[int]
    confidence: float
    matter: Matter | None
    link: Callable[[int, int], float]


def gather(units: Sequence[Unit], pairs: Pairs, probability: NDArray[np.float64], threshold: float) -> list[Group]:
    """Return the groups of `units` that make one claim each; what makes none with another is a group of its own.

    `probability` is that of each of `pairs`; those below `threshold` join nothing.
    """
    linked = probability >= threshold
    told, topic = _told(units, pairs, linked)
    links = _links(units, told, topic, tellings.between(told, pairs, probability), threshold)
    voices = [one.homes[0] if len(one.articles) == 1 else -1 - index for index, one in enumerate(told)]
    tied = sorted(member for index in {one for pair in links for one in pair} for member in told[index].members)
    groups = cover(
        [(left, right, chance) for (left, right), chance in links.items()],
        voices,
        tellings.alike(told, within(units, tied)),
        [frozenset(figure for member in one.members for figure in units[member].telling) for one in told],
        topic,
    )
    grouped = {member for group in groups for member in group}
    groups.extend((index,) for index in range(len(told)) if index not in grouped)
    rows = zip(pairs.left[linked].tolist(), pairs.right[linked].tolist(), probability[linked].tolist(), strict=True)
    chances = {(left, right): chance for left, right, chance in rows}
    home = {member: index for index, one in enumerate(told) for member in one.members}

    def link(one: int, other: int) -> float:
        pair = (min(home[one], home[other]), max(home[one], home[other]))
        return 1.0 if pair[0] == pair[1] else links.get(pair, 0.0)

    found = []
    for group in groups:
        sure = frozenset(group) if len(group) == 1 else surely(group, links, voices)
        members = _spread(group, told)
        matter = Matter(topic.core(group), topic.weigh) if topic is not None else None
        found.append(Group(members, frozenset(_spread(sure, told)), _confidence(members, chances), matter, link))
    return found


def _told(units: Sequence[Unit], pairs: Pairs, linked: NDArray[np.bool_]) -> tuple[list[Telling], Topic | None]:
    """Return the tellings, and what they are about if they are those of a pile: in a small story each stands alone."""
    if len({unit.article for unit in units}) < PILE:
        return tellings.apart(units), None
    # What the pile is about is known once copies are folded, and tells copies from what is only about the same.
    salience = Salience(tellings.fold(units, pairs, linked), units)
    told = tellings.fold(units, pairs, linked, salience.besides)
    return told, Topic(told, units)


def _links(
    units: Sequence[Unit],
    told: Sequence[Telling],
    topic: Topic | None,
    chances: Mapping[tuple[int, int], float],
    threshold: float,
) -> dict[tuple[int, int], float]:
    """Return the links of tellings, by their indices, that are at least as sure as `threshold`."""
    able = [any(len(units[member].words) >= FEWEST for member in one.members) for one in told]
    found = {}
    for (left, right), chance in chances.items():
        if able[left] and able[right] and chance >= threshold:
            sure = chance if topic is None else topic.tempered(left, right, chance)
            if sure >= threshold:
                found[left, right] = sure
    return found


def _spread(group: Sequence[int] | frozenset[int], told: Sequence[Telling]) -> tuple[int, ...]:
    """Return the sentences of some tellings."""
    return tuple(sorted(member for index in group for member in told[index].members))


def _confidence(group: Sequence[int], links: dict[tuple[int, int], float]) -> float:
    chances = [links[a, b] for a in group for b in group if (a, b) in links]
    return round(sum(chances) / len(chances), 4) if chances else 1.0
