"""Which sentences of a story are worth laying side by side, and how alike they are.

The claims' alignment gives pairs; so does the story itself: two sentences of different articles that share enough of
the story's rarer words. A conflict of detail shows best between sentences that otherwise say the same.
"""

from __future__ import annotations

import bisect
import math
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import accumulate, groupby, islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from headwater.account import Place
from headwater.comparison import captions
from headwater.comparison.claims.units import states
from headwater.comparison.conflicts.difference import Value
from headwater.comparison.conflicts.vocabulary import EMPTY, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.comparison.aligned import Aligned
    from headwater.comparison.captions import Captioned
    from headwater.language.annotated import (
        Annotated,
        FigureMention,
        MomentMention,
        Name,
        Proposition,
        QuotationMention,
        Token,
    )
    from headwater.stories.story import Story

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|[0-9][0-9,.]*[0-9]|[0-9]")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


T = TypeVar("T", bound=_Placed)
# Rare words of a sentence that look for its partners, and the longest list of sentences one word may call up.
_SEEKERS = 10
_LONGEST_POSTING = 120
_LEAST_SIMILARITY = 0.18
# Characters to each side whose words are a value's surroundings; steps up a parse to its verb.
_REACH = 70
_DEEPEST = 8
# Longer sentences are cut: nobody compares a hundred details.
_LONGEST = 160
# So many of a sentence's details of one kind are compared; what has more is a table that lost its lines.
_DETAILS = 40
# So many sentences of one article stand for it in one claim.
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its stem, and where it stands."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence with what was understood in it."""

    article: int
    index: int
    start: int
    end: int
    words: tuple[Word, ...]
    bag: frozenset[str]
    figures: tuple[FigureMention, ...]
    moments: tuple[MomentMention, ...]
    names: tuple[Name, ...]
    quotations: tuple[QuotationMention, ...]
    propositions: tuple[Proposition, ...]
    caption: bool


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two sentences of different articles, how much of their weight they share (0 to 1), and the claim they are of."""

    one: Line
    other: Line
    similarity: float
    claim: str | None


@dataclass(slots=True)
class View:
    """A story laid out for comparison: its articles, their sentences, and how much each stem weighs in the story."""

    articles: tuple[Annotated, ...]
    lines: tuple[tuple[Line, ...], ...]
    weights: dict[str, float]
    mean_weight: float
    _totals: dict[int, float] = field(default_factory=dict)
    _vocabularies: dict[int, frozenset[str]] = field(default_factory=dict)

    def weight(self, bag: frozenset[str]) -> float:
        """Return the weight of a bag of stems."""
        return math.fsum(self.weights.get(word, 1.0) for word in bag)

    def vocabulary(self, article: int) -> frozenset[str]:
        """Return all words of an article, in lower case without accents."""
        if article not in self._vocabularies:
            folded = unicodedata.normalize("NFKD", self.articles[article].article.text.lower())
            plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
            self._vocabularies[article] = frozenset(re.findall(r"[^\W\d_]+", plain))
        return self._vocabularies[article]

    def late(self, article: int, days: int) -> bool:
        """Tell whether an article's date lies more than `days` after the story's first; False where it has none."""
        dates = sorted(one.article.published[:10] for one in self.articles if one.article.published)
        own = self.articles[article].article.published
        if not own or not dates:
            return False
        try:
            return (date.fromisoformat(own[:10]) - date.fromisoformat(dates[0])).days > days
        except ValueError:
            return True

    def hours_apart(self, one: int, other: int) -> float | None:
        """Return how many hours lie between the publication of two articles, None where either is unknown."""
        hours = self.hours_after(one, other)
        return None if hours is None else abs(hours)

    def hours_after(self, one: int, other: int) -> float | None:
        """Return how many hours after the second article the first was published, None where either is unknown."""
        times = []
        for number in (one, other):
            published = self.articles[number].article.published
            if not published:
                return None
            try:
                moment = datetime.fromisoformat(published)
            except ValueError:
                return None
            times.append(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        return (times[0] - times[1]).total_seconds() / 3600

    def total(self, line: Line) -> float:
        """Return the weight of a sentence."""
        key = id(line)
        if key not in self._totals:
            self._totals[key] = self.weight(line.bag)
        return self._totals[key]

    def similarity(self, one: Line, other: Line) -> float:
        """Return the shared weight over the geometric mean of both weights."""
        shared = self.weight(one.bag & other.bag)
        bound = math.sqrt(self.total(one) * self.total(other))
        return shared / bound if bound else 0.0

    def governor(self, line: Line, start: int, end: int) -> str | None:
        """Return the stem of the verb that the words start..end depend on, None without a parse."""
        verb = self.governing(line, start, end)
        return stem(verb.lemma) if verb else None

    def governing(self, line: Line, start: int, end: int) -> Token | None:
        """Return the verb that the words start..end depend on, None without a parse."""
        tokens = self.articles[line.article].tokens
        first = bisect.bisect_left(tokens, start, key=lambda token: token.start)
        last = bisect.bisect_left(tokens, end, key=lambda token: token.start)
        if first >= last:
            return None
        index = next((i for i in range(first, last) if not first <= tokens[i].head < last), last - 1)
        for _ in range(_DEEPEST):
            token = tokens[index]
            if token.pos == "VERB" and not start <= token.start < end:
                return token
            if token.head == index or not line.start <= tokens[token.head].start < line.end:
                return None
            index = token.head
        return None

    def tag(self, line: Line, start: int) -> str:
        """Return the Penn tag of the token that begins at `start`, "" where none does."""
        tokens = self.articles[line.article].tokens
        index = bisect.bisect_left(tokens, start, key=lambda token: token.start)
        return tokens[index].tag if index < len(tokens) and tokens[index].start == start else ""

    def around(self, line: Line, start: int, end: int, reach: int = _REACH) -> frozenset[str]:
        """Return the stems of the content words near start..end, numbers and the stretch itself left out."""
        return frozenset(
            word.stem
            for word in line.words
            if start - reach <= word.start <= end + reach
            and not start <= word.start < end
            and not word.stem[0].isdigit()
        )

    def context(self, pair: Pair, mine: tuple[int, int], theirs: tuple[int, int]) -> float:
        """Return how much of the lighter one's surroundings two stretches share, 0 to 1."""
        around, beside = self.around(pair.one, *mine), self.around(pair.other, *theirs)
        least = min(self.weight(around), self.weight(beside))
        return self.weight(around & beside) / least if least else 0.0

    def text(self, line: Line) -> str:
        """Return the characters of the article that a sentence belongs to."""
        return self.articles[line.article].article.text

    def value(self, number: int, start: int, end: int, key: str) -> Value:
        """Return what the article of a number says from `start` to `end` as a side's value."""
        article = self.articles[number].article
        return Value(article.text[start:end], Place(article.id, start, end), key)


