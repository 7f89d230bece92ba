"""What sets an event apart from others of its kind: which of a series it is, and the days that its reports name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.article import Article

SERIES_CHARACTERS = 200
# News says on which weekday a thing happened where it says what happened; further down stand those of its background.
WEEKDAY_CHARACTERS = 1000
DATE_CHARACTERS = 6000
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
# Things that come in numbers, of which two with different numbers are not the same event.
COUNTED = (
    "anniversary|chapter|championship|conference|congress|cup|day|edition|episode|game|hearing|match|meeting|month|"
    "olympics|package|part|phase|quarter|race|round|season|session|stage|summit|trial|volume|vote|week|year"
)
NUMBERED = re.compile(rf"\b({COUNTED}) (?:no\. ?|number )?(\d{{1,4}})\b")
ORDINAL_DIGITS = re.compile(rf"\b(\d{{1,3}})(?:st|nd|rd|th) ({COUNTED})\b")
ORDINAL_WORD = re.compile(rf"\b({'|'.join(ORDINALS)})[ -]({COUNTED})\b")
YEAR_OF = re.compile(rf"\b((?:19|20)\d\d) (?:[a-z]+ )?({COUNTED})\b")
WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?)"
)
MONTH_FIRST = re.compile(rf"\b{MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b")
DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}\b")


@dataclass(frozen=True, slots=True)
class Identity:
    """What an article says of which event of its kind it tells.

    `series` are the numbered things that it opens with, such as ("day", "21") and ("quarter", "2"); `dates` the days
    of a month that it names anywhere, as (month, day); `weekdays` those that its head names.
    """

    series: frozenset[tuple[str, str]]
    dates: frozenset[tuple[int, int]]
    weekdays: frozenset[str]


def identity(article: Article) -> Identity:
    """Return what an article says of which event of its kind it tells."""
    text = f"{article.title or ''} . {article.text[:DATE_CHARACTERS]}"
    weekdays = frozenset(WEEKDAY.findall(article.text[:WEEKDAY_CHARACTERS]))
    return Identity(_series(article), _dates(text), weekdays)


def differences(one: Identity, other: Identity) -> tuple[bool, bool, bool]:
    """Return whether two articles name another of the same series, other days only, and other weekdays only.

    What one of them does not name at all is no difference.
    """
    things = {thing for thing, _ in one.series} & {thing for thing, _ in other.series}
    return (
        bool(things) and not one.series & other.series,
        bool(one.dates and other.dates) and not one.dates & other.dates,
        bool(one.weekdays and other.weekdays) and not one.weekdays & other.weekdays,
    )


def _series(article: Article) -> frozenset[tuple[str, str]]:
    text = f"{article.title or ''} . {article.text[:SERIES_CHARACTERS]}".lower()
    found = {(m[2], m[1]) for pattern in (ORDINAL_DIGITS, YEAR_OF) for m in pattern.finditer(text)}
    found |= {(m[2], str(ORDINALS.index(m[1]) + 1)) for m in ORDINAL_WORD.finditer(text)}
    found |= {(m[1], m[2]) for m in NUMBERED.finditer(text)}
    return frozenset(found)


def _dates(text: str) -> frozenset[tuple[int, int]]:
    named = [(m[1], m[2]) for m in MONTH_FIRST.finditer(text)] + [(m[2], m[1]) for m in DAY_FIRST.finditer(text)]
    days = {(MONTHS.index(month[:3].lower()) + 1, int(day)) for month, day in named}
    return frozenset((month, day) for month, day in days if 1 <= day <= 31)
