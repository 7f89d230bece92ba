"""Who else gives a value of a conflict: a side has all outlets that take it, not only those of like sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.arithmetic import relation
from headwater.comparison.conflicts.vocabulary import stems
from headwater.comparison.figures import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from headwater.account import Conflict, Side
    from headwater.comparison.conflicts.pairing import View
    from headwater.language.annotated import FigureMention

# What one thing has one of, and a story seldom gives for two things of one name.
_BORNE = frozenset({"age", "measure", "money", "percent"})


def backed(view: View, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts, each side of a figure with the other articles that give its value, and no other side's.

    They must name by the same noun what they count; of counts, which every text is full of, under the same verb.
    """
    return tuple(_backed(view, one) if one.slot == "figure" and not one.judged else one for one in conflicts)


def _backed(view: View, conflict: Conflict) -> Conflict:
    given = [_figures(view, side) for side in conflict.sides]
    if not all(given):
        return conflict
    heads = {head_of(figure) for figures in given for figure in figures} - {""}
    verbs = {figure.verb for figures in given for figure in figures} - {None}
    present = {place.article for side in conflict.sides for place in side.reports}
    found: list[list[Place]] = [[] for _ in conflict.sides]
    for annotated in view.articles:
        if annotated.article.id in present:
            continue
        fitting = [figure for figure in annotated.figures if _fits(figure, heads, verbs)]
        taken = {number: same for number, own in enumerate(given) if (same := _giving(own, fitting))}
        if len(taken) == 1:
            number, same = taken.popitem()
            found[number].extend(Place(annotated.article.id, f.start, f.end) for f in same)
    order = {annotated.article.id: number for number, annotated in enumerate(view.articles)}
    sides = (
        replace(side, reports=tuple(sorted((*side.reports, *more), key=lambda p: (order[p.article], p.start, p.end))))
        for side, more in zip(conflict.sides, found, strict=True)
    )
    return replace(conflict, sides=tuple(sides))


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
