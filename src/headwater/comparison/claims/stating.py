"""The text that states a claim, and the reports that surely tell it.

A claim's text is a sentence of one of its reports, or a clause of it that can stand alone: the one that tells, well
said, what most of the others tell as well. Whoever does not surely tell just that stays a report that may.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from headwater.comparison.claims.asserting import NAMES, SAME_DEED, Listener, Text, chances
from headwater.comparison.claims.vectors import rarity
from headwater.comparison.claims.wording import alone, merits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from headwater.comparison.claims.gathering import Group
    from headwater.comparison.claims.units import Unit

# A report surely tells the claim's text from this probability on: then more than nine of ten do
# (`benchmarks.claims`, events left out).
SURELY = 0.62
# A sentence that hardly tells some deed of the text, by the words of its clause, or lacks a name that stands behind the
# text's verb, is so much less sure to tell it. Still less is one that lacks such a name and the verb as well, at least
# as a verb ("visited Harbin", "his visit to China"), one that has other figures in place of the text's, and one that
# tells so many claims, as a lede does, unless it tells each deed by so many of its words.
HARDLY, DOUBT = 0.4, 0.9
MANY, MOSTLY, GRAVE_DOUBT = 4, 0.75, 0.65
# Who tells so little of a text besides who says it tells another of that speaker's statements.
LITTLE_SAID = 0.35
# Words between marks that are as much alike are one utterance, whoever is said to have said it.
ONE_UTTERANCE = 0.8
# What it is worth to a text that another article tells it, and which part of that is lost where some deed of the text
# is not told; that of so many articles at most counts in full.
TOLD, PARTLY = 0.8, 0.8
FULLY = 4
# A text that tells another claim already.
AGAIN = 2.0
# So many texts of a claim are considered, those that state it best; of a claim of many reports fewer.
MOST_TEXTS = 24
MOST_ROWS = 600
# A sentence that has so much of a text's words in one run, the text having so many that bear content, tells it.
VERBATIM, FEWEST_WORDS = 0.8, 4
COVERED, DEED, EACH, BEHIND, DENIED, RUN, WORDS, SAID, OTHER_SPEAKER = (
    NAMES.index(name)
    for name in ("covered", "deed", "each", "absent behind", "denied", "run", "words", "said", "other speaker")
)
# The end of a question, whatever closes behind it.
_QUESTION = re.compile(r"\?[\"”’')\]»]*\s*\Z")
# Whoever has none of so many figures tells little of the text.
MANY_FIGURES = 3
_NUMBER = re.compile(r"\d+(?:[.:,]\d+)*")
_HOUR = re.compile(r"[0-2]?\d[.:][0-5]\d")
# A sentence is known again by so many of its rarest stems.
RAREST = 6


@dataclass(frozen=True, slots=True)
class Stated:
    """Which of a claim's sentences, by index, states it by which text, and which ones surely tell that, itself one."""

    by: int
    text: Text
    sure: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Able:
    """A text that may state a claim, of which of its sentences, how well it is said, and how likely others tell it.

    `each` says of the others how far each tells the deed that it tells least.
    """

    member: int
    text: Text
    worth: float
    chance: dict[int, float]
    each: dict[int, float]


