"""What two sentences are about, in the first one's own words: who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.comparison.conflicts.acts import SPEAKING, innermost, predicate

if TYPE_CHECKING:
    from headwater.comparison.conflicts.pairing import Line, View
    from headwater.language.annotated import Argument, Proposition

_MOST_WORDS = 6
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "who", "which", "that"})
_PARTS = ("subject", "object", "recipient")


def gist(view: View, line: Line, start: int, end: int) -> str:
    """Return the clause that holds start..end in few words, the stretch itself left out; "" where there is no clause."""
    clause = innermost(line, start, end)
    if clause is not None and predicate(clause) in SPEAKING:
        told = [p for p in line.propositions if p.start <= start and end <= p.end and predicate(p) not in SPEAKING]
        clause = min(told, key=lambda p: (p.end - p.start, p.start), default=clause)
    return "" if clause is None else told_shortly(view, line, clause, start, end)


def told_shortly(view: View, line: Line, clause: Proposition, start: int = -1, end: int = -1) -> str:
    """Return a clause as subject, predicate and object in the sentence's own words, start..end left out."""
    text = view.text(line)
    parts = [(clause.predicate_span.start, clause.predicate_span.of(text))]
    for argument in clause.arguments:
        if argument.role in _PARTS and not (argument.start < end and start < argument.end):
            before = argument.start if argument.start < clause.predicate_span.start else clause.predicate_span.end
            parts.append((max(before, argument.start), _shortly(text, argument)))
    return " ".join(words for _, words in sorted(parts) if words)


def _shortly(text: str, argument: Argument) -> str:
    words = text[argument.start : argument.end].split()
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return argument.entity or ""
    if len(words) <= _MOST_WORDS:
        return " ".join(words).strip(" ,;:—–“”\"")
    return " ".join(words[:_MOST_WORDS]).strip(" ,;:—–“”\"") + " …"
