"""Claims: which reports of a story make the same assertion."""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.article import Article, Block
from headwater.comparison.claims import align, grouping, model, wording
from headwater.comparison.claims.features import Pairs
from headwater.comparison.claims.vectors import Vectors
from headwater.language import annotate
from headwater.language.stems import british, stem
from headwater.stories.story import Story

REPORTS = {
    "bugle": (
        "A ferry carrying 212 passengers ran aground off Port Lumen on Tuesday night. Nobody was hurt.\n\n"
        "“We heard a loud bang and then everything went dark,” said Tomas Veld, a teacher from Harrow Bay.\n\n"
        "The ferry company Norline said that a broken rudder was to blame. The harbour master, Ilse Brandt, "
        "ordered an inquiry."
    ),
    "courier": (
        "A Norline ferry with 212 people aboard ran aground near Port Lumen late on Tuesday. No one was injured, "
        "the coast guard said.\n\n"
        "Passenger Tomas Veld said: “We heard a loud bang and then everything went dark.”\n\n"
        "Hotels in the town gave the stranded travellers free rooms. Ilse Brandt, the harbour master, has ordered an "
        "inquiry into the accident."
    ),
    "dispatch": (
        "Norline blamed a broken rudder for the grounding of one of its ferries off Port Lumen.\n\n"
        "The ship was built in 1987 and had been repaired twice last year. Shares in Norline fell by four percent."
    ),
}
CONTRACTED = {
    "bugle": "The report found that Norline’s crew didn’t hear the alarm before the ferry sank.",
    "courier": "Norline’s crew didn’t hear the alarm before the ferry sank, the report said.",
}
UNRELATED = (
    "The orchestra of Vellmar opened its season with a symphony that had been thought lost. Critics praised the "
    "young conductor, who had found the score in a cellar."
)


def article(name, text):
    return Article(
        id=name, source=f"{name}.txt", record=None, outlet=name, publisher=name, title=None, byline=None,
        dateline=None, published="2024-05-15", modified=None, language="en", url=None, text=text,
        blocks=(Block(0, len(text)),),
    )  # fmt: skip


@cache
def understood(name, text):
    return annotate(article(name, text))


def story(reports):
    return Story("s", "Ferry", tuple(understood(name, text) for name, text in reports.items()))


def told(reports, aligned):
    """Return the claims as the sets of sentences they hold, whatever the articles are called."""
    return {frozenset(reports[m.article][m.start : m.end] for m in one.mentions) for one in aligned}


def shared(reports):
    return [one for one in align(story(reports), ()) if len({m.article for m in one.mentions}) > 1]


def claim_of(aligned, reports, words):
    return [one for one in aligned if any(words in reports[m.article][m.start : m.end] for m in one.mentions)]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("ran aground off Port Lumen", "ran aground near Port Lumen"),
        ("a loud bang and then everything went dark,”", "a loud bang and then everything went dark.”"),
        ("ordered an inquiry.", "has ordered an inquiry"),
        ("a broken rudder was to blame", "blamed a broken rudder"),
    ],
)
def test_reports_of_one_assertion_are_joined(here, there):
    found = claim_of(shared(REPORTS), REPORTS, here)
    assert any(there in REPORTS[m.article][m.start : m.end] for one in found for m in one.mentions)


def test_what_one_outlet_alone_reports_stays_alone():
    aligned = align(story(REPORTS), ())
    for words in ("free rooms", "built in 1987", "Shares in Norline"):
        (one,) = claim_of(aligned, REPORTS, words)
        assert len(one.mentions) == 1


def test_every_sentence_is_a_mention_of_some_claim():
    whole = story(REPORTS)
    held = {(m.article, m.sentence) for one in align(whole, ()) for m in one.mentions}
    assert held == {(a.article.id, index) for a in whole.articles for index in range(len(a.sentences))}


def test_a_claim_says_what_joined_it_and_shows_a_report_of_it():
    for one in shared(REPORTS):
        assert one.why
        assert 0 <= one.best < len(one.mentions)
        assert 0 < one.confidence <= 1
    (quoted,) = claim_of(shared(REPORTS), REPORTS, "a loud bang")
    assert any("loud bang and then everything went dark" in reason for reason in quoted.why)


def test_the_same_story_gives_the_same_claims():
    assert align(story(REPORTS), ()) == align(story(REPORTS), ())


@given(st.permutations(sorted(REPORTS)), st.permutations(["x", "y", "z"]))
@settings(max_examples=6)
def test_neither_order_nor_names_of_articles_change_a_claim(order, names):
    renamed = {name: REPORTS[old] for name, old in zip(names, order, strict=True)}
    assert told(renamed, align(story(renamed), ())) == told(REPORTS, align(story(REPORTS), ()))


