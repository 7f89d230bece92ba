"""Direct quotations: by what stands right before and right after the quotation marks.

The rules read the surface, because parsers are worst exactly there: '"…," said NP', '"…," NP said', 'NP said: "…"',
one cue between two quotations, a quotation that goes on after its cue or in the next paragraph. The parse only helps
to bound the noun phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.language.quotations import labels, sources
from headwater.language.quotations.context import STOPS, Context, contexts, is_cue, lead_before, leads_on
from headwater.language.quotations.draft import Draft
from headwater.language.quotations.lexicon import lexicon
from headwater.language.quotations.words import is_title

if TYPE_CHECKING:
    from headwater.language.quotations.marks import Quoted
    from headwater.language.quotations.sources import Source
    from headwater.language.quotations.tree import Tree

_PAUSES = frozenset([",", "—", "–", "-", "--", ":", ";"])
# How many tokens may stand between a participle ("adding") and the quotation that it brings.
_NEAR = 4
_LONGEST_TAIL = 45
_SHORTEST_LEAD = 2
# How far from the marks a cue may stand.
_REACH = 32
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# Verbs whose object the quoted words describe: what they bring is more than the quoted words.
_NAMING = frozenset(
    ["refer", "call", "describe", "dub", "label", "brand", "characterize", "characterise", "criticize", "praise"]
)
# What not only speakers do: "The confusion continues: …".
_GOING = frozenset(["begin", "continue", "open"])
_MINDLESS = frozenset(
    "chaos confusion controversy debate drama fallout fight fighting horror mystery protests row saga search "  # noqa: SIM905
    "speculation story trend uncertainty violence war".split()
)
_NO_SPEECH = frozenset(["title", "headline", "caption"])
_WRITING = frozenset(["write", "read", "publish", "broadcast", "sing", "recite"])
_SUBORDINATE = frozenset(["when", "as", "while", "asked", "after", "before", "if"])
_BEGINS_SPEAKER = frozenset(["NNP", "NNPS", "NN", "NNS", "DT", "PRP$", "JJ"])
_RECIPIENT_TAGS = frozenset(
    ["NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "JJ", "IN", "CD", "POS", "TO", "RB", "CC", "HYPH", "$", "FW"]
)


def find(tree: Tree, quoted: tuple[Quoted, ...]) -> tuple[list[Draft], list[Context]]:
    """Return the direct quotations, and the contexts of all quoted stretches (those without a draft are still free)."""
    every = contexts(tree, quoted)
    drafts: list[Draft] = []
    for number, context in enumerate(every):
        previous = every[number - 1] if number else None
        draft = (
            _unclosed(tree, context)
            or _answered(tree, previous, context)
            or _led(tree, previous, context)
            or _after(tree, context)
            or labels.signed(tree, context, context.tail)
            or _according(tree, context)
            or _joined(tree, previous, context)
            or labels.labelled(tree, context)
            or _before(tree, previous, context)
            or _possessive(tree, context)
            or labels.signed(tree, context, labels.line_below(tree, context))
            or _next_paragraph(tree, previous, context)
        )
        if draft is not None:
            context.draft = draft
            if not any(draft is known for known in drafts[-1:]):
                drafts.append(draft)
    return drafts, every


def _piece(context: Context) -> tuple[int, int]:
    return context.quoted.start, context.quoted.end


def _after(tree: Tree, context: Context) -> Draft | None:
    """Find '"…," said NP' and '"…," NP said'."""
    tail = context.tail
    start = tail.start
    while start < tail.stop and tree.is_punctuation(start):
        start += 1
    if start >= tail.stop or not context.quoted.closed or _is_embedded(tree, context) or leads_on(tree, context):
        return None
    if tree.lower[start] in {"that", "which"} or (context.ending == "." and not _short_tail(tree, context)):
        return None
    verb = _first_cue(tree, start, tail.stop)
    if verb < 0 or (context.ending == "." and not _ends_there(tree, verb, tail.stop)):
        return None
    source = _source_after(tree, verb, start, tail.stop - 1)
    if source is None and context.ending == "," and start < verb and tree.tokens[start].text[:1].isupper():
        # After a comma no sentence begins: "Will" and "May" are names here, whatever the parse takes them for.
        source = sources.spanning(tree, start, verb - 1)
    if source is None or not _fits(tree, context, start, verb):
        return None
    context.cue = verb
    return Draft([_piece(context)], (verb, verb), source, "after-quote")


def _led(tree: Tree, previous: Context | None, context: Context) -> Draft | None:
    """Find 'NP wrote: "…!" The notes echoed …': after a whole sentence that a colon leads to, another one begins."""
    led = len(context.lead) > 0 and tree.tokens[context.lead.stop - 1].text == ":"
    return _before(tree, previous, context) if led and context.ending in {".", "?", "!"} else None


def _unclosed(tree: Tree, context: Context) -> Draft | None:
    """Find '"…, NP said.' where the closing mark was forgotten: the quotation ends at the comma before its cue."""
    if context.quoted.closed:
        return None
    first, stop = tree.range(context.quoted.inner_start, context.quoted.end)
    while stop > first and tree.is_punctuation(stop - 1):
        stop -= 1
    verb = stop - 1
    comma = next((i for i in range(verb, max(first, verb - 8), -1) if tree.tokens[i].text == ","), -1)
    if comma < 0 or verb - comma < 2 or not lexicon().is_in(tree.tokens[verb].text, "speech"):
        return None
    if tree.tokens[verb].tag not in {"VBD", "VBZ", "VBN"} or tree.tokens[comma + 1].tag not in {"NNP", "PRP", "DT"}:
        return None
    source = sources.before(tree, verb, comma + 1)
    if source is None or source.first != comma + 1:
        return None
    context.cue = verb
    return Draft([(context.quoted.start, tree.tokens[comma].end)], (verb, verb), source, "unclosed")


def _is_embedded(tree: Tree, context: Context) -> bool:
    """Tell whether the quoted words are a part of the outlet's own sentence: words lead to them without a break."""
    lead = context.lead
    if len(lead) < 2:
        return False
    if not tree.is_punctuation(lead.stop - 1):
        return True
    if tree.tokens[lead.stop - 1].text == ":" or tree.lower[lead.start] in {
        "when",
        "as",
        "while",
        "asked",
        "after",
        "if",
    }:
        return False
    finite = [i for i in lead if tree.tokens[i].tag in _FINITE]
    return len(finite) > 0 and not any(is_cue(tree, i, "speech", "thought") for i in lead) and context.first


