"""Reading one page in a process of its own, which can be ended when it takes too long.

Parsers of HTML have inputs on which they are far slower than linear, and cannot be interrupted. Ordinary pages take
milliseconds; only those of extraordinary size or markup come here.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace

import msgspec

from headwater.article import Found
from headwater.reading.limits import Limits, UnreadableError
from headwater.reading.raw import Raw


class Order(msgspec.Struct, frozen=True):
    """What the child is to read."""

    markup: str
    url: str | None
    limits: Limits


class Outcome(msgspec.Struct, frozen=True):
    """What the child found: a record's texts, how each was found and what was removed; or why there is no record."""

    texts: dict[str, str | None] = {}
    captions: tuple[str, ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    detail: str = ""

    @classmethod
    def of(cls, raw: Raw) -> Outcome:
        """Return the outcome that a record is."""
        texts = {
            entry.name: getattr(raw, entry.name) for entry in fields(raw) if entry.name not in cls.__struct_fields__
        }
        found = tuple((entry.field, entry.by) for entry in raw.found)
        return cls(texts, raw.captions, raw.removed, found)

    def raw(self) -> Raw:
        """Return the record again; raise `UnreadableError` where there is none."""
        if self.reason:
            raise UnreadableError(self.reason, self.detail)
        blank = Raw(source="", record=None, format="html", text="")
        found = tuple(Found(field, by) for field, by in self.found)
        return replace(blank, **self.texts, captions=self.captions, removed=self.removed, found=found)  # type: ignore[arg-type]  # the names are the record's own


def is_extraordinary(markup: str, limits: Limits) -> bool:
    """Tell whether a page is to be read in a process of its own."""
    return len(markup) > limits.page_bytes_inline or markup.count("<") > limits.page_tags_inline


def page_in_child(markup: str, limits: Limits, url: str | None) -> Raw:
    """Return what `pages.page` returns for a page; raise `UnreadableError` where that takes too long."""
    order = Order(markup.encode("utf-8", "replace").decode("utf-8"), url, limits)
    try:
        # -P: a file in the working directory must not pass for a module of ours.
        child = subprocess.run(
            [sys.executable, "-P", "-m", "headwater.reading.formats.page_child"],
            input=msgspec.msgpack.encode(order),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.page_seconds,
            check=True,
        )
        outcome = msgspec.msgpack.decode(child.stdout, type=Outcome)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            "timeout", f"reading the page took longer than {limits.page_seconds:g} s (limit page_seconds)"
        ) from error
    except (subprocess.CalledProcessError, OSError, msgspec.DecodeError) as error:
        raise UnreadableError("not_html", f"the parser broke down on the page: {error}") from error
    return outcome.raw()


def main() -> None:
    """Read an order from standard input and write its outcome to standard output."""
    from headwater.reading.formats.pages import extracted  # noqa: PLC0415 -- pages imports this module

    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    try:
        outcome = Outcome.of(extracted(order.markup, order.limits, order.url))
    except UnreadableError as error:
        outcome = Outcome(reason=error.reason, detail=error.detail)
    sys.stdout.buffer.write(msgspec.msgpack.encode(outcome))


if __name__ == "__main__":
    main()
