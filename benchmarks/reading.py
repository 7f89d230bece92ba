"""What reading yields on the reference events: junk removed, text kept, credits found.

Run as `python -m benchmarks.reading [even|odd|all]`; the halves are of the events in the order of their names: the
signs were chosen by reading the even half, and the odd half shows what they are worth elsewhere.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from benchmarks.reference import yardstick
from benchmarks.shared import require
from headwater.article import Article, Problem
from headwater.reading.assembly import Given, assemble
from headwater.reading.raw import Raw

if TYPE_CHECKING:
    from pathlib import Path


def raws(event: Path) -> list[Raw]:
    """Return the records of one reference event, as the formats' readers yield them."""
    found = []
    for path in sorted(event.iterdir()):
        if path.suffix == ".json" and path.stem != "gold":
            record = json.loads(path.read_text(encoding="utf-8"))
            found.append(
                Raw(
                    str(path),
                    None,
                    "json",
                    record["text"],
                    title=record["title"],
                    outlet=record["source_domain"],
                    byline=", ".join(record["authors"] or ()) or None,
                    published=record["date_publish"],
                    language=record["language"],
                    url=record["url"],
                )
            )
        elif path.suffix == ".txt" and path.stem != "numbered":
            found.append(Raw(str(path), None, "text", path.read_text(encoding="utf-8")))
    return found


def account(articles: list[Article]) -> dict[str, Any]:
    """Return what score.py reads of an account that holds articles and nothing compared."""
    return {
        "articles": [
            {
                "id": article.id,
                "source": article.source,
                "text": article.text,
                "credits": [{"origin": credit.origin, "kind": credit.kind} for credit in article.credits],
            }
            for article in articles
        ],
        "stories": [],
    }


def main() -> None:
    """Print the figures per event and in the mean."""
    half = sys.argv[1] if len(sys.argv) > 1 else "all"
    score = yardstick()
    names = sorted(path.name for path in require("data/reference").iterdir())
    names = {"even": names[0::2], "odd": names[1::2]}.get(half, names)
    print(f"{'event':20}{'kept':>7}{'junk':>7}{'of':>5}{'credits P':>11}{'R':>7}{'F1':>7}")
    kept: list[float] = []
    junk: list[float] = []
    totals = [0.0, 0.0, 0.0, 0.0]
    f1s = []
    for name in names:
        event = require(f"data/reference/{name}")
        read = [assemble(raw, Given()) for raw in raws(event)]
        problems = [article for article in read if isinstance(article, Problem)]
        gold = json.loads((event / "gold.json").read_text(encoding="utf-8"))
        result = score.score(
            account([article for article in read if isinstance(article, Article)]),
            gold,
            score.numbered(event / "numbered.txt"),
        )
        found = result["credits"]
        kept.append(result["text kept"]["recall"])
        removed = result.get("junk removed")
        if removed:
            junk.append(removed["recall"])
        totals[0] += found["precision"] * found["system"] / 100
        totals[1] += found["system"]
        totals[2] += found["recall"] * found["gold"] / 100
        totals[3] += found["gold"]
        if found["gold"]:
            f1s.append(found["f1"])
        print(
            f"{name:20}{kept[-1]:7.1f}{removed['recall'] if removed else float('nan'):7.1f}"
            f"{removed['gold'] if removed else 0:5}{found['precision']:11.1f}{found['recall']:7.1f}{found['f1']:7.1f}"
            f"  {found['system']:3}/{found['gold']:<3}" + (f"  problems: {len(problems)}" if problems else "")
        )
    precision, recall = totals[0] / max(1, totals[1]), totals[2] / max(1, totals[3])
    print(f"text kept: mean {sum(kept) / len(kept):.2f}, least {min(kept):.1f}")
    if junk:
        print(
            f"junk removed: mean {sum(junk) / len(junk):.2f}, all removed in {sum(j == 100 for j in junk)} of "
            f"{len(junk)}"
        )
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"credits, all events together: precision {precision:.3f} recall {recall:.3f} F1 {both:.3f}")
    print(f"credits, mean F1 of the {len(f1s)} events that have any: {sum(f1s) / max(1, len(f1s)):.1f}")


if __name__ == "__main__":
    main()
