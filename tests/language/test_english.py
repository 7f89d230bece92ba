"""The shipped English pipeline over text of our own."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.article import Article, Block
from headwater.language import annotate, english
from headwater.language.english.lemmas import Lemmas
from headwater.language.english.tokenizer import tokenize
from headwater.language.english.trees import tree
from headwater.language.plain import split
from headwater.language.sentences import dateline, firsts

np = pytest.importorskip("numpy")

NEWS = (
    "Defense Minister Arno Belzig said on Tuesday that Freedonia “will not stop.” He met Lindqvist in Oslo, the"
    " Northern Herald reported.\n\n"
    "Trade between the two countries rose to $240 billion in 2023, Belzig said. “Why now?” Lindqvist asked."
)


def article(text, language="en"):
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(start, start + len(part)))
        start += len(part) + 2
    return Article("1", "test", None, "T", "T", None, None, None, None, None, language, None, text, tuple(blocks))


def words(text):
    return [text[p.start : p.end] for p in tokenize(text)]


def sentences(text):
    return [text[s.start : s.end] for s in split(article(text)).sentences]


def check(annotated):
    """Assert what holds of every annotated article: spans in order and inside, one root a sentence, no cycle."""
    text, tokens = annotated.article.text, annotated.tokens
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert sum(len(t.text) for t in tokens) == sum(not c.isspace() for c in text) + sum(
        c.isspace() for t in tokens for c in t.text
    )
    place = 0
    for s in annotated.sentences:
        assert s.first == place
        assert (s.start, s.end) == (tokens[s.first].start, tokens[s.last - 1].end)
        place = s.last
        if annotated.analysed:
            roots = [i for i in range(s.first, s.last) if tokens[i].head == i]
            assert len(roots) == 1
            for i in range(s.first, s.last):
                steps = 0
                while tokens[i].head != i:
                    i = tokens[i].head  # noqa: PLW2901 - walking up
                    steps += 1
                    assert s.first <= i < s.last
                    assert steps <= s.last - s.first
    assert place == len(tokens)
    assert all(a.end <= b.start for a, b in pairwise(annotated.names))
    assert all(text[n.start : n.end] == n.text and n.text.strip() and n.entity for n in annotated.names)


def test_a_report_is_parsed():
    found = english.load().parse(article(NEWS))
    check(found)
    said = next(t for t in found.tokens if t.text == "said")
    assert (said.lemma, said.pos, said.tag, said.dep) == ("say", "VERB", "VBD", "root")
    subject = next(t for t in found.tokens if t.dep == "nsubj")
    assert found.tokens[subject.head].text == "said"
    stop = next(t for t in found.tokens if t.text == "stop")
    assert stop.dep == "ccomp"
    assert found.tokens[stop.head].text == "said"


def test_names_of_a_report_and_their_entities():
    found = english.load().parse(article(NEWS))
    entities = {(n.text, n.kind, n.entity) for n in found.names}
    assert ("Arno Belzig", "PER", "Arno Belzig") in entities
    assert ("Belzig", "PER", "Arno Belzig") in entities
    assert ("Oslo", "LOC", "Oslo") in entities
    assert not any(n.text in {"Defense", "Tuesday"} for n in found.names)


def test_sentences_of_a_report_end_after_the_closing_mark():
    found = english.load().parse(article(NEWS))
    texts = [NEWS[s.start : s.end] for s in found.sentences]
    assert texts[0].endswith("stop.”")
    assert texts[-1] == "“Why now?” Lindqvist asked."
    assert len(texts) == 4


def test_the_same_article_reads_the_same_whatever_was_read_before():
    pipeline = english.load()
    first = pipeline.parse(article(NEWS))
    pipeline.parse(article("Quite another report. It tells of a flood in a small town near the border."))
    assert pipeline.parse(article(NEWS)) == first


def test_annotate_keeps_what_the_pipeline_found():
    found = annotate(article(NEWS))
    assert found.names
    assert found.tokens
    check(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It can't, won't and didn't.", ["It", "ca", "n't", ",", "wo", "n't", "and", "did", "n't", "."]),
        ("Mr. Ode's plan cost $1.5bn.", ["Mr.", "Ode", "'s", "plan", "cost", "$", "1.5", "bn", "."]),
        ("U.S.-led non-profit talks", ["U.S.", "-", "led", "non-profit", "talks"]),
        ("a well-known, 10-year-old e-mail", ["a", "well", "-", "known", ",", "10", "-", "year", "-", "old", "e-mail"]),
        ("“No!” she said…", ["“", "No", "!", "”", "she", "said", "…"]),
        ("See https://example.org/a-b.", ["See", "https://example.org/a-b", "."]),
        ("At 7:30pm, 1,200 people", ["At", "7:30", "pm", ",", "1,200", "people"]),
        ("ODESSA, Tex. (XP) — A fire", ["ODESSA", ",", "Tex.", "(", "XP", ")", "—", "A", "fire"]),
        ("cannot", ["can", "not"]),
        ("the 1990s, the ’90s", ["the", "1990s", ",", "the", "’90s"]),
    ],
)
def test_tokens(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Dr. Ode met Gen. Aster.", "They spoke."],
        ["“We left.” She paused."[:10], "She paused."],
        ["It was built in the U.S. Congress paid."],
        ["It happened in the U.S.", "The court agreed."],
        ['"Will it hold?" Aster asked.', "Nobody knew."],
        ["They came at 5 p.m.", "Residents fled."],
        ["They came at 5 p.m. Tuesday.", "Residents fled."],
        ["They came at 5 p.m.", "A helicopter left."],
        ["They came at 5 p.m. EST.", "A helicopter left."],
        ["They came at 5 p.m. North Ostby time.", "A helicopter left."],
        ["John F. Ode spoke.", "He left."],
        ["Is it so?", "Yes!", "Well..."],
        ["He said (it was late.)", "Then he left."],
        ["Prices rose 3.5 percent.", "Wages fell."],
        ["They called on Ariz. Gov. Ann Ode to act.", "She did."],
        ["He moved to Calif.", "He likes it."],
        ["What a fire!", "pic.twitter.com/ab12 — Ann Ode (@ode) May 3"],
        ["All is told here.", "https://example.org/a"],
    ],
)
def test_sentence_bounds(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [("It is in the UK.The sea is full.", 2), ("It ends here.Nobody left.", 2), ("She wrote to UK.Gov about it.", 1)],
)
def test_a_forgotten_space_ends_a_sentence(text, count):
    assert len(sentences(text)) == count


def test_a_block_shares_no_sentence_with_another():
    assert sentences("A headline without a stop\n\nthe text goes on here") == [
        "A headline without a stop",
        "the text goes on here",
    ]


def test_other_scripts_are_split_into_sentences():
    found = split(article("北京说。他来了！Привет. Как дела?", None))
    assert [found.article.text[s.start : s.end] for s in found.sentences] == [
        "北京说。",
        "他来了！",
        "Привет.",
        "Как дела?",
    ]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("OSLO – The king spoke.", 2),
        ("OSLO, Norway (XP) — The king spoke.", 7),
        ("Oslo (XP) - The king spoke.", 5),
        ("The king – he spoke", 0),
        ("Arno Belzig – minister", 0),
        ("COVID-19 cases rose", 0),
    ],
)
def test_datelines(line, count):
    pieces = tokenize(line)
    glued = [False, *(a.end == b.start for a, b in pairwise(pieces))]
    assert dateline([line[p.start : p.end] for p in pieces], glued) == count


def test_a_dateline_hangs_on_the_sentence():
    found = english.load().parse(article("OSLO, Norway (XP) — The king spoke on Friday."))
    check(found)
    root = next(t for i, t in enumerate(found.tokens) if t.head == i)
    assert root.text == "spoke"
    assert [t.text for t in found.tokens if t.dep == "nsubj"] == ["king"]


def test_an_article_in_another_language_is_not_analysed():
    text = "Der Minister sagte am Dienstag, die Regierung werde nicht nachgeben. Das Treffen fand in Bergen statt."
    found = english.load().parse(article(text, "de"))
    assert not found.analysed
    assert len(found.sentences) == 2
    assert found.names == ()
    check(found)


@pytest.mark.parametrize(
    ("word", "pos", "tag", "lemma"),
    [
        ("making", "VERB", "VBG", "make"),
        ("stopped", "VERB", "VBD", "stop"),
        ("happening", "VERB", "VBG", "happen"),
        ("studies", "VERB", "VBZ", "study"),
        ("went", "VERB", "VBD", "go"),
        ("underwent", "VERB", "VBD", "undergo"),
        ("was", "AUX", "VBD", "be"),
        ("cities", "NOUN", "NNS", "city"),
        ("women", "NOUN", "NNS", "woman"),
        ("larger", "ADJ", "JJR", "large"),
        ("her", "PRON", "PRP", "she"),
        ("n't", "PART", "RB", "not"),
        ("Belzig", "PROPN", "NNP", "Belzig"),
    ],
)
def test_lemmas(word, pos, tag, lemma):
    assert english.load().lemmas.lemma(word, pos, tag) == lemma


def test_lemma_rules_alone():
    rules = Lemmas({}, frozenset())
    assert rules.lemma("Blorping", "VERB", "VBG") == "blorp"
    assert rules.lemma("snazzed", "VERB", "VBD") == "snazz"
    assert rules.lemma("flurbles", "NOUN", "NNS") == "flurble"


@given(st.integers(1, 9), st.integers(0, 10**6))
@settings(max_examples=60)
def test_any_scores_give_a_tree_with_one_root(count, seed):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(count, count)).astype(np.float32)
    heads = tree(scores, rng.normal(size=count).astype(np.float32))
    assert sum(h == i for i, h in enumerate(heads)) == 1
    for i in range(count):
        for _ in range(count):
            i = heads[i]  # noqa: PLW2901 - walking up
        assert heads[i] == i


def test_the_best_tree_is_found():
    # 0 and 1 head each other best; the tree has to break that at the cheaper place.
    scores = np.array([[0, 9, 1], [8, 0, 2], [7, 1, 0]], dtype=np.float32)
    assert tree(scores, np.array([5, 1, 0], dtype=np.float32)) == [0, 0, 0]


@given(st.text(max_size=300))
@settings(max_examples=80)
def test_any_text_is_tokenized_in_order(text):
    found = tokenize(text)
    assert all(p.start < p.end for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for p in found for i in range(p.start, p.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


@given(
    st.lists(
        st.sampled_from(["a", "A", ".", "?", '"', "“", "”", "Mr.", "U.S.", "(", ")", "'", "—", "p.m.", "said"]),
        max_size=60,
    ),
    st.randoms(),
)
@settings(max_examples=80)
def test_any_words_have_sentences_in_order(tokens, rng):
    starts = firsts(tokens, [rng.random() < 0.5 for _ in tokens])
    assert starts == sorted(set(starts))
    assert starts[:1] == [0][: len(tokens)]
    assert all(0 <= s < len(tokens) for s in starts)


@given(st.text(alphabet=st.sampled_from("aAbT .,!?\"'“”‘’«»-—0129$%\n()\u0301é北"), max_size=200))
@settings(max_examples=40)
def test_any_text_is_parsed_whole(text):
    check(english.load().parse(article(text)))


@pytest.mark.parametrize("piece", ['"', "1", "a. ", "“", "A", "a-", "(", "Mr. ", "x" * 50 + " "])
def test_hostile_repetition_passes(piece):
    check(english.load().parse(article(piece * (30_000 // len(piece)))))


def test_a_long_sentence_of_many_different_words_has_one_root():
    rng = random.Random(3)  # noqa: S311 - no secret
    text = " ".join("".join(rng.choice("abcdeou") for _ in range(5)) for _ in range(700))
    found = english.load().parse(article(f"The {text}."))
    check(found)
    assert len(found.sentences) == 1


def test_an_unknown_pipeline_is_refused_with_a_mend():
    with pytest.raises(LookupError, match="install"):
        english.load("no_such_pipeline")
