"""Figures that are nearly, but not quite, the same number.

$2,075 and $2,025, 315 and 305: two numbers of one unit within a few per cent of each other, each unknown to the other
article, in surroundings that share some of the story's words, are one quantity given twice far more often than two.
The sentences need not be alike.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.arithmetic import base_value, relation
from headwater.comparison.conflicts.difference import Difference
from headwater.comparison.conflicts.figures import explained, moves, value
from headwater.comparison.conflicts.pairing import Pair
from headwater.comparison.conflicts.vocabulary import stems
from headwater.comparison.figures import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.account import ConflictKind
    from headwater.comparison.conflicts.pairing import Line, View
    from headwater.language.annotated import FigureMention

_CLOSE = 1.07
_SMALLEST = 40
# Two large groups of one kind, told with the same words, may lie further apart.
_FAR = 2.0
_LARGE = 1000
_LEAST_SHARED = 1.4
# One amount rounded seldom is another amount: its surroundings need share less.
_LEAST_ROUNDED = 1.0
_REACH = 150
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Seen:
    size: float
    line: Line
    figure: FigureMention


def compare(view: View) -> Iterator[Difference]:
    """Yield figures of two articles that lie within a few per cent of each other and speak of one quantity."""
    for own in _by_unit(view).values():
        sizes = [seen.size for seen in own]
        for index, one in enumerate(own):
            reach = _FAR if one.figure.kind == "count" and one.size >= _LARGE else _CLOSE
            stop = bisect.bisect_right(sizes, one.size * reach)
            for other in own[index + 1 : min(stop, index + 1 + _MOST)]:
                if one.line.article != other.line.article:
                    yield from _compared(view, one, other)


def _by_unit(view: View) -> dict[tuple[str, str], list[_Seen]]:
    found: dict[tuple[str, str], list[_Seen]] = {}
    for own in view.lines:
        for line in own:
            for figure in line.figures:
                dimension, _, high = base_value(figure)
                if figure.kind not in {"money", "count"} or figure.bound == "dozens" or figure.high < _SMALLEST:
                    continue
                # Of "from $238 to $2,075" it is the end that stands.
                found.setdefault((figure.kind, dimension), []).append(_Seen(high, line, figure))
    for seen in found.values():
        seen.sort(key=lambda s: (s.size, s.line.article, s.figure.start))
    return found


def _end(figure: FigureMention) -> FigureMention:
    """Return where a change ends ("from $238 to $2,075"); any other figure as it is."""
    return replace(figure, low=figure.high, bound="exact") if " to " in figure.text else figure


def _compared(view: View, one: _Seen, other: _Seen) -> Iterator[Difference]:
    first, second = (one, other) if one.line.article < other.line.article else (other, one)
    how = relation(_end(first.figure), _end(second.figure))
    if first.size == second.size or how not in {"apart", "rounding"}:
        return
    pair = Pair(first.line, second.line, view.similarity(first.line, second.line), None)
    around = [view.around(s.line, s.figure.start, s.figure.end, _REACH) for s in (first, second)]
    shared = set(around[0] & around[1])
    counted = [set(stems(s.figure.what)) for s in (first, second)]
    if one.figure.kind == "count":
        shared = (counted[0] & counted[1]) | (counted[0] & around[1]) | (counted[1] & around[0])
    if not shared:
        return
    if how == "rounding" or second.size > first.size * _CLOSE or first.size > second.size * _CLOSE:
        words = around[0] & around[1]
        alike = head_of(first.figure) == head_of(second.figure) and len(words) >= 2
        least = _LEAST_ROUNDED if how == "rounding" else _LEAST_SHARED
        if (not alike and how == "apart") or view.weight(words) < least * view.mean_weight:
            return
    if how == "rounding":
        kind: ConflictKind = "rounding"
    elif explained(view, pair, first.figure, second.figure):
        return
    else:
        kind = "update" if moves(view, pair, first.figure, second.figure) else "real"
    what = max((first.figure.what, second.figure.what), key=len)
    yield Difference(
        slot="figure",
        kind=kind,
        certainty="possible",
        about=what or first.figure.kind,
        one=value(view, first.line, first.figure),
        other=value(view, second.line, second.figure),
        strength=0.45,
        why="nearly the same number of one unit, neither known to the other article, among shared words",
    )
