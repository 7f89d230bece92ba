"""An account made by hand, of an invented event: what the pipeline would find out about four short reports."""

from dataclasses import replace

from headwater.account import (
    SCHEMA,
    Account,
    Accounts,
    Attribution,
    Claim,
    Conflict,
    Evidence,
    Figure,
    Independence,
    Moment,
    Omission,
    Origin,
    Passage,
    Place,
    Quotation,
    QuotationReport,
    Report,
    Side,
)
from headwater.article import Article, Block, Credit, Discarded, Found, Problem, article_id

WIRE = (
    "Thieves took seven medieval reliquaries from the Lindow Museum in the night to Sunday, "
    "police in Caddenham said.\n\n"
    "The alarm went off at 3:12 a.m., and the first patrol was at the door nine minutes later, "
    "Inspector Hanna Orrell told reporters. “They knew which case to open and which to leave,” Orrell said.\n\n"
    "The museum put the value of the pieces at 4.2 million pounds."
)
CAPTION = "The side door in Tanner Street, on the morning after. (J. Pell)"
TEXTS = {
    "Caddenham Echo": (
        "A side door of the Lindow Museum stood open on Sunday morning, and seven reliquaries were gone.\n\n"
        f"{CAPTION}\n\n"
        "Inspector Hanna Orrell said that the alarm had sounded at 3:12 a.m. "
        "“They knew exactly which case to open, and which to leave alone,” she said.\n\n"
        "A neighbour, Paul Wren, saw a white van in Tanner Street shortly before three. "
        "The museum's own insurers had asked for a second lock in the spring, according to a letter seen by the Echo."
    ),
    "Northern Gazette": WIRE,
    "The Morning Line": WIRE + "\n\nThe museum remains closed until Thursday.",
    "Radio Vale": (
        "Nine reliquaries were stolen from the Lindow Museum on Saturday, its director said.\n\n"
        "Director Ines Calloway put the loss at about 4 million pounds. Police are looking for a white van."
    ),
}
DATES = {
    "Caddenham Echo": "2026-03-01",
    "Northern Gazette": "2026-03-01T11:40:00+00:00",
    "The Morning Line": "2026-03-01",
    "Radio Vale": "2026-03-02",
}
OUTLETS = tuple(TEXTS)
ECHO, GAZETTE, LINE, VALE = OUTLETS
AGENCY = "Borough News Agency"


def article(outlet, text, published=None, **given):
    blocks, start = [], 0
    for piece in text.split("\n\n"):
        blocks.append(Block(start, start + len(piece), "caption" if piece == CAPTION else "paragraph"))
        start += len(piece) + 2
    fields = {
        "id": article_id(outlet, text),
        "source": f"reports/{outlet.lower().replace(' ', '-')}.txt",
        "record": None,
        "outlet": outlet,
        "publisher": outlet,
        "title": "Seven reliquaries stolen from Lindow Museum",
        "byline": None,
        "dateline": None,
        "published": published,
        "modified": None,
        "language": "en",
        "url": None,
        "text": text,
        "blocks": tuple(blocks),
    }
    return Article(**{**fields, **given})


def made_articles():
    echo = article(
        ECHO,
        TEXTS[ECHO],
        DATES[ECHO],
        title="The case they knew: seven reliquaries gone from the Lindow",
        byline="By Tom Askew",
        url="https://echo.example/lindow?a=1&b=2",
        discarded=(Discarded("Sign up for our newsletter", "newsletter prompt"), Discarded("Share", "share widget")),
        found=(Found("outlet", "JSON-LD"), Found("published", "JSON-LD")),
    )
    credit = Credit(AGENCY, "wire", 0, len(AGENCY), place="byline", whole=True)
    wire = [article(name, TEXTS[name], DATES[name], byline=AGENCY, credits=(credit,)) for name in (GAZETTE, LINE)]
    return (echo, *wire, article(VALE, TEXTS[VALE], DATES[VALE], title="Museum robbed of nine reliquaries"))


