"""A dispute that one article reports: one says so, another denies it."""

import headwater

SAID = "Guard Ada Moss said the gallery had been warned about its broken alarm in May."
DENIED = "The museum rejected the claims."
HELD = "Its director said no warning about the alarm had reached him."
REST = "The gallery in Tarnford lost two paintings to thieves on Friday night. Police are looking for a grey van."


def disputes(tmp_path, *sentences):
    (tmp_path / "echo.txt").write_text(f"{REST}\n\n{' '.join(sentences)}", encoding="utf-8")
    (tmp_path / "gazette.txt").write_text(REST, encoding="utf-8")
    accounts = headwater.compare(headwater.read([str(tmp_path)], published="2026-03-09"))
    texts = {one.id: one.text for one in accounts.articles}
    return [
        [texts[place.article][place.start : place.end] for side in conflict.sides for place in side.reports]
        for story in accounts
        for conflict in story.conflicts
        if conflict.kind == "dispute" and conflict.slot == "polarity"
    ]


def test_a_denial_that_points_back_is_a_dispute_with_what_was_said(tmp_path):
    assert disputes(tmp_path, SAID, DENIED, HELD) == [[SAID, DENIED, HELD]]


def test_without_more_the_denial_itself_is_the_other_side(tmp_path):
    assert disputes(tmp_path, SAID, DENIED) == [[SAID, DENIED]]


def test_a_denial_of_something_else_is_none(tmp_path):
    assert disputes(tmp_path, SAID, "The museum denied visitors entry on Saturday.") == []


def test_whose_words_are_dismissed_said_them(tmp_path):
    said = "Guard Ada Moss warned that the alarm of the gallery was broken."
    other = "Mayor Per Lund said the alarm would be paid for by the town."
    denied = "The director dismissed Moss's repeated concerns about the alarm."
    assert disputes(tmp_path, said, other, denied) == [[said, denied]]


def test_no_such_thing_and_nonsense_deny_what_was_said(tmp_path):
    for denied in ("The director said they got no such warning.", "“That is utter nonsense,” the director said."):
        (found,) = disputes(tmp_path, SAID, denied)
        assert found[0] == SAID
        assert found[1] in denied


def test_what_was_overruled_is_in_dispute_with_who_overruled_it(tmp_path):
    said = "An inspector recommended that the gallery should pay 300 crowns for the alarm."
    denied = "This was overruled by a panel which found that the gallery should pay nothing."
    assert disputes(tmp_path, said, denied) == [[said, denied]]


def test_an_allegation_that_is_denied_is_not_any_sentence_that_says_something(tmp_path):
    said = "Guard Ada Moss said the gallery would open again on Monday."
    assert disputes(tmp_path, said, "The director denied the allegations.") == []
