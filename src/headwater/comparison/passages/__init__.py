"""Passages: stretches of prose that articles share, copied or lightly rewritten."""

from headwater.comparison.passages.finding import find

__all__ = ["find"]
