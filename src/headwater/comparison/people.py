"""One form for each speaker throughout a story."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from headwater.language.names import folded, formless
from headwater.language.quotations import called
from headwater.language.quotations.lexicon import lexicon

if TYPE_CHECKING:
    from headwater.stories.story import Story

# How many times as often as the next one a name must stand in a story to be meant by its first part alone.
_DOMINANT = 3
# A description needs the noun and one more word to mean one person: "the spokesman" means anybody's.
_LEAST_WORDS = 2
_STEM = 4
# A given name and two surnames.
_TWO_SURNAMES = 3
_PAST = frozenset(["former", "ex", "late", "then"])
_WEAK = frozenset(["the", "a", "an", "his", "her", "its", "their", "of", "former", "then"])
_DETERMINERS = frozenset(["the", "a", "an", "his", "her", "its", "their", "our", "some", "many", "several", "one"])
_HONORIFIC = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "prof", "rev", "sen", "rep", "gov"]
)


def canonical_speakers(story: Story) -> dict[tuple[int, str], str]:
    """Return the story's form of each speaker, keyed by the article's number in the story and the article's form.

    A shorter form of a name becomes the fullest one that only one person of the story can be meant by ("Weiner",
    "Mr. Weiner" -> "Anthony Weiner"); where two share a surname, the short form stays as it is.
    """
    spoken = sorted(
        {
            (number, mention.speaker)
            for number, annotated in enumerate(story.articles)
            for mention in annotated.quotations
            if mention.speaker is not None
        }
    )
    people = Counter(name.entity for annotated in story.articles for name in annotated.names if name.kind == "PER")
    people.update(speaker for _, speaker in spoken if speaker in people)
    bodies = Counter(name.entity for annotated in story.articles for name in annotated.names if name.kind == "ORG")
    by_last: dict[str, list[str]] = defaultdict(list)
    for entity in sorted(people):
        words = _plain(entity)
        if words:
            by_last[words[-1]].append(entity)
    long_forms = _long_forms(bodies)
    found: dict[tuple[int, str], str] = {}
    for number, speaker in spoken:
        bare = speaker.removeprefix("the ").removeprefix("The ")
        short = _without_legal_form(bare, bodies)
        found[number, speaker] = long_forms.get(bare) or short or _fullest(_named(speaker, people), by_last, people)
    described = [key for key in spoken if _named(key[1], people) not in people and key[1] not in bodies]
    found |= {key: _begun_small(key[1]) for key in described if found[key] == key[1]}
    for key, name in _behind_descriptions(story, described).items():
        found[key] = _fullest(name, by_last, people)
    spelt: dict[tuple[str, ...], str] = {}
    for name in sorted(people, key=lambda other: (-people[other], other)):
        spelt.setdefault(folded(name), name)
    return {key: spelt.get(folded(name), name) if name in people else name for key, name in found.items()}


def _without_legal_form(body: str, bodies: Counter[str]) -> str | None:
    """Return a body's name without "Inc." and the like where the story names it so too, else None."""
    words = folded(body)
    kept = len(formless(words))
    rest = " ".join(body.split()[: kept - len(words)]).rstrip(",") if kept < len(words) else ""
    return rest if rest in bodies else None


def _begun_small(speaker: str) -> str:
    """Return a description without the capital of the sentence that it began ("The harbour board", "Police")."""
    first, space, rest = speaker.partition(" ")
    word = first.lower()
    people = {word, word.removesuffix("s")} & lexicon().words["person"] and not rest[:1].isupper()
    return word + space + rest if word in _DETERMINERS or people else speaker


def _named(speaker: str, people: Counter[str]) -> str:
    """Return the name alone where an office follows it ("Ada Holm, the mayor")."""
    name = speaker.partition(",")[0]
    return name if speaker not in people and name in people else speaker


