"""Which lines are captions or picture credits."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import islice

from headwater.reading.cleaning import signs
from headwater.reading.cleaning.shapes import Shape, closed, sentences

PROSE_LIKE = 8
# No caption has more words; an agency's report may begin with its name and a dash.
_LONGEST, _LONGEST_SAYING = 150, 400
PICTURE_CREDIT = "picture credit"
_LABEL = re.compile(
    r"(?:CLOSE|(?i:(?:media playback is (?:un|not )?supported on (?:your|this) device )?"
    r"(?:enlarge (?:this )?image|(?:toggle|hide|image|media) caption)(?: (?:toggle|hide) caption)?))\b"
)
# Whose picture it is, before what it shows.
_MAKER = re.compile(
    r"(?i:(?:image|media) (?:copyright|source) [^.:]{1,60}? (?:image|media) caption\b)|"
    r"(?:AAP|AFP|AP|EFE|EPA|GETTY|IMAGO|PA|REUTERS|REX|SIPA|SWNS|ZUMA)(?: [•|] [A-Z]+)?(?= [A-Z“\"‘'][a-z])"
)
_BULLETS, _WORD, _LONGEST_LINK = ("•", "*", "»", "›"), re.compile(r"\w++"), 14
# What names a picture's maker and says no more than this many words beside says nothing of the picture.
_FEWEST_SAID = 4
_OF_CREDITS = re.compile(
    r"(?:photo(?:graph)?|image|picture)s?|illustration|video|screenshot|credit|courtesy|copyright|caption|source|file|"
    r"handout|pool|via|by|from|of|the|on|and|for|at"
)
_AGENCY_LINE = re.compile(r"\b\w++ [-–—(]")


@cache
def _agencies() -> str:
    text = files("headwater.reading.cleaning").joinpath("data/picture_agencies.txt").read_text(encoding="utf-8")
    listed = [entry for entry in text.splitlines() if entry and not entry.startswith("#")]
    names = sorted({form for name in listed for form in (name, name.upper())}, key=lambda n: (-len(n), n))
    return "|".join(re.escape(name) for name in names)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    agencies = _agencies()
    who = r"[^\W\d_][\w.'’-]{0,24}(?: [\w.'’&-]{1,24}){0,8}"
    return {
        # A photographer with an agency, a source with "photo", a file picture: at the line's end, in brackets.
        "bracket": re.compile(
            rf"[(\[](?:(?:[^\W\d_][\w.'’&-]{{0,24}}[ ,]{{0,2}}){{0,8}}(?:\b(?:{agencies})\b|[\w.] ?/ "
            rf"?[A-Z][\w.]+)(?:[ ,/&-]{{1,3}}"
            rf"[\w.’']{{1,24}}){{0,6}}|(?i:(?:AP |Reuters |AFP |courtesy )?(?:photos?|images?|pictures?|pic|"
            rf"photographs?|credit|courtesy|"
            rf"screen ?grab|screenshot|video|illustration)\b[^()\[\]]{{0,90}}|[^()\[\]]{{0,60}}\b(?:file(?: "
            rf"photo| image)?|file pic|"
            rf"photo|pool|handout|stock image)|[^()\[\]]{{0,40}}\bvia (?-i:[A-Z])[\w ]{{1,40}}))[)\]][\s.]*"
            rf"(?:\((?:{agencies})\))?[\s.]*$",
        ),
        "start": re.compile(
            r"(?:FILE(?: PHOTO| IMAGE| PICTURE)?\s?[-–—:.]|(?:file )?(?:photo(?:graph|s)?|image|picture|pic|"
            r"caption|illustration|"
            r"video grab|screen ?shot|screen ?grab)s?(?: credits?| by| courtesy(?: of)?| via| copyright| "
            r"caption| source)?\s?[:©|]|"
            r"(?:image|media|video) (?:copyright|caption|source|credit)\b|(?:photo|image|picture|photograph)s? "
            r"(?:by|courtesy|via) "
            r"|enlarge (?:this )?image|toggle caption|hide caption|image credit|credit:|pictured:|pictured above|"
            r"media playback is (?:un|not )?supported|foto:|bild:|photo :|фото:|imagen:|foto de |crédits? ?:|"
            r"bildquelle|写真|图片来源)",
            re.IGNORECASE,
        ),
        "end": re.compile(
            rf"(?:\b(?:Photo(?:graph|s)?|Image|Picture|Credit|Photo credit|Image credit|Picture credit|Foto|"
            rf"Bild|Source|Video)"
            rf"\s?[:©] ?[^.:]{{2,80}}|[.\w”\"’')](?:Credit|Image|Photo|Foto)[:.…]? ?{who}(?:/[^.]{{2,50}})?|"
            rf"(?<!Ã)©\s?[^.]{{2,60}}|"
            rf"(?:photo|image|picture|photograph|illustration)s? (?:by|via|from|courtesy(?: of)?) "
            rf"{who}(?:/[^.]{{2,40}})?|"
            rf"{who} ?/ ?(?:{agencies})(?: [A-Z][\w ]{{1,30}})?(?:/[\w ]{{2,30}})?|(?:[•/|] ?)(?:{agencies})|"
            rf"\b(?:Getty Images|Shutterstock|iStock|Alamy|WireImage|AFP PHOTO|AP Photo|Reuters Photo))[\s.]*$"
        ),
        "bullet": re.compile(rf"^(?:[\w .'’/&-]{{2,50}}[•|/] ?)(?:{agencies})\b", re.IGNORECASE),
        "prefix": re.compile(
            rf"^(?:{agencies}|CLOSE|Splash News)(?: Images| News)?(?: [-–•|] \w+)? (?=[^\W\d_a-zà-öø-ÿ“\"‘'])"
        ),
        "agency": re.compile(rf"^(?:{who} ?[/|•-] ?)?(?:{agencies})(?: Images| Photo| file photo)?\.?$"),
        "said": re.compile(
            r"\((?:[^()]{0,40}, ?)?(?:pictured|left|right|centre|center|above|below|seen)(?:,? [^()]{0,40})?\)|"
            r"(?:^|, )pictured(?: [^.]{0,40})?(?:,|$)|\b(?:is|are|was|were) (?:also )?(?:pictured|shown|seen here)\b|"
            r"\bin (?:this|an?) (?:undated |handout |file |still |combination |aerial |satellite |frame )*"
            r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? (?:\d{4},? )?)?(?:file |handout )?(?:photo|photograph|image|"
            r"picture|frame grab)\b|"
            r"\bin (?:this|an?) [\w ,.]{0,40}\b(?:file photo|photo (?:released|provided|taken)|booking "
            r"photograph?|handout|photograph taken)|"
            r"\bfile (?:photo|picture|image)\b|\bas seen in this\b|^(?:above|below|left|right|clockwise from)\s?[:,]",
            re.IGNORECASE,
        ),
    }


def marked(text: str, outline: Shape) -> bool:
    """Tell whether a line says itself that it is a caption or a picture's credit."""
    if len(outline.words) > _LONGEST:
        return False
    found = _patterns()
    open_ended = not closed(text)
    return bool(
        found["start"].match(text)
        or found["agency"].search(text)
        or found["end"].search(text[-140:])
        or (open_ended and found["prefix"].match(text) and not _AGENCY_LINE.match(text))
        or (found["bracket"].search(text[-170:]) and not _dateline(text))
        or (open_ended and found["bullet"].search(text[:60]))
        or (found["said"].search(text) and (open_ended or _early(found["said"], text)))
    )


