"""A bad list of the user's ends the command with its message."""

import pytest
from click.testing import CliRunner

from headwater.cli import main
from headwater.reading import lists


@pytest.fixture
def own_lists(tmp_path, monkeypatch):
    """Return a folder of the user's lists; what was loaded before and during the test is forgotten."""
    from headwater.reading import outlets
    from headwater.reading.cleaning import signs
    from headwater.reading.credits import agencies

    caches = [lists.load, signs.load]
    for module in (outlets, agencies):
        caches += [value for value in vars(module).values() if hasattr(value, "cache_clear")]
    folder = tmp_path / "lists"
    folder.mkdir()
    monkeypatch.setenv(lists.VARIABLE, str(folder))
    for cache in caches:
        cache.cache_clear()
    yield folder
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[group\n", "no TOML"),
        ("group = 'related'\n", "where a list stands"),
    ],
)
def test_a_bad_list_ends_with_two_and_says_why(own_lists, tmp_path, text, message):
    (own_lists / "signs.toml").write_text(text, encoding="utf-8")
    report = tmp_path / "a.txt"
    report.write_text("The old bridge over the Varn was closed on Monday after cracks were found.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["compare", str(report)])
    assert result.exit_code == 2
    assert "signs.toml" in result.output
    assert message in result.output
    assert "Traceback" not in result.output
