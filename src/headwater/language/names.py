"""Which mentions are one person, organisation or place: within an article, and over the articles of a story.

A name in a report is introduced in full and then shortened ("Andrei Belousov", then "Belousov"); the tagger sees one
sentence at a time and misses or mistakes some of them. Both are mended here by what the whole article says.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from headwater.language.annotated import Name
from headwater.language.lexicon import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from headwater.language.annotated import Annotated, NameKind, Token

TITLES = wordlist("titles")
SUFFIXES = wordlist("suffixes")
# What tells a company's legal form and nothing else.
FORMS = wordlist("forms")
SMALL = wordlist("small")
MARKS = re.compile(r"[.,'’`´\"“”()]")
# A shortened name is sought among so many full ones at most.
MOST_CANDIDATES = 200


@lru_cache(maxsize=65536)
def folded(name: str) -> tuple[str, ...]:
    """Return the words of `name` as they are compared: small letters, no accents or marks, titles and suffixes off."""
    decomposed = unicodedata.normalize("NFD", name)
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    words = [MARKS.sub("", w) for w in bare.casefold().replace("-", " ").replace("–", " ").split()]
    words = [w for w in words if w and w != "s"]
    while len(words) > 1 and (words[0] in TITLES or words[0] == "the"):
        words.pop(0)
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return tuple(words)


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


def same_entity(a: str, b: str) -> bool:
    """Return whether two names may well mean one person, organisation or place of one story.

    "Putin" and "Vladimir Putin" do, "Vladimir Putin" and "Maria Putina" do not; an acronym is its full form.
    """
    if canonical(a) == canonical(b):
        return True
    left, right = folded(a), folded(b)
    if not left or not right:
        return False
    if left == right or _formless(left) == _formless(right):
        return True
    if len(left) > len(right):
        left, right, a, b = right, left, b, a
    if len(left) == 1 and len(right) > 1 and _acronym(a, right):
        return True
    if not _organisation(right):
        return _shortened(left, right) or _spelled_otherwise(left, right)
    return False


def _formless(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in FORMS:
        kept.pop()
    return tuple(kept)


def _organisation(words: tuple[str, ...]) -> bool:
    """Return whether a name of several words reads as no person's: it holds small words or heads of organisations."""
    return any(w in SMALL - {"de", "du", "des", "la", "le"} or w in FORMS or w in HEADS for w in words)


HEADS = wordlist("heads")


def _acronym(short: str, words: tuple[str, ...]) -> bool:
    letters = re.sub(r"[.\s]", "", short)
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    initials = "".join(w[0] for w in words if w not in SMALL).upper()
    every = "".join(w[0] for w in words).upper()
    return letters in {initials, every}


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
            fits += [f for f in by_word.get(key, ())[:MOST_CANDIDATES] if f not in fits and same_entity(best, f)]
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


def consistent(annotated: Annotated) -> Annotated:
    """Return `annotated` with its names made consistent over the whole article, and each with its `entity`."""
    tokens = annotated.tokens
    place = {t.start: i for i, t in enumerate(tokens)}
    spans = [(place[n.start], _last(place, tokens, n), n.kind) for n in annotated.names if n.start in place]
    spans = [_trimmed(tokens, *s) for s in spans]
    spans = _retyped(tokens, [s for s in spans if s[0] < s[1]])
    spans = _recovered(tokens, spans)
    entities = _entities(tokens, spans)
    text = annotated.article.text
    names = tuple(
        Name(tokens[a].start, tokens[b - 1].end, text[tokens[a].start : tokens[b - 1].end], kind, entity)
        for (a, b, kind), entity in zip(spans, entities, strict=True)
    )
    return replace(annotated, names=names)


def _last(place: Mapping[int, int], tokens: Sequence[Token], name: Name) -> int:
    i = place[name.start]
    while i < len(tokens) and tokens[i].end <= name.end:
        i += 1
    return i


Mention = tuple[int, int, "NameKind"]


def _trimmed(tokens: Sequence[Token], first: int, last: int, kind: NameKind) -> Mention:
    """Return the mention without marks, articles, titles and possessives at its edges."""
    while first < last and (
        not any(c.isalnum() for c in tokens[first].text)
        or tokens[first].text == "the"
        or (
            kind == "PER"
            and last - first > 1
            and tokens[first].text.lower().rstrip(".") in TITLES
            and tokens[first].text.endswith(".")
        )
    ):
        first += 1
    while last > first and (
        tokens[last - 1].text in {"'s", "’s", "'", "’"} or not any(c.isalnum() for c in tokens[last - 1].text)
    ):
        last -= 1
    return first, last, kind


