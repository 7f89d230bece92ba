"""Media and agencies that a sentence cites: "told Reuters", "the BBC reported", "in an interview with Le Monde"."""

from __future__ import annotations

import re
from functools import cache

from headwater.article import Credit
from headwater.reading.credits import names

_WINDOW = 110


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    nouns = names.alternatives(list(names.load().nouns))
    described = (
        r"(?:the |an? |its |their )?(?:(?:[A-Z][\w’'.-]{0,24}|own|local|state|state-run|state-owned|state-controlled|public|"
        r"private|private-sector|online|popular|leading|official|semi-official|pro-government|independent|national|regional|"
        r"news|technology|tech|sports|business|financial|celebrity|gossip|entertainment|trade|satirical|"
        rf"conservative|liberal|right-wing|left-wing|far-right|sister|fellow|data source|{nouns}),? ){{0,5}}"
        r"(?:(?:of|from|at|on|for|by) (?:the )?)?(?:[“\"‘'])?"
    )
    before = re.compile(
        r"(?:\b(?:told|telling|tells|informed|according to|accord(?:ing)? to reports? (?:in|by|from|on)|reported (?:by|in|on)|"
        r"reports? (?:by|in|from|on)|as reported by|cited by|cited in|quoted (?:by|in|as saying by)|noted by|revealed by|"
        r"published (?:by|in|on)|posted (?:by|on|online by)|obtained by|seen by|reviewed by|carried by|broadcast (?:by|on)|"
        r"aired (?:by|on)|shown (?:by|on)|leaked to|given to|speaking (?:to|with|on)|spoke (?:to|with|on)|talking to|talked to|"
        r"interviews? (?:\w+ ){0,2}?(?:with|to|on|in|by|for|published (?:in|by|on))|interviewed (?:by|on)|appear(?:ing|ed|ance) on|"
        r"(?:comments?|remarks|statement|statements|email|e-mail|message|column|article|op-ed|editorial|essay|piece|opinion piece|"
        r"letter|story|account|review|investigation|analysis|poll|survey|exclusive|footage|images|video|documents|leak) "
        r"(?:\w+ ){0,2}?(?:to|with|in|for|by|from|on|of)|"
        r"(?:said|says|saying|wrote|writes|writing|explained|argued|added|claimed|stated|tweeted|announced|confirmed|insisted) "
        r"(?:\w+ ){0,3}?(?:on|in|to|for|via)|citing|cites|cited|quoting|quotes|quoted|by|first posted online by|"
        r"told reporters (?:from|at|for)|with|via|courtesy of|said to)|"
        r"[Oo]n|[Ii]n|[Ff]rom|[Ff]or)\s(?:[\w-]+ (?:on|in|at|for) )?" + described + "$"
    )
    strong = re.compile(
        r"\b(?:told|telling|tells|according to|reported (?:by|in|on)|reports? (?:by|in|from|on)|cited (?:by|in)|quoted (?:by|in)|"
        r"noted by|revealed by|published (?:by|in)|obtained by|seen by|carried by|aired (?:by|on)|leaked to|speaking (?:to|on)|"
        r"spoke (?:to|with|on)|interviews? (?:\w+ ){0,2}?(?:with|to|on|in|by|for|published (?:in|by|on))|interviewed by|"
        r"appear(?:ing|ed|ance) on|(?:comments?|remarks|statement|column|article|op-ed|editorial|essay|opinion piece|story|account|"
        r"investigation|poll|survey|footage) (?:\w+ ){0,2}?(?:to|with|in|for|by|from|on)|citing|quoting|"
        r"(?:said|says|saying|wrote|writes|explained|argued|told viewers|told listeners|tweeted|posted) (?:\w+ ){0,3}?(?:on|in|to|for)|"
        r"said to|first posted online by|by the|[Oo]n the|via)\s(?:[\w-]+ (?:on|in|at|for) )?" + described + "$"
    )
    after = re.compile(
        rf"(?:['’]s? [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)?(?:,? (?:an? |the )?(?:[\w-]+ ){{0,3}}?(?:{nouns}),?)?"
        r"(?:(?:,)? (?:which|who))?(?: (?:has|had|have|also|first|later|earlier|previously|then|on [A-Z][a-z]+day|this week|last week)){0,2},? "
        r"(?:reported|reports|reporting|report|said|says|saying|wrote|writes|quoted|quotes|noted|notes|added|adds|cited|cites|"
        r"published|revealed|reveals|claimed|claims|learned|stated|states|projected|estimated|described|broadcast|aired|"
        r"confirmed|speculated|showed|shows|found|announced|tweeted|calls?|called|obtained|polls?|surveys?|exclusive|"
        r"correspondent|interview|article|story|footage|investigation|editorial|column|analysis)\b"
    )
    return before, strong, after


@cache
def _noun() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = names.alternatives(list(names.load().nouns))
    return (
        re.compile(rf"(?:^|\W)(?:{nouns}),? (?:the )?[“\"‘']?$"),
        re.compile(rf"[”\"’']?(?:['’]s)? (?:\w+ )?(?:{nouns})(?!\w)"),
    )


def find(text: str) -> list[Credit]:
    """Return the media and agencies that the text's sentences cite, each with the characters of cue and name."""
    found: list[Credit] = []
    _, strong, after = _patterns()
    noun_before, noun_after = _noun()
    taken: list[tuple[int, int]] = []
    for pattern, known in ((names.pattern(), True), (names.unknown(), False)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken[-40:]):
                continue
            left = text[max(0, start - _WINDOW) : start]
            left = left[left.rfind("\n") + 1 :]
            right = text[end : end + _WINDOW].split("\n", maxsplit=1)[0]
            cue = strong.search(left)
            verb = after.match(right)
            named = bool(noun_before.search(left) or noun_after.match(right))
            if not known and not (cue or (verb and (named or left[-4:].lower() == "the "))):
                continue
            if known and not cue and (not verb or (names.ambiguous(match[0]) and not named)):
                continue
            taken.append((start, end))
            origin, kind = names.canonical(match[0])
            first = start - (len(left) - cue.start()) if cue else start
            last = end if cue or not verb else end + verb.end()
            found.append(Credit(origin, kind, first, last))
    return found
