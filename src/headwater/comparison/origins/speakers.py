"""Who is said to have said it: a report's attribution, and when two attributions name the same speaker."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import TYPE_CHECKING

from headwater.account import Attribution
from headwater.comparison.origins.naming import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.comparison.aligned import Mention
    from headwater.language.annotated import Annotated, QuotationMention

_COVERED = 0.5
# So many words in a row nobody else says the same way.
_RUN = 7
_WORD = re.compile(r"[^\W_]+")
_SPEAKS_FOR = re.compile(
    r"(?:an? |the )?(?:\w+ )?(?:spokes(?:man|woman|person|people)|statement|representative) (?:for|of|from|by) "
    r"(?P<for>\S.*)"
    r"|(?P<whose>\S.*?)(?:['’]s?)? (?:spokes(?:man|woman|person|people)|statement)",
    re.IGNORECASE,
)
_AUTHORS = frozenset({"i", "we"})
# Rules that find what somebody wants, does or feels about a thing ("praised the talks", "asked for silence"): the
# outlet itself asserts that, and nobody else answers for it.
_ATTITUDES = frozenset({"stance", "infinitive", "preposition", "asking"})


@functools.cache
def _unnamed() -> frozenset[str]:
    path = resources.files("headwater.comparison.origins") / "data" / "unnamed.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def quotation_of(mention: Mention, annotated: Annotated) -> QuotationMention | None:
    """Return the quotation that a mention stands in or reports, None where it is the outlet's own assertion."""
    number = mention.proposition.quotation
    if number is not None and number < len(annotated.quotations) and _asserts(annotated.quotations[number]):
        return annotated.quotations[number]
    length = mention.end - mention.start
    for quotation in annotated.quotations:
        if not _asserts(quotation):
            continue
        covered = min(mention.end, quotation.end) - max(mention.start, quotation.start)
        if covered > 0 and covered >= _COVERED * length:
            return quotation
    return None


def _asserts(quotation: QuotationMention) -> bool:
    # 'described him as a “lone wolf”': whoever has the words has them from there.
    return quotation.rule not in _ATTITUDES or (quotation.rule == "stance" and quotation.kind == "mixed")


def attribution(mention: Mention, annotated: Annotated) -> Attribution | None:
    """Return to whom a mention is attributed, None where the outlet asserts it itself."""
    quotation = quotation_of(mention, annotated)
    if quotation is None or (quotation.speaker is None and quotation.cue is None):
        return None
    if quotation.source and quotation.source.of(annotated.article.text).lower() in _AUTHORS:
        # "We all know that ..." outside quotation marks: the outlet itself speaks.
        return None
    cue = quotation.cue.of(annotated.article.text) if quotation.cue else None
    return Attribution(quotation.speaker, cue, quotation.kind)


def quoted_runs(mention: Mention, annotated: Annotated) -> frozenset[tuple[str, ...]]:
    """Return the runs of words that a mention gives as somebody's own: who gives the same ones has them from there."""
    text = annotated.article.text
    found: set[tuple[str, ...]] = set()
    for quotation in annotated.quotations:
        if quotation.kind == "indirect" or quotation.start >= mention.end or quotation.end <= mention.start:
            continue
        for piece in quotation.pieces:
            words = _WORD.findall(text[max(piece.start, mention.start) : min(piece.end, mention.end)].lower())
            found.update(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return frozenset(found)


_NO_BODIES = frozenset("a an the his her its their our another one".split())  # noqa: SIM905


def _body(name: str) -> str:
    """Return whom "a spokesman for Norda" and "Norda's spokeswoman" speak for, any other description as it is."""
    match = _SPEAKS_FOR.fullmatch(name.strip())
    body = (match["for"] or match["whose"]) if match else name
    return name if body.lower() in _NO_BODIES else body


def same(one: str, other: str) -> bool:
    """Tell whether two descriptions name one speaker: equal, or one a shorter form of the other.

    Whoever speaks for a body speaks its words.
    """
    ours, theirs = words(_body(one)).split(), words(_body(other)).split()
    if ours == theirs:
        return bool(ours)
    short, long = sorted((ours, theirs), key=len)
    named = [word for word in short if word not in _unnamed()]
    return bool(named) and set(named) <= set(long) and short[-1] == long[-1] and named[-1] == short[-1]


def one_speaker(attributions: Sequence[Attribution | None], articles: Sequence[str]) -> str | None:
    """Return the fullest name of the one speaker on whose word every article has a claim, else None.

    `attributions` and `articles` run in step, one for each report. An article that also states the claim without
    saying from whom has it from that speaker nevertheless, where it names that speaker elsewhere and nobody else.
    """
    named = [a.speaker for a in attributions if a is not None and a.speaker]
    if not named:
        return None
    fullest = max(named, key=lambda name: (len(words(name)), name))
    having = {article for a, article in zip(attributions, articles, strict=True) if a is not None and a.speaker}
    if having != set(articles) or not all(same(name, fullest) for name in named):
        return None
    return fullest
