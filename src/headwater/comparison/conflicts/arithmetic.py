"""When two figures say the same: equal, rounded, bounded, or apart.

Rounding as readers allow it: the finer value rounded, or cut, to the digits the coarser one shows.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Literal

from headwater.language.figures import units

if TYPE_CHECKING:
    from headwater.language.annotated import FigureMention

Relation = Literal["same", "rounding", "granularity", "apart", "incomparable"]
_SIDES = {"more than": "above", "at least": "above", "less than": "below", "at most": "below", "nearly": "below"}
_LOOSE = frozenset({"about", "nearly", "dozens"})
# How far "about", "nearly" and "more than" reach, as a share of the value.
_ABOUT = 0.1
_NEARLY = 0.15
_MORE = 0.2
# People count small groups; and a value is not rounded by more than this share of it.
_COUNTED = 12
_FEW = 100
_FARTHEST = 0.2
# What is reckoned in other units is rounded there: "about 100 miles (160 km)".
_EXACT, _CONVERTED = 1e-6, 0.015
_IMPERIAL = frozenset("in ft yd mi lb oz gal ft3 ft2 mi2 acre mph F".split())  # noqa: SIM905


def base_value(figure: FigureMention) -> tuple[str, float, float]:
    """Return a figure's dimension and both its ends in the dimension's base unit."""
    name, _, each = figure.unit.partition("/")
    unit = units.by_name().get(name)
    dimension, factor = (unit.dimension, unit.factor) if unit else (name, 1.0)
    return f"{dimension}/{each}" if each else dimension, figure.low * factor, figure.high * factor


def relation(one: FigureMention, other: FigureMention) -> Relation:
    """Return how two figures' values stand to each other; "incomparable" where their units measure different things."""
    (mine, low, high), (theirs, least, most) = base_value(one), base_value(other)
    if mine != theirs or (one.kind == "ordinal") != (other.kind == "ordinal"):
        return "incomparable"
    # "400 pounds" and "181 kg": one is the other in other units.
    apart = _CONVERTED if _other_system(one, other) else _EXACT
    if _near(low, least, apart) and _near(high, most, apart):
        return "same" if _side(one) == _side(other) else "rounding"
    if one.bound in {"range", "dozens"} or other.bound in {"range", "dozens"}:
        return _ranges(one, other, (low, high), (least, most))
    if _may_round(one, other, low, least) and (
        _rounded(low, one) == _rounded(least, one) or _rounded(low, other) == _rounded(least, other)
    ):
        return "rounding"
    if mine == "time" and _same_span(one, other, low, least):
        return "rounding"
    return _bounded(one, other, low, least)


def _other_system(one: FigureMention, other: FigureMention) -> bool:
    """Tell whether one of two measures is in units of Britain or America and the other is not."""
    return one.kind == other.kind == "measure" and (one.unit in _IMPERIAL) != (other.unit in _IMPERIAL)


def _may_round(one: FigureMention, other: FigureMention, low: float, least: float) -> bool:
    """Tell whether one value may be the other rounded: nobody rounds nine to ten, nor 700 to 1,000."""
    larger = max(abs(low), abs(least))
    farthest = _FARTHEST
    if one.kind == "count" and larger <= _FEW and not _loose(one) and not _loose(other):
        farthest = 0.0 if larger <= _COUNTED else _ABOUT
    return abs(low - least) <= farthest * larger


def _near(one: float, other: float, apart: float = _EXACT) -> bool:
    return math.isclose(one, other, rel_tol=apart, abs_tol=1e-9)


def _loose(figure: FigureMention) -> bool:
    return figure.bound != "exact"


def _side(figure: FigureMention) -> str:
    """Return on which side of what is shown the true value lies: "about 60" and "more than 60" are two tellings."""
    return _SIDES.get(figure.bound, "around" if _loose(figure) else "")


def _digits(figure: FigureMention) -> int:
    """Return how many significant digits the text of a figure shows."""
    shown = re.sub(r"[^0-9.]", "", figure.text.split("-")[0])
    if not shown:
        # Spelled out, it shows what its value does: "fourteen" two digits, "twenty" and "two million" one.
        plain = f"{abs(figure.low):.0f}"
        return max(1, len(plain.rstrip("0"))) if figure.low else 0
    plain = shown.replace(".", "").lstrip("0")
    return max(1, len(plain) if "." in shown else len(plain.rstrip("0")))


def _rounded(value: float, figure: FigureMention) -> float:
    """Return `value` rounded to the last digit that `figure` shows."""
    if value == 0:
        return 0.0
    _, low, _ = base_value(figure)
    if low == 0:
        return value
    exponent = math.floor(math.log10(abs(low))) - _digits(figure) + 1
    step = math.pow(10, exponent)
    nearest = round(value / step) * step
    cut = math.floor(value / step) * step
    # Cutting ("$43 million" of 43.9) is common with two digits or more.
    return float(low) if (_near(cut, low) and _digits(figure) >= 2) else float(nearest)


def _same_span(one: FigureMention, other: FigureMention, low: float, least: float) -> bool:
    """Tell whether two durations in different units may be one ("22 months", "nearly two years")."""
    if one.unit == other.unit:
        return False
    small, large = sorted((abs(low), abs(least)))
    return large > 0 and small / large > 0.85


def _ranges(
    one: FigureMention, other: FigureMention, mine: tuple[float, float], theirs: tuple[float, float]
) -> Relation:
    if mine[0] <= theirs[1] * (1 + 1e-9) and theirs[0] <= mine[1] * (1 + 1e-9):
        return "granularity"
    spread = 0.0 if {one.bound, other.bound} <= {"range", "exact"} else _ABOUT
    gap = max(theirs[0] - mine[1], mine[0] - theirs[1])
    return "rounding" if gap <= spread * max(abs(mine[1]), abs(theirs[1])) else "apart"


def _reach(figure: FigureMention) -> float:
    """Return how far a rough value reaches, as a share of it: "about 146" promises more than "about 150"."""
    shown = _digits(figure)
    first = float(f"{abs(figure.low) or 1:e}"[0])
    return max(0.01, 0.6 / (first * math.pow(10, shown - 1)))


def _bounded(one: FigureMention, other: FigureMention, low: float, least: float) -> Relation:
    """Compare single values under their bounds: "more than 100" leaves room for 120."""
    for figure, value, opposite in ((one, low, least), (other, least, low)):
        gap = (opposite - value) / max(abs(value), 1e-12)
        if figure.bound == "about" and abs(gap) <= min(_ABOUT, _reach(figure)):
            return "rounding"
        if figure.bound == "nearly" and -min(_NEARLY, 2 * _reach(figure)) <= gap < 0:
            return "rounding"
        if figure.bound in {"more than", "at least"} and 0 < gap <= _MORE:
            return "granularity"
        if figure.bound in {"less than", "at most"} and -_MORE <= gap < 0:
            return "granularity"
    return "apart"


def leaves_room(one: FigureMention, other: FigureMention) -> bool:
    """Tell whether one figure's bound leaves room for the other, however far: "more than 30" and 47."""
    (_, low, high), (_, least, most) = base_value(one), base_value(other)
    for figure, (first, last), value in ((one, (low, high), least), (other, (least, most), low)):
        above = figure.bound in {"more than", "at least"} and first < value
        if above or (figure.bound in {"less than", "at most"} and last > value):
            return True
    return False
