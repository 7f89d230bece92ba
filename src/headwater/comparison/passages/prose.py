"""An article as the comparison of passages sees it: words, sentences, and what is quoted speech."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from headwater.comparison.passages import quoted
from headwater.comparison.passages.words import Words, grams, mixed, split
from headwater.comparison.passages.words import stems as word_stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from headwater.language.annotated import Annotated

STOCK_RUN = 4

# A sentence ends at a full stop that something like a sentence follows, or at a block's end. An initial or a common
# abbreviation before the stop ends none.
_END = re.compile(r"\n+|(?<![.!?…])[.!?…]++[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]?[^\W_a-z])|[。！？]+[」』”]*")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(.])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|St|Jr|Sr|vs|No|Inc|Corp|Co|Ltd"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Pa|Fla|Calif|Mass|Ariz|Colo|Conn|Ga|Ill|Mich|Minn|Tenn|Va|Wis)\.$"
)


@dataclass(frozen=True, slots=True)
class Bag:
    """An article's words, whatever their order in a sentence.

    `content` are the words of content, `plain` those of them without a capital, `quoted` those in quotations and
    `prose` the others, as numbers of words in the order of their tokens; `functions` is how many function words each
    sentence has, `function` and `length` how many function words, and words, outside quotations.
    """

    content: NDArray[np.int64]
    plain: NDArray[np.int64]
    quoted: NDArray[np.int64]
    prose: NDArray[np.int64]
    functions: NDArray[np.int64]
    function: NDArray[np.int64]
    length: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prose:
    """One article's text for comparison.

    `bounds[i]` is the first word of sentence `i`, `bounds[i + 1]` the first behind it; `spans[i]` its characters;
    `stems[w]` is the hash of word `w`'s beginning, `quotation[w]` tells whether it stands in a quotation or a stock
    phrase, `function[w]` whether it is a function word, `capital[w]` whether it begins with a capital; `caption[i]`
    whether sentence `i` is of a caption.
    """

    id: str
    publisher: str
    text: str
    words: Words
    stems: NDArray[np.uint64]
    bounds: NDArray[np.int64]
    spans: tuple[tuple[int, int], ...]
    quotation: NDArray[np.bool_]
    function: NDArray[np.bool_]
    capital: NDArray[np.bool_]
    caption: NDArray[np.bool_]
    tokens: NDArray[np.uint64]
    sentence: NDArray[np.int64]
    bag: Bag

    def __len__(self) -> int:
        return len(self.spans)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of `text` stand, for an article that no pipeline has split."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        end = match.start() + len(match[0].rstrip())
        if "\n" not in match[0] and _ABBREVIATED.search(text[max(start, end - 8) : end]):
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
    marked = quoted.stretches(annotated)
    spoken = quoted.quoted_words(words, marked)
    direct = [(p.start, p.end) for q in annotated.quotations if q.kind == "direct" for p in q.pieces]
    spoken |= quoted.quoted_words(words, direct)
    starts = np.asarray([start for start, _ in spans], dtype=np.int64)
    bounds = np.append(np.searchsorted(words.starts, starts), len(words))
    stems = word_stems(text, words)
    capital = np.fromiter((text[start].isupper() for start in words.starts.tolist()), dtype=bool, count=len(words))
    function = np.isin(stems, function_words())
    spoken |= stock_words(words)
    sentence = np.searchsorted(bounds, np.arange(len(words)), side="right") - 1
    tokens = _numbered(stems, sentence)
    inside = sentence >= 0
    content = inside & ~function
    ordered = np.argsort(tokens, kind="stable")
    bag = Bag(
        content=ordered[content[ordered]],
        plain=ordered[(content & ~capital)[ordered]],
        quoted=ordered[(content & spoken)[ordered]],
        prose=ordered[(content & ~spoken)[ordered]],
        functions=np.bincount(sentence[inside & function], minlength=len(spans)),
        function=np.bincount(sentence[inside & function & ~spoken], minlength=len(spans)),
        length=np.bincount(sentence[inside & ~spoken], minlength=len(spans)),
    )
    return Prose(
        id=article.id,
        publisher=article.publisher,
        text=text,
        words=words,
        stems=stems,
        bounds=bounds,
        spans=tuple(spans),
        quotation=spoken,
        function=function,
        capital=capital,
        caption=_within(starts, [(block.start, block.end) for block in article.captions]),
        tokens=tokens,
        sentence=sentence,
        bag=bag,
    )


def _within(starts: NDArray[np.int64], blocks: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Return for each of `starts` whether it lies in one of `blocks`, which stand in order."""
    if not blocks:
        return np.zeros(len(starts), dtype=bool)
    bounds = np.asarray(blocks, dtype=np.int64)
    at = np.searchsorted(bounds[:, 0], starts, side="right") - 1
    inside: NDArray[np.bool_] = (at >= 0) & (starts < bounds[at, 1])
    return inside


def _numbered(stems: NDArray[np.uint64], sentence: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Tell a word's second occurrence in a sentence from its first, so that sets of tokens are bags of words."""
    order = np.lexsort((stems, sentence))
    repeated = (stems[order][1:] == stems[order][:-1]) & (sentence[order][1:] == sentence[order][:-1])
    positions = np.arange(len(stems))
    first = np.maximum.accumulate(np.where(np.append(True, ~repeated), positions, 0))
    rank = np.zeros(len(stems), dtype=np.uint64)
    rank[order] = (positions - first).astype(np.uint64)
    return np.where(rank > 0, mixed(stems + rank), stems)


@functools.cache
def function_words() -> NDArray[np.uint64]:
    """Return the stems of the words that say nothing of a sentence's content, sorted."""
    listed = " ".join(_listed("function-words.txt"))
    return np.unique(word_stems(listed, split(listed)))


def stock_words(words: Words) -> NDArray[np.bool_]:
    """Return for each word whether it stands in a phrase that every newsroom writes."""
    inside = np.zeros(len(words), dtype=bool)
    stock = np.flatnonzero(np.isin(grams(words.hashes, STOCK_RUN), stock_runs()))
    for step in range(STOCK_RUN):
        inside[stock + step] = True
    return inside


@functools.cache
def stock_runs() -> NDArray[np.uint64]:
    """Return the hashes of all runs of `STOCK_RUN` words in the phrases that every newsroom writes, sorted."""
    return np.unique(np.concatenate([grams(split(line).hashes, STOCK_RUN) for line in _listed("stock-phrases.txt")]))


def _listed(name: str) -> list[str]:
    path = resources.files("headwater.comparison.passages") / "data" / name
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
