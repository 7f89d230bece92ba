"""An index on disk: what is read is what was written, or an error that says why not."""

import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.comparison.passages import DamagedIndexError, Index, storage

VOCABULARY = [f"word{n}" for n in range(60)]


@st.composite
def texts(draw, most=12):
    """Texts that share runs of words now and then, some of them empty."""
    rng = random.Random(draw(st.integers(0, 10**6)))  # noqa: S311 invented text, nothing secret
    pieces = [" ".join(rng.choices(VOCABULARY, k=9)) for _ in range(6)]
    return draw(st.lists(st.lists(st.sampled_from(pieces), max_size=4).map(" ".join), max_size=most))


@given(texts(), texts(), st.integers(1, 5), st.integers(1, 3))
def test_an_index_goes_on_after_a_rest_as_if_there_was_none(tmp_path_factory, before, after, keep, fewest):
    path = tmp_path_factory.mktemp("index") / "passages.index"
    index = Index(keep, fewest)
    index.add_all(before)
    index.save(path)
    again = Index.load(path)
    assert len(again) == len(index)
    assert [again.size(n) for n in range(len(again))] == [index.size(n) for n in range(len(index))]
    assert again.add_all(after) == index.add_all(after)
    again.save(path)
    first = path.read_bytes()
    index.save(path)
    assert path.read_bytes() == first


def test_equal_indexes_are_equal_files_however_they_grew(tmp_path):
    pile = [" ".join(random.Random(n).choices(VOCABULARY, k=40)) for n in range(200)]  # noqa: S311 as above
    at_once, one_by_one = Index(), Index()
    at_once.add_all(pile)
    for text in pile:
        one_by_one.add(text)
    at_once.save(tmp_path / "a")
    one_by_one.save(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("written") / "passages.index"
    index = Index(keep=1)
    index.add_all([" ".join(VOCABULARY[:20]), " ".join(VOCABULARY[10:30])])
    index.save(path)
    return path.read_bytes()


@given(st.data())
def test_no_changed_byte_goes_unseen(tmp_path_factory, written, data):
    place = data.draw(st.integers(0, len(written) - 1))
    changed = bytearray(written)
    changed[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("damaged") / "passages.index"
    path.write_bytes(changed)
    with pytest.raises(DamagedIndexError, match=r"passages\.index"):
        Index.load(path)


@given(st.data())
def test_no_cut_goes_unseen(tmp_path_factory, written, data):
    path = tmp_path_factory.mktemp("cut") / "passages.index"
    path.write_bytes(written[: data.draw(st.integers(0, len(written) - 1))])
    with pytest.raises(DamagedIndexError, match=r"passages\.index"):
        Index.load(path)


def resealed(data):
    return data + storage.hashlib.sha256(data).digest()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data[:0], "no index"),
        (lambda data: b"PK\x03\x04" + data, "no index"),
        (lambda data: data[:8] + struct.pack("<H", storage.VERSION + 1) + data[10:], "version 2, not 1"),
        (lambda data: data[:-1], "cut off"),
        (lambda data: data[:-40] + b"\x00" * 8 + data[-32:], "checksum"),
        # Two articles are there: a run of the hundredth, and one of an article before the first.
        (lambda data: resealed(data[:-36] + struct.pack("<i", 99)), "contradicts"),
        (lambda data: resealed(data[:-36] + struct.pack("<i", -1)), "contradicts"),
    ],
)
def test_a_damaged_file_is_named_with_what_is_wrong(tmp_path, written, change, said):
    path = tmp_path / "passages.index"
    path.write_bytes(change(written))
    with pytest.raises(DamagedIndexError, match=said) as raised:
        Index.load(path)
    assert str(path) in str(raised.value)


def test_a_size_that_no_memory_holds_is_refused_before_it_is_asked_for(tmp_path, written):
    path = tmp_path / "passages.index"
    path.write_bytes(written[:18] + struct.pack("<QQ", 2**40, 2**60) + written[34:])
    with pytest.raises(DamagedIndexError, match="are due"):
        Index.load(path)


def test_what_stops_half_way_leaves_the_old_file(tmp_path, monkeypatch, written):
    path = tmp_path / "passages.index"
    path.write_bytes(written)

    def stop(_):
        raise OSError("the disk is full")

    monkeypatch.setattr(storage.os, "fsync", stop)
    with pytest.raises(OSError, match="full"):
        Index().save(path)
    assert path.read_bytes() == written
    assert [entry.name for entry in tmp_path.iterdir()] == ["passages.index"]
