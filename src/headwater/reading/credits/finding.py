"""All credits of an article, from its text and from what cleaning set aside."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.reading.credits import agencies, cited, documents, marks, names, owners

if TYPE_CHECKING:
    from collections.abc import Callable

    from headwater.article import Block, Credit

_GENERIC = re.compile(
    r"(?:newspaper|paper|daily|tabloid|magazine|broadcaster|TV station|television station|radio station|news "
    r"agency|TV channel|"
    r"news site|news website|outlet|network|station|channel)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where credits stand: the canonical text, and the byline, address and discarded pieces beside it.

    `captions` are the blocks of the text that are captions, `discarded` holds (text, reason); `outlet` is the
    article's own outlet, whose name is no credit.
    """

    text: str
    byline: str | None
    captions: tuple[Block, ...]
    discarded: tuple[tuple[str, str], ...]
    outlet: str
    url: str | None = None


def find(places: Places) -> tuple[Credit, ...]:
    """Return the credits of an article in reading order: of the text, then of byline, address, discarded pieces."""
    prose, moved = _without(places.text, places.captions)
    found = [*marks.in_text(prose), *cited.find(prose), *documents.find(prose)]
    unlisted = agencies.find(prose, places.byline, places.discarded)
    said = _resolved(_distinct([*found, *(credit for credit in unlisted if credit.place == "text")]), prose)
    pictured = [
        replace(credit, start=block.start + credit.start, end=block.start + credit.end)
        for block in places.captions
        for credit in marks.in_caption(places.text[block.start : block.end], "text")
    ]
    kept = sorted([*map(moved, said), *pictured], key=lambda credit: credit.start)
    if places.byline:
        kept += marks.in_byline(places.byline)
    if places.url:
        kept += marks.in_address(places.url)
    for index, (piece, reason) in enumerate(places.discarded):
        kept += marks.in_discarded(piece, reason, f"discarded:{index}")
    kept += [credit for credit in unlisted if credit.place != "text"]
    return tuple(credit for credit in kept if _foreign(credit, places.outlet))


def _without(text: str, captions: tuple[Block, ...]) -> tuple[str, Callable[[Credit], Credit]]:
    """Return `text` without its captions, and what moves a credit found in that to where it stands in `text`."""
    if not captions:
        return text, lambda credit: credit
    pieces: list[str] = []
    begins: list[int] = []
    shifts: list[int] = []
    at = length = 0
    for start, end in [*((block.start, block.end) for block in captions), (len(text), len(text))]:
        begins.append(length)
        shifts.append(at - length)
        pieces.append(text[at:start])
        length += start - at
        # A caption leaves with the empty line behind it.
        at = min(len(text), end + 2)

    def moved(credit: Credit) -> Credit:
        shift = shifts[bisect_right(begins, credit.start) - 1]
        return replace(credit, start=credit.start + shift, end=credit.end + shift)

    return "".join(pieces).rstrip("\n"), moved


def _resolved(found: list[Credit], text: str) -> list[Credit]:
    """Return the credits with "the paper" read as the medium named before it, and acronyms as what they stand for."""
    short = owners.acronyms(text)
    spelled = re.compile(rf"\b(?:{names.alternatives(list(short))})\b") if short else None
    kept: list[Credit] = []
    medium: Credit | None = None
    for credit in found:
        if credit.kind == "medium" and _GENERIC.fullmatch(credit.origin):
            if text[credit.start : credit.start + 4].lower() != "the ":
                kept.append(credit)
            elif medium:
                kept.append(replace(credit, origin=medium.origin, kind=medium.kind))
            continue
        if credit.kind in {"medium", "wire"}:
            medium = credit
        elif spelled and spelled.search(credit.origin):
            credit = replace(credit, origin=spelled.sub(lambda match: short[match[0]], credit.origin))  # noqa: PLW2901 - the same credit, spelled out
        kept.append(credit)
    return kept


def _distinct(found: list[Credit]) -> list[Credit]:
    """Return the credits in reading order, of overlapping ones for one origin the longest only."""
    kept: list[Credit] = []
    for credit in sorted(found, key=lambda one: (one.start, -one.end, one.origin)):
        if any(credit.start < other.end and _covers(other, credit) for other in kept[-6:]):
            continue
        kept.append(credit)
    return kept


def _covers(one: Credit, two: Credit) -> bool:
    """Tell whether of two overlapping credits the first says all that the second does."""
    if one.origin == two.origin:
        return True
    return two.end <= one.end and one.kind in {"wire", "medium"} and two.kind in {"document", "dataset"}


def _foreign(credit: Credit, outlet: str) -> bool:
    """Tell whether a credit names another than the article's own outlet; an agency's own mark stays one."""
    one, two = (name.casefold().removeprefix("the ").removesuffix(" news") for name in (credit.origin, outlet))
    own = one == two or (" " in one and two.endswith(f" {one}"))
    return not own or (credit.kind == "wire" and credit.whole)
