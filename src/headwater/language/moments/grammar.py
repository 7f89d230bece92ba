"""How English writes moments: one pattern per kind of expression, and the words that can begin it.

A pattern is tried only where one of its first words stands, so that a long text costs one dictionary look-up a word.
The kinds follow TimeML's TIMEX3 guidelines (Saurí et al. 2006), written anew for news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.language.numerals import ONES, TENS

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PARTS_OF_DAY = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV", "overnight": "NI",
    "lunchtime": "MI", "midday": "MI", "noon": "MI", "midnight": "NI",
}  # fmt: skip
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "WE",
    "fortnight": "FN", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE",
}  # fmt: skip
HOLIDAYS = (
    "new year's day", "new year's eve", "new year’s day", "new year’s eve", "christmas day", "christmas eve",
    "christmas", "boxing day", "valentine's day", "valentine’s day", "halloween", "thanksgiving day", "thanksgiving",
    "independence day", "fourth of july", "4th of july", "labor day", "memorial day", "veterans day", "presidents day",
    "martin luther king day", "columbus day", "easter sunday", "easter monday", "easter", "good friday", "may day",
    "bastille day", "election day", "black friday",
)  # fmt: skip

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"  # noqa: E501 - one list
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_WEEKDAY_SHORT = r"(?:(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
_PART = r"(?:morning|afternoon|evening|night|dawn|dusk|lunchtime)"
_SEASON = r"(?:spring|summer|fall|autumn|winter)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9:%]|[,.][0-9])"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9%]|[,.][0-9])"
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)s?"
_SMALL = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_COUNT = (
    rf"(?:[0-9]{{1,4}}(?:,[0-9]{{3}})?(?:\.[0-9])?(?:\s?-\s?[0-9]{{1,3}})?|(?:{_SMALL})(?:[-\s](?:{_SMALL}))?"
    r"(?:\s(?:hundred|thousand|million|billion))?"
    r"|an?\s(?:few|couple(?:\sof)?|dozen|hundred|thousand|half(?:\sof)?)|half\san?|an?|several|many|some|few|countless"
    r"|(?:dozens|hundreds|thousands|millions|billions|tens|scores)\sof)"
)
_ABOUT = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|more\sthan|less\sthan|fewer\sthan|at\sleast|at\smost|over"
    r"|under|just\sover|just\sunder|up\sto|some|only)\s)"
)
_EDGE = r"(?:early|late|mid|earlier|later)"
_THIS = r"(?:this|last|next|past|coming|previous|following|upcoming|current|same|recent)"
_CLOCK = r"(?:(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9])?\s?(?:[ap]\.m\.|[ap]m\b)|noon|midnight)"
_ZONE = (
    r"(?:\s(?:[A-Z]{1,3}[SD]T|GMT|UTC|CET|CEST|BST|ET|PT|CT|MT|(?:Eastern|Pacific|Central|Mountain)(?:\s(?:Standard|"
    r"Daylight))?(?:\sTime|\stime)?|local\stime)\b)?"
)
_HOLIDAY = "|".join(name.replace(" ", r"\s").replace(".", r"\.") for name in HOLIDAYS)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression: its name, its pattern, the lower-case words (or "#" for digits) that can begin it."""

    name: str
    pattern: re.Pattern[str]
    first: tuple[str, ...]


def _rule(name: str, pattern: str, first: tuple[str, ...], *, exact: bool = False) -> Rule:
    return Rule(name, re.compile(pattern, 0 if exact else re.IGNORECASE), first)


