"""Which reports of a claim surely assert what the claim's own text says.

Sentences are linked as wholes, and a lede that tells three things is linked to all that tell one of them. What counts
as a report of a claim is decided here, once a text states the claim: does a sentence tell what the text tells, its
deed, who and what take part, its names and figures? A learned decision on pairs of a text and a sentence, by trees as
in `model.py`; `training/claims/asserting.py` builds `model/asserted.npz`, which holds no word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.claims.features import Pairs
from headwater.comparison.claims.lists import synonyms
from headwater.comparison.claims.model import read
from headwater.comparison.claims.vectors import rarity
from headwater.comparison.claims.wording import SAYING
from headwater.language.stems import stem
from headwater.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from headwater.comparison.claims.units import Clause, Unit, Word

# A near-synonym is half a match. A verb is the same deed, a near-synonym of it, the same word as another part of speech
# ("the visit of", "visited"), or a near-synonym as another part of speech.
SYNONYM = 0.5
SAME_DEED, LIKE_DEED, SAME_WORD, LIKE_WORD = 1.0, 0.6, 0.7, 0.4
# Words of one root begin alike: with so many letters at least, and but for so many of the longer one.
HEAD, ENDING = 4, 3
# A deed is told by a sentence that tells it and so much of its clause besides names.
LITTLE = 0.3
# Of whose words between quotation marks so many are, it gives what somebody said.
QUOTED = 0.3
# What is the most of its kind, and within so many words behind "one of" or "among" only one of them.
SUPERLATIVE, HEDGED = re.compile(r"worst|best|(?!late|near)[a-z]{3,14}est"), 5
RANKS = frozenset({"second", "third", "fourth", "fifth"})
# What is said where there is nothing to compare.
UNKNOWN = 0.5
# Verbs that say only that another one follows, or that somebody speaks, are no deeds to look for.
LIGHT = frozenset({"", *map(stem, ("be", "have", "do"))}) | SAYING
# Verbs whose object may be the deed: "made a claim", "gave a warning".
CARRYING = frozenset(map(stem, ("make", "give", "take", "have", "issue", "offer")))
# So many pairs of a text and a sentence are kept measured; a pile would need too much memory for all.
KEPT = 20_000
# How much a word tells that every sentence of its article has, as a part of one that only one has.
COMMON = 0.15

WEIGHTS = Weights("headwater.comparison.claims", "model/asserted.npz", read)
using, load = WEIGHTS.using, WEIGHTS.load

NAMES = (
    "link", "near", "covered", "covered names", "covered figures", "missing", "missing names", "covering",
    "deed", "deeds", "deeds covered", "least clause", "least told", "told", "plain", "least plain",
    "plain missing", "each", "roles", "clause", "other mood", "run", "words", "whole", "caption", "quoted",
    "absent", "absent behind", "denied", "said", "other speaker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """Characters `start` to `end` of a sentence's article, which may state a claim; of one clause, if they are its."""

    unit: Unit
    start: int
    end: int
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as one that may assert a text: all it holds, made ready once."""

    unit: Unit
    held: frozenset[str]
    groups: frozenset[int]
    predicates: frozenset[str]
    alike: frozenset[int]
    clauses: tuple[tuple[frozenset[str], frozenset[str], Clause], ...]
    places: dict[str, list[int]]
    content: tuple[tuple[str, float], ...]
    total: float
    quoted: float
    heads: dict[str, list[str]]
    hedged: frozenset[str]

    def kin(self, root: str) -> bool:
        """Tell whether a word of the sentence is of one root with `root`: "invaded", "invasion"."""
        return any(
            other.startswith(root[: max(len(root), len(other), HEAD + ENDING) - ENDING])
            for other in self.heads.get(root[:HEAD], ())
        )


class Listener:
    """The sentences of a story, each weighed by its own article alone: no other article changes what a word tells."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._counts: dict[int, Counter[str]] = {}
        self._sentences = Counter(unit.article for unit in units)
        for unit in units:
            self._counts.setdefault(unit.article, Counter()).update({*unit.content, *unit.context})
        self._heard: dict[int, Heard] = {}
        self._told: dict[tuple[str, int, int], float] = {}
        self._weight: dict[tuple[str, int], float] = {}
        self._rows: dict[tuple[int, int, int, int], list[float]] = {}

    def weigh(self, root: str, article: int) -> float:
        """Return how much a stem tells in an article: less where English, or the article, has it often."""
        key = (root, article)
        if key not in self._weight:
            common = math.log(max(1, self._counts[article][root])) / math.log(self._sentences[article] + 1)
            self._weight[key] = rarity(root) * (COMMON + 1.0 - common)
        return self._weight[key]

    def tells(self, root: str, one: int, other: int) -> float:
        """Return how much a stem tells beyond what two articles tell of throughout."""
        key = (root, min(one, other), max(one, other))
        if key not in self._told:
            count = self._counts[one][root] + self._counts[other][root]
            common = math.log(max(1.0, count / 2)) / math.log((self._sentences[one] + self._sentences[other]) / 2 + 1)
            self._told[key] = rarity(root) * (0.03 + (1.0 - min(1.0, common)) ** 2)
        return self._told[key]

    def together(self, one: int, other: int) -> bool:
        """Tell whether two sentences, by their indices, stand in one article."""
        return self._units[one].article == self._units[other].article

    def heard(self, index: int) -> Heard:
        """Return a sentence, by its index, made ready."""
        if index not in self._heard:
            self._heard[index] = self._ready(self._units[index])
        return self._heard[index]

    def _ready(self, unit: Unit) -> Heard:
        held = {word.stem for word in unit.words} | set(unit.context)
        predicates = {clause.predicate for clause in unit.clauses}
        places: dict[str, list[int]] = {}
        for at, word in enumerate(unit.words):
            places.setdefault(word.stem, []).append(at)
        content = tuple((root, self.weigh(root, unit.article)) for root in sorted(set(unit.content)))
        heads: dict[str, list[str]] = {}
        for root in sorted(held):
            heads.setdefault(root[:HEAD], []).append(root)
        return Heard(
            unit,
            frozenset(held),
            frozenset(_groups(held)),
            frozenset(predicates),
            frozenset(_groups(predicates)),
            tuple((frozenset(c.stems), frozenset(c.roles), c) for c in unit.clauses),
            places,
            content,
            math.fsum(weight for _, weight in content),
            _quoted(unit.words),
            heads,
            frozenset(_superlatives(unit.words, hedged=True) - _superlatives(unit.words, hedged=False)),
        )

    def measured(self, text: Text, others: Sequence[tuple[int, float, float]]) -> list[list[float]]:
        """Return a row of measures, in the order of `NAMES`, for each sentence that may assert `text`.

        `others` are the sentences' indices, with how surely each is linked to the text's own sentence, and how surely
        on average to all others of the claim.
        """
        if len(self._rows) > KEPT:
            self._rows.clear()
        told: _Told | None = None
        found = []
        for index, link, near in others:
            # A text and a sentence meet in every claim that both stand in.
            key = (text.unit.article, text.start, text.end, index)
            if key not in self._rows:
                told = told or _Told(text, self)
                self._rows[key] = told.by(self.heard(index))
            found.append([link, near, *self._rows[key]])
        return found


