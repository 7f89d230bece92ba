"""Omissions: what most outlets have and some leave out."""

from dataclasses import replace

from comparison.reports import report, story

from headwater.account import Claim, Independence, Report
from headwater.comparison import omissions


def made(*articles, at=0):
    reports = tuple(Report(a.article.id, at, at + 1, a.article.outlet) for a in articles)
    return Claim(
        "c",
        "text",
        "corroborated",
        contested=False,
        outlets=len(reports),
        independent=Independence(1, 1),
        reports=reports,
    )


def test_who_leaves_out_what_most_have():
    a, b, c = (report(name, f"Text of {name}.") for name in "ABC")
    (found,) = omissions.find(story(a, b, c), (made(a, b), made(a, at=2), made(a, b, c, at=4)))
    assert found.articles == (c.article.id,)


def test_who_may_have_it_by_a_claim_of_the_same_words_leaves_nothing_out():
    a, b, c = (report(name, f"Text of {name}.") for name in "ABC")
    akin = replace(made(a, c), certainty="possible")
    assert omissions.find(story(a, b, c), (made(a, b), akin)) == ()


def test_reports_that_may_only_be_alike_show_no_omission():
    a, b, c = (report(name, f"Text of {name}.") for name in "ABC")
    assert omissions.find(story(a, b, c), (replace(made(a, b), certainty="possible"),)) == ()


def test_two_outlets_are_no_majority():
    a, b = (report(name, f"Text of {name}.") for name in "AB")
    assert omissions.find(story(a, b), (made(a),)) == ()


def test_a_publisher_that_has_it_elsewhere_leaves_nothing_out():
    a, b, c = (report(name, f"Text of {name}.") for name in "ABC")
    d = report("B on Sunday", "Text of Sunday.", publisher="B")
    assert omissions.find(story(a, b, c, d), (made(a, b, c),)) == ()


def test_nothing_is_said_of_articles_that_were_not_understood():
    a, b, c, d = (report(name, f"Text of {name}.") for name in "ABCD")
    foreign = replace(d, analysed=False)
    (found,) = omissions.find(story(a, b, c, foreign), (made(a, b),))
    assert found.articles == (c.article.id,)
