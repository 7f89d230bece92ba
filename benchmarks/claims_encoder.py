"""Measure what a tuned encoder adds to the trees that decide whether two sentences make the same claim.

    python -m benchmarks.claims_encoder --encoder FOLDER [--cache FILE] [--folds 0,1] [--kept FILE]

FOLDER holds all-mpnet-base-v2 (`training/claims/encoder.py` says where from). For each fold (whole events, a quarter of
them each) the upper layers are tuned on the other folds' pairs; then macro F1 is printed for the trees, the encoder,
and mixtures of both in log odds. Nothing is shipped: the model is 108 MB at one byte a weight. About 17 minutes a fold
on one core that multiplies in bfloat16.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from training.claims.encoder import LAYERS, WIDTH, Lower, Upper, pretrained
from training.claims.events import Event, events, folds
from training.claims.train import held_out, near_misses, threshold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

FOLDS, SPLIT, SEED = 4, 6, 0
PASSES, BATCH, RATE, WARMING, DECAY = 2.0, 32, 4e-5, 0.1, 0.01
LONGEST = 90
# Pairs that the trees take for less likely are not trained on, and not asked about.
TRAINED, ASKED = 0.08, 0.04
PARTIAL = 0.7
UNASKED = -6.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One candidate pair: its event, its number there, its sentences' states, and for training label and weight."""

    event: int
    number: int
    left: Tensor
    right: Tensor
    label: float
    weight: float
    trees: float

    @property
    def size(self) -> int:
        """The number of tokens of both sentences."""
        return len(self.left) + len(self.right)


def states(texts: Sequence[str], lower: Lower, folder: Path) -> list[Tensor]:
    """Return what the lower layers make of each text: (tokens, width), in bfloat16."""
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
    """Return the pairs of all events that are worth asking about."""
    found = []
    for number, event in enumerate(given):
        own = states(event.texts, lower, folder)
        weight = 9.0 / float(np.sqrt(max(10, event.linked.sum())))
        for index, (left, right) in enumerate(zip(event.pairs.left, event.pairs.right, strict=True)):
            linked, alike, sure = bool(event.linked[index]), bool(event.alike[index]), float(trees[number][index])
            if sure >= ASKED:
                share = PARTIAL if linked and not alike else 1.0
                found.append(Pair(number, index, own[left], own[right], float(linked), weight * share, sure))
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


def tuned(given: Sequence[Pair], begun: dict[str, Tensor]) -> Upper:
    """Return the upper layers, tuned on the pairs given."""
    torch.manual_seed(SEED)
    draw = np.random.default_rng(SEED)
    upper = Upper(LAYERS - SPLIT)
    upper.load_state_dict(begun, strict=False)
    upper.train()
    decayed = [p for p in upper.parameters() if p.ndim > 1]
    others = [p for p in upper.parameters() if p.ndim <= 1]
    fitting = torch.optim.AdamW([{"params": decayed, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}])
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


def asked(given: Sequence[Pair], upper: Upper) -> dict[tuple[int, int], float]:
    """Return the log odds of each pair, the mean over both orders of its sentences."""
    found = {}
    ordered = sorted(given, key=lambda pair: pair.size)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(ordered), BATCH):
            batch = ordered[at : at + BATCH]
            both = [upper(*stacked(batch, turned=[turn] * len(batch))) for turn in (False, True)]
            for pair, odds in zip(batch, ((both[0] + both[1]) / 2).tolist(), strict=True):
                found[pair.event, pair.number] = odds
    return found


def show(given: list[Event], trees: list[Any], odds: dict[tuple[int, int], float]) -> None:
    """Print macro F1 at the best cut, and the near misses linked there, for mixtures of trees and encoder."""
    have = sorted({event for event, _ in odds})
    chosen = [given[event] for event in have]
    print(f"{len(chosen)} events")
    for share in (0.0, 0.2, 0.35, 0.5, 0.65, 1.0):
        mixed = []
        for event in have:
            sure = np.clip(trees[event], 1e-4, 1 - 1e-4)
            told = np.array([odds.get((event, index), UNASKED) for index in range(len(sure))])
            mixed.append(1 / (1 + np.exp(-((1 - share) * np.log(sure / (1 - sure)) + share * told))))
        cut, figure = threshold(chosen, mixed, np.arange(0.1, 0.7, 0.02))
        near = near_misses(chosen, mixed, cut)
        print(f"encoder {share:4.2f}  macro F1 {figure:5.1f}  at {cut:4.2f}  near misses linked {near:4.1f} %")


def main() -> None:
    """Tune, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="the folder of all-mpnet-base-v2")
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--folds", default="0,1,2,3", help="which of the four folds")
    parser.add_argument("--kept", type=Path, help="keep the log odds in this file, and go on with what is there")
    options = parser.parse_args()
    torch.set_num_threads(1)
    given = events(options.cache)
    trees = held_out(given)[0]
    lower, begun = pretrained(options.encoder, SPLIT)
    whole = pairs(given, trees, lower, options.encoder)
    odds: dict[tuple[int, int], float] = {}
    if options.kept is not None and options.kept.exists():
        odds = pickle.loads(options.kept.read_bytes())  # noqa: S301 - our own file, written below
    for number in map(int, options.folds.split(",")):
        out = set(folds(len(given), FOLDS)[number])
        upper = tuned([p for p in whole if p.event not in out and p.trees >= TRAINED], begun)
        odds |= asked([p for p in whole if p.event in out], upper)
        if options.kept is not None:
            options.kept.write_bytes(pickle.dumps(odds))
        show(given, trees, odds)


if __name__ == "__main__":
    main()
