"""Where two articles give different words as one direct quotation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from headwater.account import Place
from headwater.comparison.people import canonical_speakers
from headwater.language.quotations import quoted_stretches
from headwater.language.quotations.words import GAP, Words, same_spelling, split
from headwater.language.stems import stem

if TYPE_CHECKING:
    from headwater.language.annotated import Annotated
    from headwater.stories.story import Story

# Quoted sentences with fewer words are not compared: "It is bad" may be said twice.
_LEAST_WORDS = 5
# The least share of the words of the shorter sentence that must agree in order, and the least number of them.
_LEAST_SAME = 0.6
_LEAST_AGREEING = 4
# The least share of agreeing words between the first and the last of them: what differs must be the exception.
_LEAST_CORE = 0.75
# Sentences that agree in so many words, nearly all, are one utterance even if the outlets name its speaker differently.
_SURE_WORDS = 8
_SURE_CORE = 0.85
# After so many agreeing words, a different end of at most so many words is a difference of wording too.
_SURE_END = 7
_LONGEST_END = 4
_SHINGLE = 2
# A pair of words that more quoted sentences than this share tells nothing.
_COMMON = 40
# Words quoted within a quotation: a reporter's retelling of a speech, which speaks of the speaker as "he".
_NESTED = re.compile(r"(?<=\s)['‘]([A-Z][^'’‘\"“”]{12,300})(?:['’\"”]|\Z)")
_PERSONS = {
    word: persons[-1]
    for persons in (("i", "he", "she", "they", "we"), ("my", "her", "their", "our", "his"), ("me", "them", "us", "him"))
    for word in persons
}
_SENTENCE_END = re.compile(r"[.?!…]['’\"”)\]]*\s+(?=[\"“‘'(\[]?[A-Z])")


@dataclass(frozen=True, slots=True)
class Wording:
    """Two different wordings of one direct quotation.

    `first` and `second` are the quoted sentences as far as both give them; `first_words` and `second_words` what stands
    from the first to the last word in which they differ, with a word of context on each side, as it stands in the text;
    `same` is the share of the shorter one's words that agree (0 to 1).
    """

    speaker: str | None
    first: Place
    second: Place
    first_words: str
    second_words: str
    same: float


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quoted sentence of an article; `nested` ones are quoted within another speaker's words."""

    article: int
    speaker: str | None
    words: Words
    nested: bool


def wordings(story: Story) -> tuple[Wording, ...]:
    """Return the pairs of different wordings of one quoted sentence by one speaker in two articles.

    Only words inside quotation marks count, and only where both articles give them: a shorter excerpt, an ellipsis, a
    bracket, punctuation, case, a contraction or a number spelled out is no difference. A sentence that the other
    article gives word for word elsewhere differs from nothing there.
    """
    sentences = _sentences(story)
    found: list[Wording] = []
    for one, other in _candidates(sentences):
        difference = _difference(story, sentences[one], sentences[other])
        if difference is not None:
            found.append(difference)
    found.sort(key=lambda w: (w.first, w.second))
    return _mutual(found)


def _sentences(story: Story) -> list[_Quoted]:
    canonical = canonical_speakers(story)
    found: list[_Quoted] = []
    for number, annotated in enumerate(story.articles):
        text = annotated.article.text
        for speaker, start, end in _quoted_sentences(annotated):
            name = None if speaker is None else canonical.get((number, speaker), speaker)
            spans = [(name, start, end, False)]
            spans.extend((None, *match.span(1), True) for match in _NESTED.finditer(text, start, end))
            for told_by, low, high, nested in spans:
                words = split(text, low, high)
                if sum(word != GAP for word in words.plain) >= _LEAST_WORDS:
                    found.append(_Quoted(number, told_by, words, nested))
    return found


def _quoted_sentences(annotated: Annotated) -> list[tuple[str | None, int, int]]:
    text = annotated.article.text
    every = quoted_stretches(annotated)
    starts = [start for start, *_ in every]
    found: list[tuple[str | None, int, int]] = []
    for mention in annotated.quotations:
        if mention.kind == "indirect":
            continue
        for piece in mention.pieces:
            number = max(0, bisect_right(starts, piece.start) - 1)
            while number < len(every) and every[number][0] < piece.end:
                start, end, low, high = every[number]
                number += 1
                if start < piece.start or end > piece.end:
                    continue
                for match in _SENTENCE_END.finditer(text, low, high):
                    found.append((mention.speaker, low, match.end()))
                    low = match.end()
                found.append((mention.speaker, low, high))
    return found


def _candidates(sentences: list[_Quoted]) -> list[tuple[int, int]]:
    """Return the pairs of sentences of different articles that share rare enough words in a row, best first."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        plain = [word for word in sentence.words.plain if word != GAP]
        for at in range(len(plain) - _SHINGLE + 1):
            entry = index[tuple(plain[at : at + _SHINGLE])]
            if len(entry) <= _COMMON and entry[-1:] != [number]:
                entry.append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for entry in index.values():
        if len(entry) > _COMMON:
            continue
        for place, one in enumerate(entry):
            for other in entry[place + 1 :]:
                if sentences[one].article != sentences[other].article:
                    shared[one, other] += 1
    return sorted(pair for pair, count in shared.items() if count >= 2)


Block = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Stretches that two sentences share (begin and end in each), and how many words of them agree."""

    blocks: tuple[Block, ...]
    agreeing: int
    same: float
    core: float

    @property
    def holds(self) -> bool:
        """Whether so much agrees that both sentences are one utterance."""
        return self.agreeing >= _LEAST_AGREEING and self.same >= _LEAST_SAME and self.core >= _LEAST_CORE


