"""Build the pair model of claims from the reference annotation.

    python training/claims/train.py [--cache FILE] [--held-out FOLDER]

Writes `src/headwater/comparison/claims/model/pairs.npz` (weights over features, no word) and prints what leaving
events out gives. With `--held-out`, also writes one model a fold, trained without that fold's events, and
`folds.json` that says which model has not seen which event: `benchmarks.reference` measures with those.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from headwater.comparison.claims.network import network  # noqa: E402 - the repository's root must be on the path first
from training.claims import networks  # noqa: E402 - likewise
from training.claims.events import Event, events, folds  # noqa: E402 - likewise
from training.claims.trees import exported  # noqa: E402 - likewise

OUT = ROOT / "src/headwater/comparison/claims/model/pairs.npz"
FOLDS = 8
# The cut that ships: below the one that is best for pairs alone, since grouping asks for more than one link.
CUT = 0.24
# Settings chosen by leaving events out; they move the figure by less than half a point either way.
SETTINGS: dict[str, Any] = {
    "max_iter": 130,
    "learning_rate": 0.06,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "max_features": 0.3,
    "max_bins": 64,
}
# Each tree looks at features drawn by lot, so one fit is a matter of luck: as many are averaged.
SEEDS = 4


@dataclass(frozen=True, slots=True)
class Fitted:
    """Boosted trees, fitted several times, and networks beside them: the mean of the log odds of both speaks."""

    trees: list[Any]
    network: dict[str, Any]

    def probability(self, values: Any) -> Any:  # noqa: ANN401 - arrays
        """Return the probability, 0 to 1, that each pair (a row of features) makes the same claim."""
        odds = np.mean([member.decision_function(values) for member in self.trees], axis=0)
        return 1.0 / (1.0 + np.exp(-(odds + network(self.network).odds(values.T)) / 2.0))

    def arrays(self, names: list[str]) -> dict[str, Any]:
        """Return the arrays of `headwater.comparison.claims.model.Model` over the features of these names."""
        return {"names": np.array(names), "threshold": np.float64(CUT)} | exported(self.trees) | self.network


def weight(event: Event) -> float:
    """Return what each pair of an event weighs: with many links it has more to say, but not as often more."""
    return float(9.0 / np.sqrt(max(10, event.linked.sum())))


def fitted(chosen: list[Event], columns: list[int] | None = None) -> Fitted:
    """Return trees and networks fitted to the pairs of `chosen`, every event weighing by the root of its links."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 - only training needs it

    values = np.vstack([e.pairs.values for e in chosen])
    weights = np.concatenate([np.full(len(e.linked), weight(e)) for e in chosen])
    labels = np.concatenate([e.linked for e in chosen])
    used = values if columns is None else values[:, columns]
    models = [HistGradientBoostingClassifier(**SETTINGS, random_state=seed) for seed in range(SEEDS)]
    trees = [model.fit(used, labels, sample_weight=weights) for model in models]
    return Fitted(trees, networks.fitted(used, labels, weights))


def held_out(given: list[Event], columns: list[int] | None = None) -> tuple[list[Any], list[Fitted]]:
    """Return each event's probabilities by a model that has not seen it, and the model of each fold."""
    probabilities: list[Any] = [np.zeros(0)] * len(given)
    models = []
    for fold in folds(len(given), FOLDS):
        model = fitted([e for number, e in enumerate(given) if number not in fold], columns)
        models.append(model)
        for number in fold:
            values = given[number].pairs.values
            if len(values):
                values = values if columns is None else values[:, columns]
                probabilities[number] = model.probability(values)
    return probabilities, models


def threshold(given: list[Event], probabilities: list[Any], cuts: Any = None) -> tuple[float, float]:  # noqa: ANN401 - an array or None
    """Return the cut that gives the best macro F1, and that F1 in per cent.

    One number chosen on the same events that it is measured on: its optimism is far below the error of the mean.
    """
    cuts = np.arange(0.20, 0.70, 0.02) if cuts is None else cuts
    scored = [
        (100 * float(np.mean([e.f1(e.links(p >= cut)) for e, p in zip(given, probabilities, strict=True)])), float(cut))
        for cut in cuts
    ]
    best = max(scored)
    return round(best[1], 2), best[0]


def near_misses(given: list[Event], probabilities: list[Any], cut: float) -> float:
    """Return how many of the near misses are linked, in per cent."""
    wrong = sum(len(e.links(p >= cut) & e.near) for e, p in zip(given, probabilities, strict=True))
    return 100 * wrong / max(1, sum(len(e.near) for e in given))


def arguments(description: str | None) -> argparse.Namespace:
    """Return what the command line says of a pair model to be built."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--held-out", type=Path, help="write the models of the folds to this folder")
    parser.add_argument("--only-held-out", action="store_true", help="leave the shipped model as it is")
    return parser.parse_args()


def main() -> None:
    """Measure, then build and write the model."""
    options = arguments(__doc__)
    given = events(options.cache)
    names = list(given[0].pairs.names)
    print(
        f"{len(given)} events, {sum(len(e.linked) for e in given)} pairs, {sum(e.linked.sum() for e in given)} linked"
    )
    probabilities, models = held_out(given)
    cut, figure = threshold(given, probabilities)
    print(f"macro F1 {figure:.1f} at {cut}, near misses linked {near_misses(given, probabilities, cut):.1f} %")
    if options.held_out:
        options.held_out.mkdir(parents=True, exist_ok=True)
        which: dict[str, str] = {}
        for number, (model, fold) in enumerate(zip(models, folds(len(given), FOLDS), strict=True)):
            np.savez_compressed(options.held_out / f"fold-{number}.npz", **model.arrays(names))
            which |= {given[event].name: f"fold-{number}.npz" for event in fold}
        (options.held_out / "folds.json").write_text(json.dumps(which, indent=1, sort_keys=True), encoding="utf-8")
    if options.only_held_out:
        return
    np.savez_compressed(OUT, **fitted(given).arrays(names))
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
