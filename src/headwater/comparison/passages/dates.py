"""Which of several articles was published first, where their times decide it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.article import Article


def earlier(one: str, other: str) -> bool:
    """Tell whether the ISO 8601 date or time `one` is certainly before `other`.

    Two times with their zones are compared to the second, two without to the second as well; where only one of them
    has a time or a zone, the days as written decide. Midnight is how a day without a time is written.
    """
    try:
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    except ValueError:
        return False
    timed = all(len(text) > 10 and when.time() != time.min for text, when in ((one, first), (other, second)))
    if timed and first.tzinfo and second.tzinfo:
        return first.astimezone(UTC) < second.astimezone(UTC)
    if timed and not first.tzinfo and not second.tzinfo:
        return first < second
    return first.date() < second.date()


def first_of(articles: Sequence[Article]) -> Article | None:
    """Return the article that is certainly earlier than all the others, None where times are equal or missing."""
    dated = [(a.published, a) for a in articles]
    for published, article in dated:
        rest = [other for when, other in dated if other is not article and when]
        if not published or len(rest) < len(articles) - 1:
            continue
        if all(earlier(published, other.published or "") for other in rest):
            return article
    return None
