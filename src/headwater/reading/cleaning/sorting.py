"""Sorting a record's lines: report, heading, caption, metadata, furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.article import Discarded
from headwater.reading import canonical
from headwater.reading.cleaning import captions, context, furniture, head, signs, stamps
from headwater.reading.cleaning.entries import Entry
from headwater.reading.cleaning.markup import lines
from headwater.reading.cleaning.shapes import closed, sentences, shape

if TYPE_CHECKING:
    from headwater.article import BlockKind
    from headwater.reading.cleaning.markup import Line
    from headwater.reading.raw import Raw

# A heading says little; a longer line without a full stop is a paragraph that lost it.
HEADING_WORDS = 16
# A sentence that a teaser's end cut off after this many words says nothing.
_CUT_OFF_WORDS = 2
_NOTE = "note by the page"
_CORRECTION = re.compile(r"corrections?\b|clarification\b|editor['’]s note\b", re.IGNORECASE)
# Behind a stamp stands at most who wrote the report ("By Ada Berg(Varn Valley Press)").
_BEHIND_STAMP = 60
# "(Pictured below: the bridge in 1955)" behind a paragraph.
_OF_PICTURE = re.compile(r"\((?:pictured|photo|picture|image)\b[^()]{2,140}\)\.?\s*\Z", re.IGNORECASE)
_LONGEST_NOTE = 170
# Formats whose markup tells captions, lists and menus from paragraphs.
_MARKED_UP = frozenset({"html", "warc", "feed"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A record, sorted.

    `blocks` are the report's paragraphs and headings in order; `captions` come in order with the index of the block
    that they stood before; those whose place the format does not tell stand behind the last. `title`, `byline` and
    `published` are what the head of the text itself states, None where nothing.
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
    title = canonical.line(raw.title) if raw.title else None
    entries = [entry for line in found for entry in _unheaded(line, title) or _unglued(line)]
    marked = {canonical.line(caption) for caption in raw.captions}
    for entry in entries:
        if not entry.verdict:
            entry.verdict = "caption" if entry.text in marked else furniture.verdict(entry.line, entry.outline)
    own_head = head.find([(entry.line, entry.outline, entry.verdict) for entry in entries], title)
    for index, verdict in own_head.verdicts:
        entries[index].verdict = verdict
    names = context.names(raw)
    for entry in entries:
        if entry.own and not entry.line.item:
            _trim(entry, names)
    context.sort(entries, names, marked_up=raw.format in _MARKED_UP)
    return _gathered(raw, entries, pictures, own_head)


def _unheaded(line: Line, title: str | None) -> list[Entry]:
    """Return the headline and the stamp that stand together in a line, [] where they do not."""
    rest = line.text[len(title) :].lstrip() if title and line.text.startswith(title) else ""
    stamp = stamps.opening(rest)
    if not title or not stamp or len(rest) - stamp > _BEHIND_STAMP:
        return []
    headline, below = replace(line, text=title), replace(line, text=rest)
    return [Entry(headline, shape(title)), Entry(below, shape(rest), "furniture: date line")]


def _unglued(line: Line) -> list[Entry]:
    """Return the line as an entry, with furniture that was glued to its beginning as one of its own."""
    cut = signs.glued(line.text)
    if not cut:
        return _unpictured(line)
    rest = line.text[cut:].lstrip(" :|–—-")
    glued = Entry(replace(line, text=line.text[:cut].strip()), shape(line.text[:cut]), "furniture: navigation")
    return [glued, *_unpictured(replace(line, text=rest))] if rest else [glued]


def _unpictured(line: Line) -> list[Entry]:
    """Return a paragraph of several sentences without the bracket behind it that speaks of a picture, and that."""
    match = _OF_PICTURE.search(line.text[-_LONGEST_NOTE:])
    start = len(line.text) - len(match[0]) if match else len(line.text)
    before = line.text[:start].rstrip()
    if match is None or len(sentences(before)) < 2 or not closed(before):
        return [Entry(line, shape(line.text))]
    note = line.text[start:].strip()
    return [Entry(replace(line, text=before), shape(before)), Entry(replace(line, text=note), shape(note), "caption")]


def _trim(entry: Entry, names: frozenset[str]) -> None:
    """Cut furniture off the ends of a paragraph, and bracketed invitations out of it, sentence by sentence."""
    spans = sentences(entry.text)
    if len(spans) < 2:
        return
    pieces = [(entry.text[start:end], furniture.of_sentence(entry.text[start:end], names)) for start, end in spans]
    own = [index for index, (_, reason) in enumerate(pieces) if not reason]
    if not own:
        entry.verdict = f"furniture: {pieces[0][1]}"
        return
    # A correction that the page apologises for is the page's; one that stands as the report's own words is not.
    if any(reason == _NOTE for _, reason in pieces) and all(_CORRECTION.match(pieces[index][0]) for index in own):
        entry.verdict = f"furniture: {_NOTE}"
        return
    own = own[:-1] if len(own) > 1 and own[-1] == len(pieces) - 1 and _cut_off(pieces[-1][0]) else own
    kept = [
        index
        for index, (text, reason) in enumerate(pieces)
        if (not reason and index <= own[-1])
        or (own[0] < index < own[-1] and not furniture.bracketed(text) and len(signs.words(text)) < 2)
    ]
    if len(kept) < len(pieces):
        entry.parts = [(text, reason or "cut off") for index, (text, reason) in enumerate(pieces) if index not in kept]
        entry.line = replace(entry.line, text=" ".join(pieces[index][0] for index in kept))
        entry.outline = shape(entry.line.text)


def _cut_off(text: str) -> bool:
    """Tell whether a paragraph's last sentence is only the beginning of one ("The..."), cut by a teaser's end."""
    return text.endswith(("...", "…")) and len(signs.words(text)) <= _CUT_OFF_WORDS and text[:1].isupper()


def _gathered(raw: Raw, entries: list[Entry], pictures: list[str], own_head: head.Head) -> Cleaned:
    """Return the sorted record."""
    blocks: list[tuple[str, BlockKind]] = []
    found: list[tuple[str, int]] = []
    discarded = [Discarded(canonical.line(text), reason) for text, reason in raw.removed if canonical.line(text)]
    discarded += [Discarded(text, "picture or rule") for text in pictures]
    for entry in entries:
        for text, reason in entry.parts:
            discarded.append(Discarded(text, reason))
        if entry.verdict == "caption":
            caption, pieces = captions.bare(entry.text)
            discarded += [Discarded(text, reason) for text, reason in pieces]
            if caption:
                found.append((caption, len(blocks)))
        elif entry.verdict == "title":
            continue
        elif entry.verdict and entry.verdict != "heading":
            discarded.append(Discarded(entry.text, entry.verdict.removeprefix("furniture: ")))
        else:
            heading = bool(entry.line.heading) or entry.verdict == "heading" or _heading(entry)
            blocks.append((entry.text, "heading" if heading else "paragraph"))
    lines_ = {entry.text for entry in entries}
    beside = dict.fromkeys(canonical.line(caption) for caption in raw.captions)
    for text in (one for one in beside if one not in lines_):
        caption, pieces = captions.bare(text)
        discarded += [Discarded(piece, reason) for piece, reason in pieces]
        if caption:
            found.append((caption, len(blocks)))
    return Cleaned(tuple(blocks), tuple(found), tuple(discarded), own_head.title, own_head.byline, own_head.published)


def _heading(entry: Entry) -> bool:
    """Tell whether a line of the report is a heading: short, and no sentence."""
    return not entry.outline.final and 0 < len(entry.outline.words) <= HEADING_WORDS and not entry.line.item
