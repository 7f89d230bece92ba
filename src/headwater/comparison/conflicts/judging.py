"""Reports of one matter that tell it otherwise: with more or less detail, in another light, or against each other.

What no comparison of one slot settles is left to a learned decision over pairs of sentences (`model.py`): do they
differ in something that a reader of both would want to know? The surest pair opens a matter; what other articles say
in the same claim joins it. The sides are the clauses that tell of the matter, in the outlets' words.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from headwater.comparison.conflicts import model
from headwater.comparison.conflicts.acts import innermost
from headwater.comparison.conflicts.clauses import likest
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.gist import opening, told_shortly
from headwater.comparison.conflicts.measures import measured
from headwater.comparison.conflicts.vocabulary import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.account import Slot
    from headwater.comparison.aligned import Aligned
    from headwater.comparison.conflicts.clauses import Stretch
    from headwater.comparison.conflicts.pairing import Line, Pair, View

# A matter is surely one that its reports tell otherwise from this probability on: then four of five are
# (`benchmarks.conflicts`, events left out), of the others not half.
_SURE = 0.3
# Of a story of hundreds of articles only the pairs that are most alike are judged.
_MOST_PAIRS = 6000
# A sentence joins a matter if it shares a claim with one of its two first sentences and is not unlikely to differ.
_LEAST_JOINING = 0.05
_MOST_SENTENCES = 10
# Clauses so much alike tell of one matter: those that open it, of a further article, and what an article adds later.
_LEAST_OPENING = 0.12
_LEAST_FURTHER = 0.15
_LEAST_ADDED = 0.08
# So likely must a further article differ from one of the first two to be a side of its own.
_LEAST_RIVAL = 0.1
# The slots that such a difference may be of; figures, moments and quoted words have comparisons of their own.
_LABELS: dict[Slot, str] = {
    "place": "where", "participant": "who", "identity": "what", "polarity": "whether", "attribution": "on whose word",
}  # fmt: skip
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A pair, how likely it is to differ in something worth showing, and the shares of the slots (0 to 1)."""

    pair: Pair
    shown: float
    slots: dict[str, float]


def compare(
    view: View, pairs: Sequence[Pair], aligned: Sequence[Aligned], known: Sequence[Difference]
) -> Iterator[Difference]:
    """Yield how the reports of one matter differ, as differences from the first two of them.

    Two sentences that a difference already `known` opposes open no matter of their own.
    """
    judged = _judged(view, pairs, aligned)
    near: dict[Key, list[_Judged]] = defaultdict(list)
    for one in judged:
        near[_key(one.pair.one)].append(one)
        near[_key(one.pair.other)].append(one)
    opposed = _opposed(view, known)
    threshold = model.load().threshold
    for seed in judged:
        if seed.shown < threshold:
            break
        keys = frozenset((_key(seed.pair.one), _key(seed.pair.other)))
        if keys not in opposed:
            found = list(_matter(view, seed, _mates(seed, near)))
            told = {key for keys in _opposed(view, found) for key in keys}
            opposed.update(frozenset(pair) for pair in combinations(sorted(told), 2))
            yield from found


def _judged(view: View, pairs: Sequence[Pair], aligned: Sequence[Aligned]) -> list[_Judged]:
    """Return the pairs with what is learned of them, the likeliest first."""
    # A caption tells of a picture what the report tells of the event: that is no other telling.
    own = [pair for pair in pairs if not pair.one.caption and not pair.other.caption]
    chosen = sorted(own, key=lambda p: (-p.similarity, _key(p.one), _key(p.other)))[:_MOST_PAIRS]
    judge = model.load()
    shown, slots = judge.judge(*measured(view, chosen, aligned))
    judged = [
        _Judged(pair, round(chance, 9), dict(zip(judge.slots, shares, strict=True)))
        for pair, chance, shares in zip(chosen, shown.tolist(), slots.tolist(), strict=True)
    ]
    judged.sort(key=lambda one: (-one.shown, _key(one.pair.one), _key(one.pair.other)))
    return judged


