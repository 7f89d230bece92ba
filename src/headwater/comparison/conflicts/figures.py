"""Figures that speak of one thing and differ.

Two numbers of one kind in like sentences differ for good reason eight times in ten (another item, a part of the
whole). What decides is the slot: what is counted, under which verb, among which words. Equal and rounded values are
matched first; a value that the other article also gives somewhere is no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.claims.lists import synonyms
from headwater.comparison.conflicts.acts import innermost, likeness, participants
from headwater.comparison.conflicts.arithmetic import leaves_room, relation
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.vocabulary import stem, stems
from headwater.comparison.figures import bounded, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.account import Certainty, ConflictKind
    from headwater.comparison.conflicts.arithmetic import Relation
    from headwater.comparison.conflicts.pairing import Line, Pair, View
    from headwater.language.annotated import FigureMention


@dataclass(frozen=True, slots=True)
class Match:
    """Two figures of a pair of sentences, how their values stand to each other, and how sure one slot is for both."""

    one: FigureMention
    other: FigureMention
    relation: Relation
    slot: float


def compare(view: View, pair: Pair) -> Iterator[Difference]:
    """Yield the figures of two sentences that fill one slot and differ."""
    used: set[tuple[int, int]] = set()
    for match in matched(view, pair):
        sides = ((0, match.one.start), (1, match.other.start))
        if used & set(sides):
            continue
        if match.relation != "apart":
            if match.slot >= _AGREE:
                used |= set(sides)
                alike = match.one.kind != "count" or head_of(match.one) == head_of(match.other) != ""
                likely = match.slot >= (_LEAST_ROUNDED if alike and pair.similarity >= _ALIKE else _LEAST)
                differs = match.relation != "same" and not _given(view, pair, match)
                if differs and likely and not _other_event(view, pair, match):
                    kind: ConflictKind = "rounding" if match.relation == "rounding" else "granularity"
                    yield _difference(view, pair, match, kind, "sure" if match.slot >= _LEAST else "possible")
            continue
        used |= set(sides)
        if not _comparable(view, pair, match):
            continue
        least = _LEAST_MONEY if match.one.kind == "money" else _LEAST_REVISED if _revised(pair, match) else _LEAST
        if match.slot < least or explained(view, pair, match.one, match.other):
            continue
        if pair.similarity < _CLOSE and (
            _manifold(view, pair.one, match.one) or _manifold(view, pair.other, match.other)
        ):
            continue
        room = leaves_room(match.one, match.other)
        kind = "update" if moves(view, pair, match.one, match.other) else "real"
        if kind == "real" and room and match.one.bound == match.other.bound:
            # "At least four" and "at least six" may both be true.
            continue
        yield _difference(view, pair, match, kind, "sure" if match.slot >= _SURE and not room else "possible")


def matched(view: View, pair: Pair) -> list[Match]:
    """Return the figures of two sentences that measure one dimension, those that agree first, the surest first."""
    if not pair.one.figures or not pair.other.figures:
        return []
    matches = [
        Match(one, other, how, _slot(view, pair, one, other))
        for one in pair.one.figures
        for other in pair.other.figures
        if (how := relation(one, other)) != "incomparable"
        and one.unit != "score"
        and not _fates_apart(view, pair, one, other)
        and not _compared_apart(view, pair, one, other)
        and not (how == "apart" and (_converted(view, pair.one, one) or _converted(view, pair.other, other)))
    ]
    # Values that agree explain each other first; what is left over differs.
    matches.sort(key=lambda m: (m.relation == "apart", -m.slot, m.one.start, m.other.start))
    return matches


_AGREE = 0.2
_LEAST = 0.5
# Values that round to each other are seldom two things: sentences that share so much need be less sure of the slot.
_LEAST_ROUNDED = 0.35
_ALIKE = 0.28
_MANY = 100
_YEARS = 2
_FATES = {
    stem(word): fate
    for fate, words in (
        ("dead", "die dead kill death fatality"),
        ("hurt", "injure wound hurt"),
        ("trapped", "trap remain stuck"),
        ("treated", "treat hospital hospitalize"),
        ("arrested", "arrest detain"),
        ("missing", "miss"),
        ("saved", "rescue free survive"),
    )
    for word in words.split()
}
_NEAR = 40
# "84 people, including children, were killed".
_AMONG = re.compile(r",\s(?:including|among\sthem|many|most|some)\s[^,.;]{1,60},")
_WITH_THOSE_AMONG = 120
_PART = re.compile(r"\s(?:[a-z]+\s)?of\s(?:whom|them|those|which|these)\b")
_ALL = re.compile(r"\ball (?:of )?(?:the )?$", re.IGNORECASE)
_WIDTH_OF_ALL = 12
_FAR = 10
_FAR_MONEY = 3
_BACK_THEN = re.compile(
    r"\b(?:last|previous|past) (?:year|month|decade|season)|\byears? (?:ago|earlier|before)", re.IGNORECASE
)
# Days: an anniversary is a year, and another event.
_LONG_AGO = 300
# Days as well: what a sentence dates by more is told as of another time.
_NO_NEWS = 21
_COARSE = frozenset({"month", "season", "quarter", "year"})
_FROM = re.compile(r"\s(?:[a-z-]{2,12}\s){0,2}?(later|earlier|before|after|ago|to\sgo|left|remaining)\b", re.IGNORECASE)
_CLOSE = 0.4
_LEAST_MONEY = 0.44
_LEAST_REVISED = 0.44
_SURE = 0.55
# What counts differently from hour to hour: prices, bids, the dead and wounded of a running event.
_RUNNING = frozenset(
    map(stem, ("share", "price", "stock", "index", "bitcoin", "bid", "market", "dead", "death", "toll"))
)
_MOVING = frozenset(
    map(
        stem,
        (
            "fall",
            "rise",
            "drop",
            "gain",
            "lose",
            "trade",
            "climb",
            "slide",
            "jump",
            "tumble",
            "plunge",
            "slump",
            "crash",
            "hit",
        ),
    )
)
_TIMES = frozenset({"tim", "time"})
_COMPARED = re.compile(
    r"(?:\stimes)?\s(?P<how>(?:more|less|as)\s[a-z]+|(?:larg|bigg|bright|high|low|small|fast|slow|long|short|heavi|light|old|"
    r"young|strong|weak|warm|cool|hott|cold|wid|tall|deep|great|few|rich|poor|cheap|saf|bett|clos|loud|thick|thinn|quick)er)\b",
    re.IGNORECASE,
)
_TOLL = frozenset(
    map(
        stem,
        "kill die wound injure arrest miss evacuate rescue detain affect expose infect".split(),  # noqa: SIM905
    )
)
_APART_HOURS = 1.5


def _manifold(view: View, line: Line, figure: FigureMention) -> bool:
    """Tell whether an article gives several numbers of the kind: seasons, games, speeches; then no two need agree.

    The dead and wounded of an event, and its people, are one group however often an article counts parts of it.
    """
    head = head_of(figure)
    verb = stem(figure.verb) if figure.verb else ""
    if figure.kind not in {"count", "duration"} or not head or verb in _TOLL or head == "person":
        return False
    values = {
        (other.low, other.high)
        for other in view.articles[line.article].figures
        if other.kind == figure.kind and head_of(other) == head
    }
    return len(values) > 1


def _converted(view: View, line: Line, figure: FigureMention) -> bool:
    """Tell whether a figure only gives another one in other units: "140,660 pounds (63,800 kilograms)"."""
    return view.text(line)[figure.start - 1 : figure.start] == "(" and figure.kind in {"measure", "money"}


def _comparable(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether both figures are asserted alike: what would be needed is no rival of what was."""
    modes = []
    for line, figure in ((pair.one, match.one), (pair.other, match.other)):
        clause = innermost(line, figure.start, figure.end)
        modes.append("asserted" if clause is None else clause.modality)
    if modes[0] != modes[1] and set(modes) & {"conditional", "possible", "asked"}:
        return False
    far = _FAR_MONEY if match.one.kind == "money" else _FAR
    if match.one.kind in {"count", "money"} and max(match.one.high, match.other.high) > far * min(
        match.one.low, match.other.low
    ):
        return False
    if _dated_apart(view, pair, match) or _parted(view, pair, match) or _other_things(match):
        return False
    if _some_of_all(view, pair, match) or _of_others(pair, match) or _counted_from(view, pair, match):
        return False
    heads = {head_of(match.one), head_of(match.other)}
    if heads & _TIMES and not _multiplied(view, pair, match):
        return False
    return not (1 in {match.one.low, match.other.low} and len(heads) > 1)


