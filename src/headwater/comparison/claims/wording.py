"""Which words show a claim to the reader: its spans, the report that states it best, and what joined the reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from headwater.comparison.claims.units import VERBS
from headwater.comparison.claims.vectors import rarity
from headwater.language.stems import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from headwater.comparison.claims.units import Clause, Unit, Word
    from headwater.language.annotated import Annotated

# Sentences up to so many words are shown whole; from longer ones a clause that can stand alone.
WHOLE = 28
FEWEST = 6
# A condition stands so near to what depends on it, in characters: a comma and a conjunction may be between.
BESIDE = 3
# A quotation that opened so many characters before a sentence is shown with it.
REACH = 300
# "Two countries", "the second day" are in every article: in words, only greater numbers tell a reader what was shared.
TELLING = 3
DIGITS = re.compile(r"\d+(?:[.:,]\d+)*")
BULLET = re.compile(r"[•▪●►»*]\s+(?=\S)")
OPENING_MARKS = ('"', "“", "«")
# What stands behind an apostrophe.
ENDINGS_OF_WORDS = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})
# A claim of hundreds of reports is told from its first ones.
COMPARED = 12
# What a clause, or in a pile a report, may tell besides without weighing.
LEAST = 0.5
TOPIC = 0.1
PRONOUNS = frozenset("he she it they we i you this that these those his her its their who which".split())  # noqa: SIM905
# What is only asked, or looked into, is no statement: "they looked into | what caused the crash".
ASKING = frozenset({"what", "whatever", "how", "why"})
# What a sentence begins with that leans on the one before it.
LEANING = PRONOUNS | frozenset({"but", "and", "meanwhile", "also", "however", "still", "so", "then"})
JOINERS = frozenset(
    "that which who whom whose because although though while when where after before since as if whether unless "  # noqa: SIM905
    "until for to by in of at on with from than and but or".split()
)
# What a clause that can stand alone does not begin with.
OPENING_NOTHING = JOINERS | PRONOUNS | ASKING
# What follows upon one of these finishes the clause before it: "forced all aboard | to abandon ship".
FINISHING = frozenset({"to", "that", "whether", "if", "than", "of"})
# What joins two verbs that may have one object.
JOINING = frozenset({"and", "or"})
# Verbs that tell nothing without what is said.
SAYING = frozenset(map(stem, ("say", "tell", "add")))
# What links a clause to the rest without taking back that it is so, as "if" and "whether" do.
LINKING = frozenset({"since", "because", "although", "though", "while", "when", "after", "as", "and", "but"})


@dataclass(frozen=True, slots=True)
class Matter:
    """What a claim of a pile is about: the stems that most of its reports hold, and how much each stem tells there."""

    stems: frozenset[str]
    weigh: Callable[[str], float]


def clause_of(unit: Unit, others: Sequence[Unit], matter: Matter | None = None) -> Clause | None:
    """Return the clause of `unit` that shares most with `others`: the smallest of those that share nearly as much.

    `matter` is what the claim is about; without it that is what the others tell.
    """
    if not unit.clauses:
        return None
    told: dict[str, int] = {}
    for other in others[:COMPARED]:
        for root in {*other.content, *other.context}:
            told[root] = told.get(root, 0) + 1
    compared = max(1, len(others[:COMPARED]))
    weigh, least = (matter.weigh, TOPIC) if matter else (rarity, LEAST)
    scored = []
    for clause in unit.clauses:
        held = sorted(set(clause.stems))
        total = sum(weigh(s) for s in held) + least
        shared = sum(weigh(s) * (s in matter.stems if matter else told.get(s, 0) / compared) for s in held)
        # Weight shared, tempered by how much of the clause is beside the point.
        scored.append(
            (shared * (0.5 + 0.5 * shared / total), -(clause.proposition.end - clause.proposition.start), clause)
        )
    return max(scored, key=lambda item: (round(item[0], 9), item[1], -item[2].proposition.predicate_span.start))[2]


def shown(unit: Unit, clause: Clause | None, text: str) -> tuple[int, int]:
    """Return the characters of `text`, the article, that show the claim.

    They are the sentence, or of a long one the clause where it can stand alone: it cuts no quotation.
    """
    if clause is None or len(unit.words) <= WHOLE:
        return unit.start, unit.end
    return alone(unit, clause, text[unit.start : unit.end]) or (unit.start, unit.end)


def alone(unit: Unit, clause: Clause, sentence: str) -> tuple[int, int] | None:
    """Return the characters of a clause of `unit` where it can stand alone, None where it cannot.

    `sentence` is the text of the unit.
    """
    proposition = clause.proposition
    held = [w for w in unit.words if proposition.start <= w.start < proposition.end]
    opened = {a.start for a in proposition.arguments if a.role == "subject"}
    if len(held) > 1 and held[0].text.lower() in LINKING and held[1].start in opened:
        # "... since | the ministry charged two of its officers": what gives the reason or the time is told as well.
        del held[0]
    if len(held) < FEWEST or held[0].text.lower() in OPENING_NOTHING:
        return None
    start, verb = held[0].start, proposition.predicate_span.start
    subject = any(a.role in {"subject", "object"} and start <= a.start < verb for a in proposition.arguments)
    words, rest = sentence[start - unit.start : proposition.end - unit.start], sentence[proposition.end - unit.start :]
    ended = _ended(rest) and not _object_follows(unit, clause)
    able = subject and not cut(words) and ended and not _said_elsewhere(unit, clause) and not _supposed(unit, clause)
    return (start, proposition.end) if able else None


def _said_elsewhere(unit: Unit, clause: Clause) -> bool:
    """Return whether a clause tells only that somebody spoke: "..., the harbour master told reporters on the quay"."""
    start, end = clause.proposition.start, clause.proposition.end
    others = (other.proposition.predicate_span.start for other in unit.clauses if other is not clause)
    return clause.predicate in SAYING and not any(start <= verb < end for verb in others)


def _supposed(unit: Unit, clause: Clause) -> bool:
    """Return whether a clause only supposes something, or is so only if what stands outside of it is."""
    own = clause.proposition
    supposed = [one.proposition for one in unit.clauses if one.proposition.modality == "conditional"]
    beside = (min(abs(one.end - own.start), abs(one.start - own.end)) <= BESIDE for one in supposed)
    return own.modality == "conditional" or any(beside)


def _ended(rest: str) -> bool:
    """Return whether a clause may end before `rest` of its sentence: "with trade | soaring to" breaks a phrase off."""
    following = rest.split(maxsplit=1)
    return not following or not following[0][0].isalnum() or following[0].lower() in JOINERS - FINISHING


def _object_follows(unit: Unit, clause: Clause) -> bool:
    """Return whether a clause may lack what its last verb is about: "the two sides need to cherish | and nurture it".

    Whether it does is the verb's secret ("resigned | and left the country"); the whole sentence says no less.
    """
    end = clause.proposition.end
    before = [word for word in unit.words if word.start < end]
    after = [word for word in unit.words if word.start >= end]
    if not before or before[-1].pos != "VERB" or not after or after[0].text.lower() not in JOINING:
        return False
    for other in unit.clauses:
        proposition = other.proposition
        verb = proposition.predicate_span.start
        if end < verb and proposition.start <= after[0].start + len(after[0].text) + 1:
            return any(a.role == "object" and a.start > verb for a in proposition.arguments)
    return False


def cut(text: str) -> bool:
    """Return whether `text` holds one mark of a quotation without the other."""
    return text.count('"') % 2 > 0 or text.count("“") != text.count("”") or text.count("«") != text.count("»")


def opening(text: str, start: int, end: int, *, back: bool = True) -> int:
    """Return where to begin showing `text` up to `end`: at `start`, or where a quotation that runs into it opens.

    The mark of an item in a list is not shown. Without `back` nothing before `start` is.
    """
    item = BULLET.match(text, start, end)
    start = item.end() if item else start
    # A mark right there opens what follows: there is nothing to look for before it.
    if not back or text[start : start + 1] in OPENING_MARKS or not cut(text[start:end]):
        return start
    before = text[max(0, start - REACH) : start].rpartition("\n")[2]
    mark = start - len(before) + max(before.rfind(mark) for mark in '"“«')
    return mark if mark >= start - len(before) and not cut(text[mark:end]) else start


def merits(
    members: Sequence[Unit],
    texts: Sequence[tuple[Unit, tuple[int, int]]],
    words: Sequence[str],
    told: Sequence[int],
    matter: Matter | None = None,
) -> list[float]:
    """Return how well each of some texts states a claim: whole, plain, complete, and early.

    `members` are the claim's sentences. A text is a sentence with the characters of it that would be shown, which are
    its `words`. `matter` is what the claim is about; without it that is whatever two members share. `told` counts the
    claims that each text's sentence is a report of: a sentence that tells of many names none of them.
    """
    common: dict[str, int] = {}
    for unit in members:
        for root in set(unit.content):
            common[root] = common.get(root, 0) + 1
    core = matter.stems if matter else {root for root, count in common.items() if count > 1 or len(members) == 1}
    weigh, least = (matter.weigh, TOPIC) if matter else (rarity, 1e-9)
    weight = sum(weigh(root) for root in sorted(core)) + least

    def merit(unit: Unit, start: int, end: int, text: str) -> float:
        held = [w for w in unit.words if start <= w.start < end]
        own = {w.stem for w in held if w.content}
        shared = sum(weigh(s) for s in sorted(own & core)) + least
        complete, plain = shared / weight, shared / (sum(weigh(s) for s in sorted(own)) + least)
        fragment = len(held) < FEWEST or not any(w.pos in VERBS or w.pos == "AUX" for w in held)
        veiled = bool(held) and held[0].text.lower() in LEANING
        quoted = sum(w.quoted for w in held) / max(1, len(held))
        # What tells all that is shared and little else states the claim; a lede that tells four things states none.
        value = complete + 0.6 * plain - 0.6 * fragment - 0.25 * veiled - 0.3 * quoted - 0.1 * unit.reporting
        value -= 0.004 * len(held)
        # A clause from inside a sentence has no capital, which is no sign of a fragment.
        inside = start > unit.start
        value -= 0.6 * cut(text) + 0.4 * _broken(text, inside=inside) + 0.1 * inside
        # Who says two things in one breath names neither.
        value -= 0.05 * max(0, sum(start <= c.proposition.predicate_span.start < end for c in unit.clauses) - 1)
        # A caption speaks of its picture, a heading cuts things short. The articles stand in order of publication: the
        # lower index is the earlier.
        return value - 1.0 * unit.caption - 0.5 * unit.heading - 0.02 * unit.article

    return [
        round(merit(unit, *span, text) - 0.08 * min(5, count - 1), 6)
        for (unit, span), text, count in zip(texts, words, told, strict=True)
    ]


def _broken(text: str, *, inside: bool) -> bool:
    """Return whether `text` begins or ends as no sentence does: a heading, a fragment, the announcement of a list.

    A clause from `inside` a sentence may begin with a small letter.
    """
    first = next((character for character in text if character.isalnum()), "")
    ended = text.rstrip("\"'”’»)] ")
    return ended.endswith((":", ";", ",", "–", "—", "?", "…", "...")) or (first.islower() and not inside)


def figures_of(unit: Unit, annotated: Annotated) -> dict[str, str]:
    """Return the figures of a sentence as they stand in the text, by what they amount to: "$240 billion", "8:05"."""
    text = annotated.article.text
    low = bisect_left(annotated.figures, unit.start, key=lambda f: f.start)
    high = bisect_left(annotated.figures, unit.end, key=lambda f: f.start)
    found: dict[str, str] = {}
    at = unit.start
    for figure in [*annotated.figures[low:high], None]:
        until = unit.end if figure is None else figure.start
        for number in DIGITS.finditer(text, at, max(at, until)):
            found.setdefault(number[0].replace(".", ":").replace(",", ""), number[0])
        if figure is not None:
            at = max(at, figure.end)
        if figure is not None and (figure.high >= TELLING or any(c.isdigit() for c in figure.text)):
            found.setdefault(f"{figure.low!r} {figure.high!r} {figure.unit}", " ".join(figure.text.split()))
    return found


def reasons(members: Sequence[Unit], figured: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """Return what joined the members, for a reader: the run of words, names, figures and words they share.

    `figured` are each member's figures as `figures_of` gives them.
    """
    if len({unit.article for unit in members}) < 2:
        return ()
    found = []
    run = _longest_run(members[0], members[1 : COMPARED + 1])
    if run:
        quoted = "the same quoted words" if run[1] else "the same words in a row"
        found.append(f"{quoted}: “{run[0]}”")
    names = _shared([_surface(u, name=True) for u in members])
    if names:
        found.append("the same names: " + ", ".join(names))
    figures = list(dict.fromkeys(_shared(figured)))
    if figures:
        found.append("the same figures: " + ", ".join(figures))
    words = _shared([_surface(u, name=False) for u in members])
    if words:
        found.append("shared words: " + ", ".join(words))
    return tuple(found)


def _surface(unit: Unit, *, name: bool) -> dict[str, str]:
    """Return, by stem, how the unit writes its words that are (or are not) parts of names."""
    return {
        w.stem: w.text if w.name else w.text.lower()
        for w in reversed(unit.words)
        if w.content and w.name == name and not w.stem[:1].isdigit()
    }


def _shared(bags: Sequence[dict[str, str]], most: int = 6) -> list[str]:
    """Return the words that at least two of `bags` hold, the commonest to them and the rarest first."""
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for bag in bags:
        for root, text in bag.items():
            counts[root] = counts.get(root, 0) + 1
            written.setdefault(root, text)
    common = sorted((r for r, n in counts.items() if n > 1), key=lambda r: (-counts[r], -rarity(r), r))
    return [written[root] for root in common[:most]]


def _longest_run(first: Unit, others: Sequence[Unit], fewest: int = 6, most: int = 30) -> tuple[str, bool] | None:
    """Return the longest run of words of `first` that some other unit has too, and whether it is quoted."""
    stems = [w.stem for w in first.words]
    best_run: tuple[int, int] | None = None
    for other in others:
        places: dict[str, list[int]] = {}
        for at, word in enumerate(other.words[:400]):
            places.setdefault(word.stem, []).append(at)
        reached: dict[int, int] = {}
        for at, root in enumerate(stems[:400]):
            now = {}
            for place in places.get(root, ()):
                length = reached.get(place - 1, 0) + 1
                now[place] = length
                if best_run is None or length > best_run[1] - best_run[0]:
                    best_run = (at - length + 1, at + 1)
            reached = now
    if best_run is None or best_run[1] - best_run[0] < fewest:
        return None
    run = first.words[best_run[0] : best_run[1]]
    text = _spaced(run[:most]) + (" …" if len(run) > most else "")
    return text, all(w.quoted for w in run)


def _spaced(words: Sequence[Word]) -> str:
    """Return words as they stood, marks between them left out: "didn't", not "did n't"."""
    text = words[0].text
    for before, word in pairwise(words):
        gap = word.start - before.start - len(before.text)
        joint = "" if gap == 0 else "’" if gap == 1 and word.text in ENDINGS_OF_WORDS else " "
        text += joint + word.text
    return text
