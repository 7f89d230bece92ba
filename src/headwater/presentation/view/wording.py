"""The words for counts, dates, standings and kinds of conflict, the same in every form that a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Attribution, Claim, Independence

STANDINGS = {
    "corroborated": ("Corroborated", "two or more independent origins"),
    "echoed": ("Echoed", "several outlets, one origin"),
    "unclear": ("Unclear", "how many origins stand behind it cannot be told for sure"),
    "possible": ("Possibly the same", "reports that are alike; whether they say the same is not sure"),
    "single": ("Single", "one outlet alone"),
}
KINDS = {
    "real": "both cannot be true as written",
    "dispute": "speakers contradict each other",
    "update": "one report is later",
    "rounding": "one is rounded",
    "granularity": "one is more exact",
}
SLOTS = {
    "figure": "Figure",
    "date": "Date",
    "place": "Place",
    "participant": "Who took part",
    "identity": "Who it is",
    "polarity": "Whether it is so",
    "quote-wording": "Words of a quotation",
    "attribution": "Who said it",
    "sequence": "What came first",
}
GRADES = {"verbatim": "word for word", "light": "lightly rewritten"}
ORIGINS = {
    "outlet": "outlet",
    "wire": "news agency",
    "medium": "another medium",
    "study": "study",
    "document": "document",
    "dataset": "data",
    "speaker": "speaker",
    "photo": "photo",
    "unknown": "origin unknown",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 reads better
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}))?)?)?")

_OPENING = tuple("\"'“”„‟«»‘‚‹")

# Control characters, line separators and directional overrides would change the page or the terminal around them:
# each is shown by a sign of its own. Tabs and line feeds are left, and so are the marks that Arabic or Hebrew need.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    """Return `text` with every control character, directional override and lone surrogate shown as a sign."""
    return _UNSEEN.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"[U+{code:04X}]"


def count(number: int, noun: str) -> str:
    """Return "1 outlet", "4 outlets", "1,204 articles", "2 stories"."""
    if number == 1:
        return f"1 {noun}"
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {plural}"


def share(part: float) -> str:
    """Return " 45%", or "" where an article credits an origin as a whole and no share can be told."""
    return f" {part:.0%}" if part >= 0.005 else ""


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def span_of(independent: Independence) -> str:
    """Return the number of independent origins: "2", or "1–2" where it cannot be told for sure."""
    least, most = independent.least, independent.most
    return str(most) if least == most else f"{least}–{most}"


def spread(claim: Claim) -> str:
    """Return "4 outlets, 2 origins", or "possibly 4 outlets" where they may not say the same."""
    if claim.certainty == "possible":
        return f"possibly {count(claim.outlets, 'outlet')}"
    origins = span_of(claim.independent)
    return f"{count(claim.outlets, 'outlet')}, {origins} {'origin' if origins == '1' else 'origins'}"


def unread(language: str | None) -> str:
    """Return what a reader must know of an article in a language that is not analysed, "" where there is nothing."""
    if language in {None, "en"}:
        return ""
    return f"in another language ({language}): looked at only for shared prose and for its story"


def _years(first: str, last: str) -> str:
    if first == last:
        return first
    return f"{first}s" if first.endswith("0") and last == first[:-1] + "9" else f"{first} – {last}"


def when(iso: str) -> str:
    """Return an ISO 8601 date, time, month, year or interval as readers write it; anything else as it is."""
    if "/" in iso:
        first, _, last = iso.partition("/")
        if first.endswith("-01-01") and last.endswith("-12-31"):
            return _years(first[:-6], last[:-6])
        return f"{when(first)} – {when(last)}"
    match = _ISO.match(iso)
    if not match:
        return iso
    year, month, day, time = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return iso if month else year + iso[match.end() :]
    name = _MONTHS[int(month) - 1]
    date = f"{int(day)} {name} {year}" if day else f"{name} {year}"
    # Midnight is what a date without a time becomes on its way through a database.
    return f"{date}, {time}" if time and time != "00:00" else date


def quoted(text: str) -> str:
    """Return the words of a direct quotation in quotation marks, where they do not bring their own."""
    return text if text[:1] in _OPENING else f"“{text}”"


def balanced(text: str) -> str:
    """Return `text` with the mark that it lacks: one sentence of a longer quotation has but one of the two."""
    for opening, closing in ("“”", "«»"):
        more = text.count(opening) - text.count(closing)
        if more in {1, -1}:
            return text + closing if more > 0 else opening + text
    if text.count('"') % 2:
        last = text.rfind('"')
        return text + '"' if last == 0 or text[last - 1].isspace() or text[last - 1] in "([—–" else '"' + text
    return text


# A longer one, without a speaker, is half a sentence.
_LONGEST_CUE = 3


def attributed(attribution: Attribution | None) -> str:
    """Return to whom a report attributes its claim: "Ada Voss said", where nobody is named "is said", or nothing."""
    if attribution is None or not (attribution.speaker or attribution.cue):
        return ""
    cue = attribution.cue or "says"
    if attribution.speaker:
        return f"{attribution.speaker} {cue}"
    return cue if len(cue.split()) <= _LONGEST_CUE else ""
