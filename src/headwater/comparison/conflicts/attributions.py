"""The same quoted words in different mouths."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.vocabulary import stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.pairing import View
    from headwater.language.annotated import Annotated, QuotationMention

# Quoted words in a row that two people do not say by chance, and how sure both speakers must be.
_RUN = 7
_LEAST_CONFIDENCE = 0.85
_MOST_HOLDERS = 40
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")


def compare(view: View) -> Iterator[Difference]:
    """Yield direct quotations that two articles give in the same words and attribute to people who share no name."""
    holders: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, annotated in enumerate(view.articles):
        people = {name.entity for name in annotated.names if name.kind == "PER"}
        for index, quotation in enumerate(annotated.quotations):
            if not _sure(quotation) or quotation.speaker not in people or not _named(annotated, quotation):
                continue
            text = " ".join(annotated.article.text[piece.start : piece.end] for piece in quotation.pieces)
            words = _WORD.findall(text.lower())
            for start in range(len(words) - _RUN + 1):
                holders[tuple(words[start : start + _RUN])].append((number, index))
    seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    for places in holders.values():
        for position, first in enumerate(places[:_MOST_HOLDERS]):
            for second in places[position + 1 : _MOST_HOLDERS]:
                if first[0] != second[0] and (first, second) not in seen:
                    seen.add((first, second))
                    yield from _compared(view, first, second)


def _sure(quotation: QuotationMention) -> bool:
    return (
        quotation.kind == "direct"
        and quotation.speaker is not None
        and quotation.source is not None
        and quotation.confidence >= _LEAST_CONFIDENCE
    )


def _named(annotated: Annotated, quotation: QuotationMention) -> bool:
    """Tell whether the source stands in the text by name: what a pronoun or a description means is less sure."""
    source, speaker = quotation.source, quotation.speaker
    return bool(source and speaker and speaker.split()[-1] in source.of(annotated.article.text))


def _compared(view: View, first: tuple[int, int], second: tuple[int, int]) -> Iterator[Difference]:
    one, other = (view.articles[number].quotations[index] for number, index in (first, second))
    names = [quotation.speaker or "" for quotation in (one, other)]
    if set(stems(names[0])) & set(stems(names[1])):
        return
    yield Difference(
        slot="attribution",
        kind="real",
        certainty="possible",
        about="who said it",
        one=_value(view, first[0], one),
        other=_value(view, second[0], other),
        strength=0.6,
        why="the same quoted words, attributed to people who share no name",
    )


def _value(view: View, number: int, quotation: QuotationMention) -> Value:
    place = Place(view.articles[number].article.id, quotation.start, quotation.end)
    return Value(quotation.speaker or "", place, (quotation.speaker or "").lower())
