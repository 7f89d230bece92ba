"""Captions: they stand in the text, are copied and assert like prose, but tell no claim and say nothing of origins."""

import pytest
from made import LOCAL, WIRE

from headwater import language
from headwater.article import Article
from headwater.comparison import captions, compare, passages
from headwater.reading.assembly import Given, assemble
from headwater.reading.raw import Raw
from headwater.stories.story import Story

PICTURE = (
    "FILE - In this June 3, 2023 file photo, islanders hand out soup on the pier of Port Ellen. “The soup is hot,” "
    "cook Mara Vance said. (Jan Hofer/AP)"
)
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


def test_the_report_is_understood_as_if_it_had_no_captions(pair):
    plain = [read("Ledger", WIRE), read("Echo", LOCAL)]
    for with_captions, without in zip(pair, plain, strict=True):
        article = with_captions.article
        captioned = captions.of([article])
        for kind in ("sentences", "names", "quotations", "figures", "moments", "propositions", "tokens"):
            found = getattr(with_captions, kind)
            assert [one.start for one in found] == sorted(one.start for one in found)
            own = [one for one in found if not captioned(article.id, one.start)]
            said = [without.article.text[one.start : one.end] for one in getattr(without, kind)]
            assert [article.text[one.start : one.end] for one in own] == said
        for sentence in with_captions.sentences:
            tokens = with_captions.tokens[sentence.first : sentence.last]
            assert (tokens[0].start, tokens[-1].end) == (sentence.start, sentence.end)
            assert all(sentence.first <= token.head < sentence.last for token in tokens)
        for proposition in with_captions.propositions:
            sentence = with_captions.sentences[proposition.sentence]
            assert sentence.start <= proposition.start <= proposition.end <= sentence.end
            if proposition.quotation is not None:
                quotation = with_captions.quotations[proposition.quotation]
                assert captioned(article.id, quotation.start) == captioned(article.id, proposition.start)


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
