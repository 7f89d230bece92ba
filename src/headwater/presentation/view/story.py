"""One story as shown, and all of them: what leads, what follows, what is folded away."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.presentation.view import wording
from headwater.presentation.view.articles import ArticleView, articles_of
from headwater.presentation.view.claims import ClaimView, claims_of
from headwater.presentation.view.conflicts import ConflictView, conflicts_of
from headwater.presentation.view.copying import OriginView, Sharing, origins_of, sharings_of, words_of
from headwater.presentation.view.outlets import Excerpt, Outlet, Outlets, outlets_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from headwater.account import Account, Accounts, Figure, Moment, Quotation
    from headwater.article import Article, Problem


# A timeline of no more entries than this is shown whole, and so is one with hardly any that several outlets have.
FEW_MOMENTS = 8
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """The claims under one heading (a standing, or "possible"), with its name and what it means."""

    key: str
    name: str
    meaning: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class QuotationView:
    """Words of a speaker, with the outlets that have them and their excerpts; `via` names who else had them first.

    `whole` are the outlets that give all of the words, `parts` those that give a part of them only.
    """

    quotation: Quotation
    words: str
    outlets: tuple[Outlet, ...]
    whole: tuple[Outlet, ...]
    parts: tuple[Outlet, ...]
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
    """An entry of the timeline, with the outlets that have it and their excerpts.

    `text` is without a dateline, with both marks of a quotation.
    """

    moment: Moment
    text: str
    outlets: tuple[Outlet, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """A time as readers write it, and what the timeline has for it."""

    when: str
    moments: tuple[MomentView, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The times that several outlets tell of, and the others; all of them lead where there are but few."""

    leading: tuple[Time, ...]
    others: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class OutletView:
    """What one outlet alone reports, and what it leaves out of what most others have."""

    outlet: Outlet
    alone: tuple[ClaimView, ...]
    left_out: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as shown; `key` is short, unique on the page and safe in an address.

    `told` are no conflicts to a reader: one matter as each outlet tells it, to be compared by eye; those that surely
    are one.
    """

    key: str
    account: Account
    summary: tuple[str, ...]
    outlets: tuple[Outlet, ...]
    standings: tuple[Standing, ...]
    conflicts: tuple[ConflictView, ...]
    told: tuple[ConflictView, ...]
    figures: tuple[FigureView, ...]
    speakers: tuple[Speaker, ...]
    sharings: tuple[Sharing, ...]
    origins: tuple[OriginView, ...]
    timeline: Timeline
    by_outlet: tuple[OutletView, ...]
    articles: tuple[ArticleView, ...]

    @property
    def shared(self) -> tuple[ClaimView, ...]:
        """The claims that more than one outlet has, in the order shown."""
        return tuple(claim for standing in self.standings if standing.key != "single" for claim in standing.claims)


@dataclass(frozen=True, slots=True)
class Page:
    """A whole collection as shown: stories of several articles, reports that nothing else tells of, problems.

    `made_by` names what made it: this version, and the encoder where one was used.
    """

    accounts: Accounts
    stories: tuple[StoryView, ...]
    singles: tuple[StoryView, ...]
    across: tuple[Sharing, ...]
    problems: tuple[Problem, ...]
    summary: str
    made_by: str


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
        across=sharings_of(accounts.passages, everything),
        problems=accounts.problems,
        summary=", ".join(parts),
        made_by=wording.listed([f"Headwater {accounts.headwater}", *sorted({a.encoder for a in several if a.encoder})]),
    )


def story(account: Account, articles: Mapping[str, Article], key: str) -> StoryView:
    """Return what is shown of one account."""
    outlets = outlets_of(articles[one] for one in account.articles)
    conflicts = conflicts_of(account, outlets)
    of_claim: dict[str, tuple[int, ...]] = {}
    real = tuple(one for one in conflicts if not one.conflict.judged)
    for conflict in real:
        if conflict.conflict.claim is not None:
            of_claim[conflict.conflict.claim] = (*of_claim.get(conflict.conflict.claim, ()), conflict.number)
    claims = claims_of(account, outlets, of_claim)
    return StoryView(
        key=key,
        account=account,
        summary=_summary(account, outlets),
        outlets=outlets.all,
        standings=_standings(claims),
        conflicts=real,
        told=tuple(one for one in conflicts if one.conflict.judged and one.sure),
        figures=_figures(account, outlets),
        speakers=_speakers(account, outlets),
        sharings=sharings_of(account.passages, outlets),
        origins=origins_of(account, outlets),
        timeline=_timeline(account, outlets),
        by_outlet=_by_outlet(account, claims, outlets),
        articles=articles_of(account, outlets),
    )


def _summary(account: Account, outlets: Outlets) -> tuple[str, ...]:
    shared = sum(claim.standing != "single" and claim.certainty == "sure" for claim in account.claims)
    alike = sum(claim.certainty == "possible" and claim.standing != "single" for claim in account.claims)
    conflicts = [conflict for conflict in account.conflicts if not conflict.judged]
    sure = sum(conflict.certainty == "sure" for conflict in conflicts)
    words = sum(words_of(outlets, passage) for passage in account.passages if not passage.boilerplate)
    parts = [
        f"{wording.count(len(account.articles), 'article')} of {wording.count(len(outlets.all), 'outlet')}",
        f"{wording.count(len(account.claims), 'claim')}, {shared:,} of several outlets"
        + (f", {alike:,} possibly" * (alike > 0)),
        wording.count(sure, "conflict") + (f", {len(conflicts) - sure} possible" * (len(conflicts) > sure)),
    ]
    if words:
        parts.append(f"{words:,} words of shared prose")
    return tuple(parts)


def _standings(claims: tuple[ClaimView, ...]) -> tuple[Standing, ...]:
    standings = []
    for key, (name, meaning) in wording.STANDINGS.items():
        own = tuple(claim for claim in claims if claim.heading == key)
        if own:
            standings.append(Standing(key, name, meaning, own))
    return tuple(standings)


def _figures(account: Account, outlets: Outlets) -> tuple[FigureView, ...]:
    figures = [FigureView(one, outlets.of(one.reports), outlets.excerpts(one.reports)) for one in account.figures]
    return tuple(sorted(figures, key=lambda view: len(view.outlets) < SEVERAL))


def _timeline(account: Account, outlets: Outlets) -> Timeline:
    # ISO 8601 sorts as text; what is less exact comes before what is more.
    ordered = sorted(account.timeline, key=lambda moment: moment.when)
    moments = [_moment(one, outlets) for one in ordered]
    shared = [view for view in moments if len(view.outlets) > 1]
    if len(moments) <= FEW_MOMENTS or len(shared) < FEW_MOMENTS / 2:
        return Timeline(_times(moments), ())
    return Timeline(_times(shared), _times([view for view in moments if len(view.outlets) < 2]))


def _moment(moment: Moment, outlets: Outlets) -> MomentView:
    text = outlets.undated(moment.text, (place.article for place in moment.reports))
    return MomentView(moment, wording.balanced(text), outlets.of(moment.reports), outlets.excerpts(moment.reports))


def _times(moments: list[MomentView]) -> tuple[Time, ...]:
    grouped = groupby(moments, key=lambda view: wording.when(view.moment.when))
    return tuple(Time(when, tuple(views)) for when, views in grouped)


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
    places = [Place(report.article, report.start, report.end) for report in quotation.reports]
    via = {
        outlets.origin(name)
        for report in quotation.reports
        for name in report.via
        if not outlets.is_own(outlets.by_article[report.article], name)
    }
    excerpts = outlets.excerpts(places)
    # Part of a sentence may be quoted: where the outlet puts marks around just these words, they are shown so.
    marked = quotation.kind == "mixed" and any(wording.quoted(one.marked) == one.marked for one in excerpts)
    words = wording.quoted(quotation.text) if quotation.kind == "direct" or marked else quotation.text
    every = outlets.of(places)
    whole = outlets.of(Place(report.article, report.start, report.end) for report in quotation.reports if report.whole)
    parts = tuple(one for one in every if one not in whole)
    return QuotationView(quotation, words, every, whole, parts, excerpts, tuple(sorted(via)))


# "Stupid.", "Timeline": fewer words tell nothing by themselves, and stand with the article.
_TELLING = 3


def _stating(view: ClaimView, outlets: Outlets) -> Outlet:
    """Return the outlet whose words a claim's text is: of two papers of one house, the one that has them."""
    for report in view.claim.reports:
        text = outlets.articles[report.article].text[report.start : report.end]
        if view.claim.text in text or text in view.claim.text:
            return outlets.by_article[report.article]
    return view.outlets[0]


def _by_outlet(account: Account, claims: tuple[ClaimView, ...], outlets: Outlets) -> tuple[OutletView, ...]:
    by_id = {view.claim.id: view for view in claims}
    alone: dict[int, list[ClaimView]] = {}
    for view in claims:
        if view.claim.standing == "single" and len(view.text.split()) >= _TELLING:
            alone.setdefault(_stating(view, outlets).number, []).append(view)
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
