"""Moments of invented sentences, resolved against an invented date."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import article
from parsed import parsed

from headwater.language import annotate, moments
from headwater.language.annotated import Annotated
from headwater.language.moments.stretches import easter, holiday, shift

FRIDAY = "2024-05-17"


def dated(text, published=FRIDAY):
    from dataclasses import replace

    annotated = parsed(text)
    return replace(annotated, article=replace(annotated.article, published=published))


def values(text, published=FRIDAY):
    return [(m.text, m.value) for m in moments.find(dated(text, published))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The harbour closed on Tuesday.", ("Tuesday", "2024-05-14")),
        ("The harbour closed on Friday.", ("Friday", "2024-05-17")),
        ("The court will sit on Monday.", ("Monday", "2024-05-20")),
        ("It opened on March 3, 2019.", ("March 3, 2019", "2019-03-03")),
        ("It opened on 3 March 2019.", ("3 March 2019", "2019-03-03")),
        ("It opened in December.", ("December", "2023-12")),
        ("It opened in early April.", ("early April", "2024-04")),
        ("It closed two years ago.", ("two years ago", "2022")),
        ("It closed three days ago.", ("three days ago", "2024-05-14")),
        ("It closed last week.", ("last week", "2024-W19")),
        ("It opens this week.", ("this week", "2024-W20")),
        ("It closed last year.", ("last year", "2023")),
        ("It was closed yesterday evening.", ("yesterday evening", "2024-05-16TEV")),
        ("The ferry left at 5:30 p.m. on Tuesday.", ("5:30 p.m. on Tuesday", "2024-05-14T17:30")),
        ("It rained for three days.", ("three days", "P3D")),
        ("It rained for a decade.", ("a decade", "P10Y")),
        ("It was built in the 1990s.", ("the 1990s", "199")),
        ("It was a port in the 18th century.", ("18th century", "17")),
        ("It grew in the first quarter of 2021.", ("the first quarter of 2021", "2021-Q1")),
        ("It burned down in 1906.", ("1906", "1906")),
        ("They meet every Monday.", ("every Monday", "XXXX-WXX-1")),
        ("They spoke on New Year's Eve.", ("New Year's Eve", "2023-12-31")),
        ("The Sept. 11 attacks changed the port.", ("Sept. 11", "2001-09-11")),
        ("She wrote in the summer of 2020.", ("the summer of 2020", "2020-SU")),
        ("It shut in December last year.", ("December last year", "2023-12")),
    ],
)
def test_an_expression_is_found_and_resolved(text, found):
    assert values(text) == [found]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("She lost the title in 2008. One year later she was struck by a wheel.", ("One year later", "2009")),
        ("The bridge fell in March 2010. Two months later it stood again.", ("Two months later", "2010-05")),
        ("They met on March 3, 2019. Ten days later they signed.", ("Ten days later", "2019-03-13")),
        ("She lost the title in 2008. Three days later she was struck.", ("Three days later", "XXXX-XX-XX")),
        ("She was struck by a wheel. One year later she drove again.", ("One year later", "XXXX-XX-XX")),
        ("She lost the title in 2008. Two years ago she drove again.", ("Two years ago", "2022")),
        ("She sang at the gala of 2007 and was mocked later that year.", ("later that year", "2007")),
        ("She sang at the gala of 2007. The following year she left.", ("The following year", "2008")),
    ],
)
def test_later_is_later_than_what_was_told_before_never_than_the_article(text, last):
    assert values(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "They may march in silence.",
        "The boat took 2000 passengers aboard.",
        "The galaxy lies four billion light years away.",
        "A 65-year-old fisherman won a second term.",
        "The fall was deep and the spring ran dry.",
        "A boy fell from the quay. He was not hurt in the fall.",
    ],
)
def test_what_only_looks_like_a_moment_is_none(text):
    assert values(text) == []


def test_an_article_without_a_date_resolves_what_it_can_and_says_so():
    found = moments.find(dated("It closed on Tuesday, not on March 3, 2019.", None))
    assert [(m.value, m.anchored, m.earliest) for m in found] == [
        ("XXXX-WXX-2", False, None),
        ("2019-03-03", True, "2019-03-03"),
    ]


def test_each_moment_gives_the_first_and_last_day_it_may_mean():
    (week,) = moments.find(dated("It closed last week."))
    assert (week.earliest, week.latest, week.precision) == ("2024-05-06", "2024-05-12", "week")
    (span,) = moments.find(dated("It happened over the past three years."))
    assert (span.earliest, span.latest, span.kind) == ("2021-05-17", "2024-05-17", "duration")


def test_the_evening_before_is_before_the_day_last_named():
    found = moments.find(dated("She spoke on Tuesday. The previous evening she was silent."))
    assert [m.value for m in found] == ["2024-05-14", "2024-05-13TEV"]


@pytest.mark.parametrize(
    ("published", "last"),
    [
        ("2024-05-17T21:30:00", "2024-05-17"),
        ("2024-05-17T09:30:00", "2024-05-16"),
        ("9999-12-31T21:30:00", "9999-12-31"),
    ],
)
def test_last_night_may_be_that_of_the_evening_at_which_a_page_was_put_up(published, last):
    (found,) = moments.find(dated("The pier sank last night.", published))
    assert found.latest == last


def test_tonight_of_a_page_put_up_in_the_small_hours_may_be_the_night_just_over():
    (found,) = moments.find(dated("The pier sank tonight.", "2024-05-17T03:43:00"))
    assert (found.earliest, found.latest) == ("2024-05-16", "2024-05-17")


def test_what_will_be_on_thursday_on_a_page_of_early_friday_is_of_the_day_before():
    found = annotate(article("The tide will be high on Thursday night.", "Echo", published="2024-05-17T03:43:00"))
    assert [moment.earliest for moment in found.moments] == ["2024-05-16"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("She was mayor in 2005–2014.", "2014-12-31"),
        ("She was mayor in 2015-16.", "2016-12-31"),
        ("It expires on 1 June of next year.", "2025-06-01"),
    ],
)
def test_a_range_of_years_goes_to_its_end_and_next_year_has_days(text, last):
    (found,) = annotate(article(text, "Echo", published=FRIDAY)).moments
    assert found.latest == last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lift-off: 1:30pm on Saturday.", "2024-05-18"),
        ("A second chance on Sunday.", "2024-05-19"),
        ("A third chance on Monday.", "2024-05-13"),
        ("A man arrested Saturday is in jail.", "2024-05-11"),
        ("Fears rise after Monday attack.", "2024-05-13"),
        ("Next Friday 3 ships sail.", "2024-05-24"),
        ("The ship sank on Saturday.", "2024-05-11"),
    ],
)
def test_where_no_verb_tells_a_weekday_is_the_nearer_one(text, day):
    (found,) = annotate(article(text, "Echo", published=FRIDAY)).moments
    assert found.earliest == day


def test_what_opens_on_a_day_is_still_to_open():
    found = annotate(article("The pier opens on Monday. The ship sank on Monday.", "Echo", published="2024-05-17"))
    assert [moment.earliest for moment in found.moments] == ["2024-05-20", "2024-05-13"]


def test_what_is_so_today_is_of_no_day():
    found = annotate(article("It is the largest ferry in use today. It sank today.", "Echo", published=FRIDAY)).moments
    assert [one.precision for one in found] == ["none", "day"]


def test_the_date_behind_this_is_the_whole_of_it():
    found = annotate(article("In this Dec. 20, 2015, photo he waves.", "Echo", published=FRIDAY)).moments
    assert [one.value for one in found] == ["2015-12-20"]


def test_the_number_of_a_case_is_no_year():
    assert annotate(article("He was tried in Case 1999 and Case 2000.", "Echo", published=FRIDAY)).moments == ()


def test_a_time_of_day_is_of_the_day_behind_it():
    text = "He came on Thursday. Shortly after 10 p.m. Sunday night he left, and at 11 p.m. the house was dark."
    found = annotate(article(text, "Echo", published=FRIDAY)).moments
    assert [(one.text, one.earliest) for one in found][1:] == [
        ("10 p.m.", "2024-05-12"),
        ("Sunday night", "2024-05-12"),
        ("11 p.m.", "2024-05-12"),
    ]


def test_a_count_before_a_date_is_no_part_of_it():
    assert values("The 19 Sept. 11 hijackers are dead.") == [("Sept. 11", "2001-09-11")]


def test_a_day_inside_a_name_belongs_to_the_name():
    text = "She reads the Sunday Courier."
    start = text.index("Sunday Courier")
    annotated = parsed(text, bodies=("Sunday Courier",))
    assert any(name.start == start for name in annotated.names)
    assert moments.find(annotated) == ()


def test_an_article_that_was_not_analysed_has_no_moments():
    assert moments.find(Annotated(dated("Closed on Tuesday.").article, analysed=False)) == ()


def test_easter_and_thanksgiving_fall_where_the_calendar_has_them():
    assert easter(2024).isoformat() == "2024-03-31"
    assert holiday("Thanksgiving", 2023).isoformat() == "2023-11-23"
    assert holiday("Easter", 10**6) is None


def test_no_shift_leaves_the_calendar():
    base = easter(2024)
    assert shift(base, days=-(10**9)) is None
    assert shift(base, months=10**6) is None


PIECES = st.sampled_from(
    [
        "on ",
        "Friday",
        " the ",
        "last ",
        "week ",
        "99999 ",
        "years ago ",
        "May ",
        "31 ",
        "2024 ",
        "٣",
        "’",
        "0000-00-00 ",
        "T",
        "12:60 ",
        "p.m. ",
        "31/31/9999 ",
        "century ",
        "9" * 60,
        "Feb. 30, 2023 ",
        "early ",
        "Q4 ",
        "\n\n",
        "½ ",
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from([None, FRIDAY, "0001-01-01", "9999-12-31", "soon"]))
def test_any_text_gives_spans_in_order_inside_the_text(text, published):
    found = moments.find(dated(text, published))
    end = 0
    for moment in found:
        assert end <= moment.start < moment.end <= len(text)
        assert moment.text == text[moment.start : moment.end]
        assert (moment.earliest is None) or moment.earliest <= (moment.latest or moment.earliest)
        end = moment.end


@pytest.mark.parametrize("piece", ["9", "a. ", "May ", "the ", "12:", "2024-", "last last "])
def test_hostile_repetition_is_read_in_time(piece):
    found = moments.find(dated(piece * (200_000 // len(piece))))
    assert all(m.end - m.start < 200 for m in found)


def test_times_of_one_night_are_of_its_day_however_far_the_report_goes_on():
    filler = "The hall was full and nobody moved. " * 20
    told = ("at 10:08 p.m. on Sunday", "at 10:12 p.m.", "at about 10:25", "at 11:50 p.m.", "and at 12:20 a.m.")
    text = " ".join(f"A shot was heard {when}. {filler}" for when in told)
    times = [value for _, value in values(text)]
    days = ("12T22:08", "12T22:12", "12T22:25", "12T23:50", "13T00:20")
    assert times == [f"2024-05-{day}" for day in days]


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2017-10-04", "In May 2016 a suit came. It was dismissed the following month.", "2016-06"),
        ("2017-10-04", "She sued in early 2016. It was filed in late January of that year.", "2016-01"),
        ("2016-11-11T09:11:00Z", "The bomb exploded about an hour before midnight.", "2016-11-10T24:00"),
        ("2017-12-31T23:09:00Z", "He said in a New Year's Day speech that the button is near.", "2018-01-01"),
    ],
)
def test_what_goes_on_from_what_was_told_or_from_a_day_close_by(published, text, value):
    assert values(text, published)[-1][1] == value


def test_midnight_of_an_article_without_a_date_is_of_no_day():
    assert values("The bomb exploded about an hour before midnight.", None)[-1][1] == "XXXX-XX-XXT24:00"


def test_what_was_reported_at_four_was_so_the_day_before_where_the_page_is_of_one_in_the_morning():
    assert values("It was reported around 4pm to police.", "2016-05-29T01:05:00Z")[0][1] == "2016-05-28T16:00"
    assert values("It was reported around 4pm to police.", "2016-05-29T15:05:00Z")[0][1] == "2016-05-29T16:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The game on Sunday began at 7:30 p.m. The morning service was at 5:30 a.m.", "2024-05-12T05:30"),
        ("He was found dead at 9 p.m. on Sunday. He was last seen at 4 a.m. in a bar.", "2024-05-12T04:00"),
        ("The blast on Sunday at 14:00 local time shook. The fire was out at 02:15.", "2024-05-12T02:15"),
        ("The deal expires at midnight, officials said.", "2024-05-14T24:00"),
        ("He was killed on Christmas Day as he slept.", "2023-12-25"),
    ],
)
def test_no_time_is_moved_without_a_reason(text, value):
    assert values(text, "2024-05-14T09:00:00Z")[-1][1] == value


def test_ten_past_twelve_is_no_hour_beyond_the_day():
    assert values("The bar closed at 10 p.m. on Sunday. A shot was heard at 12:10.")[-1][1] == "2024-05-12T12:10"