class Stating:
    """States the claims of a story one after the other, each by a text that tells no claim before it if it can."""

    def __init__(self, groups: Sequence[Group], units: Sequence[Unit], sentences: Sequence[str]) -> None:
        """Look at all `groups` of `units` at once; `sentences` are the texts of the units."""
        self._units, self._sentences = units, sentences
        self._asking = {member for member, text in enumerate(sentences) if _QUESTION.search(text)}
        self._listener = Listener(units)
        # The groups are kept beside, for the number of one that is gone may be given to another.
        self._looked: list[Group] = []
        self._able: dict[int, list[_Able]] = {}
        self.begin(groups)

    def begin(self, groups: Sequence[Group]) -> None:
        """Forget what was stated, and look at those of all `groups` that were not looked at before."""
        self._told = Counter(member for group in groups for member in group.members)
        self._used: set[str] = set()
        self._places: dict[int, list[tuple[int, int]]] = {}
        new = [group for group in groups if id(group) not in self._able]
        self._looked += new
        self._able |= {id(group): able for group, able in zip(new, self._look(new), strict=True)}

    def state(self, group: Group) -> Stated:
        """Return what states the claim of one of the groups, and who surely tells it."""
        able = self._able[id(group)]
        worth = [one.worth + self._support(one) - AGAIN * self._again(one.text) for one in able]
        best = able[max(range(len(able)), key=lambda n: (round(worth[n], 6), -n))]
        text = best.text
        self._used.add(_telling(text))
        self._places.setdefault(text.unit.article, []).append((text.start, text.end))
        sure = {other for other, value in best.chance.items() if value >= SURELY}
        if best.member not in self._asking:
            sure -= self._asking
        if group.matter is not None:
            sure &= group.sure
        return Stated(best.member, text, frozenset({best.member, *sure}))

    def _look(self, groups: Sequence[Group]) -> list[list[_Able]]:
        """Return, for each group, the texts that may state its claim: those that are said best."""
        found: list[list[tuple[int, Text, float, list[int]]]] = []
        rows: list[list[float]] = []
        for group in groups:
            near = nearness(group, self._units)
            found.append([])
            for member, text, worth in self._said_best(group):
                others, measured = asked(member, text, group, near, self._listener)
                found[-1].append((member, text, worth, others))
                rows.extend(measured)
        likely = iter(zip(rows, chances(rows), strict=True))
        able: list[list[_Able]] = []
        for own in found:
            able.append([])
            for member, text, worth, others in own:
                told = dict(zip(others, islice(likely, len(others)), strict=True))
                chance = {other: self._chance(text, other, row, value) for other, (row, value) in told.items()}
                each = {other: row[EACH] for other, (row, _) in told.items()}
                able[-1].append(_Able(member, text, worth, chance, each))
        return able

    def _said_best(self, group: Group) -> list[tuple[int, Text, float]]:
        """Return the texts of a group that state its claim best by themselves, with their sentences and how well.

        A question states nothing: it is taken only where there is nothing else.
        """
        members = [member for member in group.members if member not in self._asking] or group.members
        texts = [text for member in members for text in texts_of(member, self._units, self._sentences)]
        spans = [(text.unit, (text.start, text.end)) for _, text in texts]
        words = [self._words(member, text) for member, text in texts]
        told = [self._told[member] for member, _ in texts]
        worth = merits([self._units[member] for member in group.members], spans, words, told, group.matter)
        order = sorted(range(len(texts)), key=lambda n: (-worth[n], n))
        most = max(2, min(MOST_TEXTS, MOST_ROWS // len(group.members)))
        return [(*texts[n], worth[n]) for n in sorted(order[:most])]

    def _chance(self, text: Text, other: int, row: Sequence[float], value: float) -> float:
        """Return how likely a sentence tells a text, given what the measures say: surely where it has its words."""
        verbatim = row[RUN] >= VERBATIM and row[WORDS] >= FEWEST_WORDS and not row[DENIED]
        if verbatim and not _counts_otherwise(text, self._units[other]):
            return 1.0
        return self._trust(text, other, row) * value

    def _trust(self, text: Text, other: int, row: Sequence[float]) -> float:
        """Return how far to trust that a sentence with these measures tells a text: not at all where it denies it."""
        if row[DENIED]:
            return 0.0
        elsewhere = (row[BEHIND] and row[DEED] < SAME_DEED) or _counts_otherwise(text, self._units[other])
        another = row[OTHER_SPEAKER] and row[COVERED] < ONE_UTTERANCE
        if elsewhere or another or row[SAID] < LITTLE_SAID or (self._told[other] >= MANY and row[EACH] < MOSTLY):
            return GRAVE_DOUBT
        return DOUBT if row[EACH] < HARDLY or row[BEHIND] else 1.0

    def _support(self, one: _Able) -> float:
        """Return what it is worth to a text that others tell it: less where they do not tell each of its deeds."""
        likely: dict[int, float] = {}
        for other, value in one.chance.items():
            article = self._units[other].article
            if article != self._units[one.member].article:
                likely[article] = max(value * (1.0 - PARTLY * (1.0 - one.each[other])), likely.get(article, 0.0))
        return TOLD * sum(sorted(likely.values())) * min(1.0, FULLY / max(1, len(likely)))

    def _words(self, member: int, text: Text) -> str:
        start = self._units[member].start
        return self._sentences[member][text.start - start : text.end - start]

    def _again(self, text: Text) -> bool:
        """Tell whether another claim is told by much the same words already."""
        places = self._places.get(text.unit.article, ())
        return _telling(text) in self._used or any(
            2 * (min(end, text.end) - max(start, text.start)) > min(end - start, text.end - text.start)
            for start, end in places
        )


def _counts_otherwise(text: Text, other: Unit) -> bool:
    """Tell whether a sentence has none of a text's figures and others in their place, or none of many."""
    words = {word.stem for word in text.unit.words if text.start <= word.start < text.end}
    own, theirs = _plain(words & text.unit.telling), _plain(other.figures)
    return bool(own) and own.isdisjoint(theirs) and (bool(other.telling) or len(own) >= MANY_FIGURES)


def _plain(figures: Iterable[str]) -> set[str]:
    """Return figures however their points are set: "1,200" and "1200", "6:40" and "6.40am" as hour and minute too."""
    found = {number.replace(",", "") for figure in figures for number in _NUMBER.findall(figure)}
    return found | {part for number in found if _HOUR.fullmatch(number) for part in re.split(r"[.:]", number)}


def _telling(text: Text) -> str:
    """Return what two copies of a text have in common though a word or two be changed: its rarest stems."""
    words = (word for word in text.unit.words if text.start <= word.start < text.end)
    held = sorted({word.stem for word in words if word.content}, key=lambda root: (-rarity(root), root))
    return " ".join(sorted(held[:RAREST]))


def texts_of(member: int, units: Sequence[Unit], sentences: Sequence[str]) -> list[tuple[int, Text]]:
    """Return what may state a claim of a sentence, with the sentence's index: itself, and its clauses that stand alone.

    `sentences` are the texts of `units`.
    """
    unit = units[member]
    found = {(unit.start, unit.end): Text(unit, unit.start, unit.end)}
    for clause in unit.clauses:
        span = alone(unit, clause, sentences[member])
        if span is not None:
            found.setdefault(span, Text(unit, *span, clause))
    return [(member, text) for text in found.values()]


def asked(
    member: int, text: Text, group: Group, near: Mapping[int, float], listener: Listener
) -> tuple[list[int], list[list[float]]]:
    """Return the other sentences of a group, and what is measured on a text of `member` and each of them.

    `near` says of each how surely it is linked to those of other articles, on average.
    """
    others = [other for other in group.members if other != member]
    # Two sentences of one article have no link of their own: what those of others make of the second stands for it.
    links = [near[o] if listener.together(o, member) else group.link(member, o) for o in others]
    return others, listener.measured(text, [(o, link, near[o]) for o, link in zip(others, links, strict=True)])


def nearness(group: Group, units: Sequence[Unit]) -> dict[int, float]:
    """Return, for each sentence of a group, how surely it is linked to those of other articles, on average."""
    found = {}
    for one in group.members:
        rivals = [other for other in group.members if units[other].article != units[one].article]
        found[one] = sum(group.link(one, other) for other in rivals) / max(1, len(rivals))
    return found
