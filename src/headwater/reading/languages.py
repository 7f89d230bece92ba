"""In which language an article is written."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# py3langid (LangID, Lui and Baldwin 2012) looks at byte n-grams; a page of text is as good as a book of it.
_LOOKED_AT = 3000
_FEWEST_LETTERS = 20
# Below this probability the identifier is guessing.
_SURE = 0.7
_CODE = re.compile(r"([a-zA-Z]{2})(?:[-_][a-zA-Z0-9]+)*")


@cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid ships no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads NumPy

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def code(stated: str | None) -> str | None:
    """Return the ISO 639-1 code in a stated language tag ("en-GB", "pt_BR"), None where there is none."""
    match = _CODE.fullmatch(stated.strip()) if stated else None
    return match[1].lower() if match else None


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that `text` is written in, None where it cannot be told."""
    sample = text[:_LOOKED_AT]
    if sum(character.isalpha() for character in sample) < _FEWEST_LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None
