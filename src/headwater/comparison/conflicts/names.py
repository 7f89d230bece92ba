"""One person or place under two names: a surname or a place's name that two outlets spell apart.

Transliterations (the same consonants: "Kharkiv", "Kharkov") and accents are variants, not conflicts; letters that
changed places within a name are a slip worth showing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from headwater.account import Place
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.language.stems import british

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.account import Slot
    from headwater.comparison.conflicts.pairing import Pair, View
    from headwater.language.annotated import Name

_SHORTEST = 5
_MOST_CHANGES = 2
_LEAST_CONTEXT = 0.2
_VOWELS = re.compile(r"[aeiouyhwj]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """The telling word of a name: a surname, a place's own name."""

    word: str
    plain: str
    name: Name
    start: int
    end: int


def compare(view: View, pair: Pair) -> Iterator[Difference]:
    """Yield names of two like sentences that differ by a slip of the pen and stand in one slot."""
    for one in _parts(view, pair, first=True):
        for other in _parts(view, pair, first=False):
            if not _slip(one.plain, other.plain, namesakes=_namesakes(one, other)):
                continue
            context = view.context(pair, (one.start, one.end), (other.start, other.end))
            if context < _LEAST_CONTEXT and not _given(one, other):
                continue
            place = "LOC" in {one.name.kind, other.name.kind} and not _given(one, other)
            slot: Slot = "place" if place else "identity"
            yield Difference(
                slot=slot,
                kind="real",
                certainty="sure",
                about=f"the name {one.name.text}",
                one=_value(view, pair.one.article, one),
                other=_value(view, pair.other.article, other),
                strength=0.5 + 0.5 * context,
                why="the same slot, and names that differ by a letter or two",
                claim=pair.claim,
            )


def persons(view: View) -> Iterator[Difference]:
    """Yield full names of two articles that begin alike and whose surnames differ by a slip, wherever they stand."""
    found: dict[str, list[tuple[int, _Part]]] = {}
    for number, annotated in enumerate(view.articles):
        for part in _full(annotated.article.text, annotated.names):
            found.setdefault(part.plain, []).append((number, part))
    # Names that may be slips of each other begin with one letter, or differ in that letter alone.
    alike: dict[str, list[str]] = {}
    for plain in sorted(found):
        alike.setdefault(plain[0], []).append(plain)
        alike.setdefault("." + plain[1:], []).append(plain)
    for plains in alike.values():
        for one, other in combinations(plains, 2):
            namesakes = _namesakes(found[one][0][1], found[other][0][1])
            if _slip(one, other, namesakes=namesakes):
                yield from _slipped(view, found[one], found[other])


def _slipped(view: View, mine: list[tuple[int, _Part]], theirs: list[tuple[int, _Part]]) -> Iterator[Difference]:
    """Yield the first article of each form against every article of the other; none that knows both forms."""
    left = [item for item in mine if theirs[0][1].plain not in view.vocabulary(item[0])]
    right = [item for item in theirs if mine[0][1].plain not in view.vocabulary(item[0])]
    pairs = [(left[0], item) for item in right] + [(item, right[0]) for item in left[1:]] if left and right else []
    for (first, one), (second, other) in pairs:
        if _given(one, other):
            yield Difference(
                slot="identity",
                kind="real",
                certainty="sure",
                about=f"the name {one.name.text}",
                one=_value(view, first, one),
                other=_value(view, second, other),
                strength=0.6,
                why="given names that begin alike, and surnames that differ by a letter or two",
            )


def _full(text: str, names: tuple[Name, ...]) -> Iterator[_Part]:
    """Yield the first mention of each full name of an article."""
    seen: set[str] = set()
    for name in names:
        words = [match for match in _WORD.finditer(text, name.start, name.end) if len(match[0]) >= _SHORTEST]
        if not words or " " not in name.text:
            continue
        plain = plainly(words[-1][0])
        if plain not in seen and words[-1].end() == name.end:
            seen.add(plain)
            yield _Part(words[-1][0], plain, name, words[-1].start(), words[-1].end())


def _parts(view: View, pair: Pair, *, first: bool) -> Iterator[_Part]:
    """Yield the last words of the sentence's names that the other article does not know."""
    line, beside = (pair.one, pair.other) if first else (pair.other, pair.one)
    text, known = view.text(line), view.vocabulary(beside.article)
    for name in line.names:
        words = [match for match in _WORD.finditer(text, name.start, name.end) if len(match[0]) >= _SHORTEST]
        if not words:
            continue
        match = words[-1]
        plain = plainly(match[0])
        if match[0][0].isupper() and plain not in known:
            yield _Part(match[0], plain, name, match.start(), match.end())


def plainly(word: str) -> str:
    """Return a word in lower case without accents."""
    folded = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _slip(one: str, other: str, *, namesakes: bool) -> bool:
    """Tell whether two names differ by a letter or two, and not as one name is written in two alphabets.

    Only where the given names are the same (`namesakes`) may the first letter be the wrong one.
    """
    if abs(len(one) - len(other)) > 1 or british(one) == british(other):
        return False
    if one[0] != other[0]:
        return namesakes and one[1:] == other[1:]
    if one.startswith(other) or other.startswith(one) or _VOWELS.sub("", one) == _VOWELS.sub("", other):
        return Counter(one) == Counter(other) and one != other
    changes = OSA.distance(one, other, score_cutoff=_MOST_CHANGES)
    return changes <= (1 if min(len(one), len(other)) < 7 else _MOST_CHANGES) and not one.endswith(
        "s"
    ) ^ other.endswith("s")


def _given(one: _Part, other: _Part) -> bool:
    """Tell whether two full names begin alike ("Mike", "Michael")."""
    mine, theirs = one.name.text.split(), other.name.text.split()
    return len(mine) > 1 and len(theirs) > 1 and mine[0][:1] == theirs[0][:1]


def _namesakes(one: _Part, other: _Part) -> bool:
    """Tell whether the names before both surnames are the same, and more than an initial."""
    mine, theirs = one.name.text.split(), other.name.text.split()
    return len(mine) > 1 and len(theirs) > 1 and mine[-2] == theirs[-2] and len(mine[-2]) > 2


def _value(view: View, article: int, part: _Part) -> Value:
    own = view.articles[article].article
    place = Place(own.id, part.name.start, part.name.end)
    return Value(part.name.text, place, part.plain)
