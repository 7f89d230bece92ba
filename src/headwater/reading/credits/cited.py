"""Media and agencies that a sentence cites: "told Reuters", "the BBC reported", "in an interview with Le Monde"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.article import Credit
from headwater.reading import outlets
from headwater.reading.credits import names
from headwater.reading.lists import kept

if TYPE_CHECKING:
    from headwater.article import CreditKind

# How many characters before and after a name are read for a cue.
_WINDOW = 110

_ADJECTIVES = (
    "own|local|state|state-run|state-owned|state-controlled|public|private|online|popular|leading|official|"
    "semi-official|"
    "pro-government|independent|national|regional|news|technology|tech|sports|business|financial|celebrity|gossip|"
    "entertainment|trade|satirical|conservative|liberal|right-wing|left-wing|far-right|sister|fellow|data|"
    "source|political|"
    "science|medical|industry|music|student|evening|morning|late-night|cable|public-service|respected|"
    "influential|rival|"
    "English-language|German-language|Arabic-language|Russian-language|state-backed|government-run|opposition|exile"
)
_FROM = (
    r"told|telling|tells|informed|according to|(?:first )?(?:was |were )?reported (?:\w{1,20} )?(?:by|in|on)|"
    r"described (?:by|in)|reports? (?:by|in|from|on)|cited (?:by|in)|"
    r"quoted (?:by|in|as saying by)|noted by|revealed by|published (?:by|in|on)|obtained by|seen by|reviewed by|"
    r"carried by|"
    r"aired (?:by|on)|broadcast (?:by|on)|shown (?:by|on)|leaked to|speaking (?:to|on|with)|spoke (?:to|with|on)|"
    r"talking to|talked to|interviews? (?:\w+ ){0,2}?(?:with|to|on|in|by|for|published (?:in|by|on))|"
    r"interviewed (?:by|on)|"
    r"appear(?:ing|ed|ance) on|(?:comments?|remarks|statement|column|article|op-ed|essay|opinion piece|story|"
    r"account|investigation|poll|survey|footage|images|video|table|chart|review|exclusive|message|email|e-mail) "
    r"(?:\w+ ){0,2}?(?:to|with|in|for|by|from|on)|citing|cites|cited|quoting|quotes|quoted|"
    r"(?:said|says|saying|wrote|writes|writing|explained|argued|told viewers|told listeners|tweeted|posted|"
    r"added|claimed|"
    r"insisted|confirmed|announced|acknowledged|predicted|warned) (?:\w+ ){0,3}?(?:on|in|to|for)|first posted "
    r"online by|"
    r"via|(?<=, )per|(?<=\()per|"
    r"courtesy of|confirmed to|revealed to|explained to|admitted to|broke (?:in|on)|said in an? [\w-]+ "
    r"(?:to|with|on|for)"
)
_STAFF = "reporter|correspondent|columnist|journalist|editor|writer|analyst|anchor|political reporter|science writer"
_VERBS = (
    "reported|reports|reporting|report|said|says|saying|wrote|writes|quoted|quotes|noted|notes|added|adds|cited|"
    "cites|citing|"
    "published|revealed|reveals|claimed|claims|learned|stated|states|projected|estimated|described|broadcast|aired|"
    "explains|argues|documentary|documentaries|confirmed|speculated|showed|shows|found|announced|calls|called|"
    "obtained|polls?|surveys?|exclusive|"
    "interview|article|story|footage|investigation|column|analysis|tally|count|broke|"
    "observed|summarised|"
    r"followed up|produced an? (?:\w+ ){0,2}(?:profile|report|documentary|film|series)|"
    "summarized|suggests|suggested|index|price index"
)


_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")
_ITS_SITE = re.compile(r"(?:[’']s)? (?:web ?)?(?:site|website|page)")
_TOWN = re.compile(r"^[A-Z][\w.]{1,24}[’']s ")
_TO = re.compile(r"\bto (?:the )?$")


@dataclass(frozen=True, slots=True)
class _Patterns:
    cue: re.Pattern[str]
    verb: re.Pattern[str]
    judged: re.Pattern[str]
    beside: re.Pattern[str]
    noun_before: re.Pattern[str]
    noun_after: re.Pattern[str]
    appointed: re.Pattern[str]
    inverted: re.Pattern[str]
    station: re.Pattern[str]
    domain: re.Pattern[str]
    extension: re.Pattern[str]


def _appointed(name: str) -> re.Pattern[str]:
    """Any name beside a word for a medium: "the newspaper Vesti", "television station KTLA"."""
    return re.compile(
        r"\b(?:newspaper|daily|tabloid|weekly|magazine|broadcaster|news agency|news site|news website|TV station|"
        rf"television station|TV channel|television channel|radio station|news service|news channel|"
        rf"affiliate|sister station) [“\"‘']?(?P<name>{name})|"
        rf"\b(?:told|interviews? with|interview (?:to|on|in)|reported (?:by|in)|according to|quoted by|"
        rf"cited by) (?:the |[A-Z]\w+[’']s )?"
        rf"(?P<titled>{name}) (?:newspaper|paper|daily|magazine|news agency|TV|television|radio|website|"
        rf"channel|broadcaster|network|"
        r"news site|tabloid|weekly)\b|"
        rf"(?P<published>{name}) (?:newspaper|daily|magazine|news agency|tabloid|broadcaster) (?:also |has |"
        rf"had )?(?:reported|"
        r"reports|published|said|says|quoted|cited|wrote)\b|"
        rf"\btold (?P<whose>{name})[’']s [A-Z][\w-]{{1,24}} [A-Z][\w-]{{1,24}}|"
        r"\bin an? (?:[\w-]{1,20} ){0,3}?interview (?:\w{3,6}day )?(?:with|for|on) (?P<single>(?:The "
        r"[A-Z][\w’'&-]{1,24}"
        r"(?: (?:with |of )?[A-Z][\w’'&-]{1,24}){0,4}|[A-Z][\w&-]{1,24})(?=[’']s|[.,;:”]|$| (?:on|last|this|"
        r"that|in|at|aired|"
        r"airing|published|to)\b))(?<!day)"
    )


@kept
def _patterns() -> _Patterns:
    nouns = names.alternatives(list(names.load().nouns))
    described = (
        rf"(?:(?i:the|an?|its|their) )?(?:(?:[A-Z][\w’'.-]{{0,24}}|{_ADJECTIVES}|{nouns}),? ){{0,5}}"
        r"(?:(?:of|from|at|on|for|by) (?:the )?)?[“\"‘']?"
    )
    # No name goes on behind a stop that ends a sentence.
    name = r"[A-Z0-9][\w.’'&!+-]{0,24}(?:(?<![a-z]{2}\.) (?:of |and |de )?[A-Z0-9][\w.’'&!+-]{0,24}){0,4}"
    return _Patterns(
        cue=re.compile(
            rf"(?:\b(?i:{_FROM})\s(?:[\w-]+ (?:on|in|at|for) )?{described}"
            rf"|(?:^|[.!?”\"] |, )(?i:on|in)\s(?:the )?(?:(?:{_ADJECTIVES}|{nouns}) ){{0,4}})$"
        ),
        verb=re.compile(
            rf"(?:(?:['’]s?(?: (?:{_STAFF}))?| (?:{_STAFF})) [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)?"
            r"(?:,? on [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?,?|, an? [^,.;\n]{3,80},)?"
            rf"(?:,? (?:an? |the )?(?:[\w-]+ ){{0,3}}?(?:{nouns}),?)?(?:,? which)?"
            r"(?: (?:has|had|have|also|today|first|later|earlier|previously|then|on [A-Z][a-z]+day|this week|last "
            r"week)){0,2},? "
            rf"(?:(?:was|were) (?:the )?first to report|{_VERBS})\b"
        ),
        judged=re.compile(
            r"\b(?:dubbed|called|described|named|ranked|rated|voted|listed|labell?ed|branded|hailed|profiled|"
            r"interviewed)\b[^.!?\n]{0,70} "
            r"by (?:the )?$"
        ),
        beside=re.compile(rf"\b(?:by|in|from|to) {described}$"),
        noun_before=re.compile(rf"(?:^|\W)(?:{nouns}),? (?:the )?[“\"‘']?$"),
        noun_after=re.compile(rf"[”\"’']?(?:['’]s)? (?:\w+ )?(?:{nouns})(?!\w)"),
        appointed=_appointed(name),
        # "..., Daily Bugle reported": after what it reported.
        inverted=re.compile(
            rf"[,”\"] (?:the )?(?P<name>{name}) (?:has |had |also |first )?(?:reported|reports)(?: "
            rf"[\w.]+){{0,3}}(?=[.,;\n]|$)|"
            rf"[,”\"] (?:reports|reported) (?:the )?(?P<titled>{name})"
        ),
        domain=re.compile(
            r"(?<![\w@/.-])[A-Za-z][\w-]{1,30}\.(?:com|org|net|info|co\.uk|com\.au|ru|de|fr|ca|tv|news)(?![\w@/])"
        ),
        station=re.compile(
            r"(?<![\w@#/.-])(?:[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?(?: \d{1,2})?|(?:ABC|CBS|NBC|FOX|Fox|CW|"
            r"WB)\s?\d{1,2})(?![\w@])"
        ),
        # "CBS" may be a station's: "CBS Boston".
        extension=re.compile(r"(?: [A-Z][\w’&-]+){1,2}"),
    )


def find(text: str) -> list[Credit]:
    """Return the media and agencies that the text's sentences cite, each with the characters of cue and name."""
    found: list[Credit] = []
    taken: list[tuple[int, int]] = []
    patterns = _patterns()
    for pattern, known in (
        (names.pattern(), True),
        (patterns.domain, True),
        (patterns.station, False),
        (names.unknown(), False),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken[-60:]):
                continue
            if text[end : end + 1] in "-/" and text[end + 1 : end + 2].isupper():
                continue  # a part of another name: "NBC/Marist", "NBC-Wall Street Journal"
            credit = _cited(text, match, known=known)
            if credit:
                taken.append((start, end))
                found.append(credit)
    taken.sort()
    for pattern in (patterns.appointed, patterns.inverted):
        for match in pattern.finditer(text):
            key = next(name for name, value in match.groupdict().items() if value)
            start, end = match.span(key)
            if key == "name" and pattern is patterns.appointed and not _told(text, match.start(), end):
                continue
            at = bisect_left(taken, (start, start))
            if not any(
                start < other_end and other < end for other, other_end in taken[max(0, at - 2) : at + 2]
            ) and _is_medium(match[key]):
                end -= len(match[key]) - len(match[key].rstrip(".,"))
                origin, kind = names.canonical(text[start:end])
                found.append(Credit(origin, kind, start, end))
    return found


