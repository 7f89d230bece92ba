"""Words of a quotation made plain, so that two articles' versions of it can be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from headwater.language.stems import british

# Stands for an ellipsis or for what an outlet put into brackets.
GAP = "…"

_WORD = re.compile(r"\w*+\*[\w*]*+|\w+(?:['’]\w+)*|…|\.\.\.+|[\[\]()]")
_SHORT = {
    "'m": " am",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'d": " would",
    "n't": " not",
    "it's": "it is",
    "that's": "that is",
    "there's": "there is",
    "he's": "he is",
    "she's": "she is",
    "what's": "what is",
    "who's": "who is",
    "here's": "here is",
    "let's": "let us",
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "ok": "okay",
    "percent": "per cent",
    "whilst": "while",
    "amongst": "among",
    "towards": "toward",
    "st": "saint",
    "mt": "mount",
    "dr": "doctor",
}
# In a word this long one letter more or less is a slip.
_LONG_WORD = 8
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text in plain form, each with its characters; `GAP` stands for what is left out."""

    plain: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def split(text: str, start: int, end: int) -> Words:
    """Return the words of `text[start:end]`: lower case, straight apostrophes, ellipses and brackets as `GAP`."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    depth = 0
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        depth += word in "[("
        if depth or word[0] in "….)]" or "*" in word:
            if not plain or plain[-1] != GAP:
                plain.append(GAP)
                spans.append(match.span())
            else:
                spans[-1] = (spans[-1][0], match.end())
        else:
            plain.append(unicodedata.normalize("NFKC", word).casefold().replace("’", "'"))
            spans.append(match.span())
        depth = max(0, depth - (word in ")]"))
    return Words(tuple(plain), tuple(spans))


def same_spelling(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether two runs of words differ only in contractions, numbers in digits, spelling or a slip of the keys."""
    one, other = _spelled_out(first), _spelled_out(second)
    if one == other or not _readings(first).isdisjoint(_readings(second)):
        return True
    if len(first) != 1 or len(second) != 1 or min(len(one), len(other)) < _LONG_WORD:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - loaded only where there is something to compare

    # One letter more or less in a long word is a slip, unless it is an ending that means something.
    return OSA.distance(one, other) == 1 and one[-2:] == other[-2:]


def _readings(words: tuple[str, ...]) -> set[str]:
    """Return words as they may be spelled out where one ends in 's: "rocket's" may be "rocket is" or "rocket has"."""
    opened = [tuple(re.sub(r"'s\Z", f" {verb}", word) for word in words) for verb in ("is", "has")]
    return {_spelled_out(words), *(_spelled_out(one) for one in opened)}


def _spelled_out(words: tuple[str, ...]) -> str:
    found: list[str] = []
    for word in words:
        full = _SHORT.get(word, word)
        for short, long in _SHORT.items():
            if short.startswith(("'", "n't")) and full.endswith(short):
                full = full.removesuffix(short) + long
        if full.isdigit() and len(full) < 3 and int(full) < len(_NUMBERS):
            full = _NUMBERS[int(full)]
        found.append(re.sub(r"(?<=[iy])s(?=e[ds]?$|ing$)", "z", british(full)))
    return "".join("".join(found).split())


def is_title(quoted: str) -> bool:
    """Tell whether all words but short ones begin with a capital: the title of a book, a film or a programme."""
    words = [word.strip("\"“”'‘’.,:;!?()") for word in quoted.split()]
    long = [word for word in words if len(word) > 3]
    return len(long) > 1 and all(not word[0].islower() for word in long)
