"""The encoder: MPNet, which tells of each word what it means in its sentence, where it is installed.

It ships as a package of its own, `headwater-encoder` (folder `encoder/` of the repository), which brings the weights
and ONNX Runtime; `training/claims/encode.py` builds it. Another pair model, which sees what `contextual.py` measures as
well, decides on the pairs that the first does not rule out; `training/claims/contextual.py` builds it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from headwater import graphs
from headwater.comparison.claims import model
from headwater.comparison.claims.contextual import Read, contextual, told
from headwater.comparison.claims.features import Pairs
from headwater.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from headwater.comparison.claims.units import Unit
    from headwater.graphs import Folder

# Pairs to which the model that knows no encoder gives less are no claim.
LEAST = 0.04


class Encoder:
    """The encoder's two graphs, loaded once: the lower one, and the one of words that reads on from it.

    `folder` holds each graph (`lower.onnx`, `words.onnx`), its weights (`lower.npz`, `words.npz`) and `tokenizer.json`.
    """

    def __init__(self, folder: Folder) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - an optional part

        self._lower, self._words = graphs.lower(folder), graphs.Graph(folder, "words")
        self._pieces = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        self._pieces.enable_truncation(graphs.LONGEST)
        self._pieces.no_padding()

    def read(self, text: str) -> Read:
        """Return what each word piece of a sentence means there; of a long one only the beginning is read."""
        cut = self._pieces.encode(text)
        states = self._words(states=self._lower(ids=np.array(cut.ids, dtype=np.int64)))
        # The marks that open and close it are no words.
        return Read(text, states[1:-1], cut.offsets[1:-1])

    def measured(self, units: Sequence[Unit], texts: Sequence[str], pairs: Pairs) -> Pairs:
        """Return `pairs` of `units`, whose sentences are `texts`, with what the encoder lets measure as well."""
        asked = sorted({*pairs.left.tolist(), *pairs.right.tolist()})
        # A sentence that stands there twice is read once.
        distinct = sorted({texts[index] for index in asked})
        known = dict(zip(distinct, graphs.each(self.read, distinct), strict=True))
        of = told(units, {index: known[texts[index]] for index in asked})
        article = np.array([unit.article for unit in units], dtype=np.int64)
        columns = contextual(of, article, pairs.left, pairs.right)
        values = np.column_stack([pairs.values, *columns.values()]).astype(np.float32)
        return replace(pairs, names=(*pairs.names, *columns), values=values)

    def mended(
        self, units: Sequence[Unit], texts: Sequence[str], pairs: Pairs, probability: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the probability of each of `pairs` of `units`, whose sentences are `texts`, mended by the encoder."""
        asked = worth_asking(probability)
        mended = probability.copy()
        if len(asked):
            mended[asked] = model.load_contextual().probability(self.measured(units, texts, chosen(pairs, asked)))
        return mended


def worth_asking(probability: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return which pairs, of these probabilities, the encoder is asked about."""
    return np.flatnonzero(probability >= LEAST)


def chosen(pairs: Pairs, which: NDArray[np.int64]) -> Pairs:
    """Return some of the pairs."""
    return Pairs(pairs.left[which], pairs.right[which], pairs.names, pairs.values[which])


_SHIPPED = Weights(graphs.PACKAGE, graphs.WEIGHTS, Encoder)
using = _SHIPPED.using


def load() -> Encoder | None:
    """Return the encoder chosen by `using`, or the installed one; None where none is installed."""
    return _SHIPPED.load() if _SHIPPED.chosen or graphs.installed() else None
