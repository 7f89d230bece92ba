"""Pictures of a story, drawn as SVG by our own templates: for the screen, for paper, and for a screen reader."""

from headwater.presentation.svg.grid import CLAIMS, matrix
from headwater.presentation.svg.streams import flow

__all__ = ["CLAIMS", "flow", "matrix"]
