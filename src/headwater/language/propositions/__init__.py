"""Propositions: the clause-sized assertions of an article, read off its Universal Dependencies parse."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from headwater.language.annotated import Proposition
from headwater.language.propositions.arguments import Arguments
from headwater.language.propositions.clauses import clauses
from headwater.language.propositions.modality import modality, negated

if TYPE_CHECKING:
    from headwater.article import Span
    from headwater.language.annotated import Annotated, QuotationMention

__all__ = ["find"]


def find(annotated: Annotated) -> tuple[Proposition, ...]:
    """Return the propositions of `annotated`, in reading order; every sentence that holds a word has at least one.

    A proposition's span is one stretch: it holds the clauses that depend on it as complements or relative clauses,
    and leaves out coordinated and adverbial ones at its edges, which are propositions of their own. Roles are those
    of the deed, not of the grammar: the subject of a passive is its "object", its agent the "subject"; a clause
    without a subject of its own ("and fled", "to flee") has that of the clause it depends on.
    The clause types are those of Universal Dependencies (de Marneffe et al. 2021).
    """
    found: list[Proposition] = []
    arguments = Arguments(annotated)
    quoted = _Quoted(annotated.quotations)
    for number, sentence in enumerate(annotated.sentences):
        for clause in clauses(annotated.tokens, sentence):
            head = annotated.tokens[clause.head]
            found.append(
                Proposition(
                    start=clause.span.start,
                    end=clause.span.end,
                    sentence=number,
                    predicate=clause.predicate,
                    predicate_span=clause.predicate_span,
                    arguments=arguments.of(clause),
                    negated=negated(annotated.tokens, clause),
                    modality=modality(annotated.tokens, clause, sentence),
                    quotation=quoted.at(head.start, head.end),
                )
            )
    return tuple(sorted(found, key=_order))


def _order(proposition: Proposition) -> tuple[int, int, int]:
    return (proposition.start, -proposition.end, proposition.predicate_span.start)


class _Quoted:
    """Which quotation a word stands in, or is the cue of."""

    def __init__(self, quotations: tuple[QuotationMention, ...]) -> None:
        stretches: list[tuple[Span, int]] = []
        for number, quotation in enumerate(quotations):
            stretches.extend((piece, number) for piece in quotation.pieces)
            if quotation.cue is not None:
                stretches.append((quotation.cue, number))
        self._stretches = sorted(stretches, key=lambda item: (item[0].start, item[0].end, item[1]))
        self._starts = [span.start for span, _ in self._stretches]

    def at(self, start: int, end: int) -> int | None:
        """Return the index of the innermost quotation around the characters `start` to `end`, if any."""
        best: tuple[int, int] | None = None
        upto = bisect_right(self._starts, start)
        for span, number in self._stretches[max(0, upto - MOST_NEAR) : upto]:
            if end <= span.end and (best is None or len(span) < best[0]):
                best = (len(span), number)
        return None if best is None else best[1]


# Stretches looked at for one word, the last that begin before it.
MOST_NEAR = 16
