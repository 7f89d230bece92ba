"""What is measured on two sentences to decide whether they differ in something worth showing.

Every measure is the same for both orders of the sentences; none looks at names of outlets or at words as such.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from headwater.comparison.conflicts.acts import matches, participants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from headwater.comparison.aligned import Aligned
    from headwater.comparison.conflicts.contrasts import Contrast
    from headwater.comparison.conflicts.pairing import Line, Pair, View

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject|disput|dismiss|refut|contradict|insist|refus|claim|alleg|accus|contest|disagree"
    r"|critici|although|though|however|but|despite|while|not|never|n[’']t|no)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|expected|set to|plan(?:s|ned|ning)? to|scheduled|likely|could|may|might|about to|prepar|intend)",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:now|later|so far|still|yet|already|since|latest|updat|earlier|previously|initially)\b", re.I)
_FIRST = re.compile(r"\b(?:first|only|largest|biggest|most|least|record|worst|best|last)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:some|several|many|few|dozens|scores|hundreds|thousands|most|nearly|almost|about|around|more than|at least"
    r"|over|roughly|approximately)\b",
    re.IGNORECASE,
)
_HOWS = (
    "figure apart", "figure rounding", "figure finer", "figure same", "figure explained", "figure vague", "date apart",
    "date rounding", "date finer", "date same", "participant role", "participant replaced", "place role",
    "place replaced", "place names", "identity role", "identity replaced", "polarity negated", "polarity modality",
    "sequence planned", "attribution speaker",
)  # fmt: skip


def measured(
    view: View, pairs: Sequence[Pair], found: Sequence[Sequence[Contrast]], aligned: Sequence[Aligned]
) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """Return the names of the measures, and one row of them for each pair of sentences."""
    groups = {group.id: group for group in aligned}
    rivals = _rivals(pairs)
    rows = []
    for pair, contrasts in zip(pairs, found, strict=True):
        row = _pair(view, pair)
        row |= _group(groups.get(pair.claim or ""))
        row |= _rank(rivals, pair)
        row |= _slots(contrasts)
        rows.append(row)
    names = tuple(rows[0]) if rows else ()
    return names, np.array([[row[name] for name in names] for row in rows], dtype=np.float32).reshape(-1, len(names))


def _both(name: str, one: float, other: float) -> dict[str, float]:
    return {f"{name} min": min(one, other), f"{name} max": max(one, other)}


def _pair(view: View, pair: Pair) -> dict[str, float]:
    one, other = pair.one, pair.other
    texts = [view.text(line)[line.start : line.end] for line in (one, other)]
    shared = view.weight(one.bag & other.bag)
    hours = view.hours_apart(one.article, other.article)
    row = {
        "similarity": pair.similarity,
        "shared weight": shared / max(1e-9, view.mean_weight),
        "shared words": float(len(one.bag & other.bag)),
        "characters": fuzz.ratio(texts[0][:600], texts[1][:600]) / 100,
        "tokens": fuzz.token_set_ratio(texts[0][:600], texts[1][:600]) / 100,
        "hours": min(200.0, hours) if hours is not None else -1.0,
        "place apart": abs(_place(view, one) - _place(view, other)),
    }
    row |= _both("covered", *(shared / max(1e-9, view.total(line)) for line in (one, other)))
    row |= _both("own weight", *((view.total(line) - shared) / max(1e-9, view.mean_weight) for line in (one, other)))
    row |= _both("length", *(float(len(line.words)) for line in (one, other)))
    row |= _both("index", *(float(min(20, line.index)) for line in (one, other)))
    row |= _names(pair)
    row |= _quoted(view, pair)
    for name, pattern in (
        ("denies", _DENIES), ("ahead", _AHEAD), ("state", _STATE), ("first", _FIRST), ("vague", _VAGUE),
    ):  # fmt: skip
        row |= _both(name, *(float(min(3, len(pattern.findall(text)))) for text in texts))
    acts = matches(pair)
    row["act"] = max((act.score for act in acts), default=0.0)
    row["act shared"] = max((len(participants(a.one) & participants(a.other)) for a in acts), default=0) * 1.0
    row["acts"] = float(len(acts))
    for name, items in (("figures", "figures"), ("moments", "moments")):
        row |= _both(name, *(float(len(getattr(line, items))) for line in (one, other)))
    return row


def _place(view: View, line: Line) -> float:
    return line.index / max(1, len(view.lines[line.article]) - 1)


def _names(pair: Pair) -> dict[str, float]:
    row: dict[str, float] = {}
    for kind in ("PER", "ORG", "LOC"):
        mine, theirs = (
            {name.entity.lower().split()[-1] for name in line.names if name.kind == kind}
            for line in (pair.one, pair.other)
        )
        row[f"{kind} shared"] = float(len(mine & theirs))
        row |= _both(f"{kind} own", float(len(mine - theirs)), float(len(theirs - mine)))
    return row


def _quoted(view: View, pair: Pair) -> dict[str, float]:
    shares, people, kinds = [], [], []
    for line in (pair.one, pair.other):
        direct = [q for q in line.quotations if q.kind != "indirect"]
        inside = sum(min(q.end, line.end) - max(q.start, line.start) for q in direct)
        shares.append(min(1.0, inside / max(1, line.end - line.start)))
        people.append({(q.speaker or "").lower().split()[-1] for q in line.quotations if q.speaker})
        kinds.append(bool(line.quotations))
    row = _both("quoted", *shares)
    row |= _both("attributed", *(float(kind) for kind in kinds))
    row["speakers shared"] = float(bool(people[0] & people[1]))
    row["speakers apart"] = float(bool(people[0]) and bool(people[1]) and not people[0] & people[1])
    return row


def _group(group: Aligned | None) -> dict[str, float]:
    if group is None:
        return {"claim": 0.0, "claim confidence": 0.0, "claim articles": 0.0, "claim mentions": 0.0}
    return {
        "claim": 1.0,
        "claim confidence": group.confidence,
        "claim articles": float(len({m.article for m in group.mentions})),
        "claim mentions": float(min(12, len(group.mentions))),
    }


def _rivals(pairs: Sequence[Pair]) -> Mapping[tuple[int, int, int], list[float]]:
    """Return how alike the partners of each sentence are, by its article, its index and their article."""
    found: dict[tuple[int, int, int], list[float]] = defaultdict(list)
    for pair in pairs:
        found[pair.one.article, pair.one.index, pair.other.article].append(pair.similarity)
        found[pair.other.article, pair.other.index, pair.one.article].append(pair.similarity)
    for values in found.values():
        values.sort(reverse=True)
    return found


def _rank(rivals: Mapping[tuple[int, int, int], list[float]], pair: Pair) -> dict[str, float]:
    ranks, gaps = [], []
    for line, beside in ((pair.one, pair.other), (pair.other, pair.one)):
        values = rivals[line.article, line.index, beside.article]
        ranks.append(1.0 / (1 + values.index(pair.similarity)))
        best = max((v for v in values if v != pair.similarity), default=0.0)
        gaps.append(pair.similarity - best)
    return _both("rank", *ranks) | _both("gap", *gaps)


def _slots(contrasts: Sequence[Contrast]) -> dict[str, float]:
    """Return the strength of the surest contrast of each manner, and how many there are."""
    row = dict.fromkeys(_HOWS, 0.0)
    counts: dict[str, float] = defaultdict(float)
    for contrast in contrasts:
        key = f"{contrast.slot} {contrast.how.split()[0]}"
        row[key] = max(row.get(key, 0.0), contrast.strength)
        counts[contrast.slot] += 1.0
    for slot in ("figure", "date", "participant", "place", "identity"):
        row[f"{slot} contrasts"] = math.log1p(counts[slot])
    return row
