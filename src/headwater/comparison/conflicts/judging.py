"""Differences that no rule of one slot settles: reports of one matter that put it more or less exactly, or otherwise.

A learned decision over pairs of sentences (`model.py`) says whether two of them differ in something worth showing;
the contrasts of the pair say in what. The surest pair opens a matter; sentences that share its claim, or are as sure
to differ, join it, each with its own value.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts import model
from headwater.comparison.conflicts.acts import innermost
from headwater.comparison.conflicts.contrasts import contrasts
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.gist import gist, told_shortly
from headwater.comparison.conflicts.measures import measured
from headwater.comparison.conflicts.vocabulary import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.account import ConflictKind, Slot
    from headwater.comparison.aligned import Aligned
    from headwater.comparison.conflicts.contrasts import Contrast, Stretch
    from headwater.comparison.conflicts.pairing import Line, Pair, View

# Of a story of hundreds of articles only the pairs that are most alike are judged.
_MOST_PAIRS = 6000
# A sentence joins a matter if it shares a claim with one of its two first sentences, or is so likely to differ from it.
_LEAST_CLAIMED = 0.05
_LEAST_JOINED = 0.3
_MOST_SENTENCES = 6
_SURE = 0.5
_SETTLED = frozenset({"same", "explained"})
_LABELS: dict[Slot, str] = {
    "figure": "how many or how much", "date": "when", "place": "where", "participant": "who or whom",
    "identity": "as what", "polarity": "whether", "sequence": "whether yet", "attribution": "on whose word",
    "quote-wording": "in which words",
}  # fmt: skip
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Pairing:
    """A judged pair: how likely it is to differ, the shares of the slots, and its contrasts."""

    pair: Pair
    shown: float
    slots: dict[str, float]
    contrasts: list[Contrast]


def compare(
    view: View, pairs: Sequence[Pair], aligned: Sequence[Aligned], known: Sequence[Difference]
) -> Iterator[Difference]:
    """Yield how the reports of one matter differ, as differences from the first two of them.

    Sentences that a difference already `known` opposes open no matter of their own.
    """
    judged = _judged(view, pairs, aligned)
    threshold = model.load().threshold
    near: dict[Key, list[_Pairing]] = defaultdict(list)
    for one in judged:
        near[_key(one.pair.one)].append(one)
        near[_key(one.pair.other)].append(one)
    settled = _settled(view, known)
    used: set[Key] = set()
    for seed in judged:
        if seed.shown < threshold:
            break
        first, second = _key(seed.pair.one), _key(seed.pair.other)
        if (first in used and second in used) or frozenset((first, second)) in settled:
            continue
        mates = _mates(seed, near)
        used.update((first, second), (_key(line) for line in mates))
        yield from _matter(view, seed, mates, near)


def _settled(view: View, known: Sequence[Difference]) -> set[frozenset[Key]]:
    """Return the pairs of sentences that known differences oppose."""
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


def _judged(view: View, pairs: Sequence[Pair], aligned: Sequence[Aligned]) -> list[_Pairing]:
    chosen = list(pairs)
    if len(chosen) > _MOST_PAIRS:
        chosen.sort(key=lambda p: (-p.similarity, _key(p.one), _key(p.other)))
        chosen = chosen[:_MOST_PAIRS]
    found = [contrasts(view, pair) for pair in chosen]
    names, values = measured(view, chosen, found, aligned)
    judge = model.load()
    result = judge.judge(names, values)
    judged = [
        _Pairing(pair, round(shown, 9), dict(zip(judge.slots, shares, strict=True)), own)
        for pair, shown, shares, own in zip(chosen, result.shown.tolist(), result.slot.tolist(), found, strict=True)
    ]
    judged.sort(key=lambda one: (-one.shown, _key(one.pair.one), _key(one.pair.other)))
    return judged


def _key(line: Line) -> Key:
    return line.article, line.index


def _other(pair: Pair, key: Key) -> Line:
    return pair.other if _key(pair.one) == key else pair.one


def _mates(seed: _Pairing, near: dict[Key, list[_Pairing]]) -> list[Line]:
    """Return the sentences that join the matter of two sentences, the likeliest first."""
    own = {_key(seed.pair.one), _key(seed.pair.other)}
    best: dict[Key, tuple[float, Line]] = {}
    for key in sorted(own):
        for one in near[key]:
            line = _other(one.pair, key)
            least = _LEAST_CLAIMED if one.pair.claim is not None else _LEAST_JOINED
            rank = one.shown + (1.0 if one.pair.claim is not None else 0.0)
            if _key(line) not in own and one.shown >= least and rank > best.get(_key(line), (0.0, line))[0]:
                best[_key(line)] = (rank, line)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return [line for _, (_, line) in ranked[: _MOST_SENTENCES - 2]]


def _matter(view: View, seed: _Pairing, mates: Sequence[Line], near: dict[Key, list[_Pairing]]) -> Iterator[Difference]:
    """Yield the differences of one matter, all of one slot: the first two sentences, then each other one from them."""
    pair = seed.pair
    contrast = _telling(seed)
    slot: Slot = contrast.slot if contrast else "identity"
    spans = (contrast.one, contrast.other) if contrast else (_clause(pair.one, pair.other), _clause(pair.other, pair.one))
    first, second = _value(view, pair.one, spans[0]), _value(view, pair.other, spans[1])
    if first.key == second.key:
        spans = ((pair.one.start, pair.one.end), (pair.other.start, pair.other.end))
        first, second = _value(view, pair.one, spans[0]), _value(view, pair.other, spans[1])
    yield _difference(view, seed, slot, contrast, first, second)
    for line in mates:
        third = _third(view, (pair.one, spans[0]), (pair.other, spans[1]), line, slot, near)
        rival = second if third.key == first.key or third.place.article == first.place.article else first
        if third.key != rival.key and third.place.article != rival.place.article:
            yield _difference(view, seed, slot, contrast, rival, third)


def _telling(seed: _Pairing) -> Contrast | None:
    """Return the contrast that best says in what two sentences differ."""
    told = [c for c in seed.contrasts if c.how not in _SETTLED and c.strength > 0]
    return max(told, key=lambda c: (c.strength * seed.slots.get(c.slot, 0.0), c.strength, -c.one[0]), default=None)


def _third(
    view: View,
    first: tuple[Line, Stretch],
    second: tuple[Line, Stretch],
    line: Line,
    slot: Slot,
    near: dict[Key, list[_Pairing]],
) -> Value:
    """Return what another sentence of the matter gives in the slot: what stands against either value, else a clause."""
    for own, span in (first, second):
        for one in near[_key(line)]:
            if _other(one.pair, _key(line)) is not own:
                continue
            turned = one.pair.one is line
            for contrast in one.contrasts:
                mine, theirs = (contrast.other, contrast.one) if turned else (contrast.one, contrast.other)
                if contrast.slot == slot and mine[0] < span[1] and span[0] < mine[1]:
                    return _value(view, line, theirs)
    return _value(view, line, _clause(line, first[0]))


def _clause(line: Line, beside: Line) -> Stretch:
    """Return the clause of a sentence that shares most words with another sentence, the shorter of two even ones."""
    best = max(
        line.propositions,
        key=lambda p: (
            sum(p.start <= word.start < p.end for word in line.words if word.stem in beside.bag)
            / (4 + sum(p.start <= word.start < p.end for word in line.words)),
            -p.start,
        ),
        default=None,
    )
    return (line.start, line.end) if best is None else (best.start, best.end)


def _value(view: View, line: Line, span: Stretch) -> Value:
    article = view.articles[line.article].article
    text = article.text[span[0] : span[1]]
    key = " ".join(sorted(set(stems(text)))) or text.lower()
    return Value(text, Place(article.id, span[0], span[1]), key)


def _difference(
    view: View, seed: _Pairing, slot: Slot, contrast: Contrast | None, first: Value, second: Value
) -> Difference:
    return Difference(
        slot=slot,
        kind=_kind(seed, contrast),
        certainty="sure" if seed.shown >= _SURE else "possible",
        about=_about(view, seed.pair, slot, contrast),
        one=first,
        other=second,
        strength=0.3 * seed.shown,
        why=f"reports of one matter that put it differently ({round(100 * seed.shown)} % likely)",
        claim=seed.pair.claim,
    )


def _kind(seed: _Pairing, contrast: Contrast | None) -> ConflictKind:
    if contrast is None:
        return "granularity"
    if contrast.how == "rounding":
        return "rounding"
    if contrast.how == "planned":
        return "update"
    said = any(line.quotations for line in (seed.pair.one, seed.pair.other))
    return "dispute" if contrast.how == "negated" and said else "granularity"


def _about(view: View, pair: Pair, slot: Slot, contrast: Contrast | None) -> str:
    if contrast is not None:
        words = gist(view, pair.one, *contrast.one) or gist(view, pair.other, *contrast.other)
    else:
        clause = innermost(pair.one, *_clause(pair.one, pair.other))
        words = told_shortly(view, pair.one, clause) if clause else ""
    return f"{_LABELS[slot]}: {words}" if words else _LABELS[slot]
