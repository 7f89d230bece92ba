"""Other spaCy pipelines, mapped onto our records (and, for now, the first shipped model)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.language.annotated import Annotated, Name, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Article

KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}


class Foreign:
    """An installed spaCy pipeline."""

    def __init__(self, name: str) -> None:
        import spacy  # noqa: PLC0415 - takes long to import

        try:
            self.nlp = spacy.load(name)
        except OSError as error:
            raise LookupError(
                f"no spaCy pipeline {name!r} is installed: pip install it, or leave --model out"
            ) from error
        self.lemmas: dict[str, str] = {}

    def parse(self, article: Article) -> Annotated:
        """Return `article` with its tokens, sentences and names."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        blocks = list(_blocks(article))
        docs = self.nlp.pipe([article.text[start:end] for start, end in blocks])
        for (offset, _), doc in zip(blocks, docs, strict=True):
            self._block(doc, offset, tokens, sentences, names)
        return Annotated(article, analysed=True, tokens=tuple(tokens), sentences=tuple(sentences), names=tuple(names))

    def _block(self, doc: Any, offset: int, tokens: list[Token], sentences: list[Sentence], names: list[Name]) -> None:
        kept = [t for t in doc if not t.is_space]
        index = {t.i: len(tokens) + n for n, t in enumerate(kept)}
        for t in kept:
            tag, _, pos = t.tag_.partition("/")
            lemma = t.lemma_ or self.lemmas.get(f"{t.lower_} {pos}", t.lower_ if pos != "PROPN" else t.text)
            dep = "root" if t.dep_ == "ROOT" else t.dep_
            head = index.get(t.head.i, index[t.i])
            tokens.append(Token(offset + t.idx, offset + t.idx + len(t), t.text, lemma, pos or t.pos_, tag, dep, head))
        for s in doc.sents:
            inside = [index[t.i] for t in s if not t.is_space]
            if inside:
                first, last = inside[0], inside[-1] + 1
                sentences.append(Sentence(tokens[first].start, tokens[last - 1].end, first, last))
        for e in doc.ents:
            if e.label_ in KINDS:
                names.append(
                    Name(offset + e.start_char, offset + e.end_char, e.text, KINDS[e.label_], e.text)  # type: ignore[arg-type]
                )


class Quick(Foreign):
    """The first model."""

    def __init__(self) -> None:
        import spacy  # noqa: PLC0415

        root = Path(__file__).parent / "model"
        self.nlp = spacy.load(root / "quick-parser")
        ner = spacy.load(root / "quick-ner")
        self.nlp.add_pipe("ner", source=ner)
        self.lemmas = json.loads((root / "lemmas.json").read_text(encoding="utf-8"))


def _blocks(article: Article) -> Iterator[tuple[int, int]]:
    if article.blocks:
        for block in article.blocks:
            yield block.start, block.end
    else:
        start = 0
        for line in article.text.split("\n"):
            if line.strip():
                yield start, start + len(line)
            start += len(line) + 1
