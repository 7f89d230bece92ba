"""From pairs of sentences to passages: one passage is one sentence's worth of prose in all the articles that have it.

A passage joins only sentences that all match each other (complete linkage): A like B and B like C does not make A
like C, and a page that stacks several wire items must not tie their articles together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from headwater.comparison.passages.pairing import Match

Node = tuple[int, int]
"""An article's number and a sentence's number in it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two sentences that share prose, with the word range of it in each."""

    left: Node
    right: Node
    left_words: tuple[int, int]
    right_words: tuple[int, int]
    score: float
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of different articles that all share one stretch: for each its node and the words of the stretch."""

    members: tuple[tuple[Node, tuple[int, int]], ...]
    verbatim: bool


def edge(left: int, right: int, match: Match) -> Edge:
    """Return the edge that a match between the articles numbered `left` and `right` makes."""
    return Edge(
        (left, match.left), (right, match.right), match.left_words, match.right_words, match.score, match.verbatim
    )


def groups(edges: Sequence[Edge]) -> list[Group]:
    """Return the groups that `edges` make; every edge lies in at least one of them."""
    known = {(e.left, e.right): e for e in edges} | {(e.right, e.left): e for e in edges}
    member: dict[Node, list[Node]] = {}
    covered: set[tuple[Node, Node]] = set()
    found: list[list[Node]] = []
    for e in sorted(edges, key=lambda e: (-e.score, e.left, e.right)):
        ours, theirs = member.get(e.left, [e.left]), member.get(e.right, [e.right])
        if ours is theirs:
            continue
        if all((a, b) in known for a in ours for b in theirs):
            joined = [*ours, *theirs]
            for node in joined:
                member[node] = joined
    for nodes in {id(nodes): nodes for nodes in member.values()}.values():
        found.append(nodes)
        covered.update((a, b) for a in nodes for b in nodes)
    found.extend([e.left, e.right] for e in edges if (e.left, e.right) not in covered)
    return [_group(sorted(nodes), known) for nodes in sorted(found, key=sorted)]


def _group(nodes: list[Node], known: dict[tuple[Node, Node], Edge]) -> Group:
    members = []
    verbatim = True
    for node in nodes:
        ranges = []
        for other in nodes:
            if other == node:
                continue
            e = known[node, other]
            verbatim = verbatim and e.verbatim
            ranges.append(e.left_words if e.left == node else e.right_words)
        members.append((node, _middle(ranges)))
    return Group(tuple(members), verbatim)


def _middle(ranges: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The range that most agree on: the middle start and the middle end."""
    starts, ends = zip(*ranges, strict=True)
    return sorted(starts)[len(starts) // 2], sorted(ends)[len(ends) // 2]
