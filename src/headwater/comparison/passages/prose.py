"""An article as the comparison of passages sees it: words, sentences, and what is quoted speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.passages import quoted
from headwater.comparison.passages.words import Words, split

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from headwater.language.annotated import Annotated

# A sentence ends at a full stop that something like a sentence follows, or at a block's end. An initial or a common
# abbreviation before the stop ends none.
_END = re.compile(r"\n+|[.!?…]+[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]?[^\W_a-z])|[。！？]+[」』”]*")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(.])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|St|Jr|Sr|vs|No|Inc|Corp|Co|Ltd"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Pa|Fla|Calif|Mass|Ariz|Colo|Conn|Ga|Ill|Mich|Minn|Tenn|Va|Wis)\.$"
)


@dataclass(frozen=True, slots=True)
class Prose:
    """One article's text for comparison.

    `bounds[i]` is the first word of sentence `i`, `bounds[i + 1]` the first behind it; `spans[i]` its characters;
    `quotation[w]` tells whether word `w` stands in a quotation; `blocks[i]` numbers the paragraph of sentence `i`.
    """

    id: str
    publisher: str
    text: str
    words: Words
    bounds: NDArray[np.int64]
    spans: tuple[tuple[int, int], ...]
    quotation: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.spans)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of `text` stand, for an article that no pipeline has split."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        end = match.start() + len(match[0].rstrip())
        if not match[0].startswith("\n") and _ABBREVIATED.search(text[max(start, end - 8) : end]):
            continue
        if text[start:end].strip():
            spans.append((start, end))
        start = match.end()
    if text[start:].strip():
        spans.append((start, start + len(text[start:].rstrip())))
    return spans


def of(annotated: Annotated) -> Prose:
    """Return the prose of an annotated article; its own sentences and quotations are used where it has them."""
    article = annotated.article
    text = article.text
    words = split(text)
    spans = [(s.start, s.end) for s in annotated.sentences] or sentence_spans(text)
    marked = quoted.stretches(text)
    spoken = quoted.quoted_words(words, marked)
    direct = [(p.start, p.end) for q in annotated.quotations if q.kind == "direct" for p in q.pieces]
    spoken |= quoted.quoted_words(words, direct)
    starts = np.asarray([start for start, _ in spans], dtype=np.int64)
    bounds = np.append(np.searchsorted(words.starts, starts), len(words))
    return Prose(article.id, article.publisher, text, words, bounds, tuple(spans), spoken)
