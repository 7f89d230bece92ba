"""Headwater reads many news reports of one event and traces every claim back to where it came from.

import headwater

accounts = headwater.compare(headwater.read(["reports/"]))
print(accounts[0].to_markdown())
"""

from headwater.account import (
    Account,
    Accounts,
    Claim,
    Conflict,
    Figure,
    Moment,
    Origin,
    Passage,
    Quotation,
    Report,
)
from headwater.article import Article, Credit, Problem, Span
from headwater.pipeline import compare, group
from headwater.reading import read
from headwater.reading.lists import use as use_lists
from headwater.version import __version__

__all__ = [
    "Account",
    "Accounts",
    "Article",
    "Claim",
    "Conflict",
    "Credit",
    "Figure",
    "Moment",
    "Origin",
    "Passage",
    "Problem",
    "Quotation",
    "Report",
    "Span",
    "__version__",
    "compare",
    "group",
    "read",
    "use_lists",
]
