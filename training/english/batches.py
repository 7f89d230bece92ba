"""From sentences to the numbers that the network reads."""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from headwater.language.english.features import LISTS, Gazetteer, ngrams, normal, pieces, shape
from headwater.language.english.tags import NAME_TAGS
from training.english.network import Batch, bags

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence

    from training.english.corpora import Sample

NAME_NUMBERS = {tag: i for i, tag in enumerate(NAME_TAGS)}


@dataclass
class Lexicon:
    """Everything that turns words and labels into numbers."""

    words: Mapping[str, int]
    pieces: Mapping[str, int]
    tags: Sequence[str]
    relations: Sequence[str]
    gazetteer: Gazetteer
    seen: dict[str, tuple[int, list[int], list[int], int]] = field(default_factory=dict)

    def type_of(self, word: str) -> tuple[int, list[int], list[int], int]:
        """Return a word's own number (0: none), its pieces, its letters and its shape."""
        known = self.seen.get(word)
        if known is None:
            plain = normal(word)
            low = plain.lower()
            known = (self.words.get(low, 0), pieces(low, self.pieces), ngrams(low), shape(plain))
            self.seen[word] = known
        return known


@dataclass
class Gold:
    """What a batch's sentences are known to be; -1 marks what is not known."""

    tags: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    named: Tensor
    weights: Tensor


def name_tags(sample: Sample) -> list[int]:
    """Return the sample's names as one tag a word (BIOES)."""
    tags = [0] * len(sample.words)
    for first, last, kind in sample.names or ():
        marks = ["S"] if last - first == 1 else ["B", *"I" * (last - first - 2), "E"]
        for i, mark in enumerate(marks):
            tags[first + i] = NAME_NUMBERS[f"{mark}-{kind}"]
    return tags


def pack(samples: Sequence[Sample], lexicon: Lexicon, context: Sequence[np.ndarray] | None = None) -> Batch:
    """Return `samples` as the network reads them."""
    longest = max(len(s.words) for s in samples)
    distinct: dict[str, int] = {}
    types = torch.zeros(len(samples), longest, dtype=torch.long)
    lists = np.zeros((len(samples), longest, LISTS), dtype=np.float32)
    for row, sample in enumerate(samples):
        types[row, : len(sample.words)] = torch.tensor([distinct.setdefault(w, len(distinct)) for w in sample.words])
        flags = np.array(lexicon.gazetteer.flags(sample.words))
        lists[row, : len(flags)] = (flags[:, None] >> np.arange(LISTS)) & 1
    found = [lexicon.type_of(word) for word in distinct]
    piece_ids, piece_starts = bags([f[1] for f in found], len(lexicon.pieces))
    letter_ids, letter_starts = bags([f[2] for f in found], 0)
    extra = None
    if context is not None:
        padded = np.zeros((len(samples), longest, context[0].shape[1]), dtype=np.float32)
        for row, vectors in enumerate(context):
            padded[row, : len(vectors)] = vectors
        extra = torch.from_numpy(padded)
    return Batch(
        types=types,
        lengths=torch.tensor([len(s.words) for s in samples]),
        word_ids=torch.tensor([f[0] for f in found]),
        piece_ids=piece_ids,
        piece_starts=piece_starts,
        letter_ids=letter_ids,
        letter_starts=letter_starts,
        shapes=torch.tensor([f[3] for f in found]),
        lists=torch.from_numpy(lists),
        context=extra,
    )


def gold(samples: Sequence[Sample], lexicon: Lexicon, silver: float = 1.0) -> Gold:
    """Return what is known of `samples`; `silver` weighs the sentences that a teacher parsed."""
    shape_ = (len(samples), max(len(s.words) for s in samples))
    tags, heads, relations = (torch.full(shape_, -1, dtype=torch.long) for _ in range(3))
    names = torch.zeros(shape_, dtype=torch.long)
    tag_numbers = {t: i for i, t in enumerate(lexicon.tags)}
    relation_numbers = {r: i for i, r in enumerate(lexicon.relations)}
    for row, s in enumerate(samples):
        if s.heads is not None and s.tags is not None and s.relations is not None:
            tags[row, : len(s.words)] = torch.tensor([tag_numbers.get(t, -1) for t in s.tags])
            heads[row, : len(s.words)] = torch.tensor(s.heads) + 1
            relations[row, : len(s.words)] = torch.tensor([relation_numbers.get(r, -1) for r in s.relations])
        if s.names is not None:
            names[row, : len(s.words)] = torch.tensor(name_tags(s))
    return Gold(
        tags,
        heads,
        relations,
        names,
        torch.tensor([s.names is not None for s in samples]),
        torch.tensor([silver if s.document.startswith("silver") else 1.0 for s in samples]),
    )


def shuffled(lengths: Sequence[int], words: int, rng: random.Random) -> Iterator[list[int]]:
    """Yield the indices of batches of about `words` words, of sentences about equally long, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i] + rng.random() * 3, rng.random()))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * lengths[i] > words:
            groups.append([])
        groups[-1].append(i)
    rng.shuffle(groups)
    yield from groups
