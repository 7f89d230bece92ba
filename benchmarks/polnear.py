"""PolNeAR: reading its standoff files, and matching attributions with it by words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from headwater.article import Article, Block

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from headwater.language.annotated import QuotationMention

Kind = Literal["direct", "mixed", "indirect"]
Spans = tuple[tuple[int, int], ...]

THRESHOLDS = (0.5, 0.8)
KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
_WORD = re.compile(r"[^\s\"“”]+")
_MARK = re.compile("[\"“”]|''|``")
_QUOTED = re.compile("“[^”]*”?|\"[^\"]*\"?|''(?:(?!'').)*(?:''|$)|``(?:(?!'').)*(?:''|$)", re.DOTALL)
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution of the corpus: spans of its content, cue and source."""

    content: Spans
    cue: Spans
    source: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the corpus with its attributions."""

    article: Article
    attributions: tuple[Attribution, ...]


@dataclass(slots=True)
class Score:
    """Counts over documents, by kind of attribution and by rule."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    hits: Counter[tuple[str, float, str]] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    speakers_right: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    rules_right: Counter[str] = field(default_factory=Counter)


def read(folder: Path) -> list[Document]:
    """Return the documents of a split, in order of their names; the corpus is not part of this repository."""
    return [_document(path) for path in sorted(folder.glob("*.ann"))]


def _document(path: Path) -> Document:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    spans: dict[str, Spans] = {}
    roles: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        body = rest.split("\t")[0]
        if not body:
            continue
        if name.startswith("T"):
            pieces = body.partition(" ")[2].split(";")
            spans[name] = tuple(sorted((int(a), int(b)) for a, b in (piece.split() for piece in pieces)))
        elif name.startswith("E"):
            found: dict[str, list[str]] = defaultdict(list)
            for part in body.split():
                role, _, target = part.partition(":")
                found[role.rstrip("0123456789")].append(target)
            roles.append(found)
    attributions = tuple(
        Attribution(*(_merged(event, role, spans) for role in ("Content", "Cue", "Source"))) for event in roles
    )
    return Document(_article(path.stem, text), tuple(a for a in attributions if a.content))


def _merged(event: dict[str, list[str]], role: str, spans: dict[str, Spans]) -> Spans:
    return tuple(sorted(piece for target in event.get(role, ()) for piece in spans.get(target, ())))


def _article(name: str, text: str) -> Article:
    blocks = tuple(Block(match.start(), match.end()) for match in _BLOCK.finditer(text))
    return Article(
        id=name,
        source=name,
        record=None,
        outlet=name.partition("_")[0],
        publisher=name.partition("_")[0],
        title=None,
        byline=None,
        dateline=None,
        published=None,
        modified=None,
        language="en",
        url=None,
        text=text,
        blocks=blocks,
    )


class _Words:
    """The words of a text, and which of them spans touch."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.starts = [start for start, _ in self.spans]

    def of(self, spans: Spans) -> frozenset[int]:
        found: set[int] = set()
        for start, end in spans:
            index = bisect_left(self.starts, start)
            if index and self.spans[index - 1][1] > start:
                index -= 1
            while index < len(self.spans) and self.spans[index][0] < end:
                found.add(index)
                index += 1
        return frozenset(found)


def add(score: Score, document: Document, mentions: Sequence[QuotationMention]) -> None:
    """Add one document's figures to `score`.

    Content is compared as sets of words, matched one to one by intersection over union, greedily from the best. Kinds
    are told alike for both sides, by the content's own text: no quotation mark in it, words outside its marks, or none
    outside. An attribution needs a cue or a
    source, as in the corpus: quoted words of which we say that nobody claims them are left out.
    """
    text = document.article.text
    words = _Words(text)
    gold = [(words.of(a.content), words.of(a.source)) for a in document.attributions]
    claimed = [mention for mention in mentions if mention.cue is not None or mention.source is not None]
    found = [
        (
            words.of(tuple((p.start, p.end) for p in mention.pieces)),
            words.of(((mention.source.start, mention.source.end),)) if mention.source else frozenset[int](),
        )
        for mention in claimed
    ]
    every_gold = frozenset[int]().union(*(content for content, _ in gold))
    every_found = frozenset[int]().union(*(content for content, _ in found))
    score.words.update(gold=len(every_gold), found=len(every_found), both=len(every_gold & every_found))
    of_gold, of_found = _matched([c for c, _ in gold], [c for c, _ in found])
    for number, attribution in enumerate(document.attributions):
        _count(score, score.gold, "gold", _kind(text, attribution.content), of_gold.get(number, (0, 0.0))[1])
    for number, (_, source) in enumerate(found):
        kind = _kind(text, tuple((p.start, p.end) for p in claimed[number].pieces))
        partner, overlap = of_found.get(number, (-1, 0.0))
        _count(score, score.found, "found", kind, overlap)
        score.rules[claimed[number].rule] += 1
        if overlap >= THRESHOLDS[0]:
            score.rules_right[claimed[number].rule] += 1
            if gold[partner][1]:
                for key in (kind, "all"):
                    score.speakers[key] += 1
                    score.speakers_right[key] += bool(gold[partner][1] & source)


def _count(score: Score, total: Counter[str], side: str, kind: Kind, overlap: float) -> None:
    for key in (kind, "all"):
        total[key] += 1
        for threshold in THRESHOLDS:
            score.hits[side, threshold, key] += overlap >= threshold


def _kind(text: str, spans: Spans) -> Kind:
    content = " ".join(text[start:end] for start, end in spans)
    if not _MARK.search(content):
        return "indirect"
    return "mixed" if any(char.isalnum() for char in _QUOTED.sub(" ", content)) else "direct"


def _matched(
    gold: list[frozenset[int]], found: list[frozenset[int]]
) -> tuple[dict[int, tuple[int, float]], dict[int, tuple[int, float]]]:
    by_word: dict[int, list[int]] = defaultdict(list)
    for number, content in enumerate(gold):
        for word in content:
            by_word[word].append(number)
    pairs: list[tuple[float, int, int]] = []
    for number, content in enumerate(found):
        for other in sorted({other for word in content for other in by_word[word]}):
            overlap = len(content & gold[other]) / len(content | gold[other])
            pairs.append((-overlap, other, number))
    of_gold: dict[int, tuple[int, float]] = {}
    of_found: dict[int, tuple[int, float]] = {}
    for overlap, one, other in sorted(pairs):
        if one not in of_gold and other not in of_found:
            of_gold[one] = other, -overlap
            of_found[other] = one, -overlap
    return of_gold, of_found


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall, 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