def _behind_descriptions(story: Story, described: list[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Return whom a description means ("Ostby's mayor"), where another article calls one person just so."""
    if not described:
        return {}
    roles = [role for annotated in story.articles for role in called(annotated) if not role[1] & _PAST]
    found: dict[tuple[int, str], str] = {}
    for key in described:
        words = {word.removesuffix("'s") for word in key[1].lower().replace("’", "'").replace("-", " ").split()} - _WEAK
        nouns = {noun for noun, _, _ in roles} & words
        if len(nouns) != 1 or len(words) < _LEAST_WORDS:
            continue
        meant = sorted({name for noun, around, name in roles if noun in nouns and _alike(words - nouns, around)})
        if len({_plain(name)[-1:] for name in meant}) == 1:
            found[key] = max(meant, key=len)
    return found


def _alike(words: set[str], around: frozenset[str]) -> bool:
    """Tell whether each word stands among others, an ending apart ("Rica" and "Rican")."""
    return all(any(word[:_STEM] == other[:_STEM] for other in around) for word in words)


def _long_forms(bodies: Counter[str]) -> dict[str, str]:
    """Map an acronym to the one body of the story whose initials it is ("NRA" -> "National Rifle Association")."""
    initials: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        words = [word for word in body.replace("-", " ").split() if word[:1].isupper()]
        if len(words) > 1:
            initials["".join(word[0] for word in words).upper()].add(body.removeprefix("the ").removeprefix("The "))
    return {
        acronym: next(iter(full))
        for acronym, full in sorted(initials.items())
        if len(full) == 1 and any(acronym == body.replace(".", "") for body in bodies)
    }


def _plain(name: str) -> tuple[str, ...]:
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = [word.strip(".,").lower().replace("’", "'") for word in bare.split()]
    kept = [word for word in words if word and word not in _HONORIFIC]
    return tuple(kept)


def _fullest(speaker: str, by_last: dict[str, list[str]], people: Counter[str]) -> str:
    words = _plain(speaker)
    if not words or (speaker not in people and len(words) > 1):
        return speaker
    usual = _without_second_surname(speaker, words, by_last, people)
    if usual is not None:
        return usual
    fuller = [other for other in by_last.get(words[-1], ()) if _covers(_plain(other), words)]
    longest = max((len(_plain(other)) for other in fuller), default=0)
    if len(words) == 1 and longest <= 1:
        # "Jos" -> "Jos Vermeer"; a family name may come first: "Kim" -> "Kim Jong-un", by far the commonest such name.
        return _beginning(words[0], people) or speaker
    if longest <= len(words):
        same = [other for other in fuller if len(_plain(other)) == longest]
        return min(same, key=lambda other: (-people[other], other)) if same else speaker
    best = [other for other in fuller if len(_plain(other)) > len(words)]
    firsts = {_plain(other)[0] for other in best}
    if len(firsts) > 1:
        ranked = sorted({(-_called(people, first, words[-1]), first) for first in firsts})
        if len(words) > 1 or -ranked[0][0] < _DOMINANT * -ranked[1][0]:
            return speaker
        best = [other for other in best if _plain(other)[0] == ranked[0][1]]
    return min(best, key=lambda other: (-people[other], -len(other), other))


def _beginning(word: str, people: Counter[str]) -> str | None:
    """Return the name that begins with a word, where it is the only one or by far the commonest, however spelt."""
    spelt: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for other in people:
        if len(_plain(other)) > 1 and _plain(other)[0] == word:
            spelt[folded(other)].append(other)
    # "Kim Jong Un" and "Kim Jong-un" are one; a name cut short ("Kim Jong") is that of whoever it is a part of.
    whole = {key: forms for key, forms in spelt.items() if not any(key == o[: len(key)] != o for o in spelt)}
    ranked = sorted((-sum(people[form] for form in forms), key) for key, forms in whole.items())
    if not ranked or (len(ranked) > 1 and -ranked[0][0] < _DOMINANT * -ranked[1][0]):
        return None
    return min(whole[ranked[0][1]], key=lambda other: (-people[other], other))


def _without_second_surname(
    speaker: str, words: tuple[str, ...], by_last: dict[str, list[str]], people: Counter[str]
) -> str | None:
    """Return the more usual form of a name that others give without its last word ("Ana Ruiz Vega": "Ana Ruiz")."""
    if len(words) < _TWO_SURNAMES:
        return None
    shorter = [other for other in by_last.get(words[-2], ()) if _plain(other) == words[:-1]]
    shorter = [other for other in shorter if people[other] >= people[speaker]]
    return min(shorter, key=lambda other: (-people[other], other), default=None)


def _called(people: Counter[str], first: str, last: str) -> int:
    """Return how often the story names people with these first and last names."""
    return sum(count for name, count in people.items() if (_plain(name)[:1], _plain(name)[-1:]) == ((first,), (last,)))


def _covers(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Tell whether all words of a short form occur in a fuller one, initials for names allowed."""
    return all(any(one == other or (len(one) == 1 and other.startswith(one)) for other in full) for one in short)
