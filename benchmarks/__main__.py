"""Print all figures that `RESULTS.md` keeps, one benchmark after the other.

python -m benchmarks
"""

from __future__ import annotations

import subprocess
import sys

NAMES = (
    "reference",
    "reading",
    "pages",
    "english",
    "quotations",
    "coreference",
    "figures",
    "moments",
    "claims",
    "conflicts",
    "passages",
    "wire",
    "reuse",
    "spread",
    "passages_scale",
    "helsinki",
    "stories",
    "stories_scale",
    "stories_state",
    "speed",
)


def main() -> None:
    """Run each benchmark in a process of its own; go on where one fails, and say so at the end."""
    failed = []
    for name in NAMES:
        print(f"\n== python -m benchmarks.{name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
