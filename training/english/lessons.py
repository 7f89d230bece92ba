"""What the teacher of names gives: its names and its odds on all sentences, and more sentences."""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from training.english import namer
from training.english.gazetteers import organisations
from training.english.material import name_lists
from training.english.substitution import substituted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.english.corpora import Name, Sample

    Teacher = Callable[[Sequence[tuple[str, ...]]], list[np.ndarray]]

# The corpora whose own names stay: the guideline that is followed, and one that agrees with it and is measured.
OWN_NAMES = frozenset({"ewt", "politics"})


@dataclass(frozen=True)
class Lessons:
    """The training sentences with their names, as many again with other names in them, and what is known of both.

    `odds` are the log probabilities of each tag of names (words, tags), those of `samples` first, then those of `more`.
    """

    samples: list[Sample]
    more: list[Sample]
    odds: list[np.ndarray]


def learn(train: Sequence[Sample], teacher: Teacher, seed: int) -> Lessons:
    """Return the lessons of a teacher, which gives the odds of each word's tags of names in some sentences."""

    def read(sentences: Sequence[Sample]) -> list[np.ndarray]:
        return [one.astype(np.float16) for one in teacher([s.words for s in sentences])]

    odds = read(train)
    samples = [_renamed(sample, names) for sample, names in zip(train, namer.named(odds), strict=True)]
    more = substituted(samples, {**name_lists(), "organisation": organisations()}, seed)
    more_odds = read(more)
    more = [replace(sample, names=names) for sample, names in zip(more, namer.named(more_odds), strict=True)]
    return Lessons(samples, more, [*odds, *more_odds])


def _renamed(sample: Sample, names: tuple[Name, ...]) -> Sample:
    own = sample.names if sample.corpus in OWN_NAMES else None
    return replace(sample, names=names if own is None else own)
