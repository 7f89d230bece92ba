"""How much one sentence's prose looks copied from another's: a few measures of their alignment, weighed together.

The words are aligned in order (longest common subsequence, by RapidFuzz) by their stems, so that light rewriting
shows as gaps. What is quoted speech counts for nothing. Names count less than other words: two reporters write the
same title of the same official, but not the same verbs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from headwater.comparison.passages.prose import Prose

GAP = 0.45
"""What one unmatched word costs, against one for a matched one, where the edges of a shared stretch are decided."""
FEWEST = 3
"""Fewer words in common outside quotations are no copying, whatever the measures say."""
ALONE = 6
"""Likewise where the two articles share no other sentence for certain."""
_QUOTING = 8
"""So many words in a row, quoted by one article and not by the other, are taken from the other's text."""
CERTAIN_PART, CERTAIN_CORE = 0.8, 8
"""From this part of the shorter sentence and this many words together on, a pair needs no surroundings."""

# Logistic regression over the measures below on the reference events' sentence pairs (training/passages.py); nothing
# but these seven numbers was learnt.
INTERCEPT = -10.37
WEIGHTS = (2.77, 2.9, -1.84, 3.53, 2.36, 2.0)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How sentence `i` of one article and `j` of another are alike.

    `left` and `right` are the word ranges (in the articles) of the stretch that holds together; `shorter` and
    `longer` the part of the shorter and the longer sentence's prose that recurs in the other; `words` how many words
    that is, `prose` how many the shorter sentence has, `core` the sum of matches less gaps in the stretch, `content`
    how many of the shared words are neither function words nor written with a capital; `same` that the stretches are
    equal.
    """

    i: int
    j: int
    left: tuple[int, int]
    right: tuple[int, int]
    shorter: float
    longer: float
    words: int
    prose: int
    core: float
    content: int
    same: bool

    @property
    def certain(self) -> bool:
        """Whether the sentences are copies of each other, whatever stands around them."""
        return self.shorter >= CERTAIN_PART and self.core >= CERTAIN_CORE

    def measures(self, around: float) -> tuple[float, ...]:
        """Return what the weights are for; `around` says how much of the two articles is otherwise shared, 0 to 1."""
        return (
            self.shorter,
            self.longer,
            math.log1p(self.prose),
            math.log1p(self.core),
            math.log1p(self.content),
            around,
        )

    def likelihood(self, around: float) -> float:
        """Return how likely it is (0 to 1) that one sentence was copied or lightly rewritten from the other."""
        if self.words < (FEWEST if around else ALONE):
            return 0.0
        total = INTERCEPT + sum(w * m for w, m in zip(WEIGHTS, self.measures(around), strict=True))
        return 1 / (1 + math.exp(-total))


def align(one: Prose, other: Prose, i: int, j: int) -> Alignment | None:
    """Return how sentence `i` of `one` and `j` of `other` are alike, None where they share no prose."""
    a0, a1 = int(one.bounds[i]), int(one.bounds[i + 1])
    b0, b1 = int(other.bounds[j]), int(other.bounds[j + 1])
    path: list[tuple[int, int]] = []
    for op in LCSseq.opcodes(one.stems[a0:a1].tolist(), other.stems[b0:b1].tolist()):
        if op.tag == "equal":
            path.extend(zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True))
    spoken_one, spoken_other = one.quotation[a0:a1], other.quotation[b0:b1]
    own = _own(path, spoken_one.tolist(), spoken_other.tolist())
    if not own:
        return None
    matched_one, matched_other = (np.array(side) for side in zip(*own, strict=True))
    counted_one, counted_other = ~spoken_one, ~spoken_other
    counted_one[matched_one] = True
    counted_other[matched_other] = True
    core, _ = _core(own)
    _, (first, last) = _core(path)
    lengths = (int(counted_one.sum()), int(counted_other.sum()))
    (x0, y0), (x1, y1) = path[first], path[last]
    left, right = (a0 + x0, a0 + x1 + 1), (b0 + y0, b0 + y1 + 1)
    plain = one.function[a0:a1] | one.capital[a0:a1]
    return Alignment(
        i,
        j,
        left,
        right,
        len(own) / min(lengths),
        len(own) / max(lengths),
        len(own),
        min(lengths),
        core,
        sum(not plain[x] for x, _ in own),
        one.words.hashes[slice(*left)].tolist() == other.words.hashes[slice(*right)].tolist(),
    )


def _own(path: list[tuple[int, int]], spoken_one: list[bool], spoken_other: list[bool]) -> list[tuple[int, int]]:
    """The pairs of words that are no shared quotation.

    What one article quotes and the other prints as its own words counts where it is long: then the one quotes the
    other, or has left the marks out. Short, it is a remark that the other tells in its own words.
    """
    own: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for x, y in path:
        if run and (x, y) != (run[-1][0] + 1, run[-1][1] + 1):
            own.extend(run if len(run) >= _QUOTING else ())
            run = []
        if spoken_one[x] != spoken_other[y]:
            run.append((x, y))
        elif not spoken_one[x]:
            own.append((x, y))
    own.extend(run if len(run) >= _QUOTING else ())
    return sorted(own)


def _core(path: list[tuple[int, int]]) -> tuple[float, tuple[int, int]]:
    """The stretch of an alignment with the highest sum of matches less gaps (Kadane's maximum subarray)."""
    best, best_range = 0.0, (0, len(path) - 1)
    total, start = 0.0, 0
    for index, (x, y) in enumerate(path):
        if index:
            total -= GAP * max(x - path[index - 1][0] - 1, y - path[index - 1][1] - 1)
        if total <= 0:
            total, start = 0.0, index
        total += 1
        if total > best:
            best, best_range = total, (start, index)
    return best, best_range
