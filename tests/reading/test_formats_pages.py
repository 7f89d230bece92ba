"""Pages: what they say of themselves, their captions and links, and what parsers break on."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from headwater.article import Problem
from headwater.reading import Limits, read, read_raw
from headwater.reading.formats.markup import plain
from headwater.reading.formats.pages import page
from headwater.reading.formats.shield import shielded

SENTENCES = [
    "The ferry Aurelia ran aground off Port Calder on Tuesday evening with 214 passengers aboard, officials said.",
    "Tugs pulled the ship free at dawn, and nobody was hurt, according to the harbour master of the town.",
    "Inspectors went aboard in the morning to look at the steering, which the captain had reported as broken.",
    "The company that runs the ferry said it would pay for the hotel rooms of those who had missed their trains.",
]
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def html(body=PROSE, head=""):
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def only(markup, **options):
    data = markup if isinstance(markup, bytes) else markup.encode()
    (entry,) = read_raw([data], **options)
    return entry


def ld(**fields):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_the_text_is_read_in_paragraphs():
    assert [line for line in only(html()).text.split("\n") if line] == SENTENCES


def test_json_ld_comes_first():
    head = (
        "<title>Wrong | Calder Post</title><meta property='og:title' content='Also wrong'>"
        "<meta name='author' content='Nobody'><meta property='article:published_time' content='2030-01-01'>"
        + ld(
            headline="Ferry aground",
            datePublished="2031-03-04T05:06:07Z",
            dateModified="2031-03-05T05:06:07Z",
            author=[{"@type": "Person", "name": "Ann Bo"}, {"@type": "Person", "name": "Cy Dee"}],
            publisher={"@type": "Organization", "name": "Calder Post"},
            mainEntityOfPage={"@id": "https://calder.example/ferry"},
            inLanguage="en-GB",
        )
    )
    raw = only(html(head=head))
    assert (raw.title, raw.byline, raw.outlet) == ("Ferry aground", "Ann Bo, Cy Dee", "Calder Post")
    assert (raw.published, raw.modified) == ("2031-03-04T05:06:07Z", "2031-03-05T05:06:07Z")
    assert (raw.url, raw.language) == ("https://calder.example/ferry", "en-GB")
    assert {entry.by for entry in raw.found if entry.field == "title"} == {"JSON-LD headline"}


def test_json_ld_in_a_graph_is_found():
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {"@type": ["Article", "NewsArticle"], "headline": "Ferry aground"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert only(html(head=head)).title == "Ferry aground"


def test_meta_tags_come_next():
    head = (
        "<title>Ferry aground - Calder Post</title><meta property='og:site_name' content='Calder Post'>"
        "<meta property='article:published_time' content='2031-03-04'><meta property='og:locale' content='en_GB'>"
        "<meta name='author' content='Ann Bo'><link rel='canonical' href='https://calder.example/ferry'>"
    )
    raw = only(html(head=head))
    assert (raw.title, raw.outlet, raw.byline) == ("Ferry aground", "Calder Post", "Ann Bo")
    assert (raw.published, raw.url) == ("2031-03-04", "https://calder.example/ferry")


@pytest.mark.parametrize(
    "broken", ["{", "[" * 3_000, '{"@type": 3, "headline": []}', "null", "[[], [3]]", '{"@graph": "x"}']
)
def test_broken_json_ld_does_no_harm(broken):
    head = f'<title>Ferry aground</title><script type="application/ld+json">{broken}</script>'
    assert only(html(head=head)).title == "Ferry aground"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative"])
def test_only_addresses_of_the_web_are_kept(address):
    assert only(html(head=f"<link rel='canonical' href='{address}'>")).url is None


def test_the_title_is_not_repeated_in_the_text():
    raw = only(html(f"<article><h1>Ferry aground</h1>{PROSE}</article>"))
    assert raw.title == "Ferry aground"
    assert [line for line in raw.text.split("\n") if line] == SENTENCES


@pytest.mark.parametrize("place", [0, 1, 2, 4])
def test_captions_are_told_and_stay_at_their_place(place):
    caption = "The ship at dawn. (Cy Dee)"
    figure = f"<figure><img src='x'><figcaption><p>{caption}</p></figcaption></figure>"
    paragraphs = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    raw = only(html(f"<article>{''.join((*paragraphs[:place], figure, *paragraphs[place:]))}</article>"))
    assert raw.captions == (caption,)
    assert [line for line in raw.text.split("\n") if line] == [*SENTENCES[:place], caption, *SENTENCES[place:]]


def test_a_caption_far_from_the_report_is_told_apart_from_it():
    figure = "<figure><img src='x'><figcaption>Another ship</figcaption></figure>"
    beside = [f"<p>Ten ships and what became of their crews, part {part}</p>" for part in range(8)]
    aside = f"<aside>{''.join((*beside[:4], figure, *beside[4:]))}</aside>"
    raw = only(html(f"<article>{PROSE}</article>{aside}"))
    assert raw.captions == ()
    assert raw.removed == (("Another ship", "caption of another picture"),)
    assert "Another ship" not in raw.text


def test_links_among_the_prose_are_removed_and_told():
    link = "<p>Read more: <a href='/x'>Ten ships that ran aground before the Aurelia did</a></p>"
    raw = only(html(f"<article>{PROSE}{link}{PROSE.replace('ship', 'vessel')}</article>"))
    assert "Ten ships" not in raw.text
    assert raw.removed == (("Read more: Ten ships that ran aground before the Aurelia did", "related link"),)


def test_a_link_inside_prose_stays():
    body = PROSE.replace("Port Calder", "<a href='/p'>Port Calder</a>")
    assert "off Port Calder on Tuesday" in only(html(body)).text


def test_parts_of_a_report_in_several_containers_are_joined():
    def part(sentences):
        paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        return f"<div class='row'><div class='body'>{paragraphs}</div></div>"

    more = [f"{sentence} It was the {number}th time." for number, sentence in enumerate(SENTENCES, start=4)]
    raw = only(html(f"<article>{part(SENTENCES)}<div class='ad'>x</div>{part(more)}</article>"))
    assert [line for line in raw.text.split("\n") if line] == [*SENTENCES, *more]


def test_headings_stay_headings():
    body = f"<article>{PROSE}<h2>What the <i>inspectors</i> saw</h2>{PROSE.replace('ship', 'vessel')}</article>"
    assert "## What the inspectors saw" in only(html(body)).text.split("\n")
    (article,) = read([html(body).encode()])
    headings = [article.text[block.start : block.end] for block in article.blocks if block.kind == "heading"]
    assert headings == ["What the inspectors saw"]


@pytest.mark.parametrize(
    ("publisher", "site", "outlet"),
    [
        ("Sea Wire", "Calder Post", "Calder Post"),
        ("Calder Post", "CP", "Calder Post"),
        ("The Calder Post", "calderpost", "The Calder Post"),
        ("Sea Wire", "Something else", "Sea Wire"),
        ("Calder Post | News, sport and tides", "", "Calder Post"),
    ],
)
def test_the_outlet_is_the_site_rather_than_the_agency(publisher, site, outlet):
    head = (
        "<link rel='canonical' href='https://www.calderpost.example/ferry'>"
        f"<meta property='og:site_name' content='{site}'>" + ld(headline="Ferry", publisher={"name": publisher})
    )
    assert only(html(head=head)).outlet == outlet


def test_scripts_and_handlers_leave_nothing():
    body = f"<script>steal()</script><p onclick='steal()'>{SENTENCES[0]}</p>{PROSE}<img onerror='steal()'>"
    assert "steal" not in only(html(body)).text


@pytest.mark.parametrize("depth", [200, 300, 5_000])
@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote"])
def test_depth_loses_no_text(depth, tag):
    raw = only(html(f"<{tag}>" * depth + PROSE + f"</{tag}>" * depth))
    assert "".join(raw.text.split()) == "".join("".join(SENTENCES).split())


@pytest.mark.parametrize("value", ["", '="1"', '=">"', "='<b'"])
def test_attributes_lose_no_text(value):
    attributes = " ".join(f"a{number}{value}" for number in range(20_000))
    raw = only(html(f"<div {attributes}>{PROSE}</div>"))
    for sentence in SENTENCES:
        assert sentence in raw.text


def test_ordinary_pages_are_not_touched():
    markup = html("<ul><li><p>x<li>y</ul><table><tr><td>z</table><!-- <b> --><script>if(a<b)c('<p>')</script>" + PROSE)
    assert shielded(markup, Limits()) == markup


def test_a_page_of_too_many_elements_is_told():
    assert only(html("<i></i>" * 2_000 + PROSE), limits=Limits(elements=1_000)).reason == "too_large"


def test_a_paragraph_of_many_megabytes_is_read():
    long = f"{SENTENCES[0]} " * 100_000
    assert len(only(html(f"<p>{long}</p>"), limits=Limits(article_characters=10**8)).text) > 10_000_000


def test_a_large_page_is_read_the_same_in_a_process_of_its_own():
    markup = html(PROSE, ld(headline="Ferry aground", author={"name": "Ann Bo"}))
    assert page(markup, Limits(page_bytes_inline=10)) == page(markup, Limits())


def test_a_page_that_takes_too_long_is_given_up():
    assert only(html(), limits=Limits(page_bytes_inline=10, page_seconds=0.001)).reason == "timeout"


def test_a_bad_byte_beside_the_text_does_no_harm_and_one_in_it_is_told():
    beside = html(f"<nav>M\xfcll</nav><article>{PROSE}</article>").encode("latin-1")
    assert SENTENCES[0] in only(beside).text
    inside = html(PROSE.replace("harbour", "h\xe4rbour")).encode("latin-1")
    entry = only(inside)
    assert (entry.reason, f"byte {inside.index(0xE4)} " in entry.detail) == ("invalid_encoding", True)


def test_a_declared_encoding_is_used():
    head = "<meta charset='iso-8859-1'>"
    assert "h\xe4rbour" in only(html(PROSE.replace("harbour", "h\xe4rbour"), head).encode("latin-1")).text


def test_a_page_without_an_article_is_told():
    assert only(html("<nav></nav>")).reason == "no_article"
    (entry,) = read([html("<nav><a href='/'>Home</a></nav>").encode()])
    assert entry.reason == "too_short"


def test_reading_twice_gives_the_same():
    assert only(html()) == only(html())


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<br>b", "a\nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("<b>a</b>\n\nb", "a\n\nb"),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("<p>a<script>x</script><style>y</style><iframe>z</iframe>b</p>", "ab"),
        ("<p>a\n  b</p>", "a b"),
        ("<h2>a</h2><p>b</p>", "## a\n\nb"),
    ],
)
def test_pieces_of_markup(markup, text):
    assert plain(markup).text == text


BLOCKS = ["<p>", "</p>", "<div>", "</div>", "<li>", "</ul>", "<table>", "<td>", "<br/>"]
OTHERS = ["<b>", "<!", "<?", "</b>", "<a>", "<script>", "</script>", "<!--", "-->", "<", ">", "&", "&amp;", "<p/", "</"]
TAGS = st.sampled_from(BLOCKS + OTHERS)


@given(st.lists(TAGS | st.text(max_size=10), max_size=40).map("".join))
def test_no_markup_raises(markup):
    plain(markup)
    for entry in read_raw([b"<html>" + markup.encode("utf-8", "replace")]):
        assert isinstance(entry, Problem) or entry.text.strip()


@example("<p></<div>-->", 1)
@example("<p><!<div>a-->", 1)
@given(st.lists(TAGS | st.text(alphabet="ab ", max_size=5), max_size=40).map("".join), st.integers(1, 6))
def test_the_shield_keeps_every_letter(markup, depth):
    import lxml.html

    def letters(written):
        parsed = lxml.html.document_fromstring(f"<html><body>x{written}")
        return "".join("".join(parsed.itertext()).split())

    assert letters(shielded(markup, Limits(tree_depth=depth))) == letters(markup)
