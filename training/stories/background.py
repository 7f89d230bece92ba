"""Build the table of how common words are, from openly licensed text.

    python training/stories/background.py

Reads EWT and GUM (train, dev) and Re-DocRED from the shared data, and writes the number of documents that hold each
word, as its stem, to `src/headwater/stories/data/background.tsv`. Counts of words are facts; the texts themselves do
not ship.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.stories.words import WORD, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("HEADWATER_SHARED", ROOT.parent / "shared"))
TARGET = ROOT / "src" / "headwater" / "stories" / "data" / "background.tsv"
# A word of a single document tells nothing that an unknown word does not.
LEAST_DOCUMENTS = 2


def documents(english: Path) -> Iterator[str]:
    """Yield the text of each document of the sets that may be learned and shipped from."""
    for part in ("dev", "test"):  # a split made for relations; both are free to learn names and words from
        for document in json.loads((english / f"redocred/{part}.json").read_text(encoding="utf-8")):
            yield " ".join(word for sentence in document["sents"] for word in sentence)
    for treebank in ("gum/train", "gum/dev", "ewt/train", "ewt/dev"):
        sentences: list[str] = []
        for line in (english / f"{treebank}.conllu").read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc") and sentences:
                yield " ".join(sentences)
                sentences = []
            elif line.startswith("# text ="):
                sentences.append(line.removeprefix("# text ="))
        yield " ".join(sentences)


def main() -> None:
    """Write the table."""
    frequency: Counter[str] = Counter()
    count = 0
    for text in documents(SHARED / "data" / "english"):
        count += 1
        frequency.update({normal(match[0]) for match in WORD.finditer(text)})
    lines = [f"{n}\t{word}" for word, n in sorted(frequency.items()) if n >= LEAST_DOCUMENTS]
    TARGET.write_text("\n".join([f"{count}\t", *lines]) + "\n", encoding="utf-8")
    print(f"{count} documents, {len(lines)} words, {TARGET.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
