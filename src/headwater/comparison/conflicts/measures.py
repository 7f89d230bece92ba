"""What is measured on two sentences to decide whether they differ in something worth showing.

Every measure is the same for both orders of the sentences; none looks at names of outlets or at words as such. What
was tried beside these and told nothing more: roles of one act filled differently, stretches of words in each other's
place, other places, other speakers, negation and modality, words of denial and of time, rank among rivals, position.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from headwater.comparison.conflicts import figures, moments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from headwater.comparison.aligned import Aligned
    from headwater.comparison.conflicts.pairing import Pair, View

# Longer sentences are compared by their beginning.
_LONGEST = 600
_MOST_MENTIONS = 12
_FIGURES = ("apart", "rounding", "granularity", "same", "explained")
_MOMENTS = ("apart", "rounding", "finer", "same")


def measured(view: View, pairs: Sequence[Pair], aligned: Sequence[Aligned]) -> tuple[list[str], NDArray[np.float64]]:
    """Return the names of the measures, and one row of them for each pair of sentences."""
    groups = {group.id: group for group in aligned}
    rows = [_words(view, p) | _names(p) | _claim(groups.get(p.claim or "")) | _slots(view, p) for p in pairs]
    names = list(rows[0]) if rows else []
    return names, np.array([[row[name] for name in names] for row in rows], dtype=np.float64)


def _both(name: str, one: float, other: float) -> dict[str, float]:
    return {f"{name} min": min(one, other), f"{name} max": max(one, other)}


def _words(view: View, pair: Pair) -> dict[str, float]:
    """Return how alike two sentences are in words, and how much each says beside."""
    one, other = pair.one, pair.other
    texts = [view.text(line)[line.start : line.end][:_LONGEST] for line in (one, other)]
    shared = view.weight(one.bag & other.bag)
    mean = max(1e-9, view.mean_weight)
    row = {
        "similarity": pair.similarity,
        "shared weight": shared / mean,
        "shared words": float(len(one.bag & other.bag)),
        "characters": fuzz.ratio(*texts) / 100,
        "tokens": fuzz.token_set_ratio(*texts) / 100,
    }
    row |= _both("covered", *(shared / max(1e-9, view.total(line)) for line in (one, other)))
    row |= _both("own weight", *((view.total(line) - shared) / mean for line in (one, other)))
    row |= _both("length", *(float(len(line.words)) for line in (one, other)))
    row |= _both("figures", *(float(len(line.figures)) for line in (one, other)))
    return row | _both("moments", *(float(len(line.moments)) for line in (one, other)))


def _names(pair: Pair) -> dict[str, float]:
    """Return how many names of each kind both sentences have, and each of them alone."""
    row: dict[str, float] = {}
    for kind in ("PER", "ORG", "LOC"):
        mine, theirs = (
            {name.entity.lower().rsplit(maxsplit=1)[-1] for name in line.names if name.kind == kind}
            for line in (pair.one, pair.other)
        )
        row[f"{kind} shared"] = float(len(mine & theirs))
        row |= _both(f"{kind} own", float(len(mine - theirs)), float(len(theirs - mine)))
    return row


def _claim(group: Aligned | None) -> dict[str, float]:
    """Return how sure it is that two sentences make one claim, and how many make it with them."""
    return {
        "claim": float(group is not None),
        "claim confidence": group.confidence if group else 0.0,
        "claim articles": float(len({m.article for m in group.mentions})) if group else 0.0,
        "claim mentions": float(min(_MOST_MENTIONS, len(group.mentions))) if group else 0.0,
    }


def _slots(view: View, pair: Pair) -> dict[str, float]:
    """Return how sure the surest slot is whose figures or moments stand in each relation, and how many there are."""
    row = {f"figures {how}": 0.0 for how in _FIGURES} | {f"moments {how}": 0.0 for how in _MOMENTS}
    numbers = figures.matched(view, pair)
    for match in numbers:
        apart = match.relation == "apart" and figures.explained(view, pair, match.one, match.other)
        name = "figures explained" if apart else f"figures {match.relation}"
        row[name] = max(row[name], match.slot)
    times = moments.matched(view, pair)
    for time in times:
        row[f"moments {time.relation}"] = max(row[f"moments {time.relation}"], time.slot)
    return row | {"figures compared": math.log1p(len(numbers)), "moments compared": math.log1p(len(times))}
