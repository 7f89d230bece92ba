"""How good are the accounts? The main job on every hand-annotated event, scored by the yardstick.

    python training/claims/train.py --held-out FOLDS
    python training/conflicts/train.py --claims FOLDS --held-out WEIGHTS
    python training/claims/joint.py --weights MPNET --held-out FOLDS    (for --encoder: an hour or more)
    python -m benchmarks.reference [EVENT...] --held-out FOLDS --conflicts WEIGHTS [--encoder] [--json OUT]
        [--keep FOLDER]

Everything that was trained on the reference is measured leaving the event out.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.shared import ENCODER, require

if TYPE_CHECKING:
    from collections.abc import Iterator

# Folders of claim models and of weights for conflicts that have not seen an event.
Held = tuple[Path, Path]
Figures = dict[str, dict[str, float]]

ROOT = Path(__file__).resolve().parents[1]
HELD_OUT = ROOT / ".cache" / "claims-held-out"
CONFLICTS = ROOT / ".cache" / "conflicts-held-out"
# Which encoder has not seen which event.
TUNED = "joint.json"
RATES = ("text kept", "junk removed")
COUNTED = ("near misses linked", "kind of conflicts found", "speakers of quotations found", "echoes seen as one origin")
SCORED = (
    "claim links",
    "conflicts, real",
    "conflicts, any kind",
    "quotations",
    "copied passages",
    "credits",
)


def yardstick() -> Any:  # noqa: ANN401 a module loaded by path has no static type
    """Return the yardstick's module."""
    spec = importlib.util.spec_from_file_location("score", require("yardstick/score.py"))
    if spec is None or spec.loader is None:
        sys.exit("the yardstick cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def events() -> list[Path]:
    """Return the folders of all reference events, by name."""
    return sorted(path.parent for path in require("data/reference").glob("*/gold.json"))


def reports(event: Path) -> list[str]:
    """Return the paths of an event's reports, without its reference files."""
    return [
        str(path) for path in sorted(event.iterdir()) if path.stem in "ABCDEFGH" and path.suffix in {".txt", ".json"}
    ]


@contextlib.contextmanager
def unseen(event: str, held_out: Held | None) -> Iterator[None]:
    """Use models that have not seen an event inside the block; the shipped ones where `held_out` is None.

    The encoder that names is the one of this repository, which has learned from no event.
    """
    from headwater.comparison.claims import asserting, encoder  # noqa: PLC0415 each worker process imports it once
    from headwater.comparison.claims import model as claims  # noqa: PLC0415 as above
    from headwater.comparison.conflicts import model as conflicts  # noqa: PLC0415 as above
    from headwater.language.english import namer  # noqa: PLC0415 as above

    with contextlib.ExitStack() as stack:
        stack.enter_context(namer.using(ENCODER))
        if held_out is None:
            stack.enter_context(encoder.using(ENCODER))
        elif (held_out[0] / TUNED).exists():
            stack.enter_context(encoder.using(joint(event, held_out[0])))
        if held_out:
            of_claims, of_conflicts = (
                (folder, json.loads((folder / "folds.json").read_text(encoding="utf-8"))[event]) for folder in held_out
            )
            stack.enter_context(claims.using(of_claims[0] / of_claims[1]))
            stack.enter_context(asserting.using(of_claims[0] / f"asserted-{of_claims[1]}"))
            stack.enter_context(conflicts.using(of_conflicts[0] / of_conflicts[1]))
        yield


def joint(event: str, folder: Path) -> Path:
    """Return where in `folder` the encoder lies that was tuned without an event: the shipped one has seen most."""
    if not (folder / TUNED).exists():
        sys.exit(f"{folder} has no encoder that has not seen an event: training/claims/joint.py tunes them (an hour)")
    return folder / str(json.loads((folder / TUNED).read_text(encoding="utf-8"))[event])


def account(event: Path, held_out: Held | None, *, encoder: bool) -> str:
    """Return the account of one event as JSON, by models of `held_out` that have not seen it."""
    import headwater  # noqa: PLC0415 as above

    with unseen(event.name, held_out):
        return headwater.compare(headwater.read(reports(event)), workers=1, encoder=encoder).to_json()


def measure(job: tuple[Path, Held | None, Path | None, bool]) -> tuple[str, Figures]:
    """Return the name of an event and the yardstick's figures for it."""
    event, held_out, keep, encoder = job
    text = account(event, held_out, encoder=encoder)
    if keep:
        (keep / f"{event.name}.json").write_text(text, encoding="utf-8")
    score = yardstick()
    gold = json.loads((event / "gold.json").read_text(encoding="utf-8"))
    return event.name, score.score(json.loads(text), gold, score.numbered(event / "numbered.txt"))


def fill(held_out: Held, *, encoder: bool = False) -> None:
    """Train the models that each leave some events out, unless they are there."""
    claims, conflicts = held_out
    if encoder:
        joint(events()[0].name, claims)
    for made, script, given in (
        (claims / "folds.json", "claims/train.py", ["--held-out", str(claims)]),
        (claims / "asserted-fold-0.npz", "claims/asserting.py", ["--claims", str(claims)]),
        (conflicts / "folds.json", "conflicts/train.py", ["--claims", str(claims), "--held-out", str(conflicts)]),
    ):
        if not made.exists():
            print(f"training models that have not seen an event: {made.parent}", flush=True)
            command = [sys.executable, str(ROOT / "training" / script), "--only-held-out", *given]
            subprocess.run(command, check=True)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of two rates."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pooled(results: dict[str, Figures], name: str) -> str:
    """Return precision, recall and F1 of one figure with the counts of all events together."""
    rows = [figures[name] for figures in results.values() if name in figures]
    system, gold = sum(r["system"] for r in rows), sum(r["gold"] for r in rows)
    precision = sum(r["precision"] * r["system"] for r in rows) / system if system else 0.0
    recall = sum(r["recall"] * r["gold"] for r in rows) / gold if gold else 0.0
    return f"P {precision:5.1f}  R {recall:5.1f}  F1 {f1(precision, recall):5.1f}  (system {system}, reference {gold})"


def summary(results: dict[str, Figures]) -> list[str]:
    """Return the lines that sum up all events."""
    lines = [f"events {len(results)}"]
    for name in RATES:
        rows = [figures[name]["recall"] for figures in results.values() if name in figures]
        lines.append(f"{name:32} mean {sum(rows) / max(1, len(rows)):5.1f}  least {min(rows, default=0):5.1f}")
    whole = [f["one story"] for f in results.values()]
    lines.append(f"{'one story':32} {sum(w['articles'] for w in whole)} of {sum(w['of'] for w in whole)}")
    for name in SCORED:
        # An event without any such thing in the reference and in the account says nothing.
        rows = [f[name]["f1"] for f in results.values() if name in f and f[name]["gold"] + f[name]["system"]]
        lines.append(f"{name:32} macro F1 {sum(rows) / max(1, len(rows)):5.1f}  together {pooled(results, name)}")
    for name in COUNTED:
        pairs = [(f[name].get("right", f[name].get("wrong", 0)), f[name]["of"]) for f in results.values()]
        part, of = sum(p for p, _ in pairs), sum(o for _, o in pairs)
        lines.append(f"{name:32} {part} of {of} ({100 * part / max(1, of):.1f} %)")
    return lines


def main() -> None:
    """Print the figures per event and over all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="*", help="names of events (default: all)")
    parser.add_argument("--json", type=Path, help="write the figures per event")
    parser.add_argument("--keep", type=Path, help="keep the accounts in this folder")
    parser.add_argument("--held-out", type=Path, default=HELD_OUT, help="claim models that have not seen an event")
    parser.add_argument("--conflicts", type=Path, default=CONFLICTS, help="weights that have not seen an event")
    parser.add_argument("--encoder", action="store_true", help="use the optional encoder of this repository, too")
    parser.add_argument("--shipped", action="store_true", help="use the shipped models, which have seen every event")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    if options.shipped:
        print("WARNING: the shipped models have seen these events; their figures here are too good.")
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    held_out = None if options.shipped else (options.held_out, options.conflicts)
    if held_out:
        fill(held_out, encoder=options.encoder)
    chosen = [event for event in events() if not options.events or event.name in options.events]
    results: dict[str, Figures] = {}
    with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool:
        for name, figures in pool.map(measure, [(event, held_out, options.keep, options.encoder) for event in chosen]):
            results[name] = figures
            shown = "  ".join(f"{key} {figures[key]['f1']:.0f}" for key in SCORED)
            print(f"{name:22} kept {figures['text kept']['recall']:.0f}  {shown}", flush=True)
    print("\n".join(summary(results)))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