class _Told:
    """What a text tells, made ready to be looked for in other sentences."""

    def __init__(self, text: Text, listener: Listener) -> None:
        unit, article = text.unit, text.unit.article
        self.words = [word for word in unit.words if text.start <= word.start < text.end]
        self.listener, self.article = listener, article
        content = {word.stem for word in self.words if word.content}
        self.content = self._weighed(content)
        self.inside = content | set(unit.context)
        self.names = self._weighed({word.stem for word in self.words if word.content and word.name})
        self.figures = self._weighed({w.stem for w in self.words if w.stem[:1].isdigit()} & unit.telling)
        clauses = [c for c in unit.clauses if text.start <= c.proposition.predicate_span.start < text.end]
        clauses.sort(key=lambda c: (c.proposition.start, -c.proposition.end, c.proposition.predicate_span.start))
        self.deeds = [clause for clause in clauses if clause.predicate not in LIGHT]
        self.speakers = unit.speakers
        self.most = _superlatives(self.words, hedged=False)
        speaking = self._speaking(clauses)
        self.said = self._weighed(content - speaking) if speaking else []
        self.parts = [self._weighed(content.intersection(clause.stems)) for clause in self.deeds]
        self.main = next(iter(self.deeds or clauses), None)
        self.roles = {role for role in self.main.roles if not role.endswith(" ")} if self.main else set()
        verb = self.main.proposition.predicate_span.start if self.main else text.end
        self.behind = {word.stem for word in self.words if word.name and word.start > verb}
        self.whole = float(text.start <= unit.start and text.end >= unit.end)
        self.quoted = _quoted(self.words)
        named = {word.stem for word in self.words if word.name}
        self.plain = sorted(content - named)
        self.plains = [sorted((content - named).intersection((*c.stems, c.predicate))) for c in self.deeds]

    def _speaking(self, clauses: Sequence[Clause]) -> set[str]:
        """Return the stems of who speaks in the text, by the subjects of verbs that only say so."""
        spans = [
            (argument.start, argument.end)
            for clause in clauses
            if clause.predicate in SAYING
            for argument in clause.proposition.arguments
            if argument.role == "subject"
        ]
        return {word.stem for word in self.words if any(start <= word.start < end for start, end in spans)}

    def _each(self, deeds: Sequence[float], plains: Sequence[float], plain: float) -> float:
        """Return how far the deed that is told least is told: 1 with a little of its clause, else by that clause."""
        clauses = zip(deeds, plains, strict=True) if deeds else [(0.0, plain)]
        return min(1.0 if deed >= LIKE_WORD and part >= LITTLE else part for deed, part in clauses)

    def _plain(self, roots: Sequence[str], other: Heard) -> tuple[float, float]:
        """Return which part of what some words tell beyond the topic a sentence tells, and what it lacks of that."""
        told = [(root, self.listener.tells(root, self.article, other.unit.article)) for root in roots]
        total = math.fsum(weight for _, weight in told)
        lacking = math.fsum(_lacking([(r, w, synonyms().get(r, ())) for r, w in told], other))
        return (1.0 - lacking / total if total else UNKNOWN), lacking

    def _weighed(self, roots: Collection[str]) -> list[tuple[str, float, tuple[int, ...]]]:
        groups = synonyms()
        weigh = self.listener.weigh
        return [(root, weigh(root, self.article), groups.get(root, ())) for root in sorted(roots)]

    def by(self, other: Heard) -> list[float]:
        """Return how far another sentence tells it."""
        lacking = _lacking(self.content, other)
        names = _lacking(self.names, other)
        deeds = [_deed(clause, other) for clause in self.deeds]
        clause, mood = self._likest(other)
        parts = [_covered(part, _lacking(part, other)) for part in self.parts]
        told = [max(deed, part) for deed, part in zip(deeds, parts, strict=True)]
        plain, lacks = self._plain(self.plain, other)
        plains = [self._plain(roots, other)[0] for roots in self.plains]
        covering = math.fsum(weight for root, weight in other.content if root in self.inside)
        return [
            _covered(self.content, lacking),
            _covered(self.names, names),
            _covered(self.figures, _lacking(self.figures, other)),
            max(lacking, default=0.0),
            math.fsum(names),
            covering / other.total if other.total else 0.0,
            _deed(self.main, other) if self.main else UNKNOWN,
            float(len(self.deeds)),
            math.fsum(deeds) / len(deeds) if deeds else UNKNOWN,
            min(parts, default=_covered(self.content, lacking)),
            min(told, default=UNKNOWN),
            math.fsum(told) / len(told) if told else UNKNOWN,
            plain,
            min(plains, default=UNKNOWN),
            lacks,
            self._each(deeds, plains, plain),
            max((len(self.roles & roles) for _, roles, _ in other.clauses), default=0) / max(1, len(self.roles)),
            clause,
            mood,
            self._run(other) / max(1, len(self.words)),
            float(len(self.content)),
            self.whole,
            float(other.unit.caption),
            abs(self.quoted - other.quoted),
            *self._absent(other),
            float(self._denied(other)),
            _covered(self.said, _lacking(self.said, other)),
            float(self._others_words(other)),
        ]

    def _others_words(self, other: Heard) -> bool:
        """Tell whether the text and a sentence give the very words of two speakers, who each say what is theirs."""
        if min(self.quoted, other.quoted) < QUOTED or not self.speakers or not other.unit.speakers:
            return False
        return set(self.speakers).isdisjoint(other.unit.speakers)

    def _absent(self, other: Heard) -> tuple[float, float]:
        """Return how many names a sentence lacks, and how many of those that stand behind the main clause's verb.

        However often an article has a name, it is another visit that was paid elsewhere.
        """
        absent = {root for root, _, _ in self.names if root not in other.held and not other.kin(root)}
        return float(len(absent)), float(len(absent & self.behind))

    def _denied(self, other: Heard) -> bool:
        """Tell whether a sentence tells the main clause's deed only as one that is not done, or the other way round.

        Or whether it takes back that something is the most of its kind.
        """
        if not self.most.isdisjoint(other.hedged):
            # "One of the deadliest" is not "the deadliest".
            return True
        if self.main is None or self.main.predicate in LIGHT:
            return False
        moods = {clause.proposition.negated for _, _, clause in other.clauses if _one_deed(self.main, clause)}
        return moods == {not self.main.proposition.negated}

    def _likest(self, other: Heard) -> tuple[float, float]:
        """Return how much of the main clause the likest clause of a sentence holds, and 1 if in another mood."""
        if self.main is None:
            return UNKNOWN, 0.0
        article = other.unit.article
        own = [(root, self.listener.weigh(root, article)) for root in sorted(set(self.main.stems))]
        total = math.fsum(weight for _, weight in own)
        if not total:
            return UNKNOWN, 0.0
        mine = self.main.proposition
        best, mood = 0.0, 0.0
        for stems, _, clause in other.clauses:
            value = math.fsum(weight for root, weight in own if root in stems) / total
            if value > best:
                theirs = clause.proposition
                best, mood = value, float(mine.modality != theirs.modality or mine.negated != theirs.negated)
        return best, mood

    def _run(self, other: Heard) -> int:
        """Return the length of the longest run of words that the text and a sentence share."""
        longest = 0
        reached: dict[int, int] = {}
        for word in self.words:
            reached = {place: reached.get(place - 1, 0) + 1 for place in other.places.get(word.stem, ())}
            longest = max(longest, *reached.values(), 0)
        return longest


