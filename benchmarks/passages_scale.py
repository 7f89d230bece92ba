"""Pairs of copies in a large pile: beside datasketch and rensa, in the same run, on the same texts.

    python -m benchmarks.passages_scale [--large]

Articles are made of real ones by a seeded generator: 70 % fresh texts of shuffled 12-word windows, 30 % copies of a
fresh one with 10 % of its sentences dropped and 3 % of its words replaced. Two copies of one text are a pair as well.
Each tool runs in a process of its own: CPU time from the texts to the pairs, and how far the process's memory grew by
it. datasketch and rensa get word 5-gram sets, 128 permutations, threshold 0.5, pairs verified by their sketches; only
the shingles of one article at a time are held. `--large` adds 100,000 articles for Headwater alone, and what an
article costs there.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.shared import require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Pairs = set[tuple[int, int]]
SEED = 11
SMALL, LARGE = 10_000, 100_000
WINDOW = 12
PERMUTATIONS = 128
THRESHOLD = 0.5


def generated(count: int) -> tuple[list[str], list[int]]:
    """Return `count` texts, and for each the number of the text that it is a copy of (its own where it is none)."""
    rng = random.Random(SEED)  # noqa: S311 a seeded generator, nothing secret
    windows: list[str] = []
    for path in sorted(require("data/polnear/train").glob("*.txt")):
        words = path.read_text(encoding="utf-8").split()
        windows.extend(" ".join(words[n : n + WINDOW]) for n in range(0, len(words) - WINDOW + 1, WINDOW))
    vocabulary = sorted({word for window in windows for word in window.split()})
    texts: list[str] = []
    roots: list[int] = []
    fresh: list[int] = []
    while len(texts) < count:
        if fresh and rng.random() < 0.3:
            root = rng.choice(fresh)
            kept = [s for s in re.split(r"(?<=[.!?])\s+", texts[root]) if rng.random() >= 0.1]
            words = [rng.choice(vocabulary) if rng.random() < 0.03 else word for word in " ".join(kept).split()]
            texts.append(" ".join(words))
            roots.append(root)
        else:
            fresh.append(len(texts))
            roots.append(len(texts))
            texts.append(" ".join(rng.choice(windows) for _ in range(rng.randint(30, 80))))
    return texts, roots


def true_pairs(roots: list[int]) -> Pairs:
    """Return the pairs of texts with one root."""
    families: dict[int, list[int]] = {}
    for number, root in enumerate(roots):
        families.setdefault(root, []).append(number)
    return {pair for family in families.values() for pair in combinations(family, 2)}


def shingles(texts: list[str]) -> Iterator[list[str]]:
    """Yield each text's word 5-grams."""
    for text in texts:
        words = text.lower().split()
        yield sorted({" ".join(words[n : n + 5]) for n in range(max(1, len(words) - 4))})


def by_headwater(texts: list[str]) -> Pairs:
    """Return the pairs that Headwater finds."""
    from headwater.comparison.passages import copies  # noqa: PLC0415 each tool in its own process

    return {(one, other) for one, other, _ in copies(texts)}


def by_rensa(texts: list[str]) -> Pairs:
    """Return the pairs that rensa finds."""
    import rensa  # noqa: PLC0415 each tool in its own process

    sketches = []
    lsh = rensa.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    for number, own in enumerate(shingles(texts)):
        sketch = rensa.RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(own)
        sketches.append(sketch)
        lsh.insert(number, sketch)
    return {
        (other, number)
        for number, sketch in enumerate(sketches)
        for other in lsh.query(sketch)
        if other < number and sketch.jaccard(sketches[other]) >= THRESHOLD
    }


def by_datasketch(texts: list[str]) -> Pairs:
    """Return the pairs that datasketch finds."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 each tool in its own process

    sketches = []
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for number, own in enumerate(shingles(texts)):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in own])
        sketches.append(sketch)
        lsh.insert(number, sketch)
    return {
        (other, number)
        for number, sketch in enumerate(sketches)
        for other in lsh.query(sketch)
        if other < number and sketch.jaccard(sketches[other]) >= THRESHOLD
    }


TOOLS: dict[str, Callable[[list[str]], Pairs]] = {
    "headwater": by_headwater,
    "rensa": by_rensa,
    "datasketch": by_datasketch,
}


def memory(field: str) -> float:
    """Return a field of this process's status in MB: VmRSS, what it holds now, or VmHWM, the most it has held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(rf"^{field}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else float("nan")


def one(tool: str, folder: Path) -> None:
    """Run one tool on the texts in `folder` and print its figures."""
    with (folder / "texts.jsonl").open(encoding="utf-8") as lines:
        # One by one: a buffer of the whole file, freed again, would hide what the tool takes.
        texts = [json.loads(line) for line in lines]
    roots = json.loads((folder / "roots.json").read_text(encoding="utf-8"))
    TOOLS[tool](["warm the imports and the tables " * 3, "of the tool " * 4])
    before, started = memory("VmRSS"), time.process_time()
    # The kernel forgets the highest mark so far (proc(5)).
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    found = TOOLS[tool](texts)
    seconds, taken = time.process_time() - started, memory("VmHWM") - before
    wanted = true_pairs(roots)
    right = len(found & wanted)
    figures = {
        "ms CPU an article": round(1000 * seconds / len(texts), 3),
        "MB more": round(taken),
        "pairs": len(found),
        "recall": round(right / len(wanted), 4),
        "precision": round(right / max(1, len(found)), 4),
    }
    print("  ".join(f"{name} {value}" for name, value in figures.items()))


def run(count: int, tools: list[str]) -> None:
    """Generate `count` texts and print the figures of each tool."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, roots = generated(count)
        (folder / "texts.jsonl").write_text("".join(f"{json.dumps(text)}\n" for text in texts), encoding="utf-8")
        (folder / "roots.json").write_text(json.dumps(roots), encoding="utf-8")
        print(
            f"{count} articles, {sum(map(len, texts)) / 1e6:.0f} M characters, {len(true_pairs(roots))} pairs",
            flush=True,
        )
        del texts
        for tool in tools:
            command = [sys.executable, "-m", "benchmarks.passages_scale", "--tool", tool, "--folder", name]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"  {tool:11}{done.stdout.strip()}", flush=True)


def main() -> None:
    """Print the figures of all tools."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="add 100,000 articles, for Headwater alone")
    parser.add_argument("--tool", choices=sorted(TOOLS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.tool:
        one(options.tool, options.folder)
        return
    run(SMALL, list(TOOLS))
    if options.large:
        run(LARGE, ["headwater"])


if __name__ == "__main__":
    main()
