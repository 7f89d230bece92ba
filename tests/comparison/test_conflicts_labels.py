"""The labels of conflicts: stretches of the outlets' own words, so that no verb loses its ending."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PASTS = {
    "open": "opened", "visit": "visited", "close": "closed", "repair": "repaired", "paint": "painted",
    "inspect": "inspected", "launch": "launched", "christen": "christened", "photograph": "photographed",
    "sell": "sold", "build": "built", "take over": "took over",
}  # fmt: skip
WHO = ("The mayor of Ostby", "Skipper Ada Holm", "The old harbour company")
WHAT = ("the ferry Aurora", "the new lighthouse", "a museum of rope")


def labels(found, slot):
    return [c.about for c in found if c.slot == slot]


@settings(max_examples=25)
@given(st.sampled_from(sorted(PASTS)), st.sampled_from(WHO), st.sampled_from(WHAT))
def test_a_label_holds_no_verb_without_its_ending(compare, verb, who, what):
    found = compare(
        f"{who} was set to {verb} {what} in Tarnford after the storm.",
        f"{who} {PASTS[verb]} {what} in Tarnford after the storm.",
    )
    for about in labels(found, "sequence"):
        assert about.startswith("planned or done: ")
        assert not re.search(rf"(?:{who.split()[-1]}|company) {verb}\\b", about)


@settings(max_examples=25)
@given(st.sampled_from(sorted(PASTS)), st.sampled_from(WHO), st.sampled_from(WHAT))
def test_a_label_is_made_of_stretches_of_the_text(compare, verb, who, what):
    texts = [
        f"{who} {PASTS[verb]} {what} in Tarnford on {day}, the harbour master said." for day in ("Monday", "Tuesday")
    ]
    found = labels(compare(*texts, dates=("2024-05-17", "2024-05-17")), "date")
    for about in found:
        for stretch in about.removeprefix("when: ").split("…"):
            assert any(" ".join(stretch.split()) in text for text in texts)


def test_what_is_done_names_the_matter_of_a_plan(compare):
    found = compare(
        "After the parade the mayor of Ostby was set to meet the crew of the ferry Aurora.",
        "The mayor of Ostby met the crew of the ferry Aurora after the parade.",
    )
    assert labels(found, "sequence") == ["planned or done: The mayor of Ostby met the crew of the ferry Aurora"]


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        (
            "Since the full-scale strike of dockers in March 2022, Ostby has become ever more dependent on Tarnford.",
            "Ostby has become poor and dependent on Tarnford following the 2022 strike of dockers.",
            "when: the full-scale strike of dockers",
        ),
    ],
)
def test_a_moment_that_dates_a_thing_is_labelled_by_the_thing(compare, one, other, label):
    assert labels(compare(one, other, claimed=True), "date") == [label]
