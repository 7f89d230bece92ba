"""An article in another language takes part in what needs no English, says so, and is never half-analysed."""

import made
import pytest

import headwater

GERMAN = (
    "Vor Port Ellen ist am Dienstag der Frachter Maribel auf Grund gelaufen. Alle 19 Seeleute wurden mit einem "
    "Hubschrauber gerettet, wie die Küstenwache mitteilte.\n\n"
    "Der Kapitän Iria Souto sagte, das Schiff habe 4200 Tonnen Getreide geladen. Schlepper sollen den Frachter am "
    "Donnerstag von Port Ellen abschleppen."
)


@pytest.fixture(scope="module")
def accounts():
    pile = [*made.pile()[:3], made.article(GERMAN, "Inselbote", "Frachter Maribel vor Port Ellen", "2024-03-05", "de")]
    return headwater.compare(pile)


def german(accounts):
    return next(article for article in accounts.articles if article.language == "de")


def test_nothing_is_claimed_or_quoted_for_it(accounts):
    own = german(accounts).id
    for story in accounts:
        for thing in (*story.claims, *story.quotations, *story.figures):
            assert own not in {report.article for report in thing.reports}
        for conflict in story.conflicts:
            assert own not in {place.article for side in conflict.sides for place in side.reports}


def test_its_story_is_found_by_names_and_numbers(accounts):
    assert any(len(story.articles) == 4 for story in accounts)


def test_the_account_says_so(accounts):
    for shown in (accounts.to_markdown(), accounts.to_html()):
        assert "in another language (de)" in shown


def test_it_shares_passages_with_its_like():
    outlets = ("Inselbote", "Abendpost")
    copies = [made.article(GERMAN, outlet, "Frachter vor Port Ellen", "2024-03-05", "de") for outlet in outlets]
    found = headwater.compare([*made.pile()[:3], *copies])
    shared = [passage for story in found for passage in story.passages]
    assert any({span.article for span in passage.spans} == {copy.id for copy in copies} for passage in shared)
