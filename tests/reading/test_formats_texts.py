"""Text, Markdown, encodings, and telling formats apart."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.article import Problem
from headwater.reading import Limits, read, read_raw
from headwater.reading.decoding import decode
from headwater.reading.formats.sniffing import sniff
from headwater.reading.limits import UnreadableError

TEXT = "The ferry Aurelia ran aground off Port Calder on Tuesday evening with 214 passengers aboard.\n"


def only(data, **options):
    (entry,) = read_raw([data], **options)
    return entry


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (TEXT.encode(), "text"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "text"),
        (TEXT.encode("utf-16"), "text"),
        (b"[AP] " + TEXT.encode(), "text"),
        (b"{brackets} " + TEXT.encode(), "text"),
        (b"<3 " + TEXT.encode(), "text"),
        (b"-- \n" + TEXT.encode(), "text"),
        (b"# Aground\n\n" + TEXT.encode(), "markdown"),
        (b"---\ntitle: Aground\n---\n" + TEXT.encode(), "markdown"),
        (b"  <!DOCTYPE html><html><body>" + TEXT.encode(), "html"),
        (b"<!-- x --><p>" + TEXT.encode(), "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="z">', "html"),
        (b'<?xml version="1.0"?>\n<!-- c -->\n<rss version="2.0"><channel/></rss>', "feed"),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0">', "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "feed"),
        (b'<rdf:RDF xmlns:rdf="x"/>', "feed"),
        (b'{"text": "x"}', "json"),
        (b'[\n {"text": "x"}]', "json"),
        (b'{"text": "x"}\n{"text": "y"}\n', "json lines"),
        (b'not json\n{"text": "x"}\n{"text": "y"}\n', "json lines"),
        (b"title,text\na,b\n", "table"),
        (b"Title;Source;Body\na;b;c\n", "table"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "web archive"),
    ],
)
def test_formats_are_told_by_content(data, form):
    assert sniff(data) == form
    assert sniff(data, "misleading.txt") == form


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04" + b"x" * 30 + b"word/document.xml", "Word"),
        (b"PK\x03\x04" + b"x" * 30 + b"xl/workbook.xml", "Excel"),
        (b"PK\x03\x04" + b"x" * 30, "ZIP"),
        (b"x" * 257 + b"ustar\x00", "tar"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"text with a \x00 in it", "NUL"),
        (gzip.compress(gzip.compress(b"text", mtime=0), mtime=0), "gzip file inside"),
    ],
)
def test_what_is_no_text_is_named(data, what):
    entry = only(data)
    assert entry.reason == "binary"
    assert what in entry.detail


def test_other_xml_is_named():
    entry = only(b'<?xml version="1.0"?><newsItem guid="x"/>')
    assert (entry.reason, "<newsitem>" in entry.detail) == ("unknown_format", True)


@pytest.mark.parametrize("data", [b"", b" \n\t ", gzip.compress(b"", mtime=0), b"\xef\xbb\xbf"])
def test_nothing_is_empty(data):
    assert only(data).reason == "empty"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_tell_themselves(encoding):
    assert decode("Zürich – “Aurelia”".encode(encoding)) == "Zürich – “Aurelia”"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("windows-1251", "cp1251"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("iso-2022-jp", "iso2022_jp"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_encodings_that_are_declared(label, codec):
    text = {"cp1252": "“Zürich”", "gb18030": "哈尔滨", "cp932": "船が座礁", "iso2022_jp": "船が座礁"}.get(
        codec, "Паром сел на мель"
    )
    assert decode(text.encode(codec), label) == text


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "idna", "rot13", "zlib", "mbcs", "no such", "", "\x00"])
def test_what_is_no_text_encoding_is_not_used(label):
    with pytest.raises(UnreadableError, match="byte 1 "):
        decode(b"a\xff\xfe", label)


def test_utf_8_is_believed_before_a_wrong_declaration():
    assert decode("Zürich".encode(), "iso-8859-1") == "Zürich"


def test_a_bad_byte_is_told_with_its_place():
    entry = only(TEXT.encode() * 2 + b"said \x93so\x94")
    assert entry.reason == "invalid_encoding"
    assert f"byte {2 * len(TEXT) + 5} (line 3, 0x93)" in entry.detail


def test_open_files_are_read():
    assert only(io.BytesIO(TEXT.encode())).text == TEXT
    (entry,) = read_raw(io.BytesIO(TEXT.encode()))
    assert entry.source == "<stream>"


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    entry = only("-")
    assert (entry.source, entry.text) == ("-", TEXT)


def test_a_reader_that_breaks_is_told():
    class Broken(io.RawIOBase):
        def read(self, _count=-1):
            raise OSError("the disk is gone")

    assert only(Broken()).reason == "unreadable"


def test_gzip_is_read_through(tmp_path):
    (tmp_path / "x.txt.gz").write_bytes(
        gzip.compress(TEXT[:40].encode(), mtime=0) + gzip.compress(TEXT[40:].encode(), mtime=0) + b"\0" * 512
    )
    assert only(tmp_path).text == TEXT


@pytest.mark.parametrize("limits", [Limits(unpacked_bytes=1_000_000), Limits(expansion=50)])
def test_gzip_is_read_through_only_so_far(limits):
    packed = gzip.compress((b'{"text": "' + b"x" * 2_000 + b'"}\n') * 12_000, mtime=0)
    *read_before, last = read_raw([packed], limits=limits)
    assert last.reason == "too_large"
    assert len(read_before) < 6_000


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:12], lambda data: data[:-8] + b"\1" * 8])
def test_damaged_gzip_is_told(damage):
    assert only(damage(gzip.compress(TEXT.encode(), mtime=0))).reason in {"truncated", "damaged_gzip"}


MARKDOWN = """---
title: "Ferry aground"
date: 2031-03-04
authors:
  - Ann Bo
  - Cy Dee
