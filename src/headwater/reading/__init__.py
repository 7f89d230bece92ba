"""Reading: from files, folders, streams and addresses to articles, and to the problems met on the way."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, cast

from headwater.article import Article, Problem
from headwater.reading.limits import Limits, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.reading.raw import Raw
    from headwater.reading.sources import Source

__all__ = ["Limits", "read", "read_raw"]

_NO_LIMITS = Limits()


def read(
    paths: Iterable[Source] | Source,
    *,
    outlet: str | None = None,
    published: str | None = None,
    language: str | None = None,
    limits: Limits = _NO_LIMITS,
    allow_private_network: bool = False,
) -> Iterator[Article | Problem]:
    """Yield the articles that `paths` hold, and a `Problem` for everything that could not be read.

    Args:
        paths: files, folders (with all that is in them), "-" for standard input, http and https addresses, bytes,
            open binary files; or one such. Plain text, Markdown, HTML, JSON, JSON lines, CSV, WARC, RSS, Atom and JSON
            Feed are told apart by content, and gzip is read through.
        outlet: who published the articles, where they do not say so themselves.
        published: when (ISO 8601), where they do not say so themselves.
        language: in which language (ISO 639-1), where it is known.
        limits: what reading may take.
        allow_private_network: whether addresses of this machine and of private networks may be fetched.

    Nothing is raised for what stands in the input, and nothing is fetched unless an address is given. ValueError is
    raised for a `published` that is no date.
    """
    from headwater.reading.assembly import Given, assemble  # noqa: PLC0415 -- what reading needs is slow to import
    from headwater.reading.dates import iso  # noqa: PLC0415 -- as above

    if published is not None and iso(published) is None:
        raise ValueError(f"{published!r} is no date: write it as 2024-05-17")
    given = Given(outlet=outlet, published=published, language=language)
    for entry in read_raw(paths, limits=limits, allow_private_network=allow_private_network):
        yield entry if isinstance(entry, Problem) else assemble(entry, given)


def read_raw(
    paths: Iterable[Source] | Source, *, limits: Limits = _NO_LIMITS, allow_private_network: bool = False
) -> Iterator[Raw | Problem]:
    """Yield the records that `paths` hold as their formats have them, before cleaning, and problems as `read` does."""
    from headwater.reading import formats, sources  # noqa: PLC0415 -- what reading needs is slow to import

    for source in sources.expand(_listed(paths), limits):
        if isinstance(source, Problem):
            yield source
            continue
        try:
            with sources.opened(source, limits, allow_private_network=allow_private_network) as document:
                yield from _bounded((_no_book(entry, limits) for entry in formats.records(document)), limits)
        except UnreadableError as error:
            yield Problem(sources.named(source), error.reason, error.detail)


def _listed(paths: Iterable[Source] | Source) -> Iterator[Source]:
    if isinstance(paths, str | bytes | os.PathLike):
        yield paths
    elif isinstance(paths, Iterable) and not isinstance(paths, io.IOBase):
        yield from paths
    else:
        yield cast("BinaryIO", paths)


def _no_book(entry: Raw | Problem, limits: Limits) -> Raw | Problem:
    """Return the record, or the problem that it is longer than any report."""
    if isinstance(entry, Problem) or len(entry.text) <= limits.article_characters:
        return entry
    detail = (
        f"the text has {len(entry.text):,} characters, more than the {limits.article_characters:,} of one article "
        "(limit article_characters); split it into its articles"
    )
    return Problem(entry.source, "too_large", detail, entry.record)


def _bounded(entries: Iterator[Raw | Problem], limits: Limits) -> Iterator[Raw | Problem]:
    """Yield the entries of one file; problems past the limit are counted, and told as one."""
    problems = 0
    last: Problem | None = None
    for entry in entries:
        if isinstance(entry, Problem):
            problems += 1
            if problems > limits.problems:
                last = entry
                continue
        yield entry
    if last is not None:
        more = problems - limits.problems
        yield Problem(last.source, "too_many", f"{more:,} more problems of this file are not listed (limit problems)")
