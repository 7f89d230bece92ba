"""Where the clauses of a sentence are: their heads, their extent, their predicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.article import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.language.annotated import Sentence, Token

# Relations whose dependent heads a clause of its own. "conj" and "xcomp" do so only where they hold a predicate,
# "acl" only as a relative clause or with complements of its own.
ALWAYS = frozenset({"ccomp", "advcl", "advcl:relcl", "csubj", "csubj:pass", "csubj:outer", "parataxis", "acl:relcl"})
# Clauses that a proposition leaves out at its edges, because they assert something beside it.
BESIDE = frozenset({"conj", "parataxis", "advcl", "advcl:relcl", "root"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer", "csubj:outer"})
COMPLEMENTS = frozenset(
    {"obj", "iobj", "ccomp", "xcomp", "obl", "obl:agent", "obl:tmod", "obl:unmarked", "nmod:unmarked"}
)
RELATIVE = frozenset({"which", "who", "that", "whom"})
PREDICATIVE = frozenset({"VERB", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "AUX", "ADV"})
# No sentence of prose nests deeper; a broken parse may.
DEEPEST = 64
QUIET = frozenset({"PUNCT", "CCONJ", "SPACE", "SYM"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause.

    `head` is the index of its head, `outer` that of the clause it depends on (itself at the root), `dep` how it
    depends on it, `members` its own words, `children` its head's dependents, `subject` the index of its subject's
    head, borrowed from the outer clause where `borrowed`.
    """

    head: int
    outer: int
    dep: str
    span: Span
    predicate: str
    predicate_span: Span
    members: tuple[int, ...]
    children: tuple[int, ...]
    subject: int | None
    borrowed: bool


def clauses(tokens: Sequence[Token], sentence: Sentence) -> tuple[Clause, ...]:
    """Return the clauses of `sentence`, at least one where it holds a word, in the order of their heads."""
    inside = range(sentence.first, sentence.last)
    if not inside:
        return ()
    children = dependents(tokens, inside)
    heads = [index for index in inside if _heads_clause(tokens, index, children)]
    if not heads:
        heads = [_root(tokens, inside)]
    owner = _owners(tokens, inside, set(heads))
    members: dict[int, list[int]] = {head: [] for head in heads}
    for index in inside:
        members[owner[index]].append(index)
    outer = {head: _outer(tokens, head, owner, inside) for head in heads}
    extents = _extents(tokens, heads, members, outer)
    found = []
    for head in heads:
        own = tuple(members[head])
        predicate, predicate_span = _predicate(tokens, head, children[head])
        subject, borrowed = _subject(tokens, head, children, outer)
        found.append(
            Clause(
                head=head,
                outer=outer[head],
                dep=tokens[head].dep,
                span=_trimmed(tokens, extents[head], inside),
                predicate=predicate,
                predicate_span=predicate_span,
                members=own,
                children=tuple(children[head]),
                subject=subject,
                borrowed=borrowed,
            )
        )
    return tuple(found)


def dependents(tokens: Sequence[Token], inside: range) -> dict[int, list[int]]:
    """Return the dependents of every word `inside`, in reading order."""
    children: dict[int, list[int]] = {index: [] for index in inside}
    for index in inside:
        head = tokens[index].head
        if head != index and head in children:
            children[head].append(index)
    return children


def _root(tokens: Sequence[Token], inside: range) -> int:
    return next((i for i in inside if tokens[i].head == i or tokens[i].head not in inside), inside.start)


def _heads_clause(tokens: Sequence[Token], index: int, children: dict[int, list[int]]) -> bool:
    token = tokens[index]
    if token.head == index or token.head not in children:
        return token.pos not in QUIET
    below = {tokens[child].dep for child in children[index]}
    if token.dep in ALWAYS:
        return token.pos in PREDICATIVE
    if token.dep == "conj":
        # "fled and hid" and "is old and was ill" coordinate clauses; "the old and ill" does not.
        return token.pos in {"VERB", "AUX"} or "cop" in below or bool(below & SUBJECTS)
    if token.dep in {"xcomp", "acl"}:
        return token.pos == "VERB" and bool(below & COMPLEMENTS)
    if token.dep == "appos":
        # "the station, which ..." is acl:relcl; an apposition that has a copula or subject is a clause by mistake.
        return bool(below & {"cop", "nsubj"})
    return token.dep in {"dep", "list"} and token.pos == "VERB"


