"""Where the shared data lie."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SHARED = Path(os.environ.get("HEADWATER_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def require(relative: str) -> Path:
    """Return the path of shared data, or end the benchmark with a word on where it should lie."""
    path = SHARED / relative
    if not path.exists():
        sys.exit(
            f"{relative} is not under {SHARED}: set HEADWATER_SHARED to the folder that holds data/ and yardstick/"
        )
    return path
