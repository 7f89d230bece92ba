"""Posts of social media that a page shows, as the shipped English model reads them: every text is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import article

from headwater.comparison.claims.units import units
from headwater.language import annotate

SAID = "Our ferry will sail to the moon next year. It will play a song about the sea."


def direct(text):
    """Return the words and speaker of each direct quotation."""
    return [
        (text[q.start : q.end], q.speaker) for q in annotate(article(text, "Echo")).quotations if q.kind == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{SAID} — Ada Holm (@adaholm) December 2, 2031", [(SAID, "Ada Holm")]),
        (f"The board was told.\n\n{SAID}\n\n— Ada Holm (@adaholm) December 2, 2031", [(SAID, "Ada Holm")]),
        (f"{SAID} https://example.org/a pic.twitter.com/b — Ada Holm (@adaholm)", [(SAID, "Ada Holm")]),
        (
            f"{SAID} — Ada Holm (@adaholm) December 2, 2031 Nobody believes that. — Jo Lind (@jolind) December 3, 2031",
            [(SAID, "Ada Holm"), ("Nobody believes that.", "Jo Lind")],
        ),
        (f"{SAID} — 🇺🇸 (@adaholm) December 2, 2031", [(SAID, None)]),
        (
            f"{SAID} — Ada Holm (@adaholm)\n\n— Jo Lind (@jolind) December 3, 2031\n\n{SAID}",
            [(SAID, "Ada Holm")],
        ),
        (f"{SAID} — Norline Ferries", []),
        (f"{'The board of the harbour met on Monday. ' * 20}— Ada Holm (@adaholm)", []),
    ],
)
def test_a_post_is_what_its_author_says(text, found):
    assert direct(text) == found


def test_what_a_post_quotes_the_author_says():
    text = "Whoever says “we are foes” is wrong, says Jo Lind. — Ada Holm (@adaholm) July 15, 2031"
    assert direct(text) == [("Whoever says “we are foes” is wrong, says Jo Lind.", "Ada Holm")]


def test_a_post_counts_from_its_own_day():
    text = f"{SAID}\n\nNobody came today.\n\nThe ferry sails today. — Ada Holm (@adaholm) December 2, 2031"
    annotated = annotate(article(text, "Echo", published="2031-12-05"))
    days = [moment.earliest for moment in annotated.moments if moment.text == "today"]
    assert days == ["2031-12-05", "2031-12-02"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["— ", "Ada Holm ", "(@ada) ", "Nobody came. ", "\n\n", "“", "”", "July 15, 2031 "])))
def test_any_order_of_signatures_gives_spans_inside_the_text(pieces):
    text = "".join(pieces) or "."
    for quotation in annotate(article(text, "Echo")).quotations:
        assert 0 <= quotation.start < quotation.end <= len(text)


def test_the_signature_of_a_post_states_nothing():
    text = f"The board was told.\n\n{SAID}\n\n— Ada Holm (@adaholm) December 2, 2031\n\nIt sailed."
    told = [text[unit.start : unit.end] for unit in units([annotate(article(text, "Echo"))])]
    assert told == ["The board was told.", *(f"{part}." for part in SAID.rstrip(".").split(". ")), "It sailed."]
