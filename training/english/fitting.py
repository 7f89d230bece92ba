"""Fitting the network, and measuring it on development data while it fits."""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from headwater.language.english.tags import best_path, spelled
from training.english.batches import Gold, gold, pack, shuffled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    from training.english.batches import Lexicon
    from training.english.corpora import Sample
    from training.english.network import Network, Output

    Reading = Callable[[Sequence[int]], list[np.ndarray]]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn."""

    passes: float
    rate: float = 0.002
    words: int = 1400
    seed: int = 1
    average: float = 0.998

    def rate_at(self, share: float, steps: int) -> float:
        """Return the rate of learning: it warms up, stays for 30 % of the way, and falls in a straight line."""
        fallen = min(1.0, (1 - share) / 0.7)
        return self.rate * max(0.02, min(1.0, (steps + 1) / 200) * fallen)


def loss(network: Network, output: Output, known: Gold, lengths: torch.Tensor) -> torch.Tensor:
    """Return the batch's loss a word: tags, arcs, relations and names, each where it is known."""
    words = lengths.sum()
    parsed = known.heads >= 0
    total = torch.zeros(())
    if parsed.any():
        weights = known.weights.unsqueeze(1).expand_as(known.heads)[parsed]
        arcs = functional.cross_entropy(output.arcs[parsed], known.heads[parsed], reduction="none")
        tags = functional.cross_entropy(output.tags[parsed], known.tags[parsed], reduction="none", ignore_index=-1)
        rows = torch.arange(len(lengths)).unsqueeze(1).expand_as(known.heads)[parsed]
        scores = network.relations(output.dependents[parsed], output.governors[rows, known.heads[parsed]])
        relations = functional.cross_entropy(scores, known.relations[parsed], reduction="none", ignore_index=-1)
        total = total + ((arcs + tags + relations) * weights).sum() / words
    if known.named.any():
        found = network.names_loss(output.names[known.named], known.names[known.named], lengths[known.named])
        total = total + found / words
    return total


def fit(  # noqa: PLR0913 - each option alters one step of the loop, and most are named by the caller
    network: Network,
    samples: Sequence[Sample],
    lexicon: Lexicon,
    schedule: Schedule,
    *,
    context: Reading | None = None,
    change: Callable[[Sample, random.Random], Sample] | None = None,
    target: Callable[[Network, Output, Sequence[int], torch.Tensor], torch.Tensor] | None = None,
    report: Callable[[Network, str], None] | None = None,
) -> None:
    """Train `network` for `schedule.passes` over the samples; it ends with the average of its last weights.

    `context` gives each sentence's vectors by a teacher's encoder, `change` alters a sentence before it is read,
    `target` is a further loss.
    """
    rng = random.Random(schedule.seed)  # noqa: S311 - a shuffle, no secret
    torch.manual_seed(schedule.seed)
    optimiser = torch.optim.Adam(
        [p for p in network.parameters() if p.requires_grad], lr=schedule.rate, betas=(0.9, 0.95), eps=1e-8
    )
    average = {k: v.detach().clone() for k, v in network.named_parameters() if v.requires_grad}
    lengths = [len(s.words) for s in samples]
    start = time.process_time()
    share, passes, steps, seen = 0.0, 0, 0, 0
    while share < 1:
        sums, count = 0.0, 0
        for indices in shuffled(lengths, schedule.words, rng):
            share = seen / (schedule.passes * len(samples))
            if share >= 1:
                break
            seen += len(indices)
            for group in optimiser.param_groups:
                group["lr"] = schedule.rate_at(share, steps)
            chosen = [change(samples[i], rng) if change else samples[i] for i in indices]
            batch = pack(chosen, lexicon, context(indices) if context else None)
            output = network(batch)
            value = loss(network, output, gold(chosen, lexicon, 0.5), batch.lengths)
            if target is not None:
                value = value + target(network, output, indices, batch.lengths)
            optimiser.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            steps += 1
            keep = min(schedule.average, (1 + steps) / (10 + steps))
            blend(network, average, 1 - keep)
            sums, count = sums + float(value.detach()), count + 1
        passes += 1
        note = f"pass {passes}, {steps} steps, {time.process_time() - start:.0f} s, loss {sums / max(count, 1):.3f}"
        if report is not None:
            averaged(network, average, partial(report, network, note))
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if name in average:
                weight.copy_(average[name])


def blend(network: Network, average: dict[str, torch.Tensor], share: float) -> None:
    """Move `average` by `share` of the way to the network's weights."""
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if name in average:
                average[name].lerp_(weight, share)


def averaged(network: Network, average: dict[str, torch.Tensor], action: Callable[[], None]) -> None:
    """Run `action` while the network holds its averaged weights."""
    kept = {k: v.detach().clone() for k, v in network.named_parameters() if k in average}
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if name in average:
                weight.copy_(average[name])
        action()
        for name, weight in network.named_parameters():
            if name in kept:
                weight.copy_(kept[name])


def predict(
    network: Network,
    samples: Sequence[Sample],
    lexicon: Lexicon,
    context: Reading | None = None,
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, set[tuple[int, int, str]]]]:
    """Return heads (0: the root, else 1 more than the head's place), relations, tags and names of each sentence."""
    network.eval()
    moves = network.moves.detach().numpy()
    result: dict[int, tuple[np.ndarray, np.ndarray, np.ndarray, set[tuple[int, int, str]]]] = {}
    for indices in shuffled([len(s.words) for s in samples], 4000, random.Random(0)):  # noqa: S311 - a shuffle, no secret
        batch = pack([samples[i] for i in indices], lexicon, context(indices) if context else None)
        with torch.no_grad():
            output = network(batch)
        for row, i in enumerate(indices):
            n = int(batch.lengths[row])
            heads = output.arcs[row, :n, : n + 1].argmax(1)
            with torch.no_grad():
                relations = network.relations(output.dependents[row, :n], output.governors[row][heads]).argmax(1)
            names = set(spelled(best_path(output.names[row, :n].numpy(), moves)))
            result[i] = heads.numpy(), relations.numpy(), output.tags[row, :n].argmax(1).numpy(), names
    network.train()
    return [result[i] for i in range(len(samples))]


def scores(
    network: Network,
    samples: Sequence[Sample],
    lexicon: Lexicon,
    context: Reading | None = None,
) -> dict[str, float]:
    """Return tag accuracy, UAS and LAS (punctuation left out) and the names' F, in per cent, on gold words."""
    found = predict(network, samples, lexicon, context)
    words = tags = heads = both = all_words = 0
    right = predicted = expected = 0
    for s, (arcs, relations, tag_numbers, names) in zip(samples, found, strict=True):
        if s.heads is not None and s.relations is not None and s.tags is not None:
            for i, head in enumerate(s.heads):
                all_words += 1
                tags += lexicon.tags[tag_numbers[i]] == s.tags[i]
                if s.relations[i] != "punct":
                    words += 1
                    heads += arcs[i] == head + 1
                    both += arcs[i] == head + 1 and lexicon.relations[relations[i]] == s.relations[i]
        if s.names is not None:
            gold_names = set(s.names)
            right += len(names & gold_names)
            predicted += len(names)
            expected += len(gold_names)
    result = {"names F": 200 * right / max(predicted + expected, 1)}
    if words:
        result |= {"tags": 100 * tags / all_words, "UAS": 100 * heads / words, "LAS": 100 * both / words}
    return result
