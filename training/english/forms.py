"""The list of base forms: what the treebanks say and the rules do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from headwater.language.english.lemmas import Lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training.english.corpora import Sample


def base_forms(samples: Iterable[Sample]) -> dict[str, object]:
    """Return {"forms": ..., "known": ...} as `Lemmas` takes them: exceptions to the rules, and base forms seen."""
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    bases: Counter[str] = Counter()
    for sample in (s for s in samples if s.tags and s.lemmas):
        for word, tags, lemma in zip(sample.words, sample.tags or (), sample.lemmas or (), strict=True):
            tag, _, pos = tags.rpartition("/")
            if lemma == "_" or pos in {"PROPN", "X", "SYM", "PUNCT"}:
                continue
            seen[word.lower().replace("’", "'"), pos, tag][lemma] += 1
            if pos in {"VERB", "ADJ"} or (pos == "NOUN" and lemma.endswith("e")):
                bases[f"{lemma.lower()} {'VERB' if pos == 'AUX' else pos}"] += 1
    known = frozenset(base for base, count in bases.items() if base.split(" ")[0].isalpha())
    rules = Lemmas({}, known)
    by_word: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wrong: set[tuple[str, str]] = set()
    for (word, pos, tag), lemmas in seen.items():
        by_word[word, pos].update(lemmas)
        if rules.lemma(word, pos, tag) != lemmas.most_common(1)[0][0]:
            wrong.add((word, pos))
    forms = {}
    for word, pos in sorted(wrong):
        best = min(by_word[word, pos].items(), key=lambda item: (-item[1], item[0]))
        if best[1] > 1 or len(word) > 2:
            forms[f"{word} {pos}"] = best[0]
    return {"forms": forms, "known": sorted(known)}
