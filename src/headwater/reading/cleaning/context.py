"""What a line is by where it stands: repeated captions, lists of links, menus, footnotes, lines apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.reading import outlets
from headwater.reading.cleaning import captions, siblings, signs, stamps
from headwater.reading.cleaning.shapes import sentences, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.reading.cleaning.entries import Entry
    from headwater.reading.raw import Raw

# Links after "Read more": how many lines they may go on for within the report.
_LINKS = 8
# At the end of an article a header's links have at most this many words, all of them less than this share of the rest.
_LONGEST_LINK, _TAIL = 22, 0.3
# Lines this short, this many in a row, before the report begins or after it ends, are a menu.
_MENU_WORDS, _MENU_LINES, _MENU_DUMP = 4, 4, 60
# A line without a full stop, among paragraphs that have theirs, is no part of the report from this many words on;
# shorter ones may be its headings. Most of an article's long lines must end as sentences for that to tell anything.
_APART_WORDS, _FINISHED, _FEWEST_FINISHED = 9, 0.6, 3
_LONGEST_APART = 45
_LINK_WORDS = 16

_ENUMERATED = re.compile(r"(?:[(\[]?\w{1,3}[.)\]]|[A-Z]{1,3}:|Q:|A:|[•*–-])\s")
_POST = re.compile(r"(?:[—–-]\s?[^@]{1,60}\(@\w+\)|@\w+|https?://|pic\.twitter\.com)")
_SIGNED = re.compile(r"[—–-]\s?(?P<name>[^@()]{1,60}?)\s?\(@(?P<handle>\w+)\)\s[A-Z][a-z]+ \d{1,2}, \d{4}$")
_QUOTES = ("“", '"', "‘", "«", "„", "'")
# Words that tie a sentence to what stands before it: captions have none.
_CONNECTIVES = frozenset(
    {
        "but",
        "and",
        "so",
        "however",
        "meanwhile",
        "also",
        "then",
        "yet",
        "following",
        "while",
        "although",
        "though",
        "when",
        "if",
    }
    | {
        "since",
        "because",
        "despite",
        "in",
        "according",
        "additionally",
        "earlier",
        "later",
        "prior",
        "another",
        "still",
        "nor",
    }
    | {
        "instead",
        "indeed",
        "moreover",
        "on",
        "as",
        "that",
        "it",
        "he",
        "she",
        "they",
        "there",
        "this",
        "these",
        "section",
    }
)
_SAYS = re.compile(r"\b(?:said|says|say|wrote|writes|added|adds|told|asked|tweeted|posted|explained)\b")
_SPOKEN = re.compile(r"[”\"’'] (?:\w+ ){0,3}(?:said|says|added|told|wrote|asked|explained)\b|\b(?:said|added)$")
_OPEN_END = (" or", " and", ",", "…", "...", " the", " of", " to")
# The buttons of a gallery, glued to its captions.
_SHOWN = re.compile(r"\b(?:Hide Caption \d{1,3} of \d{1,3}|Play slideshow)\b")
# The numbers of its pictures ("1/8 ... 2/8 ... 3/8"), of which so many tell a gallery.
_COUNTED, _FEWEST_COUNTED = re.compile(r"\b(\d{1,3})/(\d{1,3})\b"), 3
_SLIDE = re.compile(r"\d{1,3} ?(?:/|of) ?\d{1,3}\b[\s.:-]")
_NOTE = re.compile(r"(?:\d{1,3}(?:,\d{1,3}){0,9}|\*{1,3}|†|\[\d{1,3}\])\s?(?=[^\W\d_a-zà-öø-ÿ])")


def sort(entries: Sequence[Entry], names: frozenset[str], *, marked_up: bool) -> None:
    """Set the verdicts that a line's surroundings give.

    `marked_up` says that the record's markup has told captions and menus already: lines without a stop are its lists.
    """
    _galleries(entries)
    _repeated(entries)
    if not marked_up:
        stamps.sort(entries)
    _links(entries)
    if not marked_up:
        _menus(entries)
    _footnotes(entries)
    _names_of_outlet(entries, names)
    if not marked_up:
        _apart(entries)
        siblings.sort(entries, _headline)


def _galleries(entries: Sequence[Entry]) -> None:
    """Mark the captions of a gallery ("3/16 ..."), where there are several."""
    found = [entry for entry in entries if entry.own and len(entry.outline.words) > 3 and _SLIDE.match(entry.text)]
    for entry in found if len(found) > 1 else ():
        entry.verdict = "caption"
    shown = {id(entry) for entry in entries if entry.own and _gallery(entry.text)}
    # A page that is nothing but a gallery keeps what its captions tell.
    beside = any(entry.own and entry.outline.prose and id(entry) not in shown for entry in entries)
    for entry in entries if beside else ():
        entry.verdict = "caption" if id(entry) in shown else entry.verdict


def _gallery(text: str) -> bool:
    """Tell whether the captions of a gallery are glued into a line: by its buttons, or its pictures' numbers."""
    if _SHOWN.search(text):
        return True
    counted = [(int(number), int(of)) for number, of in _COUNTED.findall(text)]
    first = next((of for number, of in counted if number == 1), 0)
    return len(counted) >= _FEWEST_COUNTED and counted == [(place, first) for place in range(1, len(counted) + 1)]


