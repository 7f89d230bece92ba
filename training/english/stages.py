"""What the trainings have in common: stages that are kept, a teacher's odds as a target, and its parses."""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from training.english.fitting import predict, scores

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from training.english.batches import Lexicon
    from training.english.corpora import Sample
    from training.english.fitting import Reading
    from training.english.network import Network, Output

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "src" / "headwater" / "language" / "english" / "model"
ENCODER = ROOT / "encoder" / "src" / "headwater_encoder" / "weights"
SEED = 1
# How much the odds of the teacher of names count beside its names.
SOFT = 0.5


def kept(path: Path, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - each stage keeps records of its own
    """Return what an earlier run left at `path`, else make it and leave it there."""
    if not path.exists():
        made = make()
        with path.open("wb") as file:
            pickle.dump(made, file)
        return made
    with path.open("rb") as file:
        return pickle.load(file)  # noqa: S301 - our own work folder


def stage(path: Path, network: Network, train: Callable[[], None]) -> None:
    """Load the weights at `path`, or train and keep them; a stage under way keeps its weights beside."""
    if not path.exists():
        train()
        torch.save(network.state_dict(), path)
    network.load_state_dict(torch.load(path), strict=False)


def reporter(
    path: Path, dev: dict[str, list[Sample]], lexicon: Lexicon, reads: Mapping[str, Reading]
) -> Callable[[Network, str], None]:
    """Return what prints the scores on development sentences after each pass, and keeps the weights so far."""

    def report(network: Network, note: str) -> None:
        torch.save(network.state_dict(), path)
        for name, samples in dev.items():
            found = scores(network, samples[:500], lexicon, reads.get(name))
            note += f"; {name} " + " ".join(f"{k} {v:.1f}" for k, v in found.items())
        print(note, flush=True)

    return report


def taught(odds: Sequence[np.ndarray], output: Output, indices: Sequence[int]) -> Tensor:
    """Return how far the network's scores of tags of names are from the teacher's odds (cross-entropy, a word)."""
    wanted = [torch.from_numpy(np.exp(odds[i].astype(np.float32))) for i in indices]
    given = [output.names[row, : len(one)].log_softmax(-1) for row, one in enumerate(wanted)]
    return -SOFT * (torch.cat(wanted) * torch.cat(given)).sum(1).mean()


def silver(network: Network, samples: Sequence[Sample], lexicon: Lexicon, read: Reading | None = None) -> list[Sample]:
    """Return the samples, parsed by the teacher where the corpora have no trees."""
    found = []
    for sample, (heads, relations, tags, _) in zip(samples, predict(network, samples, lexicon, read), strict=True):
        parsed = replace(
            sample,
            heads=tuple(int(h) - 1 for h in heads),
            relations=tuple(lexicon.relations[r] for r in relations),
            tags=tuple(lexicon.tags[t] for t in tags),
            document=f"silver {sample.document}",
        )
        found.append(sample if sample.heads is not None else parsed)
    return found
