"""Quoted words that two articles share but for a few, whatever the sentences they stand in.

Runs that both share are joined over short gaps. A gap that holds other words is a difference of wording; one that an
ellipsis or a bracket explains, or where one outlet cites a part only, is none. Case, punctuation, contractions,
British spelling and numbers in words do not matter. This sees what the comparison of whole quoted sentences does not:
fragments of a few words, and two ends of one sentence that differ.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.vocabulary import EMPTY
from headwater.language.numerals import ONES
from headwater.language.quotations.lexicon import lexicon
from headwater.language.stems import british

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.article import Span
    from headwater.comparison.conflicts.pairing import View
    from headwater.language.annotated import Annotated

_WORD = re.compile(r"[A-Za-z0-9$€£%]+(?:[’'][A-Za-z]+)*")
_SEED = 3
_WINDOW = 60
_LONGEST_GAP = 4
# Shared words that make two quotations one utterance; short ones must share nearly all.
_ENOUGH = 6
_LEAST_TOLD = 3
_FEW = 4
_TAIL = 3
_CORE = 0.75
_MANY = 10
# Shared words that make one utterance of two though nobody is named as the speaker of one.
_MANY_WHOEVER = 12
_TYPING_SLIP = 0.8
_REPEATS = 8
_MOST_HOLDERS = 60
# Words that a quotation and a transcript must share.
_MANY_SPOKEN = 9
_NO_QUOTATION = -1
# What an outlet may put in to make one sentence of two.
_JOINING = frozenset({"and", "but", "so"})
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us)\b|^[A-Z]{2,3}:")
_CONTRACTIONS = {
    "n't": "not", "'re": "are", "'s": "is", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would",
}  # fmt: skip
_SAME = {
    "cannot": "can not", "per cent": "percent", "okay": "ok", "gonna": "going to", "u.s": "us", "saint": "st",
    "doctor": "dr", "mount": "mt",
}  # fmt: skip
_SHORT_S = frozenset({"is", "has"})
_NUMBERS = {name: str(value) for name, value in ONES.items()}


_Index = dict[tuple[str, ...], list[int]]


@dataclass(frozen=True, slots=True)
class _Word:
    form: str
    start: int
    end: int
    quotation: int
    piece: int


@dataclass(frozen=True, slots=True)
class _Stream:
    """All quoted words of an article, in order."""

    number: int
    words: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch between two shared runs: first (inside) and last (outside) word on both sides."""

    a: tuple[int, int]
    b: tuple[int, int]


def compare(view: View) -> Iterator[Difference]:
    """Yield the quotations of different articles that are one utterance in different words."""
    streams = [_stream(number, annotated) for number, annotated in enumerate(view.articles)]
    indices = [_index(stream) for stream in streams]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, index in enumerate(indices):
        for gram in index:
            holders[gram].append(number)
    shared: dict[tuple[int, int], list[tuple[str, ...]]] = defaultdict(list)
    for gram, numbers in holders.items():
        for pair in combinations(numbers[:_MOST_HOLDERS], 2):
            shared[pair].append(gram)
    for (first, second), grams in sorted(shared.items()):
        if view.articles[first].article.publisher == view.articles[second].article.publisher:
            continue
        yield from _between(view, (streams[first], streams[second]), (indices[first], indices[second]), grams)
    yield from _transcribed(view, streams, indices, holders)


def _transcribed(
    view: View, streams: Sequence[_Stream], indices: Sequence[_Index], holders: dict[tuple[str, ...], list[int]]
) -> Iterator[Difference]:
    """Yield words that one article quotes and another gives as a transcript, without marks, in other words."""
    for number in range(len(view.articles)):
        plain = _spoken(view, number)
        index = _index(plain)
        shared: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        for gram in index:
            for quoting in holders.get(gram, ())[:_MOST_HOLDERS]:
                if view.articles[quoting].article.publisher != view.articles[number].article.publisher:
                    shared[quoting].append(gram)
        for quoting, grams in sorted(shared.items()):
            for found in _between(view, (streams[quoting], plain), (indices[quoting], index), grams, _MANY_SPOKEN):
                first, second = sorted(
                    (found.one, found.other),
                    key=lambda v: v.place.article != view.articles[min(quoting, number)].article.id,
                )
                yield replace(found, one=first, other=second)


