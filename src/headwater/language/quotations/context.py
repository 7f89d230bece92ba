"""Quoted stretches with the words around them that may hold their cue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headwater.language.quotations.lexicon import lexicon

if TYPE_CHECKING:
    from headwater.language.quotations.draft import Draft
    from headwater.language.quotations.marks import Quoted
    from headwater.language.quotations.tree import Tree

STOPS = frozenset([".", "?", "!", "…"])
_LONGEST_TAIL = 45
_LONGEST_LEAD = 70


@dataclass(slots=True)
class Context:
    """A quoted stretch with the tokens before and after it that may hold its cue, and what became of it."""

    quoted: Quoted
    block: int
    lead: range
    tail: range
    ending: str
    first: bool
    last: bool
    draft: Draft | None = None
    cue: int = -1
    joined: bool = field(default=False)


def contexts(tree: Tree, quoted: tuple[Quoted, ...]) -> list[Context]:
    """Return each quoted stretch with the tokens around it, up to the sentence's end or the next stretch."""
    found: list[Context] = []
    block = 0
    for number, stretch in enumerate(quoted):
        while block + 1 < len(tree.blocks) and tree.blocks[block + 1].start <= stretch.start:
            block += 1
        here = tree.blocks[block]
        low, high = here.start, here.end
        first = number == 0 or quoted[number - 1].start < here.start
        last = number + 1 == len(quoted) or quoted[number + 1].start >= here.end
        low = here.start if first else quoted[number - 1].end
        high = here.end if last else quoted[number + 1].start
        inner = tree.text[max(stretch.inner_start, stretch.inner_end - 8) : stretch.inner_end].rstrip(" \"'’”")
        found.append(
            Context(
                stretch,
                block,
                lead_before(tree, low, stretch.start),
                tail_after(tree, stretch.end, high),
                inner[-1:],
                first,
                last,
            )
        )
    return found


def tail_after(tree: Tree, start: int, end: int) -> range:
    """Return the tokens from character `start` to the sentence's end, up to `end`."""
    first, bound = tree.range(start, end)
    last = first
    while last < min(bound, first + _LONGEST_TAIL) and tree.tokens[last].text not in STOPS:
        last += 1
    return range(first, last)


def lead_before(tree: Tree, start: int, end: int) -> range:
    """Return the tokens of the sentence that ends at character `end`, from `start` on."""
    bound, last = tree.range(start, end)
    first = last
    while first > max(bound, last - _LONGEST_LEAD) and tree.tokens[first - 1].text not in STOPS:
        first -= 1
    return range(first, last)


def is_cue(tree: Tree, index: int, *groups: str) -> bool:
    """Tell whether a token is a verb of one of the groups."""
    token = tree.tokens[index]
    if token.tag == "VBG" and tree.dep[index] in {"amod", "compound", "nsubj", "obj"}:
        return False
    if not (token.tag.startswith("VB") or token.pos == "VERB"):
        return False
    if tree.lower[index] in {"put", "puts"}:
        return "speech" in groups and _puts_it(tree, index)
    base = lexicon().base(token.text)
    return bool(base) and any(base in lexicon().groups[group] for group in groups)


def _puts_it(tree: Tree, index: int) -> bool:
    """Tell whether the verb "put" tells what somebody said: 'As Lee put it: "…"', not 'Lee put it on the table'."""
    end = index + 2
    # "As Lee put it recently".
    while end < len(tree.tokens) and tree.tokens[end].tag == "RB" and tree.lower[end].endswith("ly"):
        end += 1
    return tree.lower[index + 1 : index + 2] == ["it"] and (end >= len(tree.tokens) or tree.is_punctuation(end))


def leads_on(tree: Tree, context: Context) -> bool:
    """Tell whether what follows is a sentence of its own that leads to the next quotation ('"…!" Later he wrote: "…"').

    A sentence that begins with a name may as well tell who has just spoken: '"…?" Lee asked: "…"'.
    """
    tail = context.tail
    if context.last or not len(tail) or context.ending not in {".", "?", "!"}:
        return False
    first = tree.tokens[tail.start]
    return tree.tokens[tail.stop - 1].text == ":" and first.text[:1].isupper() and first.tag not in {"NNP", "NNPS"}
