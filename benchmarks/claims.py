"""Do sentences of different outlets make the same claim? The pair decision, leaving events out.

    python -m benchmarks.claims [--cache FILE] [--steps] [--encoder FOLDS]

Macro F1 of claim links over the reference events as the yardstick counts them (links of "partial" claims are right
but not asked for), on the sentences that reading keeps. Eight folds, whole events held out; every line's cut is the
best one for it, the same for all events; the groups are made of pairs from the shipped cut on. `--steps` adds one
group of features after the other; `--encoder` lets the optional encoder have its say, tuned without the event: FOLDS
holds what `training/claims/joint.py --held-out` wrote.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.reference import joint
from headwater.comparison.claims.asserting import using
from headwater.comparison.claims.encoder import Encoder
from headwater.comparison.claims.joining import settled
from training.claims.asserting import Reference, grouped
from training.claims.asserting import held_out as asserted
from training.claims.events import Event, Link, crossed, events
from training.claims.train import CUT, held_out, near_misses, threshold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.comparison.claims.gathering import Group

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


@dataclass(frozen=True)
class Told:
    """A claim of several articles: the links between reference sentences of all its members, and of the sure ones.

    `shares` gives, for each sure report of another article than the text's, which part of the reference's claims that
    the text tells it makes, None where the reference knows none of them.
    """

    links: frozenset[Link]
    sure: frozenset[Link]
    shares: tuple[float | None, ...]


def told(event: Event, groups: Sequence[Group]) -> list[Told]:
    """Return the claims that `comparison.claims` makes of one event's groups."""
    reference, found = Reference(event), []
    for one, stated in settled(groups, event.units, event.texts):
        article = event.units[stated.by].article
        others = [other for other in sorted(stated.sure) if event.units[other].article != article]
        claims = reference.told(stated.by, stated.text)
        shares = tuple(reference.share(claims, other) if claims else None for other in others)
        sure = _linked(event, sorted(stated.sure)) if others else frozenset()
        found.append(Told(_linked(event, one.members), sure, shares))
    return found


def _linked(event: Event, members: Sequence[int]) -> frozenset[Link]:
    pairs = itertools.combinations(members, 2)
    return frozenset(link for a, b in pairs for link in crossed(event.stands_for[a], event.stands_for[b]))


def mended(given: list[Event], scores: list[Any], folder: Path) -> list[Any]:
    """Return the probabilities mended by encoders that have not seen the event, of those in `folder`."""
    places = [joint(event.name, folder) for event in given]
    readers = {place: Encoder(place) for place in sorted(set(places))}
    return [
        readers[place].mended(event.texts, [unit.article for unit in event.units], event.pairs, own)
        for event, own, place in zip(given, scores, places, strict=True)
    ]


def show_groups(given: list[Event], scores: list[Any], cut: float) -> None:
    """Print what the links of all groups and those of the sure ones are worth, and whether these tell the text."""
    groups = [grouped(event, score, cut) for event, score in zip(given, scores, strict=True)]
    of_event = []
    with tempfile.TemporaryDirectory() as folder:
        for event, own, weights in zip(given, groups, asserted(given, groups, Path(folder)), strict=True):
            with using(weights):
                of_event.append(told(event, own))
    near = sum(len(event.near) for event in given)
    for name, sure in ((f"groups of pairs from {cut:.2f}", False), ("their sure members", True)):
        links = [set().union(*(t.sure if sure else t.links for t in claims)) for claims in of_event]
        macro = 100 * float(np.mean([event.f1(own) for event, own in zip(given, links, strict=True)]))
        right = sum(len(own & event.every) for event, own in zip(given, links, strict=True))
        met = sum(len(own & event.near) for event, own in zip(given, links, strict=True))
        count = sum(bool(t.shares) or not sure for claims in of_event for t in claims)
        print(
            f"{name:40} macro F1 {macro:5.1f}  links right {100 * right / max(1, sum(map(len, links))):4.1f} %  "
            f"near misses linked {100 * met / near:4.1f} %  {count} groups"
        )
    shares = [share for claims in of_event for t in claims for share in t.shares if share is not None]
    half, whole = (100 * sum(share >= least for share in shares) / max(1, len(shares)) for least in (0.5, 1.0))
    print(
        f"of {len(shares)} sure reports {half:.1f} % tell at least half of what the text tells, {whole:.1f} % all of it"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--steps", action="store_true", help="what each group of features adds")
    parser.add_argument("--encoder", type=Path, help="also with the encoders of this folder")
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
    show_groups(given, scores, CUT)
    _by_event(given, scores, cut)
    if options.encoder:
        scores = mended(given, scores, options.encoder)
        cut = line("with the encoder", given, scores)
        show_groups(given, scores, CUT)
        _by_event(given, scores, cut)


def _by_event(given: list[Event], scores: list[Any], cut: float) -> None:
    figures = [100 * event.f1(event.links(score >= cut)) for event, score in zip(given, scores, strict=True)]
    rows = sorted(zip(figures, (event.name for event in given), strict=True))
    print("  ".join(f"{name} {figure:.0f}" for figure, name in rows))


if __name__ == "__main__":
    main()
