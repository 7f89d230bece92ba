"""The teacher of names: MPNet's upper layers, tuned as a tagger with one decision for each guideline.

The corpora draw the line of a name each in its own way, so that each has a decision of its own over layers that all of
them share; the one of EWT then names the sentences of all. Names are cased and the encoder is not: the words' shapes
come in beside. Architecture and weights of the encoder: `training.claims.encoder`.
"""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from headwater.language.english.features import SHAPE_BUCKETS, normal, shape
from headwater.language.english.namer import CLOSING, OPENING, UNKNOWN, ids
from headwater.language.english.tags import NAME_TAGS, best_path, moves, spelled
from training.claims import graph
from training.claims.encoder import LAYERS, WIDTH, Distance, Layer, pretrained
from training.english.batches import name_tags, shuffled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from training.english.corpora import Name, Sample

SPLIT = 6
WORDS, RATE, HEAD_RATE, DECAY, WARMING = 700, 6e-5, 1e-3, 0.01, 0.08
DROPOUT = 0.2
# So many sentences of the other corpora beside one of the first.
OTHERS = 0.25
PADDING = 1


@dataclass(frozen=True)
class Read:
    """A sentence as the tagger reads it: its pieces' lower states, each word's first piece, and its shapes."""

    states: Tensor
    first: Tensor
    shapes: Tensor


class Lowered:
    """What the lower layers, as they ship, make of a sentence; reckoned once for each."""

    def __init__(self, folder: Path) -> None:
        lower, self.begun = pretrained(folder, SPLIT)
        self.lower = graph.coarsened(lower)
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.vocabulary = {word: number for number, word in enumerate(words) if word}
        self.known: dict[tuple[str, ...], Read] = {}

    def __call__(self, sentences: Sequence[tuple[str, ...]]) -> list[Read]:
        """Return the sentences as the tagger reads them; they are kept."""
        new = [words for words in dict.fromkeys(sentences) if words not in self.known]
        if new:
            self.known.update(zip(new, self.read(new), strict=True))
        return [self.known[words] for words in sentences]

    def read(self, sentences: Sequence[tuple[str, ...]]) -> list[Read]:
        """Return the sentences as the tagger reads them."""
        cut = [ids(words, self.vocabulary) for words in sentences]
        longest = max(len(numbers) for numbers, _ in cut)
        states = self._states([numbers + [PADDING] * (longest - len(numbers)) for numbers, _ in cut])
        return [
            Read(
                row[: len(numbers)].clone(), torch.tensor(first), torch.tensor([shape(normal(word)) for word in words])
            )
            for words, (numbers, first), row in zip(sentences, cut, states, strict=True)
        ]

    def alone(self, given: Sequence[str]) -> tuple[Tensor, list[Read]]:
        """Return the embeddings (pieces, width) of some pieces, and each as a sentence of one word with a capital."""
        numbers = [self.vocabulary.get(piece, UNKNOWN) for piece in given]
        states = self._states([[OPENING, number, CLOSING] for number in numbers])
        first, shapes = torch.tensor([1]), torch.tensor([shape("Capital")])
        return self.lower.word(torch.tensor(numbers)).detach(), [Read(row, first, shapes) for row in states]

    def _states(self, rows: Sequence[Sequence[int]]) -> Tensor:
        numbers = torch.tensor(rows)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            return self.lower(numbers, (numbers != PADDING).float()).to(torch.bfloat16)


class Namer(nn.Module):  # type: ignore[misc]  # torch is not there where types are checked
    """The upper layers over one sentence, and a decision for each guideline."""

    def __init__(self, guidelines: int) -> None:
        super().__init__()
        self.shape, self.distance = nn.Embedding(SHAPE_BUCKETS, WIDTH), Distance()
        nn.init.normal_(self.shape.weight, std=0.02)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - SPLIT))
        self.drop = nn.Dropout(DROPOUT)
        self.decisions = nn.ModuleList(nn.Linear(WIDTH, len(NAME_TAGS)) for _ in range(guidelines))

    def forward(self, batch: Sequence[Read]) -> Tensor:
        """Return the states (words, width) of all words of the sentences, end to end."""
        longest = max(len(read.states) for read in batch)
        states = torch.zeros(len(batch), longest, WIDTH)
        mask = torch.zeros(len(batch), longest)
        rows = torch.cat([torch.full_like(read.first, row) for row, read in enumerate(batch)])
        places = torch.cat([read.first for read in batch])
        for row, read in enumerate(batch):
            states[row, : len(read.states)] = read.states.float()
            mask[row, : len(read.states)] = 1.0
        shapes = torch.zeros_like(states).index_put((rows, places), self.shape(torch.cat([r.shapes for r in batch])))
        states = states + shapes
        bias = self.distance(mask)
        for layer in self.layers:
            states = layer(states, bias)
        return states[rows, places].float()

    def tags(self, states: Tensor, guideline: int) -> Tensor:
        """Return each tag's log probability (words, tags) under one guideline."""
        found: Tensor = self.decisions[guideline](self.drop(states)).float().log_softmax(-1)
        return found


