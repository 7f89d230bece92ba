"""Conflicts of single places, days and words between invented reports, and matters that reports tell otherwise."""

from __future__ import annotations

import json
from importlib import resources
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from made import OTHER, article, pile
from reports import report, story

import headwater
from headwater.comparison import conflicts
from headwater.comparison.conflicts import model
from headwater.comparison.conflicts.clauses import likest
from headwater.comparison.conflicts.gist import gist
from headwater.comparison.conflicts.pairing import lay_out
from headwater.language import annotate

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "saint-brannoc"
TOLD = "reports of one matter that tell it otherwise"


@pytest.fixture(scope="module")
def example():
    (account,) = headwater.compare(headwater.read([str(EXAMPLE)])).stories
    return account


def sides(conflict):
    return sorted(side.value for side in conflict.sides)


def of_slot(found, slot):
    return [(c.kind, sides(c)) for c in found if c.slot == slot]


def test_one_deed_on_two_days_is_a_conflict_however_unlike_the_sentences(compare):
    found = compare(
        "In a short and angry ruling that few had expected, a judge on Friday quashed the conviction of Ada Holm.",
        "On Thursday a panel of three threw out the conviction, and the skipper walked free.",
    )
    assert of_slot(found, "date") == [("real", ["Friday", "Thursday"])]


def test_days_that_both_articles_have_for_a_deed_are_no_conflict(compare):
    found = compare(
        "A judge on Friday quashed the conviction. Another judge on Thursday quashed the conviction of her brother.",
        "On Thursday a panel of three threw out the conviction, and the skipper walked free.",
    )
    assert of_slot(found, "date") == []


def test_one_thing_in_two_places_neither_of_which_the_other_article_knows(compare):
    found = compare(
        "The convoy of 13 trucks reached the naval base at Ardleton before dawn and closed its gates.",
        "A convoy of 13 trucks kept anyone from leaving the naval base in Corranish and closed its gates.",
    )
    assert of_slot(found, "place") == [("real", ["Ardleton", "Corranish"])]


def test_a_place_that_the_other_article_knows_is_no_rival(compare):
    found = compare(
        "The convoy of 13 trucks reached the naval base at Ardleton before dawn and closed its gates.",
        "A convoy of 13 trucks kept anyone from leaving the naval base in Corranish and closed its gates. Ardleton is "
        "its nearest village.",
    )
    assert of_slot(found, "place") == []


def test_one_place_spelled_two_ways_is_no_conflict(compare):
    found = compare(
        "The convoy of 13 trucks reached the naval base at Nabi Selah before dawn and closed its gates.",
        "A convoy of 13 trucks kept anyone from leaving the naval base in Nebi Saleh and closed its gates.",
    )
    assert of_slot(found, "place") == []


def test_a_name_as_america_spells_it_is_no_other_name(compare):
    found = compare(
        "The World Harbour Organisation said 38 ports were closed in Tarnford on Monday.",
        "The World Harbor Organization said 38 ports were closed in Tarnford on Monday.",
    )
    assert of_slot(found, "identity") == []


def test_a_captions_day_is_its_pictures(pipeline):
    first = "Ada Holm shakes hands with Bo Lind in Tarnford, Monday."
    second = "Ada Holm shook hands with Bo Lind in Tarnford on Tuesday."
    made = [
        annotate(report("A", f"Nobody was hurt.\n\n{first}", caption=first).article, pipeline),
        annotate(report("B", second).article, pipeline),
    ]
    assert of_slot(conflicts.find(story(*made), ()), "date") == []


def test_two_at_night_is_early_in_the_morning(compare):
    found = compare(
        "The body was found by officers in the harbour of Tarnford early on Thursday morning.",
        "The body was found by officers in the harbour of Tarnford at 02:00 on Thursday.",
    )
    assert of_slot(found, "date") == []


def test_the_dead_of_a_month_are_not_those_of_a_day(compare):
    found = compare(
        "A bus crash near Tarnford killed at least 15 people on Friday, police said.",
        "In December, 29 people were killed in a bus crash near Tarnford, police said.",
    )
    assert of_slot(found, "figure") == []


@pytest.mark.parametrize(
    ("dates", "kind"),
    [(("2024-05-17T08:00:00+00:00", "2024-05-18T08:00:00+00:00"), "update"), (("2024-05-17", "2024-05-17"), "real")],
)
def test_closed_until_one_day_and_not_open_before_another(compare, dates, kind):
    found = compare(
        "The harbour company closed the swing bridge at Ostby to cars until Tuesday.",
        "The harbour company said that no cars would cross the swing bridge at Ostby before Friday.",
        dates=dates,
        claimed=True,
    )
    assert of_slot(found, "date") == [(kind, ["Friday", "Tuesday"])]


def test_the_same_quoted_fragment_in_two_mouths(compare):
    found = compare(
        "The bridge is “perfectly safe,” according to Ada Holm, the harbour master.",
        "Bram Lind says that the bridge is “perfectly safe”.",
    )
    assert of_slot(found, "attribution") == [("real", ["Ada Holm", "Bram Lind"])]


def test_a_word_put_in_where_another_outlet_has_its_cue_is_another_wording(compare):
    found = compare(
        "“I want the pilots to answer for the dark quay,” Holm said. “They sail by a broken lamp.”",
        "“I want the pilots to answer for the dark quay, since they sail by a broken lamp,” Holm said.",
    )
    assert [c.kind for c in found if c.slot == "quote-wording"] == ["real"]


