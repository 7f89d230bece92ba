"""Claims: which reports of a story make the same assertion."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from headwater.article import Span
from headwater.comparison.aligned import Aligned, Mention
from headwater.comparison.claims import model
from headwater.comparison.claims.features import FEW, measure
from headwater.comparison.claims.gathering import Group, gather
from headwater.comparison.claims.joining import settled
from headwater.comparison.claims.topic import PILE
from headwater.comparison.claims.units import units
from headwater.comparison.claims.wording import COMPARED, clause_of, figures_of, opening, reasons, shown
from headwater.language.annotated import Proposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Passage
    from headwater.comparison.claims.encoder import Encoder
    from headwater.comparison.claims.stating import Stated
    from headwater.comparison.claims.units import Unit
    from headwater.stories.story import Story

__all__ = ["align", "asks"]

# Sentences of fewer words are never folded as copies: "He was 84." may speak of two people.
FOLDED = 6


def align(story: Story, passages: tuple[Passage, ...], encoder: Encoder | None = None) -> tuple[Aligned, ...]:
    """Return the claims of `story`, those of most articles first; every sentence of prose is a mention of at least one.

    A learned decision on pairs of sentences (by `model.py` over the features in `features.py`), then groups
    in which a mention is linked to most of the others by decisions of their own (`grouping.py`). An `encoder` mends the
    decision on the pairs that are not ruled out, unless the story is a pile. `confidence` is the mean
    probability of a group's links; a claim that only one article makes has confidence 1 and one mention.
    """
    del passages  # copied prose shows in the features themselves: runs of shared words
    sentences = units(story.articles)
    decision = model.load()
    distinct = copies(sentences)
    told = [sentences[members[0]] for members in distinct]
    pairs = measure(told)
    probability = decision.probability(pairs)
    if encoder is not None and asks(story):
        probability = encoder.mended(
            [_text(unit, story) for unit in told], [unit.article for unit in told], pairs, probability
        )
    groups = gather(told, pairs, model.tempered(pairs, probability), decision.threshold)
    # What captions alone tell is told of their pictures.
    groups = [one for one in groups if not all(sentences[i].caption for m in one.members for i in distinct[m])]
    several: list[Group] = []
    alone: list[Group] = []
    for one in groups:
        articles = {sentences[i].article for m in one.members for i in distinct[m]}
        (several if len(articles) > 1 else alone).append(one)
    once = settled(several, told, [_text(unit, story) for unit in told])
    held = {member for one, _ in once for member in one.members}
    left = sorted({member for one in several for member in one.members} - held)
    alone += [Group((member,), frozenset({member}), 1.0, None, several[0].link) for member in left]
    found = []
    for group, stated in (*once, *((one, None) for one in alone)):
        members = sorted((i, one) for one in group.members for i in distinct[one])
        own = _aligned([sentences[i] for i, _ in members], group, story)
        found.append((own, _stated(own, [one for _, one in members], stated, story)))
    found.sort(key=lambda one: _order(one[0], story))
    return tuple(one for _, one in found)


def asks(story: Story) -> bool:
    """Tell whether an encoder is asked: in a pile, pairs are too many for it, and most sentences have a copy."""
    return len(story.articles) < PILE


def _stated(one: Aligned, of: Sequence[int], told: Stated | None, story: Story) -> Aligned:
    """Return a claim with the text that states it, and which mentions surely tell that.

    `of` gives the sentence that each mention is of; of what one article alone has nothing is `told`.
    """
    if told is None:
        index, sure, mention = 0, frozenset(of), one.mentions[0]
    else:
        index, sure, text = of.index(told.by), told.sure, told.text
        mention = replace(one.mentions[index], start=text.start, end=text.end)
        if text.clause is not None:
            mention = replace(mention, proposition=text.clause.proposition)
    whole = next(a.article.text for a in story.articles if a.article.id == mention.article)
    # What one article alone has stands by sentences: with its opening a quotation's last would be all of it.
    opened = replace(mention, start=opening(whole, mention.start, mention.end, back=told is not None))
    mentions = (*one.mentions[:index], opened, *one.mentions[index + 1 :])
    return replace(one, mentions=mentions, best=index, sure=tuple(member in sure for member in of))


def _text(unit: Unit, story: Story) -> str:
    return story.articles[unit.article].article.text[unit.start : unit.end]


def copies(sentences: Sequence[Unit]) -> list[list[int]]:
    """Return the sentences as lists of word-for-word copies, each list in order; mostly they are lists of one.

    Only a story of hundreds of articles folds copies before comparing: in a small one each copy's own place and
    neighbours tell more than folding saves.
    """
    if len(sentences) <= FEW:
        return [[index] for index in range(len(sentences))]
    found: dict[tuple[str, ...], list[int]] = {}
    for index, unit in enumerate(sentences):
        words = tuple(word.stem for word in unit.words)
        found.setdefault(words if len(words) >= FOLDED else (str(index),), []).append(index)
    return list(found.values())


def _aligned(members: Sequence[Unit], group: Group, story: Story) -> Aligned:
    """Return the claim of sentences in the order of the story's articles; which of them tells it is open yet."""
    mentions = []
    for unit in members:
        others = (other for other in members if other.article != unit.article)
        clause = clause_of(unit, list(islice(others, COMPARED)), group.matter)
        article = story.articles[unit.article].article
        span = shown(unit, clause, article.text)
        proposition = _whole(unit) if clause is None else clause.proposition
        mentions.append(Mention(article.id, span[0], span[1], unit.sentence, proposition))
    digest = hashlib.sha256()
    for mention in sorted((m.article, m.start, m.end, m.proposition.start) for m in mentions):
        digest.update(repr(mention).encode())
    return Aligned(
        digest.hexdigest()[:12],
        tuple(mentions),
        0,
        group.confidence,
        reasons(members, [figures_of(unit, story.articles[unit.article]) for unit in members]),
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
