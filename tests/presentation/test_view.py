"""What a reader is shown, and in which order, before any form of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_account import (
    AGENCY,
    ARTICLES,
    ECHO,
    GAZETTE,
    LINE,
    VALE,
    article,
    at,
    made_account,
    made_articles,
    report,
)

from headwater.account import Account, Attribution, Claim, Evidence, Independence, Place, Report
from headwater.presentation.view import claims, wording
from headwater.presentation.view.conflicts import compared
from headwater.presentation.view.outlets import AROUND, link_of, outlets_of
from headwater.presentation.view.story import story


@pytest.fixture
def shown():
    return story(made_account(), {one.id: one for one in made_articles()}, "s1")


def test_claims_stand_in_the_order_of_their_standing(shown):
    assert [standing.key for standing in shown.standings] == ["corroborated", "echoed", "unclear", "single"]
    numbers = [claim.number for standing in shown.standings for claim in standing.claims]
    assert numbers == list(range(1, 7))


def test_reports_that_may_only_be_alike_come_after_the_sure_claims_and_have_no_standing():
    account = made_account()
    first = replace(account.claims[0], certainty="possible")
    shown = story(replace(account, claims=(first, *account.claims[1:])), {a.id: a for a in made_articles()}, "s1")
    assert [one.key for one in shown.standings] == ["corroborated", "echoed", "unclear", "possible", "single"]
    (view,) = next(one for one in shown.standings if one.key == "possible").claims
    assert (view.origins, view.spread) == ("?", "possibly 4 outlets")
    assert "1 possibly" in shown.summary[1]


def test_a_report_that_may_only_be_alike_is_shown_last_and_not_counted():
    account = made_account()
    one = account.claims[0]
    reports = (replace(one.reports[0], certainty="possible"), *one.reports[1:])
    account = replace(account, claims=(replace(one, reports=reports), *account.claims[1:]))
    (first, *_) = story(account, {a.id: a for a in made_articles()}, "s1").shared
    assert [r.sure for r in first.reports] == [True, True, True, False]
    assert [outlet.letter for outlet in first.outlets] == ["B", "C", "D"]
    assert first.reports[-1].excerpt.outlet.letter == "A"


def test_what_two_articles_of_one_outlet_may_both_tell_that_outlet_has_alone():
    account = made_account()
    first = replace(account.claims[0], certainty="possible", standing="single", outlets=1)
    account = replace(account, claims=(first, *account.claims[1:]))
    view = story(account, {one.id: one for one in made_articles()}, "s1")
    (single,) = (standing for standing in view.standings if standing.key == "single")
    assert first in [one.claim for one in single.claims]
    assert "possibly" not in view.summary[1]


def test_what_only_weights_tell_stands_apart_from_the_conflicts_and_alarms_no_claim():
    account = made_account()
    first = replace(account.conflicts[0], judged=True, certainty="sure")
    account = replace(account, conflicts=(first, *account.conflicts[1:]))
    shown = story(account, {a.id: a for a in made_articles()}, "s1")
    assert [view.conflict for view in shown.told] == [first]
    assert first not in [view.conflict for view in shown.conflicts]
    assert shown.told[0].number == len(account.conflicts)
    assert all(shown.told[0].number not in claim.conflicts for claim in shown.shared)


def test_of_a_matter_told_otherwise_the_place_is_shown_that_tells_it():
    account = made_account()
    first = replace(account.conflicts[0], judged=True, certainty="sure")
    own = first.sides[0].reports[0]
    text = next(one.text for one in made_articles() if one.id == own.article)
    beside = [Place(own.article, start, start + 30) for start in (0, 40)]
    assert not any("million" in text[place.start : place.end] for place in beside)
    first = replace(first, sides=(replace(first.sides[0], reports=(*beside, own)), *first.sides[1:]))
    shown = story(replace(account, conflicts=(first,)), {a.id: a for a in made_articles()}, "s1")
    side = shown.told[0].sides[0]
    (shown_first,) = side.excerpts
    assert "4.2 million pounds" in shown_first.marked
    assert side.further == 2


def test_what_weights_tell_without_being_sure_is_not_shown():
    account = made_account()
    first = replace(account.conflicts[0], judged=True, certainty="possible")
    shown = story(replace(account, conflicts=(first,)), {a.id: a for a in made_articles()}, "s1")
    assert not shown.told
    assert not shown.conflicts


def test_a_claim_knows_its_origins_and_conflicts(shown):
    first = shown.shared[0]
    assert [(b.origin, [o.letter for o in b.outlets]) for b in first.branches] == [
        (ECHO, ["A"]),
        ("Borough News Agency", ["B", "C"]),
        (VALE, ["D"]),
    ]
    assert [b.own.letter if b.own else None for b in first.branches] == ["A", None, "D"]
    assert first.conflicts == (1,)


def test_whom_an_article_credits_is_said_with_the_article_and_not_with_each_of_its_reports(shown):
    by_letter = {view.outlet.letter: view.notes for view in shown.articles}
    assert by_letter["B"][0] == "credited to Borough News Agency"
    assert by_letter["A"] == ("shares 13% with Northern Gazette",)
    assert by_letter["D"] == ()
    texts = [one.text for claim in shown.shared for view in claim.reports for one in view.evidence]
    assert "both have these words" in texts
    assert not any("byline" in text or "credit" in text for text in texts)


def test_a_report_that_only_the_articles_credit_traces_says_so_in_few_words():
    alone = replace(made_account(), claims=(made_account().claims[0],))
    claim = alone.claims[0]
    credited = Evidence("credit", "weak", "the article credits the Borough News Agency")
    reports = tuple(replace(r, evidence=(credited,)) if r.origin == AGENCY else r for r in claim.reports)
    account = replace(alone, claims=(replace(claim, reports=reports),))
    (view,) = story(account, {one.id: one for one in made_articles()}, "s1").shared
    assert {one.text for report in view.reports for one in report.evidence} == {"by the article’s credit"}
    assert not any(branch.credited for branch in view.branches)
    one_left = replace(claim, reports=tuple(r for r in reports if r.article != ARTICLES[LINE].id))
    (view,) = story(replace(alone, claims=(one_left,)), {one.id: one for one in made_articles()}, "s1").shared
    assert [b.origin for b in view.branches if b.credited] == [AGENCY]


def test_words_that_an_article_repeats_are_shown_once():
    account = made_account()
    claim = account.claims[0]
    one = claim.reports[0]
    given = {a.id: a for a in made_articles()}
    told = given[one.article]
    words = told.text[one.start : one.end]
    given[one.article] = replace(told, text=f"{told.text}\n\n{words}")
    start = len(told.text) + 2
    again = replace(one, start=start, end=start + len(words))
    account = replace(account, claims=(replace(claim, reports=(*claim.reports, again)), *account.claims[1:]))
    (view, *_) = story(account, given, "s1").shared
    assert len(view.reports) == len(claim.reports)
    assert [report.times for report in view.reports] == [2] + [1] * (len(claim.reports) - 1)


def test_boilerplate_is_shown_as_such_and_no_shared_prose(shown):
    account = made_account()
    furniture = tuple(replace(p, boilerplate=True) for p in account.passages)
    marked = story(replace(account, passages=furniture), {one.id: one for one in made_articles()}, "s1")
    assert any("shared prose" in part for part in shown.summary)
    assert not any("shared prose" in part for part in marked.summary)
    sources = {view.source for sharing in marked.sharings for view in sharing.passages}
    assert sources == {"recurs in this outlet’s own reports"}


def test_an_outlet_stands_in_one_branch_of_a_claim_only():
    claim = made_account().claims[0]
    again = report(GAZETTE, "Inspector Hanna Orrell", "Inspector Hanna Orrell")
    account = replace(made_account(), claims=(replace(claim, reports=(*claim.reports, again)),))
    (first,) = story(account, {one.id: one for one in made_articles()}, "s1").shared
    assert [(b.origin, [o.letter for o in b.outlets]) for b in first.branches] == [
        (ECHO, ["A"]),
        ("Borough News Agency", ["B", "C"]),
        (VALE, ["D"]),
    ]
    assert len(first.reports) == 5


@pytest.mark.parametrize(
    ("text", "begun"),
    [("the mayor left", "The mayor left"), ("The mayor left", "The mayor left"), ("iGate left", "iGate left"),
     ("“we left,” he said", "“we left,” he said"), ("", "")],
)  # fmt: skip
def test_a_claim_from_inside_a_sentence_begins_with_a_capital(text, begun):
    assert claims._begun(text) == begun


def test_a_text_is_shown_without_the_mark_of_a_medium():
    one = article("Echo", "(BNA) Thieves came at night.")
    outlets = outlets_of([one])
    assert outlets.undated(one.text, [one.id]) == "Thieves came at night."
    assert outlets.undated("(and so on) it went.", [one.id]) == "(and so on) it went."


def test_a_claim_is_shown_without_its_dateline():
    one = article("Echo", "CADDENHAM, March 1 (BNA) — Thieves came at night.", dateline="CADDENHAM, March 1")
    claim = Claim(
        "c",
        one.text,
        "single",
        contested=False,
        outlets=1,
        independent=Independence(1, 1),
        reports=(Report(one.id, 0, len(one.text), "Echo"),),
    )
    account = Account("9" * 12, "Theft", (one.id,), (claim,))
    (view,) = story(account, {one.id: one}, "s1").by_outlet[0].alone
    assert view.text == "Thieves came at night."
    assert view.reports[0].excerpt.marked == one.text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“The pier is gone.", "“The pier is gone.”"),
        ("Nobody was there,” she said.", "“Nobody was there,” she said."),
        ('"The pier is gone.', '"The pier is gone."'),
        ('Nobody was there," she said.', '"Nobody was there," she said.'),
        ("She said: “Go!”", "She said: “Go!”"),
        ('She said: "Go', 'She said: "Go"'),
        ('She was not pleased ("Go', 'She was not pleased ("Go"'),
    ],
)
def test_a_sentence_of_a_longer_quotation_has_both_marks(text, whole):
    assert wording.balanced(text) == whole


def test_one_word_alone_is_not_listed_as_what_an_outlet_tells():
    one = article("Echo", "'Stupid.'\n\nThieves came at night.")
    words = ((0, 9), (11, 33))
    claims = tuple(
        Claim(
            f"c{start}",
            one.text[start:end],
            "single",
            contested=False,
            outlets=1,
            independent=Independence(1, 1),
            reports=(Report(one.id, start, end, "Echo"),),
        )
        for start, end in words
    )
    account = Account("9" * 12, "Theft", (one.id,), claims)
    shown = story(account, {one.id: one}, "s1")
    assert [view.text for view in shown.by_outlet[0].alone] == ["Thieves came at night."]


def test_sure_and_real_conflicts_lead(shown):
    assert [(c.sure, c.conflict.kind) for c in shown.conflicts] == [
        (True, "real"),
        (True, "real"),
        (True, "rounding"),
        (False, "real"),
    ]


def test_what_an_outlet_alone_has_and_what_it_leaves_out(shown):
    by_letter = {view.outlet.letter: view for view in shown.by_outlet}
    assert [one.claim.id for one in by_letter["A"].alone] == ["c004"]
    assert [one.claim.id for one in by_letter["D"].left_out] == ["c002"]


def test_times_that_several_outlets_tell_of_lead():
    articles = {one.id: one for one in made_articles()}
    shared, alone = made_account().timeline
    many = [replace(shared, when=f"2026-03-0{day}") for day in range(1, 7)]
    account = replace(made_account(), timeline=(alone, *reversed(many), *[alone] * 5))
    timeline = story(account, articles, "s1").timeline
    assert [time.when for time in timeline.leading] == [f"{day} March 2026" for day in range(1, 7)]
    assert [len(time.moments) for time in timeline.others] == [6]
    few = story(replace(account, timeline=(shared, *[alone] * 12)), articles, "s1").timeline
    assert sum(len(time.moments) for time in few.leading) == 13


def test_what_the_timeline_tells_of_a_longer_quotation_has_both_marks():
    articles = {one.id: one for one in made_articles()}
    moment = replace(made_account().timeline[0], text="“Nobody was there at noon.")
    ((time,),) = (story(replace(made_account(), timeline=(moment,)), articles, "s1").timeline.leading,)
    assert [one.text for one in time.moments] == ["“Nobody was there at noon.”"]


def test_partly_quoted_words_have_marks_where_the_outlet_has_them():
    quotation = replace(made_account().quotations[0], kind="mixed", text="They knew which case")
    account = replace(made_account(), quotations=(quotation, replace(made_account().quotations[1], kind="mixed")))
    speakers = story(account, {one.id: one for one in made_articles()}, "s1").speakers
    assert [view.words for speaker in speakers for view in speaker.quotations] == [
        "“They knew which case”",
        "Police are looking for a white van",
    ]


def test_an_excerpt_is_the_words_in_their_paragraph():
    outlets = outlets_of(made_articles())
    one = outlets.excerpt(at(GAZETTE, "nine minutes later"))
    assert one.marked == "nine minutes later"
    assert one.before == "The alarm went off at 3:12 a.m., and the first patrol was at the door "
    assert one.after.startswith(", Inspector Hanna Orrell")


@given(st.text(alphabet=st.sampled_from("ab 🔥\n"), max_size=1500), st.data())
def test_an_excerpt_never_loses_or_changes_the_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = article("Echo", text)
    one = outlets_of([made]).excerpt(Place(made.id, start, end))
    assert one.marked == text[start:end]
    assert one.before.removeprefix("… ") in text[:start] or not one.before
    assert one.after.removesuffix(" …") in text[end:]
    assert max(len(one.before), len(one.after)) <= AROUND + 2


def test_letters_go_on_after_z():
    outlets = outlets_of([article(f"Outlet {n}", f"text {n}") for n in range(60)]).all
    assert [outlets[n].letter for n in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]


def test_outlets_that_are_named_by_letters_keep_them():
    named = outlets_of([article("C", "one"), article("A", "two")]).all
    assert [outlet.letter for outlet in named] == ["A", "C"]
    mixed = outlets_of([article("C", "one"), article("Echo", "two")]).all
    assert [outlet.letter for outlet in mixed] == ["A", "B"]


def test_an_outlet_with_two_articles_has_one_letter():
    outlets = outlets_of([article("Echo", "one"), article("Gazette", "two"), article("Echo", "three")])
    assert [len(outlet.articles) for outlet in outlets.all] == [2, 1]


def test_the_words_that_differ_are_marked():
    one, other = compared("They knew which case", "They “knew exactly which case,”")
    assert "".join(part.text for part in other if part.differs).strip() == "exactly"
    assert not any(part.differs for part in one)


@given(st.text(max_size=80), st.text(max_size=80))
def test_comparing_changes_no_character(one, other):
    for text, parts in zip((one, other), compared(one, other), strict=True):
        assert "".join(part.text for part in parts) == text


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("1940-01-01/1949-12-31", "1940s"),
        ("2021-01-01/2021-12-31", "2021"),
        ("2021-01-01/2023-12-31", "2021 – 2023"),
        ("2026-03-01", "1 March 2026"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
        ("2026-03-01T09:30:00+02:00", "1 March 2026, 09:30"),
        ("2026-03-01T00:00:00+00:00", "1 March 2026"),
        ("2026-03-01/2026-03-05", "1 March 2026 – 5 March 2026"),
        ("2026-W10", "2026-W10"),
        ("2026-Q1", "2026-Q1"),
        ("2026-13-40", "2026-13-40"),
        ("190X", "190X"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_dates_are_written_as_readers_write_them(iso, words):
    assert wording.when(iso) == words


def test_counts_and_lists():
    assert [wording.count(n, "story") for n in (0, 1, 2)] == ["0 stories", "1 story", "2 stories"]
    assert wording.count(1204, "article") == "1,204 articles"
    assert [wording.listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert wording.span_of(Independence(1, 3)) == "1–3"
    assert wording.attributed(Attribution("Ada", "said", "direct")) == "Ada said"
    assert wording.attributed(None) == ""
    assert wording.attributed(Attribution(None, "is said", "indirect")) == "is said"
    assert wording.attributed(Attribution(None, "had their yard painted with the words:", "direct")) == ""


@given(st.text())
def test_what_cannot_be_seen_is_shown(text):
    shown = wording.visible(text)
    assert all(char in "\t\n" or ord(char) >= 32 for char in shown)
    assert wording.visible(shown) == shown
    shown.encode()


def test_only_web_addresses_are_links():
    assert link_of(article("Echo", "x", url="https://a.example/b")) == "https://a.example/b"
    assert link_of(article("Echo", "x", url="javascript:alert(1)")) is None
    assert link_of(ARTICLES[VALE]) is None
