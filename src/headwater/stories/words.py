"""Words as stories are told apart by them: how rare they are, and which look like names or numbers."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# Where news names who, where and how many; further down stand the names of its background.
ANCHOR_CHARACTERS = 500
# Weekdays tell no event from another of its kind: every event has one.
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
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
    """Return the English words that tell of no event."""
    return frozenset((files("headwater.stories") / "data" / "stop-words.txt").read_text(encoding="utf-8").split())


def rarity(word: str) -> float:
    """Return the inverse document frequency of a word in open text: 1 for a word in all documents, 8.7 if unknown."""
    documents, frequency = _background()
    return 1 + math.log((1 + documents) / (2 + frequency.get(word, 0)))


def normal(word: str) -> str:
    """Return a word in the form in which it is counted: lower case, without a possessive ending."""
    return word.lower().replace("’", "'").removesuffix("'s")


def content_words(text: str) -> list[tuple[str, int, bool]]:
    """Return the content words of `text`, where each starts, and whether it may be a name or number."""
    found = []
    for match in WORD.finditer(text):
        word = normal(match[0])
        if len(word) > 1 and word not in stop_words():
            found.append((word, match.start(), match[0][0].isupper()))
    return found


def names_and_numbers(text: str) -> list[str]:
    """Return the words at the head of `text` that look like names or numbers, each once, in order."""
    head = text[:ANCHOR_CHARACTERS]
    found: dict[str, None] = {}
    for match in WORD.finditer(head):
        before = head[: match.start()].rstrip(" ")[-1:]
        opens = not before or before in SENTENCE_END
        if match[0][0].isdigit() or (match[0][0].isupper() and not opens):
            word = normal(match[0])
            if len(word) > 1 and word not in stop_words() and word not in WEEKDAYS:
                found[word] = None
    return list(found)
