"""A line on its way to being sorted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.reading.cleaning.markup import Line
    from headwater.reading.cleaning.shapes import Shape


@dataclass(slots=True)
class Entry:
    """A line with its outline and what it was found to be.

    `verdict` is "" for the report's own, "caption", "title", "heading", "byline", "date line" or "furniture: REASON";
    `parts` are sentences cut off the line, each with the reason.
    """

    line: Line
    outline: Shape
    verdict: str = ""
    parts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the line's text."""
        return self.line.text

    @property
    def own(self) -> bool:
        """Whether nothing was found against the line so far."""
        return not self.verdict and not self.line.heading
