"""What each article shares, with whom, and what it has first; and which passages are an outlet's own furniture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from headwater.comparison import captions
from headwater.comparison.passages.dates import first_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from headwater.account import Passage
    from headwater.article import Article

Stretch = tuple[int, int]
FURNITURE = 0.5
"""Articles of one outlet that share more of the shorter's text than this are two versions of one report."""
_ENOUGH = 20
"""Of the articles of one outlet that have a passage, so many tell whether these are different reports."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """What an article shares with articles of other publishers.

    `part` is how much of its characters that is (0 to 1); `partners` are the other articles' ids, each with the part
    that it has of this one, those with most first; `first` are the numbers of the passages that it certainly had
    first.
    """

    article: str
    part: float
    partners: tuple[tuple[str, float], ...]
    first: tuple[int, ...]


def sharing(passages: Sequence[Passage], articles: Iterable[Article]) -> tuple[Sharing, ...]:
    """Return what each of `articles` shares with those of other publishers, captions aside, in their order."""
    known = {article.id: article for article in articles}
    covered: dict[str, dict[str, list[Stretch]]] = {identifier: {} for identifier in known}
    first: dict[str, list[int]] = {identifier: [] for identifier in known}
    captioned = captions.of(known.values())
    for number, passage in enumerate(passages):
        spans = [s for s in passage.spans if s.article in known and not captioned(s.article, s.start)]
        earliest = first_of([known[s.article] for s in spans])
        if earliest and len({known[s.article].publisher for s in spans}) > 1:
            first[earliest.id].append(number)
        for one, other in combinations(spans, 2):
            if known[one.article].publisher != known[other.article].publisher:
                covered[one.article].setdefault(other.article, []).append((one.start, one.end))
                covered[other.article].setdefault(one.article, []).append((other.start, other.end))
    found = []
    for identifier, partners in covered.items():
        length = max(1, len(known[identifier].text))
        parts = sorted(((other, _length(own) / length) for other, own in partners.items()), key=lambda p: (-p[1], p[0]))
        together = _length([stretch for own in partners.values() for stretch in own]) / length
        found.append(Sharing(identifier, together, tuple(parts), tuple(first[identifier])))
    return tuple(found)


def in_prose(passages: Iterable[Passage], articles: Iterable[Article]) -> tuple[Passage, ...]:
    """Return `passages` without what stands in captions of `articles`; those left with a single span are gone."""
    captioned = captions.of(articles)
    kept = [replace(p, spans=tuple(s for s in p.spans if not captioned(s.article, s.start))) for p in passages]
    return tuple(passage for passage in kept if len(passage.spans) > 1)


def boilerplate(passages: Sequence[Passage], articles: Iterable[Article]) -> tuple[Passage, ...]:
    """Return the passages that are one outlet's own furniture or background: they recur in its different reports.

    They stand in articles of one publisher alone, and at least two of these share little else. What other publishers
    print as well is copy, however often one outlet prints it.
    """
    known = {article.id: article for article in articles}
    common: dict[tuple[str, str], int] = {}
    own = [p for p in passages if len({known[s.article].publisher for s in p.spans}) == 1]
    for passage in own:
        for one, other in combinations(sorted(passage.spans)[:_ENOUGH], 2):
            pair = (one.article, other.article)
            common[pair] = common.get(pair, 0) + min(one.end - one.start, other.end - other.start)

    def different(one: str, other: str) -> bool:
        shorter = max(1, min(len(known[one].text), len(known[other].text)))
        return common[one, other] <= FURNITURE * shorter

    return tuple(
        p for p in own if any(different(a.article, b.article) for a, b in combinations(sorted(p.spans)[:_ENOUGH], 2))
    )


def _length(spans: list[Stretch]) -> int:
    """The number of characters that `spans` cover together."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
