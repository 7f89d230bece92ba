"""Groups of articles that belong to each other, in the neighbourhood of those that are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from headwater.stories.linkage import QUORUM, Edge, Ties, adopted, average_linkage, concord, tied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from headwater.stories.index import Index

# From this size on a group's articles can no longer be taken to have met, and a sample of so many speaks for it.
LARGE = 100
SAMPLE = 12


def grouped(index: Index, numbers: Iterable[int]) -> list[list[int]]:
    """Return the groups of all articles that hang together, by whatever links, with those of `numbers`.

    Groups become one when a mean of likeness reaches the bar, so one pair of theirs does too: groups never reach
    beyond what pairs over the bar connect, and each such component is grouped by itself with the same result.
    """
    groups: list[list[int]] = []
    done: set[int] = set()
    for start in sorted(set(numbers)):
        if start not in done:
            members, edges = _component(index, start)
            done.update(members)
            place = {member: i for i, member in enumerate(members)}
            placed = [Edge(place[a], place[b], likeness, plain) for a, b, likeness, plain in edges]
            least = index.setting.least_likely
            linked = adopted(average_linkage(len(members), placed, least), placed, least)
            groups.extend(_completed(index, [[members[i] for i in group] for group in linked], edges))
    return groups


def _completed(index: Index, groups: list[list[int]], edges: list[Edge]) -> list[list[int]]:
    """Join large groups with what belongs to them, by asking a sample of their articles that may never have met.

    An article meets a bounded number of others, so that of a story that a thousand report most pairs are not known.
    """
    if max(map(len, groups)) < LARGE:
        return groups
    home = {member: i for i, group in enumerate(groups) for member in group}
    touching = {(min(a, b), max(a, b)) for edge in edges if (a := home[edge.one]) != (b := home[edge.other])}
    asked = [_sample(group) for group in groups]
    within: dict[int, Ties] = {}
    found: list[Edge] = []
    for a, b in sorted(touching):
        if max(len(groups[a]), len(groups[b])) < LARGE:
            continue
        for group in {a, b} - within.keys():
            own = asked[group]
            within[group] = tied(e for i, one in enumerate(own[:-1].tolist()) for e in index.asked(one, own[i + 1 :]))
        between = [edge for one in asked[a].tolist() for edge in index.asked(one, asked[b])]
        alike = sum(edge.likeness >= index.setting.least_kept for edge in between)
        if alike > len(between) * QUORUM:
            ties = tied(between)
            found.append(Edge(a, b, ties.likeness / ties.edges * concord(within[a], within[b], ties)))
    joined = average_linkage(len(groups), found, index.setting.least_likely)
    return [sorted(member for i in parts for member in groups[i]) for parts in joined]


def _sample(group: list[int]) -> NDArray[np.int64]:
    """Members of a group, evenly spread over the order of their coming."""
    return np.array(group)[np.linspace(0, len(group) - 1, min(len(group), SAMPLE)).astype(np.int64)]


def _component(index: Index, start: int) -> tuple[list[int], list[Edge]]:
    """The articles reached from one over pairs that reach the bar, and all kept pairs among these articles."""
    seen = {start}
    frontier = [start]
    edges: dict[int, Edge] = {}
    while frontier:
        pairs = np.array(
            sorted({pair for one in frontier for pair in index.pairs(one) if pair not in edges}), dtype=np.int64
        )
        frontier = []
        if len(pairs):
            for pair, edge in zip(pairs.tolist(), index.edges(pairs), strict=True):
                edges[pair] = edge
                if edge.likeness >= index.setting.least_likely:
                    for reached in {edge.one, edge.other} - seen:
                        seen.add(reached)
                        frontier.append(reached)
    least = index.setting.least_kept
    return sorted(seen), sorted(
        edge for edge in edges.values() if edge.likeness >= least and edge.one in seen and edge.other in seen
    )
