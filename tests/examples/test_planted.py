"""Each thing planted in the example is found in its account (examples/README.md lists them)."""

from pathlib import Path

import pytest

import headwater

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "saint-brannoc"
HERALD, CHRONICLE, SKERROW, POST, TV, COURIER = (
    "herald",
    "chronicle",
    "skerrow",
    "westerly",
    "coastline",
    "courier",
)
AGENCY = "Northern Press Agency"
JUNK = (
    "Skip to main content",
    "Subscribe",
    "Weather 9°C",
    "Share on",
    "12 comments",
    "38 comments",
    "newsletter",
    "RECOMMENDED VIDEOS",
    "Recommended videos",
    "Watch:",
    "Advertisement",
    "Related",
    "Read more",
    "Follow us",
    "Like us",
    "Most read",
    "Lost dog",
    "partners use cookies",
    "Tide tables",
    "Filed under",
    "All rights reserved",
    "©",
    "Copyright",
    "Privacy policy",
    "Photo:",
)


@pytest.fixture(scope="module")
def articles():
    return tuple(headwater.read([str(EXAMPLE)]))


@pytest.fixture(scope="module")
def accounts(articles):
    return headwater.compare(articles)


@pytest.fixture(scope="module")
def account(accounts):
    assert len(accounts.stories) == 1
    return accounts.stories[0]


@pytest.fixture(scope="module")
def reports(articles):
    """Each outlet's article, by a word of its name."""
    found = {}
    for key in (HERALD, CHRONICLE, SKERROW, POST, TV, COURIER):
        (found[key],) = [one for one in articles if key in f"{one.outlet} {one.title}".casefold()]
    return found


def holds(article, places, words):
    """Whether one of `places` lies in `article` and covers or touches `words`."""
    start = article.text.index(words)
    return any(p.article == article.id and p.start < start + len(words) and start < p.end for p in places)


def conflict_of(account, one, other):
    """The conflicts with one side at `one` and another at `other`, each an article and its words."""
    found = []
    for conflict in account.conflicts:
        first = {n for n, side in enumerate(conflict.sides) if holds(*one[:1], side.reports, one[1])}
        second = {n for n, side in enumerate(conflict.sides) if holds(*other[:1], side.reports, other[1])}
        if (first - second) and (second - first):
            found.append(conflict)
    return found


def claims_at(account, article, words):
    return [claim for claim in account.claims if holds(article, claim.reports, words)]


def shared_words(account, one, other):
    """How many characters of `one` lie in passages that it shares with `other`."""
    covered = set()
    for passage in account.passages:
        if other.id in {span.article for span in passage.spans}:
            for span in passage.spans:
                if span.article == one.id:
                    covered.update(range(span.start, span.end))
    return len(covered)


def test_the_six_reports_are_one_story_and_nothing_is_a_problem(accounts, account, reports):
    assert accounts.problems == ()
    assert sorted(account.articles) == sorted(one.id for one in reports.values())
    assert [reports[COURIER].id] == list(account.articles[-1:])


@pytest.mark.parametrize("junk", JUNK)
def test_site_junk_is_no_part_of_any_report(articles, junk):
    assert [one.outlet for one in articles if junk in one.text] == []


def test_the_junk_of_a_pasted_page_is_kept_with_its_reason(reports):
    thrown = " / ".join(piece.text for piece in reports[HERALD].discarded)
    for junk in ("Skip to main content", "Share on Facebook", "12 comments", "RECOMMENDED VIDEOS", "Cookie settings"):
        assert junk in thrown
    assert all(piece.reason for piece in reports[HERALD].discarded)


def test_nothing_of_a_report_is_lost(reports):
    for key, first, last in (
        (HERALD, "A fire in the engine room of the car ferry", "new rules on fuel lines in engine rooms."),
        (CHRONICLE, "Inspectors found a fuel pipe", "shields became compulsory."),
        (SKERROW, "All 211 people aboard the car ferry", "bread and milk for six days."),
        (POST, "A fire in the engine room of the car ferry", "six investigators to Port Ellery."),
    ):
        assert first in reports[key].text
        assert reports[key].text.endswith(last)


def test_titles_and_dates_are_told(reports):
    assert reports[HERALD].title == "All 211 taken off burning ferry near Port Ellery"
    assert reports[HERALD].outlet == "The Dunmarch Herald"
    assert reports[CHRONICLE].outlet == "Ellery Chronicle"
    assert reports[CHRONICLE].title == "Inspectors had failed fuel pipe on the Saint Brannoc"
    assert reports[SKERROW].outlet == "Skerrow Today"
    days = {key: (one.published or "")[:10] for key, one in reports.items()}
    assert days == {**dict.fromkeys(days, "2026-03-10"), COURIER: "2026-03-11"}


def test_credits_name_the_agency_the_report_and_the_figures(reports):
    named = {key: {credit.origin for credit in one.credits} for key, one in reports.items()}
    assert any(AGENCY in name or name == "NPA" for name in named[HERALD])
    assert any(AGENCY in name or name == "NPA" for name in named[POST])
    assert "Reuters" in named[TV]
    assert any("inspection report" in name.casefold() for name in named[CHRONICLE])
    assert any("county council" in name.casefold() for name in named[CHRONICLE])
    assert not any("reporters" in name.casefold() for names in named.values() for name in names)


def test_two_reprints_share_their_prose_word_for_word(account, reports):
    herald, post = reports[HERALD], reports[POST]
    # The rest are the two quotations: words that both quote show no copying.
    assert shared_words(account, post, herald) > 0.8 * len(post.text)
    both = [p for p in account.passages if {herald.id, post.id} <= {span.article for span in p.spans}]
    assert any(passage.grade == "verbatim" for passage in both)


