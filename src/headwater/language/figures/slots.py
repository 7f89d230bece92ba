"""The slot of a figure: what it counts, under which verb, and when.

Two figures may be compared only where their slots agree, so this is the half that matters. Where the article is parsed
the dependencies tell; otherwise the words after the number do, up to the first that cannot belong to a noun phrase.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.language.annotated import Annotated, MomentMention, Token
    from headwater.language.figures.reading import Number

_NOUNS = frozenset({"NOUN", "PROPN"})
_RELATIVE = frozenset({"WP", "WDT"})
_INSIDE = frozenset({"amod", "compound", "nmod:poss", "flat", "nummod", "compound:prt", "fixed"})
_TO_HEAD = frozenset(
    {
        "nummod",
        "nummod:gov",
        "compound",
        "amod",
        "nmod",
        "advmod",
        "det",
        "quantmod",
        "flat",
        "nmod:npmod",
        "obl:npmod",
        "nmod:unmarked",
        "obl:unmarked",
        "dep",
        "appos",
    }
)
_EQUATED = frozenset({"be", "total", "reach", "hit", "increase", "rise", "fall", "drop", "grow", "climb", "decline",
                      "stand", "exceed", "top", "number", "amount", "jump", "soar", "plunge", "decrease", "average",
                      "remain", "double", "triple", "shrink", "surge", "cost", "weigh", "measure",
                      "represent"})  # fmt: skip
# Words at which a phrase that is read by surface alone must end.
_STOPS = frozenset({
    "a", "about", "across", "after", "against", "ago", "all", "along", "also", "although", "among", "an", "and",
    "any", "are", "around", "as", "at", "away", "be", "because", "been", "before", "being", "below", "beneath",
    "between", "both", "but", "by", "can", "could", "despite", "did", "do", "does", "down", "during", "each",
    "either", "ever", "every", "for", "from", "had", "has", "have", "he", "her", "here", "him", "his", "how",
    "however", "i", "if", "in", "including", "instead", "into", "is", "it", "its", "just", "last", "later",
    "left", "less", "like", "may", "me", "might", "more", "most", "must", "my", "near", "nearly", "never", "next",
    "no", "nor", "not", "now", "off", "on", "once", "only", "onto", "or", "other", "our", "out", "outside",
    "over", "own", "past", "per", "said", "says", "she", "should", "since", "so", "some", "still", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "though", "through",
    "throughout", "to", "today", "together", "too", "toward", "towards", "under", "until", "up", "upon", "us",
    "versus", "via", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whom",
    "whose", "why", "will", "with", "within", "without", "would", "yet", "you", "your",
})  # fmt: skip
_LONGEST = 5
_OF_NAME = frozenset({"flat", "compound"})
# "80m", "40-metre", before what is so long or deep.
_GLUED = re.compile(r"\d(?:[a-z]{1,2}|-[a-z]+)\Z", re.IGNORECASE)
_DIMENSIONS = frozenset({"deep", "high", "long", "tall", "thick", "wide"})
_DEEPEST = 8
# What a number right after it measures; after any other noun in the singular it tells which one.
_MEASURED = frozenset({
    "age", "capacity", "length", "level", "population", "price", "score", "speed", "temperature", "toll", "total",
    "weight", "width", "height", "average", "minus", "plus", "times",
})  # fmt: skip
_NUMBERED = 1000


@dataclass(frozen=True, slots=True)
class Slot:
    """What a figure counts, where that stands, the lemma of the verb that governs it; or which of many it tells."""

    what: str
    span: Span | None
    verb: str | None
    numbered: bool = False


class Slots:
    """Finds the slot of each figure of one article; built once."""

    def __init__(self, annotated: Annotated) -> None:
        self._text = annotated.article.text
        self._tokens = annotated.tokens
        self._starts = [token.start for token in annotated.tokens]
        self._sentences = annotated.sentences
        self._bounds = [sentence.start for sentence in annotated.sentences]
        self._moments = annotated.moments
        self._moment_starts = [moment.start for moment in annotated.moments]
        self._parsed = any(token.dep for token in annotated.tokens[:200])
        self._children: dict[int, list[int]] = {}
        if self._parsed:
            for index, token in enumerate(annotated.tokens):
                if token.head != index:
                    self._children.setdefault(token.head, []).append(index)

    def of(self, number: Number) -> Slot:
        """Return the slot of a figure."""
        first = bisect.bisect_left(self._starts, number.start)
        if first and (first == len(self._tokens) or self._starts[first] > number.start):
            first -= 1
        last = max(first + 1, bisect.bisect_left(self._starts, number.end))
        low, high = self._sentence(number.start)
        first, last = max(first, low), min(last, high)
        if first >= last:
            return Slot("", None, None)
        return (
            self._parsed_slot(number, first, last, (low, high)) if self._parsed else self._surface(number, last, high)
        )

    def when(self, number: Number) -> str | None:
        """Return the nearest moment of the same sentence that places the figure in time, as it stands in the text."""
        low, high = self._sentence(number.start)
        if low >= high:
            return None
        start, end = self._tokens[low].start, self._tokens[high - 1].end
        best: MomentMention | None = None
        index = bisect.bisect_left(self._moment_starts, start)
        while index < len(self._moments) and self._moments[index].start < end:
            moment = self._moments[index]
            index += 1
            if moment.kind not in {"date", "time"} or moment.precision == "none":
                continue
            if best is None or _gap(moment, number) < _gap(best, number):
                best = moment
        return best.text if best else None

    def _sentence(self, start: int) -> tuple[int, int]:
        index = bisect.bisect_right(self._bounds, start) - 1
        if index < 0:
            return 0, len(self._tokens)
        return self._sentences[index].first, self._sentences[index].last

    def _surface(self, number: Number, last: int, high: int) -> Slot:
        """Return the words after the number, up to the first that cannot belong to the phrase."""
        tokens = self._tokens
        if number.kind == "age":
            return Slot("", None, None)
        index = last
        if index < high and (
            tokens[index].text.lower() == "of" or (number.kind != "count" and tokens[index].text.lower() == "in")
        ):
            index += 1
            while index < high and tokens[index].text.lower() in {"the", "all", "its", "their", "his", "her"}:
                index += 1
        first = index
        while index < high and index - first < _LONGEST and _may_continue(tokens[index]):
            index += 1
        if index == first:
            return Slot("", None, None)
        span = Span(tokens[first].start, tokens[index - 1].end)
        return Slot(span.of(self._text), span, None)

    def _parsed_slot(self, number: Number, first: int, last: int, bounds: tuple[int, int]) -> Slot:
        tokens = self._tokens
        top = self._top(first, last)
        verb = self._verb(top, bounds)
        head = tokens[top].head
        outside = head if not first <= head < last else None
        noun: int | None = None
        if number.kind == "age":
            noun = self._aged(top, (first, last), bounds)
        elif number.kind == "measure" and (found := self._described(number, last, bounds[1])) is not None:
            noun = found
        elif tokens[top].pos in _NOUNS and number.kind == "count" and tokens[top].end > number.end:
            noun = top
        elif outside is not None and tokens[outside].pos in _NOUNS and tokens[top].dep in _TO_HEAD:
            noun = outside
        if noun is None:
            noun = self._below(top, last)
        if noun is None and number.kind in {"money", "percent", "measure", "count", "duration"}:
            noun = self._subject(top, bounds, verb)
        lemma = tokens[verb].lemma.lower() if verb is not None else None
        if noun is not None and tokens[noun].pos == "PRON":
            noun = self._antecedent(noun)
            if noun is None:
                return Slot("", None, lemma)
        if noun is None:
            surface = self._surface(number, last, bounds[1])
            return Slot(surface.what, surface.span, lemma)
        span = self._phrase(noun, bounds, (first, last))
        return Slot(span.of(self._text), span, lemma, numbered=self._numbered(number, noun, first))

    def _top(self, first: int, last: int) -> int:
        """Return the token of the figure that hangs on something outside it; the unit before the number."""
        for index in range(last - 1, first - 1, -1):
            head = self._tokens[index].head
            if head == index or not first <= head < last:
                return index
        return last - 1

    def _verb(self, index: int, bounds: tuple[int, int]) -> int | None:
        for _ in range(_DEEPEST):
            token = self._tokens[index]
            if token.pos == "VERB":
                return index
            if token.head == index or not bounds[0] <= token.head < bounds[1]:
                return self._copula(index)
            index = token.head
        return None

    def _copula(self, index: int) -> int | None:
        return next((child for child in self._children.get(index, ()) if self._tokens[child].dep == "cop"), None)

    def _numbered(self, number: Number, noun: int, first: int) -> bool:
        """Tell whether a number tells which of many is meant ("lap 48", "turn two"), not how many."""
        token = self._tokens[noun]
        few = number.low == number.high < _NUMBERED and number.low.is_integer()
        return (
            few and number.bound == "exact" and noun == first - 1 and token.tag == "NN" and token.text not in _MEASURED
        )

    def _below(self, top: int, last: int) -> int | None:
        """Return the noun of "of ..." or "in ..." under the figure ("60% of new cars")."""
        for child in self._children.get(top, ()):
            if (
                child >= last
                and self._tokens[child].dep.startswith(("nmod", "obl"))
                and self._tokens[child].pos in _NOUNS
            ):
                case = [
                    self._tokens[c].text.lower() for c in self._children.get(child, ()) if self._tokens[c].dep == "case"
                ]
                if "of" in case or "in" in case or "for" in case:
                    return child
        return None

    def _subject(self, top: int, bounds: tuple[int, int], verb: int | None) -> int | None:
        """Return the subject of a verb that says how much ("trade rose to $240 billion")."""
        if verb is None:
            return None
        token = self._tokens[verb]
        owner = token.head if token.dep == "cop" else verb
        if token.lemma.lower() not in _EQUATED:
            return None
        for child in self._children.get(owner, ()):
            if self._tokens[child].dep.startswith("nsubj") and child != top and bounds[0] <= child < bounds[1]:
                return child
        return None

    def _antecedent(self, pronoun: int) -> int | None:
        """Return the noun that "who" or "which" takes up, which its clause hangs on; None for any other pronoun."""
        index = pronoun
        for _ in range(_DEEPEST):
            token = self._tokens[index]
            if token.dep.startswith("acl"):
                relative = self._tokens[pronoun].tag in _RELATIVE
                return token.head if relative and self._tokens[token.head].pos in _NOUNS else None
            if token.head == index:
                break
            index = token.head
        return None

    def _aged(self, top: int, figure: tuple[int, int], bounds: tuple[int, int]) -> int | None:
        """Return whose age it is: the name right before, the noun it hangs on, or the subject of "is 34 years old"."""
        named = self._named_before(figure[0])
        if named is not None:
            return named
        head = self._tokens[top].head
        if not figure[0] <= head < figure[1] and self._tokens[head].pos in _NOUNS:
            return head
        return self._subject(top, bounds, self._verb(top, bounds))

    def _named_before(self, first: int) -> int | None:
        """Return the head of the name in "Ann Lee, 34": where many stand in a row, the parse takes the first."""
        at = first - 2
        if at < 0 or self._tokens[first - 1].text != "," or self._tokens[at].pos != "PROPN":
            return None
        for _ in range(_LONGEST):
            token = self._tokens[at]
            if token.dep not in _OF_NAME or not 0 < at - token.head <= _LONGEST:
                break
            at = token.head
        # "Ann Lee of Leeds, 34": the town has no age.
        below = {self._tokens[child].dep for child in self._children.get(at, ())}
        return None if "case" in below or self._tokens[at].dep.startswith("nmod") else at

    def _described(self, number: Number, last: int, high: int) -> int | None:
        """Return the noun right after a measure that describes it ("a 40-metre wall", "the 80m-deep dry well")."""
        glued = self._text[number.end : number.end + 1] == "-" or _GLUED.search(self._text, number.start, number.end)
        index = last
        while glued and index < min(high, last + _LONGEST):
            token = self._tokens[index]
            word = token.text.lower()
            # The parser takes a well for an adverb.
            if (token.pos == "NOUN" and word not in _DIMENSIONS) or word == "well":
                return index
            if token.pos not in {"ADJ", "PUNCT", "NOUN"} or (token.pos == "PUNCT" and token.text != "-"):
                return None
            index += 1
        return None

    def _phrase(self, noun: int, bounds: tuple[int, int], figure: tuple[int, int]) -> Span:
        """Return the noun's phrase without the figure: what stands before it, and "of ..." after it."""
        left = right = noun
        for child in self._children.get(noun, ()):
            token = self._tokens[child]
            if figure[0] <= child < figure[1] or not bounds[0] <= child < bounds[1]:
                continue
            if child < noun and (token.dep in _INSIDE or token.dep.startswith("compound")):
                left = min(left, child)
            elif child > noun and child - noun <= 6 and token.dep.startswith("nmod") and self._is_of(child):
                right = max(right, self._right_edge(child), child)
            elif child > noun and token.dep in {"flat", "compound"}:
                right = max(right, child)
        if left < figure[1] <= noun:
            left = figure[1]
        if noun < figure[0]:
            right = min(right, figure[0] - 1)
        while left < noun and self._tokens[left].pos in {"DET", "PUNCT", "ADP", "PART", "CCONJ"}:
            left += 1
        return Span(self._tokens[left].start, self._tokens[max(right, left)].end)

    def _is_of(self, index: int) -> bool:
        return any(
            self._tokens[child].dep == "case" and self._tokens[child].text.lower() in {"of", "between"}
            for child in self._children.get(index, ())
        )

    def _right_edge(self, index: int) -> int:
        edges: Iterable[int] = (
            child
            for child in self._children.get(index, ())
            if self._tokens[child].dep in {"flat", "compound", "conj", "nummod"} and child - index <= 3
        )
        return max(edges, default=index)


def _may_continue(token: Token) -> bool:
    text = token.text
    return (
        (text[0].isalpha() or text == "-")
        and text.lower() not in _STOPS
        and token.pos not in {"VERB", "AUX", "ADP", "PUNCT", "SCONJ", "PRON", "CCONJ"}
    )


def _gap(moment: MomentMention, number: Number) -> int:
    return max(moment.start - number.end, number.start - moment.end, 0)
