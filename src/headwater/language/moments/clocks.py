"""Times of day, with the day that they belong to where the text says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.language.moments import stretches
from headwater.language.moments.grammar import WEEKDAYS
from headwater.language.moments.measuring import month_near, month_number, weekday_way
from headwater.language.moments.stretches import Reading, day, valid
from headwater.language.numerals import value_of

if TYPE_CHECKING:
    from datetime import date

    from headwater.language.moments.measuring import Context, Match

_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s?([ap])?", re.IGNORECASE)


def clock_of(text: str) -> str | None:
    """Return "17:30" for "5:30 p.m.", None where the text is no time of day."""
    lowered = text.lower().strip()
    if lowered in {"noon", "midnight"}:
        return "12:00" if lowered == "noon" else "24:00"
    match = _CLOCK.match(lowered)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] == "p" and hour < 12:
        hour += 12
    elif match[3] == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def at(found: date | None, clock: str | None, weekday: int = 0) -> Reading | None:
    """Return a time of day on a day, on a weekday of no known week, or on no known day."""
    if clock is None:
        return None
    if found is None and weekday:
        return Reading("time", f"XXXX-WXX-{weekday}T{clock}", "minute", anchored=False)
    if found is None:
        return Reading("time", f"XXXX-XX-XXT{clock}", "minute", anchored=False)
    return day(found, f"T{clock}")


def clock(match: Match, context: Context) -> Reading | None:
    """Return what "5:30 p.m. on Nov. 6" means."""
    if match["m"]:
        number = month_number(match["m"])
        number_year = int(match["y"]) if match["y"] else month_near(number, context)
        found = valid(number_year, number, int(re.sub(r"\D", "", match["d"]))) if number_year else None
        return at(found, clock_of(match["t"]))
    return clock_bare(match, context)


def clock_bare(match: Match, context: Context) -> Reading | None:
    """Return what "5:30 p.m. Friday" means; without a day it is that of the day last named."""
    if not match["day"]:
        return at(context.before or context.base, clock_of(match["t"]))
    weekday = WEEKDAYS[match["day"].lower()]
    base = context.base
    found = stretches.weekday_near(base, weekday, weekday_way(context, weekday)) if base else None
    return at(found, clock_of(match["t"]), weekday)


def clock_plain(match: Match, context: Context) -> Reading | None:
    """Return what "0330 GMT" means."""
    return at(context.before or context.base, clock_of(match["t"]))


def clock_hours(match: Match, context: Context) -> Reading | None:
    """Return what "five o'clock in the evening" means."""
    hour = value_of(match["n"])
    if hour is None or not 1 <= hour <= 12:
        return None
    late = (match["part"] or "").lower() in {"afternoon", "evening", "night"}
    return at(context.before or context.base, f"{int(hour) % 12 + 12 * late:02d}:00")
