"""Names of agencies and media: the lists that ship, and what they match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from headwater.reading import lists
from headwater.reading.lists import kept

if TYPE_CHECKING:
    from headwater.article import CreditKind

# Names that are words too: alone at a verb ("People said") they say nothing.
_WORDS = frozenset(
    [
        "People",
        "Time",
        "Fortune",
        "Medium",
        "Dawn",
        "Slate",
        "Variety",
        "Quartz",
        "Wired",
        "Sky",
        "Deadline",
        "Variety",
        "Fars",
        "Petra",
        "Tass",
        "Bloomberg",
        "Reddit",
        "Yahoo",
        "TOLO",
        "Anadolu",
        "Antara",
        "MTV",
        "CCTV",
    ]
)
# What is bought from a medium, or who leaves one, is nothing that it reports.
_TRADED = re.compile(
    r"\b(?:bought|buy(?:s|ing)?|purchas\w{1,3}|acquir\w{1,3}|s[eo]ld?|selling|sale|stake|bid|takeover|hired|fired|sacked|"
    r"resign\w{0,3}|shares?|invest(?:s|ed|ing|ments?)?)\b[^.;“”\"]{0,90}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the lists know: by every way of writing a name, its canonical form and kind."""

    names: dict[str, tuple[str, CreditKind]]
    marks: dict[str, str]
    endings: tuple[str, ...]
    nouns: tuple[str, ...]


@kept
def load() -> Known:
    """Return the agencies and media of the lists, the user's own among them."""
    names: dict[str, tuple[str, CreditKind]] = {}
    marks: dict[str, str] = {}
    media = lists.load("headwater.reading.credits", "media")
    for name, aliases in media["media"].items():
        for form in (name, *aliases):
            names[form] = (name, "medium")
    for name, agency in lists.load("headwater.reading.credits", "agencies")["agency"].items():
        for form in agency["names"]:
            names[form] = (name, "wire")
        for mark in agency["marks"]:
            marks[mark] = name
    return Known(names, marks, tuple(media["endings"]["words"]), tuple(media["nouns"]["words"]))


@cache
def pictures() -> tuple[str, ...]:
    """Return who picture credits name, as cleaning knows them too."""
    text = files("headwater.reading.cleaning").joinpath("data/picture_agencies.txt").read_text(encoding="utf-8")
    return tuple(entry for entry in text.splitlines() if entry and not entry.startswith("#"))


def alternatives(forms: list[str]) -> str:
    """Return a pattern that matches any of `forms`, the longest first."""
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda form: (-len(form), form)))


@kept
def pattern() -> re.Pattern[str]:
    """Return the pattern of every name and mark that the lists know."""
    known = load()
    written = alternatives([*known.names, *known.marks]).replace("The\\ ", "[Tt]he\\ ").replace("'", "['’]")
    return re.compile(rf"(?<![\w@#/.-])(?:{written})(?![\w@])")


@kept
def unknown() -> re.Pattern[str]:
    """Return the pattern of names that end as media do ("Neue Ruhr Zeitung", "Boston Herald")."""
    endings = alternatives(list(load().endings))
    hyphened = alternatives([ending for ending in load().endings if "-" in ending])
    word = r"[^\W\d_a-zà-öø-ÿ][\w’'&.-]{0,24}"
    return re.compile(
        rf"(?<![\w@#/.-])(?:(?:{word} (?:(?:of|and|de) )?){{1,4}}?(?:{endings})(?: (?:{endings}))*|"
        rf"(?:{hyphened}))(?![\w-])"
    )


def ambiguous(form: str) -> bool:
    """Tell whether a name is an everyday word as well."""
    return form in _WORDS


def canonical(form: str) -> tuple[str, CreditKind]:
    """Return the canonical name and kind of a name or mark."""
    known = load()
    straight = form.replace("’", "'")
    if straight in known.names:
        return known.names[straight]
    if form in known.marks:
        return known.marks[form], "wire"
    bare = form.removeprefix("The ").removeprefix("the ")
    straight = bare.replace("’", "'")
    return known.names.get(straight) or known.names.get(f"The {straight}") or (bare, "medium")


def form(written: str) -> str | None:
    """Return the listed form of a name written in any case ("Afp" is "AFP"), None where there is none."""
    known = load()
    if written in known.names or written in known.marks:
        return written
    return _folded().get(written.casefold())


@kept
def _folded() -> dict[str, str]:
    known = load()
    return {
        listed.casefold(): listed
        for listed in sorted([*known.names, *known.marks])
        if len(listed) > 2 or listed == "AP"
    }


def traded(left: str) -> bool:
    """Tell whether the words before a medium's name say that it is bought or left, not that it reports."""
    return _TRADED.search(left) is not None
