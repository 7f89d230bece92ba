"""All credits of an article, from its text and from what cleaning set aside."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.article import Credit
from headwater.reading.credits import cited, documents, marks


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
    kept = _distinct(found)
    if places.byline:
        kept += marks.in_byline(places.byline)
    for index, caption in enumerate(places.captions):
        kept += marks.in_caption(caption, f"caption:{index}")
    for index, (piece, reason) in enumerate(places.discarded):
        kept += marks.in_discarded(piece, reason, f"discarded:{index}")
    return tuple(credit for credit in kept if not _same(credit.origin, places.outlet))


def _distinct(found: list[Credit]) -> list[Credit]:
    """Return the credits in reading order, of overlapping ones for one origin the longest only."""
    kept: list[Credit] = []
    for credit in sorted(found, key=lambda one: (one.start, -one.end, one.origin)):
        if any(other.origin == credit.origin and credit.start < other.end for other in kept[-6:]):
            continue
        kept.append(credit)
    return kept


def _same(origin: str, outlet: str) -> bool:
    """Tell whether a credit names the article's own outlet."""
    one, two = (name.casefold().removeprefix("the ").removesuffix(" news") for name in (origin, outlet))
    return one == two
