"""Which lines of a record are the report's own; everything else is kept apart, each piece with its reason."""

from headwater.reading.cleaning.sorting import Cleaned, clean

__all__ = ["Cleaned", "clean"]
