"""The command line."""

import json

import made
import pytest
from click.testing import CliRunner

from headwater.cli import main


@pytest.fixture
def folder(tmp_path):
    for article in made.pile():
        record = {"title": article.title, "outlet": article.outlet, "date": article.published, "text": article.text}
        (tmp_path / f"{article.outlet}.json").write_text(json.dumps(record), encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_with_no_flag_the_account_is_shown_plain(folder):
    done = run("compare", folder)
    assert done.exit_code == 0, done.output
    assert "Port Ellen" in done.stdout
    assert "\x1b[" not in done.stdout


def test_it_writes_page_data_and_markdown(folder, tmp_path):
    outs = [tmp_path / name for name in ("r.html", "r.json", "r.md")]
    done = run("compare", folder, "--html", outs[0], "--json", outs[1], "--markdown", outs[2])
    assert done.exit_code == 0, done.output
    data = json.loads(outs[1].read_text(encoding="utf-8"))
    assert data["schema"] == 1
    assert len(data["articles"]) == 4
    assert outs[0].read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    assert "Port Ellen" in outs[2].read_text(encoding="utf-8")


def test_problems_are_listed_and_the_rest_goes_on(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = run("compare", folder)
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr
    assert "picture.png" in done.stderr
    assert "Port Ellen" in done.stdout


def test_nothing_read_is_told_by_the_exit_code(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("compare", tmp_path).exit_code == 3


@pytest.mark.parametrize("arguments", [["compare"], ["compare", "x", "--nonsense"], ["nonsense"]])
def test_wrong_usage(arguments):
    assert run(*arguments).exit_code == 2


def test_an_output_that_cannot_be_written_is_refused_before_the_work(folder, tmp_path):
    done = run("compare", folder, "--html", tmp_path / "missing" / "r.html")
    assert done.exit_code == 2
    assert "does not exist" in done.stderr


def test_a_date_that_is_none_is_wrong_usage(folder):
    assert run("compare", folder, "--published", "yesterdayish").exit_code == 2


def test_stories_are_told_without_comparing(folder):
    done = run("stories", folder, "--json", "-")
    assert done.exit_code == 0, done.output
    stories = json.loads(done.stdout)["stories"]
    assert sorted(len(story["articles"]) for story in stories) == [1, 3]
    assert not any(story["claims"] for story in stories)


def test_every_verb_has_help_and_an_example():
    for name, command in main.commands.items():
        shown = run(name, "--help").output
        assert command.help
        assert f"headwater {name}" in shown, name


def test_kept_stories_keep_their_ids_from_run_to_run(folder, tmp_path):
    state = tmp_path / "stories.db"
    ids = []
    for outlet in ("Daily Ledger", "Evening Post", "Island Echo"):
        done = run("stories", folder / f"{outlet}.json", "--state", state, "--json", "-")
        assert done.exit_code == 0, done.output
        (story,) = json.loads(done.stdout)["stories"]
        ids.append(story["id"])
    assert len(set(ids)) == 1
    assert len(story["articles"]) == 3
    again = run("stories", folder / "Daily Ledger.json", "--state", state, "--json", "-")
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["stories"] == []


def test_a_damaged_file_of_kept_stories_is_told_and_left_alone(folder, tmp_path):
    state = tmp_path / "stories.db"
    state.write_bytes(b"no stories here" * 100)
    done = run("stories", folder, "--state", state)
    assert done.exit_code == 2
    assert "stories.db" in done.stderr
    assert state.read_bytes() == b"no stories here" * 100
