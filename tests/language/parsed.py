"""Annotated articles by hand, for tests that must not depend on a model."""

import re

from made import article

from headwater.language.annotated import Annotated, Name, Sentence, Token

_TOKEN = re.compile(r"''|``|\w+(?:[-'’.]\w+)*|[^\w\s]")
_TAGS = {
    "said": "VBD",
    "says": "VBZ",
    "told": "VBD",
    "added": "VBD",
    "wrote": "VBD",
    "warned": "VBD",
    "closed": "VBD",
    "was": "VBD",
    "is": "VBZ",
    "will": "MD",
    "praised": "VBD",
    "asked": "VBD",
    "replied": "VBD",
    "trying": "VBG",
    "overtake": "VB",
    "when": "WRB",
    "called": "VBD",
    "he": "PRP",
    "she": "PRP",
    "it": "PRP",
    "they": "PRP",
    "we": "PRP",
    "who": "WP",
    "the": "DT",
    "a": "DT",
    "an": "DT",
    "of": "IN",
    "as": "IN",
    "by": "IN",
    "in": "IN",
    "on": "IN",
    "to": "TO",
    "that": "IN",
    "and": "CC",
    "'s": "POS",
    ",": ",",
    ".": ".",
    ":": ":",
}
_POS = {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "PRP": "PRON", "WP": "PRON", "DT": "DET", "IN": "ADP"}


def parsed(text, *, people=(), bodies=(), heads=None):
    """Return `text` with tokens tagged by a small list; `heads` maps a token's index to (head, relation).

    Sentences end at a full stop or a block's end. `people` and `bodies` map names to entities, or list them.
    """
    heads = heads or {}
    made = article(text, "Test")
    tokens, bounds = [], []
    first = 0
    for match in _TOKEN.finditer(text):
        index = len(tokens)
        tag = _TAGS.get(match[0].lower())
        if tag is None:
            tag = "NNP" if match[0][0].isupper() else "NN" if match[0][0].isalnum() else "."
        head, dep = heads.get(index, (index, "root"))
        pos = "VERB" if tag.startswith("VB") else _POS.get(tag, "PUNCT" if not match[0][0].isalnum() else "X")
        tokens.append(Token(match.start(), match.end(), match[0], match[0].lower(), pos, tag, dep, head))
        ends = match[0] in {".", "?", "!"} or text[match.end() : match.end() + 2] == "\n\n"
        if ends or match.end() >= len(text.rstrip()):
            bounds.append(Sentence(tokens[first].start, match.end(), first, index + 1))
            first = index + 1
    if first < len(tokens):
        bounds.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens)))
    names = [*_names(text, people, "PER"), *_names(text, bodies, "ORG")]
    return Annotated(
        made,
        analysed=True,
        tokens=tuple(tokens),
        sentences=tuple(bounds),
        names=tuple(sorted(names, key=lambda n: n.start)),
    )


def _names(text, given, kind):
    entities = given if isinstance(given, dict) else {name: name for name in given}
    taken = set()
    for name in sorted(entities, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            if not taken & set(range(*match.span())):
                taken |= set(range(*match.span()))
                yield Name(match.start(), match.end(), name, kind, entities[name])
