"""All readers one after the other, over any text; and an article in another language, of which nothing is read."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made import article

from headwater.language import annotate

PIECES = st.sampled_from(
    [
        "Ann Bo", "Port Calder", "the coast guard", "he", "she", "said", "told", "that", "according to", "was", "3",
        "1,200", "$4.5", "million", "%", "people", "on Tuesday", "May 3, 2019", "last year", "two", "dozens of", "not",
        "and", "to", "“", "”", '"', "'", "’s", "(", ")", ",", ".", "?", "—", ":", "\n\n", "…", "é", "北京", "\u0301",
        "Mr.", "U.S.",
    ]
)  # fmt: skip
GERMAN = (
    "Der Frachter ist am Dienstag vor der Insel auf Grund gelaufen, wie die Küstenwache am Abend mitteilte. Alle "
    "Seeleute wurden mit einem Hubschrauber gerettet und in ein Krankenhaus auf dem Festland gebracht."
)


def inside(text, things):
    """Assert that the things lie in the text, each with some of it, in reading order."""
    assert all(0 <= t.start < t.end <= len(text) for t in things)
    assert all(a.start <= b.start for a, b in pairwise(things))


@given(st.lists(PIECES, max_size=40).map(" ".join))
@example("\u0301 \u0301")
@settings(max_examples=60, deadline=None)
def test_whatever_is_read_lies_in_the_text_in_order(text):
    found = annotate(article(text, "Echo"))
    for things in (
        found.tokens,
        found.sentences,
        found.names,
        found.quotations,
        found.figures,
        found.moments,
        found.propositions,
    ):
        inside(text, things)
    for quotation in found.quotations:
        inside(text, quotation.pieces)
        inside(text, [span for span in (quotation.cue, quotation.source) if span is not None][:1])
    for proposition in found.propositions:
        inside(text, [proposition.predicate_span])
        assert all(0 <= a.start < a.end <= len(text) for a in proposition.arguments)
    for figure in found.figures:
        assert figure.what_span is None or 0 <= figure.what_span.start < figure.what_span.end <= len(text)


@pytest.mark.parametrize("language", ["de", None])
def test_nothing_is_read_of_another_language(language):
    found = annotate(article(GERMAN, "Inselbote", language=language))
    assert not found.analysed
    assert len(found.sentences) == 2
    for nothing in (found.names, found.quotations, found.figures, found.moments, found.propositions):
        assert nothing == ()
    assert {t.pos for t in found.tokens} == {"X"}