def _short_tail(tree: Tree, context: Context) -> bool:
    """Tell whether '"….' is followed by a mere 'he said.', not by a sentence of its own."""
    tail = context.tail
    return len(tail) <= 14 and tree.tokens[tail.stop - 1].text not in {",", ":"}


def _ends_there(tree: Tree, verb: int, stop: int) -> bool:
    """Tell whether a reporting verb brings nothing after it but a place, a time or its speaker."""
    return not any(tree.tokens[i].tag in _FINITE or tree.lower[i] in {"that", "to"} for i in range(verb + 1, stop))


def _first_cue(tree: Tree, start: int, stop: int) -> int:
    for index in range(start, min(stop, start + _REACH)):
        if is_cue(tree, index, "speech", "thought", "carrying") or _is_mistaken_cue(tree, index, start, stop):
            helper = index > start and tree.lower[index - 1] in {"who", "which", "to"}
            if tree.tokens[index].tag == "VBG" or helper or _in_apposition(tree, index, start, stop):
                continue
            return index
    return -1


def _is_mistaken_cue(tree: Tree, index: int, start: int, stop: int) -> bool:
    """Tell whether a verb was taken for a noun, as in '"…," Lee notes'."""
    if tree.tokens[index].tag not in {"NN", "NNS"} or not lexicon().is_in(tree.tokens[index].text, "speech"):
        return False
    if index == start or index > start + 4 or tree.tokens[index - 1].tag not in {"NNP", "NNPS", "PRP", "NN", "NNS"}:
        return False
    return index + 1 >= stop or tree.tokens[index + 1].tag in {"IN", "RB", "RP", ",", ":", "."}


def _in_apposition(tree: Tree, index: int, start: int, stop: int) -> bool:
    """Tell whether a verb belongs to a clause set between commas after the speaker: "Lee, who led the team, said"."""
    inside = [i for i in range(max(start, index - 20), index) if tree.lower[i] in {"who", "which", "whose", "whom"}]
    if not inside:
        return False
    commas = [i for i in range(inside[-1], index) if tree.tokens[i].text == ","]
    return not commas and any(tree.tokens[i].text == "," for i in range(index + 1, min(stop, index + 20)))


