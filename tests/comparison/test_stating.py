"""What states a claim, and which reports surely tell that."""

from dataclasses import replace

import pytest
from comparison.reports import credit, report
from comparison.test_claims import story

from headwater.article import Block
from headwater.comparison.claims import joining
from headwater.comparison.claims.asserting import NAMES, Listener, Text
from headwater.comparison.claims.gathering import Group
from headwater.comparison.claims.stating import Stating, texts_of
from headwater.comparison.claims.units import units
from headwater.comparison.passages.finding import origin_of
from headwater.language import annotate

LEDES = {
    "bugle": "Mayor Ilse Brandt opened the new fish market at Port Lumen on Tuesday and praised the town's boatmen.",
    "courier": "Mayor Ilse Brandt opened the new fish market at Port Lumen on Tuesday.",
    "dispatch": "Mayor Ilse Brandt left Port Lumen on Tuesday after two days of talks with the boatmen of the town.",
}


def told(reports):
    """Return the sentences of `reports`, and their words."""
    found = units(story(reports).articles)
    by_name = {annotated.article.id: annotated.article.text for annotated in story(reports).articles}
    names = [annotated.article.id for annotated in story(reports).articles]
    return found, [by_name[names[unit.article]][unit.start : unit.end] for unit in found]


def group(members, link=0.9, apart=()):
    """A group whose sentences are linked so surely, those `apart` less."""

    def linked(one, other):
        return 0.5 if {one, other} & {*apart} else link

    return Group(tuple(members), frozenset(members), link, None, linked)


def measures(text, index, sentences):
    (row,) = Listener(sentences).measured(text, [(index, 0.9, 0.9)])
    return dict(zip(NAMES, row, strict=True))


def test_a_sentence_and_its_clauses_that_stand_alone_may_state_a_claim():
    sentences, words = told(LEDES)
    spans = [words[0][text.start : text.end] for _, text in texts_of(0, sentences, words)]
    assert spans[0] == words[0]
    assert any(span.startswith("Mayor") and "praised" not in span for span in spans[1:])
    assert all("praised" not in span or "opened" in span for span in spans)


def test_a_dateline_without_a_dash_states_nothing():
    _, words = told({"bugle": "PORT LUMEN, Nor. The ferry ran aground on Tuesday. Nobody was hurt in the town."})
    assert words == ["The ferry ran aground on Tuesday.", "Nobody was hurt in the town."]


@pytest.mark.parametrize(
    "supposing", ["Even if the harbour board meets on Monday", "So long as the board meets on time"]
)
def test_what_is_supposed_and_what_depends_on_it_do_not_stand_alone(supposing):
    text = f"{supposing}, the old ferry of Port Lumen will be sold before the spring."
    sentences, words = told({"bugle": text})
    shown = [words[0][one.start : one.end].rstrip(".") for _, one in texts_of(0, sentences, words)]
    assert {*shown} == {text.rstrip(".")}


def test_a_clause_that_goes_on_does_not_stand_alone():
    sentences, words = told({"bugle": "A fire in the engine room forced all 211 aboard to abandon ship at dawn."})
    shown = [words[0][text.start : text.end].rstrip(".") for _, text in texts_of(0, sentences, words)]
    assert all(span.endswith("dawn") for span in shown)


def test_what_is_only_looked_into_states_nothing():
    text = "Officials went on to find out what caused the fire aboard the old ferry of Port Lumen."
    sentences, words = told({"bugle": text})
    shown = [words[0][found.start : found.end] for _, found in texts_of(0, sentences, words)]
    assert not any(span.startswith("what") for span in shown)


def test_a_clause_whose_object_stands_behind_the_next_verb_does_not_stand_alone():
    text = "The inquiry has been long, and the two harbour boards need to widen and deepen the channel."
    sentences, words = told({"bugle": text})
    shown = [words[0][found.start : found.end].rstrip(".") for _, found in texts_of(0, sentences, words)]
    assert all(span.endswith(("channel", "long")) for span in shown)


def test_a_clause_that_says_only_who_spoke_does_not_stand_alone():
    said = '"The boatmen did everything right, and they did it in fog so thick you could not see your own hand," '
    text = f"{said}harbour master Ilse Brandt told reporters on the quay."
    sentences, words = told({"bugle": text})
    spans = [words[0][found.start : found.end] for _, found in texts_of(0, sentences, words)]
    assert text in spans
    assert not any(span.startswith("harbour") for span in spans)


def test_a_report_of_another_act_does_not_surely_tell_the_text():
    sentences, words = told(LEDES)
    claim = group(range(3), apart=[2])
    stated = Stating([claim], sentences, words).state(claim)
    assert "opened" in words[stated.by][stated.text.start - sentences[stated.by].start :]
    assert stated.sure == {0, 1}


