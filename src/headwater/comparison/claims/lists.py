"""Lists of words that the comparison of claims goes by: those without content of their own, and near-synonyms."""

from __future__ import annotations

from functools import cache
from importlib import resources

from headwater.language.stems import stem


@cache
def stop_words() -> frozenset[str]:
    """Return the words that carry no content of their own."""
    return frozenset(word for line in word_lists("stop-words") for word in line)


@cache
def synonyms() -> dict[str, tuple[int, ...]]:
    """Return, by stem, the numbers of the groups of near-synonyms that it stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(word_lists("near-synonyms")):
        for word in line:
            found.setdefault(stem(word), set()).add(number)
    return {word: tuple(sorted(numbers)) for word, numbers in found.items()}


def word_lists(name: str) -> list[list[str]]:
    """Return the lines of the data file `name`, each as its words; comment lines left out."""
    text = resources.files(__package__).joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
