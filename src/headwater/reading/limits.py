"""The named limits within which reading stays, whatever the input."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one run of reading may take; each limit that is met becomes a problem that names it.

    Attributes:
        document_bytes: one text, page, feed or JSON document, and one record of a file that holds many.
        article_characters: the text of one article, as its format yields it; the longest reports have 100,000.
        unpacked_bytes: what one gzip file may unpack to.
        expansion: how many times its packed size a gzip file may unpack to, once past 10 MB.
        records: records read from one file.
        problems: problems told of one file; what follows is counted in the last of them.
        header_bytes: the header of one web archive record.
        json_depth: arrays and objects inside each other.
        field_characters: one field of a table.
        tag_attributes: attributes of one tag; more are dropped.
        tree_depth: elements of a page inside each other; deeper wrappers are unwrapped (libxml2 stops at 256).
        elements: elements of one page.
        page_bytes_inline, page_tags_inline: up to these a page is read in this process, in milliseconds; one beyond
            either gets a process of its own, and in it
        page_seconds: this time.
        redirects: redirects followed for one address.
        fetch_seconds: time for one address, redirects included.
        fetch_bytes: what one address may send.
        folder_depth: folders inside each other.
    """

    document_bytes: int = 20_000_000
    article_characters: int = 500_000
    unpacked_bytes: int = 2_000_000_000
    expansion: int = 200
    records: int = 1_000_000
    problems: int = 1_000
    header_bytes: int = 65_536
    json_depth: int = 100
    field_characters: int = 5_000_000
    tag_attributes: int = 200
    tree_depth: int = 180
    elements: int = 150_000
    page_seconds: float = 30.0
    page_bytes_inline: int = 3_000_000
    page_tags_inline: int = 50_000
    redirects: int = 5
    fetch_seconds: float = 30.0
    fetch_bytes: int = 20_000_000
    folder_depth: int = 50

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) < 0:
                raise ValueError(f"a limit is no less than 0: {name}")


class UnreadableError(Exception):
    """What was to be read cannot be: `reason` and `detail` as a `Problem` has them."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def in_bytes(count: int) -> str:
    """Return a size for people: "20 MB", "512 bytes"."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count} bytes"
