"""What stands against what in two sentences that may tell of one matter, slot by slot.

A contrast is no conflict yet: it names two stretches that fill one slot differently, and how sure the slot is. Whether
the difference is worth showing is decided from all contrasts of a pair of sentences together (`judging.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from headwater.comparison.conflicts import figures, moments
from headwater.comparison.conflicts.acts import SPEAKING, innermost, matches, participant, participants, predicate
from headwater.comparison.conflicts.vocabulary import stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.account import Slot
    from headwater.comparison.conflicts.acts import Act
    from headwater.comparison.conflicts.pairing import Line, Pair, View
    from headwater.language.annotated import Argument, Name, Proposition, QuotationMention

Stretch = tuple[int, int]
_WHO = frozenset({"subject", "object", "recipient"})
_WHERE = frozenset({"place", "in", "at", "on", "near", "from", "to", "into", "outside", "inside"})
_VAGUE = re.compile(
    r"\b(?:some|several|many|few|dozens|scores|hundreds|thousands|millions|most|all|every|multiple|various|numerous"
    r"|a (?:number|handful|couple|series) of|no|none|half|majority)\b",
    re.IGNORECASE,
)
_LONGEST_STRETCH = 6


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two stretches (start, end) of a pair's sentences that fill one slot, and how sure that is (0 to 1).

    `how` names the manner: "apart", "finer", "rounding" for figures and moments, else the kind of comparison.
    """

    slot: Slot
    how: str
    one: Stretch
    other: Stretch
    strength: float


def contrasts(view: View, pair: Pair) -> list[Contrast]:
    """Return the contrasts of two sentences, slot by slot, the surest first."""
    acts = matches(pair)
    found = [
        *_figures(view, pair),
        *_moments(view, pair),
        *_roles(view, pair, acts),
        *_clauses(pair, acts),
        *_places(view, pair),
        *_replaced(view, pair),
        *_speakers(view, pair),
    ]
    found.sort(key=lambda c: (-c.strength, c.slot, c.how, c.one, c.other))
    return found


def _figures(view: View, pair: Pair) -> Iterator[Contrast]:
    for match in figures.matched(view, pair):
        how = {"granularity": "finer"}.get(match.relation, match.relation)
        if how == "apart" and figures.explained(view, pair, match.one, match.other):
            how = "explained"
        yield Contrast(
            "figure", how, (match.one.start, match.one.end), (match.other.start, match.other.end), match.slot
        )
    # "Three senators" against "some senators".
    for line, beside, turned in ((pair.one, pair.other, False), (pair.other, pair.one, True)):
        text = view.text(beside)
        vague = list(_VAGUE.finditer(text, beside.start, beside.end))
        if not vague:
            continue
        for figure in line.figures:
            head = figures.head_of(figure)
            if figure.kind != "count" or not head:
                continue
            for match in vague:
                after = text[match.end() : min(beside.end, match.end() + 40)]
                if head in stems(after)[:3]:
                    spans = ((figure.start, figure.end), match.span())
                    one, other = spans[::-1] if turned else spans
                    yield Contrast("figure", "vague", one, other, view.context(pair, one, other))


def _moments(view: View, pair: Pair) -> Iterator[Contrast]:
    for match in moments.matched(view, pair):
        yield Contrast(
            "date", match.relation, (match.one.start, match.one.end), (match.other.start, match.other.end), match.slot
        )


def _roles(view: View, pair: Pair, acts: list[Act]) -> Iterator[Contrast]:
    """Yield arguments that fill one role of one act and are not the same."""
    for act in acts:
        if act.one.negated != act.other.negated:
            continue
        for one in act.one.arguments:
            for other in act.other.arguments:
                slot = _role(one, other)
                if slot is None or not _differ(view, pair, one, other):
                    continue
                shared = len(participants(act.one) & participants(act.other))
                weak = predicate(act.one) in SPEAKING
                strength = act.score * (0.5 if weak and not shared else 0.8) * (1.0 if shared else 0.7)
                yield Contrast(slot, f"role {one.role}", (one.start, one.end), (other.start, other.end), strength)


def _role(one: Argument, other: Argument) -> Slot | None:
    """Return the slot that two arguments fill, None where they fill two."""
    if one.role == other.role == "subject" or one.role == other.role == "object" or one.role == other.role == "recipient":
        return "participant"
    if one.role in _WHERE and other.role in _WHERE and "place" in {one.role, other.role}:
        return "place"
    if one.role == other.role and one.role not in {"time", "complement"}:
        return "identity"
    return None


