"""The encoder as ONNX graphs, and their weights with four bits each.

The lower graph reads a sentence, and the one that names, in `training/english/packing.py`, reads on from it; the joint
one reads two sentences together. A weight is stored as one of sixteen steps of a scale that a block of weights shares
(round to nearest, the scale chosen for the least squared error); whoever loads the graph makes whole numbers of seven
bits of them (`headwater.graphs`). What is multiplied by them is rounded to eight bits, row by row (Jacob et al. 2018).
Nothing is padded and no two pairs are read at once: what is told of one rests on its own words alone.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from onnx import TensorProto, helper, numpy_helper

from headwater.graphs import LONGEST
from training.claims.encoder import BUCKETS, FIRST_PLACE, FURTHEST, HEADS, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.claims.encoder import Lower

    # A model of ONNX, which has no types, and the weights that are kept beside it.
    Whole = tuple[Any, dict[str, NDArray[Any]]]

BLOCK = 64
STEPS = 16
# Scales tried for a block, as shares of the one that just reaches its largest weight.
SHARES = np.linspace(0.75, 1.05, 13)
SMALLEST = np.float16(1e-6)
OPSET, FORM = 21, 10
# A row is rounded to so many steps on either side of the middle of a byte.
MOST, MIDDLE = 127, 128


def packed(weights: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Return the weights (outputs, inputs) as steps (outputs, blocks, BLOCK), 0 to 15, and scales (outputs, blocks).

    A weight is its step less eight, times its block's scale.
    """
    blocks = weights.reshape(len(weights), -1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)
    chosen, scales = np.zeros(blocks.shape, np.uint8), np.zeros(largest.shape, np.float16)
    least = np.full(largest.shape, np.inf)
    for share in SHARES:
        scale = (share * largest / -(STEPS // 2)).astype(np.float16)
        scale = np.where(np.abs(scale) < SMALLEST, SMALLEST, scale)
        wide = scale.astype(np.float32)
        steps = np.clip(np.round(blocks / wide), -(STEPS // 2), STEPS // 2 - 1)
        off = np.square(steps * wide - blocks).sum(-1, keepdims=True)
        better = off < least
        chosen = np.where(better, (steps + STEPS // 2).astype(np.uint8), chosen)
        scales, least = np.where(better, scale, scales), np.where(better, off, least)
    return chosen, scales[..., 0]


def unpacked(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what four bits a weight leave of the weights (outputs, inputs)."""
    steps, scales = packed(weights)
    whole = (steps.astype(np.float32) - STEPS // 2) * scales[..., None].astype(np.float32)
    return whole.reshape(weights.shape)


def coarsened(part: Any) -> Any:  # noqa: ANN401 - a module of torch
    """Return layers with what four bits leave of their weights: whatever reads on from them is tuned on that."""
    with torch.no_grad():
        for name, weights in part.named_parameters():
            if name == "word.weight" or (name.startswith("layers.") and weights.ndim == 2):
                weights.copy_(torch.from_numpy(unpacked(weights.detach().numpy())))
    return part


def halves(steps: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return two steps a byte: those of the first half of the rows in the lower bits."""
    half = len(steps) // 2
    return np.ascontiguousarray(steps[:half] | (steps[half:] << 4), dtype=np.uint8)


def arrays(part: Any) -> dict[str, Any]:  # noqa: ANN401 - a module of torch
    """Return the weights of a part as NumPy arrays, by name."""
    return {name: value.detach().float().numpy() for name, value in part.state_dict().items()}


class Graph:
    """Nodes and constants that grow, each named by its number, and `weights` that are kept beside the graph.

    Of a product: (half the inputs, outputs), two steps a byte, of which the lower bits are those of the first half.
    Their scales are (blocks, outputs).
    """

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.weights: dict[str, NDArray[Any]] = {}

    def constant(self, values: Any, kind: Any = None) -> str:  # noqa: ANN401 - an array or a number
        """Return the name of a new constant."""
        name = f"constant {len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(values, dtype=kind, order="C"), name))
        return name

    def node(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:  # noqa: ANN401 - as ONNX has it
        """Return the name of what a new node yields."""
        name = out or f"node {len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def whole(self, *values: int) -> str:
        """Return the name of a new list of whole numbers."""
        return self.constant(values, np.int64)

    def single(self, value: float) -> str:
        """Return the name of a new number in single precision."""
        return self.constant(value, np.float32)

    def widened(self, name: str) -> str:
        """Return the name of the same in single precision."""
        return self.node("Cast", name, to=TensorProto.FLOAT)

    def outside(self, name: str, kind: int, shape: Sequence[int]) -> str:
        """Return the name of a constant that whoever loads the graph brings."""
        constant = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
        constant.external_data.add(key="location", value="weights")
        self.constants.append(constant)
        return name

    def linear(self, rows: str, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """Return rows (n, inputs) times weights (outputs, inputs), plus a bias."""
        steps, scales = packed(weights)
        name = f"weights {len(self.weights) // 2}"
        self.weights[f"{name} steps"] = halves(steps.reshape(len(steps), -1).T)
        self.weights[f"{name} scales"] = np.ascontiguousarray(scales.T)
        whole = self.outside(name, TensorProto.INT8, weights.shape[::-1])
        column = self.outside(f"{name} columns", TensorProto.FLOAT, weights.shape[:1])
        largest = self.node("ReduceMax", self.node("Abs", rows), self.whole(1), keepdims=1)
        # A row of nothing but zeros is divided by next to nothing, not by nothing.
        scale = self.node("Max", self.node("Div", largest, self.single(MOST)), self.single(1e-12))
        even = self.node("Add", self.node("Round", self.node("Div", rows, scale)), self.single(MIDDLE))
        byte = self.node("Cast", even, to=TensorProto.UINT8)
        product = self.widened(self.node("MatMulInteger", byte, whole, self.constant(MIDDLE, np.uint8)))
        scaled = self.node("Mul", self.node("Mul", product, scale), column)
        return self.node("Add", scaled, self.constant(bias))

    def norm(self, rows: str, weights: Mapping[str, NDArray[np.float32]], name: str) -> str:
        """Return the rows normalised."""
        scale, shift = self.constant(weights[f"{name}.weight"]), self.constant(weights[f"{name}.bias"])
        return self.node("LayerNormalization", rows, scale, shift, axis=-1, epsilon=1e-5)

    def model(self, inputs: Mapping[str, Any], outputs: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - untyped
        """Return the model; inputs and outputs are given by name as (element kind, shape)."""
        ends = [[helper.make_tensor_value_info(key, *value) for key, value in of.items()] for of in (inputs, outputs)]
        graph = helper.make_graph(self.nodes, name, *ends, self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=FORM)


def by_distance(bias: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what attention adds (2 FURTHEST - 1, heads) for each distance, from what it adds for each bucket."""
    away = np.arange(1 - FURTHEST, FURTHEST)
    near, half, exact = np.abs(away), BUCKETS // 2, BUCKETS // 4
    log = np.log(np.maximum(near, 1) / exact) / np.log(FURTHEST / exact) * (half - exact)
    far = np.minimum(exact + log.astype(np.int64), half - 1)
    return np.asarray(bias[np.where(away < 0, half, 0) + np.where(near < exact, near, far)])


def distance(graph: Graph, states: str, bias: NDArray[np.float32]) -> str:
    """Return what attention adds (heads, n, n) between the n rows of `states`."""
    count = graph.node("Squeeze", graph.node("Shape", states, start=0, end=1), graph.whole(0))
    zero, one, far = (graph.constant(number, np.int64) for number in (0, 1, FURTHEST - 1))
    places = graph.node("Range", zero, count, one)
    down, across = (graph.node("Unsqueeze", places, graph.whole(axis)) for axis in (1, 0))
    away = graph.node("Max", graph.node("Sub", down, across), graph.constant(1 - FURTHEST, np.int64))
    row = graph.node("Add", graph.node("Min", away, far), far)
    return graph.node("Transpose", graph.node("Gather", graph.constant(by_distance(bias)), row), perm=[2, 0, 1])


def layer(graph: Graph, states: str, bias: str, given: Mapping[str, NDArray[np.float32]]) -> str:
    """Return the states (n, width) one layer up, with the layer's own weights."""
    narrow = WIDTH // HEADS
    # The product of queries and keys is divided by the root of their width: the queries are, beforehand.
    shrunk = np.float32(narrow**-0.5)
    weights = np.concatenate([given["q.weight"] * shrunk, given["k.weight"], given["v.weight"]])
    biases = np.concatenate([given["q.bias"] * shrunk, given["k.bias"], given["v.bias"]])
    fused = graph.node("Reshape", graph.linear(states, weights, biases), graph.whole(-1, 3, HEADS, narrow))
    turned = graph.node("Transpose", fused, perm=[1, 2, 0, 3])
    q, k, v = (graph.node("Gather", turned, graph.constant(which, np.int64), axis=0) for which in range(3))
    scores = graph.node("Add", graph.node("MatMul", q, graph.node("Transpose", k, perm=[0, 2, 1])), bias)
    held = graph.node("Transpose", graph.node("MatMul", graph.node("Softmax", scores, axis=-1), v), perm=[1, 0, 2])
    attended = graph.linear(graph.node("Reshape", held, graph.whole(-1, WIDTH)), given["o.weight"], given["o.bias"])
    states = graph.norm(graph.node("Add", states, attended), given, "attended")
    inner = graph.node("Gelu", graph.linear(states, given["inner.weight"], given["inner.bias"]))
    outer = graph.linear(inner, given["outer.weight"], given["outer.bias"])
    return graph.norm(graph.node("Add", states, outer), given, "finished")


def layers(graph: Graph, states: str, weights: Mapping[str, NDArray[np.float32]]) -> list[str]:
    """Return the states (n, width) after each of the layers that `weights` holds."""
    found = []
    bias = distance(graph, states, weights["distance.bias.weight"])
    count = sum(name.startswith("layers.") and name.endswith(".q.bias") for name in weights)
    for number in range(count):
        start = f"layers.{number}."
        own = {name.removeprefix(start): value for name, value in weights.items() if name.startswith(start)}
        states = layer(graph, states, bias, own)
        found.append(states)
    return found


def embedded(graph: Graph, ids: str, weights: NDArray[np.float32]) -> str:
    """Return the rows of `weights` (words, width) that stand at `ids`, unpacked as they are looked up."""
    steps, scales = packed(weights)
    rows = graph.node("Gather", graph.constant(halves(steps.reshape(len(steps), -1).T).T), ids, axis=0)
    low = graph.node("BitwiseAnd", rows, graph.constant(STEPS - 1, np.uint8))
    high = graph.node("BitShift", rows, graph.constant(4, np.uint8), direction="RIGHT")
    blocks = graph.node(
        "Reshape",
        graph.node("Sub", graph.widened(graph.node("Concat", low, high, axis=1)), graph.single(STEPS // 2)),
        graph.whole(-1, WIDTH // BLOCK, BLOCK),
    )
    scale = graph.node("Unsqueeze", graph.widened(graph.node("Gather", graph.constant(scales), ids)), graph.whole(2))
    return graph.node("Reshape", graph.node("Mul", blocks, scale), graph.whole(-1, WIDTH))


def vocabulary(weights: NDArray[np.float32]) -> Whole:
    """Return the graph of the word pieces' embeddings (pieces, width): `ids` (n) to `rows` (n, width)."""
    graph = Graph()
    graph.node("Identity", embedded(graph, "ids", weights), out="rows")
    ends: dict[str, Any] = {"rows": (TensorProto.FLOAT, ["n", WIDTH])}
    return graph.model({"ids": (TensorProto.INT64, ["n"])}, ends, "vocabulary"), graph.weights


def placed(graph: Graph, weights: Mapping[str, NDArray[np.float32]]) -> str:
    """Return what enters the first layer: the `rows` of a sentence with the embeddings of their places, normalised."""
    places = graph.constant(weights["place.weight"][FIRST_PLACE : FIRST_PLACE + LONGEST].astype(np.float16))
    count = graph.node("Shape", "rows", start=0, end=1)
    here = graph.node("Slice", places, graph.whole(0), count, graph.whole(0))
    return graph.norm(graph.node("Add", "rows", graph.widened(here)), weights, "norm")


def _lower(weights: Mapping[str, NDArray[np.float32]]) -> Whole:
    """Return the graph of a `Lower` with these weights: `rows` (n, width), at most LONGEST, to `states` (n, width)."""
    graph = Graph()
    graph.node("Identity", layers(graph, placed(graph, weights), weights)[-1], out="states")
    ends: dict[str, Any] = {name: (TensorProto.FLOAT, ["n", WIDTH]) for name in ("rows", "states")}
    given = {"rows": ends.pop("rows")}
    return graph.model(given, ends, "lower"), graph.weights


def joint(weights: Mapping[str, NDArray[np.float32]]) -> Whole:
    """Return the graph of a `Joint` with these weights.

    From `rows` (n, width), n at most LONGEST, and `parts` (2, n), whose rows take the mean over each of two sentences,
    to `odds` (1, 1).
    """
    graph = Graph()
    states = layers(graph, placed(graph, weights), weights)[-1]
    means = graph.node("MatMul", "parts", states)
    one, other = (graph.node("Slice", means, graph.whole(k), graph.whole(k + 1), graph.whole(0)) for k in range(2))
    opened = graph.node("Slice", states, graph.whole(0), graph.whole(1), graph.whole(0))
    apart, alike = graph.node("Abs", graph.node("Sub", one, other)), graph.node("Mul", one, other)
    seen = graph.node("Concat", opened, apart, alike, axis=1)
    told = graph.node("Tanh", graph.linear(seen, weights["told.weight"], weights["told.bias"]))
    product = graph.node("MatMul", told, graph.constant(weights["odds.weight"].T))
    graph.node("Add", product, graph.constant(weights["odds.bias"]), out="odds")
    given: dict[str, Any] = {"rows": (TensorProto.FLOAT, ["n", WIDTH]), "parts": (TensorProto.FLOAT, [2, "n"])}
    return graph.model(given, {"odds": (TensorProto.FLOAT, [1, 1])}, "joint"), graph.weights


def write(whole: Whole, folder: Path, name: str) -> None:
    """Write a graph to `folder` as `name`.onnx, and its weights beside it as `name`.npz.

    The graph comes last: where it stands, all is there.
    """
    model, weights = whole
    if weights:
        np.savez(folder / f"{name}.npz", allow_pickle=False, **weights)
    (folder / f"{name}.onnx").write_bytes(model.SerializeToString())


def write_vocabulary(words: NDArray[np.float32], mpnet: Path, folder: Path) -> None:
    """Write the graph of the word pieces' embeddings, as they were before they were coarsened, and their tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(mpnet / "tokenizer.json", folder / "tokenizer.json")
    write(vocabulary(words), folder, "vocabulary")


def write_lower(lower: Lower, mpnet: Path, folder: Path) -> None:
    """Write the graphs of `lower` and of its word pieces, and the tokenizer in `mpnet`, to `folder`."""
    weights = arrays(lower)
    write_vocabulary(weights["word.weight"], mpnet, folder)
    write(_lower(weights), folder, "lower")
