"""The stories found so far, in one SQLite file: articles, the story of each, and what merged and split.

A run's changes are one transaction: an interruption leaves the file as it was.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from headwater.article import Article
from headwater.stories.stream import Change, Snapshot, Stream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# "HwSt": how a file says that it is one of these, and which form it has.
APPLICATION = 0x48775374
VERSION = 1
TABLES = """
CREATE TABLE article (number INTEGER PRIMARY KEY, record BLOB NOT NULL, story TEXT NOT NULL);
CREATE TABLE story (id TEXT PRIMARY KEY, born INTEGER NOT NULL, leads_to TEXT);
CREATE TABLE change (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, story TEXT NOT NULL, other TEXT);
"""


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
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as store:
            _check(store, path)
            rows = store.execute("SELECT record, story FROM article ORDER BY number").fetchall()
            ids = store.execute("SELECT id, born, leads_to FROM story").fetchall()
        articles = tuple(msgspec.json.decode(record, type=Article) for record, _ in rows)
        born = {story: number for story, number, _ in ids}
        leads_to = {story: heir for story, _, heir in ids if heir is not None}
        return Stream.resumed(Snapshot(articles, tuple(story for _, story in rows), born, leads_to))
    except (sqlite3.Error, msgspec.DecodeError, KeyError) as error:
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
                _check(store, path)
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
            store.execute("COMMIT")
    except sqlite3.Error as error:
        raise DamagedError(f"{path} cannot be written ({error})") from error


def _lay_out(store: sqlite3.Connection) -> None:
    for statement in (*TABLES.strip().split(";\n"), f"PRAGMA application_id = {APPLICATION}"):
        store.execute(statement.rstrip(";"))
    store.execute(f"PRAGMA user_version = {VERSION}")


def _check(store: sqlite3.Connection, path: Path) -> None:
    if store.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise DamagedError(f"{path} is no file of kept stories; name another")
    version = store.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise DamagedError(f"{path} has form {version}, this version reads form {VERSION}; move it away to begin anew")


def _agreeing(store: sqlite3.Connection, kept: Snapshot, path: Path) -> int:
    """The number of articles in the file, which must be the first ones of the stream."""
    numbers = store.execute("SELECT count(*), max(number) FROM article").fetchone()
    last = store.execute("SELECT record FROM article ORDER BY number DESC LIMIT 1").fetchone()
    there = int(numbers[0])
    if there > len(kept.articles) or (last and msgspec.json.encode(kept.articles[there - 1]) != last[0]):
        raise DamagedError(f"another run has changed {path} meanwhile; run again")
    return there
