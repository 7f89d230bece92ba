"""Stretches of time, and what comes again and again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.language.moments.grammar import PARTS_OF_DAY, SEASONS, WEEKDAYS
from headwater.language.moments.measuring import amount_of, clock_unit, moved, period, unit_of
from headwater.language.moments.stretches import Reading, shift
from headwater.language.numerals import value_of

if TYPE_CHECKING:
    from datetime import date

    from headwater.language.moments.measuring import Context, Match

_DAYS = {"D": 1, "W": 7, "FN": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def span(match: Match, context: Context) -> Reading | None:
    """Return what "the past three years" means."""
    unit = clock_unit(match["u"], unit_of(match["u"]))
    return stretch(amount_of(match["n"]), unit, match["this"].lower(), context.base)


def recents(match: Match, context: Context) -> Reading | None:
    """Return what "recent weeks" means."""
    unit = clock_unit(match["u"], unit_of(match["u"]))
    return stretch(None, unit, match["this"].lower(), context.base)


def stretch(amount: float | None, unit: str, which: str, base: date | None) -> Reading:
    """Return a duration that ends (or begins) at the article's date: "the past three years"."""
    reading = Reading("duration", period(amount, unit), "none")
    if base is None or amount is None or which in {"first", "final"}:
        return reading
    back = which not in {"next", "coming", "following"}
    steps = -amount if back else amount
    if unit in _DAYS:
        other = shift(base, days=round(steps * _DAYS[unit]))
    elif unit in _MONTHS:
        other = shift(base, months=round(steps * _MONTHS[unit]))
    else:
        other = shift(base, days=-1 if back else 1)
    if other is None:
        return reading
    return replace(reading, first=min(base, other), last=max(base, other))


def regular(match: Match, _context: Context) -> Reading | None:
    """Return what "every other Friday" means."""
    word = match["u"].lower()
    if word in WEEKDAYS:
        return Reading("set", f"XXXX-WXX-{WEEKDAYS[word]}", "none")
    if word in PARTS_OF_DAY:
        return Reading("set", f"XXXX-XX-XXT{PARTS_OF_DAY[word]}", "none")
    if word in SEASONS:
        return Reading("set", f"XXXX-{SEASONS[word]}", "none")
    amount = 2.0 if match["n"] and match["n"].lower() == "other" else amount_of(match["n"]) if match["n"] else 1.0
    return Reading("set", period(amount, clock_unit(word, unit_of(word))), "none")


_ADVERBS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y",
    "annual": "P1Y", "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W", "biannual": "P2Y", "bi-annual": "P2Y",
}  # fmt: skip


def adverb_set(match: Match, _context: Context) -> Reading | None:
    """Return what "annually" means."""
    return Reading("set", _ADVERBS[match["a"].lower()], "none")


def rate(match: Match, _context: Context) -> Reading | None:
    """Return what "three times a week" means."""
    return Reading("set", period(1, clock_unit(match["u"], unit_of(match["u"]))), "none")


def duration(match: Match, _context: Context) -> Reading | None:
    """Return what "some two and a half years" means."""
    unit = clock_unit(match["u"], unit_of(match["u"]))
    amount = amount_of(match["n"])
    if amount is not None and match["half"]:
        amount += 0.5
    return Reading("duration", period(amount, unit), "none")


def half_duration(match: Match, _context: Context) -> Reading | None:
    """Return what "a year and a half" means."""
    amount = 1.0 if match["n"].lower() == "a" else value_of(match["n"])
    unit = clock_unit(match["u"], unit_of(match["u"]))
    return Reading("duration", period(amount + 0.5, unit), "none") if amount is not None else None


def unit_long(match: Match, _context: Context) -> Reading | None:
    """Return what "weeks-long" means."""
    return Reading(
        "duration", period(None if "s" in match[0].lower().rstrip("long") else 1, unit_of(match["u"])), "none"
    )


def bare_units(match: Match, context: Context) -> Reading | None:
    """Return what "for years" and "years ago" mean."""
    unit = clock_unit(match["u"], unit_of(match["u"]))
    if match["way"]:
        return moved(context.base, None, unit, 1 if "later" in match["way"].lower() else -1)
    return Reading("duration", period(None, unit), "none")
