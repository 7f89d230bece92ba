"""An annotated article from bare text, for benchmarks whose sets hold text alone.

The shipped pipeline parses where it loads; where its model is not built, a split by surface serves.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from headwater.article import Article, article_id
from headwater.language.annotated import Annotated, Sentence, Token


@functools.cache
def pipeline() -> Any:  # noqa: ANN401 - another room's class, or None where its model is not built
    """Return the shipped English pipeline, None where it does not load."""
    try:
        from headwater.language import english  # noqa: PLC0415 - its absence must not break the benchmark

        return english.load()
    except Exception as reason:  # noqa: BLE001 - whatever keeps the model from loading, the surface split serves
        print(f"(surface split only: {reason})")
        return None


def article(text: str, published: str | None = None) -> Article:
    """Return an article of `text`."""
    return Article(
        id=article_id(text), source="benchmark", record=None, outlet="benchmark", publisher="benchmark", title=None,
        byline=None, dateline=None, published=published, modified=None, language="en", url=None, text=text,
    )  # fmt: skip


def annotate(text: str, published: str | None = None) -> Annotated:
    """Return `text` parsed by the shipped pipeline, or split by surface without one."""
    loaded = pipeline()
    if loaded is not None:
        return loaded.parse(article(text, published))  # type: ignore[no-any-return] # see pipeline()
    return split(text, published)


def split(text: str, published: str | None = None) -> Annotated:
    """Return `text` split into words and sentences by surface alone."""
    tokens = [
        Token(m.start(), m.end(), m[0], m[0].lower(), "", "", "", index)
        for index, m in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    ]
    sentences, first = [], 0
    for index, token in enumerate(tokens):
        last = index + 1 == len(tokens)
        if last or (token.text in ".!?" and tokens[index + 1].text[0].isupper()):
            sentences.append(Sentence(tokens[first].start, token.end, first, index + 1))
            first = index + 1
    return Annotated(article(text, published), True, tuple(tokens), tuple(sentences))  # noqa: FBT003 - the record's order
