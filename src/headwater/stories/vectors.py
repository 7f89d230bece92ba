"""Each article as a vector of weighted words: what it tells of, so that articles of one event lie close."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.article import Article

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# News tells what happened at its head; what stands further down is often the background of many events.
LEAD_CHARACTERS = 600
READ_CHARACTERS = 6000
LEAD_WEIGHT = 2.0
TITLE_WEIGHT = 2.0
# Names and numbers stand with a capital or a digit: they tell one event from another of its kind.
NAME_WEIGHT = 2.0
# Rare words decide; the power was chosen on half of the stories of the grouping sets.
RARITY_POWER = 1.5


def words(text: str) -> list[tuple[str, int, bool]]:
    """Return the content words of `text` in lower case, where each starts, and whether it may be a name or number."""
    found = []
    for match in WORD.finditer(text):
        word = match[0].lower().replace("’", "'").removesuffix("'s")
        if len(word) > 1 and word not in ENGLISH_STOP_WORDS:
            found.append((word, match.start(), not match[0][0].islower()))
    return found


def weighted(article: Article) -> dict[str, float]:
    """Return how much weight each word of an article has, before rarity."""
    weights: defaultdict[str, float] = defaultdict(float)
    for word, start, named in words(article.text[:READ_CHARACTERS]):
        weights[word] += (LEAD_WEIGHT if start < LEAD_CHARACTERS else 1.0) * (NAME_WEIGHT if named else 1.0)
    for word, _, _ in words(article.title or ""):
        weights[word] += TITLE_WEIGHT
    return weights


def vectors(articles: Sequence[Article]) -> csr_matrix:
    """Return one row of unit length per article over the words of at least two articles.

    Weights are sublinear in frequency and rise with rarity in the pile (TF-IDF; Salton and Buckley 1988).
    """
    counts = [weighted(article) for article in articles]
    frequency: Counter[str] = Counter()
    for count in counts:
        frequency.update(count.keys())
    vocabulary = {word: i for i, word in enumerate(sorted(w for w, n in frequency.items() if n > 1))}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        for word, weight in sorted(count.items()):
            column = vocabulary.get(word)
            if column is not None:
                rarity = 1 + math.log((1 + len(counts)) / (1 + frequency[word]))
                rows.append(row)
                columns.append(column)
                values.append((1 + math.log(weight)) * rarity**RARITY_POWER)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(counts), len(vocabulary)), dtype=np.float64)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    return csr_matrix(matrix.multiply(1 / lengths[:, None]))
