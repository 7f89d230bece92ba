"""The encoder: a tuned MPNet that is asked about the pairs of sentences that the trees doubt, where it is installed.

It ships as a package of its own, `headwater-encoder` (folder `encoder/` of the repository), which brings the weights
and ONNX Runtime; `training/claims/encode.py` builds it. It reads words where the trees read features, so both err on
other pairs, and the mean of their log odds errs less than either. Lower layers that read each sentence alone: DeFormer
(Cao et al. 2020).
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from headwater.comparison.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

    from headwater.comparison.claims.features import Pairs

PACKAGE = "headwater_encoder"
# Pairs to which the trees give such a probability are asked about; of the others they are sure enough.
ASKED = (0.25, 0.6)
# How much the encoder's log odds count in the mean; the trees' count for the rest.
SHARE = 0.3
# The mean of both is nearer to even than the trees alone are, so that links would be lost at the cut made for these.
LIFT = 0.3
# Of a sentence so many word pieces are read.
LONGEST = 90
# The largest of the whole numbers that the weights become: two products of them and a byte still fit into sixteen bits,
# in which some processors add them up.
MOST = 63
# ONNX Runtime's level for errors: its warnings are of no use to a reader.
ERRORS = 3


def unpacked(steps: NDArray[np.uint8], scales: NDArray[np.float16]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return weights (inputs, outputs) as whole numbers of seven bits, and what each column's are to be multiplied by.

    A byte of `steps` (half the inputs, outputs) holds two of sixteen steps around eight; `scales`: (blocks, outputs).
    """
    around = np.concatenate([steps & 15, steps >> 4]).astype(np.int8) - np.int8(8)
    blocks = around.reshape(len(scales), -1, scales.shape[1])
    wide = scales.astype(np.float32)
    columns = (np.abs(blocks).max(axis=1) * np.abs(wide)).max(axis=0) / MOST
    whole = np.rint(blocks * (wide / columns)[:, np.newaxis, :]).astype(np.int8)
    return whole.reshape(around.shape), columns


class Encoder:
    """The encoder's two graphs, loaded once: of a sentence, and of a pair of sentences.

    `folder` holds each graph (`lower.onnx`, `upper.onnx`), its weights (`lower.npz`, `upper.npz`) and `tokenizer.json`.
    """

    def __init__(self, folder: Traversable | Path) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - an optional part

        self._lower, self._upper = (_session(folder, name) for name in ("lower", "upper"))
        self._pieces = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        self._pieces.enable_truncation(LONGEST)
        self._pieces.no_padding()

    @property
    def name(self) -> str:
        """What it is called in an account: its package, with the version where that is installed."""
        try:
            return f"{PACKAGE.replace('_', '-')} {version(PACKAGE)}"
        except PackageNotFoundError:
            return PACKAGE.replace("_", "-")

    def states(self, text: str) -> NDArray[np.float32]:
        """Return what the lower layers make of a sentence: (word pieces, width)."""
        ids = np.array(self._pieces.encode(text).ids, dtype=np.int64)
        found: NDArray[np.float32] = self._lower.run(None, {"ids": ids})[0]
        return found

    def odds(self, texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        """Return the log odds that each pair of `texts`, by their indices, makes the same claim.

        The lesser text of a pair is always read first, so that the order of the articles changes nothing.
        """
        told = [(min(texts[one], texts[other]), max(texts[one], texts[other])) for one, other in pairs]
        asked, read = sorted(set(told)), sorted({text for pair in told for text in pair})
        # The products are small: threads that take a sentence or a pair each serve better than several for a product.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            states = dict(zip(read, pool.map(self.states, read), strict=True))
            found = pool.map(lambda pair: self._odds(states[pair[0]], states[pair[1]]), asked)
            known = dict(zip(asked, found, strict=True))
        return np.array([known[pair] for pair in told], dtype=np.float64)

    def _odds(self, left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
        return float(self._upper.run(None, {"left": left, "right": right})[0][0])

    def mended(self, texts: Sequence[str], pairs: Pairs, probability: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each of `pairs`, mended where the trees doubt; `texts` are the sentences."""
        doubted = np.flatnonzero((probability >= ASKED[0]) & (probability <= ASKED[1]))
        odds = self.odds(texts, list(zip(pairs.left[doubted].tolist(), pairs.right[doubted].tolist(), strict=True)))
        told = np.log(probability[doubted] / (1 - probability[doubted]))
        mended = probability.copy()
        mended[doubted] = 1.0 / (1.0 + np.exp(-(1 - SHARE) * told - SHARE * odds - LIFT))
        return mended


def _session(folder: Traversable | Path, name: str) -> Any:  # noqa: ANN401 - an optional part, without types
    """Return a session of ONNX Runtime for a graph, with its weights unpacked."""
    from onnxruntime import InferenceSession, OrtValue, SessionOptions  # noqa: PLC0415 - as above

    given: dict[str, Any] = {}
    with folder.joinpath(f"{name}.npz").open("rb") as file, np.load(file) as stored:
        for number in range(len(stored.files) // 2):
            key = f"weights {number}"
            given[key], given[f"{key} columns"] = unpacked(stored[f"{key} steps"], stored[f"{key} scales"])
    options = SessionOptions()
    options.log_severity_level = ERRORS
    options.intra_op_num_threads = 1
    options.add_external_initializers(list(given), [OrtValue.ortvalue_from_numpy(value) for value in given.values()])
    return InferenceSession(folder.joinpath(f"{name}.onnx").read_bytes(), options, providers=["CPUExecutionProvider"])


_SHIPPED = Weights(PACKAGE, "weights", Encoder)
using = _SHIPPED.using


def load() -> Encoder | None:
    """Return the encoder chosen by `using`, or the installed one; None where none is installed."""
    return _SHIPPED.load() if _SHIPPED.chosen or find_spec(PACKAGE) else None
