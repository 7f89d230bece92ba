"""Who else gives a value of a conflict: a side has all outlets that take it, not only those of like sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.arithmetic import relation
from headwater.comparison.conflicts.clauses import alike, words
from headwater.comparison.conflicts.vocabulary import stems
from headwater.comparison.figures import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from headwater.account import Conflict
    from headwater.comparison.conflicts.pairing import Line, View
    from headwater.language.annotated import FigureMention, MomentMention

# What one thing has one of, and a story seldom gives for two things of one name.
_BORNE = frozenset({"age", "measure", "money", "percent"})
# Sentences so much alike tell of one thing.
_ALIKE = 0.25


def backed(view: View, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts, each side of a figure or day with the other articles that give it, and no other side's.

    Of a figure they must name by the same noun what they count; of counts, which every text is full of, under the same
    verb. Of a day they must tell of it in a sentence like one of the side's.
    """
    order = {annotated.article.id: number for number, annotated in enumerate(view.articles)}
    return tuple(_backed(view, order, one) for one in conflicts)


def _backed(view: View, order: dict[str, int], conflict: Conflict) -> Conflict:
    find = {"figure": _figures_told, "date": _days_told}.get(conflict.slot)
    if find is None or conflict.judged:
        return conflict
    present = {place.article for side in conflict.sides for place in side.reports}
    others = [number for name, number in order.items() if name not in present]
    found: list[list[Place]] = [[] for _ in conflict.sides]
    for taken in find(view, order, conflict, others):
        if len(taken) == 1:
            number, places = taken.popitem()
            found[number].extend(places)
    sides = (
        replace(side, reports=tuple(sorted((*side.reports, *more), key=lambda p: (order[p.article], p.start, p.end))))
        for side, more in zip(conflict.sides, found, strict=True)
    )
    return replace(conflict, sides=tuple(sides))


def _figures_told(
    view: View, order: dict[str, int], conflict: Conflict, others: Sequence[int]
) -> Iterator[dict[int, list[Place]]]:
    """Yield for each of some articles where it gives the figure of each side, by the number of the side."""
    given = [
        [f for p in side.reports for f in view.articles[order[p.article]].figures if f.start == p.start]
        for side in conflict.sides
    ]
    heads = {head_of(figure) for figures in given for figure in figures} - {""}
    verbs = {figure.verb for figures in given for figure in figures} - {None}
    for annotated in (view.articles[article] for article in others if all(given)):
        fitting = [figure for figure in annotated.figures if _fits(figure, heads, verbs)]
        told = {number: _giving(own, fitting) for number, own in enumerate(given)}
        yield {
            number: [Place(annotated.article.id, f.start, f.end) for f in same] for number, same in told.items() if same
        }


def _days_told(
    view: View, order: dict[str, int], conflict: Conflict, others: Sequence[int]
) -> Iterator[dict[int, list[Place]]]:
    """Yield for each of some articles where it gives the day of each side in a sentence like one of that side's.

    A side that gives a time of day is taken by whoever gives the same time.
    """
    told = [[_told(view.lines[order[place.article]], place) for place in side.reports] for side in conflict.sides]
    asked = {when for side in told for when, _ in side} - {None}
    for article in others:
        found: dict[int, list[Place]] = {}
        for line in view.lines[article]:
            dated = [(_when(m) & asked, Place(view.articles[article].article.id, m.start, m.end)) for m in line.moments]
            dated = [(times, place) for times, place in dated if times]
            own = _words(line) if dated else frozenset()
            for number, side in enumerate(told if dated else ()):
                near = {when for when, bag in side if alike(view, bag, own) >= _ALIKE}
                same = [place for times, place in dated if times & near]
                if same:
                    found.setdefault(number, []).extend(same)
        yield found


def _told(lines: Sequence[Line], place: Place) -> tuple[str | None, frozenset[str]]:
    """Return the time or day at a place of an article's lines, None where none is given, and its sentence's words."""
    line = next((one for one in lines if one.start <= place.start < one.end), None)
    if line is None:
        return None, frozenset()
    given = (_clock(m) or _day(m) for m in line.moments if m.start <= place.start < m.end)
    return next(given, None), _words(line)


def _when(moment: MomentMention) -> frozenset[str | None]:
    """Return the day that a moment is of, and its time of day where it gives one."""
    return frozenset({_day(moment), _clock(moment)}) - {None}


def _clock(moment: MomentMention) -> str | None:
    return moment.value if moment.precision == "minute" else None


def _day(moment: MomentMention) -> str | None:
    """Return the one day that a moment is of, by its name where the article has no date; None for longer ones."""
    if moment.earliest is None:
        return moment.text.lower() if moment.precision == "day" else None
    return moment.earliest if moment.earliest == moment.latest else None


def _words(line: Line) -> frozenset[str]:
    return words(line, (line.start, line.end))


def _fits(figure: FigureMention, heads: set[str], verbs: set[str | None]) -> bool:
    """Tell whether a figure speaks of what these nouns name; a count also under one of these verbs."""
    if figure.kind in _BORNE:
        return bool(heads.intersection(stems(figure.what)))
    return head_of(figure) in heads and figure.verb in verbs


def _giving(own: Sequence[FigureMention], others: Iterable[FigureMention]) -> list[FigureMention]:
    """Return those figures that are the same as one of a side's."""
    return [other for other in others if any(relation(figure, other) == "same" for figure in own)]
