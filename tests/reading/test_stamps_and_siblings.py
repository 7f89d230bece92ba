"""Lines that are stamps alone, and links that look like headings: every text here is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.reading.cleaning import clean, siblings, stamps
from headwater.reading.cleaning.signs import words
from headwater.reading.raw import Raw

LEAD = "The old stone bridge over the Varn was closed on Monday after inspectors found cracks in two of its piers."
SECOND = "Mayor Ilse Torvald said the crossing would stay shut until engineers had finished their work in the spring."
THIRD = "About nine thousand vehicles use the bridge every day, and buses now take the long way round by Hallen."
FOURTH = "Shopkeepers on the eastern bank fear for their trade, and have asked the council for help with their rents."
FIFTH = "The council will meet again on Thursday evening, when it expects the first full report of the inspectors."
LINK = "Astronomers hear strange signal from beyond the moons of distant Velda"


def cleaned(*lines):
    return clean(Raw("a.json", None, "json", "\n\n".join(lines), title="Bridge closed after cracks are found"))


def own(result):
    return [text for text, _ in result.blocks]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Updated: 8:58 AM, July 16, 2031", "furniture: date line"),
        ("Originally published July 15, 2031 at 2:01 am", "furniture: date line"),
        ("Updated 1:28 AM ET, Mon July 16, 2031", "furniture: date line"),
        ("July 14, 2031, 5:49 pm", "furniture: date line"),
        ("Jul.15.2031 / 2:57 PM ET", "furniture: date line"),
        ("Jul.15.203102:02", "furniture: date line"),
        ("Monday, 16 July 2031 09:45 AM", "furniture: date line"),
        ("Ada Berg Posted at 11:40 am on July 15, 2031", "furniture: date line"),
        ("(Varn Valley Press 10/03/2031 page4)", "furniture: page number"),
        ("By ADA BERG and JO LIND", "furniture: byline"),
        ("From VTV's Ada Berg", "furniture: byline"),
        ("By Ada Berg, Varn Valley Press", "furniture: byline"),
        ("By The Associated Press", "furniture: byline"),
        (
            "Ada Berg and Jo Lind , VARN Published 3:55 a.m. ET July 16, 2031 | Updated 7:15 a.m. ET July 16, 2031",
            "furniture: byline",
        ),
        ("Ada Berg and Jo Lind, two nurses, say the report published 3:55 a.m. ET July 16, 2031 was wrong", ""),
        ("ADA BERG, HOST:", "furniture: presenter"),
        ("Screen Shot 2031-07-06 at 3.26.52 PM.jpg", "furniture: address"),
        ("example.com/news/the-bridge-is-closed/1234", "furniture: address"),
        ("Flood reaches the old town 01:37", "furniture: related links"),
        ("Ada Berg/Varn Valley Press", "caption"),
        ("Ada Berg, AP", "caption"),
        ("ADA BERG, EPA-EFE", "caption"),
    ],
)
def test_stamps(line, verdict):
    assert stamps.verdict(line) == verdict


@pytest.mark.parametrize("behind", ["(VNA)", "By Ada Berg(Varn Valley Press)", ""])
def test_a_stamp_behind_the_headline_is_no_part_of_it(behind):
    head = "Bridge closed after cracks are found"
    result = cleaned(f"{head} Updated: 2031-07-16 06:50 {behind}".strip(), LEAD, SECOND, THIRD)
    assert own(result)[:2] == [head, LEAD]
    assert f"Updated: 2031-07-16 06:50 {behind}".strip() in [one.text for one in result.discarded]


def test_a_headline_that_goes_on_is_whole():
    head = "Bridge closed after cracks are found updated plans of 2031-07-16"
    assert own(cleaned(head, LEAD, SECOND, THIRD))[0] == head


@pytest.mark.parametrize(
    "line",
    [
        "July 14, 2031",
        "Monday, July 14, 2031",
        "By the river",
        "From Hallen to the sea",
        "By Friday the water had gone.",
        "The gates opened at 10:30",
        "The home side won 3:02",
        "Call for peace",
        "A river runs through Hallen and Varn, AP",
        "ADA BERG: I saw it fall.",
        "She said the bridge/tunnel vote was lost",
        "The file was called bridge.jpg and nobody opened it.",
    ],
)
def test_lines_that_are_no_stamps(line):
    assert stamps.verdict(line) == ""


def test_stamps_of_a_page_are_discarded_and_a_chronicles_days_stay():
    result = cleaned(
        "July 14, 2031, 5:49 pm", f"{LEAD} {SECOND}", "Image 1of/4", SECOND, "July 12, 2031", THIRD, FOURTH
    )
    assert own(result) == [f"{LEAD} {SECOND}", SECOND, "July 12, 2031", THIRD, FOURTH]


def test_a_link_beside_a_sure_one_is_discarded_and_headings_stay():
    short = "Villagers discover new recipe for smoked eel"
    heading = "Shopkeepers fear for trade and rents"
    question = "Norland and Velda — old friends or rivals at sea?"
    result = cleaned(LEAD, SECOND, short, THIRD, LINK, SECOND, heading, FOURTH, FIFTH, question)
    assert own(result) == [LEAD, SECOND, THIRD, SECOND, heading, FOURTH, FIFTH]
    assert dict(result.blocks)[heading] == "heading"
    assert {piece.text for piece in result.discarded} == {short, LINK, question}


def test_a_long_heading_stays_where_its_words_come_again_below():
    heading = "Council and shopkeepers on the eastern bank await the inspectors' report"
    result = cleaned(LEAD, SECOND, THIRD, heading, FOURTH, FIFTH)
    assert (heading, "heading") in result.blocks


def test_without_a_sure_link_lone_lines_stay():
    short = "Villagers discover new recipe for smoked eel"
    question = "Norland and Velda — old friends or rivals at sea?"
    assert own(cleaned(LEAD, SECOND, short, THIRD, FOURTH, FIFTH, question)) == [
        LEAD,
        SECOND,
        short,
        THIRD,
        FOURTH,
        FIFTH,
        question,
    ]


def test_where_most_lone_lines_are_headings_none_is_a_link():
    headings = ["Stone bridge closed on Monday", "Mayor says crossing stays shut", "Nine thousand vehicles a day"]
    headings += ["Shopkeepers fear for their trade", "Council meets on Thursday evening"]
    witty = "Villagers discover new recipe for smoked eel"
    paragraphs = [LEAD, SECOND, THIRD, FOURTH, FIFTH]
    lines = [line for pair in zip(headings, paragraphs, strict=True) for line in pair]
    result = cleaned(LEAD, *lines, LINK, THIRD, witty, SECOND)
    assert witty in own(result)


def test_verse_beside_a_link_stays():
    verse = [
        "Silver water carry me under",
        "Nobody sings on empty harbours tonight",
        "Lanterns drift where sailors slept",
    ]
    result = cleaned(LEAD, SECOND, LINK, THIRD, *verse, FOURTH, FIFTH)
    assert verse[1] in own(result)


def test_the_share_of_words_that_recur():
    assert siblings.recurring(words("Shopkeepers fear for trade"), [words(FOURTH)]) == 1.0
    assert siblings.recurring(words("Eels smoked"), [words(FOURTH)]) == 0.0
    assert siblings.recurring(words("of the"), [words(FOURTH)]) == 0.0


def test_a_teaser_that_breaks_off_ends_with_its_last_sentence():
    result = cleaned(LEAD, f"{SECOND} The...")
    assert own(result) == [LEAD, SECOND]
    assert ("The...", "cut off") in {(piece.text, piece.reason) for piece in result.discarded}
    spoken = f"{SECOND} “Well...”"
    assert own(cleaned(LEAD, spoken)) == [LEAD, spoken]


def test_a_correction_with_an_apology_is_the_pages_and_one_without_the_reports():
    sorry = "Correction: The piers were misnamed. We are sorry for the error."
    plain = "Correction: The mayor spoke of two piers and nine arches, and the council has confirmed only the piers."
    assert own(cleaned(LEAD, SECOND, sorry)) == [LEAD, SECOND]
    assert own(cleaned(LEAD, SECOND, plain)) == [LEAD, SECOND, plain]


def test_a_picture_that_a_quotation_speaks_of_makes_no_caption():
    said = 'He wrote: "Nobody sees anything wrong with the arches in this picture of ours, and nobody ever will."'
    assert own(cleaned(LEAD, said, SECOND)) == [LEAD, said, SECOND]


def test_letters_garbled_by_a_wrong_decoding_are_no_copyright_mark():
    garbled = "When he died the tapes held a claim that Ada BrÃ©n had led the guild, which she vehemently contested."
    assert own(cleaned(LEAD, garbled, SECOND)) == [LEAD, garbled.replace("Ã©", "é"), SECOND]


def test_what_is_said_of_the_author_at_the_end_is_no_report():
    author = "Ada Berg is a staff writer at the Varn Valley Press, where she covers bridges."
    former = "Jo Lind is a former reporter who fell from the bridge."
    assert own(cleaned(LEAD, SECOND, author)) == [LEAD, SECOND]
    assert own(cleaned(LEAD, author, SECOND)) == [LEAD, author, SECOND]
    assert own(cleaned(LEAD, SECOND, former)) == [LEAD, SECOND, former]


def test_reporters_named_above_a_dateline_are_the_byline():
    result = cleaned("ADA BERG and JO LIND", f"VARN (AP) — {LEAD}", SECOND)
    assert result.byline == "ADA BERG and JO LIND"
    assert own(result) == [f"VARN (AP) — {LEAD}", SECOND]
    assert cleaned("Old Town Square", LEAD, SECOND).byline is None


@given(st.text(max_size=300))
@settings(max_examples=150)
def test_any_line_has_a_verdict(text):
    assert stamps.verdict(text) in {
        "",
        "caption",
        "furniture: date line",
        "furniture: page number",
        "furniture: byline",
        "furniture: presenter",
        "furniture: address",
        "furniture: related links",
    }
