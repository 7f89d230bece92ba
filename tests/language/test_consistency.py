"""Names made consistent over an article, whatever network found them."""

import re
from dataclasses import replace

import pytest
from made import article

from headwater.language.annotated import Name
from headwater.language.consistency import consistent
from headwater.language.plain import split


def kinds(text, found):
    """Return the names and kinds of `text` after names of these kinds were found in it, in reading order."""
    names = []
    for name, sorts in found.items():
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        free = [(a, b) for a, b in places if not any(n.start <= a < n.end for n in names)]
        names += [Name(a, b, name, kind, name) for (a, b), kind in zip(free, sorts, strict=True)]
    annotated = replace(split(article(text, "Echo")), names=tuple(sorted(names, key=lambda n: n.start)))
    return [(n.text, n.kind) for n in consistent(annotated).names]


@pytest.mark.parametrize(
    ("name", "kind", "settled"),
    [
        ("West Bank", "ORG", "LOC"),
        ("Oval Office", "ORG", "LOC"),
        ("Calder Bank", "LOC", "ORG"),
    ],
)
def test_the_words_of_a_name_decide_its_kind(name, kind, settled):
    assert kinds(f"They saw the {name} there.", {name: [kind]}) == [(name, settled)]


def test_the_short_form_of_a_body_is_no_person():
    text = "The Calder Island Housing Agency (CIHA) paid. CIHA has money, and CIHA will pay."
    found = {"Calder Island Housing Agency": ["ORG"], "CIHA": ["PER", "ORG", "PER"]}
    assert {kind for name, kind in kinds(text, found) if name == "CIHA"} == {"ORG"}


def test_an_address_behind_a_name_is_none_of_it():
    name = "Ann Bo ann@example.org"
    assert kinds(f"{name} wrote.", {name: ["PER"]}) == [("Ann Bo", "PER")]


def test_a_storm_is_no_person():
    text = "Hurricane Oda hit the coast. Oda is weaker now. The house of Oda Lind still stands."
    assert kinds(text, {"Oda Lind": ["PER"], "Oda": ["PER", "LOC"]}) == [("Oda Lind", "PER")]
    text = "Tropical Storm Oda hit the coast. Oda is weaker now."
    assert kinds(text, {"Storm Oda": ["PER"], "Oda": ["PER"]}) == []


def test_a_well_known_organisation_is_one():
    assert kinds("Aid came from Oxfam.", {"Oxfam": ["PER"]}) == [("Oxfam", "ORG")]


def test_a_well_known_organisation_is_not_missed():
    text = "Save the Children and Oxfam met Bo of Oxfam House. Time passed."
    annotated = split(article(text, "Echo"))
    proper = tuple(replace(t, pos="PROPN" if t.text[0].isupper() else "NOUN") for t in annotated.tokens)
    names = consistent(replace(annotated, tokens=proper)).names
    assert [(n.text, n.kind) for n in names] == [("Save the Children", "ORG"), ("Oxfam", "ORG")]


def test_a_well_known_organisation_is_not_missed_for_a_mark_in_its_name():
    text = "Coca-Cola met Moody's of Procter & Gamble. Time passed."
    annotated = split(article(text, "Echo"))
    proper = tuple(replace(t, pos="PROPN" if t.text[0].isupper() else "NOUN") for t in annotated.tokens)
    names = consistent(replace(annotated, tokens=proper)).names
    assert [n.text for n in names] == ["Coca-Cola", "Moody's", "Procter & Gamble"]


def test_zones_of_hours_and_degrees_are_no_names():
    text = "Ann Bo, MD, came at 5 p.m. GMT."
    assert kinds(text, {"Ann Bo": ["PER"], "MD": ["ORG"], "GMT": ["ORG"]}) == [("Ann Bo", "PER")]


def test_a_name_glued_to_itself_is_named_once():
    text = "Mara Voss Mara Voss spoke of the ferry."
    assert kinds(text, {"Mara Voss Mara Voss": ["PER"]}) == [("Mara Voss", "PER")]


def test_a_name_of_one_word_twice_stays():
    assert kinds("They heard Duran Duran there.", {"Duran Duran": ["ORG"]}) == [("Duran Duran", "ORG")]


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("So said Moon Jae-in in Ostby.", "Moon Jae", "Moon Jae-in"),
        ("The Ada Holm-led board met.", "Ada Holm", "Ada Holm"),
        ("The Holm-or-nothing board met.", "Holm", "Holm"),
    ],
)
def test_a_given_name_of_two_syllables_is_not_cut(text, found, name):
    assert kinds(text, {found: ["PER"]}) == [(name, "PER")]