def test_a_fragment_as_america_spells_it_is_no_other_wording(compare):
    found = compare(
        "Ada Holm said that the race “to monetise our attention in every theatre” is over.",
        "“What began as a race to monetize our attention in every theater is over,” Ada Holm said.",
    )
    assert of_slot(found, "quote-wording") == []


def test_a_full_stop_inside_the_marks_where_another_outlet_lets_the_speaker_go_on(compare):
    one = "“I call this dredging a swindle, and I call the dredger a wreck, and the bill I call a fairy tale"
    found = compare(f"{one}.” said Ada Holm.", f"{one} and a joke.” said Ada Holm.")
    assert [c.kind for c in found if c.slot == "quote-wording"] == ["real"]


def test_the_gist_of_a_stretch_names_who_does_what_without_it(pipeline):
    text = "The mayor of Ostby, who had been ill, opened the new harbour museum on Tuesday."
    made = annotate(report("Outlet", text).article, pipeline)
    view = lay_out(story(made))
    start = text.index("on Tuesday")
    told = gist(view, view.lines[0][0], start, start + len("on Tuesday"))
    assert told.endswith("opened the new harbour museum")
    assert "Tuesday" not in told


def test_a_matter_told_otherwise_has_one_side_an_article_in_the_articles_own_words(example):
    texts = {source.id: source.text for source in example.sources}
    told = [c for c in example.conflicts if c.why == TOLD]
    assert told
    for conflict in told:
        articles = [{place.article for place in side.reports} for side in conflict.sides]
        assert not any(one & other for one, other in combinations(articles, 2))
        for side in conflict.sides:
            assert side.value in {texts[place.article][place.start : place.end] for place in side.reports}
            assert not any(
                one.article == other.article and one.start < other.end and other.start < one.end
                for one, other in combinations(side.reports, 2)
            )
        assert conflict.kind == "granularity"


def likest_clauses(pipeline, *texts):
    """Return the clauses of two sentences that are most alike."""
    made = [annotate(report(name, text).article, pipeline) for name, text in zip("AB", texts, strict=True)]
    view = lay_out(story(*made))
    (one,), (other,) = view.lines
    return [text[span[0] : span[1]] for text, span in zip(texts, likest(view, one, other)[:2], strict=True)]


def test_a_dateline_is_no_clause_that_tells_a_matter(pipeline):
    text = "OSTBY – The mayor opened the new harbour museum on Tuesday, thanking its divers."
    (clause, _) = likest_clauses(pipeline, text, "Ostby was loud at night.")
    assert len(clause.split()) > 2


def test_who_speaks_is_no_clause_that_tells_a_matter(pipeline):
    towed = "The ferry will be towed to the yard, as reported by the Varn news agency on Tuesday."
    first, second = likest_clauses(pipeline, towed, "Its hull is whole, the Varn news agency reported.")
    assert "ferry" in first
    assert "hull" in second


def test_what_a_thing_is_called_is_no_clause_that_tells_a_matter(pipeline):
    text = "Sometime in March, a ferry named Aurora is going to come back to Ostby without her crew."
    (clause, _) = likest_clauses(pipeline, text, "The Aurora was built in 2011.")
    assert clause != "named Aurora"


def test_shipped_weights_hold_a_number_for_each_measure_and_no_text():
    stored = json.loads((resources.files(model.__package__) / "model" / "weights.json").read_text(encoding="utf-8"))
    width = len(stored["names"])
    assert len(stored["shown"]) == width + 1
    assert {len(row) for row in stored["slot"]} == {width + 1}
    assert len(stored["slot"]) == len(stored["slots"])


def test_judging_no_pairs_yields_nothing():
    shown, slots = model.load().judge([], np.zeros((0, 0)))
    assert len(shown) == len(slots) == 0


def told_by(account, articles):
    """Return the conflicts that settle on rules, as sets of (side's value) between the given articles."""
    found = set()
    for conflict in account.conflicts:
        values = {side.value for side in conflict.sides if any(place.article in articles for place in side.reports)}
        if conflict.why != TOLD and conflict.certainty == "sure" and len(values) > 1:
            found.add((conflict.slot, conflict.kind, frozenset(values)))
    return found


def test_order_and_names_of_the_files_change_no_conflict():
    made = pile()
    expected = headwater.compare(made).stories
    for turned in (made[::-1], made[1:] + made[:1]):
        assert [s.conflicts for s in headwater.compare(turned).stories] == [s.conflicts for s in expected]


def test_an_unrelated_article_adds_and_changes_no_conflict():
    own = [one for one in pile() if one.text != OTHER]
    (account,) = headwater.compare(own).stories
    assert account.conflicts
    unrelated = [article(OTHER, "Dunmore News"), article(OTHER.replace("Dunmore", "Ashby"), "Ashby News")]
    for more in (unrelated[:1], unrelated):
        found = [s for s in headwater.compare([*own, *more]).stories if set(s.articles) == set(account.articles)]
        assert [s.conflicts for s in found] == [account.conflicts]


def test_without_an_article_the_others_still_conflict(example):
    for left_out in example.sources:
        rest = [source for source in example.sources if source.id != left_out.id]
        (account,) = headwater.compare(rest).stories
        remaining = {source.id for source in rest}
        known = told_by(example, remaining)
        assert {(slot, kind) for slot, kind, _ in known} <= {(c.slot, c.kind) for c in account.conflicts}
        for conflict in account.conflicts:
            assert {place.article for side in conflict.sides for place in side.reports} <= remaining
