"""Stories: which articles tell of the same event."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from headwater.article import article_id
from headwater.stories.linkage import average_linkage
from headwater.stories.story import Story
from headwater.stories.vectors import vectors, weighted, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Passage
    from headwater.article import Article
    from headwater.language.annotated import Annotated

__all__ = ["Story", "group"]

# Two groups of articles are one story when their articles are on average this alike (cosine).
LEAST_LIKENESS = 0.17
# An edge below this could not lift a mean over the bar in practice.
LEAST_EDGE = 0.03


def group(articles: Sequence[Annotated], passages: Sequence[Passage] = ()) -> tuple[Story, ...]:
    """Return the stories among `articles`, every article in exactly one, stories in order of their first article.

    `passages` are the stretches of prose that articles share, named among what holds a story together.
    """
    if not articles:
        return ()
    rows = vectors([one.article for one in articles])
    likeness = (rows @ rows.T).tocoo()
    edges = [
        (int(a), int(b), float(value))
        for a, b, value in zip(likeness.row, likeness.col, likeness.data, strict=True)
        if a < b and value >= LEAST_EDGE
    ]
    groups = average_linkage(len(articles), edges, LEAST_LIKENESS)
    return tuple(_story([articles[i] for i in members], passages) for members in groups)


def _story(members: list[Annotated], passages: Sequence[Passage]) -> Story:
    members.sort(key=lambda one: (one.article.published or "9999", one.article.outlet, one.article.id))
    articles = [one.article for one in members]
    # Anchored to the earliest article, so that later ones do not change it.
    return Story(
        id="s" + article_id(articles[0].id)[:11],
        title=_title(articles),
        articles=tuple(members),
        why=_why(articles, passages) if len(articles) > 1 else (),
    )


def _title(articles: list[Article]) -> str:
    """The headline that says most of what all tell: the one whose words weigh most over the story's articles."""
    told: Counter[str] = Counter()
    for article in articles:
        told.update(weighted(article).keys())

    def worth(article: Article) -> tuple[float, str]:
        own = {word for word in _title_words(article) if told[word] > 1 or len(articles) == 1}
        return (-sum(told[word] for word in own) / (len(_title_words(article)) + 3), article.id)

    named = [article for article in articles if article.title]
    if not named:
        return articles[0].text.split("\n", 1)[0][:120] or articles[0].outlet
    return min(named, key=worth).title or ""


def _title_words(article: Article) -> list[str]:
    """The content words of an article's headline, each once, in alphabetical order."""
    return sorted({word for word, _, _ in words(article.title or "")})


def _why(articles: list[Article], passages: Sequence[Passage]) -> tuple[str, ...]:
    spread: Counter[str] = Counter()
    for article in articles:
        spread.update(weighted(article).keys())
    shared = [word for word, n in sorted(spread.items(), key=lambda item: (-item[1], item[0])) if n == len(articles)]
    ids = {article.id for article in articles}
    copied = sum(1 for passage in passages if len({s.article for s in passage.spans} & ids) > 1)
    reasons = []
    if shared:
        reasons.append("all speak of " + ", ".join(shared[:8]))
    if copied:
        reasons.append(f"{copied} shared passages" if copied > 1 else "1 shared passage")
    return tuple(reasons)
