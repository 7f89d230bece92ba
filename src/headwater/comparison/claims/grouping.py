"""From linked pairs to groups in which everything belongs to everything.

A sentence with three facts belongs to three claims, so groups may overlap; what two sentences of a group need is a
link of their own, never a chain of links. Each link is in at least one group, and the groups are as large as their
links allow: a greedy cover of the links by cliques (Kou, Stockmeyer and Wong 1978), the surest link first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Groups with this share of members in common are told as one claim.
ALIKE = 0.6


def cover(links: Sequence[tuple[int, int, float]], article: Sequence[int]) -> list[tuple[int, ...]]:
    """Return groups of sentences, each sorted, that hold all `links` (left, right, probability).

    They hold no other links but those between sentences of one article and what joining nearly equal groups brings.
    """
    near: dict[int, dict[int, float]] = {}
    for left, right, probability in links:
        near.setdefault(left, {})[right] = probability
        near.setdefault(right, {})[left] = probability
    covered: set[tuple[int, int]] = set()
    groups: list[tuple[int, ...]] = []
    for left, right, _ in sorted(links, key=lambda link: (-link[2], link[0], link[1])):
        if (left, right) in covered:
            continue
        members = _grown([left, right], near, article)
        covered.update((a, b) for a in members for b in members if a < b)
        groups.append(tuple(sorted(members)))
    return _joined(groups)


def _grown(members: list[int], near: dict[int, dict[int, float]], article: Sequence[int]) -> list[int]:
    """Return `members` with every sentence that is linked to all of them from other articles, the nearest first."""
    waiting = sorted({c for member in members for c in near[member]} - set(members))
    while waiting:
        fitting = [
            (min(near[m].get(c, 0.0) for m in members if article[m] != article[c]), -c)
            for c in waiting
            if all(c in near[m] for m in members if article[m] != article[c])
            and any(article[m] != article[c] for m in members)
        ]
        if not fitting:
            break
        best = -max(fitting)[1]
        members = [*members, best]
        waiting = sorted(-c for _, c in fitting if -c != best)
    return members


def _joined(groups: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return `groups` with those that have nearly the same members made one, each only once."""
    out: list[set[int]] = []
    where: dict[int, list[int]] = {}
    for group in groups:
        own = set(group)
        rivals = sorted({index for member in group for index in where.get(member, ())})
        best = max(rivals, key=lambda i: (len(own & out[i]) / len(own | out[i]), -i), default=None)
        if best is not None and len(own & out[best]) / len(own | out[best]) >= ALIKE:
            target = best
            out[best] |= own
        else:
            target = len(out)
            out.append(own)
        for member in group:
            if target not in where.setdefault(member, []):
                where[member].append(target)
    return [tuple(sorted(group)) for group in out]
