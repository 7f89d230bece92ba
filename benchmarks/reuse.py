"""Graded text reuse: Clough and Stevenson's short answers (2011), by the measures that passages are made of.

    python -m benchmarks.reuse

Ninety-five answers, each copied, lightly or heavily rewritten from a source, or written without it. Reuse or none,
and the four grades, by logistic regression over the measures, each answer left out in turn. Which measures tell reuse
from none was chosen on the same answers (two of eighteen), so that figure is a little hopeful.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

from benchmarks.shared import require
from benchmarks.surface import article
from headwater.comparison.passages import pairing, prose
from headwater.comparison.passages.words import grams
from headwater.language.annotated import Annotated

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = "data/reuse/clough-stevenson"
NONE = "non"
TELLING = (3, 8)
"""Of the measures, those that tell reuse from none: runs of five words, and words of content, that the source has."""


def read(name: str) -> prose.Prose:
    """Return an answer or a source, its hard line breaks undone."""
    text = require(f"{FOLDER}/{name}").read_bytes().decode("utf-8", "replace")
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]
    return prose.of(Annotated(article("\n\n".join(block for block in blocks if block)), analysed=False))


def measures(answer: prose.Prose, source: prose.Prose) -> list[float]:
    """Return how much of `answer` stands in `source`: by runs, passages, order and length."""
    found = [part(grams(answer.stems, n), grams(source.stems, n)) for n in (1, 2, 3, 5, 8)]
    found += [part(np.unique(grams(answer.words.hashes, n)), grams(source.words.hashes, n)) for n in (1, 2, 3)]
    found.append(part(np.unique(answer.words.hashes[~answer.function]), source.words.hashes))
    best: dict[int, float] = {}
    for one in pairing.alignments(answer, source):
        best[one.i] = max(best.get(one.i, 0.0), one.shorter)
    lengths = np.diff(answer.bounds)
    found.append(float(sum(best.get(i, 0.0) * lengths[i] for i in range(len(answer))) / lengths.sum()))
    covered, verbatim = np.zeros(len(answer.words), dtype=bool), np.zeros(len(answer.words), dtype=bool)
    for match in pairing.matches(answer, source):
        covered[slice(*match.left_words)] = True
        verbatim[slice(*match.left_words)] |= match.verbatim
    found += [float(covered.mean()), float(verbatim.mean())]
    found.append(LCSseq.similarity(answer.stems.tolist(), source.stems.tolist()) / len(answer.stems))
    runs = equal_runs(answer, source)
    found += [
        float(np.log1p(runs.max())),
        float(np.log1p(runs.mean())),
        float(runs[runs >= 12].sum() / len(answer.words)),
    ]
    found.append(float(np.log1p((runs**2).sum() / max(1, runs.sum()))))
    return found


def part(own: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """Return which part of `own` stands in `other`."""
    return float(np.isin(own, other).mean()) if len(own) else 0.0


def equal_runs(answer: prose.Prose, source: prose.Prose) -> NDArray[np.float64]:
    """Return the lengths in words of the stretches of `answer` whose runs of three words all stand in `source`."""
    known = np.isin(grams(answer.words.hashes, 3), grams(source.words.hashes, 3))
    edges = np.flatnonzero(np.diff(known, prepend=False, append=False))
    lengths = edges[1::2] - edges[::2] + 2
    return lengths.astype(np.float64) if len(lengths) else np.zeros(1)


def main() -> None:
    """Print the F1 of reuse against none and the accuracy of the four grades."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 slow to import
    from sklearn.model_selection import LeaveOneOut, cross_val_predict  # noqa: PLC0415 as above
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 as above
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415 as above

    lines = require(f"{FOLDER}/all-plagiarised-files.txt").read_text(encoding="utf-8").split()
    rows = [line.split(",") for line in lines]
    values = np.array([measures(read(answer), read(source)) for source, answer, _ in rows])
    grades = np.array([grade for _, _, grade in rows])
    reused = grades != NONE
    telling = make_pipeline(StandardScaler(), LogisticRegression(C=10, max_iter=2000))
    said = cross_val_predict(telling, values[:, TELLING], reused, cv=LeaveOneOut())
    right = int((said & reused).sum())
    precision, recall = right / int(said.sum()), right / int(reused.sum())
    f1 = 2 * precision * recall / (precision + recall)
    print(f"reuse or none, each answer left out: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    grading = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))
    graded = cross_val_predict(grading, values, grades, cv=LeaveOneOut())
    print(f"four grades, each answer left out: accuracy {(graded == grades).mean():.3f}")
    for grade in ("cut", "light", "heavy", NONE):
        print(f"  {grade:6} called {dict(Counter(graded[grades == grade].tolist()).most_common())}")


if __name__ == "__main__":
    main()
