"""Claims: which reports of a story make the same assertion."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from headwater.article import Span
from headwater.comparison.aligned import Aligned, Mention
from headwater.comparison.claims import model
from headwater.comparison.claims.features import measure, within
from headwater.comparison.claims.grouping import cover
from headwater.comparison.claims.units import units
from headwater.comparison.claims.vectors import DENSE
from headwater.comparison.claims.wording import COMPARED, best, clause_of, reasons, shown
from headwater.language.annotated import Proposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Passage
    from headwater.comparison.claims.units import Unit
    from headwater.stories.story import Story

__all__ = ["align"]

# Sentences of fewer words are never folded as copies: "He was 84." may speak of two people.
FOLDED = 6


def align(story: Story, passages: tuple[Passage, ...]) -> tuple[Aligned, ...]:
    """Return the claims of `story`, those of most articles first; every sentence is a mention of at least one.

    A learned decision on pairs of sentences (gradient-boosted trees over the features in `features.py`), then groups
    in which a mention is linked to most of the others by decisions of their own (`grouping.py`). `confidence` is the
    mean probability of a group's links; a claim that only one article makes has confidence 1 and one mention.
    """
    del passages  # copied prose shows in the features themselves: runs of shared words
    sentences = units(story.articles)
    trees = model.load()
    distinct = copies(sentences)
    chosen = [members[0] for members in distinct]
    pairs = measure([sentences[index] for index in chosen])
    probability = model.tempered(pairs, trees.probability(pairs))
    accepted = probability >= trees.threshold
    links = {
        (left, right): chance
        for left, right, chance in zip(
            pairs.left[accepted].tolist(), pairs.right[accepted].tolist(), probability[accepted].tolist(), strict=True
        )
    }
    groups = cover(
        [(left, right, chance) for (left, right), chance in links.items()],
        [sentences[i].article for i in chosen],
        within([sentences[i] for i in chosen], sorted({index for link in links for index in link})),
    )
    grouped = {member for group in groups for member in group}
    groups.extend((index,) for index in range(len(chosen)) if index not in grouped)
    told = Counter(member for group in groups for member in group)
    found = []
    for group in groups:
        members = sorted((index, told[one]) for one in group for index in distinct[one])
        own = [(sentences[index], count) for index, count in members]
        found.append(_aligned(own, _confidence(group, links), story))
    return tuple(sorted(found, key=lambda one: _order(one, story)))


def copies(sentences: Sequence[Unit]) -> list[list[int]]:
    """Return the sentences as lists of word-for-word copies, each list in order; mostly they are lists of one.

    Only a story of hundreds of articles folds copies before comparing: in a small one each copy's own place and
    neighbours tell more than folding saves.
    """
    if len(sentences) <= DENSE:
        return [[index] for index in range(len(sentences))]
    found: dict[tuple[str, ...], list[int]] = {}
    for index, unit in enumerate(sentences):
        words = tuple(word.stem for word in unit.words)
        found.setdefault(words if len(words) >= FOLDED else (str(index),), []).append(index)
    return list(found.values())


def _confidence(group: Sequence[int], links: dict[tuple[int, int], float]) -> float:
    chances = [links[a, b] for a in group for b in group if (a, b) in links]
    return round(sum(chances) / len(chances), 4) if chances else 1.0


def _aligned(told: Sequence[tuple[Unit, int]], confidence: float, story: Story) -> Aligned:
    """Return the claim of sentences in the order of the story's articles, each with the number of its claims."""
    members = [unit for unit, _ in told]
    mentions, spans = [], []
    for unit in members:
        others = (other for other in members if other.article != unit.article)
        clause = clause_of(unit, list(islice(others, COMPARED)))
        span = shown(unit, clause)
        proposition = _whole(unit) if clause is None else clause.proposition
        article = story.articles[unit.article].article
        mentions.append(Mention(article.id, span[0], span[1], unit.sentence, proposition))
        spans.append((unit, span))
    digest = hashlib.sha256()
    for mention in sorted((m.article, m.start, m.end, m.proposition.start) for m in mentions):
        digest.update(repr(mention).encode())
    return Aligned(
        digest.hexdigest()[:12],
        tuple(mentions),
        best(spans, [count for _, count in told]),
        confidence,
        reasons(members),
    )


def _whole(unit: Unit) -> Proposition:
    """Return a sentence that has not been analysed as one proposition without parts."""
    return Proposition(
        unit.start, unit.end, unit.sentence, "", Span(unit.start, unit.start), (), unit.negated, "asserted", None
    )


def _order(one: Aligned, story: Story) -> tuple[int, float, int, int, str]:
    """Claims of most articles first, then as the articles tell them."""
    order = {annotated.article.id: index for index, annotated in enumerate(story.articles)}
    first = one.mentions[0]
    lengths = [len(story.articles[order[m.article]].article.text) for m in one.mentions]
    where = min(m.start / max(1, length) for m, length in zip(one.mentions, lengths, strict=True))
    return (-len({m.article for m in one.mentions}), round(where, 6), order[first.article], first.start, one.id)
