"""How well are pronouns resolved? `python -m benchmarks.coreference [--test]`.

GUM's coreference (news, interviews, biographies, speeches) is the gold; our parser is trained on the trees of GUM's
train part, but nothing on its coreference. Scored are "he" and "she" with their other cases, of people whom the
document has named before: whom a quotation's pronoun was resolved to (`quotations`), and whom a pronoun that is an
argument of a clause was (`propositions`). An answer is right where most of its mentions lie in mentions of the
pronoun's own chain. Beside ours: the person named last before the pronoun.

The documents of GUM's dev and test parts are held out; those of the test part are scored with `--test` only.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.english import article, text_of
from benchmarks.shared import require
from headwater.language import annotate
from training.english.corpora import conllu

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from headwater.language.annotated import Annotated
    from training.english.corpora import Sample

PERSONAL = frozenset({"he", "him", "himself", "she", "her", "herself"})
MARK = re.compile(r"(\(?)([a-z]+-\d+)(?:-[^()]*)?(\)?)")
Span = tuple[int, int]


@dataclass(frozen=True)
class Document:
    """A document's paragraphs, and its mentions: start, end and chain, the innermost of two that nest first."""

    name: str
    blocks: tuple[str, ...]
    mentions: tuple[tuple[int, int, str], ...]
    # The pronouns scored, each with its chain.
    pronouns: dict[Span, str]

    def chain(self, start: int, end: int) -> str:
        """Return the chain of the smallest mention that holds the characters from `start` to `end`, "" where none."""
        return next((chain for a, b, chain in self.mentions if a <= start and end <= b), "")


@dataclass
class Score:
    """Counts of one reader: pronouns it should resolve, those it resolved, those it resolved rightly."""

    expected: int = 0
    found: int = 0
    right: int = 0

    def line(self) -> str:
        """Return precision, recall and F1 in per cent."""
        precision, recall = (100 * self.right / max(1, n) for n in (self.found, self.expected))
        both = 200 * self.right / max(1, self.found + self.expected)
        return f"P {precision:.1f}  R {recall:.1f}  F {both:.1f}  ({self.right} of {self.expected})"


@dataclass
class Scores:
    """The readers side by side."""

    readers: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))

    def add(self, reader: str, answer: str | None, gold: str, chains: dict[str, str]) -> None:
        """Count one pronoun."""
        score = self.readers[reader]
        score.expected += 1
        score.found += answer is not None
        score.right += answer is not None and chains.get(answer) == gold


def spans(marks: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the mentions that the marks of a document's words spell: first word, last word (inside), chain."""
    found = []
    waiting: dict[str, list[int]] = defaultdict(list)
    for i, mark in enumerate(marks):
        for opens, name, closes in MARK.findall(mark):
            if opens:
                waiting[name].append(i)
            if closes and waiting[name]:
                found.append((waiting[name].pop(), i, name))
    return found


def documents(data: Path) -> Iterator[tuple[str, Document]]:
    """Yield each document with the part of GUM it belongs to."""
    for part in ("train", "dev", "test"):
        samples: dict[str, list[Sample]] = defaultdict(list)
        for sample in conllu(data / f"gum/{part}.conllu"):
            samples[sample.document].append(sample)
        for name, own in samples.items():
            path = data / "gum-coref" / f"{name}.conll"
            if path.exists():
                lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
                yield part, document(name, own, [line[2] for line in lines if len(line) > 2])


def document(name: str, samples: Sequence[Sample], marks: Sequence[str]) -> Document:
    """Return the document of these sentences; raises `ValueError` where the marks are not those of its words."""
    blocks: list[str] = []
    places: list[Span] = []
    words: list[str] = []
    tags: list[str] = []
    offset = 0
    for sample in samples:
        text, own = text_of(sample)
        if sample.paragraph or not blocks:
            offset += len(blocks[-1]) + 2 if blocks else 0
            blocks.append(text)
        else:
            blocks[-1] += " " + text
        base = offset + len(blocks[-1]) - len(text)
        places += [(base + a, base + b) for a, b in own]
        words += [word.lower() for word in sample.words]
        tags += [tag.partition("/")[0] for tag in sample.tags or ()]
    if len(marks) != len(words):
        raise ValueError(f"{name}: {len(marks)} marks for {len(words)} words")
    found = sorted(spans(marks), key=lambda m: (m[1] - m[0], m))
    mentions = tuple((places[a][0], places[b][1], chain) for a, b, chain in found)
    return Document(name, tuple(blocks), mentions, _scored(found, places, words, tags))


def _scored(
    found: list[tuple[int, int, str]], places: list[Span], words: list[str], tags: list[str]
) -> dict[Span, str]:
    """Return the pronouns of chains that have been named before them, with their chains."""
    innermost = {}
    for first, last, chain in reversed(found):
        for i in range(first, last + 1):
            innermost[i] = chain
    named: set[str] = set()
    scored = {}
    alone = {first: chain for first, last, chain in found if first == last}
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if tag in {"NNP", "NNPS"}:
            named.add(innermost.get(i, ""))
        elif word in PERSONAL and tag == "PRP" and alone.get(i, "") in named:
            scored[places[i]] = alone[i]
    return scored


def chains_of(annotated: Annotated, gold: Document) -> dict[str, str]:
    """Return for each answer that a reader may give the chain that most of its mentions belong to."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in annotated.names:
        for answer in {name.text, name.entity}:
            votes[answer][gold.chain(name.start, name.end)] += 1
    text = annotated.article.text
    for speaker in {q.speaker for q in annotated.quotations if q.speaker} - votes.keys():
        for match in re.finditer(re.escape(speaker).replace(r"\ ", r"\s+"), text):
            votes[speaker][gold.chain(*match.span())] += 1
    return {answer: min(counts, key=lambda c: (-counts[c], c)) for answer, counts in votes.items()}


def score(annotated: Annotated, gold: Document, scores: Scores) -> None:
    """Count the pronouns of one document for every reader."""
    chains = chains_of(annotated, gold)
    speakers = {(q.source.start, q.source.end): q.speaker for q in annotated.quotations if q.source is not None}
    arguments = {(a.start, a.end): a.entity for p in annotated.propositions for a in p.arguments}
    people = [name for name in annotated.names if name.kind == "PER"]
    for span, chain in gold.pronouns.items():
        before = [name.entity for name in people if name.end <= span[0]]
        nearest = before[-1] if before else None
        if span in speakers:
            scores.add("speakers", speakers[span], chain, chains)
            scores.add("  named last before", nearest, chain, chains)
        scores.add("arguments", arguments.get(span), chain, chains)
        scores.add("  named last before ", nearest, chain, chains)


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--test", action="store_true", help="also score the documents of GUM's test part")
    given = arguments.parse_args()
    parts: dict[str, Scores] = defaultdict(Scores)
    counts: Counter[str] = Counter()
    for part, gold in documents(require("data/english")):
        if part != "test" or given.test:
            counts[part] += 1
            score(annotate(article(gold.blocks)), gold, parts[part])
    for part, scores in parts.items():
        print(f"GUM {part}: {counts[part]} documents")
        for reader, found in scores.readers.items():
            print(f"  {reader:22} {found.line()}")


if __name__ == "__main__":
    main()
