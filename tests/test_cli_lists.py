"""The user's own lists on the command line."""

import json

import pytest
from click.testing import CliRunner

from headwater.cli import main
from headwater.reading import lists

TEXTS = {
    "Varn Blink": "The old bridge over the Varn was closed on Monday after cracks were found in three of its bearings.",
    "Hallen Post": "Engineers shut the bridge across the Varn on Monday because three of its bearings had cracks.",
}


@pytest.fixture
def own_lists(tmp_path, monkeypatch):
    """A folder for the user's lists; the command's choice is forgotten after the test."""
    monkeypatch.setenv(lists.VARIABLE, "")
    folder = tmp_path / "lists"
    folder.mkdir()
    return folder


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for outlet, text in TEXTS.items():
        record = {"outlet": outlet, "date": "2031-03-04", "text": text}
        (folder / f"{outlet}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.mark.parametrize("verb", ["compare", "stories"])
def test_a_users_file_says_which_outlets_belong_to_one_publisher(own_lists, reports, tmp_path, verb):
    out = tmp_path / "out.json"
    assert run(verb, reports, "--json", out).exit_code == 0
    before = {a["publisher"] for a in json.loads(out.read_text(encoding="utf-8"))["articles"]}
    assert before == set(TEXTS)
    (own_lists / "outlets.toml").write_text(
        '[publishers]\n"Varn Media" = ["Varn Blink", "Hallen Post"]\n', encoding="utf-8"
    )
    done = run(verb, reports, "--json", out, "--lists", own_lists)
    assert done.exit_code == 0, done.output
    data = json.loads(out.read_text(encoding="utf-8"))
    assert {a["publisher"] for a in data["articles"]} == {"Varn Media"}
    assert all(claim["outlets"] == 1 for story in data["stories"] for claim in story["claims"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[group\n", "no TOML"),
        ("group = 'related'\n", "where a list stands"),
    ],
)
def test_a_bad_list_ends_with_two_and_says_why(own_lists, reports, text, message):
    (own_lists / "signs.toml").write_text(text, encoding="utf-8")
    result = run("compare", reports, "--lists", own_lists)
    assert result.exit_code == 2
    assert "signs.toml" in result.output
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_folder_without_lists_ends_with_two(own_lists, reports):
    result = run("compare", reports, "--lists", own_lists)
    assert result.exit_code == 2
    assert "none of the lists" in " ".join(result.output.split())
