"""Speakers as the shipped English model reads them: who may speak, and who is only named beside."""

import pytest
from made import article

from headwater.language import annotate


def attributed(text):
    """Return the kind and speaker of each quotation of a text, in reading order."""
    return [(one.kind, one.speaker) for one in annotate(article(text, "Echo")).quotations]


def test_a_name_before_the_noun_of_a_person_is_not_that_person():
    text = "Felipe Rossi lost. The Williams driver waved to the crowd and admitted: “I will never forget this day.”"
    ((kind, speaker),) = attributed(text)
    assert kind == "direct"
    assert speaker != "Williams"


def test_the_name_right_after_its_noun_is_who_speaks():
    text = "The credit firm Halden has admitted that nine million people were hit by the breach."
    assert attributed(text) == [("indirect", "Halden")]


@pytest.mark.parametrize(
    "text",
    [
        "The truck needs to be repaired before the winter.",
        "The launch attempts to celebrate what nobody had built.",
        "The new rocket means to replace the old one.",
    ],
)
def test_what_has_no_mind_wants_nothing(text):
    assert attributed(text) == []


def test_the_land_of_an_office_does_not_speak():
    ((_, speaker),) = attributed("‘We have to get the guns out of people’s hands’ – Nevada state senator")
    assert speaker == "Nevada state senator"


def test_what_has_no_mind_says_nothing():
    text = "But the confusion over the source of the smoke goes on:\n\n“Smoke is coming from Gate 7.”"
    assert attributed(text) == [("direct", None)]


def test_who_adds_something_is_who_said_the_rest():
    text = "Ada Holm said he and his family were “shocked, horrified” by the news, saying he was “not an avid gun guy.”"
    assert {speaker for _, speaker in attributed(text)} == {"Ada Holm"}


@pytest.mark.parametrize("who", ["The crowd", "The driver", "Candidates", "Surviving relatives"])
def test_people_want_things(who):
    assert [kind for kind, _ in attributed(f"{who} wanted to leave the harbour before the winter.")] == ["indirect"]


def test_who_says_it_all_comes_before_who_opts():
    text = "Zoo director Thane Maynard spoke. Employees opted to leave because in fog it can take long, Maynard said."
    ((_, speaker),) = attributed(text)
    assert speaker == "Thane Maynard"


def test_an_office_right_before_the_name_does_not_hide_who_told_reporters():
    text = (
        "The meeting occurred on Saturday when the boy crawled through a barrier and fell into a moat at the "
        "park’s outdoor centre, park director Nora Lindqvist told reporters."
    )
    assert attributed(text) == [("indirect", "Nora Lindqvist")]


def test_nobody_names_himself_in_what_he_says():
    text = "Director Paul Maynard spoke on Sunday. Harry Webb also would have had a bad fall, he said."
    ((_, speaker),) = attributed(text)
    assert speaker == "Paul Maynard"


def test_they_are_the_officials_of_the_same_sentence():
    text = "The boy was hurt, according to the BBC. While park officials are still counting, they believe the boy fell."
    assert [speaker for _, speaker in attributed(text)] == ["BBC", "park officials"]


def test_it_is_the_land_that_the_sentence_before_is_about():
    text = (
        "The U.N. Security Council called an emergency meeting for Sunday to discuss how to respond to the launch.\n\n"
        "But North Korea gloated about its advance into space. It said that it had fired a new rocket."
    )
    assert attributed(text)[-1] == ("indirect", "North Korea")


def test_who_calls_a_meeting_to_discuss_it_has_no_stance():
    assert attributed("The council called a meeting on Sunday to plan the repairs of the bridge.") == []


def test_the_hour_of_a_place_goes_on_with_the_sentence():
    text = "The ministry said that the rocket, launched at 9 a.m. North Korean time, had reached space."
    ((_, speaker),) = attributed(text)
    assert speaker == "The ministry"
    assert len(annotate(article(text, "Echo")).sentences) == 1


def test_the_day_of_a_post_is_no_part_of_who_speaks():
    text = "It was unlikely to hit anybody, according to a post on its website last updated 3 January."
    assert attributed(text) == [("indirect", "a post on its website")]


def test_who_speaks_behind_a_list_is_who_is_named_behind_the_verb():
    text = "The dead included 13 children, aged 10 to 15, and two teachers, said police Colonel Anna Tamsin."
    assert attributed(text) == [("indirect", "Anna Tamsin")]


