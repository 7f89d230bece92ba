"""What a page says about itself: JSON-LD first, then OpenGraph and meta tags, then what the page shows.

The order follows Fundus and the practice of search engines: publishers keep JSON-LD for machines, and keep it right.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from headwater.article import Found
from headwater.reading.formats.fields import people, safe_url, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|BackgroundNews|LiveBlog|Blog|Review)?(?:Article|Posting)\Z"
)
_LONGEST_JSON = 1_000_000
_MOST_SCRIPTS = 40
_MOST_NODES = 2_000
# Field, then the names of meta tags (property, name or itemprop) that state it, best first.
_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "byline": ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "twitter:creator"),
    "published": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "date",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "lastmod"),
    "language": ("dc.language", "language", "content-language"),
    "url": ("og:url", "twitter:url"),
}
_LD: dict[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "outlet": ("publisher", "sourceOrganization"),
    "byline": ("author", "creator"),
    "published": ("datePublished", "dateCreated"),
    "modified": ("dateModified",),
    "language": ("inLanguage",),
    "url": ("url", "mainEntityOfPage"),
}
_DATED = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\D{1,6}\w{2,12}\D{1,4}\d{2,4}|\w{3,12}\.? \d{1,2},? \d{4}")
# An account or a page of a person or an outlet, not their name.
_ACCOUNT = re.compile(r"https?://|www\.|@|/|\w{0,9}admin(?:istrator)?\Z|webmaster\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_]\w{1,8})*\Z")
_LONGEST_VALUE = 2_000
_SEPARATED = re.compile(r"(?<!\s)\s++[|–—·•»-]\s+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states, each with how it was found."""

    values: Mapping[str, str]
    found: tuple[Found, ...]

    def get(self, field: str) -> str | None:
        """Return what is stated of `field`, None where nothing is."""
        return self.values.get(field)


def stated(tree: Any, markup: str) -> Stated:  # noqa: ANN401 -- an lxml tree, which has no types
    """Return what the page says of title, outlet, byline, dates, language and address.

    `tree` is the page as lxml has it, `markup` the page as text (htmldate looks there for a date that nothing states).
    """
    values: dict[str, str] = {}
    found: list[Found] = []

    def take(field: str, value: str | None, by: str) -> None:
        value = _checked(field, value)
        if value and field not in values:
            values[field] = value
            found.append(Found(field, by))

    for node in _json_ld(tree):
        for field, names in _LD.items():
            for name in names:
                take(field, _ld_value(field, node.get(name)), f"JSON-LD {name}")
    metas = _meta_tags(tree)
    for field, names in _META.items():
        for name in names:
            take(field, metas.get(name), f"meta {name}")
    _shown(tree, take)
    if "published" not in values:
        take("published", _searched_date(tree, markup), "htmldate")
    _prefer_host(values, found, metas.get("og:site_name"))
    if title := values.get("title"):
        values["title"] = _without_outlet(title, values.get("outlet"))
    return Stated(values, tuple(found))


def _prefer_host(values: dict[str, str], found: list[Found], site: str | None) -> None:
    """Take the site's name for the outlet where that fits the address and the stated publisher does not.

    On pages with an agency's report the publisher in JSON-LD is at times the agency, and the outlet's own news desk at
    others.
    """
    site, outlet = _checked("outlet", site), values.get("outlet")
    host = re.sub(r"\Awww\.", "", urlsplit(values.get("url", "")).hostname or "")
    if not (site and outlet and host) or _names_host(outlet, host) or not _names_host(site, host):
        return
    values["outlet"] = site
    found[:] = [Found("outlet", "meta og:site_name") if entry.field == "outlet" else entry for entry in found]


def _names_host(name: str, host: str) -> bool:
    """Tell whether a name, or its initials, stand in a host's name."""
    words = re.findall(r"\w+", name.casefold())
    letters, initials = "".join(words), "".join(word[0] for word in words)
    label = re.sub(r"\W", "", host.rpartition(".")[0].rpartition(".")[2])
    return (len(label) > 1 and (label in letters or label in {initials, initials.removeprefix("t")})) or (
        len(letters) > 3 and letters in re.sub(r"\W", "", host)
    )


