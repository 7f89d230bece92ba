"""Figures of invented sentences: value, unit, bound, and what they count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import article
from parsed import parsed

from headwater.language import annotate, english, figures, moments
from headwater.language.annotated import Annotated
from headwater.language.numerals import ordinal_of, value_of


def read(text):
    annotated = parsed(text)
    return figures.find(replace(annotated, moments=moments.find(annotated)))


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "unit", "bound"),
    [
        ("It cost $2.5 million.", "money", 2.5e6, 2.5e6, "USD", "exact"),
        ("It cost more than €40bn.", "money", 4e10, 4e10, "EUR", "more than"),
        ("It cost 300 yen a litre.", "money", 300, 300, "JPY/l", "exact"),
        ("Nearly 60 percent agreed.", "percent", 60, 60, "%", "nearly"),
        ("At least twelve boats sank.", "count", 12, 12, "", "at least"),
        ("About 1,250 people fled.", "count", 1250, 1250, "", "about"),
        ("Up to two hundred and five people fled.", "count", 205, 205, "", "at most"),
        ("Dozens of people fled.", "count", 12, 120, "", "dozens"),
        ("Tens of thousands fled.", "count", 1e4, 1e5, "", "dozens"),
        ("Five to seven boats sank.", "count", 5, 7, "", "range"),
        ("It takes 40-60 hours.", "duration", 40, 60, "h", "range"),
        ("Between 5% and 6% agreed.", "percent", 5, 6, "%", "range"),
        ("The whale is 12.5 metres long.", "measure", 12.5, 12.5, "m", "exact"),
        ("It lies in an 80m-deep well.", "measure", 80, 80, "m", "exact"),
        ("It lies in the 40m dry well.", "measure", 40, 40, "m", "exact"),
        ("It lent 40m to the town.", "count", 4e7, 4e7, "", "exact"),
        ("A 34-year-old sailor drowned.", "age", 34, 34, "year of age", "exact"),
        ("Children between the ages of 10 and 15 drowned.", "age", 10, 15, "year of age", "range"),
        ("Maria Sand, 34, drowned.", "age", 34, 34, "year of age", "exact"),
        ("He won a fifth term.", "ordinal", 5, 5, "ordinal", "exact"),
        ("One in three boats leaks.", "ratio", 1 / 3, 1 / 3, "ratio", "exact"),
        ("Two-thirds of the boats leak.", "ratio", 2 / 3, 2 / 3, "ratio", "exact"),
        ("Half a million people fled.", "count", 5e5, 5e5, "", "exact"),
        ("The month lasts 29 and a half days.", "duration", 29.5, 29.5, "day", "exact"),
        ("It fell to -12 degrees.", "measure", -12, -12, "deg", "exact"),
        ("She won by .112 of a length.", "count", 0.112, 0.112, "", "exact"),
        ("It fell by 5 to 20 percent.", "percent", 5, 20, "%", "range"),
        ("It fell to minus 12 degrees.", "measure", -12, -12, "deg", "exact"),
        ("The bill passed 62-35.", "ratio", 62, 35, "score", "exact"),
    ],
)
def test_a_figure_is_read(text, kind, low, high, unit, bound):
    (found,) = read(text)
    assert (found.kind, found.unit, found.bound) == (kind, unit, bound)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text",
    [
        "It closed on March 3, 2019.",
        "One of them was late.",
        "The S&P 500 fell.",
        "Flight 175 left.",
        "She wrote chapter 12.",
        "The code is B52x.",
        "No one came; he has one.",
        "Somebody dialled 911 in time.",
        "The 911 call was short.",
        "Ring 0207 555 4368 for more.",
        "Halden sold its Pixel 2 last year.",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text):
    assert read(text) == ()


@pytest.mark.parametrize("text", ["It rose by more than 20,000 to 80,000.", "Profit rose by 5 million to 20 million."])
def test_by_how_much_and_to_what_are_two_figures(text):
    assert [figure.low == figure.high for figure in read(text)] == [True, True]


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("It fell to 12 and a half of them quit.", [12, 0.5]),
        ("In London 12 will stand trial.", [12]),
        ("The march was joined by 2,000 to 3,000 people.", [2000]),
    ],
)
def test_what_looks_like_a_change_a_part_or_a_name_is_none(text, lows):
    assert [figure.low for figure in annotate(article(text, "Echo")).figures] == lows


def test_a_town_before_the_comma_has_no_age():
    (figure,) = annotate(article("Ann Lee of Leeds, 34, was killed.", "Echo")).figures
    assert figure.what == "Ann Lee of Leeds"


def test_of_a_list_of_names_each_has_the_age_behind_it():
    text = "They were: Brian Barr, 30, of Elgin, James Cole, 24, of Elgin, Alex Dow, 62, of Nairn."
    aged = [(figure.what.strip(","), figure.low) for figure in annotate(article(text, "Echo")).figures]
    assert aged == [("Brian Barr", 30), ("James Cole", 24), ("Alex Dow", 62)]


def test_pounds_are_money_with_their_sign_and_weights_without():
    assert [f.unit for f in read("It cost £12.")] == ["GBP"]
    assert [f.unit for f in read("It weighs 12 pounds.")] == ["lb"]
    assert [f.unit for f in read("They raised 2 million pounds.")] == ["GBP"]


def test_a_deed_before_a_number_is_no_amount():
    assert [f.text for f in read("She wins if she scores seven points more than he does.")] == ["seven"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("He crashed on lap 48 in the rain.", ["ordinal"]),
        ("He passed her at turn two before the bridge.", ["ordinal"]),
        ("He crashed after 48 laps in the rain.", ["count"]),
        ("The hall has a capacity of 300.", ["count"]),
    ],
)
def test_a_number_after_its_noun_tells_which_one_is_meant(text, kinds):
    annotated = english.load().parse(parsed(text).article)
    assert [f.kind for f in figures.find(annotated)] == kinds


def test_without_a_parse_the_words_after_the_number_tell_what_it_counts():
    (found,) = read("Rescuers found three small fishing boats near the pier.")
    assert found.what == "small fishing boats"


def test_an_article_that_was_not_analysed_has_no_figures():
    assert figures.find(Annotated(parsed("12 boats.").article, analysed=False)) == ()


def test_numbers_in_words():
    assert value_of("one hundred and five") == 105
    assert value_of("2.5 million") == 2.5e6
    assert value_of("twenty-one") == 21
    assert value_of("three and a half") == 3.5
    assert value_of("harbour") is None
    assert value_of("9" * 500) is None
    assert ordinal_of("twenty-first") == 21
    assert ordinal_of("22nd") == 22
    assert ordinal_of("harbour") is None


def test_the_parse_tells_what_is_counted_and_under_which_verb():
    try:
        pipeline = english.load()
    except Exception as reason:  # noqa: BLE001 - whatever keeps the model from loading, there is nothing to test
        pytest.skip(f"no English model: {reason}")
    annotated = pipeline.parse(parsed("The storm killed 14 fishermen and destroyed nine boats.").article)
    found = figures.find(annotated)
    assert [(f.low, f.verb) for f in found] == [(14, "kill"), (9, "destroy")]
    assert [f.what for f in found] == ["fishermen", "boats"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The boy fell into the 80m-deep well in Tarnford.", "well"),
        ("The boy fell down the 40m dry well in Tarnford.", "well"),
        ("They put a 30-metre wall around the harbour.", "wall"),
        ("He plummeted into a 130-foot-deep chute.", "chute"),
        ("The wave was 20m high.", "wave"),
    ],
)
def test_a_measure_before_a_noun_tells_how_deep_or_high_that_is(text, what):
    (found,) = figures.find(english.load().parse(parsed(text).article))
    assert found.what.split()[-1] == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The boy, who fell 12 feet, is well.", "boy"),
        ("The firm, which has 300 workers, closed.", "workers"),
        ("They weigh more than 400 pounds.", ""),
    ],
)
def test_a_pronoun_counts_nothing_and_a_relative_one_is_its_noun(text, what):
    (found,) = figures.find(english.load().parse(parsed(text).article))
    assert found.what == what


PIECES = st.sampled_from(
    [
        "9" * 400,
        "٣٤ ",
        "²",
        "½ ",
        "$",
        "€ ",
        "1,000",
        ",",
        ".",
        "-",
        " to ",
        "million ",
        "dozens of ",
        "percent ",
        "five ",
        "hundred ",
        "in ",
        "a ",
        "half ",
        " per ",
        "inf ",
        "nan ",
        "1e999 ",
        "-old ",
        "m ",
        "bn",
        "\n\n",
        "one ",
        "/",
        "’",
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_gives_finite_figures_in_order_inside_the_text(text):
    end = 0
    for figure in read(text):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.text == text[figure.start : figure.end]
        assert abs(figure.low) < 1e40
        assert abs(figure.high) < 1e40
        end = figure.end


@pytest.mark.parametrize("piece", ["9", "1,", "a. ", "$", "five ", "one hundred ", "1-", "half of ", "$1 to "])
def test_hostile_repetition_is_read_in_time(piece):
    found = read(piece * (60_000 // len(piece)))
    assert all(f.end - f.start < 300 for f in found)
