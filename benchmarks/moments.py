"""How well moments are found: TempEval-3 platinum (20 news documents), with dateparser beside ours.

Prints relaxed and strict F1 of the expressions' extents, F1 of extents with the right value (the measures of UzZaman et
al. 2013), and the speed. `--errors` lists what was missed, invented or misread, `--no-peer` leaves dateparser out.
"""

from __future__ import annotations

import re
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from benchmarks.shared import require
from benchmarks.surface import annotate
from headwater.language import moments

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Timex:
    """An expression: its characters and its TIMEX3 value."""

    start: int
    end: int
    value: str
    text: str


@dataclass(frozen=True)
class Document:
    """A document's name, date, text and gold expressions."""

    name: str
    published: str
    text: str
    gold: tuple[Timex, ...]


def documents() -> list[Document]:
    """Return the documents of TempEval-3 platinum."""
    found = []
    for path in sorted(require("data/time").glob("*.tml")):
        root = ET.parse(path).getroot()  # noqa: S314 - a local benchmark file
        published = root.find("DCT/TIMEX3")
        body = root.find("TEXT")
        if published is None or body is None:
            continue
        pieces: list[str] = []
        gold: list[Timex] = []

        def walk(node: ET.Element, pieces: list[str] = pieces, gold: list[Timex] = gold) -> None:
            start = sum(map(len, pieces))
            pieces.append(node.text or "")
            for child in node:
                walk(child)
                pieces.append(child.tail or "")
            if node.tag == "TIMEX3":
                text = "".join(pieces)[start:]
                gold.append(Timex(start, start + len(text), node.get("value", ""), text))

        walk(body)
        found.append(
            Document(
                path.stem, published.get("value", "")[:10], "".join(pieces), tuple(sorted(gold, key=lambda t: t.start))
            )
        )
    return found


def ours(document: Document) -> list[Timex]:
    """Return what Headwater finds."""
    annotated = annotate(document.text, document.published)
    return [Timex(m.start, m.end, m.value, m.text) for m in moments.find(annotated)]


def dateparsers(document: Document) -> list[Timex]:
    """Return what dateparser's search finds, its spans looked up in reading order."""
    from dateparser.search import search_dates  # noqa: PLC0415 - the peer is loaded only when asked for

    base = datetime.fromisoformat(document.published)
    hits = (
        search_dates(document.text, languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})
        or []
    )
    found, cursor = [], 0
    for words, moment in hits:
        start = document.text.find(words, cursor)
        if start < 0:
            continue
        cursor = start + len(words)
        found.append(Timex(start, cursor, moment.date().isoformat(), words))
    return found


def same(ours_value: str, gold: str) -> bool:
    """Tell whether two values agree; a trailing ":00" and the like do not matter."""
    return ours_value == gold or re.sub(r":00$", "", ours_value) == re.sub(r":00$", "", gold)


def f1(right: int, system: int, gold: int) -> float:
    """Return F1 in per cent."""
    return 200 * right / (system + gold) if system + gold else 0.0


def measure(name: str, find: Callable[[Document], list[Timex]], read: list[Document], *, errors: bool) -> None:
    """Print one system's figures."""
    relaxed = strict = value = system = gold = 0
    began = time.perf_counter()
    answers = [find(document) for document in read]
    took = time.perf_counter() - began
    for document, answer in zip(read, answers, strict=True):
        system += len(answer)
        gold += len(document.gold)
        free = list(answer)
        for wanted in document.gold:
            hits = [t for t in free if min(t.end, wanted.end) > max(t.start, wanted.start)]
            if not hits:
                if errors:
                    print(f"  missed    {document.name:28} {wanted.text!r} {wanted.value}")
                continue
            best = max(
                hits,
                key=lambda t: (
                    t.text.strip() == wanted.text.strip(),
                    min(t.end, wanted.end) - max(t.start, wanted.start),
                ),
            )
            free.remove(best)
            relaxed += 1
            exact = (best.start, best.end) == (wanted.start, wanted.end)
            strict += exact
            right = same(best.value, wanted.value)
            value += right
            if errors and not (exact and right):
                mark = "extent " if right else "value  "
                print(f"  {mark}   {document.name:28} {wanted.text!r} {wanted.value}  ours {best.text!r} {best.value}")
        if errors:
            for extra in free:
                around = document.text[extra.start - 30 : extra.end + 20]
                print(f"  invented  {document.name:28} {extra.text!r} {extra.value}  ..{around!r}")
    characters = sum(len(document.text) for document in read)
    print(
        f"{name:12} relaxed {f1(relaxed, system, gold):5.1f}  strict {f1(strict, system, gold):5.1f}  "
        f"value {f1(value, system, gold):5.1f}   ({system} found, {gold} gold; {characters / took:,.0f} characters/s)"
    )


def main() -> None:
    """Print the figures."""
    read = documents()
    measure("headwater", ours, read, errors="--errors" in sys.argv)
    if "--no-peer" not in sys.argv:
        measure("dateparser", dateparsers, read, errors=False)


if __name__ == "__main__":
    main()
