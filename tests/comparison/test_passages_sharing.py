"""Whole stretches, what each article shares, and an outlet's own furniture."""

import pytest
from comparison.reports import report

from headwater.comparison import passages

FERRY = (
    "The ferry Almina ran aground on a sandbank two miles north of Port Selby on Tuesday morning with 212 on board. "
    "Rescue boats brought all passengers ashore before noon, the harbour office reported. "
    "Divers will inspect the hull once the tide allows it."
)
BRIDGE = (
    "Engineers closed the old bridge at Varn after a routine check found cracks in three of its bearings. "
    "Traffic is being sent over the motorway, and repairs are expected to take until spring."
)
MARKET = (
    "Wholesale prices for cod fell by a fifth at the Selby auction as boats came home with their best catch in years. "
    "Buyers from the south stayed away because the cold stores there are full."
)
FOOTER = "The Coast Daily has covered the northern harbours since 1874 and is printed on paper from local mills."


def test_a_copied_paragraph_is_one_stretch():
    one, other = report("A", f"{BRIDGE}\n\n{FERRY}"), report("B", f"{FERRY}\n\n{MARKET}")
    (stretch,) = passages.stretches(passages.find([one, other]))
    by_id = {a.article.id: a.article.text for a in (one, other)}
    assert {by_id[s.article][s.start : s.end] for s in stretch.spans} == {FERRY.removesuffix(".")}
    assert stretch.grade == "verbatim"


def test_a_dropped_sentence_leaves_one_light_stretch():
    first, second, third = FERRY.split(". ")
    one, other = report("A", FERRY), report("B", f"{first}. {third}")
    assert second
    (stretch,) = passages.stretches(passages.find([one, other]))
    assert stretch.grade == "light"


def test_two_paragraphs_far_apart_are_two_stretches():
    one = report("A", f"{FERRY}\n\n{MARKET}\n\n{MARKET.replace('cod', 'herring')}\n\n{BRIDGE}")
    other = report("B", f"{FERRY}\n\n{BRIDGE}")
    assert len(passages.stretches(passages.find([one, other]))) == 2


def test_between_cuts_a_passage_down_to_two_articles():
    pile = [report(name, FERRY) for name in "ABC"]
    found = passages.between(passages.find(pile), pile[0].article.id, pile[2].article.id)
    assert found
    assert all({s.article for s in p.spans} == {pile[0].article.id, pile[2].article.id} for p in found)


def test_each_article_knows_how_much_it_shares_and_has_first():
    early = report("A", FERRY, published="2031-03-04T08:00:00+00:00")
    late = report("B", f"{FERRY} {MARKET}", published="2031-03-04T09:00:00+00:00")
    alone = report("C", BRIDGE)
    articles = [early.article, late.article, alone.article]
    found = passages.find([early, late, alone])
    first, second, third = passages.sharing(found, articles)
    assert first.part > 0.9 > second.part > 0.4
    assert first.partners[0][0] == late.article.id
    assert first.first == tuple(range(len(found)))
    assert second.first == ()
    assert third.part == 0
    assert third.partners == ()


def test_what_recurs_in_one_outlets_different_reports_is_its_own():
    own = [report("Coast Daily", f"{text}\n\n{FOOTER}") for text in (FERRY, BRIDGE, MARKET)]
    wire = report("Inland Post", FERRY)
    found = passages.find([*own, wire])
    furniture = passages.boilerplate(found, [a.article for a in (*own, wire)])
    assert [len(p.spans) for p in furniture] == [3]
    assert len(found) == len(furniture) + 3
    assert [p for p in found if p.boilerplate] == list(furniture)


def test_what_another_publisher_prints_as_well_is_no_outlets_own():
    own = [report("Coast Daily", f"{text}\n\n{FOOTER}") for text in (FERRY, BRIDGE, MARKET)]
    found = passages.find([*own, report("Inland Post", FOOTER)])
    assert [len(p.spans) for p in found] == [4]
    assert not any(p.boilerplate for p in found)


def test_two_versions_of_one_report_are_no_boilerplate():
    found = passages.find(
        [report("Coast Daily", f"{BRIDGE} {FERRY}"), report("Coast Daily", f"{BRIDGE} {FERRY} More.")]
    )
    assert found
    assert not any(p.boilerplate for p in found)


def test_a_stretch_holds_no_boilerplate_beside_copied_prose():
    twins = [report("Coast Daily", f"{text}\n\n{FOOTER}") for text in (FERRY, BRIDGE)]
    found = passages.stretches(passages.find([*twins, report("Inland Post", f"{FERRY}\n\n{MARKET}")]))
    assert sorted((p.boilerplate, len({s.article for s in p.spans})) for p in found) == [(False, 2), (True, 2)]


@pytest.mark.parametrize("count", [2, 20, 60])
def test_one_paragraph_in_many_articles_is_one_stretch(count):
    pile = [report(f"Paper {n}", f"Edition {n}.\n\n{FERRY}") for n in range(count)]
    assert [len(p.spans) for p in passages.stretches(passages.find(pile))] == [count]
