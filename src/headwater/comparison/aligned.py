"""A claim before its origins are known: the mentions that assert the same proposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.account import Certainty
    from headwater.language.annotated import Proposition

# From this mean probability of its links on, a claim's reports are shown as the same: above it about nine links of ten
# are right, below it hardly more than half (`benchmarks.claims --sure`, events left out).
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Mention:
    """One article's assertion of a claim: the span shown to the reader, and the proposition it comes from."""

    article: str
    start: int
    end: int
    sentence: int
    proposition: Proposition


@dataclass(frozen=True, slots=True)
class Aligned:
    """Mentions of one claim, in the order of the story's articles; `best` is the index of the one that states it best.

    A claim that only one article makes has one mention, or several of that article.
    """

    id: str
    mentions: tuple[Mention, ...]
    best: int
    confidence: float
    why: tuple[str, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """Whether the mentions surely say the same, or may only be alike."""
        return "sure" if self.confidence >= SURE else "possible"
