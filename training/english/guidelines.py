"""What counts as a name: demonyms ("American", "Germans") are none, in whichever set they are marked."""

from __future__ import annotations

from importlib.resources import files


def demonyms() -> frozenset[str]:
    """Return what people and things of a country are called, in small letters, with plurals."""
    text = (files("headwater.language.english") / "data" / "demonyms.txt").read_text(encoding="utf-8")
    words = {line.partition("=")[0].strip().lower() for line in text.splitlines() if not line.startswith("#")}
    return frozenset({w for w in words if w} | {w + "s" for w in words if w})
