"""Which clauses of two sentences tell of one matter, and how alike they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from headwater.language.quotations.lexicon import lexicon

if TYPE_CHECKING:
    from headwater.comparison.conflicts.pairing import Line, View
    from headwater.language.annotated import Proposition

Stretch = tuple[int, int]
# Sentences of more clauses are compared by the first ones.
_MOST = 12
# A clause of fewer content words (a dateline, "he said") tells no matter.
_FEWEST = 2
# Clauses with these verbs and a name of so many words tell none either.
_NAMING, _LONGEST_NAME = frozenset({"call", "dub", "know", "name"}), 4


def likest(view: View, one: Line, other: Line, given: Stretch | None = None) -> tuple[Stretch, Stretch, float]:
    """Return the clauses of two sentences that are most alike, and how much (0 to 1); the first may be `given`."""
    mine = [(span, words(one, span)) for span in ([given] if given else _spans(one))]
    theirs = [(span, words(other, span)) for span in _spans(other)]
    best = max(
        ((alike(view, bag, beside), -(a[1] - a[0]) - (b[1] - b[0]), a, b) for a, bag in mine for b, beside in theirs),
        key=lambda found: found[:2],
    )
    return best[2], best[3], best[0]


def words(line: Line, span: Stretch) -> frozenset[str]:
    """Return the stems of the content words within a stretch of a sentence."""
    return frozenset(word.stem for word in line.words if span[0] <= word.start < span[1])


def _spans(line: Line) -> list[Stretch]:
    clauses = {
        (p.start, p.end)
        for p in line.propositions
        if len(words(line, (p.start, p.end))) >= _FEWEST and not _says_only(line, p) and not _names_only(line, p)
    }
    return sorted(clauses | {(line.start, line.end)})[:_MOST]


def _says_only(line: Line, one: Proposition) -> bool:
    """Tell whether a clause says only who speaks: what is said stands outside of it."""
    inside = any(one.start <= other.start and other.end <= one.end for other in line.propositions if other is not one)
    told = any(a.role == "object" and one.start <= a.start < one.end for a in one.arguments)
    return lexicon().is_in(one.predicate, "speech") and not inside and not told


def _names_only(line: Line, one: Proposition) -> bool:
    """Tell whether a clause says only what something is called: "a ship named Aurora"."""
    return one.predicate in _NAMING and len(words(line, (one.start, one.end))) <= _LONGEST_NAME


def alike(view: View, mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Return how alike two clauses are: the shared weight of their stems over the geometric mean of both weights.

    Short clauses agree by chance ("he said"): a word's weight is added below, so that they count for less.
    """
    shared = view.weight(mine & theirs)
    if not shared:
        return 0.0
    return shared / (math.sqrt(view.weight(mine) * view.weight(theirs)) + view.mean_weight)
