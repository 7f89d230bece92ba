"""Times of day, with the day that they belong to where the text says it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from headwater.language.moments import stretches
from headwater.language.moments.grammar import WEEKDAYS
from headwater.language.moments.measuring import month_near, month_number, weekday_way
from headwater.language.moments.stretches import Reading, day, valid
from headwater.language.numerals import value_of

if TYPE_CHECKING:
    from headwater.language.moments.measuring import Context, Match

_HOUR, _MIDNIGHT = 60, "24:00"
# From the evening to the small hours of the next day; and so long after a time of day another is still of that half.
_EVENING, _SMALL, _SAME_HALF = 20 * _HOUR, 4 * _HOUR, 3 * _HOUR
# What is told of a time before the one that was given last, or of every day.
_EARLIER = re.compile(r"\b(?:had|earlier|before|last|already|daily|morning|every|usually)\b", re.IGNORECASE)
_BACK = 60
# What is told as past, and what still holds, where the parse does not say it.
_PAST = re.compile(r"\b(?:\w{2,}ed|was|were|came|went|fell|broke|began|shot|hit|struck|left)\b")
_PRESENT = re.compile(r"\b(?:is|are|has|have|will|ends?|expires?|takes?|begins?|starts?|opens?|closes?|faces?|runs?)\b")
_HALF = re.compile(r"\d\s?[ap]\.?\s?m\b", re.IGNORECASE)
_NOON = 12 * _HOUR
# So far apart the clocks of one land and of the page's may be.
_ZONES = 9 * _HOUR
_VALUE = re.compile(r"\d{4}-\d{2}-\d{2}T([0-9]{2}):([0-9]{2})")
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


def running(match: Match, context: Context) -> Reading | None:
    """Return a time without a day: of the day last named, or of that of the time last given, or of the next one.

    "11:50 p.m." is followed by "12:10 a.m.", and "10:12 p.m." by "about 10:25".
    """
    own = clock_of(match["t"])
    found = context.before or (context.clock[0] if context.clock else context.base)
    if own is None or found is None:
        return at(found, own)
    if context.clock is not None and found == context.clock[0]:
        return _following(match, found, own, context.clock)
    # What is told as past was so the day before, as the midnight that is over when the report is out.
    before = not context.before and found > date.min and _to_come(context, own, match.string[slice(*_left(match))])
    return at(found - timedelta(days=1) if before else found, own)


def _following(match: Match, found: date, own: str, clock: tuple[date, int, bool]) -> Reading | None:
    """Return a time of day behind another one of the same day, in its half of the day or in the night that follows."""
    _, last, by_twelve = clock
    minutes = int(own[:2]) * _HOUR + int(own[3:])
    bare = by_twelve and not halved(match["t"]) and not match["t"].startswith("0")
    if bare and minutes < _NOON and 0 <= minutes + _NOON - last <= _SAME_HALF:
        minutes += _NOON
    elif last >= _EVENING and minutes < _SMALL and not _EARLIER.search(match.string, *_left(match)):
        return at(found + timedelta(days=1) if found < date.max else found, own)
    return at(found, f"{minutes // _HOUR:02d}:{minutes % _HOUR:02d}")


def _to_come(context: Context, own: str, left: str) -> bool:
    """Tell whether a time of the article's day lies well after its publication, whatever land's clock it goes by."""
    past = context.tense < 0 or (context.tense == 0 and _PAST.search(left) is not None)
    if not past or _PRESENT.search(left):
        return False
    minutes = int(own[:2]) * _HOUR + int(own[3:])
    return own == _MIDNIGHT or (context.put_up is not None and minutes > context.put_up + _ZONES)


def halved(text: str) -> bool:
    """Tell whether a time of day is one of twelve hours: "10 p.m.", not "22:00"."""
    return _HALF.search(text) is not None


def _left(match: Match) -> tuple[int, int]:
    """Return where the words before a time of day stand, as far as they may say that it was earlier."""
    return max(0, match.start() - _BACK), match.start()


def minutes_of(value: str) -> int | None:
    """Return the minutes since midnight of a time of day on a known day ("2031-03-04T17:30"), None of other values."""
    match = _VALUE.fullmatch(value)
    return int(match[1]) * _HOUR + int(match[2]) if match else None


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
        return running(match, context)
    weekday = WEEKDAYS[match["day"].lower()]
    base = context.base
    found = stretches.weekday_near(base, weekday, weekday_way(context, weekday)) if base else None
    return at(found, clock_of(match["t"]), weekday)


def clock_plain(match: Match, context: Context) -> Reading | None:
    """Return what "0330 GMT" means."""
    return running(match, context)


def clock_hours(match: Match, context: Context) -> Reading | None:
    """Return what "five o'clock in the evening" means."""
    hour = value_of(match["n"])
    if hour is None or not 1 <= hour <= 12:
        return None
    late = (match["part"] or "").lower() in {"afternoon", "evening", "night"}
    return at(context.before or context.base, f"{int(hour) % 12 + 12 * late:02d}:00")
