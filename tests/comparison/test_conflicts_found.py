"""What one word or day sets apart, wherever in its article each report tells of it; in invented reports."""

import pytest
from reports import report, story

from headwater.account import Place
from headwater.comparison import conflicts
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.joining import join
from headwater.comparison.conflicts.pairing import lay_out
from headwater.language import annotate


def of_slot(found, slot):
    return [(c.kind, sorted(side.value for side in c.sides)) for c in found if c.slot == slot]


def kinds(found, slot):
    return [c.kind for c in found if c.slot == slot]


def test_one_article_that_gives_two_days_for_what_was_done_to_one_thing_contradicts_itself(compare):
    found = compare(
        "On Thursday the court threw out Ada Holm's conviction. "
        "Her lawyers say a judge had quashed the conviction on Friday.",
        "The ferry Aurora sails on.",
    )
    assert ("real", ["Friday", "Thursday"]) in of_slot(found, "date")


def test_somebody_who_does_the_like_on_two_days_does_not_contradict_himself(compare):
    found = compare(
        "Ada Holm visited the harbour on Monday. On Tuesday Ada Holm visited another harbour.",
        "The ferry Aurora sails on.",
    )
    assert of_slot(found, "date") == []


def test_whose_day_it_is_says_nothing_of_the_deed(compare):
    found = compare(
        "The skipper opened the regatta on Thursday, and Friday's programme was cancelled by the storm.",
        "The skipper opened the regatta on Thursday.",
    )
    assert of_slot(found, "date") == []


def test_two_times_of_day_of_acts_of_one_name_are_rivals(compare):
    found = compare(
        "The first alarm was received at 9:41 a.m., the fire chief of Ostby said.",
        "Coastguards received word of the sinking around 9:52 a.m. on the same day.",
        dates=("2024-05-17", "2024-05-17"),
    )
    assert of_slot(found, "date") == [("real", ["9:41 a.m.", "9:52 a.m."])]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [("Hamburg", "Lisbon", ["real"]), ("Hamburg", "Germany", ["granularity"]), ("Tarnford", "Ostby", ["real"])],
)
def test_two_towns_are_rivals_and_a_town_and_a_land_may_be_one_place(compare, one, other, kind):
    found = compare(
        f"The skipper said the parcel of silver coins was meant for a student in {one}.",
        f"The parcel of silver coins was sent to a student in {other}, the skipper said.",
        claimed=True,
    )
    assert kinds(found, "place") == kind


@pytest.mark.parametrize("where", ["in the {} Ocean", "stationed in the {} Ocean", "that lies in the {} Ocean"])
def test_two_oceans_are_rivals(compare, where):
    one, other = (
        f"The skipper said the parcel of silver coins was meant for a ship {where.format(ocean)}."
        for ocean in ("Pacific", "Atlantic")
    )
    assert of_slot(compare(one, other), "place") == [("real", ["Atlantic Ocean", "Pacific Ocean"])]


def test_other_qualities_are_no_rivals(compare):
    one = "The moon off Port Lumen looked 14 per cent larger and 30 per cent brighter on Monday night."
    other = "The moon off Port Lumen looked 14 per cent bigger and 12 per cent brighter on Monday night."
    assert [sorted(side.value for side in c.sides) for c in compare(one, other, claimed=True)] == [
        ["12 per cent brighter", "30 per cent brighter"]
    ]


def test_the_state_after_a_town_is_no_place_of_its_own(compare):
    found = compare(
        "The skipper said the parcel of silver coins was meant for a student in Tarnford, Wash., whom he knew.",
        "The parcel of silver coins was sent to a student in Lisbon, the skipper said.",
        claimed=True,
    )
    assert [sorted(side.value for side in c.sides) for c in found if c.slot == "place"] == [["Lisbon", "Tarnford"]]


def test_a_snippet_that_is_not_word_for_word_is_another_wording(compare):
    found = compare(
        "Mayor Ada Holm accused the harbour company of “shaking the trust” of the town.",
        "“You have sold the ferry, sunk the dredger and shaken trust in the pier and its guards,” Mayor Ada Holm said.",
        "Mayor Ada Holm accused the harbour company of having “sold the ferry” of the town.",
    )
    assert len(kinds(found, "quote-wording")) <= 1