tags: [sea, news]
---

# Ferry aground

The *ferry* [Aurelia](https://calder.example/a "x") ran __aground__ off `Port Calder`. snake_case_stays.

![The ship at dawn](ship.jpg)

## What happened

> The steering failed, said \\*Ines\\* Moll.

* first
* second

***

[1]: https://calder.example
"""


def test_markdown_is_read_without_its_marks():
    raw = only(MARKDOWN.encode())
    assert (raw.format, raw.title, raw.published, raw.byline) == (
        "markdown",
        "Ferry aground",
        "2031-03-04",
        "Ann Bo, Cy Dee",
    )
    assert [line for line in raw.text.split("\n") if line.strip()] == [
        "The ferry Aurelia ran aground off Port Calder. snake_case_stays.",
        "## What happened",
        "The steering failed, said *Ines* Moll.",
        "first",
        "second",
    ]
    assert raw.captions == ("The ship at dawn",)


def test_the_first_heading_of_markdown_is_its_title():
    raw = only(b"# Ferry aground\n\n" + TEXT.encode())
    assert (raw.title, raw.text.strip()) == ("Ferry aground", TEXT.strip())
    raw = only(b"Ferry [aground](https://calder.example)\n=======\n\n" + TEXT.encode())
    assert raw.text.strip().endswith(TEXT.strip())


def test_dashes_in_a_text_are_no_metadata():
    raw = only(("---\n" + TEXT).encode())
    assert TEXT.strip() in raw.text


@given(st.binary(max_size=300))
def test_no_bytes_raise(data):
    for entry in read([data]):
        assert entry.source == "<bytes>"


@given(
    st.sampled_from(
        [
            b"%PDF",
            b"\x1f\x8b\x08",
            b"WARC/1.0\r\n",
            b"<html>",
            b"<rss>",
            b"<feed>",
            b"{",
            b"[",
            b"title,text\n",
            b"---\na: b\n",
            b"# ",
        ]
    ),
    st.binary(max_size=200),
    st.sampled_from(["x.txt", "x.jsonl", "x.csv", "x.html", "x.warc", "x.md", "x.json", "x.rss"]),
)
def test_no_bytes_raise_in_any_format(start, data, name):
    class Named(io.BytesIO):
        pass

    stream = Named(start + data)
    stream.name = name
    for entry in read([stream]):
        assert entry.source == name


@given(st.text(alphabet="#*_[]()!<>`~-=\\ \nab|", max_size=200))
def test_no_marks_raise_in_markdown(text):
    for entry in read_raw([b"# x\n" + text.encode()]):
        assert isinstance(entry, Problem) or entry.text.strip()
