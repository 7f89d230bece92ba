"""Another spaCy pipeline in the place of ours."""

from __future__ import annotations

import pytest

from headwater.article import Article, Block
from headwater.language.english.foreign import Foreign, _universal

spacy = pytest.importorskip("spacy")

TEXT = "Arno Belzig met the queen in Oslo.\n\nBelzig left on Friday. He said nothing."


def article(text):
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(start, start + len(part)))
        start += len(part) + 2
    return Article("1", "test", None, "T", "T", None, None, None, None, None, "en", None, text, tuple(blocks))


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Arno Belzig"},
            {"label": "PERSON", "pattern": "Belzig"},
            {"label": "GPE", "pattern": "Oslo"},
            {"label": "DATE", "pattern": "Friday"},
        ]
    )
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    return Foreign(str(folder))


def test_its_words_sentences_and_names_are_ours(pipeline):
    found = pipeline.parse(article(TEXT))
    assert found.analysed
    assert all(TEXT[t.start : t.end] == t.text for t in found.tokens)
    assert [TEXT[s.start : s.end] for s in found.sentences] == [
        "Arno Belzig met the queen in Oslo.",
        "Belzig left on Friday.",
        "He said nothing.",
    ]
    assert [(n.text, n.kind, n.entity) for n in found.names] == [
        ("Arno Belzig", "PER", "Arno Belzig"),
        ("Oslo", "LOC", "Oslo"),
        ("Belzig", "PER", "Arno Belzig"),
    ]


def test_another_language_is_not_analysed(pipeline):
    text = "Der Minister sagte am Dienstag, die Regierung werde nicht nachgeben. Das Treffen fand in Bergen statt."
    assert not pipeline.parse(article(text)).analysed


def doc(words, tags, heads, relations):
    return spacy.tokens.Doc(spacy.blank("en").vocab, words=words, pos=tags, heads=heads, deps=relations, lemmas=words)


def test_a_preposition_marks_its_noun():
    read = doc(
        ["He", "lives", "in", "Oslo"], ["PRON", "VERB", "ADP", "PROPN"], [1, 1, 1, 2], ["nsubj", "ROOT", "prep", "pobj"]
    )
    heads, relations = _universal(read)
    assert heads == [1, 1, 3, 1]
    assert relations == ["nsubj", "root", "case", "obl"]


def test_an_agent_and_a_passive_subject():
    read = doc(
        ["It", "was", "seen", "by", "her"],
        ["PRON", "AUX", "VERB", "ADP", "PRON"],
        [2, 2, 2, 2, 3],
        ["nsubjpass", "auxpass", "ROOT", "agent", "pobj"],
    )
    heads, relations = _universal(read)
    assert heads == [2, 2, 2, 4, 2]
    assert relations == ["nsubj:pass", "aux:pass", "root", "case", "obl:agent"]


def test_a_copula_hangs_on_its_predicate():
    read = doc(
        ["She", "be", "the", "queen"], ["PRON", "AUX", "DET", "NOUN"], [1, 1, 3, 1], ["nsubj", "ROOT", "det", "attr"]
    )
    heads, relations = _universal(read)
    assert heads == [3, 3, 3, 3]
    assert relations == ["nsubj", "cop", "det", "root"]
