"""The passages of a whole pile of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.account import Passage, Place
from headwater.comparison.passages import candidates, dates, grouping, pairing, prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.article import Article
    from headwater.comparison.passages.grouping import Group
    from headwater.comparison.passages.prose import Prose
    from headwater.language.annotated import Annotated


def find(articles: Sequence[Annotated]) -> tuple[Passage, ...]:
    """Return the passages that any two or more of `articles` share, each with one span an article.

    A passage holds one sentence's worth of shared prose in each article, its span clipped to the words that are
    shared; `stretches` joins those that run on from each other. `origin` is the agency that its articles credit, else
    the id of the article that was certainly published first, else None.
    """
    ordered = sorted(articles, key=lambda annotated: annotated.article.id)
    proses = [prose.of(annotated) for annotated in ordered]
    edges = [
        grouping.edge(left, right, match)
        for left, right in candidates.pairs(proses)
        for match in pairing.matches(proses[left], proses[right])
    ]
    found = [_passage(group, proses, [a.article for a in ordered]) for group in grouping.groups(edges)]
    return tuple(sorted(found, key=lambda passage: passage.spans))


def _passage(group: Group, proses: list[Prose], articles: list[Article]) -> Passage:
    spans = []
    for (number, _), (first, last) in group.members:
        words = proses[number].words
        spans.append(Place(proses[number].id, int(words.starts[first]), int(words.ends[last - 1])))
    holders = [articles[number] for (number, _), _ in group.members]
    return Passage("verbatim" if group.verbatim else "light", tuple(sorted(spans)), origin_of(holders))


def origin_of(articles: Sequence[Article]) -> str | None:
    """Return the one agency that `articles` credit as a whole, else the id of the first by time, else None."""
    agencies = {c.origin for a in articles for c in a.credits if c.kind == "wire" and c.whole}
    if len(agencies) == 1:
        return agencies.pop()
    first = dates.first_of(articles)
    return first.id if first else None
