"""Indirect and mixed quotations, chains of media, and speakers behind pronouns and descriptions."""

from dataclasses import replace

import pytest
from parsed import parsed

from headwater.language.quotations import find, quoted_stretches

PEOPLE = {"Mara Voss": "Mara Voss", "Voss": "Mara Voss"}


def tree(text, relations, **given):
    """Annotate `text`; `relations` maps a word to (the word that governs it, the relation)."""
    flat = parsed(text, **given)
    where = {}
    for index, token in enumerate(flat.tokens):
        where.setdefault(token.text, index)
    heads = {where[word]: (where[head], relation) for word, (head, relation) in relations.items()}
    return parsed(text, heads=heads, **given)


def shown(annotated, mention):
    text = annotated.article.text
    return (
        " / ".join(text[piece.start : piece.end] for piece in mention.pieces),
        None if mention.source is None else text[mention.source.start : mention.source.end],
    )


SAID = {
    "Mara": ("said", "nsubj"),
    "Voss": ("Mara", "flat"),
    "that": ("hold", "mark"),
    "the": ("bridge", "det"),
    "bridge": ("hold", "nsubj"),
    "will": ("hold", "aux"),
    "hold": ("said", "ccomp"),
}


def test_a_clause_after_its_cue():
    annotated = tree("Mara Voss said that the bridge will hold.", SAID, people=PEOPLE)
    (mention,) = find(annotated)
    assert mention.kind == "indirect"
    assert shown(annotated, mention) == ("that the bridge will hold", "Mara Voss")
    assert mention.speaker == "Mara Voss"


def test_quoted_words_in_the_clause_make_it_mixed():
    annotated = tree("Mara Voss said that the bridge will “hold for ever.”", SAID, people=PEOPLE)
    (mention,) = find(annotated)
    assert mention.kind == "mixed"
    assert shown(annotated, mention)[0] == "that the bridge will “hold for ever.”"


def test_a_cue_set_between_commas_has_the_clause_around_it():
    relations = {"Mara": ("said", "nsubj"), "Voss": ("Mara", "flat"), "said": ("hold", "parataxis")}
    annotated = tree("The bridge will hold, Mara Voss said.", relations, people=PEOPLE)
    (mention,) = find(annotated)
    assert shown(annotated, mention) == ("The bridge will hold", "Mara Voss")


def test_according_to_takes_the_rest_of_the_sentence():
    annotated = parsed("According to Mara Voss, the bridge will hold.", people=PEOPLE)
    (mention,) = find(annotated)
    assert shown(annotated, mention) == ("the bridge will hold", "Mara Voss")
    assert mention.rule == "according-to"


def test_a_participle_that_adds_begins_another_quotation():
    relations = SAID | {"adding": ("said", "advcl"), "it": ("closed", "nsubj"), "closed": ("adding", "ccomp")}
    annotated = tree("Mara Voss said that the bridge will hold, adding it closed.", relations, people=PEOPLE)
    mentions = find(annotated)
    assert shown(annotated, mentions[0])[0] == "that the bridge will hold"


def test_a_dateline_speaks_not():
    relations = {"OSTBY": ("said", "nsubj"), "hold": ("said", "ccomp"), "bridge": ("hold", "nsubj")}
    annotated = tree("OSTBY — Mara Voss said the bridge will hold.", relations, people=PEOPLE)
    assert [mention.speaker for mention in find(annotated)] == ["Mara Voss"]


def test_the_chain_of_media_is_told_from_the_outermost():
    text = "“The bridge will hold,” Mara Voss said, according to Ostby Radio, as reported by the Nordic News agency."
    annotated = parsed(text, people=PEOPLE, bodies=["Ostby Radio", "Nordic News"])
    mention = find(annotated)[0]
    assert mention.speaker == "Mara Voss"
    assert mention.via[0].endswith(("Nordic News", "agency"))
    assert mention.via[-1] == "Ostby Radio"


def test_titles_before_a_name_tell_whom_a_pronoun_means():
    text = "Mr Vale met Ms Ito.\n\n“The bridge will hold,” she said.\n\n“It will fall,” he said."
    people = {"Mr Vale": "Vale", "Ms Ito": "Ito"}
    assert [mention.speaker for mention in find(parsed(text, people=people))] == ["Ito", "Vale"]


@pytest.mark.parametrize("pronoun", ["we", "they", "it"])
def test_no_speaker_is_better_than_a_wrong_one(pronoun):
    annotated = parsed(f"“The bridge will hold,” {pronoun} said.")
    assert find(annotated)[0].speaker is None


def test_a_body_is_named_as_the_article_names_it():
    annotated = parsed("“The bridge will hold,” the NRC said.", bodies={"NRC": "National River Council"})
    assert find(annotated)[0].speaker == "NRC"


def test_the_stretches_between_marks_come_with_and_without_them():
    assert quoted_stretches(parsed("He said “well done” twice.")) == ((8, 19, 9, 18),)


def test_who_tries_a_thing_says_nothing_of_it():
    relations = {
        "driver": ("braked", "nsubj"),
        "trying": ("driver", "acl"),
        "to": ("overtake", "mark"),
        "overtake": ("trying", "xcomp"),
    }
    assert find(tree("A driver trying to overtake braked.", relations)) == ()


def test_when_somebody_spoke_is_no_part_of_who_spoke():
    relations = SAID | {"when": ("Mara", "advmod"), "Mara": ("said", "nsubj")}
    annotated = tree("It closed when Mara Voss said that the bridge will hold.", relations, people=PEOPLE)
    (mention,) = find(annotated)
    assert shown(annotated, mention)[1] == "Mara Voss"


def test_a_name_that_is_not_known_for_one_is_given_whole():
    relations = {word: to for word, to in SAID.items() if word not in {"Mara", "Voss"}}
    relations |= {"Port": ("Pilots", "compound"), "Pilots": ("said", "nsubj")}
    flat = tree("The Port Pilots said that the bridge will hold.", relations)
    tokens = tuple(replace(t, tag="NN", pos="NOUN") if t.text == "Port" else t for t in flat.tokens)
    (mention,) = find(replace(flat, tokens=tokens))
    assert mention.speaker == "Port Pilots"
