"""Which lines are the report's own: every text here is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.reading import canonical
from headwater.reading.cleaning import clean, signs
from headwater.reading.cleaning.shapes import closed, sentences
from headwater.reading.raw import Raw

LEAD = "The old stone bridge over the Varn was closed on Monday after inspectors found cracks in two of its piers."
SECOND = "Mayor Ilse Torvald said the crossing would stay shut until engineers had finished their work in the spring."
THIRD = "About nine thousand vehicles use the bridge every day, and buses now take the long way round by Hallen."
FOURTH = "Shopkeepers on the eastern bank fear for their trade, and have asked the council for help with their rents."

REPORTERS = "Holm reported from Hallen. AP writers Ada Berg in Varn, Norland, and Jo Lind contributed."


def cleaned(*lines, title="Bridge closed after cracks are found", source_format="json", **fields):
    return clean(Raw("a.json", None, source_format, "\n".join(lines), title=title, **fields))


def own(result):
    return [text for text, _ in result.blocks]


def reasons(result):
    return {piece.text: piece.reason for piece in result.discarded}


@pytest.mark.parametrize(
    "line",
    [
        "Photos: The bridge of Varn A girl looks at the river below. Hide Caption 3 of 12",
        "Bridge of Varn 3 show all Bridge of Varn 1/3 The old bridge Jo Lind 2/3 A pier Ada Berg 3/3 The river",
        "Bridges of the valley ranked Tue, March 22, 2031 We rank all bridges Play slideshow Tarn 1 of 11 11. Varn",
    ],
)
def test_a_gallery_glued_into_one_line_is_a_caption(line):
    assert own(cleaned(LEAD, SECOND, line, THIRD, FOURTH)) == [LEAD, SECOND, THIRD, FOURTH]


def test_shares_are_no_numbers_of_pictures():
    line = "The council voted 1/3 for the bridge and 2/3 for the ferry, and it will vote once more in the spring."
    assert own(cleaned(LEAD, SECOND, line, THIRD, FOURTH)) == [LEAD, SECOND, line, THIRD, FOURTH]


def test_a_page_that_is_nothing_but_a_gallery_keeps_its_captions():
    lines = [f"{sentence} Hide Caption {number} of 2" for number, sentence in enumerate((LEAD, SECOND), 1)]
    assert own(cleaned(*lines)) == lines


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "1. Skip to content",
        "Cloudy icon",
        "1 / 16",
        "Recommended Videos",
        "Share Tweet Email Print",
        "Comments (12)",
        "Advertisement",
        "Advertisement Continue reading the main story",
        "READ MORE: Ferry timetable changes again",
        "Related: Ten bridges that fell",
        "[ The bridge that was built twice ]",
        "Sign up for our weekly newsletter and never miss a story",
        "Want the best of the valley in your inbox? Subscribe to our newsletter.",
        (
            "Copyright 2031 Varn Valley Press. All rights reserved. This material may not be published, broadcast, "
            "rewritten or"
            " redistributed."
        ),
        "We use cookies to improve your experience.",
        "Follow us on Facebook and Twitter",
        "What do you think? Leave a comment below.",
        "Contact the reporter at desk@example.org.",
        "12 minutes ago",
        "(SOUNDBITE OF MUSIC)",
        "Please turn on JavaScript. Media requires JavaScript to play.",
        "Image 3 of 9",
        "You can watch the inspection here.",
        "https://example.org/bridge",
        "Alle Rechte vorbehalten",
        "Lire aussi : un pont fermé",
        "Читайте также",
        "----------------",
    ],
)
def test_furniture_is_discarded_with_its_reason(line):
    result = cleaned(LEAD, SECOND, line, THIRD, FOURTH)
    assert own(result) == [LEAD, SECOND, THIRD, FOURTH]
    assert result.discarded
    assert all(piece.reason for piece in result.discarded)


@pytest.mark.parametrize(
    "line",
    [
        "More than two hundred people were at the meeting, and most of them had come to complain.",
        "Watch towers along the river were manned again on Tuesday, the first time since the flood of 1987.",
        "Share prices of the builder fell by a tenth within an hour of the announcement.",
        "“You can sign up for the ferry at the harbour office,” Ms. Torvald told residents.",
        "“We will send engineers to every bridge in the valley,” the minister said.",
        "Subscribe or not, people will read about it: so said the editor of the local paper, laughing.",
        "UPDATE: The council now says that the eastern lane may open in April.",
        "Privacy policy was the other subject of the evening, and the council put off its vote.",
        "Related families have lived on both banks for three hundred years, the archive shows.",
        "Videos of the cracks spread quickly, and the inspectors confirmed on Monday that they were genuine.",
        "Copyright law does not protect the drawings, a court ruled, because they are older than two centuries.",
        "The role of the two piers was described in detail:",
    ],
)
def test_sentences_that_only_sound_like_furniture_stay(line):
    assert line in own(cleaned(LEAD, SECOND, line, THIRD, FOURTH))


@pytest.mark.parametrize(
    "line",
    [
        "Inspectors look at the western pier. (Jan Hofer/AP)",
        "Workers close the road to the bridge (Photo: City of Varn)",
        "FILE - In this June 3, 2030 file photo, traffic crosses the old bridge in Varn. (AP Photo/Jan Hofer, File)",
        "The old bridge in winter.CreditJan Hofer for The Varn Valley Post",
        "Mayor Ilse Torvald, left, with the chief engineer on May 16, 2031. (AP)",
        "Chief engineer Paul Amsel (pictured) said that nobody was at risk",
    ],
)
def test_captions_are_kept_apart(line):
    result = cleaned(LEAD, line, SECOND, THIRD)
    assert own(result) == [LEAD, SECOND, THIRD]
    assert result.captions == ((line, 1),)


@pytest.mark.parametrize(
    "line",
    [
        "Photograph: Jan Hofer/Getty Images",
        "Image copyright Reuters",
        "Enlarge this image toggle caption Jan Hofer/AP",
        "(AP Photo/Jan Hofer, File)",
    ],
)
def test_a_line_that_only_names_a_pictures_maker_is_no_caption(line):
    result = cleaned(LEAD, line, SECOND, THIRD)
    assert own(result) == [LEAD, SECOND, THIRD]
    assert not result.captions
    assert reasons(result)[line] == "picture credit"


@pytest.mark.parametrize(
    ("line", "caption", "rest"),
    [
        (
            "Enlarge this image toggle caption Workers close the road to the bridge. Jan Hofer/AP",
            "Workers close the road to the bridge.",
            {"Enlarge this image toggle caption": "navigation", "Jan Hofer/AP": "picture credit"},
        ),
        (
            "•Bridge closed – live coverage Workers close the road to the old bridge. Photograph: Jan Hofer/AP",
            "Workers close the road to the old bridge.",
            {"•Bridge closed – live coverage": "navigation", "Photograph: Jan Hofer/AP": "picture credit"},
        ),
        (
            "Mayor Ilse Torvald, left, with the chief engineer. Credit: AP",
            "Mayor Ilse Torvald, left, with the chief engineer.",
            {"Credit: AP": "picture credit"},
        ),
        (
            "Image copyright Jan Hofer Image caption Workers close the road to the old bridge",
            "Workers close the road to the old bridge",
            {"Image copyright Jan Hofer Image caption": "picture credit"},
        ),
        (
            "Media playback is unsupported on your device Media caption Paul Amsel: 'Nobody was ever at risk'",
            "Paul Amsel: 'Nobody was ever at risk'",
            {"Media playback is unsupported on your device Media caption": "navigation"},
        ),
        (
            "SWNS • PA Ilse Torvald closed the bridge which had stood for two hundred years",
            "Ilse Torvald closed the bridge which had stood for two hundred years",
            {"SWNS • PA": "picture credit"},
        ),
        (
            "GETTY The old bridge has stood since 1790",
            "The old bridge has stood since 1790",
            {"GETTY": "picture credit"},
        ),
    ],
)
def test_what_is_glued_to_a_caption_is_no_part_of_it(line, caption, rest):
    result = cleaned(LEAD, line, SECOND, THIRD)
    assert result.captions == ((caption, 1),)
    assert {text: reasons(result).get(text) for text in rest} == rest


def test_a_caption_that_repeats_a_sentence_without_its_stop_is_no_second_report_of_it():
    caption = "The old stone bridge over the Varn was closed on Monday after inspectors found cracks"
    result = cleaned(LEAD, SECOND, caption, THIRD)
    assert own(result) == [LEAD, SECOND, THIRD]
    assert [text for text, _ in result.captions] == [caption]


def test_a_caption_printed_twice_once_with_its_credit():
    first = "Mayor Ilse Torvald speaks at the town hall in Varn"
    second = first + "Image: IMAGO/Varn Press"
    result = cleaned(LEAD, first, second, SECOND, THIRD)
    assert own(result) == [LEAD, SECOND, THIRD]
    assert [text for text, _ in result.captions] == [first, second]


def test_a_gallery_is_captions():
    slides = [f"{n}/3 Workers carry away the railings of the old bridge on day {n}" for n in (1, 2, 3)]
    result = cleaned(LEAD, SECOND, *slides, THIRD)
    assert own(result) == [LEAD, SECOND, THIRD]
    assert [text for text, _ in result.captions] == slides


def test_long_lines_without_a_stop_are_captions_where_there_are_several():
    captions = [
        (
            "The chief engineer shows the mayor where the first of the two cracks had opened during the cold week "
            "of January"
        ),
        "Two workers on a raft measure the deeper of the two cracks while a third one writes the figures on a board",
    ]
    result = cleaned(LEAD, SECOND, captions[0], THIRD, captions[1], FOURTH)
    assert own(result) == [LEAD, SECOND, THIRD, FOURTH]


def test_one_paragraph_that_lost_its_stop_is_not_lost():
    unfinished = (
        "Ms. Torvald, whose family ran the ferry for a century before the bridge was built, called the "
        "inspectors' letter"
        " the worst news of her time in office and the reason for the meeting that she has called for next week"
    )
    assert unfinished in own(cleaned(LEAD, SECOND, THIRD, unfinished, FOURTH))
    quoted = THIRD.removesuffix(".") + ", as she put it. “I am sure that it will open again,” she said"
    assert quoted in own(cleaned(LEAD, SECOND, quoted, FOURTH))


def test_links_under_a_header_at_the_end_are_discarded_even_where_they_are_sentences():
    result = cleaned(
        LEAD, SECOND, THIRD, "Read more:", "A bridge collapsed. Nobody had looked.", "Ferry fares rise again"
    )
    assert own(result) == [LEAD, SECOND, THIRD]
    assert reasons(result)["Ferry fares rise again"] == "related links"


@pytest.mark.parametrize("header", ["Related stories", "MOST READ IN TOWN"])
def test_many_titles_behind_their_header_in_one_line_are_furniture(header):
    titles = f"{header} Too late A bridge collapsed and nobody had looked SAD DAY Ferry fares rise again " * 4
    result = cleaned(LEAD, SECOND, titles.strip(), THIRD)
    assert own(result) == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "The bridge is closed originally appeared on Varnside on 1 Jan 2031. Please see our terms for use of feeds.",
        "The post The bridge of Varn is closed and nobody knows for how long appeared first on Hallen Gazette.",
    ],
)
def test_what_a_feed_says_below_a_report_is_none_of_it(line):
    result = cleaned(LEAD, SECOND, THIRD, line)
    assert own(result) == [LEAD, SECOND, THIRD]
    assert reasons(result)[line] == "copyright line"


def test_a_report_goes_on_after_a_header_in_its_middle():
    result = cleaned(LEAD, "Read more", SECOND, "Related", "Ten bridges that fell in our lifetime", THIRD)
    assert own(result) == [LEAD, SECOND, THIRD]


def test_headings_stay_headings():
    result = cleaned(LEAD, SECOND, "A long way round", THIRD, FOURTH)
    assert ("A long way round", "heading") in result.blocks


def test_a_headline_that_the_text_repeats_is_a_heading():
    result = cleaned("Bridge closed after cracks are found", LEAD, SECOND)
    assert result.blocks[0] == ("Bridge closed after cracks are found", "heading")
    assert result.title is None


def test_the_head_of_a_text_gives_title_byline_and_date():
    lines = ["Bridge over the Varn closed", "", "By Mara Lindqvist", "", "May 17, 2031", "", LEAD, "", SECOND]
    result = cleaned(*lines, title=None, source_format="text")
    assert (result.title, result.byline, result.published) == (
        "Bridge over the Varn closed",
        "Mara Lindqvist",
        "May 17, 2031",
    )
    assert own(result) == [LEAD, SECOND]


def test_a_text_that_begins_with_its_first_sentence_has_no_title():
    assert cleaned(LEAD, SECOND, title=None, source_format="text").title is None


def test_furniture_before_the_title_is_not_the_title():
    lines = ["1. Skip to content", "2. Skip to main menu", "", "Bridge over the Varn closed", "", LEAD, "", SECOND]
    result = cleaned(*lines, title=None, source_format="text")
    assert result.title == "Bridge over the Varn closed"
    assert own(result) == [LEAD, SECOND]


def test_markdown_is_read_as_text():
    lines = [
        "# Bridge closed",
        "",
        "![a bridge](bridge.png)",
        "",
        f"[{LEAD[:14]}](https://example.org/x){LEAD[14:]}",
        "",
        "## What happens next",
        "",
        f"**{SECOND}**",
        "",
        "- The eastern lane opens in April.",
        "- The western lane opens in May.",
    ]
    result = cleaned(*lines, title=None, source_format="markdown")
    assert result.title == "Bridge closed"
    assert result.blocks[:3] == ((LEAD, "paragraph"), ("What happens next", "heading"), (SECOND, "paragraph"))
    assert "- The eastern lane opens in April." in own(result)


def test_furniture_glued_to_a_paragraph_is_cut_off():
    result = cleaned(LEAD, f"Continue reading the main story {SECOND}", f"{THIRD} Read more.", FOURTH)
    assert own(result) == [LEAD, SECOND, THIRD, FOURTH]


def test_a_note_on_a_picture_behind_a_paragraph_makes_it_no_caption():
    note = "(Pictured below: The Bridge of Varn, 1955 © Hallen Gallery)"
    found = cleaned(LEAD, f"{SECOND} {THIRD} {note}", FOURTH)
    assert own(found) == [LEAD, f"{SECOND} {THIRD}", FOURTH]
    assert [text for text, _ in found.captions] == [note]


def test_an_invitation_in_brackets_is_cut_out_of_its_paragraph():
    result = cleaned(f"{LEAD} (Read more about old bridges in the spring issue.) {SECOND}", THIRD)
    assert own(result) == [f"{LEAD} {SECOND}", THIRD]


def test_a_note_in_brackets_on_what_a_report_rests_on_is_kept():
    note = "[The account below is based on recordings of the harbour's radio.]"
    result = cleaned(LEAD, note, "[How the bridge fell, minute by minute]", SECOND)
    assert own(result) == [LEAD, note, SECOND]


def test_lines_wrapped_at_a_column_are_paragraphs_again():
    words, rows = f"{LEAD} {SECOND} {THIRD} {FOURTH}".split(), [""]
    for word in words:
        if len(rows[-1]) + len(word) > 70:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    result = cleaned(*rows, "", *rows, title=None, source_format="text")
    assert own(result) == [" ".join(words)] * 2


def test_a_sentence_cut_by_a_line_break_is_one_again():
    cut = LEAD.index("inspectors")
    assert own(cleaned(LEAD[:cut].strip(), LEAD[cut:], SECOND)) == [LEAD, SECOND]


def test_closing_credit_lines_are_furniture_that_carries_a_credit():
    for line in (
        "mf/ab (AFP, Reuters)",
        "With files from The Canadian Press",
        "Reuters - AFP",
        "Source: TASS/Kyodo",
        REPORTERS,
    ):
        result = cleaned(LEAD, SECOND, THIRD, line)
        assert own(result) == [LEAD, SECOND, THIRD], line
        assert reasons(result)[line] == "credit line"


def test_an_outlet_naming_itself_alone_is_furniture():
    assert own(cleaned(LEAD, SECOND, "THE VARN VALLEY POST", outlet="The Varn Valley Post")) == [LEAD, SECOND]


def test_numbered_notes_at_the_end_are_footnotes():
    notes = ["1 Ministry of Roads, Bridges of the Realm, 2029", "2 The Varn and Its Crossings, annual report"]
    result = cleaned(LEAD, SECOND, *notes)
    assert own(result) == [LEAD, SECOND]
    assert set(reasons(result).values()) == {"footnote"}


def test_what_the_format_took_out_is_kept_with_its_reason():
    result = cleaned(LEAD, SECOND, removed=(("Accept all cookies", "cookie notice"),))
    assert reasons(result)["Accept all cookies"] == "cookie notice"


def test_captions_that_the_markup_states_are_captions():
    result = cleaned(LEAD, "The bridge at dawn.", SECOND, captions=("The bridge at dawn.",))
    assert own(result) == [LEAD, SECOND]
    assert [text for text, _ in result.captions] == ["The bridge at dawn."]


def test_a_page_of_menus_has_no_report():
    menu = "Archives Select Month " + " ".join(
        f"{month} 20{year}" for year in range(10, 40) for month in ("May", "June")
    )
    assert own(cleaned("ALL COURSES 2031", "TEST SERIES 2031", menu)) == []


def test_sentences_are_not_cut_after_abbreviations():
    text = "Dr. J. R. Holm of the U.S. Bridge Office came at 5 p.m. on Friday. “It is safe,” he said. Nobody agreed."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Dr. J. R. Holm of the U.S. Bridge Office came at 5 p.m. on Friday.",
        "“It is safe,” he said.",
        "Nobody agreed.",
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [("He left.", True), ("He left.”", True), ("He left. (See note 3)", True), ("He left", False), ("", False)],
)
def test_what_ends_as_a_sentence_does(text, ends):
    assert closed(text) is ends


def test_no_sign_contradicts_another():
    loaded = signs.load()
    for place in ("whole", "start", "loose", "label", "within", "glued"):
        for first, group in getattr(loaded, place).items():
            assert all(sign.phrase[0] == first and sign.reason for sign in group)


@settings(max_examples=150)
@given(st.text(max_size=400), st.sampled_from(["text", "markdown", "html", "json"]))
def test_any_text_is_sorted_and_nothing_vanishes(text, source_format):
    result = clean(Raw("a", None, source_format, text))
    pieces = [*own(result), *(text for text, _ in result.captions), *(piece.text for piece in result.discarded)]
    pieces += [result.title or ""]
    assert all(piece == canonical.line(piece) for piece in own(result))
    kept = sum(character.isalnum() for piece in pieces for character in piece)
    marks = sum(character.isalnum() for character in "".join(canonical.lines(text)))
    # Markup of links and pictures may go; without any, every letter is somewhere.
    if not set(text) & set("[]()*_#>!"):
        assert kept == marks


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from([LEAD, SECOND, "Read more", "Share", "", "12", "A long way round", "“", "(AP)"]), max_size=14
    )
)
def test_sorting_is_the_same_every_time(lines):
    raw = Raw("a", None, "text", "\n".join(lines))
    assert clean(raw) == clean(raw)


@pytest.mark.parametrize(
    "unit", ['"', "“", "a. ", "1,", "(", "[", "A ", "Aa", "Share ", "x/", "-", "Read more ", "\n", "a\n", "Mr. ", "AP/"]
)
def test_long_hostile_lines_are_sorted(unit):
    result = clean(Raw("a", None, "text", unit * (60_000 // len(unit))))
    assert result is not None
