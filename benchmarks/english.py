"""How well the shipped English pipeline parses, finds names and bounds sentences; its speed and its size.

`python -m benchmarks.english` measures on development data; with `--test` also on the sets kept for testing, which are
scored once per release. With `--encoder`, names are those of the optional encoder of this repository. Words are the
pipeline's own throughout: a gold word counts where the pipeline has a word of the same characters, so that wrong cuts
cost score (as in the CoNLL 2018 evaluation).
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.shared import ENCODER, require
from headwater.article import Article, Block
from headwater.language import annotate, english
from headwater.language.english import namer
from headwater.language.quotations import quoted_stretches
from training.english.corpora import POLITICS, Sample, conllu, named, with_names, without
from training.english.guidelines import demonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from headwater.language.annotated import Annotated
    from headwater.language.english import Pipeline

KINDS = ("PER", "ORG", "LOC")


@dataclass
class Score:
    """Counts of right, found and expected things, by name."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)

    def f(self, *names: str) -> float:
        """Return the F1 over `names` together, in per cent."""
        right, found, expected = (sum(c[n] for n in names) for c in (self.right, self.found, self.expected))
        return 200 * right / max(1, found + expected)

    def add(self, name: str, found: set[Any], expected: set[Any]) -> None:
        """Count what was found against what was expected."""
        self.right[name] += len(found & expected)
        self.found[name] += len(found)
        self.expected[name] += len(expected)


def article(blocks: Iterable[str]) -> Article:
    """Return an article of these paragraphs."""
    places = []
    length = 0
    kept = list(blocks)
    for block in kept:
        places.append(Block(length, length + len(block)))
        length += len(block) + 2
    return Article(
        "0", "benchmark", None, "", "", None, None, None, None, None, "en", None, "\n\n".join(kept), tuple(places)
    )


def text_of(sample: Sample) -> tuple[str, list[tuple[int, int]]]:
    """Return the sample's text and where each of its words stands in it."""
    text, places = "", []
    for word, space in zip(sample.words, sample.spaces, strict=True):
        places.append((len(text), len(text) + len(word)))
        text += word + " " * space
    return text.rstrip(), places


def parsing(pipeline: Pipeline, samples: list[Sample], score: Score) -> None:
    """Count words, tags, arcs and labelled arcs, each sentence given by itself; punctuation is left out of arcs."""
    for annotated, start, sample, places in sentences(pipeline, samples):
        if sample.heads is None or sample.relations is None or sample.tags is None:
            continue
        end = start + places[-1][1]
        tokens = [t for t in annotated.tokens if start <= t.start < end]
        at = {i: (t.start - start, t.end - start) for i, t in enumerate(annotated.tokens)}
        own = {(t.start - start, t.end - start): t for t in tokens}
        arcs_found = {(span, at[t.head], t.dep) for span, t in own.items() if t.dep != "punct"}
        arcs_gold = {
            (places[i], places[head] if head >= 0 else places[i], relation)
            for i, (head, relation) in enumerate(zip(sample.heads, sample.relations, strict=True))
            if relation != "punct"
        }
        score.add("words", {*own}, {*places})
        score.add(
            "tags",
            {(s, t.tag) for s, t in own.items()},
            {*zip(places, (t.split("/")[0] for t in sample.tags), strict=True)},
        )
        score.add("UAS", {a[:2] for a in arcs_found}, {a[:2] for a in arcs_gold})
        score.add("LAS", arcs_found, arcs_gold)
        score.add(
            "LAS without subtypes",
            {(*a[:2], a[2].split(":")[0]) for a in arcs_found},
            {(*a[:2], a[2].split(":")[0]) for a in arcs_gold},
        )


def naming(pipeline: Pipeline, samples: list[Sample], score: Score) -> None:
    """Count names, each sentence given by itself."""
    for annotated, start, sample, places in sentences(pipeline, samples):
        if sample.names is None:
            continue
        end = start + places[-1][1]
        found = [n for n in annotated.names if start <= n.start < end]
        for kind in KINDS:
            score.add(
                kind,
                {(n.start - start, n.end - start) for n in found if n.kind == kind},
                {(places[a][0], places[b - 1][1]) for a, b, k in sample.names if k == kind},
            )


