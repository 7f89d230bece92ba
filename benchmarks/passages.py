"""Copied passages, echoes, and made cases with known bounds.

    python -m benchmarks.passages [--made-only]

1. The reference events, scored by the yardstick: copied passages (precision and recall of sentence pairs), in two
   halves of the events and together, and with the weights fitted without the event; what recall can be at most, where
   cleaning took out what the reference counts. Echoes are taken on the reference's own claims, so that they measure
   origins alone.
2. Made cases: a run of sentences of one article put into another of a different story, as it is or lightly rewritten
   by a seeded generator; precision and recall of characters, granularity and plagdet as PAN defines them (Potthast et
   al., An evaluation framework for plagiarism detection, COLING 2010).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.reference import events, pooled, reports, yardstick
from benchmarks.shared import require
from benchmarks.surface import article
from headwater.article import Article, Span
from headwater.comparison import origins, passages
from headwater.comparison.aligned import Aligned, Mention
from headwater.language.annotated import Annotated, Proposition
from headwater.stories.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from headwater.account import Claim, Passage, Place, Report

LIKELY = 0.3
CASES = 400
SEED = 20260


@dataclass(frozen=True, slots=True)
class Event:
    """A reference event, read and annotated, with where its numbered sentences stand."""

    name: str
    gold: dict[str, Any]
    numbered: dict[str, dict[str, str]]
    articles: dict[str, Annotated]
    places: dict[str, dict[str, tuple[int, int]]]


def load(folder: Path) -> Event:
    """Return an event, annotated by the shipped pipeline."""
    from headwater import language  # noqa: PLC0415 loads the model
    from headwater.language import english  # noqa: PLC0415 as above
    from headwater.reading import read  # noqa: PLC0415 imports much

    score, pipeline = yardstick(), english.load()
    read_ = [one for one in read(reports(folder)) if isinstance(one, Article)]
    articles = {a.source.rsplit("/", 1)[-1][0]: language.annotate(a, pipeline) for a in read_}
    numbered = score.numbered(folder / "numbered.txt")
    places = {letter: score.locate(numbered[letter], one.article.text) for letter, one in articles.items()}
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return Event(folder.name, gold, numbered, articles, places)


def aligned(event: Event) -> tuple[Aligned, ...]:
    """Return the reference's own claims as the comparison takes them."""
    found = []
    for number, claim in enumerate(event.gold["claims"]):
        mentions = []
        for sentence in sorted(claim["reports"]):
            if sentence not in event.places.get(sentence[0], {}):
                continue
            start, end = event.places[sentence[0]][sentence]
            article_ = event.articles[sentence[0]]
            index = next((n for n, s in enumerate(article_.sentences) if s.end > start), 0)
            predicate = Span(start, start)
            proposition = Proposition(start, end, index, "", predicate, (), False, "asserted", None)  # noqa: FBT003 the record's order
            mentions.append(Mention(article_.article.id, start, end, index, proposition))
        if mentions:
            found.append(Aligned(f"c{number}", tuple(mentions), 0, 1.0))
    return tuple(found)


def spot(place: Place | Report) -> dict[str, str | int]:
    """Return where something stands, as the JSON form has it."""
    return {"article": place.article, "start": place.start, "end": place.end}


def figures(event: Event, found: Sequence[Passage], claims: Sequence[Claim]) -> dict[str, dict[str, float]]:
    """Return the yardstick's figures for an account that holds passages and claims alone."""
    account = {
        "articles": [
            {"id": a.article.id, "source": f"{letter}.txt", "text": a.article.text}
            for letter, a in event.articles.items()
        ],
        "stories": [
            {
                "articles": [a.article.id for a in event.articles.values()],
                "claims": [
                    {
                        "reports": [spot(r) for r in c.reports],
                        "outlets": c.outlets,
                        "independent": {"least": c.independent.least, "most": c.independent.most},
                    }
                    for c in claims
                ],
                "conflicts": [],
                "quotations": [],
                "passages": [{"spans": [spot(s) for s in p.spans]} for p in found],
            }
        ],
    }
    return yardstick().score(account, event.gold, event.numbered)  # type: ignore[no-any-return] # loaded by path


def reference() -> None:
    """Print the figures on the reference events."""
    results: dict[str, dict[str, dict[str, float]]] = {}
    reachable = needed = 0
    for folder in events():
        event = load(folder)
        articles = tuple(event.articles.values())
        found = passages.find(articles)
        claims = origins.trace(Story(event.name, "", articles), aligned(event), found)
        results[event.name] = figures(event, found, claims)
        from training.passages import gold_pairs  # noqa: PLC0415 imports this package's modules

        pairs, _ = gold_pairs(event.gold)
        needed += len(pairs)
        reachable += sum(all(s in event.places.get(s[0], {}) for s in pair) for pair in pairs)
    names = sorted(results)
    for label, chosen in (("first half", names[::2]), ("other half", names[1::2]), ("all", names)):
        print(f"copied passages, {label:10}  {pooled({n: results[n] for n in chosen}, 'copied passages')}")
    print(f"reachable by the text that cleaning keeps: {reachable} of {needed} ({100 * reachable / needed:.1f} %)")
    echoes = [results[n]["echoes seen as one origin"] for n in names]
    right, of = sum(e["right"] for e in echoes), sum(e["of"] for e in echoes)
    print(f"echoes seen as one origin, reference's claims: {right:.0f} of {of:.0f} ({100 * right / max(1, of):.1f} %)")