def _opposed(view: View, known: Sequence[Difference]) -> set[frozenset[Key]]:
    """Return the pairs of sentences that differences oppose."""
    numbers = {annotated.article.id: number for number, annotated in enumerate(view.articles)}
    starts = [[line.start for line in lines] for lines in view.lines]
    found = set()
    for difference in known:
        keys = []
        for value in (difference.one, difference.other):
            number = numbers[value.place.article]
            keys.append((number, max(0, bisect.bisect_right(starts[number], value.place.start) - 1)))
        found.add(frozenset(keys))
    return found


def _key(line: Line) -> Key:
    return line.article, line.index


def _mates(seed: _Judged, near: dict[Key, list[_Judged]]) -> list[tuple[float, Line]]:
    """Return the sentences that join the matter of two sentences, the likeliest to differ first, and how likely."""
    own = {_key(seed.pair.one), _key(seed.pair.other)}
    best: dict[Key, tuple[float, Line]] = {}
    for key in sorted(own):
        for one in near[key]:
            line = one.pair.other if _key(one.pair.one) == key else one.pair.one
            known = best[_key(line)][0] if _key(line) in best else 0.0
            joins = one.pair.claim is not None and one.shown >= max(_LEAST_JOINING, known)
            if joins and _key(line) not in own:
                best[_key(line)] = (one.shown, line)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return [mate for _, mate in ranked[: _MOST_SENTENCES - 2]]


def _matter(view: View, seed: _Judged, mates: Sequence[tuple[float, Line]]) -> Iterator[Difference]:
    """Yield the differences of one matter: between its first two sentences, then of each other one from them."""
    pair = seed.pair
    one, other, alike = likest(view, pair.one, pair.other)
    first, second = _value(view, pair.one, one), _value(view, pair.other, other)
    if alike < _LEAST_OPENING or first.key == second.key:
        return
    about = _about(view, seed, one)
    yield _difference(seed, about, first, second)
    told = {pair.one.article, pair.other.article}
    for chance, line in mates:
        ways = [likest(view, own, line, span) for own, span in ((pair.one, one), (pair.other, other))]
        _, clause, alike = max(ways, key=lambda way: way[2])
        third = _value(view, line, clause)
        rival = next(
            (v for v in (second, first) if third.key != v.key and third.place.article != v.place.article), None
        )
        further = line.article not in told
        near = alike >= (_LEAST_FURTHER if further else _LEAST_ADDED)
        if rival is not None and near and (chance >= _LEAST_RIVAL or not further):
            told.add(line.article)
            yield _difference(seed, about, rival, third)


def _value(view: View, line: Line, span: Stretch) -> Value:
    text = view.text(line)[span[0] : span[1]]
    return view.value(line.article, *span, " ".join(sorted(set(stems(text)))) or text.lower())


def _slot(seed: _Judged) -> Slot:
    """Return the likeliest slot of those that both sentences fill."""
    lines = (seed.pair.one, seed.pair.other)
    filled: dict[Slot, bool] = {
        "place": all(any(name.kind == "LOC" for name in line.names) for line in lines),
        "attribution": any(line.quotations for line in lines),
    }
    able = [slot for slot in _LABELS if filled.get(slot, True)]
    return max(able, key=lambda slot: (seed.slots.get(slot, 0.0), slot))


def _about(view: View, seed: _Judged, span: Stretch) -> str:
    clause = innermost(seed.pair.one, *span)
    words = told_shortly(view, seed.pair.one, clause) if clause else ""
    return f"{_LABELS[_slot(seed)]}: {words or opening(view.text(seed.pair.one)[span[0] : span[1]])}"


def _difference(seed: _Judged, about: str, first: Value, second: Value) -> Difference:
    return Difference(
        slot=_slot(seed),
        kind="granularity",
        certainty="sure" if seed.shown >= _SURE else "possible",
        about=about,
        one=first,
        other=second,
        strength=0.3 * seed.shown,
        why="reports of one matter that tell it otherwise",
        claim=seed.pair.claim,
        judged=True,
    )
