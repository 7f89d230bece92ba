"""An index that grows: each new article meets only those that share its most telling words, near in time."""

from __future__ import annotations

from array import array
from datetime import date
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from headwater.stories.identity import Identity, differences
from headwater.stories.likeness import (
    ASTRAY,
    COPIED,
    LEAST_COSINE,
    MEASURES,
    NEAREST,
    PLAIN,
    SAME_OCCURRENCE_DAYS,
    SETTING,
    features,
    probability,
)
from headwater.stories.linkage import Edge
from headwater.stories.postings import Postings
from headwater.stories.rows import Rows
from headwater.stories.vectors import Told, Vocabulary
from headwater.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from headwater.article import Article
    from headwater.stories.likeness import Setting
    from headwater.stories.rows import Column, Gathered
    from headwater.stories.vectors import Vector

# An article is posted and looked up under this many of its heaviest words, and the most promising of the articles met
# there are compared with it.
TELLING_WORDS = 16
REACH = 100
COMPARED = 30
# Where at least so many of them may tell of its event, a great many may: it looks further among those of its days, as
# long as as many of as many more may, up to a bound. A story that hundreds report holds together only by most of its
# pairs; what comes again month after month would be welded by them.
PROMISING = 15
FAR_REACH = 300
MOST_COMPARED = 300
# What a missing headline shares with a text: as good as not known.
NO_HEADLINE = 0.5
# Fewer names and numbers than this at an article's head say nothing by being absent elsewhere.
FEW_ANCHORS = 3
# The parts of what an article tells that are vectors, the columns of their rows, and what else is a flat array.
VECTORS = ("whole", "lead", "title", "names", "anchors")
ROW_COLUMNS = ("words", "weights", "ends")
ARRAYS = ("days", "lengths", "telling", "ends", "measures", "nearest")
IDENTITY = msgspec.json.Encoder(order="deterministic")
# Counts the forms in which an index has been kept.
FORM = 1


def form(setting: Setting = SETTING) -> str:
    """Return what must be the same for a kept index to be of use: else its articles must be read again."""
    return f"{FORM}, Headwater {__version__}, {setting}"


