"""Which sentences of two articles share prose, and exactly which words of each.

Sentences are compared without their quotations: what remains must itself be copied. A sentence that stands next to a
shared one in both articles and has the same words belongs to the same stretch, quotation or not: that is a quotation
inside shared prose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.passages.prose import function_words
from headwater.comparison.passages.resemblance import Alignment, align

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from headwater.comparison.passages.prose import Prose

LIKELY = 0.3
"""From this likelihood on, two sentences count as copied (chosen on the reference events, each left out in turn)."""
CANDIDATE = 0.3
"""The part of the shorter sentence's words of content that must recur before two sentences are aligned at all."""


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
    """Return how the sentences of `left` and `right` that have words in common are alike, in reading order."""
    if not len(left) or not len(right):
        return []
    vocabulary = np.setdiff1d(np.union1d(left.stems, right.stems), function_words(), assume_unique=True)
    if not len(vocabulary):
        return []
    ours, theirs = _incidence(left, vocabulary), _incidence(right, vocabulary)
    common = ours @ theirs.T
    sizes = np.minimum(ours.sum(axis=1)[:, None], theirs.sum(axis=1)[None, :])
    candidates = np.argwhere((common >= 2) & (common >= CANDIDATE * sizes)).tolist()
    return [a for a in (align(left, right, i, j) for i, j in candidates) if a is not None]


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
        if likelihood >= LIKELY:
            kept[one.i, one.j] = Match(one.i, one.j, one.left, one.right, likelihood, one.same)
    for match in _neighbours(left, right, kept):
        kept[match.left, match.right] = match
    return [kept[key] for key in sorted(kept)]


def _neighbours(left: Prose, right: Prose, kept: Iterable[tuple[int, int]]) -> list[Match]:
    """The pairs of equal sentences that run on from a shared one."""
    known = set(kept)
    waiting = sorted(known)
    found = []
    while waiting:
        i, j = waiting.pop()
        for step in (-1, 1):
            x, y = i + step, j + step
            if (x, y) in known or not (0 <= x < len(left) and 0 <= y < len(right)):
                continue
            ours = (int(left.bounds[x]), int(left.bounds[x + 1]))
            theirs = (int(right.bounds[y]), int(right.bounds[y + 1]))
            same = np.array_equal(left.words.hashes[slice(*ours)], right.words.hashes[slice(*theirs)])
            if same and ours[0] < ours[1]:
                known.add((x, y))
                waiting.append((x, y))
                found.append(Match(x, y, ours, theirs, 1.0, verbatim=True))
    return found


def _incidence(prose: Prose, vocabulary: NDArray[np.uint64]) -> NDArray[np.float32]:
    """Which words of `vocabulary` each sentence of `prose` holds outside quotations."""
    table = np.zeros((len(prose), len(vocabulary)), dtype=np.float32)
    sentence = np.repeat(np.arange(len(prose)), np.diff(prose.bounds))
    first = int(prose.bounds[0])
    stems, spoken = prose.stems[first:], prose.quotation[first:]
    place = np.searchsorted(vocabulary, stems)
    place[place == len(vocabulary)] = 0
    known = (vocabulary[place] == stems) & ~spoken
    table[sentence[known], place[known]] = 1
    return table
