"""A folder of everything that can be wrong with a file: what is good is read, the rest is told, nothing is raised."""

import gzip
import json
import os

import pytest
from click.testing import CliRunner

from headwater.article import Article, Problem
from headwater.cli import main
from headwater.reading import read

HARBOUR = (
    "The ferry Aurelia ran aground off Port Calder on Tuesday evening with 214 passengers aboard, the harbour master "
    "said.\n\nTugs pulled the ship free at dawn, and nobody was hurt. Inspectors went aboard in the morning.\n\n"
    "The company that runs the ferry said the captain had reported a failure of the steering.\n"
)
COUNCIL = (
    "Port Calder's council voted on Wednesday to close the northern channel for two weeks after the grounding of the "
    "ferry Aurelia.\n\nShips will have to wait for high water, the council's speaker Ines Moll said.\n\n"
    "The channel was last dredged nine years ago, according to the port authority.\n"
)


def warc_record(body, kind="resource", length=None):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(body)}>\r\n"
        f"WARC-Target-URI: https://calder.example/{len(body)}\r\nContent-Type: text/plain\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a-harbour.txt").write_text(HARBOUR)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (tmp_path / "large.txt").write_bytes(b"word " * 10_000_000)
    (tmp_path / "latin.txt").write_bytes(HARBOUR.replace("said", "said \x93quoted\x94").encode("latin-1"))
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(HARBOUR.encode() * 50, mtime=0)[:-40])
    (tmp_path / "cut.warc").write_bytes(warc_record(HARBOUR.encode() * 10)[:1_000])
    (tmp_path / "lines.jsonl").write_text(json.dumps({"id": "vote", "text": COUNCIL}) + "\nthis is not JSON\n")
    (tmp_path / "three.txt").write_text("Only three words")
    (tmp_path / ".hidden.txt").write_text(HARBOUR)
    return tmp_path


def test_the_good_are_read_and_every_other_is_a_problem_with_place_and_reason(folder):
    entries = list(read([folder]))
    articles = [entry for entry in entries if isinstance(entry, Article)]
    problems = {entry.source.rpartition("/")[2]: entry for entry in entries if isinstance(entry, Problem)}

    assert sorted((article.source.rpartition("/")[2], article.record) for article in articles) == [
        ("a-harbour.txt", None),
        ("lines.jsonl", "vote"),
    ]
    assert {name: problem.reason for name, problem in problems.items()} == {
        "empty.txt": "empty",
        "picture.txt": "binary",
        "large.txt": "too_large",
        "latin.txt": "invalid_encoding",
        "cut.txt.gz": "truncated",
        "cut.warc": "truncated",
        "lines.jsonl": "not_json",
        "three.txt": "too_short",
    }
    assert len(entries) == 10


def test_the_command_compares_the_good_lists_the_rest_and_tells_by_its_exit_code(folder):
    out = folder / "account.json"
    done = CliRunner().invoke(main, ["compare", str(folder), "--json", str(out)])
    assert done.exit_code == 1
    for name in ("empty", "picture", "large", "latin", "cut.txt.gz", "cut.warc", "lines.jsonl#2", "three"):
        assert name in done.stderr, name
    account = json.loads(out.read_text(encoding="utf-8"))
    assert len(account["articles"]) == 2
    assert len(account["problems"]) == 8


def test_problems_name_the_place(folder):
    problems = {entry.source.rpartition("/")[2]: entry for entry in read([folder]) if isinstance(entry, Problem)}
    assert problems["lines.jsonl"].detail.startswith("line 2: ")
    assert problems["lines.jsonl"].record == "2"
    assert f"byte {HARBOUR.index('said') + 5} " in problems["latin.txt"].detail
    assert "PNG" in problems["picture.txt"].detail
    assert "20 MB" in problems["large.txt"].detail
    assert f" of {len(HARBOUR) * 10} bytes" in problems["cut.warc"].detail


def test_what_cannot_be_opened_is_a_problem(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    found = {entry.source.rpartition("/")[2]: entry.reason for entry in read([tmp_path / "loop", tmp_path / "gone"])}
    assert found == {"loop": "unreadable", "gone": "not_found"}


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert [entry.reason for entry in read([tmp_path])] == ["not_a_file"]


def test_a_file_named_twice_is_read_once(folder):
    entries = list(read([folder / "a-harbour.txt", folder / "." / "a-harbour.txt"]))
    assert len(entries) == 1


def test_folders_are_read_in_the_order_of_names(tmp_path):
    for name in ("b/2.txt", "a/1.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(HARBOUR)
    found = [entry.source.removeprefix(str(tmp_path)) for entry in read([tmp_path])]
    assert found == ["/a/1.txt", "/b/2.txt", "/c.txt"]
