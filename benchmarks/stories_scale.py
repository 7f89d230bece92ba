"""How do time and memory of story grouping grow? Articles made from real ones, at 10,000 and 100,000.

    python -m benchmarks.stories_scale [COUNT...]

Each made story takes a real story's articles and gives it names, numbers, days and most of its telling words of its own
(drawn from those of all articles, the same within the story): two made from one template are events of one kind, as two
floods are, not one event told twice. Each report drops and shuffles some sentences. Each size runs in a process of its
own; scikit-learn's TF-IDF with nearest neighbours stands beside it at the smallest size.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from benchmarks.grouping_data import article, pairwise_and_b_cubed, sets

if TYPE_CHECKING:
    from headwater.article import Article

SIZES = (10_000, 100_000)
SEED = 20240517
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}")
CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
NUMBER = re.compile(r"\b\d{1,6}\b")
WORD = re.compile(r"\b[a-z]{4,}\b")
# A word that fewer of the real articles use is telling, and this share of them is exchanged. The nearest article of
# another story then has a cosine of 0.16 in the median; it is 0.12 among the real ones.
TELLING = 0.05
EXCHANGED = 0.75
SENTENCE = re.compile(r"(?<=[.!?”\"]) +(?=[A-Z“\"])")
DROPPED = 0.3
READ = 3000
DAY_ONE = date(2020, 1, 1)
# Stories a day: a larger pile is a longer time, as in a newsroom's crawl.
STORIES_A_DAY = 40


def made(count: int) -> tuple[list[str], list[Article]]:
    """Return `count` made articles with the story of each, in order of publication."""
    rng = random.Random(SEED)  # noqa: S311 no secret is made of it
    real: defaultdict[str, list[Article]] = defaultdict(list)
    for story, one in sets()["together"]:
        real[story].append(one)
    templates = [members for _, members in sorted(real.items())]
    names = sorted({name for members in templates for one in members for name in NAME.findall(one.text)})
    words = telling([one.text for members in templates for one in members])
    gold: list[str] = []
    articles: list[Article] = []
    number = 0
    while len(articles) < count:
        members = rng.choice(templates)
        day = DAY_ONE + timedelta(days=number // STORIES_A_DAY)
        disguise = Disguise(members, names, words, rng)
        for _ in range(min(1 + int(rng.expovariate(0.5)), 20)):
            one = rng.choice(members)
            sentences = [s for s in SENTENCE.split(one.text[:READ]) if rng.random() > DROPPED]
            rng.shuffle(sentences)
            published = (day + timedelta(days=rng.randint(0, 2))).isoformat()
            text = disguise.of(" ".join(sentences))
            articles.append(article(len(articles), disguise.of(one.title or ""), text, published))
            gold.append(str(number))
        number += 1
    return gold[:count], articles[:count]


def telling(texts: list[str]) -> list[str]:
    """Return the words that few of the texts use, in alphabetical order."""
    frequency = Counter(word for text in texts for word in set(WORD.findall(text)))
    return sorted(word for word, count in frequency.items() if count < TELLING * len(texts))


class Disguise:
    """Gives a story names, numbers and telling words of its own, the same in all its articles."""

    def __init__(self, members: list[Article], names: list[str], words: list[str], rng: random.Random) -> None:
        own = sorted({name for one in members for name in NAME.findall(one.text)})
        self._names = {name: rng.choice(names) for name in own}
        told = {word for one in members for word in WORD.findall(one.text)}
        self._words = {word: rng.choice(words) for word in sorted(told & frozenset(words)) if rng.random() < EXCHANGED}
        self._shift = rng.randint(2, 9)

    def of(self, text: str) -> str:
        """Return a text with its names, numbers and telling words exchanged."""
        text = CAPITAL.sub(lambda m: self._names.get(m[0], m[0]), text)
        text = WORD.sub(lambda m: self._words.get(m[0], m[0]), text)
        return NUMBER.sub(lambda m: str(int(m[0]) + self._shift), text)


def ours(count: int) -> None:
    """Group `count` made articles and print what it took."""
    from headwater.stories.grouping import grouped  # noqa: PLC0415 each job imports only what it measures
    from headwater.stories.index import Index  # noqa: PLC0415 as above

    gold, articles = made(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    index = Index()
    for one in articles:
        index.add(one)
    label = [""] * count
    for group, members in enumerate(grouped(index, range(count))):
        for member in members:
            label[member] = str(group)
    spent = time.process_time() - start
    report("headwater", count, spent, before, pairwise_and_b_cubed(gold, label))


def rival(count: int) -> None:
    """Group `count` made articles by TF-IDF, nearest neighbours and connected components, and print what it took."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 as above
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 as above
    from sklearn.neighbors import NearestNeighbors  # noqa: PLC0415 as above

    gold, articles = made(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    texts = [f"{one.title or ''} {one.text}" for one in articles]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2, max_df=0.5).fit_transform(texts)
    graph = NearestNeighbors(radius=0.5, metric="cosine").fit(rows).radius_neighbors_graph(rows)
    label = [str(one) for one in connected_components(graph, directed=False)[1]]
    spent = time.process_time() - start
    report("scikit-learn", count, spent, before, pairwise_and_b_cubed(gold, label))


def report(who: str, count: int, spent: float, before: float, figures: tuple[float, float, float, float]) -> None:
    """Print one line."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{who:13} {count:7} articles  {1000 * spent / count:6.2f} ms CPU an article  {spent:7.1f} s  "
        f"peak {peak:6.0f} MB (articles themselves {before:.0f})  "
        f"pairwise F1 {figures[0]:.1f}  B-cubed {figures[3]:.1f}",
        flush=True,
    )


def main() -> None:
    """Run each size in a process of its own."""
    if len(sys.argv) > 2 and sys.argv[1] in {"ours", "rival"}:
        {"ours": ours, "rival": rival}[sys.argv[1]](int(sys.argv[2]))
        return
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    for job, size in [*(("ours", size) for size in sizes), ("rival", min(sizes))]:
        subprocess.run([sys.executable, "-m", "benchmarks.stories_scale", job, str(size)], check=True)


if __name__ == "__main__":
    main()
