"""What is measured on a pair of sentences of two articles; no feature of a pair looks at a third article.

Every feature is symmetric: it is the same for (a, b) and (b, a). Its name begins with its group.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from headwater.comparison.claims.clausal import clausal
from headwater.comparison.claims.ranks import Ranks
from headwater.comparison.claims.units import concepts
from headwater.comparison.claims.vectors import Vectors, rarity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from headwater.comparison.claims.units import Unit
    from headwater.comparison.claims.vectors import Common

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

RUNS = (2, 3, 4, 6, 9, 14)
# Pairs below this cosine are never looked at. In a story of more sentences than FEW a steeper one holds, only the best
# pairs of each sentence in each other article are kept, and no more pairs than MOST.
FEW = 2500
FLOOR = 0.04
STEEP = 0.12
KEPT = 2
MOST = 400_000
# Two sentences of one article this near tell the same thing twice (a summary and the text, a caption and the text).
SAME_ARTICLE = 0.5
# ... and stand within so many sentences: no report is longer, and a text that repeats one sentence must not cost its
# square.
LONGEST_SPAN = 1_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs of sentences: their indices, left before right, and one row of features each."""

    left: Ints
    right: Ints
    names: tuple[str, ...]
    values: NDArray[np.float32]


def measure(units: Sequence[Unit]) -> Pairs:
    """Return the candidate pairs of `units` with their features."""
    article = np.array([u.article for u in units], dtype=np.int64)
    words = Vectors([u.content + list(u.context) for u in units], article.tolist(), rarity)
    left, right = _candidates(words, article)
    table = _Table(units, article, left, right)
    table.lexical(words)
    table.parts_of_speech()
    table.sets()
    table.runs()
    table.characters()
    table.situation()
    for name, column in clausal(units, left, right).items():
        table.columns[name] = column
    table.ranks()
    names = tuple(table.columns)
    values = np.column_stack([table.columns[name] for name in names]) if len(left) else np.zeros((0, len(names)))
    return Pairs(left, right, names, values.astype(np.float32))


def within(units: Sequence[Unit], chosen: Sequence[int]) -> frozenset[tuple[int, int]]:
    """Return the pairs of `chosen` sentences (indices, rising) of one article that tell much the same."""
    words = Vectors([u.content + list(u.context) for u in units], [u.article for u in units], rarity)
    found: set[tuple[int, int]] = set()
    for _, members in groupby(chosen, key=lambda index: units[index].article):
        whole = list(members)
        for at in range(0, len(whole), LONGEST_SPAN):
            own = whole[at : at + LONGEST_SPAN]
            one, other = (np.array(own, dtype=np.int64)[side] for side in np.triu_indices(len(own), 1))
            alike = words.common(one, other).cosine >= SAME_ARTICLE
            found.update(zip(one[alike].tolist(), other[alike].tolist(), strict=True))
    return frozenset(found)


def _candidates(words: Vectors, article: Ints) -> tuple[Ints, Ints]:
    """Return the pairs worth a look, sorted."""
    lefts: list[Ints] = []
    rights: list[Ints] = []
    scores: list[Floats] = []
    many = len(article) > FEW
    for rows, columns, values in words.near(STEEP if many else FLOOR):
        keep = article[rows] != article[columns]
        one, other, value = rows[keep], columns[keep], values[keep]
        if many:
            one, other, value = _best(one, other, value, article)
        lefts.append(np.minimum(one, other))
        rights.append(np.maximum(one, other))
        scores.append(value)
    if not lefts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    keys, first = np.unique(np.concatenate(lefts) * len(article) + np.concatenate(rights), return_index=True)
    if len(keys) > MOST:
        score = np.concatenate(scores)[first]
        keys = np.sort(keys[np.argsort(-score, kind="stable")[:MOST]])
    return keys // len(article), keys % len(article)


def _best(rows: Ints, columns: Ints, values: Floats, article: Ints) -> tuple[Ints, Ints, Floats]:
    order = np.lexsort((columns, -values, article[columns], rows))
    rows, columns, values = rows[order], columns[order], values[order]
    group = rows * (int(article.max()) + 1) + article[columns]
    first = np.r_[True, group[1:] != group[:-1]]
    start = np.maximum.accumulate(np.where(first, np.arange(len(group)), 0))
    keep = np.arange(len(group)) - start < KEPT
    return rows[keep], columns[keep], values[keep]


