"""How long does it take? Whole processes, median of five; one story as it grows; the memory of the largest pile.

python -m benchmarks.speed
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.shared import require
from headwater import comparison, language, stories
from headwater.article import Article
from headwater.comparison import passages
from headwater.language import english
from headwater.reading import read

RUNS = 5
SIZES = (5, 50, 300)


def seconds(command: list[str], runs: int = RUNS) -> float:
    """Return the median wall time of running `command`, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def growing() -> None:
    """Print what one story costs after reading, in processor seconds, as it grows."""
    every = [one for one in read([str(require("data/helsinki.jsonl"))]) if isinstance(one, Article)]
    pipeline = english.load()
    for size in SIZES:
        articles = every[:: max(1, len(every) // size)][:size]
        start = time.process_time()
        annotated = [language.annotate(one, pipeline) for one in articles]
        closely = time.process_time()
        shared = tuple(passages.find(annotated))
        grouped = stories.group(annotated, shared)
        found = time.process_time()
        for story in grouped:
            comparison.compare(story, shared)
        done = time.process_time()
        words = sum(len(one.text.split()) for one in articles)
        print(
            f"{len(articles):3} articles ({words:,} words): {done - start:.1f} s after reading "
            f"(language {closely - start:.1f}, passages and stories {found - closely:.1f}, "
            f"comparison {done - found:.1f})"
        )


def main() -> None:
    """Print the figures."""
    python = sys.executable
    bare = seconds([python, "-c", "pass"])
    imported = seconds([python, "-c", "import headwater"])
    print(f"import headwater            {imported - bare:.2f} s (interpreter itself {bare:.2f} s)")
    command = [python, "-m", "headwater", "compare"]
    with tempfile.TemporaryDirectory() as folder:
        out = ["--json", str(Path(folder) / "account.json"), "--html", str(Path(folder) / "report.html")]
        five = seconds([*command, str(require("data/harbin")), *out])
        print(f"five reports (harbin)       {five:.2f} s")
        start = time.perf_counter()
        subprocess.run([*command, str(require("data/helsinki.jsonl")), *out], check=False, capture_output=True)
        many = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        account = json.loads((Path(folder) / "account.json").read_text(encoding="utf-8"))
    print(f"helsinki ({len(account['articles'])} articles)     {many:.1f} s, largest process {peak:.0f} MB")
    growing()


if __name__ == "__main__":
    main()
