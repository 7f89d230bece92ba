"""Who a source is: the article's fullest name for it, the description that stands for it, or nobody we can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from headwater.language.quotations import sources
from headwater.language.quotations.lexicon import lexicon

if TYPE_CHECKING:
    from headwater.language.annotated import Name
    from headwater.language.quotations.sources import Source
    from headwater.language.quotations.tree import Tree

Sex = Literal["m", "f", ""]
Sort = Literal["person", "group", "thing"]

_SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_NEUTRAL = frozenset(["it", "they", "them"])
_NOBODY = frozenset(
    ["i", "we", "you", "one", "some", "many", "others", "people", "everyone", "someone", "nobody", "me", "us"]
)
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_HONORIFIC = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "prof", "rev"])
# How many candidates a pronoun looks back over, and how many sentences.
_LOOKBACK = 40
_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Mention:
    """A possible antecedent: its token, whom it names, and how it stands there."""

    token: int
    speaker: str
    sort: Sort
    sex: Sex
    subject: bool
    spoke: bool


class Speakers:
    """Resolves the sources of one article, in reading order; what has spoken before is remembered."""

    def __init__(self, tree: Tree, shut: bytearray) -> None:
        """Take the article and which of its tokens stand between quotation marks."""
        self.tree = tree
        self.fullest = _fullest(tree)
        self.roles: dict[str, str] = {}
        self.mentions: list[Mention] = []
        self._pending = self._from_names(shut)
        self._next = 0

    def resolve(self, source: Source | None) -> str | None:
        """Return the speaker that `source` stands for, or None where nothing tells. Call in reading order."""
        if source is None:
            return None
        self._read_to(source.head)
        speaker, sort, sex = self._identify(source)
        if speaker is not None:
            self._remember(Mention(source.head, speaker, sort, sex, subject=True, spoke=True))
        return speaker

    # -- what a source is

    def _identify(self, source: Source) -> tuple[str | None, Sort, Sex]:
        tree = self.tree
        word = tree.lower[source.head]
        if word in _RELATIVE and tree.tokens[source.head].tag in {"WP", "WDT", "IN", "WP$", "PRP", "DT"}:
            return self._antecedent(source)
        if source.first == source.last and tree.tokens[source.head].tag in {"PRP", "PRP$", "DT", "NN", "CD"}:
            if word in _SINGULAR or word in _NEUTRAL:
                return self._pronoun(source.head, word)
            if word in _NOBODY or tree.tokens[source.head].tag in {"PRP", "DT"}:
                return None, "thing", ""
        named = self._named(source)
        if named is not None:
            return named
        return self._described(source)

    def _named(self, source: Source) -> tuple[str, Sort, Sex] | None:
        """Return the name that the phrase is about: over its head, or set beside it."""
        tree = self.tree
        head_name = tree.name_at[source.head]
        candidates = [n for n in _names_in(tree, source) if not self._is_dependent(n, source)]
        people = [n for n in candidates if tree.names[n].kind == "PER"]
        if head_name >= 0 and tree.names[head_name].kind == "PER":
            chosen = head_name
        elif people and (head_name < 0 or self._is_office(source)):
            chosen = people[0]
        elif head_name >= 0:
            chosen = head_name
        else:
            return None
        name = tree.names[chosen]
        full = self.fullest.get(_key(name), name.entity)
        if name.kind == "PER":
            self._note_roles(source, full)
            return full, "person", self._sex(name, full)
        return full, "group", ""

    def _is_office(self, source: Source) -> bool:
        return any(self.tree.lower[i] in lexicon().words["person"] for i in range(source.first, source.last + 1))

    def _is_dependent(self, number: int, source: Source) -> bool:
        """Tell whether a name only belongs to the phrase: "NAME's lawyer", "a spokesman for NAME"."""
        tree = self.tree
        first, last = tree.range(tree.names[number].start, tree.names[number].end)
        if last < len(tree.tokens) and tree.tokens[last].tag == "POS":
            return True
        previous = first - 1
        while previous >= source.first and tree.tokens[previous].tag in {"DT", "NNP", "JJ", "NN"}:
            previous -= 1
        if previous >= source.first and tree.lower[previous] in {
            "for",
            "of",
            "to",
            "with",
            "from",
            "in",
            "at",
            "by",
            "on",
        }:
            return True
        return last <= source.head and tree.names[number].kind != "PER" and not first <= source.head < last

    def _note_roles(self, source: Source, speaker: str) -> None:
        for index in range(source.first, source.last + 1):
            if self.tree.lower[index] in lexicon().words["person"]:
                self.roles[self.tree.lower[index]] = speaker

    def _described(self, source: Source) -> tuple[str | None, Sort, Sex]:
        tree = self.tree
        noun = tree.lower[source.head]
        words = lexicon().words
        first_word = tree.lower[source.first]
        bare = source.last - source.first <= 3 and not any(n >= 0 for n in tree.name_at[source.first : source.last + 1])
        if first_word in {"the", "this", "that"} and bare and noun in self.roles:
            speaker = self.roles[noun]
            return speaker, "person", self._sex_of(speaker)
        if tree.tokens[source.head].tag in {"NNP", "NNPS"}:
            surname = self.fullest.get(tree.lower[source.head])
            if surname is not None:
                return surname, "person", self._sex_of(surname)
        sort: Sort = "person" if noun in words["person"] else "thing"
        if tree.tokens[source.head].tag in {"NNS", "NNPS"}:
            sort = "group"
        sex: Sex = "m" if noun in words["male"] else "f" if noun in words["female"] else ""
        return self._description(source), sort, sex

    def _description(self, source: Source) -> str | None:
        """Return the phrase without honorifics and without what is set after it."""
        tree = self.tree
        first, last = source.first, source.last
        while first < source.head and tree.lower[first].rstrip(".") in _HONORIFIC:
            first += 1
        for index in range(source.head + 1, last + 1):
            if tree.lower[index] in {"who", "which", "that", "whose"} or tree.tokens[index].text in {
                ",",
                "(",
                "—",
                ";",
            }:
                last = index - 1
                break
        text = " ".join(tree.text[tree.tokens[first].start : tree.tokens[last].end].split())
        return text or None

    def _antecedent(self, source: Source) -> tuple[str | None, Sort, Sex]:
        """Resolve "who" to the noun that its clause belongs to."""
        tree = self.tree
        for above in tree.ancestors(source.head)[:4]:
            if tree.dep[above] == "acl":
                noun = tree.tokens[above].head
                return self._identify(sources.phrase(tree, noun, source.head, tree.edges[noun][0], source.head - 1))
        before = source.head - 1
        while before >= 0 and tree.is_punctuation(before):
            before -= 1
        if before < 0 or tree.tokens[before].tag not in {"NN", "NNS", "NNP", "NNPS"}:
            return None, "thing", ""
        return self._identify(sources.Source(before, before, before))

    # -- pronouns

    def _pronoun(self, token: int, word: str) -> tuple[str | None, Sort, Sex]:
        tree = self.tree
        wanted = _SINGULAR.get(word, "")
        sentence = tree.sentence_of[token]
        best: Mention | None = None
        best_score = float("-inf")
        for mention in self.mentions[-_LOOKBACK:]:
            away = sentence - tree.sentence_of[mention.token]
            if mention.token >= token or away > _SENTENCES or not _agrees(mention, word, wanted):
                continue
            score = (1.5 if mention.spoke else 1.0 if mention.subject else 0.0) - away + 1e-6 * mention.token
            if wanted and mention.sex == wanted:
                score += 1.0
            if score >= best_score:
                best, best_score = mention, score
        if best is None:
            return None, "thing", ""
        sort: Sort = best.sort
        return best.speaker, sort, best.sex or ("m" if wanted == "m" else "f" if wanted == "f" else "")

    def _read_to(self, token: int) -> None:
        while self._next < len(self._pending) and self._pending[self._next].token < token:
            self._remember(self._pending[self._next])
            self._next += 1

    def _remember(self, mention: Mention) -> None:
        self.mentions.append(mention)

    def _from_names(self, shut: bytearray) -> list[Mention]:
        """Return the names outside quotation marks as possible antecedents."""
        tree = self.tree
        found: list[Mention] = []
        for name in tree.names:
            first, last = tree.range(name.start, name.end)
            if first >= last or shut[first] or name.kind == "LOC":
                continue
            head = next((i for i in range(first, last) if not first <= tree.tokens[i].head < last), last - 1)
            full = self.fullest.get(_key(name), name.entity)
            person = name.kind == "PER"
            found.append(
                Mention(
                    first,
                    full,
                    "person" if person else "group",
                    self._sex(name, full) if person else "",
                    subject=tree.dep[head] == "nsubj",
                    spoke=False,
                )
            )
        return found

    def _sex(self, name: Name, full: str) -> Sex:
        tree = self.tree
        first, _ = tree.range(name.start, name.end)
        words = lexicon().words
        for index in range(first, max(-1, first - 4), -1):
            word = tree.lower[index].rstrip(".")
            if word in words["male"]:
                return "m"
            if word in words["female"]:
                return "f"
            if index < first and tree.is_punctuation(index) and word:
                break
        return self._sex_of(full)

    def _sex_of(self, full: str) -> Sex:
        for word in full.lower().split()[:-1] or full.lower().split():
            sex = lexicon().first_names.get(word.strip(".,"), "")
            if sex == "m":
                return "m"
            if sex == "f":
                return "f"
        return ""


def _agrees(mention: Mention, word: str, wanted: str) -> bool:
    if wanted:
        return mention.sort == "person" and mention.sex in {"", wanted}
    if word == "it":
        return mention.sort != "person"
    return mention.sort == "group"


def _names_in(tree: Tree, source: Source) -> list[int]:
    found: list[int] = []
    for index in range(source.first, source.last + 1):
        number = tree.name_at[index]
        if number >= 0 and number not in found[-1:]:
            found.append(number)
    return found


def _key(name: Name) -> str:
    return name.entity.lower()


def _fullest(tree: Tree) -> dict[str, str]:
    """Map each person's entity and surname, lower case, to the article's fullest form of that name."""
    people = sorted({name.entity for name in tree.names if name.kind == "PER"}, key=lambda e: (-len(e.split()), e))
    found: dict[str, str] = {}
    by_last: dict[str, str] = {}
    for entity in people:
        words = [word for word in entity.lower().replace("’", "'").split() if word.strip(".") not in _HONORIFIC]
        if not words:
            continue
        last = words[-1]
        full = by_last.get(last)
        if full is None or (len(words) > 1 and not _same_person(words, full)):
            full = entity
            by_last.setdefault(last, entity)
        found[entity.lower()] = full
        found.setdefault(last, full)
    return found


def _same_person(words: list[str], full: str) -> bool:
    """Tell whether a shorter name's words occur in the fuller name, initials allowed."""
    others = full.lower().split()
    return all(any(other == word or other[0] == word.strip(".") for other in others) for word in words[:-1])
