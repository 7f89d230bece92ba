"""Whom a reporting word's words belong to: the mention as it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.language.quotations.lexicon import lexicon

if TYPE_CHECKING:
    from headwater.language.quotations.tree import Tree

# The longest mention of a speaker, in tokens, and the longest walk to a subject that several verbs share.
_LONGEST = 45
_FARTHEST = 6
_LONGEST_APPOSITION = 16
_NOMINAL = frozenset(
    ["NN", "NNS", "NNP", "NNPS", "PRP", "DT", "JJ", "JJR", "JJS", "CD", "POS", "PRP$", "HYPH", "FW", "AFX"]
)
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_JOINS = frozenset(["of", "for", "and", "&", "with", "from", "-", "–", "at"])
# Nouns of who does something: "reporter", "student".
_WHO_DOES = ("er", "or", "ist", "ian", "ant", "ee", "man", "men", "woman", "women")
# What may stand between a speaker and a day ("a post last updated on 3 January").
_BEFORE_DAYS = frozenset(["on", "in", "late", "early", "last"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# How what a verb says hangs on it: "rejected claims that it had failed".
_INSIDE = frozenset(["acl", "ccomp", "xcomp", "obj"])
# What these make somebody do, their object does.
_MAKING = frozenset(
    "lead cause prompt force allow enable inspire drive push encourage provoke compel".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Source:
    """A mention of a speaker: its first and last token (inside) and its head."""

    first: int
    last: int
    head: int


def has_mind(tree: Tree, source: Source) -> bool:
    """Tell whether a source may think and speak: a truck that "needs to" turn may not, nor what "goes on"."""
    if tree.tokens[source.head].pos != "NOUN":
        return True
    if any(tree.name_at[index] >= 0 for index in range(source.first, source.last + 1)):
        return True
    word, words = tree.tokens[source.head].lemma.lower(), lexicon().words
    forms = (word, tree.lower[source.head])
    known = any(form in words[kind] for form in forms for kind in ("person", "body", "document", "collective"))
    return known or word.endswith(_WHO_DOES)


# Verbs that stand before whoever speaks; what others take behind them is their object ("thanked Ann Lee").
_INVERTED = frozenset(["say", "add", "explain", "recall", "note", "write"])


def behind(tree: Tree, verb: int, high: int) -> Source | None:
    """Return the person named right behind a verb that ends what is said: "…, said Ann Lee, a farmer".

    The parse may give the verb no subject there, and take the clauses before it for its own.
    """
    number = tree.name_at[verb + 1] if verb + 1 < min(high + 1, len(tree.tokens)) else -1
    if number < 0 or tree.names[number].kind != "PER" or tree.tokens[verb].tag not in _FINITE:
        return None
    if lexicon().base(tree.tokens[verb].text) not in _INVERTED:
        return None
    if verb == 0 or tree.tokens[verb - 1].text != "," or tree.first_dependent(verb, "nsubj") >= 0:
        return None
    _, stop = tree.range(tree.names[number].start, tree.names[number].end)
    ends = stop > high or tree.tokens[stop].text in {",", ".", "("}
    return spanning(tree, verb + 1, stop - 1) if ends else None


def accompanying(tree: Tree, verb: int) -> Source | None:
    """Return who speaks in "…, with spokeswoman Ann Lee saying it was late", None where the verb is no such one."""
    if tree.tokens[verb].tag != "VBG" or not lexicon().is_in(tree.tokens[verb].text, "speech"):
        return None
    for index in range(verb - 1, max(0, verb - _LONGEST), -1):
        if tree.tokens[index].text == "," or tree.tokens[index].pos in {"VERB", "AUX"}:
            return None
        if tree.lower[index] == "with":
            last = verb - 1
            while last > index and tree.tokens[last].tag == "RB":
                last -= 1
            return spanning(tree, index + 1, last) if tree.tokens[index - 1].text == "," and index < last else None
    return None


def of_verb(tree: Tree, verb: int, low: int = -1, high: int = -1) -> Source | None:
    """Return the source of a reporting verb: its own subject, or the one it shares with the verb above it.

    `low` and `high` are the tokens (inside) that the source may not pass, -1 where nothing bounds it.
    """
    coordinate = _coordinate(tree, verb)
    at = coordinate if coordinate >= 0 else verb
    for _ in range(_FARTHEST):
        found = _own(tree, at, verb, low, high)
        head, relation = tree.tokens[at].head, tree.dep[at]
        if found is not None or head == at:
            return found
        if _is_made_to(tree, at):
            return phrase(tree, tree.first_dependent(head, "obj"), at, low, high)
        if relation == "acl":
            above = _holder(tree, at, head) if tree.tokens[at].tag == "VB" else _author(tree, at, head)
            if above < 0:
                return phrase(tree, head, at, low, high)
            head = above
        clausal = relation in {"ccomp", "parataxis"} and tree.tokens[at].tag in {"VBG", "VBN", "VB"}
        if not clausal and relation not in {"acl", "conj", "xcomp", "advcl", "aux", "dep"}:
            return None
        at = _sayer(tree, head, at) if relation == "advcl" and tree.tokens[at].tag == "VBG" else head
    return None


def _is_made_to(tree: Tree, verb: int) -> bool:
    """Tell whether the object of the verb above does it: "leading Lee to exclaim"."""
    head = tree.tokens[verb].head
    thing = tree.first_dependent(head, "obj")
    made = tree.tokens[head].lemma.lower() in _MAKING and tree.tokens[verb].tag == "VB"
    return made and head < thing < verb and tree.dep[verb] in {"xcomp", "advcl", "ccomp"}


_HELD = frozenset(["ground", "grounds", "reason", "cause", "right", "evidence", "basis", "chance"])


def _holder(tree: Tree, verb: int, noun: int) -> int:
    """Return the verb of whoever has what "officers have grounds to suspect" names, the noun where nobody has it."""
    above = tree.tokens[noun].head
    if tree.tokens[noun].lemma.lower() not in _HELD:
        return noun
    return above if tree.dep[noun] == "obj" and tree.first_dependent(above, "nsubj") >= 0 and verb > noun else -1


def _sayer(tree: Tree, verb: int, participle: int) -> int:
    """Return the verb whose subject says what "..., adding" brings, given the one that the parse hangs it on.

    It is the verb of speech that a clause is the content of ("Lee said he was shocked, adding"), and behind a comma
    that of the whole sentence ("Lee rejected claims that it had failed, stating").
    """
    above = tree.tokens[verb].head
    if tree.dep[verb] == "ccomp" and lexicon().is_in(tree.tokens[above].text, "speech"):
        return above
    at = verb
    if participle > 0 and tree.tokens[participle - 1].text == ",":
        for _ in range(_FARTHEST):
            if tree.dep[at] not in _INSIDE or not tree.tokens[at].head < at:
                break
            at = tree.tokens[at].head
    return at if tree.tokens[at].pos == "VERB" else verb


def _own(tree: Tree, at: int, verb: int, low: int, high: int) -> Source | None:
    """Return the source that a verb has as its own subject or agent."""
    subject = subject_of(tree, at)
    if subject >= 0 and _is_passive(tree, at, subject):
        if tree.lower[subject] == "it" and _agent(tree, at) < 0:
            # "It is thought that ...": nobody else thinks it.
            return Source(subject, subject, subject)
        subject = -1
    own = next((i for i in (_quoted_person(tree, at), subject, _agent(tree, at), _shared(tree, at)) if i >= 0), -1)
    if own < 0 or tree.shut[own] > tree.shut[verb]:
        return None
    if own < tree.after_dateline(own):
        return before(tree, at, tree.after_dateline(own))
    found = _inserted_name(tree, phrase(tree, own, verb, low, high), verb)
    return found if own != subject else _with_title(tree, at, found, max(low, 0))


def _inserted_name(tree: Tree, found: Source, verb: int) -> Source:
    """Return who speaks in "Lee, Dahl says, is late", where the parse takes both for one: the one behind the comma."""
    inside = range(found.first, found.last + 1)
    inserted = verb == found.last + 1 and tree.lower[verb + 1 : verb + 2] == [","]
    commas = [index for index in inside if tree.tokens[index].text == ","]
    if not inserted or len(commas) != 1 or any(tree.lower[index] in {"and", "or"} for index in inside):
        return found
    return spanning(tree, commas[0] + 1, found.last) if commas[0] < found.last else found


def _with_title(tree: Tree, verb: int, found: Source, low: int) -> Source:
    """Return a subject with the one right before it: "zoo director Ann Lee", where the parse gives a verb two."""
    for other in tree.dependents(verb, "nsubj"):
        first, last = tree.edges[other]
        if last == found.first - 1 and first >= low and tree.tokens[other].pos in {"NOUN", "PROPN"}:
            return Source(max(first, tree.after_dateline(first)), found.last, found.head)
    return found


def subject_of(tree: Tree, verb: int) -> int:
    """Return the subject of a verb, the nearest before it where the parse gives it several, or -1.

    Behind a comma it is the one that follows: "…, and two teachers, said police Colonel Ann Lee".
    """
    subjects = tree.dependents(verb, "nsubj")
    before_it = [subject for subject in subjects if subject < verb]
    if 0 < len(before_it) < len(subjects) and tree.tokens[verb - 1].text == "," and tree.name_at[subjects[-1]] >= 0:
        return subjects[-1]
    return before_it[-1] if before_it else subjects[0] if subjects else -1


def quotes_somebody(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is that of "the paper quoted NP as saying"."""
    return _quoted_person(tree, verb) >= 0


