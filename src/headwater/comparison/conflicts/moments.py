"""Moments that place one act and differ.

Each was resolved against its own article's date. One inside the other is a finer statement; disjoint ones are a
conflict. Where no date is known only what the words themselves exclude counts: "last week" and "this week", two
weekdays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from headwater.account import Place
from headwater.comparison.conflicts.acts import SPEAKING, innermost, likeness, participants
from headwater.comparison.conflicts.difference import Difference, Value
from headwater.comparison.conflicts.gist import dated_thing, gist
from headwater.comparison.conflicts.vocabulary import stem
from headwater.comparison.dating import tells_which

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headwater.account import ConflictKind
    from headwater.comparison.conflicts.pairing import Line, Pair, View
    from headwater.language.annotated import MomentMention

Relation = Literal["same", "finer", "rounding", "apart", "incomparable"]
_FINE = frozenset({"minute", "part of day", "day"})
_LEAST = 0.42
_LEAST_TIMED = 0.34
_LEAST_UNDATED = 0.55
_LEAST_UNDATED_CLAIM = 0.45
_WIDE_APART = 5
_SURE = 0.62
_AGREE = 0.25
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_MIDNIGHT = 24 * 60
_PARTS = {"MO": (5, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 22), "NI": (19, 30)}
_RELATIVE = re.compile(
    r"(?:earlier\s|later\s|late\s|early\s)?(last|this|next)\s(week|month|year|weekend)", re.IGNORECASE
)
_ROUGH = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|circa|(?:just|shortly|soon)(?:\s(?:before|after))?)\s\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """Two moments of a pair of sentences, how they stand to each other, and how sure it is that both place one act."""

    one: MomentMention
    other: MomentMention
    relation: Relation
    slot: float


def compare(view: View, pair: Pair) -> Iterator[Difference]:
    """Yield the moments of two sentences that place one act and differ; a caption's are those of its picture."""
    if pair.one.caption or pair.other.caption:
        return
    used: set[tuple[int, int]] = set()
    for match in matched(view, pair):
        sides = ((0, match.one.start), (1, match.other.start))
        if used & set(sides):
            continue
        if match.slot >= _AGREE or match.relation == "apart":
            used |= set(sides)
        if match.relation == "apart" and _both_ending(view, pair, match):
            continue  # `bounds.py` compares them
        least = _least(view, pair, match)
        if match.relation == "same" or not _one_act(view, pair, match, least) or _two_things(view, pair, match):
            continue
        kind: ConflictKind = "real"
        if match.relation != "apart":
            kind = "rounding" if match.relation == "rounding" else "granularity"
        elif _planned(pair, match):
            kind = "update"
        elif (
            least
            and (pair.claim is None or _spoken(view, pair, match))
            and likeness(view, pair, *_spans(match)) < _LEAST_ACT
        ) or (least and _years_of_two(pair, match)):
            continue
        yield _difference(view, pair, match, kind)


def matched(view: View, pair: Pair) -> list[Match]:
    """Return the moments of two sentences that can be compared, those that agree first, the surest first."""
    mine, theirs = (
        [moment for moment in line.moments if _placing(view, line, moment) and not _stamped(view, line, moment)]
        for line in (pair.one, pair.other)
    )
    matches = [
        Match(one, other, how, _slot(view, pair, one, other))
        for one in mine
        for other in theirs
        if (how := relation(view, pair, one, other)) != "incomparable"
        and not (how == "apart" and _otherwise_placed(view, pair, one, other))
    ]
    # Two times of day speak of one thing before a time and a day do; what agrees explains before what differs.
    matches.sort(key=lambda m: (not _timed(m), m.relation == "apart", -m.slot, m.one.start, m.other.start))
    return matches


_LEAST_ACT = 0.55
_BEGINS = re.compile(r"\b(since|between)\s(?:[^.;]{1,30}\sand\s)?(?:the\s)?\Z", re.IGNORECASE)
_BACK_TO_RANGE = 48
# "The next night", "three days before": so far from whatever that report has just told of.
_NARRATED = re.compile(
    r"^the\s(?:next|following|previous|same)\s|\b(?:hour|day|night|week|month|year)s?\s(?:before|later|earlier|after)",
    re.IGNORECASE,
)


def narrated(moment: MomentMention) -> bool:
    """Return whether a moment hangs on another that its report has just told of ("three days before")."""
    return bool(_NARRATED.search(moment.text))


