"""Fit the weights by which two sentences count as copied, on the reference events.

    python -m training.passages

prints precision and recall with each event left out in turn, and the weights over all events for
`comparison/passages/resemblance.py`. Seven numbers are learnt; no word of any text ships.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.reference import events, reports, yardstick
from headwater.comparison.passages import pairing, prose
from headwater.comparison.passages.resemblance import FEWEST
from headwater.language.annotated import Annotated

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

STRENGTH = 1.0
"""Inverse strength of the L2 penalty (scikit-learn's C)."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs of sentences: their event, measures, whether they must be found, and whether they may be."""

    event: NDArray[np.str_]
    measures: NDArray[np.float64]
    needed: NDArray[np.bool_]
    allowed: NDArray[np.bool_]
    expected: int


def gold_pairs(gold: dict[str, Any]) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs of sentences that must be found as copied, and those that may be."""
    copied = {ordered(b["a"], b["b"]) for b in gold["borrowings"]}
    needed = {
        ordered(b["a"], b["b"]) for b in gold["borrowings"] if b["grade"] != "paraphrase" and not b.get("quote_only")
    }
    others = [*gold.get("borrowings_quote_only", []), *gold.get("borrowings_credit_line", [])]
    allowed = copied | {ordered(*((o["a"], o["b"]) if isinstance(o, dict) else o[:2])) for o in others}
    for quote in gold["quotes"]:
        allowed |= {ordered(a, b) for a, b in combinations(quote["reports"], 2) if a[0] != b[0]}
    return needed, allowed


def ordered(a: str, b: str) -> Pair:
    """Return two sentence ids in order."""
    return (a, b) if a < b else (b, a)


def annotated(event: Path) -> dict[str, Annotated]:
    """Return the reports of an event by their letter, read but not parsed."""
    from headwater.article import Article  # noqa: PLC0415 reading imports much
    from headwater.reading import read  # noqa: PLC0415 as above

    articles = [a for a in read(reports(event)) if isinstance(a, Article)]
    return {a.source.rsplit("/", 1)[-1][0]: Annotated(a, analysed=False) for a in articles}


def examples(folders: list[Path]) -> Examples:
    """Return the sentence pairs of all events that are worth weighing."""
    score = yardstick()
    rows: list[tuple[str, tuple[float, ...], bool, bool]] = []
    expected = 0
    for folder in folders:
        needed, allowed = gold_pairs(json.loads((folder / "gold.json").read_text(encoding="utf-8")))
        numbered = score.numbered(folder / "numbered.txt")
        places, proses = {}, {}
        for letter, one in annotated(folder).items():
            places[letter] = score.locate(numbered[letter], one.article.text)
            proses[letter] = prose.of(one)
        here = {sentence for found in places.values() for sentence in found}
        expected += sum(a in here and b in here for a, b in needed)
        for left, right in combinations(sorted(proses), 2):
            for measures, ids in weighed(proses[left], proses[right], places[left], places[right]):
                rows.append((folder.name, measures, bool(ids & needed), bool(ids & allowed)))
    event, measured, needed_, allowed_ = zip(*rows, strict=True)
    return Examples(np.array(event), np.array(measured), np.array(needed_), np.array(allowed_), expected)


def weighed(
    left: prose.Prose, right: prose.Prose, ours: dict[str, tuple[int, int]], theirs: dict[str, tuple[int, int]]
) -> list[tuple[tuple[float, ...], set[Pair]]]:
    """Return the measures of the sentence pairs of two reports, each with the reference's pairs that it stands for."""
    found = pairing.alignments(left, right)
    certain = sum(a.certain for a in found)
    rows = []
    for one in found:
        if one.words < FEWEST:
            continue
        a, b = covered(left, one.left, ours), covered(right, one.right, theirs)
        rows.append((one.measures(pairing.around(one, certain, left, right)), {ordered(x, y) for x in a for y in b}))
    return rows


def covered(one: prose.Prose, words: tuple[int, int], places: dict[str, tuple[int, int]]) -> list[str]:
    """Return the reference's sentences of which a stretch of words covers half, or that cover half of it."""
    start, end = int(one.words.starts[words[0]]), int(one.words.ends[words[1] - 1])
    found = []
    for sentence, (first, last) in places.items():
        common = min(end, last) - max(start, first)
        if common > 0 and 2 * common >= min(last - first, end - start):
            found.append(sentence)
    return found


def fitted(known: Examples, chosen: NDArray[np.bool_]) -> Any:  # noqa: ANN401 scikit-learn has no types
    """Return a classifier fitted on the `chosen` examples; a paraphrase is an example of neither."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 slow to import

    usable = chosen & (known.needed | ~known.allowed)
    return LogisticRegression(C=STRENGTH, max_iter=2000).fit(known.measures[usable], known.needed[usable])


def left_out(known: Examples) -> NDArray[np.float64]:
    """Return the likelihood of each example by a classifier that has not seen its event."""
    found = np.zeros(len(known.event))
    for event in np.unique(known.event):
        own = known.event == event
        found[own] = fitted(known, ~own).predict_proba(known.measures[own])[:, 1]
    return found


def main() -> None:
    """Print how well the weights hold on events left out, and the weights over all."""
    known = examples(events())
    likelihood = left_out(known)
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        taken = likelihood >= threshold
        precision = (known.allowed & taken).sum() / max(1, taken.sum())
        recall = (known.needed & taken).sum() / known.expected
        print(f"events left out, from {threshold:.2f}: precision {100 * precision:.1f} recall {100 * recall:.1f}")
    final = fitted(known, np.ones(len(known.event), dtype=bool))
    print("INTERCEPT", final.intercept_.round(2).tolist(), "WEIGHTS", final.coef_[0].round(2).tolist())


if __name__ == "__main__":
    main()
