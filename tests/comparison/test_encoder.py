"""The optional encoder: what it makes of words in their sentences mends the decision on pairs."""

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
from headwater.comparison.claims import align, encoder, model
from headwater.comparison.claims.contextual import NAMES, Read, contextual, told
from headwater.comparison.claims.features import measure
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


@cache
def shipped():
    return encoder.Encoder(SHIPPED)


@cache
def sentences(texts=TEXTS):
    return units([annotate(made.article(text, f"outlet {number}")) for number, text in enumerate(texts)])


def measured(texts, pairs):
    """The features of each pair, by name: each text is an article of one sentence."""
    own = sentences(texts)
    assert len(own) == len(texts)
    of = told(own, {number: shipped().read(text) for number, text in enumerate(texts)})
    left, right = (np.array(side, dtype=np.int64) for side in zip(*sorted(pairs), strict=True))
    return contextual(of, np.array([unit.article for unit in own]), left, right)


def test_the_same_told_in_other_words_is_nearer_than_something_else():
    found = measured(TEXTS, [(0, 1), (0, 2)])
    for name in ("context mean", "context coverage min", "context coverage max", "context clauses both"):
        same, other = found[name]
        assert same > other, name


def test_which_article_comes_first_changes_nothing():
    turned = TEXTS[::-1]
    there, back = measured(TEXTS, [(0, 1), (0, 3)]), measured(turned, [(2, 3), (0, 3)])
    for name in NAMES:
        assert sorted(there[name].tolist()) == sorted(back[name].tolist()), name


@settings(max_examples=10)
@given(order=st.permutations([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]), kept=st.integers(1, 6))
def test_what_is_measured_on_a_pair_rests_on_its_own_words(order, kept):
    together = measured(TEXTS, order[:kept])
    for row, pair in enumerate(sorted(order[:kept])):
        alone = measured(TEXTS, [pair])
        assert {name: together[name][row] for name in NAMES} == {name: alone[name][0] for name in NAMES}


@settings(max_examples=25)
@given(text=st.text(max_size=300))
def test_any_text_may_be_read(text):
    read = shipped().read(text)
    assert len(read.states) == len(read.pieces)
    assert np.isfinite(read.states).all()
    assert all(0 <= start <= end <= len(text) for start, end in read.pieces)


def test_a_sentence_without_end_is_read_in_part():
    text = "Port Lumen and " * 2000
    read = shipped().read(text)
    assert len(read.states) == graphs.LONGEST - 2
    assert read.pieces[-1][1] < len(text)


def test_a_sentence_of_which_no_word_was_read_matches_nothing():
    own = sentences()
    nothing = Read(TEXTS[0], np.zeros((0, 4), dtype=np.float32), [])
    assert told(own, {0: nothing}) == {}
    found = contextual({}, np.array([unit.article for unit in own]), np.array([0]), np.array([1]))
    assert {name: found[name].tolist() for name in NAMES} == {name: [0.0] for name in NAMES}


def test_only_what_is_not_ruled_out_is_mended():
    pairs = measure(sentences())
    probability = np.full(len(pairs.left), encoder.LEAST / 2)
    probability[0] = 0.5
    found = shipped().mended(sentences(), TEXTS, pairs, probability)
    assert found[1:].tolist() == probability[1:].tolist()
    assert found[0] != 0.5


def test_without_pairs_nothing_is_read():
    pairs = replace(measure(sentences()), left=np.zeros(0, dtype=np.int64), right=np.zeros(0, dtype=np.int64))
    assert shipped().mended(sentences(), TEXTS, pairs, np.zeros(0)).tolist() == []


def test_the_model_knows_what_is_measured():
    pairs = shipped().measured(sentences(), TEXTS, measure(sentences()))
    assert set(model.load_contextual().names) <= set(pairs.names)
    assert len(set(pairs.names)) == len(pairs.names) == pairs.values.shape[1]


class Denying:
    """Says of every pair that it makes no claim in common, and remembers how many it was asked about."""

    def __init__(self):
        self.asked = 0

    def mended(self, units, texts, pairs, probability):
        assert len(texts) == len(units) > max(pairs.left.max(), pairs.right.max())
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
    with encoder.using(tmp_path), pytest.raises(FileNotFoundError, match=r"lower\.npz .* not of this release"):
        encoder.load()
