"""Sentences as headlines and careless writers set them: the network must read them too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from training.english.corpora import Sample

TITLE, UPPER, LOWER = 0.04, 0.015, 0.015


def recased(sample: Sample, rng: random.Random) -> Sample:
    """Return `sample`, now and then in Title Case, in capitals or in small letters (then without names)."""
    chance = rng.random()
    if chance < TITLE:
        return replace(sample, words=tuple(w[:1].upper() + w[1:] for w in sample.words))
    if chance < TITLE + UPPER:
        return replace(sample, words=tuple(w.upper() for w in sample.words))
    if chance < TITLE + UPPER + LOWER:
        return replace(sample, words=tuple(w.lower() for w in sample.words), names=None)
    return sample
