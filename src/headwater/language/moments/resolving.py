"""What a matched expression means: one function a rule, from the match and its surroundings to a `Reading`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.language.moments import stretches
from headwater.language.moments.clocks import clock, clock_bare, clock_hours, clock_plain
from headwater.language.moments.durations import (
    adverb_set,
    bare_units,
    duration,
    half_duration,
    rate,
    recents,
    regular,
    span,
    stretch,
    unit_long,
)
from headwater.language.moments.grammar import MONTHS, PARTS_OF_DAY, SEASONS, UNITS, WEEKDAYS
from headwater.language.moments.measuring import (
    AHEAD,
    Context,
    Match,
    after_told,
    amount_of,
    clock_unit,
    containing,
    month_near,
    month_number,
    moved,
    unit_of,
    vague,
    weekday_way,
)
from headwater.language.moments.stretches import Reading, day, month, quarter, season, shift, valid, week, year
from headwater.language.numerals import ordinal_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from headwater.language.annotated import Precision


def _iso(match: Match, _context: Context) -> Reading | None:
    found = valid(int(match["y"]), int(match["m"]), int(match["d"]))
    return day(found) if found else None


def _slashed(match: Match, _context: Context) -> Reading | None:
    first, second, number = int(match["a"]), int(match["b"]), int(match["y"])
    number += 0 if number > 99 else 2000 if number < 50 else 1900
    american, european = valid(number, first, second), valid(number, second, first)
    if american and european and american != european:
        # Both readings are days: the value is the American one, the stretch holds both.
        return replace(day(american), first=min(american, european), last=max(american, european))
    found = american or european
    return day(found) if found else None


def _nine_eleven(_match: Match, _context: Context) -> Reading | None:
    found = valid(2001, 9, 11)
    return day(found) if found else None


def _year_of(match: Match, number: int, context: Context) -> int | None:
    if match["y"]:
        return int(match["y"])
    if match["rel"] and context.base:
        return context.base.year + {"this": 0, "last": -1, "next": 1}.get(match["rel"].lower(), 0)
    return month_near(number, context)


_ATTACKS = re.compile(
    r"\s(?:terror\w*\s)?(?:attack|hijack|victim|famil|commission|memorial|terror|anniversar|bomb|museum)"
)


def _month_day(match: Match, context: Context) -> Reading | None:
    number = month_number(match["m"])
    first = int(re.sub(r"\D", "", match["d"]))
    if (number, first) == (9, 11) and not match["y"] and _ATTACKS.match(match.string, match.end()):
        return _nine_eleven(match, context)
    found = _year_of(match, number, context)
    if found is None:
        return Reading("date", f"XXXX-{number:02d}-{first:02d}", "day", anchored=False)
    start = valid(found, number, first)
    if start is None:
        return None
    if not match["y"] and not match["rel"] and context.base and context.tense <= 0 and start.year == context.base.year:
        # A day of this very month that lies ahead and was not announced as such is still this year's.
        start = start if (start - context.base).days <= 31 * AHEAD else valid(found - 1, number, first) or start
    if match["d2"]:
        end = valid(found, number, int(re.sub(r"\D", "", match["d2"])))
        if end and end > start:
            return replace(day(start), last=end)
    return day(start)


def _month_year(match: Match, context: Context) -> Reading | None:
    number = month_number(match["m"])
    if match["rel"] and match["rel"].lower() == "that":
        anchor = context.told[0] if context.told else context.before or context.base
        return month(anchor.year, number) if anchor else None
    found = _year_of(match, number, context)
    return month(found, number) if found is not None else Reading("date", f"XXXX-{number:02d}", "month", anchored=False)


def _month(match: Match, context: Context) -> Reading | None:
    number = month_number(match["m"])
    found = month_near(number, context)
    return month(found, number) if found is not None else Reading("date", f"XXXX-{number:02d}", "month", anchored=False)


def _ago(match: Match, context: Context) -> Reading | None:
    way = match["way"].lower()
    unit = clock_unit(match["u"], unit_of(match["u"]))
    amount = amount_of(match["n"])
    if amount is not None and "half" in match[0].lower() and "half a" not in match["n"].lower():
        amount += 0.5
    if way in {"later", "afterward", "afterwards"}:
        return after_told(context, amount, unit)
    direction = -1 if way in {"ago", "earlier", "before", "back"} else 1
    base = context.base if way in {"ago", "from now", "hence", "back"} else context.before or context.base
    return moved(base, amount, unit, direction)


# "Later that year", "the following month": what goes on from what the text spoke of last.
_TOLD = frozenset({"that", "same", "following", "previous"})


def _near(which: str, what: str, context: Context) -> date | None:
    """Return the day that "that week" or "the following year" goes on from, None where that is the article's own."""
    if context.told and which in _TOLD and (what == "year" or (what == "month" and context.told[1] != "year")):
        return context.told[0]
    return context.before if which in {"same", "following", "previous", "that"} else None


