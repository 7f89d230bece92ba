"""Stretches of the calendar: the first and last day of a week, month, season, quarter, year, decade; holidays.

Whatever leaves the calendar's years 1 to 9999 is None, never an error.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.language.annotated import MomentKind, Precision

# Northern meteorological seasons: the news that we read is mostly written there, and a season is coarse anyway.
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: its TIMEX3 value, and the first and last day it may mean (None: unknown)."""

    kind: MomentKind
    value: str
    precision: Precision
    first: date | None = None
    last: date | None = None
    anchored: bool = True


def day(moment: date, suffix: str = "") -> Reading:
    """Return one day, or the part of it that `suffix` ("TEV", "T17:00") names."""
    precision: Precision = "day" if not suffix else "part of day" if suffix[1:2].isalpha() else "minute"
    return Reading("time" if suffix else "date", f"{moment.isoformat()}{suffix}", precision, moment, moment)


def week(moment: date, *, weekend: bool = False) -> Reading:
    """Return the ISO week that holds `moment`, or its weekend."""
    year, number, weekday = moment.isocalendar()
    monday = shift(moment, days=1 - weekday)
    if monday is None:
        return Reading("date", f"{year:04d}-W{number:02d}", "week", anchored=False)
    if weekend:
        saturday, sunday = shift(monday, days=5), shift(monday, days=6)
        return Reading("date", f"{year:04d}-W{number:02d}-WE", "weekend", saturday, sunday)
    return Reading("date", f"{year:04d}-W{number:02d}", "week", monday, shift(monday, days=6))


def month(year: int, number: int) -> Reading:
    """Return a month of a year."""
    if not 1 <= year <= 9999:
        return Reading("date", f"XXXX-{number:02d}", "month", anchored=False)
    last = calendar.monthrange(year, number)[1]
    return Reading("date", f"{year:04d}-{number:02d}", "month", date(year, number, 1), date(year, number, last))


def years(first: int, last: int, value: str, precision: Precision, *, kind: MomentKind = "date") -> Reading:
    """Return the stretch from the first day of one year to the last day of another."""
    if not 1 <= first <= last <= 9999:
        return Reading(kind, value, precision, anchored=False)
    return Reading(kind, value, precision, date(first, 1, 1), date(last, 12, 31))


def year(number: int) -> Reading:
    """Return a year."""
    return years(number, number, f"{number:04d}", "year")


def decade(start: int) -> Reading:
    """Return the ten years from `start` on."""
    return years(start, start + 9, f"{start // 10:03d}", "decade")


def season(number: int, code: str) -> Reading:
    """Return a season of a year; a winter belongs to the year in which it begins."""
    first, last = _SEASON_MONTHS[code]
    start, end = month(number, first), month(number + (last < first), last)
    return Reading("date", f"{number:04d}-{code}", "season", start.first, end.last)


def quarter(number: int, which: int, *, half: bool = False) -> Reading:
    """Return the quarter (or half) `which` of a year."""
    length = 6 if half else 3
    start, end = month(number, (which - 1) * length + 1), month(number, which * length)
    return Reading("date", f"{number:04d}-{'H' if half else 'Q'}{which}", "quarter", start.first, end.last)


def shift(moment: date, *, days: int = 0, months: int = 0) -> date | None:
    """Return `moment` moved by days and months (kept inside the month), None outside the calendar."""
    try:
        if months:
            ordinal = moment.year * 12 + moment.month - 1 + months
            target, index = divmod(ordinal, 12)
            last = calendar.monthrange(target, index + 1)[1]
            moment = date(target, index + 1, min(moment.day, last))
        return moment + timedelta(days=days)
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def weekday_near(base: date, weekday: int, direction: int) -> date | None:
    """Return the day of the week nearest to `base`: not after it (-1), not before it (1)."""
    gap = (base.isoweekday() - weekday) % 7
    return shift(base, days=-gap if direction < 0 or gap == 0 else 7 - gap)


def valid(year_number: int, month_number: int, day_number: int) -> date | None:
    """Return the date, None if the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def _nth(year_number: int, month_number: int, weekday: int, count: int) -> date:
    first = date(year_number, month_number, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))


def easter(number: int) -> date:
    """Return Easter Sunday of a year (the anonymous Gregorian computus, as Meeus gives it)."""
    century, rest = divmod(number, 100)
    golden = number % 19
    skip, leap = divmod(century, 4)
    epact = (19 * golden + century - skip - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * leap + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * offset) // 451
    total = epact + offset - 7 * correction + 114
    return date(number, total // 31, total % 31 + 1)


_FIXED = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25), "christmas": (12, 25),
    "christmas eve": (12, 24), "boxing day": (12, 26), "valentine's day": (2, 14), "halloween": (10, 31),
    "independence day": (7, 4), "fourth of july": (7, 4), "4th of july": (7, 4), "veterans day": (11, 11),
    "may day": (5, 1), "bastille day": (7, 14),
}  # fmt: skip


def holiday(name: str, number: int) -> date | None:
    """Return the day of a holiday in a year, None where neither is known."""
    if not 1583 <= number <= 9998:
        return None
    name = name.lower().replace("’", "'")
    if name in _FIXED:
        return date(number, *_FIXED[name])
    sunday = easter(number)
    last_may = date(number, 5, 31)
    movable = {
        "thanksgiving": _nth(number, 11, 4, 4),
        "thanksgiving day": _nth(number, 11, 4, 4),
        "black friday": _nth(number, 11, 4, 4) + timedelta(days=1),
        "labor day": _nth(number, 9, 1, 1),
        "memorial day": last_may - timedelta(days=last_may.isoweekday() - 1),
        "presidents day": _nth(number, 2, 1, 3),
        "martin luther king day": _nth(number, 1, 1, 3),
        "columbus day": _nth(number, 10, 1, 2),
        "election day": _nth(number, 11, 1, 1) + timedelta(days=1),
        "easter": sunday,
        "easter sunday": sunday,
        "easter monday": sunday + timedelta(days=1),
        "good friday": sunday - timedelta(days=2),
    }
    return movable.get(name)
