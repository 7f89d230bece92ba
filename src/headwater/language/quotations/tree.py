"""An annotated article read as trees: dependents, subtrees and blocks of tokens, each looked up in constant time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from headwater.article import Block

if TYPE_CHECKING:
    from headwater.article import Article
    from headwater.language.annotated import Annotated, Name, Sentence, Token

# How far a walk up the heads goes: a parse is a guess, and a cycle in it must not hang us.
_HIGHEST = 60
# How many dependents on each side of a head are looked at; a wild parse may hang a whole text on one word.
_MOST = 40
# A dateline begins with a place in capitals and ends with a dash within so many tokens.
_SHORTEST_DATELINE = 3
_LONGEST_DATELINE = 12


class Tree:
    """The tokens of an article with their dependents; built once, in linear time, also over a broken parse."""

    def __init__(self, annotated: Annotated) -> None:
        """Index the tokens, sentences and names of `annotated`."""
        self.text: str = annotated.article.text
        self.tokens: tuple[Token, ...] = annotated.tokens
        self.sentences: tuple[Sentence, ...] = annotated.sentences
        self.names: tuple[Name, ...] = annotated.names
        self.blocks: tuple[Block, ...] = blocks(annotated.article)
        self.starts = [token.start for token in self.tokens]
        self.lower = [token.text.lower().replace("’", "'") for token in self.tokens]
        self.dep = [token.dep.partition(":")[0] for token in self.tokens]
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index and 0 <= token.head < len(self.tokens):
                self.children[token.head].append(index)
        # Which tokens stand between quotation marks; `shut_in` tells.
        self.shut = bytearray(len(self.tokens))
        self.sentence_of = [0] * len(self.tokens)
        for number, sentence in enumerate(self.sentences):
            for index in range(max(0, sentence.first), min(sentence.last, len(self.tokens))):
                self.sentence_of[index] = number

    def shut_in(self, start: int, end: int) -> None:
        """Note that the characters from `start` to `end` stand between quotation marks."""
        first, last = self.range(start, end)
        self.shut[first:last] = b"\x01" * (last - first)

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """The first and last token (inside) of each token's subtree."""
        left = list(range(len(self.tokens)))
        right = list(left)
        order = [index for index, token in enumerate(self.tokens) if token.head == index]
        for index in order:
            order.extend(self.children[index])
        for index in reversed(order):
            head = self.tokens[index].head
            if head != index:
                left[head] = min(left[head], left[index])
                right[head] = max(right[head], right[index])
        return list(zip(left, right, strict=True))

    @cached_property
    def block_of(self) -> list[int]:
        """The number of the block each token stands in."""
        starts = [block.start for block in self.blocks]
        return [max(0, bisect_right(starts, start) - 1) for start in self.starts]

    @cached_property
    def _block_firsts(self) -> list[int]:
        """The first token of each block."""
        return [bisect_left(self.starts, block.start) for block in self.blocks]

    def starts_block(self, index: int) -> int:
        """Return the first token of the block that a token stands in."""
        return self._block_firsts[self.block_of[index]] if self.blocks else 0

    def after_dateline(self, index: int) -> int:
        """Return the first token after "LONDON (AP) —" where the token's block begins so, else the block's first."""
        first = self.starts_block(index)
        if not self.tokens[first].text.isupper() or len(self.tokens[first].text) < _SHORTEST_DATELINE:
            return first
        for place in range(first + 1, min(len(self.tokens), first + _LONGEST_DATELINE)):
            if self.tokens[place].text in {"—", "–", "--", "-", ":"}:
                return place + 1
        return first

    @cached_property
    def name_at(self) -> list[int]:
        """The number of the name each token belongs to, or -1."""
        found = [-1] * len(self.tokens)
        for number, name in enumerate(self.names):
            first, last = self.range(name.start, name.end)
            for index in range(first, last):
                found[index] = number
        return found

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that begin in the characters `start` to `end`: the first, and the one after the last."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def at(self, position: int) -> int:
        """Return the token that covers or precedes a character; 0 before all."""
        return max(0, bisect_right(self.starts, position) - 1)

    def dependents(self, index: int, *relations: str) -> list[int]:
        """Return the dependents of a token by one of the relations (without subtype), in order."""
        return [child for child in self.near(index) if self.dep[child] in relations]

    def near(self, index: int) -> list[int]:
        """Return the dependents of a token that stand nearest to it, in order: no head truly has more."""
        children = self.children[index]
        if len(children) <= 2 * _MOST:
            return children
        middle = bisect_left(children, index)
        return children[max(0, middle - _MOST) : middle + _MOST]

    def first_dependent(self, index: int, *relations: str) -> int:
        """Return the first dependent by one of the relations, or -1."""
        for child in self.near(index):
            if self.dep[child] in relations:
                return child
        return -1

    def ancestors(self, index: int) -> list[int]:
        """Return the heads above a token, nearest first."""
        found: list[int] = []
        while len(found) < _HIGHEST:
            head = self.tokens[index].head
            if head == index or not 0 <= head < len(self.tokens):
                break
            found.append(head)
            index = head
        return found

    def phrase(self, index: int) -> tuple[int, int]:
        """Return the span of characters of a token's subtree, without marks of punctuation at its edges."""
        first, last = self.edges[index]
        return self.trimmed(first, last)

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters from token `first` to `last` (inside), without punctuation at the edges."""
        while first < last and self.is_punctuation(first):
            first += 1
        while last > first and self.is_punctuation(last) and self.tokens[last].text != ")":
            last -= 1
        return self.tokens[first].start, self.tokens[last].end

    def is_punctuation(self, index: int) -> bool:
        """Tell whether a token holds no letter and no digit and is no sign that counts."""
        text = self.tokens[index].text
        return not any(char.isalnum() for char in text) and text not in {"$", "€", "£", "%"}


def blocks(article: Article) -> tuple[Block, ...]:
    """Return an article's blocks: where it has none of its own, the stretches between empty lines."""
    return article.blocks or _stretches(article.text)


def _stretches(text: str) -> tuple[Block, ...]:
    """Return the stretches of `text` between empty lines."""
    found: list[Block] = []
    start = -1
    position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = position if start < 0 else start
            end = position + len(line.rstrip())
        elif start >= 0:
            found.append(Block(start, end))
            start = -1
        position += len(line)
    if start >= 0:
        found.append(Block(start, end))
    return tuple(found)
