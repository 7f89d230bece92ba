"""Studies, documents, datasets and statements that a sentence rests on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from headwater.article import Credit
from headwater.reading.credits import names, owners

if TYPE_CHECKING:
    from headwater.article import CreditKind

# A phrase that names a document is read this far, in characters.
_PHRASE = 90


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Document nouns with their kinds, and the patterns in which they are credits."""

    kinds: dict[str, CreditKind]
    according: re.Pattern[str]
    spoken: re.Pattern[str]
    telling: re.Pattern[str]
    given: re.Pattern[str]
    made: re.Pattern[str]
    network: re.Pattern[str]
    tweeted: re.Pattern[str]
    embedded: re.Pattern[str]
    journal: re.Pattern[str]
    reports: re.Pattern[str]
    noun: re.Pattern[str]
    speaks: re.Pattern[str]
    networks: frozenset[str]


_DETERMINER = (
    r"(?:an?|the|his|her|their|its|this|that|one|another|some|several|recent|new|two|three|[A-Z][\w.’'-]+[’']s?)"
)
_NAME = r"[A-Z][\w.’'&-]*(?: (?:(?:of|for|and|the|on|in|de|&) ){0,2}[A-Z0-9][\w.’'&-]*){0,7}"
_WHEN = (
    r"(?:last|this|earlier|late|on|in|released|published|issued|dated|sent|posted|filed|obtained|conducted|seen|written|made|"
    r"to|from|by|about|of|for|at|with|describing|signed|delivered|provided|compiled|commissioned|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday)"
)


