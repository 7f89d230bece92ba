"""The stories found so far, in one SQLite file: articles, the story of each, and what merged and split.

Beside them stands the index over the articles, so that a later run need not read them again: columns of bytes, of which
a run adds what is new. A run's changes are one transaction: an interruption leaves the file as it was.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from headwater.article import Article
from headwater.stories.index import form
from headwater.stories.stream import Change, Snapshot, Stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from headwater.stories.rows import Column

# "HwSt": how a file says that it is one of these, and which form it has.
APPLICATION = 0x48775374
VERSION = 2
# The form before, which has no index: it is read all the same, and becomes one of this form when it is saved.
BEFORE = 1
TABLES = """
CREATE TABLE article (number INTEGER PRIMARY KEY, record BLOB NOT NULL, story TEXT NOT NULL);
CREATE TABLE story (id TEXT PRIMARY KEY, born INTEGER NOT NULL, leads_to TEXT);
CREATE TABLE change (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, story TEXT NOT NULL, other TEXT);
"""
INDEX = "CREATE TABLE part (number INTEGER PRIMARY KEY, name TEXT NOT NULL, data BLOB NOT NULL)"
# Columns whose parts already written may change; the others only grow. A part is at most this large, as SQLite asks.
CHANGING = frozenset({"nearest"})
LARGEST_PART = 1 << 26


class DamagedError(ValueError):
    """A file that holds no stories, or not in a form that this version reads."""


def load(path: Path) -> Stream:
    """Return the stories kept in a file, to go on with; an empty stream where there is no file yet.

    Raises:
        DamagedError: the file is broken, of another program, or of a later version.
    """
    if not path.exists():
        return Stream()
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as store:
            # All that follows sees the file as it is now, whatever another run writes meanwhile.
            store.execute("BEGIN")
            version = _check(store, path)
            index = None if version == BEFORE else _index(store)
            rows = store.execute("SELECT record, story FROM article ORDER BY number").fetchall()
            ids = store.execute("SELECT id, born, leads_to FROM story").fetchall()
        articles = tuple(msgspec.json.decode(record, type=Article) for record, _ in rows)
        born = {story: number for story, number, _ in ids}
        leads_to = {story: heir for story, _, heir in ids if heir is not None}
        return Stream.resumed(Snapshot(articles, tuple(story for _, story in rows), born, leads_to, index))
    except (sqlite3.Error, msgspec.DecodeError, KeyError, ValueError) as error:
        raise DamagedError(f"{path} cannot be read as kept stories ({error}); move it away to begin anew") from error


def save(path: Path, stream: Stream, changes: Sequence[Change]) -> None:
    """Write a stream into the file that it was loaded from, or a new one, and add `changes` to its record of changes.

    Raises:
        DamagedError: another run has added articles since the stream was loaded, or the file cannot be written.
    """
    kept = stream.snapshot()
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as store:
            store.execute("BEGIN IMMEDIATE")
            if store.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                if _check(store, path) == BEFORE:
                    _add_index(store)
            else:
                _lay_out(store)
            there = _agreeing(store, kept, path)
            store.execute("DELETE FROM story")
            store.executemany(
                "INSERT INTO story VALUES (?, ?, ?)",
                [(story, born, kept.leads_to.get(story)) for story, born in sorted(kept.born.items())],
            )
            store.executemany(
                "UPDATE article SET story = ? WHERE number = ? AND story <> ?",
                [(story, number, story) for number, story in enumerate(kept.home[:there])],
            )
            store.executemany(
                "INSERT INTO article VALUES (?, ?, ?)",
                [(n, msgspec.json.encode(kept.articles[n]), kept.home[n]) for n in range(there, len(kept.articles))],
            )
            store.executemany(
                "INSERT INTO change (kind, story, other) VALUES (?, ?, ?)",
                [(c.kind, c.story, c.other) for c in changes],
            )
            _save_index(store, kept.index or {})
            store.execute("COMMIT")
    except sqlite3.Error as error:
        raise DamagedError(f"{path} cannot be written ({error})") from error


def _lay_out(store: sqlite3.Connection) -> None:
    for statement in (*TABLES.strip().split(";\n"), f"PRAGMA application_id = {APPLICATION}"):
        store.execute(statement.rstrip(";"))
    _add_index(store)


def _add_index(store: sqlite3.Connection) -> None:
    store.execute(INDEX)
    store.execute(f"PRAGMA user_version = {VERSION}")


def _index(store: sqlite3.Connection) -> dict[str, bytes] | None:
    """The columns of the index kept in the file; None where it has another form."""
    parts: defaultdict[str, list[bytes]] = defaultdict(list)
    for name, data in store.execute("SELECT name, data FROM part ORDER BY number"):
        parts[name].append(data)
    columns = {name: b"".join(own) for name, own in parts.items()}
    return columns if columns.pop("form", b"").decode() == form() else None


def _save_index(store: sqlite3.Connection, columns: Mapping[str, Column]) -> None:
    """Add to the file what the columns have more than it."""
    if store.execute("SELECT data FROM part WHERE name = 'form'").fetchone() != (form().encode(),):
        store.execute("DELETE FROM part")
        store.execute("INSERT INTO part (name, data) VALUES ('form', ?)", (form().encode(),))
    store.executemany("DELETE FROM part WHERE name = ?", [(name,) for name in sorted(CHANGING)])
    there = dict(store.execute("SELECT name, sum(length(data)) FROM part GROUP BY name"))
    for name, column in columns.items():
        data = memoryview(column).cast("B")
        # An empty column is written too: one that is missing is a damage.
        for start in range(there.get(name, 0), max(len(data), int(name not in there)), LARGEST_PART):
            store.execute(
                "INSERT INTO part (name, data) VALUES (?, ?)", (name, bytes(data[start : start + LARGEST_PART]))
            )


def _check(store: sqlite3.Connection, path: Path) -> int:
    """The form of the file; raises where it is none of these."""
    if store.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise DamagedError(f"{path} is no file of kept stories; name another")
    version = int(store.execute("PRAGMA user_version").fetchone()[0])
    if version not in {BEFORE, VERSION}:
        raise DamagedError(f"{path} has form {version}, this version reads form {VERSION}; move it away to begin anew")
    return version


def _agreeing(store: sqlite3.Connection, kept: Snapshot, path: Path) -> int:
    """The number of articles in the file, which must be the first ones of the stream."""
    numbers = store.execute("SELECT count(*), max(number) FROM article").fetchone()
    last = store.execute("SELECT record FROM article ORDER BY number DESC LIMIT 1").fetchone()
    there = int(numbers[0])
    if there > len(kept.articles) or (last and msgspec.json.encode(kept.articles[there - 1]) != last[0]):
        raise DamagedError(f"another run has changed {path} meanwhile; run again")
    return there
