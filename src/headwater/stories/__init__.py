"""Stories: which articles tell of the same event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.stories.grouping import grouped
from headwater.stories.index import Index
from headwater.stories.portrait import story
from headwater.stories.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Passage
    from headwater.language.annotated import Annotated

__all__ = ["Story", "group"]


def group(articles: Sequence[Annotated], passages: Sequence[Passage] = ()) -> tuple[Story, ...]:
    """Return the stories among `articles`, every article in exactly one, stories in order of their first article.

    `passages` are the stretches of prose that articles share, named among what holds a story together. The order of
    `articles` changes nothing.
    """
    ordered = sorted(articles, key=lambda one: (one.article.published or "9999", one.article.outlet, one.article.id))
    index = Index()
    for one in ordered:
        index.add(one.article)
    return tuple(
        story([ordered[i] for i in members], passages) for members in sorted(grouped(index, range(len(index))))
    )
