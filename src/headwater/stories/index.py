"""An index that grows: each new article meets only those that share its most telling words."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from headwater.stories.likeness import NEAREST, SETTING, days_apart, features, probability
from headwater.stories.vectors import Vocabulary
from headwater.stories.words import another_of_the_series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from headwater.article import Article
    from headwater.stories.likeness import Setting
    from headwater.stories.vectors import Told, Vector

# An article is posted and looked up under this many of its heaviest words.
TELLING_WORDS = 16
# Of a word's postings only the latest are looked at, and of all articles met the most promising are compared.
LATEST = 300
COMPARED = 60
# Pairs less alike than this are forgotten: no other evidence makes them one story.
LEAST_COSINE = 0.06
# Numbers kept per pair: see `likeness.features`.
MEASURES = 6
# Fewer names and numbers than this at an article's head say nothing by being absent elsewhere.
FEW_ANCHORS = 3


class Index:
    """The articles seen so far and the pairs among them that are alike; adding one costs what its own words cost."""

    def __init__(self, setting: Setting = SETTING) -> None:
        self.setting = setting
        self._vocabulary = Vocabulary()
        self._told: list[Told] = []
        self._published: list[str | None] = []
        self._postings: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        self._scratch = np.zeros(1024, dtype=np.float32)
        self._nearest = array("d")
        self._pairs: list[dict[int, int]] = []
        self._measures = array("d")

    def __len__(self) -> int:
        return len(self._told)

    def add(self, article: Article) -> int:
        """Take in an article; return its number, from 0 in the order of adding."""
        number = len(self._told)
        told = self._vocabulary.told(article)
        self._told.append(told)
        self._published.append(article.published)
        self._nearest.append(0.0)
        self._pairs.append({})
        telling = self._telling(told.whole)
        met = self._met(telling)
        if len(met):
            self._compare(number, met)
        for word in telling:
            self._postings[word].append(number)
        return number

    def neighbours(self, number: int) -> Iterable[int]:
        """Return the numbers of the articles that are alike to one."""
        return self._pairs[number]

    def likeness(self, pairs: list[tuple[int, int]]) -> NDArray[np.float64]:
        """Return the probability of one event for pairs of neighbours."""
        return probability(self.measured(pairs), self.setting.weights)

    def measured(self, pairs: list[tuple[int, int]]) -> NDArray[np.float64]:
        """Return the features of pairs of neighbours, one row each."""
        table = np.frombuffer(self._measures, dtype=np.float64).reshape(-1, MEASURES)
        nearest = np.array([math.sqrt(self._nearest[a] * self._nearest[b]) for a, b in pairs])
        return features(table[[self._pairs[a][b] for a, b in pairs]], nearest)

    def _telling(self, vector: Vector) -> list[int]:
        heaviest = np.lexsort((vector.words, -vector.weights))[:TELLING_WORDS]
        return [int(word) for word in vector.words[heaviest]]

    def _met(self, telling: list[int]) -> NDArray[np.int64]:
        """The articles that share most of the telling words, latest first among equals."""
        postings = [np.array(self._postings[word][-LATEST:], dtype=np.int64) for word in telling]
        numbers, shared = np.unique(np.concatenate([np.empty(0, np.int64), *postings]), return_counts=True)
        return numbers[np.lexsort((-numbers, -shared))[:COMPARED]]

    def _compare(self, number: int, others: NDArray[np.int64]) -> None:
        told = self._told[number]
        whole = self._cosines(told.whole, [self._told[other].whole for other in others])
        keep = whole >= LEAST_COSINE
        others, whole = others[keep], whole[keep]
        lead = self._cosines(told.lead, [self._told[other].lead for other in others])
        title = self._cosines(told.title, [self._told[other].title for other in others])
        for i, other in enumerate(others.tolist()):
            row = len(self._measures) // MEASURES
            self._pairs[number][other] = self._pairs[other][number] = row
            days = days_apart(self._published[number], self._published[other])
            strange = 1.0 - max(_named(told, self._told[other]), _named(self._told[other], told))
            another = another_of_the_series(told.series, self._told[other].series)
            self._measures.extend([float(whole[i]), float(lead[i]), float(title[i]), days, strange, float(another)])
            for one in (number, other):
                self._nearest[one] = max(self._nearest[one], min(float(whole[i]), NEAREST))

    def _cosines(self, vector: Vector, others: list[Vector]) -> NDArray[np.float64]:
        if not others:
            return np.empty(0)
        if len(self._vocabulary) > len(self._scratch):
            self._scratch = np.zeros(2 * len(self._vocabulary), dtype=np.float32)
        self._scratch[vector.words] = vector.weights
        products = [float(np.dot(self._scratch[other.words], other.weights)) for other in others]
        self._scratch[vector.words] = 0.0
        # Rounded, so that the order in which words were numbered cannot show in the last digit.
        return np.round(np.array(products), 5)


def _named(one: Told, other: Told) -> float:
    """The share of one article's anchors, by weight, that the other names anywhere; all of them where there are few."""
    words, weights = one.anchors.words, one.anchors.weights
    if len(words) < FEW_ANCHORS or not len(other.whole.words):
        return 1.0
    places = np.minimum(np.searchsorted(other.whole.words, words), len(other.whole.words) - 1)
    return round(float(weights[other.whole.words[places] == words].sum()), 5)
