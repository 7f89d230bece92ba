"""From linked pairs to claims: groups in which nearly everything is linked to everything.

A sentence with three facts belongs to three claims, so groups may overlap, but a reader should meet each fact once.
The links are taken the surest first (as in Kruskal's algorithm), and each either lets one of its sentences join a
group of the other, begins a group of its own, or adds nothing. What joins needs links of its own to most members, so a
chain of links never makes a group. A group that stands wholly within a stronger one is none.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from headwater.comparison.claims.topic import Topic

# A sentence joins a group where it is linked to this share of the members of other articles, their links being at
# least this sure on average (no link counts as 0), and stays where in the end it is linked to this share of them.
QUORUM = 0.7
SURE = 0.2
STAYING = 0.5
# In a large story the topic itself is told in hundreds of like sentences, linked without much conviction: a group of
# LARGE or more members takes only such whose links are this sure, and that are linked to this share.
LARGE = 6
SURE_OF_LARGE = 0.8
QUORUM_OF_LARGE = 0.8
# No article is told more often under one claim, however often it repeats itself (captions).
MOST_OF_ONE = 2
# A sentence is told under no more claims than so many. Each that it stands in already asks for links surer by MORE
# where it would join another, and a link less sure than AGAIN makes no claim of two that both stand in one already.
MOST_CLAIMS = 9
AGAIN = 0.4
MORE = 0.1
# A claim of two sentences alone, which no third one bears out, needs so sure a link. Sentences linked as surely as
# COPIED are reprints of one: what they say twice bears nothing out.
ALONE = 0.44
COPIED = 0.95

# A claim of which this share of the reports gives one figure is about that figure: whoever gives none stays only where
# the links are this sure on average.
ABOUT = 0.5
SURE_WITHOUT = 0.6

# A sentence surely says the same as the others of its group where its links to the other sure ones are this sure on
# average. In a pile only such can be sure reports; whether they tell the claim's text is asked of each besides
# (`stating.py`).
SURELY = 0.65

# In a pile two tellings that some article has both are of one claim only where they tell this part of the lesser.
ALIKE = 0.6

Near = dict[int, dict[int, float]]


def cover(
    links: Iterable[tuple[int, int, float]],
    article: Sequence[int],
    alike: Collection[tuple[int, int]] = (),
    figures: Sequence[Collection[str]] = (),
    topic: Topic | None = None,
) -> list[tuple[int, ...]]:
    """Return groups of sentences, each sorted, made of `links` (left, right, probability), the surest links first.

    Two sentences of one article stand in a group only where they are `alike` (pairs, the lower index first): a
    sentence that tells three things is linked to three sentences of another article, which are three claims.
    `figures` are those that each sentence gives; without them no claim is about one. In a pile the sentences are
    tellings, which stand in several articles, and `topic` knows them; `article` is a number of its own for each such.
    """
    growing = _Growing(article, alike, topic)
    ordered = sorted(
        (link for link in links if growing.together(*link[:2])), key=lambda link: (-link[2], link[0], link[1])
    )
    for left, right, probability in ordered:
        growing.near[left][right] = growing.near[right][left] = probability
    for left, right, probability in ordered:
        growing.take(left, right, probability)
    kept = [_quorate(group, growing.near, article) for group in growing.groups]
    whole = [_about_one_figure(group, growing.near, article, figures) for group in kept if group]
    if topic is not None:
        once = _merged(whole, growing.near, article, topic)
        whole = [_to_the_point(group, growing.near, article, topic) for group in once]
    found = _told_once([group for group in whole if group], growing.near)
    return sorted(tuple(sorted(part)) for group in found for part in _borne_out(group, growing.near, article))


def surely(group: Sequence[int], links: Mapping[tuple[int, int], float], article: Sequence[int]) -> frozenset[int]:
    """Return the members of a group that surely say the same, maybe none: the least sure is left out again and again.

    Copies are linked so surely that they would lend their sureness to whatever else hangs on them: so each member
    answers for itself.
    """
    held = sorted(group)
    rivals = {member: [other for other in held if article[other] != article[member]] for member in held}
    near = {
        member: {other: links.get((min(member, other), max(member, other)), 0.0) for other in rivals[member]}
        for member in held
    }
    total = {member: sum(near[member].values()) for member in held}
    count = {member: len(near[member]) for member in held}
    while len({article[member] for member in held}) > 1:
        worst = min(held, key=lambda member: (round(total[member] / count[member], 9), -member))
        if total[worst] >= SURELY * count[worst]:
            return frozenset(held)
        held.remove(worst)
        for other, probability in near[worst].items():
            total[other] -= probability
            count[other] -= 1
    return frozenset()


class _Growing:
    """Groups while the links are taken one after the other."""

    def __init__(self, article: Sequence[int], alike: Collection[tuple[int, int]], topic: Topic | None) -> None:
        self.article, self.alike, self.topic = article, alike, topic
        self.homes: Sequence[Collection[int]] = [(one,) for one in article] if topic is None else topic.homes
        self.cores: dict[int, frozenset[str]] = {}
        self.near: Near = defaultdict(dict)
        self.groups: list[list[int]] = []
        self.of: dict[int, list[int]] = defaultdict(list)
        # For each group: its members by article, and of every sentence linked to it the number and sum of its links.
        self.told: list[dict[int, list[int]]] = []
        self.support: list[dict[int, tuple[int, float]]] = []

    def take(self, left: int, right: int, probability: float) -> None:
        """Put the two sentences of a link into one group, where that tells a reader something."""
        if not set(self.of[left]).isdisjoint(self.of[right]):
            return
        joining = [
            (self.fit(group, one), -group, one)
            for one, other in ((left, right), (right, left))
            if len(self.of[one]) < MOST_CLAIMS
            for group in self.of[other]
        ]
        fit, group, one = max(joining, default=(0.0, 0, 0))
        if fit > 0:
            self.add(-group, one)
            return
        full = max(len(self.of[left]), len(self.of[right])) >= MOST_CLAIMS
        if not full and (probability >= AGAIN or not self.of[left] or not self.of[right]):
            self.groups.append([])
            self.told.append(defaultdict(list))
            self.support.append({})
            self.add(len(self.groups) - 1, left)
            self.add(len(self.groups) - 1, right)

    def fit(self, group: int, one: int) -> float:
        """Return how surely a sentence belongs to a group: the mean of its links, 0 where it must not join."""
        for home in self.homes[one]:
            own = self.told[group].get(home, ())
            if len(own) >= MOST_OF_ONE or any(not self.like(one, member) for member in own):
                return 0.0
        others = sum(self.article[member] != self.article[one] for member in self.groups[group])
        count, total = self.support[group].get(one, (0, 0.0))
        large = others >= LARGE
        enough = count >= (QUORUM_OF_LARGE if large else QUORUM) * others
        least = SURE_OF_LARGE if large else SURE
        sure = total >= max(least, SURE + MORE * len(self.of[one])) * others
        return total / others if others and enough and sure and self.to_the_point(group, one) else 0.0

    def to_the_point(self, group: int, one: int) -> bool:
        """Tell whether a telling of a pile tells what most of a group tell."""
        if self.topic is None:
            return True
        if group not in self.cores:
            self.cores[group] = self.topic.core(self.groups[group])
        return self.topic.fits(one, self.cores[group])

    def together(self, one: int, other: int) -> bool:
        """Tell whether two may stand in one group: no article has both, or they are alike."""
        shared = not set(self.homes[one]).isdisjoint(self.homes[other])
        return not shared or self.like(one, other)

    def like(self, one: int, other: int) -> bool:
        """Tell whether two sentences of one article tell much the same."""
        return (min(one, other), max(one, other)) in self.alike or (
            self.topic is not None and self.topic.part(one, other) >= ALIKE
        )

    def add(self, group: int, one: int) -> None:
        """Put a sentence into a group."""
        self.groups[group].append(one)
        self.cores.pop(group, None)
        for home in self.homes[one]:
            self.told[group][home].append(one)
        self.of[one].append(group)
        support = self.support[group]
        for other, probability in self.near[one].items():
            count, total = support.get(other, (0, 0.0))
            support[other] = (count + 1, total + probability)


def _quorate(group: Sequence[int], near: Near, article: Sequence[int]) -> list[int]:
    """Return the group without the sentences that most others turned out not to be linked to; [] if none are left."""
    members = sorted(group)
    of: dict[int, int] = defaultdict(int)
    for member in members:
        of[article[member]] += 1
    held = set(members)
    count = {member: sum(other in held for other in near[member]) for member in members}
    while len(of) > 1:
        share = {member: count[member] / (len(held) - of[article[member]]) for member in held}
        worst = min(share, key=lambda member: (share[member], -member))
        if share[worst] >= STAYING:
            return sorted(held)
        held.discard(worst)
        of[article[worst]] -= 1
        if not of[article[worst]]:
            del of[article[worst]]
        for other in near[worst]:
            if other in held:
                count[other] -= 1
    return []


def _about_one_figure(
    group: Sequence[int], near: Near, article: Sequence[int], figures: Sequence[Collection[str]]
) -> Sequence[int]:
    """Return the group, if it is about one figure, without those that give none and do not surely tell the same.

    Whoever gives another figure stays: that may be where the reports conflict.
    """
    giving: dict[str, set[int]] = defaultdict(set)
    for member in group:
        for figure in figures[member] if figures else ():
            giving[figure].add(member)
    if not any(
        len(members) >= ABOUT * len(group) and len({article[member] for member in members}) > 1
        for members in giving.values()
    ):
        return group

    def sure(member: int) -> bool:
        others = sum(article[other] != article[member] for other in group)
        return _ties(member, group, near) >= SURE_WITHOUT * others

    return [member for member in group if figures[member] or sure(member)]


def _borne_out(group: Sequence[int], near: Near, article: Sequence[int]) -> list[Sequence[int]]:
    """Return the group where a third sentence bears it out or the link of its only two, reprints aside, is sure.

    Otherwise the reprints alone are returned, as far as different articles have them.
    """
    one, *others = group
    rest = [member for member in others if near[one].get(member, 0.0) < COPIED]
    if not rest or any(near[rest[0]].get(member, 0.0) < COPIED for member in rest[1:]):
        return [group]
    copies = [member for member in group if member not in rest]
    if max(near[a].get(b, 0.0) for a in copies for b in rest) >= ALONE:
        return [group]
    return [part for part in (copies, rest) if len({article[member] for member in part}) > 1]


def _merged(groups: Sequence[Sequence[int]], near: Near, article: Sequence[int], topic: Topic) -> list[Sequence[int]]:
    """Return the groups, each fact of a pile once: those that share tellings and what most of them tell are one.

    Where their other members do not belong to each other, the lesser group gives up what they share.
    """
    out: list[Sequence[int]] = []
    of: dict[int, set[int]] = defaultdict(set)
    for group in sorted(groups, key=lambda one: (-topic.voices(one), tuple(one))):
        rest, at = group, len(out)
        for index in sorted({index for member in group for index in of[member]}):
            shared = {*out[index]}.intersection(rest)
            if not shared or not topic.agree(out[index], rest):
                continue
            union = sorted({*out[index], *rest})
            if len(_quorate(union, near, article)) == len(union):
                rest, at = union, index
                break
            if 2 * topic.voices(shared) >= topic.voices(rest):
                rest = _quorate([member for member in rest if member not in shared], near, article)
        if at == len(out):
            out.append(rest)
        out[at] = rest
        for member in rest:
            of[member].add(at)
    return out


def _to_the_point(group: Sequence[int], near: Near, article: Sequence[int], topic: Topic) -> Sequence[int]:
    """Return the group without the tellings that lack what most of the others have in common, or say much else."""
    held = list(group)
    while held:
        core = topic.core(held)
        kept = _quorate([member for member in held if topic.fits(member, core)], near, article)
        if len(kept) == len(held):
            break
        held = kept
    return held


def _told_once(groups: Sequence[Sequence[int]], near: Near) -> list[Sequence[int]]:
    """Return the groups, the strongest first, without those that stand wholly within a stronger one."""
    strength = {id(group): sum(_ties(member, group, near) for member in group) for group in groups}
    out: list[Sequence[int]] = []
    where: dict[int, set[int]] = defaultdict(set)
    for group in sorted(groups, key=lambda one: (-round(strength[id(one)], 9), tuple(one))):
        if set.intersection(*(where[member] for member in group)):
            continue
        for member in group:
            where[member].add(len(out))
        out.append(group)
    return out


def _ties(one: int, members: Sequence[int], near: Near) -> float:
    links = near[one]
    return sum(links.get(member, 0.0) for member in members)
