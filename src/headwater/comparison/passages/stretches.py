"""Whole stretches: the passages that run on from each other, as one.

Passages are cut where a sentence ends in any of the articles, so that each says exactly which sentence is which. A
reader, and a measure of granularity, wants the paragraph as one piece.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.account import Passage, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

GAP = 350
"""So many characters may stand between two passages of one stretch: a sentence, not a change of subject."""
_BESIDE = 32
_PART = 0.8


def stretches(passages: Iterable[Passage], gap: int = GAP) -> tuple[Passage, ...]:
    """Return `passages` with those that run on from each other in all their articles joined to one.

    A joined passage is verbatim where all its pieces are and nothing stands between them; it has an origin where all
    its pieces have the same.
    """
    together: dict[tuple[bool, tuple[str, ...]], list[Passage]] = {}
    for passage in passages:
        ordered = replace(passage, spans=tuple(sorted(passage.spans)))
        together.setdefault((passage.boilerplate, tuple(s.article for s in ordered.spans)), []).append(ordered)
    found: list[Passage] = []
    for group in together.values():
        found.extend(_whole(group, gap))
    return tuple(sorted(found, key=lambda p: p.spans))


def _whole(passages: list[Passage], gap: int) -> list[Passage]:
    """Join the passages of the same articles."""
    joined: list[Passage] = []
    for passage in sorted(passages, key=lambda p: p.spans):
        # What an article says twice runs beside the stretch that it belongs to: the nearest end is its own.
        near = range(max(0, len(joined) - _BESIDE), len(joined))
        fits = [n for n in near if _runs_on(joined[n], passage, gap)]
        if fits:
            best = min(fits, key=lambda n: (_distance(joined[n], passage), n))
            joined[best] = _joined(joined[best], passage)
        else:
            joined.append(passage)
    kept: list[Passage] = []
    for passage in sorted(joined, key=lambda p: (-sum(s.end - s.start for s in p.spans), p.spans)):
        if not any(_inside(passage, other) for other in kept):
            kept.append(passage)
    return kept


def _distance(one: Passage, other: Passage) -> int:
    return sum(abs(b.start - a.end) for a, b in zip(one.spans, other.spans, strict=True))


def _inside(one: Passage, other: Passage) -> bool:
    """Whether most of one stretch is, in one of its articles, a part of the other: the article says it twice."""
    return any(
        min(a.end, b.end) - max(a.start, b.start) >= _PART * (a.end - a.start)
        for a, b in zip(one.spans, other.spans, strict=True)
    )


def between(passages: Iterable[Passage], one: str, other: str) -> tuple[Passage, ...]:
    """Return what the articles with the ids `one` and `other` share, each passage cut down to these two."""
    found = []
    for passage in passages:
        spans = tuple(sorted(s for s in passage.spans if s.article in {one, other}))
        if len(spans) == 2:
            found.append(replace(passage, spans=spans))
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
    origin = one.origin if one.origin == other.origin else None
    return Passage("verbatim" if verbatim else "light", spans, origin, one.boilerplate)
