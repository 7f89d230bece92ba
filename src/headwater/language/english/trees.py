"""From the scores of all arcs to the best tree (Chu and Liu 1965, Edmonds 1967), with one root."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def tree(scores: NDArray[np.float32], roots: NDArray[np.float32]) -> list[int]:
    """Return each word's head (its own place at the one root).

    `scores[d, h]` tells how well `h` heads `d`, `roots[d]` how well `d` is the root.
    """
    count = len(roots)
    scores = scores.copy()
    np.fill_diagonal(scores, roots)
    heads: list[int] = scores.argmax(1).tolist()
    if sum(h == i for i, h in enumerate(heads)) == 1 and _cycle(heads) is None:
        return heads
    # The root is the word that wins most (or loses least) by being one.
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    best = others.max(1) if count > 1 else np.zeros(1, dtype=np.float32)
    root = int((roots - best).argmax())
    others[root] = -np.inf
    return _spanning(others, root)


def _cycle(heads: list[int]) -> list[int] | None:
    """Return the words of a cycle, or None; the root heads itself and is no cycle."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        i = start
        while state[i] == 0:
            state[i] = start + 1
            path.append(i)
            i = heads[i]
        if state[i] == start + 1 and heads[i] != i:
            return path[path.index(i) :]
    return None


def _spanning(scores: NDArray[Any], root: int) -> list[int]:
    """Return the best tree under `root`: cycles are broken one by one, each at the cheapest place.

    Contracting whole cycles, as the papers do, is done on a working copy of the scores.
    """
    count = len(scores)
    heads = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads.tolist())
    if cycle is None:
        return _places(heads)
    inside = np.zeros(count, dtype=bool)
    inside[cycle] = True
    members = np.array(sorted(cycle))
    outside = np.flatnonzero(~inside)
    # The contracted graph: the words outside, then the cycle as one word.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, members)]
    small[:-1, -1] = leaving.max(1)
    gain = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    small[-1, :-1] = gain.max(0)
    found = _spanning(small, int(np.searchsorted(outside, root)))
    last = len(outside)
    for i, head in enumerate(found[:-1]):
        word = int(outside[i])
        if word != root:
            heads[word] = members[leaving[i].argmax()] if head == last else outside[head]
    entry = found[-1]
    broken = int(members[gain[:, entry].argmax()])
    heads[broken] = outside[entry]
    return _places(heads)


def _places(heads: NDArray[np.int64]) -> list[int]:
    return [int(h) for h in heads]
