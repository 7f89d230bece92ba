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

    An article whose publisher has the claim elsewhere leaves nothing out, nor does one that may have it: by this claim,
    or by another that stands in the same words of one report. Of an article in a language that was not analysed nothing
    can be said, and of reports that may not even say the same nothing is left out. The most widely reported claims come
    first.
    """
    publishers = {a.article.id: a.article.publisher for a in story.articles if a.analysed}
    everyone = set(publishers.values())
    if len(everyone) < FEWEST:
        return ()
    places = _places(claims)
    found = []
    for claim in claims:
        having = {publishers[r.article] for r in claim.counted if r.article in publishers}
        if claim.certainty != "sure" or not len(everyone) / 2 < len(having) < len(everyone):
            continue
        akin = (claims[number] for number in _akin(claim, places))
        maybe = {publishers[r.article] for one in akin for r in one.reports if r.article in publishers}
        leaving = tuple(a.article.id for a in story.articles if publishers.get(a.article.id) in everyone - maybe)
        if not leaving:
            continue
        found.append((-len(having), Omission(claim.id, leaving)))
    return tuple(omission for _, omission in sorted(found, key=lambda item: item[0]))


def _places(claims: tuple[Claim, ...]) -> dict[str, list[tuple[int, int, int]]]:
    """Return, by article, the stretches that reports of claims stand in, each with its claim's number."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for number, claim in enumerate(claims):
        for report in claim.reports:
            found.setdefault(report.article, []).append((report.start, report.end, number))
    return found


def _akin(claim: Claim, places: dict[str, list[tuple[int, int, int]]]) -> list[int]:
    """Return the numbers of the claims with a report in the words of a counted report of `claim`; its own is one."""
    return sorted(
        {
            number
            for report in claim.counted
            for start, end, number in places[report.article]
            if start < report.end and report.start < end
        }
    )
