"""Whole stretches: the passages that run on from each other, as one.

Passages are cut where a sentence ends in any of the articles, so that each says exactly which sentence is which. A
reader, and a measure of granularity, wants the paragraph as one piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.account import Passage, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

GAP = 350
"""So many characters may stand between two passages of one stretch: a sentence, not a change of subject."""


def stretches(passages: Iterable[Passage], gap: int = GAP) -> tuple[Passage, ...]:
    """Return `passages` with those that run on from each other in all their articles joined to one.

    A joined passage is verbatim where all its pieces are and nothing stands between them; it has an origin where all
    its pieces have the same.
    """
    together: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        ordered = Passage(passage.grade, tuple(sorted(passage.spans)), passage.origin)
        together.setdefault(tuple(s.article for s in ordered.spans), []).append(ordered)
    found: list[Passage] = []
    for group in together.values():
        open_: Passage | None = None
        for passage in sorted(group, key=lambda p: p.spans):
            if open_ is not None and _runs_on(open_, passage, gap):
                open_ = _joined(open_, passage)
                continue
            if open_ is not None:
                found.append(open_)
            open_ = passage
        if open_ is not None:
            found.append(open_)
    return tuple(sorted(found, key=lambda p: p.spans))


def between(passages: Iterable[Passage], one: str, other: str) -> tuple[Passage, ...]:
    """Return what the articles with the ids `one` and `other` share, each passage cut down to these two."""
    found = []
    for passage in passages:
        spans = tuple(sorted(s for s in passage.spans if s.article in {one, other}))
        if len(spans) == 2:
            found.append(Passage(passage.grade, spans, passage.origin))
    return tuple(sorted(found, key=lambda p: p.spans))


def _runs_on(one: Passage, other: Passage, gap: int) -> bool:
    return all(
        a.start <= b.start and -gap <= b.start - a.end <= gap for a, b in zip(one.spans, other.spans, strict=True)
    )


def _joined(one: Passage, other: Passage) -> Passage:
    pairs = list(zip(one.spans, other.spans, strict=True))
    spans = tuple(Place(a.article, a.start, max(a.end, b.end)) for a, b in pairs)
    # Between two sentences stand their marks and a space.
    close = all(b.start - a.end <= 4 for a, b in pairs)
    verbatim = close and one.grade == other.grade == "verbatim"
    return Passage("verbatim" if verbatim else "light", spans, one.origin if one.origin == other.origin else None)
