"""Tune the encoder to read two sentences together: python training/claims/joint.py --weights FOLDER.

    python training/claims/joint.py --weights FOLDER [--cache FILE] [--held-out FOLDER]

FOLDER of `--weights` holds all-mpnet-base-v2 (`training/claims/encoder.py` says where from). All twelve layers are
tuned on the pairs of the reference events that the pair model, which has not seen the event, does not rule out: three
times, each without a third of the events. Each goes on once more over half of the third that it has not seen, twice in
one pass, among pairs that it knows. What ships is the one of the three that learned from the most pairs, gone on over
all of its third, packed with four bits a weight into `encoder/src/headwater_encoder/weights`. With `--held-out` also
those gone on over either half are written, into folders `joint-fold-0a`, `joint-fold-0b` and so on, with `joint.json`
that says which has not seen which event. One tuning takes 25 minutes on two cores that multiply 900 GFLOPS in bfloat16,
going on 10.
"""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.shared import ENCODER  # noqa: E402 - the repository's root must be on the path first
from headwater.comparison.claims.encoder import BETWEEN, LONGEST  # noqa: E402 - likewise
from training.claims import graph  # noqa: E402 - likewise
from training.claims.encoder import LAYERS, PADDING, Joint, pretrained  # noqa: E402 - likewise
from training.claims.events import Event, events, folds  # noqa: E402 - likewise
from training.claims.train import held_out, weight  # noqa: E402 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDS, SEED = 3, 1
# Pairs to which the pair model gives less are not learned from; those that are asked about begin a little higher.
LEAST = 0.04
BATCH = 32
# Each layer learns a tenth slower than the one above it.
SLOWER, DECAY, STEEPEST, LOWEST = 0.9, 0.01, 1.0, 0.02
# Pairs of about one length are read together; so many pieces are added by lot, for batches that differ.
JITTER = 6


@dataclass(frozen=True, slots=True)
class Course:
    """How often pairs are passed over, how fast the uppermost layer and what is new learn, how long rates rise."""

    passes: int
    rate: float
    new_rate: float
    warming: float


TUNING = Course(passes=2, rate=4e-5, new_rate=5e-4, warming=0.1)
GOING_ON = Course(passes=1, rate=2.5e-5, new_rate=1e-4, warming=0.06)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A pair as it is learned from: the pieces of both sentences, whether they make one claim, and its weight."""

    one: list[int]
    other: list[int]
    linked: float
    weight: float


def lessons(given: Sequence[Event], probabilities: Sequence[Any], folder: Path) -> list[list[Lesson]]:
    """Return, for each event, the pairs that models which have not seen it do not rule out."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only training needs it

    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.no_padding()
    pieces.enable_truncation(LONGEST)
    found = []
    for event, probability in zip(given, probabilities, strict=True):
        cut = [pieces.encode(text).ids for text in event.texts]
        own = weight(event)
        found.append(
            [
                Lesson(cut[event.pairs.left[k]], cut[event.pairs.right[k]], float(event.linked[k]), own)
                for k in np.flatnonzero(probability >= LEAST)
            ]
        )
    return found


def together(batch: Sequence[Lesson], rng: random.Random) -> tuple[Tensor, Tensor]:
    """Return the ids (batch, places) and parts (batch, 2, places) of pairs, either sentence first, by lot."""
    pairs = [(one.other, one.one) if rng.random() < 0.5 else (one.one, one.other) for one in batch]
    longest = max(len(a) + len(b) for a, b in pairs)
    ids = torch.full((len(pairs), longest), PADDING)
    parts = torch.zeros(len(pairs), 2, longest)
    for row, (a, b) in enumerate(pairs):
        ids[row, : len(a) + len(b)] = torch.tensor([*a, BETWEEN, *b[1:]])
        parts[row, 0, 1 : len(a) - 1] = 1.0 / max(1, len(a) - 2)
        parts[row, 1, len(a) + 1 : len(a) + len(b) - 1] = 1.0 / max(1, len(b) - 2)
    return ids, parts


def batches(given: Sequence[Lesson], rng: random.Random) -> Iterator[list[Lesson]]:
    """Yield all pairs once, those of about one length together, the batches in an order by lot."""
    order = sorted(given, key=lambda one: len(one.one) + len(one.other) + rng.random() * JITTER)
    starts = list(range(0, len(order), BATCH))
    rng.shuffle(starts)
    yield from (order[start : start + BATCH] for start in starts)


