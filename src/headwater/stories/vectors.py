"""Each article as weighted words: what it tells of, so that articles of one event lie close.

How rare a word is comes from a fixed table of open text, not from the pile at hand: an article's vector stays the same
whatever else is read, and five reports of one event are judged like five hundred of fifty.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.stories.identity import identity
from headwater.stories.words import content_words, names_and_numbers, rarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from headwater.article import Article
    from headwater.stories.identity import Identity

# News tells what happened at its head; what stands further down is often the background of many events.
LEAD_CHARACTERS = 800
HEAD_CHARACTERS = 600
READ_CHARACTERS = 6000
HEAD_WEIGHT = 2.0
TITLE_WEIGHT = 2.0
# Names and numbers stand with a capital or a digit: they tell one event from another of its kind.
NAME_WEIGHT = 2.0
# A headline of fewer words may miss all those of its text by chance.
FEW_WORDS = 2
# Rare words decide.
RARITY_POWER = 1.5


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse vector of unit length: word numbers in rising order, and their weights."""

    words: NDArray[np.int32]
    weights: NDArray[np.float32]

    def presence(self) -> Vector:
        """Return the same words with weights of 1."""
        return Vector(self.words, np.ones(len(self.words), dtype=np.float32))

    def shares(self) -> Vector:
        """Return the same words with weights that sum to 1."""
        return Vector(self.words, self.weights / max(float(self.weights.sum()), 1e-9))


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of: all of it, its lead with the headline, and the headline alone.

    `names` is the part of `whole` that are names and numbers, not of unit length. `anchors` are the names and numbers
    at its head, weighted to sum 1; `identity` tells which event of its kind. `astray` says that no word of the headline
    stands in the text: one of them is not the article's but the site's.
    """

    whole: Vector
    lead: Vector
    title: Vector
    names: Vector
    anchors: Vector
    identity: Identity
    astray: bool


class Vocabulary:
    """Numbers words in the order in which they come, and knows how rare each is."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rarity = array("d")

    def __len__(self) -> int:
        return len(self._numbers)

    def words(self) -> list[str]:
        """Return the words in the order of their numbers."""
        return list(self._numbers)

    @classmethod
    def restored(cls, words: Sequence[str]) -> Vocabulary:
        """Return the vocabulary that numbers words in this order."""
        vocabulary = cls()
        for word in words:
            vocabulary._number(word)
        return vocabulary

    def _number(self, word: str) -> int:
        """The number of a word that has none yet."""
        number = self._numbers[word] = len(self._numbers)
        self._rarity.append(rarity(word) ** RARITY_POWER)
        return number

    def vector(self, counts: Mapping[str, float]) -> Vector:
        """Return the unit vector of weighted word counts; sublinear in the count (Salton and Buckley 1988)."""
        known = self._numbers
        words = np.array([known[word] if word in known else self._number(word) for word in counts], dtype=np.int32)
        often = np.array(list(counts.values()), dtype=np.float64)
        weights = (1 + np.log(np.maximum(often, 1.0))) * np.frombuffer(self._rarity, dtype=np.float64)[words]
        order = np.argsort(words)
        # Summed in an order that no vocabulary decides, so that the last digit depends on the article alone.
        length = math.sqrt(float(np.sum(np.sort(weights * weights))))
        return Vector(words[order], (weights[order] / (length or 1.0)).astype(np.float32))

    def told(self, article: Article) -> Told:
        """Return what an article tells of."""
        title = content_words(article.title or "")
        text = content_words(article.text[:READ_CHARACTERS])
        lead = [found for found in text if found[1] < LEAD_CHARACTERS]
        whole = self.vector(_weighted(title, text))
        named = np.searchsorted(whole.words, sorted(self._numbers[word] for word in _names(text)))
        headline = {word for word, _, _ in title}
        return Told(
            whole,
            self.vector(_counts([*lead, *title])),
            self.vector(_counts(title)),
            Vector(whole.words[named], whole.weights[named]),
            self.vector(dict.fromkeys(names_and_numbers(article.text), 1.0)).shares(),
            identity(article),
            len(headline) >= FEW_WORDS and headline.isdisjoint(word for word, _, _ in text),
        )


def _names(text: Sequence[tuple[str, int, bool]]) -> set[str]:
    """The words that mostly stand with a capital or a digit; what only the headline has may have it there by rule."""
    balance: defaultdict[str, int] = defaultdict(int)
    for word, _, capital in text:
        balance[word] += 1 if capital or word[0].isdigit() else -1
    return {word for word, excess in balance.items() if excess > 0}


def _counts(words: Sequence[tuple[str, int, bool]]) -> Mapping[str, float]:
    return Counter(word for word, _, _ in words)


def weighted(article: Article) -> dict[str, float]:
    """Return how much weight each word of an article has, before rarity."""
    return _weighted(content_words(article.title or ""), content_words(article.text[:READ_CHARACTERS]))


def _weighted(title: Sequence[tuple[str, int, bool]], text: Sequence[tuple[str, int, bool]]) -> dict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for word, start, named in text:
        weights[word] += (HEAD_WEIGHT if start < HEAD_CHARACTERS else 1.0) * (NAME_WEIGHT if named else 1.0)
    for word, _, _ in title:
        weights[word] += TITLE_WEIGHT
    return weights
