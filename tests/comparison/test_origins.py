"""Origins: who has a claim from whom, and how many independent origins stand behind it."""

from dataclasses import replace

import pytest
from comparison.reports import claim, credit, mention, quotation, report, story
from hypothesis import given
from hypothesis import strategies as st

from headwater.article import Span
from headwater.comparison import origins, passages
from headwater.comparison.origins.counting import independent
from headwater.comparison.origins.naming import in_words, key, listed
from headwater.comparison.origins.speakers import same
from headwater.language.annotated import Name

FERRY = "The ferry Almina ran aground on a sandbank two miles north of Port Selby with 212 people on board."
OWN = "A passenger ship carrying more than two hundred travellers got stuck in shallow water off Port Selby."


def traced(reports, words=None):
    aligned = claim(*(mention(r, w) for r, w in zip(reports, words or [FERRY] * len(reports), strict=True)))
    found = passages.find(reports)
    (one,) = origins.trace(story(*reports), (aligned,), found)
    return one


def evidence(one):
    return [e.text for r in one.reports for e in r.evidence]


def test_ten_outlets_with_one_paragraph_are_one_origin():
    one = traced([report(f"Paper {n}", FERRY) for n in range(10)])
    assert (one.standing, one.outlets) == ("echoed", 10)
    assert (one.independent.least, one.independent.most) == (1, 1)


def test_reports_in_their_own_words_are_independent():
    one = traced([report("A", FERRY), report("B", OWN)], [FERRY, OWN])
    assert one.standing == "corroborated"
    assert [r.origin for r in one.reports] == ["A", "B"]


def test_only_reports_that_surely_say_the_same_are_counted():
    reports = [report("A", FERRY), report("B", OWN), report("C", "Port Selby has a sandbank.")]
    words = [r.article.text for r in reports]
    mentions = [mention(r, w) for r, w in zip(reports, words, strict=True)]
    three = claim(*mentions)
    (one, none) = origins.trace(
        story(*reports), (replace(three, sure=(True, True, False)), replace(three, sure=(False,) * 3)), ()
    )
    assert (one.outlets, one.independent.most, one.certainty) == (2, 2, "sure")
    assert [r.certainty for r in one.reports] == ["sure", "sure", "possible"]
    assert [r.article for r in one.counted] == [r.article.id for r in reports[:2]]
    # Where none surely say the same, all are counted, and the claim says so.
    assert (none.outlets, none.certainty) == (3, "possible")
    assert none.counted == none.reports


def test_a_picture_that_both_print_makes_their_own_reports_no_echo():
    caption = f"{FERRY[:-1]}, seen from the pier. (Norda)"
    texts = [f"{OWN}\n\n{caption}", f"Nobody saw the ship drift into the shallows before dawn.\n\n{caption}"]
    reports = [report(name, text, caption=caption) for name, text in zip("AB", texts, strict=True)]
    words = [text.split("\n\n", maxsplit=1)[0] for text in texts]
    mentions = [mention(r, w) for r, w in zip(reports, words, strict=True)]
    pictured = [mention(r, caption) for r in reports]
    found = passages.find(reports)
    assert found
    (one, other) = origins.trace(story(*reports), (claim(*mentions, *pictured), claim(*pictured)), found)
    assert (one.standing, one.outlets) == ("corroborated", 2)
    assert (other.standing, other.outlets) == ("echoed", 2)
    assert origins.flow(story(*reports), (one,), found) == ()


def test_one_agency_credited_by_both_is_a_possibility_only():
    texts = [f"PORT SELBY (Norda) — {FERRY}", f"PORT SELBY (Norda) — {OWN}"]
    reports = [
        report(name, text, credited=[credit(text, "(Norda)", "Norda", whole=True)])
        for name, text in zip("AB", texts, strict=True)
    ]
    one = traced(reports, [FERRY, OWN])
    assert (one.standing, one.independent.least, one.independent.most) == ("unclear", 1, 2)
    assert "the article credits Norda" in evidence(one)


