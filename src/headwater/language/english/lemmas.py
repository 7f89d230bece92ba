"""Base forms: what the treebanks say of a word, else the regular rules of English inflection read backwards."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from headwater.language.lexicon import wordlist

if TYPE_CHECKING:
    from collections.abc import Mapping

VOWELS = frozenset("aeiouy")
# Verbs ending so were doubled in the base form already ("fall", "miss", "buzz", "stuff").
DOUBLES = frozenset("lszf")
# After these a dropped "e" comes back ("making", "hoping", "closed", "used").
E_ENDINGS = re.compile(
    r"(?:[^aeiou]at|[^aeiou]i?[cgv]|iz|ys|is|us|as|los|pos|[aeiou]rg|ng|nc|dg|[aeiouy]v|[^aeiou]l|ur|ir|[^aeo]ar|ut|ok|ak|ik|uk|id|ud|ad|am|om|um"
    r"|[^aei]in|[^eo]un|ap|op|yp|iv|ag|aus|ais|ois|eas|rs|ns|ls|yz|bl|pl|tl|dl|gl|fl|cl|kl|zl|u)\Z"
)
# Endings that look as if they had lost an "e" and have not ("happening", "opened", "visited", "limited").
NO_E = re.compile(
    r"(?:[^aeiou][aeiou]{2}[dkmnprtl]|en|er|et|it|on|or|om|ain|ear|eak|oad|own|ip|op|el|al|ow|aw|ay|ey|oy)\Z"
)

# Plural in form alone.
PLURALS = wordlist("plurals")
SINGULAR = PLURALS - {"states", "nations", "games", "times", "emirates", "alps"}
# Past forms that the treebanks happen not to hold.
IRREGULAR = dict(
    line.split()
    for line in files("headwater.language.english").joinpath("data/irregular_verbs.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)
# "underwent" is inflected as "went".
PREFIX = re.compile(r"(?:under|over|re|out|mis|fore|with|un|up)(?=[a-z]{3})")


class Lemmas:
    """Base forms by the treebanks' own list; `forms` maps "form POS" (form in small letters) to the lemma."""

    def __init__(self, forms: Mapping[str, str], known: frozenset[str]) -> None:
        self.forms, self.known = forms, known
        self.found: dict[tuple[str, str, str], str] = {}

    def lemma(self, word: str, pos: str, tag: str) -> str:
        """Return the base form of `word` with the universal tag `pos` and the Penn tag `tag`."""
        key = (word, pos, tag)
        known = self.found.get(key)
        if known is None:
            if len(self.found) > 65536:
                # A bound on memory: what is needed again is found again.
                self.found.clear()
            known = self.found[key] = self._lemma(word, pos, tag)
        return known

    def _lemma(self, word: str, pos: str, tag: str) -> str:
        low = word.lower().replace("’", "'")
        if pos == "PROPN":
            return self._noun(word) if tag == "NNPS" and len(word) > 3 and low not in PLURALS else word
        special = "she" if low == "her" and tag == "PRP" else low if low in SINGULAR and pos == "NOUN" else None
        return special or self.forms.get(f"{low} {pos}") or self._regular(low, pos, tag)

    def _regular(self, low: str, pos: str, tag: str) -> str:
        if pos in {"VERB", "AUX"}:
            prefix = PREFIX.match(low)
            inner = self.forms.get(f"{low[prefix.end() :]} VERB") if prefix and tag in {"VBD", "VBN"} else None
            return prefix[0] + inner if prefix and inner else self._verb(low, tag)
        if pos in {"ADJ", "ADV"} and tag in {"JJR", "JJS", "RBR", "RBS"}:
            return self._base(low, 2 if tag.endswith("R") else 3, "ADJ")
        return self._noun(low) if tag == "NNS" else low

    def _noun(self, word: str) -> str:
        if word.endswith("men"):
            return word[:-2] + "an"
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if re.search(r"(?:[sxz]|ch|sh)es\Z", word) and f"{word[:-1]} NOUN" not in self.known:
            return word[:-2]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
            return word[:-1]
        return word

    def _verb(self, word: str, tag: str) -> str:
        past = tag in {"VBD", "VBN"}
        if past and word in IRREGULAR:
            return IRREGULAR[word]
        if len(word) > 4 and ((tag == "VBZ" and word.endswith("ies")) or (past and word.endswith("ied"))):
            return word[:-3] + "y"
        if tag == "VBZ" and len(word) > 2 and word.endswith("s"):
            return word[:-2] if re.search(r"(?:ss|x|zz|ch|sh|o)es\Z", word) else word[:-1]
        if tag == "VBG" and word.endswith("ing") and len(word) > 4:
            return self._base(word, 3, "VERB")
        if past and word.endswith("ed") and len(word) > 3:
            return self._base(word, 2, "VERB")
        return word

    def _base(self, word: str, ending: int, pos: str) -> str:
        """Return the word without its ending: a doubled letter made one, a dropped "e" put back."""
        stem = word[:-ending]
        if len(stem) < 2:
            return word
        if pos == "ADJ" and stem.endswith("i"):
            return stem[:-1] + "y"
        candidates = [stem, stem + "e"]
        doubled = stem[-1] == stem[-2] and stem[-1] not in VOWELS
        if doubled:
            candidates.insert(0, stem[:-1])
        for candidate in candidates:
            if f"{candidate} {pos}" in self.known:
                return candidate
        if doubled:
            return stem if stem[-1] in DOUBLES else stem[:-1]
        if E_ENDINGS.search(stem) and not NO_E.search(stem):
            return stem + "e"
        return stem