def lay_out(story: Story) -> View:
    """Return the story laid out; articles in other languages take no part."""
    articles = tuple(annotated for annotated in story.articles if annotated.analysed)
    captioned = captions.of(annotated.article for annotated in articles)
    lines = tuple(tuple(_lines(annotated, number, captioned)) for number, annotated in enumerate(articles))
    counts = Counter(word for own in lines for line in own for word in line.bag)
    total = sum(len(own) for own in lines)
    weights = {word: math.log(1 + total / count) for word, count in counts.items()}
    mean = math.fsum(weights.values()) / max(1, len(weights))
    return View(articles, lines, weights, mean)


def _lines(annotated: Annotated, number: int, captioned: Captioned) -> Iterator[Line]:
    text = annotated.article.text
    words = [
        Word(stem(match[0]), match.start(), match.end())
        for match in _WORD.finditer(text)
        if match[0].lower() not in EMPTY and len(match[0]) < 40
    ]
    starts = [word.start for word in words]
    propositions: dict[int, list[Proposition]] = defaultdict(list)
    for proposition in annotated.propositions:
        propositions[proposition.sentence].append(proposition)
    reached = list(accumulate((quotation.end for quotation in annotated.quotations), max))
    for index, sentence in enumerate(annotated.sentences):
        low, high = bisect.bisect_left(starts, sentence.start), bisect.bisect_left(starts, sentence.end)
        # A dateline or the signature of a post opposes nothing.
        stating = states(annotated, sentence)
        own = tuple(words[low : min(high, low + _LONGEST)]) if stating else ()
        yield Line(
            article=number,
            index=index,
            start=sentence.start,
            end=sentence.end,
            words=own,
            bag=frozenset(word.stem for word in own),
            figures=_inside(annotated.figures, sentence.start, sentence.end),
            moments=_inside(annotated.moments, sentence.start, sentence.end),
            names=_inside(annotated.names, sentence.start, sentence.end),
            quotations=_reaching(annotated.quotations, reached, sentence.start, sentence.end),
            propositions=tuple(propositions[index][:_DETAILS]) if stating else (),
            caption=captioned(annotated.article.id, sentence.start),
        )


