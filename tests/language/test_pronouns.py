"""Whom "he" and "she" mean."""

from dataclasses import replace

from parsed import parsed

from headwater.language.annotated import Annotated
from headwater.language.quotations.pronouns import people_meant


def meant(text, people, bodies=()):
    annotated = parsed(text, people=people, bodies=bodies)
    return [(annotated.tokens[i].text, person) for i, person in sorted(people_meant(annotated).items())]


def test_the_sex_decides_between_two_people():
    text = "Mary Lee met John Ray. He left. She stayed."
    assert meant(text, ["Mary Lee", "John Ray"]) == [("He", "John Ray"), ("She", "Mary Lee")]


def test_a_pronoun_goes_on_with_its_person():
    text = "John Ray spoke. He waited. He paid. He left. He came. He wept."
    assert meant(text, ["John Ray"]) == [("He", "John Ray")] * 5


def test_a_body_is_neither_he_nor_she():
    assert meant("Acme paid. He left.", [], ["Acme"]) == []


def test_nobody_is_meant_before_anybody_is_named():
    assert meant("He waited. John Ray spoke.", ["John Ray"]) == []


def test_nothing_is_meant_in_an_article_without_words():
    annotated = parsed("He left.")
    assert people_meant(replace(annotated, tokens=(), sentences=())) == {}
    assert people_meant(Annotated(annotated.article, analysed=False)) == {}
