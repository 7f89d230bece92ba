"""All credits of an article, from its text and from what cleaning set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.reading.credits import agencies, cited, documents, marks, names, owners

if TYPE_CHECKING:
    from headwater.article import Credit

_GENERIC = re.compile(
    r"(?:newspaper|paper|daily|tabloid|magazine|broadcaster|TV station|television station|radio station|news "
    r"agency|TV channel|"
    r"news site|news website|outlet|network|station|channel)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where credits stand: the canonical text, and the byline, captions and discarded pieces beside it.

    `discarded` holds (text, reason); `outlet` is the article's own outlet, whose name is no credit.
    """

    text: str
    byline: str | None
    captions: tuple[str, ...]
    discarded: tuple[tuple[str, str], ...]
    outlet: str


def find(places: Places) -> tuple[Credit, ...]:
    """Return the credits of an article in reading order: of the text first, then of byline, captions, discarded."""
    found = [*marks.in_text(places.text), *cited.find(places.text), *documents.find(places.text)]
    unlisted = agencies.find(places.text, places.byline, places.discarded)
    kept = _resolved(_distinct([*found, *(credit for credit in unlisted if credit.place == "text")]), places.text)
    if places.byline:
        kept += marks.in_byline(places.byline)
    for index, caption in enumerate(places.captions):
        kept += marks.in_caption(caption, f"caption:{index}")
    for index, (piece, reason) in enumerate(places.discarded):
        kept += marks.in_discarded(piece, reason, f"discarded:{index}")
    kept += [credit for credit in unlisted if credit.place != "text"]
    return tuple(credit for credit in kept if _foreign(credit, places.outlet))


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
