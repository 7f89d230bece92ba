"""Where the reports of one claim differ, slot by slot.

`find` lays like sentences of different articles side by side (those of one claim, and those that share enough of the
story's rarer words) and compares their figures, moments, places, names, yes and no, tense and quoted words. A conflict
that a reader cannot trust is worse than none, so each comparison asks for strong agreement of everything else first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.comparison.conflicts import (
    attributions,
    bounds,
    contraries,
    dated,
    denials,
    figures,
    fragments,
    institutions,
    judging,
    moments,
    names,
    near,
    persons,
    plans,
    presence,
    sites,
    snippets,
    verdicts,
    wording,
)
from headwater.comparison.conflicts.backing import backed
from headwater.comparison.conflicts.joining import join
from headwater.comparison.conflicts.pairing import lay_out, pairs

if TYPE_CHECKING:
    from headwater.account import Conflict
    from headwater.comparison.aligned import Aligned
    from headwater.comparison.conflicts.difference import Difference
    from headwater.stories.story import Story


def find(story: Story, aligned: tuple[Aligned, ...]) -> tuple[Conflict, ...]:
    """Return the conflicts of a story, the sure and real ones first, then in reading order."""
    view = lay_out(story)
    laid = pairs(view, aligned)
    differences = [found for pair in laid for compare in COMPARISONS for found in compare(view, pair)]
    differences.extend(names.persons(view))
    differences.extend(presence.compare(view))
    differences.extend(near.compare(view))
    differences.extend(persons.compare(view))
    differences.extend(attributions.compare(view))
    differences.extend(denials.compare(view))
    differences.extend(dated.compare(view))
    differences.extend(verdicts.compare(view))
    worded = list(wording.compare(story))
    for comparison in (fragments.compare(view), snippets.compare(view)):
        worded.extend([found for found in comparison if not any(_within(found, known) for known in worded)])
    differences.extend(worded)
    differences.extend(judging.compare(view, laid, aligned, differences))
    return backed(view, join(view, differences))


COMPARISONS = (
    figures.compare,
    moments.compare,
    bounds.compare,
    contraries.compare,
    names.compare,
    institutions.compare,
    plans.compare,
    sites.compare,
)


def _within(found: Difference, known: Difference) -> bool:
    """Tell whether two differences of wording speak of the same places."""
    mine = (found.one.place, found.other.place)
    theirs = (known.one.place, known.other.place)
    return all(any(p.article == q.article and p.start < q.end and q.start < p.end for q in theirs) for p in mine)
