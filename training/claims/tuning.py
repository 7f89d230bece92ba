"""Tuning the upper layers of the encoder on pairs of sentences of the reference events."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from headwater.comparison.claims.encoder import LONGEST
from training.claims.encoder import LAYERS, WIDTH, Lower, Upper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.claims.events import Event

SPLIT, SEED = 6, 0
PASSES, BATCH, RATE, WARMING, DECAY = 2.0, 32, 4e-5, 0.1, 0.01
# Pairs that the trees take for less likely teach nothing that is asked about.
TRAINED = 0.08
PARTIAL = 0.7


@dataclass(frozen=True, slots=True)
class Pair:
    """One candidate pair: its event, its number there, its sentences' states, and for training label and weight."""

    event: int
    number: int
    left: Tensor
    right: Tensor
    label: float
    weight: float

    @property
    def size(self) -> int:
        """The number of word pieces of both sentences."""
        return len(self.left) + len(self.right)


def states(texts: Sequence[str], lower: Lower, folder: Path) -> list[Tensor]:
    """Return what the lower layers make of each text: (word pieces, width), in bfloat16."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only training needs it

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    ids = [one.ids for one in tokenizer.encode_batch(list(texts))]
    found: list[Tensor] = [torch.zeros(0)] * len(ids)
    order = sorted(range(len(ids)), key=lambda index: len(ids[index]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 2 * BATCH):
            chosen = order[at : at + 2 * BATCH]
            longest = max(len(ids[index]) for index in chosen)
            rows = torch.tensor([ids[index] + [1] * (longest - len(ids[index])) for index in chosen])
            mask = torch.tensor([[float(place < len(ids[index])) for place in range(longest)] for index in chosen])
            for index, row in zip(chosen, lower(rows, mask), strict=True):
                found[index] = row[: len(ids[index])].to(torch.bfloat16).clone()
    return found


def pairs(given: Sequence[Event], trees: Sequence[NDArray[np.float64]], lower: Lower, folder: Path) -> list[Pair]:
    """Return the pairs of all events that are worth learning from, every event weighing by the root of its links."""
    found = []
    for number, event in enumerate(given):
        own = states(event.texts, lower, folder)
        weight = 9.0 / float(np.sqrt(max(10, event.linked.sum())))
        for index, (left, right) in enumerate(zip(event.pairs.left, event.pairs.right, strict=True)):
            linked, alike = bool(event.linked[index]), bool(event.alike[index])
            if trees[number][index] >= TRAINED:
                share = PARTIAL if linked and not alike else 1.0
                found.append(Pair(number, index, own[left], own[right], float(linked), weight * share))
    return found


def stacked(batch: Sequence[Pair], *, turned: Sequence[bool]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the states of both sentences of each pair one after the other, which side each is of, and the mask."""
    longest = max(pair.size for pair in batch)
    whole = torch.zeros(len(batch), longest, WIDTH, dtype=torch.bfloat16)
    side, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest)
    for row, (pair, turn) in enumerate(zip(batch, turned, strict=True)):
        first, second = (pair.right, pair.left) if turn else (pair.left, pair.right)
        whole[row, : pair.size] = torch.cat([first, second])
        side[row, len(first) : pair.size] = 1
        mask[row, : pair.size] = 1.0
    return whole, side, mask


def batches(given: Sequence[Pair], draw: np.random.Generator) -> Iterator[list[Pair]]:
    """Yield the pairs in batches of like length, in an order drawn by lot."""
    order = draw.permutation(len(given))
    for at in range(0, len(order), 40 * BATCH):
        near = sorted((given[index] for index in order[at : at + 40 * BATCH]), key=lambda pair: pair.size)
        starts = draw.permutation(range(0, len(near), BATCH))
        yield from (near[start : start + BATCH] for start in starts)


def schedule(upper: Upper) -> torch.optim.Optimizer:
    """Return what fits the upper layers; biases and norms are not drawn to zero."""
    decayed = [p for p in upper.parameters() if p.ndim > 1]
    others = [p for p in upper.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, fused=True)


def tuned(given: Sequence[Pair], begun: dict[str, Tensor]) -> Upper:
    """Return the upper layers, tuned on the pairs given."""
    torch.manual_seed(SEED)
    draw = np.random.default_rng(SEED)
    upper = Upper(LAYERS - SPLIT)
    upper.load_state_dict(begun, strict=False)
    upper.train()
    fitting = schedule(upper)
    steps, step, began = int(PASSES * len(given) / BATCH), 0, time.monotonic()
    while step < steps:
        for batch in batches(given, draw):
            rate = RATE * min(1.0, (step + 1) / (WARMING * steps)) * max(0.0, 1 - step / steps)
            for group in fitting.param_groups:
                group["lr"] = rate
            with torch.autocast("cpu", torch.bfloat16):
                odds = upper(*stacked(batch, turned=(draw.random(len(batch)) < 1 / 2).tolist()))
            labels, weights = torch.tensor([p.label for p in batch]), torch.tensor([p.weight for p in batch])
            loss = nn.functional.binary_cross_entropy_with_logits(odds, labels, weights)
            fitting.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
            fitting.step()
            step += 1
            if step % 50 == 0:
                speed = step * BATCH / (time.monotonic() - began)
                print(f"{step} of {steps} steps, {speed:.1f} pairs a second", file=sys.stderr)
            if step >= steps:
                break
    upper.eval()
    return upper
