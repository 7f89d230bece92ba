"""Putting the differences of single pairs together: one conflict for one matter, one side for one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.account import Conflict, Place, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.comparison.conflicts.difference import Difference, Value
    from headwater.comparison.conflicts.pairing import View

_RANK = {"real": 0, "dispute": 1, "update": 2, "granularity": 3, "rounding": 4}
_MOST_SIDES = 6


def join(view: View, differences: Sequence[Difference]) -> tuple[Conflict, ...]:
    """Return the conflicts that the differences make, the sure and real ones first, then in reading order.

    Differences of one slot and kind that share a place are one conflict; its sides are told apart by value.
    """
    order = {annotated.article.id: number for number, annotated in enumerate(view.articles)}
    ranked = sorted(
        differences, key=lambda d: (-d.strength, _place(order, d.one), _place(order, d.other), d.slot, d.kind)
    )
    groups: list[list[Difference]] = []
    home: dict[tuple[str, str, Place], int] = {}
    for difference in ranked:
        keys = [(difference.slot, difference.kind, value.place) for value in (difference.one, difference.other)]
        found = next((home[key] for key in keys if key in home), None)
        if found is None:
            found = len(groups)
            groups.append([])
        groups[found].append(difference)
        for key in keys:
            home.setdefault(key, found)
    conflicts = [_conflict(order, group) for group in groups]
    conflicts.sort(
        key=lambda c: (
            c.certainty != "sure",
            _RANK[c.kind],
            [_key(order, p) for p in c.sides[0].reports],
            c.slot,
            c.about,
        )
    )
    return tuple(conflicts)


def _place(order: dict[str, int], value: Value) -> tuple[int, int, int]:
    return _key(order, value.place)


def _key(order: dict[str, int], place: Place) -> tuple[int, int, int]:
    return (order[place.article], place.start, place.end)


def _conflict(order: dict[str, int], group: list[Difference]) -> Conflict:
    best = group[0]
    sides: dict[str, list[Value]] = {}
    for difference in group:
        for value in (difference.one, difference.other):
            sides.setdefault(value.key, []).append(value)
    made = [
        Side(
            min(values, key=lambda v: (len(v.text), _place(order, v))).text,
            tuple(sorted({value.place for value in values}, key=lambda p: _key(order, p))),
        )
        for values in sides.values()
    ]
    made.sort(key=lambda side: _key(order, side.reports[0]))
    return Conflict(
        slot=best.slot,
        kind=best.kind,
        about=best.about,
        sides=tuple(made[:_MOST_SIDES]),
        certainty="sure" if any(d.certainty == "sure" for d in group) else "possible",
        claim=next((d.claim for d in group if d.claim is not None), None),
        why=best.why,
    )
