"""What a clause is about, in its sentence's own words: who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.comparison.conflicts.acts import SPEAKING, innermost, predicate

if TYPE_CHECKING:
    from headwater.comparison.conflicts.pairing import Line, View
    from headwater.language.annotated import Argument, Proposition

_MOST_WORDS = 6
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "who", "which", "that"})
_PARTS = frozenset({"subject", "object", "recipient"})
_MARKS = " ,;:—–“”\"'‘’()"


def gist(view: View, line: Line, start: int, end: int) -> str:
    """Return in few words what the clause around start..end tells, that stretch left out; "" without a clause.

    Of words that somebody says it is what is said that counts.
    """
    clause = innermost(line, start, end)
    if clause is not None and predicate(clause) in SPEAKING:
        told = [p for p in line.propositions if p.start <= start and end <= p.end and predicate(p) not in SPEAKING]
        clause = min(told, key=lambda p: (p.end - p.start, p.start), default=clause)
    return "" if clause is None else told_shortly(view, line, clause, start, end)


def told_shortly(view: View, line: Line, clause: Proposition, start: int = -1, end: int = -1) -> str:
    """Return a clause as subject, predicate and object in the sentence's own words, start..end left out."""
    text = view.text(line)
    parts = [(clause.predicate_span.start, clause.predicate_span.of(text))]
    seen: set[str] = set()
    # Of two subjects (one borrowed from the clause around, or set beside) the longer one says more.
    for argument in sorted(clause.arguments, key=lambda a: (a.start - a.end, a.start)):
        if argument.role in _PARTS - seen and not (argument.start < end and start < argument.end):
            seen.add(argument.role)
            # A subject borrowed from the clause around stands before the verb, wherever it is in the text.
            after = argument.role != "subject" and argument.start > clause.predicate_span.start
            parts.append((argument.start if after else -1, _shortly(text, argument)))
    return " ".join(words for _, words in sorted(parts) if words)


def _shortly(text: str, argument: Argument) -> str:
    words = text[argument.start : argument.end].split()
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return argument.entity or ""
    shown = " ".join(words[:_MOST_WORDS]).strip(_MARKS)
    return shown if len(words) <= _MOST_WORDS else f"{shown} …"
