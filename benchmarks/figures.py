"""How well figures are found: NewsQuant (590 news sentences), with quantulum3 beside ours on the same sentences.

Value F1 compares the numbers of each sentence as multisets (a range by both ends); value with unit also the unit, by
one rule for both systems: the same normalised unit, or, for what is counted, the same head noun. `--errors` lists what
differs, `--every N` takes each N-th sentence for the peer, `--no-peer` leaves it out.
"""

from __future__ import annotations

import json
import re
import sys
import time
import warnings
from typing import TYPE_CHECKING, Any

from benchmarks.shared import require
from benchmarks.surface import annotate
from headwater.language import figures, moments

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = list[tuple[tuple[float, float], str]]

# The set's names of units, and ours and quantulum3's for the same thing.
SAME_UNIT = {
    "percentage": "%", "percentage point": "pp", "dollar": "USD", "united states dollar": "USD", "us dollar": "USD",
    "euro": "EUR", "pound sterling": "GBP", "japanese yen": "JPY", "chinese yuan": "CNY", "australian dollar": "AUD",
    "canadian dollar": "CAD", "hong kong dollar": "HKD", "indian rupee": "INR", "malaysian ringgit": "MYR",
    "south african rand": "ZAR", "shekel": "ILS", "cent": "cent", "sen": "sen", "kilometre": "km", "metre": "m",
    "centimetre": "cm", "millimetre": "mm", "mile": "mi", "foot": "ft", "inch": "in", "yard": "yd", "kilogram": "kg",
    "gram": "g", "pound-mass": "lb", "ounce": "oz", "metric ton": "t", "tonne": "t", "ton": "ton", "litre": "l",
    "gallon": "gal", "barrel": "bbl", "mile per hour": "mph", "kilometre per hour": "km/h", "second": "s",
    "minute": "min", "hour": "h", "day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade",
    "year of age": "year of age", "month of age": "month of age", "horsepower": "hp", "kilowatt": "kW", "watt": "W",
    "megawatt": "MW", "gigawatt": "GW", "volt": "V", "hertz": "Hz", "celsius": "C", "degree celsius": "C",
    "fahrenheit": "F", "degree fahrenheit": "F", "degree": "deg", "degree angle": "deg", "gigabyte": "GB",
    "megabyte": "MB", "megabit per second": "Mbit/s", "decibel": "dB", "basis point": "bp", "square metre": "m2",
    "square foot": "ft2", "square mile": "mi2", "square kilometre": "km2", "acre": "acre", "hectare": "ha",
    "cubic foot": "ft3", "cubic metre": "m3", "revolutions per minute": "rpm", "parts-per-billion": "ppb",
    "part per million": "ppm", "milliampere-hour": "mAh", "pixel": "px", "bit": "bit", "megapixel": "MP",
    "newton metre": "Nm", "pound-foot": "lb-ft", "foot pound-force": "lb-ft", "calorie": "cal", "century": "century",
}  # fmt: skip


def unit_name(name: str) -> str:
    """Return one name for a unit, whoever named it."""
    lowered = name.lower().strip()
    if lowered in SAME_UNIT:
        return SAME_UNIT[lowered]
    top, per, bottom = lowered.partition(" per ")
    if per:
        return f"{unit_name(top)}/{unit_name(bottom)}"
    return name


def lemma(word: str) -> str:
    """Return a noun without its plural."""
    word = word.lower()
    return {"people": "person", "men": "man", "women": "woman", "children": "child"}.get(word) or re.sub(
        r"(?<=[a-z]{2})(?:ies|es|s)$", "", word
    ).rstrip("y")


def gold(item: dict[str, Any]) -> list[tuple[tuple[float, float], str, str]]:
    """Return a sentence's gold figures: both ends, the normalised unit, the unit as written."""
    found = []
    for quantity in item["quantities"]:
        ends = [float(e) for e in re.findall(r"(?:^|(?<=-))-?[0-9.]+(?:e[+-]?[0-9]+)?", str(quantity["value"]))] or [
            0.0
        ]
        found.append(((ends[0], ends[-1]), quantity["normalized_unit"], quantity["unit"]))
    return found


