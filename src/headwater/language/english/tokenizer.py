"""Words and marks of English text, by the conventions of the Universal Dependencies English treebanks (EWT, GUM).

Clitics ("'s", "n't"), hyphens between words and every punctuation mark are tokens of their own; abbreviations keep
their full stop, and "non-profit" its hyphen. One pass, linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from headwater.language.lexicon import wordlist

# No word of any language is longer; what is (digits, base64, a megabyte of one letter) is cut here.
LONGEST = 100

PREFIXES = wordlist("prefixes")
ABBREVIATIONS = wordlist("abbreviations")
# These are words too, and abbreviations only in the right company.
BEFORE_NUMBER = frozenset({"no.", "nos.", "art.", "sec.", "p.", "pp.", "vol.", "fig.", "op."})
# States stand after their town and a comma, or before an office: elsewhere most of these are words.
STATES = wordlist("states")
OFFICE = re.compile(r"\. (?:Gov|Lt|Sens?|Reps?|Atty|Sec)\. ")
CLITICS = re.compile(r"(?:n['’]t|['’](?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE))\Z|N['’]T\Z")
# Pairs that the treebanks take apart, with the place of the cut.
CONTRACTIONS = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2}

PATTERN = re.compile(
    r"""
      (?P<address>(?:https?://|www\.)[^\s<>"“”]+ | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)
    | (?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.'’]))?)
    | (?P<file>[^\W_][\w-]{0,40}(?:\.[^\W_][\w-]{0,40}){0,3}
        \.(?:com|org|net|gov|edu|int|info|co\.uk|pdf|docx?|xlsx?|html?|jpe?g)\b)
    | (?P<number>\d++(?:[.,:/]\d++)*+(?:st|nd|rd|th|s|['’]s)?+(?![^\W_])|\d++(?:[.,:/]\d++)++|\d++(?=[ap]m\b))
    | (?P<elided>['’](?:\d\ds?|em|n|til|cause|tis|twas)(?![\w]))
    | (?P<word>[^\W_](?:[\w\u0300-\u036f]|['’](?=\w)|&(?=[A-Z]))*)
    | (?P<mark>\.{2,}|[!?]{2,}|(?P<same>[-*=~<>#$])(?P=same)+|''|``|[^\w\s]|_+)
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """A token's place in the text: `start` inside, `end` outside."""

    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Return the tokens of `text[start:end]` in reading order; together they cover all but its white space."""
    end = len(text) if end is None else end
    found: list[Piece] = []
    place = start
    for match in PATTERN.finditer(text, start, end):
        first, last = match.span()
        if first < place:
            # The full stop that an abbreviation took.
            continue
        if first > place and not (first == place + 1 and text[place] == " "):
            _rest(text, place, first, found)
        place = last
        kind = _kind(match)
        if kind == "word":
            place = _word(text, first, last, end, found)
        elif kind == "address":
            _address(text, first, last, found)
        else:
            _cut(first, last, found)
    if place < end:
        _rest(text, place, end, found)
    return _join_hyphens(text, found)


def _kind(match: re.Match[str]) -> str:
    return "mark" if match.lastgroup == "same" else match.lastgroup or "mark"


def _rest(text: str, start: int, end: int, found: list[Piece]) -> None:
    # What no pattern knows (combining marks, private characters) still belongs to some token.
    for match in re.finditer(r"\S+", text[start:end]):
        _cut(start + match.start(), start + match.end(), found)


def _cut(start: int, end: int, found: list[Piece]) -> None:
    while end - start > LONGEST:
        found.append(Piece(start, start + LONGEST))
        start += LONGEST
    found.append(Piece(start, end))


def _address(text: str, start: int, end: int, found: list[Piece]) -> None:
    # The marks that close the sentence, the bracket or the quotation are none of the address's own.
    last = start + len(text[start:end].rstrip(".,;:!?)]}'’\"…"))
    _cut(start, last, found)
    found.extend(Piece(i, i + 1) for i in range(last, end))


def _word(text: str, start: int, end: int, limit: int, found: list[Piece]) -> int:
    """Add a word, cut at its clitic, with its full stop where it is an abbreviation; return where it ends."""
    if end - start > LONGEST:
        _cut(start, end, found)
        return end
    word = text[start:end]
    clitic = CLITICS.search(word)
    if clitic and clitic.start():
        # "can't", "won't": the verb keeps what stands before "n't".
        cut = start + clitic.start()
        found.append(Piece(start, cut))
        found.append(Piece(cut, end))
        return end
    cut_at = CONTRACTIONS.get(word.lower())
    if cut_at:
        found.append(Piece(start, start + cut_at))
        found.append(Piece(start + cut_at, end))
        return end
    if end < limit and text[end] == "." and _abbreviated(text, word, start, end, limit):
        end += 1
    found.append(Piece(start, end))
    return end


def _abbreviated(text: str, word: str, start: int, end: int, limit: int) -> bool:
    """Return whether the full stop at `end` belongs to `word`."""
    after = text[end + 1 : min(end + 3, limit)].lstrip(" ")
    if len(word) == 1 and word.isupper():
        # An initial ("John F. Kennedy") stands before another name; "vitamin C. The" is left to chance.
        return word != "I" and bool(after) and text[end + 1 : end + 2] == " " and after[:1].isupper()
    lowered = word.lower() + "."
    if lowered in BEFORE_NUMBER and lowered not in ABBREVIATIONS:
        return after[:1].isdigit()
    if lowered in STATES and word[0].isupper():
        return text[max(0, start - 2) : start] == ", " or bool(OFFICE.match(text, end, limit))
    return lowered in ABBREVIATIONS


def _join_hyphens(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join what a prefix's hyphen keeps together ("non-profit", "e-mail")."""
    found: list[Piece] = []
    for piece in pieces:
        if (
            len(found) > 1
            and found[-1].end == piece.start
            and found[-1].end - found[-1].start == 1
            and text[found[-1].start] == "-"
            and found[-2].end == found[-1].start
            and text[piece.start].isalpha()
            and text[found[-2].start : found[-2].end].lower() in PREFIXES
        ):
            found.pop()
            found[-1] = Piece(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found
