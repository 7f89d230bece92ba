"""The sentences that the model is trained on, those it is watched with, and the lexicon drawn from them."""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import torch

from headwater.language.english.features import Gazetteer, normal
from training.english.batches import Lexicon
from training.english.corpora import POLITICS, Sample, conllu, named, redocred, with_names, without
from training.english.gazetteers import people, places
from training.english.guidelines import demonyms
from training.english.vectors import pieces

if TYPE_CHECKING:
    from pathlib import Path

# Longer sentences (lists, tables) teach little and cost much.
LONGEST = 150
# Words seen less often get no vector of their own.
FEWEST = 4


@dataclass(frozen=True)
class Material:
    """Sentences to train on, and sentences to watch by name of their corpus."""

    train: list[Sample]
    dev: dict[str, list[Sample]]


def gather(data: Path) -> tuple[Material, Lexicon, torch.Tensor]:
    """Return the material of the folder `data`, its lexicon, and how often each word's vector is hidden in training."""
    no_names = demonyms()
    ewt = with_names(list(conllu(data / "ewt/train.conllu")), named(data / "uner-ewt/train.iob2", 1, 2))
    wikipedia = [s for part in ("dev", "test") for s in redocred(data / f"redocred/{part}.json", no_names)]
    # Every twentieth document is only watched.
    watched = set(sorted({s.document for s in wikipedia})[::20])
    politics = without(
        [s for part in ("train", "dev") for s in named(data / f"crossner-politics/{part}.txt", 0, 1, POLITICS.get)],
        no_names,
    )
    corpora = {
        "ewt": ewt,
        "gum": conllu(data / "gum/train.conllu"),
        "redocred": (s for s in wikipedia if s.document not in watched),
        "wikigold": without(named(data / "wikigold/wikigold.conll", 0, 1), no_names),
        "politics": politics[:540],
    }
    train = [replace(s, corpus=corpus) for corpus, samples in corpora.items() for s in samples]
    dev = {
        "ewt": with_names(list(conllu(data / "ewt/dev.conllu")), named(data / "uner-ewt/dev.iob2", 1, 2)),
        "gum": list(conllu(data / "gum/dev.conllu")),
        "redocred": [s for s in wikipedia if s.document in watched],
        "politics": politics[540:],
    }
    train = [s for s in train if len(s.words) <= LONGEST]
    lexicon, rates = lexicon_of(train)
    return Material(train, dev), lexicon, rates


def name_lists() -> dict[str, list[str]]:
    """Return the lists of names that are features, as the model ships them."""
    return {**places(), **people(), "demonym": sorted(demonyms())}


def lexicon_of(train: list[Sample]) -> tuple[Lexicon, torch.Tensor]:
    """Return the lexicon of the training sentences, and each word's chance of being hidden (the rarer the higher)."""
    counts = Counter(normal(w).lower() for s in train for w in s.words)
    ranked = sorted((w for w, n in counts.items() if n >= FEWEST), key=lambda w: (-counts[w], w))
    words = {w: i + 1 for i, w in enumerate(ranked)}
    rates = torch.tensor([0.0, *(2 / (2 + counts[w]) for w in ranked)])
    tags = Counter(t for s in train for t in s.tags or ())
    relations = Counter(r for s in train for r in s.relations or ())
    vocabulary = {piece: i for i, piece in enumerate(pieces())}
    return (
        Lexicon(
            words,
            vocabulary,
            sorted(t for t, n in tags.items() if n >= 3),
            sorted(r for r, n in relations.items() if n >= 5),
            Gazetteer(name_lists()),
        ),
        rates,
    )
