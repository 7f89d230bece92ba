"""The characters of the canonical text: what every offset in Headwater counts.

One line (a paragraph, a heading, a headline) is NFC, holds single spaces only, and no character that cannot be seen:
no controls, U+FEFF, zero-width spaces, soft hyphens, direction marks, icon fonts' private characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

REPLACEMENT = "�"

# Every character that Unicode or a terminal takes for the end of a line.
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Joiners carry meaning between letters of scripts that shape their letters (Persian, Hindi) and inside emoji, all of
# them above U+0600; anywhere else they are debris.
_STRAY_JOINER = re.compile(r"(?<![\u0600-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\U0010ffff])")
_KEPT_FORMAT = "\u200c\u200d"


@cache
def _unseen(character: str) -> str:
    """Return what stands for one character that is not plainly visible."""
    category = unicodedata.category(character)
    if category == "Cs":
        return REPLACEMENT
    if category == "Cf":
        return character if character in _KEPT_FORMAT or "\U000e0020" <= character <= "\U000e007f" else ""
    if category == "Co":
        return ""
    if category == "Cc":
        return " " if character in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85" else ""
    # Noncharacters end every plane; other unassigned code points may be letters of a later Unicode.
    return "" if category == "Cn" and (ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF) else " "


_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


# UTF-8 that somebody before us read as Latin-1 or Windows-1252: "â\x80\x99" or "â€™" for an apostrophe, "Ã©". What
# no language writes is in each: a control character, or a sign right behind one of these letters, which in a word in
# capitals may be its own.
_WINDOWS = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0))
_MISREAD = re.compile(
    f"(?<![A-ZÀ-ÞĐ])[ÂÃ]+[\x80-\xbf]|[\xc4-\xf4][\x80-\x9f][\x80-\xbf]{{0,2}}|â€[{re.escape(_WINDOWS)}]"
)
# The last two characters of what was misread several times.
_TWO = re.compile("[ÂÃ][\x80-\xbf]")


def _byte(character: str) -> bytes:
    """Return the byte that was read as a character; Windows-1252 leaves five of them as they are."""
    try:
        return character.encode("cp1252")
    except UnicodeError:
        return character.encode("latin-1")


def _reread(match: re.Match[str]) -> str:
    """Return the character that was meant, or what stands there where none was.

    What was misread several times, "ÂÂ¢", is mended from its end.
    """
    found = match[0]
    try:
        while _TWO.fullmatch(found[-2:]):
            found = found[:-2] + b"".join(map(_byte, found[-2:])).decode("utf-8")
        return found if found != match[0] else b"".join(map(_byte, found)).decode("utf-8")
    except UnicodeError:
        return found


def line(text: str) -> str:
    """Return `text` as one line of canonical text, without leading or trailing space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    found = _visible(text)
    # What was misread twice is mended twice: the text halves each time.
    while _MISREAD.search(found) and (mended := _visible(found)) != found:
        found = mended
    return found


def _visible(text: str) -> str:
    seen = _SUSPECT.sub(lambda match: _unseen(match[0]), _MISREAD.sub(_reread, text))
    seen = _STRAY_JOINER.sub("", seen)
    return " ".join(unicodedata.normalize("NFC", " ".join(seen.split())).split())


def lines(text: str) -> list[str]:
    """Return the lines of `text`, each canonical; an empty string stands for every empty line."""
    return [line(part) for part in _BREAKS.split(text)]
