"""Who a source is: the article's fullest name for it, the description that stands for it, or nobody we can tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from headwater.language.quotations import sources
from headwater.language.quotations.antecedents import Antecedents, Mention, Sort, described
from headwater.language.quotations.lexicon import lexicon
from headwater.language.quotations.people import HONORIFIC, People, Sex, is_person, sex_of_noun
from headwater.language.quotations.sources import Source
from headwater.reading import outlets

if TYPE_CHECKING:
    from headwater.language.quotations.draft import Draft
    from headwater.language.quotations.tree import Tree

_SINGULAR: dict[str, Sex] = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
# Rules that find a stance or a wish: whoever has one has not said anything that the next "he said" goes on with.
_HARDLY_SPEAKS = frozenset(["preposition", "stance", "infinitive", "noun"])
_PLURAL = frozenset(["NNS", "NNPS"])
_SEVERAL = frozenset(["they", "them", "their"])
_NEUTRAL = frozenset(["it", "they", "them", "its", "their"])
_NOBODY = frozenset(
    ["i", "we", "you", "one", "some", "many", "others", "people", "everyone", "someone", "nobody", "me", "us", "anyone"]
)
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_SOMEBODY = frozenset(["who", "whom"])
_DEFINITE = frozenset(["the", "this", "that", "his", "her", "its", "their", "these", "those"])
# What stands before a document that somebody's words are in.
_IN = frozenset(["in", "through", "by", "via"])
_COMPLEMENT = frozenset(["for", "of", "to", "with", "from", "in", "at", "by", "on"])
# Nouns of people whom a report names by their office alone: no pronoun's work.
_FACELESS = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "officer",
        "officers",
        "officials",
        "agent",
        "witness",
        "police",
        "resident",
        "source",
    ]
)
# "the four-term congressman" may be somebody just named; more words describe somebody new.
_BARE = 4
# Offices that one person holds: "the Tory leader" is somebody whom the report has named.
_HEADS = frozenset(
    ["leader", "president", "minister", "premier", "chancellor", "governor", "mayor", "king", "queen", "pope"]
)
# Nouns that take up a body just named ("the airline"), and within how many sentences.
_ANAPHORIC = frozenset(
    ["company", "firm", "airline", "agency", "group", "carrier", "maker", "organization", "organisation"]
)
_NEAR = 4
# A firm is what a report is about where it was named so often, and so many times as often as any other.
_OFTEN, _MAIN = 3, 2
# How far before a speaker "In a statement to the Courier" may begin, in words.
_LEAD = 12
# What is said in these is said by whoever wrote them; a report or a book has others speak.
_WRITTEN = frozenset(["statement", "letter", "email", "e-mail", "note", "memo", "message", "post", "tweet", "release"])
# A quotation within a quotation opens.
_INNER = re.compile(r"(?<=[\s(,])[‘'](?=\w)|: ")
# A company is none of these, by its name's last word; and no paper whose report has just been cited.
_COMPANIES = frozenset(["company", "firm", "airline", "carrier", "maker"])
_NO_COMPANIES = frozenset(
    "academy administration agency army association assembly authority brigade bureau cabinet college commission "  # noqa: SIM905
    "committee congress council court department directorate foundation government institute institution ministry "
    "movement navy observatory parliament party police school senate society university".split()
)
_NAME_TAGS = frozenset(["NNP", "NNPS"])
# Where a name stands for who or what it names, and is not part of another's ("the Lee government").
_PLACES_OF_NAMES = frozenset(["nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos"])


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a source names; `speaker` is None where nothing tells."""

    speaker: str | None
    sort: Sort = "other"
    sex: Sex = ""


