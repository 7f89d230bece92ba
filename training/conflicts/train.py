"""Build the weights that decide which differences between reports are worth showing, from the reference annotation.

    python training/conflicts/train.py --claims HELD_OUT [--cache FILE] [--held-out FOLDER] [--only-held-out]

HELD_OUT holds the claim models that `training/claims/train.py --held-out` wrote: an event's pairs come from claims by
a model that has not seen it, as they will on new events. Writes
`src/headwater/comparison/conflicts/model/weights.json` (one number a measure, no word) and prints what leaving events
out gives. With `--held-out`, also writes the weights of each fold, fitted without that fold's events, and `folds.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from training.claims.events import folds  # noqa: E402 - the repository's root must be on the path first
from training.conflicts.events import Pairs, events, laid_out  # noqa: E402 - likewise

OUT = ROOT / "src/headwater/comparison/conflicts/model/weights.json"
FOLDS = 8
# Chosen by leaving events out, on the accounts: with ever simpler weights (0.1 to 0.003) pairs are ranked a little
# worse (average precision 30.8 to 28.4 %), and what is shown is better (F1 of conflicts of any kind 59.4 to 61.6).
STRENGTH = 0.003
THRESHOLD = 0.14
# Wordings of one quotation are compared word by word, not by these weights.
APART = "quote-wording"


def fitted(chosen: list[Pairs]) -> dict[str, Any]:
    """Return weights fitted to the pairs of `chosen`, in the form of `headwater.comparison.conflicts.model`."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only training needs it

    kept = [(row, own - {APART}) for p in chosen for row, own in zip(p.values, p.slots, strict=True) if own != {APART}]
    rows = np.array([row for row, _ in kept], dtype=np.float64)
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    rows = (rows - mean) / scale
    shown = LogisticRegression(C=STRENGTH, max_iter=1000)
    shown.fit(rows, [bool(own) for _, own in kept])
    told = [(row, slot) for row, (_, own) in zip(rows, kept, strict=True) for slot in sorted(own)]
    slots = LogisticRegression(C=STRENGTH, max_iter=1000)
    slots.fit(np.array([row for row, _ in told]), [slot for _, slot in told])
    return {
        "names": chosen[0].names,
        "mean": _rounded(mean),
        "scale": _rounded(scale),
        "shown": _rounded(np.r_[shown.coef_[0], shown.intercept_]),
        "slots": [str(name) for name in slots.classes_],
        "slot": [_rounded(row) for row in np.column_stack([slots.coef_, slots.intercept_])],
        "threshold": THRESHOLD,
    }


def _rounded(values: Any) -> list[float]:  # noqa: ANN401 - an array
    return [float(f"{value:.6g}") for value in values]


def probabilities(weights: dict[str, Any], own: Pairs) -> Any:  # noqa: ANN401 - an array
    """Return how likely each pair of an event is to differ in something worth showing, by `weights`."""
    rows = (own.values - np.array(weights["mean"])) / np.array(weights["scale"])
    return 1 / (1 + np.exp(-(np.column_stack([rows, np.ones(len(rows))]) @ np.array(weights["shown"]))))


def write(path: Path, weights: dict[str, Any]) -> None:
    """Write weights as JSON, one entry a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in weights.items())
    path.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


def main() -> None:
    """Measure, then fit and write the weights."""
    from sklearn.metrics import average_precision_score  # noqa: PLC0415 - only training needs it

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, default=ROOT / ".cache/claims-held-out", help="claim models held out")
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--held-out", type=Path, help="write the weights of the folds to this folder")
    parser.add_argument("--only-held-out", action="store_true", help="leave the shipped weights as they are")
    options = parser.parse_args()
    given = events(options.claims, options.cache)
    laid = [laid_out(event) for event in given]
    positive = sum(bool(own) for p in laid for own in p.slots)
    print(f"{len(given)} events, {sum(len(p.slots) for p in laid)} pairs, {positive} on two sides of a conflict")
    labels: list[bool] = []
    scores: list[float] = []
    which: dict[str, str] = {}
    for number, fold in enumerate(folds(len(given), FOLDS)):
        weights = fitted([p for index, p in enumerate(laid) if index not in fold])
        for index in fold:
            if len(laid[index].values):
                scores.extend(probabilities(weights, laid[index]))
                labels.extend(bool(own) for own in laid[index].slots)
            which[given[index].name] = f"fold-{number}.json"
        if options.held_out:
            write(options.held_out / f"fold-{number}.json", weights)
    if options.held_out:
        write(options.held_out / "folds.json", which)
    print(f"average precision of pairs, events left out: {100 * average_precision_score(labels, scores):.1f} %")
    if not options.only_held_out:
        write(OUT, fitted(laid))
        print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
