"""The optional encoder: asked where the trees doubt, and about each pair by its own words alone."""

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
from headwater.comparison.claims.features import Pairs
from headwater.language import annotate
from headwater.stories.story import Story

SHIPPED = Path(__file__).resolve().parents[2] / "encoder" / "src" / "headwater_encoder" / "weights"

TEXTS = (
    "The ferry ran aground off Port Lumen on Tuesday night.",
    "A ferry hit the rocks near Port Lumen late on Tuesday.",
    "Shares in Norline fell by four percent on Wednesday.",
    "The harbour master opened an inquiry.",
)


@cache
def shipped():
    return encoder.Encoder(SHIPPED)


def pairs_of(numbers):
    left, right = (np.array(side, dtype=np.int64) for side in zip(*numbers, strict=True))
    return Pairs(left, right, (), np.zeros((len(numbers), 0), dtype=np.float32))


def test_the_same_told_in_other_words_is_likelier_than_something_else():
    same, other = shipped().odds(TEXTS, [(0, 1), (0, 2)])
    assert same > other


def test_which_sentence_comes_first_changes_nothing():
    there = shipped().odds(TEXTS, [(0, 1), (2, 3), (0, 3)])
    back = shipped().odds(TEXTS, [(1, 0), (3, 2), (3, 0)])
    assert there.tolist() == back.tolist()


@settings(max_examples=10)
@given(order=st.permutations([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]), kept=st.integers(1, 6))
def test_what_is_told_of_a_pair_rests_on_its_own_words(order, kept):
    alone = {pair: shipped().odds(TEXTS, [pair])[0] for pair in order[:kept]}
    together = dict(zip(order[:kept], shipped().odds(TEXTS, order[:kept]), strict=True))
    assert alone == together


@settings(max_examples=25)
@given(text=st.text(max_size=300))
def test_any_text_may_be_asked_about(text):
    assert np.isfinite(shipped().odds([text, TEXTS[0]], [(0, 1)])).all()


def test_a_sentence_without_end_is_read_in_part():
    assert np.isfinite(shipped().odds(["Port Lumen and " * 2000, TEXTS[0]], [(0, 1)])).all()


def test_only_the_doubtful_are_mended():
    probability = np.array([0.05, 0.4, 0.95])
    found = shipped().mended(TEXTS, pairs_of([(0, 1), (0, 2), (0, 3)]), probability)
    assert found[[0, 2]].tolist() == [0.05, 0.95]
    assert 0 < found[1] < 0.4


def test_without_pairs_nothing_is_asked():
    assert shipped().mended([], pairs_of([(0, 1)]), np.array([0.9])).tolist() == [0.9]


class Denying:
    """Says of every pair that it makes no claim in common, and remembers how many it was asked about."""

    def __init__(self):
        self.asked = 0

    def mended(self, texts, pairs, probability):
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


def test_damaged_weights_are_told_by_their_place(tmp_path):
    with encoder.using(tmp_path), pytest.raises(FileNotFoundError, match=r"lower\.npz"):
        encoder.load()
