"""Each article as weighted words: what it tells of, so that articles of one event lie close.

How rare a word is comes from a fixed table of open text, not from the pile at hand: an article's vector stays the same
whatever else is read, and five reports of one event are judged like five hundred of fifty.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.stories.words import content_words, names_and_numbers, rarity, series

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from headwater.article import Article

# News tells what happened at its head; what stands further down is often the background of many events.
LEAD_CHARACTERS = 800
HEAD_CHARACTERS = 600
READ_CHARACTERS = 6000
HEAD_WEIGHT = 2.0
TITLE_WEIGHT = 2.0
# Names and numbers stand with a capital or a digit: they tell one event from another of its kind.
NAME_WEIGHT = 2.0
# Rare words decide.
RARITY_POWER = 1.5


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse vector of unit length: word numbers in rising order, and their weights."""

    words: NDArray[np.int32]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of: all of it, its lead with the headline, and the headline alone.

    `anchors` are the names and numbers at its head, weighted to sum 1; `series` are the numbered things that it is
    about, such as ("day", "21") and ("quarter", "2").
    """

    whole: Vector
    lead: Vector
    title: Vector
    anchors: Vector
    series: frozenset[tuple[str, str]]


class Vocabulary:
    """Numbers words in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def vector(self, counts: dict[str, float]) -> Vector:
        """Return the unit vector of weighted word counts; sublinear in the count (Salton and Buckley 1988)."""
        numbers = [self._numbers.setdefault(word, len(self._numbers)) for word in counts]
        weights = np.array(
            [(1 + math.log(max(n, 1.0))) * rarity(w) ** RARITY_POWER for w, n in counts.items()], dtype=np.float64
        )
        words = np.array(numbers, dtype=np.int32)
        order = np.argsort(words)
        # Summed in an order that no vocabulary decides, so that the last digit depends on the article alone.
        length = math.sqrt(float(np.sum(np.sort(weights * weights))))
        return Vector(words[order], (weights[order] / (length or 1.0)).astype(np.float32))

    def told(self, article: Article) -> Told:
        """Return what an article tells of."""
        title = _counts(article.title or "")
        lead = _counts(article.text[:LEAD_CHARACTERS])
        for word, weight in title.items():
            lead[word] += weight
        return Told(
            self.vector(weighted(article)),
            self.vector(lead),
            self.vector(title),
            self._anchors(article),
            series(article),
        )

    def _anchors(self, article: Article) -> Vector:
        unit = self.vector(dict.fromkeys(names_and_numbers(article.text), 1.0))
        return Vector(unit.words, unit.weights / max(float(unit.weights.sum()), 1e-9))


def _counts(text: str) -> dict[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for word, _, _ in content_words(text):
        counts[word] += 1.0
    return counts


def weighted(article: Article) -> dict[str, float]:
    """Return how much weight each word of an article has, before rarity."""
    weights: defaultdict[str, float] = defaultdict(float)
    for word, start, named in content_words(article.text[:READ_CHARACTERS]):
        weights[word] += (HEAD_WEIGHT if start < HEAD_CHARACTERS else 1.0) * (NAME_WEIGHT if named else 1.0)
    for word, _, _ in content_words(article.title or ""):
        weights[word] += TITLE_WEIGHT
    return weights
