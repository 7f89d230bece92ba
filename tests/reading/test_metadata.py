"""From a raw record to an article: text, blocks, metadata. Every text here is invented."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.article import Article, Problem
from headwater.reading import canonical, dates, languages, outlets
from headwater.reading.assembly import Given, assemble
from headwater.reading.raw import Raw

TEXT = (
    "VARN, Norland (AP) — The old stone bridge over the Varn was closed on Monday after inspectors found cracks.\n\n"
    "What happens next\n\n"
    "Mayor Ilse Torvald said the crossing would stay shut until engineers had finished their work in the spring.\n"
)


def article(text=TEXT, source="bridge.json", stated=None, **fields):
    found = assemble(Raw(source, None, fields.pop("format", "json"), text, **fields), stated or Given())
    assert isinstance(found, Article)
    return found


def test_blocks_hold_the_text_without_gaps_but_one_empty_line():
    found = article(title="Bridge closed")
    assert [found.text[block.start : block.end] for block in found.blocks] == found.text.split("\n\n")
    assert [block.kind for block in found.blocks] == ["paragraph", "heading", "paragraph"]


def test_captions_stand_at_their_place_and_are_no_prose():
    caption = "Cracks in a pier. (Jan Hofer/AP)"
    found = article(TEXT.replace("What happens", f"{caption}\n\nWhat happens"), title="Bridge closed")
    assert [block.kind for block in found.blocks] == ["paragraph", "caption", "heading", "paragraph"]
    (block,) = found.captions
    assert found.text[block.start : block.end] == caption
    assert caption not in found.prose
    assert len(found.prose) == len(found.text)
    assert found.text[block.end + 2 :].startswith("What happens next")
    assert found.prose[block.end :] == found.text[block.end :]
    (credit,) = [credit for credit in found.credits if credit.kind == "photo"]
    assert (credit.kind, credit.place) == ("photo", "text")
    assert found.text[credit.start : credit.end] == "AP"


def test_captions_whose_place_is_not_told_stand_behind_the_text():
    caption = "The bridge at dawn, before its closing."
    found = article(captions=(caption, "Photo: Jan Hofer/Reuters"))
    assert [found.text[block.start : block.end] for block in found.captions] == [caption]
    assert found.blocks[-1].kind == "caption"
    assert ("Photo: Jan Hofer/Reuters", "picture credit") in [(piece.text, piece.reason) for piece in found.discarded]


def test_a_record_of_captions_alone_holds_no_report():
    found = assemble(Raw("a.txt", None, "text", "The bridge is seen at dawn on its last day. (Jan Hofer/AP)"), Given())
    assert isinstance(found, Problem)


def test_the_id_follows_content_and_not_the_path():
    one, two = article(source="x/a.json", outlet="The Varn Post"), article(source="y/b.json", outlet="The Varn Post")
    assert one.id == two.id
    assert one.id != article(source="x/a.json", outlet="The Hallen Herald").id
    assert one.id != article(TEXT.replace("spring", "autumn"), outlet="The Varn Post").id


def test_without_an_outlet_the_files_stem_stands_for_it():
    found = article(source="folder/northern-echo.txt", format="text")
    assert (found.outlet, found.publisher) == ("northern-echo", "northern-echo")
    assert {entry.field: entry.by for entry in found.found}["outlet"] == "file name"


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({"url": "https://edition.cnn.com/2031/bridge"}, "CNN"),
        ({"url": "https://www.bbc.co.uk/news/x"}, "BBC News"),
        ({"url": "https://news.varnpost.example/x"}, "varnpost.example"),
        ({"outlet": "www.nytimes.com"}, "The New York Times"),
        ({"outlet": "The Varn Post", "url": "https://edition.cnn.com/x"}, "The Varn Post"),
        ({"stated": Given(outlet="My Paper"), "outlet": "The Varn Post"}, "My Paper"),
    ],
)
def test_the_outlet_comes_from_what_is_stated_then_from_the_address(fields, outlet):
    assert article(**fields).outlet == outlet


def test_outlets_of_one_owner_have_one_publisher():
    assert outlets.publisher("The Age") == outlets.publisher("Sydney Morning Herald")
    assert outlets.publisher("The Varn Post") == "The Varn Post"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://user:secret@example.org:8080/x", "example.org"),
        ("example.co.uk", "example.co.uk"),
        ("https://127.0.0.1/x", None),
        ("https://[::1]/x", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
        ("not an address", None),
    ],
)
def test_what_an_address_says_of_its_outlet(address, name):
    assert outlets.named(address) == name


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("VARN, Norland (AP) — The bridge", "VARN, Norland"),
        ("BEIJING – The bridge", "BEIJING"),
        ("ERIE, Pa. — Snow", "ERIE, Pa."),
        ("Paris (AFP) - The bridge", "Paris"),
        ("NEW YORK, May 17, 2031 (Reuters) - The bridge", "NEW YORK, May 17, 2031"),
        ("TEL AVIV (Reuters) - The bridge", "TEL AVIV"),
        ("Torvald — whose family ran the ferry — said", None),
        ("The bridge was closed on Monday", None),
        ("NATO – The alliance was not amused", "NATO"),
    ],
)
def test_datelines(text, dateline):
    assert (
        article(f"{text} was closed on Monday after inspectors found cracks in two of its old piers.").dateline
        == dateline
    )


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2031-05-17", "2031-05-17"),
        ("2031-05-17T09:30:00+02:00", "2031-05-17T09:30:00+02:00"),
        ("2031-05-17 09:30:00.123Z", "2031-05-17T09:30:00Z"),
        ("2031-05-17T09:30+0200", "2031-05-17T09:30+02:00"),
        ("20310517", "2031-05-17"),
        ("Sat, 17 May 2031 09:30:00 GMT", "2031-05-17T09:30:00Z"),
        ("May 17, 2031", "2031-05-17"),
        ("Published: 17 May 2031, 9:30 a.m.", "2031-05-17"),
        ("17. Mai 2031", "2031-05-17"),
        ("17 de mayo de 2031", "2031-05-17"),
        ("1936776600", "2031-05-17T09:30:00Z"),
        ("1936776600000", "2031-05-17T09:30:00Z"),
        ("05/06/2031", None),
        ("2031-02-30", None),
        ("Sat, 99 May 2031 09:30:00 GMT", None),
        ("May 32, 2031", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_brought_to_one_form_and_never_guessed(stated, iso):
    assert dates.iso(stated) == iso


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_dates(text):
    assert dates.in_address(text) is None or dates.iso(dates.in_address(text))
    found = dates.iso(text)
    assert found is None or dates.iso(found) == found


def test_a_stated_date_goes_before_the_records_and_says_so():
    found = article(published="2031-05-17", stated=Given(published="2031-05-18"))
    assert found.published == "2031-05-18"
    assert {entry.field: entry.by for entry in found.found}["published"] == "--published"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, "en"),
        ("Die alte Brücke wurde am Montag gesperrt, nachdem Prüfer Risse in zwei Pfeilern gefunden hatten.", "de"),
        ("El viejo puente de piedra fue cerrado el lunes después de que los inspectores hallaran grietas.", "es"),
        ("Старый каменный мост был закрыт в понедельник после того, как инспекторы нашли трещины.", "ru"),
        ("12 34 56", None),
    ],
)
def test_languages(text, code):
    assert languages.identify(text) == code


def test_a_stated_language_tag_is_a_code():
    assert [languages.code(tag) for tag in ("en-GB", "pt_BR", "de", "", "english", None)] == [
        "en",
        "pt",
        "de",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("Bridge closed today", "too_short"),
        ("Share\nTweet\nEmail\nAdvertisement", "too_short"),
    ],
)
def test_what_holds_no_report_is_a_problem(text, reason):
    found = assemble(Raw("a.txt", "7", "text", text), Given())
    assert isinstance(found, Problem)
    assert (found.reason, found.source, found.record) == (reason, "a.txt", "7")


def test_short_reports_in_scripts_without_spaces_are_reports():
    assert article(
        "古い石橋は月曜日に検査官が二つの橋脚にひび割れを見つけた後に閉鎖された。市長は春まで閉鎖を続けると述べた。"
    ).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u00ad b\u200bc\ufeff\x00", "a bc"),
        ("e\u0301", "é"),
        ("a\t\u3000 b\u00a0 c", "a b c"),
        ("\ud800x", "�x"),
        ("left\u202eright\u2066", "leftright"),
        ("icon \ue001 font", "icon font"),
        ("می‌خواهم", "می‌خواهم"),
        ("👩‍🚒 came", "👩‍🚒 came"),
        ("a\u200cb", "ab"),
    ],
)
def test_characters_of_the_canonical_text(raw, clean):
    assert canonical.line(raw) == clean


@settings(max_examples=400)
@given(st.text(max_size=80))
def test_a_canonical_line_stays_as_it_is(text):
    line = canonical.line(text)
    assert canonical.line(line) == line
    assert "\n" not in line
    assert "  " not in line
    assert line.isprintable() or any(ord(character) > 0x7F for character in line)


@settings(max_examples=150)
@given(st.text(max_size=500), st.text(max_size=40), st.none() | st.text(max_size=60))
def test_any_record_is_an_article_or_a_problem(text, title, url):
    found = assemble(Raw("a.txt", None, "text", text, title=title, url=url), Given())
    if isinstance(found, Article):
        places = {"text": found.text, "byline": found.byline or ""}
        places |= {f"discarded:{index}": piece.text for index, piece in enumerate(found.discarded)}
        for credit in found.credits:
            assert 0 <= credit.start < credit.end <= len(places[credit.place])
        assert found == assemble(Raw("a.txt", None, "text", text, title=title, url=url), Given())


def test_articles_are_frozen_and_compared_by_value():
    with pytest.raises(dataclasses.FrozenInstanceError):
        article().text = ""


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://varnpost.example/news/2031/may/7/bridge-closed", "2031-05-07"),
        ("https://varnpost.example/2031/5/17/bridge-closed/", "2031-05-17"),
        ("https://varnpost.example/news/2031-05-17/bridge", "2031-05-17"),
        ("https://varnpost.example/2031/05/17", "2031-05-17"),
        ("https://varnpost.example/2031/17/05/bridge", None),
        ("https://varnpost.example/2031/05/bridge", None),
        ("https://varnpost.example/2031/05/5-things-about-the-bridge", None),
        ("https://varnpost.example/bridge?day=/2031/05/17/", None),
        (None, None),
    ],
)
def test_the_day_of_a_report_may_stand_in_its_address(url, day):
    assert dates.in_address(url) == day
    found = article(url=url)
    assert (found.published or "")[:10] == (day or "")


def test_a_stated_day_goes_before_that_of_the_address():
    found = article(url="https://varnpost.example/2031/05/17/bridge", published="2031-05-18")
    assert found.published == "2031-05-18"


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("Varn\u00e2\u0080\u0099s \u00e2\u0080\u009cbridge\u00e2\u0080\u009d in Málaga", "Varn’s “bridge” in Málaga"),
        ("Varnâ€™s â€œbridgeâ€\u009d â€¦ costs Â£5 and a cafÃ©", "Varn’s “bridge” … costs £5 and a café"),
        ("Ã\u0082Â£5", "£5"),
        ("ÂÂÂ£5 DE MANHÃ\u00a0E", "£5 DE MANHÃ E"),
        ("“São Paulo, NÃO, Ângela, âge, café…”", "“São Paulo, NÃO, Ângela, âge, café…”"),
    ],
)
def test_what_was_read_in_a_wrong_encoding_is_mended(misread, meant):
    assert canonical.line(misread) == meant
    assert canonical.line(meant) == meant
