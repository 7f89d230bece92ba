"""Putting the differences of single pairs together: one conflict for one matter, one side for one value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.account import Conflict, Place, Side
from headwater.comparison.conflicts.vocabulary import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.comparison.conflicts.difference import Difference, Value
    from headwater.comparison.conflicts.pairing import View

_RANK = {"real": 0, "dispute": 1, "update": 2, "granularity": 3, "rounding": 4}
_MOST_SIDES = 6
# The share of its content words in which a telling of a matter agrees with another that tells the same.
_SAME_WORDS = 0.6
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} ")


def join(view: View, differences: Sequence[Difference]) -> tuple[Conflict, ...]:
    """Return the conflicts that the differences make, the sure and real ones first, then in reading order.

    Differences of one slot and kind that share a place are one conflict; its sides are told apart by value.
    """
    order = {annotated.article.id: number for number, annotated in enumerate(view.articles)}
    ranked = sorted(
        differences, key=lambda d: (-d.strength, _place(order, d.one), _place(order, d.other), d.slot, d.kind)
    )
    groups: list[list[Difference]] = []
    home: dict[tuple[str, str, bool, Place], int] = {}
    for difference in ranked:
        keys = [
            (difference.slot, difference.kind, difference.judged, value.place)
            for value in (difference.one, difference.other)
        ]
        found = next((home[key] for key in keys if key in home), None)
        if found is None:
            found = len(groups)
            groups.append([])
        groups[found].append(difference)
        for key in keys:
            home.setdefault(key, found)
    groups = _one_matter(groups)
    conflicts = [made for group in groups if len((made := _conflict(order, group)).sides) > 1]
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


def _one_matter(groups: list[list[Difference]]) -> list[list[Difference]]:
    """Return the groups, those as one that oppose two of the same figures or more: the toll of one event, say."""
    kept: list[tuple[tuple[str, str] | None, set[str], list[Difference]]] = []
    for group in groups:
        matter = (group[0].kind, group[0].about) if group[0].slot == "figure" and not group[0].judged else None
        keys = {value.key for one in group for value in (one.one, one.other)}
        home = next((own for own in kept if matter and own[0] == matter and len(own[1] & keys) > 1), None)
        if home is None:
            kept.append((matter, keys, list(group)))
        else:
            home[1].update(keys)
            home[2].extend(group)
    return [group for _, _, group in kept]


def _place(order: dict[str, int], value: Value) -> tuple[int, int, int]:
    return _key(order, value.place)


def _key(order: dict[str, int], place: Place) -> tuple[int, int, int]:
    return (order[place.article], place.start, place.end)


def _conflict(order: dict[str, int], group: list[Difference]) -> Conflict:
    best = group[0]
    sides: dict[str, list[Value]] = {}
    told: dict[str, str] = {}
    for difference in group:
        for value in (difference.one, difference.other):
            # A matter told otherwise has one side an article, which shows its surest telling and has all of them.
            key = told.setdefault(value.place.article, value.key) if difference.judged else value.key
            sides.setdefault(key, []).append(value)
    made = [
        Side(
            values[0].text if best.judged else min(values, key=lambda v: (len(v.text), _place(order, v))).text,
            tuple(sorted(_told(values, judged=best.judged), key=lambda p: _key(order, p))),
        )
        for values in sides.values()
    ]
    made = _alike(order, made) if best.judged else _as_one(order, group, made)
    made.sort(key=lambda side: _key(order, side.reports[0]))
    return Conflict(
        slot=best.slot,
        kind=best.kind,
        about=best.about,
        sides=tuple(made[:_MOST_SIDES]),
        certainty="sure" if any(d.certainty == "sure" for d in group) else "possible",
        claim=next((d.claim for d in group if d.claim is not None), None),
        why=best.why,
        judged=best.judged,
    )


def _told(values: Sequence[Value], *, judged: bool) -> list[Place]:
    """Return where a side is told; of a matter the first, and no sentence around a clause that is there already."""
    kept: list[Place] = []
    for place in dict.fromkeys(value.place for value in values):
        if not judged or not any(_within(place, other) or _within(other, place) for other in kept):
            kept.append(place)
    return kept


def _within(one: Place, other: Place) -> bool:
    return one.article == other.article and other.start <= one.start and one.end <= other.end


def _alike(order: dict[str, int], made: list[Side]) -> list[Side]:
    """Return the sides of a matter with those joined that tell it in nearly the same words: they do not differ."""
    kept: list[tuple[Side, frozenset[str]]] = []
    for side in made:
        words = frozenset(stems(side.value))
        home = next(
            (n for n, (_, bag) in enumerate(kept) if len(words & bag) >= _SAME_WORDS * max(len(words), len(bag), 1)),
            None,
        )
        if home is None:
            kept.append((side, words))
        else:
            best, bag = kept[home]
            reports = tuple(sorted({*best.reports, *side.reports}, key=lambda p: _key(order, p)))
            kept[home] = (Side(best.value, reports), bag)
    return [side for side, _ in kept]


def _as_one(order: dict[str, int], group: list[Difference], made: list[Side]) -> list[Side]:
    """Return the sides with those joined that no difference opposes and that say one thing.

    Those are dates of which one lies within the other, and stretches of one article's one quotation.
    """
    slot = group[0].slot
    keys = {value.place: value.key for difference in group for value in (difference.one, difference.other)}
    opposed = {frozenset((difference.one.key, difference.other.key)) for difference in group}
    kept: list[Side] = []
    for side in made:
        own = keys[side.reports[0]]
        home = next(
            (
                number
                for number, other in enumerate(kept)
                if frozenset((own, keys[other.reports[0]])) not in opposed
                and (
                    _same_words(side, other)
                    if slot == "quote-wording"
                    else slot == "date" and _same_day(own, keys[other.reports[0]])
                )
            ),
            None,
        )
        if home is None:
            kept.append(side)
        else:
            best = kept[home]
            kept[home] = Side(best.value, tuple(sorted({*best.reports, *side.reports}, key=lambda p: _key(order, p))))
    return kept


def _same_words(one: Side, other: Side) -> bool:
    """Tell whether two sides give stretches of one article that share characters."""
    return any(
        p.article == q.article and p.start < q.end and q.start < p.end for p in one.reports for q in other.reports
    )


def _same_day(one: str, other: str) -> bool:
    """Tell whether two dates' keys (first day, last day, value) begin alike: the same day, told more or less finely."""
    mine, theirs = one.split(maxsplit=2)[:2], other.split(maxsplit=2)[:2]
    return mine == theirs and bool(_DAY.match(one))