def _told(text: str, start: int, end: int) -> bool:
    """Tell whether a medium named beside its noun is said to report: "the newspaper Vesti" may be bought or closed."""
    patterns = _patterns()
    left = text[max(0, start - _WINDOW) : start].rpartition("\n")[2]
    right = text[end : end + _WINDOW].split("\n", 1)[0]
    return bool(patterns.cue.search(left) or patterns.judged.search(left) or patterns.verb.match(right)) or (
        not names.traded(left) and patterns.beside.search(left) is not None
    )


def _cited(text: str, match: re.Match[str], *, known: bool) -> Credit | None:
    """Return the credit that a name is by what stands around it, None where nothing says that it is cited."""
    patterns = _patterns()
    start, end = match.span()
    left = text[max(0, start - _WINDOW) : start]
    left = left[left.rfind("\n") + 1 :]
    right = text[end : end + _WINDOW].split("\n", 1)[0]
    cue = _cue(left, right, match[0], known=known)
    verb = patterns.verb.match(right)
    longer = patterns.extension.match(right) if known and not (verb or cue) else None
    if longer:
        end += len(longer[0].rstrip())
        verb = patterns.verb.match(text[end : end + _WINDOW].split("\n", 1)[0])
    if not cue:
        named = bool(patterns.noun_before.search(left) or patterns.noun_after.match(right))
        article = left[-4:].lower() == "the " or match[0].startswith("The ")
        vague = names.ambiguous(match[0]) or not (known or article)
        # "with Fortune reporting that"
        reporting = left.endswith("with ") and right.startswith(" reporting ")
        if not verb or (vague and not named and not reporting):
            return None
    if not known and _CALL_SIGN.fullmatch(match[0]) and _ITS_SITE.match(right):
        return None
    origin, kind = _origin(text[start:end] if longer else match[0])
    first = start - (len(left) - cue.start()) if cue else start
    while text[first] in ' ,.!?”"':
        first += 1
    last = end if cue or not verb else end + verb.end()
    return Credit(origin, "study" if left.endswith("journal ") else kind, first, last)


