"""From the fields of a JSON object or a table's row to a `Raw`, under the names that the common tools give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from headwater.article import Found
from headwater.reading.formats.markup import looks_like_markup, plain
from headwater.reading.limits import UnreadableError
from headwater.reading.raw import Raw

# Our word for a field, and the names it goes by, best first; compared in lower case without "_", "-", " " and ".".
# (schema.org, news-please, newspaper4k, trafilatura, Fundus, NewsAPI, GDELT and Media Cloud exports, WordPress, ninjs)
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "articlebody",
        "maintext",
        "body",
        "content",
        "fulltext",
        "articletext",
        "bodytext",
        "cleanedtext",
        "plaintext",
        "rawtext",
        "contenttext",
        "bodyxhtml",
        "bodyhtml",
        "contenthtml",
        "articlecontent",
        "story",
        "article",
    ),
    "title": ("title", "headline", "head", "heading", "name", "articletitle"),
    "url": (
        "url",
        "link",
        "canonicalurl",
        "articleurl",
        "weburl",
        "uri",
        "permalink",
        "requestedurl",
        "mainentityofpage",
    ),
    "outlet": (
        "outlet",
        "publisher",
        "source",
        "sitename",
        "newspaper",
        "publication",
        "medianame",
        "sourcename",
        "provider",
        "site",
        "sourcedomain",
        "domain",
        "hostname",
        "website",
    ),
    "published": (
        "published",
        "datepublished",
        "publishedat",
        "publisheddate",
        "publisheddateutc",
        "publishedtime",
        "publishdate",
        "datepublish",
        "pubdate",
        "publicationdate",
        "publishingdate",
        "firstpublicationdate",
        "webpublicationdate",
        "versioncreated",
        "isodate",
        "date",
        "created",
        "createdat",
        "datecreated",
        "timestamp",
    ),
    "modified": (
        "modified",
        "datemodified",
        "datemodify",
        "modifiedat",
        "modifieddate",
        "updated",
        "updatedat",
        "lastmodified",
    ),
    "byline": ("byline", "authors", "author", "creator", "by", "writer", "reporter", "dccreator"),
    "language": ("language", "lang", "inlanguage", "languagecode"),
    "id": ("id", "guid", "uuid", "articleid", "docid", "documentid", "recordid", "storiesid"),
    "captions": ("captions", "imagecaptions", "caption"),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_INSIDE = ("name", "title", "text", "value", "label", "id", "url", "plain", "html", "rendered", "@value", "#text", "_")
_NESTED = 6  # an author's name lies this deep at the very most
_LONGEST = 2_000  # no title, outlet, date or byline is longer; what is longer is no such thing
_SURROGATE = re.compile("[\ud800-\udfff]")


def _key(name: object) -> str:
    return re.sub(r"[^a-z0-9]", "", str(name).casefold()[:60])


def known_columns(names: Sequence[object]) -> dict[str, int]:
    """Return for each of our fields the index of the column that names it best."""
    columns: dict[str, tuple[int, int]] = {}
    for index, name in enumerate(names):
        key = _key(name)
        if field := _FIELD_OF.get(key):
            rank = _NAMES[field].index(key)
            if field not in columns or rank < columns[field][0]:
                columns[field] = (rank, index)
    return {field: index for field, (_, index) in columns.items()}


def raw_from_fields(
    values: Mapping[str, object],
    *,
    source: str,
    number: int | None,
    form: str,
    parent: Mapping[str, object] | None = None,
) -> Raw:
    """Return the article that `values` hold; the outlet and language of `parent`, around it, hold too.

    Raises:
        UnreadableError: no text in it, or text that is no Unicode.
    """
    picked = _picked(values)
    inherited = {field: pair for field, pair in _picked(parent or {}).items() if field in {"outlet", "language"}}
    name, text = _text(picked)
    captions: tuple[str, ...] = ()
    if looks_like_markup(text):
        page = plain(text)
        text, captions = page.text, page.captions
    said: dict[str, str | None] = {}
    found: list[Found] = []
    for field in ("title", "outlet", "byline", "published", "modified", "language", "url"):
        for field_name, value in (*picked.get(field, ()), *inherited.get(field, ())):
            shown = _moment(value) if field in {"published", "modified"} else _short(value, people=field == "byline")
            if shown:
                said[field] = sound(shown, field_name)
                found.append(Found(field, f"field {field_name}"))
                break
    url = safe_url(said.get("url"))
    own = next((shown for _, value in picked.get("id", ()) if (shown := _short(value))), None)
    record = own or url or (None if number is None else str(number))
    listed = tuple(shown for _, value in picked.get("captions", ()) for shown in _strings(value))
    return Raw(
        source=source,
        record=None if record is None else sound(record, "id"),
        format=form,
        text=sound(text, name),
        title=_unmarked(said.get("title")),
        outlet=said.get("outlet"),
        byline=_unmarked(said.get("byline")),
        published=said.get("published"),
        modified=said.get("modified"),
        language=said.get("language"),
        url=url,
        captions=tuple(sound(caption, "captions") for caption in (*captions, *listed)),
        found=tuple(entry for entry in found if entry.field != "url" or url),
    )


def short(value: object) -> str | None:
    """Return a value of JSON as one line, None where it is none or too long to be a title, a name or a date."""
    return _short(value)


def people(value: object) -> str | None:
    """Return the names in a value of JSON, "A, B"."""
    return _short(value, people=True)


def has_text(values: Mapping[str, object]) -> bool:
    """Tell whether one of the fields is an article's text."""
    try:
        _text(_picked(values))
    except UnreadableError:
        return False
    return True


