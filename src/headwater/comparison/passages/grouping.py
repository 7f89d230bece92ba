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

_ESTABLISHED = 3
"""Two groups of so many that stay apart are two versions of a text: single links between them say nothing new."""
Range = tuple[int, int]
Sentence = tuple[int, int]
"""An article's number and a sentence's number in it."""
Node = tuple[int, int, int]
"""A sentence and the number of its part: what one article writes in one sentence another may write in two."""

_VERSIONS = 8
"""Of a sentence in very many versions, so many are compared before a further one is let in."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two sentences that share prose, with the word range of it in each."""

    left: Sentence
    right: Sentence
    left_words: Range
    right_words: Range
    score: float
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of different articles that all share one stretch: for each its node and the words of the stretch."""

    members: tuple[tuple[Node, Range], ...]
    verbatim: bool


Version = Callable[[Sentence], int]
Alike = Callable[[Sentence, Sentence], Edge | None]


@dataclass(slots=True)
class _Cluster:
    nodes: list[Node]
    articles: set[int]
    versions: dict[int, Node]
    ranges: dict[Node, list[Range]] = field(default_factory=dict)
    verbatim: bool = True

    def add(self, e: Edge, left: Node, right: Node) -> None:
        """Take note of the stretches of an edge inside the cluster."""
        self.ranges.setdefault(left, []).append(e.left_words)
        self.ranges.setdefault(right, []).append(e.right_words)
        self.verbatim = self.verbatim and e.verbatim


def edge(left: int, right: int, match: Match) -> Edge:
    """Return the edge that a match between the articles numbered `left` and `right` makes."""
    return Edge(
        (left, match.left), (right, match.right), match.left_words, match.right_words, match.score, match.verbatim
    )


def groups(edges: Sequence[Edge], version: Version, alike: Alike) -> list[Group]:
    """Return the groups that `edges` make; every edge lies in one of them, but for links between two versions.

    `version` numbers a sentence so that equal ones have one number; `alike` compares two sentences that no edge
    joins.
    """
    linkage = _Linkage(edges, version, alike)
    order = sorted(
        range(len(edges)), key=lambda n: (not edges[n].verbatim, -edges[n].score, edges[n].left, edges[n].right)
    )
    for number in order:
        linkage.join(*linkage.ends[number])
    apart = []
    for e, (left, right) in zip(edges, linkage.ends, strict=True):
        one, other = linkage.cluster(left), linkage.cluster(right)
        if one is other:
            one.add(e, left, right)
        elif e.verbatim or _new(one, other):
            alone = _Cluster([left, right], set(), {})
            alone.add(e, left, right)
            apart.append(alone)
    for e, left, right in linkage.late:
        if linkage.cluster(left) is linkage.cluster(right):
            linkage.cluster(left).add(e, left, right)
    return sorted((_group(c) for c in (*linkage.joined(), *apart)), key=lambda group: group.members)


def _new(one: _Cluster, other: _Cluster) -> bool:
    """Tell whether a link between two groups that stay apart says more than that they are two versions of a text.

    Groups that have an article in common stay apart because it says the thing twice, in its report and in a caption,
    and a passage has one place an article: the links between them are as good as those inside.
    """
    return min(len(one.nodes), len(other.nodes)) < _ESTABLISHED or not one.articles.isdisjoint(other.articles)


def _parts(edges: Sequence[Edge]) -> list[tuple[Node, Node]]:
    """The nodes that each edge joins: ranges of one sentence that hardly overlap are different parts of it."""
    ranges: dict[Sentence, set[Range]] = {}
    for e in edges:
        ranges.setdefault(e.left, set()).add(e.left_words)
        ranges.setdefault(e.right, set()).add(e.right_words)
    part: dict[tuple[Sentence, Range], int] = {}
    for sentence, own in ranges.items():
        known: list[Range] = []
        for start, end in sorted(own, key=lambda r: (r[0] - r[1], r)):
            number = next((n for n, other in enumerate(known) if _overlapping((start, end), other)), len(known))
            if number == len(known):
                known.append((start, end))
            part[sentence, (start, end)] = number
    return [((*e.left, part[e.left, e.left_words]), (*e.right, part[e.right, e.right_words])) for e in edges]


def _overlapping(one: Range, other: Range) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * common >= min(one[1] - one[0], other[1] - other[0])


class _Linkage:
    """Complete linkage over sentences, the surest pairs first."""

    def __init__(self, edges: Sequence[Edge], version: Version, alike: Alike) -> None:
        self.late: list[tuple[Edge, Node, Node]] = []
        self.ends = _parts(edges)
        self._version = version
        self._alike = alike
        self._known = {*self.ends, *((b, a) for a, b in self.ends)}
        self._clusters: dict[Node, _Cluster] = {}

    def cluster(self, node: Node) -> _Cluster:
        """Return the cluster that a sentence is in."""
        if node not in self._clusters:
            # A part of a sentence is a version of its own: equal sentences need not be equal to its half.
            version = self._version(node[:2]) if not node[2] else -1 - len(self._clusters)
            self._clusters[node] = _Cluster([node], {node[0]}, {version: node})
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
        found = self._alike(a[:2], b[:2])
        if found is None:
            return False
        self.late.append((found, a, b))
        self._known.update(((a, b), (b, a)))
        return True


def _group(cluster: _Cluster) -> Group:
    members = tuple((node, _middle(own)) for node, own in sorted(cluster.ranges.items()))
    return Group(members, cluster.verbatim)


def _middle(ranges: Sequence[Range]) -> Range:
    """The range that most agree on: the middle start and the middle end."""
    starts, ends = zip(*ranges, strict=True)
    return sorted(starts)[len(starts) // 2], sorted(ends)[len(ends) // 2]
