"""RSS, Atom and JSON Feed: full text, what an item says of itself, and hostile feeds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.article import Article, Problem
from headwater.reading import read, read_raw

FIRST = "The ferry Aurelia ran aground off Port Calder on Tuesday evening with 214 passengers aboard, officials said."
SECOND = "Tugs pulled the ship free at dawn, and nobody was hurt, according to the harbour master of the town."
SUMMARY = f"{FIRST} {SECOND} Inspectors went aboard in the morning to look at the steering of the ship."


def rss(items, channel="<title>Calder Post</title><language>en-GB</language>", doctype=""):
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel>{channel}{items}</channel></rss>"
    ).encode()


FULL = (
    "<item><title>Ferry &lt;b&gt;aground&lt;/b&gt;</title><link>https://calder.example/1</link><guid>one</guid>"
    "<dc:creator>Ann Bo</dc:creator><pubDate>Tue, 04 Mar 2031 05:06:07 +0200</pubDate>"
    "<description>In short.</description>"
    f"<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>"
)
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Calder Post</title>
<entry><id>urn:one</id><title type="html">Ferry &lt;i&gt;aground&lt;/i&gt;</title>
<link rel="alternate" href="https://calder.example/1"/><published>2031-03-04T03:06:07Z</published>
<updated>2031-03-05T05:06:07Z</updated><author><name>Ann Bo</name></author>
<summary>In short.</summary>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>
""".encode()
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Calder Post",
        "items": [
            {
                "id": "one",
                "url": "https://calder.example/1",
                "title": "Ferry aground",
                "authors": [{"name": "Ann Bo"}],
                "date_published": "2031-03-04T03:06:07Z",
                "summary": "In short.",
                "content_html": f"<p>{FIRST}</p><p>{SECOND}</p>",
            }
        ],
    }
).encode()


@pytest.mark.parametrize("data", [rss(FULL), ATOM, JSON_FEED])
def test_full_text_is_read_with_what_the_item_says(data):
    (raw,) = read_raw([data])
    assert [line for line in raw.text.split("\n") if line] == [FIRST, SECOND]
    assert (raw.title, raw.outlet, raw.byline) == ("Ferry aground", "Calder Post", "Ann Bo")
    assert raw.published in {"2031-03-04T05:06:07+02:00", "2031-03-04T03:06:07Z"}
    assert raw.language in {"en-GB", None}
    assert (raw.url, raw.format) == ("https://calder.example/1", "feed")
    assert raw.record in {"one", "urn:one"}
    assert ("text", "item content") in {(entry.field, entry.by) for entry in raw.found}


def test_a_summary_is_read_where_there_is_no_more_and_says_so():
    data = rss(f"<item><guid>one</guid><title>Ferry</title><description>{SUMMARY}</description></item>")
    (article,) = read([data])
    assert isinstance(article, Article)
    (raw,) = read_raw([data])
    assert ("text", "item summary only") in {(entry.field, entry.by) for entry in raw.found}


def test_an_item_without_text_is_told_and_the_rest_read():
    entries = list(read_raw([rss("<item><guid>none</guid><title>x</title></item>" + FULL)]))
    assert [(entry.record, getattr(entry, "reason", "read")) for entry in entries] == [
        ("none", "no_text"),
        ("one", "read"),
    ]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_links_of_the_web_are_kept(link):
    (raw,) = read_raw([rss(FULL.replace("https://calder.example/1", link))])
    assert raw.url is None


def test_markup_in_items_becomes_text():
    item = FULL.replace(
        f"<p>{SECOND}</p>", f"<script>steal()</script><p onclick='steal()'>{SECOND}</p><img onerror='steal()'>"
    )
    (raw,) = read_raw([rss(item.replace("&lt;b&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"))])
    assert "steal" not in raw.text
    assert raw.title == "Ferry aground"


def test_files_of_this_machine_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    for data in (rss(FULL.replace("Ferry", "&x; Ferry"), doctype=doctype), rss(FULL, "<title>&x;</title>", doctype)):
        for entry in read_raw([data]):
            assert "the secret" not in repr(entry)


def test_entities_that_multiply_are_bounded():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "lol">{entities}]>'
    for entry in read_raw([rss(FULL.replace("Ferry", "&e11; Ferry"), doctype=doctype)]):
        assert len(repr(entry)) < 20_000


def test_a_cut_feed_is_read_as_far_as_it_goes_and_told():
    cut = rss(FULL + FULL.replace("one", "two")).rpartition(b"</channel>")[0]
    entries = list(read_raw([cut]))
    assert [getattr(entry, "reason", entry.record) for entry in entries] == ["one", "two", "truncated"]


def test_sloppy_xml_is_read():
    (raw,) = read_raw([rss(FULL.replace("Ferry", "Ferry & tug &nbsp;"))])
    assert raw.title == "Ferry & tug aground"


def test_no_date_is_made_up():
    item = FULL.replace("<pubDate>Tue, 04 Mar 2031 05:06:07 +0200</pubDate>", "")
    (raw,) = read_raw([rss(item)])
    assert (raw.published, raw.modified) == (None, None)


@pytest.mark.parametrize(
    ("data", "reasons"),
    [
        (rss(""), {"empty"}),
        (b"<rss", {"not_a_feed", "empty", "unknown_format"}),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', {"empty"}),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [3, {"id": 1}]}', {"no_text"}),
    ],
)
def test_feeds_that_hold_nothing(data, reasons):
    entries = list(read_raw([data]))
    assert entries
    assert {entry.reason for entry in entries} <= reasons


@given(st.data())
def test_no_damage_raises(data):
    whole = bytearray(data.draw(st.sampled_from([rss(FULL), ATOM, JSON_FEED])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=10))
    for entry in read_raw([bytes(whole)]):
        assert isinstance(entry, Problem) or entry.text.strip()
