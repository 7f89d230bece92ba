"""Whether a moment tells when something happened, or which thing is meant: "the 2007 world champion" dates nothing."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from headwater.language.moments.grammar import HOLIDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.language.annotated import MomentMention, Token

_YEARS = frozenset({"year", "decade", "century"})
_BEFORE_NOUNS = frozenset({"nummod", "compound", "amod"})
# Nouns of deeds, by their ending or by name: what dates a deed dates what happened.
DEED = re.compile(
    r"(?:[st]ion|ment|[ae]nce|ing|ure|al)$"
    r"|^(?:attack|strike|visit|war|vote|march|raid|crash|speech|talk|trip|deal|summit|release|collapse|fire|flood|storm)$"
)
_NOUNS = frozenset({"NOUN", "PROPN"})
# What these words bring happened at another time than what is told; what others bring, only where the time is a coarse
# one: a fire that people die after on Friday is of that Friday.
_AT_ANOTHER = frozenset({"since", "before", "until", "till"})
_LONG_BEFORE = frozenset({"after", "following"})
_COARSE = _YEARS | {"month", "season", "quarter"}
_BRINGING = frozenset({"mark", "case"})
_HIGHEST = 40
_UNDATED = frozenset(
    "world society music youth child woman man generation industry standard technology culture language art "  # noqa: SIM905
    "life age era politics business economy".split()
)
# A quarter without a year, near such words, is one of a game.
_OF_A_YEAR = re.compile(r"[0-9]{4}|year")
_GAME = re.compile(
    r"\b(?:touchdowns?|quarterbacks?|halftime|field goals?|fumbles?|three-pointers?|"
    r"end zone|lay-?ups?|dunks?|Super Bowl|[0-9]+-yard)\b"
)
_AROUND = 150


def tokens_between(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Return the first token that begins in start..end (characters), and the first after it that does not."""
    return (
        bisect.bisect_left(tokens, start, key=lambda token: token.start),
        bisect.bisect_left(tokens, end, key=lambda token: token.start),
    )


def tells_which(tokens: Sequence[Token], moment: MomentMention) -> bool:
    """Return whether a moment is a year, a feast or "today" before a noun that says which is meant, not when it was.

    So are "the 2016 season" and, where it is not what the sentence is about, "to win this year's title"; "last year's
    fire killed nine" and "Sunday's race was won" date what happened.
    """
    holiday, nowadays = moment.text.lower() in HOLIDAYS, moment.text.lower() == "today"
    if moment.precision not in _YEARS and not holiday and not nowadays:
        return False
    first, last = tokens_between(tokens, moment.start, moment.end)
    top = next((i for i in range(first, last) if not first <= tokens[i].head < last), None)
    if top is None or tokens[top].head < last or tokens[tokens[top].head].pos not in _NOUNS:
        return False
    noun = tokens[tokens[top].head]
    if holiday:
        return tokens[top].dep == "compound"
    if nowadays:
        # "Today's music" is of no day, "today's vote" is.
        return tokens[top].dep == "nmod:poss" and noun.lemma in _UNDATED
    if tokens[top].dep in _BEFORE_NOUNS:
        return not DEED.search(noun.lemma)
    return tokens[top].dep == "nmod:poss" and not (noun.dep.startswith("nsubj") and tokens[noun.head].dep == "root")


def of_a_game(text: str, moment: MomentMention) -> bool:
    """Return whether a moment of an article with this text is a quarter of a game, which is no part of a year."""
    if moment.precision != "quarter" or _OF_A_YEAR.search(moment.text):
        return False
    return _GAME.search(text, max(0, moment.start - _AROUND), moment.end + _AROUND) is not None


def dates_another(tokens: Sequence[Token], moment: MomentMention, start: int, end: int) -> bool:
    """Return whether a moment in start..end (characters) is that of something else than what is told there.

    "Russia depends on it since the war of 2022" is of no year; "the war began in 2022" is, wherever it stands.
    """
    first, last = tokens_between(tokens, moment.start, moment.end)
    low, high = tokens_between(tokens, start, end)
    top = next((i for i in range(first, last) if not first <= tokens[i].head < last), None)
    words = _AT_ANOTHER | _LONG_BEFORE if moment.precision in _COARSE else _AT_ANOTHER
    for _ in range(_HIGHEST):
        if top is None or tokens[top].head == top or not low <= tokens[top].head < high:
            return False
        top = tokens[top].head
        near = range(max(low, top - _HIGHEST), top)
        bringing = [i for i in near if tokens[i].head == top and tokens[i].dep in _BRINGING]
        # "Following the sale" may be parsed as a clause of its own.
        if any(tokens[i].text.lower() in words for i in (*bringing, top)):
            return True
    return False
