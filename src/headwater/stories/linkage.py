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
    weld them. Ties go to the lower numbers, so that the result depends on nothing else. Costs O(e log² e) for e edges:
    the group with fewer neighbours is folded into the other, and the heap may hold means that are too high, which are
    put right when they come up (lazy deletion as in Müllner 2011, section 3.3).
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
    while heap:
        promised, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        mean = _mean(total, members, a, b)
        if mean < least:
            continue
        if -mean > promised:
            heapq.heappush(heap, (-mean, a, b))
            continue
        keep, gone = (a, b) if (len(total[a]), -a) >= (len(total[b]), -b) else (b, a)
        _fold(total, members, keep, gone)
        for other in sorted(total.pop(gone)):
            if other != keep and (mean := _mean(total, members, keep, other)) >= least:
                heapq.heappush(heap, (-mean, min(keep, other), max(keep, other)))
    return sorted(sorted(group) for group in members.values())


def _mean(total: dict[int, dict[int, tuple[float, int]]], members: dict[int, list[int]], a: int, b: int) -> float:
    """The mean likeness of two groups, rounded so that the order of summing cannot show; 0 without a quorum."""
    likeness, linked = total[a][b]
    pairs = len(members[a]) * len(members[b])
    return round(likeness / pairs, 9) if linked > pairs * QUORUM else 0.0


def _fold(total: dict[int, dict[int, tuple[float, int]]], members: dict[int, list[int]], keep: int, gone: int) -> None:
    """Let `keep` take over the members and the neighbours of `gone`."""
    members[keep] += members.pop(gone)
    for other, (likeness, linked) in total[gone].items():
        del total[other][gone]
        if other != keep:
            before = total[keep].get(other, (0.0, 0))
            total[keep][other] = total[other][keep] = (before[0] + likeness, before[1] + linked)
