"""How likely it is that two articles tell of the same event, from what both show."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

# Numbers kept per pair: see `features`.
MEASURES = 13
# Where two of them stand. Beyond such a cosine of plain words it is one text, in whole or in part.
PLAIN, ASTRAY = 5, 12
COPIED = 0.6
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
# Keep the logarithm of a ratio finite where a pair shares hardly any plain words or hardly any names.
FEW_PLAIN, FEW_NAMES = 0.02, 0.05
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
    headline: float
    plain: float
    # Too rare in any sample to be learned, and certain.
    total_strangers: float = -8.0
    another_of_a_series: float = -8.0
    another_occurrence: float = -6.0
    both_astray: float = -8.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How stories are told apart, the same for all collections; tuned by `training/stories/tuning.py`.

    Two groups are one story when their articles are on average `least_likely` to tell of one event. Pairs less likely
    than `least_kept` are forgotten: they do not lift any mean over that bar, and do not count to a quorum.
    """

    weights: Weights
    least_likely: float
    least_kept: float = 0.04


SETTING = Setting(
    Weights(
        intercept=-3.1,
        whole=0.0,
        lead=0.61,
        title=0.73,
        days_apart=-0.49,
        undated=-1.43,
        among_nearest=2.98,
        nearest_of_one=5.56,
        strangers=-1.0,
        length=-0.8,
        other_dates=-0.61,
        other_weekdays=-1.15,
        headline=1.21,
        plain=0.57,
    ),
    least_likely=0.42,
)


def features(pairs: Columns, nearest: Columns) -> Columns:
    """Return one row per pair, in the order of the setting's weights.

    `pairs` has a row per pair: cosines of all, lead and headline, the share of the anchors of either that the other
    does not name, the mean share of either's headline that stands in the other, cosines of the plain words and of the
    names, days apart (-1 unknown), characters of the shorter one, and 1 for another of a series, for other dates only,
    for other weekdays only and for two articles astray. `nearest` has, per pair, both articles' highest cosine.
    """
    whole, lead, title, strange, headline, plain, names, days, shorter, another, dates, weekdays, astray = pairs.T
    gap = np.log1p(np.clip(days, 0, MOST_DAYS))
    far = np.clip(nearest, NOT_NEAR, NEAREST)
    near = np.where(astray > 0, 0.0, np.minimum(whole, NEAREST))
    shares = [near / np.sqrt(far.prod(axis=1)), near / far.min(axis=1)]
    strangers = np.maximum(0.0, strange - STRANGE) / (1 - STRANGE)
    length = np.log(np.maximum(shorter, SHORT) / SHORT)
    # The same people and places in other words: what they do now is not what they did then.
    beside = np.log((plain + FEW_PLAIN) / (names + FEW_NAMES))
    certain = [strange > TOTAL_STRANGE, another, (days > SAME_OCCURRENCE_DAYS) & (dates > 0), astray]
    learned = [whole, lead, title, gap, days < 0, *shares, strangers, length, dates, weekdays, headline, beside]
    return np.column_stack([*learned, *certain]).astype(np.float64)


def probability(rows: Columns, weights: Weights) -> Columns:
    """Return the probability that each pair tells of one event, from its features."""
    intercept, slopes = _line(weights)
    return np.asarray(1 / (1 + np.exp(-(rows @ slopes + intercept))))


@cache
def _line(weights: Weights) -> tuple[float, Columns]:
    intercept, *slopes = astuple(weights)
    return intercept, np.array(slopes)
