"""Passages: stretches of prose that articles share, copied or lightly rewritten."""

from headwater.comparison.passages.copies import copies
from headwater.comparison.passages.finding import find
from headwater.comparison.passages.index import Index
from headwater.comparison.passages.sharing import Sharing, boilerplate, in_prose, sharing
from headwater.comparison.passages.storage import DamagedIndexError
from headwater.comparison.passages.stretches import between, stretches

__all__ = [
    "DamagedIndexError",
    "Index",
    "Sharing",
    "between",
    "boilerplate",
    "copies",
    "find",
    "in_prose",
    "sharing",
    "stretches",
]
