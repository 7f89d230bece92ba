"""HTML pages by trafilatura: the report's own text, with the page's statement about itself."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.article import Found
from headwater.reading.decoding import declared_in, known, lenient
from headwater.reading.formats import page_structure as structure
from headwater.reading.formats.page_child import is_extraordinary, page_in_child
from headwater.reading.formats.page_metadata import stated
from headwater.reading.formats.shield import shielded
from headwater.reading.limits import UnreadableError
from headwater.reading.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Problem
    from headwater.reading.formats.document import Document
    from headwater.reading.limits import Limits

# Without a handler of their own, Python would write these libraries' warnings about hostile pages to standard error.
for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


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
    if document.url and raw.url is None:
        found = (*found, Found("url", "address"))
    return replace(raw, source=document.source, record=document.record, url=raw.url or document.url, found=found)


def page(markup: str, limits: Limits, url: str | None = None) -> Raw:
    """Return the article of a page that is text already; its source and record are left open.

    Raises:
        UnreadableError: no article in it, or a limit.
    """
    if is_extraordinary(markup, limits) and sys.executable:
        return page_in_child(markup, limits, url)
    return extracted(markup, limits, url)


def extracted(markup: str, limits: Limits, url: str | None = None) -> Raw:
    """Return what `page` does, in this process and without a bound on time."""
    import lxml.html  # noqa: PLC0415 -- slow to import
    from trafilatura import extract  # noqa: PLC0415 -- slow to import

    text = shielded(markup.replace("\0", ""), limits)
    # Comments would break the text around them in two, and trafilatura reads only the first half.
    # The depth has its limit already; without `huge_tree` a paragraph of over 10 MB is lost.
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        statement = stated(tree, text)
        headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
        captions = structure.take_captions(tree)
        links = structure.take_links(tree)
        structure.mark_headings(tree)
        structure.join_chunks(tree)
        body = extract(tree, url=url, fast=True, include_comments=False) or ""
    except Exception as error:  # a parser that breaks on one page must not break the run
        raise UnreadableError("not_html", f"the page cannot be parsed: {type(error).__name__}: {error}") from error
    body = structure.without_title(body, [statement.get("title"), *headings])
    if not body.strip():
        raise UnreadableError("no_article", "no text was found in the page that reads as an article")
    body, apart = structure.with_captions(body, captions)
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
        captions=tuple(caption.text for caption in captions if caption.text not in apart),
        removed=(
            *((link, "related link") for link in links),
            *((text, "caption of another picture") for text in apart),
        ),
        found=statement.found,
    )
