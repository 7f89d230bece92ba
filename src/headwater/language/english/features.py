"""What the network sees of a word: its pieces, its letters, its shape, and the lists of names it stands in.

Training and reading share this module, so that both see the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NGRAM_BUCKETS = 12288
SHAPE_BUCKETS = 192
# A word's pieces beyond these tell nothing more about it.
MOST_PIECES = 6
# One treebank writes straight quotation marks, news writes curly ones: both are the same to the network.
SAME = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'",
        "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "…": ".",
    }
)  # fmt: skip
QUOTES = {"''": '"', "``": '"', "--": "-", "---": "-", "...": "."}

FIRST_NAME, LAST_NAME, CITY, CITY_BEGIN, CITY_INSIDE, REGION, REGION_BEGIN, REGION_INSIDE, DEMONYM = range(9)
LISTS = 9


def normal(word: str) -> str:
    """Return `word` with the marks of the world's keyboards made one."""
    word = word.translate(SAME)
    return QUOTES.get(word, word)


def shape(word: str) -> int:
    """Return the bucket of the word's shape: its kinds of characters, runs longer than three cut."""
    kinds = "".join(
        "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else "c" if c.isalpha() else c
        for c in word[:24]
    )
    return crc32(re.sub(r"(.)\1{3,}", r"\1\1\1", kinds).encode("utf-8", "surrogatepass")) % SHAPE_BUCKETS


def ngrams(lowered: str) -> list[int]:
    """Return the buckets of the word's beginnings and ends of one to four letters, and of its runs of three."""
    if len(lowered) > 32:
        lowered = lowered[:16] + lowered[-16:]
    framed = f"<{lowered}>"
    parts = {framed[:n] for n in range(2, 6)} | {framed[-n:] for n in range(2, 6)}
    parts |= {framed[i : i + 3] for i in range(1, len(framed) - 3)}
    return sorted(crc32(part.encode("utf-8", "surrogatepass")) % NGRAM_BUCKETS for part in parts)


@lru_cache(maxsize=65536)
def _bare(lowered: str) -> str:
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def pieces(lowered: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Return the ids of the word's longest known pieces, from its beginning on (WordPiece, Schuster and Nakajima 2012).

    What no piece fits is left out; the list may be empty.
    """
    bare = _bare(lowered)[:64]
    found: list[int] = []
    start = 0
    while start < len(bare) and len(found) < MOST_PIECES:
        prefix = "##" if start else ""
        for end in range(min(len(bare), start + 18), start, -1):
            number = vocabulary.get(prefix + bare[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            start += 1
    return found


class Gazetteer:
    """Lists of names, looked up over runs of words; only capitalised words are looked up."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self.single: dict[str, int] = {}
        self.longer: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for kind, bit in (("first", FIRST_NAME), ("last", LAST_NAME), ("demonym", DEMONYM)):
            for name in lists.get(kind, ()):
                self.single[name.lower()] = self.single.get(name.lower(), 0) | 1 << bit
        for kind, bit in (("city", CITY), ("region", REGION)):
            for name in lists.get(kind, ()):
                words = tuple(name.lower().split(" "))
                if len(words) == 1:
                    self.single[words[0]] = self.single.get(words[0], 0) | 1 << bit
                else:
                    self.longer.setdefault(words[0], []).append((words, bit + 1))
        for entries in self.longer.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry))

    def flags(self, words: Sequence[str]) -> list[int]:
        """Return for each of `words` the lists that it stands in, as bits."""
        lowered = [w.lower() for w in words]
        found = [self.single.get(low, 0) if w[:1].isupper() else 0 for w, low in zip(words, lowered, strict=True)]
        for i, word in enumerate(words):
            if not word[:1].isupper() or lowered[i] not in self.longer:
                continue
            for entry, bit in self.longer[lowered[i]]:
                if tuple(lowered[i : i + len(entry)]) == entry:
                    found[i] |= 1 << bit
                    for j in range(i + 1, i + len(entry)):
                        found[j] |= 1 << (bit + 1)
                    break
        return found
