"""Outlets: what they are called, under which addresses they publish, and whom they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from headwater.reading import lists
from headwater.reading.lists import kept

# Suffixes under which outlets register a third label ("bbc.co.uk"); the full list is thousands, news uses these.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "nom", "in"})
_COUNTRY_LETTERS = 2
# A file's name of fewer letters is no outlet's; a page's own name stands this near to its beginning or end.
_NAME_LETTERS, _EDGE = 5, 2000


@dataclass(frozen=True, slots=True)
class Outlets:
    """Names by domain, publishers by name."""

    names: dict[str, str]
    publishers: dict[str, str]


@kept
def load() -> Outlets:
    """Return the outlets of `data/outlets.toml`, and the user's own."""
    data = lists.load("headwater.reading", "outlets")
    names = {domain: name for name, domains in data["outlets"].items() for domain in domains.split()}
    publishers = {member.casefold(): owner for owner, members in data["publishers"].items() for member in members}
    return Outlets(names, publishers)


@kept
def known() -> frozenset[str]:
    """Return the names of all outlets that ship with Headwater, in lower case."""
    return frozenset(name.casefold() for name in load().names.values())


def host(address: str | None) -> str | None:
    """Return the host of an address or of a bare domain, in lower case and without "www.", None where there is none."""
    if not address:
        return None
    text = address.strip()
    try:
        found = urlsplit(text if "//" in text else f"//{text}").hostname
    except ValueError:
        return None
    if not found or "." not in found or found.replace(".", "").isdigit() or ":" in found or " " in found:
        return None
    return found.removeprefix("www.").strip(".")


def registrable(name: str) -> str:
    """Return the part of a host name that someone registered ("edition.cnn.com" is "cnn.com")."""
    labels = name.split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == _COUNTRY_LETTERS and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def named(address: str | None) -> str | None:
    """Return what the outlet at an address or domain is called: its known name, else its domain, None for none."""
    found = host(address)
    if not found:
        return None
    names = load().names
    labels = found.split(".")
    for start in range(len(labels) - 1):
        name = names.get(".".join(labels[start:]))
        if name:
            return name
    return registrable(found)


def publisher(outlet: str) -> str:
    """Return whom an outlet belongs to as far as is known: the outlet itself where nothing else is."""
    return load().publishers.get(outlet.casefold(), outlet)


def spelled(source: str, text: str) -> str | None:
    """Return the line at the text's beginning or end that spells out the file's name, None where none does.

    "dunmarch-herald.txt" is spelled out by a line "The Dunmarch Herald".
    """
    name = _letters(PurePath(source.rstrip("/")).name.split(".")[0])
    if len(name) < _NAME_LETTERS:
        return None
    lines = [*text[:_EDGE].splitlines(), *text[-_EDGE:].splitlines()]
    return next((line.strip() for line in lines if _letters(line) == name and " " in line.strip()), None)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold().strip().removeprefix("the ") if char.isalnum())
