"""The timeline of invented claims, and figures over articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reports import report, story

from headwater.account import Claim, Independence, Report
from headwater.comparison import figures, timeline
from headwater.language import annotate
from headwater.language.annotated import FigureMention, MomentMention


def dated(outlet, text, words, value, days, precision="day"):
    start = text.index(words)
    first, last = days
    found = MomentMention(start, start + len(words), words, "date", value, precision, first, last, anchored=True)
    return replace(report(outlet, text), moments=(found,))


def claim(name, *articles):
    reports = tuple(Report(a.article.id, 0, len(a.article.text), a.article.id) for a in articles)
    return Claim(name, articles[0].article.text, "single", False, len(articles), Independence(1, 1), reports)  # noqa: FBT003


DAY = ("2024-05-13", "2024-05-13")
MONDAY = dated("A", "The pier sank on Monday.", "Monday", "2024-05-13", DAY)
WEEK = dated("B", "The pier sank this week.", "this week", "2024-W20", ("2024-05-13", "2024-05-19"), "week")
MARCH = dated("C", "It opened in March 2020.", "March 2020", "2020-03", ("2020-03-01", "2020-03-31"), "month")
LATER = dated("D", "The pier sank on May 20.", "May 20", "2024-05-20", ("2024-05-20", "2024-05-20"))


def test_entries_stand_in_the_order_of_the_calendar():
    found = timeline.build(story(MONDAY, MARCH), (claim("1", MONDAY), claim("2", MARCH)))
    assert [(m.when, m.precision) for m in found] == [("2020-03", "month"), ("2024-05-13", "day")]


def test_a_coarser_report_joins_the_finer_one():
    (entry,) = timeline.build(story(MONDAY, WEEK), (claim("1", MONDAY, WEEK),))
    assert entry.when == "2024-05-13"
    assert len(entry.reports) == 2


def test_reports_that_exclude_each_other_have_an_entry_each():
    found = timeline.build(story(MONDAY, LATER), (claim("1", MONDAY, LATER),))
    assert [m.when for m in found] == ["2024-05-13", "2024-05-20"]


def test_reports_that_may_not_say_the_same_have_an_entry_each():
    found = timeline.build(story(MONDAY, WEEK), (replace(claim("1", MONDAY, WEEK), certainty="possible"),))
    assert [len(entry.reports) for entry in found] == [1, 1]


@pytest.mark.parametrize(("what", "count"), [("threw a 12-yard touchdown", 0), ("sold nine boats", 1)])
def test_a_quarter_of_a_game_is_none_of_the_year(what, count):
    text = f"Ben Rothe {what} in the second quarter."
    quarter = dated("A", text, "the second quarter", "2024-Q2", ("2024-04-01", "2024-06-30"), "quarter")
    assert len(timeline.build(story(quarter), (claim("1", quarter),))) == count


def test_a_week_is_an_interval():
    (entry,) = timeline.build(story(WEEK), (claim("1", WEEK),))
    assert entry.when == "2024-05-13/2024-05-19"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The 2007 world champion lost his car.", []),
        ("A couple stormed a Christmas party in December 2015.", ["2015-12"]),
        ("Hanna Ross wants to win this year's title.", []),
        ("Last year's fire killed nine people.", ["2023"]),
        ("Hanna Ross leads in today's music.", []),
        ("Today's vote was won by Hanna Ross.", ["2024-05-17"]),
        ("The yard closed in 2007.", ["2007"]),
        ("The board on Monday met for the fourth time since Hanna Ross left the yard in 2007.", ["2024-05-13"]),
        ("Since the sale of the yard in 2007, Hanna Ross has lived in Ostby.", []),
        ("Hanna Ross has been poor following the 2007 crash of the market.", []),
        ("The yard has been closed since Monday.", ["2024-05-13"]),
        ("Seven people died after a fire at the yard on Friday.", ["2024-05-17"]),
    ],
)
def test_a_year_that_tells_which_thing_is_meant_dates_nothing(pipeline, text, when):
    made = annotate(report("A", text, published="2024-05-17").article, pipeline)
    assert [m.when for m in timeline.build(story(made), (claim("1", made),))] == when


def counted(outlet, text, words, low, what="boats", unit="", kind="count"):
    start = text.index(words)
    found = FigureMention(start, start + len(words), words, kind, low, low, unit, "exact", what, None, "sink", None)
    return replace(report(outlet, text), figures=(found,))


def test_the_same_figure_of_two_articles_is_one():
    one = counted("A", "It sank 14 boats.", "14", 14)
    other = counted("B", "It sank fourteen boats.", "fourteen", 14)
    (found,) = figures.gather(story(one, other))
    assert len(found.reports) == 2
    assert found.what == "boats"


def test_the_same_number_of_other_things_is_another_figure():
    one = counted("A", "It sank 14 boats.", "14", 14)
    other = counted("B", "It tore 14 roofs.", "14", 14, what="roofs")
    assert len(figures.gather(story(one, other))) == 2


def test_an_entry_has_the_words_of_a_report_that_gives_its_moment():
    undated = report("E", "The pier went down.")
    found = timeline.build(story(undated, MONDAY, LATER), (claim("1", undated, MONDAY, LATER),))
    assert [(m.when, m.text) for m in found] == [
        ("2024-05-13", "The pier sank on Monday."),
        ("2024-05-20", "The pier sank on May 20."),
    ]


def test_claims_that_rest_on_one_sentence_have_one_entry():
    (entry,) = timeline.build(story(MONDAY, WEEK), (claim("1", MONDAY), claim("2", MONDAY, WEEK)))
    assert len(entry.reports) == 2


def test_a_part_of_a_sentence_has_no_entry_beside_the_whole():
    whole = dated("A", "The pier sank on Monday when a storm came, he said.", "Monday", MONDAY.moments[0].value, DAY)
    at = Report(whole.article.id, 0, 23, whole.article.id)
    claims = (claim("1", whole), replace(claim("2", whole), text="The pier sank on Monday", reports=(at,)))
    (entry,) = timeline.build(story(whole), claims)
    assert entry.text == whole.article.text
    assert [(place.start, place.end) for place in entry.reports] == [(0, len(whole.article.text))]


def test_entries_of_one_length_stand_side_by_side():
    twice = dated("E", "The pier sank on Monday.", "Monday", "2024-05-13", DAY)
    assert len(timeline.build(story(MONDAY, twice), (claim("1", MONDAY), claim("2", twice)))) == 1
    other = dated("F", "The mole broke a Monday.", "Monday", "2024-05-13", DAY)
    assert len(timeline.build(story(MONDAY, other), (claim("1", MONDAY), claim("2", other)))) == 2


def test_the_same_words_twice_in_one_article_have_one_entry():
    text = "The pier sank on Monday.\n\nThe pier sank on Monday"
    made = annotate(report("A", text, published="2024-05-17").article)
    ends = [(0, 24), (26, len(text))]
    claims = tuple(
        replace(
            claim(str(start), made),
            text=text[start:end],
            reports=(Report(made.article.id, start, end, made.article.id),),
        )
        for start, end in ends
    )
    (entry,) = timeline.build(story(made), claims)
    assert len(entry.reports) == 2


def test_sums_and_large_numbers_come_before_small_counts_and_lonely_ones():
    text = "Two boats went down with 214 passengers and $3 million."
    both = [
        replace(
            report(outlet, text),
            figures=tuple(
                counted(outlet, text, *one).figures[0]
                for one in [
                    ("Two", 2),
                    ("214", 214, "passengers", "person"),
                    ("$3 million", 3e6, "", "USD", "money"),
                ]
            ),
        )
        for outlet in "AB"
    ]
    alone = counted("C", "It had 90 cars.", "90", 90, "cars")
    found = figures.gather(story(alone, *both))
    assert [f.value for f in found] == ["214", "$3 million", "Two", "90"]


def test_a_small_count_that_points_back_is_no_figure():
    assert not figures.gather(story(counted("A", "The two boats sank.", "two", 2)))
    assert figures.gather(story(counted("A", "There two boats sank.", "two", 2)))


def test_a_length_in_another_unit_is_not_what_is_counted():
    (found,) = figures.gather(story(counted("A", "The dam is 27 km (17 miles) long.", "27 km", 27, "17 miles (", "km")))
    assert found.what == ""
