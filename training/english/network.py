"""The network as it is trained: a two-layer BiLSTM under a tagger, a biaffine parser and a names CRF.

Words enter by static vectors of their pieces, a vector of their own where training has seen them often, vectors of
their letters and shape, and the lists of names they stand in. Parser after Dozat and Manning (2017), names after Lample
et al. (2016). `headwater.language.english.network` computes the same with NumPy.
"""

# Packages of the training alone are not installed where the types are checked.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from headwater.language.english.features import LISTS, NGRAM_BUCKETS, SHAPE_BUCKETS
from headwater.language.english.tags import NAME_TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Sizes:
    """The widths of the network's parts."""

    words: int
    tags: int
    relations: int
    word: int = 64
    letters: int = 48
    shape: int = 16
    lists: int = 16
    hidden: int = 192
    arc: int = 160
    relation: int = 64
    names: int = 96
    context: int = 0


@dataclass
class Batch:
    """Sentences side by side, as numbers; `types` indexes the batch's distinct words."""

    types: Tensor
    lengths: Tensor
    word_ids: Tensor
    piece_ids: Tensor
    piece_starts: Tensor
    letter_ids: Tensor
    letter_starts: Tensor
    shapes: Tensor
    lists: Tensor
    context: Tensor | None = None


@dataclass
class Output:
    """What the network says of a batch; `states` is its second layer's output."""

    states: Tensor
    tags: Tensor
    names: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor


def same_for_all(x: Tensor, share: float) -> Tensor:
    """Drop the same units at all places of a sentence (Gal and Ghahramani 2016)."""
    return x * torch.bernoulli(torch.full((x.shape[0], 1, x.shape[2]), 1 - share)) / (1 - share)


