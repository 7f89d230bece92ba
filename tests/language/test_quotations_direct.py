"""Direct quotations and their speakers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import article
from parsed import parsed

from headwater.language import annotate
from headwater.language.annotated import Annotated, Sentence, Token
from headwater.language.quotations import find


def only(annotated):
    found = find(annotated)
    assert len(found) == 1, found
    return found[0]


def words(annotated, span):
    return None if span is None else annotated.article.text[span.start : span.end]


PEOPLE = {"Mara Voss": "Mara Voss", "Voss": "Mara Voss"}


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“The bridge will hold,” said Mara Voss.", "said", "Mara Voss"),
        ("“The bridge will hold,” Mara Voss said.", "said", "Mara Voss"),
        (
            "“The bridge will hold,” Mara Voss, the mayor of Ostby, said on Monday.",
            "said",
            "Mara Voss, the mayor of Ostby",
        ),
        ("“Will the bridge hold?” Mara Voss asked.", "asked", "Mara Voss"),
        ("Mara Voss said, “The bridge will hold.”", "said", "Mara Voss"),
        ("Mara Voss told reporters: “The bridge will hold.”", "told", "Mara Voss"),
        ("Mara Voss: “The bridge will hold.”", ":", "Mara Voss"),
        ("'The bridge will hold', said Mara Voss.", "said", "Mara Voss"),
        ("“The bridge will hold.” — Mara Voss", "—", "Mara Voss"),
        ("“The bridge will hold.”\n\n- Mara Voss\n\nIt did not.", "-", "Mara Voss"),
    ],
)
def test_cue_and_source_around_the_marks(text, cue, source):
    annotated = parsed(text, people=PEOPLE)
    mention = only(annotated)
    assert mention.kind == "direct"
    assert (words(annotated, mention.cue), words(annotated, mention.source)) == (cue, source)
    assert mention.speaker == "Mara Voss"
    assert 0 < mention.confidence <= 1


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“The bridge will hold,” Will wrote on Monday. “I know it.”", "wrote", "Will"),
        ("As Mara Voss put it, “the bridge will hold for a century.”", "put", "Mara Voss"),
        ("The mayor puts it bluntly, as Mara Voss put it: “The bridge will hold.”", "put", "Mara Voss"),
    ],
)
def test_cues_that_a_parse_alone_does_not_tell(text, cue, source):
    annotated = annotate(article(text, "Echo"))
    mention = only(annotated)
    assert (words(annotated, mention.cue), words(annotated, mention.source)) == (cue, source)


@pytest.mark.parametrize("between", ["", " Rain fell on Ostby all day."])
def test_a_sentence_in_marks_goes_on_with_the_quotation_right_before_it(between):
    said = "The repairs are “painful” but needed “for the next hundred years,” Mara Voss said."
    annotated = annotate(article(f"{said}{between} “We will go on as planned.”", "Echo"))
    first, *others = find(annotated)
    assert words(annotated, first.source) == "Mara Voss"
    assert ("“We will go on as planned.”" in [words(annotated, piece) for piece in first.pieces]) == (not between)
    assert len(others) == bool(between)


def test_what_is_put_somewhere_is_no_quotation_of_who_puts_it():
    annotated = parsed("“The bridge will hold” was on a card. Mara Voss put it on the table.", people=PEOPLE)
    assert only(annotated).source is None


def test_one_utterance_with_its_cue_in_the_middle_is_one_quotation():
    annotated = parsed("“The bridge,” Mara Voss said, “will hold. I know it.”", people=PEOPLE)
    mention = only(annotated)
    assert [words(annotated, piece) for piece in mention.pieces] == ["“The bridge,”", "“will hold. I know it.”"]


def test_what_follows_the_cue_in_the_paragraph_goes_on_with_the_quotation():
    annotated = parsed("“The bridge will hold,” Mara Voss said. “I know it.”", people=PEOPLE)
    assert len(only(annotated).pieces) == 2


def test_a_second_cue_begins_a_second_quotation():
    annotated = parsed(
        "“The bridge will hold,” Mara Voss said. “I know it,” Tom Reed added.", people=[*PEOPLE, "Tom Reed"]
    )
    assert [mention.speaker for mention in find(annotated)] == ["Mara Voss", "Tom Reed"]


def test_a_paragraph_that_is_only_quoted_goes_on_with_the_one_above():
    text = "“The bridge will hold,” Mara Voss said. “I built it.\n\n“It will stand for a hundred years.”"
    annotated = parsed(text, people=PEOPLE)
    assert len(only(annotated).pieces) == 3


def test_an_answer_is_not_given_to_the_one_who_asked():
    text = "Asked, “Will it hold?” Voss replied, “Of course it will.”"
    mentions = find(parsed(text, people=PEOPLE))
    assert mentions[-1].speaker == "Mara Voss"


def test_a_title_has_no_speaker_and_is_no_quotation():
    assert find(parsed("The film “Bridge Over Quiet Water” opened.", people=PEOPLE)) == ()


def test_quoted_words_that_nobody_claims_have_no_speaker():
    mention = only(parsed("It became the “most hated bridge in town” at once.", people=PEOPLE))
    assert mention.speaker is None


def test_pronouns_go_to_the_last_person_of_that_sex():
    text = "Anna Lind met Peter Holm in Ostby.\n\n“The bridge will hold,” she said.\n\n“It will fall,” he said."
    mentions = find(parsed(text, people=["Anna Lind", "Peter Holm"]))
    assert [mention.speaker for mention in mentions] == ["Anna Lind", "Peter Holm"]


def test_a_description_goes_to_whom_it_was_said_of():
    text = "Anna Lind, the engineer, came with Peter Holm, a mayor.\n\n“The bridge will hold,” the engineer said."
    assert find(parsed(text, people=["Anna Lind", "Peter Holm"]))[-1].speaker == "Anna Lind"


def test_a_pronoun_without_anybody_to_mean_has_no_speaker():
    assert only(parsed("“The bridge will hold,” she said.")).speaker is None


def test_an_article_that_was_not_analysed_has_no_quotations():
    annotated = parsed("“The bridge will hold,” said Mara Voss.", people=PEOPLE)
    assert find(replace(annotated, analysed=False)) == ()


def test_an_empty_article_has_no_quotations():
    assert find(parsed("")) == ()


TAGS = ["NN", "NNP", "NNS", "VBD", "VBZ", "VBG", "VB", "PRP", "DT", "IN", "TO", "WP", ",", ".", "POS", "PRP$", "RB"]
DEPS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "ccomp",
    "xcomp",
    "acl",
    "acl:relcl",
    "advcl",
    "parataxis",
    "conj",
    "obl",
    "nmod",
    "nmod:poss",
    "case",
    "mark",
    "punct",
    "root",
    "appos",
    "dep",
    "aux:pass",
]
WORDS = [
    "said",
    "says",
    "told",
    "He",
    "she",
    "they",
    "who",
    "that",
    "Lee",
    "Ann",
    "the",
    "mayor",
    "according",
    "to",
    "called",
    "for",
    "“",
    "”",
    '"',
    ",",
    ".",
    "?",
    ":",
    "'",
    "-",
    "criticized",
    "claim",
    "as",
    "by",
    "reported",
    "\n\n",
    "statement",
]


@st.composite
def broken_parses(draw):
    """Any words with any tags, heads and relations, cycles among them."""
    parts = draw(st.lists(st.sampled_from(WORDS), max_size=40))
    text, tokens = "", []
    for part in parts:
        if part == "\n\n":
            text = text.rstrip() + part if text.strip() else text
            continue
        start = len(text)
        text += part
        tag, dep = draw(st.sampled_from(TAGS)), draw(st.sampled_from(DEPS))
        head = draw(st.integers(0, max(0, len(parts) - 1)))
        pos = {"V": "VERB", "N": "NOUN"}.get(tag[0], "X")
        tokens.append(Token(start, len(text), part, part.lower(), pos, tag, dep, head))
        text += " "
    text = text.rstrip()
    last = len(tokens)
    tokens = [Token(t.start, t.end, t.text, t.lemma, t.pos, t.tag, t.dep, min(t.head, last - 1)) for t in tokens]
    cut = draw(st.integers(0, last))
    sentences = [Sentence(tokens[a].start, tokens[b - 1].end, a, b) for a, b in ((0, cut), (cut, last)) if a < b]
    return Annotated(article(text, "Test"), analysed=True, tokens=tuple(tokens), sentences=tuple(sentences))


@settings(max_examples=300)
@given(broken_parses())
def test_any_parse_gives_quotations_in_order_inside_the_text(annotated):
    text = annotated.article.text
    for mention in find(annotated):
        assert mention.start == mention.pieces[0].start
        assert mention.end == mention.pieces[-1].end <= len(text)
        ends = [0]
        for piece in mention.pieces:
            assert ends[-1] <= piece.start < piece.end
            ends.append(piece.end)
        for span in (mention.cue, mention.source):
            assert span is None or 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("unit", ["“", '" said ', "he said ", "“He said,” she said. ", "according to ", ": “a b c d” "])
def test_long_hostile_text_is_read_to_its_end(unit):
    assert isinstance(find(parsed(unit * (30_000 // len(unit)))), tuple)


LED = "A short time later she wrote: “The quay has never been safer than it is now!” The notes echoed a speech."


@pytest.mark.parametrize(
    ("before", "sources"),
    [
        ("Mara Voss opened the quay.", ["she"]),
        ("“They were idle,” Mara Voss wrote. “My first winter here woke the whole of Ostby!”", ["Mara Voss", "she"]),
    ],
)
def test_a_sentence_that_leads_to_a_quotation_tells_its_speaker(before, sources):
    annotated = parsed(f"{before} {LED}", people=PEOPLE)
    found = [mention for mention in find(annotated) if mention.kind == "direct"]
    assert [words(annotated, mention.source) for mention in found] == sources
    assert {mention.speaker for mention in found} == {"Mara Voss"}
