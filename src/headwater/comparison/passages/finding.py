"""The passages of a whole pile of articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from headwater.account import Passage, Place
from headwater.comparison.passages import candidates, dates, grouping, pairing, prose, speech
from headwater.comparison.passages.grouping import Edge, Sentence
from headwater.comparison.passages.prose import Prose
from headwater.comparison.passages.resemblance import align
from headwater.comparison.passages.sharing import boilerplate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.article import Article
    from headwater.comparison.passages.grouping import Group
    from headwater.language.annotated import Annotated


Proses = Callable[[int], Prose]
_AT_HAND = 4096
"""So many articles are kept split into words; the rest are split again when they are met again."""


def find(articles: Sequence[Annotated]) -> tuple[Passage, ...]:
    """Return the passages that any two or more of `articles` share, each with one span an article.

    A passage holds one sentence's worth of shared prose in each article, its span clipped to the words that are
    shared; `stretches` joins those that run on from each other. `origin` is the agency that its articles credit, else
    the id of the article that was certainly published first, else None. One outlet's own boilerplate is marked.
    """
    ordered = sorted(articles, key=lambda annotated: annotated.article.id)

    @lru_cache(maxsize=_AT_HAND)
    def proses(number: int) -> Prose:
        return prose.of(ordered[number])

    edges = [
        grouping.edge(left, right, match)
        for left, right in candidates.pairs([annotated.article.text for annotated in ordered])
        for match in pairing.matches(proses(left), proses(right))
    ]
    grouped = grouping.groups(edges, _versions(proses), lambda a, b: _alike(a, b, proses))
    telling = [group for group in speech.apart(grouped, proses) if _tells(group, proses)]
    found = [_passage(group, proses, [a.article for a in ordered]) for group in telling]
    own = set(boilerplate(found, [annotated.article for annotated in ordered]))
    return tuple(sorted((replace(p, boilerplate=p in own) for p in found), key=lambda passage: passage.spans))


def _versions(proses: Proses) -> Callable[[Sentence], int]:
    """Number sentences so that those with the same words in the same order have one number."""
    numbers: dict[bytes, int] = {}

    def version(sentence: Sentence) -> int:
        prose = proses(sentence[0])
        words = prose.words.hashes[int(prose.bounds[sentence[1]]) : int(prose.bounds[sentence[1] + 1])]
        return numbers.setdefault(words.tobytes(), len(numbers))

    return version


def _alike(a: Sentence, b: Sentence, proses: Proses) -> Edge | None:
    """Compare two sentences that both match a third, but whose articles were not compared."""
    one = align(proses(a[0]), proses(b[0]), a[1], b[1])
    if one is None or not one.certain:
        return None
    return Edge(a, b, one.left, one.right, 1.0, one.same)


def _tells(group: Group, proses: Proses) -> bool:
    """Tell whether a stretch says something: not a time, a date and a name alone, which each page writes alike."""
    return all(_prose_word(proses(node[0]), first, last) for node, (first, last) in group.members)


def _prose_word(prose: Prose, first: int, last: int) -> bool:
    """Tell whether one of the words is more than an initial or a unit, and no name by its capitals."""
    starts, ends = prose.words.starts[first:last].tolist(), prose.words.ends[first:last].tolist()
    written = (prose.text[start:end] for start, end in zip(starts, ends, strict=True))
    return any(word[0].isalpha() and word == word.lower() and (len(word) > 1 or word[0] > "\u2e80") for word in written)


def _passage(group: Group, proses: Proses, articles: list[Article]) -> Passage:
    spans = []
    for (number, *_), (first, last) in group.members:
        words = proses(number).words
        spans.append(Place(proses(number).id, int(words.starts[first]), int(words.ends[last - 1])))
    holders = [articles[number] for (number, *_), _ in group.members]
    return Passage("verbatim" if group.verbatim else "light", tuple(sorted(spans)), origin_of(holders))


def origin_of(articles: Sequence[Article]) -> str | None:
    """Return the one agency that `articles` credit as a whole, else the id of the first by time, else None.

    A closing line that names agencies says of no sentence that it is from there: where a byline or dateline names one,
    that one counts.
    """
    named = [c for a in articles for c in a.credits if c.kind == "wire" and c.whole]
    agencies = {c.origin for c in named if not c.closing} or {c.origin for c in named}
    if len(agencies) == 1:
        return agencies.pop()
    first = dates.first_of(articles)
    return first.id if first else None
