"""Lines within a text that only say when it was published, who wrote it, or who took a picture."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.reading.cleaning.entries import Entry

_LONGEST, _LONGEST_NOTE = 160, 300
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]{0,24}"
_PERSON = rf"{_NAME}(?: {_NAME}){{1,3}}"
_PEOPLE = rf"{_PERSON}(?:(?:, | and |, and | & ){_PERSON}){{0,5}}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
DATE = re.compile(
    rf"{_DAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
_ZONE = r"(?:\s\(?(?:[A-Z]{2,5}|Eastern|Pacific|Central|local time)\)?)?"
_MARK = r"(?:originally |first |last )?(?:published|posted|updated|modified|created)(?: on| at)?\s?:?\s?"
# A bare day may be a heading of a chronicle; with an hour or "updated" it is the stamp of a page or a post.
_STAMP = re.compile(
    rf"\W{{0,2}}(?:(?-i:(?:{_NAME} ){{1,4}})(?=posted|published|updated))?(?:{_MARK})?"
    rf"(?:(?:{_CLOCK}){_ZONE}[,.]?(?: on)?\s(?:[A-Z][a-z]{{2,8}}\.?,?\s)?{DATE.pattern}"
    rf"|(?:[A-Z][a-z]{{2,8}}\.?,?\s)?(?:{DATE.pattern}|[A-Z][a-z]{{2}}\.\d{{1,2}}\.\d{{4}}|\d{{1,2}} [A-Z][a-z]{{2,8}} "
    rf"\d{{4}})[\s,/|–-]{{0,3}}(?:at |@ )?(?:{_CLOCK}){_ZONE}|{_MARK}{DATE.pattern})\W{{0,2}}",
    re.IGNORECASE,
)
# The same where a headline stands before it, and who wrote the report behind it.
_MARKED = re.compile(
    rf"{_MARK}{DATE.pattern}(?:[\s,/|–-]{{0,3}}(?:at |@ )?(?:{_CLOCK}){_ZONE})?(?=\W|$)", re.IGNORECASE
)
# The same behind who wrote it and for whom: "Jane Doe and John Roe, THE EXAMPLE Published 3:55 a.m. ET July 16, 2031".
_HOURED = rf"{_MARK}(?:{_CLOCK}){_ZONE},?\s{DATE.pattern}"
_SIGNED = re.compile(
    rf"(?:By )?(?-i:{_PEOPLE})\s?[,|]\s?(?-i:[A-Z])[\w&. ]{{1,40}}?\s{_HOURED}(?:\s?\|\s?{_HOURED}){{0,2}}",
    re.IGNORECASE,
)
_VIDEO = re.compile(r"[A-Z][a-z]{2}\.\d{1,2}\.\d{6}:\d{2}")
# "By JANE DOE and JOHN ROE", "From CNN's Jane Doe"; "By Jane Doe, CNN"
_BYLINE = re.compile(
    rf"(?:By|by|From|Analysis by|Story by|Text by)\s(?:{_NAME}(?: {_NAME})?['’]s )?{_PEOPLE}"
    rf"(?:\s?[,|/–—-]\s?{_NAME}(?: [\w&.'’-]{{1,20}}){{0,4}})?\s?/?"
)
_NEWSROOM = re.compile(
    r"(?:By |From )?(?:The )?(?:Associated Press|Press Association|Agence France-Presse)|With (?:Post )?Wires"
)
# "Jane Doe/The Example"; a slash is no mark of prose
_OWN_PICTURE = re.compile(rf"{_PERSON}\s?/\s?(?:Special (?:for|to) )?(?:The )?{_NAME}(?: {_NAME}){{0,3}}")
# In brackets: a paper, the day and the page of its print edition.
_PRINTED = re.compile(r"\([A-Z][\w ]{2,40} \d\d/\d\d/\d{4} page ?\d{1,3}\)")
# Who the author is, at the end: "Ada Berg is a staff writer at The Varn Post."
_AUTHOR = re.compile(
    rf"{_PERSON} is (?:an? |the )(?!former\b)(?:[\w’'&,.-]{{1,30}} ){{0,6}}?(?:writer|reporter|columnist|correspondent|"
    r"contributor|journalist|editor)s?\b[^!?”\"]{0,160}\.?"
)
# In a broadcast's transcript, who of the station speaks next.
_PRESENTER = re.compile(r"[A-Z][A-Z .'’-]{2,60}, (?:(?:CO-)?HOST|BYLINE|ANCHOR):")
_FILE = re.compile(r"[\w .()@-]{1,100}\.(?:jpe?g|png|gif|webp|mp4|pdf|svg)", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[\w-]{1,40}\.){1,3}(?:com|org|net|co\.uk|gov|eu|de|fr|ru)/\S{1,300}", re.IGNORECASE)
# A video's title with how long it runs ("Storm reaches the coast 01:37").
_RUNNING = re.compile(r"(?P<title>.{12,120}[^\W\d][”\"'’?!]?) \d\d:[0-5]\d")
_AT = re.compile(r"\b(?:at|by|until|till|from|to|after|before|around|of|in|verse|chapter)$|\d$", re.IGNORECASE)


@cache
def _agency_picture() -> re.Pattern[str]:
    text = files("headwater.reading.cleaning").joinpath("data/picture_agencies.txt").read_text(encoding="utf-8")
    listed = sorted({entry for entry in text.splitlines() if entry and entry[0] != "#"}, key=lambda n: (-len(n), n))
    agency = "|".join(re.escape(name) for name in listed)
    return re.compile(
        rf"(?:(?:Pool |File )?[Pp]hoto by )?{_PERSON}\s?,\s(?:[A-Z]+ POOL via )?(?:{agency})(?:[-/](?:{agency}))?"
    )


def dates(text: str) -> bool:
    """Tell whether a line is the stamp of a page or a post: a day with an hour, or with "updated" and the like."""
    return len(text) <= _LONGEST and bool(_STAMP.fullmatch(text))


def opening(text: str) -> int:
    """Return the length of the stamp with "updated" and the like that a line begins with, 0 where there is none."""
    match = _MARKED.match(text)
    return match.end() if match else 0


def verdict(text: str) -> str:
    """Return what a line within a text is if it is a stamp alone: "caption", "furniture: REASON", else ""."""
    if len(text) > _LONGEST:
        return ""
    match = _RUNNING.fullmatch(text)
    if match and not _AT.search(match["title"]):
        return "furniture: related links"
    return next((found for pattern, found in _stamps() if pattern.fullmatch(text)), "")


@cache
def _stamps() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what each kind of stamp is found to be, in the order in which they are tried."""
    return (
        (_STAMP, "furniture: date line"),
        (_PRINTED, "furniture: page number"),
        (_VIDEO, "furniture: date line"),
        (_BYLINE, "furniture: byline"),
        (_SIGNED, "furniture: byline"),
        (_NEWSROOM, "furniture: byline"),
        (_PRESENTER, "furniture: presenter"),
        (_FILE, "furniture: address"),
        (_BARE_ADDRESS, "furniture: address"),
        (_OWN_PICTURE, "caption"),
        (_agency_picture(), "caption"),
    )


def sort(entries: Sequence[Entry]) -> None:
    """Mark the lines that are stamps alone, and what is said of the author at the end."""
    for entry in entries:
        if entry.own and not entry.line.item:
            entry.verdict = verdict(entry.text)
    for entry in reversed(entries):
        if not entry.own:
            continue
        if len(entry.text) > _LONGEST_NOTE or not _AUTHOR.fullmatch(entry.text):
            break
        entry.verdict = "furniture: note on the author"
