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
    assert disputes(tmp_path, SAID, DENIED, HELD) == [[SAID, HELD]]


def test_without_more_the_denial_itself_is_the_other_side(tmp_path):
    assert disputes(tmp_path, SAID, DENIED) == [[SAID, DENIED]]


def test_a_denial_of_something_else_is_none(tmp_path):
    assert disputes(tmp_path, SAID, "The museum denied visitors entry on Saturday.") == []
