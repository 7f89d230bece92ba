"""The encoder: MPNet, tuned to read two sentences together, where it is installed.

It ships as a package of its own, `headwater-encoder` (folder `encoder/` of the repository), which brings the weights
and ONNX Runtime; `training/claims/joint.py` builds it. Of each pair that the pair model does not rule out it says anew
how likely both sentences make the same claim (a cross-encoder, Humeau et al. 2020), and has its share of the say.
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

# Pairs to which the pair model gives less are no claim.
LEAST = 0.08
# The encoder's share of the log odds; from 0.35 to a half claim links are within half a point.
SHARE = 0.45
# Sentences that the pair model links so surely are reprints of each other.
REPRINT = 0.98
# So many word pieces of either sentence are read, the marks that open and close it among them.
LONGEST = 72
# The mark that stands between the two sentences, beside the one that closes the first.
BETWEEN = 2
CLOSEST = 1e-6


def told_elsewhere(article: Sequence[int], pairs: Pairs, probability: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell of each pair whether either sentence has a reprint in the article of the other, which is another one.

    An article seldom tells the same twice: where it has a sentence word for word, no other sentence of it tells that.
    """
    sides = list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
    reprints = {
        (one, article[other])
        for index in np.flatnonzero(probability >= REPRINT).tolist()
        for one, other in (sides[index], sides[index][::-1])
    }
    found = [(left, article[right]) in reprints or (right, article[left]) in reprints for left, right in sides]
    return np.array(found, dtype=bool) & (probability < REPRINT)


class Encoder:
    """The graph that reads two sentences together, loaded once.

    `folder` holds `vocabulary.onnx`, `joint.onnx` and its weights, `joint.npz`, and `tokenizer.json`.
    """

    def __init__(self, folder: Folder) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - an optional part

        self._rows, self._joint = graphs.pieces(folder), graphs.Graph(folder, "joint")
        self._pieces = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        self._pieces.enable_truncation(LONGEST)
        self._pieces.no_padding()

    def odds(self, one: str, other: str) -> float:
        """Return the log odds that two sentences make the same claim; of long ones the beginning is read.

        Neither comes first: they are read in the order of their letters.
        """
        cut = [self._pieces.encode(text).ids for text in sorted((one, other))]
        first, second = len(cut[0]), len(cut[1])
        ids = [*cut[0], BETWEEN, *cut[1][1:]]
        # The marks that open and close a sentence are no part of it.
        parts = np.zeros((2, len(ids)), dtype=np.float32)
        parts[0, 1 : first - 1] = 1.0 / max(1, first - 2)
        parts[1, first + 1 : -1] = 1.0 / max(1, second - 2)
        rows = self._rows(ids=np.array(ids, dtype=np.int64))
        return float(self._joint(rows=rows, parts=parts)[0, 0])

    def mended(
        self, texts: Sequence[str], article: Sequence[int], pairs: Pairs, probability: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the probability of each of `pairs` of sentences, mended by the encoder.

        `texts` are those of the sentences, `article` says by number which one each is of. That two make one claim of
        which one has a reprint in the other's article, the encoder may make less likely, but not likelier.
        """
        asked = np.flatnonzero(probability >= LEAST)
        sides = zip(pairs.left[asked].tolist(), pairs.right[asked].tolist(), strict=True)
        read = graphs.each(lambda pair: self.odds(*pair), [(texts[left], texts[right]) for left, right in sides])
        known = np.clip(probability[asked], CLOSEST, 1.0 - CLOSEST)
        mended = probability.copy()
        odds = (1.0 - SHARE) * np.log(known / (1.0 - known)) + SHARE * np.array(read)
        mended[asked] = 1.0 / (1.0 + np.exp(-odds))
        elsewhere = told_elsewhere(article, pairs, probability)
        return np.where(elsewhere, np.minimum(mended, probability), mended)


_SHIPPED = Weights(graphs.PACKAGE, graphs.WEIGHTS, Encoder)
using = _SHIPPED.using


def load() -> Encoder | None:
    """Return the encoder chosen by `using`, or the installed one; None where none is installed."""
    return _SHIPPED.load() if _SHIPPED.chosen or graphs.installed() else None
