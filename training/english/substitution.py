"""The training sentences again with other names in them, for the teacher of names to read.

The corpora name a few thousand people, places and organisations, news any. A name is put where one of its kind stood,
out of the corpora themselves and out of the lists; every second organisation is made as they are made everywhere: after
places, people and trades. The labels are the teacher's, not those of what was replaced.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.english.corpora import Name, Sample

# How often a name is replaced, and where from: the corpora, else the lists.
REPLACED, FROM_CORPORA = 0.8, 0.4
# How many of those organisations are known ones; of the others, how many are letters or a last name alone.
LISTED = 0.5
SHORT = 0.35
AFTER_PLACES = (
    "University of {}", "{} University", "Bank of {}", "{} Central Bank", "{} Institute of Technology", "{} Times",
    "{} Chamber of Commerce", "{} Airlines", "{} United", "{} City Council", "{} National Oil Company", "{} Post",
    "{} Ministry of Defence", "{} Red Cross", "{} Police Department", "{} Football Club", "Radio {}", "{} High School",
    "{} Supreme Court", "Supreme Court of {}", "{} Workers' Party", "{} Museum of Art", "National Assembly of {}",
    "{} Stock Exchange", "{} Electoral Commission", "{} General Hospital", "{} Herald", "Dynamo {}", "{} Railways",
)  # fmt: skip
AFTER_PEOPLE = (
    "{} & {}", "{} Corp.", "{} Inc.", "{} Group", "{} Foundation", "{} Motors", "{} Pharmaceuticals", "{} Holdings",
    "{} Brothers", "{} and Sons", "{}", "{} Ltd", "{} College", "{} Institute", "{} AG", "{} Energy", "{} Media",
    "{} Capital", "{} Systems", "{} Airways", "{} Records", "{} Partners",
)  # fmt: skip
OF_TRADES = (
    "Ministry of {}", "Department of {}", "Committee on {}", "{} Commission", "{} Agency", "National {} Association",
    "World {} Organization", "European {} Authority", "Federal {} Administration", "International {} Council",
)  # fmt: skip
TRADES = (
    "Health", "Transport", "Trade", "Energy", "Justice", "Education", "Defence", "Agriculture", "Finance", "Labour",
    "Food", "Football", "Aviation", "Security", "Science", "Housing", "Climate", "Refugee", "Fisheries", "Press",
)  # fmt: skip
LETTERS = "ABCDEFGHIKLMNOPRSTUVW"


class Names:
    """Names to put where others stood, each as its words."""

    def __init__(self, samples: Sequence[Sample], lists: Mapping[str, Sequence[str]]) -> None:
        self._seen: dict[str, list[tuple[str, ...]]] = {}
        for sample in samples:
            for first, last, kind in sample.names or ():
                self._seen.setdefault(kind, []).append(sample.words[first:last])
        self._lists = lists

    def draw(self, kind: str, length: int, rng: random.Random) -> tuple[str, ...]:
        """Return the words of some name of the kind; people of one word keep to one word."""
        if rng.random() < FROM_CORPORA:
            return rng.choice(self._seen[kind])
        if kind == "PER":
            last = rng.choice(self._lists["last"])
            return (last,) if length == 1 else (rng.choice(self._lists["first"]), last)
        if kind == "LOC":
            return tuple(rng.choice(self._lists[rng.choice(("city", "city", "region"))]).split(" "))
        return self._organisation(rng)

    def _organisation(self, rng: random.Random) -> tuple[str, ...]:
        if rng.random() < LISTED:
            return tuple(rng.choice(self._lists["organisation"]).split(" "))
        way = rng.random()
        if way < SHORT / 2:
            return ("".join(rng.choices(LETTERS, k=rng.choice((2, 3, 3, 3, 4, 4)))),)
        if way < SHORT:
            return (rng.choice(self._lists["last"]),)
        pattern = rng.choice((AFTER_PLACES, AFTER_PEOPLE, OF_TRADES))
        source = {AFTER_PLACES: "city", AFTER_PEOPLE: "last"}.get(pattern)
        given = TRADES if source is None else self._lists[source]
        if source == "city" and rng.random() < 1 / 2:
            given = self._lists["region"]
        form = rng.choice(pattern)
        return tuple(form.format(*(rng.choice(given) for _ in range(form.count("{}")))).split(" "))


def substituted(samples: Sequence[Sample], lists: Mapping[str, Sequence[str]], seed: int) -> list[Sample]:
    """Return the samples that have names, with others in them; what they are otherwise known to be is not kept."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    names = Names(samples, lists)
    return [_changed(sample, names, rng) for sample in samples if sample.names]


def _changed(sample: Sample, names: Names, rng: random.Random) -> Sample:
    words: list[str] = []
    spaces: list[bool] = []
    moved: list[Name] = []
    done = 0
    for first, last, kind in sorted(sample.names or ()):
        words += sample.words[done:first]
        spaces += sample.spaces[done:first]
        new = names.draw(kind, last - first, rng) if rng.random() < REPLACED else sample.words[first:last]
        moved.append((len(words), len(words) + len(new), kind))
        words += new
        spaces += [True] * (len(new) - 1) + [sample.spaces[last - 1]]
        done = last
    return replace(
        sample,
        words=(*words, *sample.words[done:]),
        spaces=(*spaces, *sample.spaces[done:]),
        names=tuple(moved),
        heads=None,
        relations=None,
        tags=None,
        lemmas=None,
        document=f"substituted {sample.document}",
    )
