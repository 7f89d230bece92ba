"""A number with its bound and unit, read from the characters alone, at one place of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.language.figures import units
from headwater.language.numerals import DIGITS, ONES, PARTS, SHORT_SCALES, TENS, WORDS, value_of

if TYPE_CHECKING:
    from headwater.language.annotated import Bound, FigureKind

_SIGN = "|".join(re.escape(sign) for sign in sorted(units.SIGNS, key=len, reverse=True))
_SCALE = (
    r"(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen)(?:\s(?:million|billion|trillion))?(?![A-Za-z])"
)
_SHORT = r"(?:bn|mn|mln|bln|tn|trn|[kKmMbB])(?![A-Za-z0-9²³])"
_FRACTION = r"[1-9][0-9]?/[2-9][0-9]?(?=\s(?:of|an?|inch|pound|cup|mile)\b)"
_NUMBER = rf"(?:{_FRACTION}|{DIGITS}(?:\s[1-9]/[2-9](?![0-9])|[½¼¾⅓⅔])?|[½¼¾⅓⅔]|(?i:{WORDS}))"
_SCALED = rf"(?P<{{0}}>{_NUMBER})(?:[\s-]?(?P<{{0}}_scale>(?i:{_SCALE}))|(?P<{{0}}_short>\s?{_SHORT}))?"
_ONE = _SCALED.replace("{0}", "a")
_TWO = _SCALED.replace("{0}", "b")
PLAIN = re.compile(
    rf"(?P<sign>(?:{_SIGN})\s?)?(?P<minus>[-−](?=[0-9])|minus[-\s](?=[0-9]))?{_ONE}"
    rf"(?:(?P<join>\s?[-–—]\s?|\s?/\s?|\sto\s|\sor\s|\sand\s)(?P<sign2>(?:{_SIGN})\s?)?{_TWO})?"
)
_VAGUE = re.compile(
    r"(?P<first>tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
    r"(?:\sof\s(?P<second>thousands|millions|billions|trillions))?(?:\sand\s(?P=first))?(?P<of>\sof)?(?=[\s.,;)])",
    re.IGNORECASE,
)
# "She scores seven points": a deed, no amount.
_COUNTING = re.compile(rf"\s{_NUMBER}(?![A-Za-z])")
_ARTICLE = re.compile(
    r"(?:a|an|one)\s(?P<half>half[-\s](?:a\s)?)?(?P<scale>hundred|thousand|million|billion|trillion|dozen)(?![A-Za-z])"
    r"(?P<more>\s(?:million|billion|trillion))?",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?P<part>half|(?:a|one|two|three|four|five|seven|nine)[-\s](?:half|thirds?|quarters?|fourths?|fifths?|sixths?|"
    r"sevenths?|eighths?|ninths?|tenths?))(?:\sof(?:\sa)?|\sa)?(?P<scale>(?:\s|-)(?:million|billion|trillion|dozen))?(?![\w])",
    re.IGNORECASE,
)
_CHANCE = re.compile(
    rf"(?P<a>[0-9]{{1,4}}|(?i:one|two|three|four|five|six|seven|eight|nine|ten))(?P<j>[-\s]in[-\s]|[-\s]out[-\s]of[-\s](?:every\s)?)"
    rf"(?P<b>[0-9]{{1,3}}(?:,[0-9]{{3}})?(?![0-9])|(?i:{WORDS}))"
)

_BOUNDS: tuple[tuple[str, Bound], ...] = (
    (r"(?:no|not)\s(?:more|higher|greater)\sthan", "at most"),
    (r"(?:no|not)\s(?:fewer|less|lower)\sthan", "at least"),
    ((r"(?:more|greater|higher|larger|longer|bigger|older|better|farther|further)\sthan|(?:well\s|just\s)?over|upwards?\sof"
     r"|(?:well\s)?above|exceed(?:s|ed|ing)?|topp(?:ed|ing)|surpass(?:es|ed|ing)?|in\sexcess\sof|past"), "more than"),
    (r"(?:less|fewer|lower|smaller|shorter|younger|cheaper)\sthan|under|below|just\sshort\sof", "less than"),
    (r"at\sleast|a\sminimum\sof|minimum|as\s(?:few|little)\sas", "at least"),
    (r"up\s?to|at\s(?:the\s)?most|as\s(?:many|much|high|long)\sas|a\smaximum\sof|maximum(?:\sof)?", "at most"),
    (r"nearly|almost|close\sto|just\s(?:under|below)|approaching|virtually|nearing", "nearly"),
    (r"(?:just\s)?about|around|approximately|roughly|some|(?:an\s)?estimated|circa|ca\.|~", "about"),
)  # fmt: skip
_LEFT = re.compile(
    r"(?:^|[\s(\"“‘'])(?:"
    + "|".join(f"(?P<b{index}>{words})" for index, (words, _) in enumerate(_BOUNDS))
    + r")\s?(?:(?:a|an|the|another|only|just|its|their|his|her)\s)?$",
    re.IGNORECASE,
)
_RIGHT = (
    (re.compile(r"\+|\s?plus(?=\s)|\sor\s(?:more|greater|higher)\b|\s(?:and|or)\s(?:up|above|over|counting)\b|\sat\sleast\b"),
     "at least"),
    (re.compile(r"\sor\s(?:less|fewer|lower|below|under)\b|\sat\smost\b|\smaximum\b"), "at most"),
    (re.compile(r"\sor\sso\b|[-\s]ish\b|\sor\sthereabouts\b|-odd\b"), "about"),
)  # fmt: skip
_DECIMAL_METRE = re.compile(
    r"[-\s](?:long|high|tall|deep|wide|thick)\b"
    r"|\s(?:away|race|sprint|hurdles|dash|freestyle|butterfly|backstroke|final|relay|above|below|from)\b"
    # What is a number of metres deep, high or long, but for a word before it: "a 40m dry well".
    r"|\s(?:[a-z]{2,12}\s)?(?:well|shaft|hole|pit|crater|tunnel|trench|ravine|cliff|drop|wall|fence|tower|mast|crane"
    r"|wave|pool|yacht|boat|vessel|ship|ladder)\b"
)
_AGE_RIGHT = re.compile(
    r"[-\s](?:(?P<unit>year|month|week|day)s?[-\s])(?:old|of\sage)(?:s\b|\b)|[-\s]years?['’]?\sold\b", re.IGNORECASE
)
_AGE_LEFT = re.compile(r"\b(?:aged?|ages)\s(?:of\s|about\s)?$", re.IGNORECASE)
_NAME_LEFT = re.compile(r"[A-Z][\w’'.-]{0,30}\s?,\s$|\b(?:Jr|Sr)\.,\s$")
_APPOSED = re.compile(r"[A-Za-z.’'\")]\s?,\s$")
_VOTE = re.compile(
    r"\s(?:vote|decision|ruling|win|victory|lead|loss|defeat|margin|score|record|split|draw|tie|majority|aggregate)\b"
)
_VAGUE_SIZE = {"tens": 10.0, "dozens": 12.0, "scores": 20.0}
_POWER = {"hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
_CONTEXT = 32
_BETWEEN = re.compile(r"\bbetween\s(?:an?\s|about\s|some\s)?$")
_BETWEEN_AGES = re.compile(r"\bbetween\s(?:the\s)?ages?\s(?:of\s)?$")
_CHANGING = re.compile(
    r"\b(?:r[io]se|grow|grew|increas|fall|fell|cut|drop|jump|soar|climb|boost|declin|surg|shrink|shrank|expand)"
)
_CHANGED_BY = re.compile(r"\bby\s(?:\w+\s){0,2}$")
# From here on a number needs no "million" of the next one.
_WHOLE = 1000
_STARTS = frozenset({*ONES, *TENS, *_VAGUE_SIZE, *_POWER, "a", "an", "half", "minus"})


@dataclass(frozen=True, slots=True)
class Number:
    """A figure without its slot: where it stands, what it says, in which unit."""

    start: int
    end: int
    kind: FigureKind
    low: float
    high: float
    unit: str
    bound: Bound


def number_at(text: str, start: int) -> Number | None:
    """Return the figure that begins at `start`, None where none does. Looks at some 200 characters at most."""
    found = _vague(text, start) or _chance(text, start) or _half(text, start) or _article(text, start)
    if found is None:
        found = _plain(text, start)
        found = _widened(text, found) if found else None
    return _bounded(text, found) if found else None


_JOIN = re.compile(r"\s?(?P<join>to|and|[-–—])\s?")


def _widened(text: str, number: Number) -> Number:
    """Return the figure with the second end of "between 5% and 6%" or "from $60 to $70": units on both ends."""
    join = _JOIN.match(text, number.end)
    left = text[max(0, number.start - 24) : number.start].lower()
    ages = number.kind == "age" and _BETWEEN_AGES.search(left)
    if join is None or number.low != number.high or number.kind == "ratio" or not number.unit:
        return number
    if number.kind == "age" and not (ages and join["join"] == "and"):
        return number
    word = join["join"]
    if (word == "and" and not ages and not _BETWEEN.search(left)) or (word == "to" and _CHANGED_BY.search(left)):
        return number
    other = _plain(text, join.end())
    if other is None or other.low != other.high or other.unit.split("/")[0] not in {number.unit.split("/")[0], ""}:
        return number
    if other.unit == "" and number.kind not in {"money", "age"}:
        return number
    low, high = sorted((number.low, other.low))
    return replace(number, end=other.end, low=low, high=high, bound="range" if low < high else "exact")


def _vague(text: str, start: int) -> Number | None:
    match = _VAGUE.match(text, start)
    if match is None:
        return None
    first, second = match["first"].lower(), (match["second"] or "").lower()
    if (first == "tens" and not second) or _COUNTING.match(text, match.end()):
        return None
    low = _VAGUE_SIZE.get(first, 0.0) or _POWER[first]
    low *= _POWER[second] if second else 1
    end = match.end("second") if second else match.end("first")
    number = Number(start, end, "count", low, low * 10, "", "dozens")
    if match["of"]:
        money = units.pattern().match(text, match.end())
        if money:
            return _with_unit(text, number, match.end() - 0)
    return number


def _chance(text: str, start: int) -> Number | None:
    match = _CHANCE.match(text, start)
    if match is None:
        return None
    part, whole = value_of(match["a"]), value_of(match["b"])
    if not part or not whole or part >= whole or (whole > 100 and part > 9) or 1900 < whole < 2100:
        return None
    return Number(start, match.end(), "ratio", part / whole, part / whole, "ratio", "exact")


def _half(text: str, start: int) -> Number | None:
    match = _HALF.match(text, start)
    if match is None:
        return None
    words = re.split(r"[-\s]", match["part"].lower())
    share = PARTS[words[-1]] * (1 if len(words) == 1 else value_of(words[0]) or 1)
    if match["scale"]:
        size = value_of("one " + match["scale"].strip(" -")) or 1
        return _with_unit(
            text, Number(start, match.end(), "count", share * size, share * size, "", "exact"), match.end()
        )
    if words == ["a", "second"] or not re.match(
        r"\s(?:of\b|the\b|a\b|its\b|their\b|his\b|those\b|all\b)", text[match.end("part") : match.end("part") + 12]
    ):
        return None
    if re.match(
        r"\sa(?:n)?\s(?:century|day|hour|year|mile|decade|dozen)", text[match.end("part") : match.end("part") + 14]
    ):
        return None
    return Number(start, match.end("part"), "ratio", share, share, "ratio", "exact")


def _article(text: str, start: int) -> Number | None:
    match = _ARTICLE.match(text, start)
    if match is None:
        return None
    size = value_of(match["scale"]) or 1
    size *= (value_of(match["more"]) or 1) if match["more"] else 1
    size *= 0.5 if match["half"] else 1
    return _with_unit(text, Number(start, match.end(), "count", size, size, "", "exact"), match.end())


def _part(match: re.Match[str], name: str, text: str, *, money: bool) -> tuple[float, int, bool] | None:
    """Return one number of the match: its value, its end, and whether a multiplier belongs to it."""
    words = match[name]
    value = value_of(words.replace("/", " ")) if "/" not in words else _mixed(words)
    if value is None:
        return None
    if match[f"{name}_scale"]:
        scale = value_of(match[f"{name}_scale"])
        return (value * (scale or 1), match.end(f"{name}_scale"), True)
    short = match[f"{name}_short"]
    if short and words[0].isdigit():
        letter = short.strip()
        glued = not short[0].isspace()
        metres = (
            letter in {"m", "M"}
            and not money
            and (not glued or bool(_DECIMAL_METRE.match(text, match.end(f"{name}_short"))))
        )
        if not metres and (glued or len(letter) > 1) and (len(letter) > 1 or money or letter in "kKm"):
            return (value * SHORT_SCALES[letter.lower()], match.end(f"{name}_short"), True)
    return (value, match.end(name), False)


def _mixed(words: str) -> float | None:
    whole, _, fraction = words.rpartition(" ")
    top, _, bottom = fraction.partition("/")
    base = value_of(whole) if whole else 0.0
    return None if base is None else base + int(top) / int(bottom)


_SIGNED = re.compile(r"[\s(](?P<sign>[-−.])")
_FIGURES = re.compile(r"[0-9]+")
_AND_A_PART = re.compile(r"\sand\sa\s(?P<part>half|quarter)\b(?!\s(?:of|dozen|the|hundred|thousand|million|billion)\b)")


def _signed(value: float, sign: str, text: str, start: int) -> float:
    """Return a value with the sign right before it: "-1.8", ".112"."""
    digits = _FIGURES.match(text, start)
    return value / 10 ** len(digits[0]) if sign == "." and digits else -value


def _plain(text: str, start: int) -> Number | None:
    match = PLAIN.match(text, start)
    if match is None:
        return None
    sign = (match["sign"] or match["sign2"] or "").strip()
    first = _part(match, "a", text, money=bool(sign))
    if first is None:
        return None
    low, end, scaled = first
    if match["minus"] and (len(match["minus"]) > 1 or text[start - 1 : start] in {"", " ", "("}):
        low = -low
    signed = _SIGNED.fullmatch(text, max(0, start - 2), start) if text[start].isdigit() else None
    if signed:
        start, low = start - 1, _signed(low, signed["sign"], text, start)
    part = _AND_A_PART.match(text, end)
    if part and low.is_integer() and not scaled and not match["b"]:
        low, end = low + (0.5 if part["part"] == "half" else 0.25), part.end()
    number = Number(start, end, "count", low, low, "", "exact")
    if match["b"]:
        number = _ranged(text, match, number, scaled=scaled)
    if sign:
        return _priced(text, number, units.SIGNS[sign])
    return _with_unit(text, number, number.end)


def _ranged(text: str, match: re.Match[str], number: Number, *, scaled: bool) -> Number:
    """Return the number widened to a range, or made a ratio (a vote, a score), or left alone."""
    second = _part(match, "b", text, money=bool(match["sign"] or match["sign2"]))
    if second is None:
        return number
    high, end, second_scaled = second
    low = number.low
    join = match["join"].strip()
    unlike = join == "and" and not _BETWEEN.search(text[max(0, number.start - 20) : number.start].lower())
    far = low >= _WHOLE and high >= 2 * low
    if unlike or (join == "to" and ((scaled and second_scaled) or far) and _is_change(text, number)):
        return number
    if second_scaled and not scaled and low < _WHOLE:
        low *= high / (value_of(match["b"]) or high or 1)
    if join in {"-", "–", "—"}:
        voted = _VOTE.match(text, end) or (low >= high and not match["sign"])
        digits = match["a"][0].isdigit() and match["b"][0].isdigit()
        if voted and digits:
            return Number(number.start, end, "ratio", low, high, "score", "exact")
        if (not digits and match["a"][0].isdigit()) or low >= high:
            return number
    elif (low >= high and not (join == "to" and (match["sign"] or match["sign2"]))) or join == "/":
        return number
    return replace(number, end=end, low=low, high=high, bound="range" if low < high else "exact")


def _is_change(text: str, number: Number) -> bool:
    """Tell whether a number says by how much: "by 5 million to 20 million"; "by 5 to 20 million" may be a range."""
    left = text[max(0, number.start - 70) : number.start].lower()
    return _CHANGED_BY.search(left) is not None and _CHANGING.search(left) is not None


def _priced(text: str, number: Number, code: str) -> Number:
    """Return the figure as money; "$52 a barrel" is money by the barrel."""
    match = re.compile(r"(?:(?:\s(?:an?|per|each)\s|/)(?P<each>[a-z]+)(?![\w-]))").match(text, number.end)
    if match and _each(match["each"]):
        return replace(number, kind="money", unit=f"{code}/{_each(match['each'])}", end=match.end())
    return replace(number, kind="money", unit=code)


_EACH = frozenset({
    "share", "barrel", "gallon", "ton", "tonne", "ounce", "pound", "litre", "liter", "person", "head", "unit", "night",
    "piece", "ticket", "capita", "acre", "seat", "game", "bushel", "square", "customer", "user", "household", "kilo",
})  # fmt: skip


def _each(word: str) -> str | None:
    unit = units.of(word)
    if unit and unit.kind in {"duration", "measure"}:
        return unit.name
    return word if word in _EACH else None


def _with_unit(text: str, number: Number, end: int) -> Number | None:
    """Return the figure with the unit that follows at `end`; None where the number is no figure there."""
    age = _AGE_RIGHT.match(text, end)
    if age:
        return replace(number, kind="age", unit=f"{(age['unit'] or 'year').lower()} of age", end=age.end())
    window = text[end : end + 48]
    match = units.pattern().match(text, end)
    if match is None or (not match["gap"] and match["unit"][0].isalpha() and text[end - 1].isalpha()):
        left = text[max(0, number.start - 16) : number.start]
        if _AGE_LEFT.search(left):
            return replace(number, kind="age", unit="year of age")
        if _is_apposed_age(text, number, left, window):
            return replace(number, kind="age", unit="year of age")
        return number
    unit = units.of(match["unit"]) or units.of(re.sub(r"[\s-]", " ", match["unit"]))
    if unit is None or _no_unit(unit, match, window):
        return number
    if match["unit"] in {"pound", "pounds"} and number.high < 10_000:
        # A small number of pounds in the news is a weight; money is written with its sign, or counted in thousands.
        unit = units.by_name()["lb"]
    name = unit.name
    stop = match.end("unit")
    if match["per"]:
        each = _each(match["each"])
        if each:
            name, stop = f"{name}/{each}", match.end("per")
    return replace(number, kind=unit.kind, unit=name, end=stop)


def _is_apposed_age(text: str, number: Number, left: str, window: str) -> bool:
    """Tell whether a bare number between commas after a name is an age ("Maria Sand, 34, said")."""
    if number.low != number.high or not 1 <= number.low <= 115 or not text[number.start].isdigit():
        return False
    return (
        bool(_APPOSED.search(left))
        and window[:1] in {",", ".", ")", ";"}
        and bool(_NAME_LEFT.search(text[max(0, number.start - 30) : number.start]))
        and not re.match(r",\s[0-9]", window)
    )


def _no_unit(unit: units.Unit, match: re.Match[str], window: str) -> bool:
    """Tell whether what looks like a unit is another word: "two in five", "five real cases", "the 10 am train"."""
    written = match["unit"]
    if written in {"p", "pc"}:
        return bool(match["gap"])
    if written in {
        "in",
        "A",
        "C",
        "F",
        "K",
        "V",
        "J",
        "W",
        "MP",
        "PS",
        "real",
        "rand",
        "won",
        "sen",
        "minimum",
        "t",
        "dong",
    }:
        return written in {"in", "A", "real", "rand", "minimum", "t", "dong", "sen", "MP", "PS"} or bool(
            match["gap"].strip(" ") == "" and match["gap"]
        )
    if written == "second":
        return True
    return unit.name == "year" and window.strip().startswith("year-end")


def _bounded(text: str, number: Number) -> Number:
    """Return the figure with the bound that the words around it set; the span stays the number's own."""
    if number.bound != "exact":
        return number
    left = text[max(0, number.start - _CONTEXT) : number.start]
    match = _LEFT.search(left)
    if match:
        index = next(index for index in range(len(_BOUNDS)) if match[f"b{index}"])
        return replace(number, bound=_BOUNDS[index][1])
    for pattern, bound in _RIGHT:
        if pattern.match(text, number.end):
            return replace(number, bound=bound)  # type: ignore[arg-type] # the table holds bounds alone
    return number


def is_start(word: str) -> bool:
    """Tell whether a figure may begin with this lower-case word."""
    return word in _STARTS