def test_a_light_rewrite_is_traced(account, reports):
    skerrow, herald = reports[SKERROW], reports[HERALD]
    shared = [p for p in account.passages if {skerrow.id, herald.id} <= {span.article for span in p.spans}]
    assert shared_words(account, skerrow, herald) > 0.25 * len(skerrow.text)
    assert not any(holds(skerrow, passage.spans, "where the ticket clerk, Moira Teale") for passage in shared)


def test_reprints_are_one_origin(account, reports):
    words = "None of the injuries was thought to be life-threatening"
    both = [c for c in claims_at(account, reports[HERALD], words) if holds(reports[POST], c.reports, words)]
    assert both
    for claim in both:
        (one,) = {r.origin for r in claim.reports if holds(reports[HERALD], [r], words)}
        (other,) = {r.origin for r in claim.reports if holds(reports[POST], [r], words)}
        assert one == other
        assert claim.independent.most < claim.outlets


def test_what_four_outlets_have_comes_from_two_origins(account, reports):
    four = {reports[key].id for key in (HERALD, POST, SKERROW, CHRONICLE)}
    claims = [
        claim
        for claim in claims_at(account, reports[HERALD], "Fourteen people were taken to hospital")
        if four <= {report.article for report in claim.reports}
    ]
    assert claims
    assert any(claim.independent.most < claim.outlets for claim in claims)
    assert any(claim.standing == "corroborated" for claim in claims)


def test_a_changed_figure(account, reports):
    one = (reports[TV], "Nineteen people are in hospital")
    conflicts = conflict_of(account, one, (reports[HERALD], "Fourteen people were taken to hospital"))
    # The next day's update of the figure is a conflict of its own.
    assert {c.kind for c in conflicts if c.slot == "figure"} - {"update"} == {"real"}


def test_a_wrong_day(account, reports):
    monday = (reports[TV], "Monday morning")
    tuesdays = [(HERALD, "early on Tuesday"), (SKERROW, "early on Tuesday"), (CHRONICLE, "at about 6.40am on Tuesday")]
    found = [c for key, words in tuesdays for c in conflict_of(account, monday, (reports[key], words))]
    assert {c.kind for c in found if c.slot == "date"} == {"real"}


def test_a_misnamed_person(account, reports):
    one, other = (reports[COURIER], "Captain Ilse Farrant"), (reports[HERALD], "Captain Ilse Marrant")
    assert {c.slot for c in conflict_of(account, one, other)} & {"identity", "participant"}


def test_two_wordings_of_one_quotation(account, reports):
    one = (reports[CHRONICLE], "couldn’t see your hand in front of your face")
    conflicts = conflict_of(account, one, (reports[HERALD], "could not see your own hand"))
    assert [c.kind for c in conflicts if c.slot == "quote-wording"] == ["real"]


def test_one_utterance_in_two_wordings_is_one_quotation(account, reports):
    found = [
        quotation
        for quotation in account.quotations
        if holds(reports[CHRONICLE], quotation.reports, "couldn’t see your hand in front of your face")
    ]
    assert len(found) == 1
    assert holds(reports[HERALD], found[0].reports, "could not see your own hand")
    assert "Duncan Fell" in (found[0].speaker or "")


@pytest.mark.parametrize(
    ("key", "words", "speaker"),
    [
        (TV, "I counted them through the door twice", "Adeyemi"),
        (TV, "That is what drills are for", "Holm"),
        (TV, "They were told to bring more rags", "Brack"),
        (CHRONICLE, "We put the bow against her", "Kerrigan"),
        (SKERROW, "I knew nearly every one", "Teale"),
        (COURIER, "It is too early to say what burned first", "Lindgren"),
        (HERALD, "There was no shouting", "Oyelaran"),
    ],
)
def test_who_says_what(account, reports, key, words, speaker):
    found = [q for q in account.quotations if q.kind == "direct" and holds(reports[key], q.reports, words)]
    assert [speaker in (quotation.speaker or "") for quotation in found] == [True]


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("risen to 17", "Fourteen people were taken to hospital"),
        ("before Saturday", "until Thursday"),
    ],
)
def test_a_later_update_is_no_contradiction(account, reports, later, earlier):
    conflicts = conflict_of(account, (reports[COURIER], later), (reports[HERALD], earlier))
    assert {c.kind for c in conflicts if not c.judged} == {"update"}
    # A matter told in more or less detail may hold both sentences: it says of nothing that it cannot be true.
    assert {c.kind for c in conflicts if c.judged} <= {"granularity"}


def test_a_dispute_is_laid_to_its_speakers(account, reports):
    complaint = (reports[TV], "engine-room staff had complained of oil leaks")
    denial = (reports[TV], "no complaint about leaks had reached the company")
    assert {c.kind for c in conflict_of(account, complaint, denial)} == {"dispute"}


def test_a_fact_that_only_one_has(account, reports):
    for words in ("Nine are marked as mended", "The shield is not one of them"):
        claims = claims_at(account, reports[CHRONICLE], words)
        assert claims
        assert {claim.standing for claim in claims} == {"single"}


def test_nobody_else_makes_the_deaths_of_2011_a_new_story(account, reports):
    claims = claims_at(account, reports[TV], "killed three people in 2011")
    outlets = {report.article for claim in claims for report in claim.reports}
    assert {reports[TV].id, reports[HERALD].id, reports[CHRONICLE].id} <= outlets