def _inside(items: Sequence[T], start: int, end: int) -> tuple[T, ...]:
    first = bisect.bisect_left(items, start, key=lambda item: item.start)
    last = bisect.bisect_left(items, end, key=lambda item: item.start)
    return tuple(items[first : min(last, first + _DETAILS)])


def _reaching(
    quotations: Sequence[QuotationMention], reached: Sequence[int], start: int, end: int
) -> tuple[QuotationMention, ...]:
    """Return the quotations that share characters with start..end; `reached` is how far they go up to each one."""
    first = bisect.bisect_right(reached, start)
    last = bisect.bisect_left(quotations, end, key=lambda quotation: quotation.start)
    return tuple(q for q in quotations[first : min(last, first + _DETAILS)] if start < q.end)


def pairs(view: View, aligned: Sequence[Aligned]) -> list[Pair]:
    """Return the pairs to compare, in reading order: those of one claim, and those that share enough by themselves."""
    claims = _claims(view, aligned)
    keys = set(claims) | set(_alike(view))
    found = []
    for (a, s), (b, t) in sorted(keys):
        one, other = view.lines[a][s], view.lines[b][t]
        similarity = view.similarity(one, other)
        claim = claims.get(((a, s), (b, t)))
        if claim is not None or similarity >= _LEAST_SIMILARITY:
            found.append(Pair(one, other, similarity, claim))
    return found


Key = tuple[tuple[int, int], tuple[int, int]]


def _claims(view: View, aligned: Sequence[Aligned]) -> dict[Key, str]:
    numbers = {annotated.article.id: number for number, annotated in enumerate(view.articles)}
    found: dict[Key, str] = {}
    for group in aligned:
        told = sorted({(numbers[m.article], m.sentence) for m in group.mentions if m.article in numbers})
        places = [place for _, own in groupby(told, key=lambda place: place[0]) for place in islice(own, _TOLD)]
        for index, first in enumerate(places):
            for second in places[index + 1 :]:
                if first[0] != second[0]:
                    found.setdefault((first, second), group.id)
    return found


def _alike(view: View) -> Iterator[Key]:
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for own in view.lines:
        for line in own:
            for word in line.bag:
                postings[word].append((line.article, line.index))
    # Only a word that a second article has can find a partner.
    shared = {word for word, places in postings.items() if places[0][0] != places[-1][0]}
    for own in view.lines:
        for line in own:
            here = (line.article, line.index)
            ranked = sorted(line.bag & shared, key=lambda word: (-view.weights[word], word))[:_SEEKERS]
            for word in ranked:
                if len(postings[word]) > _LONGEST_POSTING:
                    continue
                for there in postings[word]:
                    if here[0] != there[0]:
                        yield (here, there) if here < there else (there, here)
