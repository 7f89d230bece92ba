"""The head of a text: headline, byline, date line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.reading.cleaning import stamps
from headwater.reading.cleaning.signs import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.reading.cleaning.markup import Line
    from headwater.reading.cleaning.shapes import Shape

# The head ends with the first paragraph of this many words, or after this many lines.
_LEAD_WORDS, _HEAD_LINES = 25, 12
_TITLE_WORDS = 30
_BYLINE_WORDS, _KICKER_WORDS = 24, 3
# How far above a line those of a menu are looked for.
_MENU_LINES = 3

_BYLINE = re.compile(
    r"(?:By|BY|Von|Par|Por|Di|Автор:?|Written by|Reported by|Story by|Posted by|Analysis by|by)\s+"
    r"(?P<who>[^\W\d_][^|.!?–—•]{0,2}(?:[^|!?–—•]{1,90}?))(?:\s*(?:[|–—•]|\s-\s|\d).*|\.)?$"
)
_DATE_LINE = re.compile(
    r"(?:\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}\b)?,?\s+)?"
    rf"(?:(?:first |last )?(?:published|posted|updated|modified|created|date)(?: on| at)?\s?:?\s*)?"
    rf"{stamps.DATE.pattern}"
    r"(?:[\s,|•·–-]*(?:at |um "
    r")?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?)?[\s.|]*"
    rf"(?:(?:[-–—|/•·]|updated|last updated|modified)[^a-z]{{0,4}}(?:updated|last updated|modified)?:?\s*.{{0,60}})?$",
    re.IGNORECASE,
)


_PERSON = r"[A-Z][\w.'’-]{1,24}(?: [A-Z][\w.'’-]{0,24}){1,3}"
# "Jane Doe and John Roe, Associated Press", "Jane Doe, example.com"
_SIGNED = re.compile(
    rf"(?P<who>{_PERSON}(?:(?:, | and |, and | & ){_PERSON}){{0,4}}?)(?:,? ?[|•/-]? ?)(?:(?:The )?Associated "
    rf"Press|AP|Reuters|AFP|"
    r"Agence France-Presse|Bloomberg(?: News)?|UPI|dpa|[\w-]{2,30}\.(?:com|co\.uk|ca|org|net|com\.au|de|fr|"
    r"in))(?: [A-Z]\w+){0,2}"
)


# Names above a dateline: "JANE DOE and JOHN ROE" / "HALLEN (AP) — ..."
_NAMES = re.compile(rf"(?P<who>{_PERSON}(?:(?:, | and |, and | & ){_PERSON}){{0,4}})")
_DATELINE = re.compile(r"[A-Z]{3}[\w .,'’/-]{0,50}(?:\s\((?:AP|Reuters|AFP|UPI|dpa|CNN)\))?\s?[—–-]{1,2}\s")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of the text states, and which lines stated it (index, verdict)."""

    title: str | None
    byline: str | None
    published: str | None
    verdicts: tuple[tuple[int, str], ...]


def find(entries: Sequence[tuple[Line, Shape, str]], title: str | None) -> Head:
    """Return headline, byline and date of the text's first lines; `title` is the headline that the record states."""
    verdicts: list[tuple[int, str]] = []
    headline = byline = published = None
    stated = words(title) if title else None
    for index, (line, outline, verdict) in enumerate(entries[:_HEAD_LINES]):
        if verdict and not line.heading:
            continue
        dated = _DATE_LINE.match(line.text) or stamps.dates(line.text)
        if dated and len(outline.words) < 16:
            found = stamps.DATE.search(line.text)
            published = published or (found[0] if found else None)
            verdicts.append((index, "date line"))
            continue
        match = _BYLINE.match(line.text) or _SIGNED.fullmatch(line.text) or _named(line.text, entries, index)
        if match and len(outline.words) < _BYLINE_WORDS and not outline.prose:
            byline = byline or match["who"].strip()
            found = stamps.DATE.search(line.text)
            published = published or (found[0] if found else None)
            verdicts.append((index, "byline"))
            continue
        if stated and list(outline.words) == stated:
            verdicts.append((index, "heading"))
            continue
        if stated is None and headline is None and line.heading in {0, 1} and _headline(line, outline, entries, index):
            headline = line.text
            verdicts.append((index, "title"))
            stated = list(outline.words)
            continue
        if len(outline.words) >= _LEAD_WORDS and outline.final:
            break
    return Head(headline, byline, published, tuple(verdicts))


def _named(text: str, entries: Sequence[tuple[Line, Shape, str]], index: int) -> re.Match[str] | None:
    """Return the names of reporters that stand alone right above the dateline of their report."""
    below = entries[index + 1][0].text if index + 1 < len(entries) else ""
    return _NAMES.fullmatch(text) if _DATELINE.match(below) else None


def _headline(line: Line, outline: Shape, entries: Sequence[tuple[Line, Shape, str]], index: int) -> bool:
    """Tell whether the first own line of a text is its headline: no sentence, with a report below it."""
    if line.heading == 1:
        return True
    if not 2 <= len(outline.words) <= _TITLE_WORDS or line.text.rstrip("\"'”’ ").endswith((".", ":", ";", ",")):
        return False
    # A line amid the lines of a menu is one of them ("Weather 9°C").
    before, after = entries[max(0, index - _MENU_LINES) : index], entries[index + 1 : index + 2]
    if len(outline.words) <= _KICKER_WORDS and _kicker(entries, index):
        return False
    if all(any(verdict == "furniture: navigation" for _, _, verdict in side) for side in (before, after)):
        return False
    return any(len(later.words) >= _TITLE_WORDS or later.prose for _, later, _ in entries[index + 1 : index + 8])


def _kicker(entries: Sequence[tuple[Line, Shape, str]], index: int) -> bool:
    """Tell whether a short line is only the name of a section, with the headline below it."""
    below = [(line, outline) for line, outline, verdict in entries[index + 1 : index + 4] if not verdict]
    return any(
        not outline.final and _KICKER_WORDS + 1 < len(outline.words) <= _TITLE_WORDS and not _BYLINE.match(line.text)
        for line, outline in below
    )
