"""An article's metadata: title, outlet, byline, dates, language, each with how it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from headwater.article import Found
from headwater.reading import canonical, dates, languages, outlets

if TYPE_CHECKING:
    from headwater.reading.assembly import Given
    from headwater.reading.cleaning import Cleaned
    from headwater.reading.raw import Raw

_PLACE = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]{0,30}(?:['’.\- ]{1,2}[^\W\d_]{1,31}){0,3}\.?"
_DATELINE = re.compile(
    rf"(?P<dateline>{_PLACE}(?:, {_PLACE}){{0,2}}(?:,? (?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]{{2,8}})"
    r"(?:,? \d{4})?)?)\s{0,2}(?P<agency>\([^()]{2,40}\))?\s{0,2}(?:[—–―]|--?)\s?(?=\S)"
)
_AGENCY_ONLY = re.compile(r"\([A-Z][^()]{1,30}\)\s{0,2}(?:[—–―]|--?)")
_DATELINE_LENGTH = 90
_SUFFIX = re.compile(r"(?<=\S)\s+[|–—-]\s+(?P<name>[^|–—]{2,40})$")
_MONTH = re.compile(r"\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}$")
_BY = re.compile(r"(?:by|von|par|por)\s+", re.IGNORECASE)
_CAPITALS = 0.6


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its text; `found` says how each was found."""

    outlet: str
    publisher: str
    title: str | None
    byline: str | None
    dateline: str | None
    published: str | None
    modified: str | None
    language: str | None
    url: str | None
    found: tuple[Found, ...]


def gather(raw: Raw, cleaned: Cleaned, given: Given) -> Metadata:
    """Return the metadata of a cleaned record; what nothing states is None, never guessed."""
    stated = {entry.field: entry.by for entry in raw.found}
    found: list[Found] = []

    def first(field: str, *candidates: tuple[str | None, str]) -> str | None:
        for value, by in candidates:
            if value:
                found.append(Found(field, by))
                return value
        return None

    by_format = f"the {raw.format} record"
    url = canonical.line(raw.url) or None if raw.url else None
    outlet = first(
        "outlet",
        (_line(given.outlet), "--outlet"),
        (_outlet(raw.outlet), stated.get("outlet", by_format)),
        (outlets.named(url), "the address"),
        (_line(outlets.spelled(raw.source, raw.text)), "a line of the text that the file is named after"),
        (_stem(raw.source), "file name"),
    )
    title = first(
        "title",
        (_headline(raw.title, outlet), stated.get("title", by_format)),
        (_headline(cleaned.title, outlet), "the first line of the text"),
    )
    byline = first(
        "byline",
        (_byline(raw.byline), stated.get("byline", by_format)),
        (_byline(cleaned.byline), "the head of the text"),
    )
    published = first(
        "published",
        (dates.iso(given.published), "--published"),
        (dates.iso(raw.published), stated.get("published", by_format)),
        (dates.iso(cleaned.published), "the head of the text"),
        (dates.in_address(url), "the address"),
    )
    modified = first("modified", (dates.iso(raw.modified), stated.get("modified", by_format)))
    body = "\n\n".join(text for text, _ in cleaned.blocks)
    language = first(
        "language",
        (languages.code(given.language), "--language"),
        (languages.identify(body), "the text"),
        (languages.code(raw.language), stated.get("language", by_format)),
    )
    dateline = first("dateline", (_dateline(cleaned), "the first paragraph"))
    outlet = outlet or "unknown"
    return Metadata(
        outlet, outlets.publisher(outlet), title, byline, dateline, published, modified, language, url, tuple(found)
    )


def _headline(stated: str | None, outlet: str | None) -> str | None:
    """Return the headline without the outlet's name, which pages write after it."""
    text = _line(stated)
    match = _SUFFIX.search(text) if text else None
    if text and match:
        name = match["name"].casefold().removeprefix("the ")
        if name == (outlet or "").casefold().removeprefix("the ") or match["name"].casefold() in outlets.known():
            return text[: match.start()]
    return text


def _line(text: str | None) -> str | None:
    return canonical.line(text) or None if text else None


def _outlet(stated: str | None) -> str | None:
    """Return the outlet's name: a domain stands for the outlet that publishes under it."""
    text = _line(stated)
    if text and " " not in text and "." in text.strip("."):
        return outlets.named(text) or text
    return text


def _byline(stated: str | None) -> str | None:
    text = _line(stated)
    if not text:
        return None
    return _MONTH.sub("", _BY.sub("", text, count=1) if _BY.match(text) else text).strip(" ,") or None


def _stem(source: str) -> str:
    """Return what stands for an outlet that nothing names: the file's name without its ending."""
    name = PurePath(source.rstrip("/")).name
    for ending in (".gz", ".warc"):
        name = name.removesuffix(ending)
    return canonical.line(PurePath(name).stem) or "unknown"


def _dateline(cleaned: Cleaned) -> str | None:
    """Return the dateline of the first paragraph ("PARIS", "ERIE, Pa."), None where it has none."""
    for text, kind in cleaned.blocks[:4]:
        if kind != "paragraph":
            continue
        match = _DATELINE.match(text[:_DATELINE_LENGTH])
        if not match:
            continue
        city = match["dateline"].split(",")[0]
        letters = [character for character in city if character.isalpha()]
        capitals = sum(character.isupper() for character in letters) / len(letters) if letters else 0
        if city.startswith("FILE"):
            return None
        if match["agency"] or capitals >= _CAPITALS:
            return match["dateline"].strip(" ,")
    return None
