"""Build the decision on who surely tells a claim's text, from the reference annotation.

    python training/claims/asserting.py --claims HELD_OUT [--cache FILE] [--only-held-out]

HELD_OUT holds the pair models that `training/claims/train.py --held-out` wrote: the claims of an event are made by a
model that has not seen it, as they will be of new events. Writes
`src/headwater/comparison/claims/model/asserted.npz` (weights over measures, no word), and beside each of those models
trees that have not seen its events either (`asserted-fold-0.npz` and so on).

What a text tells is known only by sentences: the reference says which sentences make a claim, and gives its gist. A
claim of the text's sentence is told inside the text where most of what gist and sentence have in common stands there.
A sentence tells the text where it makes at least half of those claims.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.shared import require  # noqa: E402 - the repository's root must be on the path first
from headwater.comparison.claims import model  # noqa: E402 - likewise
from headwater.comparison.claims.asserting import NAMES, Listener, Text  # noqa: E402 - likewise
from headwater.comparison.claims.gathering import Group, gather  # noqa: E402 - likewise
from headwater.comparison.claims.lists import stop_words  # noqa: E402 - likewise
from headwater.comparison.claims.stating import asked, nearness, texts_of  # noqa: E402 - likewise
from headwater.comparison.claims.vectors import rarity  # noqa: E402 - likewise
from headwater.language.stems import stem  # noqa: E402 - likewise
from training.claims.events import Event, events, folds  # noqa: E402 - likewise
from training.claims.trees import exported  # noqa: E402 - likewise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

OUT = ROOT / "src/headwater/comparison/claims/model/asserted.npz"
FOLDS = 8
# Chosen by leaving events out; none moves the figures of sure reports by more than a point either way.
SETTINGS: dict[str, Any] = {
    "max_iter": 120,
    "learning_rate": 0.05,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 60,
    "l2_regularization": 10.0,
    "max_features": 0.3,
    "max_bins": 64,
}
SEEDS = 3
# A claim of the reference is told inside a text that holds this part of what its gist and the sentence share.
INSIDE = 0.75
TELLS = 0.5
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Asked:
    """The texts of an event's claims with the sentences that may tell them: a row of measures and a label each."""

    values: NDArray[np.float64]
    labels: NDArray[np.bool_]


class Reference:
    """What the reference says of an event: which sentences make which claims, and what a text tells of them."""

    def __init__(self, event: Event) -> None:
        path = require("data/reference") / event.name / "gold.json"
        self._event = event
        self._claims = [
            (frozenset(claim["reports"]), _content(claim["gist"]))
            for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]
        ]

    def told(self, member: int, text: Text) -> list[frozenset[str]]:
        """Return the claims that a text of the sentence `member` tells, each as the sentences that make it."""
        own = self._event.stands_for[member]
        around = set(text.unit.context)
        sentence = {word.stem for word in text.unit.words} | around
        inside = {word.stem for word in text.unit.words if text.start <= word.start < text.end} | around
        return [
            reports
            for reports, gist in self._claims
            if reports & own
            and sum(map(rarity, sorted(gist & inside))) >= INSIDE * sum(map(rarity, sorted(gist & sentence)))
        ]

    def share(self, claims: Sequence[frozenset[str]], other: int) -> float:
        """Return which part of some claims, 0 to 1, another sentence makes."""
        own = self._event.stands_for[other]
        return sum(bool(reports & own) for reports in claims) / max(1, len(claims))


def _content(gist: str) -> frozenset[str]:
    stops = stop_words()
    return frozenset(stem(word) for word in WORD.findall(gist) if word.lower() not in stops)


def grouped(event: Event, probability: Any, cut: float) -> list[Group]:  # noqa: ANN401 - an array
    """Return the groups of several articles that `comparison.claims` makes of an event's pairs."""
    groups = gather(event.units, event.pairs, model.tempered(event.pairs, probability), cut)
    several = (one for one in groups if len({event.units[member].article for member in one.members}) > 1)
    return [one for one in several if not all(event.units[member].caption for member in one.members)]


def laid_out(event: Event, groups: Sequence[Group]) -> Asked:
    """Return what an event's groups teach: every text of each, and every sentence of another article."""
    listener, reference = Listener(event.units), Reference(event)
    values: list[list[float]] = []
    labels: list[bool] = []
    for group in groups:
        near = nearness(group, event.units)
        for member, text in (text for one in group.members for text in texts_of(one, event.units, event.texts)):
            claims = reference.told(member, text)
            for other, row in zip(*asked(member, text, group, near, listener), strict=True):
                if not listener.together(member, other):
                    values.append(row)
                    labels.append(reference.share(claims, other) >= TELLS)
    return Asked(np.array(values, dtype=np.float64).reshape(-1, len(NAMES)), np.array(labels, dtype=bool))


def fitted(chosen: Sequence[Asked]) -> list[Any]:
    """Return trees fitted to some events, every event weighing by the root of its rows."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 - only training needs it

    values, labels = np.vstack([one.values for one in chosen]), np.concatenate([one.labels for one in chosen])
    weights = np.concatenate([np.full(len(one.labels), 10.0 / np.sqrt(max(20, len(one.labels)))) for one in chosen])
    models = [HistGradientBoostingClassifier(**SETTINGS, random_state=seed) for seed in range(SEEDS)]
    return [one.fit(values, labels, sample_weight=weights) for one in models]


def write(path: Path, models: Sequence[Any]) -> None:
    """Write fitted trees in the form that ships."""
    np.savez_compressed(path, names=np.array(NAMES), threshold=np.float64(0.5), **exported(models))


def held_out(given: Sequence[Event], groups: Sequence[Sequence[Group]], folder: Path) -> list[Path]:
    """Return, for each event, the file in `folder` with trees that have not seen it."""
    return fold_by_fold([laid_out(event, own) for event, own in zip(given, groups, strict=True)], folder)


def fold_by_fold(laid: Sequence[Asked], folder: Path) -> list[Path]:
    """Return, for each event that was laid out, the file in `folder` with trees that have not seen it."""
    found = [folder] * len(laid)
    for number, fold in enumerate(folds(len(laid), FOLDS)):
        path = folder / f"asserted-fold-{number}.npz"
        write(path, fitted([one for index, one in enumerate(laid) if index not in fold]))
        for index in fold:
            found[index] = path
    return found


def main() -> None:
    """Fit and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, default=ROOT / ".cache/claims-held-out", help="claim models held out")
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--only-held-out", action="store_true", help="leave the shipped trees as they are")
    options = parser.parse_args()
    given = events(options.cache)
    which = json.loads((options.claims / "folds.json").read_text(encoding="utf-8"))
    laid = []
    for event in given:
        with model.using(options.claims / which[event.name]):
            decision = model.load()
        laid.append(laid_out(event, grouped(event, decision.probability(event.pairs), decision.threshold)))
    told = sum(int(one.labels.sum()) for one in laid)
    print(f"{len(given)} events, {sum(len(one.labels) for one in laid)} texts and sentences, {told} tell the text")
    fold_by_fold(laid, options.claims)
    if options.only_held_out:
        return
    write(OUT, fitted(laid))
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
