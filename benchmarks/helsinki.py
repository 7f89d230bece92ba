"""Three hundred reports of one event with real wire reprints: what is shared, by whom, and from whom.

    python -m benchmarks.helsinki [--claims N] [--show N] [--seed S]

How many articles share at least half their prose with another publisher; the ten most printed passages with their
publishers and origin; in how many passages every two copies have most words in common, so that none hangs together
by a third; into how many stories the articles fall, one of which should be the event. `--claims N` compares the first
N articles and prints the ten claims with the most outlets; `--show N` prints N passages drawn by lot, to be read.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.shared import require
from headwater.article import Article
from headwater.comparison import passages
from headwater.language.annotated import Annotated
from headwater.reading import read

if TYPE_CHECKING:
    from headwater.account import Passage, Place


def articles() -> dict[str, Article]:
    """Return the articles by id, read and cleaned, each once."""
    found = [one for one in read([str(require("data/helsinki.jsonl"))]) if isinstance(one, Article)]
    return {one.id: one for one in found}


def publishers(spans: tuple[Place, ...], known: dict[str, Article]) -> list[str]:
    """Return the publishers of the articles that `spans` stand in."""
    return sorted({known[span.article].publisher for span in spans})


def shared(found: tuple[Passage, ...], known: dict[str, Article]) -> dict[str, float]:
    """Return which part of each article's prose stands in an article of another publisher as well."""
    covered = {identifier: np.zeros(len(article.text), dtype=bool) for identifier, article in known.items()}
    for passage in found:
        if len(publishers(passage.spans, known)) > 1:
            for span in passage.spans:
                covered[span.article][span.start : span.end] = True
    return {identifier: float(own.mean()) if len(own) else 0.0 for identifier, own in covered.items()}


def say(text: str, length: int = 160) -> str:
    """Return `text` on one line, cut to `length`."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"


def most_printed(found: tuple[Passage, ...], known: dict[str, Article]) -> None:
    """Print the ten passages that most publishers have."""
    ranked = sorted(found, key=lambda p: (-len(publishers(p.spans, known)), p.spans))
    for passage in ranked[:10]:
        names = publishers(passage.spans, known)
        origin = known[passage.origin].outlet if passage.origin in known else passage.origin
        span = passage.spans[0]
        print(f"  {len(names):3} publishers, origin {origin or 'undecided'}: {', '.join(names)}")
        print(f"      {say(known[span.article].text[span.start : span.end])}")


def held_together(found: tuple[Passage, ...], known: dict[str, Article]) -> None:
    """Print in how many passages each copy has most words of each other."""
    apart = 0
    for passage in found:
        copies = {tuple(known[s.article].text[s.start : s.end].casefold().split()) for s in passage.spans}
        bags = [Counter(re.sub(r"\W", "", word) for word in copy) for copy in copies]
        apart += any(
            2 * (one & other).total() < min(one.total(), other.total()) for one, other in combinations(bags, 2)
        )
    print(f"passages in which every two copies have half of the words in common: {len(found) - apart} of {len(found)}")


def draw(found: tuple[Passage, ...], known: dict[str, Article], count: int, seed: int) -> None:
    """Print passages drawn by lot, two of their places each."""
    rng = random.Random(seed)  # noqa: S311 a seeded lot, nothing secret
    for passage in rng.sample(found, min(count, len(found))):
        print(f"  {passage.grade}, {len(passage.spans)} articles, origin {passage.origin}")
        for span in passage.spans[:2]:
            print(f"      {known[span.article].outlet}: {say(known[span.article].text[span.start : span.end], 300)}")


def claims(known: dict[str, Article], count: int) -> None:
    """Print the claims with the most outlets among the first `count` articles."""
    import headwater  # noqa: PLC0415 loads the whole flow

    chosen = [known[identifier] for identifier in sorted(known)[:count]]
    started = time.process_time()
    result = headwater.compare(chosen, workers=1)
    print(
        f"compared {len(chosen)} articles in {time.process_time() - started:.0f} CPU s, {len(result.stories)} stories"
    )
    everything = [claim for story in result.stories for claim in story.claims]
    for claim in sorted(everything, key=lambda c: (-c.outlets, c.id))[:10]:
        origins = sorted({report.origin for report in claim.reports})
        span = f"{claim.independent.least} to {claim.independent.most}"
        print(f"  {claim.outlets} outlets, {span} independent, {claim.standing}: {say(claim.text)}")
        print(f"      from {say(', '.join(origins), 300)}")
        for report in claim.reports[:4]:
            reason = report.evidence[0].text if report.evidence else ""
            place = known[report.article].text[report.start : report.end]
            print(f"      {known[report.article].outlet}: {say(place)} [{reason}]")


def grouped(known: dict[str, Article]) -> None:
    """Print into how many stories the articles fall, and the largest ones."""
    from headwater import stories  # noqa: PLC0415 only this part needs it

    started = time.process_time()
    found = stories.group([Annotated(article, analysed=False) for article in known.values()])
    print(f"{len(found)} stories in {time.process_time() - started:.1f} CPU s, the largest of:")
    for story in sorted(found, key=lambda one: -len(one.articles))[:6]:
        print(f"  {len(story.articles):3} articles: {say(story.title, 100)}")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=0, help="compare so many articles, and print their main claims")
    parser.add_argument("--show", type=int, default=0, help="print so many passages, drawn by lot")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    known = articles()
    started = time.process_time()
    found = passages.find([Annotated(article, analysed=False) for article in known.values()])
    seconds = time.process_time() - started
    parts = shared(found, known)
    print(f"{len(known)} distinct articles, {len(found)} passages in {seconds:.1f} CPU s")
    for least in (0.5, 0.75):
        count = sum(part >= least for part in parts.values())
        print(f"at least {100 * least:.0f} % of the prose stands with another publisher as well: {count} articles")
    print(f"largest passage: {max(len(p.spans) for p in found)} articles")
    held_together(found, known)
    most_printed(passages.stretches(found), known)
    grouped(known)
    if options.show:
        draw(found, known, options.show, options.seed)
    if options.claims:
        claims(known, options.claims)


if __name__ == "__main__":
    main()