ARTICLES = {one.outlet: one for one in made_articles()}


def at(outlet, words):
    """Where `words` stand in the outlet's article."""
    one = ARTICLES[outlet]
    start = one.text.index(words)
    return Place(one.id, start, start + len(words))


def report(outlet, words, origin=None, *evidence, said=None):
    place = at(outlet, words)
    attribution = Attribution(*said) if said else None
    own = Evidence("own", "strong", "nothing shows that it has this from elsewhere")
    return Report(place.article, place.start, place.end, origin or outlet, evidence or (own,), attribution)


def wired(words, said=None):
    byline = Evidence("credit", "strong", f"its byline credits {AGENCY}")
    prose = Evidence("shared prose", "strong", "both have these words", (at(GAZETTE, words), at(LINE, words)))
    return [report(outlet, words, AGENCY, byline, prose, said=said) for outlet in (GAZETTE, LINE)]


def claim(number, text, standing, outlets, independent, reports, **more):
    return Claim(
        f"c{number:03}",
        text,
        standing,
        more.pop("contested", False),
        outlets,
        Independence(*independent),
        reports,
        **more,
    )


TAKEN = "Thieves took seven medieval reliquaries from the Lindow Museum in the night to Sunday"
KNEW = "“They knew which case to open and which to leave,”"
KNEW_EXACTLY = "“They knew exactly which case to open, and which to leave alone,”"


def made_claims():
    orrell = ("Inspector Hanna Orrell", "said", "indirect")
    return (
        claim(
            1,
            TAKEN,
            "corroborated",
            4,
            (2, 3),
            (
                report(ECHO, "seven reliquaries were gone"),
                *wired(TAKEN, said=("police", "said", "indirect")),
                report(VALE, "Nine reliquaries were stolen from the Lindow Museum on Saturday"),
            ),
            contested=True,
            why=("same theft, same museum",),
        ),
        claim(
            2,
            "the alarm had sounded at 3:12 a.m.",
            "echoed",
            3,
            (1, 1),
            (
                report(ECHO, "the alarm had sounded at 3:12 a.m.", "Inspector Hanna Orrell", said=orrell),
                *wired("The alarm went off at 3:12 a.m.", said=orrell),
            ),
            word_of="Inspector Hanna Orrell",
        ),
        claim(
            3,
            "A neighbour, Paul Wren, saw a white van in Tanner Street shortly before three",
            "unclear",
            2,
            (1, 2),
            (
                report(ECHO, "A neighbour, Paul Wren, saw a white van in Tanner Street shortly before three"),
                report(VALE, "Police are looking for a white van"),
            ),
        ),
        *made_lone_claims(),
    )


def made_lone_claims():
    return (
        claim(
            4,
            "The museum's own insurers had asked for a second lock in the spring",
            "single",
            1,
            (1, 1),
            (report(ECHO, "The museum's own insurers had asked for a second lock in the spring"),),
        ),
        claim(
            5,
            "The museum remains closed until Thursday.",
            "single",
            1,
            (1, 1),
            (report(LINE, "The museum remains closed until Thursday."),),
        ),
        claim(
            6,
            "The museum put the value of the pieces at 4.2 million pounds.",
            "corroborated",
            3,
            (2, 2),
            (
                *wired("The museum put the value of the pieces at 4.2 million pounds."),
                report(VALE, "Director Ines Calloway put the loss at about 4 million pounds."),
            ),
        ),
    )


