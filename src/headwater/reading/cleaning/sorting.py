"""Sorting a record's lines: report, heading, caption, metadata, furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.article import Discarded
from headwater.reading import canonical
from headwater.reading.cleaning import captions, context, head, markup, signs
from headwater.reading.cleaning.entries import Entry
from headwater.reading.cleaning.markup import Line, lines
from headwater.reading.cleaning.shapes import Shape, dump, sentences, shape

if TYPE_CHECKING:
    from headwater.article import BlockKind
    from headwater.reading.raw import Raw

# A heading says little; a longer line without a full stop is a paragraph that lost it.
HEADING_WORDS = 16
_COUNTER = re.compile(r"\d{1,4} ?(?:/|of|из|de|von|sur) ?\d{1,4}|\d+(?:[.,]\d+)?[KkMm]?|[\W\d_]*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}|@\w+", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(]\s?(?P<inside>[^\[\]()]{10,160})\s?[\])]$")
_READ = re.compile(r"(?:read|see|watch|also|related|more|click|listen|view|photos?|video)\b", re.IGNORECASE)
_HERE = re.compile(
    r"^(?:you can|see|view|watch|read|listen|find|check|click|follow|download|visit|learn|sign|"
    r"donate)\b.{0,160}\bhere[.!]?$|"
    r"\bcan be (?:viewed|seen|read|found|watched|heard|downloaded|accessed) here[.!]?$",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(
    r"^[\W]{0,3}(?:(?:with|w/) (?:additional )?(?:reporting|assistance|files|contributions?|inputs?|information|"
    r"material|help|reports?)"
    r" (?:from|by)\b|(?:additional|further) (?:reporting|research|writing|editing|contributions?)\b|"
    r"(?:reporting|reported|writing|written|"
    r"editing|edited|compiled|produced|translated) (?:and \w+ )?by [^.]{3,160}(?:[.;)]|$)|contributing(?: to "
    r"this (?:report|story))?:|"
    r"contributors?:|[^.!?“\"]{3,160} (?:also )?contributed (?:to|from|reporting)\b[^.!?]{0,80}\.?\)?$|"
    r"[a-z]{2,4}(?:/[a-z,]{2,10}){1,3} \([^()]{2,60}\)\.?$)",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"\W{0,2}(?i:according to|source|sources|via|quelle|fuente|fonte|theo|источник)\s?:?\s(?:the )?[^\W\d_a-zà-öø-ÿ][\w.’'&-]{0,24}"
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
    r"(?:Image|Photo|Slide|Picture|Video) \d{1,3} (?:of|/) \d{1,3}:?)"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A record, sorted.

    `blocks` are the report's paragraphs and headings in order; `captions` come with the index of the block that they
    stood before. `title`, `byline` and `published` are what the head of the text itself states, None where nothing.
    """

    blocks: tuple[tuple[str, BlockKind], ...]
    captions: tuple[tuple[str, int], ...]
    discarded: tuple[Discarded, ...]
    title: str | None = None
    byline: str | None = None
    published: str | None = None


def clean(raw: Raw) -> Cleaned:
    """Return the record's lines, sorted into report, captions, metadata and what was discarded."""
    found, pictures = lines(raw.text, markdown=raw.format == "markdown")
    entries = [Entry(line, shape(line.text)) for line in found]
    title = canonical.line(raw.title) if raw.title else None
    marked = {canonical.line(caption) for caption in raw.captions}
    for entry in entries:
        entry.verdict = "caption" if entry.text in marked else _verdict(entry.line, entry.outline)
    own_head = head.find([(entry.line, entry.outline, entry.verdict) for entry in entries], title)
    for index, verdict in own_head.verdicts:
        entries[index].verdict = verdict
    names = context.names(raw)
    for entry in entries:
        if entry.own and not entry.line.item:
            _trim(entry, names)
    context.sort(entries, names)
    return _gathered(raw, entries, pictures, own_head)


def _verdict(line: Line, outline: Shape) -> str:
    """Return what a line is by itself: "caption", "furniture: REASON", or "" for what may be the report's own."""
    text = markup.ITEM.sub("", line.text) if line.item else line.text
    if line.item:
        outline = shape(text)
    if _COUNTER.fullmatch(text):
        return "furniture: counter"
    if _ADDRESS.fullmatch(text):
        return "furniture: address"
    if _AGO.fullmatch(text) or _POSTED.fullmatch(text):
        return "furniture: stamp of a post"
    if credit_line(text):
        return "furniture: credit line"
    if captions.marked(text, outline):
        return "caption"
    reason = _furniture(text, outline)
    if reason:
        return f"furniture: {reason}"
    return "furniture: navigation" if dump(text, outline) else ""


