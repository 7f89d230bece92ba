"""Where the reports differ: the conflicts in the order in which they are shown, with what differs marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from headwater.presentation.view import wording

if TYPE_CHECKING:
    from headwater.account import Account, Conflict, Place, Side
    from headwater.presentation.view.outlets import Excerpt, Outlet, Outlets

# Differences that follow from how exactly an outlet puts it, rather than from what it holds to be so.
_SMALL = ("rounding", "granularity")
_RANK = {kind: rank for rank, kind in enumerate(("real", "dispute", "update", *_SMALL))}
# Longer wordings than this are shown without marking what differs: the comparison is quadratic in the words.
_WORDS_COMPARED = 300
# How many characters around a side's words are shown with it.
_GLIMPSE = 75
# Longer quotations are shown by what differs in them alone.
_WORDING = 420
_WORD = re.compile(r"\S+")
# Shorter words tell no matter.
_LONG_WORD = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a wording; `differs` tells that the other wording does not have it."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a conflict: its value, who gives it, the words in their paragraphs, and a glimpse of the first.

    `further` is how many more places tell it, which are not shown.
    """

    side: Side
    value: tuple[Part, ...]
    outlets: tuple[Outlet, ...]
    excerpts: tuple[Excerpt, ...]
    glimpse: Excerpt | None
    further: int = 0


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict as shown; `small` ones are differences of exactness, `sure` ones not merely possible."""

    conflict: Conflict
    number: int
    slot: str
    kind: str
    sides: tuple[SideView, ...]
    small: bool
    sure: bool


def conflicts_of(account: Account, outlets: Outlets) -> tuple[ConflictView, ...]:
    """Return the account's conflicts: sure ones first, and among them those that both cannot be true.

    Last come matters that the outlets only tell otherwise.
    """
    ordered = sorted(account.conflicts, key=lambda one: (one.judged, one.certainty != "sure", _RANK[one.kind]))
    return tuple(_conflict(conflict, number, outlets) for number, conflict in enumerate(ordered, 1))


def _conflict(conflict: Conflict, number: int, outlets: Outlets) -> ConflictView:
    values = [_wording(side, outlets) if conflict.slot == "quote-wording" else side.value for side in conflict.sides]
    if conflict.slot == "quote-wording" and len(values) > 1:
        first, second = compared(values[0], values[1])
        parts = [first, second, *(compared(values[0], value)[1] for value in values[2:])]
    else:
        parts = [(Part(value, differs=False),) for value in values]
    return ConflictView(
        conflict=conflict,
        number=number,
        slot="One matter" if conflict.judged else wording.SLOTS[conflict.slot],
        kind="told in more or less detail" if conflict.judged else wording.KINDS[conflict.kind],
        sides=tuple(_side(conflict, side, value, outlets) for side, value in zip(conflict.sides, parts, strict=True)),
        small=conflict.kind in _SMALL,
        sure=conflict.certainty == "sure",
    )


def _side(conflict: Conflict, side: Side, value: tuple[Part, ...], outlets: Outlets) -> SideView:
    shown = _tellings(conflict, side, outlets) if conflict.judged else side.reports
    return SideView(
        side,
        value,
        outlets.of(side.reports),
        outlets.excerpts(shown),
        _glimpse(side, outlets),
        len(side.reports) - len(shown),
    )


def _tellings(conflict: Conflict, side: Side, outlets: Outlets) -> tuple[Place, ...]:
    """Return the place of each article on a side that tells its value, or speaks most of what all sides do.

    What an article has on one matter may be a dozen sentences, each of which leads on to the next.
    """
    matter = {word for one in conflict.sides for word in _words(one.value)}
    ranked: dict[str, list[tuple[bool, float, Place]]] = {}
    for place in side.reports:
        text = outlets.articles[place.article].text[place.start : place.end]
        words = _words(text)
        told = side.value not in text, -len(words & matter) / max(1, len(words)), place
        ranked.setdefault(place.article, []).append(told)
    return tuple(min(own)[-1] for own in ranked.values())


def _words(text: str) -> set[str]:
    return {word for word in map(_plain, _WORD.findall(text)) if len(word) >= _LONG_WORD}


def _wording(side: Side, outlets: Outlets) -> str:
    """The whole quotation, where the side's value is only what differs in it."""
    for place in side.reports:
        words = outlets.articles[place.article].text[place.start : place.end]
        if side.value in words and len(words) <= _WORDING:
            return words
    return side.value


def _glimpse(side: Side, outlets: Outlets) -> Excerpt | None:
    """The side's words with a few around them, for a look at both sides at once; None where they are long enough."""
    if not side.reports or len(side.value) > _GLIMPSE:
        return None
    place = min(side.reports, key=lambda place: (outlets.by_article[place.article].number, place))
    return outlets.excerpt(place, _GLIMPSE) if place.end - place.start < _GLIMPSE else None


def compared(one: str, other: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return both wordings in parts, those that the other does not have marked; letter case and punctuation aside."""
    if one == other:
        return (Part(one, differs=False),), (Part(other, differs=False),)
    spans, others = [[match.span() for match in _WORD.finditer(text)] for text in (one, other)]
    if len(spans) > _WORDS_COMPARED or len(others) > _WORDS_COMPARED:
        return (Part(one, differs=False),), (Part(other, differs=False),)
    plain = [[_plain(text[start:end]) for start, end in own] for text, own in ((one, spans), (other, others))]
    blocks = SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_matching_blocks()
    same = (
        {block.a + i for block in blocks for i in range(block.size)},
        {b.b + i for b in blocks for i in range(b.size)},
    )
    return _parts(one, spans, same[0]), _parts(other, others, same[1])


def _plain(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum()) or word


def _parts(text: str, spans: list[tuple[int, int]], same: set[int]) -> tuple[Part, ...]:
    """The text cut where words that both have give way to words that one has; blanks after these are not marked."""
    parts: list[Part] = []
    for index, (start, _) in enumerate(spans):
        stop = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        piece, differs = text[start if index else 0 : stop], index not in same
        if parts and parts[-1].differs == differs:
            piece = parts.pop().text + piece
        elif parts and parts[-1].differs:
            before = parts.pop().text
            word = before.rstrip()
            parts.append(Part(word, differs=True))
            piece = before[len(word) :] + piece
        parts.append(Part(piece, differs=differs))
    return tuple(parts) or (Part(text, differs=False),)
