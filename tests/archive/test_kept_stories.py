"""Stories that outlive a run."""

import sqlite3

import pytest
from told import FERRY, PARK, SAME_ACTORS, told

from headwater import archive
from headwater.stories.stream import Change, Stream
from headwater.stories.vectors import Vocabulary

ALL = [one.article for one in [*FERRY, PARK, *SAME_ACTORS]]


def homes(stream):
    return {article.id: story for story, members in stream.stories().items() for article in members}


def test_without_a_file_there_are_no_stories(tmp_path):
    assert archive.load(tmp_path / "none").stories() == {}
    assert not (tmp_path / "none").exists()


def test_what_is_kept_comes_back(tmp_path):
    stream = Stream()
    changes = stream.add(ALL)
    archive.save(tmp_path / "kept", stream, changes)
    again = archive.load(tmp_path / "kept")
    assert again.stories() == stream.stories()
    assert again.add(ALL) == ()


def test_run_by_run_ends_as_one_stream_with_the_same_ids(tmp_path):
    whole = Stream()
    for article in ALL:
        whole.add([article])
        kept = archive.load(tmp_path / "kept")
        archive.save(tmp_path / "kept", kept, kept.add([article]))
    assert homes(archive.load(tmp_path / "kept")) == homes(whole)


def test_an_old_id_leads_on_after_a_merge_in_an_earlier_run(tmp_path):
    stream = Stream()
    stream.add(ALL)
    one, other = sorted(stream._members)[:2]
    changes = stream._settle([sorted(stream._members[one] + stream._members[other])])
    archive.save(tmp_path / "kept", stream, changes)
    (merged,) = [change for change in changes if change.kind == "merged"]
    assert archive.load(tmp_path / "kept").resolve(merged.other) == merged.story


def test_changes_are_recorded(tmp_path):
    stream = Stream()
    archive.save(tmp_path / "kept", stream, [Change("split", "s1", "s2")])
    with sqlite3.connect(tmp_path / "kept") as store:
        assert store.execute("SELECT kind, story, other FROM change").fetchall() == [("split", "s1", "s2")]
    store.close()


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "kept"
    stream = Stream()
    archive.save(path, stream, stream.add(ALL))
    whole = path.read_bytes()
    path.write_bytes(b"not a database, but long enough to be one" * 40)
    with pytest.raises(archive.DamagedError, match="kept"):
        archive.load(path)
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(archive.DamagedError, match="kept"):
        archive.load(path)


@pytest.mark.parametrize(("setting", "word"), [("application_id = 7", "no file of"), ("user_version = 99", "form 99")])
def test_another_programs_file_and_a_later_form_are_left_alone(tmp_path, setting, word):
    path = tmp_path / "kept"
    stream = Stream()
    archive.save(path, stream, stream.add(ALL))
    with sqlite3.connect(path) as store:
        store.execute(f"PRAGMA {setting}")
    store.close()
    before = path.read_bytes()
    with pytest.raises(archive.DamagedError, match=word):
        archive.load(path)
    with pytest.raises(archive.DamagedError, match=word):
        archive.save(path, stream, ())
    assert path.read_bytes() == before


def test_two_runs_at_once_do_not_overwrite_each_other(tmp_path):
    path = tmp_path / "kept"
    one, other = archive.load(path), archive.load(path)
    archive.save(path, one, one.add(ALL))
    before = path.read_bytes()
    late = told("Late", "A late report of rain in Oslo.").article
    with pytest.raises(archive.DamagedError, match="run again"):
        archive.save(path, other, other.add([late]))
    assert path.read_bytes() == before
    assert homes(archive.load(path)) == homes(one)


def test_a_later_run_reads_no_article_again(tmp_path, monkeypatch):
    stream = Stream()
    for article in ALL[:-1]:
        archive.save(tmp_path / "kept", stream, stream.add([article]))
    with monkeypatch.context() as patch:
        patch.setattr(Vocabulary, "told", lambda *_: pytest.fail("an article was read again"))
        again = archive.load(tmp_path / "kept")
    assert {name: bytes(data) for name, data in again._index.columns().items()} == {
        name: bytes(data) for name, data in stream._index.columns().items()
    }
    assert again.add(ALL[-1:]) == stream.add(ALL[-1:])
    assert homes(again) == homes(stream)


def test_a_kept_index_of_another_form_is_made_anew(tmp_path, monkeypatch):
    path = tmp_path / "kept"
    stream = Stream()
    archive.save(path, stream, stream.add(ALL[:2]))
    monkeypatch.setattr(archive.stories, "form", lambda: "another")
    again = archive.load(path)
    assert homes(again) == homes(stream)
    archive.save(path, again, again.add(ALL))
    with sqlite3.connect(path) as store:
        (days,) = store.execute("SELECT sum(length(data)) FROM part WHERE name = 'days'").fetchone()
    store.close()
    assert days == 4 * len(ALL)
    assert homes(archive.load(path)) == homes(again)


def test_a_file_of_the_form_before_is_read_and_becomes_one_of_this(tmp_path):
    path = tmp_path / "kept"
    stream = Stream()
    archive.save(path, stream, stream.add(ALL[:2]))
    with sqlite3.connect(path) as store:
        store.execute("DROP TABLE part")
        store.execute("PRAGMA user_version = 1")
    store.close()
    again = archive.load(path)
    assert homes(again) == homes(stream)
    archive.save(path, again, again.add(ALL))
    assert homes(archive.load(path)) == homes(again)


def test_an_index_that_lacks_a_column_is_a_damage(tmp_path):
    path = tmp_path / "kept"
    stream = Stream()
    archive.save(path, stream, stream.add(ALL))
    with sqlite3.connect(path) as store:
        store.execute("DELETE FROM part WHERE name = 'days'")
    store.close()
    with pytest.raises(archive.DamagedError, match="kept"):
        archive.load(path)
