"""Time expressions, resolved against the article's date.

`find` reads absolute and relative expressions in the manner of TimeML's TIMEX3 and gives each the first and last day it
may mean. An article without a date resolves what stands on its own ("May 17, 2024") and says of the rest that it has no
anchor. English only: an article that was not analysed has no moments.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from headwater.language.annotated import MomentMention
from headwater.language.moments.clocks import halved, minutes_of
from headwater.language.moments.grammar import by_first_word
from headwater.language.moments.measuring import Context
from headwater.language.moments.resolving import RESOLVERS
from headwater.language.moments.tense import Tenses

if TYPE_CHECKING:
    from collections.abc import Callable

    from headwater.language.annotated import Annotated, Name, Precision
    from headwater.language.moments.grammar import Rule
    from headwater.language.moments.stretches import Reading

_WORD = re.compile(r"[A-Za-z]+|[0-9]+|['’][0-9]0s")
_RULES = by_first_word()
_LEFT = 24
# A longer run of letters or digits begins no expression; skipping it keeps hostile text linear.
_LONGEST_WORD = 20
# How far back, in characters, "the previous day" or a bare time of day looks for the day that it follows.
_NEAR = 500
# A time of day looks farther for another one, whose day it shares.
_RUNNING = 2500

_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan", "sun", "sat"})
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|during|through|between|to|and|or|before|after|for|last|this|next|early|late"
    r"|mid)[\s-]|[(,;]\s?)$",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|during|through|throughout|between|before|after|circa|of|early|late|mid|around"
    r"|year|years|the|and|to|for|summer|winter|spring|autumn|fall|an?)[\s-]|[(–-]\s?)$",
    re.IGNORECASE,
)
_STRONG_YEAR = re.compile(r"\b(?:in|since|until|during|throughout|circa|an?)\s$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s(?!(?:elections?|olympics|games|polls|terms|sanctions|talks|models|rules|sales|figures|results|protests|riots"
    r"|attacks|wars|floods|fires|was|is|has|does|as|his|its|this|us|s)\b)"
    r"(?:[a-z]{2,}(?:(?<!s|i|u)s|people|men|women|children)\b|(?:percent|per|metric|square|km|miles?|feet|tons?|GMT|UTC|hours)\b)"
)
_NO_YEAR_LEFT = re.compile(r"(?:[$€£¥#№.,:/+]|[0-9][\s]|\bNo\.?\s|[A-Za-z]-)$")
# "Case 2000", "Room 1900".
_NUMBERED_LEFT = re.compile(
    r"\b(?:Case|Order|Room|Route|Flight|Directive|Resolution|Section|Highway|Boeing|Windows)\s$"
)
_AGE = re.compile(r"[\s-](?:old|of\sage)\b")
_BEFORE_CLOCK = re.compile(
    r"\b(?:at|around|about|by|until|till|from|to|before|after|between|since|and|just|nearly|almost)\s$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\s(?:before|after)\b")
_AGES_LEFT = re.compile(r"\bage[sd]?\s$", re.IGNORECASE)
_RATE_LEFT = re.compile(
    r"(?:[0-9%]|[0-9]\s?[a-z]{1,12}|\b(?:times|once|twice|percent|cents?|dollars|euros|million|billion))\s$"
)
_BARE_LEFT = re.compile(
    r"\b(?:for|in|within|over|after|took|take|takes|taken|spent|spend|of|last|lasted|through|just)\s$", re.IGNORECASE
)
_AHEAD_LEFT = re.compile(r"\b(?:through|until|till|by)\s\Z", re.IGNORECASE)
# What is stopped or put off until a day is so from the report on, though the verb is past.
_PUT_OFF_LEFT = re.compile(
    r"\b(?:suspend|postpone|delay|adjourn|clos|cancel|call(?:ed|s|ing)?\soff|put\soff|halt|ground|remand|extend|shut|bar|ban)"
    r"[a-z]{0,5}\b[^.;“”\"]{0,60}\s(?:until|till|through)\s\Z",
    re.IGNORECASE,
)
_FALLING = re.compile(r"\b(?:fell|fall(?:s|en|ing)|tumbl\w{1,4}|plummet\w{0,4}|plung\w{1,4}|slipp\w{1,4})\b")
# A time of day that names its day itself; and what stands between one and the day that it is of.
_OWN_DAY = re.compile(r"day\b|[A-Z][a-z]{2,8}\.?\s[0-9]")
_BESIDE = re.compile(r",?\s(?:on\s)?")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ](\d{2}):(\d{2})")
# Published in the evening, from this minute of the day on; what is then said of a night or morning over or to come.
_LATE = 18 * 60
_OVERNIGHT = frozenset({"last night", "this morning", "early this morning"})
# Published in the small hours, or in the evening of a land farther west; and what is then said of the night just over.
_SMALL = 6 * 60
_TONIGHT = frozenset({"tonight", "this evening"})
# The signature of a post with its day: "— Name (@handle) December 2, 2017".
_SIGNED = re.compile(
    r"[^@\n]{0,400}\n{0,2}[^@\n]{0,80}@\w{1,30}\)\s(?P<month>[A-Z][a-z]{2})[a-z]{0,6}\.?\s(?P<day>\d{1,2}),\s(?P<year>\d{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FINE = frozenset({"day", "part of day", "minute"})
_TOLD = _DAY_FINE | {"month", "year"}


def find(annotated: Annotated) -> tuple[MomentMention, ...]:
    """Return the moments of an article in reading order; they never overlap."""
    if not annotated.analysed:
        return ()
    text = annotated.article.text
    bases = _Bases(annotated)
    tenses = Tenses(annotated)
    names = _Names(annotated.names)
    found: list[MomentMention] = []
    before: tuple[date, int] | None = None
    told: tuple[tuple[date, Precision], int] | None = None
    clocked: tuple[tuple[date, int, bool], int] | None = None
    cursor = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < cursor or word.end() - start > _LONGEST_WORD:
            continue
        key = word[0].lower()
        rules = _RULES.get("#" if not key[0].isalpha() else key)
        if rules is None or (start and text[start - 1].isalnum()):
            continue
        near = before[0] if before and start - before[1] < _NEAR else None
        recent = told[0] if told and start - told[1] < _NEAR else None
        running = clocked[0] if clocked and start - clocked[1] < _RUNNING else None
        known = Context(bases.at(start), 0, near, recent, bases.small, running, bases.put_up)
        around = _Surroundings(text, tenses, known)
        best = _best(text, start, rules, around)
        if best is None or names.cover(start, best[0]):
            continue
        end, reading = best
        cursor = end
        found.append(_mention(text, start, end, bases.either(start, reading, text[start:end])))
        if reading.first and reading.first == reading.last and reading.precision in _DAY_FINE:
            before = (reading.first, end)
        if reading.first and reading.kind in {"date", "time"} and reading.precision in _TOLD:
            told = ((reading.first, reading.precision), end)
        if reading.first and (minutes := minutes_of(reading.value)) is not None:
            clocked = ((reading.first, minutes, halved(text[start:end])), end)
    return tuple(_of_its_day(text, one, other) for one, other in zip_longest(found, found[1:]))


class _Bases:
    """The day from which each place of an article counts: the article's, in a post that it shows the post's own."""

    def __init__(self, annotated: Annotated) -> None:
        self._own = _base(annotated.article.published)
        self.put_up = _put_up(annotated.article.published or "")
        self._late = self.put_up is not None and self.put_up >= _LATE
        self.small = self.put_up is not None and self.put_up < _SMALL
        posts = [one for one in annotated.quotations if one.rule == "post"]
        self._starts = [post.start for post in posts]
        self._posts = [(post.end, _stamped(annotated.article.text, post.end)) for post in posts]

    def at(self, start: int) -> date | None:
        number = bisect.bisect_right(self._starts, start) - 1
        end, day = self._posts[number] if number >= 0 else (0, None)
        return day if day is not None and start < end else self._own

    def either(self, start: int, reading: Reading, words: str) -> Reading:
        """Return a night or morning of a page put up in the evening or in the small hours as of either day.

        Pages are written on overnight and keep the hour at which they were first put up; and the hour may be that of
        another land.
        """
        which = words.lower()
        if reading.first is None or reading.last is None or self.at(start) != self._own:
            return reading
        if self._late and which in _OVERNIGHT and reading.last < date.max:
            return replace(reading, last=reading.last + timedelta(days=1))
        if self.small and which in _TONIGHT and reading.first > date.min:
            return replace(reading, first=reading.first - timedelta(days=1))
        return reading


def _put_up(published: str) -> int | None:
    """Return the minutes since midnight at which an article was published; midnight stands for no known time."""
    match = _TIME.match(published)
    return (int(match[1]) * 60 + int(match[2]) or None) if match else None


def _stamped(text: str, end: int) -> date | None:
    """Return the day behind the signature of a post that ends at `end`, None where none stands there."""
    match = _SIGNED.match(text, end)
    try:
        return match and date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:
        return None


def _of_its_day(text: str, one: MomentMention, other: MomentMention | None) -> MomentMention:
    """Return a time of day as one of the day that stands right behind it: "10 p.m. Sunday night"."""
    if other is None or one.precision != "minute" or other.precision not in {"day", "part of day"}:
        return one
    own, day = _OWN_DAY.search(one.text), other.earliest
    if own or not day or day != other.latest or not _BESIDE.fullmatch(text, one.end, other.start):
        return one
    return replace(one, value=day + one.value[len(day) :], earliest=day, latest=day, anchored=True)


class _Surroundings:
    """What the rules may ask of the place; the tense is worked out only when one of them fits."""

    __slots__ = ("tenses", "text", "without")

    def __init__(self, text: str, tenses: Tenses, without: Context) -> None:
        self.text, self.tenses, self.without = text, tenses, without

    def context(self, start: int, end: int) -> Context:
        tense = self.tenses.at(start, end)
        if tense == 0 and _AHEAD_LEFT.search(self.text, max(0, start - 10), start):
            tense = 1
        if tense < 0 and _PUT_OFF_LEFT.search(self.text, max(0, start - 90), start):
            tense = 1
        return replace(self.without, tense=tense)


class _Names:
    """The names of people and organisations: a month or a day inside one is part of it ("The Sunday Times")."""

    def __init__(self, names: tuple[Name, ...]) -> None:
        self._names = [name for name in names if name.kind != "LOC"]
        self._starts = [name.start for name in self._names]

    def cover(self, start: int, end: int) -> bool:
        index = bisect.bisect_right(self._starts, start) - 1
        if index < 0:
            return False
        name = self._names[index]
        return name.end >= end and name.end - name.start > end - start


def _base(published: str | None) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _best(text: str, start: int, rules: tuple[Rule, ...], around: _Surroundings) -> tuple[int, Reading] | None:
    """Return the end and the meaning of the longest expression that begins at `start`; the first rule wins a tie."""
    best: tuple[int, Reading] | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or (best and match.end() <= best[0]):
            continue
        if not _fits(rule.name, match):
            continue
        reading = RESOLVERS[rule.name](match, around.context(start, match.end()))
        if reading is not None:
            best = (match.end(), reading)
    return best


def _mention(text: str, start: int, end: int, reading: Reading) -> MomentMention:
    return MomentMention(
        start=start,
        end=end,
        text=text[start:end],
        kind=reading.kind,
        value=reading.value,
        precision=reading.precision,
        earliest=reading.first.isoformat() if reading.first else None,
        latest=reading.last.isoformat() if reading.last else None,
        anchored=reading.anchored,
    )


def _fits(rule: str, match: re.Match[str]) -> bool:
    """Tell whether the surroundings allow what the pattern matched."""
    check = _CHECKS.get(rule)
    return check is None or check(match, match.string[max(0, match.start() - _LEFT) : match.start()])


def _fits_bare(match: re.Match[str], left: str) -> bool:
    text, end = match.string, match.end()
    if left.endswith(("light ", "-")) or _AGE.match(text, end):
        return False
    return bool(match["way"] or _BARE_LEFT.search(left) or _SIDE.match(text, end))


def _fits_decade(match: re.Match[str], left: str) -> bool:
    apostrophe = match.string[match.start()] in "'’"
    return bool(match["y"] or apostrophe or (match["word"] and left.lower().endswith("the ")))


def _fits_adverb(match: re.Match[str], left: str) -> bool:
    return match[0][0].islower() or match.start() == 0 or left.endswith((". ", "\n"))


def _fits_weekday(match: re.Match[str], _left: str) -> bool:
    return match["w"][0].isupper()


def _fits_zone(_match: re.Match[str], left: str) -> bool:
    return not left.endswith(("$", "€", "£"))


def _fits_named(match: re.Match[str], _left: str) -> bool:
    return match["m"][0].isupper()


def _fits_month(match: re.Match[str], left: str) -> bool:
    name = match["m"]
    if not name[0].isupper():
        return False
    if name.lower().rstrip(".") in _AMBIGUOUS_MONTHS:
        return match[0] != name or bool(_BEFORE_MONTH.search(left))
    # A short name without its stop is a month only with a day or a year beside it.
    return len(name) > 4 or name.endswith(".") or name in {"June", "July"}


def _fits_range(_match: re.Match[str], left: str) -> bool:
    return not _NO_YEAR_LEFT.search(left) or left.endswith(("(", " "))


def _fits_year(match: re.Match[str], left: str) -> bool:
    number = int(match["y"])
    if _NO_YEAR_LEFT.search(left) or _NUMBERED_LEFT.search(left):
        return False
    if _STRONG_YEAR.search(left):
        return True
    if _COUNTED.match(match.string, match.end()):
        return False
    if 1900 <= number <= 2049:
        return True
    return bool(_BEFORE_YEAR.search(left)) and 1400 <= number <= 2099 and "the " not in left[-4:]


def _fits_duration(match: re.Match[str], left: str) -> bool:
    text, end = match.string, match.end()
    lowered = match["n"].lower()
    unit = match["u"].lower()
    if (
        _AGE.match(text, end)
        or _AGES_LEFT.search(left)
        or (left.endswith(("$", "€", "£", "-", ".", ",")) and not left.endswith((". ", ", ")))
    ):
        return False
    if lowered in {"a", "an"} and (unit == "second" or _RATE_LEFT.search(left)):
        return False
    if unit in {"second", "quarter", "night"} and lowered not in {"a", "an"} and not unit.endswith("s"):
        return lowered == "one" and unit != "second"
    return not text.startswith((" into the", " to go"), end) or not unit.startswith("second")


def _fits_season(match: re.Match[str], _left: str) -> bool:
    """Tell the season from a fall that the text has just told of: "he fell from the quay … was hurt in the fall"."""
    return match["s"].lower() != "fall" or not _FALLING.search(
        match.string, max(0, match.start() - _NEAR), match.start()
    )


def _fits_shifted(match: re.Match[str], left: str) -> bool:
    what = match["what"]
    named = (what.lower().endswith("day") and len(what) > 3) or what.lower() in {"may", "march"}
    if named and not what[0].isupper():
        return False
    # "That day" tells of a day already named; "that week" likewise. "The last day" counts, it does not place.
    if match["this"].lower() == "that":
        return what.lower() not in {"second", "minute"}
    return not (match["this"].lower() in {"last", "past"} and left.lower().endswith(("the ", "his ", "her ", "their ")))


def _fits_clock(match: re.Match[str], left: str) -> bool:
    """Tell a time of day from a score, a length of film or a verse: a word of time stands beside it."""
    zone = match.end() > match.end("t")
    return (zone or bool(_BEFORE_CLOCK.search(left))) and not match["t"].startswith("0:")


_CHECKS: dict[str, Callable[[re.Match[str], str], bool]] = {
    "month_day": _fits_named, "day_month": _fits_named, "month_year": _fits_named, "month": _fits_month,
    "year": _fits_year, "year_range": _fits_range, "duration": _fits_duration, "half_duration": _fits_duration,
    "bare_units": _fits_bare, "decade": _fits_decade, "adverb_set": _fits_adverb, "weekday": _fits_weekday,
    "shifted": _fits_shifted, "clock_zone": _fits_zone, "clock_bare": _fits_clock,
    "season_bare": _fits_season,
}  # fmt: skip
