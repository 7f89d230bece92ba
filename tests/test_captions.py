"""Captions: they stand in the text and are copied like prose, and nothing is claimed, quoted or counted in them."""

import pytest
from made import LOCAL, WIRE

from headwater import language
from headwater.article import Article
from headwater.comparison import compare, passages
from headwater.reading.assembly import Given, assemble
from headwater.reading.raw import Raw
from headwater.stories.story import Story

CAPTION = (
    "FILE - In this June 3, 2023 file photo, 40 islanders hand out soup from the pier at Port Ellen. “It is cold,” "
    "said cook Mara Vance. (Jan Hofer/AP)"
)


def read(outlet, text, *captions):
    first, rest = text.split("\n\n", maxsplit=1)
    whole = "\n\n".join((first, *captions, rest))
    found = assemble(Raw(f"{outlet}.txt", None, "text", whole, outlet=outlet, published="2024-03-05"), Given())
    assert isinstance(found, Article)
    return found


@pytest.fixture(scope="module")
def pair():
    return [language.annotate(read("Ledger", WIRE, CAPTION)), language.annotate(read("Echo", LOCAL, CAPTION))]


def test_nothing_is_read_in_a_caption_and_every_offset_stays(pair):
    plain = [language.annotate(read("Ledger", WIRE)), language.annotate(read("Echo", LOCAL))]
    for with_caption, without in zip(pair, plain, strict=True):
        text = with_caption.article.text
        (caption,) = with_caption.article.captions
        assert text[caption.start : caption.end] == CAPTION
        for kind in ("sentences", "names", "quotations", "figures", "moments", "propositions"):
            found, expected = getattr(with_caption, kind), getattr(without, kind)
            assert all(one.end <= caption.start or one.start >= caption.end for one in found)
            said = [without.article.text[one.start : one.end] for one in expected]
            assert [text[one.start : one.end] for one in found] == said


def test_a_shared_caption_is_a_passage_and_says_nothing_of_the_reports(pair):
    found = passages.find(pair)
    articles = [annotated.article for annotated in pair]
    (caption,) = articles[0].captions
    inside = [
        passage
        for passage in found
        if any(s.article == articles[0].id and caption.start <= s.start < caption.end for s in passage.spans)
    ]
    assert inside
    assert len(passages.in_prose(found, articles)) == len(found) - len(inside)
    assert not any(one.part for one in passages.sharing(inside, articles))


def test_no_claim_quotation_or_figure_of_an_account_stands_in_a_caption(pair):
    story = Story("s1", "A ship", tuple(pair))
    account = compare(story, passages.find(pair))
    captions = {one.article.id: one.article.captions[0] for one in pair}
    places = [report for claim in account.claims for report in claim.reports]
    places += [report for quotation in account.quotations for report in quotation.reports]
    places += [report for figure in account.figures for report in figure.reports]
    assert places
    assert all(p.end <= captions[p.article].start or p.start >= captions[p.article].end for p in places)
    assert not any("soup from the pier" in quotation.text for quotation in account.quotations)