_DATE_GOES_ON = re.compile(r"\.?\s[0-3]?[0-9](?:st|nd|rd|th)?(?:,\s(?:19|20)[0-9]{2}|(?=[.,;)]))")
_DATE_FOLLOWS = re.compile(r",?\s[A-Z][a-z]{2,8}\.?\s[0-3]?[0-9]\b")


def _shifted(match: Match, context: Context) -> Reading | None:  # noqa: PLR0911 - one kind of word, one line
    which, what = match["this"].lower(), match["what"].lower().rstrip(".")
    base = _near(which, what, context) or context.base
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1}.get(which, 0)
    # "This Dec. 20, 2015, photo": the date is the whole of it.
    goes_on = _DATE_GOES_ON if what in MONTHS else _DATE_FOLLOWS if what in WEEKDAYS else None
    begins = goes_on is not None and goes_on.match(match.string, match.end())
    if begins or which == "recent" or ("century" in what and what.startswith("half")):
        return None
    part = "T" + PARTS_OF_DAY[match["part"].strip().lower()] if match["part"] else ""
    if base is None:
        value = {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(UNITS.get(what, "D"), "XXXX-XX-XX")
        return Reading("time" if part else "date", value + part, _precision(what, part), anchored=False)
    if what in PARTS_OF_DAY:
        found = shift(base, days=step)
        return day(found, "T" + PARTS_OF_DAY[what]) if found else None
    if what in WEEKDAYS:
        return _weekday_shifted(base, WEEKDAYS[what], which, part, context.tense)
    if what in MONTHS:
        return month(base.year + _year_step(what, which, base), MONTHS[what])
    if what in SEASONS:
        return season(_season_year(base, SEASONS[what], which), SEASONS[what])
    unit = unit_of(what)
    if what == "decade":
        return stretch(1, unit, which, base)
    if what == "weekend":
        return week(shift(base, days=7 * step) or base, weekend=True)
    if what in {"second", "minute", "hour"} or what.endswith("s"):
        return None
    return moved(base, 1, unit, step) if step else containing(base, unit)


def _precision(what: str, part: str) -> Precision:
    if part or what in PARTS_OF_DAY:
        return "part of day"
    named: dict[str, Precision] = {
        "week": "week", "weekend": "weekend", "month": "month", "year": "year", "decade": "decade",
        "quarter": "quarter",
    }  # fmt: skip
    return "month" if what in MONTHS else "season" if what in SEASONS else named.get(what, "day")


def _weekday_shifted(base: date, weekday: int, which: str, part: str, tense: int) -> Reading | None:
    if which in {"last", "past", "previous"}:
        found = stretches.weekday_near(shift(base, days=-1) or base, weekday, -1)
        if found and (base - found).days <= 3:
            # "Last Monday", said on a Wednesday, may well be the Monday of the week before.
            return replace(day(found, part), first=shift(found, days=-7))
    elif which in {"next", "coming", "following", "upcoming"}:
        found = stretches.weekday_near(shift(base, days=1) or base, weekday, 1)
    else:
        found = stretches.weekday_near(base, weekday, -1 if tense < 0 else 1)
    return day(found, part) if found else None


def _year_step(name: str, which: str, base: date) -> int:
    number = MONTHS[name]
    if which in {"last", "past", "previous"}:
        return -(number >= base.month)
    if which in {"next", "coming", "following", "upcoming"}:
        return int(number <= base.month)
    return 0


def _season_year(base: date, code: str, which: str) -> int:
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if which in {"last", "past", "previous"}:
        # "Last summer", said in autumn, is still the one just over; the running season is not "last".
        return base.year - (base.month < start + 3)
    if which in {"next", "coming", "following", "upcoming"}:
        return base.year + (base.month >= start)
    return base.year - (code == "WI" and base.month <= 2)


def _edge_of(match: Match, context: Context) -> Reading | None:
    words = match[0].lower().split()
    unit = unit_of(match["u"])
    step = {"last": -1, "next": 1}.get(words[-2], 0)
    if context.base is None:
        return Reading("date", "XXXX", "none", anchored=False)
    return moved(context.base, 1, unit, step) if step else containing(context.base, unit)


def _weekday(match: Match, context: Context) -> Reading | None:
    weekday = WEEKDAYS[match["w"].lower().rstrip(".")]
    part = ""
    if match["part"]:
        part = "T" + PARTS_OF_DAY[match["part"].lower()]
    elif match["noon"]:
        part = "T12:00" if match["noon"].lower() == "noon" else "T24:00"
    if context.base is None:
        kind_precision: Precision = "part of day" if part else "day"
        return Reading("time" if part else "date", f"XXXX-WXX-{weekday}{part}", kind_precision, anchored=False)
    if match["rel"]:
        step = {"last": -7, "this": 0, "next": 7}[match["rel"].split()[0].lower()]
        found = shift(context.base, days=step + weekday - context.base.isoweekday())
    elif (
        context.small
        and part in {"TNI", "TEV"}
        and context.tense > 0
        and weekday == ((context.base.isoweekday() - 2) % 7) + 1
    ):
        # What will be on Monday night, on a page put up early on Tuesday, was written on Monday.
        found = shift(context.base, days=-1)
    else:
        found = stretches.weekday_near(context.base, weekday, weekday_way(context, weekday))
    return day(found, part) if found else None


# "The most powerful rocket in use today" is so these days.
_NOWADAYS = re.compile(r"\b(?:in (?:use|existence)|existing|living)\s\Z")


def _deictic(match: Match, context: Context) -> Reading | None:
    name = match["day"].lower()
    if name == "today" and _NOWADAYS.search(match.string, max(0, match.start() - 24), match.start()):
        return Reading("date", "PRESENT_REF", "none", context.base, context.base)
    part = match["part"] or {"tonight": "night", "overnight": "night"}.get(name)
    suffix = "T" + PARTS_OF_DAY[part.lower()] if part else ""
    if context.base is None:
        return Reading(
            "time" if suffix else "date", f"XXXX-XX-XX{suffix}", "part of day" if suffix else "day", anchored=False
        )
    found = shift(context.base, days={"yesterday": -1, "tomorrow": 1}.get(name, 0))
    return day(found, suffix) if found else None


def _decade(match: Match, _context: Context) -> Reading | None:
    if match["y"]:
        return stretches.decade(int(match["y"]) * 10)
    if match["short"]:
        return stretches.decade(1900 + int(match["short"]) * 10)
    names = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    return stretches.decade(1920 + 10 * names.index(match["word"].lower()))


def _century(match: Match, _context: Context) -> Reading | None:
    number = ordinal_of(match["o"])
    if number is None or not 1 <= number <= 99:
        return None
    return stretches.years((number - 1) * 100 + 1, number * 100, f"{number - 1:02d}", "century")


def _quarter(match: Match, context: Context) -> Reading | None:
    which = ordinal_of(match["o"])
    half = match["u"].lower() == "half"
    named = match["y"] or (match["ref"] if match["ref"] and match["ref"].isdigit() else None)
    if which is None or (half and which > 2) or (half and not match["ref"] and not match["y"]):
        return None
    if named:
        return quarter(int(named), which, half=half)
    base = context.base
    if base is None:
        return Reading("date", f"XXXX-Q{which}", "quarter", anchored=False)
    if match["ref"]:
        step = {"last": -1, "next": 1}.get(match["ref"].lower().split()[0], 0)
        return quarter(base.year + step, which, half=half)
    current = (base.month + 2) // 3
    return quarter(base.year - (which > current and context.tense <= 0), which)


def _quarter_short(match: Match, context: Context) -> Reading | None:
    which = int(match["o"])
    if match["y"]:
        return quarter(int(match["y"]), which)
    base = context.base
    if base is None:
        return Reading("date", f"XXXX-Q{which}", "quarter", anchored=False)
    return quarter(base.year - (which > (base.month + 2) // 3 and context.tense <= 0), which)


def _season(match: Match, _context: Context) -> Reading | None:
    return season(int(match["y"]), SEASONS[match["s"].lower()])


def _season_bare(match: Match, context: Context) -> Reading | None:
    code = SEASONS[match["s"].lower()]
    if context.base is None:
        return Reading("date", f"XXXX-{code}", "season", anchored=False)
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    ahead = start > context.base.month
    return season(context.base.year - (ahead and context.tense <= 0), code)


_FOR_FEAST = re.compile(r"\s(?:speech|address|message|broadcast|statement|greetings?)\b")


def _holiday(match: Match, context: Context) -> Reading | None:
    name = re.sub(r"\s", " ", match["h"])
    if match["y"]:
        found = stretches.holiday(name, int(match["y"]))
        return day(found) if found else None
    base = context.base
    if base is None:
        return Reading("date", "XXXX-XX-XX", "day", anchored=False)
    options = [found for step in (-1, 0, 1) if (found := stretches.holiday(name, base.year + step))]
    if context.tense > 0:
        options = [found for found in options if found >= base] or options
    elif context.tense < 0:
        # A speech for the new year is reported on its eve.
        ahead = int(_FOR_FEAST.match(match.string, match.end()) is not None)
        options = [found for found in options if (found - base).days <= ahead] or options
    return day(min(options, key=lambda found: abs((found - base).days))) if options else None


def _neighbour(match: Match, context: Context) -> Reading | None:
    word, side = (match["u"] or match["u2"]).lower(), (match["side"] or match["side2"]).lower()
    if match["u2"] or context.before is None:
        return Reading(
            "date",
            {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(word, "XXXX-XX-XX"),
            "none",
            anchored=False,
        )
    found = moved(context.before, 1, "D" if word in PARTS_OF_DAY else unit_of(word), -1 if side == "before" else 1)
    if word in PARTS_OF_DAY and found.first:
        return day(found.first, "T" + PARTS_OF_DAY[word])
    return found


def _weekend(_match: Match, context: Context) -> Reading | None:
    base = context.base
    if base is None:
        return Reading("date", "XXXX-WXX-WE", "weekend", anchored=False)
    saturday = stretches.weekday_near(base, 6, 1 if context.tense > 0 else -1)
    return week(saturday, weekend=True) if saturday else None


def _fiscal(match: Match, _context: Context) -> Reading | None:
    number = int(match["y"])
    return year(number + (0 if number > 99 else 2000))


def _year(match: Match, _context: Context) -> Reading | None:
    return year(int(match["y"]))


def _year_range(match: Match, _context: Context) -> Reading | None:
    """Return the years from the first to the last: the value is that of the first."""
    first, short = int(match["y"]), len(match["y2"]) < len(match["y"])
    second = int(match["y2"])
    if short:
        # "1998-02" ends in the next century.
        second += first // 100 * 100 + 100 * (second < first % 100)
    return stretches.years(first, max(first, second), f"{first:04d}", "year")


def _year_short(match: Match, _context: Context) -> Reading | None:
    first = int(match.string[match.start() - 5 : match.start() - 1])
    second = first // 100 * 100 + int(match["y"])
    return year(second) if second > first else None


RESOLVERS: dict[str, Callable[[Match, Context], Reading | None]] = {
    "iso": _iso, "slashed": _slashed, "nine_eleven": _nine_eleven, "month_day": _month_day, "day_month": _month_day,
    "month_year": _month_year, "month": _month, "ago": _ago, "shifted": _shifted, "edge_of": _edge_of, "span": span,
    "recents": recents, "weekday": _weekday, "clock": clock, "clock_bare": clock_bare, "clock_zone": clock_plain,
    "clock_hours": clock_hours, "deictic": _deictic, "decade": _decade, "century": _century, "quarter": _quarter,
    "quarter_short": _quarter_short, "season": _season, "season_bare": _season_bare, "holiday": _holiday,
    "set": regular,
    "adverb_set": adverb_set, "rate": rate, "neighbour": _neighbour, "weekend": _weekend, "fiscal": _fiscal,
    "year": _year, "year_range": _year_range, "year_short": _year_short, "duration": duration,
    "half_duration": half_duration,
    "unit_long": unit_long, "bare_units": bare_units,
    "present": lambda _match, context: Reading("date", "PRESENT_REF", "none", context.base, context.base),
    "past_ref": lambda _match, _context: vague("PAST_REF"),
    "future_ref": lambda _match, _context: vague("FUTURE_REF"),
}  # fmt: skip
