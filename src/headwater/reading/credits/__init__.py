"""Credits: where an article names the agency, medium, study, document or dataset that it has something from."""

from headwater.reading.credits.finding import Places, find

__all__ = ["Places", "find"]