@cache
def _lexicon() -> Lexicon:
    data = tomllib.loads(files("headwater.reading.credits").joinpath("data/documents.toml").read_text(encoding="utf-8"))
    kinds = {noun: cast("CreditKind", group["kind"]) for group in data["group"] for noun in group["nouns"]}
    noun = names.alternatives(list(kinds))
    tell, give, speak = (names.alternatives(data["verbs"][key]) for key in ("tell", "give", "speak"))
    networks = names.alternatives(data["verbs"]["networks"])
    sourced = "data|figures|statistics|reports?|tables?|charts?|estimates?|surveys?|polls?|stud(?:y|ies)|research|records|footage"
    spoken = names.alternatives(data["verbs"]["through"])
    return Lexicon(
        kinds,
        according=re.compile(r"\b[Aa]ccording to (?=\S)"),
        spoken=re.compile(
            rf"\b(?:{speak})[^.!?\n“”\"]{{0,60}}?(?P<cue> (?:in|via|through|by|on|from) {_DETERMINER} (?:[\w’'-]+ ){{0,3}}?"
            rf"(?P<noun>{spoken})| in (?P<court>court (?:filings?|documents|papers|records)))\b|"
            rf"(?P<first>\b(?:In|Via|Through|On|From) {_DETERMINER} (?:[\w’'-]+ ){{0,3}}?(?P<head>{spoken})|\bIn (?P<papers>court (?:filings?|documents|papers|"
            rf"records)))\b|, (?P<middle>in an? (?:[\w’'-]+ ){{0,3}}?(?P<inner>{spoken}))\b[^.!?\n“”\"]{{0,70}}?, (?:{speak})\b"
        ),
        telling=re.compile(
            rf"(?P<phrase>(?:\b{_DETERMINER} )?(?:[\w’'/-]+ ){{0,4}}?\b(?P<noun>{noun}))(?: (?:{_WHEN})(?: (?!(?:which|that|who|he|she|they|it)\b)[^\s.,;!?“”\"]{{1,24}}){{1,9}}?)?"
            rf"(?:, (?:{_WHEN}) [^.,;!?\n“”\"]{{1,50}},)? (?:(?:also|has|have|had|last week|this week|later|earlier) )?(?:{tell})\b",
            re.IGNORECASE,
        ),
        given=re.compile(
            rf"\b(?:{give}) (?:(?:him|her|them|out|us|to \w+) )?(?P<phrase>{_DETERMINER} (?:[\w’',-]+ ){{0,4}}?(?P<noun>{noun}))\b"
        ),
        made=re.compile(
            rf"(?P<phrase>\b(?:(?P<noun>{noun}) (?:\w+ )?(?:by|conducted by|published by|released by|compiled by|provided by|issued by|"
            rf"collected by|commissioned by|put out by)|(?P<source>{sourced})(?: \w+)? from) (?:the |an? )?(?:[a-z-]+ ){{0,2}}?"
            rf"(?P<owner>{_NAME}))"
        ),
        network=re.compile(
            rf"\b(?i:on|via|to|through|in) (?:(?P<own>his|her|their|its|the|an?|{_NAME}[’']s?) )?(?:official |own |verified |personal )?"
            rf"(?:[a-z-]+ ){{0,2}}?(?P<network>(?:{networks})|website|web site|blog|Facebook page|home ?page|microblog|radio show|TV show|"
            rf"talk show|podcast|radio program(?:me)?)"
            rf"(?: (?:account|page|feed|post|profile|video|channel|message))?\b"
        ),
        tweeted=re.compile(r"\b(?:live-|re)?tweet(?:ed|s|ing)\b"),
        embedded=re.compile(r"[—–-] ?(?P<name>[^@()\n—]{1,60}?) ?\((?P<handle>@\w+)\)"),
        journal=re.compile(
            rf"\b(?:published|appears?|appeared|appearing|described|reported|detailed|outlined|online|printed)\b[^.!?\n]{{0,60}}? "
            rf"in (?:the |an? )?(?:[a-z-]+ ){{0,4}}?(?:of )?(?:the )?(?:journals? )?[“\"]?(?P<name>(?:The )?{_NAME})|"
            rf"\bin the (?:scientific |medical |academic )?journal [“\"]?(?P<other>{_NAME})"
        ),
        reports=re.compile(
            r"\b(?P<phrase>(?:some |several |many |various |local |national |international |unconfirmed |initial |early |earlier |"
            r"recent |past |previous |published |other )*(?:(?:media|press|news|television|TV|newspaper) (?:outlets?|reports?|media)|"
            r"(?:local|state|national|international|foreign|social|Russian|Chinese|Israeli|Iranian|Turkish|German|French|British|"
            r"Italian|Spanish|Japanese|Indian|American|US|U\.S\.|South Korean|Arab|Western) (?:media|press|newspapers|outlets)))"
            r"(?: (?:have |has |had |also |first )?(?:report|reports|reported|say|said|claim|claimed|suggest|suggested|quoted?|indicated?|"
            r"citing)\b)|\b(?:according to|told|in|by|from|as reported by|quoted by|cited by) (?P<other>(?:(?:an?|the|some|several|"
            r"various|one) )?(?:[A-Za-z’'.-]+ ){0,3}?(?:media|press|news|television|newspaper) (?:reports|outlets|accounts)|"
            r"(?:an?|the|one|some|several|local|state|national|state-run) (?:[A-Za-z’'.-]+ ){0,3}?(?:newspapers?|paper|daily|tabloid|magazine|"
            r"broadcaster|TV station|television station|radio station|news agency|TV channel|news site|news website))\b(?! [“\"]?[A-Z])",
            re.IGNORECASE,
        ),
        noun=re.compile(rf"\b(?:{noun})\b"),
        speaks=re.compile(rf"\b(?:{speak})\b"),
        networks=frozenset(data["verbs"]["networks"]),
    )


def find(text: str) -> list[Credit]:
    """Return the studies, documents, datasets and statements that the text cites, paragraph by paragraph."""
    found: list[Credit] = []
    at = 0
    for paragraph in text.split("\n\n"):
        found += _according(paragraph, at)
        found += _spoken(paragraph, at)
        found += _told(paragraph, at)
        found += _posted(paragraph, at)
        found += _published(paragraph, at)
        at += len(paragraph) + 2
    return found