def test_a_snippet_of_other_endings_is_another_wording(compare):
    found = compare(
        "Mayor Ada Holm accused the harbour company of “betraying the harbour” of the town.",
        "“You have sold the ferry, sunk the dredger and betrayed harbour and pier alike,” Mayor Ada Holm said.",
    )
    assert kinds(found, "quote-wording") == ["real"]


def test_a_snippet_cut_from_a_sentence_is_no_other_wording(compare):
    found = compare(
        "Mayor Ada Holm accused the harbour company of having “sold the ferry” to strangers.",
        "“You have sold the ferry, sunk the dredger and betrayed harbour and pier alike,” Mayor Ada Holm said.",
    )
    assert kinds(found, "quote-wording") == []


def test_a_speech_retold_within_a_quotation_is_compared_with_the_speech(compare):
    found = compare(
        "“The whole island lies within reach of our dredgers, and a golden whistle is always in my pocket,” the"
        " harbour master said.",
        "“The harbour master of Ostby just claimed that the ‘Golden Whistle is in his pocket at all times.’”",
    )
    assert kinds(found, "quote-wording") == ["real"]


def test_an_amount_and_its_rounding_are_one_however_unlike_the_sentences(compare):
    found = compare(
        "The couple earned $80,412,350 and paid $27,318,604 in harbour and town dues while the ferry was theirs.",
        "They also gave to the lifeboats, and paid $27.3 million in town dues.",
    )
    assert ("rounding", ["$27,318,604", "$27.3 million"]) in of_slot(found, "figure")


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        ("The court acquitted Ada Holm of stealing the silver whistle on Monday.", ["real"]),
        ("On Monday prosecutors dropped the heaviest charge, of stealing a silver whistle.", ["real"]),
        ("On Monday prosecutors refused to drop the heaviest charge, of stealing a silver whistle.", []),
        ("The court acquitted Ada Holm of burning the ferry down on Monday.", []),
    ],
)
def test_guilty_of_it_here_and_free_of_it_there(compare, outcome, found):
    guilty = "A year before the sale of the ferry a skipper was convicted on charges of stealing the silver whistle."
    assert kinds(compare(guilty, outcome), "polarity") == found


def test_about_and_more_than_are_two_tellings_of_one_number(compare):
    found = compare(
        "The skipper repaid the harbour company about $48,000, his lawyer said.",
        "The skipper repaid the harbour company more than $48,000, his lawyer said.",
    )
    assert kinds(found, "figure") == ["rounding"]


def told(text, number, article):
    place = Place(article, number, number + len(text))
    return Value(text, place, text.lower())


def test_tellings_in_nearly_the_same_words_are_one_side_and_alone_no_conflict():
    def difference(one, other):
        return Difference(
            slot="identity", kind="granularity", certainty="possible", about="what", one=one, other=other,
            strength=0.1, why="test", judged=True,
        )  # fmt: skip

    view = lay_out(story(report("A", "One."), report("B", "Two."), report("C", "Three.")))
    first, second, third = (annotated.article.id for annotated in view.articles)
    mine = told("the crew of the ferry sold the golden whistle", 0, first)
    same = told("The crew of the ferry has sold the golden whistle", 0, second)
    else_ = told("a whistle was found missing after the regatta", 0, third)
    assert join(view, [difference(mine, same)]) == ()
    (found,) = join(view, [difference(mine, same), difference(mine, else_)])
    assert [len(side.reports) for side in found.sides] == [2, 1]


def test_the_day_of_a_file_photo_is_no_rival_of_the_day_of_the_news(compare):
    found = compare(
        "FILE - In this March 3, 2019, file photo, the mayor of Ostby shakes hands with the skipper of the Aurora.",
        "The mayor of Ostby shook hands with the skipper of the Aurora on April 9, 2019.",
        claimed=True,
    )
    assert of_slot(found, "date") == []


def test_what_meets_on_monday_is_still_a_plan(compare):
    found = compare(
        "The mayor of Ostby meets the crew of the ferry Aurora on Monday.",
        "The mayor of Ostby is set to meet the crew of the ferry Aurora.",
    )
    assert kinds(found, "sequence") == []


def test_whom_one_of_the_boats_took_off_are_some_of_all(compare):
    found = compare(
        "All 211 people on the ferry Aurora were brought ashore by two lifeboats and a fishing boat.",
        "Joss Kerr, skipper of a fishing boat, took 38 people off the ferry Aurora and brought them ashore.",
    )
    assert of_slot(found, "figure") == []


