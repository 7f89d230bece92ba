"""The names of an article made consistent over the whole of it, each with its entity.

A name in a report is introduced in full and then shortened ("Andrei Belousov", then "Belousov"); the tagger sees one
sentence at a time and misses or mistakes some. Both are mended here by what the whole article says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from headwater.language.annotated import Name
from headwater.language.english.tokenizer import tokenize
from headwater.language.lexicon import wordlist
from headwater.language.names import HEADS, acronym, canonical, folded, formless, initials, same_entity, titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from headwater.language.annotated import Annotated, NameKind, Token

Mention = tuple[int, int, "NameKind"]

WEEKDAYS = wordlist("weekdays")
ORGANISATION_HEADS = wordlist("organisation_heads")
# Places that are as well first or last names of people.
PLACES_AND_PEOPLE = wordlist("places_and_people")
# Well known organisations of one word that is as well another thing.
WORDS_AND_ORGANISATIONS = wordlist("words_and_organisations")
FAITHS = frozenset(
    {"orthodox", "catholic", "protestant", "christian", "christians", "catholics", "sunni", "shia", "shiite"}
)
# "D-CT", "R-Texas": a party and a state, after a member's name.
MEMBER = re.compile(r"[DRI]\Z")
# What stands in capitals and is no name ("MD" is a place as well, where the network says so).
NO_NAMES = wordlist("no_names")
STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
# "Hurricane" and its name.
STORM_WORDS = 2
# A shortened name is sought among so many full ones at most, a missed one among so many with its first word.
MOST_CANDIDATES = 50
MOST_RECOVERED = 20
# A name of so many words may end in a given name of two syllables, of so many letters each; these are none.
SYLLABLES, LONGEST_SYLLABLE = 2, 5
AFTER_NAMES = frozenset({"aged", "born", "era", "esque", "ish", "led", "like", "run", "style", "type"})
# Two capitals may be somebody's initials ("JD Vance").
ACRONYM_LETTERS = 3
# Agencies of two letters that captions set before a person's name.
AGENCIES = frozenset({"AP", "PA"})
AGE = re.compile(r"[1-9][0-9]|10[0-9]")
GENERATION = re.compile("[IVX]+")
# A report that has used a last name so often has said whose it is.
INTRODUCED = 5


def consistent(annotated: Annotated) -> Annotated:
    """Return `annotated` with its names made consistent over the whole article, and each with its `entity`."""
    tokens = annotated.tokens
    starts = [t.start for t in tokens]
    spans: list[Mention] = []
    for name in annotated.names:
        first, last = bisect_left(starts, name.start), bisect_left(starts, name.end)
        mention = _settled(tokens, first, last, name.kind)
        if mention is not None:
            spans.append(mention)
    spans = _listed(tokens, _without_storms(tokens, spans))
    spans = _recovered(tokens, _retyped(tokens, spans))
    entities = _entities(tokens, spans)
    text = annotated.article.text
    names = tuple(
        Name(tokens[a].start, tokens[b - 1].end, text[tokens[a].start : tokens[b - 1].end], kind, entity)
        for (a, b, kind), entity in zip(spans, entities, strict=True)
    )
    return replace(annotated, names=names)


@cache
def _demonyms() -> frozenset[str]:
    text = (files("headwater.language.english") / "data" / "demonyms.txt").read_text(encoding="utf-8")
    found = {line.partition("=")[0].strip().lower() for line in text.splitlines() if not line.startswith("#")}
    return frozenset(found | {w + "s" for w in found})


@cache
def _known(name: str) -> frozenset[tuple[str, ...]]:
    text = (files("headwater.language") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(folded(line) for line in text.splitlines() if line and not line.startswith("#"))


def _settled(tokens: Sequence[Token], first: int, last: int, kind: NameKind) -> Mention | None:
    """Return the mention without what is none of the name's own at its edges, and with the kind its words decide.

    None where nothing is left: a weekday, a demonym, a party's letter, a degree, half a title ("Defense" in "Defense
    Minister").
    """
    first, last = _trimmed(tokens, first, last)
    half = (last - first) // 2
    if half > 1 and [t.text for t in tokens[first : first + half]] == [t.text for t in tokens[last - half : last]]:
        first = last - half  # a heading or caption glued to what begins with its last words
    if kind == "PER":
        first, last = _person(tokens, first, last)
        last = _given(tokens, first, last)
    words = [t.text.lower() for t in tokens[first:last]]
    if (
        not words
        or "@" in tokens[first].text
        or (kind != "LOC" and last - first == 1 and tokens[first].text in NO_NAMES)
        or all(w in _demonyms() or w in FAITHS for w in words)
        or " ".join(words) in _demonyms()
    ):
        return None
    titles = titled([w.rstrip(".") for w in words])
    if titles and all(t.text[0].isupper() for t in tokens[first + titles : last]):
        return first + titles, last, "PER"
    if last < len(tokens) and len(words) == 1 and titled([words[0], tokens[last].text.lower(), "x"]) == 2:
        return None
    if MEMBER.match(tokens[first].text) and last - first > 1 and tokens[first + 1].text in {"-", "–"}:
        return (first + 2, last, "LOC") if last - first > 2 else None
    plain = folded(" ".join(t.text for t in tokens[first:last]))
    if kind == "LOC" and len(words) > 1 and plain not in _known("places") and _aged(tokens, last):
        return first, last, "PER"
    return first, last, _kind(plain, kind)


def _aged(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether an age is set beside a name that ends there ("…, 36,"): then it is a person's."""
    match _words(tokens, last, last + 3):
        case (",", age, ","):
            return bool(AGE.fullmatch(age))
    return False


