"""From what the user named to the documents in it: files, folders, standard input, addresses, bytes, open files."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from headwater.article import Problem
from headwater.reading.fetching import fetch, is_address, shown_address
from headwater.reading.formats.document import Document
from headwater.reading.limits import UnreadableError
from headwater.reading.stream import Stream, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.reading.limits import Limits

Source = str | os.PathLike[str] | bytes | BinaryIO


def expand(paths: Iterator[Source], limits: Limits) -> Iterator[Source | Problem]:
    """Yield every file, address or stream that `paths` name, each file once: folders with what is in them, by name."""
    seen: set[str] = set()
    for path in paths:
        if not isinstance(path, str | os.PathLike) or path == "-" or is_address(path):
            yield path
            continue
        for entry in _walk(Path(path), limits.folder_depth):
            if isinstance(entry, Path):
                real = os.path.realpath(entry)
                if real in seen:
                    continue
                seen.add(real)
            yield entry


def _walk(path: Path, depth: int) -> Iterator[Path | Problem]:
    """Yield the files under a path, in the order of their names; hidden ones only where the user named them."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            yield path
            return
        if not stat.S_ISDIR(mode):
            yield Problem(shown(path), "not_a_file", "this is neither a file nor a folder")
            return
        if depth == 0:
            yield Problem(shown(path), "too_deep", "too many folders lie inside each other (limit folder_depth)")
            return
        entries = sorted(path.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except FileNotFoundError:
        yield Problem(shown(path), "not_found", "there is no such file or folder")
        return
    except (OSError, ValueError) as error:
        yield Problem(shown(path), "unreadable", f"it cannot be opened: {_reason(error)}")
        return
    for entry in entries:
        if entry.name.startswith(".") or (entry.is_symlink() and entry.is_dir()):
            continue
        yield from _walk(entry, depth - 1)


@contextmanager
def opened(source: Source, limits: Limits, *, allow_private_network: bool) -> Iterator[Document]:
    """Open what is to be read.

    Raises:
        UnreadableError: it cannot be opened or fetched.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        yield _document("<bytes>", io.BytesIO(source), limits, "")
    elif not isinstance(source, str | os.PathLike):
        yield _document(named(source), source, limits, named(source))
    elif source == "-":
        yield _document("-", sys.stdin.buffer, limits, "")
    elif is_address(source):
        fetched = fetch(str(source), limits, allow_private_network=allow_private_network)
        stream, _ = unpacked(Stream(io.BytesIO(fetched.body).read), limits)
        yield Document(
            named(source),
            stream,
            limits,
            name="" if fetched.media_type else fetched.url.rpartition("/")[2],
            media_type=fetched.media_type,
            charset=fetched.charset,
            url=fetched.url,
        )
    else:
        path = Path(source)
        try:
            file = path.open("rb")
        except (OSError, ValueError) as error:
            raise UnreadableError("unreadable", f"it cannot be opened: {_reason(error)}") from error
        with file:
            yield _document(shown(path), file, limits, path.name)


def named(source: Source) -> str:
    """Return the name that articles and problems of a source carry, without any password in an address."""
    if isinstance(source, bytes | bytearray | memoryview):
        return "<bytes>"
    if isinstance(source, str | os.PathLike):
        return shown_address(str(source)) if is_address(source) else shown(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else "<stream>"


def shown(path: str | os.PathLike[str]) -> str:
    r"""Return a path as text; bytes in it that are no UTF-8 are written as "\udc.."."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _document(source: str, file: BinaryIO, limits: Limits, name: str) -> Document:
    stream, _ = unpacked(Stream(file.read), limits)
    return Document(source, stream, limits, name=name)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