def _shown(tree: Any, take: Any) -> None:  # noqa: ANN401 -- an lxml tree and a local function
    """Take what stands in the page's own elements."""
    take("url", next(iter(tree.xpath("//link[@rel='canonical']/@href")), None), "link canonical")
    for element in tree.xpath("//time[@datetime][@itemprop='datePublished' or @pubdate]")[:1]:
        take("published", element.get("datetime"), "time datePublished")
    for element in tree.xpath("//*[@itemprop='datePublished'][@content]")[:1]:
        take("published", element.get("content"), "itemprop datePublished")
    for element in tree.xpath("//a[@rel='author']")[:1]:
        take("byline", " ".join(element.text_content().split()), "link author")
    headings = [" ".join(element.text_content().split()) for element in tree.xpath("//h1")[:3]]
    if len([heading for heading in headings if heading]) == 1:
        take("title", next(heading for heading in headings if heading), "heading h1")
    take("title", next(iter(tree.xpath("//head/title/text()")), None), "title")
    take("language", next(iter(tree.xpath("/html/@lang")), None), "html lang")
    take("language", next(iter(tree.xpath("//meta[@property='og:locale']/@content")), None), "meta og:locale")


def _json_ld(tree: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 -- an lxml tree, which has no types
    """Yield the articles that the page's JSON-LD describes, those with a headline first."""
    nodes: list[Mapping[str, Any]] = []
    for script in tree.xpath("//script[@type='application/ld+json']")[:_MOST_SCRIPTS]:
        written = (script.text or "").strip().removesuffix(";")
        if not written or len(written) > _LONGEST_JSON:
            continue
        try:
            nodes += _nodes(json.loads(written, strict=False))
        except (ValueError, RecursionError):
            continue
    articles = [node for node in nodes if any(_ARTICLE_TYPES.match(kind) for kind in _types(node))]
    yield from sorted(articles, key=lambda node: "headline" not in node)[:1]


def _nodes(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 -- JSON
    nodes: list[Mapping[str, Any]] = []
    waiting = [value]
    while waiting and len(nodes) < _MOST_NODES:
        entry = waiting.pop(0)
        if isinstance(entry, list):
            waiting += entry[:_MOST_NODES]
        elif isinstance(entry, dict):
            nodes.append(entry)
            waiting += [entry[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in entry]
    return nodes


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _ld_value(field: str, value: object) -> str | None:
    if field == "url" and isinstance(value, dict):
        value = value.get("@id")
    shown = people(value) if field == "byline" else short(value)
    return html.unescape(shown) if shown else None


def _meta_tags(tree: Any) -> dict[str, str]:  # noqa: ANN401 -- an lxml tree, which has no types
    """Return the meta tags' contents by their lower-case name, the first of each; several authors joined."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if not name or not content:
            continue
        key = name.strip().casefold()
        if key not in metas:
            metas[key] = content
        elif key in {"author", "article:author"} and content not in metas[key] and len(metas[key]) < 500:
            metas[key] += f", {content}"
    return metas


def _checked(field: str, value: str | None) -> str | None:
    """Return the value where it can be what the field is for."""
    value = " ".join((value or "").replace("\0", "").split())
    if not value or len(value) > _LONGEST_VALUE:
        return None
    if field == "url":
        return safe_url(value)
    if field in {"byline", "outlet"}:
        # Some sites put a slogan behind their name.
        name = _SEPARATED.split(value)[0] if field == "outlet" else value
        return None if _ACCOUNT.match(name) else name
    if field in {"published", "modified"}:
        return value if _DATED.search(value) else None
    return value if field != "language" or _LANGUAGE.match(value) else None


def _without_outlet(title: str, outlet: str | None) -> str:
    """Return a title without the outlet's name that many pages put behind it."""
    parts = list(_SEPARATED.finditer(title))
    if not parts or not outlet:
        return title
    last = parts[-1]
    if title[last.end() :].casefold().replace(" ", "") in {
        outlet.casefold().replace(" ", ""),
        f"the{outlet.casefold()}",
    }:
        return title[: last.start()]
    return title


def _searched_date(tree: Any, markup: str) -> str | None:  # noqa: ANN401 -- an lxml tree, which has no types
    """Return the date that htmldate finds without guessing from any text of the page."""
    from htmldate import find_date  # noqa: PLC0415 -- slow to import

    if len(markup) > _LONGEST_JSON * 3:
        return None
    try:
        date: str | None = find_date(tree, original_date=True, extensive_search=False)
    except Exception:  # noqa: BLE001 -- a page that breaks htmldate is a page without a date
        return None
    return date
