"""HTML pages by trafilatura: the report's own text, with the page's statement about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headwater.article import Found
from headwater.reading.decoding import declared_in, known, lenient
from headwater.reading.formats.page_metadata import Stated, stated
from headwater.reading.formats.shield import shielded
from headwater.reading.limits import UnreadableError
from headwater.reading.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Problem
    from headwater.reading.formats.document import Document
    from headwater.reading.limits import Limits

_CAPTION_PATHS = "//figcaption | //*[contains(concat(' ', @class, ' '), ' wp-caption-text ')]"


def records(document: Document) -> Iterator[Raw | Problem]:
    """Yield the one article of a page."""
    yield raw_of_page(document.whole("the page"), document)


def raw_of_page(data: bytes, document: Document) -> Raw:
    """Return the article of a page.

    Raises:
        UnreadableError: no text in it that reads as an article, an encoding that its text is not in, or a limit.
    """
    declared = known(document.charset) or declared_in(data)
    markup, undecoded = lenient(data, declared)
    raw = page(markup, document.limits, url=document.url)
    if undecoded is not None and any("\ufffd" in part for part in (raw.text, raw.title or "", raw.byline or "")):
        raise undecoded
    found = raw.found
    if document.url and not any(entry.field == "url" for entry in found):
        found = (*found, Found("url", "address"))
    return Raw(
        source=document.source,
        record=document.record,
        format="html",
        text=raw.text,
        title=raw.title,
        outlet=raw.outlet,
        byline=raw.byline,
        published=raw.published,
        modified=raw.modified,
        language=raw.language,
        url=raw.url or document.url,
        captions=raw.captions,
        removed=raw.removed,
        found=found,
    )


def page(markup: str, limits: Limits, url: str | None = None) -> Raw:
    """Return the article of a page that is text already; its source and record are left open."""
    import lxml.html  # noqa: PLC0415 -- slow to import
    from trafilatura import extract  # noqa: PLC0415 -- slow to import

    text = shielded(markup.replace("\0", ""), limits)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        statement = stated(tree, text)
        captions = _captions(tree)
        body = extract(tree, url=url, fast=True, include_comments=False, include_tables=True) or ""
    except UnreadableError:
        raise
    except Exception as error:  # a parser that breaks on one page must not break the run
        raise UnreadableError("not_html", f"the page cannot be parsed: {type(error).__name__}: {error}") from error
    if not body.strip():
        raise UnreadableError("no_article", "no text was found in the page that reads as an article")
    return _raw(body, statement, captions)


def _raw(body: str, statement: Stated, captions: tuple[str, ...]) -> Raw:
    return Raw(
        source="",
        record=None,
        format="html",
        text=body,
        title=statement.get("title"),
        outlet=statement.get("outlet"),
        byline=statement.get("byline"),
        published=statement.get("published"),
        modified=statement.get("modified"),
        language=statement.get("language"),
        url=statement.get("url"),
        captions=captions,
        found=statement.found,
    )


def _captions(tree: Any) -> tuple[str, ...]:  # noqa: ANN401 -- an lxml tree, which has no types
    """Return the captions that the page marks as such, each once."""
    texts = (" ".join(element.text_content().split()) for element in tree.xpath(_CAPTION_PATHS))
    return tuple(dict.fromkeys(text for text in texts if text))
