"""Speakers as the shipped English model reads them: who may speak, and who is only named beside."""

import pytest
from made import article

from headwater.language import annotate


def attributed(text):
    """Return the kind and speaker of each quotation of a text, in reading order."""
    return [(one.kind, one.speaker) for one in annotate(article(text, "Echo")).quotations]


def test_a_name_before_the_noun_of_a_person_is_not_that_person():
    text = "Felipe Rossi lost. The Williams driver waved to the crowd and admitted: “I will never forget this day.”"
    ((kind, speaker),) = attributed(text)
    assert kind == "direct"
    assert speaker != "Williams"


def test_the_name_right_after_its_noun_is_who_speaks():
    text = "The credit firm Halden has admitted that nine million people were hit by the breach."
    assert attributed(text) == [("indirect", "Halden")]


@pytest.mark.parametrize(
    "text",
    [
        "The truck needs to be repaired before the winter.",
        "The launch attempts to celebrate what nobody had built.",
        "The new rocket means to replace the old one.",
    ],
)
def test_what_has_no_mind_wants_nothing(text):
    assert attributed(text) == []


def test_the_land_of_an_office_does_not_speak():
    ((_, speaker),) = attributed("‘We have to get the guns out of people’s hands’ – Nevada state senator")
    assert speaker == "Nevada state senator"


def test_what_has_no_mind_says_nothing():
    text = "But the confusion over the source of the smoke goes on:\n\n“Smoke is coming from Gate 7.”"
    assert attributed(text) == [("direct", None)]


def test_who_adds_something_is_who_said_the_rest():
    text = "Ada Holm said he and his family were “shocked, horrified” by the news, saying he was “not an avid gun guy.”"
    assert {speaker for _, speaker in attributed(text)} == {"Ada Holm"}


@pytest.mark.parametrize("who", ["The crowd", "The driver", "Candidates", "Surviving relatives"])
def test_people_want_things(who):
    assert [kind for kind, _ in attributed(f"{who} wanted to leave the harbour before the winter.")] == ["indirect"]