def safe_url(value: str | None) -> str | None:
    """Return the address where it is one of the web, without a password in it; None otherwise (javascript:, data:)."""
    if value is None:
        return None
    match = re.match(r"(https?://)(?:[^/?#\s@]{0,300}@)?([^\s<>\"'`\\]{1,1990})\Z", value.strip(), re.IGNORECASE)
    return match.group(1).lower() + match.group(2) if match else None


def _picked(values: Mapping[str, object]) -> dict[str, list[tuple[str, object]]]:
    """Return for each of our fields the (name, value) pairs that may hold it, best name first."""
    found: dict[str, list[tuple[int, str, object]]] = {}
    for name, value in values.items():
        key = _key(name)
        field = _FIELD_OF.get(key)
        if field is not None and value not in (None, "", [], {}):
            found.setdefault(field, []).append((_NAMES[field].index(key), name, value))
    return {
        field: [(name, value) for _, name, value in sorted(entries, key=lambda entry: entry[0])]
        for field, entries in found.items()
    }


def _text(picked: Mapping[str, list[tuple[str, object]]]) -> tuple[str, str]:
    """Return the first field of text that holds any, with its name."""
    for name, value in picked.get("text", ()):
        text = "\n\n".join(_strings(value, text=True))
        if text.strip():
            return name, text
    raise UnreadableError("no_text", "no field holds the article's text (text, body, content, maintext or articleBody)")


def _strings(value: object, depth: int = 0, *, text: bool = False) -> list[str]:
    """Return the strings in a value: itself, a list's, or the one of an object that names it."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if depth > _NESTED:
        return []
    if isinstance(value, Mapping):
        inside = {str(key).casefold(): entry for key, entry in value.items()}
        names = ("text", "plain", "value", "html", "rendered", "content", "#text") if text else _INSIDE
        for name in names:
            if found := _strings(inside.get(name), depth + 1, text=text):
                return found
        return []
    if isinstance(value, Sequence):
        return [string for entry in value for string in _strings(entry, depth + 1, text=text)]
    return []


def _short(value: object, *, people: bool = False) -> str | None:
    """Return a value as one line: a string, a number, a list of names ("A, B")."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    strings = [" ".join(string.split()) for string in _strings(value)]
    shown = ", ".join(dict.fromkeys(strings)) if people else next(iter(strings), "")
    return shown if 0 < len(shown) <= _LONGEST else None


def _moment(value: object) -> str | None:
    """Return a date as it stands; a number is read as seconds or milliseconds since 1970."""
    shown = _short(value)
    if shown is None or not re.fullmatch(r"-?\d{9,13}(?:\.\d{1,9})?", shown):
        return shown
    seconds = float(shown)
    try:
        return datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= 1e11 else seconds, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return None


def _unmarked(value: str | None) -> str | None:
    """Return a title or a byline without markup."""
    if value is None or not ("<" in value or "&" in value):
        return value
    return " ".join(plain(value).text.split()) or None


def sound(value: str, name: str) -> str:
    """Return the string; raise `UnreadableError` with its place where it holds half a surrogate pair."""
    match = _SURROGATE.search(value)
    if match is None:
        return value
    raise UnreadableError(
        "invalid_text",
        f"field {name!r}: character {match.start()} is \\u{ord(match.group()):04x}, one half of a surrogate pair, "
        "which is no character; the program that wrote the file cut a character in two",
    )
