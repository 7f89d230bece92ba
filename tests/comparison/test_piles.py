"""Piles: many articles of one story, much of it copied, all of it about the same people and the same day."""

from functools import cache
from itertools import combinations

import numpy as np

from headwater.article import Article, Block
from headwater.comparison.claims import align, grouping, tellings
from headwater.comparison.claims.features import Pairs
from headwater.comparison.claims.tellings import Telling
from headwater.comparison.claims.topic import PILE, Salience, Topic
from headwater.comparison.claims.units import units
from headwater.language import annotate
from headwater.stories.story import Story

LEDES = (
    "President Alma Torv said she was going into her meeting with Chancellor Piet Maas in Lindhaven with low hopes.",
    "President Alma Torv called the dairy union a rival before her meeting with Chancellor Piet Maas in Lindhaven.",
    "President Alma Torv landed in Lindhaven on Friday for a meeting with Chancellor Piet Maas.",
    "President Alma Torv promised the fishermen of Lindhaven a new harbour on the eve of her talks with Piet Maas.",
    "President Alma Torv mocked the newspapers of the capital before she met Chancellor Piet Maas in Lindhaven.",
    "President Alma Torv and Chancellor Piet Maas danced a waltz in Lindhaven after their talks.",
)
# What one outlet alone tells of the same people.
OWN = (
    "Torv will visit a cheese factory with Maas on Saturday.",
    "Maas gave Torv a clock made by the carpenters of Lindhaven.",
    "The bakers of Lindhaven named a cake after President Torv.",
    "Chancellor Maas broke his leg while skiing last winter.",
    "A choir of schoolchildren sang for Torv and Maas at noon.",
    "Torv slept on her aeroplane, her spokeswoman said.",
    "The talks between Torv and Maas were held in an old brewery.",
    "Police closed four bridges in Lindhaven during the talks.",
    "Torv has met Maas twice, once in a train and once at sea.",
    "Maas said the two had spoken about wolves.",
    "A storm delayed the motorcade of President Torv by an hour.",
    "Lindhaven has spent three million crowns on flags.",
)
# One wire sentence as eight outlets print it: a word changed, cut, or moved.
HOPES = (
    "Torv told Radio North that she had not thought of asking Maas to return the nine stolen Vermoy paintings.",
    "Torv also told Radio North that she had not thought of asking Maas to return the nine stolen Vermoy paintings.",
    "Torv told Radio North on Friday she had not thought of asking Maas to return the nine stolen Vermoy paintings.",
    "She also tells Radio North that she had not thought of asking Maas to return the nine stolen Vermoy paintings.",
)
THIEVES = (
    "Pressure on Torv has grown since prosecutors charged two curators with the theft of the nine Vermoy paintings.",
    "Pressure has grown on Torv since the prosecutors charged two curators with the theft of nine Vermoy paintings.",
)


def article(name, text):
    return Article(
        id=name, source=f"{name}.txt", record=None, outlet=name, publisher=name, title=None, byline=None,
        dateline=None, published="2024-05-17", modified=None, language="en", url=None, text=text,
        blocks=(Block(0, len(text)),),
    )  # fmt: skip


@cache
def understood(name, text):
    return annotate(article(name, text))


def pile():
    """Return twelve reports, of which most print the same wire sentences, and their texts by name."""
    reports = {
        f"outlet{number:02}": "\n\n".join(
            (LEDES[number % len(LEDES)], HOPES[number % len(HOPES)], OWN[number], THIEVES[number % len(THIEVES)])
        )
        for number in range(PILE + 2)
    }
    story = Story("s", "Meeting", tuple(understood(name, text) for name, text in reports.items()))
    return story, reports


def test_a_word_changed_cut_or_moved_makes_no_second_telling():
    sentences = units([understood(f"o{number}", text) for number, text in enumerate((*HOPES, *THIEVES))])
    left, right = (np.array(side) for side in zip(*combinations(range(6), 2), strict=True))
    pairs = Pairs(left, right, (), np.zeros((15, 0), dtype=np.float32))
    found = tellings.fold(sentences, pairs, np.ones(15, dtype=bool))
    assert [one.members for one in found] == [(0, 1, 2, 3), (4, 5)]
    # What the pair decision holds apart is no copy, however alike the words.
    assert len(tellings.fold(sentences, pairs, np.zeros(15, dtype=bool))) == 6


def test_a_telling_has_one_voice_however_often_it_is_printed():
    told = [Telling((0, 1, 2), (0, 1, 2)), Telling((3,), (3,)), Telling((4,), (2,))]
    pairs = Pairs(np.array([0, 1, 0, 3]), np.array([3, 3, 4, 4]), (), np.zeros((4, 0), dtype=np.float32))
    links = tellings.between(told, pairs, np.array([0.9, 0.6, 0.8, 0.5]))
    # One of the three copies is not even a candidate; the third stands in the article of sentence 4 itself.
    assert links == {(0, 1): (0.9 + 0.6) / 3, (0, 2): 0.8 / 2, (1, 2): 0.5}


def test_propositions_of_a_pile_are_not_welded_by_the_names_that_all_articles_have():
    story, reports = pile()
    apart = [HOPES, THIEVES, *((words,) for words in (*LEDES, *OWN))]
    for one in align(story, ()):
        told = {reports[m.article][m.start : m.end] for m in one.mentions}
        assert sum(any(words in text for text in told for words in kind) for kind in apart) <= 1


def test_all_copies_are_reports_of_one_claim():
    story, reports = pile()
    for kind in (HOPES, THIEVES):
        held = [
            {m.article for m in one.mentions}
            for one in align(story, ())
            if any(reports[m.article][m.start : m.end] in kind for m in one.mentions)
        ]
        assert held == [set(reports)]


def test_what_all_tell_weighs_nothing_and_what_comes_together_tells_one_thing():
    texts = [f"{LEDES[2]} Item {word} was also shown there." for word in ("amber", "birch", "coral", "dahlia")]
    sentences = units([understood(f"w{number}", text) for number, text in enumerate(texts)])
    weights = Salience(tellings.apart(sentences), sentences)
    named = next(word.stem for word in sentences[0].words if word.text == "Torv")
    rare = next(word.stem for word in sentences[1].words if word.text == "amber")
    assert weights.weigh(named) < weights.weigh(rare)
    assert weights.weigh("never said") == 0
    topic = Topic(tellings.apart(sentences), sentences)
    # Two ledes tell the same, two items share only that something was shown.
    assert topic.part(0, 2) > 0.9
    assert topic.part(1, 3) < topic.part(0, 2)


def test_tellings_that_one_article_has_both_are_two_claims():
    story, _ = pile()
    sentences = units(story.articles)
    of = {text: [n for n, u in enumerate(sentences) if u.start == at] for text, at in (("lede", 0),)}
    assert len(of["lede"]) == len(story.articles)
    told = [Telling((0, 3), (0, 1)), Telling((1, 4), (0, 1)), Telling((6,), (2,))]
    topic = Topic(told, sentences)
    links = [(0, 1, 0.9), (0, 2, 0.8), (1, 2, 0.8)]
    groups = grouping.cover(links, [-1, -2, 2], (), [(), (), ()], topic)
    assert not any({0, 1} <= {*group} for group in groups)
