"""Quoted words that no rule has claimed: a cue that governs or stands near them, or no speaker at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.language.quotations import sources
from headwater.language.quotations.draft import Draft
from headwater.language.quotations.lexicon import lexicon
from headwater.language.quotations.words import is_title

if TYPE_CHECKING:
    from headwater.language.quotations.context import Context
    from headwater.language.quotations.tree import Tree

# Fewer quoted words than this are a title, a term or a scare quote, unless a reporting verb governs them.
LEAST_WORDS = 4
# The most characters that a clause may have lost between two of its parts.
_WIDEST_GAP = 200
# Fewer words under a reporting verb that no other rule took are a scare quote.
_LEAST_GOVERNED = 3
_GROUPS = ("speech", "thought", "stance", "evidence")


def find(tree: Tree, contexts: list[Context], known: list[Draft]) -> list[Draft]:
    """Return quotations for the contexts that are still free, and note them there; `known` are those found before."""
    drafts: list[Draft] = []
    earlier = sorted(known, key=lambda draft: draft.pieces[0])
    number = 0
    last: Draft | None = None
    by_cue = {draft.cue[0]: draft for draft in known if draft.cue is not None}
    for place, context in enumerate(contexts):
        while number < len(earlier) and earlier[number].pieces[0][0] < context.quoted.start:
            last = earlier[number]
            number += 1
        title = is_title(tree.text[context.quoted.inner_start : context.quoted.inner_end])
        if context.draft is None and not title:
            context.draft = _listed(tree, contexts, place) or _governed(tree, context, by_cue)
            if context.draft is None:
                context.draft = _gone_on(tree, context, last)
            if context.draft is None:
                context.draft = _loose(tree, context, last)
                if context.draft is not None:
                    drafts.append(context.draft)
            elif context.draft.cue is not None and context.draft.cue[0] not in by_cue:
                by_cue[context.draft.cue[0]] = context.draft
                drafts.append(context.draft)
            last = context.draft or last
    return drafts


def _words(tree: Tree, context: Context) -> int:
    return len(tree.text[context.quoted.inner_start : context.quoted.inner_end].split(None, LEAST_WORDS))


def _is_cue(tree: Tree, index: int) -> bool:
    base = lexicon().base(tree.tokens[index].text)
    if not base or not (tree.tokens[index].tag.startswith("VB") or tree.tokens[index].pos == "VERB"):
        return False
    return base in lexicon().leaning or any(base in lexicon().groups[group] for group in _GROUPS)


def _can_speak(tree: Tree, head: int) -> bool:
    """Tell whether the head of a source may speak: a name, a pronoun, a noun of persons, bodies or documents."""
    word, tag = tree.lower[head], tree.tokens[head].tag
    if tag in {"NN", "NNS"}:
        words = lexicon().words
        return any(
            word in words[sort] or word.removesuffix("s") in words[sort] for sort in ("person", "body", "document")
        )
    return word not in {"i", "we", "you"}


def _listed(tree: Tree, contexts: list[Context], place: int) -> Draft | None:
    """Return the quotation before, where only "and" stands between: '"…" and "…"'."""
    context = contexts[place]
    if context.first or place == 0 or contexts[place - 1].draft is None:
        return None
    between = tree.text[contexts[place - 1].quoted.end : context.quoted.start].strip(" ,;")
    draft = contexts[place - 1].draft
    if between not in {"and", "or", "but", "and a", "and the", "and an"} or draft is None or draft.source is None:
        return None
    draft.pieces.append((context.quoted.start, context.quoted.end))
    return draft


def _gone_on(tree: Tree, context: Context, last: Draft | None) -> Draft | None:
    """Return the quotation before, where a sentence in marks goes on with it: 'It is "late," he said. "We go."'."""
    if last is None or last.cue is None or last.source is None or len(context.lead) or context.ending not in ".?!…":
        return None
    low, end = tree.blocks[context.block].start, last.pieces[-1][1]
    if not low <= last.pieces[-1][0] < end <= context.quoted.start or tree.tokens[last.cue[0]].start < end:
        return None
    first, stop = tree.range(context.quoted.start, context.quoted.end)
    if first >= stop or tree.sentence_of[first] > tree.sentence_of[last.cue[0]] + 1:
        return None
    last.pieces.append((context.quoted.start, context.quoted.end))
    return last


def _governed(tree: Tree, context: Context, by_cue: dict[int, Draft]) -> Draft | None:
    """Return the quotation that a reporting verb above the quoted words brings."""
    first, last = tree.range(context.quoted.start, context.quoted.end)
    top = next((i for i in range(first, last) if not first <= tree.tokens[i].head < last), -1)
    if top < 0:
        return None
    for verb in tree.ancestors(top):
        if tree.shut[verb] or not _is_cue(tree, verb):
            continue
        if verb in by_cue:
            return _widened(tree, by_cue[verb], context)
        if _words(tree, context) < _LEAST_GOVERNED:
            return None
        source = sources.of_verb(tree, verb)
        if source is None or first <= source.head < last:
            return None
        start = context.quoted.start
        if verb in context.lead and not source.first <= verb + 1 <= source.last:
            start = min(start, tree.tokens[verb + 1].start) if verb + 1 < len(tree.tokens) else start
        return Draft([(start, context.quoted.end)], (verb, verb), source, "governed")
    return None


def _widened(tree: Tree, draft: Draft, context: Context) -> Draft:
    """Let a quotation whose cue governs these words too reach to their end; return it."""
    start, end = draft.pieces[-1]
    gap = tree.text[end : context.quoted.start]
    if end <= context.quoted.start and len(gap) <= _WIDEST_GAP and "\n" not in gap:
        draft.pieces[-1] = (start, context.quoted.end)
    else:
        draft.pieces.append((context.quoted.start, context.quoted.end))
    return draft


def _loose(tree: Tree, context: Context, last: Draft | None) -> Draft | None:
    if _words(tree, context) < LEAST_WORDS:
        return None
    piece = (context.quoted.start, context.quoted.end)
    for index in (*reversed(context.lead), *context.tail):
        if not tree.shut[index] and _is_cue(tree, index) and lexicon().is_in(tree.tokens[index].text, "speech"):
            source = sources.of_verb(tree, index, context.lead.start, max(context.tail.stop, context.lead.stop) - 1)
            same = (
                last is not None and last.cue is not None and tree.sentence_of[last.cue[0]] == tree.sentence_of[index]
            )
            if last is not None and same and tree.tokens[index].tag == "VBG":
                source = last.source
            if source is not None:
                return Draft([piece], (index, index), source, "nearby-cue")
    if len(context.lead) == 0 and last is not None and last.source is not None and context.ending in ".?!…":
        if not _can_speak(tree, last.source.head):
            return Draft([piece], None, None, "no-cue")
        low = tree.blocks[max(0, context.block - context.first)].start
        if last.pieces[-1][1] >= low:
            return Draft([piece], None, last.source, "same-speaker")
    return Draft([piece], None, None, "no-cue")
