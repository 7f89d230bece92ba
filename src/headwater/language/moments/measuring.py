"""Units and amounts of time, and the moment that lies so far from another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.language.moments import stretches
from headwater.language.moments.grammar import MONTHS, UNITS
from headwater.language.moments.stretches import Reading, day, month, quarter, shift, week, year
from headwater.language.numerals import value_of

if TYPE_CHECKING:
    from datetime import date

    from headwater.language.annotated import Precision

Match = re.Match[str]
# A month that lies further ahead of the article than this was last year's: a report looks back more than ahead.
AHEAD = 3
_VAGUE = frozenset({"several", "many", "some", "few", "a few", "countless"})
_DAYS = {"D": 1, "W": 7, "FN": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_YEARS = frozenset({"Y", "DE", "CE"})


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds an expression.

    `base` is the article's date, `tense` that of the clause (-1 past, 1 future, 0 unknown), `before` the last day that
    the text spoke of, `told` the first day of the last day, month or year that it spoke of, and which of them that was;
    `small` says that the article was put up in the small hours, `clock` which time of which day it gave last,
    in minutes, and whether by twelve hours.
    `put_up` is the time of day at which the article was published, in minutes, where it says so.
    """

    base: date | None
    tense: int
    before: date | None
    told: tuple[date, Precision] | None = None
    small: bool = False
    clock: tuple[date, int, bool] | None = None
    put_up: int | None = None


# So many days ahead are nearer than those of the week before.
_SOON = 2


def weekday_way(context: Context, weekday: int) -> int:
    """Return 1 where a weekday (1 to 7) is one to come, -1 where it is one past.

    Where no verb tells, it is the nearer one: "Lift-off: Tuesday".
    """
    ahead = context.base is not None and 0 < (weekday - context.base.isoweekday()) % 7 <= _SOON
    return 1 if context.tense > 0 or (context.tense == 0 and ahead) else -1


def unit_of(text: str) -> str:
    """Return the TIMEX3 letter of a unit's name."""
    word = text.lower()
    return UNITS.get(word) or UNITS.get(word[:-1], "D")


def amount_of(text: str | None) -> float | None:
    """Return how many units; None for a vague number ("several", "dozens of")."""
    lowered = re.sub(r"\s+", " ", (text or "").lower()).strip()
    if not lowered or lowered in _VAGUE or lowered.endswith("s of"):
        return None
    if lowered in {"a", "an"}:
        return 1
    if lowered in {"half a", "half an"}:
        return 0.5
    if lowered.startswith("a couple"):
        return 2
    return value_of(re.split(r"\s?-\s?(?=[0-9])", lowered)[0])


def period(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 duration: "P3Y", "PT2H", "PXD" where the number is vague."""
    time = unit in {"S", "H"} or unit == "MIN"
    number = "X" if amount is None else f"{amount:g}"
    if unit == "DE" and amount is not None:
        # TIMEX3 counts known decades in years.
        unit, number = "Y", f"{amount * 10:g}"
    if unit == "FN":
        unit, number = "W", "X" if amount is None else f"{amount * 2:g}"
    return f"P{'T' if time else ''}{number}{'M' if unit == 'MIN' else unit}"


def clock_unit(word: str, unit: str) -> str:
    """Return a unit's letter, minutes told from months."""
    return "MIN" if word.lower().startswith("minute") else unit


def vague(value: str) -> Reading:
    """Return a date without a place on the calendar ("PAST_REF")."""
    return Reading("date", value, "none")


def moved(base: date | None, amount: float | None, unit: str, direction: int) -> Reading:
    """Return the moment `amount` units before or after `base`, as coarse as the unit is."""
    if amount is None:
        return vague("PAST_REF" if direction < 0 else "FUTURE_REF")
    if base is None:
        return Reading("date", "XXXX-XX-XX", "none", anchored=False)
    steps = direction * amount
    if unit in {"S", "H", "MIN"}:
        return Reading("time", f"{base.isoformat()}TXX", "none", shift(base, days=-1 if direction < 0 else 0), base)
    if unit in _DAYS:
        target = shift(base, days=round(steps * _DAYS[unit]))
    else:
        target = shift(base, months=round(steps * _MONTHS.get(unit, 12)))
    if target is None:
        return Reading("date", "XXXX-XX-XX", "none", anchored=False)
    return containing(target, unit)


def after_told(context: Context, amount: float | None, unit: str) -> Reading:
    """Return the moment so long after what the text spoke of last; it is unknown where that is told less exactly."""
    told, precision = context.told or (None, "none")
    if (precision == "year" and unit not in _YEARS) or (precision == "month" and unit not in _MONTHS):
        told = None
    return moved(told, amount, unit, 1)


def containing(target: date, unit: str) -> Reading:  # noqa: PLR0911 - one unit, one line
    """Return the day, week, month, ... that holds `target`."""
    if unit == "D":
        return day(target)
    if unit in {"W", "FN", "WE"}:
        return week(target, weekend=unit == "WE")
    if unit == "M":
        return month(target.year, target.month)
    if unit == "Q":
        return quarter(target.year, (target.month + 2) // 3)
    if unit == "DE":
        return stretches.decade(target.year // 10 * 10)
    if unit == "CE":
        start = (target.year - 1) // 100 * 100 + 1
        return stretches.years(start, start + 99, f"{(start - 1) // 100:02d}", "century")
    return year(target.year)


def month_near(number: int, context: Context) -> int | None:
    """Return the year of a month that stands without one."""
    base = context.base
    if base is None:
        return None
    ahead = number - base.month
    if context.tense > 0:
        return base.year + (ahead < 0)
    if ahead <= 0:
        return base.year + (context.tense >= 0 and ahead < -9)
    return base.year - (context.tense < 0 or ahead > AHEAD)


def month_number(text: str) -> int:
    """Return the number of a month's name."""
    return MONTHS[text.lower().rstrip(".")]
