"""The quotations of a story, and their differing wordings."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import quotation, report, story

from headwater.comparison.quotations import gather, wordings
from headwater.language.annotated import Name


def said(outlet, quoted, speaker="Mara Voss", kind="direct", people=(), bodies=()):
    text = f"{quoted} {speaker or 'somebody'} said. More news of the bridge follows here."
    annotated = report(outlet, text, quotations=[quotation(text, quoted, speaker, kind=kind)])
    return with_names(annotated, people, bodies)


def with_names(annotated, people, bodies=()):
    text = annotated.article.text
    both = [*((p, "PER") for p in people), *((b, "ORG") for b in bodies)]
    names = [Name(text.index(n), text.index(n) + len(n), n, kind, n) for n, kind in both if n in text]
    return type(annotated)(annotated.article, analysed=True, quotations=annotated.quotations, names=tuple(names))


def test_one_utterance_in_two_articles_is_one_entry():
    found = gather(story(said("A", "“The bridge will surely hold,”"), said("B", "“The bridge will surely hold.”")))
    assert len(found) == 1
    assert found[0].speaker == "Mara Voss"
    assert [one.article for one in found[0].reports] == [
        a.article.id
        for a in story(
            said("A", "“The bridge will surely hold,”"), said("B", "“The bridge will surely hold.”")
        ).articles
    ]


@pytest.mark.parametrize(
    "other",
    [
        "“The bridge will … hold for a hundred years,”",
        "“the bridge [of Ostby] will surely hold,”",
        "“bridge will surely hold”",
    ],
)
def test_ellipses_brackets_and_excerpts_are_the_same_utterance(other):
    found = gather(story(said("A", "“The bridge will surely hold for a hundred years,”"), said("B", other)))
    assert len(found) == 1
    assert found[0].text == "The bridge will surely hold for a hundred years"


def test_a_report_spans_its_marks():
    annotated = said("A", "“The bridge will surely hold,”")
    one = gather(story(annotated))[0].reports[0]
    assert annotated.article.text[one.start : one.end] == "“The bridge will surely hold,”"


def test_different_words_are_two_entries():
    assert (
        len(gather(story(said("A", "“The bridge will surely hold,”"), said("B", "“Nobody asked me about it,”")))) == 2
    )


def test_a_few_words_of_two_speakers_are_two_entries():
    found = gather(story(said("A", "“We will see,”", "Mara Voss"), said("B", "“We will see,”", "Tom Reed")))
    assert {one.speaker for one in found} == {"Mara Voss", "Tom Reed"}


def test_the_fuller_name_stands_for_the_shorter():
    first = said("A", "“The bridge will surely hold,”", "Mara Voss", people=["Mara Voss"])
    second = said("B", "“It was built to last for ever,”", "Voss", people=["Voss"])
    assert {one.speaker for one in gather(story(first, second))} == {"Mara Voss"}


def test_a_first_name_alone_is_the_one_person_of_the_story_who_has_it():
    first = said("A", "“The bridge was closed in time.”", "Anna", people=("Anna",))
    second = said("B", "“Nobody was on it at that hour.”", "Anna Voss", people=("Anna Voss",))
    third = said("C", "“We saw nothing in the fog at all.”", "Tom Reed", people=("Tom Reed",))
    assert {one.speaker for one in gather(story(first, second, third))} == {"Anna Voss", "Tom Reed"}


def test_a_family_name_may_come_first_and_a_name_be_spelt_in_two_ways():
    first = said("A", "“The bridge was closed in time.”", "Kan", people=("Kan",))
    second = said("B", "“Nobody was on it at that hour.”", "Kan Jo Un", people=("Kan Jo Un",))
    third = said("C", "“We saw nothing in the fog at all.”", "Kan Jo-un", people=("Kan Jo-un",))
    assert {one.speaker for one in gather(story(first, second, third))} == {"Kan Jo Un"}


def test_a_description_is_one_speaker_with_and_without_the_capital_of_its_sentence():
    first = said("A", "“The bridge was closed in time.”", "The harbour board")
    second = said("B", "“Nobody was on it at that hour.”", "the harbour board")
    assert {one.speaker for one in gather(story(first, second))} == {"the harbour board"}
    first = said("A", "“The bridge was closed in time.”", "Police")
    second = said("B", "“Nobody was on it at that hour.”", "Queen Anna")
    assert {one.speaker for one in gather(story(first, second))} == {"police", "Queen Anna"}


def test_the_legal_form_of_a_firm_makes_no_second_one():
    first = said("A", "“The bridge was closed in time.”", "Halden Inc.", bodies=("Halden Inc.",))
    second = said("B", "“Nobody was on it at that hour.”", "Halden", bodies=("Halden",))
    assert {one.speaker for one in gather(story(first, second))} == {"Halden"}


def test_a_shared_surname_stays_as_it_is():
    first = said("A", "“The bridge will surely hold,”", "Mara Voss", people=["Mara Voss"])
    second = said("B", "“It was built to last for ever,”", "Tom Voss", people=["Tom Voss"])
    third = said("C", "“Nobody asked me about it at all,”", "Voss", people=["Voss"])
    assert {one.speaker for one in gather(story(first, second, third))} == {"Mara Voss", "Tom Voss", "Voss"}


def test_indirect_speech_is_no_quotation_of_the_account():
    assert gather(story(said("A", "The bridge will hold,", kind="indirect"))) == ()


def test_a_few_words_that_stand_scattered_in_a_long_speech_are_no_part_of_it():
    speech = "“Nobody wins, for it is a waste of the harbour's time and money, and unfair to the skippers,”"
    found = gather(story(said("A", speech, "May Dunn"), said("B", "“a waste of money”", None)))
    assert len(found) == 2
    assert len(gather(story(said("A", speech, "May Dunn"), said("B", "“a waste of the harbour's time”", None)))) == 1


def test_a_few_words_without_a_speaker_are_none():
    assert gather(story(said("A", "“The bridge,”", None))) == ()


def test_words_quoted_here_and_there_are_entries_of_their_own():
    quoted = "the bridge was “a wonder of its age” and “a gift to all of us”"
    found = gather(story(said("A", quoted, kind="mixed")))
    assert [one.text for one in found] == ["a wonder of its age", "a gift to all of us"]


def test_another_word_in_one_sentence_is_a_difference_of_wording():
    found = wordings(
        story(
            said("A", "“We will cherish and nurture this bridge,”"),
            said("B", "“We will cherish and mend this bridge,”"),
        )
    )
    assert [(one.first_words, one.second_words) for one in found] == [("and nurture this", "and mend this")]
    assert found[0].speaker == "Mara Voss"


def test_the_spans_of_a_wording_are_the_words_both_give():
    first, second = (
        said("A", "“We will mend this old bridge today,”"),
        said("B", "“So we will mend that old bridge today,”"),
    )
    one = wordings(story(first, second))[0]
    texts = {a.article.id: a.article.text for a in (first, second)}
    assert texts[one.first.article][one.first.start : one.first.end] == "We will mend this old bridge today"
    assert texts[one.second.article][one.second.start : one.second.end] == "we will mend that old bridge today"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“We will mend this old bridge,”", "“We will mend this old bridge for you,”"),
        ("“We will mend this old bridge,”", "“WE WILL MEND THIS OLD BRIDGE!”"),
        ("“We will mend this very old bridge,”", "“We will mend this … bridge,”"),
        ("“We will mend this very old bridge,”", "“We will mend this [very] old bridge,”"),
        ("“We'll mend this old bridge today,”", "“We will mend this old bridge today,”"),
        ("“We have 2 old bridges to mend,”", "“We have two old bridges to mend,”"),
        ("“We honour the neighbours of this old bridge,”", "“We honor the neighbors of this old bridge,”"),
        ("“We will mend the old Saint Orla bridge,”", "“We will mend the old St Orla bridge,”"),
        ("“We will mend the old theater of this town,”", "“We will mend the old theatre of this town,”"),
        ("“We will mend this old bridge,”", "“Nobody shall close this old bridge,”"),
    ],
)
def test_what_is_no_difference_of_wording(first, second):
    assert wordings(story(said("A", first), said("B", second))) == ()


def test_speakers_who_differ_differ_in_more_than_wording():
    first = said("A", "“We will mend this bridge,”", "Mara Voss")
    assert wordings(story(first, said("B", "“We will close this bridge,”", "Tom Reed"))) == ()


WORDS = st.lists(
    st.sampled_from(["we", "will", "mend", "close", "the", "bridge", "…", "[old]", "12", "Don't", "“"]), max_size=12
)


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_any_words_give_spans_inside_their_article(one, other):
    first, second = said("A", "“" + " ".join(one) + "”"), said("B", "“" + " ".join(other) + "”")
    texts = {a.article.id: a.article.text for a in (first, second)}
    for entry in gather(story(first, second)):
        for place in entry.reports:
            assert 0 <= place.start < place.end <= len(texts[place.article])
    for found in wordings(story(first, second)):
        for place in (found.first, found.second):
            assert 0 <= place.start < place.end <= len(texts[place.article])


def test_the_order_of_equal_articles_changes_nothing_but_the_order_of_reports():
    first, second = said("A", "“We will mend this old bridge,”"), said("B", "“It will stand for a hundred years,”")
    forward, backward = gather(story(first, second)), gather(story(second, first))
    assert {one.text for one in forward} == {one.text for one in backward}


def test_a_last_name_alone_is_the_namesake_whom_the_story_is_about():
    first = said("A", "“The bridge will surely hold,”", "Mara Voss", people=["Mara Voss"])
    second = said("B", "“It was built to last for ever,”", "Tom Voss", people=["Tom Voss"])
    third = said("C", "“Nobody asked me about it at all,”", "Voss", people=["Voss"])
    often = replace(first, names=first.names * 5)
    (speaker,) = [q.speaker for q in gather(story(often, second, third)) if "Nobody" in q.text]
    assert speaker == "Mara Voss"


def test_a_second_surname_makes_no_second_person():
    first = said("A", "“The bridge will surely hold,”", "Ana Ruiz", people=["Ana Ruiz"])
    second = said("B", "“It was built to last for ever,”", "Ana Ruiz Vega", people=["Ana Ruiz Vega"])
    assert {q.speaker for q in gather(story(first, second))} == {"Ana Ruiz"}


def test_who_gives_a_part_of_the_words_is_told_from_who_gives_all():
    whole = "“The bridge will hold for a hundred years. It was built by our grandfathers, and they knew why.”"
    part = "“It was built by our grandfathers, and they knew why.”"
    (found,) = gather(story(said("bugle", whole), said("courier", part), said("echo", whole)))
    assert [one.whole for one in found.reports] == [True, False, True]