def test_the_judge_is_the_justice_and_nobody_of_whom_she_speaks():
    text = (
        "Joanna Denby laughed. Mr Justice Spinner sentenced her. The acts were told by the judge, Denby smiled.\n\n"
        "The judge said Denby had written him a letter."
    )
    assert attributed(text)[-1] == ("indirect", "Spinner")


def test_what_somebody_is_asked_to_prove_is_not_proved():
    assert attributed("They request that clients prove they are not officers.") == []


def test_the_65_year_old_is_whoever_was_named():
    text = "Bruno Ariens wept. “It was an unbelievable journey,” the 65-year-old two-time Coach of the Year said."
    assert attributed(text) == [("direct", "Bruno Ariens")]


@pytest.mark.parametrize(
    "text",
    [
        "The RMT made no comment. It is understood that Millwall will hold a minute of silence.",
        "Labour lost the seat. It is widely said that the party has no plan.",
    ],
)
def test_what_is_understood_is_said_by_nobody(text):
    assert {speaker for _, speaker in attributed(text)} <= {None}


def speakers(text):
    return [speaker for _, speaker in attributed(text)]


def test_a_letter_that_somebody_answers_is_not_his():
    text = (
        "Nineteen women wrote a letter to the board. Ned Portman responded to the letter with a brief note, saying he "
        "was sorry. “He is woefully out of touch,” the letter stated."
    )
    assert speakers(text)[-1] == "the letter"


def test_what_is_only_quoted_is_not_where_somebody_speaks():
    text = (
        "In it, Dan Harbour reveals that “it's a Tide ad.” Night fell. The ad concludes with text: “Go and eat fish.”"
    )
    assert speakers(text)[-1] == "The ad"


def test_a_statement_is_whose_words_are_in_it():
    text = "“I am sorry,” Ann Lee said in a statement on Friday. The statement added: “I will do better next time.”"
    assert speakers(text) == ["Ann Lee", "Ann Lee"]


def test_he_is_who_does_what_the_sentence_begins_with():
    text = (
        "Ken Ehrl told the paper “no comment at all today.” A day after Mr. Portman made his remark, he issued another "
        "statement saying the academy “must welcome and mentor women.”"
    )
    assert speakers(text) == ["Ken Ehrl", "Portman"]


def test_how_somebody_put_it_recently():
    text = "“He is like an expanded Paul Klee,” as fellow artist Peter Dorg put it recently."
    assert speakers(text) == ["Peter Dorg"]


def test_a_paragraph_that_ends_in_said_and_a_comma_leads_to_the_next():
    text = "Kyle Jarvis came.\n\nLater Mr Jarvis said,\n\n“There was nothing that anybody could have done about it.”"
    assert speakers(text) == ["Kyle Jarvis"]


def test_two_who_speak_together_are_both_named():
    text = "Michael Shean and Sarah Silvan joked they had “consciously uncoupled” in a post."
    assert speakers(text) == ["Michael Shean and Sarah Silvan"]


def test_who_is_somebody():
    text = "It came after comments made by President Neil Portman who said women need to “step up” if they want to win."
    assert speakers(text) == ["Neil Portman"]


def test_whoever_is_accused_before_the_comma_does_not_speak():
    text = "Barry Olsen came. Olsen, Clive Stafford says, is “ultimately responsible for the detention.”"
    assert speakers(text) == ["Clive Stafford"]


def test_who_is_claiming_between_commas_speaks():
    text = (
        "Detainees are being subjected to a form of torture, lawyers are claiming, in the first legal challenge to it."
    )
    assert speakers(text) == ["lawyers"]


def test_what_is_thought_of_a_sale_is_not_thought_by_the_seller():
    text = "The broadcaster's sales operation brings in a third, but it is thought that the deal will end."
    assert set(speakers(text)) <= {None}


def test_who_spoke_before_adding_adds():
    text = "Rachel Robins said the plans were “a half-hearted mix of measures”, adding: “Public trust is wearing thin.”"
    assert speakers(text) == ["Rachel Robins", "Rachel Robins"]


def test_who_has_grounds_suspects_and_who_is_led_to_say_says():
    assert speakers("Officers have reasonable grounds to suspect they are carrying drugs.") == ["Officers"]
    assert speakers("The parade led fans to say it was “the best ever.”") == ["fans"]


