"""Conflicts between invented reports: what is one, of which kind, and what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reports import report, story

from headwater.comparison import conflicts
from headwater.comparison.aligned import Aligned, Mention
from headwater.comparison.conflicts.arithmetic import relation
from headwater.language import annotate
from headwater.language.annotated import FigureMention


def sides(conflict):
    return [side.value for side in conflict.sides]


def figure(low, *, high=None, bound="exact", unit="", text=None, kind="count"):
    shown = text or f"{low:g}"
    return FigureMention(0, len(shown), shown, kind, low, high or low, unit, bound, "boats", None, "sink", None)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (figure(14), figure(14), "same"),
        (figure(14), figure(9), "apart"),
        (figure(43_885_310, text="43,885,310"), figure(44e6, text="44 million"), "rounding"),
        (figure(43_885_310, text="43,885,310"), figure(43e6, text="43 million"), "rounding"),
        (figure(352_000, text="352,000"), figure(200_000, bound="nearly", text="200,000"), "apart"),
        (figure(600), figure(600, bound="about"), "rounding"),
        (figure(16), figure(20), "apart"),
        (figure(29), figure(30), "rounding"),
        (figure(9, text="nine"), figure(10, text="ten"), "apart"),
        (figure(715, text="715"), figure(1_000, bound="about", text="1,000"), "apart"),
        (figure(1_150, bound="at least"), figure(1_230), "granularity"),
        (figure(100, bound="more than"), figure(400), "apart"),
        (figure(146e9, bound="about", text="146 billion"), figure(148.9e9, text="148.9 billion"), "apart"),
        (figure(40, high=60, bound="range"), figure(50), "granularity"),
        (figure(40, high=60, bound="range"), figure(90), "apart"),
        (figure(12, unit="m", kind="measure"), figure(40, unit="ft", kind="measure", text="40"), "rounding"),
        (figure(5, unit="USD", kind="money"), figure(5, unit="EUR", kind="money"), "incomparable"),
        (
            figure(22, unit="month", kind="duration"),
            figure(2, unit="year", bound="nearly", kind="duration"),
            "rounding",
        ),
    ],
)
def test_the_arithmetic_of_rounding_bounds_and_ranges(one, other, found):
    assert relation(one, other) == found
    assert relation(other, one) == found


def test_a_copied_sentence_with_another_figure_is_a_conflict(compare):
    found = compare(
        "The storm sank 14 fishing boats in the harbour of Saint Orla on Monday, the coast guard said.",
        "The storm sank 19 fishing boats in the harbour of Saint Orla on Monday, the coast guard said.",
    )
    (conflict,) = found
    assert (conflict.slot, conflict.kind, conflict.certainty) == ("figure", "real", "sure")
    assert sides(conflict) == ["14 fishing boats", "19 fishing boats"]


def test_a_rounded_figure_is_rounding(compare):
    (conflict,) = compare(
        "Repairs to the harbour of Saint Orla will cost $43,885,310, the council said.",
        "Repairs to the harbour of Saint Orla will cost nearly $44 million, the council said.",
    )
    assert (conflict.slot, conflict.kind) == ("figure", "rounding")


def test_a_side_has_all_outlets_that_give_its_value(compare):
    (conflict,) = compare(
        "A 3-year-old boy fell into the harbour of Saint Orla on Saturday.",
        "A four-year-old boy fell into the harbour of Saint Orla on Saturday.",
        "For an hour, neighbours say, the mother of a three-year-old boy had called for help.",
        "Two boys were seen, a 3-year-old boy and a 4-year-old boy, but nobody knows by whom.",
    )
    told = {side.value: len(side.reports) for side in conflict.sides}
    assert sorted(told.items()) == [("3-year-old boy", 2), ("four-year-old boy", 1)]


def test_a_side_has_all_outlets_that_tell_it_of_its_day(compare):
    found = compare(
        "The storm sank the fishing boat Aurora in the harbour of Saint Orla on Monday, the coast guard said.",
        "The storm sank the fishing boat Aurora in the harbour of Saint Orla on Tuesday, the coast guard said.",
        "A fishing boat was lost Tuesday when a storm, the first of the year, came over the harbour of Saint Orla.",
        "The council of Tarnford met on Tuesday.",
        dates=("2024-05-17",) * 4,
    )
    told = {side.value: len(side.reports) for conflict in found if conflict.kind == "real" for side in conflict.sides}
    assert told == {"Monday": 1, "Tuesday": 2}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The race in Tarnford was stopped on lap 20 after Kimo Raik crashed in the rain.",
            "Felipe Moss crashed on lap 48 of the race in Tarnford in the rain.",
        ),
        (
            "One lap later, Brad Keller stopped for fuel and Jeff Garden took the lead.",
            "Jeff Garden took the lead with eight laps to go when Brad Keller stopped for fuel.",
        ),
    ],
)
def test_numbers_of_others_or_from_elsewhere_are_no_rivals(compare, one, other):
    assert [c for c in compare(one, other) if c.slot == "figure"] == []


def test_figures_of_different_things_are_none(compare):
    assert not compare(
        "The storm sank 14 boats in the harbour of Saint Orla on Monday.",
        "The storm tore 19 roofs from houses in Saint Orla on Monday.",
    )


def test_a_figure_that_the_other_article_also_gives_is_none(compare):
    assert not compare(
        "The storm sank 14 fishing boats in the harbour of Saint Orla. Later 19 boats were counted.",
        "The storm sank 19 fishing boats in the harbour of Saint Orla. At first 14 boats were counted.",
    )


def test_disjoint_weekdays_of_one_act_conflict(compare):
    found = compare(
        "The mayor of Saint Orla opened the new harbour museum on Tuesday before a small crowd.",
        "The mayor of Saint Orla opened the new harbour museum on Thursday before a small crowd.",
    )
    assert [(c.slot, c.kind, sides(c)) for c in found] == [("date", "real", ["Tuesday", "Thursday"])]


def test_each_date_counts_from_its_own_article(compare):
    assert not compare(
        "The mayor of Saint Orla opened the new harbour museum yesterday before a small crowd.",
        "The mayor of Saint Orla opened the new harbour museum on Tuesday before a small crowd.",
        dates=("2024-05-15", "2024-05-16"),
    )


def test_a_month_and_a_day_in_it_are_granularity(compare):
    found = compare(
        "The mayor of Saint Orla opened the new harbour museum in March 2023 before a small crowd.",
        "The mayor of Saint Orla opened the new harbour museum on March 3, 2023 before a small crowd.",
    )
    assert [(c.slot, c.kind) for c in found] == [("date", "granularity")]


def test_a_surname_with_two_letters_swapped_is_a_conflict_and_a_transliteration_is_none(compare):
    found = compare(
        "Harbour master Anna Bertol closed the pier of Saint Orla, the council said.",
        "Harbour master Anna Bretol closed the pier of Saint Orla, the council said.",
    )
    assert ("identity", "real") in [(c.slot, c.kind) for c in found]
    assert not compare(
        "The ferry from Kharkov reached the pier of Saint Orla.",
        "The ferry from Kharkiv reached the pier of Saint Orla.",
    )


def test_planned_and_done_is_an_update(compare):
    found = compare(
        "The mayor will open the new harbour museum of Saint Orla with fishermen.",
        "The mayor opened the new harbour museum of Saint Orla with fishermen.",
    )
    assert ("sequence", "update") in [(c.slot, c.kind) for c in found]


def test_an_institution_under_two_names(compare):
    found = compare(
        "The minister met students at Redfield Institute of Mining and planted a tree.",
        "The minister met students at Redfield University and planted a tree.",
    )
    assert ("identity", ["Redfield Institute of Mining", "Redfield University"]) in [(c.slot, sides(c)) for c in found]


def test_the_age_of_one_person(compare):
    found = compare("Maria Sandvik, 34, was rescued from the pier.", "Rescuers pulled Maria Sandvik, 36, from the sea.")
    assert [(c.slot, c.kind, sides(c)) for c in found] == [("figure", "real", ["34", "36"])]


def test_the_places_hold_the_values(compare):
    texts = (
        "The storm sank 14 fishing boats in the harbour of Saint Orla on Monday, the coast guard said.",
        "The storm sank 19 fishing boats in the harbour of Saint Orla on Monday, the coast guard said.",
    )
    articles = {report(f"Outlet {n}", text).article.id: text for n, text in enumerate(texts)}
    (conflict,) = compare(*texts)
    for side, value in zip(conflict.sides, ("14", "19"), strict=True):
        (place,) = side.reports
        assert articles[place.article][place.start : place.end] == value


def test_the_order_of_the_articles_changes_no_conflict(pipeline):
    texts = (
        "The storm sank 14 fishing boats in the harbour of Saint Orla on Monday, the coast guard said.",
        "The storm sank 19 fishing boats in the harbour of Saint Orla on Tuesday, the coast guard said.",
        "The mayor of Saint Orla thanked the coast guard.",
    )
    made = [annotate(report(f"Outlet {n}", text).article, pipeline) for n, text in enumerate(texts)]

    def told(articles):
        found = conflicts.find(replace(story(), articles=tuple(articles)), ())
        return {(c.slot, c.kind, frozenset((s.value, s.reports) for s in c.sides)) for c in found}

    assert told(made) == told(made[::-1]) == told([made[1], made[2], made[0]])


def test_a_story_without_english_has_no_conflicts():
    assert conflicts.find(story(report("Outlet", "Niets.")), ()) == ()


def test_what_was_of_last_year_is_no_rival_of_what_is_of_this(compare):
    found = compare(
        "Last year the harbour police counted 14 thefts at the fair in Ostby.",
        "This year the harbour police counted at least three thefts at the fair in Ostby.",
    )
    assert [c for c in found if c.slot == "figure"] == []


def test_two_years_with_a_sum_each_are_two_facts(compare):
    found = compare(
        "The harbour company earned $30 million from ferry tickets in 2014.",
        "The harbour company earned $10 million from ferry tickets in 2013.",
    )
    assert [c for c in found if c.slot == "date"] == []


def test_a_label_says_in_the_words_of_the_text_who_does_what(compare):
    found = compare(
        "The ferry Aurora left Ostby harbour on Monday, the harbour master said.",
        "The ferry Aurora left Ostby harbour on Tuesday, the harbour master said.",
        dates=("2024-05-17", "2024-05-17"),
    )
    assert [c.about for c in found if c.slot == "date"] == ["when: The ferry Aurora left Ostby harbour"]


def test_who_decides_to_turn_back_has_turned_back(compare):
    found = compare(
        "The captain decided to turn the ferry Aurora around off Ostby after the fire.",
        "The captain turned the ferry Aurora around off Ostby after the fire.",
    )
    assert [c for c in found if c.slot == "sequence"] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The tram crash in Ostby trapped five people on Friday.",
            "At least nine people died in the tram crash in Ostby.",
        ),
        (
            "Four rescue crews worked at the tram crash in Ostby, police said.",
            "Six ambulance crews worked at the tram crash in Ostby, police said.",
        ),
        (
            "The hospital in Ostby treated 20 people after the crash, four of whom were badly injured.",
            "The hospital in Ostby treated people after the crash, 31 were badly injured.",
        ),
    ],
)
def test_counts_of_other_groups_are_no_rivals(compare, one, other):
    assert [c for c in compare(one, other) if c.slot == "figure"] == []


def test_words_that_anybody_uses_make_no_two_quotations_one(compare):
    found = compare(
        'Police said: "A number of people are believed to have been hurt."',
        'Police said: "A number of people have been taken to the clinic."',
    )
    assert [c for c in found if c.slot == "quote-wording"] == []


def test_days_that_nest_are_one_side(compare):
    found = compare(
        "The ferry Aurora left Ostby harbour early on Tuesday, the harbour master said.",
        "The ferry Aurora left Ostby harbour at 6:40 a.m. on Tuesday, the harbour master said.",
        "The ferry Aurora left Ostby harbour on Monday morning, the harbour master said.",
        dates=("2024-05-17", "2024-05-17", "2024-05-17"),
    )
    real = [c for c in found if c.slot == "date" and c.kind == "real"]
    assert [len(c.sides) for c in real] == [2]


def test_what_is_taken_off_a_ship_is_not_the_ship(compare):
    found = compare(
        "Three passengers were removed from the tram Aurora after the Ostby crash.",
        "The tram Aurora will be removed tomorrow after the Ostby crash.",
    )
    assert [c for c in found if c.slot == "sequence"] == []


@pytest.mark.parametrize(("when", "kinds"), [("this week", ["granularity"]), ("in 2024", [])])
def test_one_claim_with_a_week_here_and_a_day_there_is_told_more_or_less_exactly(pipeline, when, kinds):
    texts = (
        f"After talks with fishermen and hotel owners the council of Ostby approved the new ferry harbour {when}.",
        "On Tuesday the new ferry harbour won the approval of a majority in the council.",
    )
    made = [
        annotate(report(f"Outlet {n}", text, published="2024-05-17").article, pipeline) for n, text in enumerate(texts)
    ]
    mentions = [
        Mention(one.article.id, 0, len(one.article.text), 0, one.propositions[0]) for one in made if one.propositions
    ]
    claim = Aligned("c1", tuple(mentions), 0, 1.0)
    found = [c for c in conflicts.find(story(*made), (claim,)) if c.slot == "date"]
    assert [c.kind for c in found] == kinds
