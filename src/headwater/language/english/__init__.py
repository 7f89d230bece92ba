"""English: words, sentences, parses and names of an article, by the shipped model or another spaCy pipeline."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from headwater.article import Article
    from headwater.language.annotated import Annotated
    from headwater.language.english.native import Native


class Pipeline(Protocol):
    """Whatever turns an article into tokens, sentences and names."""

    def parse(self, article: Article) -> Annotated:
        """Return `article` with its tokens, sentences and names."""


def load(name: str | None = None, *, encoder: bool = False) -> Pipeline:
    """Return the shipped English pipeline, or the installed spaCy pipeline called `name`.

    With `encoder`, the shipped pipeline's names are read by the package `headwater-encoder` where that is installed. A
    pipeline is loaded once per process. Raises `LookupError`, with the mend, where no such pipeline is installed.
    """
    if name is not None:
        return _foreign(name)
    from headwater.language.english import namer  # noqa: PLC0415 - as below

    found = namer.load() if encoder else None
    return _native() if found is None else _native().named_by(found)


@lru_cache(maxsize=4)
def _foreign(name: str) -> Pipeline:
    from headwater.language.english.foreign import Foreign  # noqa: PLC0415 - spaCy takes long to import

    return Foreign(name)


@lru_cache(maxsize=1)
def _native() -> Native:
    from headwater.language.english.native import Native  # noqa: PLC0415 - loads NumPy

    return Native(files(__package__) / "model")
