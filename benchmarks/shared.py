"""Where the shared data lie, and the weights of the optional encoder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ENCODER = Path(__file__).resolve().parents[1] / "encoder" / "src" / "headwater_encoder" / "weights"
SHARED = Path(os.environ.get("HEADWATER_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def require(relative: str) -> Path:
    """Return the path of shared data, or end the benchmark with a word on where it should lie."""
    path = SHARED / relative
    if not path.exists():
        sys.exit(
            f"{relative} is not under {SHARED}: set HEADWATER_SHARED to the folder that holds data/ and yardstick/"
        )
    return path
