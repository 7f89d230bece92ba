"""Which reports tell of the same event? Three sets of known stories and all of them together, one setting.

    python -m benchmarks.stories

Prints pairwise F1 and B-cubed F1 of the shipped setting, of the same weights fitted on half of the stories and scored
on the other half (in several halvings: their mean is the figure to believe), of plain TF-IDF with average linkage, and
of adding the articles in batches.
"""

from __future__ import annotations

import random
import runpy
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from statistics import mean
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

    Figures = tuple[float, float, float, float]

# The fixed cut of the baseline, as the notes on stories measured it.
BASELINE_DISTANCE = 0.84
# A single halving is one draw: over ten, the pairwise F1 of a set varies by one point to each side and more.
HALVINGS = 10
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


def line(name: str, figures: tuple[float, ...], end: str = "\n") -> None:
    """Print one line of figures."""
    f1, precision, recall, b_cubed = figures
    print(
        f"  {name:14} pairwise F1 {f1:5.1f} (P {precision:5.1f} R {recall:5.1f})  B-cubed F1 {b_cubed:5.1f}",
        end=end,
        flush=True,
    )


def show(name: str, gold: list[str], given: list[str]) -> None:
    """Print how a grouping fares."""
    line(name, pairwise_and_b_cubed(gold, given))


def half(story: str, halving: int) -> int:
    """Return which half of the stories one belongs to; a hash decides, another one in each halving."""
    return sha256(f"{halving or ''}{story}".encode()).digest()[0] % 2


def held_out(found: dict[str, Labelled], halving: int) -> dict[str, Figures]:
    """Fit on one half of the stories, group everything, score the other half's articles; then the other way round."""
    fit = runpy.run_path(str(TUNING))["fit"]
    tallies: defaultdict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for fold in (0, 1):
        parts = [
            [item for item in part if half(item[0], halving) != fold]
            for name, part in found.items()
            if name != "together"
        ]
        setting = fit(parts)
        for name, part in found.items():
            given = ours([article for _, article in part], setting)
            rows = [(s, f"{fold}-{g}", half(s, halving) == fold) for (s, _), g in zip(part, given, strict=True)]
            # Articles of the half that was fitted on stay in, as company that can be mistaken, but are not scored.
            tallies[name].extend((f"{fold}-{s}", g, scored) for s, g, scored in rows)
    return {name: scored_pairs(rows) for name, rows in tallies.items()}


def scored_pairs(rows: list[tuple[str, str, bool]]) -> Figures:
    """Return the figures from the point of view of the scored articles alone."""
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
    return f1, precision, recall, 2 * b_precision * b_recall / (b_precision + b_recall)


def show_held_out(found: dict[str, Labelled]) -> None:
    """Print the figures of the first halving, and means and ranges over all."""
    halvings = [held_out(found, halving) for halving in range(HALVINGS)]
    for name in found:
        line(name, halvings[0][name])
    print(f"the same over {HALVINGS} halvings: mean, and least to most")
    for name in found:
        line(name, tuple(mean(one[name][i] for one in halvings) for i in range(4)), end="")
        for what, place in (("pairwise", 0), ("B-cubed", 3)):
            values = [one[name][place] for one in halvings]
            print(f"  {what} {min(values):.1f} to {max(values):.1f}", end="")
        print(flush=True)


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
    show_held_out(found)
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
