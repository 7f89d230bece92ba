"""The wording in which documents, statements and unnamed media are credited, as patterns.

Every repetition is bounded, so that a pattern's time grows with the text's length and no faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from headwater.reading import lists
from headwater.reading.credits import names
from headwater.reading.lists import kept

if TYPE_CHECKING:
    from headwater.article import CreditKind

_WORD = r"[\w’'/-]{1,30} "
_PART = r"[A-Z][\w.’'&-]{0,24}"
_NAME = rf"{_PART}(?: (?:(?:of|for|and|the|on|in|de|&) ){{0,2}}[A-Z0-9][\w.’'&-]{{0,24}}){{0,7}}"
_WHOSE = rf"(?:{_PART} ){{0,4}}[A-Z][\w.-]{{0,24}}[’']s?"
_DETERMINER = (
    r"(?:(?i:an?|the|his|her|their|its|this|that|one|another|some|several|recent|new|two|three)|"
    rf"{_PART}[’']s?|{_PART}s[’'])"
)
_WHEN = (
    r"(?:last|this|earlier|late|on|in|released|published|issued|dated|sent|posted|filed|obtained|conducted|seen|"
    r"written|"
    r"made|to|from|by|about|of|for|at|with|describing|signed|delivered|provided|compiled|commissioned|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday)"
)
# Words after which what follows is another clause, and no longer the document.
_NEW_CLAUSE = r"(?:which|that|who|he|she|they|it|was|were|is|are|been|be|has|have|had)"
_SOURCED = (
    "data|figures|statistics|reports?|tables?|charts?|estimates?|surveys?|polls?|stud(?:y|ies)|research|records|footage"
)
_COURT = "court (?:filings?|documents|papers|records)"
_MEDIA = "media|press|news|television|TV|newspaper"
_OUTLETS = (
    "newspapers?|paper|daily|tabloid|magazine|broadcaster|TV station|television station|radio station|news agency|"
    "TV channel|news site|news website"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Document nouns with their kinds, and the patterns in which they are credits.

    `according` precedes a source; `spoken` is what people speak through; `telling` follows a document that tells,
    `given` are those that someone issues or cites, `seen` those that a medium has seen, `made` those whose maker is
    named; `network` and `embedded` are posts; `journal` carries studies; `reports` are unnamed media.
    """

    kinds: dict[str, CreditKind]
    noun: re.Pattern[str]
    speaks: re.Pattern[str]
    according: re.Pattern[str]
    spoken: re.Pattern[str]
    telling: re.Pattern[str]
    given: re.Pattern[str]
    seen: re.Pattern[str]
    made: re.Pattern[str]
    network: re.Pattern[str]
    follows: re.Pattern[str]
    tweeted: re.Pattern[str]
    embedded: re.Pattern[str]
    journal: re.Pattern[str]
    reports: re.Pattern[str]

    def kind(self, noun: str) -> CreditKind:
        """Return the kind of credit that a document noun makes."""
        return self.kinds.get(noun) or self.kinds.get(noun.lower()) or "document"


def _spoken(through: str, speak: str) -> re.Pattern[str]:
    """Return the pattern of "said in a statement", "In court filings, ...", ", in a letter to ..., said"."""
    clear = "statement|(?:press|news|media) release|(?:blog |Facebook |Instagram |Twitter )?post|tweet|letter|op-ed"
    few = rf"(?:{_WORD}){{0,3}}?"
    return re.compile(
        rf"(?P<strong>\bin an? {few}(?P<clear>{clear}))\b|"
        rf"\b(?:{speak})\b[^.!?\n“”\"]{{0,60}}?(?P<cue> (?:in|via|through) {_DETERMINER} "
        rf"{few}(?P<noun>{through})"
        rf"| in (?P<court>{_COURT}|statement))\b|"
        rf"(?P<first>\b(?:In|Via|Through|On|From) {_DETERMINER} {few}(?P<head>{through})|\bIn (?P<papers>{_COURT}))\b|"
        rf", (?P<middle>in an? {few}(?P<inner>{through}))\b[^.!?\n“”\"]{{0,70}}?, (?:{speak})\b"
    )


def _telling(tell: str) -> re.Pattern[str]:
    """Return the pattern of what follows a document that tells ("... released on Friday found")."""
    gap = rf" (?:{_WHEN})(?: (?!{_NEW_CLAUSE}\b)[^\s.,;!?“”\"]{{1,24}}){{1,9}}?"
    return re.compile(
        rf"(?:{gap})?(?:, (?:{_WHEN}) [^.,;!?\n“”\"]{{1,50}},)? "
        rf"(?<!\bthe )(?<!\ban )(?<!\ba )(?:(?:also|has|have|had|last week|this week|later|earlier) )?(?:{tell})\b",
        re.IGNORECASE,
    )


def _network(networks: str) -> re.Pattern[str]:
    """Return the pattern of "on Twitter", "on its website", "on Jane Doe's radio show"."""
    own = (
        "website|web site|blog|Facebook page|home ?page|microblog|radio show|TV show|talk show|podcast|"
        "radio program(?:me)?"
    )
    return re.compile(
        rf"\b(?i:on|via|took to|takes to|through) (?:(?P<own>his|her|their|its|the|an?|{_WHOSE}) )?"
        rf"(?:[a-z-]{{1,20}} ){{0,2}}?(?P<network>{networks}|{own})(?: (?:account|page|feed|post|profile|video|"
        rf"channel|message))?\b"
    )


