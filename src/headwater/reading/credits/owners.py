"""Whose statement, letter or study it is: the name beside a cue, read off the words alone."""

from __future__ import annotations

import re

_NAME = re.compile(
    r"(?<![\w@#])(?:[A-Z][\w.’'&-]{0,24}(?: (?:(?:of|for|de|van|von|bin|al|&) )?[A-Z][\w.’'&-]{0,24}){0,6})(?: "
    r"police)?(?: \([A-Z]{2,8}\))?"
)
_WINDOW = 130
_SAYING = (
    r"(?:said|says|saying|wrote|writes|writing|told|tells|announced|added|adds|confirmed|explained|stated|"
    r"states|warned|called|claimed|"
    r"argued|declared|posted|noted|responded|replied|apologi[sz]ed|insisted|revealed|described|acknowledged|"
    r"denied|accused|remarked|urged|"
    r"shared|vowed|praised|condemned|critici[sz]ed|thanked|joked|commented|expressed|tweeted|published|asked|"
    r"admitted|demanded|read)"
)
_CHAIN = rf"{_NAME.pattern}(?: (?:of|from|at|in|for|with) (?:the )?{_NAME.pattern}){{0,3}}"
_SUBJECT = re.compile(
    rf"(?P<name>{_CHAIN})(?:,? \([^()]{{1,40}}\))?(?:, (?P<apposition>[^.!?“”\"]{{2,90}}),)?(?: (?:also|later|"
    rf"then|recently|first|"
    rf"previously|itself|himself|herself|\w+ly|has|have|had))*(?: {_SAYING}(?: \w+){{0,6}}?)?,?\s*$"
)
_SAID_BY = re.compile(rf"(?<!told)(?<!tells) (?!tells?|told){_SAYING} (?:the )?(?P<name>{_CHAIN})\s*$")
_FULL_NAME = re.compile(r"[A-Z][\w.’'-]{1,24}(?: [A-Z][\w.’'-]{1,24})+")
_ASIDE = re.compile(r" (?:to|sent|addressed|from|by|signed by)\b[^,\n]{0,110},")
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Prof)\.")
_SAYS = re.compile(rf"\b{_SAYING}\b")
_INVERTED = re.compile(rf"\s?(?:the )?(?P<name>{_NAME.pattern})")
# Words that begin a sentence, or stand in every sentence, and name no one.
_NO_NAMES = frozenset(
    {
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "It",
        "He",
        "She",
        "They",
        "We",
        "I",
        "But",
        "And",
        "Or",
        "So",
        "If",
        "As",
        "After",
        "Before",
        "When",
        "While",
        "Although",
        "However",
        "Meanwhile",
        "Then",
        "There",
        "This",
        "That",
        "These",
        "Those",
        "His",
        "Her",
        "Their",
        "Its",
        "Our",
        "My",
        "Your",
        "Also",
        "Earlier",
        "Later",
        "Last",
        "Next",
        "Now",
        "One",
        "Two",
        "Three",
        "Some",
        "Many",
        "Most",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "According",
        "For",
        "From",
        "With",
        "By",
        "To",
        "Of",
        "Not",
        "No",
        "Yes",
        "What",
        "Who",
        "Why",
        "How",
        "Where",
        "Speaking",
        "Asked",
        "Because",
        "Since",
        "Under",
        "During",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Twitter",
        "Facebook",
        "Instagram",
        "Despite",
        "Both",
        "All",
        "Among",
        "Even",
        "Just",
        "Still",
        "Yet",
        "Until",
        "Once",
        "Here",
        "You",
    }
)
# What has a full stop inside a name: initials ("J.", "U.S.") and what is cut short.
_SHORTENED = re.compile(
    r"(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Lt|Col|Gen|Gov|Sen|Rep|Sgt|Capt|Prof|Rev|Hon|Co|Corp|Inc|Ltd|Dept|Univ|Bros|"
    r"No|Adm|Cmdr|Maj|Det|Supt|Insp|Ft|Mt|Wm|Natl|Intl|Assn|Pfc|Cpl|Spc|Ave|Thos)\."
)
_DEFINED = re.compile(
    r"(?P<name>[A-Z][\w’'&-]{0,24}(?: (?:(?:of|for|and|the|on) ){0,2}[A-Z][\w’'&-]{0,24}){1,7}) "
    r"\((?P<short>[A-Z]{2,7})\)"
)
_BEFORE_HEAD = re.compile(r"(?<!\S)\S++\s+")
_MODIFIERS = 6
_DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
        "one",
        "another",
        "some",
        "several",
        "these",
        "those",
        "two",
    }
)
_NO_MODIFIERS = frozenset(
    {
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "to",
        "as",
        "and",
        "or",
        "but",
        "so",
        "than",
        "that",
        "which",
        "who",
    }
    | {
        "said",
        "says",
        "say",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "not",
        "after",
    }
    | {
        "before",
        "when",
        "while",
        "if",
        "because",
        "although",
        "also",
        "however",
        "into",
        "over",
        "under",
        "through",
        "during",
        "between",
        "among",
        "without",
        "about",
        "against",
        "signed",
        "what",
        "received",
        "include",
        "includes",
        "included",
        "including",
    }
)
_STOP = re.compile(
    r"[.!?](?:\s|$)|[,;:—–“”\"()\n]|\s(?:that|which|who|whose|where|when|as|but|while|and (?:is|was|has|that|"
    r"the|he|she|they|it)|"
    r"is|was|were|are|has|have|had|would|will|could|may)\s"
)
_LEADING = re.compile(
    r"^(?:(?:but|and|so|yet|then|while|although|however|the|an?|his|her|their|its|this|that|some|several|one|"
    r"another|recent|new|latest|accompanying|own|two|three|in|from|"
    r"detailed|newly|previous|past|earlier)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s(?:(?:released|published|issued|dated|obtained|seen|posted|filed|sent|given|provided|reviewed|made|last|"
    r"this|on|earlier|late)"
    r"\b.*|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*)$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:Department|Ministry|Police|Commission|Agency|Bureau|Institute|University|College|Center|Centre|"
    r"Service|Fund|Association|"
    r"Office|Council|Board|Authority|Administration|Organi[sz]ation|Society|Federation|Union|Foundation|"
    r"Committee|Bank|Group|Company|"
    r"Corporation|Corp|Inc|Ltd|Airlines|Airways|Hospital|Court|Observatory|Laboratory|Survey|Union|Nations|"
    r"Embassy|Coalition|"
    r"Project|Network|Academy|Museum|Zoo|Force|Army|Navy|Guard|Command|Congress|Senate|House|Watch|International)\b"
)
_ACRONYM = re.compile(r"(?:the )?(?:[A-Z]{3,6}|[A-Z]\.[A-Z]\.(?:[A-Z]\.)?)(?:'s|’s)?$")


