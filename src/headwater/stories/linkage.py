"""Average linkage over a sparse graph of likeness: groups whose members are on average alike enough."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# More than this share of the pairs between two groups must be alike at all.
QUORUM = 0.5
# Two groups that share fewer plain words, on average, than either shares within may tell of two events about the same
# people: a death and the memorial a month after it. At the first part of what either shares within they surely do, and
# from the second on they do not.
CONTRAST, CONCORD = 0.4, 0.9
# An article alone is judged by this part of a story, its nearest, and by no fewer articles than that.
NEARER, FEWEST = 0.5, 2


class Edge(NamedTuple):
    """Two items that are alike: the likeness, and the cosine of their plain words, None where one is a copy.

    Copies share their words for another reason than that they tell of one event.
    """

    one: int
    other: int
    likeness: float
    plain: float | None = None


class Ties(NamedTuple):
    """What joins two groups, or the members of one: sum of likeness and number of edges, both also of plain words."""

    likeness: float = 0.0
    edges: int = 0
    plain: float = 0.0
    told: int = 0

    def plus(self, other: Ties) -> Ties:
        """Return both together."""
        return Ties(
            self.likeness + other.likeness,
            self.edges + other.edges,
            self.plain + other.plain,
            self.told + other.told,
        )


def tied(edges: Iterable[Edge]) -> Ties:
    """Return what some edges are together."""
    found = list(edges)
    told = [edge.plain for edge in found if edge.plain is not None]
    return Ties(sum(edge.likeness for edge in found), len(found), sum(told), len(told))


def concord(one: Ties, other: Ties, between: Ties) -> float:
    """Return how far the plain words of two groups let them be one event: from 0 to 1, 1 where nothing is known."""
    if not (one.told and other.told and between.told):
        return 1.0
    least = max(min(one.plain / one.told, other.plain / other.told), 1e-9)
    return min(1.0, max(0.0, (between.plain / between.told / least - CONTRAST) / (CONCORD - CONTRAST)))


class _Groups:
    """The groups so far, what holds each together, and what ties each to its neighbours."""

    def __init__(self, count: int) -> None:
        self.members: dict[int, list[int]] = {item: [item] for item in range(count)}
        self.within: dict[int, Ties] = dict.fromkeys(range(count), Ties())
        self.ties: dict[int, dict[int, Ties]] = {item: {} for item in range(count)}

    def mean(self, a: int, b: int) -> float:
        """The mean likeness of two groups as far as their words agree, 0 where most pairs are not alike at all.

        Rounded so that the order of summing cannot show.
        """
        between = self.ties[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        if between.edges <= pairs * QUORUM:
            return 0.0
        return round(between.likeness / pairs * concord(self.within[a], self.within[b], between), 9)

    def fold(self, keep: int, gone: int) -> None:
        """Let `keep` take over the members and the neighbours of `gone`."""
        self.within[keep] = self.within[keep].plus(self.within.pop(gone)).plus(self.ties[keep][gone])
        self.members[keep] += self.members.pop(gone)
        for other, ties in self.ties[gone].items():
            del self.ties[other][gone]
            if other != keep:
                together = self.ties[keep].get(other, Ties()).plus(ties)
                self.ties[keep][other] = self.ties[other][keep] = together


def average_linkage(count: int, edges: Iterable[Edge], least: float) -> list[list[int]]:
    """Return groups of the items 0 to `count` - 1, merged best first while two groups' mean likeness is `least`.

    Pairs without an edge count as 0, and most of the pairs must have one: an item that is like two groups does not
    weld them. Likeness counts less between groups whose plain words say that they tell of two things. Ties go to the
    lower numbers, so that the result depends on nothing else. Costs O(e log² e) for e edges: the group with fewer
    neighbours is folded into the other, and the heap may hold means that are too high, which are put right when they
    come up (lazy deletion as in Müllner 2011, section 3.3).
    """
    groups = _Groups(count)
    ties = groups.ties
    heap: list[tuple[float, int, int]] = []
    for a, b, likeness, plain in edges:
        ties[a][b] = ties[b][a] = Ties(likeness, 1, plain or 0.0, int(plain is not None))
        if likeness >= least:
            heap.append((-likeness, min(a, b), max(a, b)))
    heapq.heapify(heap)
    while heap:
        promised, a, b = heapq.heappop(heap)
        if a not in groups.members or b not in groups.members:
            continue
        mean = groups.mean(a, b)
        if mean < least:
            continue
        if -mean > promised:
            heapq.heappush(heap, (-mean, a, b))
            continue
        keep, gone = (a, b) if (len(ties[a]), -a) >= (len(ties[b]), -b) else (b, a)
        groups.fold(keep, gone)
        for other in sorted(ties.pop(gone)):
            if other != keep and (mean := groups.mean(keep, other)) >= least:
                heapq.heappush(heap, (-mean, min(keep, other), max(keep, other)))
    return sorted(sorted(group) for group in groups.members.values())


def adopted(groups: list[list[int]], edges: Iterable[Edge], least: float) -> list[list[int]]:
    """Return the groups after each item alone joined the one group whose nearer part is on average `least` like it.

    A page of background, or on one side of what happened, is like those articles of its story that tell of this, and
    not like the rest. What is so near to two groups is a round-up of both, and stays alone.
    """
    home = {item: i for i, group in enumerate(groups) for item in group}
    near: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for edge in edges:
        for alone, other in ((edge.one, edge.other), (edge.other, edge.one)):
            if len(groups[home[alone]]) == 1 and len(groups[home[other]]) > 1:
                near[alone, home[other]].append(edge.likeness)
    homes: defaultdict[int, list[int]] = defaultdict(list)
    for (alone, group), found in near.items():
        asked = max(FEWEST, math.ceil(len(groups[group]) * NEARER))
        nearer = sorted(found, reverse=True)[:asked]
        if len(nearer) == asked and round(sum(nearer) / asked, 9) >= least:
            homes[alone].append(group)
    joined = {i: list(group) for i, group in enumerate(groups)}
    for alone, near_to in homes.items():
        if len(near_to) == 1:
            joined[near_to[0]] += joined.pop(home[alone])
    return sorted(sorted(group) for group in joined.values())