def _according(paragraph: str, at: int) -> list[Credit]:
    """Return what "according to" names: a document, or an organisation."""
    found: list[Credit] = []
    lexicon = _lexicon()
    for match in lexicon.according.finditer(paragraph):
        phrase = owners.phrase(paragraph[match.end() : match.end() + _PHRASE])
        noun = lexicon.noun.search(phrase)
        if names.pattern().search(phrase) or names.unknown().search(phrase):
            continue  # the medium itself is the credit
        if noun:
            origin = owners.bare(phrase)
            kind = lexicon.kinds[noun[0]]
        elif owners.organisation(phrase):
            origin, kind = owners.bare(phrase), cast("CreditKind", "speaker")
        else:
            continue
        found.append(Credit(origin, kind, at + match.start(), at + match.end() + len(phrase)))
    return found


def _spoken(paragraph: str, at: int) -> list[Credit]:
    """Return the statements, letters and the like in which someone said something."""
    found: list[Credit] = []
    lexicon = _lexicon()
    for match in lexicon.spoken.finditer(paragraph):
        noun = next(found for found in match.group("noun", "court", "head", "papers", "inner") if found)
        start, end = match.span(next(key for key in ("cue", "first", "middle") if match[key]))
        start += paragraph[start] == " "
        owner = owners.after(paragraph, end) if match["first"] else owners.subject(paragraph, match.start())
        found.append(_made(noun, owner, at + start, at + end))
    return found


def _told(paragraph: str, at: int) -> list[Credit]:
    """Return the documents that tell something, and those that someone issued or cites."""
    found: list[Credit] = []
    lexicon = _lexicon()
    for pattern in (lexicon.telling, lexicon.given):
        for match in pattern.finditer(paragraph):
            phrase = owners.bare(match["phrase"])
            start, end = match.span("phrase")
            kind = lexicon.kinds.get(match["noun"]) or lexicon.kinds.get(match["noun"].lower(), "document")
            found.append(Credit(phrase, kind, at + start, at + end))
    for match in lexicon.made.finditer(paragraph):
        owner = owners.cleaned(match["owner"])
        if owner:
            start, end = match.span("phrase")
            found.append(_made(match["noun"] or match["source"], owner, at + start, at + end))
    return found


def _posted(paragraph: str, at: int) -> list[Credit]:
    """Return what was said on a social network or website."""
    found: list[Credit] = []
    lexicon = _lexicon()
    for match in lexicon.network.finditer(paragraph):
        network = match["network"]
        known = network in lexicon.networks
        owner = owners.cleaned(match["own"] or "") or owners.speaking(paragraph, match.start(), match.end())
        if not known and not lexicon.speaks.search(paragraph[max(0, match.start() - 80) : match.end() + 40]):
            continue
        origin = f"{owner} on {network}" if owner else network
        found.append(Credit(origin, "speaker", at + match.start(), at + match.end()))
    for match in lexicon.tweeted.finditer(paragraph):
        owner = owners.subject(paragraph, match.start())
        found.append(
            Credit(f"{owner} on Twitter" if owner else "Twitter", "speaker", at + match.start(), at + match.end())
        )
    for match in lexicon.embedded.finditer(paragraph):
        origin = f"{match['name'].strip()} ({match['handle']}) on Twitter"
        found.append(Credit(origin, "speaker", at + match.start(), at + match.end()))
    return found


def _published(paragraph: str, at: int) -> list[Credit]:
    """Return journals that carry a study, and unnamed media reports."""
    found: list[Credit] = []
    lexicon = _lexicon()
    for match in lexicon.journal.finditer(paragraph):
        name = match["name"] or match["other"]
        known = names.load().names.get(name) or names.load().names.get(name.removeprefix("The "))
        if match["other"] or re.search(
            r"\b(?:Journal|Letters|Nature|Science|Review|Lancet|Proceedings|PLOS|Annals)\b", name
        ):
            found.append(Credit(name, "study", at + match.start(), at + match.end()))
        elif known:
            found.append(Credit(known[0], known[1], at + match.start(), at + match.end()))
    for match in lexicon.reports.finditer(paragraph):
        start, end = match.span("phrase" if match["phrase"] else "other")
        found.append(Credit(owners.bare(paragraph[start:end]), "medium", at + start, at + end))
    return found


def _made(noun: str, owner: str | None, start: int, end: int) -> Credit:
    kind = _lexicon().kinds.get(noun) or _lexicon().kinds.get(noun.lower(), "document")
    return Credit(f"{noun} by {owner}" if owner else noun, kind, start, end)
