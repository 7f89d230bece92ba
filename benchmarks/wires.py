"""Which articles are an agency's: PolNeAR's train and dev articles whose origin its metadata state.

Run as `python -m benchmarks.wires`. An article counts as an agency's if reading finds a credit of the whole article
(dateline, byline, copyright or closing line). What is missed and what is wrong is listed.
"""

from __future__ import annotations

import csv

from benchmarks.shared import require
from headwater.article import Problem
from headwater.reading.assembly import Given, assemble
from headwater.reading.raw import Raw


def main() -> None:
    """Print precision, recall and F1, and each article that was judged wrongly."""
    corpus = require("data/polnear")
    with (corpus / "metadata.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts = {"right": 0, "wrong": 0, "missed": 0, "neither": 0}
    for row in rows:
        path = corpus / row["compartment"] / f"{row['filename']}.txt"
        if row["compartment"] not in {"train", "dev"} or row["wire"] == "NA" or not path.exists():
            continue
        stated = {key: None if row[key] in {"None", "NA", ""} else row[key] for key in ("author", "title", "publisher")}
        raw = Raw(
            str(path),
            None,
            "text",
            path.read_text(encoding="utf-8"),
            title=stated["title"],
            outlet=stated["publisher"],
            byline=stated["author"],
        )
        article = assemble(raw, Given())
        credits_found = () if isinstance(article, Problem) else article.credits
        found = sorted({credit.origin for credit in credits_found if credit.kind == "wire" and credit.whole})
        wire = row["wire"] not in {"None", ""}
        outcome = {(True, True): "right", (True, False): "wrong", (False, True): "missed", (False, False): "neither"}
        judged = outcome[bool(found), wire]
        counts[judged] += 1
        if judged in {"wrong", "missed"}:
            print(f"{judged:7} {row['filename']}  stated {row['wire']}  found {', '.join(found) or 'none'}")
    right = counts["right"]
    precision, recall = right / max(1, right + counts["wrong"]), right / max(1, right + counts["missed"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"articles {sum(counts.values())}, of agencies {right + counts['missed']}")
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
