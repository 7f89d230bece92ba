"""What the encoder says of each word in its sentence: the teacher reads it, the shipped network learns it."""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from safetensors.torch import load_file

from headwater.language.english.features import normal, pieces
from training.english.vectors import CLOSING, OPENING, encoder_folder, layers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNKNOWN = 100
# The layers read: the middle ones know the most syntax (Tenney et al. 2019), the top the most of names.
READ = (3, 5)


def contexts(sentences: Sequence[Sequence[str]], vocabulary: Mapping[str, int], words: int = 2000) -> list[np.ndarray]:
    """Return one row a word, the mean of its pieces, for each of `sentences` (half precision)."""
    weights = load_file(encoder_folder() / "model.safetensors")
    cut = [[pieces(normal(w).lower(), vocabulary)[:4] or [UNKNOWN] for w in s] for s in sentences]
    order = sorted(range(len(cut)), key=lambda i: sum(map(len, cut[i])))
    found: dict[int, np.ndarray] = {}
    group: list[int] = []
    for place, i in enumerate(order):
        group.append(i)
        length = sum(map(len, cut[i]))
        last = place + 1 == len(order)
        if last or sum(map(len, cut[order[place + 1]])) != length or len(group) * length > words:
            found.update(_group(group, cut, weights))
            group = []
    return [found[i] for i in range(len(cut))]


def _group(group: list[int], cut: list[list[list[int]]], weights: dict[str, torch.Tensor]) -> dict[int, np.ndarray]:
    ids = torch.tensor([[*[OPENING, *(p for word in cut[i] for p in word)][:511], CLOSING] for i in group])
    with torch.no_grad():
        outputs = layers(ids, weights)
    joined = torch.cat([outputs[number] for number in READ], 2)[:, 1:-1].numpy()
    found = {}
    for row, i in enumerate(group):
        starts = np.cumsum([0, *(len(word) for word in cut[i])])[:-1]
        starts = np.minimum(starts, joined.shape[1] - 1)
        counts = np.array([len(word) for word in cut[i]], dtype=np.float32)[:, None]
        found[i] = (np.add.reduceat(joined[row], starts, axis=0) / counts).astype(np.float16)
    return found
