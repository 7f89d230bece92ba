"""A user's own lists beside those that ship."""

import os
import subprocess
import sys

import pytest

from headwater.reading import lists, outlets

SHOWN = """
from headwater.reading import outlets
from headwater.reading.credits import Places, find
text = "“It is safe,” she told Nordpress. The Varn Blink reported that it was."
print(outlets.named("https://varnblink.example/x"), "|", outlets.publisher("The Varn Blink"))
print(sorted(credit.origin for credit in find(Places(text, None, (), (), "x"))))
"""


def shown(folder):
    environment = {**os.environ, lists.VARIABLE: str(folder), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", SHOWN], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_own_lists_add_to_those_that_ship(tmp_path):
    (tmp_path / "agencies.toml").write_text(
        '[agency."Nordpress"]\nnames = ["Nordpress"]\nmarks = ["NP"]\n', encoding="utf-8"
    )
    (tmp_path / "media.toml").write_text('[media]\n"The Varn Blink" = []\n', encoding="utf-8")
    (tmp_path / "outlets.toml").write_text(
        '[outlets]\n"The Varn Blink" = "varnblink.example"\n[publishers]\n"Varn Media" = ["The Varn Blink"]\n',
        encoding="utf-8",
    )
    answer = shown(tmp_path)
    assert answer.stdout.splitlines() == ["The Varn Blink | Varn Media", "['Nordpress', 'The Varn Blink']"], (
        answer.stderr
    )


def test_without_own_lists_nothing_of_them_is_known(tmp_path):
    assert shown(tmp_path).stdout.splitlines() == ["varnblink.example | The Varn Blink", "[]"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"[agency", "no TOML"), (b"\xff\xfe", "no TOML"), (b"agency = 3", "'agency' is a int, where a dict stands")],
)
def test_a_list_that_cannot_be_read_is_named(tmp_path, monkeypatch, content, said):
    (tmp_path / "agencies.toml").write_bytes(content)
    monkeypatch.setenv(lists.VARIABLE, str(tmp_path))
    with pytest.raises(lists.OwnListError, match=r"agencies\.toml") as raised:
        lists.load("headwater.reading.credits", "agencies")
    assert said in str(raised.value)


def test_a_file_too_large_for_a_list_is_refused(tmp_path, monkeypatch):
    (tmp_path / "media.toml").write_bytes(b"#" * (lists.LARGEST + 1))
    monkeypatch.setenv(lists.VARIABLE, str(tmp_path))
    with pytest.raises(lists.OwnListError, match="larger"):
        lists.load("headwater.reading.credits", "media")


def test_another_folder_is_read_anew_and_none_leaves_ours(tmp_path, monkeypatch):
    monkeypatch.delenv(lists.VARIABLE, raising=False)
    for owner in ("Varn Media", "Hallen Group"):
        (tmp_path / owner).mkdir()
        text = f'[publishers]\n"{owner}" = ["The Varn Blink"]\n'
        (tmp_path / owner / "outlets.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv(lists.VARIABLE, "set to be restored")
        lists.use(tmp_path / owner)
        assert outlets.publisher("The Varn Blink") == owner
        assert outlets.publisher("Sputnik") == "Rossiya Segodnya"
    lists.use(None)
    assert outlets.publisher("The Varn Blink") == "The Varn Blink"


def test_a_folder_without_lists_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(lists.VARIABLE, "as it was")
    with pytest.raises(lists.OwnListError, match="holds none of the lists"):
        lists.use(tmp_path)
    with pytest.raises(lists.OwnListError, match="no folder"):
        lists.use(tmp_path / "missing")
    assert os.environ[lists.VARIABLE] == "as it was"