class _Table:
    """Collects the columns of features for one list of pairs."""

    def __init__(self, units: Sequence[Unit], article: Ints, left: Ints, right: Ints) -> None:
        self.units = units
        self.article = article
        self.list = article.tolist()
        self.left, self.right = left, right
        self.columns: dict[str, Floats] = {}
        self.base: Floats = np.zeros(len(left))

    def both(self, name: str, of_left: Floats, of_right: Floats) -> None:
        """Add the smaller and the greater of two values as features."""
        self.columns[f"{name} min"] = np.minimum(of_left, of_right)
        self.columns[f"{name} max"] = np.maximum(of_left, of_right)

    def each(self, name: str, of_unit: Floats) -> None:
        """Add the smaller and the greater of a value that each sentence has."""
        self.both(name, of_unit[self.left], of_unit[self.right])

    def coverage(self, name: str, common: Common) -> None:
        """Add how much of each sentence's weight the other one covers."""
        of_left, of_right = common.of_left, common.of_right
        self.both(name, of_left / (common.left + 1e-9), of_right / (common.right + 1e-9))
        self.columns[f"{name} weight"] = np.minimum(of_left, of_right)

    def common(self, vectors: Vectors) -> Common:
        """Return what the sentences of each pair have in common."""
        return vectors.common(self.left, self.right)

    def vectors(
        self, bag: Callable[[Unit], Sequence[str]], weight: Callable[[str], float] | None = None, *, local: bool = True
    ) -> Vectors:
        """Return the vectors of one bag a sentence."""
        return Vectors([bag(u) for u in self.units], self.list, weight, local=local)

    def lexical(self, resolved: Vectors) -> None:
        """Shared words: as cosine, as coverage, as counts; with resolved names; with near-synonyms."""
        words = self.common(self.vectors(lambda u: u.content, rarity))
        again = self.common(resolved)
        self.columns["lexical cosine"] = words.cosine
        self.columns["lexical cosine resolved"] = again.cosine
        self.coverage("lexical coverage", words)
        self.coverage("lexical coverage resolved", again)
        plain = self.common(self.vectors(lambda u: u.content, rarity, local=False))
        self.columns["lexical cosine background"] = plain.cosine
        self.coverage("lexical coverage background", plain)
        self.columns["lexical cosine local"] = self.common(self.vectors(lambda u: u.content)).cosine
        self.columns["lexical shared"] = words.shared
        rare = self.vectors(lambda u: [s for s in u.content if rarity(s) > RARE])
        self.columns["lexical rare shared"] = self.common(rare).shared
        related = self.common(
            self.vectors(lambda u: u.content + concepts(u.content), lambda key: 0.3 if key[0] == "~" else rarity(key))
        )
        self.columns["synonyms cosine"] = related.cosine
        self.coverage("synonyms coverage", related)
        self.columns["synonyms shared"] = self.common(self.vectors(lambda u: concepts(u.content))).shared

    def parts_of_speech(self) -> None:
        """Shared words by what they are: names, nouns, verbs, and all that are no names."""
        for name, chosen in (
            ("nouns", lambda w: w.pos == "NOUN" and not w.name),
            ("verbs", lambda w: w.pos == "VERB"),
            ("no names", lambda w: not w.name),
        ):
            kind: Callable[[Any], bool] = chosen
            vectors = self.vectors(lambda u, kind=kind: [w.stem for w in u.words if w.content and kind(w)], rarity)  # type: ignore[misc]
            common = self.common(vectors)
            self.columns[f"kinds {name} cosine"] = common.cosine
            self.coverage(f"kinds {name} coverage", common)

    def sets(self) -> None:
        """Shared and unshared names, figures, moments, speakers."""
        left, right = self.left, self.right
        for name, bag in (
            ("names", lambda u: u.names),
            ("figures", lambda u: u.figures),
            ("moments", lambda u: u.moments),
            ("speakers", lambda u: u.speakers),
        ):
            vectors = self.vectors(bag)
            common = self.common(vectors)
            shared, size = common.shared, vectors.sizes.astype(np.float64)
            self.columns[f"{name} shared"] = shared
            self.each(f"{name} count", size)
            self.columns[f"{name} jaccard"] = shared / np.maximum(1.0, size[left] + size[right] - shared)
            self.columns[f"{name} apart"] = ((size[left] > 0) & (size[right] > 0) & (shared == 0)).astype(float)
            if name == "names":
                self.coverage("names coverage", common)

    def runs(self) -> None:
        """The longest run of words that both sentences hold, anywhere and inside quotation marks."""
        stems = [tuple(word.stem for word in unit.words) for unit in self.units]
        for name, quoted in (("runs", False), ("quotation runs", True)):
            longest = np.zeros(len(self.left))
            starts: list[Sequence[int]] = [range(len(own)) for own in stems]
            reach = [_reach(unit, quoted=quoted) for unit in self.units]
            for length in RUNS:
                grams = [
                    {at: own[at : at + length] for at in begun if far[at] >= length}
                    for own, begun, far in zip(stems, starts, reach, strict=True)
                ]
                # What one sentence alone has is shared with none, nor is what goes on from there.
                once = Counter(gram for held in grams for gram in set(held.values()))
                starts = [[at for at, gram in held.items() if once[gram] > 1] for held in grams]
                shared = self._shared([{held[at] for at in begun} for held, begun in zip(grams, starts, strict=True)])
                longest = np.where(shared > 0, float(length), longest)
                if length <= 3:
                    self.columns[f"{name} of {length}"] = shared
            self.columns[f"{name} longest"] = longest
        inside = self.vectors(lambda u: [w.stem for w in u.words if w.content and w.quoted], rarity)
        self.each("quotation words", inside.sizes.astype(np.float64))
        self.columns["quotation cosine"] = self.common(inside).cosine

    def _shared(self, bags: Sequence[Collection[Any]]) -> Floats:
        """Return how many keys each pair of sentences shares."""
        numbers = {key: str(number) for number, key in enumerate({key: None for bag in bags for key in bag})}
        if not numbers:
            return np.zeros(len(self.left))
        vectors = Vectors([[numbers[key] for key in bag] for bag in bags], self.list, local=False)
        return self.common(vectors).shared

    def characters(self) -> None:
        """Shared runs of three to five characters: what stems miss."""
        common = self.common(self.vectors(_characters))
        self.columns["characters cosine"] = common.cosine
        self.coverage("characters coverage", common)

    def situation(self) -> None:
        """Where both sentences stand, how long they are, whether both deny, report, quote."""
        place = np.array([u.place for u in self.units], dtype=float)
        of = np.array([u.of for u in self.units], dtype=float)
        self.each("place", np.minimum(place, 30.0))
        relative = place / np.maximum(1.0, of - 1.0)
        self.columns["place apart"] = np.abs(relative[self.left] - relative[self.right])
        self.each("length", np.array([len(set(u.content)) for u in self.units], dtype=float))
        for name, flags in (
            ("negated", [u.negated for u in self.units]),
            ("reporting", [u.reporting for u in self.units]),
        ):
            value = np.array(flags, dtype=float)
            self.columns[f"{name} both"] = value[self.left] * value[self.right]
            self.columns[f"{name} apart"] = np.abs(value[self.left] - value[self.right])

    def ranks(self) -> None:
        """How a pair stands among the other pairs of both sentences, and how their neighbours fit."""
        columns = self.columns
        base = (columns["lexical cosine resolved"] + columns["characters cosine"] + columns["synonyms cosine"]) / 3.0
        ranks = Ranks(self.article, self.left, self.right, base)
        for name, column in ranks.columns().items():
            columns[name] = column


RARE = 0.75


def _reach(unit: Unit, *, quoted: bool) -> list[int]:
    """Return how many words follow from each on, itself one: to the sentence's end, or to that of its quotation."""
    found: list[int] = []
    for word in reversed(unit.words):
        found.append((found[-1] if found else 0) + 1 if word.quoted or not quoted else 0)
    return found[::-1]


def _characters(unit: Unit) -> list[str]:
    text = f" {' '.join(w.text.lower() for w in unit.words)} "
    return [text[at : at + n] for n in (3, 4, 5) for at in range(len(text) - n + 1)]
