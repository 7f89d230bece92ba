"""One act on two days, wherever in its article each report tells of it.

Two sentences need not be alike to date the same deed: a verb that says what happened, with the same person or thing in
the same part of it, and a day that hangs on the verb itself. Where neither article has the other's day for the deed,
the days are rivals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.acts import SPEAKING, innermost, participant, predicate
from headwater.comparison.conflicts.difference import Difference
from headwater.comparison.conflicts.gist import told_shortly
from headwater.comparison.conflicts.moments import narrated, relation, value
from headwater.comparison.conflicts.pairing import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.comparison.conflicts.pairing import Line, View
    from headwater.language.annotated import MomentMention, Proposition

_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")
_DAYS = frozenset({"day", "part of day", "minute"})
_PARTS = frozenset({"subject", "object", "recipient"})
# "Friday's sitting" dates the sitting, not what the verb tells.
_OWNED = re.compile(r"['’]s\b")
_ANOTHER = re.compile(r"\b(?:another|other|others|second|third|next|again|[a-z]+\sof)\b", re.IGNORECASE)
# A deed that a story tells so often is a habit.
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Dated:
    line: Line
    clause: Proposition
    moment: MomentMention


def compare(view: View) -> Iterator[Difference]:
    """Yield the days on which articles have one act, where they exclude each other."""
    for key, own in sorted(_deeds(view).items()):
        if len(own) > _MOST:
            continue
        for one, other in combinations(own, 2):
            if one.line is other.line or _how(view, one, other) != "apart" or _by_others(one, other):
                continue
            if one.line.article == other.line.article:
                # Somebody does many things twice; what is done to one thing on two days is a slip of the article's own.
                if key[1] == "object" and not _another(view, one) and not _another(view, other):
                    yield _difference(view, key, one, other)
            elif not _told_so(view, own, one, other) and not _told_so(view, own, other, one):
                yield _difference(view, key, one, other)
    yield from _timed(view)


def _by_others(one: _Dated, other: _Dated) -> bool:
    """Tell whether two deeds are those of people or bodies named apart: many people meet one president."""
    who = [
        {participant(a) for a in clause.arguments if a.role in {"subject", "agent"} and a.entity}
        for clause in (one.clause, other.clause)
    ]
    return bool(who[0] and who[1] and not who[0] & who[1])


def _another(view: View, one: _Dated) -> bool:
    """Tell whether a clause sets its thing apart from others of the kind ("another ruling", "that of the board")."""
    text = view.text(one.line)
    things = [text[a.start : a.end] for a in one.clause.arguments if a.role == "object"]
    return any(_ANOTHER.search(thing) for thing in things)


def _told_so(view: View, own: Sequence[_Dated], one: _Dated, other: _Dated) -> bool:
    """Tell whether the other one's article also has the first one's day for the deed."""
    return any(_agrees(view, one, third) for third in own if third.line.article == other.line.article)


def _timed(view: View) -> Iterator[Difference]:
    """Yield the times of day, less than an hour apart, that articles have for acts of one name."""
    by_predicate: dict[str, list[_Dated]] = defaultdict(list)
    for one in _clocked(view):
        by_predicate[predicate(one.clause)].append(one)
    for name, own in sorted(by_predicate.items()):
        if len(own) > _MOST:
            continue
        for one, other in combinations(own, 2):
            if one.line.article == other.line.article or _how(view, one, other) != "apart":
                continue
            if _told_so(view, own, one, other) or _told_so(view, own, other, one):
                continue
            yield _difference(view, (name, "name", ""), one, other)


def _clocked(view: View) -> Iterator[_Dated]:
    for line, moment in _moments(view):
        clause = innermost(line, moment.start, moment.end) if moment.precision == "minute" else None
        if clause is not None and clause.modality == "asserted" and predicate(clause) not in SPEAKING:
            yield _Dated(line, clause, moment)


def _moments(view: View) -> Iterator[tuple[Line, MomentMention]]:
    """Yield the moments of a story, each with its line; those of captions are those of their pictures."""
    for own in view.lines:
        for line in own:
            yield from ((line, moment) for moment in line.moments if not line.caption)


def _deeds(view: View) -> dict[tuple[str, str, str], list[_Dated]]:
    """Return the dated acts of a story by predicate, part and participant."""
    found: dict[tuple[str, str, str], list[_Dated]] = defaultdict(list)
    for line, moment in _moments(view):
        if moment.precision not in _DAYS or not (_WEEKDAY.match(moment.value) or _one_day(moment)):
            continue
        if _OWNED.match(view.text(line), moment.end) or narrated(moment):
            continue
        clause = innermost(line, moment.start, moment.end)
        if clause is None or clause.negated or clause.modality != "asserted" or predicate(clause) in SPEAKING:
            continue
        verb = view.governing(line, moment.start, moment.end)
        if verb is None or verb.start != clause.predicate_span.start:
            continue
        for argument in clause.arguments:
            who = participant(argument)
            if argument.role in _PARTS and who:
                part = "object" if argument.role == "object" else "subject"
                found[predicate(clause), part, who].append(_Dated(line, clause, moment))
    return found


def _one_day(moment: MomentMention) -> bool:
    return moment.earliest is not None and moment.earliest == moment.latest


def _how(view: View, one: _Dated, other: _Dated) -> str:
    return relation(view, Pair(one.line, other.line, 0.0, None), one.moment, other.moment)


def _agrees(view: View, one: _Dated, other: _Dated) -> bool:
    return _how(view, one, other) in {"same", "finer", "rounding"}


def _difference(view: View, key: tuple[str, str, str], one: _Dated, other: _Dated) -> Difference:
    return Difference(
        slot="date",
        kind="real",
        certainty="possible",
        about=f"when: {told_shortly(view, one.line, one.clause, one.moment.start, one.moment.end)}",
        one=value(view, one.line, one.moment),
        other=value(view, other.line, other.moment),
        strength=0.5,
        why=f"one act ({key[0]}) with one {key[1]}, on days that exclude each other",
    )
