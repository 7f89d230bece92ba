"""Disputes that an article itself reports: somebody says so, and somebody else denies it.

Only denials that point back are read ("the company denied that", "rejected the claims"): what is denied then stands in
one of the sentences before, and often the next sentence says what is held against it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.difference import Difference, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.comparison.conflicts.pairing import Line, View

_DENYING = (
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es|ed)|dismiss(?:es|ed)|refut(?:es|ed)|contradict(?:s|ed)"
    r"|overrul(?:es|ed))"
)
_SAID = (
    "claim|allegation|accusation|charge|report|account|suggestion|version|assertion|concern|warning|rationale|argument"
    "|complaint|criticism|rumou?r"
)
_DENIES = re.compile(
    # "The company denied that", "rejected these claims".
    rf"\b{_DENYING}\s(?:that|this|it|(?:the|those|these|such|any|all)\s(?:{_SAID})s?)"
    r"(?=[.,;]|\s(?:and|saying|as|on|in|but)\b)"
    # "Has dismissed Sand's repeated concerns".
    rf"|\b{_DENYING}\s(?:[A-Z][\w.-]*\s){{0,2}}[A-Z][\w.-]*['’]s?\s(?:[a-z]+\s)?(?:{_SAID})s?\b"
    # "He sent no such letter", "This was overruled by".
    r"|\b(?:made|had|has|have|got|gave|received|held|sent|signed|knew\sof)\sno\ssuch\s[a-z]+\b"
    r"|\b(?:[Tt]his|[Tt]hat|it)\s(?:was|is|has\sbeen)\s(?:overruled|denied|disputed|contradicted)\sby\b"
    # "It was utter nonsense."
    r"|\b(?:[Tt]hat|[Tt]his|[Ii]t)(?:\sis|\swas|['’]s)\s(?:[a-z]+\s)?(?:nonsense|false|untrue|a\slie|not\strue)"
    r"(?=[.,;:!?”\"'’]|\s(?:and|that|to)\b|\Z)"
)
_SAYS = re.compile(
    r"\b(?:said|says|told|claim(?:s|ed)|alleg(?:es|ed)|accus(?:es|ed)|assert(?:s|ed)|insist(?:s|ed)|charg(?:es|ed)|according\sto"
    r"|report(?:s|ed)|maintain(?:s|ed)|complain(?:s|ed)|wrote|writes|warn(?:s|ed)|recommend(?:s|ed)|argu(?:es|ed)|rumou?rs?)\b",
    re.IGNORECASE,
)
_ACCUSED = re.compile(r"\b(?:allegation|accusation|charge|complaint)s?\b", re.IGNORECASE)
_ACCUSES = re.compile(r"\b(?:accus|alleg|charg|complain|claim|su(?:ed|es|ing|it)\b)", re.IGNORECASE)
_WHOSE = re.compile(r"([A-Z][\w.-]{0,30})['’]s?\s(?:[a-z]+\s)?[a-z]+\Z")
# Who may yet deny it has not.
_MAY = re.compile(r"\b(?:may|might|can|could|would|should|will|to|if|whether|neither|nor|not)\s(?:[a-z]+\s)?\Z")
# How many sentences back what is denied may stand; further where it is named whose words they are.
_BACK = 3
_FAR_BACK = 8


def compare(view: View) -> Iterator[Difference]:
    """Yield what one speaker says and another denies, both in one article."""
    for number, lines in enumerate(view.lines):
        text = view.articles[number].article.text
        for at, line in enumerate(lines):
            denial = _DENIES.search(text, line.start, line.end)
            if denial is None or _MAY.search(text, max(line.start, denial.start() - 20), denial.start()):
                continue
            said = _said(text, lines, at, denial[0])
            if said is not None:
                yield from _differences(view, number, said, lines[at : at + 2])


def _said(text: str, lines: tuple[Line, ...], at: int, denial: str) -> Line | None:
    """Return the sentence that is denied: one that says or accuses, of the person named, with the most shared words."""
    whose = _WHOSE.search(denial)
    said = [
        line
        for line in lines[max(0, at - (_FAR_BACK if whose else _BACK)) : at]
        if _SAYS.search(text, line.start, line.end)
        and (not whose or whose[1] in text[line.start : line.end])
        and (not _ACCUSED.search(denial) or _ACCUSES.search(text, line.start, line.end))
    ]
    beside = lines[at].bag.union(*(line.bag for line in lines[at + 1 : at + 2]))
    return max(said, key=lambda line: (len(line.bag & beside), line.index), default=None)


def _differences(view: View, number: int, said: Line, against: Sequence[Line]) -> Iterator[Difference]:
    """Yield the denial against what it denies, and what is held against it in the sentence after it."""
    denial = against[0]
    for line in against:
        shared = bool(said.bag & line.bag)
        if line is denial or shared:
            yield Difference(
                slot="polarity",
                kind="dispute",
                certainty="sure" if shared else "possible",
                about="what one says and another denies",
                one=_value(view, number, said, said),
                other=_value(view, number, line, denial),
                strength=0.6 if line is denial else 0.5,
                why="a denial that points back to what was said before",
            )


def _value(view: View, number: int, line: Line, key: Line) -> Value:
    return view.value(number, line.start, line.end, f"{number}:{key.start}")