def _furniture(text: str, outline: Shape) -> str | None:
    """Return the reason why a line or sentence is furniture, None where nothing says so."""
    found = list(outline.words)
    if text[:1] in "•*-–—»›>|":
        bare = text.lstrip("•*-–—»›>| ")
        inner = signs.labelled(bare) or signs.covered(found)
        if inner:
            return inner
    match = _BRACKETED.match(text)
    if match and (_READ.match(match["inside"]) or text.startswith("[")) and len(found) < 30:
        return "related links"
    loose = not outline.final or outline.reader
    return (
        signs.covered(found)
        or signs.labelled(text)
        or signs.begins(found, loose=loose)
        or _here(text)
        or (signs.holds(found) if loose or len(found) < 30 else None)
        or ("related links" if _ends_in_link(found) and not outline.final else None)
    )


def _here(text: str) -> str | None:
    """Return the reason if a sentence only points to a link ("You can read it here")."""
    return "related links" if len(text) < 200 and _HERE.search(text) else None


def credit_line(text: str) -> bool:
    """Tell whether a line only says who else worked on the report, or which agencies it was made from."""
    return len(text) < 400 and bool(
        _CREDIT_LINE.match(text) or _SOURCE_LINE.fullmatch(text) or captions.only_agencies(text)
    )


def _ends_in_link(found: list[str]) -> bool:
    """Tell whether a line is a link's text with "Read more" after it."""
    return (
        tuple(found[-2:]) in {("read", "more"), ("learn", "more"), ("see", "more"), ("find", "out")} and len(found) < 30
    )


def _trim(entry: Entry, names: frozenset[str]) -> None:
    """Cut furniture off the ends of a paragraph, and bracketed invitations out of it, sentence by sentence."""
    spans = sentences(entry.text)
    if len(spans) < 2:
        return
    pieces = [(entry.text[start:end], _furniture_of_sentence(entry.text[start:end], names)) for start, end in spans]
    own = [index for index, (_, reason) in enumerate(pieces) if not reason]
    if not own:
        entry.verdict = f"furniture: {pieces[0][1]}"
        return
    kept = [
        index
        for index, (text, reason) in enumerate(pieces)
        if not reason or (own[0] < index < own[-1] and not _BRACKETED.match(text) and len(signs.words(text)) < 2)
    ]
    if len(kept) < len(pieces):
        entry.parts = [(text, reason or "") for index, (text, reason) in enumerate(pieces) if index not in kept]
        entry.line = replace(entry.line, text=" ".join(pieces[index][0] for index in kept))
        entry.outline = shape(entry.line.text)


def _furniture_of_sentence(text: str, names: frozenset[str]) -> str | None:
    """Return the reason why a sentence within a paragraph is furniture; only plain signs count there."""
    outline = shape(text)
    if not outline.words or (len(text) == 1 and not text.isascii()):
        return "end mark" if len(text.strip("\"'”’)")) <= 1 and text.strip() else None
    found = list(outline.words)
    match = _BRACKETED.match(text)
    if match and _READ.match(match["inside"]):
        return "related links"
    if text.casefold().strip(" .-–—|").removeprefix("the ") in names:
        return "outlet's name"
    reason = signs.covered(found) or signs.labelled(text) or _here(text)
    if reason or len(found) >= 30:
        return reason
    return signs.begins(found, loose=False) or signs.holds(found, sure=not outline.reader)


def _gathered(raw: Raw, entries: list[Entry], pictures: list[str], own_head: head.Head) -> Cleaned:
    """Return the sorted record."""
    blocks: list[tuple[str, BlockKind]] = []
    found: list[tuple[str, int]] = []
    discarded = [Discarded(canonical.line(text), reason) for text, reason in raw.removed if canonical.line(text)]
    discarded += [Discarded(text, "picture or rule") for text in pictures]
    for caption in raw.captions:
        text = canonical.line(caption)
        if text and all(entry.text != text for entry in entries):
            found.append((text, 0))
    for entry in entries:
        for text, reason in entry.parts:
            discarded.append(Discarded(text, reason))
        if entry.verdict == "caption":
            found.append((entry.text, len(blocks)))
        elif entry.verdict == "title":
            continue
        elif entry.verdict and entry.verdict != "heading":
            discarded.append(Discarded(entry.text, entry.verdict.removeprefix("furniture: ")))
        else:
            heading = bool(entry.line.heading) or entry.verdict == "heading" or _heading(entry)
            blocks.append((entry.text, "heading" if heading else "paragraph"))
    return Cleaned(tuple(blocks), tuple(found), tuple(discarded), own_head.title, own_head.byline, own_head.published)


def _heading(entry: Entry) -> bool:
    """Tell whether a line of the report is a heading: short, and no sentence."""
    return not entry.outline.final and 0 < len(entry.outline.words) <= HEADING_WORDS and not entry.line.item
