"""Web archives: whole ones, and each way in which they break (the cases W1 to W11 of the engineering notes)."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.archives import packed, page, record

from headwater.article import Problem
from headwater.reading import Limits, read_raw


def outcome(data, limits=Limits()):  # noqa: B008 -- frozen
    entries = list(read_raw([data], limits=limits))
    read = [entry.record for entry in entries if not isinstance(entry, Problem)]
    return read, [entry for entry in entries if isinstance(entry, Problem)]


@pytest.mark.parametrize(
    "pack", [b"".join, lambda records: packed(*records), lambda records: gzip.compress(b"".join(records), mtime=0)]
)
def test_whole_archives(pack):
    read, problems = outcome(pack([record(1), record(2), record(3)]))
    assert read == ["urn:uuid:1", "urn:uuid:2", "urn:uuid:3"]
    assert problems == []


def test_a_page_has_its_address_and_its_text():
    (raw,) = read_raw([record(1)])
    assert raw.url == "https://calder.example/1"
    assert raw.text.count("Aurelia") == 4


def test_what_is_no_report_is_passed_over():
    request = record(1, kind="request", block=b"GET / HTTP/1.1\r\n\r\n")
    missing = record(2, block=page(2).replace(b"200 OK", b"404 Not Found"))
    picture = record(3, block=b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n")
    assert outcome(request + missing + picture + record(4)) == (["urn:uuid:4"], [])


def test_chunked_and_packed_answers_are_unpacked():
    body = gzip.compress(page(1).partition(b"\r\n\r\n")[2], mtime=0)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    chunked = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    assert outcome(record(1, block=head + chunked)) == (["urn:uuid:1"], [])


def test_extracted_text_is_read():
    block = page(1).partition(b"<p>")[2].partition(b"</p>")[0]
    data = record(1, kind="conversion", block=block).replace(b"application/http; msgtype=response", b"text/plain")
    (raw,) = read_raw([data])
    assert raw.format == "text"


def test_a_cut_member_is_truncated_and_what_stands_before_it_is_read():
    data = packed(record(1), record(2))
    read, problems = outcome(data[:-60])
    assert read == ["urn:uuid:1"]
    assert [problem.reason for problem in problems][:1] == ["truncated"]


def test_a_cut_record_is_told_with_what_is_there():
    data = record(1) + record(2)
    read, (problem,) = outcome(data[:-200])
    assert read == ["urn:uuid:1"]
    assert (problem.reason, problem.record) == ("truncated", "urn:uuid:2")
    assert f"{len(page(2)) - 196} of {len(page(2))} bytes" in problem.detail


def test_a_cut_header_is_told():
    data = record(1) + record(2)[:80]
    read, problems = outcome(data)
    assert (read, [problem.reason for problem in problems]) == (["urn:uuid:1"], ["truncated"])


def test_a_length_too_large_does_not_swallow_the_next_record():
    for excess in (10, 100, len(record(2)), len(record(2)) + 50, 10**9):
        data = record(1, length=len(page(1)) + excess) + record(2) + record(3)
        read, problems = outcome(data)
        assert read == ["urn:uuid:2", "urn:uuid:3"], excess
        assert [(problem.reason, problem.record) for problem in problems] == [("damaged_record", "urn:uuid:1")], excess


@pytest.mark.parametrize("length", ["0", "20", "-5", "many", "9" * 40, ""])
def test_an_unusable_or_too_small_length_costs_one_record(length):
    read, problems = outcome(record(1, length=length) + record(2) + record(3))
    assert read == ["urn:uuid:2", "urn:uuid:3"]
    assert {problem.reason for problem in problems} <= {"damaged_record", "damaged_archive"}
    assert "damaged_record" in {problem.reason for problem in problems}


def test_missing_line_breaks_after_a_record_do_no_harm():
    assert outcome(record(1, ending=b"") + record(2, ending=b"\r\n") + record(3)) == (
        ["urn:uuid:1", "urn:uuid:2", "urn:uuid:3"],
        [],
    )


def test_garbage_between_members_is_told_and_passed_over():
    data = packed(record(1)) + b"garbage\x00\xff" * 30 + packed(record(2), record(3))
    read, problems = outcome(data)
    assert read == ["urn:uuid:1", "urn:uuid:2", "urn:uuid:3"]
    assert [problem.reason for problem in problems] == ["damaged_gzip"]


def test_garbage_between_plain_records_is_told():
    read, problems = outcome(record(1) + record(2, length="0") + b"x" * 200_000 + b"\r\n" + record(3))
    assert read == ["urn:uuid:1", "urn:uuid:3"]
    assert "damaged_archive" in {problem.reason for problem in problems}


def test_a_damaged_member_costs_no_other():
    members = [bytearray(packed(record(number))) for number in (1, 2, 3)]
    members[1][len(members[1]) // 2] ^= 0xFF
    members[1][len(members[1]) // 2 + 1] ^= 0xFF
    read, problems = outcome(b"".join(members))
    assert read[:1] == ["urn:uuid:1"]
    assert read[-1:] == ["urn:uuid:3"]
    assert problems


def test_a_header_without_end_is_told():
    read, problems = outcome(record(1, extra="X-Long: " + "y" * 1_000_000 + "\r\n") + record(2))
    assert read == ["urn:uuid:2"]
    assert "too_large" in {problem.reason for problem in problems}


def test_a_large_record_is_not_held_in_memory():
    limits = Limits(document_bytes=100_000)
    data = record(1) + record(2, block=page(2) + b" " * 5_000_000) + record(3)
    read, (problem,) = outcome(gzip.compress(data, mtime=0), limits)
    assert read == ["urn:uuid:1", "urn:uuid:3"]
    assert (problem.reason, problem.record) == ("too_large", "urn:uuid:2")


def test_a_page_that_unpacks_to_too_much_is_not_unpacked():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    data = record(1, block=head + gzip.compress(b"<p>" + b"a" * 30_000_000, mtime=0)) + record(2)
    read, (problem,) = outcome(data)
    assert read == ["urn:uuid:2"]
    assert problem.reason == "too_large"


def test_what_is_no_archive_is_told(tmp_path):
    (tmp_path / "x.warc").write_bytes(b"")
    (tmp_path / "y.warc.gz").write_bytes(b"")
    assert [entry.reason for entry in read_raw([tmp_path])] == ["empty", "empty"]


@given(st.data())
def test_no_damage_raises_and_every_break_is_told(data):
    whole = bytearray(record(1) + record(2) + record(3))
    if data.draw(st.booleans()):
        whole = bytearray(packed(record(1), record(2), record(3)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                whole[at] ^= data.draw(st.integers(1, 255))
            case 1:
                del whole[at : at + data.draw(st.integers(1, 500))]
            case _:
                whole[at:at] = data.draw(st.binary(max_size=50))
        if not whole:
            return
    for entry in read_raw([bytes(whole)]):
        assert entry.source == "<bytes>"
