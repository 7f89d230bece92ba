"""What was copied from where: the shared prose, and the origins of the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.comparison.passages.stretches import stretches
from headwater.presentation.view import wording
from headwater.presentation.view.conflicts import Part, compared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.account import Account, Origin, Passage
    from headwater.presentation.view.outlets import Excerpt, Outlet, Outlets

# Passages are cut at sentences; a reader sees those as one between which nothing but a space or a break stands.
ADJACENT = 4


@dataclass(frozen=True, slots=True)
class PassageView:
    """A stretch of shared prose: each article's words, with what differs from the first one's marked.

    `source` says where it is from: "from Nordpress", "which was first cannot be told", an outlet's own boilerplate.
    """

    passage: Passage
    grade: str
    origin: str | None
    source: str
    words: int
    copies: tuple[tuple[Excerpt, tuple[Part, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """The passages that the same outlets share, and how many words these are."""

    outlets: tuple[Outlet, ...]
    words: int
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """An origin of the story, and each outlet that has something from it with the share of its prose (0 to 1)."""

    origin: Origin
    name: str
    kind: str
    own: Outlet | None
    takers: tuple[tuple[Outlet, float], ...]

    @property
    def joins(self) -> bool:
        """Whether it tells who has what from whom: not an outlet itself, nor a speaker whom one outlet alone has."""
        return len(self.takers) > 1 or (len(self.takers) == 1 and self.origin.kind != "speaker")


def words_of(outlets: Outlets, passage: Passage) -> int:
    """Return how many words the passage has in the first of its articles."""
    first = passage.spans[0]
    return len(outlets.articles[first.article].text[first.start : first.end].split())


def sharings_of(passages: Iterable[Passage], outlets: Outlets) -> tuple[Sharing, ...]:
    """Return `passages` by the outlets that share them, those who share the most first."""
    mine: dict[tuple[int, ...], list[PassageView]] = {}
    for passage in stretches(passages, ADJACENT):
        key = tuple(outlet.number for outlet in outlets.of(passage.spans))
        mine.setdefault(key, []).append(_passage(passage, outlets))
    sharings = [
        Sharing(tuple(outlets.all[number] for number in key), sum(one.words for one in own), tuple(own))
        for key, own in mine.items()
    ]
    return tuple(sorted(sharings, key=lambda one: (-one.words, [outlet.number for outlet in one.outlets])))


def _passage(passage: Passage, outlets: Outlets) -> PassageView:
    excerpts = outlets.excerpts(passage.spans)
    # The origin's own words come first where it is known, and the others are compared with them.
    first = next((one for one in excerpts if one.article.id == passage.origin), excerpts[0])
    copies: list[tuple[Excerpt, tuple[Part, ...]]] = [(first, (Part(first.marked, differs=False),))]
    copies += [(one, compared(first.marked, one.marked)[1]) for one in excerpts if one is not first]
    origin = None if passage.origin is None else outlets.origin(passage.origin)
    source = f"from {origin}" if origin else "which was first cannot be told"
    if passage.boilerplate:
        source = "recurs in this outlet’s own reports"
    words = words_of(outlets, passage)
    return PassageView(passage, wording.GRADES[passage.grade], origin, source, words, tuple(copies))


def origins_of(account: Account, outlets: Outlets) -> tuple[OriginView, ...]:
    """Return the story's origins with the outlets that have something from them, in the order given."""
    views = []
    for origin in account.origins:
        shares: dict[int, list[float]] = {}
        for article, share in zip(origin.articles, origin.share, strict=True):
            shares.setdefault(outlets.by_article[article].number, []).append(share)
        own = next((outlet for outlet in outlets.all if outlets.is_own(outlet, origin.name)), None)
        # No outlet has anything from itself.
        takers = tuple(
            (outlets.all[number], sum(parts) / len(parts))
            for number, parts in sorted(shares.items())
            if own is None or number != own.number
        )
        kind = wording.ORIGINS.get(origin.kind, "")
        views.append(OriginView(origin, outlets.origin(origin.name), kind, own, takers))
    return tuple(view for view in views if view.takers)
