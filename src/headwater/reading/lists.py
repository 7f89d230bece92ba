"""The lists that ship with Headwater (agencies, media, outlets, signs, document nouns), with the user's own added.

A user's lists lie in a folder that `use` names (`--lists` on the command line), else the environment variable
`HEADWATER_LISTS`, in files of the same names and form as the shipped ones: `agencies.toml`, `media.toml`,
`documents.toml`, `outlets.toml`, `signs.toml`. What they hold is added; where both state a single value, the user's
goes first.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache, wraps
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")

VARIABLE = "HEADWATER_LISTS"
NAMES = ("agencies", "documents", "media", "outlets", "signs")
# No list of names is larger; a larger file is not one.
LARGEST = 4_000_000


class OwnListError(ValueError):
    """A user's list cannot be read; the message names the file, the place and the mend."""


def use(folder: str | Path | None) -> None:
    """Read with the user's lists in `folder` from now on, in this process and those it starts; None: with none.

    Raises:
        OwnListError: if there is no such folder, or none of the lists in it.
    """
    if folder is None:
        os.environ.pop(VARIABLE, None)
        return
    path = Path(folder)
    if not path.is_dir():
        raise OwnListError(f"{path} is no folder: name the one that your lists lie in")
    if not any((path / f"{name}.toml").is_file() for name in NAMES):
        raise OwnListError(f"{path} holds none of the lists {', '.join(f'{name}.toml' for name in NAMES)}")
    # Processes that annotate are started anew and know nothing but the environment.
    os.environ[VARIABLE] = str(path.absolute())


def kept(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keep what `make` makes of the lists, for each folder of the user's that was in use."""

    @cache
    def of(folder: str | None) -> Made:  # noqa: ARG001 what is made depends on it by way of `load`
        return make()

    @wraps(make)
    def current() -> Made:
        return of(os.environ.get(VARIABLE))

    vars(current).update(cache_info=of.cache_info, cache_clear=of.cache_clear)
    return current


def load(package: str, name: str) -> dict[str, Any]:
    """Return the list `data/NAME.toml` of a package, with the user's own of that name.

    Raises:
        OwnListError: if the user's file is too large, or no TOML of the shipped list's form.
    """
    return _loaded(package, name, os.environ.get(VARIABLE))


@cache
def _loaded(package: str, name: str, folder: str | None) -> dict[str, Any]:
    shipped = tomllib.loads(files(package).joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))
    path = Path(folder) / f"{name}.toml" if folder else None
    if path is None or not path.is_file():
        return shipped
    if path.stat().st_size > LARGEST:
        raise OwnListError(f"{path} is larger than {LARGEST} bytes: no list of names is")
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OwnListError(f"{path} is no TOML in UTF-8: {error}") from error
    return _added(shipped, own, f"{path}")


def _added(shipped: dict[str, Any], own: dict[str, Any], place: str) -> dict[str, Any]:
    """Return `shipped` with what `own` adds, table by table."""
    result = dict(shipped)
    for key, value in own.items():
        present = result.get(key)
        if present is None:
            result[key] = value
        elif isinstance(present, dict) and isinstance(value, dict):
            result[key] = _added(present, value, f"{place}: {key}")
        elif isinstance(present, list) and isinstance(value, list):
            result[key] = [*present, *value]
        elif type(present) is type(value):
            result[key] = value
        else:
            raise OwnListError(f"{place}: {key!r} is a {type(value).__name__}, where a {type(present).__name__} stands")
    return result
