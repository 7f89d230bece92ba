"""Places that the same thing is said to be in: "the base at Ardle" here, "the base in Corran" there.

Both places hang on the same noun, or on the same noun of a chain ("a student at a college in Ardle"), in sentences that
otherwise tell of one matter, and neither article knows the other's place: one that knows both would say how they lie.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from headwater.account import Place
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.names import plainly
from headwater.language.consistency import great_city, well_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.comparison.conflicts.pairing import Line, Pair, View
    from headwater.language.annotated import Name, Token

# "Ardle, Wash.": the town is the place, and the state only tells where it lies.
_OF_TOWN = re.compile(r"\b[A-Z][\w.’'-]{0,30},\s\Z")
_WINDOW = 34
_STEPS = 4
_LEAST_SIMILARITY = 0.2
_MOST_CHANGES = 3


def compare(view: View, pair: Pair) -> Iterator[Difference]:
    """Yield two places of one thing."""
    if pair.claim is None and pair.similarity < _LEAST_SIMILARITY:
        return
    mine = [(name, chain) for name in pair.one.names if (chain := _chain(view, pair.one, name))]
    theirs = [(name, chain) for name in pair.other.names if (chain := _chain(view, pair.other, name))]
    for one, things in mine:
        for other, beside in theirs:
            shared = [thing for thing in things if thing in beside]
            known = _known(view, pair.other.article, one) or _known(view, pair.one.article, other)
            if not shared or known or _variants(one.text, other.text):
                continue
            # Of two oceans or two counties none lies in the other.
            towns = (_town(one) and _town(other)) or _sort(one) == _sort(other) != ""
            yield Difference(
                slot="place",
                # A town and a land are more likely one place told more and less finely.
                kind="real" if towns else "granularity",
                certainty="possible",
                about=f"where: {shared[0]}",
                one=_value(view, pair.one, one),
                other=_value(view, pair.other, other),
                strength=0.5,
                why=f"the same thing ({shared[0]}) in two places, neither of them known to the other article",
                claim=pair.claim,
            )


def _sort(name: Name) -> str:
    """Return what sort of place a name of several words says that it is ("Ocean"), "" for one word."""
    first, _, last = name.text.rpartition(" ")
    return last if first else ""


def _town(name: Name) -> bool:
    """Tell whether a name is no land or state, as far as is known."""
    return great_city(name.text) or not well_known(name.text)


def _chain(view: View, line: Line, name: Name) -> list[str]:
    """Return the nouns on which the name of a place hangs, the nearest first; none if it is no place."""
    if name.kind != "LOC" or _OF_TOWN.search(view.text(line), max(line.start, name.start - _WINDOW), name.start):
        return []
    tokens = view.articles[line.article].tokens
    index = bisect.bisect_left(tokens, name.start, key=lambda token: token.start)
    if index >= len(tokens) or tokens[index].start != name.start:
        return []
    found: list[str] = []
    if index and tokens[index - 1].text.lower() == "by":
        return found
    found += _right_before(tokens, index)
    while name.start <= tokens[tokens[index].head].start < name.end and tokens[index].head != index:
        index = tokens[index].head
    found += _stationed(tokens, index)
    for _ in range(_STEPS):
        token = tokens[index]
        if token.dep not in {"nmod", "appos"} or token.head == index:
            break
        index = token.head
        if any(other.kind == "LOC" and other.start <= tokens[index].start < other.end for other in line.names):
            return found  # "Wash." of "Ardle, Wash.": the town is the place
        if tokens[index].pos == "NOUN" and line.start <= tokens[index].start < line.end:
            found.append(tokens[index].lemma.lower())
    return found


def _right_before(tokens: Sequence[Token], index: int) -> list[str]:
    """Return the noun before "at Ardle" or "in the Pacific": a parser may hang those on the verb before it."""
    before = index - 2 if index and tokens[index - 1].text.lower() == "the" else index - 1
    hung = before > 0 and tokens[before].pos == "ADP" and tokens[before - 1].pos == "NOUN"
    return [tokens[before - 1].lemma.lower()] if hung else []


def _stationed(tokens: Sequence[Token], index: int) -> list[str]:
    """Return the noun whose clause a place stands in: "a ship stationed in the Pacific", "which lies off Ardle"."""
    above = tokens[tokens[index].head]
    inside = tokens[index].dep == "obl" and above.dep.startswith("acl") and tokens[above.head].pos == "NOUN"
    return [tokens[above.head].lemma.lower()] if inside else []


def _variants(one: str, other: str) -> bool:
    """Tell whether two names are one, spelled another way: "U.S." and "US", "Nebi" and "Nabi"."""
    if OSA.distance(plainly(one), plainly(other)) > _MOST_CHANGES:
        return False
    mine, theirs = (re.sub(r"[aeiouyhwj\W_]|(.)(?=\1)", "", plainly(name)) for name in (one, other))
    return mine == theirs


def _known(view: View, article: int, name: Name) -> bool:
    """Tell whether an article has all words of a place's name."""
    return all(plainly(word.strip(".,'’")) in view.vocabulary(article) for word in name.text.split())


def _value(view: View, line: Line, name: Name) -> Value:
    return Value(name.text, Place(view.articles[line.article].article.id, name.start, name.end), name.entity.lower())