def _dateline(text: str) -> bool:
    """Tell whether the only bracket is that of a dateline ("PARIS (AP) ...")."""
    return text.find("(") < 40 and len(text) > 120 and not text.rstrip(" .").endswith((")", "]"))


def _early(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a full sentence speaks of its picture in so many words, not of pictures as news."""
    match = pattern.search(text)
    if match is None or len(text) >= _LONGEST_SAYING:
        return False
    if text.count("“", 0, match.start()) > text.count("”", 0, match.start()) or text.count('"', 0, match.start()) % 2:
        return False
    return match[0].casefold().startswith(("in this", "file", "("))


def repeats(text: str, others: list[frozenset[str]], outline: Shape) -> bool:
    """Tell whether a line without a full stop says again what one of `others` says: a caption made from the report."""
    mine = frozenset(outline.words)
    if len(outline.words) < PROSE_LIKE or closed(text):
        return False
    return any(len(mine & other) >= 0.85 * len(mine) for other in others)


def credit_alone(text: str) -> bool:
    """Tell whether a caption says nothing of its picture but whose it is ("Photo: Jan Hofer/Reuters")."""
    found = _patterns()
    rest = text
    for key in ("bracket", "end", "agency", "start"):
        rest = found[key].sub(" ", rest)
    # A maker's name has a capital: what is said of the picture is mostly written small.
    small = [word for word in _WORD.findall(text) if word.islower() and not _OF_CREDITS.fullmatch(word)]
    return len(signs.words(rest)) < _FEWEST_SAID and len(small) < _FEWEST_SAID


def bare(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a caption without what was glued to its ends, and those pieces, each with the reason why it is none.

    The caption is empty where it only names its picture's maker.
    """
    label, maker = _LABEL.match(text), _MAKER.match(text)
    cut = label.end() if label else maker.end() if maker else _link(text)
    rest = text[cut:].lstrip(" :|–—-")
    if credit_alone(rest):
        return "", ((text, PICTURE_CREDIT),)
    pieces = [(text[:cut].strip(), PICTURE_CREDIT if maker else "navigation")] if cut else []
    spans = sentences(rest)
    last = rest[spans[-1][0] :] if len(spans) > 1 else ""
    # A credit in brackets ends the caption's own sentence; one without is a line of its own.
    if last and last[0] not in "([" and not closed(last) and credit_alone(last):
        pieces.append((last, PICTURE_CREDIT))
        rest = rest[: spans[-1][0]].rstrip()
    return rest, tuple(pieces)


def _link(text: str) -> int:
    """Return where the text of a link ends that stands with its bullet before a caption, 0 where there is none."""
    if text[:1] not in _BULLETS:
        return 0
    for match in islice(_WORD.finditer(text), _LONGEST_LINK):
        if signs.holds(signs.words(text[: match.end()]), sure=False):
            return match.end()
    return 0


def agency(text: str) -> bool:
    """Tell whether a line or sentence holds an agency's name alone ("REUTERS")."""
    return bool(_patterns()["agency"].fullmatch(text))


def only_agencies(text: str) -> bool:
    """Tell whether a line holds nothing but the names of two or more agencies ("Reuters - AFP")."""
    return len(text) < 100 and bool(_agencies_alone().fullmatch(text))


@cache
def _agencies_alone() -> re.Pattern[str]:
    return re.compile(
        rf"\W{{0,2}}(?:{_agencies()})(?:(?:[,/&+;|\s-]{{1,3}}|\sand\s)(?:{_agencies()}|agencies|staff))+\W{{0,2}}",
        re.IGNORECASE,
    )
