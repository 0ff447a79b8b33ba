"""The shipped model: a linear one over words, pieces of words and concepts, in plain Python to load at once."""

import gzip
import json
import math
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from core.reading.features import features, hash_of, words_of
from core.reply import ReplyKind

WEIGHTS = Path(__file__).with_name("weights.gz")
BLOCK_WEIGHTS = (1.0, 0.7, 1.0)  # of words, letters, concepts: each block of a text has this length


@dataclass(frozen=True, slots=True)
class Block:
    """The known features of one sort, by hash: where each stands in the weights, and how telling it is."""

    position: dict[int, int]
    rarity: Sequence[float]  # in the order of `position`, whose first number is `start`
    start: int

    def weigh(self, counts: Mapping[int, int]) -> tuple[list[int], list[float]]:
        """The positions of a text's known features, and their weights as a vector of length 1."""
        known = [(self.position[name], times) for name, times in counts.items() if name in self.position]
        values = [(1 + math.log(times)) * self.rarity[at - self.start] for at, times in known]
        length = math.sqrt(sum(value * value for value in values)) or 1.0
        return [at for at, _ in known], [value / length for value in values]


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` holds, a feature after the other, a number from -127 to 127 a kind; `scale` makes them weights."""

    kinds: tuple[ReplyKind, ...]
    blocks: tuple[Block, ...]
    weights: Sequence[int] = field(repr=False)
    scale: list[float]
    bias: list[float]
    shares: dict[ReplyKind, list[float]]  # how `blended` weighs the sentences of a mail

    def probabilities(self, text: str) -> dict[ReplyKind, float]:
        """How likely each kind is; they add up to 1."""
        scores = [0.0] * len(self.kinds)
        for at, value in self._weighed(text):
            row = self.weights[at * len(scores) : (at + 1) * len(scores)]
            scores = [score + value * weight for score, weight in zip(scores, row, strict=True)]
        logits = [
            score * scale + bias for score, scale, bias in zip(scores, self.scale, self.bias, strict=True)
        ]
        chances = [math.exp(logit - max(logits)) for logit in logits]
        return {kind: chance / sum(chances) for kind, chance in zip(self.kinds, chances, strict=True)}

    def familiarity(self, text: str) -> float:
        """The share of a text's words that the model learned, by Laplace's rule: one name alone tells little."""
        words = words_of(text)
        return (sum(map(self._knows, words)) + 1) / (len(words) + 2) if words else 0.0

    def _knows(self, word: str) -> bool:
        words, letters, _ = (block.position for block in self.blocks)
        if word.isascii():
            return hash_of(word) in words
        return any(hash_of(f"~{letter}") in letters for letter in word)  # scripts without spaces

    def _weighed(self, text: str) -> Iterator[tuple[int, float]]:
        for block, counts, weight in zip(self.blocks, features(text), BLOCK_WEIGHTS, strict=True):
            for at, value in zip(*block.weigh(counts), strict=True):
                yield at, weight * value


def make_blocks(hashes: Sequence[Sequence[int]], rarity: Sequence[Sequence[float]]) -> tuple[Block, ...]:
    """Blocks whose features stand in the weights in this order."""
    blocks, start = [], 0
    for names, telling in zip(hashes, rarity, strict=True):
        blocks.append(Block({name: start + at for at, name in enumerate(names)}, telling, start))
        start += len(names)
    return tuple(blocks)


def save_model(model: Model, path: Path = WEIGHTS) -> None:
    """Writes a model so that equal models are equal files: a line of JSON, then the numbers."""
    head = {
        "kinds": list(model.kinds),
        "sizes": [len(block.position) for block in model.blocks],
        "scale": model.scale,
        "bias": model.bias,
        "shares": [model.shares[kind] for kind in model.kinds],
    }
    body = [_bytes("I", list(block.position)) for block in model.blocks]
    body += [_bytes("f", block.rarity) for block in model.blocks]
    packed = b"".join([json.dumps(head).encode(), b"\n", *body, _bytes("b", model.weights)])
    path.write_bytes(gzip.compress(packed, mtime=0))


def load_model(path: Path = WEIGHTS) -> Model:
    """Reads what `save_model` wrote."""
    head, _, body = gzip.decompress(path.read_bytes()).partition(b"\n")
    told = json.loads(head)
    sizes, at = told["sizes"], 0
    numbers: list[Sequence[Any]] = []
    for code, size in zip("I" * len(sizes) + "f" * len(sizes), sizes * 2, strict=True):
        numbers.append(_numbers(code, body[at : at + size * 4]))
        at += size * 4
    blocks = make_blocks(numbers[: len(sizes)], numbers[len(sizes) :])
    kinds = tuple(ReplyKind(kind) for kind in told["kinds"])
    shares = dict(zip(kinds, told["shares"], strict=True))
    return Model(kinds, blocks, _numbers("b", body[at:]), told["scale"], told["bias"], shares)


def _numbers(code: str, packed: bytes) -> Sequence[Any]:
    read = array(code, packed)
    if sys.byteorder == "big":
        read.byteswap()
    return read


def _bytes(code: str, numbers: Sequence[float]) -> bytes:
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


@cache
def shipped_model() -> Model:
    """The model of the repository, read once."""
    return load_model()
