"""Claims: which reports of a story make the same assertion."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from headwater.article import Span
from headwater.comparison.aligned import Aligned, Mention
from headwater.comparison.claims import model
from headwater.comparison.claims.encoder import MOST_ARTICLES
from headwater.comparison.claims.features import measure
from headwater.comparison.claims.gathering import gather
from headwater.comparison.claims.units import units
from headwater.comparison.claims.vectors import DENSE, rarity
from headwater.comparison.claims.wording import COMPARED, best, clause_of, figures_of, opening, reasons, shown
from headwater.language.annotated import Proposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Passage
    from headwater.comparison.claims.encoder import Encoder
    from headwater.comparison.claims.gathering import Group
    from headwater.comparison.claims.units import Unit
    from headwater.comparison.claims.wording import Matter
    from headwater.stories.story import Story

__all__ = ["align"]

# Sentences of fewer words are never folded as copies: "He was 84." may speak of two people.
FOLDED = 6
# A sentence is known again by so many of its rarest stems.
RAREST = 6


def align(story: Story, passages: tuple[Passage, ...], encoder: Encoder | None = None) -> tuple[Aligned, ...]:
    """Return the claims of `story`, those of most articles first; every sentence of prose is a mention of at least one.

    A learned decision on pairs of sentences (gradient-boosted trees over the features in `features.py`), then groups
    in which a mention is linked to most of the others by decisions of their own (`grouping.py`). With an `encoder`, a
    story of few articles asks it too about pairs that the trees doubt. `confidence` is the
    mean probability of a group's links; a claim that only one article makes has confidence 1 and one mention.
    """
    del passages  # copied prose shows in the features themselves: runs of shared words
    sentences = units(story.articles)
    trees = model.load()
    distinct = copies(sentences)
    told = [sentences[members[0]] for members in distinct]
    pairs = measure(told)
    probability = trees.probability(pairs)
    if encoder is not None and len(story.articles) <= MOST_ARTICLES:
        probability = encoder.mended([_text(unit, story) for unit in told], pairs, probability)
    groups = gather(told, pairs, model.tempered(pairs, probability), trees.threshold)
    # What captions alone tell is told of their pictures.
    groups = [one for one in groups if not all(sentences[i].caption for m in one.members for i in distinct[m])]
    told_in = Counter(member for group in groups for member in group.members)
    found = []
    for group in groups:
        members = sorted((i, told_in[one], one in group.sure) for one in group.members for i in distinct[one])
        own = [(sentences[index], count) for index, count, _ in members]
        aligned = _aligned([unit for unit, _ in own], group, story)
        found.append((replace(aligned, sure=tuple(is_sure for _, _, is_sure in members)), own, group.matter))
    return _told_once(sorted(found, key=lambda one: _order(one[0], story)), story)


def _told_once(
    found: Sequence[tuple[Aligned, Sequence[tuple[Unit, int]], Matter | None]], story: Story
) -> tuple[Aligned, ...]:
    """Return the claims, each told by the mention that states it best and tells no claim before it if another can."""
    used: set[str] = set()
    out = []
    for one, own, matter in found:
        spans = [(unit, (m.start, m.end)) for (unit, _), m in zip(own, one.mentions, strict=True)]
        texts = [story.articles[unit.article].article.text[start:end] for unit, (start, end) in spans]
        keys = [_telling(unit) for unit, _ in own]
        # A report that may only be alike does not tell the claim where others surely make it.
        able = [n for n in range(len(own)) if one.surely(n)] or list(range(len(own)))
        counts = [own[n][1] for n in able]
        index = able[
            best([spans[n] for n in able], [texts[n] for n in able], counts, [keys[n] in used for n in able], matter)
        ]
        used.add(keys[index])
        mention = one.mentions[index]
        text = story.articles[own[index][0].article].article.text
        opened = replace(mention, start=opening(text, mention.start, mention.end))
        out.append(replace(one, best=index, mentions=(*one.mentions[:index], opened, *one.mentions[index + 1 :])))
    return tuple(out)


def _text(unit: Unit, story: Story) -> str:
    return story.articles[unit.article].article.text[unit.start : unit.end]


def _telling(unit: Unit) -> str:
    """Return what two copies of a sentence have in common though a word or two be changed: its rarest stems."""
    held = sorted({word.stem for word in unit.words if word.content}, key=lambda root: (-rarity(root), root))
    return " ".join(sorted(held[:RAREST]))


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