def left_out() -> None:
    """Print how well the sentence pairs are told with weights fitted without the event."""
    from training.passages import examples, left_out  # noqa: PLC0415 scikit-learn is slow to import

    known = examples(events())
    taken = left_out(known) >= LIKELY
    precision = (known.allowed & taken).sum() / taken.sum()
    recall = (known.needed & taken).sum() / known.needed.sum()
    print(
        f"weights fitted without the event: precision {100 * precision:.1f}, recall {100 * recall:.1f} of pairs aligned"
    )


def texts() -> list[str]:
    """Return real news texts to make cases of, one a story."""
    seen, found = set(), []
    for line in require("data/giveme5w1h.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = re.sub(r"\s+", " ", record["text"]).strip()
        if record["story"] not in seen and len(text) > 2500:
            seen.add(record["story"])
            found.append(text)
    return found


@dataclass(frozen=True, slots=True)
class Case:
    """Two articles that share one stretch, with its bounds in each."""

    texts: tuple[str, str]
    bounds: tuple[tuple[int, int], tuple[int, int]]


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, roughly, so that joining them by spaces gives it back."""
    return re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])", text)


def rewritten(chosen: list[str], rng: random.Random, vocabulary: list[str]) -> str:
    """Return sentences as an editor may change them: words swapped, cut and added, now and then a sentence cut."""
    kept = [s for n, s in enumerate(chosen) if n in {0, len(chosen) - 1} or rng.random() >= 0.1]
    out = []
    for sentence in kept:
        words = sentence.split()
        changed: list[str] = []
        for n, word in enumerate(words):
            inner = 2 < n < len(words) - 3
            draw = rng.random()
            if inner and draw < 0.03:
                changed.append(rng.choice(vocabulary))
            elif inner and draw < 0.05:
                continue
            elif inner and draw < 0.07:
                changed.extend((word, rng.choice(vocabulary)))
            else:
                changed.append(word)
        out.append(" ".join(changed))
    return " ".join(out)


def made(light: bool) -> list[Case]:  # noqa: FBT001 the two grades
    """Return cases of copied stretches, verbatim or lightly rewritten."""
    rng = random.Random(SEED)  # noqa: S311 a seeded generator, nothing secret
    pool = texts()
    vocabulary = sorted({word for text in pool for word in text.split() if word.isalpha() and word.islower()})
    cases: list[Case] = []
    while len(cases) < CASES:
        source, target = rng.sample(pool, 2)
        parts = sentences(source)
        count = rng.randint(2, 7)
        first = rng.randrange(max(1, len(parts) - count))
        chosen = parts[first : first + count]
        if len(" ".join(chosen)) < 200:
            continue
        start = len(" ".join(parts[:first])) + (1 if first else 0)
        bounds = (start, start + len(" ".join(chosen)))
        piece = rewritten(chosen, rng, vocabulary) if light else " ".join(chosen)
        rest = sentences(target)
        place = rng.randrange(1, len(rest))
        before = " ".join(rest[:place]) + " "
        whole = f"{before}{piece} {' '.join(rest[place:])}"
        cases.append(Case((source, whole), (bounds, (len(before), len(before) + len(piece)))))
    return cases


def plagdet(cases: list[Case]) -> None:
    """Print character precision and recall, granularity and plagdet of what is found in `cases`."""
    precision, recall, pieces = [], [], []
    for case in cases:
        one, other = (Annotated(article(text), analysed=False) for text in case.texts)
        found = passages.stretches(passages.between(passages.find([one, other]), one.article.id, other.article.id))
        covered = [np.zeros(len(text), dtype=bool) for text in case.texts]
        truth = [np.zeros(len(text), dtype=bool) for text in case.texts]
        for side, identifier in enumerate((one.article.id, other.article.id)):
            truth[side][slice(*case.bounds[side])] = True
            for passage in found:
                for span in passage.spans:
                    if span.article == identifier:
                        covered[side][span.start : span.end] = True
        both = sum(int((c & t).sum()) for c, t in zip(covered, truth, strict=True))
        recall.append(both / sum(int(t.sum()) for t in truth))
        if found:
            precision.append(both / sum(int(c.sum()) for c in covered))
        if both:
            pieces.append(len(found))
    p, r, g = float(np.mean(precision)), float(np.mean(recall)), float(np.mean(pieces))
    f = 2 * p * r / (p + r)
    print(
        f"  character precision {p:.3f}, recall {r:.3f}, granularity {g:.3f}, plagdet {f / math.log2(1 + g):.3f}, "
        f"cases without any find {sum(x == 0 for x in recall)} of {len(cases)}"
    )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--made-only", action="store_true", help="leave the reference events out")
    if not parser.parse_args().made_only:
        reference()
        left_out()
    for light in (False, True):
        print(f"made cases, {'lightly rewritten' if light else 'verbatim'}:")
        plagdet(made(light))


if __name__ == "__main__":
    main()