def _spoken(view: View, number: int) -> _Stream:
    """Return the words outside quotation marks of sentences in the first person: an article's own transcript.

    In a transcript the sentence before or after often is the one that says "I".
    """
    words: list[_Word] = []
    lines = view.lines[number]
    text = view.articles[number].article.text
    spoken = [not line.quotations and bool(_FIRST_PERSON.search(text, line.start, line.end)) for line in lines]
    for index, line in enumerate(lines):
        if line.quotations or not any(spoken[max(0, index - 1) : index + 2]):
            continue
        for match in _WORD.finditer(text, line.start, line.end):
            words.extend(_Word(form, *match.span(), _NO_QUOTATION, line.index) for form in _forms(match[0]))
    return _Stream(number, tuple(words))


def _stream(number: int, annotated: Annotated) -> _Stream:
    text = annotated.article.text
    words: list[_Word] = []
    number_of_piece = 0
    for index, quotation in enumerate(annotated.quotations):
        if quotation.kind == "indirect":
            continue
        for piece in _marked(text, quotation.kind, quotation.pieces):
            number_of_piece += 1
            for match in _WORD.finditer(text, piece[0], piece[1]):
                start, end = match.span()
                words.extend(_Word(form, start, end, index, number_of_piece) for form in _forms(match[0]))
    return _Stream(number, tuple(words))


_MARKED = re.compile(r"[\"“„«]([^\"”»]{1,4000})[\"”»]?|(?<![A-Za-z0-9])[‘']([^\"”\n]{1,600}?)[’'](?![A-Za-z])")


