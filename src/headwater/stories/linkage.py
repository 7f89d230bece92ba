"""Average linkage over a sparse graph of likeness: groups whose members are on average alike enough."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def average_linkage(count: int, edges: Iterable[tuple[int, int, float]], least: float) -> list[list[int]]:
    """Return groups of the items 0 to `count` - 1, merged best first while two groups' mean likeness is `least`.

    Pairs without an edge count as 0. Ties go to the lower numbers, so that the result depends on nothing else.
    Costs O(e log e) for e edges (the heap with lazy deletion of Müllner 2011, section 3.3).
    """
    members: dict[int, list[int]] = {item: [item] for item in range(count)}
    total: dict[int, dict[int, float]] = {item: {} for item in range(count)}
    heap: list[tuple[float, int, int]] = []
    for a, b, likeness in edges:
        total[a][b] = total[b][a] = likeness
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
        for other, likeness in total.pop(b).items():
            if other != a:
                joined[other] = joined.get(other, 0.0) + likeness
        members[merged] = members.pop(a) + members.pop(b)
        total[merged] = joined
        for other, likeness in sorted(joined.items()):
            total[other].pop(a, None)
            total[other].pop(b, None)
            total[other][merged] = likeness
            mean = likeness / (len(members[merged]) * len(members[other]))
            if mean >= least:
                heapq.heappush(heap, (-mean, other, merged))
    return sorted(sorted(group) for group in members.values())
