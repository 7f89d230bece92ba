"""Pictures of a story, drawn as SVG by our own templates: for the screen, for paper, and for a screen reader."""

from headwater.presentation.svg.flow import flow
from headwater.presentation.svg.matrix import matrix

__all__ = ["flow", "matrix"]
