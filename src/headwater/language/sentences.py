"""Where sentences end, by their marks: linear, and the same for every language that ends sentences with one.

A sentence ends after its last mark and after the quotation marks and brackets that close there. A block (a paragraph, a
heading) never shares a sentence with another: the caller splits block by block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.language.lexicon import wordlist

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDS = frozenset("。！？｡؟۔।॥")
OPENING = frozenset("“„‘«‹([{「『《〈‚¿¡")
CLOSING = frozenset("”’»›)]}」』》〉")
# Straight marks open or close by where the spaces stand.
STRAIGHT = frozenset({'"', "''", "``", "'"})
DASHES = frozenset({"-", "–", "—", "--", "―"})
LONGEST_DATELINE = 14
LONGEST_ZONE = 4
BULLETS = frozenset("•▪●◦‣■□➤►")
# No sentence ends after these: a name, a number or the like follows.
TITLES = wordlist("never_last")
# After any other abbreviation a sentence ends only before a word that mostly begins one.
BEGINNERS = wordlist("beginners")
# What follows the hour in its own sentence; anything else that is capitalised begins the next.
AFTER_HOUR = wordlist("after_hour")
SAYING = wordlist("saying")
# The link under a post stands by itself, whatever letter it begins with.
ADDRESS = ("http://", "https://", "www.", "pic.twitter.com")


def firsts(words: Sequence[str], glued: Sequence[bool]) -> list[int]:
    """Return the place of each sentence's first word, in order; `glued` tells which words touch the one before."""
    starts = [0] if words else []
    i = 0
    while i < len(words):
        end = _end(words, glued, i)
        if end is None:
            i += 1
            continue
        if end < len(words) and _begins(words, glued, i, end):
            starts.append(end)
        i = max(end, i + 1)
    return starts


def _end(words: Sequence[str], glued: Sequence[bool], i: int) -> int | None:
    """Return the place after the sentence that may end with word `i` (closing marks included), None where none may."""
    word = words[i]
    if not (word[-1] in ".!?…" or word[-1] in ENDS):
        return None
    if word[-1] == "." and len(word) > 1 and any(c.isalnum() for c in word):
        lowered = word.lower()
        if lowered in TITLES or (len(word) == 2 and word[0].isupper()):
            return None
    end = i + 1
    while end < len(words) and _closes(words, glued, end):
        end += 1
    return end


def _closes(words: Sequence[str], glued: Sequence[bool], i: int) -> bool:
    """Return whether word `i`, after a sentence's last mark, still belongs to that sentence."""
    word = words[i]
    if word[-1] in ".!?…" and glued[i] and not any(c.isalnum() for c in word):
        return True
    if word in CLOSING:
        return True
    # A straight mark closes where it touches what it follows and not what it precedes.
    return word in STRAIGHT and glued[i] and not (i + 1 < len(words) and glued[i + 1] and words[i + 1][0].isalnum())


def _begins(words: Sequence[str], glued: Sequence[bool], mark: int, i: int) -> bool:
    """Return whether a new sentence begins at word `i`, after the one whose last mark is word `mark`."""
    word = words[mark]
    first = i
    while first < len(words) and (
        words[first] in OPENING or words[first] in STRAIGHT or words[first] in {"-", "–", "—"}
    ):
        first += 1
    if first == len(words):
        return word[-1] in ENDS
    after = words[first]
    if word[-1] in ENDS or (after.startswith(ADDRESS) and not glued[first]):
        return True
    if after[0].islower() or (
        not after[0].isalnum() and first == i and after not in BULLETS and after[0] not in "$€£["
    ):
        return False
    if glued[i] and words[i] not in OPENING and not _closed(words, mark, i):
        # "example.Next" and "UK.The": a forgotten space; "3.Next", "a.B" and "UK.Gov" are none.
        before = words[mark - 1]
        small = before[-1:].islower() or (len(before) > 1 and before.isupper() and after.lower() in BEGINNERS)
        return word == "." and len(after) > 1 and after[0].isupper() and small
    if len(word) > 1 and word[-1] == "." and any(c.isalnum() for c in word):
        return _after_abbreviation(words, mark, i, first)
    return not (word[-1] in "!?" and i > mark + 1 and _cue_follows(words, first))


def _after_abbreviation(words: Sequence[str], mark: int, i: int, first: int) -> bool:
    """Return whether a sentence ends with the abbreviation `mark`: "the U.S. The court" but not "the U.S. Congress"."""
    after = words[first]
    if i > mark + 1:
        return words[mark + 1] not in CLOSING or after.lower() in BEGINNERS or words[mark + 1] in "”’»"
    if first > i:
        # A quotation begins; brackets and dashes go on ("RICHMOND, Va. (AP) —").
        return words[i] in STRAIGHT or words[i] in "“„‘«"
    if words[mark].lower() in {"a.m.", "p.m."}:
        zone = after.isupper() and 1 < len(after) < 5
        return after[0].isupper() and after.lower() not in AFTER_HOUR and not zone and not _zone_of(words, first)
    return after[0].isupper() and after.lower() in BEGINNERS


def _zone_of(words: Sequence[str], first: int) -> bool:
    """Return whether the time of a place follows the hour: "9 a.m. North Korean time"."""
    named = next((i for i in range(first, min(len(words), first + LONGEST_ZONE)) if not words[i][0].isupper()), -1)
    return named > first and words[named].lower() == "time"


def _closed(words: Sequence[str], mark: int, i: int) -> bool:
    return any(words[j] in CLOSING or words[j] in STRAIGHT for j in range(mark + 1, i))


def _cue_follows(words: Sequence[str], i: int) -> bool:
    """Return whether a quotation's question or call is followed by who uttered it ("Why?" Smith asked)."""
    for word in words[i : i + 7]:
        if word.lower() in SAYING:
            return True
        if not word[0].isalnum():
            return False
    return False


def dateline(words: Sequence[str], glued: Sequence[bool]) -> int:
    """Return how many of a block's first words are its dateline, dash included ("OSLO, Norway (XP) —"); 0 for none."""
    bracket = False
    seen = 0
    for i, word in enumerate(words[:LONGEST_DATELINE]):
        if word in DASHES and not bracket:
            apart = not glued[i] and i + 1 < len(words) and not glued[i + 1]
            return i + 1 if seen and apart and (words[0].isupper() or words[i - 1] == ")") else 0
        if word == "(":
            bracket = True
        elif word == ")":
            bracket = False
        elif word[0].isalpha():
            if not word[0].isupper():
                return 0
            seen += 1
        elif word not in {",", "/", ".", "-"} and not word.isdigit():
            return 0
    return 0
