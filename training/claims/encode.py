"""Build the encoder, the optional part of the pair decision, from the reference annotation.

    python training/claims/encode.py --weights FOLDER [--cache FILE] [--held-out FOLDER]

FOLDER of `--weights` holds all-mpnet-base-v2 (`training/claims/encoder.py` says where from). Writes two graphs and
the tokenizer to `encoder/src/headwater_encoder/weights`. With `--held-out`, also an encoder a fold, tuned without the
events of the fold, and `folds.json`; a fold that is there already is not built again. Each takes about 12 minutes on
one core that multiplies in bfloat16.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from training.claims import graph  # noqa: E402 - the repository's root must be on the path first
from training.claims.encoder import pretrained  # noqa: E402
from training.claims.events import events, folds  # noqa: E402
from training.claims.train import held_out  # noqa: E402
from training.claims.tuning import SPLIT, Pair, pairs, tuned  # noqa: E402

OUT = ROOT / "encoder/src/headwater_encoder/weights"
# Each is a quarter of the events, two of the eight folds of the trees.
FOLDS = 4


def write(folder: Path, whole: list[Pair], left_out: set[int], begun: dict[str, Any], ready: Path) -> None:
    """Tune on all events but those left out, and write the encoder to `folder`, its lower part as in `ready`."""
    folder.mkdir(parents=True, exist_ok=True)
    upper = tuned([pair for pair in whole if pair.event not in left_out], begun)
    if folder != ready:
        for name in ("lower.onnx", "lower.npz", "tokenizer.json"):
            shutil.copy(ready / name, folder / name)
    graph.write(graph.upper(graph.arrays(upper)), folder, "upper")
    print(f"{folder.name}: {sum(file.stat().st_size for file in folder.iterdir())} bytes", flush=True)


def main() -> None:
    """Tune, pack and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="the folder of all-mpnet-base-v2")
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--held-out", type=Path, help="write the encoders of the folds to this folder")
    parser.add_argument("--only-held-out", action="store_true", help="leave the shipped encoder as it is")
    options = parser.parse_args()
    torch.set_num_threads(1)
    given = events(options.cache)
    trees = held_out(given)[0]
    lower, begun = pretrained(options.weights, SPLIT)
    ready = options.held_out or OUT
    ready.mkdir(parents=True, exist_ok=True)
    graph.write_lower(lower, options.weights, ready)
    whole = pairs(given, trees, graph.coarsened(lower), options.weights)
    if options.held_out:
        which: dict[str, str] = {}
        for number, fold in enumerate(folds(len(given), FOLDS)):
            which |= {given[event].name: f"fold-{number}" for event in fold}
        (options.held_out / "folds.json").write_text(json.dumps(which, indent=1, sort_keys=True), encoding="utf-8")
        for number, fold in enumerate(folds(len(given), FOLDS)):
            folder = options.held_out / f"fold-{number}"
            if not (folder / "upper.onnx").exists():
                write(folder, whole, set(fold), begun, ready)
    if not options.only_held_out:
        write(OUT, whole, set(), begun, ready)


if __name__ == "__main__":
    main()
