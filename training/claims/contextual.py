"""Build the pair model that an encoder helps from the reference annotation.

    python training/claims/contextual.py [--cache FILE] [--held-out FOLDER] [--only-held-out]

Writes `src/headwater/comparison/claims/model/contextual.npz` (weights over features, no word) and prints what leaving
events out gives. With `--held-out`, also `contextual-fold-0.npz` and so on beside the models of `train.py`, for the
same folds. The encoder itself, in the folder `encoder/`, has learned from none of the events.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.shared import ENCODER  # noqa: E402 - the repository's root must be on the path first
from headwater.comparison.claims.encoder import Encoder, chosen, worth_asking  # noqa: E402
from training.claims.events import Event, events, folds  # noqa: E402
from training.claims.train import FOLDS, arguments, fitted, held_out, near_misses, threshold  # noqa: E402

OUT = ROOT / "src/headwater/comparison/claims/model/contextual.npz"


def asked(event: Event, probability: Any, encoder: Encoder) -> Event:  # noqa: ANN401 - an array
    """Return an event with the pairs only that an encoder is asked about, and what it lets measure of them."""
    which = worth_asking(probability)
    pairs = encoder.measured(event.units, event.texts, chosen(event.pairs, which))
    return replace(event, pairs=pairs, linked=event.linked[which], alike=event.alike[which])


def mended(given: list[Event], probabilities: list[Any]) -> tuple[list[Any], list[Any], list[Event]]:
    """Return each event's probabilities by a model that has not seen it, the models of each fold, what all learn from.

    `probabilities` are those of models that know no encoder, which have not seen the event either.
    """
    encoder = Encoder(ENCODER)
    narrowed = [asked(event, own, encoder) for event, own in zip(given, probabilities, strict=True)]
    found, models = held_out(narrowed)
    whole = []
    for own, told in zip(probabilities, found, strict=True):
        changed = own.copy()
        changed[worth_asking(own)] = told
        whole.append(changed)
    return whole, models, narrowed


def main() -> None:
    """Measure, then build and write the model."""
    options = arguments(__doc__)
    given = events(options.cache)
    probabilities, models, narrowed = mended(given, held_out(given)[0])
    names = list(narrowed[0].pairs.names)
    cut, figure = threshold(given, probabilities)
    print(f"macro F1 {figure:.1f} at {cut}, near misses linked {near_misses(given, probabilities, cut):.1f} %")
    if options.held_out:
        for number in range(len(folds(len(given), FOLDS))):
            np.savez_compressed(options.held_out / f"contextual-fold-{number}.npz", **models[number].arrays(names))
    if options.only_held_out:
        return
    np.savez_compressed(OUT, **fitted(narrowed).arrays(names))
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
