"""The whole flow over a pile of articles: annotate each, find passages and stories, compare each story."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from headwater.account import SCHEMA, Account, Accounts, Passage
from headwater.article import Article, Problem
from headwater.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from headwater.language.annotated import Annotated
    from headwater.stories.story import Story
    from headwater.stories.stream import Change

# Below this many characters a second process costs more (it loads the model anew, and its memory) than it saves.
WORTH_A_WORKER = 2_000_000


class Progress(Protocol):
    """Told how far the work has come: the stage, how many of its items are done, and how many there are."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note of the progress."""


def _silent(stage: str, done: int, total: int) -> None:
    """Take no note."""


def compare(
    articles: Iterable[Article | Problem],
    *,
    model: str | None = None,
    encoder: bool = True,
    workers: int | None = None,
    progress: Progress = _silent,
) -> Accounts:
    """Return the accounts of all stories in `articles`.

    `articles` is what `read` yields; problems among them are passed on in the result. `model` names another installed
    spaCy pipeline for English. `encoder` says whether the package `headwater-encoder` is used where it is installed: it
    reads the names, unless `model` is given, and is asked which sentences of a story make the same claim.
    `workers` is the number of processes that annotate (default: as many as the machine has cores, where the pile is
    large enough); the result is the same for any number.
    """
    from headwater import comparison  # noqa: PLC0415 the language model's libraries take a second to import
    from headwater.comparison.claims import encoder as encoders  # noqa: PLC0415 as above

    asked = encoders.load() if encoder else None
    kept, problems = _sorted_out(articles)
    annotated = _annotate(kept, Reader(model, encoder), workers, progress)
    stories, passages = _stories(annotated, progress)
    home = {one.article.id: story.id for story in stories for one in story.articles}
    inside, across = _housed(passages, home)
    accounts: list[Account] = []
    for done, story in enumerate(stories):
        progress("comparing", done, len(stories))
        accounts.append(comparison.compare(story, tuple(inside[story.id]), asked))
    progress("comparing", len(stories), len(stories))
    return _result(kept, tuple(accounts), tuple(across), problems)


def group(
    articles: Iterable[Article | Problem],
    *,
    model: str | None = None,
    workers: int | None = None,
    progress: Progress = _silent,
) -> Accounts:
    """Return the stories in `articles`, without comparing them: accounts with a title, articles, and why they belong.

    Arguments as for `compare`.
    """
    kept, problems = _sorted_out(articles)
    annotated = _annotate(kept, Reader(model), workers, progress)
    found, _ = _stories(annotated, progress)
    return _result(kept, tuple(map(_uncompared, found)), (), problems)


def follow(
    articles: Iterable[Article | Problem],
    state: Path,
    *,
    model: str | None = None,
    workers: int | None = None,
    progress: Progress = _silent,
) -> tuple[Accounts, tuple[Change, ...]]:
    """Add `articles` to the stories kept in the file `state`; return the stories that it touched and what it changed.

    A story that lives on keeps its id from run to run. Other arguments as for `compare`. Raises `archive.DamagedError`
    where the file cannot be read as kept stories; it is left as it was then.
    """
    from headwater import archive  # noqa: PLC0415 imports NumPy
    from headwater.comparison import passages  # noqa: PLC0415 imports RapidFuzz
    from headwater.stories.portrait import story as portrait  # noqa: PLC0415 as above

    stream = archive.load(state)
    kept, problems = _sorted_out(articles)
    changes = stream.add(kept)
    touched = {change.story for change in changes} | {change.other for change in changes if change.kind == "split"}
    members = {story: found for story, found in stream.stories().items() if story in touched}
    told = tuple(article for found in members.values() for article in found)
    home = {article.id: story for story, found in members.items() for article in found}
    groups: defaultdict[str, list[Annotated]] = defaultdict(list)
    annotated = _annotate(told, Reader(model), workers, progress)
    for one in sorted(annotated, key=lambda one: _order(one.article)):
        groups[home[one.article.id]].append(one)
    shared = [passage for passage in passages.find(annotated) if not passage.boilerplate]
    found = [replace(portrait(groups[story], shared), id=story) for story in members]
    archive.save(state, stream, changes)
    return _result(tuple(sorted(told, key=_order)), tuple(map(_uncompared, found)), (), problems), changes


