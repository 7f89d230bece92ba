"""Omissions: what most outlets report and some leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.account import Omission

if TYPE_CHECKING:
    from headwater.account import Claim
    from headwater.stories.story import Story

FEWEST = 3
"""Of two outlets, neither is "most"."""


def find(story: Story, claims: tuple[Claim, ...]) -> tuple[Omission, ...]:
    """Return the claims that more than half of the story's publishers have, with the articles that leave them out.

    An article whose publisher has the claim elsewhere leaves nothing out; of an article in a language that was not
    analysed nothing can be said, and of reports that may not even say the same nothing is left out. The most widely
    reported claims come first.
    """
    publishers = {a.article.id: a.article.publisher for a in story.articles if a.analysed}
    everyone = set(publishers.values())
    if len(everyone) < FEWEST:
        return ()
    found = []
    for claim in claims:
        having = {publishers[r.article] for r in claim.counted if r.article in publishers}
        if claim.certainty != "sure" or not len(everyone) / 2 < len(having) < len(everyone):
            continue
        maybe = {publishers[r.article] for r in claim.reports if r.article in publishers}
        leaving = tuple(a.article.id for a in story.articles if publishers.get(a.article.id) in everyone - maybe)
        if not leaving:
            continue
        found.append((-len(having), Omission(claim.id, leaving)))
    return tuple(omission for _, omission in sorted(found, key=lambda item: item[0]))
