"""Average linkage over a sparse graph of likeness: groups whose members are on average alike enough."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# More than this share of the pairs between two groups must be alike at all.
QUORUM = 0.5


def average_linkage(count: int, edges: Iterable[tuple[int, int, float]], least: float) -> list[list[int]]:
    """Return groups of the items 0 to `count` - 1, merged best first while two groups' mean likeness is `least`.

    Pairs without an edge count as 0, and most of the pairs must have one: an item that is like two groups does not
    weld them. Ties go to the lower numbers, so that the result depends on nothing else.
    Costs O(e log e) for e edges (the heap with lazy deletion of Müllner 2011, section 3.3).
    """
    members: dict[int, list[int]] = {item: [item] for item in range(count)}
    # Per pair of groups: the sum of likeness, and the number of pairs of items with an edge.
    total: dict[int, dict[int, tuple[float, int]]] = {item: {} for item in range(count)}
    heap: list[tuple[float, int, int]] = []
    for a, b, likeness in edges:
        total[a][b] = total[b][a] = (likeness, 1)
        if likeness >= least:
            heap.append((-likeness, min(a, b), max(a, b)))
    heapq.heapify(heap)
    fresh = count
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        merged, fresh = fresh, fresh + 1
        joined = {k: v for k, v in total.pop(a).items() if k != b}
        for other, (likeness, linked) in total.pop(b).items():
            if other != a:
                before = joined.get(other, (0.0, 0))
                joined[other] = (before[0] + likeness, before[1] + linked)
        members[merged] = members.pop(a) + members.pop(b)
        total[merged] = joined
        for other, (likeness, linked) in sorted(joined.items()):
            total[other].pop(a, None)
            total[other].pop(b, None)
            total[other][merged] = (likeness, linked)
            pairs = len(members[merged]) * len(members[other])
            if likeness / pairs >= least and linked > pairs * QUORUM:
                heapq.heappush(heap, (-likeness / pairs, other, merged))
    return sorted(sorted(group) for group in members.values())
