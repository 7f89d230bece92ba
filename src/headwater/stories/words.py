"""Words as stories are told apart by them: how rare they are, and which look like names or numbers."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from importlib.resources import files

from headwater.language.stems import stem

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# Where news names who, where and how many; further down stand the names of its background.
ANCHOR_CHARACTERS = 500
# Weekdays tell no event from another of its kind: every event has one.
WEEKDAYS = frozenset(map(stem, ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")))
SENTENCE_END = frozenset('.!?:\n"“”')


@cache
def _background() -> tuple[int, dict[str, int]]:
    lines = (
        (files("headwater.stories") / "data" / "background.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    )
    documents = int(lines[0].split("\t")[0])
    return documents, {word: int(n) for n, word in (line.split("\t") for line in lines[1:])}


@cache
def stop_words() -> frozenset[str]:
    """Return the English words that tell of no event, in the form in which words are counted."""
    listed = (files("headwater.stories") / "data" / "stop-words.txt").read_text(encoding="utf-8").split()
    return frozenset(form for word in listed for form in (word, normal(word)))


def rarity(word: str) -> float:
    """Return the inverse document frequency of a word in open text: 1 for a word in all documents, 8.7 if unknown."""
    documents, frequency = _background()
    return 1 + math.log((1 + documents) / (2 + frequency.get(word, 0)))


def normal(word: str) -> str:
    """Return a word in the form in which it is counted: its stem, or in lower case what is no plain word."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    return stem(lower) if lower.isalpha() else lower


@lru_cache(maxsize=1 << 16)
def _content(written: str) -> str | None:
    """The form in which a word as written is counted, None where it tells of no event."""
    word = normal(written)
    return word if len(word) > 1 and word not in stop_words() else None


def content_words(text: str) -> list[tuple[str, int, bool]]:
    """Return the content words of `text`, where each starts, and whether it has a capital."""
    return [
        (word, match.start(), written[0].isupper())
        for match in WORD.finditer(text)
        if (word := _content(written := match[0])) is not None
    ]


def names_and_numbers(text: str) -> list[str]:
    """Return the words at the head of `text` that look like names or numbers, each once, in order."""
    head = text[:ANCHOR_CHARACTERS]
    found: dict[str, None] = {}
    for match in WORD.finditer(head):
        before = head[: match.start()].rstrip(" ")[-1:]
        opens = not before or before in SENTENCE_END
        if match[0][0].isdigit() or (match[0][0].isupper() and not opens):
            word = _content(match[0])
            if word is not None and word not in WEEKDAYS:
                found[word] = None
    return list(found)