@pytest.mark.parametrize(
    "denial",
    [
        "The Tarnford League has not claimed responsibility for the fire.",
        "No group has claimed responsibility for the fire.",
        "The Tarnford League made no claims of responsibility for the fire.",
    ],
)
def test_who_denies_the_deed_does_not_surely_tell_it(denial):
    sentences, words = told({
        "bugle": "The Tarnford League claimed responsibility for the fire.",
        "courier": "The Tarnford League has claimed responsibility for the fire.",
        "dispatch": denial,
    })  # fmt: skip
    claim = group(range(3))
    stated = Stating([claim], sentences, words).state(claim)
    assert stated.by in {0, 1}
    assert stated.sure == {0, 1}


@pytest.mark.parametrize(("most", "denied"), [("the", 0.0), ("one of the", 1.0), ("among the", 1.0)])
def test_one_of_the_deadliest_is_not_the_deadliest(most, denied):
    (own, other), _ = told({
        "bugle": "The fire at Port Lumen was the deadliest blaze in the history of Norland.",
        "courier": f"The fire at Port Lumen was {most} deadliest blaze in the history of Norland.",
    })  # fmt: skip
    (row,) = Listener([own, other]).measured(Text(own, own.start, own.end), [(1, 0.9, 0.9)])
    assert row[NAMES.index("denied")] == denied


@pytest.mark.parametrize(("count", "sure"), [("seven", {0, 1, 2}), ("five", {0, 1}), ("a few", {0, 1, 2})])
def test_who_gives_another_number_does_not_surely_tell_the_texts(count, sure):
    sentences, words = told({
        "bugle": "The coastguard stopped and searched seven ferries off Port Lumen on Tuesday.",
        "courier": "The coastguard stopped and searched seven ferries near Port Lumen on Tuesday.",
        "dispatch": f"The coastguard stopped and searched {count} ferries off Port Lumen.",
    })  # fmt: skip
    claim = group(range(3), link=0.8)
    assert Stating([claim], sentences, words).state(claim).sure == sure


def test_a_heading_states_no_claim_where_a_sentence_does():
    heading, lede = "New fish market opened at Port Lumen by Mayor Ilse Brandt", LEDES["courier"]
    made = report("Bugle", f"{heading}\n\n{lede}")
    blocks = (Block(0, len(heading), "heading"), Block(len(heading) + 2, len(heading) + 2 + len(lede)))
    article = annotate(replace(made.article, blocks=blocks))
    sentences = units([article])
    assert [unit.heading for unit in sentences] == [True, False]
    words = [article.article.text[unit.start : unit.end] for unit in sentences]
    claim = group(range(2))
    assert Stating([claim], sentences, words).state(claim).by == 1


def test_who_has_none_of_many_figures_does_not_surely_tell_the_text():
    full = "The fire broke out at 6:40 a.m. on the first crossing from Port Lumen with 187 passengers and 24 crew."
    sentences, words = told({
        "bugle": full,
        "courier": full.replace("broke out", "began"),
        "dispatch": "The fire began on the first crossing from Port Lumen.",
    })  # fmt: skip
    claim = group(range(3), link=0.9)
    stated = Stating([claim], sentences, words).state(claim)
    assert stated.by == 2 or 2 not in stated.sure


def test_an_hour_written_otherwise_is_no_other_number():
    sentences, words = told({
        "bugle": "The fire on the ferry broke out at about 6:40 a.m. on the first crossing from Port Lumen.",
        "courier": "The fire on the ferry broke out in the morning on the first crossing from Port Lumen.",
        "dispatch": "The fire broke out at about 6.40am, as the ferry made the first crossing from Port Lumen.",
    })  # fmt: skip
    claim = group(range(3), link=0.9)
    assert {0, 2} <= Stating([claim], sentences, words).state(claim).sure


def test_who_has_the_texts_very_words_surely_tells_it():
    words = "The coastguard stopped and searched seven ferries off Port Lumen around 5:10 a.m."
    sentences, told_by = told(
        {"bugle": words, "courier": words.replace("5:10 a.m.", "5.10am"), "dispatch": LEDES["bugle"]}
    )
    claim = group(range(3), link=0.3)
    assert {0, 1} <= Stating([claim], sentences, told_by).state(claim).sure


