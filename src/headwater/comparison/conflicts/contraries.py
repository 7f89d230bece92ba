"""What one report says of somebody or something, and another says is not so.

Two clauses tell of one thing if they have one predicate and the same participants. A denial may be of what its clause
says besides: of a day, a number, a manner; so a clause that says much besides is no contrary.
"""

from __future__ import annotations

import re
from itertools import chain, product
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.acts import SPEAKING, participant, predicate
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.vocabulary import stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.pairing import Line, Pair, View
    from headwater.language.annotated import Argument, Proposition

# Who stands for everybody where nobody did or suffered it, and who everybody is.
_NOBODY = frozenset({"one", "nobody", "none", "anybody", "anyone"})
_EVERYBODY = frozenset({"person", "people", "man", "woman", "child", "passenger", "victim", "worker"})
# "No group" stands for nobody as well.
_NONE = re.compile(r"(?:no|none of)\b", re.IGNORECASE)
# Denials of a part of what is said.
_HALF = re.compile(
    r"\b(?:not|n[’']t|never|no)\s(?:only|just|merely|simply|necessarily|always|all|every\w*|quite|long\w*|so|as|very|fully|"
    r"entirely|completely|enough|even|until)\b",
    re.IGNORECASE,
)
# Denials for the time being: whoever asserts it later has learned it since.
_SO_FAR = re.compile(r"\b(?:yet|still|so far|as of|immediate(?:ly)?)\b", re.IGNORECASE)
# What follows is no assertion of its own, or one of another time.
_NO_ASSERTION = re.compile(r"(?:to|if|unless|whether|before|after|since|until|when|while|as|because)\b", re.IGNORECASE)
_SOME = re.compile(
    r"(?:these|those|some|many|most|other|another|such|few|several|both|neither|about|[0-9])",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:am|is|are|was|were|be|been)\b|['’](?:m|s|re)\b", re.IGNORECASE)
_CORE = frozenset({"subject", "object"})
_CLAIM = stem("claim")
# Sentences less alike are of different matters; those so much alike surely are of one.
_LEAST, _SURE = 0.15, 0.3
# A denial has this share of its content words in common with the sentence that it denies.
_COMMON = 0.5


def compare(view: View, pair: Pair) -> Iterator[Difference]:
    """Yield what the one sentence says and the other denies."""
    if pair.similarity < _LEAST or pair.one.caption or pair.other.caption:
        return
    for mine in pair.one.propositions:
        for theirs in pair.other.propositions:
            if mine.negated != theirs.negated and _contrary(view, pair, mine, theirs):
                changed = _changed(view, pair, mine, theirs)
                if changed is not None:
                    yield _difference(view, pair, mine, theirs, changed=changed)


def _contrary(view: View, pair: Pair, mine: Proposition, theirs: Proposition) -> bool:
    """Tell whether two clauses, of which one is negated, have one predicate about the same participants."""
    name = predicate(mine)
    if not name or name != predicate(theirs) or (name in SPEAKING and not _claimed(mine, theirs)):
        return False
    if not all(_asserted(view, line, one) for line, one in ((pair.one, mine), (pair.other, theirs))):
        return False
    denied, denying, said = (mine, pair.one, pair.other) if mine.negated else (theirs, pair.other, pair.one)
    words = set(stems(view.text(denying)[denied.start : denied.end]))
    timed = any(denied.start <= one.start < denied.end for one in denying.moments)
    if timed or len(words & said.bag) < _COMMON * len(words):
        return False
    own, others = _core(mine), _core(theirs)
    # "A straight road is a straight road."
    if any(participant(argument) == name for argument in chain(*own.values(), *others.values())):
        return False
    # Whom it is done to decides what is done: one clause may not leave it out.
    shared = own.keys() & others.keys()
    return (
        bool(shared)
        and ("object" in own) == ("object" in others)
        and all(any(_same(view, pair, *two) for two in product(own[role], others[role])) for role in shared)
    )


def _claimed(mine: Proposition, theirs: Proposition) -> bool:
    """Tell whether both clauses say that something is claimed, as responsibility is: that is a deed, no word."""
    return predicate(mine) == _CLAIM and all("object" in _core(one) for one in (mine, theirs))


def _changed(view: View, pair: Pair, mine: Proposition, theirs: Proposition) -> bool | None:
    """Tell whether what is denied for the time being is asserted by a later report; None where that is unknown."""
    denied, denying, said = (mine, pair.one, pair.other) if mine.negated else (theirs, pair.other, pair.one)
    text = view.text(denying)
    if not _SO_FAR.search(text, denying.start, denied.end):
        return False
    hours = view.hours_after(said.article, denying.article)
    return True if hours is not None and hours > 0 else None


def _asserted(view: View, line: Line, one: Proposition) -> bool:
    """Tell whether a clause asserts, or wholly denies, something now."""
    text = view.text(line)
    tag = view.tag(line, one.predicate_span.start)
    return (
        one.modality == "asserted"
        and not _NO_ASSERTION.match(text, one.start)
        # "The attack that occurred" tells which.
        and not any(argument.head.lower() in {"that", "which", "who"} for argument in one.arguments)
        and not (tag == "VBG" and not _IS.search(text, one.start, one.predicate_span.start))
        and not (one.negated and _HALF.search(text, one.start, one.end))
    )


def _core(one: Proposition) -> dict[str, list[Argument]]:
    found: dict[str, list[Argument]] = {}
    for argument in one.arguments:
        if argument.role in _CORE:
            found.setdefault(argument.role, []).append(argument)
    return found


def _same(view: View, pair: Pair, one: Argument, other: Argument) -> bool:
    """Tell whether two arguments are one participant: nobody and some people are, two people's spokesmen are not."""
    mine, theirs = participant(one), participant(other)
    texts = [view.text(line)[a.start : a.end] for line, a in ((pair.one, one), (pair.other, other))]
    named = [
        {name.entity for name in line.names if a.start <= name.start < a.end}
        for line, a in ((pair.one, one), (pair.other, other))
    ]
    if mine in _NOBODY or theirs in _NOBODY:
        return bool({mine, theirs} & _EVERYBODY)
    if bool(_NONE.match(texts[0])) != bool(_NONE.match(texts[1])) and one.role == "subject":
        return mine == theirs or any(named)
    apart = bool(named[0] and named[1]) and not named[0] & named[1]
    same = mine == theirs or texts[0].lower() == texts[1].lower()
    return bool(mine) and same and not apart and not any(_SOME.match(text) for text in texts)


def _difference(view: View, pair: Pair, mine: Proposition, theirs: Proposition, *, changed: bool) -> Difference:
    first, second = _value(view, pair.one, mine), _value(view, pair.other, theirs)
    said = predicate(mine) != _CLAIM and (mine.quotation is not None or theirs.quotation is not None)
    return Difference(
        slot="polarity",
        kind="update" if changed else "dispute" if said else "real",
        certainty="sure" if pair.similarity >= _SURE or pair.claim is not None else "possible",
        about=f"whether {(second if mine.negated else first).text}",
        one=first,
        other=second,
        strength=0.5 + 0.3 * pair.similarity,
        why="one says of the same what the other denies",
        claim=pair.claim,
    )


def _value(view: View, line: Line, one: Proposition) -> Value:
    """Return a clause as far as its predicate and its participants go."""
    end = min(one.end, max([one.predicate_span.end, *(a.end for a in chain(*_core(one).values()))]))
    return view.value(line.article, one.start, end, f"{one.negated}")
