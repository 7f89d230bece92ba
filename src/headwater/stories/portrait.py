"""What a story is called, and what holds it together, in words that a reader accepts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from headwater.article import article_id
from headwater.stories.story import Story
from headwater.stories.vectors import weighted
from headwater.stories.words import content_words, rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Passage
    from headwater.article import Article
    from headwater.language.annotated import Annotated

NAMED_WORDS = 8
# A headline longer than this is weighed down: it is often a headline and a site's name, or two headlines.
HEADLINE_WORDS = 14


def story(members: Sequence[Annotated], passages: Sequence[Passage]) -> Story:
    """Return the story of articles that are already in order of publication."""
    articles = [one.article for one in members]
    # Anchored to the earliest article, so that later ones do not change it.
    return Story(
        id="s" + article_id(articles[0].id)[:11],
        title=title(articles),
        articles=tuple(members),
        why=why(articles, passages) if len(articles) > 1 else (),
    )


def title(articles: Sequence[Article]) -> str:
    """Return the headline whose words most of the articles use, the earlier one of equals."""
    named = [article for article in articles if article.title]
    if not named:
        return articles[0].text.split("\n", 1)[0][:120] or articles[0].outlet
    told = Counter(word for article in articles for word in weighted(article))

    def worth(article: Article) -> float:
        own = sorted({word for word, _, _ in content_words(article.title or "")})
        return sum((told[word] / len(articles)) * rarity(word) for word in own) / max(len(own), HEADLINE_WORDS // 2)

    return max(named, key=worth).title or ""


def why(articles: Sequence[Article], passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return what the articles have in common: their most telling shared words, their days, their shared prose."""
    told = Counter(word for article in articles for word in weighted(article))
    most = max(told.values())
    shared = [word for word, n in told.items() if n > len(articles) / 2 and n > 1]
    shared.sort(key=lambda word: (-told[word] / most * rarity(word), word))
    reasons = []
    if shared:
        everywhere = all(told[word] == len(articles) for word in shared[:NAMED_WORDS])
        reasons.append(f"{'all' if everywhere else 'most'} speak of {', '.join(shared[:NAMED_WORDS])}")
    days = sorted({article.published[:10] for article in articles if article.published})
    if days:
        reasons.append(f"published on {days[0]}" if len(days) == 1 else f"published from {days[0]} to {days[-1]}")
    ids = {article.id for article in articles}
    copied = sum(1 for passage in passages if len({span.article for span in passage.spans} & ids) > 1)
    if copied:
        reasons.append(f"{copied} stretch{'es' if copied > 1 else ''} of prose in common")
    return tuple(reasons)
