"""A quotation while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.language.quotations.sources import Source


@dataclass(slots=True)
class Draft:
    """The pieces (spans of characters, in order), the cue (its first and last token, inside) and the source."""

    pieces: list[tuple[int, int]]
    cue: tuple[int, int] | None
    source: Source | None
    rule: str