def well_known(place: str) -> bool:
    """Tell whether a name is that of a country, a state, a part of the world or a great city."""
    return folded(place) in _known("places")


def great_city(place: str) -> bool:
    """Tell whether a name is that of a city that everybody knows, and of nothing larger."""
    return folded(place) in _known("cities")


def _kind(words: tuple[str, ...], kind: NameKind) -> NameKind:
    """Return the kind that a name's words decide, else `kind`."""
    if words in _known("organisations"):
        return "ORG"
    if words in _known("places") and not (kind == "PER" and len(words) == 1 and words[0] in PLACES_AND_PEOPLE):
        return "LOC"
    return "ORG" if len(words) > 1 and words[-1] in ORGANISATION_HEADS else kind


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while first < last and (
        not any(c.isalnum() for c in tokens[first].text)
        or tokens[first].text == "the"
        or tokens[first].text.lower().rstrip(".") in WEEKDAYS
    ):
        first += 1
    while last > first and (
        tokens[last - 1].text in {"'s", "’s", "'", "’"}
        or not any(c.isalnum() for c in tokens[last - 1].text)
        or (last - first > 1 and "@" in tokens[last - 1].text)
        or tokens[last - 1].text.lower().rstrip(".") in WEEKDAYS
    ):
        last -= 1
    return first, last


