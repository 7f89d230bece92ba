"""The quotations of a story: the same utterance in several articles is one entry, and where its wording differs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headwater.account import Quotation, QuotationReport
from headwater.comparison.people import canonical_speakers
from headwater.comparison.wordings import Wording, wordings
from headwater.language.quotations import quoted_stretches
from headwater.language.quotations.words import GAP, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.language.annotated import QuotationMention
    from headwater.stories.story import Story

# Fewer words quoted without a speaker, or inside a report's own sentence, are a title, a term or a scare quote.
LEAST_WORDS = 4
__all__ = ["Wording", "gather", "wordings"]

# Two quotations are the same utterance where this share of the shorter one's words stands in the other, in order.
SAME = 0.8
# The same of the very same speaker, of at least twice LEAST_WORDS words: outlets translate and mishear.
SAME_SPEAKER = 0.7
# Who gives so many words, by share of the fullest wording's, gives all of it: outlets leave a word out or mishear it.
WHOLE = 0.85
# Words in a row by which candidates for the same utterance are looked up.
_SHINGLE = 3
# A string of words that more quotations than this share tells nothing ("I want to").
_COMMON = 60


@dataclass(slots=True)
class _Utterance:
    """A direct or mixed quotation of one article with its quoted words."""

    article: int
    mention: QuotationMention
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    speaker: str | None


@dataclass(slots=True)
class _Entry:
    best: _Utterance
    utterances: list[_Utterance] = field(default_factory=list)


def gather(story: Story) -> tuple[Quotation, ...]:
    """Return the quotations of a story: direct and mixed ones, the quoted words as `text`.

    The same utterance in several articles is one entry; it shows the fullest wording, and its reports are all places
    that quote it or a part of it. Indirect speech is not among them: there the words are the outlet's own, and each
    claim's report carries its attribution. Speakers have one form throughout the story.
    """
    entries = _entries(_utterances(story))
    found = []
    for entry in entries:
        reports = tuple(
            _report(story.articles[one.article].article.id, one, entry.best)
            for one in sorted(entry.utterances, key=lambda u: (u.article, u.start, u.end))
        )
        found.append(Quotation(_speaker(entry), entry.best.mention.kind, entry.best.text, reports))
    return tuple(found)


def _report(article: str, one: _Utterance, best: _Utterance) -> QuotationReport:
    mention = one.mention
    return QuotationReport(
        article=article,
        start=one.start,
        end=one.end,
        cue=None if mention.cue is None else (mention.cue.start, mention.cue.end),
        source=None if mention.source is None else (mention.source.start, mention.source.end),
        rule=mention.rule,
        confidence=mention.confidence,
        via=mention.via,
        whole=_length(one) >= WHOLE * _length(best),
    )


def _length(one: _Utterance) -> int:
    return sum(word != GAP for word in one.words)


def _speaker(entry: _Entry) -> str | None:
    """Return whom most reports name, the surest of them where they are even."""
    votes: Counter[str] = Counter()
    sure: dict[str, float] = {}
    for one in entry.utterances:
        if one.speaker is not None:
            votes[one.speaker] += 1
            sure[one.speaker] = max(sure.get(one.speaker, 0.0), one.mention.confidence)
    if not votes:
        return None
    return min(votes, key=lambda name: (-votes[name], -sure[name], name))


def _utterances(story: Story) -> list[_Utterance]:
    canonical = canonical_speakers(story)
    found: list[_Utterance] = []
    for number, annotated in enumerate(story.articles):
        text = annotated.article.text
        every = quoted_stretches(annotated)
        starts = [start for start, *_ in every]
        for mention in annotated.quotations:
            if mention.kind == "indirect":
                continue
            speaker = None if mention.speaker is None else canonical.get((number, mention.speaker), mention.speaker)
            stretches = _stretches(mention, every, starts)
            # Directly quoted pieces are one utterance; words quoted here and there in a report's own sentence are not.
            for part in [stretches] if mention.kind == "direct" else [[stretch] for stretch in stretches]:
                one = _utterance(number, mention, part, speaker, text)
                if one is not None:
                    found.append(one)
    return found


def _stretches(
    mention: QuotationMention, every: tuple[tuple[int, int, int, int], ...], starts: list[int]
) -> list[tuple[int, int, int, int]]:
    """Return the quoted stretches of a mention: with marks, and without; each as far as a piece covers it."""
    found: list[tuple[int, int, int, int]] = []
    for piece in mention.pieces:
        number = max(0, bisect_right(starts, piece.start) - 1)
        while number < len(every) and every[number][0] < piece.end:
            start, end, low, high = every[number]
            number += 1
            if end > piece.start and min(high, piece.end) > max(low, piece.start):
                found.append(
                    (max(start, piece.start), min(end, piece.end), max(low, piece.start), min(high, piece.end))
                )
    return found


def _utterance(
    number: int, mention: QuotationMention, part: list[tuple[int, int, int, int]], speaker: str | None, text: str
) -> _Utterance | None:
    words = tuple(word for _, _, low, high in part for word in split(text, low, high).plain)
    count = sum(word != GAP for word in words)
    if count < (LEAST_WORDS if speaker is None or mention.kind == "mixed" else 1):
        return None
    shown = " … ".join(_shown(text[low:high]) for _, _, low, high in part)
    return _Utterance(number, mention, part[0][0], part[-1][1], shown, words, speaker)


def _shown(text: str) -> str:
    return " ".join(text.split()).rstrip(",")


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    own = [word for word in words if word != GAP]
    if len(own) < _SHINGLE:
        return [tuple(own)]
    return sorted({tuple(own[i : i + _SHINGLE]) for i in range(len(own) - _SHINGLE + 1)})


def _entries(utterances: list[_Utterance]) -> list[_Entry]:
    """Group utterances: the longest first, each joins the entry that holds its words."""
    entries: list[_Entry] = []
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    order = sorted(utterances, key=lambda u: (-len(u.words), u.mention.kind != "direct", u.article, u.start, u.end))
    for one in order:
        home = _home(one, entries, index)
        if home is None:
            entries.append(_Entry(one, [one]))
            for shingle in _shingles(one.words):
                if len(index[shingle]) < _COMMON:
                    index[shingle].append(len(entries) - 1)
        else:
            home.utterances.append(one)
    entries.sort(key=lambda e: min((u.article, u.start, u.end) for u in e.utterances))
    return entries


def _home(one: _Utterance, entries: list[_Entry], index: dict[tuple[str, ...], list[int]]) -> _Entry | None:
    hits: Counter[int] = Counter()
    shingles = _shingles(one.words)
    for shingle in shingles:
        hits.update(index.get(shingle, ()))
    for number, _ in sorted(hits.items(), key=lambda item: (-item[1], item[0]))[:5]:
        entry = entries[number]
        if any(u.article == one.article and u.mention.kind == one.mention.kind == "direct" for u in entry.utterances):
            # An article that gives the words twice quotes them twice, but two sentences of it are two utterances.
            wanted = 1.0
        else:
            close = one.speaker == entry.best.speaker and len(one.words) >= 2 * LEAST_WORDS
            wanted = SAME_SPEAKER if close else SAME
        if not _may_be_one(one.speaker, entry.best.speaker, len(one.words)):
            continue
        if _contained(one.words, entry.best.words) >= wanted:
            return entry
    return None


def _may_be_one(first: str | None, second: str | None, words: int) -> bool:
    """Tell whether two speakers may be the same: unknown ones may; of a few words, only the very same speaker's."""
    return first == second or ((first is None or second is None) and words >= LEAST_WORDS) or words >= 2 * LEAST_WORDS


def _contained(short: Sequence[str], long: Sequence[str]) -> float:
    """Return the share of the words of `short` that stand in `long` in the same order.

    Few words are said again only where they stand there in a row: they may be found scattered in any long speech.
    """
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - loaded only where there is something to compare

    own, whole = ([word for word in words if word != GAP] for words in (short, long))
    if not own:
        return 0.0
    if len(own) < 2 * LEAST_WORDS and GAP not in short:
        return float(any(whole[at : at + len(own)] == own for at in range(len(whole) - len(own) + 1)))
    return LCSseq.similarity(own, whole) / len(own)
