"""Studies, documents, datasets and statements that a sentence rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.article import Credit


def find(text: str) -> list[Credit]:
    """Return the studies, documents, datasets and statements that the text cites."""
    del text
    return []