def _person(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return a person's name without the acronym of a body that a caption or a list sets beside it, unmarked."""

    def stuck(at: int, rest: tuple[str, ...]) -> bool:
        acronym = tokens[at].text
        spelled = len(rest) > 1 and all(word[:1].isupper() and not word.isupper() for word in rest)
        long = len(acronym) >= ACRONYM_LETTERS and acronym.isalpha() and acronym.isupper()
        return spelled and (long or acronym in AGENCIES)

    if last <= first:
        return first, last  # nothing but marks, and they are trimmed away
    if stuck(first, _words(tokens, first + 1, last)):
        return first + 1, last
    behind = last - 1
    if not GENERATION.fullmatch(tokens[behind].text) and stuck(behind, _words(tokens, first, behind)):
        return first, behind
    return first, last


def _given(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the end of a person's name with the rest of a given name in two syllables ("Moon Jae-in")."""
    if last - first < SYLLABLES or last + 1 >= len(tokens):
        return last
    before, mark, rest = tokens[last - 1 : last + 2]
    glued = before.end == mark.start and mark.end == rest.start and mark.text == "-"
    short = max(len(before.text), len(rest.text)) <= LONGEST_SYLLABLE and rest.text.islower() and rest.text.isalpha()
    return last + 2 if glued and short and before.text[0].isupper() and rest.text not in AFTER_NAMES else last


def _words(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    return tuple(t.text for t in tokens[first:last])


@cache
def _organisations() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return by their first words, the longer first, the known organisations that no other thing is called like."""
    text = (files("headwater.language") / "data" / "organisations.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(map(_cut, lines), key=lambda n: (-len(n), n)):
        if len(words) > 1 or words[0] not in WORDS_AND_ORGANISATIONS:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(entries) for first, entries in found.items()}


def _cut(name: str) -> tuple[str, ...]:
    """Return the words of a name: of nothing but letters and spaces, as most are, they need no tokenizer."""
    words = name.split(" ")
    return tuple(words if all(map(str.isalpha, words)) else (name[p.start : p.end] for p in tokenize(name)))


def _listed(tokens: Sequence[Token], spans: list[Mention]) -> list[Mention]:
    """Add the well known organisations that were missed."""
    taken = bytearray(len(tokens))
    for first, last, _ in spans:
        taken[first:last] = b"\1" * (last - first)
    added: list[Mention] = []
    for i, token in enumerate(tokens):
        if taken[i] or token.pos != "PROPN":
            continue
        for words in _organisations().get(token.text, ()):
            j = i + len(words)
            if _words(tokens, i, j) == words and not any(taken[i:j]) and not _within_longer(tokens, i, j):
                added.append((i, j, "ORG"))
                taken[i:j] = b"\1" * (j - i)
                break
    return sorted(spans + added)


def _without_storms(tokens: Sequence[Token], spans: list[Mention]) -> list[Mention]:
    """Return the mentions without those of a storm ("Hurricane Rita", then "Rita"), which is called like a person."""
    introduced = {s for s in spans if _stormy(tokens, s[0], s[1])}
    storms = {tokens[last - 1].text for _, last, _ in introduced}
    full = [s for s in spans if s not in introduced and s[2] == "PER" and s[1] - s[0] > 1]
    people = {tokens[last - 1].text for _, last, _ in full}
    bare = storms - people
    return [s for s in spans if s not in introduced and (s[1] - s[0] > 1 or tokens[s[0]].text not in bare)]


def _stormy(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether a mention is one word behind "Hurricane" or the like, which the mention may hold as well."""
    before = last - STORM_WORDS
    return before >= 0 and first - before in {0, 1} and tokens[before].text.lower() in STORMS


def _retyped(tokens: Sequence[Token], spans: list[Mention]) -> list[Mention]:
    """Give mentions of the same words the same kind, and the last word of a person's full name the person's."""
    votes: dict[tuple[str, ...], Counter[NameKind]] = {}
    for first, last, kind in spans:
        votes.setdefault(_words(tokens, first, last), Counter())[kind] += 1
    people = {w for w, v in votes.items() if len(w) > 1 and v["PER"] * 2 >= sum(v.values())}
    surnames = {w[-1] for w in people}
    bodies = _acronyms(w for w, v in votes.items() if len(w) > 1 and v["ORG"] * 2 > sum(v.values()))
    winner: dict[tuple[str, ...], NameKind] = {}
    for words, counts in votes.items():
        best = max(counts, key=lambda k: (counts[k], k == "PER", k))
        if len(words) == 1 and words[0] in surnames and (counts["PER"] + 1) * 2 >= max(counts.values()):
            best = "PER"
        if len(words) == 1 and words[0] in bodies:
            best = "ORG"
        winner[words] = best
    return [(first, last, winner[_words(tokens, first, last)]) for first, last, _ in spans]


def _acronyms(names: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Return what the names may be shortened to: their first letters, with and without those of small words."""
    found = set()
    for words in names:
        plain = folded(" ".join(words))
        found |= {initials(plain).upper(), "".join(w[0] for w in plain).upper()}
    return frozenset(a for a in found if len(a) > 2)


def _recovered(tokens: Sequence[Token], spans: list[Mention]) -> list[Mention]:
    """Add the mentions that were missed: the words of a name found elsewhere, or a person's last name alone."""
    counts = Counter(_words(tokens, a, b) for a, b, _ in spans)
    known: dict[str, dict[tuple[str, ...], NameKind]] = {}
    for first, last, kind in spans:
        words = _words(tokens, first, last)
        if len(words) > 1 or (counts[words] > 1 and words[0][0].isupper() and len(words[0]) > 2):
            known.setdefault(words[0], {})[words] = kind
        if kind == "PER" and len(words) > 1 and words[-1][0].isupper() and len(words[-1]) > 2:
            known.setdefault(words[-1], {}).setdefault(words[-1:], kind)
    longest = {
        word: sorted(entries.items(), key=lambda e: (-len(e[0]), e[0]))[:MOST_RECOVERED]
        for word, entries in known.items()
    }
    taken = bytearray(len(tokens))
    for first, last, _ in spans:
        taken[first:last] = b"\1" * (last - first)
    added: list[Mention] = []
    end = 0
    for i, token in enumerate(tokens):
        if i < end or taken[i] or token.pos != "PROPN" or token.text not in longest:
            continue
        for words, kind in longest[token.text]:
            j = i + len(words)
            if _words(tokens, i, j) == words and not any(taken[i:j]) and not _within_longer(tokens, i, j):
                added.append((i, j, kind))
                end = j
                break
    return sorted(spans + added)


def _within_longer(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether the words stand inside a longer name ("Putin" in "Putin Street")."""
    before = tokens[first - 1] if first else None
    if before is not None and before.pos == "PROPN" and not titled([before.text.lower().rstrip("."), "x"]):
        return before.text.lower() not in WEEKDAYS
    return last < len(tokens) and tokens[last].pos == "PROPN" and tokens[last].text.lower() in HEADS


def _entities(tokens: Sequence[Token], spans: Sequence[Mention]) -> list[str]:
    """Return each mention's entity: the fullest form of the name that the article has for it."""
    texts = [_spaced(tokens, a, b) for a, b, _ in spans]
    places: dict[tuple[str, str], list[int]] = {}
    settled: dict[tuple[str, str], str] = {}
    for i, (_, _, kind) in enumerate(spans):
        if (kind, texts[i]) in settled:
            continue
        settled[kind, texts[i]] = ""
        words = folded(texts[i])
        for key in sorted({*words[:1], *words[-1:], initials(words)} if words else ()):
            places.setdefault((kind, key), []).append(i)
    standing: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        standing.setdefault(text, []).append(i)
    found = []
    for i, (_, _, kind) in enumerate(spans):
        if not settled[kind, texts[i]]:
            settled[kind, texts[i]] = _fullest(i, texts, kind, places, standing)
        found.append(settled[kind, texts[i]])
    return found


def _spaced(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return the name as it stands in the text, but for line ends."""
    spaces = (" " * (tokens[i].start > tokens[i - 1].end) for i in range(first + 1, last))
    rest = (space + tokens[i].text for i, space in enumerate(spaces, first + 1))
    return tokens[first].text + "".join(rest)


def _fullest(
    i: int,
    texts: Sequence[str],
    kind: NameKind,
    places: Mapping[tuple[str, str], list[int]],
    standing: Mapping[str, list[int]],
) -> str:
    own = folded(texts[i])
    # A dateline's capitals are no other place.
    shouted = kind == "LOC" and len(texts[i]) > 4 and texts[i].isupper()
    best = canonical(texts[i].title() if shouted else texts[i])
    if not own or best != texts[i]:
        return best
    keys = sorted({own[0], own[-1], re.sub(r"[.\s]", "", texts[i]).lower()})
    fits = []
    for j in sorted({j for key in keys for j in places.get((kind, key), ())[:MOST_CANDIDATES]}):
        other = folded(texts[j])
        if len(other) <= len(own) or not same_entity(texts[i], texts[j], kind):
            continue
        # "Her father, Ed Vale", far into a report on somebody whom it has called Vale all along.
        late = kind == "PER" and bisect_left(standing[texts[i]], j) >= INTRODUCED
        if late and len(standing[texts[j]]) == 1:
            continue
        # A person's last name, an acronym, a company without its legal form; "Boeing" is not "Boeing Field".
        if kind == "PER" or acronym(texts[i], other) or formless(other) == own:
            fits.append(j)
    if not fits:
        return best
    # Of two people of one family the report is about the one that it names more often, or first.
    chosen = max(fits, key=lambda j: (len(standing[texts[j]]), -j))
    return canonical(
        texts[max(fits, key=lambda j: (same_entity(texts[j], texts[chosen], kind), len(folded(texts[j])), -j))]
    )
