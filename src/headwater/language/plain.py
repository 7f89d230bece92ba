"""Words and sentences of any article, by script and punctuation alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from headwater.language.annotated import Annotated, Sentence, Token
from headwater.language.english.tokenizer import Piece, tokenize
from headwater.language.sentences import firsts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Article

# Scripts without spaces: each character is a token.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where each block of the article's text starts and ends; lines, where it has no blocks."""
    if article.blocks:
        for block in article.blocks:
            yield block.start, block.end
        return
    start = 0
    for line in article.text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def split(article: Article) -> Annotated:
    """Return `article` with its tokens and sentences and nothing else: every token its own head, no tags."""
    text = article.text
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for start, end in paragraphs(article):
        pieces = list(_spaceless(text, tokenize(text, start, end)))
        if not pieces:
            continue
        words = [text[p.start : p.end] for p in pieces]
        glued = [False, *(a.end == b.start for a, b in pairwise(pieces))]
        bounds = [*firsts(words, glued), len(words)]
        offset = len(tokens)
        tokens += [
            Token(p.start, p.end, word, word.lower(), "X", "", "dep", offset + i)
            for i, (p, word) in enumerate(zip(pieces, words, strict=True))
        ]
        sentences += [
            Sentence(pieces[first].start, pieces[last - 1].end, offset + first, offset + last)
            for first, last in pairwise(bounds)
        ]
    return Annotated(article, analysed=False, tokens=tuple(tokens), sentences=tuple(sentences))


def _spaceless(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.end - piece.start > 1 and UNSPACED.search(text, piece.start, piece.end):
            yield from (Piece(i, i + 1) for i in range(piece.start, piece.end))
        else:
            yield piece