def _journal() -> re.Pattern[str]:
    """Return the pattern of "published in the journal X", "appears in an upcoming issue of X"."""
    return re.compile(
        r"\b(?:published|appears?|appeared|appearing|described|reported|detailed|outlined|online|"
        r"printed)\b[^.!?\n]{0,60}? "
        r"in (?:the |an? )?(?:[a-z-]{1,20} ){0,4}?(?:of )?(?:the )?(?:journals? )?[“\"]?"
        rf"(?P<name>(?:The )?{_NAME})|\bin the (?:scientific |medical |academic )?journal [“\"]?(?P<other>{_NAME})"
    )


def _reports() -> re.Pattern[str]:
    """Return the pattern of "local media said", "according to several news reports", "told a regional paper"."""
    which = (
        "[Ss]ome|[Ll]ocal|[Ss]everal|several|many|various|local|national|international|unconfirmed|initial|"
        "early|earlier|recent|past|previous|"
        "published|other|state|foreign|[A-Z][a-z]{1,20}(?:an|ish|ese|ch|li|qi|ni)|US|U\\.S\\."
    )
    verbs = "reports?|reported|say|said|claim|claimed|suggest|suggested|quoted?|indicated?|citing"
    one = "an?|the|one|some|several|local|state|national|state-run"
    return re.compile(
        rf"\b(?P<phrase>(?:(?:(?:{which}) ){{0,3}}(?i:{_MEDIA}) (?:outlets?|reports?)|(?:(?:{which}) "
        rf"){{1,3}}(?:media|press|"
        rf"newspapers|outlets)))(?: (?:have |has |had |also |first )?(?:{verbs})\b)|"
        r"\b(?:according to|told|in|by|from|as reported by|quoted by|cited by) "
        rf"(?P<other>(?:(?:{which}) ){{1,3}}media|(?:(?:an?|the|some|several|various|one) "
        rf")?(?:{_WORD}){{0,3}}?(?:{_MEDIA}) (?:reports|"
        rf"outlets|accounts)|"
        rf"(?:{one}) (?:{_WORD}){{0,3}}?(?:{_OUTLETS}))\b(?!,? [“\"]?[A-Z])"
    )


@kept
def load() -> Wording:
    """Return the wording that ships with Headwater (`data/documents.toml`)."""
    data = lists.load("headwater.reading.credits", "documents")
    kinds = {noun: cast("CreditKind", group["kind"]) for group in data["group"] for noun in group["nouns"]}
    noun = names.alternatives(list(kinds))
    tell, give, speak, through, networks = (
        names.alternatives(data["verbs"][key]) for key in ("tell", "give", "speak", "through", "networks")
    )
    maker = "by|" + "|".join(
        f"{done} by"
        for done in (
            "conducted",
            "published",
            "released",
            "compiled",
            "provided",
            "issued",
            "collected",
            "commissioned",
            "sent",
            "written",
            "signed",
        )
    )
    return Wording(
        kinds,
        noun=re.compile(rf"\b(?:{noun})\b", re.IGNORECASE),
        speaks=re.compile(rf"\b(?:{speak})\b"),
        according=re.compile(r"\b[Aa]ccording to (?=\S)"),
        spoken=_spoken(through, speak),
        telling=_telling(tell),
        given=re.compile(
            rf"\b(?i:{give}) (?:(?:him|her|them|out|us|to \w{{1,20}}) )?"
            rf"(?P<phrase>{_DETERMINER} (?:[\w’',-]{{1,30}} ){{0,4}}?(?P<noun>{noun}))\b"
        ),
        seen=re.compile(
            rf"(?P<phrase>\b{_DETERMINER} (?:{_WORD}){{0,3}}?(?P<noun>{noun})(?: (?:against|from|of|to|by) "
            rf"[^,.;\n]{{1,40}}?)?),? "
            r"(?:seen|obtained|reviewed|viewed) (?:on \w{3,9}day )?by "
        ),
        made=re.compile(
            rf"(?P<phrase>\b(?:(?P<noun>{noun}) (?:{maker})|(?P<source>{_SOURCED})(?: \w{{1,20}})? from) (?:the |an? )?"
            rf"(?:[a-z-]{{1,20}} ){{0,2}}?(?P<owner>{_NAME}))"
        ),
        network=_network(networks),
        follows=re.compile(
            r"\b(?:follow|join|friend|find|visit|active|popular|trend|viral|investor)\w{0,6}\b[^.!?]{0,24}$"
        ),
        tweeted=re.compile(
            r"(?<!was )(?<!were )(?<!been )(?<!the )(?<!of )(?<!for )\b(?:live-|re)?"
            r"tweet(?:ed\b|s\b(?= that|[:,])|ing\b(?= that|[:,]))"
        ),
        embedded=re.compile(r"[—–-] ?(?P<name>[^@()\n—]{1,60}?) ?\((?P<handle>@\w{1,30})\)"),
        journal=_journal(),
        reports=_reports(),
    )
