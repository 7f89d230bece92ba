"""What is measured on the clauses of two sentences: the best that any clause of one and any of the other have."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from headwater.comparison.claims.units import concepts
from headwater.comparison.claims.vectors import Vectors, rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from headwater.comparison.claims.units import Clause, Unit

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

# Clauses of one sentence that are compared with those of another, the longest first.
MOST = 8
CHUNK = 50_000


def clausal(units: Sequence[Unit], left: Ints, right: Ints) -> dict[str, Floats]:
    """Return the clause features of each pair of sentences, by name."""
    first = [0]
    clauses: list[tuple[int, Clause]] = []
    for unit in units:
        own = sorted(unit.clauses, key=lambda c: (-len(c.stems), c.proposition.start, c.proposition.predicate_span))[
            :MOST
        ]
        clauses.extend((unit.article, clause) for clause in own)
        first.append(len(clauses))
    starts = np.array(first[:-1], dtype=np.int64)
    counts = np.array([b - a for a, b in pairwise(first)], dtype=np.int64)
    article = [number for number, _ in clauses]
    words = Vectors([c.stems for _, c in clauses], article, rarity)
    roles = Vectors([c.roles for _, c in clauses], article, lambda key: rarity(key.split(" ", 1)[1]))
    heads = Vectors(
        [[r.split(" ", 1)[1] for r in c.roles] + concepts([r.split(" ", 1)[1] for r in c.roles]) for _, c in clauses],
        article,
        lambda key: 0.3 if key[:1] == "~" else rarity(key),
    )
    predicates = Vectors([[c.predicate, *concepts([c.predicate])] for _, c in clauses], article, local=False)
    out = {name: np.zeros(len(left)) for name in NAMES}
    for at in range(0, len(left), CHUNK):
        piece = slice(at, at + CHUNK)
        pair, p, q = _combinations(left[piece], right[piece], starts, counts)
        if len(pair):
            _pool(out, at, pair, _scores(words, roles, heads, predicates, p, q))
    return out


NAMES = (
    "clauses cosine", "clauses coverage min", "clauses coverage max", "clauses weight", "clauses roles cosine",
    "clauses roles shared", "clauses heads cosine", "clauses heads shared", "clauses predicate", "clauses joint",
)  # fmt: skip


def _combinations(left: Ints, right: Ints, starts: Ints, counts: Ints) -> tuple[Ints, Ints, Ints]:
    """Return every pair of clauses of every pair of sentences, with the index of the latter."""
    a, b = counts[left], counts[right]
    size = a * b
    pair = np.repeat(np.arange(len(left)), size)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(size) - size, size)
    return pair, starts[left[pair]] + offset // b[pair], starts[right[pair]] + offset % b[pair]


def _scores(words: Vectors, roles: Vectors, heads: Vectors, predicates: Vectors, p: Ints, q: Ints) -> list[Floats]:
    told, role, head = words.common(p, q), roles.common(p, q), heads.common(p, q)
    one, other = told.of_left / (told.left + 1e-9), told.of_right / (told.right + 1e-9)
    predicate = np.minimum(predicates.common(p, q).shared, 1.0)
    return [
        told.cosine,
        np.minimum(one, other),
        # A clause of one or two words is covered too easily to count in full.
        np.maximum(one * np.minimum(1.0, told.left / 2.0), other * np.minimum(1.0, told.right / 2.0)),
        np.minimum(told.of_left, told.of_right),
        role.cosine,
        role.shared,
        head.cosine,
        head.shared,
        predicate * told.cosine,
        told.cosine * head.cosine,
    ]


def _pool(out: dict[str, Any], at: int, pair: Ints, scores: list[Floats]) -> None:
    """Write the greatest score of each pair of sentences."""
    starts = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    target = pair[starts] + at
    for name, values in zip(NAMES, scores, strict=True):
        out[name][target] = np.maximum.reduceat(values, starts)
