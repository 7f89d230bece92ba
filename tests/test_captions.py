"""Captions: they stand in the text, are copied and assert like prose, but tell no claim and say nothing of origins."""

import pytest
from made import LOCAL, WIRE

from headwater import language
from headwater.article import Article
from headwater.comparison import compare, passages
from headwater.reading.assembly import Given, assemble
from headwater.reading.raw import Raw
from headwater.stories.story import Story

PICTURE = "FILE - In this June 3, 2023 file photo, islanders hand out soup on the pier of Port Ellen. (Jan Hofer/AP)"
LAST = "He expects tugs to pull the ship free on Thursday."
TOLD = "Tugs are expected to pull the ship free on Thursday, the harbour master says, in Port Ellen. (Jan Hofer/AP)"


def read(outlet, text, *captions):
    first, rest = text.split("\n\n", maxsplit=1)
    whole = "\n\n".join((first, *captions, rest))
    found = assemble(Raw(f"{outlet}.txt", None, "text", whole, outlet=outlet, published="2024-03-05"), Given())
    assert isinstance(found, Article)
    assert [found.text[block.start : block.end] for block in found.captions] == list(captions)
    return language.annotate(found)


@pytest.fixture(scope="module")
def pair():
    return [read("Ledger", WIRE, PICTURE), read("Echo", LOCAL, PICTURE, TOLD)]


@pytest.fixture(scope="module")
def account(pair):
    return compare(Story("s1", "A ship", tuple(pair)), passages.find(pair))


def test_a_shared_caption_is_a_passage_and_says_nothing_of_the_reports(pair, account):
    articles = {annotated.article.id: annotated.article for annotated in pair}

    def captioned(span):
        return any(block.start <= span.start < block.end for block in articles[span.article].captions)

    inside = [passage for passage in account.passages if any(map(captioned, passage.spans))]
    assert any("islanders hand out soup" in articles[s.article].text[s.start : s.end] for s in inside[0].spans)
    left = passages.in_prose(account.passages, articles.values())
    assert left == tuple(passage for passage in account.passages if passage not in inside)
    assert not any(one.part for one in passages.sharing(inside, articles.values()))


def test_a_caption_may_bear_a_claim_but_makes_and_tells_none(pair, account):
    bounds = {one.article.id: [(b.start, b.end) for b in one.article.captions] for one in pair}

    def captioned(report):
        return any(start <= report.start < end for start, end in bounds[report.article])

    assert all(not all(map(captioned, claim.reports)) for claim in account.claims)
    texts = " ".join(claim.text for claim in account.claims)
    assert "soup on the pier" not in texts
    (free,) = [claim for claim in account.claims if LAST in claim.text]
    assert [captioned(report) for report in free.reports] == [False, True]
    assert free.outlets == 2