class Speakers:
    """Resolves the sources of one article, in reading order; what has spoken before is remembered."""

    def __init__(self, tree: Tree) -> None:
        """Take the article."""
        self.tree = tree
        self.people = People(tree)
        self.antecedents = Antecedents(tree, self.people)
        self.papers: dict[str, str] = {}
        self._told: frozenset[str] = frozenset()

    def resolve(self, draft: Draft) -> str | None:
        """Return the speaker of a quotation, or None where nothing tells. Call in reading order of the sources."""
        source = draft.source
        if source is None:
            return None
        self.antecedents.read_to(source.head)
        self._told = self._named_in(draft)
        # Nobody in what somebody says is who says it.
        self.antecedents.leave_out([self.tree.range(*piece) for piece in draft.pieces], self._told)
        who = self._identify(source)
        if who.speaker is None and self._told != (others := self._named_in(draft, quoted=False)):
            # "Bob Dole wants to be president," he said: nobody else is there.
            self._told = others
            self.antecedents.leave_out([self.tree.range(*piece) for piece in draft.pieces], self._told)
            who = self._identify(source)
        self._told = frozenset()
        self.antecedents.leave_out((), self._told)
        if who.speaker is not None:
            several = self.tree.tokens[source.head].tag in _PLURAL
            spoke = draft.rule not in _HARDLY_SPEAKS
            self._note(source.head, who, several=several, spoke=spoke)
            self._note_paper(draft, who.speaker)
        return who.speaker

    def _note(self, token: int, who: Who, *, several: bool, spoke: bool) -> None:
        """Remember a source as an antecedent of what follows."""
        speaker = who.speaker or ""
        self.antecedents.note(Mention(token, speaker, who.sort, who.sex, subject=True, spoke=spoke, several=several))

    def _named_in(self, draft: Draft, *, quoted: bool = True) -> frozenset[str]:
        """Return whom the words name: whoever says "Lee was late, he said" is not Lee.

        A pronoun that stands above a name in the sentence never means the same (Principle C, Chomsky 1981). Between
        quotation marks, which `quoted` may leave out, only people count, and only for "he" and "she": a company says
        what it will do by its name. Where others are quoted within, nobody does.
        """
        tree = self.tree
        found = set()
        text = "".join(tree.text[slice(*piece)] for piece in draft.pieces)
        of_one = draft.source is not None and tree.lower[draft.source.head] in _SINGULAR
        quoted = quoted and of_one and not _INNER.search(text)
        for start, end in draft.pieces:
            for index in range(*tree.range(start, end)):
                number = tree.name_at[index]
                told = not tree.shut[index] or (quoted and number >= 0 and is_person(tree.names[number]))
                if number >= 0 and told and tree.dep[index] in _PLACES_OF_NAMES:
                    found.add(self.people.fullest(tree.names[number]))
        return frozenset(found)

    def _note_paper(self, draft: Draft, speaker: str) -> None:
        """Remember whose "statement" or "letter" it is that the words are said in."""
        if draft.cue is None or draft.source is None:
            return
        tree = self.tree
        head = tree.lower[draft.source.head]
        if head in lexicon().words["document"] and speaker != described(tree, draft.source):
            self.papers[head] = speaker
        low = tree.sentences[tree.sentence_of[draft.source.first]].first if tree.sentences else 0
        for index in range(max(low, draft.source.first - _LEAD), draft.source.first):
            # "In a statement, NP said".
            case = tree.first_dependent(index, "case")
            within = case >= 0 and tree.lower[case] == "in" and tree.tokens[index].head in draft.cue
            if within and tree.lower[index] in _WRITTEN:
                self.papers[tree.lower[index]] = speaker
        for index in range(draft.cue[1] + 1, min(draft.cue[1] + 9, len(tree.tokens))):
            if tree.tokens[index].text in {".", ",", ":"}:
                break
            if tree.lower[index] in lexicon().words["document"] and self._is_medium(index):
                self.papers[tree.lower[index]] = speaker

    def _is_medium(self, noun: int) -> bool:
        """Tell whether a document is what words are said in: "in a letter", "issued a letter", not "to the letter"."""
        tree = self.tree
        case = tree.first_dependent(noun, "case")
        stands = tree.lower[case] in _IN if case >= 0 else tree.dep[noun] in {"obj", "obl"}
        return stands and not tree.shut[noun]

    # -- what a source is

    def _identify(self, source: Source) -> Who:
        tree = self.tree
        word, tag = tree.lower[source.head], tree.tokens[source.head].tag
        if word in _RELATIVE and tag in {"WP", "WDT", "IN", "WP$", "PRP", "DT"}:
            return self._antecedent(source)
        if source.first == source.last and tag in {"PRP", "PRP$", "DT", "NN", "CD", "JJ", "NNS"}:
            if word == "it" and sources.is_passive(tree, tree.tokens[source.head].head):
                # "It is understood that ...": nobody is meant.
                return Who(None)
            if word in _SINGULAR or word in _NEUTRAL:
                return self._pronoun(source.head, word)
            if word in _NOBODY or tag in {"PRP", "DT"}:
                return Who(None)
        if tree.tokens[source.first].text in {"it", "It"}:
            return Who(None)
        return self._named(source) or self._described(source)

    def _named(self, source: Source) -> Who | None:
        """Return the name that the phrase is about: over its head, or set beside it."""
        tree, people = self.tree, self.people
        over_head = tree.name_at[source.head]
        candidates = [n for n in _names_in(tree, source) if not self._is_dependent(n, source)]
        persons = [n for n in candidates if is_person(tree.names[n])]
        if over_head >= 0 and is_person(tree.names[over_head]):
            chosen = over_head
        elif persons and (over_head < 0 or self._has_office(source)):
            chosen = persons[0]
        elif over_head >= 0:
            chosen = over_head
        else:
            chosen = self._body_beside(source, candidates)
        if chosen < 0:
            return None
        name = tree.names[chosen]
        full = people.fullest(name)
        if not is_person(name):
            return Who(full, "group")
        joint = [full, *(people.fullest(tree.names[n]) for n in persons if self._is_joined(n, source))]
        if chosen == over_head and len(joint) > 1:
            return Who(f"{', '.join(joint[:-1])} and {joint[-1]}", "group")
        if chosen != over_head:
            self._note_head(source, full)
        return Who(full, "person", people.sex(full))

    def _is_joined(self, number: int, source: Source) -> bool:
        """Tell whether a name stands beside the head's own: "Ann Lee and Ole Dahl said" has two speakers."""
        tree = self.tree
        first, last = tree.range(tree.names[number].start, tree.names[number].end)
        beside = any(tree.dep[i] == "conj" and tree.tokens[i].head == source.head for i in range(first, last))
        return beside and "and" in tree.lower[source.first : source.last + 1]

    def _body_beside(self, source: Source, candidates: list[int]) -> int:
        """Return the name of the body that its noun stands right before ("the credit firm Halden"), or -1."""
        if self.tree.lower[source.head] not in lexicon().words["body"]:
            return -1
        spans = ((n, *self.tree.range(self.tree.names[n].start, self.tree.names[n].end)) for n in candidates)
        return next((n for n, first, last in spans if first == source.head + 1 and last == source.last + 1), -1)

    def _note_head(self, source: Source, speaker: str) -> None:
        noun = self.tree.lower[source.head]
        if noun in lexicon().words["person"]:
            self.people.note_role(noun, self._words(source), speaker, source.head)

    def _has_office(self, source: Source) -> bool:
        return any(self.tree.lower[i] in lexicon().words["person"] for i in range(source.first, source.last + 1))

    def _words(self, source: Source) -> frozenset[str]:
        return frozenset(self.tree.lower[source.first : source.last + 1])

    def _is_dependent(self, number: int, source: Source) -> bool:
        """Tell whether a name only belongs to the phrase: "NAME's lawyer", "a spokesman for NAME"."""
        tree = self.tree
        first, last = tree.range(tree.names[number].start, tree.names[number].end)
        if last < len(tree.tokens) and tree.tokens[last].tag == "POS":
            return True
        previous = first - 1
        while previous >= source.first and (
            tree.tokens[previous].tag in {"DT", "NNP", "JJ"} or tree.lower[previous] in {"elder", "younger"}
        ):
            previous -= 1
        if previous >= source.first and tree.lower[previous] in _COMPLEMENT:
            return True
        if not last <= source.head:
            return False
        # "The Williams driver": a person's name may be a team's or a firm's; it only says which driver.
        noun = tree.lower[source.head] in lexicon().words["person"]
        which = noun and tree.tokens[last - 1].dep == "compound" and tree.tokens[last - 1].head == source.head
        return which or not is_person(tree.names[number])

    def _described(self, source: Source) -> Who:
        tree = self.tree
        noun = tree.lower[source.head]
        words = lexicon().words
        if tree.tokens[source.head].tag in _NAME_TAGS and noun not in words["person"] and noun not in words["document"]:
            return self._unlisted_name(source)
        plural = tree.tokens[source.head].tag in {"NNS", "NNPS"}
        if noun in words["document"]:
            writer = self._writer(source, noun)
            if writer is not None:
                return writer
        elif tree.lower[source.first] in _DEFINITE and not plural and noun in words["person"]:
            known = self._by_description(source, noun)
            if known is not None:
                return known
        elif tree.lower[source.first] in _DEFINITE and not plural and noun in words["body"]:
            body = self._by_body(source, noun)
            if body is not None:
                return body
        beside = self._name_beside(source)
        if beside is not None:
            return beside
        sort: Sort = "person" if noun in words["person"] else "thing" if noun in words["document"] else "other"
        several = any(source.head < i <= source.last for i in tree.dependents(source.head, "conj"))
        if plural or several or noun in words["body"]:
            sort = "group"
        return Who(described(tree, source), sort, sex_of_noun(noun))

    def _name_beside(self, source: Source) -> Who | None:
        """Return an unlisted name right after a person's noun ("his counterpart Ann Lee")."""
        tree = self.tree
        last = source.head
        while last < source.last and tree.tokens[last + 1].tag in _NAME_TAGS:
            last += 1
        if last - source.head < 2 or tree.tokens[source.head].tag != "NN":
            return None
        return self._unlisted_name(Source(source.head + 1, last, last))

    def _unlisted_name(self, source: Source) -> Who:
        """Return a capitalised phrase that is no listed name: by its last word, or as it stands."""
        tree = self.tree
        known = self.people.by_surname(tree.lower[source.head])
        if known is not None:
            return Who(known, "person", self.people.sex(known))
        first = last = source.head
        while first > source.first and self._may_name(first - 1):
            first -= 1
        while last < source.last and tree.tokens[last + 1].tag in _NAME_TAGS:
            last += 1
        while first < last and (
            tree.lower[first].rstrip(".") in HONORIFIC or tree.lower[first].rstrip(".") in lexicon().words["person"]
        ):
            first += 1
        text = " ".join(tree.text[tree.tokens[first].start : tree.tokens[last].end].split())
        sex = self.people.sex(text)
        return Who(text, "person" if sex or first < source.head else "group", sex)

    def _may_name(self, token: int) -> bool:
        """Tell whether a word may be of a name: by its tag, or by its capital where no sentence begins."""
        tree = self.tree
        tag, capital = tree.tokens[token].tag, tree.tokens[token].text[:1].isupper()
        opens = tree.sentences[tree.sentence_of[token]].first == token
        return tag in _NAME_TAGS or (capital and not opens and tag in {"NN", "NNS", "JJ"})

    def _by_description(self, source: Source, noun: str) -> Who | None:
        """Resolve "the congressman": to whoever was called so, else to the person spoken of last."""
        tree = self.tree
        known = self.people.by_role(noun, self._words(source), source.head)
        if known is not None and known not in self._told:
            return Who(known, "person", self.people.sex(known))
        bare = not any(tree.lower[i] in _COMPLEMENT for i in range(source.head + 1, source.last + 1))
        names = [tree.names[n] for n in tree.name_at[source.first : source.last + 1] if n >= 0]
        named = any(is_person(name) for name in names) or (bool(names) and noun not in _HEADS)
        short = source.head - source.first <= _BARE and not named
        # "The 65-year-old two-time coach" says more of somebody who was named.
        aged = {"year", "old"} <= set(tree.lower[source.first : source.head])
        if (aged or (bare and short)) and noun not in _FACELESS and tree.lower[source.first] in {"the", "this", "that"}:
            last = self._last_person(source.head, sex_of_noun(noun))
            if last is not None and not self.people.is_another(last.speaker, noun, self._words(source)):
                return Who(last.speaker, last.sort, last.sex)
        return None

    def _by_body(self, source: Source, noun: str) -> Who | None:
        """Resolve "the airline": to what was called so, else to the body spoken of last nearby."""
        tree = self.tree
        known = self.people.by_role(noun, self._words(source), source.head)
        if known is None and source.last == source.first + 1 and noun in _ANAPHORIC:
            company = noun in _COMPANIES
            last = self.antecedents.last(source.head, {"group"}, "", fits=self._may_be_company if company else None)
            near = last is not None and tree.sentence_of[source.head] - tree.sentence_of[last.token] <= _NEAR
            known = last.speaker if last is not None and near else self._main_company if company else None
        return None if known is None else Who(known, "group")

    def _may_be_company(self, name: str) -> bool:
        """Tell whether "the company" may be what bears a name: it is no court, and no paper that is only cited."""
        cited = _is_outlet(name) and not self.antecedents.has_acted(name)
        return not cited and name.lower().split()[-1] not in _NO_COMPANIES

    @cached_property
    def _main_company(self) -> str | None:
        """The firm that a report is about, by how often it names it: "the company" far from any name."""
        named = Counter(self.people.fullest(name) for name in self.tree.names if name.kind == "ORG")
        firms = Counter({n: c for n, c in named.items() if self._may_be_company(n) and not _is_outlet(n)}).most_common(
            2
        )
        alone = len(firms) == 1 or (len(firms) > 1 and firms[0][1] >= _MAIN * firms[1][1])
        return firms[0][0] if alone and firms[0][1] >= _OFTEN else None

    def _writer(self, source: Source, noun: str) -> Who | None:
        """Return whose statement or letter it is: "the statement from NP", "his letter", or the one known before."""
        tree = self.tree
        for index in range(source.first, source.head):
            if tree.tokens[index].tag == "PRP$" and tree.lower[index] in _SINGULAR:
                return self._pronoun(index, tree.lower[index])
        if "its" in tree.lower[source.first : source.last + 1]:
            # "Its statement", "a post on its website": of the body named last, in this sentence or the one before; it
            # may be whom the words speak of.
            last = self.antecedents.last(source.head, {"group"}, "", everyone=True)
            if last is not None and tree.sentence_of[source.head] - tree.sentence_of[last.token] <= 1:
                return Who(last.speaker, "group")
        for child in tree.dependents(source.head, "nmod"):
            number = tree.name_at[child]
            if tree.tokens[child].dep == "nmod:poss" and number >= 0 and tree.names[number].kind != "LOC":
                return self._identify(Source(child, child, child))
            case = tree.first_dependent(child, "case")
            if case >= 0 and tree.lower[case] in {"from", "by"} and child <= source.last:
                return self._identify(sources.phrase(tree, child, source.head, source.head + 1, source.last))
        if tree.lower[source.first] in _DEFINITE and noun in self.papers:
            speaker = self.papers[noun]
            return Who(speaker, "person", self.people.sex(speaker))
        return None

    def _antecedent(self, source: Source) -> Who:
        """Resolve "who" to the noun that its clause belongs to."""
        tree = self.tree
        before = source.head - 1
        while before >= 0 and tree.is_punctuation(before):
            before -= 1
        named = before >= 0 and tree.lower[source.head] in _SOMEBODY and tree.name_at[before] >= 0
        for above in tree.ancestors(source.head)[:4]:
            noun = tree.tokens[above].head
            if tree.dep[above] == "acl" and noun < source.head:
                several = tree.first_dependent(noun, "conj") >= 0
                if named and (several or not sources.has_mind(tree, Source(noun, noun, noun))):
                    break
                return self._identify(sources.phrase(tree, noun, source.head, tree.edges[noun][0], source.head - 1))
        if before < 0 or tree.tokens[before].tag not in {"NN", "NNS", "NNP", "NNPS"}:
            return Who(None)
        return self._identify(sources.Source(before, before, before))

    # -- pronouns

    def pronoun(self, token: int) -> str | None:
        """Return whom "he" or "she" means, or None where nothing tells. Call in reading order."""
        tree = self.tree
        self.antecedents.read_to(token)
        who = self._pronoun(token, tree.lower[token])
        if who.speaker is not None:
            subject = tree.dep[token] == "nsubj"
            self.antecedents.note(Mention(token, who.speaker, who.sort, who.sex, subject=subject, spoke=False))
        return who.speaker

    def spoke(self, token: int, speaker: str) -> None:
        """Take note that the mention at `token` is a speaker whom `resolve` has found before."""
        self.antecedents.read_to(token)
        person = speaker in self.people.named
        sex = self.people.sex(speaker) if person else ""
        self.antecedents.note(Mention(token, speaker, "person" if person else "other", sex, subject=True, spoke=True))

    def _pronoun(self, token: int, word: str) -> Who:
        wanted = _SINGULAR.get(word, "")
        last = self._last_person(token, wanted) if wanted else self._last_body(token, several=word in _SEVERAL)
        if last is None:
            return Who(None)
        return Who(last.speaker, last.sort, last.sex or wanted)

    def _last_body(self, token: int, *, several: bool) -> Mention | None:
        """Return whom "they" or "it" likely means; what is several is no "it"."""
        return self.antecedents.last(token, {"group"} if several else {"group", "thing"}, "", several=several)

    def _last_person(self, token: int, sex: Sex) -> Mention | None:
        return self.antecedents.last(token, {"person"}, sex)


def _is_outlet(name: str) -> bool:
    return not outlets.known().isdisjoint({name.casefold(), f"the {name.casefold()}"})


def _names_in(tree: Tree, source: Source) -> list[int]:
    found: list[int] = []
    for index in range(source.first, source.last + 1):
        number = tree.name_at[index]
        if number >= 0 and number not in found[-1:]:
            found.append(number)
    return found
