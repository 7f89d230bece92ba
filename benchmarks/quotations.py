"""How well are quotations and their speakers found? `python -m benchmarks.quotations [--train N]`.

PolNeAR dev (attributions in US political news; nothing of ours is trained on it) beside published systems, and the
direct quotations of the reference events by the yardstick's own reading. `--train N` reads every N-th article of
PolNeAR train instead of dev and prints the precision of each rule, from which the shipped confidences come.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from benchmarks import polnear
from benchmarks.shared import require
from headwater.article import Article, Block
from headwater.comparison.quotations import gather
from headwater.language import english
from headwater.language.quotations import find
from headwater.stories.story import Story

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = (
    "published: PolNeAR test, content by words F .73 (CRF), .87 (BERT), both trained on PolNeAR; Gender Gap Tracker, "
    "98 other articles, all quotations F .837 at overlap .3, speakers .865; Citron on PARC, content overlap F .833"
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=int, default=0, metavar="N", help="every N-th article of PolNeAR train")
    given = parser.parse_args()
    if given.train:
        attributions(require("data/polnear/train"), given.train, rules=True)
        return
    attributions(require("data/polnear/dev"), 1, rules=False)
    print(PUBLISHED)
    speakers(require("data/reference"), require("yardstick/score.py"))


def attributions(folder: Path, step: int, *, rules: bool) -> None:
    """Print the figures on a part of PolNeAR."""
    pipeline = english.load()
    score = polnear.Score()
    spent, tokens = 0.0, 0
    documents = polnear.read(folder)[::step]
    for document in documents:
        annotated = pipeline.parse(document.article)
        began = time.process_time()
        mentions = find(annotated)
        spent += time.process_time() - began
        tokens += len(annotated.tokens)
        polnear.add(score, document, mentions)
    print(f"PolNeAR {folder.name}: {len(documents)} articles; finding quotations {tokens / spent:,.0f} tokens a second")
    for kind in (*polnear.KINDS, "all"):
        parts = []
        for threshold in polnear.THRESHOLDS:
            precision = score.hits["found", threshold, kind] / max(1, score.found[kind])
            recall = score.hits["gold", threshold, kind] / max(1, score.gold[kind])
            parts.append(f"at {threshold} P {precision:.3f} R {recall:.3f} F {polnear.f1(precision, recall):.3f}")
        speaker = score.speakers_right[kind] / max(1, score.speakers[kind])
        print(f"  {kind:9} gold {score.gold[kind]:5}  " + "  ".join(parts) + f"  speaker overlap {speaker:.3f}")
    precision = score.words["both"] / max(1, score.words["found"])
    recall = score.words["both"] / max(1, score.words["gold"])
    print(f"  content by words P {precision:.3f} R {recall:.3f} F {polnear.f1(precision, recall):.3f}")
    if rules:
        for rule, count in score.rules.most_common():
            print(f"  {rule:18} {count:6} precision at 0.5 {score.rules_right[rule] / count:.3f}")


def speakers(folder: Path, yardstick: Path) -> None:
    """Print how many direct quotations of the reference events are found, and how many speakers are right."""
    judge = _yardstick(yardstick)
    pipeline = english.load()
    total = {"gold": 0, "got": 0, "system": 0, "right": 0, "named": 0}
    for event in sorted(path for path in folder.iterdir() if path.is_dir()):
        articles = []
        for path in sorted(event.iterdir()):
            if re.fullmatch(r"[A-Z]\.(?:txt|json)", path.name):
                annotated = pipeline.parse(_article(path))
                articles.append(replace(annotated, quotations=find(annotated)))
        quotations = gather(Story(event.name, event.name, tuple(articles)))
        gold = json.loads((event / "gold.json").read_text(encoding="utf-8"))["quotes"]
        for name, count in _judged(judge, [(q.speaker, q.text) for q in quotations], gold).items():
            total[name] += count
    precision, recall = total["right"] / total["system"], total["got"] / total["gold"]
    print(f"reference events: {total['gold']} direct quotations")
    print(f"  quotations P {precision:.3f} R {recall:.3f} F {polnear.f1(precision, recall):.3f}")
    print(f"  speakers of quotations found {total['named']} of {total['got']}, {total['named'] / total['got']:.3f}")


def _judged(judge: Any, given: list[tuple[str | None, str]], gold: list[dict[str, Any]]) -> dict[str, int]:  # noqa: ANN401 - a module loaded by path
    """Return the yardstick's counts for one event's quotations, in its own way of counting."""
    quotes = [(speaker, text) for speaker, text in given if len(judge.words(text)) >= 4]

    def says(text: str, one: dict[str, Any]) -> bool:
        body = " ".join(judge.words(text))
        wordings = [one["key"], *judge.listed(one.get("alt_keys")), *judge.listed(one.get("variants"))]
        keys = [judge.words(wording) for wording in wordings if judge.words(wording)]
        return any(" ".join(key[:6]) in body or (len(key) > 4 and " ".join(key[:4]) in body) for key in keys)

    counts = {"gold": len(gold), "system": len(quotes), "got": 0, "named": 0}
    counts["right"] = sum(any(says(text, one) for one in gold) for _, text in quotes)
    for one in gold:
        matching = [speaker for speaker, text in quotes if says(text, one)]
        counts["got"] += bool(matching)
        counts["named"] += any(judge.same_name(speaker or "", one["speaker"]) for speaker in matching)
    return counts


def _yardstick(path: Path) -> Any:  # noqa: ANN401 - a module loaded by path
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _article(path: Path) -> Article:
    """Return a report of a reference event, its lines as blocks; cleaning is another benchmark's question."""
    raw = path.read_text(encoding="utf-8")
    title = None
    if path.suffix == ".json":
        record = json.loads(raw)
        raw, title = record["text"], record.get("title")
    lines = [" ".join(line.split()) for line in raw.splitlines() if line.strip()]
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(start, start + len(line)))
        start += len(line) + 2
    return Article(
        id=f"{path.parent.name}/{path.stem}",
        source=path.name,
        record=None,
        outlet=path.stem,
        publisher=path.stem,
        title=title,
        byline=None,
        dateline=None,
        published=None,
        modified=None,
        language="en",
        url=None,
        text="\n\n".join(lines),
        blocks=tuple(blocks),
    )


if __name__ == "__main__":
    main()
