"""Which sentences of two articles share prose, and exactly which words of each.

Sentences are compared without their quotations: what remains must itself be copied. The words that two sentences have
in common are aligned in order (longest common subsequence, by RapidFuzz), and the stretch of the alignment that holds
together is kept, so that a dateline or an added clause at either end stays outside.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

from headwater.comparison.passages import words as wording

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from headwater.comparison.passages.prose import Prose

FEWEST = 5
"""Fewer words in common outside quotations are a turn of phrase, whoever writes."""
SHARED = 0.66
"""The part of the shorter sentence's prose that must recur, in order, in the other."""
CANDIDATE = 0.4
"""The part of the shorter sentence's words that must recur, in any order, before they are aligned at all."""
_GAP = 0.45
"""What one unmatched word costs, against one for a matched one, where the edges of a stretch are decided."""


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `left` of one article and `right` of another share prose.

    The word ranges are those of the shared stretch in each article; `score` is the part of the shorter sentence's
    prose that recurs; `verbatim` says that the stretches are the same words in the same order.
    """

    left: int
    right: int
    left_words: tuple[int, int]
    right_words: tuple[int, int]
    score: float
    verbatim: bool


@functools.cache
def _function_words() -> NDArray[np.uint64]:
    listed = """
        the a an of to in on at by for with from and or but that which who whom whose it is was were are be been has
        have had as he she they his her their its this these those not will would he i we you after before about into
        than also there when s t
    """
    return np.unique(wording.split(listed).hashes)


def _incidence(prose: Prose, vocabulary: NDArray[np.uint64]) -> NDArray[np.float32]:
    """Which words of `vocabulary` each sentence of `prose` holds outside quotations."""
    table = np.zeros((len(prose), len(vocabulary)), dtype=np.float32)
    sentence = np.repeat(np.arange(len(prose)), np.diff(prose.bounds))
    first = int(prose.bounds[0])
    hashes, spoken = prose.words.hashes[first:], prose.quotation[first:]
    place = np.searchsorted(vocabulary, hashes)
    place[place == len(vocabulary)] = 0
    known = (vocabulary[place] == hashes) & ~spoken
    table[sentence[known], place[known]] = 1
    return table


def matches(left: Prose, right: Prose) -> list[Match]:
    """Return the sentences of `left` and `right` that share prose, in reading order of `left`."""
    if not len(left) or not len(right):
        return []
    vocabulary = np.union1d(left.words.hashes, right.words.hashes)
    vocabulary = np.setdiff1d(vocabulary, _function_words(), assume_unique=True)
    if not len(vocabulary):
        return []
    ours, theirs = _incidence(left, vocabulary), _incidence(right, vocabulary)
    common = ours @ theirs.T
    sizes = np.minimum(ours.sum(axis=1)[:, None], theirs.sum(axis=1)[None, :])
    likely = (common >= 2) & (common >= CANDIDATE * sizes)
    found = []
    for i, j in np.argwhere(likely).tolist():
        match = _aligned(left, right, i, j)
        if match:
            found.append(match)
    return found


def _aligned(left: Prose, right: Prose, i: int, j: int) -> Match | None:
    """Return how sentence `i` of `left` and `j` of `right` share prose, None where they do not."""
    a0, a1 = int(left.bounds[i]), int(left.bounds[i + 1])
    b0, b1 = int(right.bounds[j]), int(right.bounds[j + 1])
    ours = left.words.hashes[a0:a1].tolist()
    theirs = right.words.hashes[b0:b1].tolist()
    spoken_left, spoken_right = left.quotation[a0:a1], right.quotation[b0:b1]
    path: list[tuple[int, int]] = []
    for op in LCSseq.opcodes(ours, theirs):
        if op.tag == "equal":
            path.extend(zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True))
    prose_path = [(x, y) for x, y in path if not spoken_left[x] and not spoken_right[y]]
    shorter = min(int((~spoken_left).sum()), int((~spoken_right).sum()))
    score = len(prose_path) / max(1, shorter)
    if len(prose_path) < FEWEST or score < SHARED:
        return None
    first, last = _core(path)
    (x0, y0), (x1, y1) = path[first], path[last]
    same = ours[x0 : x1 + 1] == theirs[y0 : y1 + 1]
    return Match(i, j, (a0 + x0, a0 + x1 + 1), (b0 + y0, b0 + y1 + 1), score, same)


def _core(path: list[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of an alignment with the highest sum of matches less gaps (Kadane's maximum subarray)."""
    best, best_range = 0.0, (0, len(path) - 1)
    total, start = 0.0, 0
    for index, (x, y) in enumerate(path):
        if index:
            total -= _GAP * max(x - path[index - 1][0] - 1, y - path[index - 1][1] - 1)
        if total <= 0:
            total, start = 0.0, index
        total += 1
        if total > best:
            best, best_range = total, (start, index)
    return best_range
