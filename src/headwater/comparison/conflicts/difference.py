"""What the comparison of one pair of sentences yields, before conflicts are put together from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.account import Certainty, ConflictKind, Place, Slot


@dataclass(frozen=True, slots=True)
class Value:
    """One side's value: the outlet's words, where they stand, and what makes two of them one."""

    text: str
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two reports that differ in one slot; `strength` ranks differences that speak of the same places.

    `judged` ones come from the learned decision, not from the comparison of one slot.
    """

    slot: Slot
    kind: ConflictKind
    certainty: Certainty
    about: str
    one: Value
    other: Value
    strength: float
    why: str
    claim: str | None = None
    judged: bool = False
