"""JSON, JSON lines and tables: the names of fields, nested forms, and what is wrong in single records."""

import csv
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.article import Problem
from headwater.reading import Limits, read_raw

TEXT = "The ferry Aurelia ran aground off Port Calder on Tuesday evening with 214 passengers aboard."


def raws(data, limits=Limits()):  # noqa: B008 -- frozen
    return list(read_raw([data if isinstance(data, bytes) else json.dumps(data).encode()], limits=limits))


def only(data):
    (raw,) = raws(data)
    assert not isinstance(raw, Problem), raw
    return raw


@pytest.mark.parametrize("name", ["text", "body", "content", "maintext", "articleBody", "article_body", "full_text"])
def test_names_of_the_text(name):
    assert only({"title": "Aground", name: TEXT}).text == TEXT


@pytest.mark.parametrize(
    ("field", "name", "value", "expected"),
    [
        ("title", "headline", "Aground", "Aground"),
        ("title", "Title", "Aground &amp; <i>free</i>", "Aground & free"),
        ("outlet", "source", "Calder Post", "Calder Post"),
        ("outlet", "source", {"id": "cp", "name": "Calder Post"}, "Calder Post"),
        ("outlet", "outlet", {"title": "Calder Post"}, "Calder Post"),
        ("outlet", "publisher", [{"@type": "Organization", "name": "Calder Post"}], "Calder Post"),
        ("outlet", "source_domain", "calder.example", "calder.example"),
        ("outlet", "site_name", "Calder Post", "Calder Post"),
        ("published", "date_publish", "2031-03-04 05:06:07", "2031-03-04 05:06:07"),
        ("published", "pub_date", "2031-03-04", "2031-03-04"),
        ("published", "datePublished", "2031-03-04T05:06:07Z", "2031-03-04T05:06:07Z"),
        ("published", "published", 1930367167, "2031-03-04T05:06:07+00:00"),
        ("published", "timestamp", 1930367167000, "2031-03-04T05:06:07+00:00"),
        ("published", "date", {"$date": 3}, None),
        ("byline", "authors", ["Ann Bo", "Cy Dee"], "Ann Bo, Cy Dee"),
        ("byline", "author", {"name": "Ann Bo"}, "Ann Bo"),
        ("byline", "authors", [{"name": "Ann Bo"}, {"name": "Cy Dee"}], "Ann Bo, Cy Dee"),
        ("byline", "authors", [], None),
        ("byline", "byline", "By Ann Bo", "By Ann Bo"),
        ("language", "lang", "en", "en"),
        ("modified", "date_modify", "2031-03-05", "2031-03-05"),
        ("url", "link", "https://calder.example/a", "https://calder.example/a"),
        ("url", "url", "javascript:alert(1)", None),
        ("url", "url", "data:text/html,x", None),
        ("url", "url", "https://ann:secret@calder.example/a", "https://calder.example/a"),
    ],
)
def test_names_and_forms_of_the_rest(field, name, value, expected):
    assert getattr(only({name: value, "text": TEXT}), field) == expected


def test_the_better_name_wins_whatever_the_order():
    assert only({"date": "1", "published": "2031-03-04", "text": TEXT}).published == "2031-03-04"
    assert only({"content": "short", "text": TEXT}).text == TEXT


def test_a_record_is_named_by_its_id_then_its_address_then_its_number():
    records = [
        {"id": 7, "url": "https://calder.example/7", "text": TEXT},
        {"url": "https://calder.example/8", "text": TEXT},
        {"text": TEXT},
    ]
    assert [raw.record for raw in raws(records)] == ["7", "https://calder.example/8", "3"]
    assert only({"text": TEXT}).record is None


def test_how_each_was_found_is_told():
    found = {(entry.field, entry.by) for entry in only({"headline": "Aground", "source": "CP", "text": TEXT}).found}
    assert found == {("title", "field headline"), ("outlet", "field source")}


