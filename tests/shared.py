"""Where the shared data lie, and how a test skips without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("HEADWATER_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def require(relative):
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"needs the shared data: {relative}")
    return path
