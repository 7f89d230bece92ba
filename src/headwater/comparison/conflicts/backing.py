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
    from collections.abc import Iterable, Sequence

    from headwater.account import Conflict, Side
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
    return tuple(_backed(view, one) for one in conflicts)


def _backed(view: View, conflict: Conflict) -> Conflict:
    find = {"figure": _figures_told, "date": _days_told}.get(conflict.slot)
    if find is None or conflict.judged:
        return conflict
    present = {place.article for side in conflict.sides for place in side.reports}
    found: list[list[Place]] = [[] for _ in conflict.sides]
    for article, annotated in enumerate(view.articles):
        taken = {} if annotated.article.id in present else find(view, conflict, article)
        if len(taken) == 1:
            number, places = taken.popitem()
            found[number].extend(places)
    order = {annotated.article.id: number for number, annotated in enumerate(view.articles)}
    sides = (
        replace(side, reports=tuple(sorted((*side.reports, *more), key=lambda p: (order[p.article], p.start, p.end))))
        for side, more in zip(conflict.sides, found, strict=True)
    )
    return replace(conflict, sides=tuple(sides))


def _figures_told(view: View, conflict: Conflict, article: int) -> dict[int, list[Place]]:
    """Return where an article gives the figure of each side, by the number of the side."""
    given = [_figures(view, side) for side in conflict.sides]
    heads = {head_of(figure) for figures in given for figure in figures} - {""}
    verbs = {figure.verb for figures in given for figure in figures} - {None}
    annotated = view.articles[article]
    fitting = [figure for figure in annotated.figures if _fits(figure, heads, verbs)]
    told = {number: _giving(own, fitting) for number, own in enumerate(given)}
    return {
        number: [Place(annotated.article.id, f.start, f.end) for f in same]
        for number, same in told.items()
        if same and all(given)
    }


def _days_told(view: View, conflict: Conflict, article: int) -> dict[int, list[Place]]:
    """Return where an article gives the day of each side in a sentence like one of that side's."""
    found: dict[int, list[Place]] = {}
    name = view.articles[article].article.id
    for number, side in enumerate(conflict.sides):
        told = [_told(view, place) for place in side.reports]
        days = {day for day, _ in told} - {None}
        for line in view.lines[article]:
            places = [(_day(m), Place(name, m.start, m.end)) for m in line.moments if _day(m) in days]
            own = _words(line) if places else frozenset()
            near = {day for day, bag in told if places and alike(view, bag, own) >= _ALIKE}
            same = [place for day, place in places if day in near]
            if same:
                found.setdefault(number, []).extend(same)
    return found


def _told(view: View, place: Place) -> tuple[str | None, frozenset[str]]:
    """Return the day at a place, None where none is given there, and the words of its sentence."""
    article = next(n for n, annotated in enumerate(view.articles) if annotated.article.id == place.article)
    line = next((one for one in view.lines[article] if one.start <= place.start < one.end), None)
    if line is None:
        return None, frozenset()
    return next((_day(m) for m in line.moments if m.start <= place.start < m.end), None), _words(line)


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


def _figures(view: View, side: Side) -> list[FigureMention]:
    """Return the figures at the places of a side."""
    places = {(place.article, place.start) for place in side.reports}
    return [
        figure
        for annotated in view.articles
        for figure in annotated.figures
        if (annotated.article.id, figure.start) in places
    ]


def _giving(own: Sequence[FigureMention], others: Iterable[FigureMention]) -> list[FigureMention]:
    """Return those figures that are the same as one of a side's."""
    return [other for other in others if any(relation(figure, other) == "same" for figure in own)]
