"""What two outlets say of one person: another age, another office, "former" here and in office there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.names import plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from headwater.account import Slot
    from headwater.comparison.conflicts.pairing import View
    from headwater.language.annotated import Annotated, FigureMention, Name

_OFFICES = (
    "executive director", "chief executive", "chief executive officer", "managing director", "vice president",
    "prime minister", "home secretary", "foreign minister", "defense minister", "defence minister", "attorney general",
    "CEO", "executive", "director", "chairman", "chairwoman", "president", "secretary", "minister", "governor",
    "mayor", "spokesman", "spokeswoman", "ambassador", "judge", "sheriff", "commissioner", "chancellor", "premier",
)  # fmt: skip
_OFFICE = "|".join(office.replace(" ", r"\s") for office in _OFFICES)
# Words that stand in no title: who is former before them is somebody else.
_NO_TITLE = (
    r"(?:former|then|said|says|told|asked|urged|met|and|but|that|who|how|why|when|while|with|for|from|after|before|under|"
    r"about)"
)
_BEFORE = re.compile(
    rf"(?P<former>\b(?:[Ff]ormer|[Ee]x-|one-time|then)\s?)?(?:(?!{_NO_TITLE}\s)\b[\w.&’'-]{{1,30}}\s){{0,3}}?"
    rf"(?P<office>\b(?:{_OFFICE}))"
    r"\s(?:(?:Mr|Mrs|Ms|Dr|Sir)\.?\s)?\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf",\s(?P<former>(?:the\s|a\s|its\s)?(?:former|ex-|then)\s?)?(?:[\w.&’'-]+\s){{0,4}}?(?P<office>{_OFFICE})\b",
    re.IGNORECASE,
)
# Offices that head an organisation: holding one in one report and another elsewhere is a difference worth showing.
_ONE_NAME = {"chief executive": "ceo", "chief executive officer": "ceo"}
_HEADS = frozenset({"ceo", "executive director", "managing director"})
_WINDOW = 64


@dataclass(frozen=True, slots=True)
class _Said:
    """What one article says of a person at one place."""

    article: int
    what: str
    start: int
    end: int
    former: bool = False


def compare(view: View) -> Iterator[Difference]:
    """Yield the ages and offices of one person in which articles differ."""
    yield from _compared(view, _ages(view), "figure", "age", _other_age)
    yield from _compared(view, _offices(view), "identity", "office", _other_office)


def _compared(
    view: View, said: dict[str, list[_Said]], slot: Slot, about: str, differ: Callable[[_Said, _Said], bool]
) -> Iterator[Difference]:
    for person in sorted(said):
        own = said[person]
        by_article: dict[int, set[tuple[str, bool]]] = defaultdict(set)
        for one in own:
            by_article[one.article].add((one.what, one.former))
        for index, one in enumerate(own):
            for other in own[index + 1 :]:
                if one.article == other.article or not differ(one, other):
                    continue
                if (one.what, one.former) in by_article[other.article] or (other.what, other.former) in by_article[
                    one.article
                ]:
                    continue
                yield Difference(
                    slot=slot,
                    kind="real",
                    certainty="possible",
                    about=f"{about} of {person.title()}",
                    one=_value(view, one),
                    other=_value(view, other),
                    strength=0.55,
                    why=f"one person, another {about}",
                )


def _other_age(one: _Said, other: _Said) -> bool:
    return one.what != other.what


def _other_office(one: _Said, other: _Said) -> bool:
    if one.what == other.what:
        return one.former != other.former
    if {one.what, other.what} <= _HEADS:
        return one.former == other.former
    executives = _HEADS | {"executive"}
    return {one.what, other.what} <= executives and one.former != other.former


def _ages(view: View) -> dict[str, list[_Said]]:
    found: dict[str, list[_Said]] = defaultdict(list)
    for number, annotated in enumerate(view.articles):
        for figure in annotated.figures:
            name = _owner(annotated, figure) if figure.kind == "age" and figure.bound == "exact" else None
            if name and figure.unit == "year of age":
                found[_key(name)].append(_Said(number, f"{figure.low:g}", figure.start, figure.end))
    return found


def _owner(annotated: Annotated, figure: FigureMention) -> Name | None:
    """Return the name that an age is set beside: "Maria Sand, 34,", "34-year-old Maria Sand", "Sand at age 34"."""
    text = annotated.article.text
    behind: list[Name] = []
    for name in annotated.names:
        if name.kind == "LOC" or name.start > figure.end + 48:
            continue
        before, after = text[name.end : figure.start], text[figure.end : name.start]
        if (
            name.end <= figure.start
            and len(before) <= 16
            and re.fullmatch(
                r"(?:,\s|\s\(|\s(?:died\s)?(?:at|aged|of)\s(?:the\s)?(?:age\s)?(?:of\s)?(?:age\s)?)", before
            )
        ):
            return name
        if name.start >= figure.end and "old" in figure.text and re.fullmatch(r"(?:\s[\w’'-]+){0,4},?\s", after):
            behind.append(name)
    # "The 34-year-old Norda engineer Maria Sand": no firm has that age, and no name before what it tells more of.
    own = (name for name in behind if name.kind == "PER" and not _tells_more(annotated, name))
    return next(own, behind[0] if behind else None)


def _tells_more(annotated: Annotated, name: Name) -> bool:
    """Tell whether a noun stands right behind a name."""
    tokens = annotated.tokens
    after = bisect_left(tokens, name.end, key=lambda token: token.start)
    return after < len(tokens) and tokens[after].pos == "NOUN"


def _offices(view: View) -> dict[str, list[_Said]]:
    found: dict[str, list[_Said]] = defaultdict(list)
    for number, annotated in enumerate(view.articles):
        text = annotated.article.text
        for name in annotated.names:
            if name.kind == "LOC" and " " not in name.text:
                continue
            left = _BEFORE.search(text[max(0, name.start - _WINDOW) : name.start])
            right = _AFTER.match(text, name.end, min(len(text), name.end + _WINDOW))
            if left:
                start = max(0, name.start - _WINDOW) + left.start("former" if left["former"] else "office")
                found[_key(name)].append(_said(number, left, start, name.end))
            elif right:
                found[_key(name)].append(_said(number, right, name.start, right.end()))
    return found


def _said(number: int, match: re.Match[str], start: int, end: int) -> _Said:
    former = (match["former"] or "").strip().lower()
    what = re.sub(r"\s", " ", match["office"].lower())
    gone = (bool(former) and "then" not in former) or bool(re.search(r"\b(?:was|served)\b", match[0]))
    return _Said(number, _ONE_NAME.get(what, what), start, end, gone)


def _key(name: Name) -> str:
    return plainly(name.entity.split()[-1].strip("'’.,"))


def _value(view: View, said: _Said) -> Value:
    own = view.articles[said.article].article
    text = own.text[said.start : said.end].strip()
    start = own.text.index(text, said.start)
    return Value(text, Place(own.id, start, start + len(text)), f"{said.what} {said.former}")
