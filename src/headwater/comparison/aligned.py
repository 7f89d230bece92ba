"""A claim before its origins are known: the mentions that assert the same proposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.account import Certainty
    from headwater.language.annotated import Proposition


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

    A claim that only one article makes has one mention, or several of that article. `sure` tells of each mention
    whether it surely tells what the best one tells, itself included; without it all do.
    """

    id: str
    mentions: tuple[Mention, ...]
    best: int
    confidence: float
    why: tuple[str, ...] = ()
    sure: tuple[bool, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """Whether mentions of two articles surely say the same, or all may only be alike."""
        every = {mention.article for mention in self.mentions}
        surely = {mention.article for n, mention in enumerate(self.mentions) if not self.sure or self.sure[n]}
        return "sure" if len(surely) > 1 or len(every) == 1 else "possible"

    def surely(self, number: int) -> bool:
        """Tell whether a mention is a sure one of a sure claim."""
        return self.certainty == "sure" and (not self.sure or self.sure[number])
