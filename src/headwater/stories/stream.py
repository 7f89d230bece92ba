"""Stories that grow: articles come in batches and in any order, and a story keeps its id for life."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.article import article_id
from headwater.stories.grouping import grouped
from headwater.stories.index import Index
from headwater.stories.likeness import SETTING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from headwater.article import Article
    from headwater.stories.likeness import Setting
    from headwater.stories.rows import Column


@dataclass(frozen=True, slots=True)
class Change:
    """What a batch did to one story.

    `kind` is "new", "grown", "merged" (`story` took in all of `other`, whose id leads to it from now on) or "split"
    (articles left `other` for `story`).
    """

    kind: str
    story: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a stream must keep to go on later.

    `articles` in the order of adding, `home` the story of each; `born` the number of the article with which each id
    began, `leads_to` the heir of each id that was merged away. `index` are the columns of the index, None where they
    were not kept or in another form: then the articles are read again, which takes as long as adding them did.
    """

    articles: tuple[Article, ...]
    home: tuple[str, ...]
    born: dict[str, int]
    leads_to: dict[str, str]
    index: Mapping[str, Column] | None = None


class Stream:
    """The stories among all articles added so far.

    Only the neighbourhood of new articles is grouped anew, so a batch costs what its own articles and those alike to
    them cost. A group inherits the id of the story that most of its articles had (the older story of equals).
    """

    def __init__(self, setting: Setting = SETTING) -> None:
        self._index = Index(setting)
        self._articles: list[Article] = []
        self._numbers: dict[str, int] = {}
        self._story: list[str | None] = []
        self._members: dict[str, list[int]] = {}
        self._born: dict[str, int] = {}
        self._leads_to: dict[str, str] = {}

    @classmethod
    def resumed(cls, kept: Snapshot, setting: Setting = SETTING) -> Stream:
        """Return the stream that a snapshot was taken of.

        Raises:
            KeyError: an id of it is nowhere born, or a column of the index is missing.
            ValueError: the columns are not of an index of its articles.
        """
        stream = cls(setting)
        if kept.index is None:
            for article in kept.articles:
                stream._index.add(article)
        else:
            stream._index = Index.restored(kept.index, setting)
        if len(stream._index) != len(kept.articles):
            raise ValueError(f"an index of {len(stream._index)} articles for {len(kept.articles)}")
        for number, (article, story) in enumerate(zip(kept.articles, kept.home, strict=True)):
            stream._numbers[article.id] = number
            stream._members.setdefault(story, []).append(number)
        stream._articles, stream._story = list(kept.articles), list(kept.home)
        stream._born, stream._leads_to = dict(kept.born), dict(kept.leads_to)
        for story in (*kept.home, *kept.leads_to.values()):
            stream._born[story]
            stream.resolve(story)
        return stream

    def snapshot(self) -> Snapshot:
        """Return what is needed to go on later."""
        home = tuple(story for story in self._story if story)
        columns = self._index.columns()
        return Snapshot(tuple(self._articles), home, dict(self._born), dict(self._leads_to), columns)

    def add(self, articles: Iterable[Article]) -> tuple[Change, ...]:
        """Take in a batch; return what it changed. An article that is there already changes nothing."""
        touched: set[int] = set()
        for article in sorted(articles, key=lambda a: (a.published or "9999", a.outlet, a.id)):
            if article.id not in self._numbers:
                number, *changed = self._index.add(article)
                self._numbers[article.id] = number
                self._articles.append(article)
                self._story.append(None)
                touched |= {number, *changed}
        # An article that now has a nearer one lets go of others, which may then turn elsewhere.
        return self._settle(self._regrouped(touched | self._index.neighbours(touched)))

    def _regrouped(self, numbers: set[int]) -> list[list[int]]:
        """The groups around some articles, with every story that is touched there in whole.

        A new article can be so much nearer to an old one that this one's link to the rest of its story breaks.
        """
        reached = numbers
        while True:
            groups = grouped(self._index, reached)
            touched = {story for group in groups for n in group if (story := self._story[n])}
            wanted = {n for story in touched for n in self._members[story]} | {n for group in groups for n in group}
            if wanted == {n for group in groups for n in group}:
                return groups
            reached = wanted

    def stories(self) -> dict[str, tuple[Article, ...]]:
        """Return the articles of each story by its id, both in order of first appearance."""
        return {
            story: tuple(self._articles[n] for n in sorted(self._members[story]))
            for story in sorted(self._members, key=lambda s: (self._born[s], s))
        }

    def resolve(self, story: str) -> str:
        """Return the id under which a story lives now; raise KeyError if there never was one of that id."""
        while story in self._leads_to:
            story = self._leads_to[story]
        if story not in self._members:
            raise KeyError(story)
        return story

    def _settle(self, groups: list[list[int]]) -> tuple[Change, ...]:
        """Give each group the id of the story it continues, and record what was merged and split."""
        before = {n: self._story[n] for group in groups for n in group}
        heirs = self._heirs(groups, before)
        for old in sorted({story for story in before.values() if story}):
            del self._members[old]
        changes: list[Change] = []
        for group, heir in zip(groups, heirs, strict=True):
            came_from = Counter(before[n] for n in group)
            story = heir or self._fresh_id(self._articles[group[0]].id)
            if heir is None:
                self._born[story] = group[0]
            self._members[story] = group
            for n in group:
                self._story[n] = story
            left = sorted(old for old in came_from if old and old != story)
            # A story all of whose articles are here lives on under this id; one with heirs elsewhere was split.
            changes.extend(Change("split" if old in heirs else "merged", story, old) for old in left)
            self._leads_to |= {old: story for old in left if old not in heirs}
            if heir is None and not left:
                changes.append(Change("new", story))
            elif came_from[None]:
                changes.append(Change("grown", story))
        return tuple(changes)

    def _fresh_id(self, anchor: str) -> str:
        """An id made of the story's first article, and never one that another story bears or bore."""
        story, again = "s" + article_id(anchor)[:11], 1
        while story in self._born:
            story, again = "s" + article_id(anchor, str(again))[:11], again + 1
        return story

    def _heirs(self, groups: list[list[int]], before: dict[int, str | None]) -> list[str | None]:
        """For each group the story whose id it inherits: each story has one heir, the group with most of it."""
        claims = [
            (-count, self._born[story], story, i)
            for i, group in enumerate(groups)
            for story, count in Counter(before[n] for n in group).items()
            if story is not None
        ]
        heirs: list[str | None] = [None] * len(groups)
        given: set[str] = set()
        for _, _, story, i in sorted(claims):
            if heirs[i] is None and story not in given:
                heirs[i] = story
                given.add(story)
        return heirs