def optimiser(joint: Joint, course: Course) -> torch.optim.Optimizer:
    """Return what tunes the layers: the embeddings of word pieces stay, and only matrices are drawn to zero."""
    joint.word.weight.requires_grad = False
    groups: dict[tuple[float, bool], list[Tensor]] = {}
    for name, values in joint.named_parameters():
        if values.requires_grad:
            depth = int(name.split(".")[1]) if name.startswith("layers.") else 0
            new = name.startswith(("told", "odds"))
            rate = course.new_rate if new else course.rate * SLOWER ** (LAYERS - 1 - depth)
            groups.setdefault((rate, values.ndim > 1), []).append(values)
    return torch.optim.AdamW(
        {"params": values, "lr": rate, "most": rate, "weight_decay": DECAY if matrix else 0.0}
        for (rate, matrix), values in groups.items()
    )


def tuned(given: Sequence[Lesson], folder: Path) -> Joint:
    """Return the encoder in `folder` tuned on pairs."""
    torch.manual_seed(SEED)
    joint = Joint()
    joint.load_state_dict(pretrained(folder, LAYERS)[0].state_dict(), strict=False)
    learn(joint, given, TUNING)
    return joint


def gone_on(joint: Joint, fresh: Sequence[Lesson], known: Sequence[Lesson]) -> Joint:
    """Return a tuned encoder that has learned from `fresh` pairs as well, each twice, among half of those `known`."""
    torch.manual_seed(SEED)
    mixed = list(known)
    random.Random(SEED).shuffle(mixed)  # noqa: S311 - no secret
    further = copy.deepcopy(joint)
    learn(further, [*fresh, *fresh, *mixed[: len(mixed) // 2]], GOING_ON)
    return further


def learn(joint: Joint, given: Sequence[Lesson], course: Course) -> None:
    """Let an encoder learn from pairs."""
    rng = random.Random(SEED)  # noqa: S311 - no secret
    learning = optimiser(joint.train(), course)
    values = [one for group in learning.param_groups for one in group["params"]]
    steps = course.passes * math.ceil(len(given) / BATCH)
    step = 0
    for _ in range(course.passes):
        for batch in batches(given, rng):
            share = min((step + 1) / (course.warming * steps), max(LOWEST, 1.0 - step / steps))
            for group in learning.param_groups:
                group["lr"] = share * group["most"]
            with torch.autocast("cpu", torch.bfloat16):
                odds = joint(*together(batch, rng))
            linked, own = (torch.tensor([getattr(one, name) for one in batch]) for name in ("linked", "weight"))
            each = nn.functional.binary_cross_entropy_with_logits(odds.float(), linked, reduction="none")
            learning.zero_grad()
            ((each * own).sum() / own.sum()).backward()
            nn.utils.clip_grad_norm_(values, STEEPEST)
            learning.step()
            step += 1
            if step % 50 == 0:
                print(f"{step} of {steps} steps", file=sys.stderr)
    joint.eval()


def halves(fold: Sequence[int], of_events: Sequence[Sequence[Lesson]]) -> dict[str, list[int]]:
    """Return the events of a fold in two halves, "a" and "b", of about as many pairs each."""
    found: dict[str, list[int]] = {"a": [], "b": []}
    for event in sorted(fold, key=lambda event: -len(of_events[event])):
        least = min(found, key=lambda half: sum(len(of_events[known]) for known in found[half]))
        found[least].append(event)
    return found


def write(joint: Joint, mpnet: Path, folder: Path) -> None:
    """Write the graph of a tuned encoder, and that of the word pieces, to `folder`."""
    weights = graph.arrays(joint)
    graph.write_vocabulary(weights["word.weight"], mpnet, folder)
    graph.write(graph.joint(weights), folder, "joint")


def main() -> None:
    """Tune, pack and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="the folder of all-mpnet-base-v2")
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--held-out", type=Path, help="write those tuned without a third of the events to this folder")
    options = parser.parse_args()
    given = events(options.cache)
    of_events = lessons(given, held_out(given)[0], options.weights)
    dealt = folds(len(given), FOLDS)
    kept = [[one for event, own in enumerate(of_events) if event not in fold for one in own] for fold in dealt]
    shipped = max(range(FOLDS), key=lambda number: len(kept[number]))
    which: dict[str, str] = {}
    for number in range(FOLDS) if options.held_out else [shipped]:
        joint = tuned(kept[number], options.weights)
        third = dealt[number]
        if options.held_out:
            for half, unseen in halves(third, of_events).items():
                fresh = [one for event in third if event not in unseen for one in of_events[event]]
                name = f"joint-fold-{number}{half}"
                write(gone_on(joint, fresh, kept[number]), options.weights, options.held_out / name)
                which |= {given[event].name: name for event in unseen}
        if number == shipped:
            fresh = [one for event in third for one in of_events[event]]
            write(gone_on(joint, fresh, kept[number]), options.weights, ENCODER)
    if options.held_out:
        (options.held_out / "joint.json").write_text(json.dumps(which, indent=1, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
