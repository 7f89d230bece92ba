"""Stretches between quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.article import Block
from headwater.language.quotations.marks import pair


def quoted(text):
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(start, start + len(part)))
        start += len(part) + 2
    return [text[one.start : one.end] for one in pair(text, blocks)]


@pytest.mark.parametrize(
    "text",
    [
        "“All is well,”",
        '"All is well,"',
        "''All is well,''",
        "``All is well,''",
        "„All is well,“",
        "„All is well,”",
        "«All is well,»",
        "« All is well, »",
        "»All is well,«",
        "‹All is well,›",
        "「All is well,」",
        "『All is well,』",
        "‘All is well,’",
        "'All is well,'",
        "‚All is well,‘",
        "‚All is well,’",
        "＂All is well,＂",
    ],
)
def test_marks_of_the_world_are_paired(text):
    assert quoted(f"Then {text} he said.") == [text]


def test_apostrophes_and_possessives_are_no_marks():
    assert quoted("The drivers' union didn't ask for Tom's van in the '90s, 'cause it couldn't.") == []
    assert quoted("’Tis the ferrymen’s day, rock ’n’ roll.") == []


def test_a_possessive_does_not_close_a_single_quotation():
    assert quoted("'The drivers' union has won,' she said.") == ["'The drivers' union has won,'"]
    assert quoted("‘The drivers’ union has won,’ she said.") == ["‘The drivers’ union has won,’"]


def test_a_paragraph_opened_with_a_straight_single_mark_goes_on_where_the_next_one_opens_too():
    text = (
        "'I love that rocket so much.\n\n'Of course, anything boring is terrible,' he said.\n\n'Twas late in the town."
    )
    assert quoted(text) == ["'I love that rocket so much.", "'Of course, anything boring is terrible,'"]


def test_nested_marks_are_part_of_the_outer_stretch():
    assert quoted("“She said ‘no’ and then “never” to us,” he said.") == ["“She said ‘no’ and then “never” to us,”"]
    assert quoted("\"He told us 'go home' and left,\" she said.") == ["\"He told us 'go home' and left,\""]
    assert quoted("'He told us \"go home\" and left,' she said.") == ["'He told us \"go home\" and left,'"]
    nested = '"We parted. I mean, not "over Easter" — that was no fight. No fight,"'
    assert quoted(f'{nested} she wrote. "It got hard."') == [nested, '"It got hard."']


def test_each_paragraph_of_a_long_quotation_opens_and_the_last_closes():
    text = "“The first part of it stays open.\n\n“The second part of it ends here,” she said."
    assert quoted(text) == ["“The first part of it stays open.", "“The second part of it ends here,”"]


def test_a_paragraph_that_goes_on_without_a_mark_is_joined():
    text = "“The first part of it stays open.\n\nThe second part of it ends here,” she said."
    assert quoted(text) == ["“The first part of it stays open.", "The second part of it ends here,”"]


def test_a_closing_mark_that_opens_is_taken_for_what_it_is():
    assert quoted("”What a morning it was,” she said.") == ["”What a morning it was,”"]


def test_a_missing_closing_mark_ends_where_the_next_quotation_opens():
    found = quoted("“We never heard the alarm at all, she said. “It was dark.”")
    assert found[-1] == "“It was dark.”"


def test_a_short_unclosed_mark_is_a_slip():
    assert quoted("It stood 5' 10\" tall.") == []
    assert quoted("He is “odd.\n\nThen “This is the other one,” she said.") == ["“This is the other one,”"]


def test_the_values_of_markup_left_in_a_text_are_no_quotations():
    text = '<note id="4711" lang=\'en\' on="4 March 2021">The pier is "open again", the mayor wrote.</note>'
    assert quoted(text) == ['"open again"']
    assert quoted('The sum is x = "all is well".') == ['"all is well"']


def test_an_apostrophe_that_looks_like_an_opening_mark_hides_nothing():
    assert quoted('The \'60s were "loud and bright" here.') == ['"loud and bright"']


@given(st.text(alphabet=st.sampled_from("ab .,?\n\"'“”‘’„«»‹›「」`-—"), max_size=200))
def test_any_marks_give_stretches_in_order_inside_their_block(text):
    blocks = [Block(0, len(text))]
    found = pair(text, blocks)
    end = 0
    for one in found:
        assert end <= one.start <= one.inner_start < one.inner_end <= one.end <= len(text)
        end = one.end


@pytest.mark.parametrize("unit", ['"', "“”", "'a ", "« ", "“a, ", "''", "”b “", "‘a’s "])
def test_a_long_row_of_marks_is_read_to_its_end(unit):
    text = unit * (200_000 // len(unit))
    assert all(one.end <= len(text) for one in pair(text, [Block(0, len(text))]))
