"""The reference events as the pair model sees them: sentences as the pipeline reads them, labels by annotation."""

from __future__ import annotations

import itertools
import json
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.reference import yardstick
from benchmarks.shared import require
from headwater.article import Article
from headwater.comparison.claims.features import Pairs, measure
from headwater.comparison.claims.units import Unit, units
from headwater.language import annotate
from headwater.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from headwater.language.annotated import Annotated

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its candidate pairs with features and labels, and what the reference asks for.

    `texts` are the sentences as they stand; `stands_for` gives, by sentence, the reference sentences that it covers;
    `every` are the links of all claims, `same` those of claims of strength "same", `near` the near misses.
    """

    name: str
    units: list[Unit]
    texts: list[str]
    pairs: Pairs
    stands_for: list[frozenset[str]]
    every: frozenset[Link]
    same: frozenset[Link]
    near: frozenset[Link]
    linked: NDArray[np.bool_]
    alike: NDArray[np.bool_]

    def links(self, accepted: NDArray[np.bool_]) -> set[Link]:
        """Return the links between reference sentences that accepting these pairs yields."""
        return {
            link
            for left, right in zip(self.pairs.left[accepted], self.pairs.right[accepted], strict=True)
            for link in crossed(self.stands_for[left], self.stands_for[right])
        }

    def f1(self, links: set[Link]) -> float:
        """Return F1 of `links`, 0 to 1, as the yardstick counts: "partial" links are right, not asked for."""
        right, found = len(links & self.every), len(links & self.same)
        precision = right / len(links) if links else 0.0
        recall = found / len(self.same) if self.same else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def crossed(left: frozenset[str], right: frozenset[str]) -> set[Link]:
    """Return the links between two sets of reference sentences."""
    return {(min(a, b), max(a, b)) for a in left for b in right if a[0] != b[0]}


def events(cache: Path | None = None) -> list[Event]:
    """Return all reference events, by name; with `cache`, what was read and annotated is kept in that file."""
    score = yardstick()
    stored: dict[str, list[tuple[str, Annotated]]] = {}
    if cache is not None and cache.exists():
        with cache.open("rb") as file:
            stored = pickle.load(file)  # noqa: S301 - our own cache, written below
    found = []
    for folder in sorted(path.parent for path in require("data/reference").glob("*/gold.json")):
        if folder.name not in stored:
            stored[folder.name] = annotated(folder)
        found.append(_event(folder, stored[folder.name], score))
    if cache is not None:
        with cache.open("wb") as file:
            pickle.dump(stored, file)
    return found


def annotated(folder: Path) -> list[tuple[str, Annotated]]:
    """Return the reports of an event, each with its letter, as the pipeline reads and annotates them."""
    paths = [p for p in sorted(folder.iterdir()) if p.stem in "ABCDEFGH" and p.suffix in {".txt", ".json"}]
    found: list[tuple[str, Annotated]] = []
    for path in paths:
        found.extend((path.stem, annotate(article)) for article in read([str(path)]) if isinstance(article, Article))
    return found


def _event(folder: Path, articles: list[tuple[str, Annotated]], score: Any) -> Event:  # noqa: ANN401 - as above
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    numbered = score.numbered(folder / "numbered.txt")
    letters = {one.article.id: letter for letter, one in articles}
    places = {letter: score.locate(numbered[letter], a.article.text) for letter, a in articles}
    sentences = units([one for _, one in articles])
    stands_for = [
        frozenset(
            score.hits({"article": articles[u.article][1].article.id, "start": u.start, "end": u.end}, places, letters)
        )
        for u in sentences
    ]
    every = frozenset(score.links(c["reports"] for c in gold["claims"]))
    off_topic = set(gold.get("off_topic", []))
    same = frozenset(
        score.links(set(c["reports"]) - off_topic for c in gold["claims"] if c.get("strength", "same") == "same")
    )
    near = frozenset(tuple(sorted(pair)) for pair in gold.get("near_misses", [])) - every
    pairs = measure(sentences)
    crossings = [crossed(stands_for[a], stands_for[b]) for a, b in zip(pairs.left, pairs.right, strict=True)]
    return Event(
        name=folder.name,
        units=sentences,
        texts=[articles[unit.article][1].article.text[unit.start : unit.end] for unit in sentences],
        pairs=pairs,
        stands_for=stands_for,
        every=every,
        same=same,
        near=near,
        linked=np.array([bool(links & every) for links in crossings], dtype=bool),
        alike=np.array([bool(links & same) for links in crossings], dtype=bool),
    )


def folds(count: int, number: int) -> list[list[int]]:
    """Return `count` events dealt into `number` folds, always the same ones."""
    order = np.random.default_rng(0).permutation(count).tolist()
    return [sorted(itertools.islice(order, at, None, number)) for at in range(number)]
