"""The result: what Headwater found out about each story. The JSON form follows these records field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Literal

from headwater.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.article import Article, Problem

SCHEMA = 1

Standing = Literal["corroborated", "echoed", "unclear", "single"]
Strength = Literal["strong", "weak"]
Slot = Literal[
    "figure", "date", "place", "participant", "identity", "polarity", "quote-wording", "attribution", "sequence"
]
ConflictKind = Literal["real", "dispute", "rounding", "granularity", "update"]
Certainty = Literal["sure", "possible"]
Grade = Literal["verbatim", "light"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one article's canonical text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a report is traced to its origin, in words a reader accepts, and the places that show it.

    `kind` is one of "shared prose", "citation", "credit", "publisher", "speaker", "own"; `strength` says whether it
    joins reports on its own (`most` of the independence range) or only as a possibility (`least`).
    """

    kind: str
    strength: Strength
    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """To whom a report attributes its claim, by which cue, in which kind of quotation."""

    speaker: str | None
    cue: str | None
    kind: Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Report:
    """One mention of a claim: where it stands, the origin it was traced to and why.

    `certainty` tells whether it surely tells what the claim's text tells; only such reports are counted.
    """

    article: str
    start: int
    end: int
    origin: str
    evidence: tuple[Evidence, ...] = ()
    attribution: Attribution | None = None
    certainty: Certainty = "sure"


@dataclass(frozen=True, slots=True)
class Independence:
    """How many independent origins stand behind a claim, at least and at most."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Claim:
    """The same proposition as reported by one or more articles.

    `text` is one report's own words; `outlets` counts publishers; `word_of` names the one speaker on whose word all
    reports rest; `why` says what joined the reports; `certainty` tells whether reports of two articles surely tell
    its text. Outlets, origins and standing count the sure reports, or all where none are.
    """

    id: str
    text: str
    standing: Standing
    contested: bool
    outlets: int
    independent: Independence
    reports: tuple[Report, ...]
    word_of: str | None = None
    why: tuple[str, ...] = ()
    certainty: Certainty = "sure"

    @property
    def counted(self) -> tuple[Report, ...]:
        """The reports that outlets, origins and standing are counted by: the sure ones, or all where none are."""
        return tuple(report for report in self.reports if report.certainty == "sure") or self.reports


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: a value in the outlets' words, and the exact places that give it."""

    value: str
    reports: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more reports of one claim that differ in one slot; `why` says what was compared and how.

    `judged` ones rest on learned weights over whole sentences instead of a comparison of one slot: the reports tell of
    one matter in more or less detail, or in another light. Those are shown to a reader where they are sure.
    """

    slot: Slot
    kind: ConflictKind
    about: str
    sides: tuple[Side, ...]
    certainty: Certainty = "sure"
    claim: str | None = None
    why: str = ""
    judged: bool = False


@dataclass(frozen=True, slots=True)
class QuotationReport:
    """Where an article gives a quotation: marks included; `cue` and `source` are [start, end] or None.

    `whole` tells whether it gives all that the quotation's text says, or a part of it.
    """

    article: str
    start: int
    end: int
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    rule: str = ""
    confidence: float = 0.0
    via: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one speaker, with every report of the same utterance."""

    speaker: str | None
    kind: Literal["direct", "indirect", "mixed"]
    text: str
    reports: tuple[QuotationReport, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and what it counts.

    `value` as it stands in the text that gives it best, behind its bound ("at least", "about") where it has one.
    """

    value: str
    unit: str
    what: str
    reports: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of shared prose, one span an article.

    `origin` is an article's id, an origin's name, or None where it cannot be told which was first. `boilerplate` is
    one outlet's own furniture or background, which recurs in its different reports and stands in nobody else's.
    """

    grade: Grade
    spans: tuple[Place, ...]
    origin: str | None = None
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the timeline; `when` is a date, month, year or interval in ISO 8601."""

    when: str
    precision: str
    text: str
    reports: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """A claim that most outlets have, and the articles that leave it out."""

    claim: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin of the story: a node in the picture of who has what from whom.

    `kind` is "outlet", "wire", "medium", "study", "document", "dataset", "speaker" or "unknown"; `articles` are the
    articles that have something from it, `share` how much of each article's prose that is (0 to 1), in their order.
    """

    name: str
    kind: str
    articles: tuple[str, ...]
    share: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Everything Headwater found out about one story.

    `encoder` names what read the names and was asked which sentences make the same claim, beside the shipped models,
    with its version; None where nothing was: accounts made with it and without differ. `sources` holds the story's
    articles themselves, so that an account can show itself; it is no part of the JSON form, which lists all articles
    once.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    timeline: tuple[Moment, ...] = ()
    omissions: tuple[Omission, ...] = ()
    origins: tuple[Origin, ...] = ()
    why: tuple[str, ...] = ()
    encoder: str | None = None
    sources: tuple[Article, ...] = field(default=(), repr=False, compare=False)

    def alone(self) -> Accounts:
        """Return a collection of this account alone."""
        return Accounts(headwater=__version__, schema=SCHEMA, articles=self.sources, stories=(self,))

    def to_json(self) -> str:
        """Return the account in the JSON form of `schema.json`."""
        return self.alone().to_json()

    def to_html(self) -> str:
        """Return the account as one self-contained HTML page."""
        return self.alone().to_html()

    def to_markdown(self) -> str:
        """Return the account as Markdown."""
        return self.alone().to_markdown()

    def _repr_html_(self) -> str:
        return self.alone()._repr_html_()


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of all stories found in one pile of articles, with the articles they speak of.

    `passages` are those shared by articles of different stories; `problems` what could not be read or done.
    The collection iterates over its accounts.
    """

    headwater: str
    schema: int
    articles: tuple[Article, ...]
    stories: tuple[Account, ...]
    passages: tuple[Passage, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Account]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)

    def __getitem__(self, index: int) -> Account:
        return self.stories[index]

    def to_json(self) -> str:
        """Return the accounts in the JSON form of `schema.json`."""
        from headwater.presentation import json  # noqa: PLC0415 records know no renderer until asked to show themselves

        return json.render(self)

    def to_html(self) -> str:
        """Return the accounts as one self-contained HTML page."""
        from headwater.presentation import html  # noqa: PLC0415 as above

        return html.render(self)

    def to_markdown(self) -> str:
        """Return the accounts as Markdown."""
        from headwater.presentation import markdown  # noqa: PLC0415 as above

        return markdown.render(self)

    def _repr_html_(self) -> str:
        # The page brings its own style and security policy: an iframe keeps both from the notebook's page.
        return f'<iframe sandbox srcdoc="{escape(self.to_html())}" style="width:100%;height:40em;border:0"></iframe>'
