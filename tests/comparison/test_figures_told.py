"""One figure in several articles, however it is worded."""

from reports import report, story

from headwater.comparison.figures import gather
from headwater.language import annotate


def told(*texts):
    return [
        (one.value, one.what, len(one.reports))
        for one in gather(story(*(annotate(report(f"Outlet {n}", text).article) for n, text in enumerate(texts))))
    ]


def test_an_age_is_one_however_it_is_worded():
    found = told("A three-year-old boy fell into the harbour.", "He was 3 years old.", "The 3-year-old boy is well.")
    assert found == [("three-year-old", "boy", 3)]


def test_the_same_size_of_two_things_is_two_figures():
    assert len(told("A 12-metre wall fell.", "The wave was 12 metres high.")) == 2
