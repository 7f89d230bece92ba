"""Dates of publication, brought to ISO 8601; what is not stated is not invented."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar enero gennaio janeiro",
            "feb february février februar febrero febbraio fevereiro",
            "mar march mars märz marzo março",
            "apr april avril abril aprile",
            "may mai mayo maggio maio",
            "jun june juin juni junio giugno junho",
            "jul july juillet juli julio luglio julho",
            "aug august août agosto",
            "sep sept september septembre septiembre settembre setembro",
            "oct october octobre oktober octubre ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec december décembre dezember diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s?(?P<zone>Z|UTC|"
    r"[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"\d{8}(?:T?\d{6}Z?)?")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.|º)?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})")
_EPOCH = re.compile(r"\d{9,13}(?:\.\d+)?")
_EARLIEST, _LATEST = 1600, 2200
# "/2031/may/17/", "/2031/5/17/", "/2031-05-17/" in the address of a page.
_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<between>[/-])(?P<month>\d{1,2}|[a-z]{3})(?P=between)(?P<day>\d{1,2})(?=/|\Z|(?<=-\d\d)-)"
)


def iso(stated: str | None) -> str | None:
    """Return a stated date or time in ISO 8601 as exactly as it was stated, None where it is none.

    Understood are ISO 8601 forms, RFC 2822 (feeds), English and some other month names, and seconds or milliseconds
    since 1970. Forms such as "05/06/2024" mean different days in different countries and stay unknown.
    """
    text = " ".join(stated.split())[:100] if stated else ""
    if not text:
        return None
    match = _ISO.match(text)
    if match:
        return _stamped(match["day"], match["time"], match["zone"])
    if _EPOCH.fullmatch(text) and not _COMPACT.fullmatch(text):
        seconds = float(text) / (1000 if float(text) > 1e11 else 1)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if _COMPACT.fullmatch(text):
        day = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
        digits = text[8:].strip("TZ")
        clock = f"{digits[:2]}:{digits[2:4]}:{digits[4:6]}" if digits else None
        return _stamped(day, clock, "Z" if text.endswith("Z") else None)
    return _mail(text) or _named(text)


def in_address(url: str | None) -> str | None:
    """Return the day that stands in the path of a page's address, None where none does.

    Most papers put there the day on which a report was first put up.
    """
    match = _IN_ADDRESS.search((url or "").partition("?")[0].lower())
    if match is None:
        return None
    month = match["month"] if match["month"].isdigit() else str(_MONTHS.get(match["month"], 0))
    return _stamped(f"{match['year']}-{month:0>2}-{match['day']:0>2}", None, None)


def _stamped(day: str, clock: str | None, zone: str | None) -> str | None:
    try:
        date.fromisoformat(day)
        if clock:
            datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return None
    if not clock:
        return day
    zone = {"UTC": "Z", "Z": "Z", None: ""}.get(zone, zone) or ""
    return f"{day}T{clock}{zone[:3] + ':' + zone[-2:] if len(zone) == 5 else zone}"


def _mail(text: str) -> str | None:
    if "," not in text[:12] or ":" not in text:
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found.isoformat().replace("+00:00", "Z")


def _named(text: str) -> str | None:
    for pattern, order in ((_MONTH_FIRST, (3, 1, 2)), (_DAY_FIRST, (3, 2, 1))):
        match = pattern.search(text)
        if not match:
            continue
        year, month, day = (match[group] for group in order)
        number = _MONTHS.get(month.casefold())
        if number is None or not _EARLIEST <= int(year) <= _LATEST:
            continue
        try:
            return date(int(year), number, int(day)).isoformat()
        except ValueError:
            continue
    return None