def test_two_counts_of_all_are_none_of_one_another(compare):
    found = compare(
        "The fire forced all 211 people aboard the ferry Aurora to abandon ship off Port Lumen on Tuesday.",
        "The fire forced all 187 people aboard the ferry Aurora to abandon ship off Port Lumen on Tuesday.",
    )
    assert kinds(found, "figure") == ["real"]


def test_the_dead_of_another_year_are_of_another_wreck(compare):
    found = compare(
        "At least seven people were killed when the ferry Aurora sank off Port Lumen on Thursday.",
        "The wreck of the ferry Aurora off Port Lumen is the worst since 2004, when seven people were killed.",
        dates=("2024-05-17", "2024-05-17"),
    )
    assert of_slot(found, "figure") == []
    found = compare(
        "At least seven people were killed when the ferry Aurora sank off Port Lumen on Thursday.",
        "Seven people were killed when the ferry Aurora sank off Port Lumen on Thursday.",
        dates=("2024-05-17", "2024-05-17"),
    )
    assert kinds(found, "figure") == ["rounding"]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("The ferry Aurora is not out of control.", "The ferry Aurora has been out of control.", True),
        ("Nobody was injured aboard the ferry Aurora.", "People were injured aboard the ferry Aurora.", True),
        ("No group has claimed the attack on the fair.", "The Tarnford League claimed the attack on the fair.", True),
        ("No passenger was hurt aboard the ferry Aurora.", "Passengers were hurt aboard the ferry Aurora.", True),
        ("No captain has claimed the attack on the fair.", "The harbours claimed the attack on the fair.", False),
        ("Ada Holm did not sign the letter to the harbour.", "Ada Holm signed the letter to the harbour.", True),
        ("Ada Holm has not yet signed the letter.", "Ada Holm signed the letter on Friday.", False),
        ("Ada Holm did not sign the letter.", "Ada Holm signed the treaty and the letter came late.", False),
        ("A spokesman for Norline did not answer.", "A spokesman for Tarnford did answer.", False),
        ("Ada Holm had not won the race since 1998.", "Ada Holm won the race.", False),
        ("Not signing the letter would hurt Ada Holm.", "Ada Holm signed the letter.", False),
        ("Ada Holm would not sign the letter.", "Ada Holm signed the letter.", False),
    ],
)
def test_what_one_says_and_another_says_is_not_so(compare, one, other, found):
    assert bool([c for c in compare(one, other) if c.slot == "polarity" and not c.judged]) is found


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (("2024-05-17", "2024-05-19"), ["update"]),
        (("2024-05-19", "2024-05-17"), []),
        ((None, "2024-05-17"), []),
    ],
)
def test_what_is_denied_so_far_and_asserted_later_is_news(compare, dates, found):
    one = "So far, no group has claimed responsibility for the fire."
    other = "The Tarnford League claimed responsibility for the fire."
    kinds_found = [c.kind for c in compare(one, other, dates=dates) if c.slot == "polarity" and not c.judged]
    assert kinds_found == found


def test_two_ages_a_year_apart_in_one_claim_are_one_persons(compare):
    one = "Forty divers of Port Lumen are trying to reach a five-year-old girl who is held fast in a sunken ferry."
    other = "The six-year-old slid into the sunken ferry off Port Lumen while picking mussels on Sunday."
    assert "real" in kinds(compare(one, other, claimed=True), "figure")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The rowers of Port Lumen won seven cups between 1910 and 1945 at the regatta.",
            "The rowers of Port Lumen have not won the cup since 1908 at the regatta.",
        ),
        (
            "The rowers of Port Lumen won the seventh race the next night at the regatta on May 3, 2024.",
            "The rowers of Port Lumen had won the seventh race at the regatta three days before.",
        ),
    ],
)
def test_the_first_of_a_time_and_a_day_told_by_another_deed_are_no_two_dates(one, other, compare):
    assert kinds(compare(one, other, claimed=True, dates=("2024-05-17", "2024-05-17")), "date") == []


