"""Which of the reference's conflicts are found, slot by slot and kind by kind, leaving events out?

    python -m benchmarks.conflicts [--held-out FOLDS] [--conflicts WEIGHTS] [--cache FILE] [--list] [--slots]

The yardstick counts a conflict as found if two of its sides lie on two sides of one in the reference; a conflict of
many sides has more chances. So the last lines say how many sides a conflict has, how many of the pairs of its sides
the reference opposes, and how the different wordings of one quotation fare by themselves. `--list` names what is
missed and what the reference does not have; `--slots` leaves out what only the learned decision tells.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.reference import CONFLICTS, HELD_OUT, fill, unseen, yardstick
from headwater.comparison import conflicts
from training.conflicts.events import Event, events, opposed

if TYPE_CHECKING:
    from headwater.account import Conflict

WORDING = "quote-wording"


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict with the reference sentences of each of its sides, and the reference's conflicts that it meets."""

    conflict: Conflict
    sides: list[set[str]]
    meets: list[dict[str, Any]]


def found_in(event: Event, held_out: tuple[Path, Path]) -> list[Found]:
    """Return the conflicts of an event, found with weights that have not seen it."""
    score = yardstick()
    with unseen(event.name, held_out):
        given = conflicts.find(event.story, event.aligned)
    found = []
    for conflict in given:
        sides = []
        for side in conflict.sides:
            spans = [{"article": p.article, "start": p.start, "end": p.end} for p in side.reports]
            sides.append(set().union(*(score.hits(span, event.places, event.letters) for span in spans)))
        pairs = list(itertools.combinations(sides, 2))
        meets = [c for c in event.reference["conflicts"] if any(opposed(c, one, other) for one, other in pairs)]
        found.append(Found(conflict, sides, meets))
    return found


def table(results: dict[str, list[Found]], given: list[Event], name: str) -> list[str]:
    """Return a line for each slot or kind: found and missed of the reference's, right and false of ours."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event in given:
        for wanted in event.reference["conflicts"]:
            got = any(wanted in found.meets for found in results[event.name])
            counts[wanted[name]]["found" if got else "missed"] += 1
        for found in results[event.name]:
            own = getattr(found.conflict, name)
            counts[own]["right" if found.meets else "false"] += 1
            counts[own]["same"] += any(wanted[name] == own for wanted in found.meets)
    lines = [f"{name:16} found of the reference | ours right, of the same {name}, false"]
    for key, count in sorted(counts.items()):
        theirs = f"{count['found']:4} of {count['found'] + count['missed']:4}"
        lines.append(f"  {key:14} {theirs}           | {count['right']:4} {count['same']:4} {count['false']:4}")
    return lines


def summary(results: dict[str, list[Found]], given: list[Event]) -> list[str]:
    """Return precision and recall of all conflicts and of the real ones, and of the kinds, in per cent."""
    every = [found for own in results.values() for found in own]
    wanted = [(event.name, c) for event in given for c in event.reference["conflicts"]]
    lines = []
    for label, kinds, fine in (("any kind", None, None), ("real", {"real"}, {"real", "dispute"})):
        ours = [f for f in every if kinds is None or f.conflict.kind in kinds]
        right = sum(any(fine is None or c["kind"] in fine for c in f.meets) for f in ours)
        asked = [(name, c) for name, c in wanted if kinds is None or c["kind"] in kinds]
        got = sum(
            any(c in f.meets and (kinds is None or f.conflict.kind in kinds) for f in results[name])
            for name, c in asked
        )
        precision, recall = 100 * right / max(1, len(ours)), 100 * got / max(1, len(asked))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        lines.append(
            f"{label:9} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  (ours {len(ours)}, reference {len(asked)})"
        )
    met = [f for f in every if f.meets]
    same = sum(any(c["kind"] == f.conflict.kind for c in f.meets) for f in met)
    lines.append(f"kind right in {same} of {len(met)} ({100 * same / max(1, len(met)):.1f} %)")
    pairs = [
        any(opposed(c, one, other) for c in f.meets) for f in every for one, other in itertools.combinations(f.sides, 2)
    ]
    sides = sum(len(f.sides) for f in every) / max(1, len(every))
    lines.append(
        f"{sides:.2f} sides a conflict; the reference opposes {sum(pairs)} of {len(pairs)} pairs of sides "
        f"({100 * sum(pairs) / max(1, len(pairs)):.1f} %)"
    )
    told = [f for f in every if f.conflict.judged]
    for label, own in (("all", told), ("those shown", [f for f in told if f.conflict.certainty == "sure"])):
        right = sum(bool(f.meets) for f in own)
        share = 100 * right / max(1, len(own))
        lines.append(f"told in more or less detail, {label}: right {right} of {len(own)} ({share:.1f} %)")
    return lines


def wordings(results: dict[str, list[Found]], given: list[Event], *, listed: bool) -> list[str]:
    """Return how many different wordings of one quotation are found as such, and how many the reference lacks."""
    got = total = ours = lacking = 0
    lines = []
    for event in given:
        own = [found for found in results[event.name] if found.conflict.slot == WORDING]
        ours += len(own)
        lacking += sum(not found.meets for found in own)
        for wanted in (c for c in event.reference["conflicts"] if c["slot"] == WORDING):
            total += 1
            met = any(wanted in found.meets for found in own)
            got += met
            if listed and not met:
                lines.append(f"    missed wording in {event.name}: {wanted['kind']}, {wanted['about']}")
    return [
        f"wordings of one quotation: {got} of {total} found as such; {lacking} of our {ours} not in the reference",
        *lines,
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", type=Path, default=HELD_OUT, help="claim models that have not seen an event")
    parser.add_argument("--conflicts", type=Path, default=CONFLICTS, help="weights that have not seen an event")
    parser.add_argument("--cache", type=Path, help="keep what was read and annotated in this file")
    parser.add_argument("--list", action="store_true", help="name what is missed and what the reference does not have")
    parser.add_argument("--slots", action="store_true", help="only what comparisons of single slots find")
    options = parser.parse_args()
    held_out = (options.held_out, options.conflicts)
    fill(held_out)
    given = events(options.held_out, options.cache)
    results = {event.name: found_in(event, held_out) for event in given}
    if options.slots:
        results = {name: [f for f in own if not f.conflict.judged] for name, own in results.items()}
    lines = [*table(results, given, "slot"), *table(results, given, "kind"), *summary(results, given)]
    print("\n".join(lines + wordings(results, given, listed=options.list)))
    if options.list:
        for event in given:
            for wanted in event.reference["conflicts"]:
                if not any(wanted in found.meets for found in results[event.name]):
                    print(f"missed {event.name} {wanted['slot']}/{wanted['kind']}: {wanted['about']}")
            for found in results[event.name]:
                if not found.meets:
                    print(f"false {event.name} {found.conflict.slot}/{found.conflict.kind}: {found.conflict.about}")


if __name__ == "__main__":
    main()
