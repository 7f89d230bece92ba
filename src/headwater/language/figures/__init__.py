"""Figures: numbers with their unit, their bound and their slot.

`find` reads money, percentages, counts, measures, durations, ages, ordinals that count, ratios and ranges, in digits
and in words. It runs after the moments, so that a date is never a figure.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from headwater.language.annotated import FigureMention
from headwater.language.figures.reading import Number, is_start, number_at
from headwater.language.figures.slots import Slots
from headwater.language.numerals import ordinal_of

if TYPE_CHECKING:
    from headwater.language.annotated import Annotated, MomentMention, Name

# A figure begins at a currency sign, a digit or a word: one pass finds the places, a dictionary keeps those that count.
_START = re.compile(
    r"Y=(?=[0-9])|[A-Z]{0,3}[$€£¥₹₽₩₺₪₱₦]|(?:USD|EUR|GBP|JPY|CNY|RMB|INR|AUD|CAD|CHF|RM|Rs|Rp|HKD)(?=\s?[0-9])"
    r"|[0-9]+|[½¼¾⅓⅔]|[A-Za-z]+"
)
_LONGEST_WORD = 20
_NOT_BEFORE = re.compile(
    r"(?:[A-Za-z0-9][-/]|[0-9][.,:/]|[#№@&=_/\\]|[A-Za-z]\.|\b(?:No|Nos|number|Flight|Route|Highway|Interstate|Section|Article|Chapter|Channel|Room"
    r"|Page|Title|Bill|Resolution|Level|Phase|Boeing|Airbus|iPhone|Windows|Apollo|Formula|Type|Category|Group|Track|Area|Unit|Part|Game|Model|ZIP\sCode|Gate|Pier|Day|Act)\.?\s"
    r"|\b0[0-9]{2,4}\s(?:[0-9]{3,4}\s)?|\b(?:category|chapter|section|page|route|flight|level|phase|type|row|room|gate|tier)\s)$"
)
# Indices and the like: a capitalised word right before a bare whole number that nothing countable follows.
_NAMED_LEFT = re.compile(r"(?<![.!?]\s)\b(?:[A-Z][\w&/’'-]{0,24}|sp)\s$")
_NAME_GOES_ON = re.compile(
    r"(?:\s(?:[A-Z]|index\b|futures\b|e-minis\b|[a-z]+(?:ed|s)\b|fell\b|rose\b|was\b|is\b|and\b|at\b"
    r"|last\b|this\b|next\b)|[,.;:)]|\s?$)"
)
_NAMED_NUMBER = re.compile(r"[0-9]{1,4}[A-Za-z]{1,3}(?![A-Za-z])")
# The number that calls for help, where nothing is counted: "dialled 911", "the 911 call".
_EMERGENCY = frozenset({110, 112, 119, 911, 999})
_CALLING = re.compile(r"\b(?:call|dial|phon|ring|rang|text)[a-z]*\s$", re.IGNORECASE)
_DIALLED = re.compile(r"0[0-9]{2,}(?![.,])")
_CALLED = re.compile(
    r"[\s-](?:call|dispatch|operator|tape|recording|emergency|cent(?:er|re)|hotline|line\b)", re.IGNORECASE
)
_NOT_AFTER = re.compile(r"[A-Za-z_@]|-(?:[A-Z])|[:/][0-9]|\.[0-9]+\.|(?:st|nd|rd|th)\b")
_ORDINAL = re.compile(
    r"(?P<o>[0-9]{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-[a-z]+)"
    r"(?:[-\s](?:straight|consecutive|presidential))?\s(?P<n>term|terms|time|person|people|victim|death|visit|meeting|case|attempt|round|day|week"
    r"|month|year|night|game|season|win|loss|child|marriage|trip|summit|attack|body|vote|goal|title|term|test|launch"
    r"|flight|anniversary|birthday|debate|trial|arrest|strike|defeat|victory|album|record|place|quarter|largest|biggest"
    r"|highest|most|deadliest|in\sa\srow)\b",
    re.IGNORECASE,
)
_ORDINAL_STARTS = frozenset({
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty",
})  # fmt: skip
# What may follow a lone "one" that counts: a noun; after "of", a verb or another pronoun it does not count.
_ONE_COUNTS = re.compile(r"(?:one|One)(?:\s|-)(?P<next>[a-z]+)")
_ONE_NOT = frozenset({
    "of", "is", "was", "has", "had", "who", "that", "which", "another", "to", "in", "on", "day", "thing", "way",
    "can", "could", "would", "will", "may", "might", "must", "should", "does", "did", "and", "or", "but", "for",
    "by", "from", "with", "at", "as", "the", "a", "an", "if", "when", "because", "after", "before", "than",
    "side", "hand", "point", "time", "more", "last", "such", "morning", "night", "afternoon", "evening",
    "another's",
})  # fmt: skip


def find(annotated: Annotated) -> tuple[FigureMention, ...]:
    """Return the figures of an article in reading order; they never overlap."""
    if not annotated.analysed:
        return ()
    text = annotated.article.text
    slots = Slots(annotated)
    taken = _Taken(annotated.moments, annotated.names)
    found: list[FigureMention] = []
    cursor = 0
    for start_match in _START.finditer(text):
        start = start_match.start()
        if start < cursor or start_match.end() - start > _LONGEST_WORD:
            continue
        number = _at(text, start, start_match[0], taken)
        if number is None:
            continue
        cursor = number.end
        slot = slots.of(number)
        numbered = number.kind == "count" and slot.numbered
        found.append(
            FigureMention(
                start=number.start,
                end=number.end,
                text=text[number.start : number.end],
                kind="ordinal" if numbered else number.kind,
                low=number.low,
                high=number.high,
                unit="ordinal" if numbered else number.unit,
                bound=number.bound,
                what=slot.what,
                what_span=slot.span,
                verb=slot.verb,
                when=slots.when(number),
            )
        )
    return tuple(found)


class _Taken:
    """What the moments and names have: a date is no figure, nor is the number in a name ("Apollo 11")."""

    def __init__(self, moments: tuple[MomentMention, ...], names: tuple[Name, ...]) -> None:
        self._spans = sorted(
            [(m.start, m.end) for m in moments if m.kind in {"date", "time"}]
            + [(n.start, n.end) for n in names if not n.text[:1].isdigit()]
        )
        self._starts = [start for start, _ in self._spans]

    def holds(self, start: int) -> bool:
        index = bisect.bisect_right(self._starts, start) - 1
        return index >= 0 and start < self._spans[index][1]


def _at(text: str, start: int, word: str, taken: _Taken) -> Number | None:
    """Return the figure that begins here, None where none does or another reading has the place."""
    lowered = word.lower()
    alphabetic = word[0].isalpha() and word[-1].isalpha() and word.isascii()
    code = word.isupper() and text[start + len(word) : start + len(word) + 2].strip()[:1].isdigit()
    money = code or word in _CODES
    if alphabetic and not money and not is_start(lowered) and lowered not in _ORDINAL_STARTS:
        return None
    if (taken.holds(start) and not code) or ((word[0].isdigit() or alphabetic) and _continues(text, start)):
        return None
    ordinal = _ordinal(text, start) if lowered in _ORDINAL_STARTS or word[0].isdigit() else None
    if ordinal is not None or (alphabetic and not money and not is_start(lowered)):
        return ordinal
    number = number_at(text, start)
    return None if number is None or _unfit(text, number, lowered) else number


_CODES = frozenset({"RM", "Rs", "Rp"})


def _continues(text: str, start: int) -> bool:
    """Tell whether what begins here goes on from something before it: a longer token, a numbered thing's name."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "_'’"):
        return True
    left = text[max(0, start - 12) : start]
    if _NOT_BEFORE.search(left) and not left.endswith(("-", "–")):
        return True
    return left[-1:] in "-–" and left[-2:-1].isalnum()


