"""The people and bodies of an article: the fullest form of each name, man or woman, and what each is called besides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from headwater.language.quotations.lexicon import lexicon

if TYPE_CHECKING:
    from headwater.language.annotated import Name
    from headwater.language.quotations.tree import Tree

Sex = Literal["m", "f", ""]

HONORIFIC = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "prof", "rev", "mister", "madam"]
)
# How many tokens before a name may be its title, and after it its apposition.
_TITLE = 7
_APPOSITION = 14
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "del",
        "della",
        "der",
        "den",
        "des",
        "van",
        "von",
        "zu",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "dos",
        "ter",
    ]
)
# A title is as sure as two pronouns.
_SURE = 2
# What a title or noun is worth ("Daughter Ann"): a pronoun or two in its sentence may mean somebody else.
_TOLD = 2 * _SURE
_PRONOUNS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}
_MODIFIER_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "CD", "VBN", "VBG", "JJS", "JJR"])


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called: the noun, the words around it, whom it names, and where it stands (token)."""

    noun: str
    words: frozenset[str]
    speaker: str
    token: int


class People:
    """What an article tells about its persons and bodies."""

    def __init__(self, tree: Tree) -> None:
        """Read the names of the article, their titles and appositions."""
        self.tree = tree
        self.full = _fullest(tree)
        self.roles: dict[str, list[Role]] = defaultdict(list)
        self._person = True
        self._written = _written(tree)
        self._titled: set[str] = set()
        self._first_named: dict[str, int] = {}
        for name in tree.names:
            if name.text == name.entity:
                self._first_named.setdefault(name.entity, name.start)
        self._votes: dict[str, dict[str, int]] = defaultdict(lambda: {"m": 0, "f": 0})
        for name in tree.names:
            if name.kind != "LOC":
                self._read(name)
        self._read_pronouns()

    @cached_property
    def named(self) -> dict[str, str]:
        """The article's people by the fullest form of their names, each with the entity of those names."""
        return {self.fullest(name): name.entity for name in reversed(self.tree.names) if is_person(name)}

    def fullest(self, name: Name) -> str:
        """Return the article's fullest form of a name."""
        if is_person(name):
            bare = _without_title(name.text)
            if bare != name.text:
                return self.full.get(bare.lower(), bare)
            if " " not in name.text and self._first_named.get(name.entity, -1) > name.start:
                # The only name that begins so comes later: another person's, like the editor's in the last line.
                return (
                    name.text
                    if name.entity.split()[0] == name.text
                    else self.full.get(name.entity.lower(), name.entity)
                )
            return self.full.get(name.entity.lower(), name.entity)
        return self._written.get(name.entity, name.text)

    def by_surname(self, word: str) -> str | None:
        """Return the person whom a bare word may name, or None."""
        return self.full.get(word.lower())

    def sex(self, speaker: str) -> Sex:
        """Return whether a person is a man or a woman, by titles before the name and else by the first name."""
        votes = self._votes.get(speaker)
        if votes is not None and abs(votes["m"] - votes["f"]) >= _SURE:
            return "m" if votes["m"] > votes["f"] else "f"
        words = [word.strip(".,").lower() for word in speaker.split()]
        for word in words[:-1] or words:
            sex = lexicon().first_names.get(word, "")
            if sex == "m":
                return "m"
            if sex == "f":
                return "f"
        return ""

    def vote(self, speaker: str, sex: str) -> None:
        """Take note of a word that tells a man or a woman."""
        if sex:
            self._votes[speaker][sex] += _TOLD

    def note_role(self, noun: str, words: frozenset[str], speaker: str, token: int) -> None:
        """Take note that somebody is called `noun` at `token`."""
        self.roles[_group(noun)].append(Role(noun, words, speaker, token))
        self.vote(speaker, sex_of_noun(noun))

    def is_titled(self, speaker: str) -> bool:
        """Tell whether the article gives a person a first name or a title: sure signs of one."""
        return " " in speaker or speaker in self._titled

    def is_another(self, speaker: str, noun: str, words: frozenset[str]) -> bool:
        """Tell whether the article calls a person by the same noun with other words: "secretary of state"."""
        modifiers = words - {noun} - _WEAK
        own = [role for role in self.roles.get(_group(noun), ()) if role.speaker == speaker]
        return bool(modifiers and own) and not any(modifiers & role.words for role in own)

    def by_role(self, noun: str, words: frozenset[str], token: int) -> str | None:
        """Return who before `token` was last called by a noun, best with the same words around it, or None."""
        best: Role | None = None
        best_score = (-1, -1, -1)
        modifiers = words - {noun} - _WEAK
        for role in self.roles.get(_group(noun), ()):
            if role.token >= token or (modifiers and role.words - {role.noun} and not modifiers & role.words):
                continue
            score = (len(role.words & words), int(role.noun == noun), role.token)
            if score > best_score:
                best, best_score = role, score
        return None if best is None else best.speaker

    def _read_pronouns(self) -> None:
        """Let "he" and "her" vote for the one person that their sentence has named before them."""
        tree = self.tree
        sentence, alone = -1, ""
        for index, word in enumerate(tree.lower):
            if tree.sentence_of[index] != sentence:
                sentence, alone = tree.sentence_of[index], ""
            number = tree.name_at[index]
            if number >= 0 and is_person(tree.names[number]):
                speaker = self.fullest(tree.names[number])
                alone = speaker if alone in {"", speaker} else "several"
            elif word in _PRONOUNS and alone not in {"", "several"}:
                self._votes[alone][_PRONOUNS[word]] += 1

    def _read(self, name: Name) -> None:
        tree = self.tree
        first, last = tree.range(name.start, name.end)
        if first >= last:
            return
        speaker = self.fullest(name)
        self._person = is_person(name)
        bare = _without_title(name.text)
        first, _ = tree.range(name.end - len(bare), name.end)
        self._read_title(first, speaker)
        before = tree.lower[first - 1].rstrip(".") if first else ""
        if before in HONORIFIC or name.text.split()[0].rstrip(".").lower() in HONORIFIC:
            self._titled.add(speaker)
        if name.text.split()[0].rstrip(".").lower() in HONORIFIC:
            self.vote(speaker, sex_of_noun(name.text.split()[0].rstrip(".").lower()))
        if last + 1 < len(tree.tokens) and tree.tokens[last].text in {",", "("}:
            self._read_apposition(last + 1, speaker)
        if last == len(tree.tokens) or tree.is_punctuation(last):
            self._read_before_comma(first, speaker)

    def _read_title(self, first: int, speaker: str) -> None:
        """Read "former Defense Minister" before a name."""
        tree = self.tree
        low = first
        while low > max(0, first - _TITLE) and tree.tokens[low - 1].tag in _MODIFIER_TAGS | {"NNP", "."}:
            low -= 1
        self._note(range(low, first), speaker)

    def _read_apposition(self, start: int, speaker: str) -> None:
        """Read ", the mayor of Ostend," after a name."""
        tree = self.tree
        stop = start
        while stop < min(len(tree.tokens), start + _APPOSITION) and tree.tokens[stop].text not in {",", ".", ")", ";"}:
            stop += 1
        if tree.tokens[start].tag in {"DT", "NN", "NNP", "JJ", "PRP$", "NNS", "VBN"}:
            self._note(range(start, stop), speaker)

    def _read_before_comma(self, first: int, speaker: str) -> None:
        """Read "a spokeswoman, " and "the institute's director, " before a name."""
        tree = self.tree
        if first < 2 or tree.tokens[first - 1].text != ",":
            return
        low = first - 1
        while low > max(0, first - _APPOSITION) and tree.tokens[low - 1].tag in _MODIFIER_TAGS | {"IN", "DT", "PRP$"}:
            low -= 1
        if tree.lower[low] in {"a", "an", "the", "his", "her", "its", "their"} or tree.lower[first - 2] in _persons():
            self._note(range(low, first - 1), speaker)

    def _note(self, tokens: range, speaker: str) -> None:
        tree = self.tree
        words = frozenset(tree.lower[i] for i in tokens if tree.tokens[i].tag in _MODIFIER_TAGS)
        for index in tokens:
            word = tree.lower[index].rstrip(".")
            noun = _TITLES.get(word, word)
            known = noun in _persons() or bool(sex_of_noun(noun)) if self._person else noun in lexicon().words["body"]
            if known:
                self.note_role(noun, words, speaker, index)