def test_an_unrelated_article_changes_no_claim():
    more = {**REPORTS, "gazette": UNRELATED}
    with_it = {one for one in told(more, align(story(more), ())) if not any(s in UNRELATED for s in one)}
    assert with_it == told(REPORTS, align(story(REPORTS), ()))


def links(reports, aligned):
    """Return the pairs of sentences of different articles that stand in one claim."""
    return {
        frozenset({(m.article, m.sentence), (n.article, n.sentence)})
        for one in aligned
        for m in one.mentions
        for n in one.mentions
        if m.article != n.article and m.article in reports and n.article in reports
    }


def test_removing_an_article_removes_only_its_links():
    fewer = {name: text for name, text in REPORTS.items() if name != "dispatch"}
    assert links(fewer, align(story(fewer), ())) == links(fewer, align(story(REPORTS), ()))


def test_an_article_in_an_unknown_language_and_an_empty_one_do_no_harm():
    plain = replace(understood("bugle", REPORTS["bugle"]), analysed=False, names=(), quotations=(), figures=(),
                    moments=(), propositions=())  # fmt: skip
    empty = replace(understood("bugle", REPORTS["bugle"]), article=article("void", ""), tokens=(), sentences=(),
                    names=(), quotations=(), figures=(), moments=(), propositions=())  # fmt: skip
    whole = Story("s", "Ferry", (plain, understood("courier", REPORTS["courier"]), empty))
    mentioned = {mention.article for one in align(whole, ()) for mention in one.mentions}
    assert mentioned == {understood("courier", REPORTS["courier"]).article.id}
    assert align(Story("s", "Nothing", (empty,)), ()) == ()


LINKS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0.34, 1.0)).filter(lambda link: link[0] < link[1]),
    max_size=40, unique_by=lambda link: link[:2],
)  # fmt: skip


@given(LINKS, st.lists(st.integers(0, 3), min_size=12, max_size=12))
@settings(max_examples=300)
def test_groups_are_small_in_number_whole_and_no_chain(links, article_of):
    article_of = sorted(article_of)
    links = [link for link in links if article_of[link[0]] != article_of[link[1]]]
    groups = grouping.cover(links, article_of)
    linked = {link[:2] for link in links}
    for group in groups:
        assert len({article_of[member] for member in group}) == len(group) > 1
        for member in group:
            with_it = [(min(member, other), max(member, other)) in linked for other in group if other != member]
            assert sum(with_it) >= len(with_it) / 2
    for member in range(12):
        assert sum(member in group for group in groups) <= grouping.MOST_CLAIMS
    for one, other in combinations(groups, 2):
        shared = len({*one} & {*other})
        assert shared < min(len(one), len(other))
    assert groups == grouping.cover(list(reversed(links)), article_of)


def test_the_surest_link_is_always_told():
    links = [(0, 1, 0.9), (0, 2, 0.5), (1, 2, 0.5), (2, 3, 0.6)]
    assert any({0, 1} <= {*group} for group in grouping.cover(links, [0, 1, 2, 3]))


def test_groups_that_share_members_are_two_claims_as_long_as_each_has_one_of_its_own():
    strong = [(a, b, 0.9) for a, b in combinations(range(5), 2)]
    weak = [(0, 5, 0.8), (1, 5, 0.7), (2, 5, 0.6), (3, 5, 0.5)]
    # 4 and 5 are two statements of one article: the others cannot all be told twice.
    assert grouping.cover(strong + weak, [0, 1, 2, 3, 4, 4]) == [(0, 1, 2, 3, 4), (0, 1, 2, 3, 5)]


def test_a_group_within_a_stronger_one_is_none():
    near = defaultdict(dict)
    for a, b in combinations(range(4), 2):
        near[a][b] = near[b][a] = 0.9
    assert grouping._told_once([[0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3]], near) == [[0, 1, 2, 3]]


def test_a_sentence_stands_under_few_claims():
    links = [(0, other, 0.9 - other / 100) for other in range(1, 13)]
    assert len(grouping.cover(links, [0] + [1] * 12)) == grouping.MOST_CLAIMS


def test_a_sentence_that_is_told_already_joins_another_claim_only_on_surer_links():
    # 0 stands with 1; 2 and 3 are surely one, and each is linked to 0 only so far.
    apart = [(0, 1, 0.9), (2, 3, 0.8), (0, 2, 0.28), (0, 3, 0.28)]
    assert sorted(grouping.cover(apart, [0, 1, 2, 3])) == [(0, 1), (2, 3)]
    assert grouping.cover(apart[1:], [0, 1, 2, 3]) == [(0, 2, 3)]
    together = [*apart[:2], (0, 2, 0.45), (0, 3, 0.45)]
    assert sorted(grouping.cover(together, [0, 1, 2, 3])) == [(0, 1), (0, 2, 3)]