def closed(outlet, text, line, *origins, **given):
    """A report with a closing line that names `origins`, each by its own words."""
    whole = f"{text}\n\n{line}"
    return report(outlet, whole, credited=[credit(whole, o, o, closing=True) for o in origins], **given)


def test_whom_a_closing_line_names_is_the_sure_origin_of_no_claim():
    reports = [closed("A", FERRY, "(Norda, Telefax)", "Norda", "Telefax"), report("B", OWN)]
    one = traced(reports, [FERRY, OWN])
    assert [r.origin for r in one.reports] == ["A, Norda or Telefax", "B"]
    (said,) = one.reports[0].evidence
    assert (said.kind, said.strength) == ("credit", "weak")
    assert said.text == "the article, not this sentence, credits Norda and Telefax"
    shares = {o.name: o.share for o in origins.flow(story(*reports), (one,), ())}
    assert shares == {"Norda": (0.0,), "Telefax": (0.0,)}


def test_a_closing_line_is_a_possibility_that_two_have_one_origin():
    reports = [closed("A", FERRY, "(Norda, Telefax)", "Norda", "Telefax"), closed("B", OWN, "(Telefax)", "Telefax")]
    one = traced(reports, [FERRY, OWN])
    assert (one.standing, one.independent.least, one.independent.most) == ("unclear", 1, 2)


def test_whose_report_it_is_goes_before_whom_a_closing_line_names():
    text = f"PORT SELBY (Norda) — {FERRY}\n\nWith Telefax"
    credited = [credit(text, "Telefax", "Telefax", closing=True), credit(text, "(Norda)", "Norda", whole=True)]
    one = traced([report("A", text, credited=credited)], [FERRY])
    assert one.reports[0].origin == "Norda"
    assert evidence(one) == ["the article credits Norda and Telefax"]


def test_a_speaker_at_the_place_goes_before_a_closing_line():
    text = f"{FERRY[:-1]}, Ada Quill said."
    whole = closed("A", text, "(Norda)", "Norda", quotations=[quotation(text, FERRY[:-1], "Ada Quill")])
    assert traced([whole], [FERRY[:-1]]).reports[0].origin == "Ada Quill"


def test_an_agency_and_its_own_paper_are_one_publisher():
    line = "According to Xinhua/Reference News"
    named = closed("A", FERRY, line, "Reference News", "Xinhua")
    own = closed("Xinhuanet", FERRY, line, "Reference News", "Xinhua", publisher="Xinhua")
    assert traced([named], [FERRY]).reports[0].origin == "A or Xinhua"
    assert traced([own], [FERRY]).reports[0].origin == "Xinhuanet"


def test_a_medium_that_is_cited_is_named_once():
    text = f"{FERRY[:-1]}, Ada Quill said, as reported by the BBC."
    said = replace(quotation(text, FERRY[:-1], "Ada Quill"), via=("British Broadcasting Corporation",))
    cited = [credit(text, "reported by the BBC", "BBC", kind="medium")]
    one = traced([report("A", text, credited=cited, quotations=[said])], [text])
    assert [e.text for e in one.reports[0].evidence if e.kind == "citation"] == ['cites BBC: "reported by the BBC"']
    assert one.reports[0].origin == "BBC"


def test_prose_shared_elsewhere_is_told_without_figures_that_are_the_others():
    long = f"{FERRY} {OWN}"
    own = ["A crowd watched from the pier.", "Hundreds of people looked on from the sea wall."]
    reports = [report(name, f"{long}\n\n{words}") for name, words in zip("AB", own, strict=True)]
    one = traced(reports, own)
    assert evidence(one) == ["shares other prose with B", "shares other prose with A"]
    assert (one.independent.least, one.independent.most) == (1, 2)


