"""How much of real pages' reports is found, and how little beside it: `python -m benchmarks.pages`.

The pages and the hand-made texts are the third of scrapinghub/article-extraction-benchmark that `data/pages` holds. As
there, a text is the multiset of its 4-word shingles; precision and recall compare it with the ground truth's, page by
page. Printed are trafilatura alone with its default settings, our format's reader (`formats.pages`), and the whole
reading with its cleaning, as the command has it.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trafilatura

from benchmarks.shared import require
from headwater.article import Article
from headwater.reading import read
from headwater.reading.formats.pages import page
from headwater.reading.limits import Limits, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"\w+")
_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one page."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the multiset of a text's 4-word shingles; a shorter text is one shingle."""
    words = _WORD.findall(text)
    count = max(len(words) - _SHINGLE + 1, min(len(words), 1))
    return Counter(tuple(words[start : start + _SHINGLE]) for start in range(count))


def score(truth: str, found: str) -> Score:
    """Return how well `found` matches `truth`."""
    wanted, got = shingles(truth), shingles(found)
    common = (wanted & got).total()
    return Score(
        common / got.total() if got else float(not wanted), common / wanted.total() if wanted else float(not got)
    )


def by_trafilatura(html: bytes, url: str) -> str:
    """Return what trafilatura alone extracts with its default settings."""
    return trafilatura.extract(html, url=url) or ""


def by_format(html: bytes, url: str) -> str:
    """Return what our reader of pages extracts, before cleaning."""
    try:
        raw = page(html.decode("utf-8", "replace"), Limits(), url=url)
        return "\n".join(line for line in raw.text.split("\n") if line not in raw.captions)
    except UnreadableError:
        return ""


def by_reading(html: bytes, _url: str) -> str:
    """Return the prose of the article that the whole reading makes of the page."""
    return "\n".join(entry.prose for entry in read([html]) if isinstance(entry, Article))


def main() -> None:
    """Print the figures of each page, then the means; `--brief` prints the means alone."""
    folder = require("data/pages")
    truths = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    readers: dict[str, Callable[[bytes, str], str]] = {
        "trafilatura": by_trafilatura,
        "format": by_format,
        "reading": by_reading,
    }
    scores: dict[str, list[Score]] = {name: [] for name in readers}
    seconds = dict.fromkeys(readers, 0.0)
    brief = "--brief" in sys.argv[1:]
    for key, truth in sorted(truths.items()):
        html = gzip.decompress((folder / f"{key}.html.gz").read_bytes())
        for name, reader in readers.items():
            begin = time.perf_counter()
            found = reader(html, truth["url"])
            seconds[name] += time.perf_counter() - begin
            scores[name].append(score(truth["articleBody"], found))
        if not brief:
            figures = "  ".join(f"{name} {100 * scores[name][-1].f1:5.1f}" for name in readers)
            print(f"{key[:8]}  {figures}")
    print(f"\n{len(truths)} pages, 4-word shingles")
    for name in readers:
        print(_summary(name, scores[name], seconds[name]))


def _summary(name: str, scores: list[Score], seconds: float) -> str:
    count = len(scores)
    mean = Score(sum(each.precision for each in scores) / count, sum(each.recall for each in scores) / count)
    f1 = sum(each.f1 for each in scores) / count
    return (
        f"{name:12} mean F1 {f1:.4f}  precision {mean.precision:.4f}  recall {mean.recall:.4f}  "
        f"F1 of the means {mean.f1:.4f}  {1000 * seconds / count:.0f} ms a page"
    )


if __name__ == "__main__":
    main()
