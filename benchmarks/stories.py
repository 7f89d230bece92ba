"""Which reports tell of the same event? Three sets of known stories and all of them together, one setting.

    python -m benchmarks.stories

Prints pairwise F1 and B-cubed F1 of the shipped setting, of the same weights fitted on half of the stories and scored
on the other half, of plain TF-IDF with average linkage, and of adding the articles in batches.
"""

from __future__ import annotations

import random
import runpy
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.grouping_data import Labelled, pairwise_and_b_cubed, sets
from headwater.stories.grouping import grouped
from headwater.stories.index import Index
from headwater.stories.likeness import SETTING, Setting
from headwater.stories.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.article import Article

# The fixed cut of the baseline, as the notes on stories measured it.
BASELINE_DISTANCE = 0.84
TUNING = Path(__file__).resolve().parents[1] / "training" / "stories" / "tuning.py"


def ours(articles: list[Article], setting: Setting) -> list[str]:
    """Return a label per article."""
    order = sorted(range(len(articles)), key=lambda i: (articles[i].published or "9999", articles[i].outlet))
    index = Index(setting)
    for i in order:
        index.add(articles[i])
    label = [""] * len(articles)
    for group, members in enumerate(grouped(index, range(len(articles)))):
        for member in members:
            label[order[member]] = str(group)
    return label


def baseline(articles: list[Article]) -> list[str]:
    """Return a label per article by TF-IDF and average linkage at one fixed cut."""
    texts = [f"{a.title or ''} {a.text}" for a in articles]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2, max_df=0.5).fit_transform(texts)
    tree = linkage(pdist(rows.toarray(), "cosine"), "average")
    return [str(label) for label in fcluster(tree, BASELINE_DISTANCE, "distance")]


def show(name: str, gold: list[str], given: list[str]) -> None:
    """Print one line of figures."""
    f1, precision, recall, b_cubed = pairwise_and_b_cubed(gold, given)
    print(
        f"  {name:14} pairwise F1 {f1:5.1f} (P {precision:5.1f} R {recall:5.1f})  B-cubed F1 {b_cubed:5.1f}", flush=True
    )


def half(story: str) -> int:
    """Return which half of the stories one belongs to; a hash decides."""
    return sha256(story.encode()).digest()[0] % 2


def held_out(found: dict[str, Labelled]) -> None:
    """Fit on one half of the stories, group everything, score the other half's articles; then the other way round."""
    fit = runpy.run_path(str(TUNING))["fit"]
    tallies: defaultdict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for fold in (0, 1):
        parts = [[item for item in part if half(item[0]) != fold] for name, part in found.items() if name != "together"]
        setting = fit(parts)
        for name, part in found.items():
            given = ours([article for _, article in part], setting)
            rows = [(s, f"{fold}-{g}", half(s) == fold) for (s, _), g in zip(part, given, strict=True)]
            # Articles of the half that was fitted on stay in, as company that can be mistaken, but are not scored.
            tallies[name].extend((f"{fold}-{s}", g, scored) for s, g, scored in rows)
    for name, rows in tallies.items():
        scored_pairs(name, rows)


def scored_pairs(name: str, rows: list[tuple[str, str, bool]]) -> None:
    """Print pairwise and B-cubed F1 from the point of view of the scored articles alone."""
    size_gold: defaultdict[str, int] = defaultdict(int)
    size_given: defaultdict[str, int] = defaultdict(int)
    size_both: defaultdict[tuple[str, str], int] = defaultdict(int)
    for story, group, _ in rows:
        size_gold[story] += 1
        size_given[group] += 1
        size_both[story, group] += 1
    own = [(size_both[s, g], size_given[g], size_gold[s]) for s, g, scored in rows if scored]
    right, said, asked = (sum(row[i] - 1 for row in own) for i in range(3))
    precision, recall = 100 * right / max(1, said), 100 * right / max(1, asked)
    b_precision = 100 * sum(b / g for b, g, _ in own) / len(own)
    b_recall = 100 * sum(b / w for b, _, w in own) / len(own)
    f1 = 2 * precision * recall / (precision + recall)
    b_cubed = 2 * b_precision * b_recall / (b_precision + b_recall)
    print(
        f"  {name:14} pairwise F1 {f1:5.1f} (P {precision:5.1f} R {recall:5.1f})  B-cubed F1 {b_cubed:5.1f}", flush=True
    )


def in_batches(articles: list[Article], batches: Iterable[list[Article]]) -> tuple[list[str], float]:
    """Return a label per article after adding `batches`, and the share of stories that kept their first id."""
    stream = Stream()
    first: dict[str, str] = {}
    for batch in batches:
        stream.add(batch)
        for story, members in stream.stories().items():
            for article in members:
                first.setdefault(article.id, story)
    home = {article.id: story for story, members in stream.stories().items() for article in members}
    kept = sum(stream.resolve(story) == home[i] for i, story in first.items()) / len(first)
    return [home[article.id] for article in articles], kept


def batches_of(articles: list[Article], size: int) -> list[list[Article]]:
    """Return the articles in batches of `size`, in a shuffled order."""
    pile = articles[:]
    random.Random(1).shuffle(pile)  # noqa: S311 no secret is made of it
    return [pile[i : i + size] for i in range(0, len(pile), size)]


def by_day(articles: list[Article]) -> list[list[Article]]:
    """Return the articles in batches of one day, those without a date last."""
    days: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        days[article.published or "9999"].append(article)
    return [days[day] for day in sorted(days)]


def main() -> None:
    """Print all figures."""
    found = sets()
    print("shipped setting")
    for name, part in found.items():
        show(name, [story for story, _ in part], ours([article for _, article in part], SETTING))
    print("the same weights fitted on half of the stories, scored on the other half")
    held_out(found)
    print(f"TF-IDF, average linkage, distance {BASELINE_DISTANCE}")
    for name, part in found.items():
        show(name, [story for story, _ in part], baseline([article for _, article in part]))
    articles = [article for _, article in found["together"]]
    at_once = ours(articles, SETTING)
    print("batches against all at once (together)")
    for name, batches in (
        ("one day", by_day(articles)),
        ("ten articles", batches_of(articles, 10)),
        ("one by one", batches_of(articles, 1)),
    ):
        given, kept = in_batches(articles, batches)
        f1 = pairwise_and_b_cubed(at_once, given)[0]
        print(
            f"  {name:14} pairwise F1 {f1:5.1f}, articles whose first story id leads to their story {100 * kept:.1f} %"
        )


if __name__ == "__main__":
    main()