class Network(nn.Module):  # type: ignore[misc]  # torch is not installed where the types are checked
    """See the module."""

    def __init__(self, sizes: Sizes, vectors: Tensor, rates: Tensor, drop: float = 0.33) -> None:
        super().__init__()
        self.sizes, self.drop = sizes, drop
        self.register_buffer("rates", rates)
        self.pieces = nn.EmbeddingBag.from_pretrained(vectors, mode="mean", freeze=True)
        self.words = nn.Embedding(sizes.words, sizes.word)
        nn.init.normal_(self.words.weight, std=0.1)
        self.letters = nn.EmbeddingBag(NGRAM_BUCKETS, sizes.letters, mode="mean")
        nn.init.normal_(self.letters.weight, std=0.5)
        self.shape = nn.Embedding(SHAPE_BUCKETS, sizes.shape)
        self.lists = nn.Linear(LISTS, sizes.lists)
        if sizes.context:
            self.context = nn.Linear(sizes.context, 256)
        width = (
            vectors.shape[1] + sizes.word + sizes.letters + sizes.shape + sizes.lists + (256 if sizes.context else 0)
        )
        self.width = width
        h = sizes.hidden
        self.lstm = nn.ModuleList(
            [nn.ModuleList([nn.LSTM(w, h, batch_first=True) for _ in range(2)]) for w in (width, 2 * h)]
        )
        self.tagger = nn.Linear(2 * h, sizes.tags)
        self.arc_dependent, self.arc_governor = nn.Linear(2 * h, sizes.arc), nn.Linear(2 * h, sizes.arc)
        self.relation_dependent, self.relation_governor = (
            nn.Linear(2 * h, sizes.relation),
            nn.Linear(2 * h, sizes.relation),
        )
        self.root = nn.Parameter(torch.randn(2 * h) * 0.1)
        self.arc = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        nn.init.orthogonal_(self.arc.data)
        self.relation = nn.Parameter(torch.zeros(sizes.relations, sizes.relation + 1, sizes.relation + 1))
        self.names_hidden, self.names = nn.Linear(2 * h, sizes.names), nn.Linear(sizes.names, len(NAME_TAGS))
        self.moves = nn.Parameter(torch.zeros(len(NAME_TAGS), len(NAME_TAGS)))
        # In training, the head that foresees a larger encoder's output.
        self.foresee: nn.Module = nn.Identity()

    def enter(self, batch: Batch) -> Tensor:
        """Return the words' vectors, sentence by sentence."""
        ids = batch.word_ids
        if self.training:
            ids = ids * (torch.rand(ids.shape) >= self.rates[ids])
        of_types = torch.cat(
            [
                self.pieces(batch.piece_ids, batch.piece_starts),
                self.words(ids) * (ids > 0).unsqueeze(1),
                self.letters(batch.letter_ids, batch.letter_starts),
                self.shape(batch.shapes),
            ],
            1,
        )
        lists = batch.lists
        if self.training:
            # The network must not lean on the lists alone: most names of the world are in none.
            lists = lists * (torch.rand(lists.shape[:2]) >= 0.3).unsqueeze(2)
        parts = [of_types[batch.types], self.lists(lists)]
        if self.sizes.context and batch.context is not None:
            parts.append(torch.relu(self.context(batch.context)))
        x = torch.cat(parts, 2)
        return same_for_all(x, self.drop * 0.75) if self.training else x

    def encode(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Return the BiLSTM's second layer (Hochreiter and Schmidhuber 1997)."""
        steps = torch.arange(x.shape[1])
        back = torch.where(steps < lengths.unsqueeze(1), lengths.unsqueeze(1) - 1 - steps, steps)
        for forward, backward in self.lstm:
            if self.training and x.shape[2] == 2 * self.sizes.hidden:
                x = same_for_all(x, self.drop)
            ahead, _ = forward(x)
            behind, _ = backward(x.gather(1, back.unsqueeze(2).expand_as(x)))
            x = torch.cat([ahead, behind.gather(1, back.unsqueeze(2).expand_as(behind))], 2)
        return x

    def forward(self, batch: Batch) -> Output:
        """Return scores for tags, names and arcs; `relations` scores arcs once they are known."""
        states = self.encode(self.enter(batch), batch.lengths)
        x = same_for_all(states, self.drop) if self.training else states
        rooted = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dependent = torch.relu(self.arc_dependent(x))
        governor = torch.relu(self.arc_governor(rooted))
        if self.training:
            dependent, governor = same_for_all(dependent, self.drop), same_for_all(governor, self.drop)
        framed = torch.cat([dependent, torch.ones_like(dependent[..., :1])], 2)
        arcs = framed @ self.arc @ governor.transpose(1, 2)
        dependents, governors = torch.relu(self.relation_dependent(x)), torch.relu(self.relation_governor(rooted))
        if self.training:
            dependents, governors = same_for_all(dependents, self.drop), same_for_all(governors, self.drop)
        names = self.names(torch.relu(self.names_hidden(x)))
        return Output(states, self.tagger(x), names, arcs, dependents, governors)

    def relations(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Return the scores of every relation for pairs of dependents and governors (both as rows)."""
        d = torch.cat([dependents, torch.ones_like(dependents[:, :1])], 1)
        g = torch.cat([governors, torch.ones_like(governors[:, :1])], 1)
        return torch.einsum("nd,rde,ne->nr", d, self.relation, g)

    def names_loss(self, scores: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
        """Return the sum over sentences of the negative log likelihood of `gold` (linear-chain CRF)."""
        steps = scores.shape[1]
        alpha = scores[:, 0]
        for t in range(1, steps):
            stepped = torch.logsumexp(alpha.unsqueeze(2) + self.moves, 1) + scores[:, t]
            alpha = torch.where((t < lengths).unsqueeze(1), stepped, alpha)
        inside = torch.arange(steps) < lengths.unsqueeze(1)
        emitted = (scores.gather(2, gold.unsqueeze(2)).squeeze(2) * inside).sum()
        moved = (self.moves[gold[:, :-1], gold[:, 1:]] * inside[:, 1:]).sum()
        return torch.logsumexp(alpha, 1).sum() - emitted - moved


def bags(lists: Sequence[Sequence[int]], empty: int) -> tuple[Tensor, Tensor]:
    """Return `lists` end to end and where each starts; an empty one holds `empty`."""
    flat: list[int] = []
    starts = []
    for entries in lists:
        starts.append(len(flat))
        flat.extend(entries or [empty])
    return torch.tensor(flat), torch.tensor(starts)
