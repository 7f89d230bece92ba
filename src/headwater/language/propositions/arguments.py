"""The parts of a proposition: who did it, to whom, where, when, with what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from headwater.language.annotated import Argument
from headwater.language.propositions.clauses import QUIET
from headwater.language.quotations.pronouns import people_meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.language.annotated import Annotated, Name, Token
    from headwater.language.propositions.clauses import Clause

OBLIQUE = frozenset({"obl", "nmod", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod:unmarked", "nmod:tmod"})
PLACES = frozenset({"in", "at", "on", "near", "outside", "inside", "across", "around", "along", "throughout"})


class Arguments:
    """Finds the arguments of the clauses of one article, in reading order."""

    def __init__(self, annotated: Annotated) -> None:
        self._tokens = annotated.tokens
        self._names = annotated.names
        self._name_starts = [name.start for name in annotated.names]
        self._moments = sorted((moment.start, moment.end) for moment in annotated.moments if moment.kind != "duration")
        self._moment_starts = [start for start, _ in self._moments]
        self._sources = {
            (quotation.source.start, quotation.source.end): quotation.speaker
            for quotation in annotated.quotations
            if quotation.source is not None and quotation.speaker
        }
        self._meant = people_meant(annotated)

    def of(self, clause: Clause) -> tuple[Argument, ...]:
        """Return the arguments of `clause`, in reading order, the borrowed subject first."""
        tokens = self._tokens
        inside: dict[int, list[int]] = {}
        for member in clause.members:
            inside.setdefault(tokens[member].head, []).append(member)
        found: list[Argument] = []
        if clause.subject is not None and clause.borrowed:
            borrowed = "object" if self._passive(clause) else "subject"
            found.append(self._argument(borrowed, clause.subject, inside, whole=False))
        for child in clause.children:
            role = self._role(child, inside)
            if role is not None:
                found.append(self._argument(role, child, inside, whole=True))
        return tuple(found)

    def _passive(self, clause: Clause) -> bool:
        """Return whether the clause speaks of what its subject suffers ("was seen", "seen by many")."""
        if any(self._tokens[child].dep in {"aux:pass", "nsubj:pass", "obl:agent"} for child in clause.children):
            return True
        return clause.dep == "acl" and self._tokens[clause.head].tag == "VBN"

    def _role(self, child: int, inside: dict[int, list[int]]) -> str | None:
        dep = self._tokens[child].dep
        plain = {
            "nsubj": "subject", "csubj": "subject", "nsubj:outer": "subject", "nsubj:pass": "object",
            "csubj:pass": "object", "obl:agent": "subject", "obj": "object", "iobj": "recipient",
            "ccomp": "complement", "xcomp": "complement",
        }  # fmt: skip
        if dep in plain:
            return plain[dep]
        token = self._tokens[child]
        if dep in OBLIQUE or (dep == "advmod" and self._moment(token.start, token.end)):
            return self._circumstance(child, inside)
        return None

    def _circumstance(self, child: int, inside: dict[int, list[int]]) -> str:
        token = self._tokens[child]
        if self._moment(token.start, token.end):
            return "time"
        cases = [self._tokens[c] for c in inside.get(child, ()) if self._tokens[c].dep == "case"]
        case = cases[0].lemma.lower() if cases else ""
        name = self._name(token.start, token.end)
        if case == "by" and any(self._tokens[c].dep == "aux:pass" for c in inside.get(token.head, ())):
            return "subject"
        if case in PLACES and name is not None and name.kind == "LOC":
            return "place"
        return case or "with"

    def _argument(self, role: str, head: int, inside: dict[int, list[int]], *, whole: bool) -> Argument:
        tokens = self._tokens
        first, last = _extent(tokens, head, inside) if whole else (head, head)
        start, end = tokens[first].start, tokens[last].end
        return Argument(
            role, start, end, (tokens[head].lemma or tokens[head].text).lower(), self._entity(head, start, end)
        )

    def _entity(self, head: int, start: int, end: int) -> str | None:
        token = self._tokens[head]
        if token.pos == "PRON":
            return self._resolved(head)
        name = self._name(token.start, token.end)
        if name is None:
            at = bisect_left(self._name_starts, start)
            inside = self._names[at : at + 1]
            name = inside[0] if inside and inside[0].end <= end else None
        return None if name is None else name.entity

    def _resolved(self, head: int) -> str | None:
        """Return whom a pronoun means: the speaker that quotations found for it, else a person named before it."""
        token = self._tokens[head]
        return self._sources.get((token.start, token.end)) or self._meant.get(head)

    def _name(self, start: int, end: int) -> Name | None:
        at = bisect_right(self._name_starts, start) - 1
        if at >= 0 and self._names[at].end >= end:
            return self._names[at]
        return None

    def _moment(self, start: int, end: int) -> bool:
        at = bisect_right(self._moment_starts, start) - 1
        return at >= 0 and self._moments[at][1] >= end


def _extent(tokens: Sequence[Token], head: int, inside: dict[int, list[int]]) -> tuple[int, int]:
    """Return the first and last word of the phrase under `head` within its clause, marks at the edges left out."""
    first = last = head
    waiting = [head]
    seen = {head}
    while waiting:
        at = waiting.pop()
        for child in inside.get(at, ()):
            if child in seen:
                continue
            seen.add(child)
            waiting.append(child)
            if tokens[child].pos not in QUIET:
                first, last = min(first, child), max(last, child)
    return first, last