def _repeated(entries: Sequence[Entry]) -> None:
    """Mark captions that only repeat a sentence of the report or another caption's beginning."""
    by_word: dict[str, list[frozenset[str]]] = {}
    for entry in entries:
        if not entry.outline.final:
            continue
        for start, end in sentences(entry.text)[:60]:
            words = frozenset(shape(entry.text[start:end]).words)
            for word in sorted(words, key=lambda word: (-len(word), word))[:6]:
                by_word.setdefault(word, []).append(words)
    for index, entry in enumerate(entries):
        if not entry.own or entry.outline.final or _ENUMERATED.match(entry.text) or entry.text.endswith(_OPEN_END):
            continue
        after = entries[index + 1] if index + 1 < len(entries) else None
        if after and after.verdict == "caption" and after.text.startswith(entry.text):
            entry.verdict = "caption"
            continue
        candidates = [words for word in sorted(set(entry.outline.words)) for words in by_word.get(word, ())[:20]]
        if captions.repeats(entry.text, candidates, entry.outline):
            entry.verdict = "caption"


def _links(entries: Sequence[Entry]) -> None:
    """Mark the links that follow a header such as "Read more" or "Related"."""
    last_prose = max((i for i, entry in enumerate(entries) if entry.own and entry.outline.prose), default=-1)
    after = _words_after(entries)
    longest = 0
    tails = [False] * len(entries)
    for index in range(len(entries) - 1, -1, -1):
        tails[index] = longest <= _LONGEST_LINK and after[index] < _TAIL * (after[0] - after[index])
        longest = max(longest, len(entries[index].outline.words) if entries[index].own else 0)
    done = 0
    for index, entry in enumerate(entries):
        if index < done or entry.verdict != "furniture: related links" or not signs.covered(list(entry.outline.words)):
            continue
        # After the last long paragraph what follows a header is a list of links, even where they are sentences.
        tail = tails[index]
        reach = len(entries) if tail or index > last_prose else index + 1 + _LINKS
        for position, later in enumerate(entries[index + 1 : reach], index + 1):
            done = position
            if not later.own:
                continue
            if (later.outline.prose and not tail) or (len(later.outline.words) < 5 and index < last_prose):
                break
            later.verdict = "furniture: related links"


def _words_after(entries: Sequence[Entry]) -> list[int]:
    """Return for every entry how many words of the report's own lines stand at or after it."""
    after, total = [], 0
    for entry in reversed(entries):
        total += len(entry.outline.words) if entry.own else 0
        after.append(total)
    return after[::-1]


