"""What the pair decision sees of each sentence of a story."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from headwater.comparison import captions
from headwater.comparison.claims.lists import stop_words, synonyms
from headwater.language.quotations import is_signature
from headwater.language.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from headwater.article import Block
    from headwater.language.annotated import Annotated, Name, Proposition, Sentence, Token

PIECES = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*", re.UNICODE)
OPENING, CLOSING, EITHER = frozenset("“«„"), frozenset("”»"), '"'
# A quotation that is never closed ends with its sentence's article, at the latest after so many words.
LONGEST_QUOTATION = 400
# What stands beyond so many words of one sentence is not compared: it is no sentence.
LONGEST_SENTENCE = 400
# "PORT LUMEN, Nor." before a report that no dash parts from it.
DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]{2,20}(?: [A-Z.’'-]{3,21}){0,2}, (?:[A-Z][a-z]{1,5}\.|[A-Z]\.[A-Z]\.)(?: \([A-Z][^()]{1,30}\))?"
)
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "none", "neither", "nor", "without", "cannot"})
# One, two, a year.
PLAIN = re.compile(r"[012]|(?:19|20)\d\d")
VERBS = frozenset({"VERB"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence.

    Its stem, whether it bears content, its part of speech, whether it is part of a name or stands inside quotation
    marks.
    """

    text: str
    stem: str
    start: int
    content: bool
    pos: str
    name: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A proposition as the pair decision sees it: the stems it holds, and its parts by role."""

    proposition: Proposition
    stems: tuple[str, ...]
    roles: tuple[str, ...]
    predicate: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence: which article it stands in (its index in the story), where in it, and its words and clauses.

    `caption` says that it stands in a picture's caption, `heading` in a heading.
    """

    article: int
    place: int
    of: int
    sentence: int
    start: int
    end: int
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    names: tuple[str, ...]
    figures: tuple[str, ...]
    moments: tuple[str, ...]
    speakers: tuple[str, ...]
    negated: bool
    reporting: bool
    context: tuple[str, ...] = field(default=())
    caption: bool = False
    heading: bool = False

    @property
    def content(self) -> list[str]:
        """The stems of the words that bear content."""
        return [word.stem for word in self.words if word.content]

    @property
    def telling(self) -> frozenset[str]:
        """The figures that a claim may be about: no years, and none that every text is full of."""
        return frozenset(figure for figure in self.figures if not PLAIN.fullmatch(figure))


def units(articles: Sequence[Annotated]) -> list[Unit]:
    """Return the sentences of `articles` that hold a word, article by article in reading order.

    An article in a language that was not analysed has none: shared names and numbers alone make no claim the same.
    """
    return [
        unit
        for number, annotated in enumerate(articles)
        if annotated.analysed
        for unit in _of_article(number, annotated)
    ]


def _of_article(number: int, annotated: Annotated) -> Iterator[Unit]:
    quoted = _quoted(annotated.tokens)
    captioned = captions.of([annotated.article])
    headings = [block for block in annotated.article.blocks if block.kind == "heading"]
    names = annotated.names
    starts = [name.start for name in names]
    propositions: dict[int, list[Proposition]] = {}
    for proposition in annotated.propositions:
        propositions.setdefault(proposition.sentence, []).append(proposition)
    held = [sentence for sentence in annotated.sentences if states(annotated, sentence)]
    order = {id(sentence): index for index, sentence in enumerate(annotated.sentences)}
    for place, sentence in enumerate(held):
        words = tuple(islice(_words(annotated, sentence, quoted, names, starts), LONGEST_SENTENCE))
        own = propositions.get(order[id(sentence)], [])
        clauses = tuple(_clause(p, words) for p in own)
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        yield Unit(
            article=number,
            place=place,
            of=len(held),
            sentence=order[id(sentence)],
            start=sentence.start,
            end=sentence.end,
            words=words,
            clauses=clauses,
            names=_name_stems(words, names[low:high]),
            figures=_figures(annotated, sentence, words),
            moments=_moments(annotated, sentence),
            speakers=_speakers(annotated, sentence),
            negated=any(t.text.lower() in NEGATIONS for t in annotated.tokens[sentence.first : sentence.last]),
            reporting=any(w.stem in REPORTING for w in words),
            context=_resolved(own, words),
            caption=captioned(annotated.article.id, sentence.start),
            heading=_inside(headings, sentence.start),
        )