_TITLES = {
    "rep": "representative",
    "sen": "senator",
    "gov": "governor",
    "pres": "president",
    "dr": "doctor",
    "prof": "professor",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "capt": "captain",
    "det": "detective",
    "atty": "attorney",
    "mp": "lawmaker",
    "pm": "premier",
}
# Nouns by which the same person may be called: the first stands for all.
_SAME = {
    "congressman": "representative",
    "congresswoman": "representative",
    "lawmaker": "representative",
    "legislator": "representative",
    "lawyer": "attorney",
    "counsel": "attorney",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "chair": "chairman",
    "justice": "judge",
    "leader": "leader",
    "premier": "minister",
    "scientist": "researcher",
    "advisor": "adviser",
    "neighbour": "neighbor",
    "cop": "officer",
}


# Words that say nothing about who is meant.
_WEAK = frozenset(
    ["the", "this", "that", "his", "her", "its", "their", "a", "an", "former", "then", "late", "newly", "veteran"]
)


def is_person(name: Name) -> bool:
    """Tell whether a name is a person's; a known first name outweighs the pipeline's "ORG" ("Alice Clapman")."""
    words = name.text.split()
    if name.kind != "ORG":
        # "R-Calif", "USPS", "RAF Northolt": no person's name, whatever the pipeline says.
        acronym = words[0].isupper() and len(words[0]) > 2 and "." not in words[0]
        return name.kind == "PER" and not (name.text.isupper() or acronym or name.text[:2] in {"R-", "D-"})
    first_names = lexicon().first_names
    return (
        2 <= len(words) <= 3
        and bool(first_names.get(words[0].lower()))
        and words[-1].lower() not in lexicon().words["body"]
    )


