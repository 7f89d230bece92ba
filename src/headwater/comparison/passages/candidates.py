"""Which articles may share a passage: those that have runs of words in common.

No run is dropped for being frequent: what most papers print is exactly what is looked for. In a small pile every two
articles with one run of four words in common are compared. In a larger one each article is compared with the first
holders of its runs, and with what else has runs from the same holder, so that the cost grows with the text.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.passages.index import Index
from headwater.comparison.passages.words import grams, split

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL = 48
"""Up to so many articles are compared each with each."""
_RUN = 4
_KEEP = 2
_FAMILY = 24
"""With so many relatives of one article, all are compared with each other; more are compared with it alone, and met
again when their sentences are grouped."""


def pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the numbers of the texts that may share a passage, the lower number first, in order."""
    return _thorough(texts) if len(texts) <= SMALL else _indexed(texts)


def _thorough(texts: Sequence[str]) -> list[tuple[int, int]]:
    runs = [np.unique(grams(split(text).hashes, _RUN)) for text in texts]
    return [
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if len(np.intersect1d(runs[one], runs[other], assume_unique=True))
    ]


def _indexed(texts: Sequence[str]) -> list[tuple[int, int]]:
    family: dict[int, list[int]] = {}
    for number, candidates in enumerate(Index(keep=_KEEP).add_all(texts)):
        for candidate in candidates:
            family.setdefault(candidate.number, []).append(number)
    found = {(first, other) for first, others in family.items() for other in others}
    for others in family.values():
        if len(others) <= _FAMILY:
            found.update(combinations(others, 2))
    return sorted(found)
