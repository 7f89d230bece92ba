"""Agencies that no list knows, told by their form: "(NPA)" in a dateline, "Northern Press Agency" in a byline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.article import Credit
from headwater.reading.credits import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# How far into a paragraph the mark of its dateline may stand.
_WITHIN = 140
_NAME = re.compile(
    r"(?<![\w@#/.-])(?P<name>(?:[A-Z][\w'’&-]{1,24} ){1,4}(?:News|Press|Wire|Telegraph|Telegraphic|Information) "
    r"(?:Agency|Service|Bureau|Association))\b"
)
# A place, with or without a date, the mark in brackets, a dash: nothing else begins a paragraph like this.
_MARKED = re.compile(
    r"[^\W\d_a-zà-öø-ÿ][^()\n—–]{1,80}\((?P<mark>[A-Z][A-Za-z]{0,2}[A-Z]{1,4})\)\s{0,2}(?:[—–―]|--?)\s?(?=\S)"
)
_COPYRIGHT = re.compile(r"copyright|©|\(c\)", re.IGNORECASE)


def find(text: str, byline: str | None, discarded: Sequence[tuple[str, str]]) -> list[Credit]:
    """Return the credits of agencies that are in no list, as byline, copyright line and dateline give them.

    A dateline's mark is read as the agency whose initials it gives, where the article names one.
    """
    named = [] if not byline else _named(byline, "byline")
    for index, (piece, reason) in enumerate(discarded):
        if reason in {"copyright line", "byline", "credit line"} or _COPYRIGHT.match(piece):
            named += _named(piece[:300], f"discarded:{index}")
    return [*_marked(text, [credit.origin for credit in named]), *named]


def _named(piece: str, place: str) -> list[Credit]:
    return [
        Credit(match["name"], "wire", match.start("name"), match.end("name"), place, whole=True)
        for match in _NAME.finditer(piece)
        if not _listed(match["name"])
    ]


def _listed(form: str) -> bool:
    known = names.load()
    return form in known.names or form in known.marks or f"The {form}" in known.names


def _marked(text: str, agencies: Iterable[str]) -> list[Credit]:
    initials = {"".join(word[0] for word in name.split()): name for name in agencies}
    at = 0
    for paragraph in text.split("\n\n", 4)[:4]:
        match = _MARKED.match(paragraph[:_WITHIN])
        if match and not _listed(match["mark"]):
            name = initials.get(match["mark"], match["mark"])
            return [Credit(name, "wire", at + match.start("mark") - 1, at + match.end("mark") + 1, whole=True)]
        at += len(paragraph) + 2
    return []
