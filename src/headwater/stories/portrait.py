"""What a story is called, and what holds it together, in words that a reader accepts."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from headwater.article import article_id
from headwater.stories.story import Story
from headwater.stories.vectors import READ_CHARACTERS, weighted
from headwater.stories.words import WORD, content_words, normal, rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Passage
    from headwater.article import Article
    from headwater.language.annotated import Annotated

NAMED_WORDS = 8
POSSESSIVE = re.compile("['’]s$", re.IGNORECASE)
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
    """Return what the articles have in common: names and words that tell the story, their days, their shared prose."""
    weights = [weighted(article) for article in articles]
    told = Counter(word for one in weights for word in one)
    # A word stands for a story as an article's vector has it: by how often and where it is used, and how rare it is.
    worth = {
        word: rarity(word) * sum(1 + math.log(max(one[word], 1.0)) for one in weights if word in one)
        for word, n in told.items()
        if n > len(articles) / 2 and n > 1
    }
    chosen = sorted(worth, key=lambda word: (-worth[word], word))[:NAMED_WORDS]
    written = _written(articles, frozenset(chosen))
    reasons = []
    for verb, words in (
        ("name", [w for w in chosen if not written[w].islower() and not w[0].isdigit()]),
        ("speak of", [w for w in chosen if written[w].islower() or w[0].isdigit()]),
    ):
        if words:
            everywhere = all(told[word] == len(articles) for word in words)
            reasons.append(f"{'all' if everywhere else 'most'} {verb} {', '.join(written[word] for word in words)}")
    days = sorted({article.published[:10] for article in articles if article.published})
    if days:
        reasons.append(f"published on {days[0]}" if len(days) == 1 else f"published from {days[0]} to {days[-1]}")
    ids = {article.id for article in articles}
    copied = sum(1 for passage in passages if len({span.article for span in passage.spans} & ids) > 1)
    if copied:
        reasons.append(f"{copied} stretch{'es' if copied > 1 else ''} of prose in common")
    return tuple(reasons)


def _written(articles: Sequence[Article], words: frozenset[str]) -> dict[str, str]:
    """How each word mostly stands in the articles' texts: "Lerwick", "NATO", "ferry"."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for text in (article.text[:READ_CHARACTERS], article.title or ""):
            for match in WORD.finditer(text):
                word = normal(match[0])
                if word in words:
                    forms[word][POSSESSIVE.sub("", match[0])] += 1
    return {
        word: min(found, key=lambda form: (-found[form], not form.islower(), form)) for word, found in forms.items()
    }