def test_text_in_paragraphs_and_in_markup():
    assert only({"text": ["One.", "Two."]}).text == "One.\n\nTwo."
    assert only({"body": {"text": TEXT}}).text == TEXT
    raw = only(
        {"content": "<p>One &amp; more.</p><script>x()</script><figure><figcaption>A ship</figcaption></figure>Two."}
    )
    assert raw.text.split("\n\n") == ["One & more.", "A ship", "Two."]
    assert raw.captions == ("A ship",)


@pytest.mark.parametrize("around", ["articles", "results", "items", "data"])
def test_an_object_around_a_list(around):
    assert len(raws({"status": "ok", around: [{"text": TEXT}, {"text": TEXT}]})) == 2


def test_an_object_around_an_object_around_a_list():
    assert len(raws({"response": {"docs": [{"text": TEXT}]}})) == 1


def test_what_is_no_article_in_a_list_is_told_and_the_rest_read():
    entries = raws([{"text": TEXT}, 3, {"title": "x"}, {"text": TEXT}])
    assert [getattr(entry, "reason", "read") for entry in entries] == ["read", "no_text", "no_text", "read"]
    assert [entry.record for entry in entries] == ["1", "2", "3", "4"]


LINES = [
    (b'{"text": "%s"}' % TEXT.encode(), "read"),
    (b"not JSON", "not_json"),
    (b"", None),
    (b'{"text": NaN}', "not_json"),
    (b'{"text": "half \\ud83d a pair"}', "invalid_text"),
    (b'{"text": "\xff\xfe"}', "invalid_encoding"),
    (b"[" * 5_000, "too_deep"),
    (b'{"text": "x", "n": ' + b"9" * 5_000 + b"}", "not_json"),
    (b'"only a string"', "no_text"),
    (b'{"title": "no text"}', "no_text"),
    (b'{"text": "a quotation mark, \\u201c, and an emoji, \\ud83d\\ude00"}', "read"),
]


def test_each_bad_line_is_told_with_its_number_and_the_rest_is_read(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b"\r\n".join(line for line, _ in LINES))
    entries = list(read_raw([tmp_path]))
    wanted = [(str(number), reason) for number, (_, reason) in enumerate(LINES, start=1) if reason]
    assert [(entry.record, getattr(entry, "reason", "read")) for entry in entries] == wanted
    for entry in entries:
        if isinstance(entry, Problem):
            assert entry.detail.startswith(f"line {entry.record}: ")


def test_places_inside_a_line_are_told(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b'{"text": "abc\\ud800"}\n{"text": "\xff"}')
    half, bad = read_raw([tmp_path])
    assert "character 3 " in half.detail
    assert "byte 10 " in bad.detail


def test_lines_are_told_from_one_document_by_content():
    lines = b'{"text": "One."}\n{"text": "Two."}\n'
    assert len(raws(lines)) == 2
    assert len(raws(b"\xef\xbb\xbf" + lines)) == 2
    assert len(raws(lines.decode().encode("utf-16"))) == 2
    assert only(json.dumps({"text": TEXT}, indent=1).encode()).text == TEXT


def test_a_line_that_is_too_long_costs_only_itself():
    limits = Limits(document_bytes=500)
    data = b'{"text": "One."}\n{"text": "' + b"x" * 2_000 + b'"}\n{"text": "Two."}\n'
    assert [getattr(entry, "reason", "read") for entry in raws(data, limits)] == ["read", "too_large", "read"]


def test_lines_of_a_cut_gzip_file_are_read_up_to_the_cut():
    lines = "".join(
        json.dumps({"id": number, "text": f"{TEXT} {number * 7919 % 10_007}"}) + "\n" for number in range(3_000)
    )
    entries = raws(gzip.compress(lines.encode(), mtime=0)[:-2_000])
    assert [entry.record for entry in entries[:3]] == ["0", "1", "2"]
    assert 100 < len(entries) < 3_000
    assert [entry.reason for entry in entries if isinstance(entry, Problem)] == ["truncated"]