def test_an_age_is_never_an_update_however_much_later_the_other_report_is(compare):
    one = "A keeper shot the bear after a three-year-old boy fell into its pit at the zoo of Tarnford."
    other = "A bear at the zoo of Tarnford was killed after a four-year-old boy fell into its pit."
    dates = ("2024-05-17", "2025-11-30")
    found = compare(one, other, claimed=True, dates=dates)
    assert kinds(found, "figure") == ["real"]


def test_an_amount_that_both_give_in_two_units_is_no_rounding(compare):
    one = (
        "The diggers of Port Lumen left a crater of around 330 feet. The crater of around 100 metres is in the harbour."
    )
    other = (
        "The diggers of Port Lumen left a crater of around 100 metres. The crater of around 330 feet is in the harbour."
    )
    assert kinds(compare(one, other), "figure") == []


def test_the_dead_with_children_among_them_are_none_of_the_wounded(compare):
    found = compare(
        "Witnesses said at least 84 people, including children, were killed by the fire on the ferry Aurora.",
        "About 100 people were injured by the fire on the ferry Aurora, witnesses said.",
    )
    assert of_slot(found, "figure") == []


def test_last_night_of_a_page_first_put_up_the_day_before_is_no_sure_rival(compare):
    found = compare(
        "A fire killed seven people aboard the ferry Aurora off Port Lumen on Thursday night.",
        "A fire killed seven people aboard the ferry Aurora off Port Lumen last night.",
        dates=("2024-05-17", "2024-05-16"),
    )
    assert "sure" not in {c.certainty for c in found if c.slot == "date"}


def test_what_an_outlet_tells_outside_its_marks_is_no_other_wording(compare):
    found = compare(
        "“They told me to row. But that was a leaking tub that I was in. The oar wasn’t screwed down properly. It was "
        "a rough sea and it was not a short way,” Ada Holm said.",
        "Ada Holm said that “that was a leaking tub that I was in,” the oar “wasn’t screwed down properly” and the sea "
        "“was not a short way.”",
    )
    assert of_slot(found, "quote-wording") == []


def test_what_goes_on_behind_a_dash_is_no_other_wording(compare):
    found = compare(
        "“I wish everybody in the harbour a happy feast, except for you, and all your wicked friends, you don’t "
        "deserve a row in my boat — stay tuned.”",
        "Ada Holm wrote: “I wish everybody in the harbour a happy feast, except for you, and all your wicked friends, "
        "you don’t deserve a row in my boat.”",
    )
    assert of_slot(found, "quote-wording") == []


def test_a_wording_is_shown_within_its_sentence(compare):
    found = compare(
        "“We have lodged a firm protest with Tarnford. We have asked for a meeting of the board on "
        "Monday,” Ada Holm said.",
        "“We have lodged a firm protest. We have asked for a meeting of the board on Monday,” Ada Holm said.",
    )
    (values,) = [sorted(side.value for side in c.sides) for c in found if c.slot == "quote-wording"]
    assert values == ["a firm protest", "a firm protest with Tarnford"]


def test_former_officials_who_speak_of_somebody_in_office_make_him_no_former_one(compare):
    found = compare(
        "Some former harbour officials said Mayor Ada Holm had few choices left.",
        "It depends on how Mayor Ada Holm answers.",
    )
    assert of_slot(found, "identity") == []


def test_an_office_is_shown_without_the_words_before_it(compare):
    found = compare(
        "The board met Varn Mayor Ada Holm on Monday.",
        "The former mayor Ada Holm was not asked by the board.",
    )
    (values,) = [sorted(side.value for side in c.sides) for c in found if c.slot == "identity"]
    assert values == ["Mayor Ada Holm", "former mayor Ada Holm"]


def test_what_is_of_months_before_is_no_rival(compare):
    dates = ("2024-08-29", "2024-08-29")
    one = "In June the rocket of Norline reached a height of 878 miles above the sea off Port Lumen."
    other = "The rocket of Norline reached a height of 340 miles above the sea off Port Lumen."
    assert of_slot(compare(one, other, dates=dates), "figure") == []
    now = "On Wednesday the rocket of Norline reached a height of 878 miles above the sea off Port Lumen."
    assert kinds(compare(now, other, dates=dates), "figure") == ["real"]


