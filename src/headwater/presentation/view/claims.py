"""What happened, as the reports have it: the claims in the order in which they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.origins import author, undecided
from headwater.presentation.view import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.account import Account, Claim, Evidence, Report
    from headwater.presentation.view.outlets import Excerpt, Outlet, Outlets

CREDITED = "by the article’s credit"
_RANK = {"corroborated": 0, "echoed": 1, "unclear": 2, "possible": 3, "single": 4}


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Why a report is traced to its origin, with the words that show it; `repeated` ones are the report's own again."""

    evidence: Evidence
    text: str
    excerpts: tuple[Excerpt, ...]
    repeated: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report of a claim: its words in their paragraph, to whom it attributes them, and where it has them from.

    One that is not `sure` may only be alike; it is shown after the others, and not counted. `times` says how often its
    article has these words, in captions and boxes say: they are shown once.
    """

    excerpt: Excerpt
    attributed: str
    origin: str
    own: bool
    evidence: tuple[EvidenceView, ...]
    sure: bool
    times: int = 1


@dataclass(frozen=True, slots=True)
class Branch:
    """Outlets that have a claim from one origin; `own` is the one among them that is the origin itself.

    `credited` tells that it is a single outlet whose articles credit the origin as a whole, and nothing else shows it:
    that stands with the article already.
    """

    origin: str
    own: Outlet | None
    outlets: tuple[Outlet, ...]
    credited: bool = False


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as shown; `number` counts from 1 in the order shown, and `conflicts` are the numbers of its conflicts.

    `heading` is its standing, or "possible" where its reports may not say the same: no standing is claimed for those.

    `text` is the claim's own, without a dateline, with a capital and with both marks of a quotation.
    """

    claim: Claim
    number: int
    heading: str
    text: str
    spread: str
    origins: str
    outlets: tuple[Outlet, ...]
    branches: tuple[Branch, ...]
    reports: tuple[ReportView, ...]
    conflicts: tuple[int, ...] = ()


def claims_of(account: Account, outlets: Outlets, conflicts: dict[str, tuple[int, ...]]) -> tuple[ClaimView, ...]:
    """Return the account's claims: better founded ones first, then those of more outlets, else in the given order."""
    ordered = sorted(account.claims, key=_weight)
    return tuple(_claim(claim, number, outlets, conflicts) for number, claim in enumerate(ordered, 1))


def _begun(text: str) -> str:
    """Return `text` with a capital, where it is a clause from inside a sentence."""
    first = text.split(maxsplit=1)[:1]
    return text[:1].upper() + text[1:] if first and first[0].islower() else text


def _weight(claim: Claim) -> tuple[int, int, int, int]:
    independent = claim.independent
    return _RANK[_heading(claim)], -independent.most, -claim.outlets, -independent.least


def _heading(claim: Claim) -> str:
    # What only articles of one outlet may both tell, that outlet alone has.
    return "possible" if claim.certainty == "possible" and claim.standing != "single" else claim.standing


def _claim(claim: Claim, number: int, outlets: Outlets, conflicts: dict[str, tuple[int, ...]]) -> ClaimView:
    reports = sorted(
        claim.reports,
        key=lambda one: (one.certainty != "sure", outlets.by_article[one.article].number, one.start),
    )
    return ClaimView(
        claim=claim,
        number=number,
        heading=_heading(claim),
        text=wording.balanced(_begun(outlets.undated(claim.text, (report.article for report in claim.reports)))),
        spread=wording.spread(claim),
        origins=wording.span_of(claim.independent) if claim.certainty == "sure" else "?",
        outlets=outlets.behind(report.article for report in claim.counted),
        branches=_branches(claim, outlets),
        reports=tuple(_report(one, len(same), outlets) for one, *same in _told(reports, outlets)),
        conflicts=conflicts.get(claim.id, ()),
    )


def _told(reports: list[Report], outlets: Outlets) -> Iterator[list[Report]]:
    """Yield the reports, those of one article in the same words together, by the first of them."""
    same: dict[tuple[str, str], list[Report]] = {}
    for one in reports:
        words = _plain(outlets.articles[one.article].text[one.start : one.end])
        same.setdefault((one.article, words), []).append(one)
    yield from same.values()


def _report(report: Report, again: int, outlets: Outlets) -> ReportView:
    outlet = outlets.by_article[report.article]
    return ReportView(
        excerpt=outlets.excerpt(Place(report.article, report.start, report.end)),
        attributed=wording.attributed(report.attribution),
        origin=outlets.origin(report.origin),
        own=outlets.is_own(outlet, report.origin),
        sure=report.certainty == "sure",
        times=1 + again,
        evidence=tuple(_evidence(one, report, outlets) for one in _telling(report)),
    )


def _telling(report: Report) -> list[Evidence]:
    """The evidence to be shown with a report: the speaker is shown apart, and so is that there is no other origin.

    Whom the article credits as a whole stands with the article, once; here it matters where nothing else tells.
    """
    left = {"speaker", "own"} | ({"credit"} if _traced(report) else set())
    return [one for one in report.evidence if one.kind not in left]


def _traced(report: Report) -> bool:
    return any(one.kind in {"citation", "shared prose"} and one.strength == "strong" for one in report.evidence)


def _by_credit(report: Report, outlets: Outlets) -> bool:
    article = outlets.articles[report.article]
    return not _traced(report) and report.origin in {author(article), undecided(article)}


def _evidence(evidence: Evidence, report: Report, outlets: Outlets) -> EvidenceView:
    """The evidence with its words; places that show the report's own words once more are named, not quoted again."""
    words = _plain(outlets.articles[report.article].text[report.start : report.end])
    elsewhere = [place for place in evidence.places if not _within(report, place)]
    excerpts = outlets.excerpts(elsewhere)
    repeated = tuple(one for one in excerpts if words in _plain(one.marked) or _plain(one.marked) in words)
    text = CREDITED if evidence.kind == "credit" else evidence.text
    return EvidenceView(evidence, text, tuple(one for one in excerpts if one not in repeated), repeated)


def _within(report: Report, place: Place) -> bool:
    return place.article == report.article and place.start < report.end and report.start < place.end


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _branches(claim: Claim, outlets: Outlets) -> tuple[Branch, ...]:
    mine: dict[str, list[str]] = {}
    traced: set[str] = set()
    for report in claim.counted:
        mine.setdefault(outlets.origin(report.origin), []).append(report.article)
        if not _by_credit(report, outlets):
            traced.add(outlets.origin(report.origin))
    branches: list[Branch] = []
    taken: set[int] = set()
    # An outlet with reports from several origins stands where it is joined with most others.
    for origin, articles in sorted(mine.items(), key=lambda item: (-len(outlets.behind(item[1])), item[0])):
        members = tuple(outlet for outlet in outlets.behind(articles) if outlet.number not in taken)
        if members:
            taken.update(outlet.number for outlet in members)
            own = next((outlet for outlet in members if outlets.is_own(outlet, origin)), None)
            branches.append(Branch(origin, own, members, len(members) == 1 and origin not in traced))
    branches.sort(key=lambda branch: (branch.outlets[0].number, branch.origin))
    return tuple(branches)
