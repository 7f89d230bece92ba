"""The optional encoder: what it makes of two sentences read together mends the decision on pairs."""

import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import made
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import headwater
from headwater import graphs
from headwater.comparison.claims import align, encoder
from headwater.comparison.claims.features import Pairs, measure
from headwater.comparison.claims.units import units
from headwater.language import annotate
from headwater.stories.story import Story

SHIPPED = Path(__file__).resolve().parents[2] / "encoder" / "src" / "headwater_encoder" / "weights"

TEXTS = (
    "The ferry ran aground off Port Lumen on Tuesday night.",
    "A ferry hit the rocks near Port Lumen late on Tuesday.",
    "Shares in Norline fell by four percent on Wednesday.",
    "The harbour master opened an inquiry.",
)
ARTICLE = tuple(range(len(TEXTS)))


@cache
def shipped():
    return encoder.Encoder(SHIPPED)


@cache
def sentences(texts=TEXTS):
    return units([annotate(made.article(text, f"outlet {number}")) for number, text in enumerate(texts)])


def test_the_same_told_in_other_words_is_likelier_than_something_else():
    same = shipped().odds(TEXTS[0], TEXTS[1])
    assert same > 0.0 > shipped().odds(TEXTS[0], TEXTS[2])


@settings(max_examples=25)
@given(one=st.text(max_size=300), other=st.text(max_size=300))
def test_any_two_texts_may_be_read_and_which_comes_first_changes_nothing(one, other):
    found = shipped().odds(one, other)
    assert math.isfinite(found)
    assert found == shipped().odds(other, one)


def test_a_sentence_without_end_is_read_in_part():
    text = "Port Lumen and " * 2000
    assert shipped().odds(text, TEXTS[0]) == shipped().odds(text[: len(text) // 2], TEXTS[0])


def chosen(*which):
    """Some pairs of `TEXTS`, of which nothing is measured."""
    left, right = (np.array(side, dtype=np.int64) for side in zip(*which, strict=True))
    return Pairs(left, right, (), np.zeros((len(which), 0), dtype=np.float32))


def test_what_is_told_of_a_pair_rests_on_its_own_words():
    which = [(0, 1), (0, 2), (1, 3)]
    together = shipped().mended(TEXTS, ARTICLE, chosen(*which), np.full(3, 0.5))
    for row, pair in enumerate(which):
        assert shipped().mended(TEXTS, ARTICLE, chosen(pair), np.full(1, 0.5)).tolist() == [together[row]]


def test_only_what_is_not_ruled_out_is_mended():
    probability = np.array([0.5, encoder.LEAST / 2, encoder.LEAST / 2])
    found = shipped().mended(TEXTS, ARTICLE, chosen((0, 1), (0, 2), (1, 2)), probability)
    assert found[1:].tolist() == probability[1:].tolist()
    assert found[0] > probability[0]


def test_a_sentence_with_a_reprint_in_an_article_tells_no_other_of_it():
    probability = np.array([0.99, 0.5, 0.5, 0.5])
    pairs = chosen((0, 1), (0, 2), (1, 3), (2, 3))
    assert encoder.told_elsewhere([0, 1, 1, 0], pairs, probability).tolist() == [False, True, True, False]
    assert encoder.told_elsewhere([0, 1, 2, 3], pairs, probability).tolist() == [False] * 4
    found = shipped().mended(TEXTS, [0, 1, 1, 0], pairs, probability)
    assert (found <= probability).tolist()[1:3] == [True, True]
    assert found[2:].tolist() == shipped().mended(TEXTS, ARTICLE, pairs, probability)[2:].tolist()


def test_without_pairs_nothing_is_read():
    pairs = replace(measure(sentences()), left=np.zeros(0, dtype=np.int64), right=np.zeros(0, dtype=np.int64))
    assert shipped().mended(TEXTS, ARTICLE, pairs, np.zeros(0)).tolist() == []


class Denying:
    """Says of every pair that it makes no claim in common, and remembers how many it was asked about."""

    def __init__(self):
        self.asked = 0

    def mended(self, texts, article, pairs, probability):
        assert len(texts) == len(article)
        assert len(texts) > max(pairs.left.max(), pairs.right.max())
        self.asked += len(probability)
        return np.full(len(probability), 0.01)


def test_a_small_story_asks_and_a_pile_does_not():
    reports = [annotate(article) for article in made.pile()[:3]]
    denying, unasked = Denying(), Denying()
    few, many = (Story(name, name, tuple(reports) * times) for name, times in (("few", 1), ("many", 4)))
    assert any(len(one.mentions) > 1 for one in align(few, ()))
    assert all(len(one.mentions) == 1 for one in align(few, (), denying))
    assert denying.asked
    assert align(many, (), unasked) == align(many, ())
    assert not unasked.asked


def test_accounts_do_not_depend_on_the_order_of_articles():
    pile = made.pile()
    turned = pile[::-1]
    with encoder.using(SHIPPED):
        assert headwater.compare(pile).to_json() == headwater.compare(turned).to_json()
        without = headwater.compare(pile, encoder=False).to_json()
    assert without == headwater.compare(pile, encoder=False).to_json()


def test_an_account_says_whether_an_encoder_was_asked():
    with encoder.using(SHIPPED):
        asked, unasked = (headwater.compare(made.pile(), encoder=ask) for ask in (True, False))
    several = [story for story in asked.stories if len(story.articles) > 1]
    assert several
    assert all(story.encoder.startswith("headwater-encoder") for story in several)
    assert f"Headwater {headwater.__version__} and headwater-encoder" in asked.to_markdown()
    assert {story.encoder for story in unasked.stories} == {None}
    assert "encoder" not in unasked.to_markdown()


def test_where_none_is_installed_none_is_loaded(monkeypatch):
    monkeypatch.setattr(graphs, "find_spec", lambda _: None)
    assert encoder.load() is None
    with encoder.using(SHIPPED):
        assert isinstance(encoder.load(), encoder.Encoder)


def test_a_package_of_another_release_is_told_by_what_it_lacks(tmp_path):
    with encoder.using(tmp_path), pytest.raises(FileNotFoundError, match=r"vocabulary\.onnx .* not of this release"):
        encoder.load()
