"""A few quoted words ("shook our trust") that another article has the same speaker say in other words.

What `wordings` compares are whole sentences. A snippet within a reporter's own sentence is compared by its content
words alone: where they all stand together in what the other article quotes, and yet not word for word, one of them is
not what was said.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.vocabulary import EMPTY, stem
from headwater.language.quotations import quoted_stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.comparison.conflicts.pairing import View

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LONGEST = 7
_LEAST_TOLD = 2
# Words that may stand between those of the snippet.
_BETWEEN = 1
# A word that a speaker uses in so many quotations tells none of them from another.
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A stretch inside quotation marks: its article, who says it, its words in plain form and where they stand."""

    article: int
    speaker: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def compare(view: View) -> Iterator[Difference]:
    """Yield the snippets whose content words another article quotes of the same speaker, but not word for word."""
    found = _quoted(view)
    holders: dict[tuple[str, str], list[_Quoted]] = defaultdict(list)
    for one in found:
        for root in sorted({stem(word) for word in one.words if word not in EMPTY}):
            holders[_surname(one), root].append(one)
    plain = [_plain(annotated.article.text) for annotated in view.articles]
    for short in found:
        told = [stem(word) for word in short.words if word not in EMPTY]
        if len(short.words) > _LONGEST or len(set(told)) < _LEAST_TOLD:
            continue
        beside = min((holders[_surname(short), root] for root in told), key=len)
        for other in beside[:_MOST]:
            at = _otherwise(told, other) if other.article != short.article else None
            if at and not _verbatim(short, plain[other.article]) and not _verbatim(other, plain[short.article]):
                yield _difference(view, short, other, at)


def _quoted(view: View) -> list[_Quoted]:
    found = []
    for number, annotated in enumerate(view.articles):
        text, stretches = annotated.article.text, sorted(quoted_stretches(annotated))
        starts = [stretch[0] for stretch in stretches]
        for mention in annotated.quotations:
            if mention.kind == "indirect" or mention.speaker is None:
                continue
            for _, end, low, high in islice(stretches, bisect.bisect_left(starts, mention.start), None):
                if low >= mention.end:
                    break
                if end <= mention.end:
                    matches = list(_WORD.finditer(text, low, high))
                    words = tuple(match[0].lower().replace("’", "'") for match in matches)
                    found.append(_Quoted(number, mention.speaker, words, tuple(match.span() for match in matches)))
    return found


def _surname(quoted: _Quoted) -> str:
    return quoted.speaker.lower().rsplit(maxsplit=1)[-1].strip(".,'’")


def _otherwise(told: Sequence[str], other: _Quoted) -> tuple[int, int] | None:
    """Return the first and last word of a stretch that has a snippet's content words in order and no others."""
    plain = [(index, stem(word)) for index, word in enumerate(other.words) if word not in EMPTY]
    for first in range(len(plain) - len(told) + 1):
        window = plain[first : first + len(told)]
        if [root for _, root in window] == list(told) and window[-1][0] - window[0][0] <= 2 * len(told) + _BETWEEN:
            return window[0][0], window[-1][0]
    return None


def _plain(text: str) -> str:
    """Return the words of a text, in lower case, with a space on either side of each."""
    return f" {' '.join(_WORD.findall(text.lower().replace('’', chr(39))))} "


def _verbatim(short: _Quoted, plain: str) -> bool:
    """Tell whether an article, in plain form, has a snippet's very words, from its first content word to its last."""
    told = [index for index, word in enumerate(short.words) if word not in EMPTY]
    return bool(told) and f" {' '.join(short.words[told[0] : told[-1] + 1])} " in plain


def _difference(view: View, short: _Quoted, other: _Quoted, at: tuple[int, int]) -> Difference:
    sides = (_value(view, short, (0, len(short.words) - 1)), _value(view, other, at))
    one, two = sides if short.article < other.article else sides[::-1]
    return Difference(
        slot="quote-wording",
        kind="real",
        certainty="possible",
        about=f"words of {short.speaker}",
        one=one,
        other=two,
        strength=0.5,
        why="a few quoted words that the other report quotes otherwise",
    )


def _value(view: View, quoted: _Quoted, at: tuple[int, int]) -> Value:
    start, end = quoted.spans[at[0]][0], quoted.spans[at[1]][1]
    return view.value(quoted.article, start, end, " ".join(quoted.words[at[0] : at[1] + 1]))
