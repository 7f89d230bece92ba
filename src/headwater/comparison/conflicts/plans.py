"""One act told as planned by one report and as done by another.

Two clauses tell of one act if they share the predicate and at least one participant. That both can be true is seldom
sure, so such a difference is shown as possible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.acts import SPEAKING, matches, participant, participants, predicate
from headwater.comparison.conflicts.difference import Difference
from headwater.comparison.conflicts.gist import told_shortly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.acts import Act
    from headwater.comparison.conflicts.pairing import Pair, View

_LEAST = 0.68
_CLOSE = 0.35
_COMPARED = frozenset({"subject", "object", "place", "in", "at", "for", "to", "from", "into", "of", "as", "with"})
# "Decided to turn back": who did so has turned back, as far as a report goes.
_CARRIED_OUT = re.compile(
    r"\b(?:decid(?:ed|ing)|chose|managed|was able|were able|forced|began|started|had)\s(?:to\s)?\Z"
)
_SHORT = 20
_WHO = frozenset({"subject", "object", "agent"})
_DONE = frozenset({"asserted"})
_AHEAD = frozenset({"planned"})


def compare(view: View, pair: Pair) -> Iterator[Difference]:
    """Yield the acts that are planned in one sentence and done in the other."""
    for act in matches(pair):
        if act.score < _LEAST or predicate(act.one) in SPEAKING or not participants(act.one) & participants(act.other):
            continue
        close = pair.claim is not None or pair.similarity >= _CLOSE
        if act.one.negated != act.other.negated:
            continue  # `contraries` sees to them
        modes = {act.one.modality, act.other.modality}
        if modes & _DONE and modes & _AHEAD and close and _core(act) and _finite(view, pair, act):
            yield _ahead(view, pair, act)


def _core(act: Act) -> bool:
    """Tell whether somebody or something both clauses share has one part in them: taken off a ship is no ship taken."""
    parts = []
    for clause in (act.one, act.other):
        found = {(participant(a), "" if a.role in _WHO else a.role) for a in clause.arguments if a.role in _COMPARED}
        parts.append({part for part in found if part[0]})
    return bool(parts[0] & parts[1])


def _finite(view: View, pair: Pair, act: Act) -> bool:
    """Tell whether the side that is said to be done is a finite clause, no infinitive."""
    for line, proposition in ((pair.one, act.one), (pair.other, act.other)):
        tag = view.tag(line, proposition.predicate_span.start)
        # "Is challenging" may be said of a plan as well, and so may "meets on Monday".
        if proposition.modality in _DONE and tag not in {"VBD", "VBN"}:
            return False
        before = view.text(line)[
            max(line.start, proposition.predicate_span.start - _SHORT) : proposition.predicate_span.start
        ]
        if proposition.modality in _AHEAD and _CARRIED_OUT.search(before):
            return False
    return True


def _ahead(view: View, pair: Pair, act: Act) -> Difference:
    sides = [
        view.value(line.article, proposition.start, proposition.end, proposition.modality)
        for line, proposition in ((pair.one, act.one), (pair.other, act.other))
    ]
    # What is done names the matter better than what is planned.
    line, shown = next((line, p) for line, p in ((pair.one, act.one), (pair.other, act.other)) if p.modality in _DONE)
    return Difference(
        slot="sequence",
        kind="update",
        certainty="possible",
        about=f"planned or done: {told_shortly(view, line, shown)}",
        one=sides[0],
        other=sides[1],
        strength=act.score,
        why="planned in one report, done in the other",
        claim=pair.claim,
    )
