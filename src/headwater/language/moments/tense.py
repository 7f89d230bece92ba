"""Whether the words around an expression look back or ahead: what decides which Friday "on Friday" is."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.language.annotated import Annotated, Token

# "Would" looks ahead from when somebody spoke ("said no ferry would sail before Saturday").
_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_PLANS = frozenset({
    "set", "due", "scheduled", "expected", "slated", "planned", "plan", "planning", "going", "hope", "expect", "intend",
    "propose", "aim", "prepare", "preparing", "likely", "upcoming", "poised", "schedule",
    "plans", "hopes", "expects", "intends", "proposes", "aims", "prepares",
})  # fmt: skip
# What these tell in the present is still to come: "the court opens on Monday".
_SCHEDULED = frozenset({"begin", "start", "open", "premiere", "air", "resume", "expire", "rise", "peak", "occur"})
_VERBAL = frozenset({"VERB", "AUX"})
_REACH = 14
_PAST_TAGS = frozenset({"VBD"})
_PRESENT_TAGS = frozenset({"VBZ", "VBP"})


class Tenses:
    """Answers which way the clause around a place looks; built once an article."""

    def __init__(self, annotated: Annotated) -> None:
        self._tokens = annotated.tokens
        self._starts = [token.start for token in annotated.tokens]
        self._bounds = [sentence.start for sentence in annotated.sentences]
        self._sentences = annotated.sentences

    def at(self, start: int, end: int) -> int:
        """Return -1 where the clause around start..end looks back, 1 where it looks ahead, 0 where nothing tells."""
        tokens = self._tokens
        if not tokens:
            return 0
        here = max(0, bisect.bisect_right(self._starts, start) - 1)
        after = bisect.bisect_left(self._starts, end)
        index = bisect.bisect_right(self._bounds, start) - 1
        first, last = 0, len(tokens)
        if 0 <= index < len(self._sentences):
            first, last = self._sentences[index].first, self._sentences[index].last
        governed = self._scheduled(here, first) or self._by_head(here, first, last)
        if governed:
            return governed
        back = self._nearest(range(here - 1, max(first, here - _REACH) - 1, -1), first)
        if back:
            return back
        return self._nearest(range(after, min(last, after + _REACH)), first)

    def _scheduled(self, here: int, first: int) -> int:
        """Return 1 where the expression says when something opens or begins, right behind that verb or "on"."""
        token = self._tokens[here]
        verb = self._tokens[token.head]
        present = verb.tag in _PRESENT_TAGS and verb.lemma in _SCHEDULED and token.dep.startswith("obl")
        near = here > first and (token.head == here - 1 or self._tokens[here - 1].text.lower() == "on")
        return int(present and near)

    def _by_head(self, here: int, first: int, last: int) -> int:
        """Return the tense of the verb that the expression depends on, 0 without a parse."""
        current = here
        for _ in range(4):
            token = self._tokens[current]
            if not token.dep or token.head == current or not first <= token.head < last:
                return 0
            current = token.head
            if self._tokens[current].pos in _VERBAL:
                return self._of(current, first)
        return 0

    def _nearest(self, indices: Sequence[int], first: int) -> int:
        for index in indices:
            token = self._tokens[index]
            if token.pos in _VERBAL or _looks_past(token) or token.text.lower() in _AHEAD:
                found = self._of(index, first)
                if found:
                    return found
        return 0

    def _of(self, index: int, first: int) -> int:  # noqa: PLR0911 - one cue, one line
        token = self._tokens[index]
        lowered = token.text.lower()
        if lowered in _AHEAD:
            return 1
        before = [word.text.lower() for word in self._tokens[max(first, index - 4) : index]]
        if any(word in _AHEAD for word in before):
            return 1
        if token.tag in _PAST_TAGS:
            return -1
        if "to" in before:
            return 1 if any(word in _PLANS for word in before) else 0
        if lowered in _PLANS:
            return 1
        if token.tag == "VBN" or _looks_past(token):
            told = token.dep == "acl" or any(word in {"had", "has", "have", "was", "were", "been"} for word in before)
            return -1 if told else 0
        return 0


def _looks_past(token: Token) -> bool:
    """Tell a past form by its ending where no tagger has spoken."""
    return (not token.tag and len(token.text) > 3 and token.text.endswith("ed")) or token.text.lower() in {
        "said",
        "told",
    }
