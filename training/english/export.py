"""Writing the trained network as the package ships it."""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from headwater.language.english.tags import NAME_TAGS, NEVER, moves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from training.english.batches import Lexicon
    from training.english.network import Network


# The layers of the network, each with a bias, and its other weights, by the names that they have in the file.
LINEAR = {
    "tagger": "tagger",
    "names.hidden": "names_hidden",
    "names": "names",
    "arc.dependent": "arc_dependent",
    "arc.governor": "arc_governor",
    "relation.dependent": "relation_dependent",
    "relation.governor": "relation_governor",
    "lists": "lists",
}
PLAIN = {
    "words": "words.weight",
    "letters": "letters.weight",
    "shape": "shape.weight",
    "root": "root",
    "arc": "arc",
    "relation": "relation",
}


def halved(hidden: int) -> torch.Tensor:
    """Return by how much the arguments of a layer's four gates are scaled: those of the three sigmoids are halved."""
    scale = torch.ones(4 * hidden)
    scale[: 2 * hidden] = scale[3 * hidden :] = 0.5
    return scale


def gates(network: Network, layer: int) -> dict[str, torch.Tensor]:
    """Return one BiLSTM layer's weights, both directions side by side.

    The arguments of the three sigmoids are halved, so that reading needs only tanh:
    sigmoid(x) = tanh(x / 2) / 2 + 1 / 2.
    """
    scale = halved(network.sizes.hidden)
    directions: Any = network.lstm[layer]
    return {
        f"lstm.{layer}.input": torch.cat([d.weight_ih_l0.T * scale for d in directions], 1),
        f"lstm.{layer}.bias": torch.cat([(d.bias_ih_l0 + d.bias_hh_l0) * scale for d in directions]),
        f"lstm.{layer}.recurrent": torch.stack([d.weight_hh_l0.T * scale for d in directions]),
    }


def latin(piece: str) -> bool:
    """Return whether a piece can stand in an English article."""
    return not piece.startswith("[") and all(
        ord(c) < 0x250 or unicodedata.category(c)[0] in "PS" for c in piece.removeprefix("##")
    )


def export(
    network: Network, lexicon: Lexicon, vocabulary: Sequence[str], lists: Mapping[str, Sequence[str]], folder: Path
) -> None:
    """Write `weights.npz` (halves of floats, bytes for the pieces), `labels.json` and `names.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = [i for i, piece in enumerate(vocabulary) if latin(piece)]
    vectors = network.pieces.weight.detach().numpy()[kept]
    scale = np.abs(vectors).max(1) / 127
    weights = network.state_dict()
    tensors = {name: weights[f"{layer}.weight"].T for name, layer in LINEAR.items()}
    tensors |= {f"{name}.bias": weights[f"{layer}.bias"] for name, layer in LINEAR.items()}
    tensors |= gates(network, 0) | gates(network, 1)
    tensors |= {name: weights[layer] for name, layer in PLAIN.items()}
    arrays = {name: t.detach().numpy().astype(np.float16) for name, t in tensors.items()}
    arrays["moves"] = np.clip(network.moves.detach().numpy() + moves(), NEVER, -NEVER).astype(np.float16)
    arrays["pieces"] = np.round(vectors / scale[:, None]).astype(np.int8)
    arrays["pieces.scale"] = scale.astype(np.float32)
    np.savez(folder / "weights.npz", **arrays)
    labels = {
        "words": sorted(lexicon.words, key=lambda w: lexicon.words[w]),
        "pieces": [vocabulary[i] for i in kept],
        "tags": list(lexicon.tags),
        "relations": list(lexicon.relations),
        "names": list(NAME_TAGS),
    }
    for name, value in (("labels.json", labels), ("names.json", lists)):
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        (folder / name).write_text(text + "\n", encoding="utf-8")
