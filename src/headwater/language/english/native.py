"""The shipped English pipeline: tokenizer, sentences, tags, lemmas, trees and names."""

from __future__ import annotations

import json
from copy import copy
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from headwater.language.annotated import Annotated, Name, Token
from headwater.language.consistency import consistent
from headwater.language.english.lemmas import Lemmas
from headwater.language.english.network import Network
from headwater.language.plain import split
from headwater.language.sentences import LONGEST_DATELINE, dateline
from headwater.reading.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from headwater.article import Article
    from headwater.language.annotated import NameKind, Sentence
    from headwater.language.english.namer import Namer
    from headwater.language.english.network import Reading

# Longer sentences are read in parts of this many words: the parser's memory grows with the square of the length.
LONGEST = 160
MARKS = frozenset(',;:-–—)”"')


class Native:
    """The pipeline over the model in `folder`."""

    def __init__(self, folder: Traversable) -> None:
        self.network = Network(folder)
        stored = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        self.lemmas = Lemmas(stored["forms"], frozenset(stored["known"]))
        self.namer: Namer | None = None

    def named_by(self, namer: Namer) -> Native:
        """Return this pipeline with names by `namer` instead of its own."""
        other = copy(self)
        other.namer = namer
        return other

    def parse(self, article: Article) -> Annotated:
        """Return `article` with its tokens, sentences and names; `analysed` is False where it is not in English."""
        plain = split(article)
        if language_of(article) not in {"en", None}:
            return plain
        places = [place for sentence in plain.sentences for place in _parts(plain.tokens, sentence)]
        words = [tuple(t.text for t in plain.tokens[first:last]) for first, last in places]
        # The same words are read once: what repeats itself a thousand times costs no more than what does not.
        distinct = list(dict.fromkeys(words))
        readings = dict(zip(distinct, self._read(distinct), strict=True))
        tokens: list[Token] = []
        names: list[Name] = []
        for (first, last), sentence in zip(places, words, strict=True):
            reading = readings[sentence]
            self._add(plain.tokens[first:last], first, reading, tokens)
            for begin, end, kind in reading.names:
                start, stop = tokens[first + begin].start, tokens[first + end - 1].end
                names.append(
                    Name(start, stop, article.text[start:stop], cast("NameKind", kind), article.text[start:stop])
                )
        _join(plain.sentences, tokens)
        annotated = Annotated(
            article, analysed=True, tokens=tuple(tokens), sentences=plain.sentences, names=tuple(names)
        )
        return consistent(annotated)

    def _read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        readings = self.network.read(sentences)
        if self.namer is None:
            return readings
        return [replace(r, names=names) for r, names in zip(readings, self.namer.read(sentences), strict=True)]

    def _add(self, plain: Sequence[Token], offset: int, reading: Reading, tokens: list[Token]) -> None:
        lemma = self.lemmas.lemma
        for token, head, relation, tag, pos in zip(
            plain, reading.heads, reading.relations, reading.tags, reading.universal, strict=True
        ):
            text = token.text
            tokens.append(Token(token.start, token.end, text, lemma(text, pos, tag), pos, tag, relation, offset + head))


def _parts(tokens: Sequence[Token], sentence: Sentence) -> list[tuple[int, int]]:
    """Return the parts that a sentence is read in.

    A dateline is read by itself, for it is no part of the syntax; what is longer than `LONGEST` is cut after a mark,
    where one stands late enough.
    """
    first, last = sentence.first, sentence.last
    parts = []
    start = first + _dateline(tokens, first, last)
    if first < start < last:
        parts.append((first, start))
        first = start
    while last - first > LONGEST:
        cut = first + LONGEST
        for i in range(cut - 1, first + LONGEST // 2, -1):
            if tokens[i].text in MARKS:
                cut = i + 1
                break
        parts.append((first, cut))
        first = cut
    parts.append((first, last))
    return parts


def _dateline(tokens: Sequence[Token], first: int, last: int) -> int:
    some = tokens[first : min(last, first + LONGEST_DATELINE + 1)]
    return dateline([t.text for t in some], [False, *(a.end == b.start for a, b in pairwise(some))])


def _join(sentences: Sequence[Sentence], tokens: list[Token]) -> None:
    """Give every sentence one root: that of its first part after a dateline; the other parts' roots hang on it."""
    for sentence in sentences:
        roots = [i for i in range(sentence.first, sentence.last) if tokens[i].head == i]
        if len(roots) > 1:
            start = sentence.first + _dateline(tokens, sentence.first, sentence.last)
            main = next((i for i in roots if i >= start), roots[0])
            for i in roots:
                if i != main:
                    tokens[i] = replace(tokens[i], head=main, dep="parataxis")