def test_citing_one_origin_at_the_place_is_strong():
    texts = [f"{FERRY[:-1]}, Norda reported.", f"{OWN[:-1]}, according to Norda."]
    reports = [
        report(name, text, credited=[credit(text, "Norda", "Norda")]) for name, text in zip("AB", texts, strict=True)
    ]
    one = traced(reports, texts)
    assert one.standing == "echoed"
    assert {r.origin for r in one.reports} == {"Norda"}


def test_citing_an_outlet_of_the_story_joins_its_report():
    cites = f"{OWN[:-1]}, the Coast Daily reported."
    reports = [
        report("Coast Daily", FERRY),
        report("B", cites, credited=[credit(cites, "Coast Daily", "Coast Daily", kind="medium")]),
    ]
    assert traced(reports, [FERRY, cites]).standing == "echoed"


def test_one_article_under_two_names_changes_no_count():
    reports = [report("A", FERRY), report("B", OWN)]
    before = traced(reports, [FERRY, OWN])
    after = traced([*reports, report("C", FERRY)], [FERRY, OWN, FERRY])
    assert before.independent == after.independent


def test_outlets_of_one_publisher_are_one():
    one = traced([report("A", FERRY, publisher="Group"), report("B", OWN, publisher="Group")], [FERRY, OWN])
    assert (one.standing, one.outlets) == ("single", 1)
    assert "published by Group, as B" in evidence(one)


def test_a_claim_on_one_speakers_word_says_so():
    texts = [f"{FERRY[:-1]}, Ada Quill said.", f"{OWN[:-1]}, Mayor Ada Quill said."]
    reports = [
        report("A", texts[0], quotations=[quotation(texts[0], FERRY[:-1], "Quill")]),
        report("B", texts[1], quotations=[quotation(texts[1], OWN[:-1], "Ada Quill")]),
    ]
    one = traced(reports, [FERRY[:-1], OWN[:-1]])
    assert one.word_of == "Ada Quill"
    assert (one.independent.least, one.independent.most) == (1, 2)
    assert one.reports[0].attribution.cue == "said"


@pytest.mark.parametrize(("theirs", "least"), [("she rowed past the light of the harbour", 1), ("she rowed by", 2)])
def test_the_same_words_in_quotation_marks_are_possibly_of_one_origin_whoever_is_named(theirs, least):
    words = ["She admits that she rowed past the light of the harbour after dark", f"It is true that {theirs}, and sad"]
    texts = [f'"{words[0]}," the statement said.', f'"{words[1]}," said her spokesman Jo Lind.']
    reports = [
        report(outlet, text, quotations=[quotation(text, own, speaker, kind="direct")])
        for outlet, text, own, speaker in zip("AB", texts, words, ["the statement", "Jo Lind"], strict=True)
    ]
    one = traced(reports, words)
    assert (one.independent.least, one.independent.most) == (least, 2)


def test_a_speaker_whose_name_has_no_letter_is_the_same_as_no_other():
    text = f"{FERRY[:-1]}, 🇺🇸 said."
    reports = [report(n, text, quotations=[quotation(text, FERRY[:-1], "🇺🇸")]) for n in "AB"]
    assert traced(reports, [FERRY[:-1]] * 2).outlets == 2


def test_an_outlet_that_asserts_it_itself_breaks_the_one_word():
    texts = [f"{FERRY[:-1]}, Ada Quill said.", OWN]
    reports = [
        report("A", texts[0], quotations=[quotation(texts[0], FERRY[:-1], "Ada Quill")]),
        report("B", OWN),
    ]
    assert traced(reports, [FERRY[:-1], OWN]).word_of is None


@pytest.mark.parametrize("count", [1, 2, 5])
def test_one_speakers_word_is_told_whatever_the_number_of_outlets(count):
    text = f"{FERRY[:-1]}, Ada Quill said."
    reports = [report(f"Paper {n}", text, quotations=[quotation(text, FERRY[:-1], "Ada Quill")]) for n in range(count)]
    assert traced(reports, [FERRY[:-1]] * count).word_of == "Ada Quill"


