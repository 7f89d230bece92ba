"""Convicted of it here, acquitted or no longer charged with it there.

Of one offence, named with the same words, a court finds somebody guilty or it does not; the reports need not be alike
otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.vocabulary import stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.pairing import Line, View

_GUILTY = re.compile(
    r"\b(?:convicted|found\sguilty|(?:pleaded|pled)\sguilty)\s(?:of|to|on|for)\s(?:(?:the\s)?(?:charges?|counts?)\sof\s)?",
    re.IGNORECASE,
)
_FREED = re.compile(
    r"\b(?:(?:acquit(?:ted)?|clear(?:ed)?|exonerated?)\s(?:[\w.-]+\s){0,3}?of|(?:found\s)?not\sguilty\sof"
    r"|(?:drop(?:s|ped|ping)?|dismiss(?:es|ed|ing)?|withdr[ae]w(?:ing|n)?)\s(?:the\s|all\s|any\s|its\s|their\s)?(?:[a-z]+\s){0,3}?"
    r"(?:charges?|counts?|accusations?),?\s(?:of|that))\s",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|without\sbeing|if|refus\w+\sto|declin\w+\sto)\s(?:\w+\s){0,2}\Z|n[’']t\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
# How far the name of an offence reaches, and how many of its words must be the same.
_REACH = 70
_END = re.compile(r"[;.]\s|,\s(?:which|who|while|but|after)\b")
_LEAST_SHARED = 2
_MOST = 60
_EMPTY = frozenset({"charg", "count", "guilty", "court"})


@dataclass(frozen=True, slots=True)
class _Verdict:
    line: Line
    guilty: bool
    start: int
    end: int
    offence: frozenset[str]


def compare(view: View) -> Iterator[Difference]:
    """Yield the offences of which one article has somebody convicted and another has them freed."""
    found = [verdict for own in view.lines for line in own for verdict in _verdicts(view, line)][:_MOST]
    for one, other in combinations(found, 2):
        if one.line.article == other.line.article or one.guilty == other.guilty:
            continue
        if len(one.offence & other.offence) >= _LEAST_SHARED:
            yield _difference(view, one, other)


def _verdicts(view: View, line: Line) -> Iterator[_Verdict]:
    text = view.text(line)
    for pattern, guilty in ((_GUILTY, True), (_FREED, False)):
        for match in pattern.finditer(text, line.start, line.end):
            if _DENIED.search(text, max(line.start, match.start() - 24), match.start()):
                continue
            stop = min(line.end, match.end() + _REACH)
            ending = _END.search(text, match.end(), stop)
            stop = ending.start() if ending else stop
            offence = frozenset(stems(text[match.end() : stop])) - _EMPTY
            yield _Verdict(line, guilty, match.start(), stop, offence)


def _difference(view: View, one: _Verdict, other: _Verdict) -> Difference:
    guilty = one if one.guilty else other
    text = view.text(guilty.line)
    return Difference(
        slot="polarity",
        kind="real",
        certainty="possible",
        about=f"yes or no: {' '.join(text[guilty.start : guilty.end].split())}",
        one=_value(view, one),
        other=_value(view, other),
        strength=0.6,
        why="one offence, of which one report has somebody convicted and the other freed",
    )


def _value(view: View, verdict: _Verdict) -> Value:
    article = view.articles[verdict.line.article].article
    text = article.text[verdict.line.start : verdict.line.end]
    return Value(text, Place(article.id, verdict.line.start, verdict.line.end), f"{verdict.guilty}")
