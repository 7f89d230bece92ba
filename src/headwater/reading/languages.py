"""In which language a text is written, as far as it can be told."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headwater.article import Article

_CODE = re.compile(r"([a-zA-Z]{2})(?:[-_][a-zA-Z0-9]+)*")
# A page tells as much as a book.
LOOKED_AT = 4000
FEWEST_WORDS = 4
# py3langid's own probability below which it guesses.
SURE = 0.6
# Scripts that one language alone writes its news in.
SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
)
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
WORD = re.compile(r"[^\W\d_]+")


def _words(name: str) -> frozenset[str]:
    """The words of `data/NAME.txt`, separated by white space; lines that begin with "#" are left out."""
    text = (files("headwater.reading") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


# Words that English text is full of and that other languages in Latin letters hardly use.
ENGLISH = _words("english")
# Of these every other language has at least a few in common with English; they tell nothing alone.
SHARED = frozenset(
    {"in", "on", "as", "was", "is", "for", "her", "not", "at", "it", "he", "his", "who", "also", "had", "be"}
)
LANGUAGES = _words("languages")


def code(stated: str | None) -> str | None:
    """Return the ISO 639-1 code in a stated language tag ("en-GB", "pt_BR"), None where there is none."""
    match = _CODE.fullmatch(stated.strip()) if stated else None
    return match[1].lower() if match else None


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that `text` is written in, None where it cannot be told.

    Script and English's small words decide what they can; py3langid (LangID, Lui and Baldwin 2012), kept to the
    languages that news is written in, decides the rest.
    """
    sample = text[:LOOKED_AT]
    letters = len(LETTER.findall(sample))
    if not letters:
        return None
    for language, script in SCRIPTS:
        # Japanese mixes kana with Han; a share of it is enough.
        if len(script.findall(sample)) > letters * (0.15 if language == "ja" else 0.5):
            return language
    words = [w.lower() for w in WORD.findall(sample)]
    if len(words) < FEWEST_WORDS:
        return None
    if len(LATIN.findall(sample)) > letters * 0.8 and _english(words):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else None


def language_of(article: Article) -> str | None:
    """Return the language of the article's text; what it states of itself counts where its text cannot tell."""
    return identify(article.text) or article.language


def _english(words: list[str]) -> bool:
    small = sum(w in ENGLISH for w in words)
    telling = sum(w in ENGLISH and w not in SHARED for w in words)
    return small >= 0.2 * len(words) and telling >= 0.08 * len(words) and telling >= 2


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid ships no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads slowly, and English needs it not

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.nb_classes)
    identifier.set_languages(sorted(LANGUAGES & known))
    return identifier
