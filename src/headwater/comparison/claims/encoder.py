"""The encoder: a tuned MPNet that is asked about the pairs of sentences that the trees doubt, where it is installed.

It ships as a package of its own, `headwater-encoder` (folder `encoder/` of the repository), which brings the weights
and ONNX Runtime; `training/claims/encode.py` builds it. It reads words where the trees read features, so both err on
other pairs, and the mean of their log odds errs less than either. Lower layers that read each sentence alone: DeFormer
(Cao et al. 2020).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from headwater import graphs
from headwater.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from headwater.comparison.claims.features import Pairs
    from headwater.graphs import Folder

# Pairs to which the trees give such a probability are asked about; of the others they are sure enough.
ASKED = (0.25, 0.6)
# How much the encoder's log odds count in the mean; the trees' count for the rest.
SHARE = 0.3
# The mean of both is nearer to even than the trees alone are, so that links would be lost at the cut made for these.
LIFT = 0.3
# Of a sentence so many word pieces are read.
LONGEST = 90


class Encoder:
    """The encoder's two graphs, loaded once: of a sentence, and of a pair of sentences.

    `folder` holds each graph (`lower.onnx`, `upper.onnx`), its weights (`lower.npz`, `upper.npz`) and `tokenizer.json`.
    """

    def __init__(self, folder: Folder) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - an optional part

        self._lower, self._upper = graphs.lower(folder), graphs.Graph(folder, "upper")
        self._pieces = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        self._pieces.enable_truncation(LONGEST)
        self._pieces.no_padding()

    def states(self, text: str) -> NDArray[np.float32]:
        """Return what the lower layers make of a sentence: (word pieces, width)."""
        return self._lower(ids=np.array(self._pieces.encode(text).ids, dtype=np.int64))

    def odds(self, texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        """Return the log odds that each pair of `texts`, by their indices, makes the same claim.

        The lesser text of a pair is always read first, so that the order of the articles changes nothing.
        """
        told = [(min(texts[one], texts[other]), max(texts[one], texts[other])) for one, other in pairs]
        asked, read = sorted(set(told)), sorted({text for pair in told for text in pair})
        states = dict(zip(read, graphs.each(self.states, read), strict=True))
        found = graphs.each(lambda pair: self._odds(states[pair[0]], states[pair[1]]), asked)
        known = dict(zip(asked, found, strict=True))
        return np.array([known[pair] for pair in told], dtype=np.float64)

    def _odds(self, left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
        return float(self._upper(left=left, right=right)[0])

    def mended(self, texts: Sequence[str], pairs: Pairs, probability: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each of `pairs`, mended where the trees doubt; `texts` are the sentences."""
        doubted = np.flatnonzero((probability >= ASKED[0]) & (probability <= ASKED[1]))
        odds = self.odds(texts, list(zip(pairs.left[doubted].tolist(), pairs.right[doubted].tolist(), strict=True)))
        told = np.log(probability[doubted] / (1 - probability[doubted]))
        mended = probability.copy()
        mended[doubted] = 1.0 / (1.0 + np.exp(-(1 - SHARE) * told - SHARE * odds - LIFT))
        return mended


_SHIPPED = Weights(graphs.PACKAGE, graphs.WEIGHTS, Encoder)
using = _SHIPPED.using


def load() -> Encoder | None:
    """Return the encoder chosen by `using`, or the installed one; None where none is installed."""
    return _SHIPPED.load() if _SHIPPED.chosen or graphs.installed() else None