def _differ(view: View, pair: Pair, one: Argument, other: Argument) -> bool:
    mine, theirs = participant(one), participant(other)
    if not mine or not theirs:
        return False
    if mine != theirs:
        return True
    first = set(stems(view.text(pair.one)[one.start : one.end]))
    second = set(stems(view.text(pair.other)[other.start : other.end]))
    return bool(first ^ second) and len(first & second) < len(first | second)


def _clauses(pair: Pair, acts: list[Act]) -> Iterator[Contrast]:
    """Yield two tellings of one act of which one denies it, or puts it as planned, possible, or in doubt."""
    for act in acts:
        spans = ((act.one.start, act.one.end), (act.other.start, act.other.end))
        if act.one.negated != act.other.negated:
            yield Contrast("polarity", "negated", *spans, act.score)
        elif act.one.modality != act.other.modality:
            modes = {act.one.modality, act.other.modality}
            if "planned" in modes and "asserted" in modes:
                yield Contrast("sequence", "planned", *spans, act.score)
            else:
                yield Contrast("polarity", "modality", *spans, 0.8 * act.score)


def _places(view: View, pair: Pair) -> Iterator[Contrast]:
    """Yield the places of two sentences that are not the same, where the words around them agree."""
    mine = [n for n in pair.one.names if n.kind == "LOC"]
    theirs = [n for n in pair.other.names if n.kind == "LOC"]
    shared = {_own(n) for n in mine} & {_own(n) for n in theirs}
    for one in mine:
        for other in theirs:
            if _own(one) in shared or _own(other) in shared:
                continue
            spans = (one.start, one.end), (other.start, other.end)
            yield Contrast("place", "names", *spans, view.context(pair, *spans))


def _own(name: Name) -> str:
    return name.entity.lower().split()[-1]


def _replaced(view: View, pair: Pair) -> Iterator[Contrast]:
    """Yield the stretches of content words that stand in each other's place between words both sentences have."""
    left, right = [w.stem for w in pair.one.words], [w.stem for w in pair.other.words]
    codes = [c for c in Indel.opcodes(left, right)]
    at = 0
    while at < len(codes):
        if codes[at].tag == "equal":
            at += 1
            continue
        until = at
        while until < len(codes) and codes[until].tag != "equal":
            until += 1
        first, last = codes[at], codes[until - 1]
        gap = (first.src_start, last.src_end), (first.dest_start, last.dest_end)
        sizes = [b - a for a, b in gap]
        bounded = (at > 0) + (until < len(codes))
        if 0 < min(sizes) and max(sizes) <= _LONGEST_STRETCH and bounded:
            one = pair.one.words[gap[0][0]].start, pair.one.words[gap[0][1] - 1].end
            other = pair.other.words[gap[1][0]].start, pair.other.words[gap[1][1] - 1].end
            before = codes[at - 1].src_end - codes[at - 1].src_start if at > 0 else 0
            after = codes[until].src_end - codes[until].src_start if until < len(codes) else 0
            near = min(1.0, (before + after) / 4) * (1.0 if bounded == 2 else 0.6)
            strength = near * min(1.0, pair.similarity * 1.5) * (1.2 - 0.1 * max(sizes))
            yield Contrast(_kind(view, pair, one, other), "replaced", one, other, max(0.0, min(1.0, strength)))
        at = until


def _kind(view: View, pair: Pair, one: Stretch, other: Stretch) -> Slot:
    kinds = set()
    for line, span in ((pair.one, one), (pair.other, other)):
        kinds.update(n.kind for n in line.names if n.start < span[1] and span[0] < n.end)
    if kinds == {"LOC"}:
        return "place"
    return "participant" if kinds & {"PER", "ORG"} else "identity"


def _speakers(view: View, pair: Pair) -> Iterator[Contrast]:
    """Yield those to whom both sentences attribute what they say, where they are not the same."""
    for one in pair.one.quotations:
        for other in pair.other.quotations:
            if one.speaker is None or other.speaker is None or one.source is None or other.source is None:
                continue
            if set(stems(one.speaker)) & set(stems(other.speaker)):
                continue
            text = [
                frozenset(stems(view.text(line)[q.start : q.end]))
                for line, q in ((pair.one, one), (pair.other, other))
            ]
            least = min(view.weight(t) for t in text)
            strength = view.weight(text[0] & text[1]) / least if least else 0.0
            if strength > 0:
                spans = (one.source.start, one.source.end), (other.source.start, other.source.end)
                yield Contrast("attribution", "speaker", *spans, strength)