def _quoted_person(tree: Tree, verb: int) -> int:
    """Return whom "the paper quoted NP as saying" quotes, or -1."""
    if tree.lower[verb] not in {"quoted", "quotes", "cited", "cites", "quoting", "citing"}:
        return -1
    saying = range(verb + 2, min(len(tree.tokens), verb + 12))
    if not any(tree.lower[i] == "as" and tree.lower[i + 1] == "saying" for i in saying if i + 1 < len(tree.tokens)):
        return -1
    return tree.first_dependent(verb, "obj")


def _coordinate(tree: Tree, verb: int) -> int:
    """Return the reporting verb before "and added" that has a subject of its own, or -1.

    Parsers hang the second verb anywhere where words between quotation marks stand before it.
    """
    before = verb - 1
    while before > 0 and tree.tokens[before].tag == "RB":
        before -= 1
    finite = tree.tokens[verb].tag in _FINITE
    if not finite or tree.first_dependent(verb, "nsubj") >= 0 or before < 1 or tree.lower[before] not in {"and", "but"}:
        return -1
    low = tree.sentences[tree.sentence_of[verb]].first if tree.sentences else 0
    for index in range(before - 1, max(low, before - _LONGEST) - 1, -1):
        token = tree.tokens[index]
        if tree.shut[index] or token.tag not in {"VBD", "VBZ", "VBP"} or not lexicon().is_in(token.text, "speech"):
            continue
        subject = tree.first_dependent(index, "nsubj")
        if subject >= 0 and not tree.shut[subject]:
            return index
    return -1


