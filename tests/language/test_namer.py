"""Names by the optional encoder, and the tags that any names are spelled by."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import made
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import headwater
from headwater import graphs
from headwater.language import annotate, english
from headwater.language.english import namer, tags
from headwater.language.english.tokenizer import tokenize

SHIPPED = Path(__file__).resolve().parents[2] / "encoder" / "src" / "headwater_encoder" / "weights"

SENTENCE = (
    *(["Arno", "Belzig", ",", "who", "leads", "the", "Northern", "Herald", ","]),
    *(["flew", "to", "Port", "Lumen", "with", "officials", "of", "the", "World", "Bank", "."]),
)


@cache
def shipped():
    return namer.Namer(SHIPPED)


def spelled(words):
    return {(" ".join(words[a:b]), kind) for a, b, kind in shipped().read([words])[0]}


def test_persons_organisations_and_places_are_told_apart():
    assert spelled(SENTENCE) == {
        ("Arno Belzig", "PER"),
        ("Northern Herald", "ORG"),
        ("Port Lumen", "LOC"),
        ("World Bank", "ORG"),
    }


def test_capitals_count_though_the_encoder_has_none():
    assert spelled(["Officials", "said", "that", "Turkey", "is", "ready", "."]) == {("Turkey", "LOC")}
    assert not spelled(["Officials", "said", "that", "turkey", "is", "ready", "."])


@settings(max_examples=15)
@given(texts=st.lists(st.text(min_size=1, max_size=120), min_size=1, max_size=4))
def test_any_words_are_read_and_each_sentence_by_itself(texts):
    sentences = [words for text in texts if (words := [text[t.start : t.end] for t in tokenize(text)])]
    found = shipped().read(sentences)
    assert found == [shipped().read([words])[0] for words in sentences]
    for words, names in zip(sentences, found, strict=True):
        place = 0
        for first, last, kind in names:
            assert place <= first < last <= len(words)
            assert kind in {"PER", "ORG", "LOC"}
            place = last


def test_a_sentence_without_end_is_read_in_parts():
    words = [*SENTENCE[:-1], ","] * 20
    found = shipped().read([words])[0]
    assert shipped().odds(words).shape == (len(words), len(tags.NAME_TAGS))
    assert found[-1][1] > len(words) - 20
    assert len(found) > 50


def test_a_word_of_many_pieces_is_read_by_its_first():
    known = graphs.vocabulary(SHIPPED)
    numbers, first = namer.ids(["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "☃", "said"], known)
    assert first == [1, 1 + namer.MOST_PIECES, 2 + namer.MOST_PIECES]
    assert numbers[first[1]] == namer.UNKNOWN


def test_the_pipeline_takes_its_names_and_keeps_the_rest():
    article = made.pile()[0]
    own = annotate(article, english.load())
    with namer.using(SHIPPED):
        with_encoder = annotate(article, english.load(encoder=True))
    assert (own.tokens, own.sentences) == (with_encoder.tokens, with_encoder.sentences)
    assert with_encoder.names
    assert annotate(article, english.load()) == own


def test_accounts_are_made_with_its_names_only_where_that_is_asked_for(monkeypatch):
    pile = made.pile()
    without = headwater.compare(pile, encoder=False).to_json()
    monkeypatch.setattr(namer.Namer, "read", lambda _, sentences: [[] for _ in sentences])
    with namer.using(SHIPPED):
        assert headwater.compare(pile, encoder=False).to_json() == without
        assert headwater.compare(pile).to_json() != without


def test_where_none_is_installed_none_is_loaded(monkeypatch):
    monkeypatch.setattr(graphs, "find_spec", lambda _: None)
    assert namer.load() is None
    assert english.load(encoder=True) is english.load()


def test_damaged_weights_are_told_by_their_place(tmp_path):
    with namer.using(tmp_path), pytest.raises(FileNotFoundError, match=r"vocabulary\.onnx"):
        namer.load()


@st.composite
def names(draw):
    cuts = sorted(draw(st.sets(st.integers(0, 20), max_size=10)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [(first, last, draw(st.sampled_from(["PER", "ORG", "LOC"]))) for first, last in pairs]


def tagged(named, length):
    path = [0] * length
    for first, last, kind in named:
        marks = ["S"] if last - first == 1 else ["B", *"I" * (last - first - 2), "E"]
        for place, mark in enumerate(marks, first):
            path[place] = tags.NAME_TAGS.index(f"{mark}-{kind}")
    return path


@given(named=names())
def test_names_are_spelled_by_their_tags(named):
    path = tagged(named, 20)
    assert tags.spelled(path) == named
    assert tags.best_path(np.eye(len(tags.NAME_TAGS))[path], tags.moves()) == path


@given(scores=st.lists(st.lists(st.floats(-9, 9), min_size=13, max_size=13), min_size=1, max_size=12))
def test_no_step_that_cannot_be_is_taken(scores):
    allowed = tags.moves()
    path = tags.best_path(np.array(scores), allowed)
    assert all(allowed[a, b] == 0 for a, b in pairwise(path))