def test_two_quotations_without_common_words_must_be_surer():
    names = ("names apart", "figures apart", "quotation words min", "quotation runs longest")
    rows = np.array([[0, 0, 6, 0], [0, 0, 6, 2], [0, 0, 2, 0], [1, 0, 0, 0]], dtype=np.float32)
    pairs = Pairs(np.zeros(4, dtype=np.int64), np.ones(4, dtype=np.int64), names, rows)
    other, same, word, names_apart = model.tempered(pairs, np.full(4, 0.5)).tolist()
    assert other < same == word == 0.5 > names_apart
    assert model.tempered(pairs, np.full(4, 0.9)).tolist() == [0.9] * 4


def test_a_chain_of_links_is_no_claim():
    assert sorted(grouping.cover([(0, 1, 0.9), (1, 2, 0.9)], [0, 1, 2])) == [(0, 1), (1, 2)]
    assert grouping.cover([(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.6)], [0, 1, 2]) == [(0, 1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("indicted", "indictment"), ("explosions", "exploded"), ("Killing", "kills"), ("twelve", "12"), ("1,200", "1200"),
     ("Orlova’s", "Orlova"), ("cafés", "cafe"), ("praise", "praised"),
     ("advise", "advising"), ("organise", "organized"), ("Neighborhood", "neighbourhoods"), ("centers", "centre"),
     ("labored", "Labour"), ("defense", "defences"), ("analyzing", "analyse")],
)  # fmt: skip
def test_forms_of_one_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("word", "other"), [("literal", "litre"), ("laboratory", "labour"), ("Colorado", "colour")])
def test_words_that_only_begin_alike_are_two(word, other):
    assert british(word.lower()) == word.lower()
    assert stem(word) != stem(other)


@given(st.text(max_size=60))
def test_any_text_has_a_stem(text):
    assert isinstance(stem(text), str)
    assert len(stem(text)) <= max(10, len(text) * 4)


def test_a_word_weighs_less_where_its_article_repeats_it():
    vectors = Vectors([["ferry", "rudder"], ["ferry"], ["ferry", "rudder"]], [0, 0, 1])
    row = vectors.row(0)
    assert row["rudder"] > row["ferry"]


def test_a_wall_of_words_and_thousands_of_like_sentences_are_compared_in_bounded_work():
    wall = "ferry rudder inquiry harbour " * 4000
    many = "The ferry ran aground off the harbour with a broken rudder. " * 400
    reports = {"wall": wall.strip() + ".", "many": many.strip(), "bugle": REPORTS["bugle"]}
    assert align(story(reports), ())


def test_three_facts_of_one_sentence_are_three_claims():
    links = [(0, 1, 0.9), (0, 2, 0.8), (0, 3, 0.7)]
    assert sorted(grouping.cover(links, [0, 1, 1, 1])) == [(0, 1), (0, 2), (0, 3)]
    assert grouping.cover(links, [0, 1, 1, 1], {(1, 2), (1, 3), (2, 3)}) == [(0, 1, 2), (0, 3)]


def test_a_shared_run_of_words_is_shown_as_it_was_written():
    (quoted,) = claim_of(shared(CONTRACTED), CONTRACTED, "didn’t")
    assert any("Norline’s crew didn’t hear the alarm" in reason for reason in quoted.why)


def test_a_claim_is_told_in_whole_quotations_where_a_report_has_them():
    reports = {
        "bugle": "“Nobody shouted at all. The mate counted us through the side door twice,” said Ilse Brandt, a nurse.",
        "courier": "Ilse Brandt, a nurse, said that the mate had counted them through the side door twice.",
    }
    for one in shared(reports):
        told_by = one.mentions[one.best]
        if "counted" in reports[told_by.article][told_by.start : told_by.end]:
            assert told_by.article == "courier"


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [("“All left,” she said.", False), ("All left,” she said.", True), ('again," said Brandt.', True), ("", False)],
)
def test_a_cut_quotation_is_known(text, is_cut):
    assert wording.cut(text) is is_cut


@given(st.text(alphabet='"“”« \na.', max_size=60), st.data())
def test_a_sentence_is_shown_from_where_its_quotation_opens(text, data):
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    found = wording.opening(text, start, end)
    assert found <= start
    assert found == start or not wording.cut(text[found:end])
    words = "He nodded. “Nobody shouted. We were counted twice,” said Brandt."
    assert words[wording.opening(words, words.index("We"), len(words)) :].startswith("“Nobody")


