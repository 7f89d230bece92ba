"""Copied passages: what is one, what is none, and where it begins and ends."""

from comparison.reports import credit, report
from hypothesis import given
from hypothesis import strategies as st

from headwater.comparison import passages
from headwater.comparison.passages import quoted

FERRY = (
    "The ferry Almina ran aground on a sandbank two miles north of Port Selby on Tuesday morning with 212 on board. "
    "Rescue boats brought all passengers ashore before noon, the harbour office reported. "
    "Divers will inspect the hull once the tide allows it."
)
BRIDGE = (
    "Engineers closed the old bridge at Varn after a routine check found cracks in three of its bearings. "
    "Traffic is being sent over the motorway. Repairs are expected to take until spring."
)
OPENING = "Weather was calm along the northern coast all week."


def texts(found, articles):
    by_id = {a.article.id: a.article.text for a in articles}
    return [[by_id[s.article][s.start : s.end] for s in p.spans] for p in found]


def test_a_copied_sentence_is_one_passage_with_clean_edges():
    sentence = FERRY.split(". ", maxsplit=1)[0] + "."
    one = report("Coast Daily", f"{OPENING} {sentence} Nobody could explain it.")
    other = report("Inland Post", f"PORT SELBY — {sentence}\n\nOur reporter saw long queues at the pier.")
    found = passages.find([one, other])
    assert [set(t) for t in texts(found, [one, other])] == [{sentence.removesuffix(".")}]
    assert found[0].grade == "verbatim"


def test_lightly_rewritten_prose_is_a_light_passage():
    one = report("Coast Daily", FERRY)
    rewritten = (
        "The ferry Almina ran aground on a sandbank north of Port Selby early on Tuesday with 212 aboard."
        " Rescue boats had brought all the passengers ashore before noon, the harbour office said."
    )
    found = passages.find([one, report("Inland Post", rewritten)])
    assert [p.grade for p in found] == ["light", "light"]


def test_a_changed_figure_stays_inside_the_passage():
    one, other = report("A", FERRY), report("B", FERRY.replace("212", "221"))
    first = min(passages.find([one, other]), key=lambda p: p.spans[0].start)
    assert first.grade == "light"
    assert any("212" in t for t in texts([first], [one, other])[0])


def test_a_shared_quotation_alone_is_none():
    speech = "“We will rebuild this harbour stone by stone, however long it takes and whatever it costs,”"
    one = report("A", f"{OPENING} {speech} the mayor told a crowd. He left at once.")
    other = report("B", f"Hundreds gathered on the quay. {speech} said Ada Quill, who has run the town since May.")
    assert passages.find([one, other]) == ()


def test_a_quotation_ties_no_copies_of_one_report_to_those_of_another():
    speech = "“We will rebuild this harbour stone by stone, however long it takes,” Ada Quill said."
    wires = [f"{FERRY} {speech}", f"{BRIDGE} {speech}"]
    pile = [report(f"{name} {n}", text) for name, text in zip("AB", wires, strict=True) for n in range(3)]
    spoken = [p for p in passages.find(pile) if any("stone" in t for t in texts([p], pile)[0])]
    assert sorted(sorted({s.article for s in p.spans}) for p in spoken) == sorted(
        sorted(a.article.id for a in pile[n : n + 3]) for n in (0, 3)
    )


def test_a_shared_post_alone_is_none():
    post = "We will rebuild this harbour stone by stone, however long it takes and whatever it costs!"
    signed = f"{post}\n\n— Ada Quill (@adaquill) March 4, 2031"
    one = report("A", f"{OPENING}\n\n{signed}\n\nShe left at once.")
    other = report("B", f"Hundreds gathered on the quay.\n\n{signed}\n\nNobody else spoke.")
    assert passages.find([one, other]) == ()
    plain = [report(n, f"{words} {post} {words}") for n, words in (("A", OPENING), ("B", "Hundreds gathered there."))]
    assert passages.find(plain)


def test_times_dates_and_signatures_are_no_prose():
    page = "{0}\n\n12:45 p.m.\n\n{1}\n\nJuly 16, 2031\n\nAda B. Quill\n\n{0}"
    texts_ = [page.format(FERRY, words) for words in (OPENING, "Hundreds gathered on the quay.")]
    found = passages.find([report(name, text) for name, text in zip("AB", texts_, strict=True)])
    pile = [report(name, text) for name, text in zip("AB", texts_, strict=True)]
    assert found
    assert not any(t.startswith(("12", "July", "Ada")) for own in texts(found, pile) for t in own)


def test_an_agencys_captions_of_two_pictures_are_no_copies():
    end = "at the northern harbour of Port Selby, Norland, on Monday, March 3, 2031, on the eve of the council's vote"
    first = f"Mayor Ada Quill greets fishermen {end}."
    second = f"Divers from the coast guard lower their boats into the water beside the wreck {end}."
    pile = [report("A", f"{OPENING}\n\n{first}", caption=first), report("B", f"{FERRY}\n\n{second}", caption=second)]
    assert passages.find(pile) == ()
    again = [*pile, report("C", f"{BRIDGE}\n\n{first}", caption=first)]
    assert [len(p.spans) for p in passages.find(again)] == [2]