def _source_after(tree: Tree, verb: int, start: int, high: int) -> Source | None:
    skipped = start
    while skipped < verb and tree.lower[skipped] in lexicon().words["adverb"]:
        skipped += 1
    subject = sources.subject_of(tree, verb)
    if skipped == verb:
        if verb < subject <= high:
            return sources.phrase(tree, subject, verb, verb + 1, high)
        return sources.after(tree, verb, high)
    if start <= subject < verb:
        return _from_start(tree, sources.phrase(tree, subject, verb, start, high), skipped, verb)
    found = sources.before(tree, verb, start)
    return _from_start(tree, found, skipped, verb)


def _from_start(tree: Tree, source: Source | None, start: int, verb: int) -> Source | None:
    """Let a speaker with an apposition begin where the words after the closing mark begin: "Lee, the mayor, said"."""
    if source is not None and source.first <= start:
        last = source.last
        while last + 1 < verb and tree.tokens[last + 1].tag in {"NNP", "NNPS"}:
            last += 1
        return sources.Source(source.first, last, source.head)
    if tree.tokens[start].tag not in {"NNP", "NN", "NNS", "DT", "PRP", "PRP$", "JJ"} or verb - start > _REACH:
        return source
    last = verb - 1
    while last > start and (tree.is_punctuation(last) or tree.tokens[last].tag in {"RB", "MD"}):
        last -= 1
    return sources.spanning(tree, start, last)


def _fits(tree: Tree, context: Context, start: int, verb: int) -> bool:
    """Tell whether the words between the closing mark and the verb can be a speaker and nothing else."""
    if context.ending in {",", "?", "!", "…"} or context.ending in labels.DASHES:
        return not any(
            tree.tokens[index].tag in _FINITE
            and tree.tokens[index].pos != "AUX"
            and not _in_relative(tree, index, start)
            for index in range(start, verb)
        )
    near = verb - start <= 12 and (start > context.tail.start or context.ending == ".")
    return near or (verb - start <= 5 and context.tail.stop - verb <= 10)


def _in_relative(tree: Tree, index: int, start: int) -> bool:
    return any(tree.lower[i] in {"who", "which", "that", "whose"} for i in range(max(start, index - 12), index))


def _according(tree: Tree, context: Context) -> Draft | None:
    """'"…," according to NP'."""
    start, stop = context.tail.start, context.tail.stop
    while start < stop and tree.is_punctuation(start):
        start += 1
    if tree.lower[start : start + 2] != ["according", "to"] or start + 2 >= stop or _is_embedded(tree, context):
        return None
    if tree.tokens[start].text[0].isupper():
        return None
    source = sources.after(tree, start + 1, stop - 1)
    if source is None:
        return None
    context.cue = start + 1
    return Draft([_piece(context)], (start, start + 1), source, "according-to")


def _joined(tree: Tree, previous: Context | None, context: Context) -> Draft | None:
    """Return the quotation before, where this one goes on with it: '"…," he said. "…"' and '"…," he said, "…"'."""
    if previous is None or context.first or previous.draft is None:
        return None
    between = tree.text[previous.quoted.end : context.quoted.start]
    draft = previous.draft
    if between.strip(" \xa0"):
        if previous.cue < 0 or (previous.cue not in previous.tail and not previous.joined):
            return None
        first, stop = tree.range(previous.quoted.end, context.quoted.start)
        if not _is_insert(tree, range(first, stop), previous.cue):
            return None
    draft.pieces.append(_piece(context))
    context.joined = True
    return draft


def _is_insert(tree: Tree, between: range, cue: int) -> bool:
    """Tell whether the words between two quoted stretches are only a cue with its speaker, place and time."""
    if len(between) > _LONGEST_TAIL:
        return False
    last = between.stop - 1
    for index in range(max(between.start, cue + 1), between.stop):
        # "…," he said, adding: "…" is another quotation; "…," he said, adding that it hurt. "…" goes on.
        if is_cue(tree, index, "speech") and (tree.tokens[index].tag != "VBG" or last - index < _NEAR):
            return False
    ended = [index for index in between if tree.tokens[index].text in STOPS or tree.tokens[index].text[-2:-1] == "."]
    if ended:
        return ended[-1] == last
    return tree.tokens[last].text in _PAUSES or cue == last


