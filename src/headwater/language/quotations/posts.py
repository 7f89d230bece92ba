"""Posts of social media that a page shows: 'TEXT — NAME (@handle) December 2, 2017', without quotation marks.

What such a post says its author says, word for word. The signature stands behind it, in its paragraph or below.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from headwater.language.quotations.draft import Draft
from headwater.language.quotations.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.language.quotations.tree import Tree

_SIGNATURE = re.compile(
    r"(?:—|–|--?)\s?(?P<name>[^@()\n—–]{1,60}?)\s?\(\\?@\w{1,30}\)(?:\s[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4})?"
)
# Addresses of pictures and pages at the end of a post are no words of it.
_ADDRESSES = re.compile(r"(?:\s{0,3}(?:https?://|pic\.twitter\.com/)\S{1,200}){1,9}\s{0,3}\Z")
# A longer paragraph is a report with a signature behind it; a shorter one says nothing.
_LONGEST, _SHORTEST = 600, 8
RULE = "post"


def find(tree: Tree) -> list[Draft]:
    """Return the posts of an article, in order; linear in the length of its text."""
    found: list[Draft] = []
    signed = 0  # up to where signatures have been seen
    for number, block in enumerate(tree.blocks):
        for match in _SIGNATURE.finditer(tree.text, block.start, block.end):
            at = (max(block.start, signed), match.start())
            if number and not tree.text[block.start : match.start()].strip():
                above = tree.blocks[number - 1]
                at = (max(above.start, signed), above.end) if above.kind != "heading" else at
            found.extend(_post(tree, at, match))
            signed = match.end()
    return found


def is_signature(text: str) -> bool:
    """Tell whether a text is nothing but the signature of a post."""
    return _SIGNATURE.fullmatch(text.strip(" .")) is not None


def besides(drafts: Sequence[Draft], posts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts that lie in none of some posts: what a post quotes, it says."""
    starts = [post.pieces[0][0] for post in posts]

    def apart(draft: Draft) -> bool:
        before = bisect_left(starts, draft.pieces[-1][1]) - 1
        return before < 0 or posts[before].pieces[0][1] <= draft.pieces[0][0]

    return [draft for draft in drafts if apart(draft)]


def _post(tree: Tree, at: tuple[int, int], match: re.Match[str]) -> Iterator[Draft]:
    text = _ADDRESSES.sub("", tree.text[slice(*at)])
    start, end = at[0] + len(text) - len(text.lstrip()), at[0] + len(text.rstrip())
    first, stop = tree.range(*match.span("name"))
    if _SHORTEST <= end - start <= _LONGEST and first < stop:
        # Whose name is a flag is not told.
        named = any(letter.isalpha() for letter in match["name"])
        yield Draft([(start, end)], None, Source(first, stop - 1, stop - 1) if named else None, RULE)
