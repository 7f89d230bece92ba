"""Names by the optional encoder: a tuned MPNet that tags words, where the package `headwater-encoder` is installed.

Its lower layers are those that the comparison of claims reads with; its upper ones are tuned as a tagger
(`training/english/namer.py`). The encoder knows no capitals, so that each word's shape comes in beside its first piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from headwater import graphs
from headwater.language.english.features import normal, pieces, shape
from headwater.language.english.tags import best_path, moves, spelled
from headwater.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from headwater.graphs import Folder

    Found = list[tuple[int, int, str]]

OPENING, CLOSING, UNKNOWN = 0, 2, 104
# A word's pieces beyond these tell little and cost much.
MOST_PIECES = 4


def ids(words: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """Return a sentence's pieces, by number, between the marks that open and close it, and where each word begins."""
    found, first = [OPENING], []
    for word in words:
        first.append(len(found))
        found += pieces(normal(word).lower(), vocabulary)[:MOST_PIECES] or [UNKNOWN]
    return [*found, CLOSING], first


class Namer:
    """The graphs that name, and the word pieces they know, of one folder."""

    def __init__(self, folder: Folder) -> None:
        self._lower, self._names = graphs.Lower(folder), graphs.Graph(folder, "names")
        self._vocabulary = graphs.vocabulary(folder)
        self._moves = moves()

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Found]:
        """Return the names of each sentence as (first word, first word after, kind); none of the sentences is empty."""
        return graphs.each(self._read, sentences)

    def odds(self, words: Sequence[str]) -> np.ndarray:
        """Return the log odds (words, tags) of each tag of `NAME_TAGS`; the sentence is not empty."""
        return np.concatenate([self._odds(words[start:end]) for start, end in self._stretches(words)])

    def _read(self, words: Sequence[str]) -> Found:
        return list(spelled(best_path(self.odds(words), self._moves)))

    def _stretches(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield parts of a sentence that have no more pieces than are read."""
        start, count = 0, 2
        for place, word in enumerate(words):
            size = len(ids([word], self._vocabulary)[0]) - 2
            if count + size > graphs.LONGEST:
                yield start, place
                start, count = place, 2
            count += size
        yield start, len(words)

    def _odds(self, words: Sequence[str]) -> np.ndarray:
        numbers, first = ids(words, self._vocabulary)
        states = self._lower(np.array(numbers, dtype=np.int64))
        shapes = [shape(normal(word)) for word in words]
        return self._names(states=states, first=np.array(first), shapes=np.array(shapes))


_SHIPPED = Weights(graphs.PACKAGE, graphs.WEIGHTS, Namer)
using = _SHIPPED.using


def load() -> Namer | None:
    """Return the namer chosen by `using`, or the installed one; None where none is installed."""
    return _SHIPPED.load() if _SHIPPED.chosen or graphs.installed() else None