def test_a_quotation_inside_shared_prose_is_part_of_it():
    speech = "“We will rebuild this harbour stone by stone.”"
    body = f"{FERRY} {speech} {BRIDGE}"
    one, other = report("A", f"{OPENING} {body}"), report("B", f"{body} More follows.")
    assert speech.strip("“”.") in {t[0].strip("“”.") for t in texts(passages.find([one, other]), [one, other])}


def test_what_every_newsroom_writes_is_none():
    one = report("A", f"{OPENING} The ministry did not immediately respond to a request for comment.")
    other = report("B", f"{BRIDGE} The company did not immediately respond to a request for comment.")
    assert passages.find([one, other]) == ()


def test_unrelated_reports_share_nothing():
    assert passages.find([report("A", FERRY), report("B", BRIDGE)]) == ()
    assert passages.find([]) == ()
    assert passages.find([report("A", "")]) == ()


def test_one_page_with_two_items_ties_nobody_together():
    ferry, bridge = report("A", FERRY), report("B", BRIDGE)
    stack = report("C", f"{FERRY}\n\n{BRIDGE}")
    found = passages.find([ferry, bridge, stack])
    assert found
    assert all({s.article for s in p.spans} < {ferry.article.id, bridge.article.id, stack.article.id} for p in found)


def test_a_sentence_in_many_papers_is_one_passage():
    papers = [report(f"Paper {n}", f"Edition {n}. {FERRY}") for n in range(40)]
    found = passages.find(papers)
    assert [len(p.spans) for p in found] == [40, 40, 40]


def test_the_order_of_the_articles_changes_nothing():
    pile = [
        report("A", FERRY),
        report("B", f"{OPENING} {FERRY}"),
        report("C", BRIDGE),
        report("D", f"{BRIDGE} {FERRY}"),
    ]
    expected = passages.find(pile)
    assert expected
    assert passages.find(pile[::-1]) == expected


def test_the_first_by_time_is_the_origin():
    early = report("A", FERRY, published="2031-03-04T08:00:00+00:00")
    late = report("B", FERRY, published="2031-03-04T10:30:00+01:00")
    assert {p.origin for p in passages.find([late, early])} == {early.article.id}


def test_equal_or_missing_times_decide_nothing():
    day = report("A", FERRY, published="2031-03-04")
    hour = report("B", FERRY, published="2031-03-04T10:30:00+01:00")
    assert {p.origin for p in passages.find([day, hour])} == {None}
    assert {p.origin for p in passages.find([day, report("C", FERRY)])} == {None}


def test_a_credited_agency_is_the_origin():
    text = f"PORT SELBY (Norda) — {FERRY}"
    wire = report("A", text, credited=[credit(text, "(Norda)", "Norda News Agency", whole=True)])
    early = report("B", FERRY, published="2031-03-04T08:00:00+00:00")
    assert {p.origin for p in passages.find([wire, early])} == {"Norda News Agency"}


@given(st.lists(st.text(max_size=400), max_size=5))
def test_any_text_gives_spans_inside_it(pile):
    articles = [report(f"Paper {n}", text) for n, text in enumerate(pile)]
    by_id = {a.article.id: a.article.text for a in articles}
    for passage in passages.find(articles):
        assert len({s.article for s in passage.spans}) == len(passage.spans) > 1
        for span in passage.spans:
            covered = by_id[span.article][span.start : span.end]
            assert covered == covered.strip() != ""


@given(st.integers(1, 3000), st.sampled_from(["“", '"', "‘", "a. ", "1", "\n", "「", " ", "x" * 90]))
def test_long_runs_of_one_mark_are_read(count, mark):
    hostile = mark * count
    passages.find([report("A", f"{hostile}{FERRY}"), report("B", f"{FERRY}{hostile}")])


def test_what_one_article_says_twice_does_not_part_those_that_say_it_once():
    # Two articles print the sentence in the report and, reworded, in a caption; of two others each prints one form.
    report_form = "The court extended the remand of the harbour master by eight days after a short hearing on Monday."
    caption_form = "The court extended the remand of the harbour master by 8 days after a short hearing Monday."
    both = [
        report(outlet, f"{caption_form}\n\n{opening} {report_form}")
        for outlet, opening in (("A", OPENING), ("B", "Boats stayed tied up along the quays."))
    ]
    once = [report("C", f"Nobody spoke. {report_form}"), report("D", f"Nets hung out to dry. {caption_form}")]
    found = passages.find([*both, *once])
    pairs = {tuple(sorted({s.article for s in p.spans} & {r.article.id for r in once})) for p in found}
    assert tuple(sorted(r.article.id for r in once)) in pairs


def test_words_quoted_inside_straight_marks_do_not_turn_the_rest_about():
    whole = '"We parted. I mean, not "over Easter" — that was no fight. No fight,"'
    text = f'{whole} she wrote. "It got hard." He left "now" and "then" and "again" too.'
    found = [text[start:end] for start, end in quoted.stretches(report("Inland Post", text))]
    assert found == [whole, '"It got hard."', '"now"', '"then"', '"again"']
