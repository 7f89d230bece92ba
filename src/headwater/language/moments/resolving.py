"""What a matched expression means: one function a rule, from the match and its surroundings to a `Reading`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.language.moments import stretches
from headwater.language.moments.grammar import MONTHS, PARTS_OF_DAY, SEASONS, UNITS, WEEKDAYS
from headwater.language.moments.stretches import Reading, day, month, quarter, season, shift, valid, week, year
from headwater.language.numerals import ordinal_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

Match = re.Match[str]
# A month that lies further ahead of the article than this was last year's: a report looks back more than ahead.
_AHEAD = 3
_VAGUE = frozenset({"several", "many", "some", "few", "a few", "countless"})
_DAYS = {"D": 1, "W": 7, "FN": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds an expression: the article's date, the tense there (-1 past, 1 future, 0 unknown), and the last
    day that the text spoke of.
    """

    base: date | None
    tense: int
    before: date | None


def _unit(text: str) -> str:
    word = text.lower()
    return UNITS.get(word) or UNITS.get(word[:-1], "D")


def _amount(text: str | None) -> float | None:
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


def _period(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 duration: "P3Y", "PT2H", "PXD" where the number is vague."""
    time = unit in {"S", "H"} or unit == "MIN"
    number = "X" if amount is None else f"{amount:g}"
    if unit == "DE" and amount is not None:
        # TIMEX3 counts known decades in years.
        unit, number = "Y", f"{amount * 10:g}"
    if unit == "FN":
        unit, number = "W", "X" if amount is None else f"{amount * 2:g}"
    return f"P{'T' if time else ''}{number}{'M' if unit == 'MIN' else unit}"


def _clock_unit(word: str, unit: str) -> str:
    return "MIN" if word.lower().startswith("minute") else unit


def _vague(value: str) -> Reading:
    return Reading("date", value, "none")


def _moved(base: date | None, amount: float | None, unit: str, direction: int) -> Reading:
    """Return the moment `amount` units before or after `base`, as coarse as the unit is."""
    if amount is None:
        return _vague("PAST_REF" if direction < 0 else "FUTURE_REF")
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
    return _containing(target, unit)


def _containing(target: date, unit: str) -> Reading:
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


def _month_near(number: int, context: Context) -> int | None:
    """Return the year of a month that stands without one."""
    base = context.base
    if base is None:
        return None
    ahead = number - base.month
    if context.tense > 0:
        return base.year + (ahead < 0)
    if ahead <= 0:
        return base.year + (context.tense >= 0 and ahead < -9)
    return base.year - (context.tense < 0 or ahead > _AHEAD)


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


def _month_number(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


def _year_of(match: Match, number: int, context: Context) -> int | None:
    if match["y"]:
        return int(match["y"])
    if match["rel"] and context.base:
        return context.base.year + {"this": 0, "last": -1, "next": 1}.get(match["rel"].lower(), 0)
    return _month_near(number, context)


_ATTACKS = re.compile(
    r"\s(?:terror\w*\s)?(?:attack|hijack|victim|famil|commission|memorial|terror|anniversar|bomb|museum)"
)


def _month_day(match: Match, context: Context) -> Reading | None:
    number = _month_number(match["m"])
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
        start = start if (start - context.base).days <= 31 * _AHEAD else valid(found - 1, number, first) or start
    if match["d2"]:
        end = valid(found, number, int(re.sub(r"\D", "", match["d2"])))
        if end and end > start:
            return replace(day(start), last=end)
    return day(start)


def _month_year(match: Match, context: Context) -> Reading | None:
    number = _month_number(match["m"])
    if match["rel"] and match["rel"].lower() == "that":
        anchor = context.before or context.base
        return month(anchor.year, number) if anchor else None
    found = _year_of(match, number, context)
    return month(found, number) if found is not None else Reading("date", f"XXXX-{number:02d}", "month", anchored=False)


def _month(match: Match, context: Context) -> Reading | None:
    number = _month_number(match["m"])
    found = _month_near(number, context)
    return month(found, number) if found is not None else Reading("date", f"XXXX-{number:02d}", "month", anchored=False)


def _ago(match: Match, context: Context) -> Reading | None:
    way = match["way"].lower()
    unit = _clock_unit(match["u"], _unit(match["u"]))
    amount = _amount(match["n"])
    if amount is not None and "half" in match[0].lower() and "half a" not in match["n"].lower():
        amount += 0.5
    direction = -1 if way in {"ago", "earlier", "before", "back"} else 1
    base = context.base if way in {"ago", "from now", "hence", "back"} else context.before or context.base
    return _moved(base, amount, unit, direction)


def _shifted(match: Match, context: Context) -> Reading | None:
    which, what = match["this"].lower(), match["what"].lower()
    near = context.before if which in {"same", "following", "previous", "that"} else None
    base = near or context.base
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1}.get(which, 0)
    if which == "recent" or ("century" in what and what.startswith("half")):
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
    unit = _unit(what)
    if what == "decade":
        return _stretch(1, unit, which, base)
    if what == "weekend":
        return week(shift(base, days=7 * step) or base, weekend=True)
    if what in {"second", "minute", "hour"} or what.endswith("s"):
        return None
    return _moved(base, 1, unit, step) if step else _containing(base, unit)


def _precision(what: str, part: str) -> stretches.Precision:
    if part or what in PARTS_OF_DAY:
        return "part of day"
    named: dict[str, stretches.Precision] = {
        "week": "week", "weekend": "weekend", "month": "month", "year": "year", "decade": "decade", "quarter": "quarter",
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
    unit = _unit(match["u"])
    step = {"last": -1, "next": 1}.get(words[-2], 0)
    if context.base is None:
        return Reading("date", "XXXX", "none", anchored=False)
    return _moved(context.base, 1, unit, step) if step else _containing(context.base, unit)


def _span(match: Match, context: Context) -> Reading | None:
    unit = _clock_unit(match["u"], _unit(match["u"]))
    return _stretch(_amount(match["n"]), unit, match["this"].lower(), context.base)


def _recents(match: Match, context: Context) -> Reading | None:
    unit = _clock_unit(match["u"], _unit(match["u"]))
    return _stretch(None, unit, match["this"].lower(), context.base)


def _stretch(amount: float | None, unit: str, which: str, base: date | None) -> Reading:
    """Return a duration that ends (or begins) at the article's date: "the past three years"."""
    reading = Reading("duration", _period(amount, unit), "none")
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


def _weekday(match: Match, context: Context) -> Reading | None:
    weekday = WEEKDAYS[match["w"].lower().rstrip(".")]
    part = ""
    if match["part"]:
        part = "T" + PARTS_OF_DAY[match["part"].lower()]
    elif match["noon"]:
        part = "T12:00" if match["noon"].lower() == "noon" else "T24:00"
    if context.base is None:
        kind_precision: stretches.Precision = "part of day" if part else "day"
        return Reading("time" if part else "date", f"XXXX-WXX-{weekday}{part}", kind_precision, anchored=False)
    if match["rel"]:
        step = {"last": -7, "this": 0, "next": 7}[match["rel"].split()[0].lower()]
        found = shift(context.base, days=step + weekday - context.base.isoweekday())
    else:
        found = stretches.weekday_near(context.base, weekday, 1 if context.tense > 0 else -1)
    return day(found, part) if found else None


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


def _at(found: date | None, clock: str | None, weekday: int = 0) -> Reading | None:
    if clock is None:
        return None
    if found is None and weekday:
        return Reading("time", f"XXXX-WXX-{weekday}T{clock}", "minute", anchored=False)
    if found is None:
        return Reading("time", f"XXXX-XX-XXT{clock}", "minute", anchored=False)
    return day(found, f"T{clock}")


def _clock(match: Match, context: Context) -> Reading | None:
    if match["m"]:
        number = _month_number(match["m"])
        number_year = int(match["y"]) if match["y"] else _month_near(number, context)
        found = valid(number_year, number, int(re.sub(r"\D", "", match["d"]))) if number_year else None
        return _at(found, clock_of(match["t"]))
    return _clock_bare(match, context)


def _clock_bare(match: Match, context: Context) -> Reading | None:
    if not match["day"]:
        return _at(context.before or context.base, clock_of(match["t"]))
    weekday = WEEKDAYS[match["day"].lower()]
    base = context.base
    found = stretches.weekday_near(base, weekday, 1 if context.tense > 0 else -1) if base else None
    return _at(found, clock_of(match["t"]), weekday)


def _clock_plain(match: Match, context: Context) -> Reading | None:
    return _at(context.before or context.base, clock_of(match["t"]))


def _clock_hours(match: Match, context: Context) -> Reading | None:
    hour = value_of(match["n"])
    if hour is None or not 1 <= hour <= 12:
        return None
    late = (match["part"] or "").lower() in {"afternoon", "evening", "night"}
    return _at(context.before or context.base, f"{int(hour) % 12 + 12 * late:02d}:00")


def _deictic(match: Match, context: Context) -> Reading | None:
    name = match["day"].lower()
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
        options = [found for found in options if found <= base] or options
    return day(min(options, key=lambda found: abs((found - base).days))) if options else None


def _set(match: Match, _context: Context) -> Reading | None:
    word = match["u"].lower()
    if word in WEEKDAYS:
        return Reading("set", f"XXXX-WXX-{WEEKDAYS[word]}", "none")
    if word in PARTS_OF_DAY:
        return Reading("set", f"XXXX-XX-XXT{PARTS_OF_DAY[word]}", "none")
    if word in SEASONS:
        return Reading("set", f"XXXX-{SEASONS[word]}", "none")
    amount = 2.0 if match["n"] and match["n"].lower() == "other" else _amount(match["n"]) if match["n"] else 1.0
    return Reading("set", _period(amount, _clock_unit(word, _unit(word))), "none")


_ADVERBS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y",
    "annual": "P1Y", "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W", "biannual": "P2Y", "bi-annual": "P2Y",
}  # fmt: skip


