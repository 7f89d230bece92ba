"""How likely it is that two articles tell of the same event, from six things that both show."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

# The setting, one for all collections: a logistic decision over what is measured below. Tuned with
# `benchmarks.stories`, which also prints what the same tuning gives on stories that it did not see.
INTERCEPT = -3.5
WHOLE = 0.0
LEAD = 2.0
TITLE = 2.0
DAYS_APART = -0.8
UNDATED = -1.4
AMONG_NEAREST = 9.8
# Beyond this, one day more tells nothing.
MOST_DAYS = 60
# A near copy lies closer than any independent report can; it must not make those look far.
NEAREST = 0.5
# An article without company has a nearest one too, which must not look near for that.
NOT_NEAR = 0.2

Columns = NDArray[np.float64]


def days_apart(one: str | None, other: str | None) -> float:
    """Return the days between two ISO 8601 dates or times, -1 where one is unknown."""
    if not one or not other:
        return -1.0
    return float(abs(date.fromisoformat(one[:10]).toordinal() - date.fromisoformat(other[:10]).toordinal()))


def features(whole: Columns, lead: Columns, title: Columns, days: Columns, nearest: Columns) -> NDArray[np.float64]:
    """Return one row per pair: cosines of all, lead and headline, log of days apart, undated, share of the nearest.

    `nearest` is, per pair, the geometric mean of both articles' highest cosine, each at most `NEAREST`.
    """
    known = days >= 0
    gap = np.log1p(np.clip(days, 0, MOST_DAYS))
    share = np.minimum(whole, NEAREST) / np.maximum(nearest, NOT_NEAR)
    return np.column_stack([whole, lead, title, gap, ~known, share]).astype(np.float64)


def probability(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability that each pair tells of one event."""
    weights = np.array([WHOLE, LEAD, TITLE, DAYS_APART, UNDATED, AMONG_NEAREST])
    return np.asarray(1 / (1 + np.exp(-(rows @ weights + INTERCEPT))))