def test_parliament_is_told_things_and_passes_nothing_on():
    (one,) = annotate(article("May told the Commons that it was over.", "Echo")).quotations
    assert one.via == ()


def test_who_behind_a_list_is_the_last_of_it():
    text = "Guests were Opal Winter, Will Smit and Steve Wonders, who joked, “I haven't seen it yet, but I'm going to.”"
    assert speakers(text) == ["Steve Wonders"]


def test_who_adds_a_score_says_nothing():
    assert attributed("Bell added a 10-yard touchdown run and Smith made it 34-6.") == []


def test_what_goes_according_to_plan_is_said_by_no_plan():
    assert attributed("If all goes according to plan, the rocket will fly past Mars.") == []


def test_who_states_behind_the_comma_is_whom_the_sentence_is_about():
    text = "The Bureau rejected claims that the transfer of funds has to do with it, stating, “There is no connection.”"
    assert speakers(text)[-1] == "Bureau"


def test_who_is_named_in_what_he_cites_is_not_he():
    text = "Moshe Yaal came. Citing the deal with Iran, which Mr. Netan strenuously opposed, he said “it is no threat.”"
    assert speakers(text)[-1] == "Moshe Yaal"


def test_who_died_does_not_add_it():
    text = "Police came late. Thirteen students and two teachers died, while more than 30 were injured, they added."
    assert set(speakers(text)) <= {"Police", None}


def test_a_minister_of_it_speaks_and_so_does_a_union_by_which_it_is_claimed():
    assert speakers("IT minister Ann Lee said the plan would work.") == ["Ann Lee"]
    assert speakers("It was claimed by the union that the plan would fail.") == ["the union"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The deal drew praise, with press secretary Ann Dorn saying it “creates room” for talks.", "Ann Dorn"),
        ("Forces were searching but were not meeting resistance, said Sayed Kamal Sadat, a police chief.",
         "Sayed Kamal Sadat"),
        ("A poster for the elder Mr. Dorn warned that he “should be considered armed.”",
         "A poster for the elder Mr. Dorn"),
        ("In a statement, Ann Dorn said the firm was sad. “Our thoughts are with them,” the statement said.",
         "Ann Dorn"),
        ("Halden Corp. was hit. Dunmarch University closed. The company said that “some papers” were gone.",
         "Halden Corp."),
        ("But the confusion over the shots continues: “It could be three shooters.”", None),
        # No speaker is lost to a rule that is for others.
        ("Carl Palm stood up, thanked Ann Lee, the nurse, and said he was well.", "Carl Palm"),
        ("Carl Palm arrived. “Carl Palm never gives up,” he said.", "Carl Palm"),
        ("The prosecution concluded: “He is a liar.”", "The prosecution"),
        ("United cancelled flights. The airline said that it was sorry.", "United"),
        ("In the report, Ann Lee told them she was afraid. “The brakes failed,” the report said.", "the report"),
        # The company is no paper that is cited.
        ("The New York Times cut 100 jobs. The company said that it was sorry.", "New York Times"),
        ("Halden Corp. was hit. CNBC noted the shares fell. The company said that it was sorry.", "Halden Corp."),
        ("Halden Corp. was hit, a Bloomberg report said. The company said that it was sorry.", "Halden Corp."),
    ],
)  # fmt: skip
def test_who_speaks_is_who_can_speak(text, speaker):
    assert attributed(text)[-1][1] == speaker


def test_whoever_disputes_a_report_does_not_say_what_it_says():
    text = "He disputes a report in which a source “said the breaches were one.”"
    assert "stance" not in {one.rule for one in annotate(article(text, "Echo")).quotations}


def test_the_letter_of_one_is_not_anothers_who_spoke_a_day_before():
    text = (
        "Carl Palm gave his reasons in an open letter to the fans, one day after Ann Dorn said she was leaving. "
        "“I have had many friends,” the letter began."
    )
    assert attributed(text)[-1][1] != "Ann Dorn"


def test_its_statement_is_that_of_the_body_named_last():
    text = "The Halden Corporation said the tower will fall, according to a post on its website."
    assert attributed(text)[-1][1] == "Halden Corporation"


def test_the_company_far_from_any_name_is_the_one_that_the_report_is_about():
    filler = "Nobody in the town knew what to make of it. " * 6
    text = f"Halden Corp. was hit. Halden Corp. lost. Halden Corp. closed. {filler}The company said that it was sorry."
    assert attributed(text)[-1][1] == "Halden Corp."