class Index:
    """The articles seen so far and the pairs among them that are alike; adding one costs what its own words cost.

    A pair is known by its number, from 0 in the order of finding.
    """

    def __init__(self, setting: Setting = SETTING) -> None:
        self.setting = setting
        self._vocabulary = Vocabulary()
        self._postings = Postings()
        self._whole, self._lead, self._title, self._names, self._anchors = Rows(), Rows(), Rows(), Rows(), Rows()
        self._days = array("i")
        self._lengths = array("i")
        self._identities: list[Identity] = []
        self._astray = bytearray()
        self._nearest = array("d")
        self._telling = array("i")
        self._scratch = np.zeros(1024)
        self._pairs: list[array[int]] = []
        self._ends = array("i")
        self._measures = array("d")

    def __len__(self) -> int:
        return len(self._pairs)

    def add(self, article: Article) -> tuple[int, ...]:
        """Take in an article; return its number, from 0 in the order of adding, and those whose likeness it changed."""
        number = len(self._pairs)
        told = self._vocabulary.told(article)
        day = date.fromisoformat(article.published[:10]).toordinal() if article.published else None
        for name, rows in self._rows().items():
            rows.add(getattr(told, name))
        self._days.append(day or 0)
        self._lengths.append(len(article.text))
        self._identities.append(told.identity)
        self._astray.append(told.astray)
        self._nearest.append(0.0)
        self._pairs.append(array("i"))
        telling = _telling(told.whole)
        changed = self._meet(number, told, telling, day)
        posted = told.whole.words[telling].tolist()
        self._postings.add(number, posted, day)
        self._telling.extend(posted + [-1] * (TELLING_WORDS - len(posted)))
        return number, *sorted(changed)

    def columns(self) -> dict[str, Column]:
        """Return all that the index holds, as bytes; all but "nearest" only ever grow at their ends."""
        columns: dict[str, Column] = {
            f"{name} {column}": data
            for name, rows in self._rows().items()
            for column, data in zip(ROW_COLUMNS, rows.columns(), strict=True)
        }
        columns |= {name: getattr(self, f"_{name}") for name in ("astray", *ARRAYS)}
        columns["identities"] = b"".join(IDENTITY.encode(one) + b"\n" for one in self._identities)
        columns["vocabulary"] = "".join(f"{word}\n" for word in self._vocabulary.words()).encode()
        return columns

    @classmethod
    def restored(cls, columns: Mapping[str, Column], setting: Setting = SETTING) -> Index:
        """Return the index that `columns` were taken of, under the same setting; raise KeyError if one is missing."""
        index = cls(setting)
        for name in index._rows():
            setattr(index, f"_{name}", Rows.restored(*(columns[f"{name} {column}"] for column in ROW_COLUMNS)))
        for name in ARRAYS:
            getattr(index, f"_{name}").frombytes(columns[name])
        index._astray = bytearray(columns["astray"])
        index._identities = [
            msgspec.json.decode(line, type=Identity) for line in bytes(columns["identities"]).splitlines()
        ]
        index._vocabulary = Vocabulary.restored(bytes(columns["vocabulary"]).decode().split("\n")[:-1])
        telling = np.frombuffer(index._telling, dtype=np.int32).reshape(-1, TELLING_WORDS)
        index._postings = Postings.restored(telling, np.frombuffer(index._days, dtype=np.int32))
        index._pairs = [array("i") for _ in index._days]
        for pair, (one, other) in enumerate(zip(index._ends[::2], index._ends[1::2], strict=True)):
            index._pairs[one].append(pair)
            index._pairs[other].append(pair)
        return index

    def pairs(self, number: int) -> array[int]:
        """Return the numbers of the pairs that an article is in."""
        return self._pairs[number]

    def neighbours(self, numbers: Iterable[int]) -> set[int]:
        """Return the articles that are in a pair with one of some."""
        pairs = sorted({pair for number in numbers for pair in self._pairs[number]})
        return set(self.ends(np.array(pairs, dtype=np.int64)).ravel().tolist())

    def ends(self, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the two articles of each pair, the lower number first."""
        return np.frombuffer(self._ends, dtype=np.int32).reshape(-1, 2)[pairs].astype(np.int64)

    def likeness(self, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return for each pair the probability of one event."""
        return probability(self.measured(pairs), self.setting.weights)

    def edges(self, pairs: NDArray[np.int64]) -> list[Edge]:
        """Return pairs as edges between their articles."""
        plain = np.frombuffer(self._measures, dtype=np.float64).reshape(-1, MEASURES)[pairs, PLAIN]
        ends, likely = self.ends(pairs).tolist(), self.likeness(pairs).tolist()
        return [
            Edge(one, other, likeness, None if said > COPIED else said)
            for (one, other), likeness, said in zip(ends, likely, plain.tolist(), strict=True)
        ]

    def measured(self, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the features of pairs, one row each."""
        table = np.frombuffer(self._measures, dtype=np.float64).reshape(-1, MEASURES)
        nearest = np.frombuffer(self._nearest, dtype=np.float64)[self.ends(pairs)]
        return features(table[pairs], nearest)

    def _rows(self) -> dict[str, Rows]:
        """The rows of each part of what is told, by its name."""
        return {name: getattr(self, f"_{name}") for name in VECTORS}

    def _meet(self, number: int, told: Told, telling: NDArray[np.int64], day: int | None) -> set[int]:
        """Compare an article with those that it meets; return those that now have a nearer one."""
        met = self._met(told.whole, telling, day, REACH)[:COMPARED]
        changed = set(self._compare(number, told, met))
        found = len(self._pairs[number])
        if found >= PROMISING:
            further = self._met(told.whole, telling, day, FAR_REACH)
            further = further[~np.isin(further, met) & self._same_days(number, further)][:MOST_COMPARED]
            for start in range(0, len(further), COMPARED):
                changed.update(self._compare(number, told, further[start : start + COMPARED]))
                before, found = found, len(self._pairs[number])
                if found < before + PROMISING:
                    break
        return changed

    def _same_days(self, number: int, others: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of others may be of the days of an article's event."""
        own = self._days[number]
        days = np.frombuffer(self._days, dtype=np.int32)[others]
        return np.asarray((days == 0) | (own == 0) | (np.abs(days - own) <= SAME_OCCURRENCE_DAYS))

    def _met(self, whole: Vector, telling: NDArray[np.int64], day: int | None, reach: int) -> NDArray[np.int64]:
        """The articles that share the heaviest of the telling words, the most promising first, then the latest."""
        weight = dict(
            zip(whole.words[telling].tolist(), (whole.weights[telling].astype(float) ** 2).tolist(), strict=True)
        )
        found = self._postings.near(weight, day, reach)
        if not found:
            return np.empty(0, np.int64)
        everywhere = np.concatenate([numbers for _, numbers in found])
        shared = np.repeat([weight[word] for word, _ in found], [len(numbers) for _, numbers in found])
        numbers, place = np.unique(everywhere, return_inverse=True)
        promise = np.round(np.bincount(place, weights=shared), 6)
        return np.asarray(numbers[np.lexsort((-numbers, -promise))])

    def _compare(self, number: int, told: Told, others: NDArray[np.int64]) -> list[int]:
        """Keep the pairs of an article that may be of one event; return the articles that now have a nearer one."""
        if not len(others):
            return []
        self._make_room()
        whole, named = self._whole_and_named(told, others)
        near = whole >= LEAST_COSINE
        others, whole, named = others[near], whole[near], named[near]
        if not len(others):
            return []
        table = self._measure(number, told, others, whole, named)
        astray = table[:, ASTRAY] > 0
        # What two such pages share is their sites' furniture, which makes neither look near to anything.
        changed = self._draw_near(number, others[~astray], whole[~astray])
        # As more articles come, the nearest ones come nearer, and a pair's likeness falls: what is out stays out.
        kept = self._likely(number, others, table) >= self.setting.least_kept
        for other in others[kept].tolist():
            pair = len(self._ends) // 2
            self._ends.extend((other, number))
            self._pairs[other].append(pair)
            self._pairs[number].append(pair)
        self._measures.frombytes(table[kept].tobytes())
        return changed

    def asked(self, number: int, others: NDArray[np.int64]) -> list[Edge]:
        """Return an article as alike to others, whether they have met or not."""
        self._make_room()
        parts = {name: rows.row(number) for name, rows in self._rows().items()}
        told = Told(**parts, identity=self._identities[number], astray=bool(self._astray[number]))
        whole, named = self._whole_and_named(told, others)
        table = self._measure(number, told, others, whole, named)
        likely = np.where(whole < LEAST_COSINE, 0.0, self._likely(number, others, table))
        return [
            Edge(number, other, likeness, None if said > COPIED else said)
            for other, likeness, said in zip(others.tolist(), likely.tolist(), table[:, PLAIN].tolist(), strict=True)
        ]

    def _likely(self, number: int, others: NDArray[np.int64], table: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of one event of an article and others, from their measures."""
        nearest = np.frombuffer(self._nearest, dtype=np.float64)
        both = np.column_stack([nearest[others], np.full(len(others), nearest[number])])
        return probability(features(table, both), self.setting.weights)

    def _measure(
        self,
        number: int,
        told: Told,
        others: NDArray[np.int64],
        whole: NDArray[np.float64],
        named: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """What an article and others show; columns as in `features`."""
        lead, title = (
            self._cosines(v, rows, others) for v, rows in ((told.lead, self._lead), (told.title, self._title))
        )
        naming = np.maximum(named, self._naming(told, others))
        all_words = self._whole.gather(others)
        headline = self._headlines(told, others, all_words)
        said = (headline, *self._plain_and_names(told, others, whole, all_words))
        beside, astray = self._beside(number, others), self._both_astray(number, others) & (title == 0)
        return np.column_stack([whole, lead, title, 1.0 - naming, *said, beside, astray]).astype(np.float64)

    def _beside(self, number: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """What sets an article apart from others beside its words; columns as in `features`, from the days on."""
        own = self._days[number]
        days = np.frombuffer(self._days, dtype=np.int32)[others]
        apart = np.where((days == 0) | (own == 0), -1, np.abs(days - own))
        shorter = np.minimum(np.frombuffer(self._lengths, dtype=np.int32)[others], self._lengths[number])
        different = [differences(self._identities[number], self._identities[other]) for other in others.tolist()]
        return np.column_stack([apart, shorter, np.array(different, dtype=np.float64)])

    def _both_astray(self, number: int, others: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.frombuffer(self._astray, dtype=np.bool_)[others] & bool(self._astray[number])

    def _draw_near(self, number: int, others: NDArray[np.int64], whole: NDArray[np.float64]) -> list[int]:
        """Note how near an article is to those that it met; return those that had none so near."""
        capped = np.minimum(whole, NEAREST).tolist()
        self._nearest[number] = max([self._nearest[number], *capped])
        changed = []
        for other, cosine in zip(others.tolist(), capped, strict=True):
            if cosine > self._nearest[other]:
                self._nearest[other] = cosine
                changed.append(other)
        return changed

    def _make_room(self) -> None:
        if len(self._vocabulary) > len(self._scratch):
            self._scratch = np.zeros(2 * len(self._vocabulary))

    def _whole_and_named(
        self, told: Told, others: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The cosines with others, and the share of the article's anchors, by weight, that each of them names."""
        row, words, weights = self._whole.gather(others)
        cosines = self._dots(told.whole, row, words, weights, len(others))
        if len(told.anchors.words) < FEW_ANCHORS:
            return cosines, np.ones(len(others))
        return cosines, self._dots(told.anchors, row, words, np.ones(len(words), np.float32), len(others))

    def _naming(self, told: Told, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The share of the others' anchors, by weight, that the article names."""
        row, words, weights = self._anchors.gather(others)
        share = self._dots(told.whole.presence(), row, words, weights, len(others))
        return np.where(self._anchors.lengths(others) < FEW_ANCHORS, 1.0, share)

    def _headlines(self, told: Told, others: NDArray[np.int64], all_words: Gathered) -> NDArray[np.float64]:
        """The mean share, by weight, of the article's headline that stands in each of others, and of theirs in it."""
        row, words, _ = all_words
        own = self._dots(told.title.shares(), row, words, np.ones(len(words), np.float32), len(others))
        ours = own if len(told.title.words) else np.full(len(others), NO_HEADLINE)
        row, words, weights = self._title.gather(others)
        length = np.bincount(row, weights=weights, minlength=len(others))
        shares = weights / length.astype(np.float32)[row]
        theirs = self._dots(told.whole.presence(), row, words, shares, len(others))
        return np.round((ours + np.where(length > 0, theirs, NO_HEADLINE)) / 2, 5)

    def _plain_and_names(
        self, told: Told, others: NDArray[np.int64], whole: NDArray[np.float64], all_words: Gathered
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The cosines of the words that neither article has as names, and of those that both have as names."""
        named = self._dots(told.names, *all_words, len(others))
        row, words, weights = self._names.gather(others)
        theirs = self._dots(told.whole, row, words, weights, len(others))
        both = self._dots(told.names, row, words, weights, len(others))
        size = np.bincount(row, weights=weights.astype(np.float64) ** 2, minlength=len(others))
        own = float(np.sum(told.names.weights.astype(np.float64) ** 2))
        plain = (whole - named - theirs + both) / np.sqrt(np.maximum((1 - own) * (1 - size), 1e-6))
        return np.round(np.clip(plain, 0.0, 1.0), 5), np.round(both / np.sqrt(np.maximum(own * size, 1e-6)), 5)

    def _cosines(self, vector: Vector, rows: Rows, others: NDArray[np.int64]) -> NDArray[np.float64]:
        return self._dots(vector, *rows.gather(others), len(others))

    def _dots(
        self,
        vector: Vector,
        row: NDArray[np.int64],
        words: NDArray[np.int32],
        weights: NDArray[np.float32],
        count: int,
    ) -> NDArray[np.float64]:
        """The products of a vector with gathered rows."""
        self._scratch[vector.words] = vector.weights
        products = np.bincount(row, weights=self._scratch[words] * weights, minlength=count)
        self._scratch[vector.words] = 0.0
        # Rounded, so that the order in which words were numbered cannot show in the last digit.
        return np.round(products, 5)


def _telling(vector: Vector) -> NDArray[np.int64]:
    """The places of the heaviest words."""
    return np.lexsort((vector.words, -vector.weights))[:TELLING_WORDS]
