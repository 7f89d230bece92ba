"""What is measured on a pair of sentences by what an encoder makes of each of their words in its sentence.

Each word that bears content is matched with the one of the other sentence that is nearest to it (BERTScore, Zhang et
al. 2020), weighted as the features of shared words are. Every feature is the same for (a, b) and (b, a).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from headwater.comparison.claims.ranks import Ranks
from headwater.comparison.claims.vectors import Vectors, rarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from headwater.comparison.claims.units import Unit

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Rows = NDArray[np.float32]

# Clauses of one sentence that are compared with those of another, the longest first; none has fewer words.
CLAUSES, SHORTEST = 8, 2
# A clause whose words weigh less is covered too easily to count in full.
FULL = 2.0
TINY = 1e-9
NAMES = (
    "context mean", "context coverage min", "context coverage max", "context coverage weight", "context lacking min",
    "context lacking max", "context verbs best", "context verbs mean", "context nearest min", "context nearest max",
    "context quarter", "context no names min", "context no names max", "context clauses min", "context clauses max",
    "context clauses both", "context close weight",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What an encoder makes of a sentence.

    `text` is the sentence; `vectors` has a row of length 1 for each word that bears content, `weights` what each word
    weighs, `verbs` and `plain` whether it is a verb, and no part of a name; `clauses` are (first word, first word
    after). `mean` is the mean of all word pieces, of length 1.
    """

    text: str
    vectors: Rows
    weights: Floats
    verbs: NDArray[np.bool_]
    plain: NDArray[np.bool_]
    clauses: tuple[tuple[int, int], ...]
    mean: Rows


class Read(NamedTuple):
    """A sentence as an encoder reads it: its text, each word piece's meaning (pieces, width), and where it stands."""

    text: str
    states: Rows
    pieces: Sequence[tuple[int, int]]


def told(units: Sequence[Unit], reads: Mapping[int, Read]) -> dict[int, Told]:
    """Return what an encoder makes of those of `units` that it read, by their index, if they have words to match."""
    bags = Vectors([u.content for u in units], [u.article for u in units], rarity)
    found = {}
    for row, read in sorted(reads.items()):
        of = _told(units[row], read, bags.row(row))
        if of is not None:
            found[row] = of
    return found


def _told(unit: Unit, read: Read, weights: Mapping[str, float]) -> Told | None:
    starts, ends = [start for start, _ in read.pieces], [end for _, end in read.pieces]
    kept, vectors = [], []
    for word in unit.words:
        start = word.start - unit.start
        low, high = bisect_left(ends, start + 1), bisect_left(starts, start + len(word.text))
        if word.content and low < high:
            kept.append(word)
            vectors.append(read.states[low:high].mean(axis=0))
    if not kept:
        return None
    places = [word.start for word in kept]
    longest = sorted(unit.clauses, key=lambda c: (-len(c.stems), c.proposition.start, c.proposition.end))[:CLAUSES]
    clauses = {(bisect_left(places, c.proposition.start), bisect_left(places, c.proposition.end)) for c in longest}
    long = sorted((first, last) for first, last in clauses if last - first >= SHORTEST)
    return Told(
        read.text,
        _unit(np.array(vectors)),
        np.array([weights[word.stem] for word in kept]),
        np.array([word.pos == "VERB" for word in kept]),
        np.array([not word.name for word in kept]),
        tuple(long) or ((0, len(kept)),),
        _unit(read.states.mean(axis=0)[np.newaxis])[0],
    )


def _unit(rows: Rows) -> Rows:
    scaled: Rows = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + np.float32(TINY))
    return scaled


def contextual(of: Mapping[int, Told], article: Ints, left: Ints, right: Ints) -> dict[str, Floats]:
    """Return the features of each pair, by name; `article` is that of each sentence, and the pairs come sorted."""
    values = np.zeros((len(left), len(NAMES)))
    for row, pair in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        if of.keys() >= set(pair):
            # The order of the articles is not to decide in which order numbers are added up.
            values[row] = _measured(*sorted((of[index] for index in pair), key=lambda one: one.text))
    columns = {name: np.ascontiguousarray(values[:, number]) for number, name in enumerate(NAMES)}
    base = (columns["context coverage min"] + columns["context coverage max"] + columns["context mean"]) / 3.0
    return columns | Ranks(article, left, right, base).columns("context ")


def _measured(one: Told, other: Told) -> list[float]:
    """Return the features of `NAMES` of two sentences."""
    alike = np.clip(one.vectors @ other.vectors.T, 0.0, 1.0).astype(np.float64)
    nearest = alike.max(axis=1), alike.max(axis=0)
    weights = one.weights, other.weights
    covered = [float(near @ weight) for near, weight in zip(nearest, weights, strict=True)]
    total = [float(weight.sum()) for weight in weights]
    shares = sorted(c / (t + TINY) for c, t in zip(covered, total, strict=True))
    lacking = sorted(t - c for c, t in zip(covered, total, strict=True))
    verbs = alike[np.ix_(one.verbs, other.verbs)]
    means = sorted(float(near.mean()) for near in nearest)
    plain = sorted(
        float((near * weight)[of.plain].sum() / (weight[of.plain].sum() + TINY))
        for near, weight, of in zip(nearest, weights, (one, other), strict=True)
    )
    return [
        float(one.mean @ other.mean), *shares, min(covered), *lacking,
        float(verbs.max(initial=0.0)), float(verbs.max(axis=1).mean()) if verbs.size else 0.0,
        *means, min(float(np.quantile(near, 0.25)) for near in nearest), *plain,
        *_clauses(one, other, alike),
        min(float(near**4 @ weight) for near, weight in zip(nearest, weights, strict=True)),
    ]  # fmt: skip


def _clauses(one: Told, other: Told, alike: Floats) -> tuple[float, float, float]:
    """Return the best that any two clauses have: the lesser coverage, the greater one, and the mean of both."""
    lesser, greater, both = 0.0, 0.0, 0.0
    for first, last in one.clauses:
        for start, end in other.clauses:
            part = alike[first:last, start:end]
            here, there = one.weights[first:last], other.weights[start:end]
            of_here, of_there = float(here.sum()), float(there.sum())
            x = float(part.max(axis=1) @ here) / (of_here + TINY)
            y = float(part.max(axis=0) @ there) / (of_there + TINY)
            x_full, y_full = min(1.0, of_here / FULL), min(1.0, of_there / FULL)
            lesser = max(lesser, min(x, y))
            greater = max(greater, x * x_full, y * y_full)
            both = max(both, 2.0 * x * y / (x + y + TINY) * min(x_full, y_full))
    return lesser, greater, both
