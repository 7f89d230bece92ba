"""Go on training the English model that ships: `python -m training.english.further`.

It needs what `training.english` does but for MPNet's own weights: the teacher of names is the packed one in the folder
`encoder/`. The model learns its names and odds over all sentences, and those with names again with other names in them;
where a sentence has no tree, it keeps to the parse that it gives itself at the beginning. It does so twice, in another
order, and ends with the mean of both (Wortsman et al. 2022, "Model soups"). Rounds with names drawn anew (`--names`)
and in other orders (`--orders`) go on from each other.
"""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from headwater.graphs import each
from headwater.language.english.namer import Namer
from training.english import card
from training.english.augmentation import recased
from training.english.export import export
from training.english.fitting import Schedule, fit
from training.english.lessons import learn
from training.english.material import gather, name_lists
from training.english.restoring import restored
from training.english.stages import ENCODER, MODEL, ROOT, SEED, kept, reporter, silver, stage, taught

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from torch import Tensor

    from training.english.network import Network, Output

PASSES, RATE, ORDERS = 7.4, 0.001, (3, 4)


def odds(sentences: Sequence[tuple[str, ...]]) -> list[np.ndarray]:
    """Return the packed teacher's log probability of each word's tags of names in some sentences."""
    teacher = Namer(ENCODER)

    def read(words: tuple[str, ...]) -> np.ndarray:
        found: np.ndarray = torch.from_numpy(teacher.odds(words)).log_softmax(-1).numpy()
        return found

    return each(read, sentences)


def build(data: Path, work: Path, folder: Path, names_seed: int, orders: Sequence[int], passes: float) -> None:
    """Train the model in `folder` further, once for each of `orders` (seeds); the stages are kept in `work`."""
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    material, lexicon, rates = kept(work / "material.pkl", partial(gather, data))
    lessons = kept(work / f"packed-lessons-{names_seed}.pkl", lambda: learn(material.train, odds, names_seed))
    network, known = restored(folder, lexicon.gazetteer, rates)
    samples = kept(work / f"own-silver-{names_seed}.pkl", lambda: silver(network, lessons.samples, known))

    def names(_: Network, output: Output, indices: Sequence[int], __: Tensor) -> Tensor:
        return taught(lessons.odds, output, indices)

    ends = []
    for seed in orders:
        learner = restored(folder, lexicon.gazetteer, rates)[0]
        train = partial(
            fit,
            learner,
            [*samples, *lessons.more],
            known,
            Schedule(passes, rate=RATE, seed=seed),
            change=recased,
            target=names,
            report=reporter(work / f"further-{seed}.part", material.dev, known, {}),
        )
        stage(work / f"further-{seed}.pt", learner, train)
        ends.append(learner.state_dict())
    network.load_state_dict({name: sum(end[name] for end in ends) / len(ends) for name in ends[0]})
    network.eval()
    export(network, known, list(known.pieces), name_lists(), folder)
    if folder == MODEL:
        card.write(folder)


def main() -> None:
    """Read the command line and build."""
    shared = Path(os.environ.get("HEADWATER_SHARED", ROOT.parent / "shared"))
    arguments = argparse.ArgumentParser(description="Go on training the shipped English model.")
    arguments.add_argument("--data", type=Path, default=shared / "data" / "english")
    arguments.add_argument("--work", type=Path, default=ROOT / "build" / "english", help="where the stages are kept")
    arguments.add_argument("--model", type=Path, default=MODEL, help="the folder of the model")
    arguments.add_argument("--names", type=int, default=SEED, help="the seed that other names are drawn by")
    arguments.add_argument("--orders", type=int, nargs="+", default=ORDERS, help="the seeds of the orders")
    arguments.add_argument("--passes", type=float, default=PASSES, help="how often each sentence is seen")
    given = arguments.parse_args()
    build(given.data, given.work, given.model, given.names, given.orders, given.passes)


if __name__ == "__main__":
    main()
