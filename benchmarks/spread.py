"""One paragraph printed by many: is it found in all of them, as one passage?

    python -m benchmarks.spread

One paragraph of 700 characters is put into n of 300 real articles, n = 2, 20, 150 and 300, each of its own outlet.
(passim 2.0.1 with its defaults reports 20 of 20, and 7 of 150: notes on copied passages, measured.)
"""

from __future__ import annotations

import random
import re
import time

from benchmarks.shared import require
from benchmarks.surface import article
from headwater.comparison import passages
from headwater.language.annotated import Annotated

COUNTS = (2, 20, 150, 300)
ARTICLES = 300
SEED = 4
# Written for this benchmark.
PARAGRAPH = (
    "The harbour board of Lunde voted late on Thursday to close the eastern breakwater to all vessels over twelve"
    " metres after surveyors found that storm waves had washed out nearly a third of the stone beneath its outer "
    "arm. Repairs will begin once the herring season ends and are expected to cost 4.6 million kroner, more than "
    "twice the sum set aside last spring. Fishing crews, who have used the sheltered berth for six decades, must "
    "land their catch at Nordvik until further notice, an hour's sail along an unlit coast. Two skippers have "
    "already moved their boats. The county will pay for a pilot during the dark months, and the coast guard has "
    "agreed to keep a launch on call through the winter nights."
)


def texts() -> list[str]:
    """Return real articles to hide the paragraph in."""
    paths = sorted(require("data/polnear/train").glob("*.txt"))[:ARTICLES]
    return [path.read_text(encoding="utf-8") for path in paths]


def spread(pool: list[str], count: int, rng: random.Random) -> tuple[int, int, int, float]:
    """Return in how many articles it was found, as how many passages, how many edges were off, and CPU seconds."""
    chosen = set(rng.sample(range(len(pool)), count))
    pile, places = [], {}
    for number, text in enumerate(pool):
        blocks = re.split(r"\n\s*\n", text)
        place = rng.randrange(1, len(blocks) + 1)
        if number in chosen:
            blocks.insert(place, PARAGRAPH)
        joined = "\n\n".join(blocks)
        # The number makes every article one of its own, though two texts of the set be equal.
        one = Annotated(article(f"{joined}\n\n{number}"), analysed=False)
        pile.append(one)
        if number in chosen:
            places[one.article.id] = joined.index(PARAGRAPH)
    started = time.process_time()
    found = passages.stretches(passages.find(pile))
    seconds = time.process_time() - started
    holding: set[str] = set()
    pieces = edges = 0
    for passage in found:
        hits = [
            s
            for s in passage.spans
            if s.article in places and s.end > places[s.article] and s.start < places[s.article] + len(PARAGRAPH)
        ]
        if len(hits) > 1:
            pieces += 1
            holding.update(s.article for s in hits)
            edges += sum(
                abs(s.start - places[s.article]) > 1 or abs(s.end - places[s.article] - len(PARAGRAPH)) > 1
                for s in hits
            )
    return len(holding & set(places)), pieces, edges, seconds


def main() -> None:
    """Print what is found for each count."""
    print(f"paragraph of {len(PARAGRAPH)} characters in n of {ARTICLES} articles")
    pool = texts()
    for count in COUNTS:
        rng = random.Random(SEED)  # noqa: S311 a seeded generator, nothing secret
        found, pieces, edges, seconds = spread(pool, count, rng)
        print(
            f"n {count:3}: found in {found} of {count}, as {pieces} passage{'s' if pieces != 1 else ''}, "
            f"edges off by more than a character {edges}, {seconds:.1f} CPU s"
        )


if __name__ == "__main__":
    main()
