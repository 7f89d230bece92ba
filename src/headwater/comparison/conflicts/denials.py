"""Disputes that an article itself reports: somebody says so, and somebody else denies it.

Only denials that point back are read ("the company denied that", "rejected the claims"): what is denied then stands in
one of the sentences before, and often the next sentence says what is held against it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.difference import Difference, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.pairing import Line, View

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es|ed)|dismiss(?:es|ed)|refut(?:es|ed)|contradict(?:s|ed))\s(?:that|this|it"
    r"|(?:the|those|these|such|any|all)\s(?:claim|allegation|accusation|charge|report|account|suggestion|version)s?)"
    r"(?=[.,;]|\s(?:and|saying|as|on|in|but)\b)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:said|says|told|claim(?:s|ed)|alleg(?:es|ed)|accus(?:es|ed)|assert(?:s|ed)|insist(?:s|ed)|charg(?:es|ed)|according\sto"
    r"|report(?:s|ed)|maintain(?:s|ed)|complain(?:s|ed)|wrote|writes)\b",
    re.IGNORECASE,
)
# How many sentences back what is denied may stand.
_BACK = 3


def compare(view: View) -> Iterator[Difference]:
    """Yield what one speaker says and another denies, both in one article."""
    for number, lines in enumerate(view.lines):
        text = view.articles[number].article.text
        for at, line in enumerate(lines):
            if _DENIES.search(text, line.start, line.end):
                found = _said(text, lines, at)
                if found:
                    yield _difference(view, number, *found)


def _said(text: str, lines: tuple[Line, ...], at: int) -> tuple[Line, Line, bool] | None:
    """Return the sentence that is denied, the one that denies it, and whether they share a word."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    said = [line for line in lines[max(0, at - _BACK) : at] if _SAYS.search(text, line.start, line.end)]
    if not said:
        return None
    for against in (after, lines[at]):
        if against is not None:
            shared = max(said, key=lambda line: (len(line.bag & against.bag), line.index))
            if shared.bag & against.bag:
                return shared, against, True
    return said[-1], lines[at], False


def _difference(view: View, number: int, said: Line, against: Line, shared: bool) -> Difference:  # noqa: FBT001 a found fact
    return Difference(
        slot="polarity",
        kind="dispute",
        certainty="sure" if shared else "possible",
        about="what one says and another denies",
        one=_value(view, number, said),
        other=_value(view, number, against),
        strength=0.6 if shared else 0.4,
        why="a denial that points back to what was said before",
    )


def _value(view: View, number: int, line: Line) -> Value:
    article = view.articles[number].article
    return Value(article.text[line.start : line.end], Place(article.id, line.start, line.end), f"{number}:{line.start}")
