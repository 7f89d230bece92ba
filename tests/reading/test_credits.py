"""Where an article says that it has something from: every sentence here is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.article import Block
from headwater.reading.credits import Places, find, names, owners, wording
from headwater.reading.credits.marks import in_address


def credits_of(text, byline=None, captions=(), discarded=(), outlet="The Varn Post"):
    """The credits of a text in which the paragraphs `captions` are captions."""
    blocks = [Block(text.index(one), text.index(one) + len(one), "caption") for one in captions]
    return find(Places(text, byline, tuple(blocks), tuple(discarded), outlet))


def found(text, **places):
    return {(credit.origin, credit.kind) for credit in credits_of(text, **places)}


@pytest.mark.parametrize(
    ("text", "origin", "kind"),
    [
        ("“It will open again,” she told The Associated Press.", "Associated Press", "wire"),
        ("“It will open again,” she told the AP on Friday.", "Associated Press", "wire"),
        ("The cracks are old, as reported by the AFP news agency.", "Agence France-Presse", "wire"),
        ("She praised the builders in an interview with the Xinhua news agency.", "Xinhua", "wire"),
        ("According to the Chinese state news agency Xinhua, the bridge is safe.", "Xinhua", "wire"),
        ("The bridge is closed, as reported by the BBC.", "BBC", "medium"),
        ("CNN reported that the bridge is closed.", "CNN", "medium"),
        ("He left for a record fee, per BBC Sport.", "BBC", "medium"),
        (
            "It was sold in the UK. Stonelogic has said in its blog post that it is.",
            "blog post by Stonelogic",
            "document",
        ),
        ("According to Space.com, the stone came from a meteorite.", "Space.com", "medium"),
        ("“We knew,” he told the Hallen Gazette in March.", "Hallen Gazette", "medium"),
        ("The bridge will be sold, the Varn Valley Herald reported.", "Varn Valley Herald", "medium"),
        ("Los Angeles television station KVRN said the bridge had fallen.", "KVRN", "medium"),
        ("The mayor knew of it, CBS Hallen reports.", "CBS Hallen", "medium"),
        ("The Washington Post reporter Jo Holm writes that the bridge is lost.", "Washington Post", "medium"),
        ("CNN's Ada Berg reports that the bridge is closed.", "CNN", "medium"),
        ("Trade is uneasy, with Fortune reporting that the council will rule on it.", "Fortune", "medium"),
        ("A national outlet, Slate magazine, produced a profile of the builder in 2030.", "Slate", "medium"),
        ("The People’s Daily, a party newspaper, followed up with an account of the fall.", "People's Daily", "medium"),
        ("Last month he praised a salon.com article by the builder.", "salon.com", "medium"),
        ("“It was an attack,” the builder told BBC2's Newsnight.", "BBC", "medium"),
        ("She told Norland's Al-Jisr paper in an interview that it was safe.", "Al-Jisr", "medium"),
        ("Local media said that the ferry was full.", "Local media", "medium"),
        ("The engineer told a regional paper that he had warned them.", "regional paper", "medium"),
        ("The results were published in the journal Bridges Today.", "Bridges Today", "study"),
        (
            "Cracks are common, according to a study by Hallen University's Center for Stone.",
            "study by Hallen University's Center for Stone",
            "study",
        ),
        (
            ("An NBC News/Varn Valley Journal poll last week found that few agree."),
            "NBC News/Varn Valley Journal poll",
            "study",
        ),
        (
            ("According to Norland and Sudland customs data, trade has doubled."),
            "Norland and Sudland customs data",
            "dataset",
        ),
        ("Court documents show that the builder had warned the town.", "Court documents", "document"),
        ("The letter stated that the piers were sound.", "letter", "document"),
        ("The town's guidelines say that lorries may not cross.", "town's guidelines", "document"),
        ("“It is safe,” Norland Railways said in a statement.", "statement by Norland Railways", "speaker"),
        ("In a letter to the council, Paul Amsel warned of the cracks.", "letter by Paul Amsel", "document"),
        ("“It is safe,” Paul Amsel said on Twitter.", "Paul Amsel on Twitter", "speaker"),
        ("“It is safe,” the mayor wrote on Facebook.", "Facebook", "speaker"),
        ("It is safe — Paul Amsel (@amsel) May 17, 2031", "Paul Amsel (@amsel) on Twitter", "speaker"),
        ("According to the Bridge Commission, nobody was at risk.", "Bridge Commission", "speaker"),
        ("The deal is the largest so far, according to Stonelogic.", "Stonelogic", "speaker"),
    ],
)
def test_what_a_sentence_cites(text, origin, kind):
    assert (origin, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Associated Press building in Varn was not damaged.",
        "He reads The Guardian every morning on the ferry.",
        "People said that the bridge had been sound.",
        "Time will tell whether the bridge can be saved.",
        "The BBC is a broadcaster that was founded in 1922.",
        "She followed him on Twitter for years.",
        "The story of the bridge begins in 1790.",
        "Paul Amsel told Ilse Torvald that the bridge was safe.",
        "According to Amsel, whom the town hired, it is safe. Paul Amsel came on Monday.",
        "The New York Post Office was closed on Monday.",
        "With Fortune on her side she crossed the bridge.",
        "The book was sold on bridges.com for years.",
        "They signed a petition in front of the bridge.",
        "He bought the toll house for a fee from Norland broadcaster RVN in 2010.",
        "Norland broadcaster Discover made a bid for the bridge.",
        "The owner took an equity stake in the free-to-air broadcaster.",
    ],
)
def test_what_only_names_a_medium_or_document_is_no_credit(text):
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("VARN, Norland (AP) — The bridge was closed.", "Associated Press"),
        ("(Reuters) - The bridge was closed.", "Reuters"),
        ("The bridge was closed.\n\nThe mayor spoke.\n\nmf/ab (AFP, Reuters)", "Agence France-Presse"),
        ("The bridge was closed on Monday. REUTERS", "Reuters"),
        (
            ("The bridge was closed.\n\nLind reported from Hallen. AP writers Jo Holm and Ada Berg contributed."),
            "Associated Press",
        ),
        ("ПАРИЖ (ТАСС) — Мост закрыт.", "TASS"),
        ("МОСКВА, 17 мая. /ТАСС/. Мост закрыт.", "TASS"),
        ("新华社北京5月17日电 大桥周一关闭。", "Xinhua"),
        ("Madrid, 17 may (EFE).- El puente fue cerrado.", "EFE"),
        ("Berlin (dpa) - Die Brücke wurde gesperrt.", "Deutsche Presse-Agentur"),
        ("HALLEN (NPA) — The bridge was closed.", "NPA"),
    ],
)
def test_credits_of_the_whole_article(text, origin):
    assert origin in {credit.origin for credit in credits_of(text) if credit.whole and credit.kind == "wire"}


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("VARN, Norland (AP) — The bridge was closed.", False),
        ("The bridge was closed.\n\nLind reported from Hallen. AP writers Jo Holm and Ada Berg contributed.", False),
        ("The bridge was closed.\n\nThe mayor spoke.\n\nmf/ab (AFP, Reuters)", True),
        ("The bridge was closed on Monday. REUTERS", True),
        ("The bridge was closed on Monday.\n\nWith material from Reuters.", True),
    ],
)
def test_whose_report_it_is_and_whose_material_is_in_it_are_told_apart(text, closing):
    assert {credit.closing for credit in credits_of(text) if credit.whole} == {closing}


@pytest.mark.parametrize(
    ("piece", "reason", "closing"),
    [
        ("According to VNA/Tin Moi Newspaper", "credit line", True),
        ("AP writers Jo Holm and Ada Berg contributed.", "credit line", False),
        ("Copyright 2031 The Associated Press.", "copyright line", False),
    ],
)
def test_lines_that_cleaning_took_out_tell_the_two_apart(piece, reason, closing):
    named = credits_of("Nothing.", discarded=[(piece, reason)])
    assert {credit.closing for credit in named} == {closing}


def test_a_name_that_ends_a_sentence_is_no_closing_line():
    (credit,) = credits_of("The bridge was closed.\n\nHe said so when he spoke to Reuters.")
    assert not credit.whole


def test_agencies_of_pictures_in_a_byline_are_no_source():
    byline = "Ann Dorn, Image, Jo Holm, Getty Images, Reuters"
    assert [c.origin for c in credits_of("Nothing.", byline=byline, discarded=[]) if c.kind == "wire"] == []


def test_a_name_does_not_run_over_the_end_of_its_sentence():
    (credit,) = credits_of("He was eleven, reported The Hallen Times. Matthew was older.")
    assert credit.origin == "Hallen Times"


def test_bylines_captions_and_discarded_pieces_carry_credits_of_their_place():
    given_places = {
        "byline": "Jo Holm, Associated Press",
        "discarded": [
            ("Copyright 2031 The Associated Press. All rights reserved.", "copyright line"),
            ("According to VNA/Tin Moi Newspaper", "credit line"),
            ("Reuters - Ap - Afp", "credit line"),
            ("Photo: Jan Hofer/Reuters", "picture credit"),
        ],
    }
    listed = [
        (credit.place, credit.origin, credit.kind, credit.whole) for credit in credits_of("Nothing.", **given_places)
    ]
    assert listed == [
        ("byline", "Associated Press", "wire", True),
        ("discarded:0", "Associated Press", "wire", True),
        ("discarded:1", "Vietnam News Agency", "wire", True),
        ("discarded:1", "Tin Moi Newspaper", "medium", True),
        ("discarded:2", "Reuters", "wire", True),
        ("discarded:2", "Associated Press", "wire", True),
        ("discarded:2", "Agence France-Presse", "wire", True),
        ("discarded:3", "Reuters", "photo", False),
    ]


def test_a_line_that_names_a_picture_house_credits_a_picture():
    (named,) = credits_of("Nothing.", discarded=[("Anadolu Agency | Getty Images", "credit line")])
    assert (named.origin, named.kind, named.whole) == ("Anadolu Agency", "photo", False)


def test_what_a_caption_says_credits_its_picture_alone():
    caption = "The mayor told Reuters, at the bridge at dawn. (Jan Hofer/Reuters)"
    lead, last = "VARN (AP) — The bridge was closed.", "The mayor told AFP that it is old."
    text = f"{lead}\n\n{caption}\n\n{last}"
    listed = credits_of(text, captions=[caption])
    assert [(credit.origin, credit.kind, credit.whole) for credit in listed] == [
        ("Associated Press", "wire", True),
        ("Reuters", "photo", False),
        ("Agence France-Presse", "wire", False),
    ]
    assert [text[credit.start : credit.end] for credit in listed] == ["(AP)", "Reuters", "told AFP"]
    # What stands behind a caption at the end counts from the text's end all the same.
    closed = f"{lead.replace('(AP) ', '')}\n\n{last}\n\n(AFP)\n\n{caption}"
    listed = credits_of(closed, captions=[caption])
    assert [credit.origin for credit in listed if credit.whole] == ["Agence France-Presse"]


@pytest.mark.parametrize(
    ("piece", "origin"),
    [
        ("This piece first appeared on varnpages.org.", "varnpages.org"),
        ("Originally published on Hallen Gazette", "Hallen Gazette"),
        ("Read the original article on Slate.", "Slate"),
        ("The bridge of Varn is closed originally appeared on Varnside.com on Mon, 1 Jan 2031.", "varnside.com"),
        ("The post The bridge of Varn is closed for good appeared first on Hallen Gazette.", "Hallen Gazette"),
        ("Read the original article on Varnside. Follow Varnside on Facebook. Copyright 2031.", "Varnside"),
    ],
)
def test_where_a_discarded_line_says_that_the_report_was_first_published(piece, origin):
    named = credits_of("The bridge was closed.", discarded=((piece, "copyright line"),))
    assert [(credit.origin, credit.whole) for credit in named] == [(origin, True)]


def test_an_outlet_naming_itself_is_no_credit():
    text = "“It is safe,” she told CNN."
    assert found(text, outlet="CNN") == set()
    assert found(text) == {("CNN", "medium")}
    assert found("The mayor told The Washington Post so.", outlet="The Washington Post") == set()


def test_an_agencys_own_mark_stays_a_credit():
    assert found("VARN (Reuters) - The bridge was closed.", outlet="Reuters") == {("Reuters", "wire")}


def test_the_paper_is_the_medium_named_before_it():
    text = "She told the Hallen Gazette that it was safe. He told the paper that it was not."
    assert [credit.origin for credit in credits_of(text)] == ["Hallen Gazette", "Hallen Gazette"]


def test_an_acronym_is_spelled_out_where_the_text_does():
    text = "Norland State Railways (NSR) runs the line. “It is safe,” NSR said in a statement."
    assert ("statement by Norland State Railways", "speaker") in found(text)


def test_spans_hold_cue_and_name():
    text = "The cracks are old. “It is safe,” she told The Associated Press on Friday."
    (credit,) = credits_of(text)
    assert text[credit.start : credit.end] == "told The Associated Press"


def test_every_mark_and_name_has_one_canonical_form():
    known = names.load()
    for form in (*known.names, *known.marks):
        origin, _ = names.canonical(form)
        assert names.canonical(origin)[0] == origin, form


def test_document_nouns_have_a_kind():
    assert set(wording.load().kinds.values()) == {"study", "dataset", "document", "speaker"}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("the World Bridge Organization (WBO) said", {"WBO": "World Bridge Organization"}),
        ("Paul Amsel (NORL) said", {}),
        ("nothing (AP) here", {}),
    ],
)
def test_acronyms_that_a_text_explains(text, short):
    assert owners.acronyms(text) == short


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                "told",
                "the",
                "AP",
                "Reuters",
                "said",
                "in",
                "a",
                "statement",
                ".",
                ",",
                "“",
                "”",
                "According to",
                "(AP)",
                "—",
                "BBC",
                "reported",
                "that",
                "Hallen",
                "Gazette",
                "\n\n",
                "data",
                "from",
                "Twitter",
                "on",
                "@x",
                "study",
                "by",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_credits_hold_the_characters_they_speak_of(text):
    for credit in credits_of(text):
        assert 0 <= credit.start < credit.end <= len(text)
        assert text[credit.start : credit.end].strip()
    assert credits_of(text) == credits_of(text)


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "a",
        "A",
        "Aa ",
        "AP ",
        "told ",
        "the ",
        "A.",
        "a. ",
        "said in ",
        "according to ",
        "(",
        "@a (",
        "1,",
        "— ",
        "in a ",
        "report ",
        "News ",
        "The ",
        "’s ",
        "A of ",
        "tweeted ",
        "(AP",
        "study by A ",
        "data ",
    ],
)
def test_long_hostile_texts_are_searched(unit):
    credits_of(unit * (30_000 // len(unit)))


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://dunmarch.example/wires/afp/article-1/ferry.html", "Agence France-Presse"),
        ("https://dunmarch.example/reuters/2031/01/02/ferry.html", "Reuters"),
        ("https://dunmarch.example/wires/pa/article-1/ferry.html", "PA Media"),
        ("https://dunmarch.example/news/pa/ferry.html", None),
        ("https://dunmarch.example/tag/reuters/2031/", None),
        ("https://dunmarch.example/politics/bloomberg/rally.html", None),
        ("https://dunmarch.example/news/afp-ferry.html", None),
    ],
)
def test_an_address_under_an_agencys_name_credits_it(url, origin):
    assert [credit.origin for credit in in_address(url)] == ([origin] if origin else [])
