"""Captions are read apart from the report: what stands under a picture never changes how the report is understood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.article import blanked
from headwater.language.annotated import Annotated

if TYPE_CHECKING:
    from collections.abc import Callable

    from headwater.article import Article
    from headwater.language.annotated import Proposition, Sentence, Token

Numbers = dict[tuple[bool, int], int]
"""The new number of what had a number in the report (False) or in the captions (True)."""


def read(article: Article, annotate: Callable[[Article], Annotated]) -> Annotated:
    """Return what `annotate` makes of the report of an article and of its captions, each read without the other."""
    captions = article.captions
    prose = tuple(block for block in article.blocks if block.kind != "caption")
    if not captions or not prose:
        return annotate(article)
    report = annotate(replace(article, text=article.prose, blocks=prose))
    beside = annotate(replace(article, text=blanked(article.text, prose), blocks=captions))
    return _joined(article, report, beside)


def _joined(article: Article, report: Annotated, beside: Annotated) -> Annotated:
    both = ((False, report), (True, beside))
    sentences, tokens, sentence = _sentences(report, beside)
    said = sorted(
        ((q, which, number) for which, one in both for number, q in enumerate(one.quotations)),
        key=lambda entry: (entry[0].start, entry[1], entry[2]),
    )
    quotation = {(which, number): index for index, (_, which, number) in enumerate(said)}
    propositions = [_moved(p, which, sentence, quotation) for which, one in both for p in one.propositions]
    return Annotated(
        article,
        analysed=report.analysed,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        names=tuple(sorted((*report.names, *beside.names), key=lambda name: name.start)),
        quotations=tuple(q for q, _, _ in said),
        figures=tuple(sorted((*report.figures, *beside.figures), key=lambda figure: figure.start)),
        moments=tuple(sorted((*report.moments, *beside.moments), key=lambda moment: moment.start)),
        propositions=tuple(sorted(propositions, key=lambda p: (p.start, -p.end, p.predicate_span.start))),
    )


def _sentences(report: Annotated, beside: Annotated) -> tuple[list[Sentence], list[Token], Numbers]:
    """Return the sentences of both in the order of the text, their tokens, and each sentence's new number."""
    every = [(s, False, n) for n, s in enumerate(report.sentences)] + [
        (s, True, n) for n, s in enumerate(beside.sentences)
    ]
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    numbers: Numbers = {}
    for one, which, number in sorted(every, key=lambda entry: entry[0].start):
        shift = len(tokens) - one.first
        numbers[which, number] = len(sentences)
        sentences.append(replace(one, first=one.first + shift, last=one.last + shift))
        own = (beside if which else report).tokens[one.first : one.last]
        tokens += [replace(token, head=token.head + shift) for token in own]
    return sentences, tokens, numbers


def _moved(one: Proposition, which: bool, sentence: Numbers, quotation: Numbers) -> Proposition:  # noqa: FBT001 - part of a key
    said = None if one.quotation is None else quotation[which, one.quotation]
    return replace(one, sentence=sentence[which, one.sentence], quotation=said)
