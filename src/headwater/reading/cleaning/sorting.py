"""Sorting a record's lines: report, heading, caption, metadata, furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headwater.article import Discarded
from headwater.reading import canonical
from headwater.reading.cleaning import captions, head, signs
from headwater.reading.cleaning.markup import Line, lines
from headwater.reading.cleaning.shapes import Shape, dump, sentences, shape

if TYPE_CHECKING:
    from headwater.article import BlockKind
    from headwater.reading.raw import Raw

# A heading says little; a longer line without a full stop is a paragraph that lost it.
HEADING_WORDS = 16
# Links after "Read more": how many lines they may go on for within the report.
_LINKS = 8
# Lines this short, this many in a row, before the report begins or after it ends, are a menu.
_MENU_WORDS, _MENU_LINES = 4, 4

_COUNTER = re.compile(r"\d{1,4} ?(?:/|of|из|de|von|sur) ?\d{1,4}|\d+(?:[.,]\d+)?[KkMm]?|[\W\d_]*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}|@\w+", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(]\s?(?P<inside>[^\[\]()]{10,160})\s?[\])]$")
_READ = re.compile(r"(?:read|see|watch|also|related|more|click|listen|view|photos?|video)\b", re.IGNORECASE)
_TWEET = re.compile(r"(?:https?://t\.co/\S+|pic\.twitter\.com/\S+)")


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


@dataclass(slots=True)
class _Entry:
    line: Line
    outline: Shape
    verdict: str = ""
    parts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.line.text


def clean(raw: Raw) -> Cleaned:
    """Return the record's lines, sorted into report, captions, metadata and what was discarded."""
    found, pictures = lines(raw.text, markdown=raw.format == "markdown")
    entries = [_Entry(line, shape(line.text)) for line in found]
    title = canonical.line(raw.title) if raw.title else None
    marked = {canonical.line(caption) for caption in raw.captions}
    for entry in entries:
        entry.verdict = "caption" if entry.text in marked else _verdict(entry.line, entry.outline)
    own_head = head.find([(entry.line, entry.outline, entry.verdict) for entry in entries], title)
    for index, verdict in own_head.verdicts:
        entries[index].verdict = verdict
    _captions_that_repeat(entries)
    _links(entries)
    _menus(entries)
    for entry in entries:
        if not entry.verdict and not entry.line.heading:
            _trim(entry)
    return _gathered(raw, entries, pictures, own_head)


def _verdict(line: Line, outline: Shape) -> str:
    """Return what a line is by itself: "caption", "furniture: REASON", or "" for what may be the report's own."""
    text = line.text
    if _COUNTER.fullmatch(text):
        return "furniture: counter"
    if _ADDRESS.fullmatch(text):
        return "furniture: address"
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
        or (signs.holds(found) if loose or len(found) < 30 else None)
        or ("related links" if _ends_in_link(found) and not outline.final else None)
    )


def _ends_in_link(found: list[str]) -> bool:
    """Tell whether a line is a link's text with "Read more" after it."""
    return (
        tuple(found[-2:]) in {("read", "more"), ("learn", "more"), ("see", "more"), ("find", "out")} and len(found) < 30
    )


def _captions_that_repeat(entries: list[_Entry]) -> None:
    """Mark captions that only repeat a sentence of the report or another caption's beginning."""
    known = [
        frozenset(shape(entry.text[start:end]).words)
        for entry in entries
        if entry.outline.final
        for start, end in sentences(entry.text)[:60]
    ]
    by_word: dict[str, list[frozenset[str]]] = {}
    for words in known:
        for word in sorted(words, key=lambda word: (-len(word), word))[:6]:
            by_word.setdefault(word, []).append(words)
    for index, entry in enumerate(entries):
        if entry.verdict or entry.line.heading or entry.outline.final:
            continue
        after = entries[index + 1] if index + 1 < len(entries) else None
        if after and after.verdict == "caption" and after.text.startswith(entry.text):
            entry.verdict = "caption"
            continue
        candidates = [words for word in sorted(set(entry.outline.words)) for words in by_word.get(word, ())[:20]]
        if captions.repeats(entry.text, candidates, entry.outline):
            entry.verdict = "caption"


def _links(entries: list[_Entry]) -> None:
    """Mark the links that follow a header such as "Read more" or "Related"."""
    last_prose = max((i for i, entry in enumerate(entries) if not entry.verdict and entry.outline.prose), default=-1)
    for index, entry in enumerate(entries):
        header = entry.verdict == "furniture: related links" and signs.covered(list(entry.outline.words))
        if not header:
            continue
        # At the end of the page even full sentences under such a header are links.
        tail = all(len(later.outline.words) < 25 for later in entries[index + 1 :])
        for later in entries[index + 1 : index + 1 + (len(entries) if tail or index > last_prose else _LINKS)]:
            if later.verdict:
                continue
            if later.outline.prose and not tail:
                break
            if len(later.outline.words) < 5 and index < last_prose:
                break
            later.verdict = "furniture: related links"


def _menus(entries: list[_Entry]) -> None:
    """Mark runs of very short lines outside the report."""
    prose = [i for i, entry in enumerate(entries) if not entry.verdict and entry.outline.prose]
    if not prose:
        return
    for outside in (range(prose[0]), range(prose[-1] + 1, len(entries))):
        run: list[int] = []
        for index in [*outside, -1]:
            entry = entries[index] if index >= 0 else None
            short = entry is not None and not entry.outline.final and len(entry.outline.words) <= _MENU_WORDS
            if short and entry is not None and entry.verdict in {"", "furniture: navigation"}:
                run.append(index)
                continue
            if len(run) >= _MENU_LINES:
                for found in run:
                    entries[found].verdict = "furniture: navigation"
            run = []


def _trim(entry: _Entry) -> None:
    """Cut furniture off the beginning and the end of a paragraph, sentence by sentence."""
    spans = sentences(entry.text)
    if len(spans) < 2:
        return
    pieces = [(entry.text[start:end], _furniture_of_sentence(entry.text[start:end])) for start, end in spans]
    first, last = 0, len(pieces)
    while first < last and pieces[first][1]:
        first += 1
    while last > first and pieces[last - 1][1]:
        last -= 1
    if first == last:
        entry.verdict = f"furniture: {pieces[0][1]}"
        return
    if (first, last) == (0, len(pieces)):
        return
    entry.parts = [(text, reason or "") for text, reason in (*pieces[:first], *pieces[last:])]
    entry.line = Line(entry.text[spans[first][0] : spans[last - 1][1]], entry.line.gap)


def _furniture_of_sentence(text: str) -> str | None:
    """Return the reason why a sentence within a paragraph is furniture; only plain signs count there."""
    outline = shape(text)
    if not outline.words or (len(text) == 1 and not text.isascii()):
        return "end mark" if len(text.strip("\"'”’)")) <= 1 and text.strip() else None
    found = list(outline.words)
    return (
        signs.covered(found) or signs.labelled(text) or (signs.begins(found, loose=False) if len(found) < 30 else None)
    )


def _gathered(raw: Raw, entries: list[_Entry], pictures: list[str], own_head: head.Head) -> Cleaned:
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


def _heading(entry: _Entry) -> bool:
    """Tell whether a line of the report is a heading: short, and no sentence."""
    return not entry.outline.final and 0 < len(entry.outline.words) <= HEADING_WORDS and not entry.line.item
