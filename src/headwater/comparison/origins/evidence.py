"""Evidence in words a reader accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.comparison.origins.context import Context, whole_credits
from headwater.comparison.origins.naming import in_words, key, listed, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.account import Passage, Place
    from headwater.article import Article, Credit

OWN = "no other origin is shown"
_NAMED = 3
"""Of more outlets than this a sentence names the first and counts the rest."""


def outlets(articles: Sequence[Article]) -> str:
    """Return the names of the outlets of `articles`, the first few and the number of the rest."""
    names = list(dict.fromkeys(a.outlet for a in articles))
    if len(names) > _NAMED:
        rest = len(names) - _NAMED
        return f"{', '.join(names[:_NAMED])} and {rest} other{'s' if rest > 1 else ''}"
    return listed(names)


def _verb(verb: str, articles: Sequence[Article]) -> str:
    return verb if len({a.outlet for a in articles}) > 1 else f"{verb}s"


def shared(passage: Passage, span: Place, others: Sequence[Place], known: Context, cited: str | None = None) -> str:
    """Say which outlets have the same words and where they are from; `cited` is whom they cite at the place."""
    count = len(known.article(span.article).text[span.start : span.end].split())
    articles = [known.article(s.article) for s in others]
    same = f"same {count} words as" if passage.grade == "verbatim" else f"{count} words lightly rewritten, as in"
    text = f"{same} {outlets(articles)}"
    crediting = [a for a in articles if any(key(c.origin) == key(passage.origin or "") for c in whole_credits(a))]
    if cited and (passage.origin is None or passage.origin in known.articles):
        return f"{text}, which {_verb('cite', articles)} {in_words(cited)}"
    if passage.origin in known.articles:
        first = known.article(passage.origin)
        # A date tells which is earlier, not who copied whom.
        return f"{text}; {first.outlet if first.id != span.article else 'this article'} is the earliest of them"
    if crediting:
        verb = _verb("credit", crediting)
        who = f"which {verb}" if len(crediting) == len(articles) else f"of which {outlets(crediting)} {verb}"
        return f"{text}, {who} {in_words(passage.origin or '')}"
    if passage.origin:
        return f"{text}; this article credits {in_words(passage.origin)}"
    return f"{text}; which was first cannot be told"


def origin_name(passage: Passage, known: Context) -> str:
    """Return the name of a passage's origin: an agency, an outlet, or the outlets between which it is undecided."""
    if passage.origin in known.articles:
        return known.article(passage.origin).outlet
    if passage.origin:
        return passage.origin
    names = sorted({known.article(s.article).outlet for s in passage.spans if s.article in known.articles})
    if len(names) > _NAMED:
        return f"one of {len(names)} outlets"
    return one_of(names)


def citation(credit: Credit, article: Article) -> str:
    """Say that the report names its origin at the place."""
    words = article.text[credit.start : credit.end]
    said = "" if key(words) == key(credit.origin) else f': "{words}"'
    return f"cites {in_words(credit.origin)}{said}"


def credit(credits: Sequence[Credit]) -> str:  # noqa: A002 the word for it
    """Say whom the whole article credits; where a closing line does, that it is not said of this place."""
    names = listed([in_words(credit.origin) for credit in credits])
    closing = all(credit.closing for credit in credits)
    return f"the article, not this sentence, credits {names}" if closing else f"the article credits {names}"


def speaker(name: str, cue: str | None) -> str:
    """Say on whose word a report rests."""
    return f"on the word of {name}" + (f' ("{cue}")' if cue else "")


def publisher(article: Article, siblings: Sequence[Article]) -> str:
    """Say that other reports are by the same publisher."""
    others = [sibling for sibling in siblings if sibling.outlet != article.outlet]
    if not others:
        return f"{article.outlet} has it in another article as well"
    return f"published by {article.publisher}, as {outlets(others)}"


def elsewhere(articles: Sequence[Article]) -> str:
    """Say that an article shares prose with others, though not at this place."""
    return f"shares other prose with {outlets(articles)}"


def via(media: Sequence[str]) -> str:
    """Say through which media a quotation came."""
    return f"has the words from {listed([in_words(name) for name in media])}"
