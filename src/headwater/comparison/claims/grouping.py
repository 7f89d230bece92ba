"""From linked pairs to groups in which everything belongs to everything.

A sentence with three facts belongs to three claims, so groups may overlap; what two sentences of a group need is a
link of their own, never a chain of links. Each link is in at least one group, and the groups are as large as their
links allow: a greedy cover of the links by cliques (Kou, Stockmeyer and Wong 1978), the surest link first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# Groups with this share of members in common are told as one claim.
ALIKE = 0.6
# Among hundreds of articles not every pair is compared, and cliques fall apart for want of a link: a smaller share
# then makes one claim of two, and a link less sure than SURE makes none where both its sentences are in claims already.
MANY_ARTICLES = 60
ALIKE_AMONG_MANY = 0.4
SURE = 0.5
PASSES = 3


def cover(
    links: Sequence[tuple[int, int, float]], article: Sequence[int], alike: Collection[tuple[int, int]] = ()
) -> list[tuple[int, ...]]:
    """Return groups of sentences, each sorted, that hold the `links` (left, right, probability), the surest first.

    They hold no other links but those between sentences of one article and what joining nearly equal groups brings.
    Two sentences of one article stand in a group only where they are `alike` (pairs, the lower index first): a
    sentence that tells three things is linked to three sentences of another article, which are three claims.
    """
    many = len(set(article)) >= MANY_ARTICLES
    sure = SURE if many else 0.0
    near: dict[int, dict[int, float]] = {}
    for left, right, probability in links:
        near.setdefault(left, {})[right] = probability
        near.setdefault(right, {})[left] = probability
    covered: set[tuple[int, int]] = set()
    grouped: set[int] = set()
    groups: list[tuple[int, ...]] = []
    for left, right, probability in sorted(links, key=lambda link: (-link[2], link[0], link[1])):
        if (left, right) in covered or (probability < sure and left in grouped and right in grouped):
            continue
        members = sorted(_grown(left, right, near, article, alike))
        covered.update((a, b) for index, a in enumerate(members) for b in members[index + 1 :])
        grouped.update(members)
        groups.append(tuple(members))
    if not many:
        return _joined(groups, ALIKE)
    for _ in range(PASSES):
        before = len(groups)
        groups = _joined(groups, ALIKE_AMONG_MANY)
        if len(groups) == before:
            break
    return groups


def _grown(
    left: int,
    right: int,
    near: dict[int, dict[int, float]],
    article: Sequence[int],
    alike: Collection[tuple[int, int]],
) -> list[int]:
    """Return both with every sentence that fits all members, the nearest first."""
    members: list[int] = []
    # The weakest link of each sentence that may still join.
    worst = dict.fromkeys({*near[left], *near[right]} - {left, right}, 1.0)
    joining = left
    while True:
        members.append(joining)
        own, links = article[joining], near[joining]
        worst = {
            c: chance if article[c] == own else min(chance, links[c])
            for c, chance in worst.items()
            if ((min(c, joining), max(c, joining)) in alike if article[c] == own else c in links)
        }
        if len(members) == 1:
            joining = right
            continue
        joining = max(worst, key=lambda c: (worst[c], -c), default=-1)
        if joining < 0:
            return members
        del worst[joining]


def _joined(groups: list[tuple[int, ...]], share: float) -> list[tuple[int, ...]]:
    """Return `groups` with those made one that have this share of members in common."""
    out: list[set[int]] = []
    where: dict[int, list[int]] = {}
    for group in groups:
        own = set(group)
        shared: dict[int, int] = {}
        for member in group:
            for index in where.get(member, ()):
                shared[index] = shared.get(index, 0) + 1
        alike = {index: count / (len(own) + len(out[index]) - count) for index, count in shared.items()}
        target = max(alike, key=lambda index: (alike[index], -index), default=-1)
        if target < 0 or alike[target] < share:
            target = len(out)
            out.append(set())
        for member in own - out[target]:
            where.setdefault(member, []).append(target)
        out[target] |= own
    return [tuple(sorted(group)) for group in out]