def test_a_question_states_no_claim_and_tells_none():
    sentences, words = told({
        "bugle": "Did the ferry Aurora sail past the light of Port Lumen on Tuesday?",
        "courier": "The ferry Aurora sailed past the light of Port Lumen on Tuesday.",
        "dispatch": "The ferry Aurora sailed past the light of Port Lumen, the harbour master said on Tuesday.",
    })  # fmt: skip
    claim = group(range(3))
    stated = Stating([claim], sentences, words).state(claim)
    assert stated.by in {1, 2}
    assert stated.sure == {1, 2}


def test_one_question_that_two_ask_is_told_by_both():
    question = "Did the ferry Aurora sail past the light of Port Lumen on Tuesday?"
    sentences, words = told({"bugle": question, "courier": question})
    asked = group(range(2))
    assert Stating([asked], sentences, words).state(asked).sure == {0, 1}


def test_what_tells_many_claims_surely_tells_only_those_whose_deeds_it_tells():
    sentences, words = told(LEDES)
    claims = [group(range(3), link=0.7), *(group(members, link=0.7) for members in ([1, 2], [0, 2], [2, 0]))]
    stating = Stating(claims, sentences, words)
    (first, *_) = [stating.state(claim) for claim in claims]
    assert 2 not in first.sure


def test_a_group_that_is_gone_is_not_taken_for_another():
    sentences, words = told(LEDES)
    stating = Stating([group(range(3))], sentences, words)
    for members in ([0, 1], [1, 2], [0, 2]) * 20:
        fresh = group(members)
        stating.begin([fresh])
        assert stating.state(fresh).by in members
        assert stating.state(fresh).sure <= {*members}


def test_one_proposition_is_told_that_both_reports_tell():
    sentences, words = told({name: LEDES[name] for name in ("bugle", "courier")})
    claim = group(range(2))
    stated = Stating([claim], sentences, words).state(claim)
    start = sentences[stated.by].start
    assert "praised" not in words[stated.by][stated.text.start - start : stated.text.end - start]


def test_each_deed_of_a_text_is_looked_for():
    sentences, _ = told(LEDES)
    whole = Text(sentences[0], sentences[0].start, sentences[0].end)
    opened = Text(sentences[1], sentences[1].start, sentences[1].end)
    assert measures(opened, 0, sentences)["each"] == 1.0
    assert measures(whole, 1, sentences)["each"] < 1.0
    assert measures(opened, 2, sentences)["each"] < 0.5


def test_a_visit_elsewhere_is_no_visit_here():
    sentences, words = told({
        "bugle": "On Tuesday the mayor visited Port Lumen.",
        "courier": "The mayor visited Port Lumen for a day on Tuesday.",
        "dispatch": "The mayor went on with his visit to Vellmar on Tuesday.",
    })  # fmt: skip
    text = Text(sentences[0], sentences[0].start, sentences[0].end)
    assert measures(text, 1, sentences)["absent behind"] == 0
    assert measures(text, 2, sentences)["absent behind"] == 2
    claim = group(range(3))
    assert Stating([claim], sentences, words).state(claim).sure == {0, 1}


def test_claims_that_come_to_have_one_text_are_one(monkeypatch):
    sentences, words = told(LEDES)
    first = [group([0, 1]), group([1, 2]), group([0, 2])]
    rounds = []

    def joined(groups, *_):
        rounds.append(len(groups))
        return list(groups)[: max(1, len(groups) - 1)]

    monkeypatch.setattr(joining, "joined", joined)
    assert len(joining.settled(first, sentences, words)) == 1
    assert rounds == [3, 2, 1]


def test_words_of_one_root_tell_one_deed():
    sentences, _ = told({
        "bugle": "Divers invaded the harbour of Port Lumen.",
        "courier": "The invasion of the harbour took a night.",
        "dispatch": "Investors like the harbour.",
    })  # fmt: skip
    listener = Listener(sentences)
    deed = next(clause.predicate for clause in sentences[0].clauses)
    assert listener.heard(1).kin(deed)
    assert not listener.heard(2).kin(deed)


def test_no_other_article_changes_what_a_sentence_tells():
    sentences, _ = told(LEDES)
    fewer, _ = told({name: LEDES[name] for name in ("bugle", "courier")})
    text = Text(sentences[0], sentences[0].start, sentences[0].end)
    assert measures(text, 1, sentences) == measures(text, 1, fewer)


@pytest.mark.parametrize("named", ["(Norda)", None])
def test_a_byline_names_an_agency_before_the_closing_line_of_another(named):
    text = "(Norda) The pier is shut. Telefax and Norda, Merid"
    own = [credit(text, named, "Norda", whole=True)] if named else []
    articles = [
        report("A", text, credited=own).article,
        report("B", text, credited=[credit(text, one, one, closing=True) for one in ("Telefax", "Merid")]).article,
    ]
    assert origin_of(articles) == ("Norda" if named else None)
