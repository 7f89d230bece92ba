"""The training and test sets of the shared folder, as sentences with what each of them knows."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from headwater.language.english.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# The words that a name spans, first and last outside, and its kind.
Name = tuple[int, int, str]
KINDS = ("PER", "ORG", "LOC")
# CrossNER's finer kinds; elections, events and the rest are no names here.
POLITICS = {
    "politician": "PER",
    "person": "PER",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
}


@dataclass(frozen=True)
class Sample:
    """A sentence, with None for what its set does not know.

    `heads` count from 0, -1 is the root; `tags` join the Penn and the universal tag; `names` are spans (first, last
    outside, kind) by the guideline of `corpus`.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    names: tuple[Name, ...] | None = None
    document: str = ""
    paragraph: bool = False
    corpus: str = ""


def conllu(path: Path) -> Iterator[Sample]:
    """Yield the sentences of a CoNLL-U file; `document` holds what names it, `paragraph` whether one begins."""
    rows: list[list[str]] = []
    spaces: list[bool] = []
    document, paragraph, joined, after = "", False, 0, True
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                document, paragraph = line.partition("=")[2].strip(), True
            paragraph = paragraph or line.startswith("# newpar")
        elif not line:
            if rows:
                yield _sample(rows, spaces, document, paragraph=paragraph)
            rows, spaces, paragraph, joined = [], [], False, 0
        else:
            fields = line.split("\t")
            apart = "SpaceAfter=No" not in fields[9]
            if "-" in fields[0]:
                joined, after = int(fields[0].split("-")[1]), apart
            elif "." not in fields[0]:
                number = int(fields[0])
                spaces.append(False if number < joined else after if number == joined else apart)
                rows.append(fields)


def _sample(rows: list[list[str]], spaces: list[bool], document: str, *, paragraph: bool) -> Sample:
    return Sample(
        words=tuple(r[1] for r in rows),
        spaces=tuple(spaces),
        heads=tuple(int(r[6]) - 1 for r in rows),
        relations=tuple(r[7] for r in rows),
        tags=tuple(f"{r[4]}/{r[3]}" for r in rows),
        lemmas=tuple(r[2] for r in rows),
        document=document,
        paragraph=paragraph,
    )


def columns(path: Path, word: int, tag: int) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words and tags of each sentence of a file with one word a line."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# "):
            continue
        if line.strip():
            fields = line.split("\t") if "\t" in line else line.split()
            words.append(fields[word])
            tags.append(fields[tag])
        elif words:
            yield words, tags
            words, tags = [], []


def spans(tags: list[str], kind_of: Callable[[str], str | None]) -> list[Name]:
    """Return the names that IOB or IO tags spell out."""
    found: list[Name] = []
    previous = "O"
    for i, tag in enumerate(tags):
        mark, _, label = tag.partition("-")
        kind = kind_of(label)
        if kind is not None:
            if mark == "B" or previous != label or not found or found[-1][1] != i:
                found.append((i, i + 1, kind))
            else:
                found[-1] = (found[-1][0], i + 1, kind)
        previous = label if mark != "O" else "O"
    return found


def plain(label: str) -> str | None:
    """Return `label` where it is one of our kinds."""
    return label if label in KINDS else None


def resplit(words: list[str], names: list[Name], document: str = "") -> Sample:
    """Return a sample whose words are cut as our tokenizer cuts them."""
    cut: list[str] = []
    spaces: list[bool] = []
    place = []
    for raw in words:
        word = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(raw, raw)
        place.append(len(cut))
        parts = [word[p.start : p.end] for p in tokenize(word)] or [word]
        cut += parts
        spaces += [False] * (len(parts) - 1) + [True]
    place.append(len(cut))
    return Sample(
        words=tuple(cut),
        spaces=tuple(spaces),
        names=tuple((place[a], place[b], k) for a, b, k in names),
        document=document,
    )


def named(path: Path, word: int, tag: int, kind_of: Callable[[str], str | None] = plain) -> list[Sample]:
    """Return the sentences of a file with one word a line, with their names."""
    return [resplit(w, spans(t, kind_of)) for w, t in columns(path, word, tag)]


def redocred(path: Path, demonyms: frozenset[str]) -> list[Sample]:
    """Return the sentences of Re-DocRED; demonyms, which it counts as places, are dropped."""
    found = []
    for document in json.loads(path.read_text(encoding="utf-8")):
        names: list[list[Name]] = [[] for _ in document["sents"]]
        for mention in (m for vertex in document["vertexSet"] for m in vertex):
            names[mention["sent_id"]].append((*mention["pos"], mention["type"]))
        for words, there in zip(document["sents"], names, strict=True):
            found.append(resplit(words, [*apart(words, there, demonyms)], f"redocred {document['title']}"))
    return found


def apart(words: list[str], names: list[Name], demonyms: frozenset[str]) -> Iterator[Name]:
    """Yield the names that do not overlap (the longer first found wins), without article and demonyms."""
    taken = -1
    for first, last, kind in sorted(set(names), key=lambda n: (n[0], -n[1])):
        begin = first + (last - first > 1 and words[first] == "the")
        if kind in KINDS and begin >= taken and " ".join(words[begin:last]).lower() not in demonyms:
            taken = last
            yield begin, last, kind


def without(samples: list[Sample], demonyms: frozenset[str]) -> list[Sample]:
    """Return `samples` without the names that are demonyms."""
    return [
        replace(s, names=tuple(n for n in s.names or () if " ".join(s.words[n[0] : n[1]]).lower() not in demonyms))
        for s in samples
    ]


def with_names(parsed: list[Sample], names: list[Sample]) -> list[Sample]:
    """Return the treebank's sentences, with their names where the same words stand in `names`.

    UNER follows another release of EWT, so that a sentence here and there has other words and stays without.
    """
    known = {"".join(s.words): s for s in names}
    found = []
    for sample in parsed:
        other = known.get("".join(sample.words))
        moved = _moved(sample, other) if other is not None else None
        found.append(sample if moved is None else replace(sample, names=moved))
    return found


def _moved(sample: Sample, other: Sample) -> tuple[Name, ...] | None:
    """Return the names of `other` in the words of `sample`; None where one ends inside a word."""
    edges = {0: 0}
    length = 0
    for i, word in enumerate(sample.words):
        length += len(word)
        edges[length] = i + 1
    place = [0]
    for word in other.words:
        place.append(place[-1] + len(word))
    moved = [(edges.get(place[a]), edges.get(place[b]), k) for a, b, k in other.names or ()]
    if any(a is None or b is None for a, b, _ in moved):
        return None
    return tuple((a, b, k) for a, b, k in moved if a is not None and b is not None)
