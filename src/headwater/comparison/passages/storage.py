"""The file of an index: a form of our own, the same bytes for the same index, and never half of one.

    bytes    what
    8        the mark "HWPASSIX"
    2        the version of the form
    4, 4     one run in so many is kept; so many in common make a candidate
    8, 8     the number of articles, the number of runs
    4 each   how many sampled runs each article has
    8 each   the runs' hashes, rising
    4 each   the first article of each run
    32       SHA-256 of all before it

Numbers are little-endian. The version counts up whenever the form, or the hashing of words, changes.
"""

from __future__ import annotations

import hashlib
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MARK, VERSION = b"HWPASSIX", 1
_HEAD = struct.Struct("<8sHIIQQ")
_DIGEST = 32
_ARTICLE, _RUN = np.dtype("<i4"), np.dtype("<u8")


class DamagedIndexError(ValueError):
    """A file is no index, or no whole one; the message names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What an index is made of: `runs` rise, and run by run `owners` names the first article that has it."""

    keep: int
    fewest: int
    sizes: NDArray[np.int32]
    runs: NDArray[np.uint64]
    owners: NDArray[np.int32]


def write(stored: Stored, path: Path) -> None:
    """Write an index to `path`: what was there before stays until the new file is whole."""
    head = _HEAD.pack(MARK, VERSION, stored.keep, stored.fewest, len(stored.sizes), len(stored.runs))
    parts = [head, stored.sizes.astype(_ARTICLE).tobytes(), stored.runs.astype(_RUN).tobytes()]
    parts.append(stored.owners.astype(_ARTICLE).tobytes())
    digest = hashlib.sha256()
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            for part in parts:
                digest.update(part)
                file.write(part)
            file.write(digest.digest())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            draft.unlink()
        raise


def read(path: Path) -> Stored:
    """Return the index that `path` holds.

    Raises:
        DamagedIndexError: if it holds none, part of one, a damaged one, or one of another version.
        OSError: if it cannot be read.
    """
    data = path.read_bytes()
    if len(data) < _HEAD.size or data[: len(MARK)] != MARK:
        raise DamagedIndexError(f"{path} is no index of passages: make it anew")
    _, version, keep, fewest, articles, runs = _HEAD.unpack_from(data)
    if version != VERSION:
        raise DamagedIndexError(f"{path} has version {version}, not {VERSION}: make it anew")
    at = _HEAD.size + articles * _ARTICLE.itemsize
    then = at + runs * _RUN.itemsize
    whole = then + runs * _ARTICLE.itemsize + _DIGEST
    if len(data) != whole:
        raise DamagedIndexError(f"{path} has {len(data):,} bytes, where {whole:,} are due: it was cut off or added to")
    if hashlib.sha256(data[:-_DIGEST]).digest() != data[-_DIGEST:]:
        raise DamagedIndexError(f"{path} is damaged: its checksum is another. Make it anew")
    stored = Stored(
        keep,
        fewest,
        np.frombuffer(data, _ARTICLE, articles, _HEAD.size),
        np.frombuffer(data, _RUN, runs, at),
        np.frombuffer(data, _ARTICLE, runs, then),
    )
    if not _sound(stored):
        raise DamagedIndexError(f"{path} holds an index that contradicts itself: make it anew")
    return stored


def _sound(stored: Stored) -> bool:
    """Tell whether every run has an article, and no run stands twice: whoever can make a checksum can make these."""
    inside = ((stored.owners >= 0) & (stored.owners < len(stored.sizes))).all()
    rising = (stored.runs[1:] > stored.runs[:-1]).all()
    return bool(inside and rising and (stored.sizes >= 0).all() and stored.keep > 0)