def acronyms(text: str) -> dict[str, str]:
    """Return what the text's acronyms stand for, as far as it says so itself ("World Health Organization (WHO)")."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        initials = "".join(part[0] for part in re.findall(r"[A-Z]\w*", match["name"]))
        if initials.endswith(match["short"][-2:]) and match["short"][0] in initials:
            found.setdefault(match["short"], match["name"].removeprefix("The "))
    return found


def phrase_start(paragraph: str, at: int) -> int:
    """Return where the noun phrase begins whose head stands at `at`: its adjectives, names and determiner."""
    window = paragraph[max(0, at - _WINDOW) : at]
    start = at
    for count, match in enumerate(reversed(list(_BEFORE_HEAD.finditer(window)))):
        word = match[0].rstrip()
        if count >= _MODIFIERS or word[-1] in '.,;:!?”")—–' or word.lower() in _NO_MODIFIERS:
            break
        start = at - len(window) + match.start()
        if word.lower() in _DETERMINERS:
            break
    return start


def phrase(rest: str) -> str:
    """Return the noun phrase that `rest` begins with, up to the next mark or clause."""
    match = _STOP.search(rest)
    cut = rest[: match.start()] if match else rest
    return cut.strip()


def bare(found: str) -> str:
    """Return a phrase without articles before it and dates after it."""
    return _TRAILING.sub("", _LEADING.sub("", found.strip(), count=1)).strip(' ,“”"‘') or found


def organisation(found: str) -> bool:
    """Tell whether a phrase names an organisation: by its words, or as an acronym."""
    if not found or len(found) > 80 or " from " in found:
        return False
    return bool(_ACRONYM.fullmatch(found)) or (bool(_ORGANISATION.search(found)) and _NAME.search(found) is not None)


def lone(found: str, text: str) -> bool:
    """Tell whether a phrase is one capitalised word that is no person's surname in the text ("Dealogic")."""
    if not re.fullmatch(r"[A-Z][\w&.-]+", found) or found in _NO_NAMES:
        return False
    return not re.search(rf"(?:[A-Z][a-z]+|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sen\.|Rep\.) {re.escape(found)}\b", text)


