"""Which sentences of two articles share prose, and exactly which words of each.

Sentences are compared without their quotations: what remains must itself be copied. A sentence that stands next to a
shared one in both articles and has nearly the same words belongs to the same stretch, quotation or not: that is a
quotation inside shared prose.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

from headwater.comparison.passages.resemblance import (
    CERTAIN_CORE,
    CERTAIN_PART,
    FEWEST,
    INTERCEPT,
    WEIGHTS,
    Alignment,
    align,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from headwater.comparison.passages.prose import Prose

LIKELY = 0.3
"""From this likelihood on, two sentences count as copied (chosen on the reference events, each left out in turn)."""

ALIKE = 0.75
"""The part of the longer of two sentences that must recur, in order, for them to run on from a shared one."""
_CAPTIONS_ALIKE = 0.85
"""Likewise of two captions: an agency writes where and when under each of its pictures."""
_QUOTING_CONTENT = 3
COMPARED = 12
"""Of how many of the other article's sentences one sentence may be the copy, before they are looked at closely."""
EQUALLY_NEAR = 2
"""Of how many of those that have equally many of its words."""
PARTNERS = 3
"""With so many sentences of the other article one sentence runs on from a shared one: more are its own repetitions."""
REPEATED = 400
"""A word that one article repeats more often than this tells no sentence of it from another."""
_STEPS = ((1, 1), (-1, -1), (1, 2), (2, 1), (-1, -2), (-2, -1))


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `left` of one article and `right` of another share prose.

    The word ranges are those of the shared stretch in each article; `score` is how likely it is that one was copied
    from the other; `verbatim` says that the stretches are the same words in the same order.
    """

    left: int
    right: int
    left_words: tuple[int, int]
    right_words: tuple[int, int]
    score: float
    verbatim: bool


def alignments(left: Prose, right: Prose) -> list[Alignment]:
    """Return how the sentences of `left` and `right` that may be copies are alike, in reading order.

    Only those are aligned whose words, in whatever order, would be enough for a copy.
    """
    if not len(left) or not len(right):
        return []
    pairs = _possible(left, right)
    return [a for a in (align(left, right, i, j) for i, j in pairs) if a is not None]


def _possible(left: Prose, right: Prose) -> list[tuple[int, int]]:
    """The pairs of sentences whose likelihood, as far as their bags of words can tell, may be high enough."""
    ours, theirs = left.bag, right.bag
    cells, common = _joined(left, right, ours.content, theirs.content)
    if not len(cells):
        return []
    i, j = cells // len(right), cells % len(right)
    common -= _at(cells, *_joined(left, right, ours.quoted, theirs.quoted))
    own = _at(cells, *_joined(left, right, ours.prose, theirs.prose))
    plain = _at(cells, *_joined(left, right, ours.plain, theirs.content))
    shorter = np.maximum(1, np.minimum(ours.length[i], theirs.length[j]))
    longer = np.maximum(1, np.maximum(ours.length[i], theirs.length[j]))

    def enough(words: NDArray[np.int64]) -> NDArray[np.bool_]:
        certain = ((words >= CERTAIN_PART * shorter) & (words >= CERTAIN_CORE)).sum()
        near = min(1.0, 2 * float(certain) / max(1, min(len(left), len(right))))
        parts = (np.minimum(1, words / shorter), np.minimum(1, words / longer))
        measures = (*parts, np.log1p(shorter), np.log1p(words), np.log1p(np.minimum(plain, words)))
        total = INTERCEPT + WEIGHTS[-1] * near + sum(w * m for w, m in zip(WEIGHTS, measures, strict=False))
        return (total >= math.log(LIKELY / (1 - LIKELY))) & (words >= FEWEST)

    kept = enough(own + np.minimum(ours.function[i], theirs.function[j]))
    # What one quotes of the other's text is a long run: it has some words of content at least.
    quoting = common - own >= _QUOTING_CONTENT
    kept |= quoting & enough(common + np.minimum(ours.functions[i], theirs.functions[j]))
    return _nearest(i[kept], j[kept], common[kept])


def _nearest(i: NDArray[np.int64], j: NDArray[np.int64], common: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The pairs, of each sentence on the left only those with most words in common, in reading order.

    A text that repeats one sentence a thousand times would else be compared with itself a million times.
    """
    order = np.lexsort((j, np.abs(i - j), -common, i))
    ranks = np.arange(len(order))
    kinds = np.cumsum(np.diff(i[order], prepend=-1).astype(bool) | np.diff(common[order], prepend=-1).astype(bool))
    of_sentence = ranks - np.searchsorted(i[order], i[order], side="left")
    of_kind = ranks - np.searchsorted(kinds, kinds, side="left")
    order = np.sort(order[(of_sentence < COMPARED) & (of_kind < EQUALLY_NEAR)])
    return list(zip(i[order].tolist(), j[order].tolist(), strict=True))


