"""The reference events as the decision on conflicts sees them: pairs of like sentences, labelled by the annotation."""

from __future__ import annotations

import itertools
import json
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.reference import yardstick
from benchmarks.shared import require
from headwater.comparison import claims
from headwater.comparison.claims import asserting
from headwater.comparison.claims.model import using
from headwater.comparison.conflicts.measures import measured
from headwater.comparison.conflicts.pairing import lay_out, pairs
from headwater.stories.story import Story
from training.claims.events import annotated

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from headwater.comparison.aligned import Aligned
    from headwater.language.annotated import Annotated


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its story, its claims by a model that has not seen it, and what the reference holds."""

    name: str
    story: Story
    aligned: tuple[Aligned, ...]
    reference: dict[str, Any]
    letters: dict[str, str]
    places: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one event: a row of measures each, and the slots in which the reference has them differ."""

    names: list[str]
    values: NDArray[np.float64]
    slots: list[frozenset[str]]


def events(held_out: Path, cache: Path | None = None) -> list[Event]:
    """Return all reference events, by name; `held_out` holds claim models that have not seen them.

    With `cache`, what was read and annotated is kept in that file (the form is that of `training/claims/`).
    """
    stored: dict[str, list[tuple[str, Annotated]]] = {}
    if cache is not None and cache.exists():
        with cache.open("rb") as file:
            stored = pickle.load(file)  # noqa: S301 - our own cache, written below
    which = json.loads((held_out / "folds.json").read_text(encoding="utf-8"))
    found = []
    for folder in sorted(path.parent for path in require("data/reference").glob("*/gold.json")):
        if folder.name not in stored:
            stored[folder.name] = annotated(folder)
        found.append(_event(folder, stored[folder.name], held_out / which[folder.name]))
    if cache is not None:
        with cache.open("wb") as file:
            pickle.dump(stored, file)
    return found


def _event(folder: Path, articles: list[tuple[str, Annotated]], model: Path) -> Event:
    score = yardstick()
    numbered = score.numbered(folder / "numbered.txt")
    story = Story(folder.name, folder.name, tuple(one for _, one in articles))
    with using(model), asserting.using(model.with_name(f"asserted-{model.name}")):
        aligned = claims.align(story, ())
    return Event(
        name=folder.name,
        story=story,
        aligned=aligned,
        reference=json.loads((folder / "gold.json").read_text(encoding="utf-8")),
        letters={one.article.id: letter for letter, one in articles},
        places={letter: score.locate(numbered[letter], a.article.text) for letter, a in articles},
    )


def laid_out(event: Event) -> Pairs:
    """Return the pairs of like sentences of an event with their measures and labels."""
    score = yardstick()
    view = lay_out(event.story)
    chosen = pairs(view, event.aligned)
    names, values = measured(view, chosen, event.aligned)
    covered: dict[int, set[str]] = {}
    for line in itertools.chain.from_iterable(view.lines):
        span = {"article": view.articles[line.article].article.id, "start": line.start, "end": line.end}
        covered[id(line)] = score.hits(span, event.places, event.letters)
    slots = []
    for pair in chosen:
        mine, theirs = covered[id(pair.one)], covered[id(pair.other)]
        slots.append(frozenset(c["slot"] for c in event.reference["conflicts"] if opposed(c, mine, theirs)))
    return Pairs(names, values, slots)


def opposed(conflict: dict[str, Any], mine: set[str], theirs: set[str]) -> bool:
    """Tell whether a conflict of the reference has two sets of sentences on different sides."""
    return any(
        mine & set(one["reports"]) and theirs & set(other["reports"])
        for one, other in itertools.permutations(conflict["sides"], 2)
    )