def _words(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    return tuple(t.text for t in tokens[first:last])


def _retyped(tokens: Sequence[Token], spans: list[Mention]) -> list[Mention]:
    """Give mentions of the same words the same kind, and the parts of a person's full name the person's."""
    votes: dict[tuple[str, ...], Counter[NameKind]] = {}
    for first, last, kind in spans:
        votes.setdefault(_words(tokens, first, last), Counter())[kind] += 1
    people = {w: w for w, v in votes.items() if len(w) > 1 and v["PER"] * 2 >= sum(v.values())}
    surnames = Counter(w[-1] for w in people)
    winner: dict[tuple[str, ...], NameKind] = {}
    for words, counts in votes.items():
        best = max(counts, key=lambda k: (counts[k], k == "PER", k))
        if len(words) == 1 and surnames[words[0]] and counts["PER"] + 1 >= max(counts.values()) / 2:
            best = "PER"
        winner[words] = best
    return [(first, last, winner[_words(tokens, first, last)]) for first, last, _ in spans]


def _recovered(tokens: Sequence[Token], spans: list[Mention]) -> list[Mention]:
    """Add the mentions that were missed: the words of a name found elsewhere, or a person's last name alone."""
    known: dict[str, list[tuple[tuple[str, ...], NameKind]]] = {}
    counts = Counter(_words(tokens, a, b) for a, b, _ in spans)
    kinds = {_words(tokens, a, b): kind for a, b, kind in spans}
    for words, kind in kinds.items():
        if len(words) > 1 or (counts[words] > 1 and words[0][0].isupper() and len(words[0]) > 2):
            known.setdefault(words[0], []).append((words, kind))
        if kind == "PER" and len(words) > 1 and words[-1][0].isupper() and len(words[-1]) > 2:
            known.setdefault(words[-1], []).append(((words[-1],), kind))
    for entries in known.values():
        entries.sort(key=lambda e: (-len(e[0]), e))
        del entries[20:]
    taken = {i for a, b, _ in spans for i in range(a, b)}
    added: list[Mention] = []
    i = 0
    while i < len(tokens):
        entries = known.get(tokens[i].text, []) if i not in taken and tokens[i].pos == "PROPN" else []
        for words, kind in entries:
            j = i + len(words)
            if _words(tokens, i, j) == words and not taken.intersection(range(i, j)) and not _longer(tokens, i, j):
                added.append((i, j, kind))
                i = j - 1
                break
        i += 1
    return sorted(spans + added)


def _longer(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether the words stand inside a longer name ("Putin" in "Putin Street")."""
    before = first > 0 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].text.lower().rstrip(".") not in TITLES
    return before or (last < len(tokens) and tokens[last].pos == "PROPN")


def _entities(tokens: Sequence[Token], spans: Sequence[Mention]) -> list[str]:
    """Return the fullest form of each mention's entity: the last one before it that it fits, else the first after."""
    texts = [
        " ".join(_words(tokens, a, b)).replace(" - ", "-").replace(" '", "'").replace(" ’", "’") for a, b, _ in spans
    ]
    full: dict[tuple[str, str], list[int]] = {}
    for i, (_, _, kind) in enumerate(spans):
        words = folded(texts[i])
        keys = {words[0], words[-1], "".join(w[0] for w in words if w not in SMALL)} if words else set()
        for key in sorted(keys):
            full.setdefault((kind, key), []).append(i)
    found: list[str] = []
    settled: dict[tuple[str, str], str] = {}
    for i, (_, _, kind) in enumerate(spans):
        own = (kind, texts[i])
        if own not in settled:
            settled[own] = _fullest(i, texts, kind, full)
        found.append(settled[own])
    return found


def _fullest(i: int, texts: Sequence[str], kind: str, full: Mapping[tuple[str, str], list[int]]) -> str:
    words = folded(texts[i])
    best, length = texts[i], len(words)
    if not words:
        return best
    alias = canonical(best)
    if alias != best:
        return alias
    keys = [words[0], words[-1], re.sub(r"[.\s]", "", texts[i]).lower()]
    candidates = {j for key in keys for j in full.get((kind, key), ())[:MOST_CANDIDATES]}
    # The nearest before counts before the nearest after; longer forms before both.
    for j in sorted(candidates, key=lambda j: (j > i, abs(i - j))):
        other = folded(texts[j])
        if (
            len(other) > length
            and same_entity(texts[i], texts[j])
            and (kind == "PER" or _acronym(texts[i], other) or _formless(other) == words)
        ):
            best, length = texts[j], len(other)
            break
    return best
