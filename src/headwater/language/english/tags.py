"""Tags of names, one a word (begin, inside, end, single, outside: BIOES), and the names that they spell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NAME_TAGS = ("O", *(f"{mark}-{kind}" for kind in ("PER", "ORG", "LOC") for mark in "BIES"))
NEVER = -1e4


def moves() -> NDArray[np.float64]:
    """Return (before, after) 0 where one tag of `NAME_TAGS` may follow another, and next to minus infinity else."""
    found = np.zeros((len(NAME_TAGS), len(NAME_TAGS)))
    for a, before in enumerate(NAME_TAGS):
        for b, after in enumerate(NAME_TAGS):
            open_, goes_on = before[0] in "BI", after[0] in "IE"
            if open_ != goes_on or (open_ and before[2:] != after[2:]):
                found[a, b] = NEVER
    return found


def best_path(scores: NDArray[Any], allowed: NDArray[Any]) -> list[int]:
    """Return the likeliest tags, by number, of a sentence with `scores` (words, tags) (Viterbi 1967).

    `allowed` is added for each step from one tag (row) to the next (column). What begins at the end of the sentence may
    stay open there.
    """
    alpha = scores[0]
    back = []
    for row in scores[1:]:
        stepped = alpha[:, None] + allowed
        back.append(stepped.argmax(0))
        alpha = stepped.max(0) + row
    path = [int(alpha.argmax())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return path[::-1]


def spelled(path: Sequence[int], tags: Sequence[str] = NAME_TAGS) -> list[tuple[int, int, str]]:
    """Return the names (first word, first word after, kind) that a path of tags, by number, spells."""
    found = []
    first = None
    for place, number in enumerate(path):
        mark, _, kind = tags[number].partition("-")
        if mark in "BS":
            first = place
        if mark in "ES" and first is not None:
            found.append((first, place + 1, kind))
        if mark in "OES":
            first = None
    return found
