"""An article's words as arrays: where each stands, and a hash that is the same wherever the word is written the same.

Everything is done on whole arrays, because at a hundred thousand articles a loop over words is what costs. A word is
a run of letters and digits, folded in case and stripped of accents; a Han, kana or Hangul character is a word of its
own, so that text without spaces is compared as well. Digits stay: "killed 12" and "killed 21" must not look alike.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BMP = 0x10000
_STEM = 5
_BASE = np.uint64(0x100000001B3)
_MULTIPLIER_A = np.uint64(0xBF58476D1CE4E5B9)
_MULTIPLIER_B = np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)
# Scripts that write no spaces between words: each character stands for itself.
_ALONE = ((0x3040, 0x3100), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xF900, 0xFB00))
_ALONE_BEYOND = (0x20000, 0x40000)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: code points `starts` (inside) to `ends` (outside), and `hashes` of their folded form."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    hashes: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.starts)


@functools.cache
def _fold_table() -> NDArray[np.uint32]:
    """The folded form of every character of the basic plane; 0 where it belongs to no word."""
    table = np.zeros(_BMP, dtype=np.uint32)
    bounds = [0, *(bound for ranges in _ALONE for bound in ranges), _BMP]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        table[start:end] = [_base(chr(code)) for code in range(start, end)]
    # Combining marks inside a word belong to it: Indic vowels would else cut every word in pieces.
    marks = [code for code in range(0x300, 0x1B00) if unicodedata.category(chr(code)) in {"Mn", "Mc"}]
    table[marks] = marks
    for start, end in _ALONE:
        table[start:end] = [code if chr(code).isalnum() else 0 for code in range(start, end)]
    return table


def _base(character: str) -> int:
    """Return the character in small letters and without accents, by its number; 0 where it belongs to no word."""
    return ord(unicodedata.normalize("NFD", character)[0].casefold()[0]) if character.isalnum() else 0


@functools.cache
def _alone_table() -> NDArray[np.bool_]:
    table = np.zeros(_BMP, dtype=bool)
    for start, end in _ALONE:
        table[start:end] = _fold_table()[start:end] > 0
    return table


_tables: list[NDArray[np.uint64]] = []


def _powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """At least `length` powers of the base, and their inverses modulo 2 to the 64."""
    if not _tables or len(_tables[0]) < length:
        size = max(1 << 16, 1 << (length - 1).bit_length())
        inverse = np.uint64(pow(int(_BASE), -1, 1 << 64))
        _tables[:] = [np.cumprod(np.full(size, b, dtype=np.uint64), dtype=np.uint64) for b in (_BASE, inverse)]
    return _tables[0], _tables[1]


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return `values` with their bits spread evenly (the finaliser of SplitMix64, Steele, Lea and Flood 2014)."""
    spread = values + _STEP
    spread ^= spread >> np.uint64(30)
    spread *= _MULTIPLIER_A
    spread ^= spread >> np.uint64(27)
    spread *= _MULTIPLIER_B
    spread ^= spread >> np.uint64(31)
    return spread


def split(text: str) -> Words:
    """Return the words of `text`."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    top = int(codes.max()) if len(codes) else 0
    if top < _BMP:
        folded = _fold_table().take(codes)
    else:
        beyond = (codes >= _ALONE_BEYOND[0]) & (codes < _ALONE_BEYOND[1])
        folded = np.where(codes < _BMP, _fold_table()[np.minimum(codes, _BMP - 1)], np.where(beyond, codes, 0))
    inside = folded > 0
    change = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, ends = change[::2], change[1::2]
    if top >= _ALONE[0][0]:
        starts, ends = _apart(codes, inside, starts, ends)
    if not len(starts):
        return Words(starts, ends, np.zeros(0, dtype=np.uint64))
    powers, inverses = _powers(len(codes))
    # A prefix sum gives every word's polynomial at once; the inverse power takes out where the word stands.
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(folded * powers[: len(codes)], out=sums[1:])
    return Words(starts, ends, mixed((sums[ends] - sums[starts]) * inverses[starts]))


def _apart(
    codes: NDArray[np.uint32], inside: NDArray[np.bool_], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Split off the characters that are words of their own."""
    beyond = (codes >= _ALONE_BEYOND[0]) & (codes < _ALONE_BEYOND[1])
    alone = np.where(codes < _BMP, _alone_table()[np.minimum(codes, _BMP - 1)], beyond)
    places = np.flatnonzero(alone & inside)
    after = places[(places + 1 < len(codes))] + 1
    starts = np.union1d(np.union1d(starts, places), after[inside[after]])
    before = places[places > 0]
    ends = np.union1d(np.union1d(ends, places + 1), before[inside[before - 1]])
    return starts, ends


def stems(text: str, words: Words) -> NDArray[np.uint64]:
    """Return a hash for each word's beginning, so that "suspect" and "suspected", "five" and "5" are alike."""
    if not len(words):
        return np.zeros(0, dtype=np.uint64)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    places = words.starts[:, None] + np.arange(_STEM)
    inside = places < words.ends[:, None]
    found = codes[np.where(inside, places, 0)]
    folded = np.where(found < _BMP, _fold_table()[np.minimum(found, _BMP - 1)], found)
    powers, inverses = _powers(_STEM)
    terms = np.where(inside, folded, 0).astype(np.uint64) * (powers[:_STEM] * inverses[0])
    hashes = mixed(terms.sum(axis=1, dtype=np.uint64))
    written, numerals = _numerals()
    place = np.minimum(np.searchsorted(written, hashes), len(written) - 1)
    return np.where(written[place] == hashes, numerals[place], hashes)


@functools.cache
def _numerals() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The hashes of the small numbers' English names, sorted, and of their digits in step."""
    names = "zero one two three four five six seven eight nine ten eleven twelve"
    written = split(" ".join(name[:_STEM] for name in names.split())).hashes
    numerals = split(" ".join(str(number) for number in range(len(written)))).hashes
    order = np.argsort(written)
    return written[order], numerals[order]


def grams(hashes: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """Return a hash of each run of `size` words, in order; empty where there are fewer words."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = hashes[:count].copy()
    for index in range(1, size):
        total *= _BASE
        total += hashes[index : index + count]
    return mixed(total)
