"""The same quoted words in different mouths."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.vocabulary import stems
from headwater.language.quotations import quoted_stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.comparison.conflicts.pairing import View
    from headwater.language.annotated import Annotated, QuotationMention

# Quoted words in a row that two people do not say by chance, and how sure both speakers must be.
_RUN = 7
_LEAST_CONFIDENCE = 0.85
# A quoted fragment ("perfectly safe") needs so many telling words.
_LEAST_TOLD = 2
_LEAST_CONFIDENCE_MIXED = 0.8
_MOST_HOLDERS = 40
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")


def compare(view: View) -> Iterator[Difference]:
    """Yield direct quotations that two articles give in the same words and attribute to people who share no name."""
    holders: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, annotated in enumerate(view.articles):
        stretches = quoted_stretches(annotated)
        named = {name.entity for name in annotated.names if name.kind in {"PER", "ORG"}}
        for index, quotation in enumerate(annotated.quotations):
            if not _sure(quotation) or quotation.speaker not in named or not _named(annotated, quotation):
                continue
            for key in _keys(annotated.article.text, quotation, stretches):
                holders[key].append((number, index))
    seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    for places in holders.values():
        for position, first in enumerate(places[:_MOST_HOLDERS]):
            for second in places[position + 1 : _MOST_HOLDERS]:
                if first[0] != second[0] and (first, second) not in seen:
                    seen.add((first, second))
                    yield from _compared(view, first, second)


def _keys(
    text: str, quotation: QuotationMention, stretches: tuple[tuple[int, int, int, int], ...]
) -> Iterator[tuple[str, ...]]:
    """Yield what two quotations must share to be the same words: a long run of them, or a whole quoted fragment."""
    if quotation.kind == "direct":
        words = _WORD.findall(" ".join(text[piece.start : piece.end] for piece in quotation.pieces).lower())
        for start in range(len(words) - _RUN + 1):
            yield tuple(words[start : start + _RUN])
        return
    for start, end, low, high in stretches:
        if quotation.start <= start and end <= quotation.end:
            words = _WORD.findall(text[low:high].lower())
            if len(words) < _RUN and len(stems(text[low:high])) >= _LEAST_TOLD:
                yield tuple(words)


def _sure(quotation: QuotationMention) -> bool:
    return (
        quotation.kind != "indirect"
        and quotation.speaker is not None
        and quotation.source is not None
        and quotation.confidence >= (_LEAST_CONFIDENCE if quotation.kind == "direct" else _LEAST_CONFIDENCE_MIXED)
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
    people = all(
        any(name.entity == speaker and name.kind == "PER" for name in view.articles[number].names)
        for speaker, (number, _) in zip(names, (first, second), strict=True)
    )
    yield Difference(
        slot="attribution",
        # Who speaks for a body is a finer statement of who said it.
        kind="real" if people else "granularity",
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
