"""How many independent origins stand behind one claim.

Reports that share a key (a passage, a cited origin) are of one origin. That is decided anew for every claim and
between its reports alone: an article that has one report from one agency and another from a second ties nobody
together. So reports of one article, or one publisher, are not joined as such; but a publisher is no origin of its own
where it also has the claim from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence


def independent(
    publishers: Sequence[str],
    keys: Sequence[Sequence[Hashable]],
    alike: Callable[[int, int], bool] | None = None,
) -> int:
    """Return the number of independent origins of reports by `publishers`, where equal `keys` mean one origin.

    Both sequences run in step, one entry for each report. `alike` tells of two reports, by number, that they may be
    of one origin without a key of their own; it joins groups only where it holds between all their reports. The
    result is from 1 to the number of publishers.
    """
    groups = _joined(keys)
    if alike is not None:
        groups = _merged(groups, alike)
    # A set of publishers inside a larger one adds no origin: they have the claim from there.
    kept: list[set[str]] = []
    owners = [{publishers[report] for report in group} for group in groups]
    for own in sorted(owners, key=lambda own: (-len(own), sorted(own))):
        if not any(own <= other for other in kept):
            kept.append(own)
    return max(1, min(len(kept), len(set(publishers))))


def _joined(keys: Sequence[Sequence[Hashable]]) -> list[list[int]]:
    """The reports that share a key, directly or through others, in order."""
    root = list(range(len(keys)))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    holder: dict[Hashable, int] = {}
    for report, own in enumerate(keys):
        for one in own:
            first = holder.setdefault(one, report)
            root[find(report)] = find(first)
    members: dict[int, list[int]] = {}
    for report in range(len(keys)):
        members.setdefault(find(report), []).append(report)
    return list(members.values())


def _merged(groups: list[list[int]], alike: Callable[[int, int], bool]) -> list[list[int]]:
    """Join groups all of whose reports are alike, the larger ones first."""
    merged: list[list[int]] = []
    for group in sorted(groups, key=lambda group: (-len(group), group)):
        fitting = (other for other in merged if all(alike(a, b) for a in group for b in other))
        target = next(fitting, None)
        if target is None:
            merged.append(list(group))
        else:
            target.extend(group)
    return merged