def sentences(
    pipeline: Pipeline, samples: list[Sample]
) -> Iterator[tuple[Annotated, int, Sample, list[tuple[int, int]]]]:
    """Yield each sample with the article it was read in and its start there.

    Up to 50 sentences of one document are read together; where the set does not tell its documents, each by itself.
    """
    group: list[Sample] = []
    for i, sample in enumerate(samples):
        group.append(sample)
        alone = not sample.document
        if alone or i + 1 == len(samples) or len(group) == 50 or samples[i + 1].document != sample.document:
            texts = [text_of(s) for s in group]
            annotated = pipeline.parse(article(t for t, _ in texts))
            for one, block, (_, places) in zip(group, annotated.article.blocks, texts, strict=True):
                yield annotated, block.start, one, places
            group = []


def bounds(pipeline: Pipeline, groups: Iterable[list[str]], score: Score) -> None:
    """Count sentences (both ends right) in paragraphs given as running text."""
    for lines in groups:
        text, gold = "", set()
        for line in lines:
            text += " " if text else ""
            gold.add((len(text), len(text) + len(line)))
            text += line
        found = pipeline.parse(article([text]))
        own = {(s.start, s.end) for s in found.sentences}
        score.add("sentences", own, gold)
        quoted = quoted_stretches(found)
        score.add("quotations whole", joined(own, quoted), joined(gold, quoted))


def joined(spans: set[tuple[int, int]], quoted: tuple[tuple[int, int, int, int], ...]) -> set[tuple[int, int]]:
    """Return the sentences with those joined that a quotation runs across: where it is cut is a matter of taste."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and any(a < start < b for a, b, _, _ in quoted):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return {*found}


def treebank_paragraphs(samples: Iterable[Sample]) -> Iterator[list[str]]:
    """Yield the sentences of each paragraph (of each document where paragraphs are not marked)."""
    group: list[str] = []
    previous = None
    for sample in samples:
        if group and (sample.paragraph or sample.document != previous):
            yield group
            group = []
        previous = sample.document
        group.append(text_of(sample)[0])
    if group:
        yield group


def pud_documents(samples: Iterable[Sample]) -> Iterator[list[str]]:
    """Yield five sentences at a time: PUD's documents are cut to pieces of a few sentences each."""
    texts = [text_of(s)[0] for s in samples]
    for first in range(0, len(texts), 5):
        yield texts[first : first + 5]


def reference_paragraphs(folder: Path) -> Iterator[list[str]]:
    """Yield the numbered lines of each event's articles, by the paragraphs of the article they are found in."""
    for event in sorted(p for p in folder.iterdir() if (p / "numbered.txt").exists()):
        gold = json.loads((event / "gold.json").read_text(encoding="utf-8"))
        marked = [x for k in ("junk", "captions", "headings", "metadata") for x in gold.get(k, [])]
        left_out = {str(x.get("id") or x.get("sentence")) if isinstance(x, dict) else str(x) for x in marked}
        lines: dict[str, list[tuple[str, str]]] = {}
        for line in (event / "numbered.txt").read_text(encoding="utf-8").splitlines():
            match = re.match(r"\[(([A-Z])\d+)\] (.*)", line)
            if match:
                lines.setdefault(match[2], []).append((match[1], match[3].strip()))
        for letter, numbered in lines.items():
            stored = event / f"{letter}.json"
            whole = (
                json.loads(stored.read_text(encoding="utf-8"))["text"]
                if stored.exists()
                else (event / f"{letter}.txt").read_text(encoding="utf-8")
            )
            yield from _paragraphs_of(whole, numbered, left_out)


def _paragraphs_of(whole: str, numbered: list[tuple[str, str]], left_out: set[str]) -> Iterator[list[str]]:
    group: list[str] = []
    place = 0
    for number, line in numbered:
        match = re.compile(r"\s*".join(map(re.escape, line.split()))).search(whole, place)
        if match is None or match.start() - place > 400:
            # A line that the numbering moved or changed.
            if group:
                yield group
            group = []
            continue
        if group and ("\n" in whole[place : match.start()] or number in left_out):
            yield group
            group = []
        place = match.end()
        if number not in left_out:
            group.append(" ".join(match[0].split()))
    if group:
        yield group