def _uncompared(story: Story) -> Account:
    return Account(
        id=story.id,
        title=story.title,
        articles=tuple(one.article.id for one in story.articles),
        why=story.why,
        sources=tuple(one.article for one in story.articles),
    )


def _order(article: Article) -> tuple[str, str, str]:
    return article.published or "9999", article.outlet, article.id


def _result(
    articles: tuple[Article, ...],
    accounts: tuple[Account, ...],
    across: tuple[Passage, ...],
    problems: tuple[Problem, ...],
) -> Accounts:
    return Accounts(__version__, SCHEMA, articles, accounts, across, problems)


def _sorted_out(items: Iterable[Article | Problem]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Articles in an order that does not depend on the input's, each once; problems in theirs."""
    problems: list[Problem] = []
    same: dict[str, list[Article]] = defaultdict(list)
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            same[item.id].append(item)
    kept = [_merged(copies) for copies in same.values()]
    kept.sort(key=_order)
    problems.sort(key=lambda p: (p.source, p.record or "", p.reason, p.detail))
    return tuple(kept), tuple(problems)


def _merged(copies: list[Article]) -> Article:
    copies.sort(key=lambda a: (a.source, a.record or ""))
    others = [f"{copy.source}#{copy.record}" if copy.record else copy.source for copy in copies[1:]]
    return replace(copies[0], also=tuple(others)) if others else copies[0]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads English: a spaCy pipeline by its name, or the shipped one, whose names an encoder may read."""

    model: str | None = None
    encoder: bool = False


def _annotate(
    articles: Sequence[Article], reader: Reader, workers: int | None, progress: Progress
) -> tuple[Annotated, ...]:
    if workers is None:
        worth = sum(len(article.text) for article in articles) // WORTH_A_WORKER
        workers = max(1, min(os.cpu_count() or 1, worth))
    results = _in_processes(articles, reader, workers) if workers > 1 else _in_turn(articles, reader)
    annotated: list[Annotated] = []
    for one in results:
        annotated.append(one)
        progress("reading closely", len(annotated), len(articles))
    return tuple(annotated)


def _in_turn(articles: Sequence[Article], reader: Reader) -> Iterator[Annotated]:
    if not articles:
        return
    from headwater import language  # noqa: PLC0415 imports the language model's libraries
    from headwater.language import english  # noqa: PLC0415 as above

    pipeline = english.load(reader.model, encoder=reader.encoder)
    for article in articles:
        yield language.annotate(article, pipeline)


_worker_reader = Reader()


def _start_worker(reader: Reader) -> None:
    global _worker_reader  # noqa: PLW0603 a process has no other memory between the articles it is given
    _worker_reader = reader


def _work(article: Article) -> Annotated:
    return next(_in_turn([article], _worker_reader))


def _in_processes(articles: Sequence[Article], reader: Reader, workers: int) -> Iterator[Annotated]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 rarely needed
    from multiprocessing import get_context  # noqa: PLC0415 as above

    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (reader,)) as pool:
        yield from pool.map(_work, articles, chunksize=4)


def _stories(annotated: tuple[Annotated, ...], progress: Progress) -> tuple[tuple[Story, ...], tuple[Passage, ...]]:
    from headwater.comparison import passages  # noqa: PLC0415 imports NumPy and RapidFuzz
    from headwater.stories import group  # noqa: PLC0415 as above

    progress("finding copied passages", 0, 1)
    shared = passages.find(annotated)
    progress("finding stories", 0, 1)
    return group(annotated, [passage for passage in shared if not passage.boilerplate]), shared


def _housed(passages: Iterable[Passage], home: dict[str, str]) -> tuple[defaultdict[str, list[Passage]], list[Passage]]:
    """Each passage with the story that holds at least two of its spans, and those that several stories share."""
    inside: defaultdict[str, list[Passage]] = defaultdict(list)
    across: list[Passage] = []
    for passage in passages:
        spans = defaultdict(list)
        for span in passage.spans:
            spans[home[span.article]].append(span)
        if len(spans) > 1:
            across.append(passage)
        for story, own in spans.items():
            if len(own) > 1:
                inside[story].append(replace(passage, spans=tuple(own)))
    return inside, across
