"""Comparison: from a story to its account."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from headwater import graphs
from headwater.account import Account
from headwater.comparison import claims, conflicts, figures, omissions, origins, quotations, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.account import Claim, Conflict, Passage
    from headwater.comparison.claims.encoder import Encoder
    from headwater.stories.story import Story

CONTESTING = frozenset({"real", "dispute"})


def compare(story: Story, passages: tuple[Passage, ...], encoder: Encoder | None = None) -> Account:
    """Return the account of a story.

    `passages` are those with at least two spans in the story's articles. `encoder` helps to tell which sentences make
    the same claim; the names are taken to be read by its package too.
    """
    aligned = claims.align(story, passages, encoder)
    found = conflicts.find(story, aligned)
    traced = tuple(_contested(origins.trace(story, aligned, passages), found))
    return Account(
        id=story.id,
        title=story.title,
        articles=tuple(annotated.article.id for annotated in story.articles),
        claims=traced,
        conflicts=found,
        quotations=quotations.gather(story),
        figures=figures.gather(story),
        passages=passages,
        timeline=timeline.build(story, traced),
        omissions=omissions.find(story, traced),
        origins=origins.flow(story, traced, passages),
        why=story.why,
        encoder=graphs.package() if encoder is not None else None,
        sources=tuple(annotated.article for annotated in story.articles),
    )


def _contested(traced: Iterable[Claim], found: tuple[Conflict, ...]) -> Iterable[Claim]:
    contested = {c.claim for c in found if c.kind in CONTESTING and c.certainty == "sure"}
    return (replace(claim, contested=True) if claim.id in contested else claim for claim in traced)