def _before(tree: Tree, previous: Context | None, context: Context) -> Draft | None:
    """'NP said, "…"', 'NP told NP: "…"', 'NP wrote on Twitter: "…"'."""
    lead = context.lead
    if len(lead) == 0:
        lead = _lead_above(tree, context)
    if len(lead) == 0:
        return None
    used = previous.cue if previous is not None and not context.first else -1
    closing = tree.tokens[lead.stop - 1].text
    groups = ("speech", "thought", "carrying", "evidence") if closing == ":" else ("speech", "thought")
    verb = next(
        (
            i
            for i in range(lead.stop - 1, max(lead.start, lead.stop - _REACH) - 1, -1)
            if is_cue(tree, i, *groups)
            and (tree.tokens[i].tag != "VB" or lexicon().is_in(tree.tokens[i].text, "speech"))
        ),
        -1,
    )
    if verb < 0 and closing == "," and tree.lower[lead.start] == "as" and len(lead) > 2:
        # "As the agency reports, …": the parse often takes the verb for a noun.
        verb = lead.stop - 2 if lexicon().is_in(tree.tokens[lead.stop - 2].text, "speech") else -1
    if verb >= 0 and lexicon().base(tree.tokens[verb].text) in _NO_SPEECH | (
        _WRITING if _title(tree, context) else set()
    ):
        return None
    if verb >= 0 and verb != used and _leads_to_quote(tree, context, verb, lead.stop):
        source = _source_before(tree, verb, lead)
        if source is None and tree.tokens[verb].tag == "VBG" and previous is not None and previous.draft is not None:
            source = previous.draft.source if verb in previous.tail else None
        if source is not None:
            context.cue = verb
            goes_on = lexicon().base(tree.tokens[verb].text) in _GOING and tree.lower[source.head] in _MINDLESS
            if goes_on or (
                not lexicon().is_in(tree.tokens[verb].text, "speech") and not sources.has_mind(tree, source)
            ):
                source = None
            return Draft([_piece(context)], (verb, verb), source, "colon" if closing == ":" else "before-quote")
    if closing == ":":
        return _by_colon(tree, context, lead)
    return None


def _title(tree: Tree, context: Context) -> bool:
    return is_title(tree.text[context.quoted.inner_start : context.quoted.inner_end])


def _lead_above(tree: Tree, context: Context) -> range:
    """Return the last sentence of the paragraph above where it leads to this quotation, which begins its own.

    It ends in a colon, or in a comma behind a reporting word: "Later Mr Lee said,".
    """
    here = tree.blocks[context.block]
    if context.block == 0 or context.quoted.start > here.start + 1:
        return range(0)
    above = tree.blocks[context.block - 1]
    lead = lead_before(tree, above.start, above.end)
    if len(lead) < _SHORTEST_LEAD:
        return range(0)
    closing = tree.tokens[lead.stop - 1].text
    return lead if closing == ":" or (closing == "," and is_cue(tree, lead.stop - 2, "speech")) else range(0)


def _leads_to_quote(tree: Tree, context: Context, verb: int, stop: int) -> bool:
    """Tell whether the words between the verb and the opening mark are only a recipient, a place or a time."""
    closing = tree.tokens[stop - 1].text
    between = range(verb + 1, stop)
    if verb == context.lead.start:
        # "Said Lee, who had seen it, …": the speaker follows the verb.
        subject = tree.first_dependent(verb, "nsubj")
        between = range(max(verb, tree.edges[subject][1]) + 1, stop) if subject > verb else between
    if closing == ":":
        return len(between) <= 25
    body = [i for i in between if not tree.is_punctuation(i)]
    if any(tree.tokens[i].tag in _FINITE or tree.lower[i] == "that" for i in body):
        return False
    naming = lexicon().base(tree.tokens[verb].text) in _NAMING and len(body) > 0
    if closing == ",":
        return len(body) <= 18 and not naming
    if not all(tree.tokens[i].tag in _RECIPIENT_TAGS for i in body):
        return False
    ends = context.ending in {".", "?", "!", ","} or _tail_is_over(tree, context)
    inner = tree.text[context.quoted.inner_start : context.quoted.inner_start + 1]
    if not body:
        return ends and (not inner.islower() or lexicon().is_in(tree.tokens[verb].text, "speech"))
    words = len(tree.text[context.quoted.inner_start : context.quoted.inner_end].split(None, 4))
    return ends and inner.isupper() and words > 3 and tree.first_dependent(verb, "obj") not in body


def _tail_is_over(tree: Tree, context: Context) -> bool:
    start = context.tail.start
    if start >= context.tail.stop:
        return True
    return tree.tokens[start].text in {",", ";", ")", "—", "–", ":"}