def test_what_two_outlets_give_alike_as_a_speakers_words_is_from_the_speaker():
    text = f"{FERRY[:-1]}, Ada Quill said."
    reports = [
        report(name, text, published=day, quotations=[quotation(text, FERRY[:-1], "Ada Quill")])
        for name, day in (("A", "2031-05-01"), ("B", "2031-05-02"))
    ]
    one = traced(reports, [FERRY[:-1]] * 2)
    assert [r.origin for r in one.reports] == ["Ada Quill", "Ada Quill"]
    assert (one.independent.least, one.independent.most) == (1, 1)


def test_what_the_report_itself_says_is_attributed_to_nobody():
    text = f"We all know that {FERRY}"
    own = replace(quotation(text, FERRY, None, cue="know"), source=Span(0, 2))
    assert traced([report("A", text, quotations=[own])]).reports[0].attribution is None


def test_another_speaker_breaks_the_one_word():
    texts = [f"{FERRY[:-1]}, Ada Quill said.", f"{OWN[:-1]}, Ben Moor said."]
    reports = [
        report(n, t, quotations=[quotation(t, w, s)])
        for n, t, w, s in zip("AB", texts, [FERRY[:-1], OWN[:-1]], ["Ada Quill", "Ben Moor"], strict=True)
    ]
    assert traced(reports, [FERRY[:-1], OWN[:-1]]).word_of is None


def test_evidence_names_the_outlet_and_its_credit():
    text = f"PORT SELBY (Norda Press) — {FERRY}"
    wire = report("Coast Daily", text, credited=[credit(text, "(Norda Press)", "Norda Press", whole=True)])
    one = traced([wire, report("Inland Post", FERRY)])
    assert "same 19 words as Coast Daily, which credits the Norda Press" in evidence(one)
    assert [r.origin for r in one.reports] == ["Norda Press", "Norda Press"]


def test_a_stacked_page_joins_no_strangers():
    # B has the claim twice, once in A's words and once in C's: A and C remain two origins, and B adds none.
    assert independent(["A", "B", "B", "C"], [["x"], ["x"], ["y"], ["y"]]) == 2
    assert independent(["A", "B", "B"], [["x"], ["x"], []]) == 1


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.lists(st.integers(0, 3), max_size=3)), min_size=1, max_size=9))
def test_more_ties_never_mean_more_origins(reports):
    publishers = [p for p, _ in reports]
    keys = [k for _, k in reports]
    count = independent(publishers, keys)
    assert 1 <= count <= len(set(publishers))
    assert independent(publishers, [[*k, "tie"] for k in keys]) == 1
    assert independent(publishers[::-1], keys[::-1]) == count


def test_a_medium_that_is_cited_and_is_here_itself_is_an_outlet():
    text = f"The Coast Daily says so: {FERRY}"
    citing = report("Inland Post", text, credited=[credit(text, "Coast Daily", "Coast Daily", kind="medium")])
    reports = [report("Coast Daily", FERRY), citing]
    one = traced(reports, [FERRY, text])
    (flowed,) = origins.flow(story(*reports), (one,), ())
    assert (flowed.name, flowed.kind) == ("Coast Daily", "outlet")


def test_the_flow_shows_agencies_and_how_much_each_has():
    text = f"PORT SELBY (Norda) — {FERRY}"
    wire = report("A", text, credited=[credit(text, "(Norda)", "Norda", whole=True)])
    reports = [wire, report("B", f"{FERRY} {OWN}"), report("C", OWN)]
    found = passages.find(reports)
    flow = origins.flow(story(*reports), (), found)
    norda = next(o for o in flow if o.name == "Norda")
    assert norda.kind == "wire"
    assert norda.articles == (reports[0].article.id, reports[1].article.id)
    assert norda.share[0] > norda.share[1] > 0.4