def made_conflicts():
    seven = (at(ECHO, "seven reliquaries"), at(GAZETTE, "seven medieval reliquaries"))
    return (
        Conflict(
            "figure",
            "rounding",
            "the value of the pieces",
            (
                Side("4.2 million pounds", (at(GAZETTE, "4.2 million pounds"),)),
                Side("about 4 million", (at(VALE, "about 4 million pounds"),)),
            ),
            claim="c006",
        ),
        Conflict(
            "date",
            "real",
            "when the thieves came",
            (Side("night to Sunday", (at(GAZETTE, "the night to Sunday"),)), Side("Saturday", (at(VALE, "Saturday"),))),
            "possible",
        ),
        Conflict(
            "figure",
            "real",
            "reliquaries stolen",
            (Side("seven", seven), Side("Nine", (at(VALE, "Nine reliquaries"),))),
            claim="c001",
            why="both count the reliquaries taken",
        ),
        Conflict(
            "quote-wording",
            "real",
            "Inspector Hanna Orrell on the thieves",
            (Side(KNEW, (at(GAZETTE, KNEW), at(LINE, KNEW))), Side(KNEW_EXACTLY, (at(ECHO, KNEW_EXACTLY),))),
        ),
    )


def quoted(outlet, words):
    place = at(outlet, words)
    return QuotationReport(place.article, place.start, place.end, None, None)


def made_account():
    shared = TEXTS[GAZETTE]
    ids = tuple(one.id for one in made_articles())
    return Account(
        id="5" * 12,
        title="Seven reliquaries stolen from Lindow Museum",
        articles=ids,
        claims=made_claims(),
        conflicts=made_conflicts(),
        quotations=(
            Quotation(
                "Inspector Hanna Orrell",
                "direct",
                KNEW,
                tuple(quoted(o, w) for o, w in ((ECHO, KNEW_EXACTLY), (GAZETTE, KNEW), (LINE, KNEW))),
            ),
            Quotation(
                None,
                "indirect",
                "Police are looking for a white van",
                (quoted(VALE, "Police are looking for a white van"),),
            ),
        ),
        figures=(
            Figure(
                "4.2 million pounds",
                "GBP",
                "the value of the pieces",
                (at(GAZETTE, "4.2 million pounds"), at(LINE, "4.2 million pounds")),
            ),
            Figure("seven", "", "medieval reliquaries", (at(ECHO, "seven"), at(GAZETTE, "seven"))),
        ),
        passages=(
            Passage("verbatim", (at(GAZETTE, shared), at(LINE, shared)), AGENCY),
            Passage("light", (at(ECHO, KNEW_EXACTLY), at(GAZETTE, KNEW)), None),
        ),
        timeline=(
            Moment(
                "2026-03-01T03:12",
                "minute",
                "The alarm went off at 3:12 a.m.",
                (at(GAZETTE, "at 3:12 a.m."), at(ECHO, "at 3:12 a.m.")),
            ),
            Moment("2026-03-05", "day", "The museum remains closed until Thursday.", (at(LINE, "Thursday"),)),
        ),
        omissions=(Omission("c002", (ARTICLES[VALE].id,)),),
        origins=(
            Origin(AGENCY, "wire", (ARTICLES[GAZETTE].id, ARTICLES[LINE].id), (0.97, 0.88)),
            Origin(ECHO, "outlet", (ARTICLES[ECHO].id,), (0.8,)),
            Origin("Inspector Hanna Orrell", "speaker", (ARTICLES[ECHO].id, ARTICLES[GAZETTE].id), (0.2, 0.3)),
        ),
        why=("named alike: Lindow Museum, Orrell",),
        sources=made_articles(),
    )


def made_accounts(**changes):
    made = Accounts(
        headwater="0.1.0",
        schema=SCHEMA,
        articles=made_articles(),
        stories=(made_account(),),
        problems=(Problem("reports/empty.txt", "empty", "The file holds nothing: give one that does."),),
    )
    return replace(made, **changes)


def lone(outlet, text, **given):
    """An account of one report that nothing else tells of, and its article."""
    one = article(outlet, text, **given)
    return Account(id=article_id("story", one.id), title=one.title or outlet, articles=(one.id,), sources=(one,)), one
