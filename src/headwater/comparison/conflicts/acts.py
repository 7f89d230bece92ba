"""Propositions of two sentences that tell of one act: the same predicate about the same participants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.vocabulary import stem
from headwater.language.names import folded

if TYPE_CHECKING:
    from headwater.comparison.conflicts.pairing import Line, Pair, View
    from headwater.language.annotated import Argument, Proposition

# Verbs that report or carry little: two of them say little about the act being one.
SPEAKING = frozenset(
    stem(word)
    for word in (
        "say", "tell", "add", "announce", "report", "state", "claim", "note", "explain", "write", "call", "ask", "be",
        "have", "make", "take", "get", "go", "come", "do", "give", "include", "become", "see", "want", "think",
        "believe", "know", "show", "argue", "confirm", "continue", "begin", "start",
    )
)  # fmt: skip
# Verbs that reports use for one deed; the first stands for all.
_ALIKE = (
    ("kill", "slay", "murder"), ("die", "perish"), ("resign", "quit"), ("buy", "acquire", "purchase"),
    ("arrest", "detain"), ("vacate", "overturn", "throw", "quash"), ("attend", "visit", "join"), ("meet", "talk"),
    ("freeze", "suspend"), ("depart", "leave"), ("arrive", "land"), ("wound", "injure", "hurt"), ("win", "defeat"),
    ("launch", "begin"), ("remove", "pull"), ("reject", "refuse", "decline"), ("demand", "urge"), ("crash", "collide"),
    ("discover", "find"), ("show", "reveal"), ("sue", "charge"), ("approve", "pass"), ("offer", "bid"),
)  # fmt: skip
_CLASS = {stem(word): stem(group[0]) for group in _ALIKE for word in group}
_PRONOUNS = frozenset({"he", "she", "it", "they", "that", "which", "who", "this", "i", "we", "you", "what", "one"})


@dataclass(frozen=True, slots=True)
class Act:
    """Two propositions that may tell of one act, and how sure that is (0 to 1)."""

    one: Proposition
    other: Proposition
    score: float


def predicate(proposition: Proposition) -> str:
    """Return the stem of a predicate's first word, one for verbs that reports use alike."""
    found = stem(proposition.predicate.split()[0]) if proposition.predicate else ""
    return _CLASS.get(found, found)


def participants(proposition: Proposition) -> frozenset[str]:
    """Return what identifies a proposition's arguments: last words of entities, else the stems of heads."""
    found = set()
    for argument in proposition.arguments:
        if argument.role in {"time", "complement"}:
            continue
        key = participant(argument)
        if key:
            found.add(key)
    return frozenset(found)


def participant(argument: Argument) -> str:
    """Return what identifies one argument, "" for an unresolved pronoun."""
    head = argument.head.lower()
    if argument.entity and (head in _PRONOUNS or head in argument.entity.lower()):
        # Without "Sr" and the like, which one report has and another has not.
        return next(iter(folded(argument.entity)[-1:]), "")
    return "" if head in _PRONOUNS else stem(head)


def matches(pair: Pair) -> list[Act]:
    """Return the acts that two sentences share, best first; each proposition is used once."""
    found: list[Act] = []
    for one in pair.one.propositions:
        mine = predicate(one)
        found.extend(
            Act(one, other, _score(pair, one, other, mine))
            for other in pair.other.propositions
            if mine and mine == predicate(other)
        )
    found.sort(key=lambda act: (-act.score, act.one.start, act.other.start))
    used: set[tuple[int, int, int]] = set()
    best = []
    for act in found:
        keys = {(0, act.one.predicate_span.start, act.one.start), (1, act.other.predicate_span.start, act.other.start)}
        if not used & keys:
            used |= keys
            best.append(act)
    return best


def _score(pair: Pair, one: Proposition, other: Proposition, name: str) -> float:
    mine, theirs = participants(one), participants(other)
    least = min(len(mine), len(theirs))
    shared = len(mine & theirs) / least if least else 0.0
    weak = name in SPEAKING
    base = 0.15 if weak else 0.4
    return base + 0.35 * shared + 0.25 * min(1.0, pair.similarity * 1.5)


def innermost(line: Line, start: int, end: int) -> Proposition | None:
    """Return the smallest proposition of a sentence that holds start..end."""
    holding = [p for p in line.propositions if p.start <= start and end <= p.end]
    return min(holding, key=lambda p: (p.end - p.start, p.start), default=None)


def likeness(view: View, pair: Pair, mine: tuple[int, int], theirs: tuple[int, int]) -> float:
    """Return how sure it is that two stretches belong to one act, 0 to 1, by the clauses that they stand in."""
    one, other = innermost(pair.one, *mine), innermost(pair.other, *theirs)
    if one is None or other is None:
        return 0.0
    first = view.governor(pair.one, *mine) or predicate(one)
    second = view.governor(pair.other, *theirs) or predicate(other)
    first, second = _CLASS.get(first, first), _CLASS.get(second, second)
    least = min(len(participants(one)), len(participants(other)))
    shared = len(participants(one) & participants(other)) / least if least else 0.0
    if first != second:
        return 0.3 * shared
    return 0.3 + 0.2 * shared if first in SPEAKING else 0.6 + 0.4 * shared