def _owners(tokens: Sequence[Token], inside: range, heads: set[int]) -> dict[int, int]:
    """Return, for every word, the head of the clause it belongs to: the nearest one above it."""
    owner: dict[int, int] = {head: head for head in heads}
    fallback = min(heads)
    for index in inside:
        path: list[int] = []
        at = index
        # A parse is a tree; should another pipeline yield a circle, the path's own length ends the climb.
        while at not in owner and at in inside and len(path) <= len(inside):
            path.append(at)
            above = tokens[at].head
            if above == at:
                break
            at = above
        found = owner.get(at, fallback)
        for step in path:
            owner[step] = found
    return owner


def _outer(tokens: Sequence[Token], head: int, owner: dict[int, int], inside: range) -> int:
    above = tokens[head].head
    return head if above == head or above not in inside else owner[above]


def _extents(
    tokens: Sequence[Token], heads: Sequence[int], members: dict[int, list[int]], outer: dict[int, int]
) -> dict[int, tuple[int, int]]:
    """Return first and last word of each clause with the clauses that belong inside it."""
    # A full stop hangs on the first clause of a sentence; it must not stretch that over all later ones.
    words = {head: [m for m in members[head] if tokens[m].pos not in QUIET] or members[head] for head in heads}
    extents = {head: (min(words[head]), max(words[head])) for head in heads}
    depth: dict[int, int] = {}
    for head in heads:
        at, steps = head, 0
        while outer[at] != at and steps <= DEEPEST:
            at, steps = outer[at], steps + 1
        depth[head] = steps
    for head in sorted(heads, key=lambda h: (-depth[h], h)):
        above = outer[head]
        if above == head or tokens[head].dep in BESIDE:
            continue
        first, last = extents[head]
        extents[above] = (min(first, extents[above][0]), max(last, extents[above][1]))
    return extents


def _trimmed(tokens: Sequence[Token], extent: tuple[int, int], inside: range) -> Span:
    """Return the characters of `extent` without the marks and conjunctions at its edges, but with quotation marks."""
    first, last = extent
    while first < last and tokens[first].pos in QUIET and not _opens(tokens[first].text):
        first += 1
    while last > first and tokens[last].pos in QUIET and not _closes(tokens[last].text):
        last -= 1
    if first - 1 in inside and _opens(tokens[first - 1].text):
        first -= 1
    if last + 1 in inside and (_closes(tokens[last + 1].text) or _left_open(tokens, first, last)):
        last += 1
    return Span(tokens[first].start, tokens[last].end)


def _left_open(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether the mark after `last` is a straight quotation mark that the stretch opens and does not close."""
    mark = tokens[last + 1].text
    return mark in {'"', "'"} and sum(token.text == mark for token in tokens[first : last + 1]) % 2 == 1


def _opens(text: str) -> bool:
    return text in {"“", "‘", "«", "„", "$", "€", "£"}


def _closes(text: str) -> bool:
    return text in {"”", "’", "»", "%"}


def _predicate(tokens: Sequence[Token], head: int, children: Sequence[int]) -> tuple[str, Span]:
    """Return the predicate's lemma, with its particle ("turn around"), and its characters."""
    token = tokens[head]
    particles = [child for child in children if tokens[child].dep == "compound:prt"]
    lemma = " ".join([token.lemma or token.text.lower(), *(tokens[child].lemma for child in particles)])
    return lemma.lower(), Span(token.start, token.end)


def _subject(
    tokens: Sequence[Token], head: int, children: dict[int, list[int]], outer: dict[int, int]
) -> tuple[int | None, bool]:
    """Return the subject's head, and whether it is borrowed from a clause above."""
    at, borrowed = head, False
    for _ in range(DEEPEST):
        for child in children[at]:
            if tokens[child].dep in SUBJECTS and not _stands_in(tokens[child], tokens[at]):
                return child, borrowed
        dep = tokens[at].dep
        if dep in {"acl", "acl:relcl"}:
            # The noun that the clause describes is what the clause speaks of.
            above = tokens[at].head
            return (above, True) if above in children and above != at else (None, False)
        if dep not in {"conj", "xcomp", "advcl"} or outer[at] == at:
            break
        at, borrowed = outer[at], True
    return None, False


def _stands_in(subject: Token, clause: Token) -> bool:
    """Return whether a subject only holds the place of another ("there is", "the ship which sank")."""
    return subject.dep == "expl" or (clause.dep == "acl:relcl" and subject.lemma.lower() in RELATIVE)
