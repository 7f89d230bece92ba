"""What a line or sentence is by itself: caption, credit line, furniture, or possibly the report's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.reading import outlets
from headwater.reading.cleaning import captions, markup, signs
from headwater.reading.cleaning.shapes import Shape, dump, sentences, shape

if TYPE_CHECKING:
    from headwater.reading.cleaning.markup import Line

# A sentence within a paragraph that invites or sells is shorter than this, in words.
_LONGEST_INVITATION = 30
_LABEL_WORDS = 6
# A note in brackets of so many words that speaks of the report itself is the paper's own, and no link.
_STATED_WORDS = 8
_STATED = re.compile(
    r"(?:The|This|These|A|An|In|It) "
    r"(?=[^\[\]]*\b(?:account|story|article|report|below|above|interview|recordings?|version)\b)"
    r"[^\[\]]*[.?!][”\"’]?"
)
_QUOTES = ("“", '"', "‘", "«", "„", "'")

_COUNTER = re.compile(
    r"(?:Image |Photo |Slide )?\d{1,4} ?(?:/|of/?|из|de|von|sur) ?\d{1,4}|\d+(?:[.,]\d+)?[KkMm]?|[\W\d_]*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,100}@[^\s@]{1,200}\.\w{2,}|@\w+", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(]\s?(?P<inside>[^\[\]()]{10,160})\s?[\])]$")
_READ = re.compile(r"(?:read|see|watch|also|related|more|click|listen|view|photos?|video)\b", re.IGNORECASE)
_HERE = re.compile(
    r"^follow .{3,60} on (?:Twitter|Facebook|Instagram|X|LinkedIn|TikTok)\b.{0,60}$|"
    r"^(?:you can|see|view|watch|read|listen|find|check|click|follow|download|visit|learn|sign|"
    r"donate)\b.{0,160}\bhere[.!]?$|"
    r"\bcan be (?:viewed|seen|read|found|watched|heard|downloaded|accessed) here[.!]?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"\W?(?:copyright|©|\(c\))[\s:]*(?:©|\(c\)|(?:19|20)\d\d|by\b)", re.IGNORECASE)
_LONGEST_NOTICE = 200
_CREDIT_LINE = re.compile(
    r"^[\W]{0,3}(?:(?:with|w/) (?:additional )?(?:reporting|assistance|files|contributions?|inputs?|information|"
    r"material|help|"
    r"reports?) (?:from|by)\b|(?:additional|further) (?:reporting|research|writing|editing|contributions?)\b|"
    r"(?:reporting|reported|writing|written|editing|edited|compiled|produced|translated) (?:and \w+ )?by "
    r"[^.]{3,160}(?:[.;)]|$)|contributing(?: to this (?:report|story))?:|contributors?:|"
    r"(?-i:[A-Z])[^.!?“\"]{3,200},? (?:also )?contributed(?: (?:to th(?:is|e) (?:report|story|article|dispatch|"
    r"piece|post|blog)|from|"
    r"reporting|research)\b[^.!?]{0,80})?\.?\)?$|"
    r"[a-z]{2,4}(?:/[a-z,]{2,10}){1,3} \([^()]{2,60}\)\.?$)",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"(?:[A-Z][\w.’'-]{1,24},? (?:and )?){1,6}reported from [A-Z][^.!?]{2,60}\.")
_LONGEST_CREDIT = 400
_SOURCE_LINE = re.compile(
    r"\W{0,2}(?i:according to|source|sources|via|quelle|fuente|fonte|theo|источник)\s?:?\s(?:the "
    r")?[^\W\d_a-zà-öø-ÿ][\w.’'&-]{0,24}"
    r"(?:[ /,]{1,2}(?:and )?[^\W\d_a-zà-öø-ÿ][\w.’'&-]{0,24}){0,6}"
)
_AGO = re.compile(
    r"(?:(?:updated|posted|published|modified)\s)?(?:an?|one|two|\d{1,3})\s(?:sec(?:ond)?s?|min(?:ute)?s?|"
    r"h(?:ou)?rs?|days?|weeks?|"
    r"months?|years?)(?:\s\d{1,2}\smin(?:ute)?s?)?\sago",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"(?:View this post on Instagram|A (?:post|video) shared by .{1,60}|(?:Twitter|Facebook) ?\d+ (?:retweets|likes)|"
    r"(?:Image|Photo|Slide|Picture|Video) \d{1,3} (?:of|/) \d{1,3}:?|"
    r"(?<!\S)https?://\S++\s[—–-]\s[^()]{1,60}\(@\w+\).{0,30})"
)

_WHOLE = ((_COUNTER, "counter"), (_ADDRESS, "address"), (_AGO, "stamp of a post"), (_POSTED, "stamp of a post"))


def verdict(line: Line, outline: Shape) -> str:
    """Return what a line is by itself: "caption", "furniture: REASON", or "" for what may be the report's own."""
    text = markup.ITEM.sub("", line.text) if line.item else line.text
    if line.item:
        outline = shape(text)
    for pattern, reason in _WHOLE:
        if pattern.fullmatch(text):
            return f"furniture: {reason}"
    if credit_line(text):
        return "furniture: credit line"
    if captions.marked(text, outline):
        return "caption"
    found = _furniture(text, outline) or ("navigation" if dump(text, outline) else None)
    return f"furniture: {found}" if found else ""