def test_records_and_problems_are_bounded():
    limits = Limits(records=5, problems=3)
    data = b'{"text": "One."}\n' * 20
    assert [getattr(entry, "reason", "read") for entry in raws(data, limits)] == ["read"] * 5 + ["too_many"]
    bad = b'{"text": "One."}\n{"text": "Two."}\n' + b"{}\n" * 20
    entries = [getattr(entry, "reason", "read") for entry in raws(bad, Limits(problems=3))]
    assert entries == ["read", "read", "no_text", "no_text", "no_text", "too_many"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"text": "x"', "not_json"),
        (b'{"a": Infinity}', "not_json"),
        (b"[]", "empty"),
        (b'{"articles": []}', "empty"),
        (b'{"title": "no text"}', "no_text"),
        (b"[" * 200 + b"]" * 200, "too_deep"),
    ],
)
def test_documents_that_hold_nothing(data, reason):
    (problem,) = raws(data)
    assert problem.reason == reason


def table(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables(delimiter):
    rows = [["headline", "date", "source", "body"], ["Aground", "2031-03-04", "CP", f'{TEXT}\n\n"Second", paragraph.']]
    raw = only(table(rows, delimiter))
    assert (raw.title, raw.published, raw.outlet, raw.record) == ("Aground", "2031-03-04", "CP", "1")
    assert raw.text == f'{TEXT}\n\n"Second", paragraph.'


def test_a_table_in_utf_16_with_a_byte_order_mark():
    data = table([["title", "text"], ["Aground", TEXT]], "\t").decode().encode("utf-16")
    assert only(data).title == "Aground"


def test_bad_rows_are_told_with_their_line_and_the_rest_is_read():
    data = b'title,text\nA,One.\nB,Two, three\n\nC,T\xfcr\nD,\nE,"Fo"ur\nF,Five.\nG,"Six'
    entries = raws(data)
    reasons = [getattr(entry, "reason", "read") for entry in entries]
    assert reasons == ["read", "bad_row", "invalid_encoding", "no_text", "bad_row", "read", "bad_row"]
    lines = [entry.detail.partition(":")[0] for entry in entries if isinstance(entry, Problem)]
    assert lines == ["line 3", "line 5", "line 6", "line 7", "line 9"]


def test_a_table_with_a_long_field():
    long = "word " * 60_000
    assert only(table([["title", "text"], ["x", long]])).text.strip() == long.strip()


def test_a_field_past_the_limit_is_told(tmp_path):
    (tmp_path / "x.csv").write_bytes(table([["title", "text"], ["x", "y" * 20_000_001], ["z", "Good."]]))
    reasons = [getattr(entry, "reason", "read") for entry in read_raw([tmp_path])]
    assert "bad_row" in reasons
    assert reasons[-1] == "read"


def test_a_header_broken_by_a_lone_carriage_return_is_told(tmp_path):
    path = tmp_path / "broken.csv"
    path.write_bytes(b"title\r\x01,text\nFerry,It sank.\n")
    (problem,) = read_raw([path])
    assert problem.reason == "bad_row"


def test_a_table_without_a_column_of_text(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    (problem,) = read_raw([tmp_path])
    assert problem.reason == "no_text_column"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "body", "source", "date", "authors", "url", "id", "items"]) | st.text(), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_told(value):
    for entry in raws(json.dumps(value).encode()):
        assert isinstance(entry, Problem) or entry.text.strip()


@given(st.lists(st.lists(st.text(max_size=20), max_size=4), max_size=5), st.sampled_from(",;\t|"))
def test_any_table_is_read_or_told(rows, delimiter):
    data = table([["title", "text"], *rows], delimiter)
    for entry in raws(data):
        assert entry.source == "<bytes>"