def _shared(tree: Tree, verb: int) -> int:
    """Return the subject of "NP described him as … and said": the parse hung the first verb under the second."""
    joint = next((i for i in range(verb - 1, max(0, verb - _LONGEST) - 1, -1) if tree.lower[i] == "and"), -1)
    for child in tree.dependents(verb, "ccomp"):
        if child < joint:
            return tree.first_dependent(child, "nsubj")
    return -1


def _author(tree: Tree, verb: int, noun: int) -> int:
    """Return the verb whose subject says what "NP issued a statement saying" brings, or -1."""
    if tree.tokens[verb].tag != "VBG" or tree.dep[noun] not in {"obj", "obl"}:
        return -1
    above = tree.tokens[noun].head
    subject = tree.first_dependent(above, "nsubj")
    if subject < 0 or _is_passive(tree, above, subject) or tree.sentence_of[above] != tree.sentence_of[verb]:
        return -1
    return above


def spanning(tree: Tree, first: int, last: int) -> Source:
    """Return the stretch of tokens `first` to `last` (inside) as a source, its head found by the parse or the tags."""
    head = next((i for i in range(first, last + 1) if tree.tokens[i].text in {",", "("}), last + 1) - 1
    return Source(first, last, _head(tree, first, max(first, head)))


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb stands in the passive."""
    return any(tree.tokens[child].dep in {"aux:pass", "nsubj:pass"} for child in tree.near(verb))


def _is_passive(tree: Tree, verb: int, subject: int) -> bool:
    return tree.tokens[subject].dep.endswith(":pass") or (
        tree.first_dependent(verb, "aux") >= 0
        and any(tree.tokens[child].dep == "aux:pass" for child in tree.near(verb))
    )


def _agent(tree: Tree, verb: int) -> int:
    """Return the head of "by X" under a passive verb, or -1."""
    for child in tree.dependents(verb, "obl"):
        case = tree.first_dependent(child, "case")
        if case >= 0 and tree.lower[case] == "by" and tree.tokens[verb].tag == "VBN":
            return child
    return -1


def phrase(tree: Tree, head: int, verb: int, low: int = -1, high: int = -1) -> Source:
    """Return the noun phrase around `head` that does not reach over `verb` nor past `low` and `high`."""
    first, last = tree.edges[head]
    low = max(low, head - _LONGEST, tree.starts_block(head), min(head, tree.after_dateline(head)))
    high = min(high if high >= 0 else len(tree.tokens) - 1, head + _LONGEST)
    if verb < head:
        low = max(low, verb + 1)
    else:
        high = min(high, verb - 1)
    first, last = max(first, low), min(last, high)
    if not first <= head <= last:
        first = last = head
    while first - 1 >= low and tree.tokens[first - 1].tag in {"DT", "PRP$"} and not tree.shut[first - 1]:
        first -= 1
    while first < head and (
        tree.is_punctuation(first)
        or tree.dep[first] in {"case", "cc", "mark", "punct"}
        or tree.tokens[first].tag == "WRB"
    ):
        first += 1
    last = _before_occasion(tree, head, last)
    while last > head and (
        tree.tokens[last].tag in {"IN", "TO", "CC"} or (tree.is_punctuation(last) and tree.tokens[last].text != ")")
    ):
        last -= 1
    return Source(first, last, head)


def _before_occasion(tree: Tree, head: int, last: int) -> int:
    """Return the last token before a day or month that the parse hung on the speaker ("Lee on Tuesday said")."""
    days = lexicon().words["day"]
    for index in range(head + 1, last + 1):
        if tree.tokens[index].text in {",", "("} or tree.lower[index] in {"who", "whose", "which"}:
            break
        if tree.lower[index] in days and tree.name_at[index] < 0:
            end = index - 1
            while end > head and (tree.lower[end] in _BEFORE_DAYS or tree.tokens[end].tag in {"CD", "VBN", "VBD"}):
                end -= 1
            return end
    return last


def after(tree: Tree, verb: int, high: int) -> Source | None:
    """Return the noun phrase after a verb ("said Ann Lee, a farmer"), by tags alone; for where the parse fails."""
    index = verb + 1
    words = lexicon().words
    while index <= high and tree.lower[index] in words["adverb"]:
        index += 1
    first = index
    while index <= high and index - first < _LONGEST:
        tag, word = tree.tokens[index].tag, tree.lower[index]
        if word in words["occasion"] and word not in _JOINS and tag not in {"NNP", "NNPS"}:
            break
        if tag not in _NOMINAL and word not in _JOINS and word != ".":
            break
        if tag == "PRP" and index > first:
            break
        index += 1
    while index > first and (tree.lower[index - 1] in _JOINS or tree.is_punctuation(index - 1)):
        index -= 1
    alone = index == first + 1 and tree.lower[first] in {"another", "others", "some", "many", "both"}
    if index == first or not (alone or _is_nominal(tree, first, index)):
        return None
    head = _head(tree, first, index - 1)
    return Source(first, _with_apposition(tree, index - 1, high), head)


def before(tree: Tree, verb: int, low: int) -> Source | None:
    """Return the noun phrase that ends right before a verb and its helpers ("Ann Lee has also said"), by tags alone."""
    words = lexicon().words
    index = verb - 1
    opening = _apposition(tree, index, low)
    if opening >= 0:
        found = before(tree, opening, low)
        return None if found is None else Source(found.first, index - 1, found.head)
    while index >= low and (
        tree.tokens[index].tag in {"RB", "MD", "TO"}
        or tree.tokens[index].pos == "AUX"
        or tree.lower[index] in words["adverb"]
    ):
        index -= 1
    last = index
    while index >= low and (
        tree.tokens[index].tag in _NOMINAL
        or tree.lower[index] in {"of", "for", "&", "and"}
        or tree.lower[index] in _RELATIVE
    ):
        if tree.tokens[index].tag == "PRP" or tree.lower[index] in _RELATIVE:
            index -= 1
            break
        index -= 1
    first = index + 1
    while first <= last and tree.lower[first] in {"of", "for", "and", "&"}:
        first += 1
    wider = _before_preposition(tree, first, low)
    if 0 <= wider < first:
        return spanning(tree, _from_determiner(tree, wider, low), last)
    if last >= low and tree.lower[last] in {"of", "for", "and", "&"}:
        return None
    if first > last or not (_is_nominal(tree, first, last + 1) or tree.lower[first] in _RELATIVE):
        return None
    return Source(first, last, _head(tree, first, last))


def _apposition(tree: Tree, closing: int, low: int) -> int:
    """Return the comma that opens what is set between commas before a verb ("Lee, a farmer, said"), or -1."""
    if closing < low or tree.tokens[closing].text != ",":
        return -1
    for index in range(closing - 1, max(low, closing - _LONGEST_APPOSITION), -1):
        if tree.tokens[index].text == ",":
            return index if closing - index > 1 else -1
        if tree.tokens[index].tag in _FINITE:
            return -1
    return -1


def _before_preposition(tree: Tree, first: int, low: int) -> int:
    """Return where "the man in the red coat" begins, given where "the red coat" does; -1 where nothing precedes it."""
    begin = -1
    while (
        first - 1 > low and tree.tokens[first - 1].tag == "IN" and tree.lower[first - 1] not in {"that", "as", "after"}
    ):
        index = first - 2
        while index >= low and tree.tokens[index].tag in _NOMINAL - {"PRP"}:
            index -= 1
        if index + 1 >= first - 1:
            break
        first = begin = index + 1
    return begin


def _from_determiner(tree: Tree, first: int, low: int) -> int:
    """Return where "the suave and smooth-talking man" begins, given its noun; the noun where no "the" precedes."""
    index = first
    while index > low and tree.tokens[index - 1].tag in _NOMINAL | {"VBG", "VBN", "CC", "RB"}:
        index -= 1
        if tree.tokens[index].tag == "DT":
            return index
    return first


def _is_nominal(tree: Tree, first: int, end: int) -> bool:
    return any(
        tree.tokens[i].tag in {"NN", "NNS", "NNP", "NNPS", "PRP"} or tree.lower[i] == "that" for i in range(first, end)
    )


def _head(tree: Tree, first: int, last: int) -> int:
    """Return the token of the stretch whose head lies outside it; the last noun where the parse is no help."""
    inside = range(first, last + 1)
    for index in inside:
        outside = tree.tokens[index].head not in inside or tree.tokens[index].head == index
        if outside and tree.tokens[index].pos in {"NOUN", "PROPN", "PRON"}:
            return index
    return last


def _with_apposition(tree: Tree, last: int, high: int) -> int:
    """Return the last token of a noun phrase with what is set after it between commas ("…, the mayor of Ostend,")."""
    if last + 2 > high or tree.tokens[last + 1].text not in {",", "("}:
        return last
    closing = ")" if tree.tokens[last + 1].text == "(" else ","
    opening = tree.tokens[last + 2]
    if closing == "," and opening.tag not in {"DT", "NN", "NNP", "JJ", "PRP$", "CD", "NNS", "WP"}:
        return last
    for index in range(last + 2, min(high, last + _LONGEST) + 1):
        if tree.tokens[index].text == closing or (closing == "," and index == high):
            end = index if closing == ")" else index - 1
            return end if tree.tokens[index].text in {closing, "."} or index == high else last
        if tree.tokens[index].tag in _FINITE and opening.tag != "WP":
            return last
    return last
