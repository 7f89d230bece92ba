"""A network to be trained on, out of the files that ship: the way back of `export.py`."""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import torch

from headwater.language.english.tags import NEVER, moves
from training.english.batches import Lexicon
from training.english.export import LINEAR, PLAIN, halved
from training.english.network import Network, Sizes

if TYPE_CHECKING:
    from pathlib import Path

    from headwater.language.english.features import Gazetteer

# Moves that no names make are not in the files; they are as unlikely as this.
UNLIKELY = -8.0


def restored(folder: Path, gazetteer: Gazetteer, rates: torch.Tensor) -> tuple[Network, Lexicon]:
    """Return the network of the model in `folder`, and its lexicon; `rates` are those of its words."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    with np.load(folder / "weights.npz") as stored:
        arrays = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files}
    lexicon = Lexicon(
        {word: number + 1 for number, word in enumerate(labels["words"])},
        {piece: number for number, piece in enumerate(labels["pieces"])},
        labels["tags"],
        labels["relations"],
        gazetteer,
    )
    vectors = arrays["pieces"] * arrays["pieces.scale"].unsqueeze(1)
    sizes = Sizes(len(lexicon.words) + 1, len(lexicon.tags), len(lexicon.relations))
    # One more row, of zeros, stands for words of which no piece is known.
    network = Network(sizes, torch.cat([vectors, torch.zeros(1, vectors.shape[1])]), rates)
    weights = network.state_dict()
    for name, layer in LINEAR.items():
        weights |= {f"{layer}.weight": arrays[name].T, f"{layer}.bias": arrays[f"{name}.bias"]}
    weights |= {layer: arrays[name] for name, layer in PLAIN.items()}
    for number in range(2):
        weights |= recurrent(arrays, number, sizes.hidden)
    barred = torch.from_numpy(moves() <= NEVER / 2)
    weights["moves"] = torch.where(barred, UNLIKELY, arrays["moves"])
    network.load_state_dict(weights)
    return network, lexicon


def recurrent(arrays: dict[str, torch.Tensor], layer: int, hidden: int) -> dict[str, torch.Tensor]:
    """Return one BiLSTM layer's weights, as PyTorch names and cuts them (`export.gates`)."""
    scale = halved(hidden)
    found: dict[str, torch.Tensor] = {}
    for direction in range(2):
        own = slice(4 * hidden * direction, 4 * hidden * (direction + 1))
        found |= {
            f"lstm.{layer}.{direction}.weight_ih_l0": (arrays[f"lstm.{layer}.input"][:, own] / scale).T,
            f"lstm.{layer}.{direction}.weight_hh_l0": (arrays[f"lstm.{layer}.recurrent"][direction] / scale).T,
            f"lstm.{layer}.{direction}.bias_ih_l0": arrays[f"lstm.{layer}.bias"][own] / scale,
            f"lstm.{layer}.{direction}.bias_hh_l0": torch.zeros(4 * hidden),
        }
    return found