def _inside(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a character stands in one of some blocks, which stand in order."""
    index = bisect_right(blocks, at, key=lambda block: block.start) - 1
    return index >= 0 and at < blocks[index].end


def states(annotated: Annotated, sentence: Sentence) -> bool:
    """Tell whether a sentence may state something: it has a word, and is no dateline or signature of a post."""
    worded = any(PIECES.search(token.text) for token in annotated.tokens[sentence.first : sentence.last])
    text = annotated.article.text[sentence.start : sentence.end]
    return worded and not is_signature(text) and not DATELINE.fullmatch(text)


REPORTING = frozenset(stem(w) for w in "say tell add ask claim announce report state deny insist argue write".split())  # noqa: SIM905


def _words(
    annotated: Annotated, sentence: Sentence, quoted: list[bool], names: Sequence[Name], starts: list[int]
) -> Iterator[Word]:
    stops = stop_words()
    for index in range(sentence.first, sentence.last):
        token = annotated.tokens[index]
        at = bisect_right(starts, token.start) - 1
        named = at >= 0 and names[at].end > token.start
        for piece in PIECES.finditer(token.text):
            text = piece.group()
            root = stem(text)
            yield Word(
                text=text,
                stem=root,
                start=token.start + piece.start(),
                content=bool(root) and text.lower() not in stops and root not in stops,
                pos=token.pos,
                name=named or token.pos == "PROPN",
                quoted=quoted[index],
            )


def _quoted(tokens: Sequence[Token]) -> list[bool]:
    """Return, for every token, whether it stands inside double quotation marks."""
    found = []
    since: int | None = None
    for index, token in enumerate(tokens):
        mark = token.text
        if mark in OPENING or (mark == EITHER and since is None):
            since = index
        elif mark in CLOSING or mark == EITHER or (since is not None and index - since > LONGEST_QUOTATION):
            since = None
        found.append(since is not None)
    return found


def _clause(proposition: Proposition, words: Sequence[Word]) -> Clause:
    low = bisect_left(words, proposition.start, key=lambda w: w.start)
    high = bisect_left(words, proposition.end, key=lambda w: w.start)
    predicate = stem(proposition.predicate.split()[0]) if proposition.predicate else ""
    roles = [f"predicate {predicate}"]
    for argument in proposition.arguments:
        named = (argument.entity or "").split()
        key = stem(named[-1]) if named else stem(argument.head.split()[0]) if argument.head else ""
        roles.append(f"{argument.role if argument.role in {'subject', 'object'} else 'other'} {key}")
    extra = [stem(a.entity.split()[-1]) for a in proposition.arguments if a.entity and a.entity.split()]
    held = [w.stem for w in words[low:high] if w.content]
    return Clause(
        proposition=proposition,
        stems=tuple(held + [e for e in extra if e not in held]),
        roles=tuple(sorted(set(roles))),
        predicate=predicate,
    )


def _name_stems(words: Sequence[Word], names: Sequence[Name]) -> tuple[str, ...]:
    """Return the stems of the words of names, and of the fullest forms they stand for."""
    found = {word.stem for word in words if word.name and word.content}
    for name in names:
        found.update(stem(part) for part in name.entity.split()[-1:])
    return tuple(sorted(found - {""}))


def _figures(annotated: Annotated, sentence: Sentence, words: Sequence[Word]) -> tuple[str, ...]:
    """Return the numbers of a sentence as plain digits; "one" is mostly no number."""
    found = {word.stem for word in words if word.stem[:1].isdigit() and word.text.lower() != "one"}
    low = bisect_left(annotated.figures, sentence.start, key=lambda f: f.start)
    high = bisect_left(annotated.figures, sentence.end, key=lambda f: f.start)
    for figure in annotated.figures[low:high]:
        found.add(f"{figure.low:.6g}")
        found.add(f"{figure.high:.6g}")
    return tuple(sorted(found))


def _moments(annotated: Annotated, sentence: Sentence) -> tuple[str, ...]:
    """Return the days and periods that a sentence names, as far as they could be resolved."""
    low = bisect_left(annotated.moments, sentence.start, key=lambda m: m.start)
    high = bisect_left(annotated.moments, sentence.end, key=lambda m: m.start)
    return tuple(sorted({f"{m.earliest}/{m.latest}" for m in annotated.moments[low:high] if m.earliest is not None}))


def _speakers(annotated: Annotated, sentence: Sentence) -> tuple[str, ...]:
    """Return the last names of those whose words a sentence gives."""
    high = bisect_left(annotated.quotations, sentence.end, key=lambda q: q.start)
    found = set()
    for quotation in annotated.quotations[max(0, high - 8) : high]:
        if quotation.end > sentence.start and quotation.speaker and quotation.speaker.split():
            found.add(stem(quotation.speaker.split()[-1]))
    return tuple(sorted(found))


def _resolved(propositions: Sequence[Proposition], words: Sequence[Word]) -> tuple[str, ...]:
    """Return the stems of those whom the sentence's pronouns and short names mean, beside its own words."""
    own = {word.stem for word in words}
    found = {
        stem(part) for p in propositions for a in p.arguments if a.entity is not None for part in a.entity.split()[-1:]
    }
    return tuple(sorted(found - own - {""}))


def concepts(stems: Sequence[str]) -> list[str]:
    """Return `stems` with the groups of near-synonyms they stand in beside them."""
    groups = synonyms()
    return [f"~{number}" for root in stems for number in groups.get(root, ())]