def _source_before(tree: Tree, verb: int, lead: range) -> Source | None:
    source = sources.of_verb(tree, verb, tree.starts_block(verb), lead.stop - 1)
    if source is not None and any(tree.shut[source.first : source.last + 1]):
        # A phrase with quoted words in it does not speak; whoever spoke before "adding" does.
        source = _spoke_before(tree, verb)
    if (
        source is not None
        and source.last < lead.stop
        and (source.first >= lead.start or tree.sentence_of[source.head] == tree.sentence_of[verb])
    ):
        return source
    found = None if tree.tokens[verb].tag == "VBG" else sources.before(tree, verb, lead.start)
    if found is None and tree.tokens[verb].tag in _FINITE and tree.tokens[verb - 1].text == ",":
        # "Lee, a farmer who had seen it all before, said": the speaker is what the sentence begins with.
        first = lead.start
        while first < verb and tree.is_punctuation(first):
            first += 1
        if tree.tokens[first].tag in _BEGINS_SPEAKER:
            return sources.spanning(tree, first, verb - 2)
    return found


def _spoke_before(tree: Tree, verb: int) -> Source | None:
    """Return whose words the last reporting verb before "adding" brings, in the same sentence."""
    low = tree.sentences[tree.sentence_of[verb]].first if tree.sentences else 0
    for index in range(verb - 1, max(low, verb - _LONGEST_TAIL) - 1, -1):
        if not tree.shut[index] and tree.tokens[index].tag in _FINITE and is_cue(tree, index, "speech"):
            return sources.of_verb(tree, index, low, verb - 1)
    return None


def _by_colon(tree: Tree, context: Context, lead: range) -> Draft | None:
    """'NP had this to say: "…"': any verb will do before a colon; the cue is the verb."""
    for index in lead:
        token = tree.tokens[index]
        if token.tag in {"VBD", "VBZ", "VBP"}:
            source = _source_before(tree, index, lead)
            if source is not None:
                context.cue = index
                who = source if sources.has_mind(tree, source) else None
                return Draft([_piece(context)], (index, lead.stop - 1), who, "any-verb-colon")
    return None


def _answered(tree: Tree, previous: Context | None, context: Context) -> Draft | None:
    """Find 'Asked, "…?" NP said, "…"': the cue after the question belongs to the answer, who asked is not said."""
    if context.ending not in {"?", "!"} or context.last or len(context.lead) == 0:
        return None
    tail = context.tail
    if len(tail) == 0 or tree.tokens[tail.stop - 1].text not in {",", ":"}:
        return None
    found = _before(tree, previous, context)
    asked = next((i for i in context.lead if tree.lower[i] == "asked"), -1)
    if found is None and asked >= 0:
        context.cue = asked
        found = Draft([_piece(context)], (asked, asked), None, "before-quote")
    return found


def _possessive(tree: Tree, context: Context) -> Draft | None:
    """Find 'NAME's "…"' of several words: "the mayor's 'not on my watch'"."""
    lead = context.lead
    if len(lead) < 2 or tree.tokens[lead.stop - 1].tag not in {"POS", "PRP$"}:
        return None
    if len(tree.text[context.quoted.inner_start : context.quoted.inner_end].split(None, 8)) < 8:
        return None
    owner = lead.stop - 1 if tree.tokens[lead.stop - 1].tag == "PRP$" else lead.stop - 2
    number = tree.name_at[owner]
    first = tree.range(tree.names[number].start, tree.names[number].end)[0] if number >= 0 else owner
    if is_title(tree.text[context.quoted.inner_start : context.quoted.inner_end]):
        return None
    if number < 0 and tree.tokens[owner].tag != "PRP$" and tree.lower[owner] not in lexicon().words["person"]:
        return None
    context.cue = lead.stop - 1
    return Draft([_piece(context)], (lead.stop - 1,) * 2, sources.Source(first, owner, owner), "possessive")


def _next_paragraph(tree: Tree, previous: Context | None, context: Context) -> Draft | None:
    """Return the quotation of the paragraph above, where this paragraph is nothing but its continuation."""
    if previous is None or previous.draft is None or not context.first or previous.block != context.block - 1:
        return None
    here, above = tree.blocks[context.block], tree.blocks[previous.block]
    if context.quoted.start > here.start + 1 or not previous.last:
        return None
    if context.quoted.closed and tree.text[context.quoted.end : here.end].strip(" ."):
        return None
    _, stop = tree.range(previous.quoted.end, above.end)
    rest = stop - previous.tail.stop
    if previous.quoted.closed and rest > 1:
        return None
    previous.draft.pieces.append(_piece(context))
    context.joined = True
    context.cue = previous.cue
    return previous.draft
