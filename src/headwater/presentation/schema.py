"""The JSON Schema of an account, made from the records themselves."""

from __future__ import annotations

import inspect
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from headwater import account, article
from headwater.presentation.json import LEFT_OUT

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
# The records name some types for the type checker alone; here they are looked up.
_NAMES = {**vars(article), **vars(account)}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `json.render` writes."""
    definitions: dict[str, Any] = {}
    root = _record(account.Accounts, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Accounts of news stories, as Headwater writes them",
        **root,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def render() -> str:
    """Return the schema as the text of `schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _record(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls, localns=_NAMES)
    kept = [field for field in fields(cls) if field.name not in LEFT_OUT.get(cls.__name__, ())]
    properties = {}
    for field in kept:
        properties[field.name] = _form(hints[field.name], definitions)
        if field.default is not MISSING and isinstance(field.default, str | int | float | bool | None):
            properties[field.name] = {**properties[field.name], "default": field.default}
    return {
        "type": "object",
        "description": inspect.cleandoc(cls.__doc__ or ""),
        "properties": properties,
        # Every field is always written; names may be added in later versions, so others are not forbidden.
        "required": [field.name for field in kept],
    }


def _form(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 a type hint has no common type
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return _array(arguments, definitions)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_form(argument, definitions) for argument in arguments]}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # stands in while a record that holds itself is made
            definitions[hint.__name__] = _record(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    raise TypeError(f"the schema has no form for {hint!r}: add one in presentation/schema.py")


def _array(arguments: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if arguments[-1] is Ellipsis:
        return {"type": "array", "items": _form(arguments[0], definitions)}
    items = [_form(argument, definitions) for argument in arguments]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