def speed(pipeline: Pipeline, texts: list[str]) -> tuple[float, float]:
    """Return words per second of process time: of the pipeline alone, and of `annotate` as a whole."""
    articles = [article(text.split("\n")) for text in texts]
    words = sum(len(text.split()) for text in texts)
    result = []
    for read in (pipeline.parse, lambda a: annotate(a, pipeline)):
        read(articles[0])
        start = time.process_time()
        for one in articles:
            read(one)
        result.append(words / (time.process_time() - start))
    return result[0], result[1]


def report(name: str, pipeline: Pipeline, samples: list[Sample]) -> None:
    """Print one line of parsing and one of names."""
    score = Score()
    parsing(pipeline, samples, score)
    if score.expected["UAS"]:
        measures = ("words", "tags", "UAS", "LAS", "LAS without subtypes")
        print(f"{name:24} " + "  ".join(f"{m} {score.f(m):.1f}" for m in measures))
    naming(pipeline, samples, score)
    if sum(score.expected[k] for k in KINDS):
        print(f"{name:24} names F {score.f(*KINDS):.1f}  " + "  ".join(f"{k} {score.f(k):.1f}" for k in KINDS))


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--test", action="store_true", help="also score the sets kept for testing")
    arguments.add_argument("--model", help="another installed spaCy pipeline")
    arguments.add_argument("--encoder", action="store_true", help="let the optional encoder read the names")
    given = arguments.parse_args()
    with namer.using(ENCODER) if given.encoder else nullcontext():
        measure(given)


def measure(given: argparse.Namespace) -> None:
    """Print the figures that the command line asks for."""
    data = require("data/english")
    start = time.process_time()
    pipeline = english.load(given.model, encoder=given.encoder)
    print(f"loading: {time.process_time() - start:.2f} s of process time (imports included)")
    if given.model is None:
        folder = Path(english.__file__).parent / "model"
        print(f"size: {sum(f.stat().st_size for f in folder.iterdir()) / 1e6:.1f} MB")
    no_places = demonyms()
    for part in ("dev", "test") if given.test else ("dev",):
        ewt = with_names(list(conllu(data / f"ewt/{part}.conllu")), named(data / f"uner-ewt/{part}.iob2", 1, 2))
        report(f"EWT {part}", pipeline, ewt)
        gum = list(conllu(data / f"gum/{part}.conllu"))
        report(f"GUM {part}", pipeline, gum)
        for name, treebank in (("EWT", ewt), ("GUM", gum)):
            score = Score()
            bounds(pipeline, treebank_paragraphs(treebank), score)
            print(f"{name + ' ' + part:24} sentences F {score.f('sentences'):.1f}")
    if given.test:
        politics = named(data / "crossner-politics/test.txt", 0, 1, POLITICS.get)
        report("CrossNER politics test", pipeline, politics)
        report("  demonyms left out", pipeline, without(politics, no_places))
        pud = list(conllu(data / "pud/test.conllu"))
        report("PUD", pipeline, with_names(pud, named(data / "pud/test.iob2", 1, 2)))
        score = Score()
        bounds(pipeline, pud_documents(pud), score)
        print(f"{'PUD':24} sentences F {score.f('sentences'):.1f}")
    score = Score()
    bounds(pipeline, reference_paragraphs(require("data/reference")), score)
    print(
        f"{'reference lines':24} sentences F {score.f('sentences'):.1f}; "
        f"{score.f('quotations whole'):.1f} with the bounds inside quotations left out"
    )
    lines = require("data/giveme5w1h.jsonl").read_text(encoding="utf-8").splitlines()[:120]
    texts = [t for t in (json.loads(line)["text"] for line in lines) if len(t) > 400]
    alone, whole = speed(pipeline, texts)
    print(f"speed: {alone:.0f} words/s parsing, {whole:.0f} words/s of annotate as a whole, one core")


if __name__ == "__main__":
    main()
