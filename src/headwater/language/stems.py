"""Stems: what is left of a word so that "indicted", "indictment" and "indicts" are one."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources

# Endings, longest first, each with what takes its place. A light stemmer in the manner of Lovins (1968): one ending
# is taken off, and never so much that fewer than three letters stay.
ENDINGS = (
    ("ational", ""), ("ization", "iz"), ("isation", "iz"), ("ations", ""), ("ation", ""), ("ically", ""),
    ("nesses", ""), ("ments", ""), ("ities", ""), ("ingly", ""), ("ances", ""), ("ences", ""), ("izing", "iz"),
    ("ising", "iz"), ("ment", ""), ("ness", ""), ("edly", ""), ("ably", ""), ("ance", ""), ("ence", ""),
    ("ions", ""), ("ized", "iz"), ("ised", "iz"), ("izes", "iz"), ("ises", "iz"), ("ings", ""), ("iers", "y"),
    ("ists", "ist"), ("ives", ""), ("ity", ""), ("ion", ""), ("ize", "iz"), ("ise", "iz"), ("ing", ""),
    ("ier", "y"), ("ied", "y"), ("ies", "y"), ("ers", ""), ("ors", ""), ("als", ""), ("ive", ""), ("er", ""),
    ("or", ""), ("ed", ""), ("es", ""), ("al", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
# As much must stay of "praise" as of "praised", or they would be two.
VERB_ENDINGS = frozenset({"ise", "ize"})
LONGEST = 10
# What may follow a word that America and Britain spell apart, and how long the shortest of those is.
FORMS = frozenset({"", "s", "ed", "ing", "er", "ers", "able", "ful", "ly", "ite", "ites", "hood", "hoods", "y", "less"})
LONGEST_FORM, SHORTEST = max(map(len, FORMS)), 4
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMERALS = {word: str(value) for value, word in enumerate(SMALL)} | {
    word: str(10 * value) for value, word in enumerate(TENS, start=2)
}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of `word`: lower case without accents, number words as digits, irregular forms under one."""
    lower = _folded(word.lower().replace("’", "'"))
    lower = lower.removesuffix("'s").rstrip("'")
    if any(character.isdigit() for character in lower):
        return lower.replace(",", "").rstrip("%.")
    lower = lower.replace(".", "")
    if lower in NUMERALS:
        return NUMERALS[lower]
    lower = british(lower)
    return _shortened(_irregular().get(lower, lower))


def british(lower: str) -> str:
    """Return a word in small letters as Britain spells it: "neighbourhood", "organisation"."""
    lower = lower.replace("ization", "isation")
    known = _american()
    for cut in range(len(lower), max(len(lower) - LONGEST_FORM, SHORTEST) - 1, -1):
        instead = known.get(lower[:cut])
        if instead is not None and lower[cut:] in FORMS:
            return instead + lower[cut:]
    return lower


def _shortened(lower: str) -> str:
    """Return a word in lower case without its ending."""
    for ending, instead in ENDINGS:
        least = 4 if len(ending) > 3 or ending in VERB_ENDINGS else 3
        if lower.endswith(ending) and len(lower) - len(ending) >= least:
            lower = lower[: -len(ending)] + instead
            break
    if len(lower) > 3 and lower[-1] == lower[-2] and lower[-1] not in "se":
        lower = lower[:-1]
    if len(lower) > 4:
        lower = lower.removesuffix("e")
    if lower.endswith("y"):
        lower = lower[:-1] + "i"
    return lower[:LONGEST]


def _folded(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _american() -> dict[str, str]:
    """Return the words that America spells otherwise, each with Britain's form."""
    text = resources.files(__package__).joinpath("data/american.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return dict(lines)


@cache
def _irregular() -> dict[str, str]:
    """Return the common stem of words whose forms no ending explains."""
    text = resources.files(__package__).joinpath("data/irregular.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {word: line[0] for line in reversed(lines) for word in line}
