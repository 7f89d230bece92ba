"""Origins: from whom each report of a claim is, how many independent origins stand behind it, and the whole flow."""

from headwater.comparison.origins.context import author, undecided, whole_credits
from headwater.comparison.origins.flowing import flow
from headwater.comparison.origins.tracing import trace

__all__ = ["author", "flow", "trace", "undecided", "whole_credits"]