def _adverb_set(match: Match, _context: Context) -> Reading | None:
    return Reading("set", _ADVERBS[match["a"].lower()], "none")


def _rate(match: Match, _context: Context) -> Reading | None:
    return Reading("set", _period(1, _clock_unit(match["u"], _unit(match["u"]))), "none")


def _neighbour(match: Match, context: Context) -> Reading | None:
    word, side = (match["u"] or match["u2"]).lower(), (match["side"] or match["side2"]).lower()
    if match["u2"] or context.before is None:
        return Reading(
            "date",
            {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(word, "XXXX-XX-XX"),
            "none",
            anchored=False,
        )
    moved = _moved(context.before, 1, "D" if word in PARTS_OF_DAY else _unit(word), -1 if side == "before" else 1)
    if word in PARTS_OF_DAY and moved.first:
        return day(moved.first, "T" + PARTS_OF_DAY[word])
    return moved


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


def _year_short(match: Match, _context: Context) -> Reading | None:
    first = int(match.string[match.start() - 5 : match.start() - 1])
    second = first // 100 * 100 + int(match["y"])
    return year(second) if second > first else None


def _duration(match: Match, _context: Context) -> Reading | None:
    unit = _clock_unit(match["u"], _unit(match["u"]))
    amount = _amount(match["n"])
    if amount is not None and match["half"]:
        amount += 0.5
    return Reading("duration", _period(amount, unit), "none")


def _half_duration(match: Match, _context: Context) -> Reading | None:
    amount = 1.0 if match["n"].lower() == "a" else value_of(match["n"])
    unit = _clock_unit(match["u"], _unit(match["u"]))
    return Reading("duration", _period(amount + 0.5, unit), "none") if amount is not None else None


def _unit_long(match: Match, _context: Context) -> Reading | None:
    return Reading(
        "duration", _period(None if "s" in match[0].lower().rstrip("long") else 1, _unit(match["u"])), "none"
    )


def _bare_units(match: Match, context: Context) -> Reading | None:
    unit = _clock_unit(match["u"], _unit(match["u"]))
    if match["way"]:
        return _moved(context.base, None, unit, 1 if "later" in match["way"].lower() else -1)
    return Reading("duration", _period(None, unit), "none")


RESOLVERS: dict[str, Callable[[Match, Context], Reading | None]] = {
    "iso": _iso, "slashed": _slashed, "nine_eleven": _nine_eleven, "month_day": _month_day, "day_month": _month_day,
    "month_year": _month_year, "month": _month, "ago": _ago, "shifted": _shifted, "edge_of": _edge_of, "span": _span,
    "recents": _recents, "weekday": _weekday, "clock": _clock, "clock_bare": _clock_bare, "clock_zone": _clock_plain,
    "clock_hours": _clock_hours, "deictic": _deictic, "decade": _decade, "century": _century, "quarter": _quarter,
    "quarter_short": _quarter_short, "season": _season, "season_bare": _season_bare, "holiday": _holiday, "set": _set,
    "adverb_set": _adverb_set, "rate": _rate, "neighbour": _neighbour, "weekend": _weekend, "fiscal": _fiscal,
    "year": _year, "year_range": _year, "year_short": _year_short, "duration": _duration, "half_duration": _half_duration,
    "unit_long": _unit_long, "bare_units": _bare_units,
    "present": lambda _match, context: Reading("date", "PRESENT_REF", "none", context.base, context.base),
    "past_ref": lambda _match, _context: _vague("PAST_REF"),
    "future_ref": lambda _match, _context: _vague("FUTURE_REF"),
}  # fmt: skip
