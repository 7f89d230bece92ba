"""Sparse rows in flat arrays that grow: a hundred thousand articles' words without an object for each."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from headwater.stories.vectors import Vector

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    # What is kept of an index, as it lies in memory or as it was read from a file.
    Column: TypeAlias = array[int] | array[float] | bytearray | bytes
    Gathered: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]


class Rows:
    """Rows of word numbers and weights, numbered from 0 in the order of adding."""

    def __init__(self) -> None:
        self._words = array("i")
        self._weights = array("f")
        self._ends = array("q", [0])

    def columns(self) -> tuple[Column, Column, Column]:
        """Return the flat arrays, which only ever grow at their ends: words, weights, and where each row ends."""
        return self._words, self._weights, self._ends

    @classmethod
    def restored(cls, words: Column, weights: Column, ends: Column) -> Rows:
        """Return the rows of which these are the flat arrays."""
        rows = cls()
        rows._words.frombytes(words)
        rows._weights.frombytes(weights)
        rows._ends = array("q")
        rows._ends.frombytes(ends)
        return rows

    def add(self, vector: Vector) -> None:
        """Append a row."""
        self._words.frombytes(vector.words.tobytes())
        self._weights.frombytes(vector.weights.tobytes())
        self._ends.append(len(self._words))

    def row(self, number: int) -> Vector:
        """Return one row."""
        start, end = self._ends[number], self._ends[number + 1]
        return Vector(
            np.array(self._words[start:end], dtype=np.int32), np.array(self._weights[start:end], dtype=np.float32)
        )

    def gather(self, numbers: NDArray[np.int64]) -> Gathered:
        """Return the entries of some rows, one after the other: which of `numbers` each is of, its word, its weight."""
        ends = np.frombuffer(self._ends, dtype=np.int64)
        starts, lengths = ends[numbers], ends[numbers + 1] - ends[numbers]
        row = np.repeat(np.arange(len(numbers)), lengths)
        place = np.arange(len(row)) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        words = np.frombuffer(self._words, dtype=np.int32)
        weights = np.frombuffer(self._weights, dtype=np.float32)
        return row, words[place], weights[place]

    def lengths(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many entries each of some rows has."""
        ends = np.frombuffer(self._ends, dtype=np.int64)
        return np.asarray(ends[numbers + 1] - ends[numbers])
