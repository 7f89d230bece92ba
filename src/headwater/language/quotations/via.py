"""The chain behind a quotation: the media from which an article has a speaker's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.language.quotations import sources

if TYPE_CHECKING:
    from headwater.language.quotations.draft import Draft
    from headwater.language.quotations.tree import Tree

_CHAINS = (
    ("as", "reported", "by"),
    ("as", "quoted", "by"),
    ("reported", "by"),
    ("quoted", "by"),
    ("cited", "by"),
    ("carried", "by"),
    ("according", "to"),
    ("interview", "with"),
    ("statement", "to"),
    ("told",),
    ("citing",),
    ("quoting",),
)
_PERSONAL = frozenset(
    ["reporters", "journalists", "lawmakers", "them", "him", "her", "me", "us", "crowd", "supporters"]
)
# Bodies that are told things and pass nothing on.
_HEARERS = frozenset(
    "commons lords parliament senate congress house committee court council assembly commission nations un inquiry "  # noqa: SIM905
    "tribunal board jury police conference meeting rally summit ministry".split()
)
_REACH = 40


def chain(tree: Tree, draft: Draft) -> tuple[str, ...]:
    """Return the media named around the cue as where the words come from, outermost first."""
    if draft.cue is None:
        return ()
    low, high = max(0, draft.cue[0] - _REACH), min(len(tree.tokens) - 1, draft.cue[1] + _REACH)
    if tree.sentences:
        sentence = tree.sentences[tree.sentence_of[draft.cue[0]]]
        low, high = max(low, sentence.first), min(high, sentence.last - 1)
    found: list[str] = []
    index = low
    while index <= high:
        length = next((len(c) for c in _CHAINS if tuple(tree.lower[index : index + len(c)]) == c), 0)
        if length and not _inside(tree, draft, index):
            medium = _medium(tree, draft, index + length - 1, high)
            if medium is not None and medium not in found:
                found.append(medium)
        index += max(1, length)
    return tuple(reversed(found))


def _inside(tree: Tree, draft: Draft, index: int) -> bool:
    start = tree.tokens[index].start
    return any(low <= start < high for low, high in draft.pieces)


def _medium(tree: Tree, draft: Draft, last: int, high: int) -> str | None:
    source = sources.after(tree, last, high)
    if source is None or source.last - source.first > 8:
        return None
    if draft.source is not None and draft.source.first <= source.head <= draft.source.last:
        return None
    number = tree.name_at[source.head]
    if number >= 0:
        hears = _HEARERS & set(tree.names[number].text.lower().split())
        return tree.names[number].entity if tree.names[number].kind == "ORG" and not hears else None
    words = {tree.lower[index] for index in range(source.first, source.last + 1)}
    if words & _PERSONAL or not words & {"media", "agency", "newspaper", "television", "radio", "press", "news", "tv"}:
        return None
    return " ".join(tree.text[tree.tokens[source.first].start : tree.tokens[source.last].end].split())