def _align(first: tuple[str, ...], second: tuple[str, ...]) -> _Alignment:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - loaded only where there is something to compare

    blocks = tuple(
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(first, second)
        if op.tag == "equal"
    )
    return _measured(first, second, blocks)


def _measured(first: tuple[str, ...], second: tuple[str, ...], blocks: tuple[Block, ...]) -> _Alignment:
    agreeing = sum(sum(word != GAP for word in first[block[0] : block[1]]) for block in blocks)
    shorter = min(sum(word != GAP for word in words) for words in (first, second))
    spread = blocks[-1][1] - blocks[0][0] + blocks[-1][3] - blocks[0][2] if blocks else 0
    return _Alignment(blocks, agreeing, agreeing / max(1, shorter), 2 * agreeing / max(1, spread))


def _without_strays(first: tuple[str, ...], second: tuple[str, ...], found: _Alignment) -> _Alignment:
    """Return an alignment without first stretches that stand far off: a word said before and said again."""
    while len(found.blocks) > 1 and not found.holds:
        (low, high, start, end), *rest = found.blocks[1:]
        while low and start and first[low - 1] == second[start - 1]:
            low, start = low - 1, start - 1
        found = _measured(first, second, ((low, high, start, end), *rest))
    return found


def _loosely(words: tuple[str, ...], *, retold: bool) -> tuple[str, ...]:
    """Return words without their inflection, and, where one outlet retells a speech, without its person."""
    return tuple(word if word == GAP else stem(_PERSONS.get(word, word) if retold else word) for word in words)


def _difference(story: Story, one: _Quoted, other: _Quoted) -> Wording | None:
    first, second = one.words.plain, other.words.plain
    exact = found = _align(first, second)
    if not found.holds:
        # "Shooting" and "shootings" are two wordings, and yet a sign that the sentences are one.
        retold = one.nested or other.nested
        loose = _loosely(first, retold=retold), _loosely(second, retold=retold)
        found = _without_strays(*loose, _align(*loose))
    agree = one.speaker is None or other.speaker is None or one.speaker == other.speaker
    if not found.holds or not (agree or (found.agreeing >= _SURE_WORDS and found.core >= _SURE_CORE)):
        return None
    low, high = found.blocks[0][0::2], found.blocks[-1][1::2]
    ends = _ends(first, second, (high[0], high[1])) if found.agreeing >= _SURE_END else None
    stretches = list(exact.blocks)
    if ends is not None:
        stretches.append((ends[0], ends[0], ends[1], ends[1]))
        high = ends
    changes = _changes(first, second, stretches)
    if not changes:
        return None
    texts = story.articles[one.article].article.text, story.articles[other.article].article.text
    places = (
        Place(story.articles[one.article].article.id, one.words.spans[low[0]][0], one.words.spans[high[0] - 1][1]),
        Place(
            story.articles[other.article].article.id, other.words.spans[low[1]][0], other.words.spans[high[1] - 1][1]
        ),
    )
    change = changes[0][0], changes[-1][1], changes[0][2], changes[-1][3]
    shown = (
        _shown(texts[0], one.words, change[0], change[1]),
        _shown(texts[1], other.words, change[2], change[3]),
    )
    return Wording(one.speaker or other.speaker, *places, *shown, round(found.same, 3))


def _ends(first: tuple[str, ...], second: tuple[str, ...], high: tuple[int, int]) -> tuple[int, int] | None:
    """Return the ends of two sentences that both go on, in a few words of their own, after the last agreeing word."""
    left, right = first[high[0] :], second[high[1] :]
    if not left or not right or GAP in left or GAP in right or max(len(left), len(right)) > _LONGEST_END:
        return None
    return len(first), len(second)


def _changes(first: tuple[str, ...], second: tuple[str, ...], blocks: list[Block]) -> list[Block]:
    """Return the stretches between agreeing ones in which the words truly differ."""
    found: list[Block] = []
    for before, after in pairwise(blocks):
        change = before[1], after[0], before[3], after[2]
        left, right = first[change[0] : change[1]], second[change[2] : change[3]]
        near = (*first[max(0, change[0] - 1) : change[1] + 1], *second[max(0, change[2] - 1) : change[3] + 1])
        if GAP in near or not (left or right) or same_spelling(left, right):
            continue
        found.append(change)
    return found


def _shown(text: str, words: Words, start: int, end: int) -> str:
    low, high = max(0, start - 1), min(len(words.spans), end + 1)
    return " ".join(text[words.spans[low][0] : words.spans[high - 1][1]].split())


def _mutual(found: list[Wording]) -> tuple[Wording, ...]:
    """Keep for each sentence the wording that agrees best with it in each other article."""
    best: dict[tuple[Place, str], float] = defaultdict(float)
    for one in found:
        best[one.first, one.second.article] = max(best[one.first, one.second.article], one.same)
        best[one.second, one.first.article] = max(best[one.second, one.first.article], one.same)
    return tuple(
        one for one in found if one.same == best[one.first, one.second.article] == best[one.second, one.first.article]
    )
