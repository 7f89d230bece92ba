"""Limits: each can be set, each that is met is named in the problem, and none is met by ordinary files."""

import gzip
import json
from dataclasses import fields

import pytest

from headwater.reading import Limits, read_raw
from headwater.reading.limits import in_bytes
from headwater.reading.stream import Stream

TEXT = b"The ferry Aurelia ran aground off Port Calder on Tuesday evening with 214 passengers aboard. " * 20
PAGE = b"<html><body><article>" + b"<p>" + TEXT + b"</p></article></body></html>"


def folders(path, depth):
    for _ in range(depth):
        path = path / "x"
    path.mkdir(parents=True)
    (path / "a.txt").write_bytes(TEXT)


MET = {
    "document_bytes": (TEXT, 100),
    "article_characters": (PAGE, 1_000),
    "unpacked_bytes": (gzip.compress(TEXT, mtime=0), 100),
    "records": (b'{"text": "x"}\n' * 5, 2),
    "problems": (b'{"text": "x"}\n{"text": "y"}\n{"text": "z"}\n{}\n{}\n', 1),
    "header_bytes": (b"WARC/1.0\r\nX: " + b"y" * 500, 100),
    "json_depth": (b'{"text": [[[["x"]]]]}', 3),
    "elements": (PAGE, 2),
    "page_seconds": (PAGE * 2, 0.0001),
}


@pytest.mark.parametrize("name", sorted(MET))
def test_a_limit_that_is_met_is_named(name):
    data, limit = MET[name]
    extra = {"page_bytes_inline": 1} if name == "page_seconds" else {}
    problems = [
        entry for entry in read_raw([data], limits=Limits(**{name: limit}, **extra)) if hasattr(entry, "reason")
    ]
    named = " ".join(problem.detail for problem in problems)
    assert f"limit {name}" in named or (name == "header_bytes" and "over 100 bytes" in named)


def test_folders_are_walked_only_so_far(tmp_path):
    folders(tmp_path, 6)
    assert [entry.reason for entry in read_raw([tmp_path], limits=Limits(folder_depth=3))] == ["too_deep"]
    assert [entry.format for entry in read_raw([tmp_path])] == ["text"]


def test_limits_are_documented_and_sound():
    for entry in fields(Limits):
        assert entry.name in (Limits.__doc__ or "")
        assert getattr(Limits(), entry.name) > 0
        with pytest.raises(ValueError, match=entry.name):
            Limits(**{entry.name: -1})


def test_a_stream_reads_no_more_than_it_must():
    asked = []

    def source(count):
        asked.append(count)
        return b"x" * count

    stream = Stream(source)
    assert stream.peek(10) == b"x" * 10
    assert len(stream.line(100_000)) == 100_000
    assert sum(asked) < 200_000


def test_a_stream_gives_back_what_it_was_given():
    data = bytes(range(256)) * 2_000
    at = 0

    def source(count):
        nonlocal at
        at += count // 7 + 1
        return data[at - count // 7 - 1 : at]

    stream = Stream(source)
    parts = []
    while part := stream.line(300) + stream.read(11):
        assert stream.peek(5) == data[stream.position : stream.position + 5]
        parts.append(part)
    assert b"".join(parts) == data
    assert stream.position == len(data)


def test_many_records_are_read_one_by_one():
    def endless(count):
        line = json.dumps({"text": TEXT.decode()}).encode() + b"\n"
        return line * (count // len(line) + 1)

    class Endless:
        name = "endless"
        read = staticmethod(endless)

    entries = read_raw(Endless())
    assert [next(entries).record for _ in range(100)][-1] == "100"


@pytest.mark.parametrize(
    ("count", "shown"), [(5, "5 bytes"), (20_000_000, "20 MB"), (1_500, "1.5 kB"), (2 * 10**9, "2 GB")]
)
def test_sizes_are_shown_for_people(count, shown):
    assert in_bytes(count) == shown