def test_what_opens_with_its_own_mark_is_shown_from_there():
    text = '"We go," said Brandt. "Nobody shouted.'
    assert wording.opening(text, text.index('"Nobody'), len(text)) == text.index('"Nobody')


def test_the_mark_of_an_item_is_not_shown():
    text = "• The harbour stays closed."
    assert text[wording.opening(text, 0, len(text)) :] == "The harbour stays closed."


def test_two_claims_are_not_told_in_the_same_words_where_another_report_tells_one():
    texts = [
        "".join(reports[m.article][m.start : m.end])
        for reports in (REPORTS, CONTRACTED)
        for one in shared(reports)
        for m in [one.mentions[one.best]]
    ]
    assert len(texts) == len(set(texts))


def test_shared_figures_are_shown_once_and_as_they_stand():
    reports = {
        "bugle": "Trade between Vellmar and Harrow reached $240 billion by 8:05 on Tuesday, the two ministers said.",
        "courier": "By 8:05 on Tuesday trade between Harrow and Vellmar had reached $240 billion, said the ministers.",
    }
    (one,) = shared(reports)
    (figures,) = [reason for reason in one.why if reason.startswith("the same figures: ")]
    assert "$240 billion" in figures
    assert "8:05" in figures
    assert "two" not in figures
    assert "e+" not in figures
    assert figures.count("240") == 1


def test_a_claim_about_a_figure_keeps_only_who_gives_it_or_surely_tells_the_same():
    links = [(0, 1, 0.9), (0, 2, 0.5), (1, 2, 0.5)]
    assert grouping.cover(links, [0, 1, 2], (), [{"240"}, {"240"}, {"240", "9"}]) == [(0, 1, 2)]
    assert grouping.cover(links, [0, 1, 2], (), [{"240"}, {"240"}, set()]) == [(0, 1)]
    assert grouping.cover(links, [0, 1, 2], (), [{"240"}, {"9"}, set()]) == [(0, 1, 2)]
    surely = [(0, 1, 0.9), (0, 2, 0.7), (1, 2, 0.7)]
    assert grouping.cover(surely, [0, 1, 2], (), [{"240"}, {"240"}, set()]) == [(0, 1, 2)]


@pytest.mark.parametrize(
    ("rest", "ended"),
    [("", True), (", and left.", True), (" and left.", True), (" soaring to $9 million.", False), (".", True)],
)
def test_no_clause_is_shown_that_breaks_off_in_a_phrase(rest, ended):
    assert wording._ended(rest) == ended


def test_a_reason_or_a_time_that_is_told_by_the_way_is_shown_without_what_it_is_told_of():
    words = "Norline fired three of its engineers over the broken rudder of the ferry"
    reports = {
        "bugle": f"{words}.",
        "courier": (
            "Passengers have asked the harbour office for more lifeboats, louder alarms, benches and maps of the bay "
            f"since {words}."
        ),
    }
    for one in claim_of(shared(reports), reports, "engineers"):
        by = {m.article: reports[m.article][m.start : m.end] for m in one.mentions}
        assert by["courier"] == words


def test_whether_is_not_since():
    reports = {
        "bugle": "Norline fired three of its engineers over the broken rudder of the ferry.",
        "courier": (
            "Passengers asked the harbour office in three letters and at two meetings whether Norline fired three of "
            "its engineers over the broken rudder of the ferry."
        ),
    }
    for one in align(story(reports), ()):
        for m in one.mentions:
            assert not reports[m.article][m.start : m.end].startswith("Norline") or m.article == "bugle"


def test_copies_lend_no_sureness_to_what_hangs_on_them():
    links = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0, (0, 3): 0.5, (1, 3): 0.5, (2, 3): 0.5}
    assert grouping.surely([0, 1, 2, 3], links, [0, 1, 2, 3]) == {0, 1, 2}
    assert grouping.surely([0, 3], links, [0, 1, 2, 3]) == set()
    # What one article says twice is no second report.
    assert grouping.surely([0, 1], links, [0, 0]) == set()


def test_what_a_reprint_repeats_bears_nothing_out():
    reprinted = [(0, 1, 0.99), (0, 2, 0.37), (1, 2, 0.37)]
    assert grouping.cover(reprinted, [0, 1, 2]) == [(0, 1)]
    assert grouping.cover([(0, 1, 0.37)], [0, 1]) == []


def test_an_article_that_repeats_itself_is_told_twice_at_most_under_a_claim():
    alike = {(1, 2), (1, 3), (2, 3)}
    for group in grouping.cover([(0, 1, 0.9), (0, 2, 0.8), (0, 3, 0.7)], [0, 1, 1, 1], alike):
        assert len(group) <= 1 + grouping.MOST_OF_ONE