def _multiplied(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether two numbers of times multiply one thing: "six times more likely", "seven times more likely"."""
    # "Four times the size": what is multiplied is not named by the word.
    mine, theirs = _how(view, pair.one, match.one), _how(view, pair.other, match.other)
    return mine == theirs != ""


def _compared_apart(view: View, pair: Pair, one: FigureMention, other: FigureMention) -> bool:
    """Tell whether two figures compare other qualities: "14 per cent larger", "30 per cent brighter"."""
    mine, theirs = _how(view, pair.one, one), _how(view, pair.other, other)
    groups = synonyms()
    alike = mine == theirs or set(groups.get(stem(mine), ())) & set(groups.get(stem(theirs), ()))
    return bool(mine and theirs) and not alike


def _how(view: View, line: Line, figure: FigureMention) -> str:
    """Return what a figure compares, as it stands right behind it ("more likely", "brighter"), or ""."""
    found = _COMPARED.match(view.text(line), figure.end)
    return found["how"].lower() if found else ""


def _of_others(pair: Pair, match: Match) -> bool:
    """Tell whether two numbers tell which of many ("on lap 20", "lap 48") of deeds by people who are not the same."""
    if match.one.kind != "ordinal":
        return False
    clauses = (
        innermost(pair.one, match.one.start, match.one.end), innermost(pair.other, match.other.start, match.other.end)
    )  # fmt: skip
    mine, theirs = (participants(clause) if clause is not None else frozenset() for clause in clauses)
    return not (mine & theirs) - {head_of(match.one)}


def _counted_from(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether just one of two figures counts from something told before, or to an end: "one lap later"."""
    sides = ((pair.one, match.one), (pair.other, match.other))
    found = [_FROM.match(view.text(line), figure.end) for line, figure in sides]
    from_what = {one[1].lower() if one else "" for one in found}
    return len(from_what) > 1


def _dated_apart(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether the figures speak of different times: one of last year, the other not; of years that exclude."""
    if len({bool(_BACK_THEN.search(figure.when or "")) for figure in (match.one, match.other)}) > 1:
        return True
    (first, last), (start, end) = _time(pair.one, match.one), _time(pair.other, match.other)
    if first and last and start and end:
        return last < start or end < first
    # What is measured is measured each time anew; a sum may be told of years later.
    past = [match.one.kind == "measure" and _told_as_past(view, line) for line in (pair.one, pair.other)]
    return past[0] != past[1] or _other_event(view, pair, match)


def _told_as_past(view: View, line: Line) -> bool:
    """Tell whether all days that a sentence names lie weeks before its article: what it tells is no news."""
    days = [moment.latest for moment in line.moments if moment.latest]
    return bool(days) and all(_days_before(view, line, day) > _NO_NEWS for day in days)


def _time(line: Line, figure: FigureMention) -> tuple[str | None, str | None]:
    """Return the first and last day of the time that a figure speaks of, None where it is not told."""
    told = (one for one in line.moments if figure.when and one.text in figure.when)
    return next(((one.earliest, one.latest) for one in told), (None, None))


def _other_event(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether two tolls are of different events: one of years ago, the other of these days or not dated.

    So is one of a month and one of a day, or of no time, in articles without a date: news is told of days.
    """
    sides = ((pair.one, match.one), (pair.other, match.other))
    old = [_long_ago(view, line, _time(line, figure)[1]) for line, figure in sides]
    coarse = [_of_month(line, figure) for line, figure in sides]
    return (old[0] != old[1] or coarse[0] != coarse[1]) and all(_fate(view, line, figure) for line, figure in sides)


def _of_month(line: Line, figure: FigureMention) -> bool:
    """Tell whether a figure is told of a month or a longer time that cannot be dated."""
    told = (one for one in line.moments if figure.when and one.text in figure.when)
    return any(one.earliest is None and one.precision in _COARSE for one in told)


def _long_ago(view: View, line: Line, day: str | None) -> bool:
    """Tell whether a day lies a year or nearly so before the article that speaks of it."""
    return day is not None and _days_before(view, line, day) > _LONG_AGO


def _days_before(view: View, line: Line, day: str) -> int:
    """Return how many days before its article's publication a day lies, 0 where that is unknown."""
    published = view.articles[line.article].article.published
    try:
        return (date.fromisoformat((published or day)[:10]) - date.fromisoformat(day[:10])).days
    except ValueError:
        return 0


def _parted(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether just one figure counts a part of those just counted ("20 people, four of whom")."""
    sides = ((pair.one, match.one), (pair.other, match.other))
    return any(_PART.match(view.text(line), figure.end) for line, figure in sides)


def _some_of_all(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether the greater counts all, and the lesser those whom somebody did it to ("all 211", "he took 38")."""
    sides = sorted(((pair.one, match.one), (pair.other, match.other)), key=lambda side: side[1].high)
    line, lesser = sides[0]
    of_all = [bool(_ALL.search(view.text(of), max(0, one.start - _WIDTH_OF_ALL), one.start)) for of, one in sides]
    if of_all != [False, True]:
        return False
    clause = innermost(line, lesser.start, lesser.end)
    arguments = clause.arguments if clause is not None else ()
    return any(one.role == "object" and one.start <= lesser.start < one.end for one in arguments)


def _other_things(match: Match) -> bool:
    """Tell whether two counts name their things apart: "rescue crews", "ambulance crews"."""
    if match.one.kind != "count" or head_of(match.one) != head_of(match.other):
        return False
    head = head_of(match.one)
    mine, theirs = (set(stems(figure.what)) - {head, "person"} for figure in (match.one, match.other))
    return bool(mine and theirs and not mine & theirs)


def _fates_apart(view: View, pair: Pair, one: FigureMention, other: FigureMention) -> bool:
    """Tell whether two groups of people met with different things: five trapped, five dead."""
    if {one.kind, other.kind} != {"count"}:
        return False
    mine, theirs = _fate(view, pair.one, one), _fate(view, pair.other, other)
    return bool(mine) and bool(theirs) and mine != theirs


def _fate(view: View, line: Line, figure: FigureMention) -> str:
    """Return what happened to the people whom a figure counts, "" where nothing near it tells."""
    verb = stem(figure.verb) if figure.verb else ""
    if verb in _FATES:
        return _FATES[verb]
    text = _AMONG.sub("", view.text(line)[figure.end : min(line.end, figure.end + _WITH_THOSE_AMONG)])[:_NEAR]
    rest = re.split(r"[0-9,;.]|\band\b", text)[0]
    return next((_FATES[word] for word in stems(rest) if word in _FATES), "")


def _revised(pair: Pair, match: Match) -> bool:
    """Tell whether one of two counts of one thing, in one claim, says that it has changed ("has risen to 17")."""
    verbs = {stem(figure.verb) for figure in (match.one, match.other) if figure.verb}
    same = head_of(match.one) == head_of(match.other) != ""
    return pair.claim is not None and match.one.kind == "count" and same and bool(verbs & _MOVING)


def moves(view: View, pair: Pair, one: FigureMention, other: FigureMention) -> bool:
    """Tell whether the figure is of the kind that later reports correct, and one report is later; no age is."""
    if one.kind == "age":
        return False
    verbs = {stem(figure.verb) for figure in (one, other) if figure.verb}
    words = {word for figure in (one, other) for word in stems(figure.what)}
    if words & _RUNNING and ((verbs & _MOVING and "bid" not in words) or one.kind == "count"):
        return True
    hours = view.hours_apart(pair.one.article, pair.other.article)
    return bool(hours is not None and hours >= _APART_HOURS and verbs & (_TOLL | _MOVING))


def _slot(view: View, pair: Pair, one: FigureMention, other: FigureMention) -> float:
    """Return how sure it is that two figures fill one slot, 0 to 1."""
    context = view.context(pair, (one.start, one.end), (other.start, other.end))
    mine, theirs = head_of(one), head_of(other)
    if mine and theirs:
        near = 0.35 if one.kind == "count" else 0.6
        what = 1.0 if mine == theirs else near if set(stems(one.what)) & set(stems(other.what)) else 0.0
    else:
        what = 0.5 if one.kind in {"money", "percent", "age"} else 0.3
    act = likeness(view, pair, (one.start, one.end), (other.start, other.end))
    if one.kind == "count" and mine and theirs and what == 0.0:
        return 0.2 * context
    alike = 0.2 * min(1.0, pair.similarity * 1.5)
    if one.kind == "count" and mine == theirs and mine and min(one.low, other.low) >= _MANY:
        alike += 0.1  # a story seldom counts two large groups of one kind
    if one.kind == "age" and pair.claim is not None and abs(one.low - other.low) <= _YEARS:
        alike += 0.2  # of two people who are spoken of in one claim, few are of nearly one age
    return 0.3 * context + 0.25 * what + 0.2 * act + alike + 0.1 * (pair.claim is not None)


def explained(view: View, pair: Pair, one: FigureMention, other: FigureMention) -> bool:
    """Tell whether either article also gives the other's value for something of the kind: then they agree there."""
    for figure, line in ((one, pair.other), (other, pair.one)):
        for candidate in view.articles[line.article].figures:
            if relation(figure, candidate) in {"same", "rounding"} and (
                figure.kind != "count" or head_of(figure) == head_of(candidate) or not head_of(candidate)
            ):
                return True
    return False


def _given(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether one article gives both values for what is counted, one of them in other units or roundly."""
    sides = ((match.one, pair.other), (match.other, pair.one))
    return any(
        any(
            relation(figure, other) == "same" and head_of(figure) == head_of(other)
            for other in view.articles[line.article].figures
        )
        for figure, line in sides
    )


def _difference(view: View, pair: Pair, match: Match, kind: ConflictKind, certainty: Certainty) -> Difference:
    what = max((match.one.what, match.other.what), key=len)
    about = what or match.one.verb or match.other.verb or match.one.kind
    return Difference(
        slot="figure",
        kind=kind,
        certainty=certainty,
        about=about,
        one=value(view, pair.one, match.one),
        other=value(view, pair.other, match.other),
        strength=match.slot,
        why=f"same slot ({about}), values {match.relation}",
        claim=pair.claim,
    )


def value(view: View, line: Line, figure: FigureMention) -> Value:
    """Return a figure as a side of a conflict: its bound, its words, and what it counts where that follows."""
    text = view.text(line)
    words = text[figure.start : figure.end]
    if figure.what_span and 0 <= figure.what_span.start - figure.end <= 3:
        words = text[figure.start : figure.what_span.end]
    place = Place(view.articles[line.article].article.id, figure.start, figure.end)
    return Value(bounded(figure, words), place, f"{figure.low:g}-{figure.high:g} {figure.unit} {figure.bound}")
