"""Whether a moment tells when something happened, or which thing is meant: "the 2007 world champion" dates nothing."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from headwater.language.moments.grammar import HOLIDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.language.annotated import MomentMention, Token

_YEARS = frozenset({"year", "decade", "century"})
_BEFORE_NOUNS = frozenset({"nummod", "compound", "amod"})
# Nouns of deeds, by their ending or by name: what dates a deed dates what happened.
DEED = re.compile(
    r"(?:[st]ion|ment|[ae]nce|ing|ure|al)$"
    r"|^(?:attack|strike|visit|war|vote|march|raid|crash|speech|talk|trip|deal|summit|release|collapse|fire|flood|storm)$"
)
_NOUNS = frozenset({"NOUN", "PROPN"})


def tokens_between(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Return the first token that begins in start..end (characters), and the first after it that does not."""
    return (
        bisect.bisect_left(tokens, start, key=lambda token: token.start),
        bisect.bisect_left(tokens, end, key=lambda token: token.start),
    )


def tells_which(tokens: Sequence[Token], moment: MomentMention) -> bool:
    """Return whether a moment is a year or a feast before a noun that says which one is meant, not when it happened.

    So are "the 2016 season" and, where it is not what the sentence is about, "to win this year's title"; "last year's
    fire killed nine" and "Sunday's race was won" date what happened.
    """
    holiday = moment.text.lower() in HOLIDAYS
    if moment.precision not in _YEARS and not holiday:
        return False
    first, last = tokens_between(tokens, moment.start, moment.end)
    top = next((i for i in range(first, last) if not first <= tokens[i].head < last), None)
    if top is None or tokens[top].head < last or tokens[tokens[top].head].pos not in _NOUNS:
        return False
    noun = tokens[tokens[top].head]
    if holiday:
        return tokens[top].dep == "compound"
    if tokens[top].dep in _BEFORE_NOUNS:
        return not DEED.search(noun.lemma)
    return tokens[top].dep == "nmod:poss" and not (noun.dep.startswith("nsubj") and tokens[noun.head].dep == "root")
