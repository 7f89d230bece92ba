"""Who says what: direct, indirect and mixed quotations, with cue, source and speaker.

Direct quotations are found by surface rules around the quotation marks (`direct`), indirect and mixed ones by the parse
(`clauses`), what is left between quotation marks by what governs it (`loose`), the posts that a page shows by their
signatures (`posts`); `speakers` resolves whom the words are attributed to. Every result names its rule; its confidence
is that rule's measured precision.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from headwater.article import Span
from headwater.language.annotated import QuotationKind, QuotationMention
from headwater.language.quotations import direct, loose, marks, posts, via
from headwater.language.quotations.clauses import Clauses
from headwater.language.quotations.people import People
from headwater.language.quotations.posts import is_signature
from headwater.language.quotations.speakers import Speakers
from headwater.language.quotations.tree import Tree, blocks

if TYPE_CHECKING:
    from headwater.language.annotated import Annotated
    from headwater.language.quotations.context import Context
    from headwater.language.quotations.draft import Draft
    from headwater.language.quotations.marks import Quoted

__all__ = ["called", "find", "is_signature", "quoted_stretches"]


def called(annotated: Annotated) -> tuple[tuple[str, frozenset[str], str], ...]:
    """Return what the article calls its people: a noun, the words around it, and who it is."""
    roles = People(Tree(annotated)).roles
    return tuple((role.noun, role.words, role.speaker) for group in sorted(roles) for role in roles[group])


def quoted_stretches(annotated: Annotated) -> tuple[tuple[int, int, int, int], ...]:
    """Return the stretches between quotation marks: start and end with the marks, start and end without."""
    found = marks.pair(annotated.article.text, blocks(annotated.article))
    return tuple((one.start, one.end, one.inner_start, one.inner_end) for one in found)


def find(annotated: Annotated) -> tuple[QuotationMention, ...]:
    """Return the quotations of an article, in reading order.

    The method is ours, after the surface rules and the syntactic rules that the Gender Gap Tracker (SFU) and CoreNLP's
    quote annotator have in common; the spans follow PolNeAR (Newell et al., LREC 2018): quotation marks and "that" are
    part of the content, one utterance with its cue in the middle is one quotation of several pieces, and of nested
    attributions the outermost counts. `speaker` is None where nothing tells who speaks. An article that was not
    analysed has none. Linear in the length of the text.
    """
    if not annotated.analysed or not annotated.tokens:
        return ()
    tree = Tree(annotated)
    quoted = marks.pair(tree.text, tree.blocks)
    starts = [stretch.start for stretch in quoted]
    for stretch in quoted:
        tree.shut_in(stretch.start, stretch.end)
    drafts, contexts = direct.find(tree, quoted)
    clauses = Clauses(tree, drafts)
    for draft in clauses.find():
        draft.pieces = _whole_stretches(draft.pieces, quoted, starts)
        drafts.append(draft)
        _claim(draft, contexts, starts)
    drafts.extend(loose.find(tree, contexts, drafts))
    shown = posts.find(tree)
    drafts = [*posts.besides(drafts, shown), *shown]
    for draft in drafts:
        draft.pieces = _tidy(draft.pieces)
    drafts.sort(key=lambda draft: (draft.pieces[0], draft.pieces[-1], draft.cue or (0, 0)))
    return _mentions(tree, drafts, quoted, Speakers(tree))


def _whole_stretches(
    pieces: list[tuple[int, int]], quoted: tuple[Quoted, ...], starts: list[int]
) -> list[tuple[int, int]]:
    """Let no piece begin or end in the midst of quoted words."""
    found: list[tuple[int, int]] = []
    for piece_start, piece_end in pieces:
        start, end = piece_start, piece_end
        for position in (start, end - 1):
            number = bisect_right(starts, position) - 1
            if number >= 0 and quoted[number].start <= position < quoted[number].end:
                start, end = min(start, quoted[number].start), max(end, quoted[number].end)
        found.append((start, end))
    return found


def _claim(draft: Draft, contexts: list[Context], starts: list[int]) -> None:
    """Note for the stretches inside the pieces that they have a quotation."""
    for start, end in draft.pieces:
        number = max(0, bisect_right(starts, start) - 1)
        while number < len(contexts) and contexts[number].quoted.start < end:
            if contexts[number].quoted.end > start and contexts[number].draft is None:
                contexts[number].draft = draft
            number += 1


def _tidy(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put pieces in order and join those that touch."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _mentions(
    tree: Tree, drafts: list[Draft], quoted: tuple[Quoted, ...], speakers: Speakers
) -> tuple[QuotationMention, ...]:
    named: dict[int, str | None] = {}
    reading_order = sorted(range(len(drafts)), key=lambda i: (_head(drafts[i]), i))
    for number in reading_order:
        named[number] = speakers.resolve(drafts[number])
    table = _confidence()
    starts = [stretch.start for stretch in quoted]
    found: list[QuotationMention] = []
    for number, draft in enumerate(drafts):
        source = draft.source
        found.append(
            QuotationMention(
                start=draft.pieces[0][0],
                end=draft.pieces[-1][1],
                kind="direct" if draft.rule == posts.RULE else _kind(tree.text, draft.pieces, quoted, starts),
                pieces=tuple(Span(start, end) for start, end in draft.pieces),
                cue=None if draft.cue is None else Span(tree.tokens[draft.cue[0]].start, tree.tokens[draft.cue[1]].end),
                source=None if source is None else Span(tree.tokens[source.first].start, tree.tokens[source.last].end),
                speaker=named[number],
                via=via.chain(tree, draft),
                rule=draft.rule,
                confidence=table[draft.rule],
            )
        )
    return tuple(found)


def _head(draft: Draft) -> int:
    return -1 if draft.source is None else draft.source.head


def _kind(text: str, pieces: list[tuple[int, int]], quoted: tuple[Quoted, ...], starts: list[int]) -> QuotationKind:
    """Tell whether all words of the pieces stand between quotation marks, or some, or none."""
    inside = outside = False
    for start, end in pieces:
        position = start
        number = max(0, bisect_right(starts, start) - 1)
        while number < len(quoted) and quoted[number].start < end:
            stretch = quoted[number]
            if stretch.end > start:
                inside = True
                outside = outside or _has_word(text[position : max(position, stretch.start)])
                position = max(position, stretch.end)
            number += 1
        outside = outside or _has_word(text[position : max(position, end)])
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _has_word(text: str) -> bool:
    return any(char.isalnum() for char in text)


@cache
def _confidence() -> dict[str, float]:
    data = (files("headwater.language.quotations") / "data" / "confidence.toml").read_text(encoding="utf-8")
    return {rule: float(value) for rule, value in tomllib.loads(data).items()}
