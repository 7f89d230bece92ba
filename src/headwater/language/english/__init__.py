"""English: words, sentences, parses and names of an article, by the shipped model or another spaCy pipeline."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from headwater.article import Article
    from headwater.language.annotated import Annotated


class Pipeline(Protocol):
    """Whatever turns an article into tokens, sentences and names."""

    def parse(self, article: Article) -> Annotated:
        """Return `article` with its tokens, sentences and names."""


@lru_cache(maxsize=4)
def load(name: str | None = None) -> Pipeline:
    """Return the shipped English pipeline, or the installed spaCy pipeline called `name`.

    A pipeline is loaded once per process. Raises `LookupError`, with the mend, where no such pipeline is installed.
    """
    if name is not None:
        from headwater.language.english.foreign import Foreign  # noqa: PLC0415 - spaCy takes long to import

        return Foreign(name)
    from headwater.language.english.native import Native  # noqa: PLC0415 - loads NumPy

    return Native(files(__package__) / "model")