def _cue(left: str, right: str, name: str, *, known: bool) -> re.Match[str] | None:
    """Return the words before a name that say it is cited, None where there are none."""
    patterns = _patterns()
    cue = patterns.cue.search(left) or patterns.judged.search(left)
    if not cue and patterns.noun_before.search(left) and not names.traded(left):
        cue = patterns.beside.search(left)
    if not cue and known and right[:1] in {".", ",", ":", ";"} and names.canonical(name)[1] == "wire":
        cue = _TO.search(left)
    return cue


def _origin(name: str) -> tuple[str, CreditKind]:
    """Return a medium's canonical name and kind; a domain is the outlet that publishes under it."""
    origin, kind = names.canonical(name)
    if "." in origin:
        origin = outlets.named(origin) or origin
    # "People's Daily" is a name; the town in "Hallen's Morning Herald" is none of it.
    return (origin if origin in names.load().names else _TOWN.sub("", origin)), kind


def _is_medium(name: str) -> bool:
    """Tell whether a name beside a cue is a medium's: people report too ("Smith reported")."""
    return len(name) > 1 and not re.match(
        r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|He|She|They|It)\b|The$|[RD]-|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
        r"(?:South |North |Latin )?[A-Z][a-z]+(?:an|ish|ese|ean|li|qi|ch)$",
        name,
    )