def _menus(entries: Sequence[Entry]) -> None:
    """Mark runs of very short lines outside the report, and all that stands above a flattened menu."""
    prose = [i for i, entry in enumerate(entries) if entry.own and entry.outline.prose] or [len(entries)]
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
    menus = [i for i in range(prose[0]) if entries[i].verdict == "furniture: navigation" and _long(entries[i])]
    for entry in entries[: menus[-1]] if menus else ():
        if entry.own and not entry.outline.final:
            entry.verdict = "furniture: navigation"


def _long(entry: Entry) -> bool:
    return len(entry.outline.words) > _MENU_DUMP


def _footnotes(entries: Sequence[Entry]) -> None:
    """Mark a run of numbered notes at the end."""
    run: list[Entry] = []
    for entry in reversed(entries):
        note = entry.own and _NOTE.match(entry.text)
        if (
            note
            and len(entry.outline.words) <= 40
            and (not entry.outline.final or (run and len(entry.outline.words) < 8))
        ):
            run.append(entry)
        elif entry.own:
            break
    if len(run) >= 2:
        for entry in run:
            entry.verdict = "furniture: footnote"


def names(raw: Raw) -> frozenset[str]:
    """Return what the record's outlet is called, in lower case."""
    stated = [raw.outlet or "", outlets.named(raw.url) or "", outlets.named(raw.outlet) or ""]
    stated.append(outlets.spelled(raw.source, raw.text) or "")
    return frozenset(name.casefold().removeprefix("the ") for name in stated if name)


def _names_of_outlet(entries: Sequence[Entry], names: frozenset[str]) -> None:
    """Mark lines that hold nothing but the outlet's name, and its own posts that advertise other reports."""
    for entry in entries:
        if entry.own and entry.text.casefold().strip(" .-–—|").removeprefix("the ") in names:
            entry.verdict = "furniture: outlet's name"
        match = _SIGNED.search(entry.text[-160:]) if entry.own else None
        if match and match["name"].strip().casefold() in names:
            entry.verdict = "furniture: outlet's own post"


def _apart(entries: Sequence[Entry]) -> None:
    """Mark long lines without a full stop among paragraphs that have theirs: captions and links to other reports."""
    long = [entry for entry in entries if entry.own and len(entry.outline.words) >= _APART_WORDS]
    finished = [entry for entry in long if entry.outline.final]
    if len(finished) < _FEWEST_FINISHED or len(finished) < _FINISHED * len(long):
        return
    first = next(i for i, entry in enumerate(entries) if entry is finished[1])
    candidates = [entry for entry in entries if _is_apart(entry)]
    last = max(i for i, entry in enumerate(entries) if entry.own)
    for index, entry in enumerate(entries):
        if index <= first or not _is_apart(entry) or entry.line.item or index == last:
            continue
        after = entries[index + 1].text if index + 1 < len(entries) else ""
        if _POST.match(after) or (after.startswith(_QUOTES) and _SAYS.search(entry.text)):
            continue
        link = len(entry.outline.words) <= _LINK_WORDS
        if link and siblings.heads(entries, index):
            continue
        # One long line may be a paragraph that lost its stop; where there are two, they are captions.
        if link or len(candidates) > 1:
            entry.verdict = "furniture: link or caption" if link else "caption"


def _is_apart(entry: Entry) -> bool:
    text, outline = entry.text, entry.outline
    return (
        entry.own
        and not outline.final
        and _APART_WORDS <= len(outline.words) <= _LONGEST_APART
        and len(sentences(text)) <= 3
        and _headline(entry)
    )


def _headline(entry: Entry) -> bool:
    """Tell whether nothing about a line ties it to the report's own prose."""
    text, outline = entry.text, entry.outline
    return (
        not _ENUMERATED.match(text)
        and not _POST.search(text)
        and not text.endswith(_OPEN_END)
        and not _SPOKEN.search(text)
        and not text[0].islower()
        and outline.words[0] not in _CONNECTIVES
        and "? " not in text
    )
