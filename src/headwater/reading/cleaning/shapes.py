"""What a line looks like: prose, headline, list entry, dump of a menu; and how it falls into sentences."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from headwater.reading.cleaning.signs import words

_CLOSERS = "\"'”’»)]}›」』）"
_STOPS = tuple(".!?…。")
_FINAL = ".!?…。！？؟।:;"
_SENTENCE_END = re.compile(
    r"(?:[.!?…][\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[]{0,2}[^\W\d_a-zà-öø-ÿ]|[\"'“‘«(\[•©])|[。！？](?=.))"
)
_SIGNATURE = re.compile(r"[.!?][”\"’']?\s[A-Z][A-Z/ ]{1,30}$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Cmdr|Adm|Rev|Hon|St|Ste|Jr|"
    r"Sr|No|Nos"
    r"|vs|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|"
    r"Ga|Ill|Ind"
    r"|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|(?:[A-Z]\.){1,4}[A-Z])$"
)
_READER = frozenset(
    [
        "you",
        "your",
        "yours",
        "our",
        "us",
        "we",
        "i'm",
        "sie",
        "ihr",
        "ihre",
        "vous",
        "votre",
        "nous",
        "su",
        "usted",
        "tu",
        "sua",
        "você",
        "вы",
        "ваш",
    ]
)
# A menu that was flattened into one line has no sentence in this many words.
_DUMP_WORDS = 40
PROSE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """A line's words and outline."""

    words: tuple[str, ...]
    final: bool
    capitals: float
    reader: bool

    @property
    def prose(self) -> bool:
        """Whether the line reads as a paragraph of a report."""
        return len(self.words) >= PROSE_WORDS and (self.final or len(self.words) > 30)


def closed(text: str) -> bool:
    """Tell whether the text ends as a sentence does, closing quotation marks and brackets aside."""
    bare = text.rstrip(_CLOSERS + " -–—" if text.endswith((":-", ":–", ":—")) else _CLOSERS + " ")
    if bare and (bare[-1] in _FINAL or unicodedata.category(bare[-1]) == "So"):
        return True
    # An agency's name in capitals may follow it, or
    tail = _SIGNATURE.search(text[-40:])
    if tail:
        return True
    # a reference or remark in brackets may follow the full stop.
    opened = text.rfind("(", max(0, len(text) - 60))
    return text.endswith(")") and opened > 1 and text[:opened].rstrip(_CLOSERS + " ")[-1:] in _STOPS


def shape(text: str) -> Shape:
    """Return the outline of a line."""
    found = words(text)
    cased = [piece for piece in text.split() if piece[:1].isalpha()]
    capitals = sum(piece[0].isupper() for piece in cased) / len(cased) if cased else 0.0
    return Shape(tuple(found), closed(text), capitals, not _READER.isdisjoint(found))


def dump(text: str, outline: Shape) -> bool:
    """Tell whether a line is a flattened menu: many words, hardly a small one, no sentence."""
    return (
        len(outline.words) >= _DUMP_WORDS and outline.capitals > 0.7 and len(sentences(text)) * 60 < len(outline.words)
    )


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a line start and end, for telling furniture from prose within it."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if text[match.start()] == "." and _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        end = match.start() + len(match[0].rstrip())
        found.append((start, end))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found
