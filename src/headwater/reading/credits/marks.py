"""Credits of a whole article: datelines, closing lines, contributors, bylines, copyright lines, picture credits."""

from __future__ import annotations

import re
from dataclasses import replace

from headwater.article import Credit
from headwater.reading import outlets
from headwater.reading.credits import names
from headwater.reading.lists import kept

_INITIAL = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Gov)\.$")
_DATELINE_WITHIN, _CREDIT_WITHIN = 140, 160
# An agency's name in an address: behind "wires", or before all else where a year follows.
_SEGMENT = re.compile(
    r"(?<=/)(?:wires?|newswires?|agenc(?:y|ies))/(?P<name>[A-Za-z-]{2,24})(?=/)"
    r"|^(?:https?://)?[^/]+/(?P<alone>[A-Za-z-]{4,24})(?=/\d{4}/)"
)
# In a list of a page's makers: who stands behind this took the pictures. And what is joined to their agency's name.
_PICTURES = re.compile(r"(?:^|, ?)(?:Images?|Photos?|Pictures?|Getty(?: Images)?|Shutterstock)(?=,|$)", re.IGNORECASE)
_PICTURED = re.compile(r" ?/ ?Getty| (?:Photos?|Pictures|Images)\b")


@kept
def _patterns() -> dict[str, re.Pattern[str]]:
    known = names.load()
    name = names.alternatives([*known.names, *known.marks])
    wire = names.alternatives([*known.marks, *(form for form, (_, kind) in known.names.items() if kind == "wire")])
    picture = names.alternatives([*names.pictures(), *known.marks])
    houses = names.alternatives([name for name in names.pictures() if names.form(name) is None])
    return {
        "dateline": re.compile(rf"[(\[/（【](?P<name>{name})[)\]/）】]"),
        # Agencies that write in Chinese or Japanese begin: name, place, day, "wires".
        "wires": re.compile(rf"[（【(]?(?P<name>{wire})[^\s。，]{{0,18}}[电電讯訊]"),
        "closing": re.compile(
            rf"(?:^|[\s.”\"’'])[(\[]?(?:(?:with|from|source|sources|agencies|by|via|reporting "
            rf"by)\s?:?\s)?(?P<list>(?:{name})"
            rf"(?:(?:, ?| ?/ ?|; ?| and | & | \+ )(?:{name}|agencies|staff|dpa|tca)){{0,12}})[)\]]?[.\s]*$",
            re.IGNORECASE,
        ),
        "initials": re.compile(r"^(?:[a-z]{2,4}(?:/[a-z,]{2,10})* )\((?P<list>[^()]{2,60})\)\.?$"),
        "contributors": re.compile(
            rf"(?P<name>{wire})(?:'s|’s)? (?:\w+ ){{0,3}}(?:writers?|reporters?|journalists?|correspondents?|"
            rf"staff|video\w*|"
            rf"photographers?|researchers?|editors?)\b[^.]{{0,300}}?\b(?:contributed|reported|assisted)"
        ),
        "helped": re.compile(
            rf"(?:^|[\s(])(?:with (?:additional )?(?:reporting|material|files|information|inputs?) (?:from|by)|"
            rf"(?:additional )?"
            rf"reporting by|information from|material from|(?:the )?(?P<name>{wire})(?:,? (?:and|,) "
            rf"[^.]{{2,60}})? contributed)\b"
            rf"[^.]{{0,120}}",
            re.IGNORECASE,
        ),
        "copyright": re.compile(rf"(?:copyright|©|\(c\))\s[^.]{{0,24}}?(?P<name>{name})(?!\w)", re.IGNORECASE),
        "via": re.compile(
            r"\W{0,3}(?i:according to|source|via|from|by|with|read the original (?:article|story) (?:on|at)|"
            r"(?:this (?:article|story|piece|post) )?(?:was )?(?:originally|first) (?:published|appeared) "
            r"(?:by|on|in|at))"
            rf"\s?:?\s(?:the )?(?P<name>{name}|[\w-]{{2,40}}\.(?:com|org|net|co\.uk)|"
            r"[A-Z][\w/&’'-]{1,30}(?:[ .][\w/&’'-]{1,30}){0,5})"
        ),
        # "TITLE originally appeared on SITE", "The post TITLE appeared first on SITE": feeds that others take over.
        "feed": re.compile(
            r"\b(?:(?:originally|first) (?:appeared|published)|(?:appeared|published) first) (?:by|on|in|at) (?:the )?"
            rf"(?P<name>{name}|[\w-]{{2,40}}\.(?:com|org|net|co\.uk)|"
            r"[A-Z][\w/&’'-]{1,30}(?: [A-Z][\w/&’'-]{1,30}){0,4})"
        ),
        "source": re.compile(
            r"\W{0,2}(?i:according to|source|sources|via|quelle|fuente|fonte|theo|источник)\s?:?\s(?:the )?"
        ),
        "picture": re.compile(
            rf"(?:/ ?|\b(?:via|by|from) (?:the )?|(?:Credit|Photo|Image|Picture|Photograph|Foto)s?\s?[:©]? ?|"
            rf"[(\[©•|] ?|, |^)"
            rf"(?P<name>{picture})(?=[\s/)\].,|:]|$)"
        ),
        "picture house": re.compile(rf"(?<!\w)(?:{houses})(?!\w)"),
        "name": names.pattern(),
        "any case": re.compile(names.pattern().pattern, re.IGNORECASE),
    }