def _furniture(text: str, outline: Shape) -> str | None:
    """Return the reason why a line or sentence is furniture, None where nothing says so."""
    found = list(outline.words)
    if text.endswith("•") and len(found) <= _LABEL_WORDS:
        return "navigation"
    if text[:1] in "•*-–—»›>|":
        bare = text.lstrip("•*-–—»›>| ")
        inner = signs.labelled(bare) or signs.covered(found)
        if inner:
            return inner
    match = _BRACKETED.match(text)
    stated = match and _STATED.fullmatch(match["inside"]) and len(found) >= _STATED_WORDS
    loose = text.startswith("[") and not stated and (not outline.final or len(found) < 20)
    link = match and (_READ.match(match["inside"]) or loose)
    if link and len(found) < 30:
        return "related links"
    if text.startswith(_QUOTES):
        return signs.covered(found)
    loose = not outline.final or outline.reader
    return (
        signs.covered(found)
        or signs.labelled(text)
        or signs.begins(found, loose=loose)
        or _pointing(text)
        or signs.holds(found, sure=not loose)
        or ("related links" if _ends_in_link(found) and not outline.final and "“" not in text else None)
    )


def _pointing(text: str) -> str | None:
    """Return the reason if a sentence only points to a link ("You can read it here"), or states who owns the text."""
    if _COPYRIGHT.match(text) and len(text) < _LONGEST_NOTICE:
        return "copyright line"
    return "related links" if len(text) < _LONGEST_NOTICE and _HERE.search(text) else None


def credit_line(text: str) -> bool:
    """Tell whether a line only says who else worked on the report, or which agencies it was made from."""
    if len(text) >= _LONGEST_CREDIT:
        return False
    if _CREDIT_LINE.match(text) or _SOURCE_LINE.fullmatch(text) or captions.only_agencies(text):
        return True
    parts = [text[start:end] for start, end in sentences(text)]
    return len(parts) > 1 and all(_CREDIT_LINE.match(part) or _REPORTED.fullmatch(part) for part in parts)


def _ends_in_link(found: list[str]) -> bool:
    """Tell whether a line is a link's text with "Read more" after it."""
    return (
        tuple(found[-2:]) in {("read", "more"), ("learn", "more"), ("see", "more"), ("find", "out")} and len(found) < 30
    )


def bracketed(text: str) -> bool:
    """Tell whether a sentence stands in brackets as a whole."""
    return bool(_BRACKETED.match(text))


def of_sentence(text: str, names: frozenset[str]) -> str | None:
    """Return the reason why a sentence within a paragraph is furniture; only plain signs count there."""
    outline = shape(text)
    found = list(outline.words)
    if not found or (len(text) == 1 and not text.isascii()):
        return "end mark" if len(text.strip("\"'”’)")) <= 1 and text.strip() else None
    match = _BRACKETED.match(text)
    bare = text.casefold().strip(" .-–—|").removeprefix("the ")
    if match and _READ.match(match["inside"]):
        return "related links"
    if bare in names or (text.isupper() and bare in outlets.known() and not captions.agency(text)):
        return "outlet's name" if bare in names else "credit line"
    reason = signs.covered(found)
    if reason or text.startswith(_QUOTES):
        return reason
    short = len(found) < _LONGEST_INVITATION
    return (
        signs.labelled(text)
        or _pointing(text)
        or (signs.begins(found, loose=False) if short else None)
        or (signs.holds(found, sure=not outline.reader) if short else None)
    )
