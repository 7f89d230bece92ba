"""One story as shown, and all of them: what leads, what follows, what is folded away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.presentation.view import wording
from headwater.presentation.view.claims import ClaimView, claims_of
from headwater.presentation.view.conflicts import ConflictView, Part, compared, conflicts_of
from headwater.presentation.view.outlets import Excerpt, Outlet, Outlets, link_of, outlets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from headwater.account import Account, Accounts, Figure, Moment, Origin, Passage, Quotation
    from headwater.article import Article, Credit, Problem


@dataclass(frozen=True, slots=True)
class Standing:
    """The claims of one standing, with its name and what it means."""

    key: str
    name: str
    meaning: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class QuotationView:
    """Words of a speaker, with the outlets that have them and their excerpts; `via` names who else had them first."""

    quotation: Quotation
    words: str
    outlets: tuple[Outlet, ...]
    excerpts: tuple[Excerpt, ...]
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks (None: it is not told), and what they say."""

    name: str | None
    quotations: tuple[QuotationView, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure, with the outlets that have it and their excerpts."""

    figure: Figure
    outlets: tuple[Outlet, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class MomentView:
    """An entry of the timeline, with its date as readers write it."""

    moment: Moment
    when: str
    outlets: tuple[Outlet, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A stretch of shared prose: each article's words, with what differs from the first one's marked."""

    passage: Passage
    grade: str
    origin: str | None
    words: int
    copies: tuple[tuple[Excerpt, tuple[Part, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """The passages that the same outlets share, and how many words these are."""

    outlets: tuple[Outlet, ...]
    words: int
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class OutletView:
    """What one outlet alone reports, and what it leaves out of what most others have."""

    outlet: Outlet
    alone: tuple[ClaimView, ...]
    left_out: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: where it stands, its paragraphs with the shared prose marked, its credits in their words."""

    outlet: Outlet
    article: Article
    link: str | None
    published: str
    paragraphs: tuple[tuple[str, tuple[Part, ...]], ...]
    credits: tuple[tuple[Credit, str], ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as shown; `key` is short, unique on the page and safe in an address."""

    key: str
    account: Account
    summary: tuple[str, ...]
    outlets: tuple[Outlet, ...]
    standings: tuple[Standing, ...]
    conflicts: tuple[ConflictView, ...]
    figures: tuple[FigureView, ...]
    speakers: tuple[Speaker, ...]
    sharings: tuple[Sharing, ...]
    origins: tuple[OriginView, ...]
    timeline: tuple[MomentView, ...]
    by_outlet: tuple[OutletView, ...]
    articles: tuple[ArticleView, ...]

    @property
    def shared(self) -> tuple[ClaimView, ...]:
        """The claims that more than one outlet has, in the order shown."""
        return tuple(claim for standing in self.standings if standing.key != "single" for claim in standing.claims)


@dataclass(frozen=True, slots=True)
class OriginView:
    """An origin of the story, and each outlet that has something from it with the share of its prose (0 to 1)."""

    origin: Origin
    name: str
    kind: str
    own: Outlet | None
    takers: tuple[tuple[Outlet, float], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole collection as shown: stories of several articles, reports that nothing else tells of, problems."""

    accounts: Accounts
    stories: tuple[StoryView, ...]
    singles: tuple[StoryView, ...]
    across: tuple[Sharing, ...]
    problems: tuple[Problem, ...]
    summary: str


def page(accounts: Accounts) -> Page:
    """Return what is shown of `accounts`: stories with more outlets and articles first."""
    articles = {article.id: article for article in accounts.articles}
    several = [account for account in accounts.stories if len(account.articles) > 1]
    several.sort(key=lambda account: (-len(account.articles), -len(account.claims)))
    lone = [account for account in accounts.stories if len(account.articles) == 1]
    everything = outlets_of(accounts.articles)
    parts = [wording.count(len(accounts.articles), "article"), wording.count(len(several), "story")]
    if lone:
        parts.append(f"{wording.count(len(lone), 'report')} that nothing else here tells of")
    return Page(
        accounts=accounts,
        stories=tuple(story(account, articles, f"s{number}") for number, account in enumerate(several, 1)),
        singles=tuple(story(account, articles, f"l{number}") for number, account in enumerate(lone, 1)),
        across=_sharings(accounts.passages, everything),
        problems=accounts.problems,
        summary=", ".join(parts),
    )


def story(account: Account, articles: Mapping[str, Article], key: str) -> StoryView:
    """Return what is shown of one account."""
    outlets = outlets_of(articles[one] for one in account.articles)
    conflicts = conflicts_of(account, outlets)
    of_claim: dict[str, tuple[int, ...]] = {}
    for conflict in conflicts:
        if conflict.conflict.claim is not None:
            of_claim[conflict.conflict.claim] = (*of_claim.get(conflict.conflict.claim, ()), conflict.number)
    claims = claims_of(account, outlets, of_claim)
    return StoryView(
        key=key,
        account=account,
        summary=_summary(account, outlets),
        outlets=outlets.all,
        standings=_standings(claims),
        conflicts=conflicts,
        figures=_figures(account, outlets),
        speakers=_speakers(account, outlets),
        sharings=_sharings(account.passages, outlets),
        origins=_origins(account, outlets),
        timeline=tuple(
            MomentView(one, wording.when(one.when), outlets.of(one.reports), outlets.excerpts(one.reports))
            for one in account.timeline
        ),
        by_outlet=_by_outlet(account, claims, outlets),
        articles=_articles(account, outlets),
    )


def _summary(account: Account, outlets: Outlets) -> tuple[str, ...]:
    shared = sum(claim.standing != "single" for claim in account.claims)
    sure = sum(conflict.certainty == "sure" for conflict in account.conflicts)
    words = sum(_words(outlets, passage) for passage in account.passages)
    parts = [
        f"{wording.count(len(account.articles), 'article')} of {wording.count(len(outlets.all), 'outlet')}",
        f"{wording.count(len(account.claims), 'claim')}, {shared:,} of several outlets",
        wording.count(sure, "conflict")
        + (f", {len(account.conflicts) - sure} possible" * (len(account.conflicts) > sure)),
    ]
    if words:
        parts.append(f"{words:,} words of shared prose")
    return tuple(parts)


def _standings(claims: tuple[ClaimView, ...]) -> tuple[Standing, ...]:
    standings = []
    for key, (name, meaning) in wording.STANDINGS.items():
        own = tuple(claim for claim in claims if claim.claim.standing == key)
        if own:
            standings.append(Standing(key, name, meaning, own))
    return tuple(standings)


def _figures(account: Account, outlets: Outlets) -> tuple[FigureView, ...]:
    figures = [FigureView(one, outlets.of(one.reports), outlets.excerpts(one.reports)) for one in account.figures]
    return tuple(sorted(figures, key=lambda view: -len(view.outlets)))


def _speakers(account: Account, outlets: Outlets) -> tuple[Speaker, ...]:
    mine: dict[str | None, list[QuotationView]] = {}
    for quotation in account.quotations:
        mine.setdefault(quotation.speaker, []).append(_quotation(quotation, outlets))
    speakers = []
    for name, quotations in mine.items():
        quotations.sort(key=lambda view: (view.quotation.kind == "indirect", -len(view.outlets)))
        speakers.append(Speaker(name, tuple(quotations)))
    # Those whom several outlets quote come first; words that cannot be traced to a speaker come last.
    speakers.sort(key=lambda one: (one.name is None, -_reach(one), -len(one.quotations)))
    return tuple(speakers)


def _reach(speaker: Speaker) -> int:
    return len({outlet.number for quotation in speaker.quotations for outlet in quotation.outlets})


def _quotation(quotation: Quotation, outlets: Outlets) -> QuotationView:
    from headwater.account import Place  # noqa: PLC0415 only made here

    places = [Place(report.article, report.start, report.end) for report in quotation.reports]
    via = {
        outlets.origin(name)
        for report in quotation.reports
        for name in report.via
        if not outlets.is_own(outlets.by_article[report.article], name)
    }
    words = wording.quoted(quotation.text) if quotation.kind == "direct" else quotation.text
    return QuotationView(quotation, words, outlets.of(places), outlets.excerpts(places), tuple(sorted(via)))


def _words(outlets: Outlets, passage: Passage) -> int:
    first = passage.spans[0]
    return len(outlets.articles[first.article].text[first.start : first.end].split())


def _sharings(passages: Iterable[Passage], outlets: Outlets) -> tuple[Sharing, ...]:
    mine: dict[tuple[int, ...], list[PassageView]] = {}
    for passage in passages:
        key = tuple(outlet.number for outlet in outlets.of(passage.spans))
        mine.setdefault(key, []).append(_passage(passage, outlets))
    sharings = [
        Sharing(tuple(outlets.all[number] for number in key), sum(one.words for one in own), tuple(own))
        for key, own in mine.items()
    ]
    return tuple(sorted(sharings, key=lambda one: (-one.words, [outlet.number for outlet in one.outlets])))


def _passage(passage: Passage, outlets: Outlets) -> PassageView:
    excerpts = outlets.excerpts(passage.spans)
    # The origin's own words come first where it is known, and the others are compared with them.
    first = next((one for one in excerpts if one.article.id == passage.origin), excerpts[0])
    copies: list[tuple[Excerpt, tuple[Part, ...]]] = [(first, (Part(first.marked, differs=False),))]
    copies += [(one, compared(first.marked, one.marked)[1]) for one in excerpts if one is not first]
    origin = None if passage.origin is None else outlets.origin(passage.origin)
    return PassageView(passage, wording.GRADES[passage.grade], origin, _words(outlets, passage), tuple(copies))


def _origins(account: Account, outlets: Outlets) -> tuple[OriginView, ...]:
    views = []
    for origin in account.origins:
        shares: dict[int, list[float]] = {}
        for article, share in zip(origin.articles, origin.share, strict=True):
            shares.setdefault(outlets.by_article[article].number, []).append(share)
        takers = tuple((outlets.all[number], sum(own) / len(own)) for number, own in sorted(shares.items()))
        own = next((outlet for outlet in outlets.all if outlets.is_own(outlet, origin.name)), None)
        views.append(OriginView(origin, outlets.origin(origin.name), wording.ORIGINS.get(origin.kind, ""), own, takers))
    return tuple(views)


def _by_outlet(account: Account, claims: tuple[ClaimView, ...], outlets: Outlets) -> tuple[OutletView, ...]:
    by_id = {view.claim.id: view for view in claims}
    alone: dict[int, list[ClaimView]] = {}
    for view in claims:
        if view.claim.standing == "single":
            alone.setdefault(view.outlets[0].number, []).append(view)
    missing: dict[int, list[ClaimView]] = {}
    for omission in account.omissions:
        for outlet in outlets.behind(omission.articles):
            # An outlet with several articles leaves out only what none of them has.
            if omission.claim in by_id and outlet not in by_id[omission.claim].outlets:
                missing.setdefault(outlet.number, []).append(by_id[omission.claim])
    return tuple(
        OutletView(outlet, tuple(alone.get(outlet.number, ())), tuple(missing.get(outlet.number, ())))
        for outlet in outlets.all
    )


def _articles(account: Account, outlets: Outlets) -> tuple[ArticleView, ...]:
    shared: dict[str, list[tuple[int, int]]] = {}
    for passage in account.passages:
        for span in passage.spans:
            shared.setdefault(span.article, []).append((span.start, span.end))
    return tuple(
        ArticleView(
            outlet=outlet,
            article=article,
            link=link_of(article),
            published=wording.when(article.published) if article.published else "",
            paragraphs=_paragraphs(article, sorted(shared.get(article.id, ()))),
            credits=tuple((credit, _credit_words(article, credit)) for credit in article.credits),
        )
        for outlet in outlets.all
        for article in outlet.articles
    )


def _credit_words(article: Article, credit: Credit) -> str:
    place, _, number = credit.place.partition(":")
    texts = {"text": article.text, "byline": article.byline or ""}
    if place == "caption" and number.isdecimal() and int(number) < len(article.captions):
        return article.captions[int(number)].text[credit.start : credit.end]
    if place == "discarded" and number.isdecimal() and int(number) < len(article.discarded):
        return article.discarded[int(number)].text[credit.start : credit.end]
    return texts.get(place, "")[credit.start : credit.end]


def _paragraphs(article: Article, shared: list[tuple[int, int]]) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """Each block's kind with its text in parts, those that other articles share marked."""
    blocks = [(block.kind, block.start, block.end) for block in article.blocks]
    if not blocks:
        start = 0
        for piece in article.text.split("\n\n"):
            blocks.append(("paragraph", start, start + len(piece)))
            start += len(piece) + 2
    merged: list[tuple[int, int]] = []
    for start, end in shared:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    paragraphs, at = [], 0
    for kind, start, end in blocks:
        while at < len(merged) and merged[at][1] <= start:
            at += 1
        parts, cursor, look = [], start, at
        while look < len(merged) and merged[look][0] < end:
            left, right = max(merged[look][0], start), min(merged[look][1], end)
            if left > cursor:
                parts.append(Part(article.text[cursor:left], differs=False))
            parts.append(Part(article.text[left:right], differs=True))
            cursor, look = right, look + 1
        if cursor < end:
            parts.append(Part(article.text[cursor:end], differs=False))
        paragraphs.append((kind, tuple(parts)))
    return tuple(paragraphs)
