"""Until when: "closed until Thursday" in one report, "will not open before Saturday" in another.

A state that lasts until a day and a deed that does not come before a day both name the day of the change. Where two
reports of one claim name different days for it, the later report is an update, and reports of one hour conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.comparison.conflicts.difference import Difference
from headwater.comparison.conflicts.gist import gist
from headwater.comparison.conflicts.moments import ending, relation, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.pairing import Pair, View

_LATER = 2.0


def compare(view: View, pair: Pair) -> Iterator[Difference]:
    """Yield the days until which two reports of one claim say that a state lasts, where they differ."""
    if pair.claim is None:
        return
    for one in (moment for moment in pair.one.moments if ending(view, pair.one, moment)):
        for other in (moment for moment in pair.other.moments if ending(view, pair.other, moment)):
            if relation(view, pair, one, other) != "apart":
                continue
            hours = view.hours_apart(pair.one.article, pair.other.article)
            told = gist(view, pair.one, one.start, one.end)
            yield Difference(
                slot="date",
                kind="update" if hours is not None and hours >= _LATER else "real",
                certainty="possible",
                about=f"until when: {told}" if told else "until when",
                one=value(view, pair.one, one),
                other=value(view, pair.other, other),
                strength=0.5,
                why="the day until which a state lasts, in two reports of one claim",
                claim=pair.claim,
            )
