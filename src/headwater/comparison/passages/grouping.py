"""From pairs of sentences to passages: one passage is one sentence's worth of prose in all the articles that have it.

A passage joins only sentences that all match each other (complete linkage): A like B and B like C does not make A
like C, and a page that stacks several wire items must not tie their articles together. Where most papers print a
sentence, each of its copies was compared with the first only; equal copies then match without a look, and of the rest
a bounded number of versions are compared when they meet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.comparison.passages.pairing import Match

Node = tuple[int, int]
"""An article's number and a sentence's number in it."""

Version = Callable[[Node], int]
_VERSIONS = 8
"""Of a sentence in very many versions, so many are compared before a further one is let in."""


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


Alike = Callable[[Node, Node], Edge | None]


@dataclass(slots=True)
class _Cluster:
    nodes: list[Node]
    articles: set[int]
    versions: dict[int, Node]
    edges: list[Edge] = field(default_factory=list)


def edge(left: int, right: int, match: Match) -> Edge:
    """Return the edge that a match between the articles numbered `left` and `right` makes."""
    return Edge(
        (left, match.left), (right, match.right), match.left_words, match.right_words, match.score, match.verbatim
    )


def groups(edges: Sequence[Edge], version: Version, alike: Alike) -> list[Group]:
    """Return the groups that `edges` make; every edge lies in one of them.

    `version` numbers a sentence so that equal ones have one number; `alike` compares two sentences that no edge
    joins.
    """
    linkage = _Linkage(edges, version, alike)
    for e in sorted(edges, key=lambda e: (not e.verbatim, -e.score, e.left, e.right)):
        linkage.join(e.left, e.right)
    apart = []
    for e in edges:
        if linkage.cluster(e.left) is linkage.cluster(e.right):
            linkage.cluster(e.left).edges.append(e)
        else:
            apart.append(_Cluster([e.left, e.right], set(), {}, [e]))
    for e in linkage.late:
        if linkage.cluster(e.left) is linkage.cluster(e.right):
            linkage.cluster(e.left).edges.append(e)
    return sorted((_group(c) for c in (*linkage.joined(), *apart)), key=lambda group: group.members)


class _Linkage:
    """Complete linkage over sentences, the surest pairs first."""

    def __init__(self, edges: Sequence[Edge], version: Version, alike: Alike) -> None:
        self.late: list[Edge] = []
        self._version = version
        self._alike = alike
        self._known = {(e.left, e.right) for e in edges} | {(e.right, e.left) for e in edges}
        self._clusters: dict[Node, _Cluster] = {}

    def cluster(self, node: Node) -> _Cluster:
        """Return the cluster that a sentence is in."""
        if node not in self._clusters:
            self._clusters[node] = _Cluster([node], {node[0]}, {self._version(node): node})
        return self._clusters[node]

    def joined(self) -> list[_Cluster]:
        """Return the clusters of two or more sentences, each once."""
        return list({id(c): c for c in self._clusters.values() if len(c.nodes) > 1}.values())

    def join(self, left: Node, right: Node) -> None:
        """Make one cluster of those of two sentences, where all in the one match all in the other."""
        one, other = self.cluster(left), self.cluster(right)
        if one is other or not self._matching(one, other):
            return
        if len(one.nodes) < len(other.nodes):
            one, other = other, one
        one.nodes.extend(other.nodes)
        one.articles |= other.articles
        one.versions = other.versions | one.versions
        for node in other.nodes:
            self._clusters[node] = one

    def _matching(self, one: _Cluster, other: _Cluster) -> bool:
        if not one.articles.isdisjoint(other.articles):
            return False
        pairs = product(islice(one.versions.items(), _VERSIONS), islice(other.versions.items(), _VERSIONS))
        return all(mine == theirs or self._match(a, b) for (mine, a), (theirs, b) in pairs)

    def _match(self, a: Node, b: Node) -> bool:
        if (a, b) in self._known:
            return True
        found = self._alike(a, b)
        if found is None:
            return False
        self.late.append(found)
        self._known.update(((a, b), (b, a)))
        return True


def _group(cluster: _Cluster) -> Group:
    ranges: dict[Node, list[tuple[int, int]]] = {}
    for e in cluster.edges:
        ranges.setdefault(e.left, []).append(e.left_words)
        ranges.setdefault(e.right, []).append(e.right_words)
    members = tuple((node, _middle(ranges[node])) for node in sorted(cluster.nodes) if node in ranges)
    return Group(members, verbatim=all(e.verbatim for e in cluster.edges))


def _middle(ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The range that most agree on: the middle start and the middle end."""
    starts, ends = zip(*ranges, strict=True)
    return sorted(starts)[len(starts) // 2], sorted(ends)[len(ends) // 2]
