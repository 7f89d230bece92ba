"""Units of measure, currencies and shares, as `data/units.txt` lists them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from headwater.language.annotated import FigureKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its normalised name, the kind of figure it makes, its dimension, and its size in the dimension's base."""

    name: str
    kind: FigureKind
    dimension: str
    factor: float


# Signs before the number. The plain dollar is taken as the United States' where nothing else is said.
SIGNS = {
    "US$": "USD", "$US": "USD", "USD": "USD", "$": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD",
    "CA$": "CAD", "CAD": "CAD", "CDN$": "CAD", "HK$": "HKD", "HKD": "HKD", "NZ$": "NZD", "NZD": "NZD", "S$": "SGD",
    "SGD": "SGD", "NT$": "TWD", "R$": "BRL", "BRL": "BRL", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP",
    "¥": "JPY", "JPY": "JPY", "Y=": "JPY", "CNY": "CNY", "RMB": "CNY", "₹": "INR", "INR": "INR", "Rs": "INR",
    "₽": "RUB", "RUB": "RUB", "₩": "KRW", "KRW": "KRW", "₺": "TRY", "TRY": "TRY", "₪": "ILS", "ILS": "ILS",
    "RM": "MYR", "MYR": "MYR", "CHF": "CHF", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "ZAR": "ZAR", "AED": "AED",
    "SAR": "SAR", "MXN": "MXN", "THB": "THB", "Rp": "IDR", "IDR": "IDR", "PHP": "PHP", "₱": "PHP", "₦": "NGN",
}  # fmt: skip
_NATIONS = {
    "US": "USD", "U.S.": "USD", "American": "USD", "Australian": "AUD", "Canadian": "CAD", "Hong Kong": "HKD",
    "New Zealand": "NZD", "Singapore": "SGD", "Taiwan": "TWD",
}  # fmt: skip


@functools.cache
def forms() -> dict[str, Unit]:
    """Return every written form with its unit; forms that begin upper-case or hold symbols keep their case."""
    found: dict[str, Unit] = {}
    lines = resources.files(__package__).joinpath("data/units.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        name, kind, size, written = line.split("|")
        dimension, _, factor = size.rpartition(":")
        unit = Unit(name, cast("FigureKind", kind), dimension, float(factor))
        for form in written.split(","):
            found.setdefault(form.strip(), unit)
    for nation, code in _NATIONS.items():
        for noun in ("dollar", "dollars"):
            found[f"{nation} {noun}"] = Unit(code, "money", f"money-{code}", 1)
    return found


@functools.cache
def by_name() -> dict[str, Unit]:
    """Return the units by their normalised names."""
    return {unit.name: unit for unit in forms().values()} | {
        code: Unit(code, "money", f"money-{code}", 1) for code in SIGNS.values()
    }


@functools.cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of a unit right after a number, with the "a day" or "per share" that may follow it."""
    written = sorted(forms(), key=lambda form: (-len(form), form))
    alternatives = "|".join(re.escape(form).replace(r"\ ", r"[\s-]") for form in written)
    return re.compile(
        rf"(?P<gap>\s?[-\s]?)(?P<unit>{alternatives})(?![A-Za-z°])"
        r"(?P<per>(?:[\s-](?:an?|per|each|every)[\s-]|/)(?P<each>[a-z]+)(?![\w-]))?"
    )


def of(form: str) -> Unit | None:
    """Return the unit of a written form."""
    known = forms()
    return known.get(form) or known.get(form.lower()) or known.get(form.replace("-", " "))
