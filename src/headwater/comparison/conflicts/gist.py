"""What a clause is about, in its sentence's own words: who does what.

A label is made of stretches of the text, with an ellipsis where words are left out between them: words put together
anew ("whether the mayor open the school") would be no English, whatever the verb.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.acts import SPEAKING, innermost, predicate
from headwater.comparison.dating import DEED, tokens_between

if TYPE_CHECKING:
    from headwater.comparison.conflicts.pairing import Line, View
    from headwater.language.annotated import Argument, Proposition, Token

_MOST_WORDS = 7
_MOST_TOLD = 11
_NEAR = 4
# How many characters after its verb an object may stand.
_FAR = 42
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "who", "which", "that"})
_PARTS = frozenset({"subject", "object", "recipient", "agent"})
_MARKS = " ,;:—–“”\"'‘’()"
_HELPING = frozenset({"AUX", "PART", "ADV"})
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_REST = re.compile(r"(?:\s+[^\s,;:()—–“”\"]+){1,5}")
# What led up to a moment that is left out ("on", "early in").
_LEADING = re.compile(
    r"(?:\b(?:on|in|at|by|since|from|during|until|till|before|after|around|about|early|late|of|for)\s{1,3}){1,4}\Z",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"[,;:()—–“”\"]")


def gist(view: View, line: Line, start: int, end: int) -> str:
    """Return in few words what the clause around start..end tells, that stretch left out; "" without a clause.

    Of words that somebody says it is what is said that counts; where the stretch only dates a thing ("since the strike
    of 2019"), it is that thing.
    """
    thing = dated_thing(view, line, start, end)
    if thing is not None:
        return _named(view, line, thing, (start, end))
    clause = innermost(line, start, end)
    if clause is not None and predicate(clause) in SPEAKING:
        told = [p for p in line.propositions if p.start <= start and end <= p.end and predicate(p) not in SPEAKING]
        clause = min(told, key=lambda p: (p.end - p.start, p.start), default=clause)
    return "" if clause is None else told_shortly(view, line, clause, start, end)


def dated_thing(view: View, line: Line, start: int, end: int) -> int | None:
    """Return the token of the noun that start..end dates, or None where it dates what the verb tells.

    An adjunct of the clause ("since the strike of 2019"), or a deed that the clause says something of ("the march this
    week was meant to"); a parser hangs "a judge on Friday ruled" on the judge, who is no deed.
    """
    tokens = view.articles[line.article].tokens
    first, last = tokens_between(tokens, start, end)
    index = next((tokens[i].head for i in range(first, last) if not first <= tokens[i].head < last), None)
    if index is not None and tokens[index].pos == "PROPN" and tokens[index].dep == "nmod":
        index = tokens[index].head
    if index is None or first <= index < last or tokens[index].pos != "NOUN":
        return None
    if tokens[index].dep != "obl" and not (tokens[index].dep.startswith("nsubj") and DEED.search(tokens[index].lemma)):
        return None
    return index if line.start <= tokens[index].start < line.end else None


def told_shortly(view: View, line: Line, clause: Proposition, start: int = -1, end: int = -1) -> str:
    """Return a clause as subject, predicate and object in the sentence's own words, start..end left out."""
    text = view.text(line)
    tokens = view.articles[line.article].tokens
    verb = clause.predicate_span
    low, finite, infinitive = _verbs(tokens, verb.start, clause.start)
    parts = [a for a in clause.arguments if not (a.start < end and start < a.end)]
    after = [a for a in parts if a.start >= verb.end and a.end <= clause.end and a.role not in {"complement", "time"}]
    # The first object, or what else follows the verb at once.
    following = next((a for a in sorted(after, key=lambda a: a.start) if a.role in _PARTS or a is after[0]), None)
    right = following.end if following is not None and following.start - verb.end <= _FAR else verb.end
    if right == verb.end and (rest := _REST.match(text, verb.end, clause.end)):
        right = rest.end()  # "has become ever more dependent": what follows is no argument, and yet tells
    own = [a for a in parts if a.role in _PARTS and clause.start <= a.start and a.end <= low]
    subject = max(own, key=lambda a: (a.end - a.start, -a.start), default=None)
    if subject is not None:
        head = _shortly(text, subject)
        between = _without(text, subject.end, low, start, end)
        joined = f" {between} " if between and len(between.split()) <= _NEAR and not _BROKEN.search(between) else " "
        joined = joined if not text[subject.end : low].strip() or joined != " " else " … "
        joined = joined if head else ""
        return _tidy(f"{head}{joined}{_cut(_without(text, low, right, start, end), _MOST_TOLD)}")
    borrowed = max((a for a in parts if a.role in _PARTS), key=lambda a: a.end - a.start, default=None)
    if borrowed is None or borrowed.start >= verb.start or not (finite or infinitive):
        low = low if finite or infinitive else clause.start
        return _tidy(_cut(_without(text, low, max(right, verb.end), start, end), _MOST_TOLD))
    who = _shortly(text, borrowed)
    return _tidy(f"{who} … {_cut(_without(text, low, right, start, end), _MOST_TOLD)}" if who else text[low:right])


def opening(text: str) -> str:
    """Return the first words of a stretch of text that no clause of its own tells shortly."""
    return _tidy(_cut(text, _MOST_TOLD))


def _verbs(tokens: tuple[Token, ...], verb: int, least: int) -> tuple[int, bool, bool]:
    """Return where the verb group of a predicate begins, whether it is finite, and whether an infinitive."""
    index = bisect.bisect_left(tokens, verb, key=lambda token: token.start)
    first = index
    while first > 0 and tokens[first - 1].pos in _HELPING and tokens[first - 1].start >= least:
        first -= 1
    tags = {token.tag for token in tokens[first : index + 1]}
    return tokens[first].start, bool(tags & {"VBD", "VBZ", "VBP", "MD"}), "TO" in tags


def _named(view: View, line: Line, index: int, left_out: tuple[int, int]) -> str:
    """Return a noun with the words that name it before it, and whose or of what it is."""
    tokens = view.articles[line.article].tokens
    text = view.text(line)
    first = last = index
    while (
        first > 0
        and (tokens[first - 1].pos in _NAMING or tokens[first - 1].text == "-")
        and tokens[first - 1].start >= line.start
    ):
        first -= 1
    if last + 2 < len(tokens) and tokens[last + 1].lemma == "of":
        last += 2
        while last + 1 < len(tokens) and tokens[last + 1].pos in _NAMING and tokens[last].pos != "NOUN":
            last += 1
    return _tidy(_cut(_without(text, tokens[first].start, min(tokens[last].end, line.end), *left_out), _MOST_TOLD))


def _without(text: str, low: int, high: int, start: int, end: int) -> str:
    """Return text[low:high] without start..end and the words that lead up to it."""
    if not low <= start < high:
        return " ".join(text[low:high].split())
    before = _LEADING.sub("", text[low:start])
    return " ".join(f"{before} {text[min(end, high) : high]}".split())


def _shortly(text: str, argument: Argument) -> str:
    words = text[argument.start : argument.end].split()
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return argument.entity or ""
    return _cut(" ".join(words), _MOST_WORDS)


def _cut(words: str, most: int) -> str:
    kept = words.split()
    return words if len(kept) <= most else f"{' '.join(kept[:most]).strip(_MARKS)} …"


def _tidy(words: str) -> str:
    return re.sub(r"…(?:\s…)+", "…", " ".join(words.split())).strip(_MARKS)
