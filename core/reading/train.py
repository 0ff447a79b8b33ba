"""Makes the shipped model from data/training: `python -m core.reading.train`. The same texts give the same bytes."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.reading.features import features
from core.reading.lbfgs import minimize
from core.reading.model import BLOCK_WEIGHTS, WEIGHTS, Block, Floats, Model, save_model
from core.reading.training_texts import TrainingText, read_folder
from core.reply import ReplyKind

SEED = 7
TEXTS = Path(__file__).parents[2] / "data" / "training"
RAREST = 2  # texts that a feature must stand in
PENALTY = 0.1  # on the squares of the weights
FOLDS = 5

Counts = Sequence[Counter[int]]  # of one sort of feature, a text each


class Matrix:
    """Sparse rows: for each nonzero its row, column and value."""

    def __init__(
        self, rows: NDArray[np.intp], columns: NDArray[np.intp], values: Floats, shape: tuple[int, int]
    ) -> None:
        self.rows, self.columns, self.values, self.shape = rows, columns, values, shape

    def times(self, weights: Floats) -> Floats:
        """The product with a dense (columns, kinds) matrix."""
        products = (self.values * weights[self.columns, kind] for kind in range(weights.shape[1]))
        return np.stack([np.bincount(self.rows, product, self.shape[0]) for product in products], axis=1)

    def transposed_times(self, errors: Floats) -> Floats:
        """The product of the transpose with a dense (rows, kinds) matrix."""
        products = (self.values * errors[self.rows, kind] for kind in range(errors.shape[1]))
        return np.stack([np.bincount(self.columns, product, self.shape[1]) for product in products], axis=1)


def train(texts: Sequence[TrainingText]) -> Model:
    """The model for these texts, calibrated on texts that it did not learn from."""
    counted = [features(text.text) for text in texts]
    model = _fit(texts, counted)
    return replace(model, temperature=_temperature(*_held_out(texts, counted)))


def _fit(texts: Sequence[TrainingText], counted: Sequence[tuple[Counter[int], ...]]) -> Model:
    kinds = tuple(ReplyKind)
    kinds = tuple(kind for kind in kinds if any(text.kind is kind for text in texts))
    blocks = tuple(_block([each[at] for each in counted]) for at in range(len(BLOCK_WEIGHTS)))
    matrix = _matrix(blocks, counted)
    weight = np.array([text.weight for text in texts])
    target = np.array([[text.kind is kind for kind in kinds] for text in texts], np.float64)
    solution = minimize(
        lambda guess: _loss(guess.reshape(-1, len(kinds)), matrix, target, weight),
        np.zeros((matrix.shape[1] + 1) * len(kinds)),
    )
    weights = solution.reshape(-1, len(kinds))
    return Model(kinds, blocks, weights[:-1].astype(np.float32), weights[-1], 1.0)


def _block(counts: Counts) -> Block:
    """The features that stand in enough texts, and their rarity."""
    texts_with = Counter(name for count in counts for name in count)
    hashes = np.array(sorted(name for name, number in texts_with.items() if number >= RAREST), np.uint32)
    numbers = np.array([texts_with[int(name)] for name in hashes])
    return Block(hashes, np.log((1 + len(counts)) / (1 + numbers)) + 1)


def _matrix(blocks: Sequence[Block], counted: Sequence[tuple[Counter[int], ...]]) -> Matrix:
    rows, columns, values = [], [], []
    starts = np.cumsum([0, *(len(block.hashes) for block in blocks)])
    for row, counts in enumerate(counted):
        for block, count, start, weight in zip(blocks, counts, starts, BLOCK_WEIGHTS, strict=False):
            at, value = block.weigh(count)
            rows.append(np.full(len(at), row))
            columns.append(start + at)
            values.append(weight * value)
    shape = (len(counted), int(starts[-1]))
    return Matrix(np.concatenate(rows), np.concatenate(columns), np.concatenate(values), shape)


def _loss(weights: Floats, matrix: Matrix, target: Floats, weight: Floats) -> tuple[float, Floats]:
    """The weighted log loss with its penalty, and its slope."""
    logits = matrix.times(weights[:-1]) + weights[-1]
    logits -= logits.max(axis=1, keepdims=True)
    log_chances = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    errors = (np.exp(log_chances) - target) * weight[:, None]
    slope = np.vstack([matrix.transposed_times(errors) + PENALTY * weights[:-1], errors.sum(axis=0)])
    loss = -float((log_chances * target * weight[:, None]).sum()) + PENALTY / 2 * float(
        (weights[:-1] ** 2).sum()
    )
    return loss, slope.ravel()


def _held_out(
    texts: Sequence[TrainingText], counted: Sequence[tuple[Counter[int], ...]]
) -> tuple[Floats, Floats]:
    """Log chances and targets of every text by a model that learned from none of its line."""
    lines = list(dict.fromkeys(text.line for text in texts))
    order = np.random.default_rng(SEED).permutation(len(lines))
    fold_of = {lines[line]: at % FOLDS for at, line in enumerate(order)}
    found, target = [], []
    for fold in range(FOLDS):
        kept = [at for at, text in enumerate(texts) if fold_of[text.line] != fold]
        model = _fit([texts[at] for at in kept], [counted[at] for at in kept])
        for text in (text for text in texts if fold_of[text.line] == fold):
            chances = model.probabilities(text.text)
            found.append([np.log(chances.get(kind, 0.0) + 1e-12) for kind in ReplyKind])
            target.append([text.weight * (text.kind is kind) for kind in ReplyKind])
    return np.array(found), np.array(target)


def _temperature(log_chances: Floats, target: Floats) -> float:
    """The softening at which the chances of held-out texts are likeliest."""

    def loss(temperature: float) -> float:
        logits = log_chances / temperature
        return -float((target * (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)))).sum())

    return min((round(0.5 + 0.05 * step, 2) for step in range(40)), key=loss)


if __name__ == "__main__":
    texts = read_folder(TEXTS, SEED)
    model = train(texts)
    save_model(model)
    print(
        f"{len(texts)} texts, {len(model.weights)} features, temperature {model.temperature}: {WEIGHTS}",
        file=sys.stderr,
    )
