"""Build the encoder's part in the pair decision: python training/claims/encode.py --weights FOLDER.

FOLDER of `--weights` holds all-mpnet-base-v2 (`training/claims/encoder.py` says where from). Writes two graphs and the
tokenizer to `encoder/src/headwater_encoder/weights`, in about a minute on one core. Nothing is learned: only how large
the numbers of a state are is taken from sentences of UD English EWT (CC BY-SA 4.0). `training/claims/contextual.py`
builds the trees that decide by it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.shared import ENCODER, require  # noqa: E402 - the repository's root must be on the path first
from training.claims import graph  # noqa: E402
from training.claims.encoder import LAYERS, Lower, Upper, pretrained  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.claims.graph import Scale

SPLIT = 6
# The layers whose mean is told, counted from what the upper ones read on from: the middle of the encoder, and its end.
CHOSEN = (0, 3, 6)
# So many sentences tell how large the numbers are, of so many characters.
SENTENCES, SHORTEST, LONGEST = 500, 60, 300


def sentences(treebank: Path) -> list[str]:
    """Return the first sentences of some length."""
    lines = treebank.read_text(encoding="utf-8").splitlines()
    texts = [line.partition("=")[2].strip() for line in lines if line.startswith("# text =")]
    return [text for text in texts if SHORTEST <= len(text) <= LONGEST][:SENTENCES]


def states(texts: Sequence[str], lower: Lower, upper: Upper, folder: Path) -> Iterator[list[torch.Tensor]]:
    """Yield the chosen layers' states (word pieces, width) of each text."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only training needs it

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    with torch.no_grad():
        for text in texts:
            ids = torch.tensor([tokenizer.encode(text).ids])
            mask = torch.ones(ids.shape)
            low = lower(ids, mask)
            found = [low, *upper(low, mask)]
            yield [found[number][0] for number in CHOSEN]


def scales(of_texts: Sequence[Sequence[torch.Tensor]]) -> list[Scale]:
    """Return mean and deviation of the states of each layer, and at last of the sum of all, scaled by them."""
    layers = [torch.cat(list(rows)) for rows in zip(*of_texts, strict=True)]
    found = [(rows.mean(0), rows.std(0)) for rows in layers]
    total = sum((rows - mean) / deviation for rows, (mean, deviation) in zip(layers, found, strict=True))
    whole = [*found, (total.mean(0), total.std(0))]
    return [(mean.numpy(), deviation.numpy()) for mean, deviation in whole]


def main() -> None:
    """Pack and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="the folder of all-mpnet-base-v2")
    options = parser.parse_args()
    torch.set_num_threads(1)
    lower, others = pretrained(options.weights, SPLIT)
    upper = Upper(LAYERS - SPLIT)
    upper.load_state_dict(others)
    weights = {name: value.copy() for name, value in graph.arrays(upper).items()}
    graph.write_lower(lower, options.weights, ENCODER)
    texts = sentences(require("data/english/ewt/train.conllu"))
    read = list(states(texts, graph.coarsened(lower), graph.coarsened(upper), options.weights))
    graph.write(graph.words(weights, CHOSEN, scales(read)), ENCODER, "words")


if __name__ == "__main__":
    main()
