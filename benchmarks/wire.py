"""Wire copy: does Headwater say of an article that it is an agency's?

    python -m benchmarks.wire [--list]

PolNeAR's train and dev articles, column `wire` of its metadata (rows where it is NA are left out). An article counts
as wire copy where it carries a credit of an agency for the whole of it; the title, author and publisher are given as
the metadata have them, as a page's own metadata would.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.shared import require
from headwater.article import Article
from headwater.comparison.origins.naming import key
from headwater.reading import read

PUBLISHERS = {
    "nyt": "The New York Times",
    "politico": "Politico",
    "usa-today": "USA Today",
    "wash-post": "The Washington Post",
    "huff-post": "HuffPost",
    "breitbart": "Breitbart",
}
AGENCIES = {"ap": "associated press", "upi": "united press international", "afp": "agence france presse"}


def rows() -> list[dict[str, str]]:
    """Return the metadata of the articles whose source is known."""
    with require("data/polnear/metadata.tsv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines, delimiter="\t"))
    return [row for row in table if row["wire"] != "NA" and row["compartment"] in {"train", "dev"}]


def articles(table: list[dict[str, str]]) -> dict[str, Article]:
    """Return the articles by file name, read as records that state their metadata."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "polnear.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for row in table:
                text = require(f"data/polnear/{row['compartment']}/{row['filename']}.txt").read_text(encoding="utf-8")
                record = {
                    "id": row["filename"],
                    "title": row["title"],
                    "author": row["author"] if row["author"] != "None" else None,
                    "outlet": PUBLISHERS[row["publisher"]],
                    "date": row["publication_date"],
                    "text": text,
                }
                out.write(json.dumps(record) + "\n")
        return {str(one.record): one for one in read([str(path)]) if isinstance(one, Article)}


def agency(article: Article) -> list[str]:
    """Return the agencies that the whole article is credited to."""
    return sorted({key(c.origin) for c in article.credits if c.kind == "wire" and c.whole})


def main() -> None:
    """Print precision, recall and F1, and with `--list` what is missed and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--list", action="store_true", help="list the articles that are missed or wrongly called wire copy"
    )
    listing = parser.parse_args().list
    table = rows()
    known = articles(table)
    counts: Counter[str] = Counter()
    for row in table:
        article = known.get(row["filename"])
        found = agency(article) if article else []
        wire = row["wire"] != "None"
        outcome = {(True, True): "right", (True, False): "missed", (False, True): "wrong"}.get(
            (wire, bool(found)), "none"
        )
        counts[outcome] += 1
        if wire and found:
            counts["named"] += AGENCIES.get(row["wire"].lower(), row["wire"].lower()) in found
        if listing and outcome in {"missed", "wrong"}:
            start = article.text[:80].replace("\n", " ") if article else "not read"
            name, author = row["filename"][:50], row["author"][:30]
            print(f"  {outcome:6} {row['wire']:8} {name:50} author {author:30} {found} {start}")
    precision = counts["right"] / max(1, counts["right"] + counts["wrong"])
    recall = counts["right"] / max(1, counts["right"] + counts["missed"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"wire copy, {len(table)} articles: precision {100 * precision:.1f} recall {100 * recall:.1f} "
        f"F1 {100 * f1:.1f} "
        f"(right {counts['right']}, missed {counts['missed']}, wrong {counts['wrong']}); "
        f"right agency named in {counts['named']} of {counts['right']}"
    )


if __name__ == "__main__":
    main()
