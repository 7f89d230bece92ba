"""RSS, Atom and JSON Feed with full text: one article an item.

feedparser gets bytes, never a string, which it would open as a path or an address; its sanitising is not relied on, for
only text is taken from an item, and links of the web. (fastfeedparser 0.6.5 is faster, but where an item has no date it
reads one out of the item's id: "one" became the 22nd of a month.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from headwater.article import Found
from headwater.reading.formats.fields import people, safe_url, short, sound
from headwater.reading.formats.markup import Plain, plain
from headwater.reading.limits import UnreadableError
from headwater.reading.raw import Raw

if TYPE_CHECKING:
    from headwater.article import Problem
    from headwater.reading.formats.document import Document

# What the XML parser says of a document that ends too early.
_CUT = ("no element found", "unclosed token", "unclosed CDATA section")
Item = Mapping[str, Any]


def records(document: Document) -> Iterator[Raw | Problem]:
    """Yield every item of an RSS or Atom feed, and a problem for each that has no text."""
    data = document.whole("the feed")
    feed, items, broken = _parsed(data)
    if not items:
        raise UnreadableError("empty", "the feed has no items")
    outlet = _line(feed.get("title"))
    language = short(feed.get("language"))
    for number, item in enumerate(items, start=1):
        if number > document.limits.records:
            yield document.problem("too_many", f"only the first {number - 1:,} items were read (limit records)")
            return
        record = _record(item.get("id"), item.get("link"), number)
        try:
            yield _article(item, record, outlet, language, document)
        except UnreadableError as error:
            yield document.failed(error, record, f"item {number}: ")
    if broken and any(sign in broken for sign in _CUT):
        yield document.problem("truncated", f"the feed ends in the middle ({broken}); get the whole feed again")


def _parsed(data: bytes) -> tuple[Item, Sequence[Item], str | None]:
    """Return a feed's own fields, its items, and what broke the XML, if anything did."""
    import feedparser  # noqa: PLC0415 -- slow to import

    try:
        parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # what the parser cannot take is a problem of this feed
        raise UnreadableError("not_a_feed", f"the feed cannot be parsed: {type(error).__name__}: {error}") from error
    broken = str(parsed.get("bozo_exception")) if parsed.get("bozo") else None
    entries = parsed.get("entries") or []
    if not entries and broken:
        raise UnreadableError("not_a_feed", f"the feed cannot be parsed: {broken}")
    # Its own mappings answer for keys that they do not have, with warnings; plain ones do not.
    return dict(dict.items(parsed.get("feed") or {})), [dict(dict.items(entry)) for entry in entries], broken


def _article(item: Item, record: str, outlet: str | None, language: str | None, document: Document) -> Raw:
    markup, by = _fullest(item)
    text = plain(markup, document.limits)
    if not text.text.strip():
        raise UnreadableError("no_text", "neither content nor summary has any text")
    source = item.get("source")
    named = _line(source.get("title")) if isinstance(source, Mapping) else None
    said = {
        "text": by,
        "title": _line(item.get("title")),
        "outlet": named or outlet,
        "byline": people(item.get("authors")) or short(item.get("author")),
        "published": _moment(item, "published"),
        "modified": _moment(item, "updated"),
        "language": language,
        "url": safe_url(short(item.get("link"))),
    }
    return _raw(said, sound(text.text, "content"), text.captions, record, document)


def _raw(said: Mapping[str, str | None], text: str, captions: tuple[str, ...], record: str, document: Document) -> Raw:
    by = {"text": said["text"] or "content", "outlet": "feed title", "language": "feed language"}
    return Raw(
        source=document.source,
        record=record,
        format="feed",
        text=text,
        title=said["title"],
        outlet=said["outlet"],
        byline=said["byline"],
        published=said["published"],
        modified=said["modified"],
        language=said["language"],
        url=said["url"],
        captions=captions,
        found=tuple(Found(field, by.get(field, f"item {field}")) for field, value in said.items() if value),
    )


def _moment(item: Item, name: str) -> str | None:
    """Return one of an item's moments in ISO 8601 where its form is known, as it stands otherwise."""
    written = short(item.get(name))
    try:
        return parsedate_to_datetime(written or "").isoformat()
    except ValueError:
        return written


def _fullest(item: Item) -> tuple[str, str]:
    """Return an item's longest content, its summary where there is none, with the word for which it is."""
    contents = [entry.get("value") or "" for entry in item.get("content") or () if isinstance(entry, Mapping)]
    content = max(contents, key=len, default="")
    if content.strip():
        return content, "item content"
    summary = item.get("summary") or ""
    return str(summary), "item summary only"


def _record(own: object, link: object, number: int) -> str:
    shown = short(own) or safe_url(short(link))
    return sound(shown, "id") if shown else str(number)


def _line(value: object) -> str | None:
    """Return a title as one line of plain text; titles may hold markup, escaped or not."""
    shown = short(value)
    return " ".join(plain(shown).text.split()) or None if shown else None


def is_json_feed(value: Mapping[str, object]) -> bool:
    """Tell whether a JSON object is a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    return "jsonfeed.org/version" in str(value.get("version", ""))[:100] and isinstance(value.get("items"), list)


def of_json(feed: Mapping[str, Any], document: Document) -> Iterator[Raw | Problem]:
    """Yield every item of a JSON Feed, and a problem for each that has no text."""
    if not feed["items"]:
        raise UnreadableError("empty", "the feed has no items")
    outlet, language = _line(feed.get("title")), short(feed.get("language"))
    for number, item in enumerate(feed["items"], start=1):
        if number > document.limits.records:
            yield document.problem("too_many", f"only the first {number - 1:,} items were read (limit records)")
            return
        try:
            if not isinstance(item, Mapping):
                raise UnreadableError("no_text", "this is no object")  # noqa: TRY301 -- told with its place below
            yield _json_item(item, number, outlet, language, document)
        except UnreadableError as error:
            yield document.failed(error, str(number), f"item {number}: ")


def _json_item(item: Item, number: int, outlet: str | None, language: str | None, document: Document) -> Raw:
    for name in ("content_html", "content_text", "summary"):
        written = item.get(name)
        if isinstance(written, str) and written.strip():
            break
    else:
        raise UnreadableError("no_text", "neither content_html, content_text nor summary has any text")
    content = plain(written, document.limits) if name == "content_html" else Plain(written)
    said = {
        "text": "item summary only" if name == "summary" else "item content",
        "title": _line(item.get("title")),
        "outlet": outlet,
        "byline": people(item.get("authors")) or people(item.get("author")),
        "published": short(item.get("date_published")),
        "modified": short(item.get("date_modified")),
        "language": short(item.get("language")) or language,
        "url": safe_url(short(item.get("url"))),
    }
    record = _record(item.get("id"), item.get("url"), number)
    return _raw(said, sound(content.text, name), content.captions, record, document)
