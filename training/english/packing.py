"""The tuned namer as an ONNX graph, with four bits a weight (`training.claims.graph`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onnx import TensorProto

from headwater.language.english.tags import NAME_TAGS
from training.claims import graph
from training.claims.encoder import WIDTH, pretrained
from training.english.namer import SPLIT

if TYPE_CHECKING:
    from pathlib import Path

    from training.claims.graph import Whole
    from training.english.namer import Namer


def names(namer: Namer) -> Whole:
    """Return the graph of a namer under its first guideline.

    From `states` (n, width) of the lower layers, the place of the `first` piece of each word (w) and the words'
    `shapes` (w) to `odds` (w, tags), in which each word's may be off by one number.
    """
    weights = graph.arrays(namer)
    built = graph.Graph()
    shapes = built.node("Gather", built.constant(weights["shape.weight"]), "shapes", axis=0)
    places = built.node("Unsqueeze", "first", built.whole(1))
    states = graph.layers(built, built.node("ScatterND", "states", places, shapes, reduction="add"), weights)[-1]
    told = built.node("Gather", states, "first", axis=0)
    odds = built.node("MatMul", told, built.constant(weights["decisions.0.weight"].T))
    built.node("Add", odds, built.constant(weights["decisions.0.bias"]), out="odds")
    given: dict[str, Any] = {"states": (TensorProto.FLOAT, ["n", WIDTH])}
    given |= {name: (TensorProto.INT64, ["w"]) for name in ("first", "shapes")}
    return built.model(given, {"odds": (TensorProto.FLOAT, ["w", len(NAME_TAGS)])}, "names"), built.weights


def write(namer: Namer, mpnet: Path, folder: Path) -> None:
    """Write the graphs that name to `folder`: the lower one, of the encoder in `mpnet`, and the namer's own."""
    graph.write_lower(pretrained(mpnet, SPLIT)[0], mpnet, folder)
    graph.write(names(namer), folder, "names")
