"""The articles with known stories: where they are, and how a grouping is scored against them."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from benchmarks.shared import require
from headwater.article import Article, article_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.stories.story import Story

Labelled = list[tuple[str, Article]]


def article(number: int, title: str | None, text: str, published: str | None) -> Article:
    """Return a bare article; its number makes it distinct from a copy of it in another set."""
    return Article(
        id=article_id(f"{number:06}", text),
        source=str(number),
        record=None,
        outlet=f"outlet {number}",
        publisher=f"outlet {number}",
        title=title or None,
        byline=None,
        dateline=None,
        published=published,
        modified=None,
        language="en",
        url=None,
        text=text,
    )


def lines(name: str, start: int) -> Labelled:
    """Return the articles of a JSON lines set with their stories."""
    records = [json.loads(line) for line in require(f"data/{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        (
            record["story"],
            article(start + i, record["title"], record["text"], (record.get("published") or "")[:10] or None),
        )
        for i, record in enumerate(records)
    ]


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())[:300]


def reference(known: Labelled, start: int) -> Labelled:
    """Return the reports of the reference events; those that stand in `known` too bear the story's name from there.

    An article that the reference marks as off topic is left out: nobody says which story it belongs to.
    """
    named = {_key(one.text): story for story, one in known}
    named |= {_key(one.title): story for story, one in known if one.title and len(_key(one.title)) > 15}
    out: Labelled = []
    for event in sorted(require("data/reference").iterdir()):
        off = set(json.loads((event / "gold.json").read_text(encoding="utf-8")).get("off_topic", []))
        ids: defaultdict[str, list[str]] = defaultdict(list)
        for match in re.finditer(
            r"^\[([A-Z])(\d+)\]", (event / "numbered.txt").read_text(encoding="utf-8"), re.MULTILINE
        ):
            ids[match[1]].append(match[1] + match[2])
        members: list[Article] = []
        for path in sorted(event.glob("[A-Z].*")):
            if sum(sid in off for sid in ids[path.stem]) <= len(ids[path.stem]) / 2:
                members.append(_report(path.read_text(encoding="utf-8"), start + len(out) + len(members), path.suffix))
        names = [named.get(_key(one.text)) or named.get(_key(one.title or "")) for one in members]
        story = next((name for name in names if name), event.name)
        out.extend((story, one) for one in members)
    return out


def _report(content: str, number: int, suffix: str) -> Article:
    if suffix == ".json":
        record = json.loads(content)
        return article(number, record.get("title"), record["text"], (record.get("date_publish") or "")[:10] or None)
    title, _, text = content.partition("\n")
    return article(number, title, text.strip(), None)


def sets() -> dict[str, Labelled]:
    """Return the sets by name, and all of them thrown together."""
    giveme, wikinews = lines("giveme5w1h", 0), lines("wikinews", 10_000)
    events = reference([*giveme, *wikinews], 20_000)
    found = {"giveme5w1h": giveme, "wikinews": wikinews, "reference": events}
    return {**found, "together": [*giveme, *wikinews, *events]}


def pairwise_and_b_cubed(gold: Sequence[str], given: Sequence[str]) -> tuple[float, float, float, float]:
    """Return pairwise F1, precision, recall, and B-cubed F1 (Bagga and Baldwin 1998), in per cent."""
    both, system, wanted = Counter(zip(gold, given, strict=True)), Counter(given), Counter(gold)
    right = sum(n * (n - 1) // 2 for n in both.values())
    said = sum(n * (n - 1) // 2 for n in system.values())
    asked = sum(n * (n - 1) // 2 for n in wanted.values())
    precision, recall = right / max(1, said), right / max(1, asked)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    b_precision = sum(n * n / system[s] for (_, s), n in both.items()) / len(gold)
    b_recall = sum(n * n / wanted[g] for (g, _), n in both.items()) / len(gold)
    b_cubed = 2 * b_precision * b_recall / (b_precision + b_recall)
    return 100 * f1, 100 * precision, 100 * recall, 100 * b_cubed


def labels(stories: Sequence[Story], articles: Sequence[Article]) -> list[str]:
    """Return the story's id for each article."""
    home = {one.article.id: story.id for story in stories for one in story.articles}
    return [home[one.id] for one in articles]
