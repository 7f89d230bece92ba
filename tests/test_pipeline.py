"""The whole flow, from articles to accounts."""

import random

import made
import pytest

import headwater
from headwater.article import Problem


@pytest.fixture(scope="module")
def accounts():
    return headwater.compare(made.pile())


def test_articles_of_one_event_are_one_story(accounts):
    assert sorted(len(story.articles) for story in accounts) == [1, 3]


def test_every_span_lies_in_its_article(accounts):
    texts = {article.id: article.text for article in accounts.articles}
    places = [r for s in accounts for c in s.claims for r in c.reports]
    places += [r for s in accounts for q in s.quotations for r in q.reports]
    places += [r for s in accounts for c in s.conflicts for side in c.sides for r in side.reports]
    places += [r for s in accounts for f in s.figures for r in f.reports]
    places += [r for s in accounts for p in s.passages for r in p.spans]
    assert places
    for place in places:
        assert 0 <= place.start < place.end <= len(texts[place.article])


def test_the_wire_prose_is_one_origin(accounts):
    story = max(accounts, key=lambda s: len(s.articles))
    assert story.passages
    aground = [c for c in story.claims if "aground" in c.text and c.outlets >= 2]
    assert aground
    assert all(c.independent.most < 3 for c in aground)


def test_an_account_shows_itself(accounts):
    story = max(accounts, key=lambda s: len(s.articles))
    assert story.to_json().startswith("{")
    assert "Maribel" in story.to_html()
    assert "Maribel" in story.to_markdown()
    assert story._repr_html_().startswith("<iframe")


def test_order_and_workers_change_no_byte(accounts):
    first = accounts.to_json()
    shuffled = made.pile()
    random.Random(7).shuffle(shuffled)  # noqa: S311 no secret is made of it
    assert headwater.compare(shuffled, workers=1).to_json() == first
    assert headwater.compare(shuffled, workers=2).to_json() == first


def test_problems_pass_through():
    problem = Problem("x.txt", "empty", "x.txt is empty")
    accounts = headwater.compare([*made.pile()[:1], problem])
    assert accounts.problems == (problem,)
    assert len(accounts) == 1


def test_nothing_to_compare_is_no_error():
    assert len(headwater.compare([])) == 0


def test_the_very_same_article_counts_once():
    pile = made.pile()
    accounts = headwater.compare([pile[0], pile[0]])
    assert len(accounts.articles) == 1
    assert accounts.articles[0].also == (pile[0].source,)
