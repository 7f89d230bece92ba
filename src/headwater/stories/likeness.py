"""How likely it is that two articles tell of the same event, from what both show."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

# Numbers kept per pair: see `features`.
MEASURES = 9
# Pairs less alike than this are forgotten: no other evidence makes them one story.
LEAST_COSINE = 0.06
# Two reports that hardly name the same people, places and numbers tell of two events, however alike their words.
STRANGE = 0.3
TOTAL_STRANGE = 0.9
# Beyond this, one day more tells nothing.
MOST_DAYS = 60
# A near copy lies closer than any independent report can; it must not make those look far.
NEAREST = 0.6
# An article without company has a nearest one too, which must not look near for that.
NOT_NEAR = 0.2

# Reports further apart than this, of which neither names a date of the other, tell of two occurrences of one topic.
SAME_OCCURRENCE_DAYS = 7
# Long texts share words by chance; what holds for texts shorter than this the sets are too few to tell.
SHORT = 1000

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
    nearest_of_one: float
    strangers: float
    length: float
    other_dates: float
    other_weekdays: float
    # Too rare in any sample to be learned, and certain.
    total_strangers: float = -8.0
    another_of_a_series: float = -8.0
    another_occurrence: float = -6.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How stories are told apart, the same for all collections; tuned by `training/stories/tuning.py`.

    Two groups are one story when their articles are on average `least_likely` to tell of one event. Pairs less likely
    than `least_kept` are forgotten: they do not lift any mean over that bar, and do not count to a quorum.
    """

    weights: Weights
    least_likely: float
    least_kept: float = 0.02


SETTING = Setting(
    Weights(
        intercept=-2.2,
        whole=0.0,
        lead=0.03,
        title=1.43,
        days_apart=-0.66,
        undated=-1.91,
        among_nearest=0.74,
        nearest_of_one=7.76,
        strangers=-1.0,
        length=-0.98,
        other_dates=-0.66,
        other_weekdays=-1.08,
    ),
    least_likely=0.36,
)


def features(pairs: Columns, nearest: Columns) -> Columns:
    """Return one row per pair, in the order of the setting's weights.

    `pairs` has a row per pair: cosines of all, lead and headline, the share of the anchors of either that the other
    does not name, days apart (-1 unknown), characters of the shorter one, and 1 for another of a series, for other
    dates only and for other weekdays only. `nearest` has, per pair, both articles' highest cosine.
    """
    whole, lead, title, strange, days, shorter, another, dates, weekdays = pairs.T
    gap = np.log1p(np.clip(days, 0, MOST_DAYS))
    far = np.clip(nearest, NOT_NEAR, NEAREST)
    near = np.minimum(whole, NEAREST)
    shares = [near / np.sqrt(far.prod(axis=1)), near / far.min(axis=1)]
    strangers = np.maximum(0.0, strange - STRANGE) / (1 - STRANGE)
    length = np.log(np.maximum(shorter, SHORT) / SHORT)
    certain = [strange > TOTAL_STRANGE, another, (days > SAME_OCCURRENCE_DAYS) & (dates > 0)]
    columns = [whole, lead, title, gap, days < 0, *shares, strangers, length, dates, weekdays, *certain]
    return np.column_stack(columns).astype(np.float64)


def probability(rows: Columns, weights: Weights) -> Columns:
    """Return the probability that each pair tells of one event, from its features."""
    intercept, *slopes = astuple(weights)
    return np.asarray(1 / (1 + np.exp(-(rows @ np.array(slopes) + intercept))))
