"""Invented articles for tests of the whole."""

from headwater.article import Article, Block, article_id

WIRE = (
    "PORT ELLEN (Reuters) - A cargo ship carrying 4,200 tonnes of grain ran aground off Port Ellen on Tuesday, and all "
    "19 crew members were taken to safety, the coast guard said.\n\n"
    'The Maribel had lost power in heavy seas shortly before dawn. "We heard the hull scrape and then the lights went '
    'out," captain Iria Souto said.\n\n'
    "Harbour master Alan Reid said no oil had leaked. He expects tugs to pull the ship free on Thursday."
)
LOCAL = (
    "The grain ship Maribel ran aground near Port Ellen on Tuesday morning. "
    "Its crew of 19 was rescued by helicopter.\n\n"
    '"We heard the hull scrape and then the lights failed," said captain Iria Souto.\n\n'
    "The ship carried 4,800 tonnes of grain, the coast guard said. Islanders brought blankets and soup to the pier."
)
OTHER = (
    "The city council of Dunmore voted on Monday to close its only swimming pool at the end of the year.\n\n"
    "Councillor Beth Moran said repairs would cost 2.3 million euros. Swimmers protested outside the town hall."
)


def article(text, outlet, title=None, published=None, language="en"):
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(start, start + len(part)))
        start += len(part) + 2
    return Article(
        id=article_id(outlet, title, published, text),
        source=f"{outlet}.txt",
        record=None,
        outlet=outlet,
        publisher=outlet,
        title=title,
        byline=None,
        dateline=None,
        published=published,
        modified=None,
        language=language,
        url=None,
        text=text,
        blocks=tuple(blocks),
    )


def pile():
    return [
        article(WIRE, "Daily Ledger", "Grain ship runs aground off Port Ellen", "2024-03-05"),
        article(
            WIRE + "\n\nMore ships are due this week.", "Evening Post", "Ship aground off Port Ellen", "2024-03-05"
        ),
        article(LOCAL, "Island Echo", "Maribel crew rescued at Port Ellen", "2024-03-06"),
        article(OTHER, "Dunmore News", "Council votes to close pool", "2024-03-05"),
    ]
