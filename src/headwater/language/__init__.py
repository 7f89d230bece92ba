"""What an article says, in spans: words, sentences, names, quotations, moments, figures and propositions."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module, util
from typing import TYPE_CHECKING, Any

from headwater.language import beside

if TYPE_CHECKING:
    from headwater.article import Article
    from headwater.language.annotated import Annotated
    from headwater.language.english import Pipeline

# The order matters: each reader sees what the ones before it found.
READERS = ("quotations", "moments", "figures", "propositions")


def annotate(article: Article, pipeline: Pipeline | None = None) -> Annotated:
    """Return `article` with everything that was understood in it.

    `pipeline` is what `english.load` gives (the shipped model by default, loaded once per process). An article in a
    language that the pipeline does not know comes back with `analysed=False`, its tokens and its sentences. Captions
    are read too, apart from the report.
    """
    if pipeline is None:
        from headwater.language import english  # noqa: PLC0415 - the model is loaded only where it is needed

        pipeline = english.load()
    parse = pipeline.parse
    return beside.read(article, lambda part: _understood(parse(part)))


def _understood(annotated: Annotated) -> Annotated:
    if not annotated.analysed:
        return annotated
    for reader in READERS:
        find = _reader(reader)
        if find is not None:
            changes: dict[str, Any] = {reader: find(annotated)}
            annotated = replace(annotated, **changes)
    return annotated


def _reader(name: str) -> Any:  # noqa: ANN401 - each reader yields records of its own
    qualified = f"{__name__}.{name}"
    if util.find_spec(qualified) is None:
        return None
    return getattr(import_module(qualified), "find", None)
