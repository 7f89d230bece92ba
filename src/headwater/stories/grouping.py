"""Groups of articles that belong to each other, in the neighbourhood of those that are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.stories.linkage import average_linkage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.stories.index import Index

# A pair less likely than this does not lift any mean over the bar.
LEAST_EDGE = 0.02


def grouped(index: Index, numbers: Iterable[int]) -> list[list[int]]:
    """Return the groups of all articles that hang together, by whatever links, with those of `numbers`."""
    groups: list[list[int]] = []
    done: set[int] = set()
    for start in sorted(set(numbers)):
        if start not in done:
            members, edges = _component(index, start)
            done.update(members)
            place = {member: i for i, member in enumerate(members)}
            linked = average_linkage(
                len(members), [(place[a], place[b], likely) for a, b, likely in edges], index.setting.least_likely
            )
            groups.extend([members[i] for i in group] for group in linked)
    return groups


def _component(index: Index, start: int) -> tuple[list[int], list[tuple[int, int, float]]]:
    """The articles reached from one over likely pairs, and these pairs."""
    seen = {start}
    frontier = [start]
    edges: dict[tuple[int, int], float] = {}
    while frontier:
        pairs = [(min(a, b), max(a, b)) for a in frontier for b in index.neighbours(a)]
        pairs = sorted({pair for pair in pairs if pair not in edges})
        frontier = []
        if pairs:
            for (a, b), likely in zip(pairs, index.likeness(pairs).tolist(), strict=True):
                edges[a, b] = likely
                if likely >= LEAST_EDGE:
                    for reached in {a, b} - seen:
                        seen.add(reached)
                        frontier.append(reached)
    return sorted(seen), [(a, b, likely) for (a, b), likely in sorted(edges.items()) if likely >= LEAST_EDGE]
