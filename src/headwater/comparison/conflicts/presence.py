"""Who was there: one outlet has two people do something together on a day on which another has one of them gone.

The denial is a clause of company ("no longer accompanied by", "not joined by") with a day; the affirmation a clause of
another article whose subject names both people, in a sentence with the same day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.acts import SPEAKING, predicate
from headwater.comparison.conflicts.difference import Difference
from headwater.comparison.conflicts.vocabulary import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.pairing import Line, View
    from headwater.language.annotated import MomentMention, Proposition

_COMPANY = frozenset(stem(word) for word in ("accompany", "join", "escort", "attend", "flank"))
_GONE = re.compile(r"\b(?:no\slonger|not|never|without\sbeing|isn[’']t|wasn[’']t)\s(?:\w+\s)?\Z", re.IGNORECASE)
_DAYS = frozenset({"day", "part of day", "minute"})


@dataclass(frozen=True, slots=True)
class _Absence:
    line: Line
    clause: Proposition
    gone: str
    there: frozenset[str]
    days: frozenset[str]


def compare(view: View) -> Iterator[Difference]:
    """Yield who is said to be there on a day on which another article has them gone."""
    absences = [absence for own in view.lines for line in own for absence in _absences(view, line)]
    for absence in absences:
        for number, own in enumerate(view.lines):
            if number == absence.line.article:
                continue
            for line in own:
                found = _together(view, line, absence)
                if found:
                    yield _difference(view, absence, line, found)


def _absences(view: View, line: Line) -> Iterator[_Absence]:
    days = _days(line.moments)
    if not days:
        return
    text = view.text(line)
    surnames = {_surname(name.entity) for name in line.names if name.kind == "PER"}
    for clause in line.propositions:
        start = clause.predicate_span.start
        denied = clause.negated or _GONE.search(text, max(line.start, start - 24), start)
        if predicate(clause) not in _COMPANY or not denied:
            continue
        entities = {a.entity for a in clause.arguments if a.entity and _surname(a.entity) in surnames}
        gone = {_surname(entity) for entity in entities}
        for entity in sorted(entities):
            yield _Absence(line, clause, entity, frozenset(surnames - gone), days)


def _together(view: View, line: Line, absence: _Absence) -> Proposition | None:
    """Return the clause of a sentence that has both people do something on the same day."""
    if not _days(line.moments) & absence.days:
        return None
    text = view.text(line)
    for clause in line.propositions:
        if clause.negated or clause.modality != "asserted" or predicate(clause) in SPEAKING:
            continue
        for argument in clause.arguments:
            words = set(re.findall(r"\w+", text[argument.start : argument.end]))
            if argument.role == "subject" and _surname(absence.gone) in words and words & absence.there:
                return clause
    return None


def _days(moments: tuple[MomentMention, ...]) -> frozenset[str]:
    """Return the days that moments name, as dates and as weekdays (for articles without a date)."""
    found = set()
    for moment in moments:
        weekday = re.match(r"XXXX-WXX-([1-7])", moment.value)
        if weekday:
            found.add(weekday[1])
        elif moment.precision in _DAYS and moment.earliest and moment.earliest == moment.latest and _is_weekday(moment):
            found.add(str(date.fromisoformat(moment.earliest).isoweekday()))
    return frozenset(found)


def _is_weekday(moment: MomentMention) -> bool:
    return bool(re.search(r"day\b", moment.text))


def _surname(entity: str) -> str:
    return entity.rsplit(maxsplit=1)[-1]


def _difference(view: View, absence: _Absence, line: Line, clause: Proposition) -> Difference:
    sides = [
        view.value(told.article, proposition.start, proposition.end, f"{told.article}")
        for told, proposition in ((line, clause), (absence.line, absence.clause))
    ]
    return Difference(
        slot="participant",
        kind="real",
        certainty="possible",
        about=f"whether {absence.gone} was there",
        one=sides[0],
        other=sides[1],
        strength=0.7,
        why="one report has both together on a day on which the other has one of them gone",
    )