_months = tuple(MONTHS)
_weekdays = tuple(word for word in WEEKDAYS if word.endswith("day"))
_edges = ("early", "late", "mid", "earlier", "later", "the", "end", "beginning", "start", "middle")
_abouts = (
    "about", "around", "approximately", "roughly", "nearly", "almost", "more", "less", "fewer", "at", "over", "under",
    "just", "up", "some", "only",
)  # fmt: skip
_counts = (
    "#", *ONES, *TENS, "a", "an", "several", "many", "some", "few", "half", "countless", "dozens", "hundreds",
    "thousands", "millions", "billions", "tens", "scores",
)  # fmt: skip
_thises = (
    "this", "last", "next", "past", "coming", "previous", "following", "upcoming", "current", "same", "recent", "the",
    "that",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    _rule(
        "iso",
        r"(?P<y>[12][0-9]{3})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?:T[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?Z?)?\b",
        ("#",),
    ),
    _rule("slashed", r"(?P<a>[01]?[0-9]|[0-3][0-9])/(?P<b>[0-3]?[0-9])/(?P<y>[12][0-9]{3}|[0-9]{2})(?![0-9/])", ("#",)),
    _rule("nine_eleven", r"9/11(?![0-9/])", ("#",)),
    _rule(
        "month_day",
        rf"(?:(?:{_EDGE}\s(?:on\s)?)?(?:{_WEEKDAY}|{_WEEKDAY_SHORT})(?:\s{_PART})?,?\s(?:the\s)?)?(?P<m>{_MONTH})\s(?:the\s)?"
        rf"(?P<d>{_DAY})(?:\s?[-–]\s?(?P<d2>{_DAY}))?(?:,?\s(?P<y>{_YEAR})|,?\s(?:of\s)?(?P<rel>this|last|next)\syear)?",
        (*_months, *WEEKDAYS, "early", "late"),
    ),
    _rule(
        "day_month",
        rf"(?:{_WEEKDAY},?\s)?(?:the\s)?(?P<d>{_DAY})(?:\s?[-–]\s?(?P<d2>{_DAY}))?(?:\sof)?\s(?P<m>{_MONTH})"
        rf"(?!\.?\s[0-3]?[0-9](?:st|nd|rd|th)?\b(?![0-9]))(?:,?\s(?P<y>{_YEAR})|,?\s(?:of\s)?(?P<rel>this|last|next)\syear)?",
        ("#", "the", *_weekdays),
    ),
    _rule(
        "month_year",
        rf"(?:{_EDGE}(?:\s|-)(?:in\s)?|(?:the\s)?(?P<edge>end|beginning|start|middle)\sof\s)?(?P<m>{_MONTH})"
        rf"(?:,?\s(?:of\s)?(?P<y>{_YEAR})|\s(?:of\s)?(?P<rel>this|last|next|that)\syear)",
        (*_months, *_edges),
    ),
    _rule(
        "month",
        rf"(?:{_EDGE}(?:\s|-)|(?:the\s)?(?:end|beginning|start|middle)\sof\s)?(?P<m>{_MONTH})(?![\w])",
        (*_months, *_edges),
    ),
    _rule(
        "ago",
        rf"{_ABOUT}?(?P<n>{_COUNT})(?:\sand\sa\shalf)?(?:\s|-)(?P<u>{_UNIT})(?:\sand\sa\shalf)?\s"
        r"(?P<way>ago|earlier|later|before(?=[.,;)])|afterwards?|from\snow|hence|back(?=[,.;]))",
        (*_counts, *_abouts),
    ),
    _rule(
        "shifted",
        rf"(?:(?P<edge>early|late|mid|earlier|later)(?:\s|-))?(?:the\s)?(?P<this>{_THIS}|that)\s(?:fiscal\s|calendar\s|school\s)?"
        rf"(?P<what>{_WEEKDAY}|{_MONTH}|{_SEASON}|{_UNIT}|{_PART}|half[-\s]century)(?P<part>\s{_PART})?(?![\w-])",
        (*_edges, *_thises),
    ),
    _rule(
        "edge_of",
        r"(?:the\s)?(?P<edge>end|beginning|start|middle|rest|remainder|turn)\sof\s(?:(?:the|this|last|next|that)\s)?"
        r"(?P<u>day|week|month|quarter|year|decade|century)(?![\w-])",
        ("the", "end", "beginning", "start", "middle", "rest", "remainder", "turn"),
    ),
    _rule(
        "span",
        rf"(?:the\s)?(?P<this>this|last|next|past|coming|previous|following|recent|first|final)\s{_ABOUT}?"
        rf"(?P<n>{_COUNT})\s(?P<u>{_UNIT})(?![\w-])",
        _thises,
    ),
    _rule(
        "recents",
        r"(?:the\s)?(?P<this>recent|past|coming|last)\s(?P<u>(?:hour|day|week|month|year|decade|centurie)s)\b",
        ("recent", "the", "past", "coming", "last"),
    ),
    _rule(
        "weekday",
        rf"(?:(?P<edge>early|late|earlier|later)\s(?:on\s)?)?(?P<w>{_WEEKDAY}|(?:Mon|Tues|Wed|Thurs|Fri|Thu|Tue)\.)"
        rf"(?:\s(?P<part>{_PART})|\sat\s(?P<noon>noon|midnight))?(?P<rel>\s(?:last|this|next)\sweek)?(?![\w-])",
        (*WEEKDAYS, "early", "late", "earlier", "later"),
    ),
    _rule(
        "clock",
        rf"(?:(?:exactly|just|shortly|about|around)\s(?:before\s|after\s)?)?(?P<t>{_CLOCK}){_ZONE}"
        rf"(?:\s\([^)]{{1,30}}\))?(?:,?\s(?:on\s)?(?P<day>{_WEEKDAY}(?!\s(?:morning|night))|(?P<m>{_MONTH})\s(?P<d>{_DAY})"
        rf"(?:,?\s(?P<y>{_YEAR}))?))?",
        ("#", "noon", "midnight"),
    ),
    _rule(
        "clock_bare",
        rf"(?P<t>(?:[01]?[0-9]|2[0-3]):[0-5][0-9])(?![0-9:]){_ZONE}(?:\s(?:on\s)?(?P<day>{_WEEKDAY}))?",
        ("#",),
    ),
    _rule(
        "clock_zone",
        r"(?P<t>(?:[01][0-9]|2[0-3])[0-5][0-9])\s(?:GMT|UTC|hours|local\stime|[A-Z]{1,2}[SD]T)\b",
        ("#",),
        exact=True,
    ),
    _rule(
        "clock_hours",
        rf"(?P<n>{_SMALL}|[0-9]{{1,2}})\so['’]clock(?:\s(?:in\sthe\s)?(?P<part>{_PART}))?",
        ("#", *ONES, *TENS),
    ),
    _rule(
        "deictic",
        rf"(?P<day>today|yesterday|tomorrow|tonight|overnight)(?:\s(?P<part>{_PART}))?(?![\w-])",
        ("today", "yesterday", "tomorrow", "tonight", "overnight"),
    ),
    _rule(
        "present",
        r"(?:right\s)?now\b|currently|nowadays|these\sdays|at\spresent|at\sthe\smoment|presently|at\sthis\s(?:time|point|moment)",
        ("now", "right", "currently", "nowadays", "these", "at", "presently"),
    ),
    _rule("past_ref", r"recently|lately|the\spast(?=[.,;])|the\srecent\spast", ("recently", "lately", "the")),
    _rule(
        "future_ref",
        r"(?:the\s)?(?:near\s|not[-\s]too[-\s]distant\s|foreseeable\s)future\b|the\sfuture\b",
        ("the", "near", "foreseeable"),
    ),
    _rule(
        "decade",
        rf"(?:the\s)?(?:{_EDGE}(?:\s|-)(?:to\s(?:{_EDGE})(?:\s|-))?)?(?:(?P<y>1[0-9]{{2}}|20[0-9])0['’]?s\b|['’]?(?P<short>[2-9])0s\b(?!\w)|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))",
        ("#", *_edges),
    ),
    _rule(
        "century",
        r"(?:(?:early|late|mid)(?:\s|-))?(?P<o>[0-9]{1,2}(?:st|nd|rd|th)|[a-z]{1,12}(?:-[a-z]{1,12})?)[-\s]century\b",
        (
            "#",
            *_edges,
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty",
        ),
    ),
    _rule(
        "quarter",
        rf"(?:the\s)?(?:fiscal\s)?(?P<o>first|second|third|fourth|1st|2nd|3rd|4th)[-\s](?P<u>quarter|half)(?:\s(?:of|in)\s"
        rf"(?:the\s)?(?P<ref>{_YEAR}|(?:this|last|next|the|fiscal)\s?year)|\s(?P<y>{_YEAR}))?(?![\w])",
        ("the", "fiscal", "first", "second", "third", "fourth", "#"),
    ),
    _rule("quarter_short", rf"Q(?P<o>[1-4])(?:,?\s(?:of\s)?(?P<y>{_YEAR}))?\b", ("q1", "q2", "q3", "q4"), exact=True),
    _rule(
        "season",
        rf"(?:the\s)?(?:(?:early|late|mid)(?:\s|-))?(?P<s>{_SEASON})(?:\sof)?\s(?P<y>{_YEAR})",
        (*SEASONS, *_edges),
    ),
    _rule(
        "season_bare",
        rf"(?<=\bin\s)(?:the\s)?(?:(?:early|late|mid)(?:\s|-))?(?P<s>{_SEASON})(?=[\s.,;])(?!\sof\b)",
        (*SEASONS, *_edges),
    ),
    _rule(
        "holiday",
        rf"(?P<h>{_HOLIDAY})(?:,?\s(?P<y>{_YEAR}))?(?![\w])",
        tuple(sorted({re.split(r"[ '’]", name)[0] for name in HOLIDAYS} | {"#"})),
    ),
    _rule(
        "set",
        rf"(?:every|each)\s(?:(?P<n>other|{_COUNT})\s)?(?P<u>{_UNIT}|{_WEEKDAY}|{_PART}|{_SEASON})(?:\s{_PART})?(?![\w-])",
        ("every", "each"),
    ),
    _rule(
        "adverb_set",
        r"(?P<a>daily|weekly|monthly|quarterly|yearly|annually|annual|hourly|nightly|biweekly|biannual|bi-annual)\b",
        (
            "daily",
            "weekly",
            "monthly",
            "quarterly",
            "yearly",
            "annually",
            "annual",
            "hourly",
            "nightly",
            "biweekly",
            "biannual",
            "bi",
        ),
    ),
    _rule(
        "rate",
        rf"(?:once|twice|[a-z]{{1,12}}\stimes|[0-9]{{1,7}}\stimes)\s(?:an?|per|each|every)\s(?P<u>{_UNIT})\b",
        ("once", "twice", "#", *ONES, *TENS, "several", "many"),
    ),
    _rule(
        "neighbour",
        r"the\s(?P<u>day|night|evening|week|month|year)\s(?P<side>before|after)(?=[.,;)])"
        r"|the\s(?P<u2>day|night|week|month|year)(?=\s(?P<side2>before|after)\s)",
        ("the",),
    ),
    _rule("weekend", r"(?:the|over\sthe)\s(?P<u>weekend)\b", ("the",)),
    _rule("fiscal", rf"(?:the\s)?fiscal(?:\syear)?\s(?P<y>{_YEAR}|[0-9]{{2}}\b)", ("the", "fiscal")),
    _rule("year_range", rf"(?P<y>{_YEAR})\s?[-–]\s?(?P<y2>(?:{_YEAR}|[0-9]{{2}}))(?![\w-])", ("#",)),
    _rule(
        "year", rf"(?:(?P<edge>early|late|mid)(?:\s|-))?(?P<y>{_YEAR})(?![\w]|-[a-z0-9])", ("#", "early", "late", "mid")
    ),
    # The end of a span of years written short: "1957-58".
    _rule("year_short", r"(?<=[12][0-9]{3}[-–])(?P<y>[0-9]{2})(?![\w-])", ("#",)),
    _rule(
        "duration",
        rf"{_ABOUT}?(?P<n>{_COUNT})(?:\s(?:more|full|straight|consecutive|long|solid|whole|additional|extra|other|calendar|business))?"
        rf"(?P<h>\s|-)(?P<u>{_UNIT})(?P<half>\sand\sa\shalf)?(?:['’](?!s))?(?P<long>[-\s]long\b)?(?![\w]|-(?!long))",
        (*_counts, *_abouts),
    ),
    _rule(
        "half_duration",
        r"(?:(?P<n>[a-z]{1,12}|[0-9]{1,3})\sand\sa\shalf\s(?P<u>" + _UNIT + r"))(?![\w-])",
        ("#", *ONES, *TENS, "a"),
    ),
    _rule(
        "unit_long",
        r"(?:(?P<u>day|week|month|year|decade|hour)s?[-\s]?long)\b",
        (
            "daylong",
            "weeklong",
            "monthlong",
            "yearlong",
            "day",
            "days",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
            "decade",
            "decades",
            "hour",
            "hours",
            "hourlong",
            "decadelong",
            "decadeslong",
            "monthslong",
            "weekslong",
            "yearslong",
            "dayslong",
            "hourslong",
        ),
    ),
    _rule(
        "bare_units",
        r"(?P<u>minutes|hours|days|weeks|months|years|decades|centuries)(?P<way>\s(?:ago|earlier|later))?(?![\w-])",
        ("minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"),
    ),
)


def by_first_word() -> dict[str, tuple[Rule, ...]]:
    """Return the rules that each first word can begin, in the order of preference."""
    found: dict[str, list[Rule]] = {}
    for rule in RULES:
        for word in rule.first:
            rules = found.setdefault(word, [])
            if rule not in rules:
                rules.append(rule)
    return {word: tuple(rules) for word, rules in found.items()}
