"""Names of origins: when two of them are the same, and how a name stands in a sentence."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from headwater.reading import outlets

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_ACRONYM_TAIL = re.compile(r"\s{0,3}\(([A-Z]{2,12})\)$")
_SITE = re.compile(r"(?:www\.)?(?P<name>[\w-]{4,40})\.(?:com|org|net|info|news|co\.uk|com\.au)", re.IGNORECASE)
_NEEDS_ARTICLE = re.compile(
    r"\b(?:press|times|post|journal|agency|office|ministry|department|union|institute|university|service|bureau|police)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """Return the form under which two spellings of one origin's name are equal.

    A medium whose name is known by its domain alone has its name written together there: "foreignpost.com".
    """
    site = _SITE.fullmatch(name.strip())
    return (site["name"].replace("-", "") if site else "".join(words(name).split())).casefold()


@lru_cache(maxsize=1 << 14)
def words(name: str) -> str:
    """Return a name in plain words, without its article and the acronym behind it."""
    plain = unicodedata.normalize("NFKC", name).strip()
    plain = _ACRONYM_TAIL.sub("", _ARTICLE.sub("", plain))
    return re.sub(r"[\W_]+", " ", plain).strip().casefold()


def in_words(name: str) -> str:
    """Return `name` as it stands inside a sentence: "the Associated Press", "Reuters"."""
    bare = _ARTICLE.sub("", name.strip())
    if bare != name.strip() or (_NEEDS_ARTICLE.search(bare) and bare[:1].isupper()):
        return f"the {bare}"
    return bare


def publishers(name: str) -> tuple[str, ...]:
    """Return the keys under which an origin's name is one with others: its own, and last that of whom it belongs to."""
    return tuple(dict.fromkeys((key(name), key(outlets.publisher(name)))))


def one_of(names: Sequence[str]) -> str:
    """Return the names between which an origin is undecided: "A", "A or B", "A, B or C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def listed(names: Sequence[str]) -> str:
    """Return names as an enumeration: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
