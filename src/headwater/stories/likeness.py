"""How likely it is that two articles tell of the same event, from what both show."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

# Two reports that hardly name the same people, places and numbers tell of two events, however alike their words.
STRANGE = 0.3
TOTAL_STRANGE = 0.9
# Beyond this, one day more tells nothing.
MOST_DAYS = 60
# A near copy lies closer than any independent report can; it must not make those look far.
NEAREST = 0.5
# An article without company has a nearest one too, which must not look near for that.
NOT_NEAR = 0.2

Columns = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing that two articles show adds to the log odds of one event, in the order of `features`."""

    intercept: float
    whole: float
    lead: float
    title: float
    days_apart: float
    undated: float
    among_nearest: float
    strangers: float
    # Too rare in any sample to be learned, and certain.
    total_strangers: float = -8.0
    another_of_a_series: float = -8.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How stories are told apart, the same for all collections; tuned by `training/stories/tuning.py`.

    Two groups are one story when their articles are on average `least_likely` to tell of one event.
    """

    weights: Weights
    least_likely: float


SETTING = Setting(
    Weights(
        intercept=-3.5,
        whole=0.0,
        lead=2.0,
        title=2.0,
        days_apart=-0.8,
        undated=-1.4,
        among_nearest=10.5,
        strangers=-3.5,
    ),
    least_likely=0.38,
)


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
    strangers = [np.maximum(0.0, strange - STRANGE) / (1 - STRANGE), strange > TOTAL_STRANGE]
    return np.column_stack([whole, lead, title, gap, days < 0, share, *strangers, another]).astype(np.float64)


def probability(rows: Columns, weights: Weights) -> Columns:
    """Return the probability that each pair tells of one event, from its features."""
    intercept, *slopes = astuple(weights)
    return np.asarray(1 / (1 + np.exp(-(rows @ np.array(slopes) + intercept))))
