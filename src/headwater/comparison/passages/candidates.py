"""Which articles may share a passage: those that have runs of words in common.

No run is dropped for being frequent: what most papers print is exactly what is looked for. Where a run stands in many
articles, each is paired with the first that has it, so that the cost stays linear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.passages.words import grams

if TYPE_CHECKING:
    from headwater.comparison.passages.prose import Prose

RUN = 4
"""How many words in a row two articles must share to be compared."""
CROWD = 16
"""In up to so many articles with one run, all are paired with each other; beyond, each with the first."""


def pairs(proses: list[Prose]) -> list[tuple[int, int]]:
    """Return the numbers of the articles of `proses` that share a run of words, the lower number first, in order."""
    hashes = [np.unique(grams(prose.words.hashes, RUN)) for prose in proses]
    if not hashes:
        return []
    runs = np.concatenate(hashes)
    owners = np.repeat(np.arange(len(proses)), [len(h) for h in hashes])
    order = np.lexsort((owners, runs))
    runs, owners = runs[order], owners[order]
    starts = np.flatnonzero(np.append(True, runs[1:] != runs[:-1]))
    lengths = np.diff(np.append(starts, len(runs)))
    found: set[tuple[int, int]] = set()
    for start, length in zip(starts[lengths > 1].tolist(), lengths[lengths > 1].tolist(), strict=True):
        holders = owners[start : start + length].tolist()
        firsts = holders if length <= CROWD else holders[:1]
        for position, first in enumerate(firsts):
            found.update((first, other) for other in holders[position + 1 :])
    return sorted(found)
