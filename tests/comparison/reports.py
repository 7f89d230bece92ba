"""Articles, mentions and stories for the tests of passages and origins, made of invented text."""

from __future__ import annotations

from headwater.article import Article, Block, Credit, Span, article_id
from headwater.comparison.aligned import Aligned, Mention
from headwater.language.annotated import Annotated, Proposition, QuotationMention, Sentence
from headwater.stories.story import Story


def report(outlet, text, *, published=None, publisher=None, credited=(), quotations=(), caption=None):
    article = Article(
        id=article_id(outlet, text),
        source=f"{outlet}.txt",
        record=None,
        outlet=outlet,
        publisher=publisher or outlet,
        title=None,
        byline=None,
        dateline=None,
        published=published,
        modified=None,
        language="en",
        url=None,
        text=text,
        credits=tuple(credited),
        blocks=() if caption is None else tuple(_blocks(text, caption)),
    )
    return Annotated(article, analysed=True, quotations=tuple(quotations))


def _blocks(text, caption):
    at = 0
    for piece in text.split("\n\n"):
        yield Block(at, at + len(piece), "caption" if piece == caption else "paragraph")
        at += len(piece) + 2


def credit(text, words, origin, *, whole=False, closing=False, kind="wire"):
    start = text.index(words)
    return Credit(origin, kind, start, start + len(words), "text", whole or closing, closing)


def quotation(text, words, speaker, cue="said", kind="indirect"):
    start = text.index(words)
    place = text.index(cue)
    span = Span(start, start + len(words))
    return QuotationMention(
        span.start, span.end, kind, (span,), Span(place, place + len(cue)), None, speaker, (), "test", 1.0
    )


def mention(annotated, words):
    text = annotated.article.text
    start = text.index(words)
    end = start + len(words)
    proposition = Proposition(
        start, end, 0, "be", Span(start, start), (), negated=False, modality="asserted", quotation=None
    )
    return Mention(annotated.article.id, start, end, 10**6, proposition)


def claim(*mentions, name="c1"):
    return Aligned(name, tuple(mentions), 0, 1.0, ("test",))


def story(*reports):
    return Story("s1", "A story", tuple(reports))


def with_sentences(annotated, *sentences):
    text = annotated.article.text
    spans = tuple(Sentence(text.index(s), text.index(s) + len(s), 0, 0) for s in sentences)
    return Annotated(annotated.article, annotated.analysed, sentences=spans, quotations=annotated.quotations)
