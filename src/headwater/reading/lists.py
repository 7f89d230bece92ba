"""The lists that ship with Headwater (agencies, media, outlets, signs, document nouns), with the user's own added.

A user's lists lie in the folder that the environment variable `HEADWATER_LISTS` names, in files of the same names and
form as the shipped ones: `agencies.toml`, `media.toml`, `documents.toml`, `outlets.toml`, `signs.toml`. What they hold
is added; where both state a single value, the user's goes first.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

VARIABLE = "HEADWATER_LISTS"
# No list of names is larger; a larger file is not one.
LARGEST = 4_000_000


class OwnListError(ValueError):
    """A user's list cannot be read; the message names the file, the place and the mend."""


@cache
def load(package: str, name: str) -> dict[str, Any]:
    """Return the list `data/NAME.toml` of a package, with the user's own of that name.

    Raises:
        OwnListError: if the user's file is too large, or no TOML of the shipped list's form.
    """
    shipped = tomllib.loads(files(package).joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))
    folder = os.environ.get(VARIABLE)
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
