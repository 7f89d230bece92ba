"""The same words of a speaker, quoted differently: what `comparison.wordings` finds, as differences of one slot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.vocabulary import stems
from headwater.comparison.wordings import wordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.account import Place
    from headwater.comparison.wordings import Wording
    from headwater.stories.story import Story

# Below this share of agreeing words the two may be different utterances of one speaker.
_SURE = 0.75
_LEAST_TOLD = 3
# Shorter ones a speaker may have said on two occasions: "it is a waste of time".
_LEAST_WORDS = 8


def compare(story: Story) -> Iterator[Difference]:
    """Yield the direct quotations that two articles give in different words."""
    texts = {annotated.article.id: annotated.article.text for annotated in story.articles}
    publishers = {annotated.article.id: annotated.article.publisher for annotated in story.articles}
    for wording in wordings(story):
        if publishers[wording.first.article] == publishers[wording.second.article]:
            continue  # one outlet that quotes twice tells of two occasions, or has mended its report
        if "*" in wording.first_words + wording.second_words:
            continue  # a word that one outlet masks is no other word
        if _given(texts, wording.first, wording.second) or _given(texts, wording.second, wording.first):
            continue  # a speaker who repeats himself: the other article has both sentences
        if wording.same < _SURE and _told(texts, wording.first, wording.second) < _LEAST_TOLD:
            continue  # "a number of people have been": anybody says that of anything
        yield Difference(
            slot="quote-wording",
            kind="real",
            certainty="sure" if wording.same >= _SURE and _long(texts, wording) else "possible",
            about=f"words of {wording.speaker}" if wording.speaker else "quoted words",
            one=Value(wording.first_words, wording.first, wording.first_words.lower()),
            other=Value(wording.second_words, wording.second, wording.second_words.lower()),
            strength=wording.same,
            why=f"{round(100 * wording.same)} % of the shorter one's words agree in order",
        )


def _long(texts: dict[str, str], wording: Wording) -> bool:
    """Tell whether both quotations are so long that nobody says the like twice."""
    places = (wording.first, wording.second)
    return min(len(texts[place.article][place.start : place.end].split()) for place in places) >= _LEAST_WORDS


def _told(texts: dict[str, str], place: Place, other: Place) -> int:
    """Return how many content words both quotations share."""
    mine, theirs = (set(stems(texts[p.article][p.start : p.end])) for p in (place, other))
    return len(mine & theirs)


def _given(texts: dict[str, str], place: Place, other: Place) -> bool:
    """Tell whether the other article also has the very words of a place."""
    words = _letters(texts[place.article][place.start : place.end])
    return bool(words) and words in _letters(texts[other.article])


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", "")))
