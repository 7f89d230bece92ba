"""Numbers as English writes them: digits with their separators, number words, multipliers, fractions.

Both the readers of moments and of figures build on this; neither a run of a thousand digits nor another script's digits
may become a number here.
"""

from __future__ import annotations

import re

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "dozen": 12.0, "score": 20.0,
}  # fmt: skip
# What stands glued to digits or after them in headlines and British papers.
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
PARTS = {
    "half": 0.5, "halves": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fourth": 0.25,
    "fourths": 0.25, "fifth": 0.2, "fifths": 0.2, "sixth": 1 / 6, "sixths": 1 / 6, "seventh": 1 / 7, "sevenths": 1 / 7,
    "eighth": 0.125, "eighths": 0.125, "ninth": 1 / 9, "ninths": 1 / 9, "tenth": 0.1, "tenths": 0.1,
}  # fmt: skip
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

# A longer run of digits is no number that a report states; it also keeps every conversion finite.
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,15}(?![0-9]))(?:\.[0-9]{1,10}(?![0-9]))?"
_SMALL = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_UNIT = "|".join(sorted((word for word in ONES if 0 < ONES[word] < 10), key=len, reverse=True))
_TEN = "|".join(TENS)
_UNDER_HUNDRED = rf"(?:(?:{_TEN})(?:[-\s](?:{_UNIT}))?|(?:{_SMALL}))"
_SCALE = "|".join(scale for scale in SCALES if scale not in {"dozen", "score"})
WORDS = rf"(?:{_UNDER_HUNDRED}(?:[-\s](?:{_SCALE})(?:\s(?:and\s)?{_UNDER_HUNDRED})?){{0,4}})(?![\w])"

_PIECE = re.compile(r"[a-z]+|[0-9][0-9,]*(?:\.[0-9]+)?|[½¼¾⅓⅔]")


def value_of(text: str) -> float | None:  # noqa: C901 - one kind of word, one line
    """Return the number that `text` (digits, number words, or both: "2.5 million", "one hundred and five") says.

    None where it says none. The length is limited: a report's numbers are short.
    """
    if len(text) > 120:
        return None
    total = current = 0.0
    seen = False
    for piece in _PIECE.findall(text.lower()):
        if piece in ONES or piece in TENS:
            current += ONES.get(piece, TENS.get(piece, 0))
        elif piece[0].isdigit() and piece.isascii():
            current += float(piece.replace(",", ""))
        elif piece in GLYPHS:
            current += GLYPHS[piece]
        elif piece == "hundred":
            current = (current or 1) * 100
        elif piece in SCALES or piece in SHORT_SCALES:
            total += (current or 1) * (SCALES.get(piece) or SHORT_SCALES[piece])
            current = 0.0
        elif piece in {"a", "an"}:
            continue
        elif piece == "half":
            current += 0.5
        elif piece != "and":
            return None
        seen = True
    return total + current if seen else None


def ordinal_of(text: str) -> int | None:
    """Return the number of an ordinal ("fifth", "21st", "twenty-first"), None for anything else."""
    lowered = text.lower()
    if lowered in ORDINALS:
        return ORDINALS[lowered]
    match = re.fullmatch(r"([0-9]{1,4})(?:st|nd|rd|th)", lowered)
    if match:
        return int(match[1])
    tens, _, rest = lowered.replace(" ", "-").partition("-")
    if tens in TENS and rest in ORDINALS and ORDINALS[rest] < 10:
        return TENS[tens] + ORDINALS[rest]
    return None
