"""Whether a clause asserts, denies, supposes, plans or asks."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headwater.language.annotated import Modality, Sentence, Token
    from headwater.language.propositions.clauses import Clause

COMPLEMENT_KINDS: tuple[Modality, ...] = ("denied", "asked", "planned", "possible")
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "none", "nobody", "nothing", "without"})


def negated(tokens: Sequence[Token], clause: Clause) -> bool:
    """Return whether the clause is negated by a word of its own ("not", "never", "no one came", "without paying")."""
    for child in clause.children:
        token = tokens[child]
        lower = token.text.lower()
        if token.dep in {"advmod", "mark", "cc", "advmod:neg", "case"} and lower in NEGATIONS:
            return True
        if token.dep in {"nsubj", "nsubj:pass", "obj"} and (
            lower in NEGATIONS or _has_no(tokens, child, clause.members)
        ):
            return True
    return False


def _has_no(tokens: Sequence[Token], noun: int, members: Sequence[int]) -> bool:
    return any(tokens[m].head == noun and tokens[m].dep == "det" and tokens[m].text.lower() == "no" for m in members)


def modality(tokens: Sequence[Token], clause: Clause, sentence: Sentence) -> Modality:
    """Return how the clause is put forward; a verb of denial or plan passes its own on to its complement."""
    words = lexicon()
    if tokens[sentence.last - 1].text == "?" or _last_mark(tokens, sentence) == "?":
        return "asked"
    own = {tokens[child].text.lower() for child in clause.children if tokens[child].dep in {"aux", "advmod", "mark"}}
    if clause.dep == "advcl" and (own & words["conditional"] or _so_long_as(tokens, clause)):
        return "conditional"
    above = tokens[clause.outer] if clause.outer != clause.head and clause.dep in {"ccomp", "xcomp", "csubj"} else None
    lemma = "" if above is None else above.lemma.lower()
    for kind in COMPLEMENT_KINDS:
        if lemma in words[f"{kind} complement"]:
            return kind
    if own & words["possible"]:
        return "possible"
    if own & words["planned"]:
        return "planned"
    return "asserted"


def _so_long_as(tokens: Sequence[Token], clause: Clause) -> bool:
    """Return whether a clause is brought by "as long as" or "so long as"."""
    marks = [child for child in clause.children if tokens[child].dep == "mark" and tokens[child].text.lower() == "as"]
    return any(mark > 0 and tokens[mark - 1].text.lower() == "long" for mark in marks)


def _last_mark(tokens: Sequence[Token], sentence: Sentence) -> str:
    """Return the sentence's last mark that is no quotation mark or bracket."""
    for index in range(sentence.last - 1, max(sentence.first, sentence.last - 4) - 1, -1):
        if tokens[index].text not in {"”", '"', "''", "’", "'", ")", "]"}:
            return tokens[index].text
    return ""


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """Return the words that mark each modality, from `data/modality.txt`."""
    text = resources.files(__package__).joinpath("data/modality.txt").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        name, mark, words = line.partition(":")
        if mark and not line.startswith("#"):
            found[name.strip()] = frozenset(words.split())
    return found