def same_value(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether both ends agree to a millionth."""
    pairs = zip(sorted(one), sorted(other), strict=True)
    return all(abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b)) for a, b in pairs)


def same_unit(found: str, normalised: str, written: str) -> bool:
    """Tell whether a found unit is the gold one: one normalised name, or one head noun of what is counted."""
    if normalised == "-" and written == "-":
        return found in {"", "dimensionless"}
    if unit_name(found) == unit_name(normalised) or found == written:
        return True
    words = {lemma(w) for w in re.findall(r"[A-Za-z]+", f"{normalised} {written}")}
    mine = [lemma(w) for w in re.findall(r"[A-Za-z]+", re.split(r"\s(?:of|in|for)\s", found)[0])]
    return bool(mine) and mine[-1] in words and unit_name(normalised) not in SAME_UNIT.values()


def ours(text: str) -> Answer:
    """Return what Headwater finds; a bare count's unit is what it counts."""
    from dataclasses import replace  # noqa: PLC0415 - used here alone

    annotated = annotate(text)
    annotated = replace(annotated, moments=moments.find(annotated))
    answer: Answer = []
    for figure in figures.find(annotated):
        if figure.kind == "ordinal" or figure.unit == "score":
            continue  # the set marks neither
        answer.append(((figure.low, figure.high), figure.what if figure.unit in {"", "ratio"} else figure.unit))
    return answer


def quantulums(text: str) -> Answer:
    """Return what quantulum3 finds, its currencies and units under the set's names."""
    from quantulum3 import classifier, parser  # noqa: PLC0415 - the peer is loaded only when asked for

    # Its pickled classifier of ambiguous units does not load with today's scikit-learn: it falls back to its rules.
    classifier.USE_CLF = False
    answer: Answer = []
    for quantity in parser.parse(text):
        low, high = quantity.value, quantity.value
        if quantity.uncertainty:
            low, high = low - quantity.uncertainty, high + quantity.uncertainty
        answer.append(((low, high), quantity.unit.name))
    return answer


def measure(name: str, find: Callable[[str], Answer], items: list[dict[str, Any]], *, errors: bool) -> None:
    """Print one system's figures."""
    value = both = system = total = 0
    began = time.perf_counter()
    answers = [find(item["text"]) for item in items]
    took = time.perf_counter() - began
    for item, answer in zip(items, answers, strict=True):
        wanted = gold(item)
        total += len(wanted)
        system += len(answer)
        free = list(answer)
        missed = []
        for ends, normalised, written in wanted:
            hits = [a for a in free if same_value(a[0], ends)]
            if not hits:
                missed.append((ends, written))
                continue
            value += 1
            best = max(hits, key=lambda a: same_unit(a[1], normalised, written))
            free.remove(best)
            same = same_unit(best[1], normalised, written)
            both += same
            if errors and not same:
                print(f"  unit      {best} gold {normalised!r} {written!r} :: {item['text'][:200]}")
        if errors and (missed or free):
            print(f"  missed {missed} invented {free} :: {item['text'][:300]}")
    words = sum(len(item["text"].split()) for item in items)
    for label, right in (("value", value), ("value + unit", both)):
        precision, recall = 100 * right / max(1, system), 100 * right / max(1, total)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:12} {label:14} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}")
    print(f"{name:12} {len(items)} sentences, {total} gold, {system} found, {words / took:,.0f} words/s")


def main() -> None:
    """Print the figures."""
    items = json.loads(require("data/quantities/NewsQuant.json").read_text(encoding="utf-8"))
    every = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    annotate("One sentence, so that the model is loaded before the clock starts.")
    measure("headwater", ours, items[::every], errors="--errors" in sys.argv)
    if "--no-peer" not in sys.argv:
        warnings.simplefilter("ignore")
        measure("quantulum3", quantulums, items[::every], errors=False)


if __name__ == "__main__":
    main()
