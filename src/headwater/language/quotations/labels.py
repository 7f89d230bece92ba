"""Quotations by a label or a signature: 'NAME: "…"' and '"…" — NAME', in the same line or in the one below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.language.quotations import sources
from headwater.language.quotations.draft import Draft
from headwater.language.quotations.lexicon import lexicon

if TYPE_CHECKING:
    from headwater.language.quotations.context import Context
    from headwater.language.quotations.tree import Tree

DASHES = frozenset(["—", "–", "-", "--", "―"])
# '"…" — Ann Lee, Ostby': the dash and what follows it, in tokens.
_SHORTEST_SIGNATURE = 2
_LONGEST_SIGNATURE = 14


def labelled(tree: Tree, context: Context) -> Draft | None:
    """Find 'NAME: "…"' at the start of a sentence or after a dash."""
    lead = context.lead
    if len(lead) < 2 or tree.tokens[lead.stop - 1].text != ":":
        return None
    first = next((i + 1 for i in range(lead.stop - 2, lead.start - 1, -1) if tree.tokens[i].text in DASHES), lead.start)
    while first < lead.stop and tree.is_punctuation(first):
        first += 1
    if not 1 <= lead.stop - 1 - first <= 14 or not tree.tokens[first].text[:1].isupper():
        return None
    body = range(first, lead.stop - 1)
    if any(tree.tokens[i].tag.startswith("VB") for i in body) or tree.tokens[first].tag == "IN":
        return None
    nouns = [i for i in body if tree.tokens[i].tag in {"NNP", "NNPS", "NN", "NNS"}]
    if not nouns:
        return None
    context.cue = lead.stop - 1
    head = nouns[0] if tree.tokens[nouns[0]].tag not in {"NNP", "NNPS"} else _last_of_run(tree, nouns)
    source = sources.Source(first, lead.stop - 2, head)
    return Draft([(context.quoted.start, context.quoted.end)], (lead.stop - 1, lead.stop - 1), source, "name-colon")


def line_below(tree: Tree, context: Context) -> range:
    """Return the tokens of the block below where the quotation ends its own: its signature may stand there."""
    if not context.last or len(context.tail) or context.block + 1 >= len(tree.blocks):
        return range(0)
    below = tree.blocks[context.block + 1]
    return range(*tree.range(below.start, below.end))


def signed(tree: Tree, context: Context, tail: range) -> Draft | None:
    """Find '"…" — NAME' at the end of a line, of which `tail` follows the mark: a letter, a comment, a post."""
    if not _SHORTEST_SIGNATURE <= len(tail) <= _LONGEST_SIGNATURE or tree.tokens[tail.start].text not in DASHES:
        return None
    body = range(tail.start + 1, tail.stop)
    if tree.tokens[body.start].tag not in {"NNP", "NNPS"} or any(tree.tokens[i].tag.startswith("VB") for i in body):
        return None
    end = tree.tokens[body.stop - 1].end
    if tree.text[end : end + 2].strip(" .") and tree.text[end : end + 1] not in {"\n", ""}:
        return None
    nouns = [i for i in body if tree.tokens[i].tag.startswith("NN")]
    if _last_of_run(tree, nouns) == body.start and tree.name_at[body.start] < 0:
        return None
    context.cue = tail.start
    # "Nevada state senator" is no Nevada.
    office = tree.lower[body.stop - 1] in lexicon().words["person"] and nouns == [*body]
    head = body.stop - 1 if office else _last_of_run(tree, nouns)
    return Draft(
        [(context.quoted.start, context.quoted.end)],
        (tail.start, tail.start),
        sources.Source(body.start, body.stop - 1, head),
        "signed",
    )


def _last_of_run(tree: Tree, nouns: list[int]) -> int:
    last = nouns[0]
    for index in nouns[1:]:
        if index != last + 1 or not tree.tokens[index].tag.startswith("NNP"):
            break
        last = index
    return last