def _otherwise_placed(view: View, pair: Pair, one: MomentMention, other: MomentMention) -> bool:
    """Tell whether two moments that are apart place no two deeds: one begins a time, or hangs on another deed told."""
    if narrated(one) or narrated(other):
        return True
    begun = [
        _BEGINS.search(view.text(line), max(line.start, moment.start - _BACK_TO_RANGE), moment.start)
        for line, moment in ((pair.one, one), (pair.other, other))
    ]
    first, second = (match and match[1].lower() for match in begun)
    return first != second


def _two_things(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether both moments date things of their own, and not the same one: a strike here, a vote there."""
    named = []
    for line, span in zip((pair.one, pair.other), _spans(match), strict=True):
        thing = dated_thing(view, line, *span)
        named.append(None if thing is None else stem(view.articles[line.article].tokens[thing].lemma))
    return None not in named and named[0] != named[1]


def _both_ending(view: View, pair: Pair, match: Match) -> bool:
    sides = ((pair.one, match.one), (pair.other, match.other))
    return pair.claim is not None and all(ending(view, line, moment) for line, moment in sides)


def ending(view: View, line: Line, moment: MomentMention) -> bool:
    """Tell whether a moment ends a state: it lasts until then, or something does not happen before."""
    text = view.text(line)
    left = max(line.start, moment.start - _BESIDE)
    denied = _NOT.search(text, max(line.start, moment.start - _BACK), moment.start)
    return bool(_UNTIL.search(text, left, moment.start) or (denied and _BEFORE.search(text, left, moment.start)))


_UNTIL = re.compile(r"\b(?:un)?till?\s(?:at\sleast\s|early\s|late\s)?\Z", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\s(?:at\sleast\s|early\s|late\s)?\Z", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never|none|nobody|neither)\b|n[’']t\b", re.IGNORECASE)
_BACK = 60
_BESIDE = 20


def _one_act(view: View, pair: Pair, match: Match, least: float) -> bool:
    """Tell whether two moments are sure enough to place one act; one that is finer needs less than one that rivals.

    Two sentences of one claim that tell of one act (the same verb, or the same people) differ in the moment alone.
    """
    if match.relation == "apart":
        return match.slot >= least
    dated = match.one.earliest and match.other.earliest
    # A day and a year are seldom two tellings of one moment.
    if not dated or abs(_RANKS[match.one.precision] - _RANKS[match.other.precision]) >= _WIDE_APART:
        return match.slot >= (_LEAST_UNDATED if pair.claim is None else _LEAST_UNDATED_CLAIM)
    if pair.claim is None:
        return match.slot >= _LEAST
    act = likeness(view, pair, *_spans(match))
    return any(act >= alike and match.slot >= slot for alike, slot in _FINER)


# How like the acts must be, and then how sure the slot.
_FINER = ((0.3, 0.22), (0.15, 0.3))


def _spans(match: Match) -> tuple[tuple[int, int], tuple[int, int]]:
    return (match.one.start, match.one.end), (match.other.start, match.other.end)


def _least(view: View, pair: Pair, match: Match) -> float:
    """Return how sure the slot must be: less where the words of both exclude each other ("last week", "this week")."""
    if match.relation == "apart" and _by_words(match.one, match.other) == "apart" and _RELATIVE.search(match.one.text):
        wide = [
            view.around(line, start, end, _WIDE)
            for line, (start, end) in zip((pair.one, pair.other), _spans(match), strict=True)
        ]
        shared = wide[0] & wide[1]
        if view.weight(shared) >= _MUCH * view.mean_weight:
            return 0.0
    return _LEAST_TIMED if _timed(match) or pair.claim else _LEAST


_WIDE = 150
_MUCH = 2.0


def _spoken(view: View, pair: Pair, match: Match) -> bool:
    """Tell whether a moment is that of saying: people speak on many days."""
    return any(
        view.governor(line, *span) in SPEAKING for line, span in zip((pair.one, pair.other), _spans(match), strict=True)
    )


def _planned(pair: Pair, match: Match) -> bool:
    """Tell whether one report gives the time of a plan and the other that of the deed."""
    modes = {
        clause.modality
        for line, span in zip((pair.one, pair.other), _spans(match), strict=True)
        if (clause := innermost(line, *span))
    }
    return modes == {"planned", "asserted"}


def _years_of_two(pair: Pair, match: Match) -> bool:
    """Tell whether two years apart place two acts: each has its own sum of money, or they share nobody.

    A career or a case has many years, and in each of them something like the rest of it happens.
    """
    if "year" not in {match.one.precision, match.other.precision}:
        return False
    sums = [{figure.low for figure in line.figures if figure.kind == "money"} for line in (pair.one, pair.other)]
    if sums[0] and sums[1] and not sums[0] & sums[1]:
        return True
    one, other = innermost(pair.one, *_spans(match)[0]), innermost(pair.other, *_spans(match)[1])
    return one is not None and other is not None and not participants(one) & participants(other)


def _timed(match: Match) -> bool:
    return match.one.precision == match.other.precision == "minute"


def relation(view: View, pair: Pair, one: MomentMention, other: MomentMention) -> Relation:
    """Return how two moments stand to each other; "incomparable" where nothing can be said."""
    if one.text.lower() == other.text.lower():
        # A report that came late, or was fetched late, still means the same Friday.
        return "same"
    times = _clock(one), _clock(other)
    if times[0] is not None and times[1] is not None:
        return _by_clock(view, pair, one, other, (times[0], times[1]))
    dated = all(
        moment.earliest and _trusted(view, line, moment) for line, moment in ((pair.one, one), (pair.other, other))
    )
    return _by_calendar(one, other) if dated else _by_words(one, other)


def _placing(view: View, line: Line, moment: MomentMention) -> bool:
    return (
        moment.kind in {"date", "time"}
        and (moment.precision != "none" or moment.earliest is not None)
        and "_REF" not in moment.value
        and "TXX" not in moment.value
        and not tells_which(view.articles[line.article].tokens, moment)
    )


def _stamped(view: View, line: Line, moment: MomentMention) -> bool:
    """Tell whether a moment is the date of a post or of a file photo shown in the page, or a quarter of a game."""
    if _FILED.search(view.text(line), line.start, line.end):
        return True
    left = view.text(line)[max(0, moment.start - 40) : moment.start]
    game = moment.precision == "quarter" and not re.search(r"[0-9]{4}|year", moment.text)
    return game or ("@" in left and left.endswith(") "))


_FILED = re.compile(r"\bFILE\s?[-–—]|\bfile\s(?:photo|picture|image)\b")
_ABSOLUTE = re.compile(r"[12][0-9]{3}|[A-Z][a-z]{2,8}\.?\s[0-9]{1,2}\b|\b[0-9]{1,2}\s[A-Z][a-z]{2}")
_LATE = 4


def _trusted(view: View, line: Line, moment: MomentMention) -> bool:
    """Tell whether the day an expression was resolved to can be trusted.

    Where the article's date is days after the first report's, it may be the day on which the page was fetched; what
    hangs on it is then not to be trusted.
    """
    return bool(_ABSOLUTE.search(moment.text)) or not view.late(line.article, _LATE)


def _clock(moment: MomentMention) -> int | None:
    match = re.search(r"T([0-2][0-9]):([0-5][0-9])$", moment.value)
    return int(match[1]) * 60 + int(match[2]) if match and moment.precision == "minute" else None


def _by_clock(view: View, pair: Pair, one: MomentMention, other: MomentMention, times: tuple[int, int]) -> Relation:
    gap = abs(times[0] - times[1])
    if gap == 0:
        return "same"
    rough = any(
        _ROUGH.search(view.text(line), max(0, moment.start - 16), moment.start) or _ROUGH.match(moment.text + " ")
        for line, moment in ((pair.one, one), (pair.other, other))
    )
    # "Around 6 p.m." leaves a quarter of an hour; "around 12:20" does not.
    half_hours = any(time % 30 == 0 for time in times)
    if gap <= (15 if rough and half_hours else 5 if rough else 2):
        return "rounding"
    # Hours apart, two times of day are two acts more often than two accounts of one; twelve hours are a slip.
    return "apart" if gap <= 60 or gap == 720 else "incomparable"


def _by_calendar(one: MomentMention, other: MomentMention) -> Relation:
    first, second = _days(one), _days(other)
    if first == second:
        return _by_part(one, other)
    if first[0] <= second[1] and second[0] <= first[1]:
        return "finer"
    gap = max(first[0] - second[1], second[0] - first[1]).days
    coarse = max(_length(first), _length(second))
    if any((match := _AGO.search(moment.text)) and gap <= _AGO_REACH[match[1].lower()] for moment in (one, other)):
        return "rounding"
    if coarse > 300 and min(_length(first), _length(second)) < 40 and gap < 40:
        return "incomparable"
    # A week said on a Sunday or a Monday may be the next one: outlets count weeks differently.
    if coarse == 7 and gap <= 1 and min(_length(first), _length(second)) == 1:
        return "incomparable"
    return "apart" if gap <= max(21, 3 * coarse) else "incomparable"


_AGO = re.compile(r"\b(day|week|month|year|decade)s?\s(?:ago|earlier|later|before|after)", re.IGNORECASE)
_AGO_REACH = {"day": 1, "week": 7, "month": 31, "year": 366, "decade": 3660}


def _by_part(one: MomentMention, other: MomentMention) -> Relation:
    """Compare the parts of one day; that only one report names the part is no difference worth telling."""
    mine, theirs = _part(one), _part(other)
    if mine and theirs and (mine[0] >= theirs[1] or theirs[0] >= mine[1]):
        return "apart"
    return "same"


def _days(moment: MomentMention) -> tuple[date, date]:
    return date.fromisoformat(moment.earliest or ""), date.fromisoformat(moment.latest or "")


def _length(days: tuple[date, date]) -> int:
    return (days[1] - days[0]).days + 1


def _part(moment: MomentMention) -> tuple[int, int] | None:
    match = re.search(r"T(MO|MI|AF|EV|NI)$", moment.value)
    if match:
        first, last = _PARTS[match[1]]
        return (0, last) if match[1] == "MO" and "early" in moment.text.lower() else (first, last)
    minute = _clock(moment)
    return (minute // 60, minute // 60 + 1) if minute is not None else None


def _by_words(one: MomentMention, other: MomentMention) -> Relation:
    """Compare what the words alone exclude, for articles without a date."""
    first, second = _WEEKDAY.match(one.value), _WEEKDAY.match(other.value)
    if first and second:
        if first[1] != second[1]:
            return "apart"
        return _by_part(one, other)
    if {one.precision, other.precision} == {"minute", "part of day"}:
        return _by_part(one, other)
    here, there = _RELATIVE.search(one.text), _RELATIVE.search(other.text)
    if here and there and here[2].lower() == there[2].lower():
        return "same" if here[1].lower() == there[1].lower() else "apart"
    if min(_RANKS[one.precision], _RANKS[other.precision]) < max(_RANKS[one.precision], _RANKS[other.precision]) > 1:
        return "finer"
    return "incomparable"


# From fine to coarse; a part of a day is as fine as the day.
_RANKS = {
    "minute": 0, "part of day": 0, "day": 0, "weekend": 1, "week": 2, "month": 3, "season": 4, "quarter": 4, "year": 5,
    "decade": 6, "century": 7, "none": 0,
}  # fmt: skip


def _slot(view: View, pair: Pair, one: MomentMention, other: MomentMention) -> float:
    """Return how sure it is that two moments place one act, 0 to 1."""
    mine, theirs = (one.start, one.end), (other.start, other.end)
    context = view.context(pair, mine, theirs)
    act = likeness(view, pair, mine, theirs)
    return 0.3 * context + 0.4 * act + 0.2 * min(1.0, pair.similarity * 1.5) + 0.1 * (pair.claim is not None)


def _difference(view: View, pair: Pair, match: Match, kind: ConflictKind) -> Difference:
    told = gist(view, pair.one, match.one.start, match.one.end)
    return Difference(
        slot="date",
        kind=kind,
        certainty="sure" if match.slot >= _SURE and not _by_stamp(match) else "possible",
        about=f"when: {told}" if told else "when",
        one=value(view, pair.one, match.one),
        other=value(view, pair.other, match.other),
        strength=match.slot,
        why="disjoint moments of one act" if kind == "real" else "one moment is finer",
        claim=pair.claim,
    )


_DEICTIC = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|last\snight|this\s(?:morning|afternoon|evening))\b", re.IGNORECASE
)


def _by_stamp(match: Match) -> bool:
    """Tell whether two days are apart by one, and one of them hangs on the day on which its page was first put up.

    What such a page says now may be of the day after: its "last night" is then the night of the stamp.
    """
    one, other = match.one, match.other
    if match.relation != "apart" or not (one.earliest and other.earliest):
        return False
    first, second = _days(one), _days(other)
    gap = max(first[0] - second[1], second[0] - first[1]).days
    return gap == 1 and any(_DEICTIC.search(moment.text) for moment in (one, other))


def value(view: View, line: Line, moment: MomentMention) -> Value:
    """Return a moment as a side of a conflict: equal days are one value."""
    place = Place(view.articles[line.article].article.id, moment.start, moment.end)
    key = (
        f"{moment.earliest} {moment.latest} {moment.value}"
        if moment.earliest
        else f"{moment.text.lower()} {moment.value}"
    )
    return Value(moment.text, place, key)
