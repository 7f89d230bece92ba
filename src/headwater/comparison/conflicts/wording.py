"""The same words of a speaker, quoted differently: what `comparison.wordings` finds, as differences of one slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.wordings import wordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.stories.story import Story

# Below this share of agreeing words the two may be different utterances of one speaker.
_SURE = 0.75


def compare(story: Story) -> Iterator[Difference]:
    """Yield the direct quotations that two articles give in different words."""
    for wording in wordings(story):
        if "*" in wording.first_words + wording.second_words:
            continue  # a word that one outlet masks is no other word
        yield Difference(
            slot="quote-wording",
            kind="real",
            certainty="sure" if wording.same >= _SURE else "possible",
            about=f"words of {wording.speaker}" if wording.speaker else "quoted words",
            one=Value(wording.first_words, wording.first, wording.first_words.lower()),
            other=Value(wording.second_words, wording.second, wording.second_words.lower()),
            strength=wording.same,
            why=f"{round(100 * wording.same)} % of the shorter one's words agree in order",
        )
