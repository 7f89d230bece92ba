"""The shipped network, read with NumPy: a two-layer BiLSTM under a tagger, a biaffine parser and a names CRF.

It computes what `training/english/network.py` trains (there are the papers). NumPy alone keeps the start of the program
short; all sums of an article are done in one fixed order, so that an article reads the same whatever was read before.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]  # it ships no types

from headwater.language.english.features import LISTS, Gazetteer, ngrams, normal, pieces, shape
from headwater.language.english.tags import spelled
from headwater.language.english.trees import tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

Numbers = NDArray[np.float32]
# Sentences read side by side; more would need more memory and gain no speed.
GROUP = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a sentence.

    For each word its head's place (its own at the root), its relation, its Penn and universal tag; and the names as
    (first, last outside, kind).
    """

    heads: list[int]
    relations: list[str]
    tags: list[str]
    universal: list[str]
    names: list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Type:
    """What the network is given of a word, wherever it stands."""

    word: int
    pieces: list[int]
    letters: list[int]
    shape: int


class Network:
    """The weights, and how they read sentences."""

    def __init__(self, folder: Traversable) -> None:
        with (folder / "weights.npz").open("rb") as file, np.load(file) as stored:
            weights = {name: stored[name] for name in stored.files}
        labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        lists: dict[str, list[str]] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        self.words: Mapping[str, int] = {w: i + 1 for i, w in enumerate(labels["words"])}
        self.known_pieces: Mapping[str, int] = {w: i for i, w in enumerate(labels["pieces"])}
        self.tags: list[list[str]] = [t.rsplit("/", 1) for t in labels["tags"]]
        self.relation_names: list[str] = labels["relations"]
        self.name_tags: list[str] = labels["names"]
        self.gazetteer = Gazetteer(lists)
        # Every vector of a piece is kept in bytes, with its own scale.
        scale = weights.pop("pieces.scale").astype(np.float32)
        self.pieces: Numbers = weights.pop("pieces").astype(np.float32) * scale[:, None]
        self.weights: dict[str, Numbers] = {name: w.astype(np.float32) for name, w in weights.items()}
        w = self.weights
        # Number 0 is every word without a vector of its own.
        w["words"][0] = 0
        self.hidden = w["lstm.0.recurrent"].shape[1]
        for name in (
            "lstm.0.input",
            "lstm.0.bias",
            "lstm.0.recurrent",
            "lstm.1.input",
            "lstm.1.bias",
            "lstm.1.recurrent",
        ):
            w[name] = _gates_in_order(w[name], self.hidden)
        self.type_of = lru_cache(maxsize=32768)(self._type_of)
        size, width = len(self.relation_names), w["relation"].shape[1]
        self.relation_rows = np.ascontiguousarray(w["relation"].transpose(1, 0, 2).reshape(width, size * width))

    def _type_of(self, word: str) -> Type:
        plain = normal(word)
        low = plain.lower()
        return Type(self.words.get(low, 0), pieces(low, self.known_pieces), ngrams(low), shape(plain))

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Return what the network says of each of `sentences` (lists of words, none empty)."""
        order = sorted(range(len(sentences)), key=lambda i: (-len(sentences[i]), i))
        found: list[Reading | None] = [None] * len(sentences)
        # The matrices are too small to share: several threads would only wait for each other, and sum in another order.
        with _threads().limit(limits=1, user_api="blas"):
            for first in range(0, len(order), GROUP):
                group = order[first : first + GROUP]
                for i, reading in zip(group, self._group([sentences[i] for i in group]), strict=True):
                    found[i] = reading
        return [r for r in found if r is not None]

    def _group(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Read sentences that come longest first."""
        lengths = np.array([len(s) for s in sentences])
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        states = self._encode(self._enter(sentences), lengths, offsets)
        w = self.weights
        tags = (states @ w["tagger"] + w["tagger.bias"]).argmax(1).tolist()
        hidden = np.maximum(states @ w["names.hidden"] + w["names.hidden.bias"], 0)
        names = self._names(hidden @ w["names"] + w["names.bias"], lengths, offsets)
        heads = self._heads(states, lengths, offsets)
        relations = self._relations(states, heads, offsets)
        readings = []
        for row, (start, length) in enumerate(zip(offsets.tolist(), lengths.tolist(), strict=True)):
            here = tags[start : start + length]
            readings.append(
                Reading(
                    heads[row],
                    relations[start : start + length],
                    [self.tags[t][0] for t in here],
                    [self.tags[t][1] for t in here],
                    names[row],
                )
            )
        return readings

    def _enter(self, sentences: Sequence[Sequence[str]]) -> Numbers:
        """Return the first layer's input, already weighted for both directions' gates, one row a word."""
        w = self.weights
        distinct: dict[str, int] = {}
        types = [distinct.setdefault(word, len(distinct)) for s in sentences for word in s]
        found = [self.type_of(word) for word in distinct]
        known = np.array([t.word for t in found])
        vectors = np.concatenate(
            [
                _means(self.pieces, [t.pieces for t in found]),
                w["words"][known],
                _means(w["letters"], [t.letters for t in found]),
                w["shape"][[t.shape for t in found]],
            ],
            axis=1,
            dtype=np.float32,
        )
        width = vectors.shape[1]
        gates = vectors @ w["lstm.0.input"][:width]
        flags = np.array([f for s in sentences for f in self.gazetteer.flags(s)])
        lists = ((flags[:, None] >> np.arange(LISTS)) & 1).astype(np.float32)
        listed = (lists @ w["lists"] + w["lists.bias"]) @ w["lstm.0.input"][width:]
        result: Numbers = gates[types]
        result += listed
        result += w["lstm.0.bias"]
        return result

    def _encode(self, gates: Numbers, lengths: NDArray[np.int64], offsets: NDArray[np.int64]) -> Numbers:
        """Return the second layer's output, one row a word."""
        states = self._layer(gates, self.weights["lstm.0.recurrent"], lengths, offsets)
        gates = states @ self.weights["lstm.1.input"] + self.weights["lstm.1.bias"]
        return self._layer(gates, self.weights["lstm.1.recurrent"], lengths, offsets)

    def _layer(
        self, gates: Numbers, recurrent: Numbers, lengths: NDArray[np.int64], offsets: NDArray[np.int64]
    ) -> Numbers:
        """Return one BiLSTM layer's output; both directions step together, ended sentences drop out."""
        h = self.hidden
        output = np.empty((len(gates), 2 * h), dtype=np.float32)
        count = len(lengths)
        state = np.zeros((2, count, h), dtype=np.float32)
        cell = np.zeros((2, count, h), dtype=np.float32)
        for step in range(int(lengths[0])):
            count = int(np.searchsorted(-lengths, -step, side="left"))
            ahead = offsets[:count] + step
            behind = offsets[:count] + lengths[:count] - 1 - step
            z = state[:, :count] @ recurrent
            z[0] += gates[ahead, : 4 * h]
            z[1] += gates[behind, 4 * h :]
            # The arguments of the three sigmoids come halved, so that one tanh serves all four gates.
            np.tanh(z, out=z)
            sigmoid = z[..., : 3 * h]
            sigmoid *= 0.5
            sigmoid += 0.5
            cell = z[..., h : 2 * h] * cell[:, :count]
            cell += z[..., :h] * z[..., 3 * h :]
            state = z[..., 2 * h : 3 * h] * np.tanh(cell)
            output[ahead, :h] = state[0]
            output[behind, h:] = state[1]
        return output

    def _heads(self, states: Numbers, lengths: NDArray[np.int64], offsets: NDArray[np.int64]) -> list[list[int]]:
        """Return every sentence's tree: for each word its head's place in the sentence, its own at the root."""
        w = self.weights
        dependent = np.maximum(states @ w["arc.dependent"] + w["arc.dependent.bias"], 0) @ w["arc"][:-1] + w["arc"][-1]
        governor = np.maximum(states @ w["arc.governor"] + w["arc.governor.bias"], 0)
        root = np.maximum(w["root"] @ w["arc.governor"] + w["arc.governor.bias"], 0)
        found = []
        for start, length in zip(offsets.tolist(), lengths.tolist(), strict=True):
            d = dependent[start : start + length]
            scores = d @ governor[start : start + length].T
            found.append(tree(scores, d @ root))
        return found

    def _relations(self, states: Numbers, heads: list[list[int]], offsets: NDArray[np.int64]) -> list[str]:
        w = self.weights
        dependent = _framed(np.maximum(states @ w["relation.dependent"] + w["relation.dependent.bias"], 0))
        rooted = np.concatenate([states, w["root"][None]])
        governor = _framed(np.maximum(rooted @ w["relation.governor"] + w["relation.governor.bias"], 0))
        chosen = np.concatenate([np.array(h) + start for h, start in zip(heads, offsets.tolist(), strict=True)])
        chosen = np.where(chosen == np.arange(len(states)), len(states), chosen)
        crossed = (dependent @ self.relation_rows).reshape(len(states), len(self.relation_names), -1)
        scores = np.matmul(crossed, governor[chosen][:, :, None])[..., 0]
        # The root is the root and nothing else is.
        at_root = chosen == len(states)
        number = self.relation_names.index("root")
        scores[:, number] = np.where(at_root, np.inf, -np.inf)
        return [self.relation_names[i] for i in scores.argmax(1).tolist()]

    def _names(
        self, scores: Numbers, lengths: NDArray[np.int64], offsets: NDArray[np.int64]
    ) -> list[list[tuple[int, int, str]]]:
        """Return every sentence's names by the likeliest path of tags (Viterbi, all sentences step by step)."""
        moves = self.weights["moves"]
        alpha = scores[offsets]
        back = np.zeros((int(lengths[0]), len(lengths), moves.shape[0]), dtype=np.int8)
        for step in range(1, int(lengths[0])):
            count = int(np.searchsorted(-lengths, -step, side="left"))
            stepped = alpha[:count, :, None] + moves
            back[step, :count] = stepped.argmax(1)
            alpha[:count] = stepped.max(1) + scores[offsets[:count] + step]
        last = alpha.argmax(1).tolist()
        found = []
        for row, length in enumerate(lengths.tolist()):
            path = [last[row]]
            for step in range(length - 1, 0, -1):
                path.append(int(back[step, row, path[-1]]))
            found.append(spelled(path[::-1], self.name_tags))
        return found


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _gates_in_order(rows: Numbers, hidden: int) -> Numbers:
    """Return weights stored for the gates in, forget, cell, out (of one or two directions) with the sigmoids first."""
    parts = [rows[..., i : i + hidden] for i in range(0, rows.shape[-1], hidden)]
    order = [i + j for i in range(0, len(parts), 4) for j in (0, 1, 3, 2)]
    return np.concatenate([parts[i] for i in order], axis=-1)


def _framed(rows: Numbers) -> Numbers:
    return np.concatenate([rows, np.ones((len(rows), 1), dtype=np.float32)], axis=1)


def _means(table: Numbers, lists: Sequence[Sequence[int]]) -> Numbers:
    """Return the mean of the table's rows in each of `lists`; an empty list means nothing but zeros."""
    counts = np.array([len(entries) for entries in lists])
    flat = np.array([i for entries in lists for i in (entries or (0,))])
    starts = np.concatenate([[0], np.cumsum(np.maximum(counts, 1))[:-1]])
    sums = np.add.reduceat(table[flat], starts, axis=0)
    result: Numbers = sums / np.maximum(counts, 1)[:, None].astype(np.float32) * (counts > 0)[:, None]
    return result.astype(np.float32)
