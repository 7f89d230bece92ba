"""A claim before its origins are known: the mentions that assert the same proposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

    A claim that only one article makes has one mention, or several of that article.
    """

    id: str
    mentions: tuple[Mention, ...]
    best: int
    confidence: float
    why: tuple[str, ...] = ()
