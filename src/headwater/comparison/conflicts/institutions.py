"""An institution under two names: "Redfield Institute of Mining" here, "Redfield University" there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.acts import matches
from headwater.comparison.conflicts.difference import Difference, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.pairing import Line, Pair, View

_KINDS = (
    "Institute", "University", "College", "School", "Academy", "Hospital", "Clinic", "Museum", "Cathedral", "Church",
    "Mosque", "Temple", "Court", "Prison", "Airport", "Station", "Hotel", "Theatre", "Theater", "Stadium", "Bank",
)  # fmt: skip
_INSTITUTION = re.compile(
    rf"((?:[A-Z][\w’'-]{{1,30}}\s){{1,4}})({'|'.join(_KINDS)})\b((?:\s(?:of|for)\s(?:the\s)?[A-Z][\w-]{{1,30}}){{0,2}})"
)
_LEAST_ACT = 0.55


def compare(view: View, pair: Pair) -> Iterator[Difference]:
    """Yield institutions that share their own name and differ in kind, in two tellings of one act."""
    mine, theirs = _institutions(view, pair.one), _institutions(view, pair.other)
    if not mine or not theirs or not any(act.score >= _LEAST_ACT for act in matches(pair)):
        return
    for one in mine:
        for other in theirs:
            if not _renamed(view, pair, one, other):
                continue
            yield Difference(
                slot="identity",
                kind="real",
                certainty="possible",
                about=f"the name of {one[0]}",
                one=_value(view, pair.one, one),
                other=_value(view, pair.other, other),
                strength=0.6,
                why="one act at an institution that shares its own name and differs in kind",
                claim=pair.claim,
            )


def _institutions(view: View, line: Line) -> list[re.Match[str]]:
    return list(_INSTITUTION.finditer(view.text(line), line.start, line.end))


def _renamed(view: View, pair: Pair, one: re.Match[str], other: re.Match[str]) -> bool:
    if one[2] == other[2] or one[1].split()[-1] != other[1].split()[-1]:
        return False
    # An article that also knows the other's name speaks of two institutions.
    return other[2] not in _kinds_of(view, pair.one, one) and one[2] not in _kinds_of(view, pair.other, other)


def _kinds_of(view: View, line: Line, found: re.Match[str]) -> set[str]:
    own = found[1].split()[-1]
    return {match[2] for match in _INSTITUTION.finditer(view.text(line)) if own in match[1].split()}


def _value(view: View, line: Line, found: re.Match[str]) -> Value:
    place = Place(view.articles[line.article].article.id, found.start(), found.end())
    return Value(found[0], place, found[2])