def in_text(text: str) -> list[Credit]:
    """Return the credits of the whole article in its own text: agency in the dateline, closing line, contributors."""
    found: list[Credit] = []
    patterns = _patterns()
    at = 0
    paragraphs = text.split("\n\n")
    for index, paragraph in enumerate(paragraphs):
        if index < 4:
            match = patterns["dateline"].search(paragraph[:_DATELINE_WITHIN])
            if not match or not re.match(r"[\s.:—–―【-]", paragraph[match.end() : match.end() + 1] or " "):
                match = patterns["wires"].match(paragraph[:_DATELINE_WITHIN])
            if match:
                found.append(_credit(match["name"], at + match.start(), at + match.end()))
        if index >= len(paragraphs) - 4:
            found += _closing(paragraph, at)
        at += len(paragraph) + 2
    return found


def _closing(paragraph: str, at: int) -> list[Credit]:
    """Return the credits of a paragraph near the article's end."""
    found: list[Credit] = []
    patterns = _patterns()
    tail = max(0, len(paragraph) - 90)
    match = patterns["initials"].match(paragraph)
    if not match:
        tried = patterns["closing"].search(paragraph[tail:])
        start = tail + tried.start("list") if tried else 0
        # A name that merely ends a sentence ("... told Reuters") stands after a word, not after a stop.
        before = paragraph[:start].rstrip(" (-–—[")
        match = (
            tried
            if tried
            and not _INITIAL.search(before)
            and (not before or before[-1] in ".!?”\"’'…" or paragraph[start - 1] in "([—")
            else None
        )
    else:
        tail = 0
    if match:
        shift = at + tail + match.start("list")
        found += [
            _credit(part[0], shift + part.start(), shift + part.end(), closing=True)
            for part in patterns["name"].finditer(match["list"])
        ]
    for key in ("contributors", "helped"):
        for match in patterns[key].finditer(paragraph):
            for part in patterns["name"].finditer(match[0]):
                if names.canonical(part[0])[1] == "wire":
                    # An agency's own writers write its report; whom others thank for help has part in theirs.
                    found.append(_credit(part[0], at + match.start(), at + match.end(), closing=key == "helped"))
                    break
    return found