def _lacking(told: Sequence[tuple[str, float, tuple[int, ...]]], other: Heard) -> list[float]:
    """Return the weight of each stem that a sentence lacks: half where it has a near-synonym, 0 where it has it."""
    return [
        0.0
        if root in other.held
        else weight * (1.0 - SYNONYM * (not other.groups.isdisjoint(groups) or other.kin(root)))
        for root, weight, groups in told
    ]


def _covered(told: Sequence[tuple[str, float, tuple[int, ...]]], lacking: Sequence[float]) -> float:
    total = math.fsum(weight for _, weight, _ in told)
    return 1.0 - math.fsum(lacking) / total if total else 1.0


def _deed(clause: Clause, other: Heard) -> float:
    """Return whether a sentence tells a clause's deed, 0 to 1."""
    groups = synonyms().get(clause.predicate, ())
    if clause.predicate in other.predicates:
        return SAME_DEED
    if not other.alike.isdisjoint(groups):
        return LIKE_DEED
    if clause.predicate in other.held:
        return SAME_WORD
    return LIKE_WORD if not other.groups.isdisjoint(groups) or other.kin(clause.predicate) else 0.0


def _one_deed(one: Clause, other: Clause) -> bool:
    """Tell whether two clauses tell one deed: by their verbs, or one by the object of a verb that only carries it."""
    return (
        one.predicate == other.predicate
        or not set(synonyms().get(one.predicate, ())).isdisjoint(synonyms().get(other.predicate, ()))
        or (one.predicate in CARRYING and other.predicate in one.stems)
        or (other.predicate in CARRYING and one.predicate in other.stems)
    )


def _superlatives(words: Sequence[Word], *, hedged: bool) -> set[str]:
    """Return the stems of what is called the most of its kind, those with "one of the" or "among the" or the others."""
    found = set()
    for at, word in enumerate(words):
        if word.pos in {"ADJ", "ADV"} and SUPERLATIVE.fullmatch(word.text.lower()):
            before = [one.text.lower() for one in words[max(0, at - HEDGED) : at]]
            ranked = bool(before) and before[-1] in RANKS
            if hedged == (ranked or "among" in before or ("one", "of") in pairwise(before)):
                found.add(word.stem)
    return found


def _groups(roots: Iterable[str]) -> set[int]:
    groups = synonyms()
    return {number for root in roots for number in groups.get(root, ())}


def _quoted(words: Sequence[Word]) -> float:
    return sum(word.quoted for word in words) / max(1, len(words))


def chances(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the probability, for each row of measures, that the sentence tells what the text tells."""
    if not rows:
        return []
    none = np.zeros(len(rows), dtype=np.int64)
    pairs = Pairs(none, none, NAMES, np.array(rows, dtype=np.float32))
    return [round(chance, 9) for chance in load().probability(pairs).tolist()]
