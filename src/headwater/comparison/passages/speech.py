"""Quotations among the groups: each is a passage only of the articles that share the prose around it.

Where one wire's report and another's quote the same speech, each is copied with its prose around; but what ties the
copies of the one to those of the other is the speech alone, and that is no copying.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from headwater.comparison.passages.grouping import Group, Node
    from headwater.comparison.passages.prose import Prose

_SPOKEN, _BESIDE = 0.6, 3
"""A stretch is speech from this part of its words on, with no more words beside than say who speaks ("she said")."""
_AROUND = 8
"""So many sentences from a quotation, prose is still prose around it: an interview is quoted at length."""


def apart(groups: Sequence[Group], proses: Callable[[int], Prose]) -> list[Group]:
    """Return `groups` with those that are speech throughout cut into the parts that share prose around it."""
    quoting = [_quoting(group, proses) for group in groups]
    near: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, (group, quoted) in enumerate(zip(groups, quoting, strict=True)):
        for (article, sentence, _), own in zip((node for node, _ in group.members), quoted, strict=True):
            if not own:
                near[article][sentence].append(number)
    found: list[Group] = []
    for group, quoted in zip(groups, quoting, strict=True):
        # One article may have left the marks out, or set them as nobody can read.
        speech = 2 * sum(quoted) > len(quoted)
        found.extend(_parts(group, near) if speech else (group,))
    return sorted(found, key=lambda group: group.members)


def _quoting(group: Group, proses: Callable[[int], Prose]) -> list[bool]:
    """Tell of each article's stretch whether it is speech."""
    quoted = [proses(node[0]).quotation[first:last] for node, (first, last) in group.members]
    return [bool(own.mean() >= _SPOKEN and len(own) - own.sum() <= _BESIDE) for own in quoted]


def _parts(group: Group, near: dict[int, dict[int, list[int]]]) -> Iterable[Group]:
    """The parts of a group whose articles share a passage of prose near to it, directly or through others of them."""
    root = {node: node for node, _ in group.members}

    def find(node: Node) -> Node:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    holder: dict[int, Node] = {}
    for node in root:
        sentences = near[node[0]]
        for sentence in range(node[1] - _AROUND, node[1] + _AROUND + 1):
            for number in sentences.get(sentence, ()):
                root[find(node)] = find(holder.setdefault(number, node))
    parts: dict[Node, list[tuple[Node, tuple[int, int]]]] = {}
    for node, words in group.members:
        parts.setdefault(find(node), []).append((node, words))
    return [replace(group, members=tuple(own)) for own in parts.values() if len(own) > 1]