def subject(paragraph: str, at: int) -> str | None:
    """Return the name that is the subject of the verb of saying at or before `at`, None where it is no name.

    "the company said" and "he said" have subjects that are no names; the nearest name would be someone else's.
    """
    window = paragraph[max(0, at - _WINDOW) : at]
    match = _SAID_BY.search(window)
    if match:
        return cleaned(match["name"])
    match = _SUBJECT.search(window)
    if not match:
        return None
    named = _FULL_NAME.match(match["apposition"] or "")
    return cleaned(named[0]) if named else cleaned(match["name"])


def speaking(paragraph: str, start: int, end: int) -> str | None:
    """Return the name that says something around a cue ("On Twitter, Jane Doe said", "Jane Doe said on Twitter")."""
    window = paragraph[max(0, start - _WINDOW) : start]
    for match in _SAYS.finditer(window):
        found = _SUBJECT.search(window[: match.start()] + " ") or _INVERTED.match(window[match.end() :])
        if found:
            return cleaned(found["name"])
    asked = _INVERTED.match(paragraph[end : end + _WINDOW].lstrip(", "))
    return cleaned(asked["name"]) if asked and paragraph[end : end + 2] == ", " else None


def after(paragraph: str, at: int) -> str | None:
    """Return the first name that stands after `at`, in the same sentence."""
    aside = _ASIDE.match(paragraph[at : at + _WINDOW])
    if aside:
        by = re.search(rf"\b(?:by|from) (?:the )?(?P<name>{_CHAIN})", aside[0])
        if by:
            return cleaned(by["name"], before=True)
        at += aside.end()
    window = re.split(r"[.!?“”\"\n]", _TITLE.sub(r"\1", paragraph[at : at + _WINDOW]))[0]
    for match in _NAME.finditer(window):
        name = cleaned(match[0], before=True)
        if name:
            return name
    return None


def cleaned(name: str, *, before: bool = False) -> str | None:
    """Return a name without words that only begin a sentence, None if nothing is left.

    Where a sentence ends inside it, the part behind the end is the name, or the one `before` it.
    """
    parts = name.split()
    ended = [number for number, part in enumerate(parts[:-1]) if part.endswith(".") and not _SHORTENED.fullmatch(part)]
    if ended:
        parts = parts[: ended[0] + 1] if before else parts[ended[-1] + 1 :]
    while parts and (
        parts[0].strip(".’'") in _NO_NAMES or re.match(r"I[’']|[A-Z][a-z]+[’'](?:re|ve|ll|d|m)$", parts[0])
    ):
        parts.pop(0)
    while parts and parts[-1].strip(".’'") in _NO_NAMES:
        parts.pop()
    kept = " ".join(parts).strip(" .,")
    kept = re.sub(r"[’']s?$", "", kept)
    return kept if len(kept) > 1 and kept[0].isupper() and not re.match(r"[RD]-[A-Z]", kept) else None
