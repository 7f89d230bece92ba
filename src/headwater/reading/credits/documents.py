"""Studies, documents, datasets and statements that a sentence rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headwater.article import Credit
from headwater.reading.credits import names, owners, wording

if TYPE_CHECKING:
    from headwater.article import CreditKind

# A phrase that names a document is read this far, in characters; a cue of speech is sought this far around a post.
_PHRASE, _BEFORE, _AFTER = 90, 80, 40
_SCIENTIFIC = re.compile(r"\b(?:Journal|Letters|Nature|Science|Review|Lancet|Proceedings|PLOS|Annals|Bulletin)\b")
_PREPOSITION = re.compile(r"^(?:in|via|through|by|on|from) ", re.IGNORECASE)
_POLL = re.compile(r"\b(?:poll|survey|study|index|analysis|tally)\b", re.IGNORECASE)
# Who publishes a story or a list need not have anything from it.
_WORKS = frozenset({"story", "article", "book", "ad", "listing", "footage", "video", "list"})
_SITE = re.compile(r"\b(?:web)?site\b")
_REPORTING = re.compile(r"\s(?:also\s|ha(?:s|ve|d)\s)?(?:report|said|say|wrote|writ|quot|add)")


def find(text: str) -> list[Credit]:
    """Return the studies, documents, datasets and statements that the text cites, paragraph by paragraph."""
    found: list[Credit] = []
    at = 0
    for paragraph in text.split("\n\n"):
        found += _according(paragraph, at, text)
        found += _spoken(paragraph, at)
        found += _told(paragraph, at)
        found += _posted(paragraph, at)
        found += _published(paragraph, at)
        at += len(paragraph) + 2
    return found


def _according(paragraph: str, at: int, text: str) -> list[Credit]:
    """Return what "according to" names: a document, or an organisation."""
    found: list[Credit] = []
    lexicon = wording.load()
    for match in lexicon.according.finditer(paragraph):
        phrase = owners.phrase(paragraph[match.end() : match.end() + _PHRASE])
        if not _POLL.search(phrase) and (names.pattern().search(phrase) or names.unknown().search(phrase)):
            continue  # the medium itself is the credit
        noun = lexicon.noun.search(phrase)
        kind: CreditKind
        if noun or _SITE.search(phrase):
            kind = lexicon.kind(noun[0]) if noun else "document"
        elif owners.organisation(phrase) or owners.lone(phrase, text):
            kind = "speaker"
        else:
            continue
        found.append(Credit(owners.bare(phrase), kind, at + match.start(), at + match.end() + len(phrase)))
    return found


def _spoken(paragraph: str, at: int) -> list[Credit]:
    """Return the statements, letters and the like in which someone said something."""
    found: list[Credit] = []
    for match in wording.load().spoken.finditer(paragraph):
        noun = next(part for part in match.group("clear", "noun", "court", "head", "papers", "inner") if part)
        start, end = match.span(next(key for key in ("strong", "cue", "first", "middle") if match[key]))
        start += paragraph[start] == " "
        owner = owners.after(paragraph, end) if match["first"] else owners.subject(paragraph, start)
        if owner is None and match["cue"]:
            owner = owners.subject(paragraph, match.start())
        phrase = owners.bare(_PREPOSITION.sub("", paragraph[start:end]))
        found.append(_made(noun, owner, at + start, at + end, phrase))
    return found


def _told(paragraph: str, at: int) -> list[Credit]:
    """Return the documents that tell something, and those that someone issued, cites or has seen."""
    found: list[Credit] = []
    lexicon = wording.load()
    for match in lexicon.noun.finditer(paragraph):
        if lexicon.telling.match(paragraph, match.end()):
            start, end = owners.phrase_start(paragraph, match.start()), match.end()
            # "It received data showing that": mere data, of nobody and nothing, are no origin that a reader could ask.
            if start == match.start() and lexicon.kind(match[0]) == "dataset":
                continue
            found.append(Credit(owners.bare(paragraph[start:end]), lexicon.kind(match[0]), at + start, at + end))
    for pattern in (lexicon.given, lexicon.seen):
        for match in pattern.finditer(paragraph):
            if match["noun"] in _WORKS:
                continue
            start, end = match.span("phrase")
            found.append(Credit(owners.bare(match["phrase"]), lexicon.kind(match["noun"]), at + start, at + end))
    for match in lexicon.made.finditer(paragraph):
        owner = owners.cleaned(match["owner"], before=True)
        if owner and match["noun"] not in _WORKS:
            start, end = match.span("phrase")
            found.append(_made(match["noun"] or match["source"], owner, at + start, at + end))
    return found


def _posted(paragraph: str, at: int) -> list[Credit]:
    """Return what was said on a social network or website."""
    found: list[Credit] = []
    lexicon = wording.load()
    for match in lexicon.network.finditer(paragraph):
        start, end = match.span()
        around = paragraph[max(0, start - _BEFORE) : end + _AFTER]
        if not (lexicon.speaks.search(around) or match[0].startswith("via ")) or lexicon.follows.search(
            paragraph[max(0, start - _AFTER) : start]
        ):
            continue
        owner = owners.cleaned(match["own"] or "", before=True) or owners.speaking(paragraph, start, end)
        origin = f"{owner} on {match['network']}" if owner else match["network"]
        found.append(Credit(origin, "speaker", at + start, at + end))
    for match in lexicon.tweeted.finditer(paragraph):
        owner = owners.subject(paragraph, match.start())
        origin = f"{owner} on Twitter" if owner else "Twitter"
        found.append(Credit(origin, "speaker", at + match.start(), at + match.end()))
    for match in lexicon.embedded.finditer(paragraph):
        origin = f"{match['name'].strip()} ({match['handle']}) on Twitter"
        found.append(Credit(origin, "speaker", at + match.start(), at + match.end()))
    return found


def _published(paragraph: str, at: int) -> list[Credit]:
    """Return journals that carry a study, and unnamed media reports."""
    found: list[Credit] = []
    lexicon = wording.load()
    for match in lexicon.journal.finditer(paragraph):
        name = match["name"] or match["other"]
        known = names.load().names.get(name) or names.load().names.get(name.removeprefix("The "))
        if match["other"] or _SCIENTIFIC.search(name):
            found.append(Credit(name, "study", at + match.start(), at + match.end()))
        elif known:
            found.append(Credit(known[0], known[1], at + match.start(), at + match.end()))
    for match in lexicon.reports.finditer(paragraph):
        start, end = match.span("phrase" if match["phrase"] else "other")
        bought = names.traded(paragraph[max(0, start - _PHRASE) : start]) and not _REPORTING.match(paragraph, end)
        if bought or names.pattern().search(paragraph[start:end]):
            continue
        found.append(Credit(owners.bare(paragraph[start:end]), "medium", at + start, at + end))
    return found


def _made(noun: str, owner: str | None, start: int, end: int, phrase: str | None = None) -> Credit:
    origin = f"{phrase or noun} by {owner}" if owner else phrase or noun
    return Credit(origin, wording.load().kind(noun), start, end)
