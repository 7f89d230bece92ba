"""The words that tell a quotation: verbs by what they take, nouns, titles. The lists lie in `data/`, written by us."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Verbs with a preposition that mostly report nothing.
_TOO_COMMON = frozenset(
    ["go", "take", "look", "fight", "focus", "care", "push", "vote", "plan", "opt", "rule", "lean", "hear"]
)
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Verb forms to base forms, base forms by group, and sets of other words; all lower case.

    `prepositional` holds "verb+preposition"; `first_names` maps a first name to "m", "f" or "" where both bear it.
    """

    bases: dict[str, str]
    groups: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    according: tuple[tuple[str, ...], ...]
    first_names: dict[str, str]

    @property
    def leaning(self) -> frozenset[str]:
        """The verbs that take a preposition and what is said: "talked about"."""
        return self.groups["leaning"]

    def base(self, form: str) -> str:
        """Return the base form of a verb form that the lists know, "" otherwise."""
        return self.bases.get(form.lower().replace("’", "'"), "")

    def is_in(self, form: str, group: str) -> bool:
        """Tell whether a verb form belongs to a group of verbs."""
        return self.base(form) in self.groups[group]


@cache
def lexicon() -> Lexicon:
    """Return the lists, read once."""
    verbs = tomllib.loads(_read("verbs.toml"))
    words = tomllib.loads(_read("words.toml"))
    groups = {name: frozenset(text.split()) for name, text in verbs["groups"].items()}
    groups["leaning"] = frozenset(entry.partition("+")[0] for entry in groups["prepositional"]) - _TOO_COMMON
    bases: dict[str, str] = {}
    every = {entry.partition("+")[0] for group in groups.values() for entry in group}
    for base in sorted(every):
        given = verbs["irregular"].get(base)
        for form in [base, *(given.split() if given else _regular(base))]:
            bases.setdefault(form, base)
    according = tuple(tuple(line.split()) for line in words.pop("according").strip().splitlines())
    sets = {name: frozenset(text.split()) for name, text in words.items()}
    return Lexicon(bases, groups, sets, according, _first_names())


def _read(name: str) -> str:
    return (files("headwater.language.quotations") / "data" / name).read_text(encoding="utf-8")


def _first_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for sex, text in tomllib.loads(_read("first_names.toml")).items():
        for name in text.lower().split():
            found[name] = sex if found.get(name, sex) == sex else ""
    return found


def _regular(base: str) -> list[str]:
    """Return the third person, past and -ing forms of a regular verb, by the rules of English spelling."""
    if base.endswith("e"):
        return [base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return [base + "es", base + "ed", base + "ing"]
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return [base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    return [base + "s", base + "ed", base + "ing"]
