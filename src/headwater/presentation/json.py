"""The account as JSON: the records, field by field, in the form that `schema.json` describes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from headwater.account import Accounts

# Fields of the records that are no part of the JSON form: an account's articles stand once, in the collection.
LEFT_OUT = {"Account": ("sources",)}
_LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "�")


def render(accounts: Accounts) -> str:
    """Return `accounts` as indented JSON, keys in the order of the records' fields, ended by a line feed.

    A lone surrogate, as Python makes of a file name that is no UTF-8, cannot stand in JSON and becomes U+FFFD.
    """
    bare = replace(accounts, stories=tuple(replace(story, sources=()) for story in accounts.stories))
    form = msgspec.to_builtins(bare)
    for story in form["stories"]:
        for name in LEFT_OUT["Account"]:
            del story[name]
    try:
        encoded = msgspec.json.encode(form)
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(_mended(form))
    return msgspec.json.format(encoded, indent=1).decode("utf-8") + "\n"


def _mended(value: object) -> object:
    if isinstance(value, str):
        return value.translate(_LONE_SURROGATES)
    if isinstance(value, dict):
        return {key: _mended(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(item) for item in value]
    return value
