"""Furniture by what it says: the phrases of `data/signs.toml`, matched on words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.reading import lists
from headwater.reading.lists import kept

_WORD = re.compile(r"[^\W_]+(?:['’‘.+-][^\W_]+)*\+?|[@©]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_LABEL = re.compile(r"[^\w]{0,4}(\w[^:|»›\n]{1,34}?)\s?[:|»›]")
# A star in a phrase stands for this many words at most, two stars for a title.
_STARS = {"*": 3, "**": 25}
# Words read from a line before its signs are sought: a sign stands near the start, or the line is short.
_LOOKED_AT = 400
# Glued furniture is sought within this many characters.
_GLUED = 240

Phrase = tuple[str, ...]


def words(text: str) -> list[str]:
    """Return the words of `text` as signs are compared: without case, marks between them left out."""
    return _WORD.findall(text.translate(_APOSTROPHES).casefold())


@dataclass(frozen=True, slots=True)
class Sign:
    """One phrase: its words, the reason it gives, and how many words a line may have that it condemns.

    `sure` says that no report's own sentence holds it.
    """

    phrase: Phrase
    reason: str
    limit: int
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """All phrases by their first word, the longest first."""

    whole: dict[str, tuple[Sign, ...]]
    start: dict[str, tuple[Sign, ...]]
    loose: dict[str, tuple[Sign, ...]]
    label: dict[str, tuple[Sign, ...]]
    within: dict[str, tuple[Sign, ...]]
    glued: dict[str, tuple[Sign, ...]]


def _indexed(signs: list[Sign]) -> dict[str, tuple[Sign, ...]]:
    index: dict[str, list[Sign]] = {}
    for sign in signs:
        index.setdefault(sign.phrase[0], []).append(sign)
    return {first: tuple(sorted(group, key=lambda sign: -len(sign.phrase))) for first, group in index.items()}


@kept
def load() -> Signs:
    """Return the signs of `data/signs.toml`, and the user's own."""
    found: dict[str, list[Sign]] = {"whole": [], "start": [], "loose": [], "label": [], "within": [], "glued": []}
    for group in lists.load("headwater.reading.cleaning", "signs")["group"]:
        for place, into in found.items():
            for entry in group.get(place, "").splitlines():
                parts = ([piece] if piece in _STARS else words(piece) for piece in entry.split())
                phrase = tuple(word for part in parts for word in part)
                if phrase:
                    into.append(Sign(phrase, group["reason"], group.get("limit", 40), sure=entry.startswith("!")))
    return Signs(**{place: _indexed(signs) for place, signs in found.items()})


def _matched(phrase: Phrase, line: list[str], at: int) -> int:
    """Return how many words of `line` from `at` on the phrase covers, 0 where it does not stand there."""
    position = at
    for index, part in enumerate(phrase):
        if part in _STARS:
            after = phrase[index + 1]
            window = line[position : position + _STARS[part] + 1]
            if after not in window:
                return 0
            position += window.index(after)
        elif position < len(line) and line[position] == part:
            position += 1
        else:
            return 0
    return position - at


def covered(line: list[str]) -> str | None:
    """Return the reason if the line is made of furniture phrases and figures alone, else None."""
    signs, at, reason = load().whole, 0, None
    if len(line) > _LOOKED_AT:
        return None
    while at < len(line):
        word = line[at]
        for sign in signs.get(word, ()):
            length = _matched(sign.phrase, line, at)
            if length:
                at += length
                reason = reason or sign.reason
                break
        else:
            if not (word.isdigit() or word in {"|", "@"}):
                return None
            at += 1
    return reason


def begins(line: list[str], *, loose: bool) -> str | None:
    """Return the reason if the line begins as furniture does and is not too long for it, else None.

    `loose` lets the phrases count that begin a report's own sentences too ("More", "Watch").
    """
    if not line:
        return None
    signs = load()
    for sign in (*signs.start.get(line[0], ()), *(signs.loose.get(line[0], ()) if loose else ())):
        if len(line) <= sign.limit and _matched(sign.phrase, line, 0):
            return sign.reason
    return None


def labelled(text: str) -> str | None:
    """Return the reason if the line begins with a label of furniture ("READ MORE:", "Related |"), else None."""
    match = _LABEL.match(text)
    if not match:
        return None
    head = words(match[1])
    length = len(words(text))
    for sign in load().label.get(head[0], ()) if head else ():
        if sign.phrase == tuple(head) and len(head) < length <= sign.limit:
            return sign.reason
    return None


def holds(line: list[str], *, sure: bool = False) -> str | None:
    """Return the reason if the line holds a furniture phrase and is not too long for it, else None.

    `sure` lets only those phrases count that no report's own sentence holds.
    """
    if len(line) > _LOOKED_AT:
        return None
    index = load().within
    for at, word in enumerate(line):
        for sign in index.get(word, ()):
            if sign.sure >= sure and len(line) <= sign.limit and _matched(sign.phrase, line, at):
                return sign.reason
    return None


def glued(text: str) -> int:
    """Return how many characters at the line's beginning are furniture that was glued to a paragraph, 0 for none."""
    index = load().glued
    spans = [match.span() for match in _WORD.finditer(text[:_GLUED])]
    line = words(text[:_GLUED])
    at = 0
    while at < len(line):
        sign = next((sign for sign in index.get(line[at], ()) if _matched(sign.phrase, line, at)), None)
        if sign is None:
            break
        at += len(sign.phrase)
    return spans[at - 1][1] if at else 0
