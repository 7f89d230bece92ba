"""How likely it is that two articles tell of the same event, from what both show."""

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
# Two reports that hardly name the same people, places and numbers tell of two events, however alike their words.
STRANGE = 0.5
STRANGERS = -1.0
# Rare in any sample, and certain: set by hand.
OF_A_SERIES = -6.0
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


def features(pairs: Columns, nearest: Columns) -> Columns:
    """Return one row per pair, in the order of the setting's weights.

    `pairs` has a row per pair: cosines of all, lead and headline, days apart (-1 unknown), the share of the anchors of
    either that the other does not name, and 1 for another of a series. `nearest` is, per pair, the geometric mean of
    both articles' highest cosine, each at most `NEAREST`.
    """
    whole, lead, title, days, strange, another = pairs.T
    gap = np.log1p(np.clip(days, 0, MOST_DAYS))
    share = np.minimum(whole, NEAREST) / np.maximum(nearest, NOT_NEAR)
    return np.column_stack([whole, lead, title, gap, days < 0, share, strange > STRANGE, another]).astype(np.float64)


def probability(rows: Columns) -> Columns:
    """Return the probability that each pair tells of one event."""
    weights = np.array([WHOLE, LEAD, TITLE, DAYS_APART, UNDATED, AMONG_NEAREST, STRANGERS, OF_A_SERIES])
    return np.asarray(1 / (1 + np.exp(-(rows @ weights + INTERCEPT))))