def _at(cells: NDArray[np.int64], some: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return `counts`, which belong to `some` of the `cells`, for all of them."""
    spread = np.zeros(len(cells), dtype=np.int64)
    spread[np.searchsorted(cells, some)] = counts
    return spread


def _joined(
    left: Prose, right: Prose, ours: NDArray[np.int64], theirs: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of sentences (as `i * len(right) + j`) that share words, sorted, and how many.

    `ours` and `theirs` are the words looked at, each in the order of their tokens.
    """
    keys, wanted = right.tokens[theirs], left.tokens[ours]
    first, last = np.searchsorted(keys, wanted, side="left"), np.searchsorted(keys, wanted, side="right")
    counts = last - first
    counts[counts > REPEATED] = 0
    total = int(counts.sum())
    offsets = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    others = right.sentence[theirs[np.repeat(first, counts) + offsets]]
    cells = np.repeat(left.sentence[ours], counts) * len(right) + others
    return np.unique(cells, return_counts=True)


def around(alignment: Alignment, certain: int, left: Prose, right: Prose) -> float:
    """Return how much of the shorter article is shared besides `alignment`, doubled, from 0 to 1.

    `certain` counts the pairs of sentences that are copies of each other for certain.
    """
    return min(1.0, 2 * (certain - alignment.certain) / max(1, min(len(left), len(right))))


def matches(left: Prose, right: Prose) -> list[Match]:
    """Return the sentences of `left` and `right` that share prose, in reading order of `left`."""
    found = alignments(left, right)
    certain = sum(a.certain for a in found)
    kept = {}
    for one in found:
        likelihood = one.likelihood(around(one, certain, left, right))
        if likelihood >= LIKELY and not _other_picture(left, right, one):
            kept[one.i, one.j] = Match(one.i, one.j, one.left, one.right, likelihood, one.same)
    for match in _neighbours(left, right, kept):
        kept[match.left, match.right] = match
    return [kept[key] for key in sorted(kept)]


def _other_picture(left: Prose, right: Prose, one: Alignment) -> bool:
    """Tell whether two captions are of different pictures, as far as their words tell."""
    captions = bool(left.caption[one.i] and right.caption[one.j])
    return captions and _alike(left, right, one.i, one.j, _CAPTIONS_ALIKE) is None


def _neighbours(left: Prose, right: Prose, kept: Iterable[tuple[int, int]]) -> list[Match]:
    """The pairs of sentences that run on from a shared one and are alike in all their words, quoted or not."""
    tried = set(kept)
    waiting = sorted(tried)
    partners = Counter(i for i, _ in tried)
    found = []
    while waiting:
        i, j = waiting.pop()
        for step, other in _STEPS:
            x, y = i + step, j + other
            if (x, y) in tried or not (0 <= x < len(left) and 0 <= y < len(right)) or partners[x] >= PARTNERS:
                continue
            tried.add((x, y))
            match = _alike(left, right, x, y)
            if match:
                waiting.append((x, y))
                partners[x] += 1
                found.append(match)
    return found


def _alike(left: Prose, right: Prose, i: int, j: int, part: float = ALIKE) -> Match | None:
    """Return the match of two sentences with nearly the same words in the same order, None where they have not."""
    ours = slice(int(left.bounds[i]), int(left.bounds[i + 1]))
    theirs = slice(int(right.bounds[j]), int(right.bounds[j + 1]))
    shorter, longer = sorted((ours.stop - ours.start, theirs.stop - theirs.start))
    if shorter < FEWEST or shorter < part * longer:
        return None
    if LCSseq.similarity(left.stems[ours].tolist(), right.stems[theirs].tolist()) < part * longer:
        return None
    same = np.array_equal(left.words.hashes[ours], right.words.hashes[theirs])
    return Match(i, j, (ours.start, ours.stop), (theirs.start, theirs.stop), 1.0 if same else ALIKE, same)
