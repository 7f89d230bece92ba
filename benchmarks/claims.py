"""Do sentences of different outlets make the same claim? The pair decision, leaving events out.

    python -m benchmarks.claims [--cache FILE] [--steps]

Macro F1 of claim links over the reference events as the yardstick counts them (links of "partial" claims are right
but not asked for), on the sentences that reading keeps. Eight folds, whole events held out; every line's cut is the
best one for it, the same for all events. `--steps` adds one group of features after the other.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path
from typing import Any

import numpy as np

from headwater.comparison.claims.features import within
from headwater.comparison.claims.grouping import cover
from headwater.comparison.claims.model import tempered
from training.claims.events import Event, crossed, events
from training.claims.train import held_out, near_misses, threshold

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("shared words", ("lexical",)),
    ("+ characters, runs of words, quotations", ("characters", "runs", "quotation")),
    ("+ names, figures, moments, speakers", ("names", "figures", "moments", "speakers")),
    ("+ place, length, rivals, neighbours", ("place", "length", "negated", "reporting", "rival", "neighbours")),
    ("+ near-synonyms, parts of speech", ("synonyms", "kinds")),
    ("+ clauses: predicates and arguments", ("clauses",)),
)


def line(name: str, given: list[Event], scores: list[Any], cuts: Any = None) -> float:  # noqa: ANN401 - arrays or None
    """Print one line of figures, and return the best cut."""
    cut, figure = threshold(given, scores, cuts)
    print(
        f"{name:40} macro F1 {figure:5.1f}  at {cut:4.2f}  near misses linked {near_misses(given, scores, cut):4.1f} %"
    )
    return cut


def tfidf(given: list[Event], **settings: Any) -> list[Any]:  # noqa: ANN401 - scikit-learn's settings
    """Return the plain peer: TF-IDF cosine of the candidate pairs, fitted to each event's own sentences."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to import

    found = []
    for event in given:
        texts = [" ".join(word.text for word in unit.words) for unit in event.units]
        rows = TfidfVectorizer(sublinear_tf=True, **settings).fit_transform(texts)
        products = (rows @ rows.T).toarray()
        found.append(products[event.pairs.left, event.pairs.right])
    return found


def grouped(given: list[Event], scores: list[Any], cut: float) -> tuple[float, float, int]:
    """Return macro F1 of the links of the groups, near misses linked (both in per cent), and how many groups."""
    figures, near, count = [], 0, 0
    for event, untempered in zip(given, scores, strict=True):
        score = tempered(event.pairs, untempered)
        keep = score >= cut
        lefts, rights = event.pairs.left[keep].tolist(), event.pairs.right[keep].tolist()
        linked = sorted({*lefts, *rights})
        accepted = list(zip(lefts, rights, score[keep].tolist(), strict=True))
        groups = cover(accepted, [u.article for u in event.units], within(event.units, linked))
        links = {
            link
            for group in groups
            for a, b in itertools.combinations(group, 2)
            for link in crossed(event.stands_for[a], event.stands_for[b])
        }
        figures.append(event.f1(links))
        near += len(links & event.near)
        count += len(groups)
    return 100 * float(np.mean(figures)), 100 * near / sum(len(e.near) for e in given), count


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--steps", action="store_true", help="what each group of features adds")
    options = parser.parse_args()
    given = events(options.cache)
    names = given[0].pairs.names
    low = np.arange(0.04, 0.70, 0.02)
    line("TF-IDF words", given, tfidf(given, stop_words="english"), low)
    line("TF-IDF characters 3-5", given, tfidf(given, analyzer="char_wb", ngram_range=(3, 5)), low)
    if options.steps:
        chosen: list[int] = []
        for name, groups in STEPS:
            chosen += [number for number, column in enumerate(names) if column.split()[0] in groups]
            line(name, given, held_out(given, sorted(chosen))[0])
    scores = held_out(given)[0]
    cut = line("all features", given, scores)
    figure, near, count = grouped(given, scores, cut)
    print(f"{'groups of them':40} macro F1 {figure:5.1f}           near misses linked {near:4.1f} %, {count} groups")
    _by_event(given, scores, cut)


def _by_event(given: list[Event], scores: list[Any], cut: float) -> None:
    figures = [100 * event.f1(event.links(score >= cut)) for event, score in zip(given, scores, strict=True)]
    rows = sorted(zip(figures, (event.name for event in given), strict=True))
    print("  ".join(f"{name} {figure:.0f}" for figure, name in rows))


if __name__ == "__main__":
    main()