def in_byline(byline: str) -> list[Credit]:
    """Return the agencies that a byline names; in a list, those behind "Image" or "Getty" took the pictures."""
    pictures = _PICTURES.search(byline)
    return [
        _credit(match[0], match.start(), match.end(), "byline")
        for match in _patterns()["name"].finditer(byline, 0, pictures.start() if pictures else len(byline))
        if names.canonical(match[0])[1] == "wire" and not _PICTURED.match(byline, match.end())
    ]


def in_address(url: str) -> list[Credit]:
    """Return the agency under whose name a page is filed: ".../wires/afp/article-1", ".../reuters/2031/01/02/"."""
    found = []
    for match in _SEGMENT.finditer(url.partition("?")[0]):
        group = match.lastgroup or ""
        name = names.form(match[group].replace("-", " ")) or names.form(match[group].upper())
        if name and names.canonical(name)[1] == "wire":
            found.append(_credit(name, match.start(group), match.end(group), "url"))
    return found[:1]


def _source(match: re.Match[str], place: str) -> list[Credit]:
    """Return the media of a source line ("Source: A/B"), listed or not."""
    found, at = [], match.end()
    for part in re.split(r"([/,]| and )", match.string[at:]):
        name = part.strip(" .")
        if len(name) > 1 and name != "and":
            start = match.string.index(name, at)
            found.append(_credit(names.form(name) or name, start, start + len(name), place, closing=True))
        at += len(part)
    return found


def in_caption(caption: str, place: str) -> list[Credit]:
    """Return the picture agencies that a caption credits: after a slash, bracket or "via", or at its end."""
    found = []
    for match in _patterns()["picture"].finditer(caption[-_CREDIT_WITHIN:]):
        shift = max(0, len(caption) - _CREDIT_WITHIN)
        origin = names.canonical(match["name"])[0]
        found.append(Credit(origin, "photo", shift + match.start("name"), shift + match.end("name"), place))
    return found


def in_discarded(piece: str, reason: str, place: str) -> list[Credit]:
    """Return the credits in a piece that cleaning took out: copyright and source lines, picture credits."""
    if reason == "credit line":
        return _in_credit_line(piece, place)
    if reason in {"picture credit", "byline"}:
        found = in_byline(piece) if reason == "byline" else in_caption(piece, place)
        return [replace(credit, place=place) for credit in found]
    if reason == "footnote":
        start = len(piece) - len(piece.lstrip("0123456789,.*†[]() "))
        return [Credit(piece[start:].rstrip("."), "document", start, len(piece), place)] if start < len(piece) else []
    if reason in {"copyright line", "navigation", "related links"}:
        match = _patterns()["copyright"].search(piece[:300]) or (
            _patterns()["via"].match(piece[:300]) if reason != "related links" else None
        )
        if match is None and reason == "copyright line":
            match = _patterns()["feed"].search(piece[:300])
        if match:
            return [_credit(match["name"], match.start("name"), match.end("name"), place)]
    return []


def _in_credit_line(piece: str, place: str) -> list[Credit]:
    patterns = _patterns()
    source = patterns["source"].match(piece)
    if source:
        return _source(source, place)
    if patterns["picture house"].search(piece):
        # "Northern Press | Getty Images": who took the picture, whatever else these write.
        return [
            Credit(names.canonical(form)[0], "photo", match.start(), match.end(), place)
            for match in patterns["any case"].finditer(piece)
            if (form := names.form(match[0]))
        ]
    own = patterns["contributors"].search(piece)
    return [
        _credit(form, match.start(), match.end(), place, closing=own is None)
        for match in patterns["any case"].finditer(piece)
        if (form := names.form(match[0]))
    ]


def _credit(form: str, start: int, end: int, place: str = "text", *, closing: bool = False) -> Credit:
    origin, kind = names.canonical(form)
    if "." in origin:  # a domain is the outlet that publishes under it
        origin = outlets.named(origin) or origin
    return Credit(origin, kind, start, end, place, whole=True, closing=closing)
