"""Which names may be one person, organisation or place, and the one form that stands for each over a story.

`consistency.py` settles the names within an article by these rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from headwater.language.lexicon import wordlist
from headwater.language.stems import british

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from headwater.language.annotated import NameKind

TITLES = wordlist("titles")
TITLE_PARTS = wordlist("title_parts")
HEADS = wordlist("heads")
SUFFIXES = wordlist("suffixes")
# What tells a company's legal form and nothing else.
FORMS = wordlist("forms")
SMALL = wordlist("small")
MARKS = re.compile(r"[.,'’`´\"“”()]")
# A shortened name is sought among so many full ones at most.
MOST_CANDIDATES = 200


@lru_cache(maxsize=65536)
def folded(name: str) -> tuple[str, ...]:
    """Return the words of `name` as they are compared: as Britain spells them, in small letters, without the rest.

    The rest are accents and marks, titles and suffixes.
    """
    decomposed = unicodedata.normalize("NFD", name)
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    words = [MARKS.sub("", w) for w in bare.casefold().replace("-", " ").replace("–", " ").split()]
    words = [british(w) for w in words if w and w != "s"]
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    words = words[titled(words) :]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return tuple(words)


def titled(words: Sequence[str]) -> int:
    """Return how many of `words` (in small letters) are a title before a person's name ("foreign minister": 2).

    A name of an organisation or a place has none ("Justice Department", "President Street").
    """
    if any(w in HEADS for w in words):
        return 0
    count = end = 0
    while count < len(words) - 1 and words[count] in TITLES | TITLE_PARTS:
        count += 1
        if words[count - 1] in TITLES:
            end = count
    return end


@cache
def _nicknames() -> Mapping[str, frozenset[str]]:
    text = (files("headwater.language") / "data" / "nicknames.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {line[0]: frozenset(line[1:]) for line in lines if line}


@cache
def _aliases() -> Mapping[tuple[str, ...], str]:
    text = (files("headwater.language") / "data" / "aliases.txt").read_text(encoding="utf-8")
    found: dict[tuple[str, ...], str] = {}
    for line in text.splitlines():
        best, equals, others = line.partition(" = ")
        if equals and not line.startswith("#"):
            for alias in (best, *others.split(" | ")):
                found.setdefault(folded(alias), best)
    return found


def canonical(name: str) -> str:
    """Return the best known form of a place or organisation ("U.S." gives "United States"), else `name` itself."""
    return _aliases().get(folded(name), name)


def same_entity(a: str, b: str, kind: NameKind | None = None) -> bool:
    """Return whether two names may well mean one person, organisation or place of one story.

    "Putin" and "Vladimir Putin" do, "Vladimir Putin" and "Maria Putina" do not; an acronym is its full form. `kind` is
    that of both where it is known: only people are called by a part of their name.
    """
    if canonical(a) == canonical(b):
        return True
    left, right = folded(a), folded(b)
    if not left or not right:
        return False
    if len(left) > len(right):
        left, right, a, b = right, left, b, a
    if formless(left) == formless(right) or (len(left) == 1 and len(right) > 1 and acronym(a, right)):
        return True
    if kind == "ORG" and 1 < len(left) < len(right):
        # "Calder Institute" of "Calder Institute of Technology".
        return right[: len(left)] == left and right[len(left)] in SMALL
    if kind == "PER" or (kind is None and not _organisation(left) and not _organisation(right)):
        return _shortened(left, right) or _spelled_otherwise(left, right)
    return kind is not None and _spelled_otherwise(left, right)


def formless(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return `words` without a company's legal form at their end."""
    kept = list(words)
    while len(kept) > 1 and kept[-1] in FORMS:
        kept.pop()
    return tuple(kept)


def _organisation(words: tuple[str, ...]) -> bool:
    """Return whether a name of several words reads as no person's: it holds small words or heads of organisations."""
    return any(w in SMALL - {"a", "de", "du", "des", "la", "le"} or w in FORMS or w in HEADS for w in words)


def acronym(short: str, words: tuple[str, ...]) -> bool:
    """Return whether `short` ("WHO", "W.H.O.") is made of the first letters of `words`."""
    letters = re.sub(r"[.\s]", "", short)
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    return letters.lower() in {initials(words), "".join(w[0] for w in words)}


def initials(words: Sequence[str]) -> str:
    """Return the first letters of `words`, small words left out ("who" for "world health organization")."""
    return "".join(w[0] for w in words if w not in SMALL)


def _shortened(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether `short` is a part of the person's name `full`: its end, its beginning, or with initials."""
    if len(short) < len(full):
        if full[-len(short) :] == short or full[: len(short)] == short:
            return len(short) > 1 or len(short[0]) > 1
        if len(short) > 1 and short[-1] == full[-1]:
            return _alike(short[0], full[0]) or short[0] in full
        return False
    return len(short) > 1 and short[-1] == full[-1] and _alike(short[0], full[0])


def _alike(a: str, b: str) -> bool:
    """Return whether two first names may be one: an initial, a short form, or another spelling."""
    if b in _nicknames().get(a, ()) or a in _nicknames().get(b, ()):
        return True
    if a[0] != b[0]:
        return False
    return (
        len(a) == 1 or len(b) == 1 or a.startswith(b) or b.startswith(a) or _distance(a, b) <= max(len(a), len(b)) // 4
    )


def _spelled_otherwise(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Return whether two names of equally many long words are spellings of one ("Sergey Lavrov", "Sergei Lavrov")."""
    if len(left) != len(right):
        return False
    return all(
        a == b or (min(len(a), len(b)) >= 5 and a[0] == b[0] and _distance(a, b) <= max(len(a), len(b)) // 5)
        for a, b in zip(left, right, strict=True)
    )


def _distance(a: str, b: str) -> int:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only names that nearly agree need it

    return int(Levenshtein.distance(a, b))


def joined(entities: Iterable[tuple[str, NameKind]]) -> dict[str, str]:
    """Return for each entity of a story's articles the one form that stands for it in the whole story.

    `entities` are the articles' own (an entity as often as it is mentioned). A short form joins the one full name that
    it fits; where it fits two, it stays by itself.
    """
    counts = Counter(entities)
    ordered = sorted(counts, key=lambda e: (-len(folded(e[0])), -counts[e], e))
    by_word: dict[tuple[str, str], list[str]] = {}
    found: dict[str, str] = {}
    for name, kind in ordered:
        if name in found:
            continue
        best = canonical(name)
        fits: list[str] = []
        for key in _keys(best, kind):
            fits += [f for f in by_word.get(key, ())[:MOST_CANDIDATES] if f not in fits and same_entity(best, f, kind)]
        if len(fits) == 1 or (fits and len(folded(best)) == len(folded(fits[0]))):
            found[name] = fits[0]
            continue
        found[name] = best
        for key in _keys(best, kind):
            by_word.setdefault(key, []).append(best)
    return found


def _keys(name: str, kind: str) -> list[tuple[str, str]]:
    """Return under which words a name is looked for: of each kind apart, by beginnings that other spellings share."""
    words = folded(name)
    keys = [(kind, w[:3]) for w in words if w not in SMALL]
    if len(words) > 1:
        keys.append((kind, "".join(w[0] for w in words if w not in SMALL)[:3]))
    return list(dict.fromkeys(keys))