def _group(noun: str) -> str:
    return _SAME.get(noun, noun)


def _persons() -> frozenset[str]:
    return lexicon().words["person"]


def sex_of_noun(noun: str) -> Sex:
    """Return whether a noun or title tells a man or a woman."""
    words = lexicon().words
    if noun in words["male"]:
        return "m"
    return "f" if noun in words["female"] else ""


def _without_title(name: str) -> str:
    """Return a person's name without a title that the pipeline took for a part of it ("secretary of state Ann Lee")."""
    words = name.split()
    small = [i for i, word in enumerate(words) if word.islower() and word not in _PARTICLES]
    rest = words[small[-1] + 1 :] if small else words
    return " ".join(rest) if len(rest) > 1 else name


def _written(tree: Tree) -> dict[str, str]:
    """Map each body's entity to the fullest form of it that stands in the text: "BBC", not what the letters mean."""
    found: dict[str, str] = {}
    for name in tree.names:
        if name.kind != "PER":
            known = found.get(name.entity, "")
            found[name.entity] = name.text if len(name.text) > len(known) else known
    return found


def _fullest(tree: Tree) -> dict[str, str]:
    """Map each person's entity and surname, lower case, to the article's fullest form of that name."""
    people = sorted({name.entity for name in tree.names if is_person(name)}, key=lambda e: (-len(e.split()), e))
    found: dict[str, str] = {}
    by_last: dict[str, list[str]] = defaultdict(list)
    for entity in people:
        words = [w.strip(".,") for w in entity.lower().replace("’", "'").split()]
        words = [w for w in words if w and w not in HONORIFIC]
        if not words:
            continue
        known = [full for full in by_last[words[-1]] if len(words) == 1 or _same_person(words, full)]
        full = known[0] if known else entity
        if not known:
            by_last[words[-1]].append(entity)
        found[entity.lower()] = full
        found.setdefault(words[-1], full)
    return found


def _same_person(words: list[str], full: str) -> bool:
    """Tell whether a shorter name's words occur in the fuller name, initials allowed."""
    others = full.lower().split()
    return all(any(other == word or other[0] == word for other in others) for word in words[:-1])
