"""Groups of articles that belong to each other, in the neighbourhood of those that are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from headwater.stories.linkage import Edge, average_linkage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.stories.index import Index


def grouped(index: Index, numbers: Iterable[int]) -> list[list[int]]:
    """Return the groups of all articles that hang together, by whatever links, with those of `numbers`.

    Two groups become one when their mean likeness reaches the bar, so one pair of theirs does too: groups never reach
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
            linked = average_linkage(len(members), placed, index.setting.least_likely)
            groups.extend([members[i] for i in group] for group in linked)
    return groups


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
