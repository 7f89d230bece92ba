"""How many independent origins stand behind one claim.

Reports that share a key (a passage, a cited origin) are of one origin. That is decided anew for every claim and
between its reports alone: an article that has one report from one agency and another from a second ties nobody
together. So reports of one article, or one publisher, are not joined as such; but a publisher is no origin of its own
where it also has the claim from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


def independent(publishers: Sequence[str], keys: Sequence[Sequence[Hashable]]) -> int:
    """Return the number of independent origins of reports by `publishers`, where equal `keys` mean one origin.

    Both sequences run in step, one entry for each report. The result is at least 1 and at most the number of
    publishers.
    """
    root = list(range(len(publishers)))

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
    members: dict[int, set[str]] = {}
    for report, publisher in enumerate(publishers):
        members.setdefault(find(report), set()).add(publisher)
    # A set of publishers inside a larger one adds no origin: they have the claim from there.
    kept: list[set[str]] = []
    for group in sorted(members.values(), key=lambda group: (-len(group), sorted(group))):
        if not any(group <= other for other in kept):
            kept.append(group)
    return max(1, min(len(kept), len(set(publishers))))
