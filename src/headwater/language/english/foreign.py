"""Other installed spaCy pipelines, mapped onto our records.

Pipelines trained on OntoNotes (spaCy's own English ones) use CLEAR relations, in which a preposition heads its noun and
a copula its predicate; both are turned to the Universal Dependencies form that everything downstream reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from headwater.language.annotated import Annotated, Name, Sentence, Token
from headwater.language.consistency import consistent
from headwater.language.plain import paragraphs, split
from headwater.reading.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Article
    from headwater.language.annotated import NameKind

KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
# CLEAR's names for relations that are the same in Universal Dependencies.
RELATIONS = {
    "ROOT": "root", "dobj": "obj", "dative": "iobj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass",
    "auxpass": "aux:pass", "neg": "advmod", "npadvmod": "obl:unmarked", "poss": "nmod:poss", "relcl": "acl:relcl",
    "prt": "compound:prt", "nn": "compound", "preconj": "cc:preconj", "predet": "det:predet", "intj": "discourse",
    "quantmod": "advmod", "oprd": "xcomp", "meta": "dep", "acomp": "xcomp",
}  # fmt: skip
# Longer blocks are handed to the pipeline in parts: spaCy refuses texts of a million characters.
LONGEST = 50_000


class Foreign:
    """An installed spaCy pipeline."""

    def __init__(self, name: str) -> None:
        import spacy  # noqa: PLC0415 - takes long to import

        try:
            self.nlp = spacy.load(name)
        except OSError as error:
            raise LookupError(f"no spaCy pipeline {name!r} is installed: install it, or leave it out") from error
        if not {"parser", "senter", "sentencizer"} & set(self.nlp.pipe_names):
            self.nlp.add_pipe("sentencizer")

    def parse(self, article: Article) -> Annotated:
        """Return `article` with its tokens, sentences and names; `analysed` is False in another language."""
        if language_of(article) not in {self.nlp.lang, None}:
            return split(article)
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        parts = [
            (start, min(start + LONGEST, end))
            for first, end in paragraphs(article)
            for start in range(first, end, LONGEST)
        ]
        for (offset, _), doc in zip(parts, self.nlp.pipe([article.text[a:b] for a, b in parts]), strict=True):
            index = _tokens(doc, offset, tokens)
            for sentence in doc.sents:
                inside = [index[t.i] for t in sentence if t.i in index]
                if inside:
                    first, last = inside[0], inside[-1] + 1
                    sentences.append(Sentence(tokens[first].start, tokens[last - 1].end, first, last))
            names.extend(_names(doc, offset))
        annotated = Annotated(
            article, analysed=True, tokens=tuple(tokens), sentences=tuple(sentences), names=tuple(names)
        )
        return consistent(annotated)


def _names(doc: Any, offset: int) -> Iterator[Name]:  # noqa: ANN401 - spaCy is imported only where it is named
    for found in doc.ents:
        kind = KINDS.get(found.label_)
        if kind is not None:
            yield Name(
                offset + found.start_char, offset + found.end_char, found.text, cast("NameKind", kind), found.text
            )


def _tokens(doc: Any, offset: int, tokens: list[Token]) -> dict[int, int]:  # noqa: ANN401 - as above
    """Add the document's tokens, white space left out; return the place of each by its number in `doc`."""
    index = {t.i: len(tokens) + n for n, t in enumerate(t for t in doc if not t.is_space)}
    heads, relations = _universal(doc)
    tokens.extend(
        Token(
            offset + t.idx,
            offset + t.idx + len(t.text),
            t.text,
            t.lemma_ or t.lower_,
            t.pos_ or "X",
            t.tag_,
            relations[t.i],
            index.get(heads[t.i], index[t.i]),
        )
        for t in doc
        if t.i in index
    )
    return index


def _universal(doc: Any) -> tuple[list[int], list[str]]:  # noqa: ANN401 - as above
    """Return each token's head and relation in the form of Universal Dependencies."""
    heads = [t.head.i for t in doc]
    relations = [RELATIONS.get(t.dep_, t.dep_ or "dep") for t in doc]
    for t in doc:
        if t.dep_ in {"pobj", "pcomp"} and t.head.dep_ in {"prep", "agent", "dative"}:
            # "in Paris": the noun takes the preposition's place and the preposition marks it.
            preposition = t.head
            heads[t.i] = preposition.head.i if heads[preposition.i] != t.i else heads[t.i]
            nominal = preposition.head.pos_ in {"NOUN", "PROPN", "PRON"}
            relations[t.i] = "advcl" if t.dep_ == "pcomp" else "nmod" if nominal else "obl"
            if preposition.dep_ == "agent":
                relations[t.i] = "obl:agent"
            heads[preposition.i], relations[preposition.i] = t.i, "mark" if t.dep_ == "pcomp" else "case"
    for t in doc:
        if t.dep_ == "attr" and t.head.pos_ in {"AUX", "VERB"} and t.head.lemma_ == "be":
            # "is the president": the predicate takes the copula's place and everything that hangs on it.
            copula = t.head
            for i, head in enumerate(heads):
                if head == copula.i and i not in {copula.i, t.i}:
                    heads[i] = t.i
            heads[t.i] = t.i if heads[copula.i] == copula.i else heads[copula.i]
            relations[t.i] = relations[copula.i]
            heads[copula.i], relations[copula.i] = t.i, "cop"
    return heads, [
        "root" if head == i else relation for i, (head, relation) in enumerate(zip(heads, relations, strict=True))
    ]
