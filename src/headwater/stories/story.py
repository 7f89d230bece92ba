"""A story: the articles that tell of the same event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.language.annotated import Annotated


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event, in order of publication (then id); `why` says what holds them together."""

    id: str
    title: str
    articles: tuple[Annotated, ...]
    why: tuple[str, ...] = ()
