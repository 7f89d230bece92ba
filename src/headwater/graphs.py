"""The graphs of the optional package `headwater-encoder`, run by ONNX Runtime with whole numbers for weights.

The package (folder `encoder/` of the repository) brings the weights and ONNX Runtime. Its lower graph reads a sentence,
and the one that names reads on from it (`headwater.language.english.namer`); its joint graph reads two sentences
together (`headwater.comparison.claims.encoder`). All begin with the same word pieces. `training/claims/graph.py` writes
them.
"""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

    Folder = Traversable | Path

T = TypeVar("T")
S = TypeVar("S")

PACKAGE, WEIGHTS = "headwater_encoder", "weights"
# A graph reads so many word pieces.
LONGEST = 192
# The largest of the whole numbers that the weights become: two products of them and a byte still fit into sixteen bits,
# in which some processors add them up.
MOST = 63
# ONNX Runtime's level for errors: its warnings are of no use to a reader.
ERRORS = 3


def installed() -> bool:
    """Tell whether the package is there."""
    return find_spec(PACKAGE) is not None


def package() -> str:
    """Return what the package is called in an account: with its version where it is installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - most never need it

    name = PACKAGE.replace("_", "-")
    try:
        return f"{name} {version(PACKAGE)}"
    except PackageNotFoundError:
        return name


def each(function: Callable[[T], S], of: Sequence[T]) -> list[S]:
    """Return what `function` makes of each, in order.

    The products of a graph are small: threads that take a sentence each serve better than several for one product.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - as above

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(function, of))


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


def _weights(path: Traversable | Path) -> dict[str, Any]:
    given: dict[str, Any] = {}
    with path.open("rb") as file, np.load(file) as stored:
        for number in range(len(stored.files) // 2):
            key = f"weights {number}"
            given[key], given[f"{key} columns"] = unpacked(stored[f"{key} steps"], stored[f"{key} scales"])
    return given


class Graph:
    """A graph `name`.onnx of `folder`, with its weights, `name`.npz, unpacked where it has some beside it.

    A FileNotFoundError says what to do where either is missing: a package of another release lacks some.
    """

    def __init__(self, folder: Folder, name: str, *, weighted: bool = True) -> None:
        from onnxruntime import InferenceSession, OrtValue, SessionOptions  # noqa: PLC0415 - an optional part

        for part in (f"{name}.npz", f"{name}.onnx")[not weighted :]:
            if not folder.joinpath(part).is_file():
                message = f"{part} is not in {folder}: {package()} is not of this release; install the one that is"
                raise FileNotFoundError(message)
        given = _weights(folder.joinpath(f"{name}.npz")) if weighted else {}
        options = SessionOptions()
        options.log_severity_level = ERRORS
        options.intra_op_num_threads = 1
        values = [OrtValue.ortvalue_from_numpy(value) for value in given.values()]
        options.add_external_initializers(list(given), values)
        model = folder.joinpath(f"{name}.onnx").read_bytes()
        self._session: Any = InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def __call__(self, **inputs: NDArray[Any]) -> NDArray[np.float32]:
        """Return the graph's only output."""
        found: NDArray[np.float32] = self._session.run(None, inputs)[0]
        return found


class Lower:
    """The first layers over one sentence, and the word pieces that enter them."""

    def __init__(self, folder: Folder) -> None:
        self._pieces, self._layers = pieces(folder), Graph(folder, "lower")

    def __call__(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the states (n, width) of a sentence's word pieces, by their numbers (n), at most LONGEST."""
        return self._layers(rows=self._pieces(ids=ids))


_pieces: dict[str, Graph] = {}


def pieces(folder: Folder) -> Graph:
    """Return the graph of a folder's word pieces: their numbers, `ids` (n), to embeddings (n, width); loaded once."""
    name = str(folder)
    if name not in _pieces:
        _pieces[name] = Graph(folder, "vocabulary", weighted=False)
    return _pieces[name]


def vocabulary(folder: Folder) -> dict[str, int]:
    """Return the number of each word piece."""
    stored = json.loads(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
    found: dict[str, int] = stored["model"]["vocab"]
    return found