@pytest.mark.parametrize(("where", "kinds_found"), [("in", ["real"]), ("by", [])])
def test_by_whom_a_thing_is_done_is_no_place(compare, where, kinds_found):
    found = compare(
        "The council condemned the launch of the rocket in Ardleton, which broke the treaty of the coast.",
        f"The council condemned the launch of the rocket {where} Corranish, which broke the treaty of the coast.",
    )
    assert kinds(found, "place") == kinds_found


def test_a_false_alarm_is_no_denial(compare):
    found = compare(
        "Ada Holm said that the ferry was burning. “I waited because I thought it was a false alarm,” she said.",
        "The ferry Aurora sails on.",
    )
    assert kinds(found, "polarity") == []


@pytest.mark.parametrize(("theirs", "found"), [("six times more likely", ["real"]), ("four times as afraid", [])])
def test_how_many_times_more_likely_is_a_figure_that_may_differ(compare, theirs, found):
    one = "The report says that skippers are seven times more likely to be stopped by the coastguard than rowers."
    other = f"The report says that skippers are {theirs} to be stopped by the coastguard than rowers."
    assert kinds(compare(one, other), "figure") == found


def test_who_gives_both_tellings_of_a_number_has_none_of_his_own(compare):
    one = "The rings of Port Lumen travel upto ten times as fast. The rings of Port Lumen travel ten times as fast."
    assert kinds(compare(one, "The rings of Port Lumen travel ten times as fast."), "figure") == []


def test_what_an_outlet_joins_in_words_of_its_own_is_no_other_wording(compare):
    found = compare(
        "Ed Miller called him a “passionate defender of and campaigner for safe, affordable public ferries” and a "
        "“lifelong friend of the harbour”, and wept.",
        "“He was a passionate defender of and campaigner for safe, affordable public ferries and was a lifelong friend "
        "of the harbour,” Ed Miller said.",
    )
    assert kinds(found, "quote-wording") == []


def test_few_words_may_have_been_said_twice(compare):
    found = compare(
        "“It is a waste of harbour time,” May Dunn said.", "“It is a dreadful waste of harbour time,” May Dunn said."
    )
    assert [(c.kind, c.certainty) for c in found if c.slot == "quote-wording"] == [("real", "possible")]


def test_a_contraction_of_any_word_is_no_other_wording(compare):
    found = compare(
        "“The weather’s looking good off Port Lumen and the ferry’s sailed at last,” May Dunn said.",
        "“The weather is looking good off Port Lumen and the ferry has sailed at last,” May Dunn said.",
    )
    assert kinds(found, "quote-wording") == []


def test_two_reports_of_one_outlet_quote_two_occasions():
    texts = (
        "“It is a waste of harbour time and of the skippers' money,” May Dunn said.",
        "“It is a dreadful waste of harbour time and of the skippers' money,” May Dunn said.",
    )
    for outlets, found in ((("Coast", "Bay"), ["real"]), (("Coast", "Coast"), [])):
        made = [annotate(report(name, text).article) for name, text in zip(outlets, texts, strict=True)]
        assert kinds(conflicts.find(story(*made), ()), "quote-wording") == found


@pytest.mark.parametrize(("first", "certainty"), [("more than 30 people", "possible"), ("30 people", "sure")])
def test_a_bound_that_leaves_room_is_no_sure_rival(compare, first, certainty):
    one = f"The fire on the ferry Aurora off Port Lumen injured {first} on Friday."
    other = "The fire on the ferry Aurora off Port Lumen injured 47 people on Friday."
    assert [c.certainty for c in compare(one, other, claimed=True) if c.slot == "figure"] == [certainty]


def test_two_lower_bounds_may_both_be_true(compare):
    assert "figure" not in {
        one.slot
        for one in compare(
            "The bomb in Varn on Friday killed at least four people, police said.",
            "The bomb in Varn on Friday killed at least six people, police said.",
        )
    }


def test_an_age_is_that_of_the_person_behind_the_firm(compare):
    found = compare(
        "The death of the 34-year-old Norda Corp. engineer Maria Sand shocked Hallen.",
        "Maria Sand, 37, an engineer, has died in Hallen.",
    )
    assert ("real", ["34-year-old", "37"]) in of_slot(found, "figure")


def test_one_weight_in_two_units_is_no_difference(compare):
    found = compare(
        "The keeper in Varn shot the 400-pound gorilla on Friday.",
        "The keeper in Varn shot the 181-kg gorilla on Friday.",
    )
    assert of_slot(found, "figure") == []
