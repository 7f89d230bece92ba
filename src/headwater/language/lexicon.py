"""Lists of words, kept as data files beside the code."""

from __future__ import annotations

from importlib.resources import files


def wordlist(name: str) -> frozenset[str]:
    """Return the words of `data/NAME.txt`: separated by white space, lines that begin with "#" left out."""
    text = (files("headwater.language") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())
