"""What language yields: an article with everything that was understood in it, each thing with its span.

Nothing here depends on the parser that found it: another pipeline fills the same records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from headwater.article import Article, Span

NameKind = Literal["PER", "ORG", "LOC"]
QuotationKind = Literal["direct", "indirect", "mixed"]
FigureKind = Literal["money", "percent", "count", "measure", "age", "ordinal", "duration", "ratio"]
Bound = Literal["exact", "about", "at least", "at most", "more than", "less than", "nearly", "range", "dozens"]
MomentKind = Literal["date", "time", "duration", "set"]
Precision = Literal[
    "minute", "part of day", "day", "week", "weekend", "month", "season", "quarter", "year", "decade", "century", "none"
]
Modality = Literal["asserted", "possible", "planned", "conditional", "denied", "asked"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of the text.

    `tag` is its Penn tag, `pos` the universal one, `dep` the UD relation, `head` the index of its head in the article
    (its own index at the root).
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its characters, and its tokens `first` (inside) to `last` (outside)."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person, organisation or place.

    `entity` is the article's fullest form of it ("Andrei Belousov"), the same string for all mentions of one entity.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    entity: str


@dataclass(frozen=True, slots=True)
class QuotationMention:
    """Words attributed to a speaker.

    `start` to `end` covers all `pieces` (more than one where the cue stands in the middle; quotation marks inside).
    `source` is the mention the words are attributed to as it stands in the text, `speaker` that mention resolved to
    a name or description of the article, `via` the media the article has the words from, outermost first
    ("reported by Xinhua"). `rule` names the pattern that found it, `confidence` its measured precision.
    """

    start: int
    end: int
    kind: QuotationKind
    pieces: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: str | None
    via: tuple[str, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A number with its unit and its slot.

    `low` and `high` are equal but for ranges; `unit` is a normalised name ("USD", "%", "km", "person" or "" for a
    bare count); `what` is the phrase counted ("people", "trade between the two countries"), `verb` the lemma of the
    governing verb, `when` the moment the figure speaks of as it stands in the text.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    low: float
    high: float
    unit: str
    bound: Bound
    what: str
    what_span: Span | None
    verb: str | None
    when: str | None


@dataclass(frozen=True, slots=True)
class MomentMention:
    """A time expression.

    `value` is its TIMEX3 value ("2024-05-17", "2024-W20", "P2D", "PAST_REF"); `earliest` and `latest` are the first
    and last day (ISO 8601, both inside) that it may mean, None where it cannot be resolved; `anchored` is False where
    it needs the article's date and that is unknown.
    """

    start: int
    end: int
    text: str
    kind: MomentKind
    value: str
    precision: Precision
    earliest: str | None
    latest: str | None
    anchored: bool


@dataclass(frozen=True, slots=True)
class Argument:
    """One part of a proposition.

    `role` is "subject", "object", "place", "time", "agent", "to" and the like, `head` its head's lemma, `entity` the
    name it is or holds or that its pronoun was resolved to, None where there is none.
    """

    role: str
    start: int
    end: int
    head: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause-sized assertion.

    `sentence` is the index of its sentence, `quotation` that of the quotation it stands in or reports, None outside.
    Spans of one sentence's propositions may nest, and all together cover it.
    """

    start: int
    end: int
    sentence: int
    predicate: str
    predicate_span: Span
    arguments: tuple[Argument, ...]
    negated: bool
    modality: Modality
    quotation: int | None


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and what was understood in it; all tuples are in reading order.

    `analysed` is False for an article in a language that the pipeline does not know: it then holds tokens (split by
    script and punctuation alone) and sentences, and nothing else.
    """

    article: Article
    analysed: bool
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    quotations: tuple[QuotationMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    moments: tuple[MomentMention, ...] = ()
    propositions: tuple[Proposition, ...] = ()
