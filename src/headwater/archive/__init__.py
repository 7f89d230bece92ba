"""What Headwater keeps from one run to the next, in SQLite files."""

from __future__ import annotations

from headwater.archive.stories import DamagedError, load, save

__all__ = ["DamagedError", "load", "save"]