def _ordinal(text: str, start: int) -> Number | None:
    match = _ORDINAL.match(text, start)
    if match is None:
        return None
    value = ordinal_of(match["o"])
    if value is None or value == 1:
        return None
    return Number(start, match.end("o"), "ordinal", float(value), float(value), "ordinal", "exact")


def _is_dialled(text: str, number: Number) -> bool:
    """Tell whether a number is a telephone's, or the one that is called in need."""
    before = text[max(0, number.start - _LONGEST_WORD) : number.start]
    in_need = number.low in _EMERGENCY and (_CALLING.search(before) or _CALLED.match(text, number.end))
    return bool(in_need or _DIALLED.match(text, number.start))


def _unfit(text: str, number: Number, lowered: str) -> bool:
    """Tell whether the place only looks like a figure: a model's number, a lone "one", part of a longer token."""
    end = number.end
    if _NOT_AFTER.match(text, end) and number.unit == "" and text[end - 1].isdigit():
        return True
    if number.kind == "count" and _is_dialled(text, number):
        return True
    if lowered == "one" and number.low == 1 and number.unit == "":
        match = _ONE_COUNTS.match(text, number.start)
        return match is None or match["next"] in _ONE_NOT
    if lowered == "one" and number.kind == "duration" and number.low == 1:
        return text[number.start] == "O" or text[number.start : number.end].lower() in {"one day", "one night"}
    if number.kind == "count" and number.low == number.high and text[number.start].isdigit() and number.low < 1000:
        named = _NAMED_LEFT.search(text[max(0, number.start - 20) : number.start])
        if named and _NAME_GOES_ON.match(text, end) and "." not in text[number.start : end]:
            return True
    # "The two", "these three": a pronoun's number without a noun says nothing.
    return bool(lowered in {"a", "an"} and number.unit == "" and number.low <= 1)
