"""Indirect and mixed quotations: by the parse, from the reporting word to the clause that it brings.

One attribution does not stand inside another: of two that nest, the outer one is kept (as PolNeAR does).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.language.quotations import sources
from headwater.language.quotations.draft import Draft
from headwater.language.quotations.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from headwater.language.quotations.sources import Source
    from headwater.language.quotations.tree import Tree

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_COMPLEMENT_CASES = frozenset(["for", "as", "of", "to", "with", "about", "against", "over", "from", "into", "on"])
_ADVERBIAL_STARTS = frozenset(["IN", "RB", "TO", "NN", "NNP", "NNS", "VBG", "DT", "JJ", "WRB", "CD", "PRP"])
_RELATIVES = frozenset(["who", "which", "that", "whom"])
# How far to either side a sentence is read, in tokens: some texts have no full stop.
_LONGEST_SENTENCE = 250
# A cue set between commas with its speaker, time and place is at most this long, in tokens.
_LONGEST_INSERT = 30
# After "as": who passed the words on.
_PASSED_ON = (["reported"], ["quoted"], ["cited"], ["told"], ["relayed"])
_GOES_ON = frozenset(["because", "which", "who", "where", "whose", "that"])
_SUBORDINATE = frozenset(
    "which where who until in of even when while if after before although though "  # noqa: SIM905
    "because since as whether asked".split()
)
_REQUESTING = frozenset(["ask", "demand", "recommend", "request", "require"])
_EFFORTS = frozenset(["attempt", "seek", "struggle", "try"])
# "All went according to plan."
_NO_AUTHORITIES = frozenset(
    ["plan", "plans", "schedule", "protocol", "custom", "tradition", "size", "age", "need", "type"]
)
# What these take as object is only what they name: 'called the plan "a mistake"'.
_NAMING = frozenset(["brand", "call", "dub", "label"])
# Whose object somebody else has said.
_DENYING = frozenset(["challenge", "contradict", "deny", "dismiss", "dispute", "question", "refute", "reject"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X", "SYM"])
_OPENERS = frozenset([",", "—", "–", "-", "--", "(", ";", ":"])


class Clauses:
    """The search over one article: what is taken already is never read twice."""

    def __init__(self, tree: Tree, drafts: Iterable[Draft]) -> None:
        """Take the direct quotations, so that nothing is found twice."""
        self.tree = tree
        self.drafts: list[Draft] = []
        self.by_cue: dict[int, Source] = {}
        self.shut = tree.shut
        self.covered = bytearray(len(tree.tokens))  # content, cue or source of an attribution
        for draft in drafts:
            self._cover(draft)

    def _cover(self, draft: Draft) -> None:
        for start, end in draft.pieces:
            first, last = self.tree.range(start, end)
            self.covered[first:last] = b"\x01" * (last - first)
        if draft.cue is not None:
            for index in range(draft.cue[0], draft.cue[1] + 1):
                self.covered[index] = 1
            if draft.source is not None:
                self.by_cue[draft.cue[0]] = draft.source

    def find(self) -> list[Draft]:
        """Return the attributions, outer ones first."""
        self._according()
        for index, token in enumerate(self.tree.tokens):
            # "They opted to stay, Lee said": who says it all comes before who opts.
            if token.dep == "parataxis" and token.tag in _FINITE and not (self.shut[index] or self.covered[index]):
                draft = self._inserted(index) if lexicon().is_in(token.text, "speech") else None
                if draft is not None:
                    self._keep(draft)
        for index in self._outer_first():
            if self.shut[index] or self.covered[index]:
                continue
            token = self.tree.tokens[index]
            draft = None
            if token.tag.startswith("VB") or token.pos == "VERB":
                draft = self._by_verb(index)
            elif token.pos == "NOUN":
                draft = self._by_noun(index)
            if draft is not None:
                self._keep(draft)
        return self.drafts

    def _keep(self, draft: Draft) -> None:
        self._cover(draft)
        self.drafts.append(draft)

    def _outer_first(self) -> list[int]:
        tree = self.tree
        order = [index for index, token in enumerate(tree.tokens) if token.head == index]
        for index in order:
            order.extend(tree.children[index])
        return order

    # -- verbs

    def _by_verb(self, verb: int) -> Draft | None:
        base = lexicon().base(self.tree.tokens[verb].text)
        if not base:
            return None
        groups = lexicon().groups
        if base in groups["speech"] or base in groups["thought"] or base in groups["evidence"]:
            draft = self._inserted(verb) or self._complement(verb)
            if draft is not None:
                return draft
        if base not in groups["speech"] and base not in groups["evidence"] and not self._may_think(verb):
            return None
        if base in groups["asking"] or base in groups["intent"]:
            draft = self._infinitive(verb, asking=base in groups["asking"])
            if draft is not None:
                return draft
        draft = self._prepositional(verb, base)
        if draft is None and base in groups["stance"]:
            draft = self._stance(verb)
        if draft is None and base in groups["plain"]:
            draft = self._rest_of_sentence(verb)
        return draft

    def _may_think(self, verb: int) -> bool:
        """Tell whether whoever does what `verb` says may have a mind: a truck that "needs to" turn has none."""
        source = self._source(verb)
        return source is None or sources.has_mind(self.tree, source)

    def _source(self, verb: int) -> Source | None:
        low, high = self._sentence(verb)
        low = max(low, self.tree.after_dateline(low))
        if verb > low and self.shut[verb - 1] and self._is_break(verb - 1) and self.tree.tokens[verb].tag in _FINITE:
            # '…," said NP': the speaker follows, whatever the parse says.
            after = sources.after(self.tree, verb, high)
            if after is not None:
                return after
        following = sources.behind(self.tree, verb, high) or sources.accompanying(self.tree, verb)
        if following is not None:
            return following
        source = sources.of_verb(self.tree, verb, low, high)
        if source is not None and any(self.shut[source.first : source.last + 1]):
            # A speaker with quoted words in it is a clause that the parse took for a noun phrase.
            source = sources.before(self.tree, verb, low) or source
        if source is not None and source.head >= low and not self.shut[source.head]:
            if self.tree.tokens[source.head].pos in _NOMINAL:
                return source
        elif self.tree.tokens[verb].tag == "VBG":
            return self._spoke_before(low, verb)
        return sources.before(self.tree, verb, low)

    def _spoke_before(self, low: int, verb: int) -> Source | None:
        """Return the source of the reporting word before "adding that …" in the same sentence."""
        for index in range(verb - 1, max(low, verb - _LONGEST_INSERT) - 1, -1):
            if index in self.by_cue:
                return self.by_cue[index]
        return None

    def _sentence(self, index: int) -> tuple[int, int]:
        """Return the first and last token (inside) of the sentence, within the block."""
        tree = self.tree
        if not tree.sentences:
            return 0, len(tree.tokens) - 1
        sentence = tree.sentences[tree.sentence_of[index]]
        low, high = max(sentence.first, tree.starts_block(index)), max(index, sentence.last - 1)
        return max(low, index - _LONGEST_SENTENCE), min(high, index + _LONGEST_SENTENCE)

    def _span(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the characters from token `first` to `last` (inside) as far as nothing else has them."""
        while first <= last and (self.covered[first] or (self.tree.is_punctuation(first) and not self.shut[first])):
            first += 1
        while first <= last and (self.covered[last] or (self.tree.is_punctuation(last) and not self._closes(last))):
            last -= 1
        if first > last:
            return None
        return self.tree.tokens[first].start, self.tree.tokens[last].end

    def _closes(self, index: int) -> bool:
        return bool(self.shut[index]) or self.tree.tokens[index].text == ")"

    def _complement(self, verb: int) -> Draft | None:
        """'NP said (that) CLAUSE', and 'CLAUSE, NP said' where the parse hangs the clause under the verb."""
        tree = self.tree
        low, high = self._sentence(verb)
        clause = next((i for i in tree.dependents(verb, "ccomp") if low <= i <= high and not self.covered[i]), -1)
        above = tree.tokens[tree.tokens[verb].head].text
        # "They ask that clients prove …": nobody has proved anything.
        if clause < 0 or (tree.dep[verb] in {"ccomp", "xcomp"} and lexicon().base(above) in _REQUESTING):
            return None
        source = self._source(verb)
        if source is None:
            return None
        first, last = tree.edges[clause]
        if clause > verb:
            first = max(first, verb + 1, source.last + 1 if source.head > verb and source.last < clause else 0)
            first = max(
                first, *(tree.edges[i][1] + 1 for i in tree.dependents(verb, "obj", "iobj") if verb < i < clause), 0
            )
            last = self._extended(self._clipped(clause, min(last, high)), high)
        else:
            first, last = max(first, low), min(last, min(verb, source.first) - 1)
        span = self._span(first, last)
        if span is None or last - first < 1 or (clause < verb and not self._is_clause(first, last)):
            return None
        return Draft([span], (verb, verb), source, "clause" if clause > verb else "clause-before")

    def _clipped(self, clause: int, last: int) -> int:
        """Return the end of a clause before ", adding that …": another reporting word of the same speaker."""
        tree = self.tree
        for index in range(clause + 1, last):
            if tree.tokens[index].text != "," or self.shut[index]:
                continue
            reported = tree.lower[index + 1] == "as" and tree.lower[index + 2 : index + 3] in _PASSED_ON
            if reported or tree.lower[index + 1] == "according" or self._is_participle(index + 1):
                return index - 1
        return last

    def _is_participle(self, index: int) -> bool:
        return self.tree.tokens[index].tag == "VBG" and lexicon().is_in(self.tree.tokens[index].text, "adding")

    def _extended(self, last: int, high: int) -> int:
        """Return the end of a clause with what the parse has cut off: coordinate "that", quoted words further on."""
        tree = self.tree
        rest = range(last + 1, high + 1)
        if any(self._may_report(index) for index in rest):
            return last
        quoted = any(self.shut[index] and not self.covered[index] for index in rest)
        opened = [tree.lower[index] for index in rest[:3] if not tree.is_punctuation(index)]
        goes_on = opened[:1] and (
            opened[0] in _GOES_ON or opened[:2] in (["and", "that"], ["but", "that"], ["or", "that"])
        )
        return high if quoted or goes_on else last

    def _may_report(self, index: int) -> bool:
        """Tell whether a word outside quotation marks may be a reporting word of its own."""
        tree = self.tree
        if self.shut[index] or not tree.tokens[index].tag.startswith("VB"):
            return False
        return self._is_participle(index) or (
            lexicon().is_in(tree.tokens[index].text, "speech") and tree.tokens[index].tag in _FINITE
        )

    def _inserted(self, verb: int) -> Draft | None:
        """'CLAUSE, NP said.' and 'CLAUSE, NP said, CLAUSE': the cue and its speaker set between commas."""
        tree = self.tree
        claiming = tree.tokens[verb].tag == "VBG" and tree.first_dependent(verb, "aux") >= 0
        progressive = claiming and tree.lower[verb + 1 : verb + 2] in ([","], ["."])
        if tree.tokens[verb].tag not in _FINITE and tree.tokens[verb].tag != "VBN" and not progressive:
            return None
        low, high = self._sentence(verb)
        source = self._source(verb)
        if source is None or tree.lower[source.first] in _RELATIVES or sources.is_passive(tree, verb):
            return None
        first = min(verb, source.first)
        quotes = sources.quotes_somebody(tree, verb)
        if quotes and (subject := tree.first_dependent(verb, "nsubj")) >= 0:
            first = min(first, tree.edges[subject][0])
        while first > low and tree.lower[first - 1] in {"as", "also", "has", "have", "had"}:
            first -= 1
        if first <= low + 1 or not self._is_break(first - 1) or verb - first > _LONGEST_INSERT:
            return None
        end = high if quotes else self._insert_end(verb, source, high)
        if end < 0:
            return None
        start = self._clause_start(first - 1, low)
        pieces = [self._span(start, first - 1)] if self._is_clause(start, first - 1) else []
        if end < high and tree.tokens[end].text in _OPENERS and self._goes_on(end + 1, high):
            clausal = bool(pieces) or (tree.lower[first] == "as" and self._is_clause(end + 1, high))
            pieces += [self._span(end + 1, high)] if clausal else []
        found = [piece for piece in pieces if piece is not None]
        return Draft(found, (verb, verb), source, "inserted") if found else None

    def _is_clause(self, first: int, last: int) -> bool:
        """Tell whether a stretch holds a finite verb or quoted words and is no mere "when …" or "on Sunday"."""
        tree = self.tree
        while first <= last and tree.is_punctuation(first):
            first += 1
        if first > last or (tree.lower[first] in _SUBORDINATE and not self.shut[first]):
            return False
        return any(tree.tokens[i].tag in _FINITE or self.shut[i] for i in range(first, last + 1))

    def _is_break(self, index: int) -> bool:
        """Tell whether a token is a comma or dash, or a closing mark of quotation with the comma inside."""
        tree = self.tree
        if tree.tokens[index].text in _OPENERS and not self.shut[index]:
            return True
        return (
            bool(self.shut[index]) and tree.text[tree.tokens[index].end - 2 : tree.tokens[index].end + 1].find(",") >= 0
        )

    def _goes_on(self, first: int, high: int) -> bool:
        """Tell whether the words after an inserted cue belong to the clause, not to a clause of their own."""
        word = self.tree.lower[first]
        return not (word in {"adding", "noting", "citing", "saying", "calling", "referring"} or first >= high)

    def _clause_start(self, before: int, low: int) -> int:
        for index in range(before - 1, low - 1, -1):
            if self.covered[index] and not self.shut[index]:
                return index + 1
        return low

    def _insert_end(self, verb: int, source: Source, high: int) -> int:
        """Return the token that ends an inserted cue: a comma, or the sentence's last token; -1 for none."""
        tree = self.tree
        index = max(verb, source.last) + 1
        if index <= high and tree.tokens[index].tag not in _ADVERBIAL_STARTS and not tree.is_punctuation(index):
            return -1
        for child in tree.dependents(verb, "ccomp", "xcomp", "obj"):
            told = lexicon().base(tree.tokens[verb].text) in {"tell", "remind", "assure", "inform"}
            if child > max(verb, source.last) and not (told and tree.dep[child] == "obj"):
                return -1
        stop = min(high, index + _LONGEST_INSERT)
        while index <= stop:
            if tree.tokens[index].text in {",", "—", "–", ";", ":"} or index == high:
                return index
            if tree.tokens[index].tag in _FINITE or tree.lower[index] == "that":
                return -1
            index += 1
        return high if index > high else -1

    def _infinitive(self, verb: int, *, asking: bool) -> Draft | None:
        """'NP vowed to …' and 'NP urged NP to …'."""
        tree = self.tree
        _, high = self._sentence(verb)
        clause = next((i for i in tree.dependents(verb, "xcomp", "ccomp", "advcl") if verb < i <= high), -1)
        # "A driver trying to overtake" tells what he does, and nothing of what he says.
        if clause < 0 or (tree.dep[verb] == "acl" and lexicon().base(tree.tokens[verb].text) in _EFFORTS):
            return None
        first, last = tree.edges[clause]
        marked = any(tree.lower[i] == "to" for i in range(max(first, verb + 1), clause))
        whom = next((i for i in tree.dependents(verb, "obj", "iobj") if verb < i < clause), -1)
        if not marked or (whom >= 0 and not asking):
            return None
        source = self._source(verb)
        if source is None:
            return None
        if whom >= 0:
            first = min(first, tree.edges[whom][0])
        span = self._span(max(first, verb + 1), min(last, high))
        if span is None:
            return None
        return Draft([span], (verb, verb), source, "asking" if whom >= 0 else "infinitive")

    def _stance(self, verb: int) -> Draft | None:
        """'NP criticized NP for …': the object and what belongs to it."""
        tree = self.tree
        _, high = self._sentence(verb)
        thing = next((i for i in tree.dependents(verb, "obj") if verb < i <= high), -1)
        if thing < 0 or (lexicon().base(tree.tokens[verb].text) in _NAMING and not self._is_named(verb, thing)):
            return None
        source = self._source(verb)
        if source is None:
            return None
        first, last = tree.edges[thing]
        last = self._with_complements(verb, last, high)
        if lexicon().base(tree.tokens[verb].text) in _DENYING and self._tells(thing, last):
            return None
        span = self._span(max(first, verb + 1), min(last, high))
        return None if span is None else Draft([span], (verb, verb), source, "stance")

    def _tells(self, thing: int, last: int) -> bool:
        """Tell whether somebody else speaks in what is denied: 'disputes a report in which a source "said …"'."""
        tree = self.tree
        return any(
            lexicon().is_in(tree.tokens[index].text, "speech") and any(self.shut[index : last + 1])
            for index in range(thing + 1, last + 1)
            if tree.tokens[index].tag in _FINITE
        )

    def _is_named(self, verb: int, thing: int) -> bool:
        """Tell whether words say what the object is called: "called a meeting to discuss it" names nothing."""
        tree = self.tree
        aim = next((i for i in tree.dependents(verb, "advcl") if i > thing), -1)
        named = any(child > thing for child in tree.dependents(verb, "xcomp", "obj", "ccomp"))
        return named or aim < 0 or not self._marked(aim, frozenset(["to"]))

    def _with_complements(self, verb: int, last: int, high: int) -> int:
        tree = self.tree
        for child in tree.near(verb):
            if child <= last or child > high:
                continue
            if tree.dep[child] == "obl":
                case = tree.first_dependent(child, "case")
                if case < 0 or tree.lower[case] not in _COMPLEMENT_CASES:
                    break
            elif tree.dep[child] not in {"xcomp", "ccomp", "compound", "advmod", "obj"}:
                if tree.dep[child] == "advcl" and self._marked(child, _COMPLEMENT_CASES):
                    last = tree.edges[child][1]
                break
            last = tree.edges[child][1]
        return last

    def _marked(self, clause: int, words: frozenset[str]) -> bool:
        mark = self.tree.first_dependent(clause, "mark")
        return mark >= 0 and self.tree.lower[mark] in words

    def _prepositional(self, verb: int, base: str) -> Draft | None:
        """'NP called for NP', 'NP talked about NP'."""
        tree = self.tree
        _, high = self._sentence(verb)
        known = lexicon().groups["prepositional"]
        for child in tree.dependents(verb, "obl", "advcl", "xcomp", "obj"):
            if not verb < child <= high:
                continue
            case = tree.first_dependent(child, "case", "mark")
            if case < 0 or f"{base}+{tree.lower[case]}" not in known or case < verb:
                continue
            source = self._source(verb)
            if source is None:
                return None
            if any(tree.dep[i] == "obj" and verb < i < case for i in tree.near(verb)) and base == "call":
                continue
            last = self._with_complements(verb, tree.edges[child][1], high)
            span = self._span(case + 1, min(last, high))
            return None if span is None else Draft([span], (verb, case), source, "preposition")
        return None

    def _rest_of_sentence(self, verb: int) -> Draft | None:
        """'NP said on Tuesday the plan…' where the parse found no clause: what follows up to the sentence's end."""
        tree = self.tree
        _, high = self._sentence(verb)
        source = self._source(verb)
        added = lexicon().base(tree.tokens[verb].text) == "add" and tree.first_dependent(verb, "obj") > verb
        if source is None or tree.tokens[verb].tag not in _FINITE or added:
            return None
        start = max(verb, source.last if source.head > verb else verb) + 1
        verbs = [i for i in range(start, high + 1) if tree.tokens[i].tag in _FINITE]
        if not verbs or tree.tokens[min(start, high)].text == ",":
            return None
        told = lexicon().base(tree.tokens[verb].text) in {"tell", "inform", "remind", "assure"}
        if told and not any(tree.lower[i] == "that" for i in range(start, verbs[0])):
            return None
        that = next((i for i in range(start, verbs[0]) if tree.lower[i] == "that"), start)
        span = self._span(that, high)
        return None if span is None else Draft([span], (verb, verb), source, "rest-of-sentence")

    # -- other cues

    def _according(self) -> None:
        """'According to NP, CLAUSE' and 'CLAUSE, according to NP'."""
        tree = self.tree
        for index in range(len(tree.tokens) - 2):
            if (
                tree.lower[index] != "according"
                or tree.lower[index + 1] != "to"
                or self.shut[index]
                or self.covered[index]
            ):
                continue
            low, high = self._sentence(index)
            head = tree.tokens[index].head
            source = (
                sources.phrase(tree, head, index + 1, index + 2, high)
                if index + 1 < head <= high and tree.tokens[head].pos in {"NOUN", "PROPN", "PRON"}
                else sources.after(tree, index + 1, high)
            )
            if source is None or (source.first == source.last and tree.lower[source.head] in _NO_AUTHORITIES):
                continue
            pieces = self._around(low, index, source.last, high)
            if pieces:
                self._keep(Draft(pieces, (index, index + 1), source, "according-to"))

    def _around(self, low: int, cue: int, last: int, high: int) -> list[tuple[int, int]]:
        """Return what stands before and after an adverbial source in its sentence."""
        before = self._span(self._clause_start(cue, low), cue - 1) if cue > low else None
        comma = last + 1 <= high and self.tree.tokens[last + 1].text == ","
        if before is None and cue > low:
            # What stands before has a speaker already; this is where the article has it from.
            return []
        after = self._span(last + 1, high) if comma else None
        return [span for span in (before, after) if span is not None]

    def _by_noun(self, noun: int) -> Draft | None:
        """Find 'NP's claim that …' and 'the claim by NP that …'."""
        tree = self.tree
        if tree.lower[noun].rstrip("s") not in lexicon().words["utterance"] and (
            tree.lower[noun] not in lexicon().words["utterance"]
        ):
            return None
        low, high = self._sentence(noun)
        clause = next((i for i in tree.dependents(noun, "acl", "ccomp", "xcomp") if noun < i <= high), -1)
        if clause < 0 or not self._marked(clause, frozenset(["that", "to"])):
            return None
        owner = next((i for i in tree.dependents(noun, "nmod", "det") if tree.tokens[i].dep == "nmod:poss"), -1)
        if owner < 0:
            owner = next((i for i in tree.dependents(noun, "nmod") if noun < i < clause), -1)
            case = tree.first_dependent(owner, "case") if owner >= 0 else -1
            if case < 0 or tree.lower[case] not in {"by", "from", "of"}:
                return None
        first, last = tree.edges[clause]
        span = self._span(max(first, noun + 1), min(last, high))
        if span is None:
            return None
        source = sources.phrase(tree, owner, noun, low, high)
        return Draft([span], (noun, noun), source, "noun")
