"""One act told with other participants, another place, a no for a yes, or as planned instead of done.

Two clauses tell of one act if they share the predicate and at least one participant. What fills another role
differently, a negation on one side, or a plan on one side, is then a difference; which of them can both be true is
seldom sure, so most are shown as a finer description, or as possible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.acts import SPEAKING, matches, participant, participants, predicate
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.gist import told_shortly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.account import ConflictKind, Slot
    from headwater.comparison.conflicts.acts import Act
    from headwater.comparison.conflicts.pairing import Line, Pair, View
    from headwater.language.annotated import Proposition

_LEAST = 0.68
_LIKELY = 0.8
_CLOSE = 0.35
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})
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
    """Yield how two tellings of one act differ in a role, in polarity, or in being done."""
    for act in matches(pair):
        if act.score < _LEAST or predicate(act.one) in SPEAKING or not participants(act.one) & participants(act.other):
            continue
        close = pair.claim is not None or pair.similarity >= _CLOSE
        if act.one.negated != act.other.negated:
            told = all(_told(view, line, clause) for line, clause in ((pair.one, act.one), (pair.other, act.other)))
            if told and close and len(participants(act.one) & participants(act.other)) >= 2:
                yield _polarity(view, pair, act)
            continue
        modes = {act.one.modality, act.other.modality}
        if modes & _DONE and modes & _AHEAD and close and _core(act) and _finite(view, pair, act):
            yield _clausal(view, pair, act, "sequence", "update", "planned in one report, done in the other")


def _told(view: View, line: Line, clause: Proposition) -> bool:
    """Tell whether a clause is told as a fact: finite, and no condition or possibility."""
    return clause.modality in {"asserted", "denied"} and view.tag(line, clause.predicate_span.start) in _FINITE - {
        "VBG"
    }


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


def _polarity(view: View, pair: Pair, act: Act) -> Difference:
    quoted = act.one.quotation is not None or act.other.quotation is not None
    kind: ConflictKind = "dispute" if quoted else "real"
    return _clausal(view, pair, act, "polarity", kind, "one report affirms what the other denies")


def _clausal(view: View, pair: Pair, act: Act, slot: Slot, kind: ConflictKind, why: str) -> Difference:
    sides = []
    for line, proposition in ((pair.one, act.one), (pair.other, act.other)):
        own = view.articles[line.article].article
        place = Place(own.id, proposition.start, proposition.end)
        sides.append(Value(own.text[place.start : place.end], place, f"{proposition.negated} {proposition.modality}"))
    # What is done or affirmed names the matter better than what is planned or denied.
    line, shown = next(
        (
            (line, p)
            for line, p in ((pair.one, act.one), (pair.other, act.other))
            if p.modality in _DONE and not p.negated
        ),
        (pair.one, act.one),
    )
    return Difference(
        slot=slot,
        kind=kind,
        certainty="possible",
        about=f"{'planned or done' if slot == 'sequence' else 'yes or no'}: {told_shortly(view, line, shown)}",
        one=sides[0],
        other=sides[1],
        strength=act.score,
        why=why,
        claim=pair.claim,
    )
