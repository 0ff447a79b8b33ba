"""The shipped model: a linear one over words, pieces of words and concepts, small enough to read whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.reading.features import features
from core.reply import ReplyKind

WEIGHTS = Path(__file__).with_name("weights.npz")
BLOCK_WEIGHTS = (1.0, 0.7, 1.0)  # of words, letters, concepts: each block of a text has this length

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """The known features of one sort: sorted hashes and, in the same order, how telling each is."""

    hashes: NDArray[np.uint32]
    rarity: Floats

    def weigh(self, counts: Mapping[int, int]) -> tuple[NDArray[np.intp], Floats]:
        """The positions of a text's known features, and their weights as a vector of length 1."""
        names = np.fromiter(counts.keys(), np.uint32, len(counts))
        times = np.fromiter(counts.values(), np.float64, len(counts))
        at = np.minimum(np.searchsorted(self.hashes, names), len(self.hashes) - 1)
        known = self.hashes[at] == names
        values = (1 + np.log(times[known])) * self.rarity[at[known]]
        return at[known], values / (np.sqrt(values @ values) or 1.0)


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` has a row a feature, of all blocks in order, and a column a kind."""

    kinds: tuple[ReplyKind, ...]
    blocks: tuple[Block, ...]
    weights: NDArray[np.float32]
    bias: Floats
    temperature: float

    def probabilities(self, text: str) -> dict[ReplyKind, float]:
        """How likely each kind is; they add up to 1."""
        logits = self.bias.copy()
        start = 0
        for block, counts, weight in zip(self.blocks, features(text), BLOCK_WEIGHTS, strict=True):
            at, values = block.weigh(counts)
            logits += weight * (values @ self.weights[start + at])
            start += len(block.hashes)
        chances = np.exp((logits - logits.max()) / self.temperature)
        return dict(zip(self.kinds, (chances / chances.sum()).tolist(), strict=True))


def load_model(path: Path = WEIGHTS) -> Model:
    """Reads weights as `save_model` wrote them: bytes with a scale a kind."""
    with np.load(path) as stored:
        blocks = tuple(
            Block(stored[f"hashes_{at}"], stored[f"rarity_{at}"].astype(np.float64))
            for at in range(len(BLOCK_WEIGHTS))
        )
        weights = stored["weights"].astype(np.float32) * stored["scale"]
        kinds = tuple(ReplyKind(kind) for kind in stored["kinds"].tolist())
        return Model(kinds, blocks, weights, stored["bias"].astype(np.float64), float(stored["temperature"]))


def save_model(model: Model, path: Path = WEIGHTS) -> None:
    """Writes a model so that equal models are equal files."""
    scale = (np.abs(model.weights).max(axis=0) / 127).astype(np.float32)
    arrays: dict[str, Any] = {
        "weights": np.rint(model.weights / scale).astype(np.int8),
        "scale": scale,
        "bias": model.bias.astype(np.float32),
        "temperature": np.float32(model.temperature),
        "kinds": np.array([str(kind) for kind in model.kinds]),
    }
    for at, block in enumerate(model.blocks):
        arrays |= {f"hashes_{at}": block.hashes, f"rarity_{at}": block.rarity.astype(np.float16)}
    np.savez_compressed(path, **arrays)


@cache
def shipped_model() -> Model:
    """The model of the repository, read once."""
    return load_model()
