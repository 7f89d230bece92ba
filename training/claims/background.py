"""Count how often each stem occurs in openly licensed English, and write the hashed table that ships.

    python training/claims/background.py

Reads the training files of EWT and GUM and both files of Re-DocRED under HEADWATER_SHARED. What is written holds no
word: 65,536 buckets of hashed stems, each the logarithm of a count in one byte.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.shared import require  # noqa: E402 - the repository's root must be on the path first
from headwater.comparison.claims.vectors import BUCKETS, bucket  # noqa: E402
from headwater.language.stems import stem  # noqa: E402

WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*", re.UNICODE)
SCALE = 20.0


def main() -> None:
    """Write `model/background.npz`."""
    counts = np.zeros(BUCKETS)
    words = 0
    for text in _texts():
        for match in WORD.finditer(text):
            counts[bucket(stem(match.group()))] += 1
            words += 1
    out = ROOT / "src/headwater/comparison/claims/model/background.npz"
    stored = np.round(np.log1p(counts) * SCALE).astype(np.uint8)
    np.savez_compressed(out, log_counts=stored, scale=np.float64(SCALE))
    print(f"{words} words, {int((counts > 0).sum())} of {BUCKETS} buckets, {out.stat().st_size} bytes")


def _texts() -> list[str]:
    found: list[str] = []
    for name in ("english/ewt/train.conllu", "english/gum/train.conllu"):
        lines = require("data/" + name).read_text(encoding="utf-8").splitlines()
        found.extend(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    for name in ("english/redocred/dev.json", "english/redocred/test.json"):
        for document in json.loads(require("data/" + name).read_text(encoding="utf-8")):
            found.extend(" ".join(sentence) for sentence in document["sents"])
    return found


if __name__ == "__main__":
    main()