def _marked(text: str, kind: str, pieces: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the stretches inside quotation marks: of a mixed quotation only those."""
    for piece in pieces:
        if kind == "direct":
            yield (piece.start, piece.end)
            continue
        for match in _MARKED.finditer(text, piece.start, piece.end):
            yield match.span()


def _forms(word: str) -> list[str]:
    """Return the comparable forms of a word: contractions opened, one spelling, digits for small numbers."""
    plain = word.lower().replace("’", "'").strip("'")
    if plain in {"won't", "can't"}:
        return ["will" if plain == "won't" else "can", "not"]
    for ending, full in _CONTRACTIONS.items():
        if plain.endswith(ending) and len(plain) > len(ending):
            return [plain[: -len(ending)], full]
    plain = _NUMBERS.get(plain, plain)
    plain = re.sub(r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|ation)$)", "iz", british(plain))
    return _SAME.get(plain, plain).split()


def _index(stream: _Stream) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    words = stream.words
    for start in range(len(words) - _SEED + 1):
        found[tuple(word.form for word in words[start : start + _SEED])].append(start)
    return found


def _between(
    view: View,
    streams: tuple[_Stream, _Stream],
    indices: tuple[_Index, _Index],
    grams: Sequence[tuple[str, ...]],
    least: int = 0,
) -> Iterator[Difference]:
    one, other = streams
    done: set[tuple[int, int]] = set()
    chains: list[list[tuple[int, int, int]]] = []
    for gram in grams:
        for a in indices[0][gram][:_REPEATS]:
            for b in indices[1][gram][:_REPEATS]:
                if (a, b) in done:
                    continue
                blocks = _blocks(one, other, a, b)
                for x, y, size in blocks:
                    done.update((x + step, y + step) for step in range(size))
                chains.append(blocks)
    # A speaker who repeats himself matches himself askew: the best alignment takes the words, the others get none.
    chains.sort(key=lambda blocks: (-sum(size for _, _, size in blocks), blocks))
    taken: tuple[set[int], set[int]] = (set(), set())
    for blocks in chains:
        mine = {x + step for x, _, size in blocks for step in range(size)}
        theirs = {y + step for _, y, size in blocks for step in range(size)}
        if taken[0] & mine or taken[1] & theirs:
            continue
        taken[0].update(mine)
        taken[1].update(theirs)
        for segment in _segments(one, other, blocks):
            if sum(size for _, _, size in segment) < least:
                continue
            yield from _differences(view, one, other, segment)


def _segments(one: _Stream, other: _Stream, blocks: list[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Yield the stretches of a chain that stay inside one quotation on both sides."""
    segment: list[tuple[int, int, int]] = []
    for block in blocks:
        if segment:
            x, y, size = segment[-1]
            pairs = ((one.words[x + size - 1], one.words[block[0]]), (other.words[y + size - 1], other.words[block[1]]))
            if not all(_run_on(before, after) for before, after in pairs):
                yield segment
                segment = []
        segment.append(block)
    yield segment


def _run_on(before: _Word, after: _Word) -> bool:
    """Tell whether two words stand in one quotation, a cue ("she said") between them allowed."""
    return before.piece == after.piece or before.quotation == after.quotation != _NO_QUOTATION


def _blocks(one: _Stream, other: _Stream, a: int, b: int) -> list[tuple[int, int, int]]:
    """Return the shared runs around a seed that hang together over short gaps."""
    left = [word.form for word in one.words[max(0, a - _WINDOW) : a + _WINDOW]]
    right = [word.form for word in other.words[max(0, b - _WINDOW) : b + _WINDOW]]
    x, y = min(a, _WINDOW), min(b, _WINDOW)
    after = _extend(left, right, x, y)
    before = _extend(left[::-1], right[::-1], len(left) - x, len(right) - y)
    blocks = [(len(left) - i - size, len(right) - j - size, size) for i, j, size in reversed(before)] + after
    merged: list[tuple[int, int, int]] = []
    for i, j, size in blocks:
        if merged and merged[-1][0] + merged[-1][2] == i and merged[-1][1] + merged[-1][2] == j:
            merged[-1] = (*merged[-1][:2], merged[-1][2] + size)
        else:
            merged.append((i, j, size))
    return [(i + a - x, j + b - y, size) for i, j, size in merged]


def _extend(left: list[str], right: list[str], x: int, y: int) -> list[tuple[int, int, int]]:
    """Return the runs that both lists share from x and y on, each within a short gap of the one before."""
    found = []
    while True:
        size = 0
        while x + size < len(left) and y + size < len(right) and left[x + size] == right[y + size]:
            size += 1
        if size:
            found.append((x, y, size))
        x, y = x + size, y + size
        step = next((s for s in _STEPS if _goes_on(left, right, x + s[0], y + s[1])), None)
        if step is None:
            return found
        x, y = x + step[0], y + step[1]


# Gaps to try after a run, the shortest first.
_STEPS = sorted(
    ((i, j) for i in range(_LONGEST_GAP + 1) for j in range(_LONGEST_GAP + 1) if i or j),
    key=lambda step: (step[0] + step[1], abs(step[0] - step[1]), step),
)
_TELLING = 5


def _goes_on(left: list[str], right: list[str], x: int, y: int) -> bool:
    """Tell whether a run may go on here: two words in a row agree, or one long one."""
    if x >= len(left) or y >= len(right) or left[x] != right[y]:
        return False
    return len(left[x]) >= _TELLING or (x + 1 < len(left) and y + 1 < len(right) and left[x + 1] == right[y + 1])


def _differences(view: View, one: _Stream, other: _Stream, blocks: list[tuple[int, int, int]]) -> Iterator[Difference]:
    shared = sum(size for _, _, size in blocks)
    if len(blocks) == 0 or shared < _FEW or max(size for _, _, size in blocks) < _SEED:
        return
    told = {one.words[x + step].form for x, _, size in blocks for step in range(size)} - EMPTY
    if shared < _MANY and len(told) < _LEAST_TOLD and 2 * len(told) < shared:
        return  # "a number of people have been": anybody says that of anything
    first, last = blocks[0], blocks[-1]
    spread = max(last[0] + last[2] - first[0], last[1] + last[2] - first[1])
    if shared < _CORE * spread:
        return
    if shared < _MANY and shared < _CORE * max(_length(one, first[0]), _length(other, first[1])) - 1:
        return
    gaps = [
        _Gap((x + size, x2), (y + size, y2))
        for (x, y, size), (x2, y2, _) in itertools.pairwise(blocks)
        if x + size < x2 or y + size < y2
    ]
    tail = _tail(one, other, last)
    if tail and shared > _ENOUGH:
        gaps.append(tail)
    real = [gap for gap in gaps if _tells(view, one, other, gap)]
    ended = _ended(view, one, other, last)
    if ended and shared >= _MANY:
        real.append(ended)
    if real:
        best = max(real, key=lambda gap: (gap.a[1] - gap.a[0] + gap.b[1] - gap.b[0], -gap.a[0]))
        yield _difference(view, one, other, best, shared)


def _length(stream: _Stream, index: int) -> int:
    piece = stream.words[index].piece
    return sum(word.piece == piece for word in stream.words[max(0, index - 80) : index + 80])


def _tail(one: _Stream, other: _Stream, last: tuple[int, int, int]) -> _Gap | None:
    """Return the ends of both quotations after the last shared run, where both end soon and with other words."""
    ends = []
    for stream, index in ((one, last[0] + last[2]), (other, last[1] + last[2])):
        piece = stream.words[index - 1].piece
        stop = index
        while stop < len(stream.words) and stream.words[stop].piece == piece and stop - index <= _TAIL:
            stop += 1
        if not 0 < stop - index <= _TAIL:
            return None
        ends.append((index, stop))
    return _Gap(ends[0], ends[1])


def _ended(view: View, one: _Stream, other: _Stream, last: tuple[int, int, int]) -> _Gap | None:
    """Return the end of a sentence that one outlet quotes, where the other closes it with a full stop before.

    A shorter excerpt is no other wording, but a full stop inside the marks says that the speaker ended there.
    """
    ends = []
    for stream, index in ((one, last[0] + last[2]), (other, last[1] + last[2])):
        text = view.articles[stream.number].article.text
        piece = stream.words[index - 1].piece
        stop = index
        while stop < len(stream.words) and stream.words[stop].piece == piece and stop - index <= _LONGEST_END:
            if _FULL_STOP.match(text, stream.words[stop - 1].end):
                break
            stop += 1
        ends.append((index, stop, bool(_FULL_STOP.match(text, stream.words[stop - 1].end))))
    lengths = [stop - index for index, stop, _ in ends]
    if not all(full for *_, full in ends) or min(lengths) > 0 or not _SHORTEST_END <= max(lengths) <= _LONGEST_END:
        return None
    for stream, (start, stop, _) in ((one, ends[0]), (other, ends[1])):
        text = view.articles[stream.number].article.text
        if stop > start and _ASIDE.search(text, stream.words[start - 1].end, stream.words[start].start):
            return None  # what stands behind a dash is as good as a sentence of its own
    return _Gap(ends[0][:2], ends[1][:2])


_FULL_STOP = re.compile(r"[.!?](?![.\w])(?!\s?\.)")
_STOP = re.compile(r"[.!?][\"”’')\]]{0,3}\s")
_SHORTEST_END = 2
_LONGEST_END = 5
_ASIDE = re.compile(r"[–—)(]|\s-\s")
_BROKEN = re.compile(r"[\[\]()…]|\.\s?\.\s?\.|—\s*$")


def _tells(view: View, one: _Stream, other: _Stream, gap: _Gap) -> bool:
    """Tell whether a gap is a difference of wording: no ellipsis, no bracket, nothing left out between quotations."""
    for stream, (start, end) in ((one, gap.a), (other, gap.b)):
        text = view.articles[stream.number].article.text
        left, right = stream.words[start - 1], stream.words[min(end, len(stream.words) - 1)]
        if end > start and right.piece != stream.words[end - 1].piece:
            right = stream.words[end - 1]  # the end of a quotation, not a gap between two runs
        between = text[left.end : max(right.start, left.end)]
        if start == end and left.piece != right.piece:
            # Nothing stands between two parts of a quotation but the cue: words the other has there are its own.
            gap_words = {word.form for s, r in ((one, gap.a), (other, gap.b)) for word in s.words[r[0] : r[1]]}
            # Or the outlet says them outside its marks.
            outside = _WORD.findall(between)
            own = {form for word in outside for form in _forms(word)}
            # Or in words of its own, where those are no cue.
            retold = 0 < len(outside) <= len(gap_words) and not any(lexicon().is_in(word, "speech") for word in outside)
            if left.quotation != right.quotation or _BROKEN.search(between) or retold or gap_words <= own | _JOINING:
                return False
            continue
        if _BROKEN.search(between) or left.quotation != right.quotation or any(mark in between for mark in '"“”\n*'):
            return False
    forms = ["".join(word.form for word in s.words[r[0] : r[1]]) for s, r in ((one, gap.a), (other, gap.b))]
    if {*forms} == _SHORT_S and any(_shortened(view, s, r) for s, r in ((one, gap.a), (other, gap.b))):
        return False
    return not _same_word(*sorted(forms, key=len))


def _shortened(view: View, stream: _Stream, span: tuple[int, int]) -> bool:
    """Tell whether a gap is the 's of a word: "the ferry's sailed" may say "is" and "has"."""
    word = stream.words[span[0]]
    return view.articles[stream.number].article.text[word.start : word.end].endswith(("'s", "’s"))


def _same_word(short: str, long: str) -> bool:
    """Tell whether two gaps hold one word: written apart, shortened, or mistyped."""
    if short == long:
        return True
    if 1 < len(short) <= 4 and long.startswith(short[0]) and re.search(".*".join(map(re.escape, short)), long):
        return True
    return len(short) > 4 and SequenceMatcher(None, short, long).ratio() > _TYPING_SLIP


def _difference(view: View, one: _Stream, other: _Stream, gap: _Gap, shared: int) -> Difference:
    sides = [_value(view, one, gap.a), _value(view, other, gap.b)]
    speakers = [
        view.articles[stream.number].quotations[quotation].speaker
        for stream, span in ((one, gap.a), (other, gap.b))
        if (quotation := stream.words[span[0] - 1].quotation) != _NO_QUOTATION
    ]
    speaker = next((name for name in speakers if name), None)
    named = all(speakers) or shared >= _MANY_WHOEVER
    return Difference(
        slot="quote-wording",
        kind="real",
        certainty="sure" if shared >= _MANY - 2 and named else "possible",
        about=f"words of {speaker}" if speaker else "quoted words",
        one=sides[0],
        other=sides[1],
        strength=min(1.0, shared / 12),
        why=f"one utterance ({shared} words shared), quoted in different words",
    )


def _value(view: View, stream: _Stream, span: tuple[int, int]) -> Value:
    """Return the differing words with three words of context to each side, inside the same sentence of a quotation."""
    piece = stream.words[span[0] - 1].piece
    text = view.articles[stream.number].article.text

    def goes_on(before: int) -> bool:
        """Tell whether the next word is of the same sentence."""
        pair = stream.words[before : before + 2]
        return len(pair) == 2 and pair[1].piece == piece and not _STOP.search(text, pair[0].end, pair[1].start)

    first, last = span[0] - 1, max(span[1], span[0])
    for _ in range(2):
        first -= first > 0 and goes_on(first - 1)
    while last - span[1] < 3 and goes_on(last - 1):
        last += 1
    own = [word for word in stream.words[first:last] if word.piece == piece]
    words = " ".join(word.form for word in stream.words[span[0] : span[1]])
    return view.value(stream.number, own[0].start, own[-1].end, words or "(nothing)")
