"""Propositions: what a parse says, clause by clause."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater import language
from headwater.article import Article, Block
from headwater.language.annotated import Annotated, Name, Sentence, Token
from headwater.language.propositions import find

RELATIONS = [
    "nsubj",
    "obj",
    "ccomp",
    "conj",
    "advcl",
    "acl:relcl",
    "xcomp",
    "det",
    "punct",
    "obl",
    "case",
    "dep",
    "aux",
]
KINDS = ["VERB", "NOUN", "PROPN", "PRON", "ADJ", "DET", "PUNCT", "ADP", "AUX", "CCONJ"]


def article(text):
    return Article(
        id="a", source="a.txt", record=None, outlet="A", publisher="A", title=None, byline=None, dateline=None,
        published=None, modified=None, language="en", url=None, text=text, blocks=(Block(0, len(text)),),
    )  # fmt: skip


def annotated(*rows, names=()):
    """Rows are (word, lemma, part of speech, relation, head in the sentence, from 0; its own at the root)."""
    tokens, at = [], 0
    for word, lemma, pos, dep, head in rows:
        tokens.append(Token(at, at + len(word), word, lemma, pos, "VBN" if dep == "acl" else "", dep, head))
        at += len(word) + 1
    text = " ".join(row[0] for row in rows)
    return Annotated(
        article=article(text), analysed=True, tokens=tuple(tokens),
        sentences=(Sentence(0, len(text), 0, len(tokens)),), names=names,
    )  # fmt: skip


def texts(given):
    return [given.article.text[p.start : p.end] for p in find(given)]


def roles(proposition):
    return [(a.role, a.head) for a in proposition.arguments]


SAID = (
    ("Mayor", "mayor", "NOUN", "compound", 1), ("Orlova", "Orlova", "PROPN", "nsubj", 2),
    ("said", "say", "VERB", "root", 2), ("nobody", "nobody", "PRON", "nsubj:pass", 5),
    ("was", "be", "AUX", "aux:pass", 5), ("hurt", "hurt", "VERB", "ccomp", 2),
    ("and", "and", "CCONJ", "cc", 7), ("thanked", "thank", "VERB", "conj", 2),
    ("crews", "crew", "NOUN", "obj", 7), (".", ".", "PUNCT", "punct", 2),
)  # fmt: skip


def test_a_sentence_with_three_facts_gives_three_propositions():
    found = texts(annotated(*SAID))
    assert found == ["Mayor Orlova said nobody was hurt", "nobody was hurt", "thanked crews"]


def test_the_subject_of_a_passive_is_its_object_and_a_missing_subject_is_borrowed():
    said, hurt, thanked = find(annotated(*SAID))
    assert roles(said) == [("subject", "orlova"), ("complement", "hurt")]
    assert roles(hurt) == [("object", "nobody")]
    assert roles(thanked) == [("subject", "orlova"), ("object", "crew")]


def test_nobody_negates():
    assert [p.negated for p in find(annotated(*SAID))] == [False, True, False]


def test_an_argument_that_is_a_name_carries_its_entity():
    name = Name(6, 12, "Orlova", "PER", "Vera Orlova")
    said = find(annotated(*SAID, names=(name,)))[0]
    assert said.arguments[0].entity == "Vera Orlova"


def test_what_is_planned_or_denied_is_not_asserted():
    planned = annotated(
        ("They", "they", "PRON", "nsubj", 1), ("plan", "plan", "VERB", "root", 1), ("to", "to", "PART", "mark", 3),
        ("visit", "visit", "VERB", "xcomp", 1), ("Lumen", "Lumen", "PROPN", "obj", 3),
    )  # fmt: skip
    assert [(p.predicate, p.modality) for p in find(planned)] == [("plan", "asserted"), ("visit", "planned")]
    denied = annotated(
        ("He", "he", "PRON", "nsubj", 1), ("denied", "deny", "VERB", "root", 1), ("he", "he", "PRON", "nsubj", 3),
        ("lied", "lie", "VERB", "ccomp", 1),
    )  # fmt: skip
    assert find(denied)[1].modality == "denied"


def test_a_relative_clause_speaks_of_its_noun():
    found = find(
        annotated(
            ("The", "the", "DET", "det", 1),
            ("ferry", "ferry", "NOUN", "nsubj", 4),
            ("which", "which", "PRON", "nsubj", 3),
            ("sank", "sink", "VERB", "acl:relcl", 1),
            ("carried", "carry", "VERB", "root", 4),
            ("coal", "coal", "NOUN", "obj", 4),
        )
    )
    assert ("subject", "ferry") in roles(found[1])


def test_a_heading_without_a_verb_is_one_proposition():
    assert texts(annotated(("Bridge", "bridge", "NOUN", "root", 0), ("news", "news", "NOUN", "dep", 0))) == [
        "Bridge news"
    ]


@st.composite
def parses(draw):
    size = draw(st.integers(1, 14))
    rows = [
        ("word", "word", draw(st.sampled_from(KINDS)), draw(st.sampled_from(RELATIONS)), draw(st.integers(0, size - 1)))
        for _ in range(size)
    ]
    return annotated(*rows)


@given(parses())
@settings(max_examples=300)
def test_any_parse_even_a_broken_one_is_covered_by_its_propositions(broken):
    found = find(broken)
    assert found
    assert find(replace(broken)) == found
    covered = set()
    for proposition in found:
        assert 0 <= proposition.start < proposition.end <= len(broken.article.text)
        covered.update(range(proposition.start, proposition.end))
    for token in broken.tokens:
        if token.pos not in {"PUNCT", "CCONJ"}:
            assert token.start in covered


def test_a_sentence_of_thousands_of_clauses_is_read():
    rows = [("go", "go", "VERB", "conj", max(0, index - 1)) for index in range(5000)]
    assert len(find(annotated(*rows))) == 5000


def test_every_quotation_of_many_is_seen_by_its_own_clauses():
    # Quotations closer together than any report has them: those read long before must not hide the clause's own.
    said = language.annotate(article("He said it rained. " * 90))
    assert len(said.quotations) == 90
    seen = [proposition.quotation for proposition in said.propositions]
    assert set(seen) == set(range(90))
