"""Names that are one person, organisation or place, within an article and over several."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.article import Article, Block
from headwater.language import english
from headwater.language.annotated import Name
from headwater.language.consistency import consistent
from headwater.language.names import canonical, folded, joined, same_entity


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Belzig", "Arno Belzig"),
        ("Mr. Belzig", "Arno Belzig"),
        ("President Ola Lindqvist", "Lindqvist"),
        ("Foreign Minister Ola Lindqvist", "Ola Lindqvist"),
        ("A. Belzig", "Arno Belzig"),
        ("Sergey Orlov", "Sergei Orlov"),
        ("Bob Tarrant", "Robert Tarrant"),
        ("Zoë Ødegaard", "Zoe Ødegaard"),
        ("U.S.", "United States"),
        ("the UK", "Britain"),
        ("WHO", "World Health Organization"),
        ("N.C.R.", "National Council of Rowers"),
        ("Arkwright Inc.", "Arkwright"),
        ("Justice Department", "Department of Justice"),
        ("Kiev", "Kyiv"),
    ],
)
def test_one_entity(a, b):
    assert same_entity(a, b)
    assert same_entity(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Arno Belzig", "Maria Belzig"),
        ("Arno Belzig", "Ola Lindqvist"),
        ("Defense Department", "Justice Department"),
        ("Foreign Ministry", "Defense Ministry"),
        ("Oslo", "Oslo University"),
        ("North Korea", "South Korea"),
        ("US", "UK"),
        ("Belzig", "Belzig Street"),
        ("", "Oslo"),
    ],
)
def test_two_entities(a, b):
    assert not same_entity(a, b)
    assert not same_entity(b, a)


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Moscow", "Little Moscow", "LOC"),
        ("Oslo", "Oslo-Bergen Railway", "LOC"),
        ("Council", "Council of Rowers", "ORG"),
    ],
)
def test_places_and_organisations_have_no_last_names(a, b, kind):
    assert not same_entity(a, b, kind)


def test_an_organisation_without_its_subject():
    assert same_entity("Oslo Institute", "Oslo Institute of Rowing", "ORG")


def test_titles_are_no_part_of_a_name_but_of_an_organisation():
    assert folded("Prime Minister Ola Lindqvist") == ("ola", "lindqvist")
    assert folded("Justice Department") == ("justice", "department")


def test_canonical_names():
    assert canonical("U.S.A.") == "United States"
    assert canonical("Oslo") == "Oslo"


def test_a_story_has_one_form_for_each_entity():
    found = joined(
        [
            ("Arno Belzig", "PER"),
            ("Belzig", "PER"),
            ("Ola Lindqvist", "PER"),
            ("US", "LOC"),
            ("United States", "LOC"),
            ("World Health Organization", "ORG"),
            ("WHO", "ORG"),
        ]
    )
    assert found["Belzig"] == found["Arno Belzig"] == "Arno Belzig"
    assert found["US"] == found["United States"] == "United States"
    assert found["WHO"] == "World Health Organization"
    assert found["Ola Lindqvist"] == "Ola Lindqvist"


def test_a_short_form_of_two_people_stays_by_itself():
    found = joined([("Arno Belzig", "PER"), ("Maria Belzig", "PER"), ("Belzig", "PER")])
    assert found["Belzig"] == "Belzig"
    assert found["Arno Belzig"] != found["Maria Belzig"]


@given(st.lists(st.tuples(st.text(max_size=12), st.sampled_from(["PER", "ORG", "LOC"])), max_size=12))
def test_any_names_are_joined_whatever_their_order(entities):
    assert joined(entities) == joined(reversed(entities))
    assert set(joined(entities)) == {name for name, _ in entities}


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_names_compare_the_same_both_ways(a, b):
    assert same_entity(a, b) == same_entity(b, a)


def parsed(text):
    article = Article(
        "1", "test", None, "T", "T", None, None, None, None, None, "en", None, text, (Block(0, len(text)),)
    )
    return english.load().parse(article).names


def test_a_weekday_or_a_title_is_no_part_of_a_name():
    names = parsed(
        "On Thursday President Ola Lindqvist of Norway arrived in London. Lindqvist met the queen on Friday."
    )
    assert ("Lindqvist", "Ola Lindqvist") in {(n.text, n.entity) for n in names}
    assert all("Thursday" not in n.text and "Friday" not in n.text and "President" not in n.text for n in names)


def test_demonyms_are_no_names():
    names = parsed("The Russian and French delegations met American officials in Geneva, the Germans said.")
    assert {n.text for n in names} <= {"Geneva"}


def test_the_same_words_are_one_kind_throughout():
    names = parsed(
        "Maria Santos won the race. Santos, who lives in Lisbon, said she was tired. Fans of Santos cheered in Lisbon."
    )
    kinds = {}
    for n in names:
        kinds.setdefault(n.text, set()).add(n.kind)
    assert kinds["Santos"] == {"PER"}
    assert all(len(k) == 1 for k in kinds.values())


def test_a_last_name_is_the_person_the_report_is_about():
    names = parsed(
        "Maria Santos won the race. Maria Santos beat Paula Reyes, and her brother Pedro Santos watched."
        " Santos said she was tired."
    )
    assert [n.entity for n in names if n.text == "Santos"] == ["Maria Santos"]


def test_a_place_in_capitals_is_the_place():
    names = parsed("LISBON (XP) — The mayor of Lisbon spoke. BRAGANZA was quiet.")
    assert {n.entity for n in names if n.text.casefold() == "lisbon"} == {"Lisbon"}


def test_a_relative_named_once_takes_no_last_name_that_the_report_has_used_all_along():
    said = " ".join(f"Santos said she was {mood}." for mood in ("glad", "tired", "sure", "happy", "calm", "proud"))
    names = parsed(f"{said} Her father, Pedro Santos, watched.")
    assert {n.entity for n in names if n.text == "Santos"} == {"Santos"}
    short = parsed("Santos said she was glad. Her name is Maria Santos.")
    assert {n.entity for n in short if n.text == "Santos"} == {"Maria Santos"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("UDW Ada Belzig", "Ada Belzig"),
        ("PA Ada Belzig", "Ada Belzig"),
        ("Ada Belzig NPA", "Ada Belzig"),
        ("JD Belzig Moor", "JD Belzig Moor"),
        ("Ada Belzig III", "Ada Belzig III"),
        ("ADA BELZIG MOOR", "ADA BELZIG MOOR"),
        ("NPA Belzig", "NPA Belzig"),
    ],
)
def test_a_bodys_acronym_stuck_to_a_persons_name_is_none_of_it(written, name):
    text = f"{written} spoke at the pier. The crowd went home."
    article = Article(
        "1", "test", None, "T", "T", None, None, None, None, None, "en", None, text, (Block(0, len(text)),)
    )
    parsed_ = english.load().parse(article)
    run_on = replace(parsed_, names=(Name(0, len(written), written, "PER", written),))
    assert [n.text for n in consistent(run_on).names] == [name]


@pytest.mark.parametrize(("after", "kind"), [(", 36, spoke", "PER"), (", the town, spoke", "LOC"), (" spoke", "LOC")])
def test_who_has_an_age_is_a_person(after, kind):
    text = f"Rescuers pulled Maria Sandvik{after} from the sea."
    article = Article("1", "t", None, "T", "T", None, None, None, None, None, "en", None, text, (Block(0, len(text)),))
    parsed_ = english.load().parse(article)
    start = text.index("Maria")
    taken = replace(parsed_, names=(Name(start, start + 13, "Maria Sandvik", "LOC", "Maria Sandvik"),))
    assert [n.kind for n in consistent(taken).names] == [kind]
