"""The same figure over the articles of a story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.account import Figure, Place
from headwater.comparison import captions
from headwater.comparison.conflicts.arithmetic import base_value, relation
from headwater.comparison.conflicts.vocabulary import stem, stems

if TYPE_CHECKING:
    from headwater.language.annotated import FigureMention
    from headwater.stories.story import Story

_LISTED = frozenset({"money", "percent", "count", "measure", "age", "ratio", "duration"})
# Two things of one story seldom are of one age or size: where it is not said whose one is, it is the other's.
_BORNE = frozenset({"age", "measure"})
# Counts up to here are everywhere ("two men"): they are listed only where what they count is named.
_SMALL = 12
_KNOWN = re.compile(r"\b(?:the|these|those|both|our|his|her|its|their|’s|'s)\s\Z", re.IGNORECASE)
_DETERMINER = 8
# What is "counted" is the same length in another unit: "27km (17 miles)".
_ANOTHER = re.compile(r"[0-9(-]|$")


@dataclass(frozen=True, slots=True)
class _Seen:
    figure: FigureMention
    article: str
    order: int
    head: str
    words: frozenset[str]


def gather(story: Story) -> tuple[Figure, ...]:
    """Return the story's figures, each with every place that gives it, the more telling ones first.

    Those of several articles come before those of one, sums, shares and large numbers before small counts; what is
    then still equal stands in the order of the first report.

    Figures are one where value and unit agree (after rounding) and what they count does not disagree. Those of
    captions are left out: a gallery shows many things.
    """
    captioned = captions.of(annotated.article for annotated in story.articles)
    seen = [
        _Seen(figure, annotated.article.id, order, head_of(figure), frozenset(stems(figure.what)))
        for order, annotated in enumerate(story.articles)
        for figure in annotated.figures
        if figure.kind in _LISTED and _telling(figure) and not _pointing(annotated.article.text, figure)
        if not captioned(annotated.article.id, figure.start)
    ]
    buckets: dict[tuple[str, str, str], list[list[_Seen]]] = {}
    groups: list[list[_Seen]] = []
    for one in seen:
        counted = one.head if one.figure.kind == "count" else ""
        near = buckets.setdefault((one.figure.kind, one.figure.unit.split("/")[0], counted), [])
        home = next((group for group in near if _same(group[0], one)), None)
        if home is None:
            home = []
            near.append(home)
            groups.append(home)
        home.append(one)
    groups.sort(key=_rank)
    return tuple(_figure(group) for group in groups)


def _rank(group: list[_Seen]) -> tuple[bool, bool, int]:
    """Return what sorts the telling figures first."""
    articles = len({one.article for one in group})
    figure = group[0].figure
    small = figure.kind == "duration" or (figure.kind == "count" and figure.high <= _SMALL)
    return articles == 1, small, -articles


def _pointing(text: str, figure: FigureMention) -> bool:
    """Tell whether a small count only points at a group that is known ("the two sides"): that states no number."""
    before = text[max(0, figure.start - _DETERMINER) : figure.start]
    return figure.kind == "count" and figure.high <= _SMALL and bool(_KNOWN.search(before))


_NUMBER_OF = re.compile(r"(?:the )?(?:total |overall )?(?:number|count|total|tally) of (?:the |all )?", re.IGNORECASE)


def head_of(figure: FigureMention) -> str:
    """Return the stem of the head noun of what a figure counts: the last word before "of ...".

    "The number of people" counts people.
    """
    what = _NUMBER_OF.sub("", figure.what)
    phrase = what.split(" of ")[0].split(" between ")[0].split(" in ")[0]
    words = [word for word in phrase.replace("-", " ").split() if word[0].isalpha()]
    return stem(words[-1]) if words else ""


def _telling(figure: FigureMention) -> bool:
    if figure.kind == "duration":
        return bool(figure.what) and figure.bound != "dozens"
    return figure.kind != "count" or bool(figure.what) or figure.high > _SMALL


def _same(one: _Seen, other: _Seen) -> bool:
    if relation(one.figure, other.figure) != "same":
        return False
    if one.head == other.head:
        return True
    if one.figure.kind in {"money", "percent"} and base_value(one.figure)[0] == base_value(other.figure)[0]:
        return not one.head or not other.head or bool(one.words & other.words) or one.figure.text == other.figure.text
    if one.figure.kind in _BORNE and not (one.head and other.head):
        return True
    return bool(one.words & other.words) and one.figure.kind != "count"


def bounded(figure: FigureMention, words: str) -> str:
    """Return the words of a figure with its bound before them: "at least 59" is not 59."""
    return words if figure.bound in {"exact", "range", "dozens"} else f"{figure.bound} {words}"


def _figure(group: list[_Seen]) -> Figure:
    """Return the group with its most exact value and its fullest name of what is counted."""
    best = min(group, key=lambda one: (one.figure.bound != "exact", -len(one.figure.text), one.order, one.figure.start))
    named = max(group, key=lambda one: (len(one.figure.what) > 0, -one.order, len(one.figure.what)))
    return Figure(
        value=bounded(best.figure, best.figure.text),
        unit=best.figure.unit,
        what="" if _ANOTHER.match(named.figure.what) else named.figure.what,
        reports=tuple(sorted(Place(one.article, one.figure.start, one.figure.end) for one in group)),
    )