def drawn(groups: Sequence[Sequence[int]], rng: random.Random) -> Iterator[int]:
    """Yield the first group's members and a share of all others."""
    others = [index for group in groups[1:] for index in group]
    yield from groups[0]
    yield from rng.sample(others, min(len(others), int(OTHERS * len(groups[0]))))


def optimiser(namer: Namer) -> torch.optim.Optimizer:
    """Return what fits the namer: new parts learn faster, and only matrices are drawn to zero."""
    new = [p for n, p in namer.named_parameters() if n.startswith(("decisions", "shape"))]
    old = [p for n, p in namer.named_parameters() if not n.startswith(("decisions", "shape"))]
    groups = [
        {"params": [p for p in old if p.ndim > 1], "weight_decay": DECAY, "most": RATE},
        {"params": [p for p in old if p.ndim <= 1], "weight_decay": 0.0, "most": RATE},
        {"params": new, "weight_decay": 0.0, "most": HEAD_RATE},
    ]
    return torch.optim.AdamW(groups, fused=True)


def loss(namer: Namer, chosen: Sequence[Sample], reads: Sequence[Read], guideline: Mapping[str, int]) -> Tensor:
    """Return the loss a word, each sentence under the guideline of its corpus."""
    states = namer(reads)
    total = torch.zeros(())
    of_word = [guideline[sample.corpus] for sample in chosen for _ in sample.words]
    gold = torch.tensor([tag for sample in chosen for tag in name_tags(sample)])
    for number in sorted(set(of_word)):
        here = torch.tensor([i for i, one in enumerate(of_word) if one == number])
        total = total + nn.functional.nll_loss(namer.tags(states[here], number), gold[here], reduction="sum")
    return total / len(of_word)


def tuned(samples: Sequence[Sample], lowered: Lowered, seconds: float, seed: int) -> Namer:
    """Return a namer tuned for `seconds` of process time on the sentences that have names; the first's corpus leads."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - a shuffle, no secret
    guideline = guidelines(samples)
    groups: list[list[int]] = [[] for _ in guideline]
    for index, sample in enumerate(samples):
        if sample.names is not None:
            groups[guideline[sample.corpus]].append(index)
    namer = Namer(len(guideline))
    namer.load_state_dict(lowered.begun, strict=False)
    fitting = optimiser(namer)
    start, share, passes = time.process_time(), 0.0, 0
    while share < 1:
        order = list(drawn(groups, rng))
        sums, count = 0.0, 0
        for batch in shuffled([len(samples[i].words) for i in order], WORDS, rng):
            share = (time.process_time() - start) / seconds
            if share >= 1:
                break
            for group in fitting.param_groups:
                group["lr"] = group["most"] * min(share / WARMING, (1 - share) / (1 - WARMING))
            sums, count = sums + step(namer, fitting, [samples[order[i]] for i in batch], lowered, guideline), count + 1
        passes += 1
        print(f"pass {passes}, {time.process_time() - start:.0f} s, loss {sums / max(1, count):.4f}", flush=True)
    return namer


def step(
    namer: Namer,
    fitting: torch.optim.Optimizer,
    chosen: Sequence[Sample],
    lowered: Lowered,
    guideline: Mapping[str, int],
) -> float:
    """Fit the namer to a batch, and return its loss a word."""
    with torch.autocast("cpu", torch.bfloat16):
        value = loss(namer, chosen, lowered([s.words for s in chosen]), guideline)
    fitting.zero_grad()
    value.backward()
    nn.utils.clip_grad_norm_(namer.parameters(), 1.0)
    fitting.step()
    return float(value.detach())


def guidelines(samples: Sequence[Sample]) -> dict[str, int]:
    """Return the number of each corpus that has names, in the order of the first sentence of each."""
    corpora = dict.fromkeys(sample.corpus for sample in samples if sample.names is not None)
    return {corpus: number for number, corpus in enumerate(corpora)}


def odds(namer: Namer, lowered: Lowered, sentences: Sequence[tuple[str, ...]]) -> list[np.ndarray]:
    """Return each tag's log probability (words, tags) under the first guideline, for each sentence."""
    namer.eval()
    found: list[np.ndarray] = [np.zeros((0, len(NAME_TAGS)))] * len(sentences)
    for batch in shuffled([len(words) for words in sentences], 4 * WORDS, random.Random(0)):  # noqa: S311 - no secret
        reads = lowered.read([sentences[i] for i in batch])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            tags = namer.tags(namer(reads), 0).numpy()
        edges = np.cumsum([0, *(len(sentences[i]) for i in batch)])
        for row, i in enumerate(batch):
            found[i] = tags[edges[row] : edges[row + 1]]
    return found


def named(scores: Sequence[np.ndarray]) -> list[tuple[Name, ...]]:
    """Return the names of sentences whose words' tags have these log probabilities."""
    allowed = moves()
    return [tuple(spelled(best_path(one, allowed))) for one in scores]