def test_names_of_one_origin_are_equal():
    assert key("The Norda Press") == key("norda press") == key("Norda Press (NP)")
    assert key("nordapress.com") == key("www.norda-press.com") == key("Norda Press")
    assert in_words("Norda Press") == in_words("the Norda Press") == "the Norda Press"
    assert in_words("Reuters") == "Reuters"
    assert listed(["A", "B", "C"]) == "A, B and C"


def test_speakers_with_one_last_name_part_only_where_more_is_known():
    assert same("Ada Quill", "Quill")
    assert same("the police", "Police")
    assert not same("Ada Quill", "Ben Quill")
    assert not same("a spokesman", "a harbour spokesman")
    assert same("a spokesman for the Harbour Board", "Harbour Board")
    assert same("the Harbour Board's spokeswoman", "a Harbour Board spokesman")
    assert not same("a spokesman for the Harbour Board", "a spokesman for Norda")


@pytest.mark.parametrize("rule", ["stance", "infinitive", "preposition", "asking"])
def test_an_attitude_makes_nobody_the_origin_of_a_claim(rule):
    text = "At the pier a handwritten notice asked for silence at noon."
    spoken = replace(quotation(text, "silence at noon", "a handwritten notice", cue="asked"), rule=rule)
    one = traced([report("A", text, quotations=[spoken])], ["silence at noon"])
    assert one.reports[0].attribution is None
    assert one.reports[0].origin == "A"
    said = replace(spoken, rule="clause")
    assert traced([report("A", text, quotations=[said])], ["silence at noon"]).reports[0].attribution is not None


@pytest.mark.parametrize("other", ["Quill", "Ada Quill, the mayor"])
def test_one_speaker_under_two_forms_is_one_origin(other):
    texts = [f"{FERRY[:-1]}, Ada Quill said.", f"{OWN[:-1]}, {other} said."]
    reports = []
    for outlet, text, words, speaker in zip("AB", texts, [FERRY[:-1], OWN[:-1]], ["Ada Quill", other], strict=True):
        shown = speaker.partition(",")[0]
        start = text.index(shown)
        person = Name(start, start + len(shown), shown, "PER", shown)
        made = report(outlet, text, quotations=[quotation(text, words, speaker)])
        reports.append(replace(made, names=(person,)))
    one = traced(reports, [FERRY[:-1], OWN[:-1]])
    assert {r.attribution.speaker for r in one.reports} == {"Ada Quill"}
    assert {r.origin for r in one.reports} == {"Ada Quill"}


def test_the_words_that_cite_are_shown_where_they_say_more_than_the_name():
    texts = [f"{FERRY[:-1]}, told Norda.", f"{OWN[:-1]} (Norda)."]
    reports = [
        report(name, text, credited=[credit(text, words, "Norda")])
        for name, text, words in zip("AB", texts, ["told Norda", "Norda"], strict=True)
    ]
    assert evidence(traced(reports, texts)) == ['cites Norda: "told Norda"', "cites Norda"]


def test_a_date_tells_the_earliest_and_not_who_copied():
    reports = [report("A", FERRY, published="2031-03-05"), report("B", FERRY, published="2031-03-04")]
    assert evidence(traced(reports)) == [
        "same 19 words as B; B is the earliest of them",
        "same 19 words as A; this article is the earliest of them",
    ]


def test_several_articles_of_one_outlet_credit_as_one():
    texts = [f"PORT SELBY (Norda Press) — {words} {FERRY}" for words in ("At dawn.", "By noon.")]
    wires = [
        report("Coast Daily", text, credited=[credit(text, "(Norda Press)", "Norda Press", whole=True)])
        for text in texts
    ]
    assert "same 19 words as Coast Daily, which credits the Norda Press" in evidence(
        traced([*wires, report("Inland Post", FERRY)])
    )
    others = [replace(one, article=replace(one.article, outlet=name)) for one, name in zip(wires, "AB", strict=True)]
    assert "same 19 words as A, B and Town Crier, of which A and B credit the Norda Press" in evidence(
        traced([*others, report("Inland Post", FERRY), report("Town Crier", FERRY)])
    )
