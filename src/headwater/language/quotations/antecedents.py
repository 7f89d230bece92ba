"""Whom a pronoun may mean: what an article names before it, by how near and how prominent it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from headwater.language.quotations import sources
from headwater.language.quotations.lexicon import lexicon
from headwater.language.quotations.people import HONORIFIC, People, Sex, is_person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from headwater.language.quotations.sources import Source
    from headwater.language.quotations.tree import Tree

Sort = Literal["person", "group", "thing", "other"]

# How many candidates a pronoun looks back over, and how many sentences.
_LOOKBACK = 40
_SENTENCES = 10
# What is set after a description begins with one of these.
_ENDS = frozenset([",", "(", "—", ";"])
# What makes an antecedent likely; chosen on the direct quotations of the reference events.
_WEIGHTS = {"spoke": 1.5, "subject": 1.0, "away": 1.0, "sex": 1.0, "full": 1.0, "several": 1.0, "fronted": 1.0}


@dataclass(frozen=True, slots=True)
class Mention:
    """A possible antecedent: its token, whom it names, how it stands there, and whether it is a plural."""

    token: int
    speaker: str
    sort: Sort
    sex: Sex
    subject: bool
    spoke: bool
    several: bool = False


class Antecedents:
    """What one article has named so far, taken up in reading order."""

    def __init__(self, tree: Tree, people: People) -> None:
        """Take the article and the people in it."""
        self._tree, self._people = tree, people
        self._mentions: list[Mention] = []
        self._pending = sorted([*self._from_names(), *self._from_nouns()], key=lambda mention: mention.token)
        self._next = 0
        self._left_out: tuple[Sequence[tuple[int, int]], frozenset[str]] = (), frozenset()

    def leave_out(self, stretches: Sequence[tuple[int, int]], people: frozenset[str]) -> None:
        """Look past what stands in some stretches of tokens, and past some people wherever they are named."""
        self._left_out = stretches, people

    def note(self, mention: Mention) -> None:
        """Remember somebody as an antecedent of what follows."""
        self._mentions.append(mention)

    def read_to(self, token: int) -> None:
        """Take up what is named before a token."""
        while self._next < len(self._pending) and self._pending[self._next].token < token:
            self._mentions.append(self._pending[self._next])
            self._next += 1

    def last(
        self,
        token: int,
        sorts: set[str],
        sex: Sex,
        *,
        several: bool = False,
        fits: Callable[[str], bool] | None = None,
        everyone: bool = False,
    ) -> Mention | None:
        """Return the likeliest antecedent: near, a subject, one who has just spoken, of the right sex.

        `fits` says of a name whether it may be meant; `everyone` takes in those who are left out for now.
        """
        tree = self._tree
        stretches, people = ((), frozenset[str]()) if everyone else self._left_out
        sentence = tree.sentence_of[token]
        best: Mention | None = None
        best_score = float("-inf")
        for mention in self._mentions[-_LOOKBACK:]:
            away = sentence - tree.sentence_of[mention.token]
            if mention.token >= token or away > _SENTENCES or mention.sort not in sorts or mention.several > several:
                continue
            if mention.speaker in people or (sex and mention.sex not in {"", sex}):
                continue
            if fits is not None and not fits(mention.speaker):
                continue
            inside = any(first <= mention.token < stop for first, stop in stretches)
            if inside or (away == 0 and self._is_besides(mention.token, token)):
                continue
            score = _WEIGHTS["spoke"] * mention.spoke + _WEIGHTS["subject"] * mention.subject - _WEIGHTS["away"] * away
            score += _WEIGHTS["fronted"] * (away == 0 and mention.subject and self._is_fronted(mention.token, token))
            score += _WEIGHTS["full"] * self._people.is_titled(mention.speaker)
            score += _WEIGHTS["sex"] * (bool(sex) and mention.sex == sex) + _WEIGHTS["several"] * mention.several
            if score >= best_score:
                best, best_score = mention, score
        return best

    def has_acted(self, speaker: str) -> bool:
        """Tell whether somebody did something of late, and said nothing: a paper that cut jobs, none that is cited."""
        own = [mention for mention in self._mentions[-_LOOKBACK:] if mention.speaker == speaker]
        return any(mention.subject for mention in own) and not any(mention.spoke for mention in own)

    def _is_besides(self, mention: int, pronoun: int) -> bool:
        """Tell whether a name stands in what the pronoun does besides: "Citing a bill that Lee opposed, he said"."""
        tree = self._tree
        verb = tree.tokens[pronoun].head
        if not pronoun < verb:
            return False
        clauses = [c for c in tree.dependents(verb, "advcl") if c < pronoun and tree.tokens[c].tag == "VBG"]
        # A clause with a subject of its own is what somebody else does.
        own = (tree.edges[clause] for clause in clauses if tree.first_dependent(clause, "nsubj") < 0)
        return any(first <= mention <= last < pronoun for first, last in own)

    def _is_fronted(self, mention: int, pronoun: int) -> bool:
        """Tell whether a subject stands in a clause before the pronoun's own: "After Lee had spoken, he left"."""
        tree = self._tree
        verb = tree.tokens[pronoun].head
        return pronoun < verb and any(mention < clause < pronoun for clause in tree.dependents(verb, "advcl"))

    def _from_names(self) -> list[Mention]:
        """Return the names outside quotation marks as possible antecedents."""
        tree = self._tree
        found: list[Mention] = []
        for name in tree.names:
            first, last = tree.range(name.start, name.end)
            if first >= last or tree.shut[first]:
                continue
            head = next((i for i in range(first, last) if not first <= tree.tokens[i].head < last), last - 1)
            # A land or town that does something stands for who governs it.
            if name.kind == "LOC" and tree.dep[head] != "nsubj":
                continue
            full = self._people.fullest(name)
            person = is_person(name)
            subject = tree.dep[head] == "nsubj"
            sort: Sort = "person" if person else "group"
            found.append(Mention(first, full, sort, self._people.sex(full) if person else "", subject, spoke=False))
        return found

    def _from_nouns(self) -> list[Mention]:
        """Return the plural nouns of people, outside quotation marks, that do something, as possible antecedents."""
        tree = self._tree
        found: list[Mention] = []
        for index, token in enumerate(tree.tokens):
            if token.tag != "NNS" or tree.dep[index] != "nsubj" or tree.shut[index] or tree.name_at[index] >= 0:
                continue
            if token.lemma in lexicon().words["person"] or tree.lower[index] in lexicon().words["person"]:
                who = described(tree, sources.phrase(tree, index, token.head))
                if who is not None:
                    found.append(Mention(index, who, "group", "", subject=True, spoke=False, several=True))
        return found


def described(tree: Tree, source: Source) -> str | None:
    """Return the phrase without honorifics and without what is set after it."""
    first, last = source.first, source.last
    while first < source.head and tree.lower[first].rstrip(".") in HONORIFIC:
        first += 1
    for index in range(source.head + 1, last + 1):
        if tree.tokens[index].tag in {"WP", "WDT", "WP$"} or tree.tokens[index].text in _ENDS:
            last = index - 1
            break
    text = " ".join(tree.text[tree.tokens[first].start : tree.tokens[last].end].split())
    return text or None
