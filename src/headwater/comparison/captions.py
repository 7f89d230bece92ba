"""Which places stand in pictures' captions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.article import Article

Captioned = Callable[[str, int], bool]


def of(articles: Iterable[Article]) -> Captioned:
    """Return what tells whether a character (article's id and offset) stands in a caption of one of `articles`."""
    known = {article.id: article.captions for article in articles}
    starts = {identifier: [block.start for block in blocks] for identifier, blocks in known.items()}

    def captioned(article: str, start: int) -> bool:
        at = bisect_right(starts.get(article, ()), start) - 1
        return at >= 0 and start < known[article][at].end

    return captioned
