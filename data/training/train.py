"""`make train`: makes the shipped model from the texts beside this file. Same texts give the same bytes."""

import argparse
import os
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.reading.features import features
from core.reading.model import BLOCK_WEIGHTS, WEIGHTS, Block, Model, make_blocks, save_model
from core.reply import ReplyKind
from core.settings import load_settings
from data.database import Database
from data.training.lbfgs import Floats, minimize
from data.training.mails import Fold, learn_shares
from data.training.texts import TrainingText, of_corrections, read_folder

SEED = 7
TEXTS = Path(__file__).parent
RAREST = 2  # lines that a feature must stand in
PENALTY = 0.1  # on the squares of the weights
FOLDS = 5

Indices = NDArray[np.int64]


class Matrix:
    """Sparse rows: for each nonzero its row, column and value."""

    def __init__(self, rows: Indices, columns: Indices, values: Floats, shape: tuple[int, int]) -> None:
        self.rows, self.columns, self.values, self.shape = rows, columns, values, shape

    def times(self, weights: Floats) -> Floats:
        """The product with a dense (kinds, columns) matrix, as (kinds, rows)."""
        sums = (np.bincount(self.rows, self.values * row[self.columns], self.shape[0]) for row in weights)
        return np.stack(list(sums))

    def transposed_times(self, errors: Floats) -> Floats:
        """The product of the transpose with a dense (kinds, rows) matrix, as (kinds, columns)."""
        sums = (np.bincount(self.columns, self.values * row[self.rows], self.shape[1]) for row in errors)
        return np.stack(list(sums))


def train(texts: Sequence[TrainingText]) -> Model:
    """The model for these texts, calibrated on texts that it did not learn from."""
    counted = [features(text.text) for text in texts]
    return replace(_fit(texts, counted), shares=learn_shares(_held_out(texts, counted), SEED))


def _fit(texts: Sequence[TrainingText], counted: Sequence[tuple[Counter[int], ...]]) -> Model:
    kinds = tuple(kind for kind in ReplyKind if any(text.kind is kind for text in texts))
    blocks = _blocks(counted, [text.line for text in texts])
    matrix = _matrix(blocks, counted)
    weight = _weights(texts)
    target = np.array([[text.kind is kind for text in texts] for kind in kinds], np.float64)
    start = np.zeros(len(kinds) * (matrix.shape[1] + 1))
    found = minimize(lambda guess: _loss(guess.reshape(len(kinds), -1), matrix, target, weight), start)
    return _model(kinds, blocks, found.reshape(len(kinds), -1))


def _held_out(texts: Sequence[TrainingText], counted: Sequence[tuple[Counter[int], ...]]) -> list[Fold]:
    """Of each fold its texts, and a model that learned from none of their lines."""
    lines = list(dict.fromkeys(text.line for text in texts))
    order = np.random.default_rng(SEED).permutation(len(lines))
    fold_of = {lines[line]: at % FOLDS for at, line in enumerate(order)}
    folds: list[Fold] = []
    for fold in range(FOLDS):
        kept = [at for at, text in enumerate(texts) if fold_of[text.line] != fold]
        model = _fit([texts[at] for at in kept], [counted[at] for at in kept])
        folds.append(([text for text in texts if fold_of[text.line] == fold], model))
    return folds


def _weights(texts: Sequence[TrainingText]) -> Floats:
    """What each text counts: a kind with many lines counts less a line, half way to equal kinds."""
    total: defaultdict[ReplyKind, float] = defaultdict(float)
    for text in texts:
        total[text.kind] += text.weight
    mean = sum(total.values()) / len(total)
    return np.array([text.weight * (mean / total[text.kind]) ** 0.5 for text in texts])


def _model(kinds: tuple[ReplyKind, ...], blocks: tuple[Block, ...], found: Floats) -> Model:
    """The weights, whose last column is the bias, as bytes with a scale a kind."""
    scale = np.abs(found[:, :-1]).max(axis=1) / 127
    numbers = np.rint(found[:, :-1].T / scale).astype(np.int8)
    bias = np.round(found[:, -1], 4).tolist()
    return Model(kinds, blocks, array("b", numbers.tobytes()), scale.round(6).tolist(), bias, {})


def _blocks(counted: Sequence[tuple[Counter[int], ...]], lines: Sequence[str]) -> tuple[Block, ...]:
    """The features of each sort that stand in enough lines, whatever their versions, with their rarity."""
    hashes: list[list[int]] = []
    rarity: list[list[float]] = []
    for counts in zip(*counted, strict=True):
        lines_with: dict[int, set[str]] = {}
        for count, line in zip(counts, lines, strict=True):
            for name in count:
                lines_with.setdefault(name, set()).add(line)
        known = {name: len(found) for name, found in lines_with.items() if len(found) >= RAREST}
        hashes.append(sorted(known))
        rarity.append([log((1 + len(set(lines))) / (1 + known[name])) + 1 for name in sorted(known)])
    return make_blocks(hashes, rarity)


def _matrix(blocks: Sequence[Block], counted: Sequence[tuple[Counter[int], ...]]) -> Matrix:
    rows, columns, values = array("l"), array("l"), array("d")
    for row, counts in enumerate(counted):
        for block, count, weight in zip(blocks, counts, BLOCK_WEIGHTS, strict=True):
            at, value = block.weigh(count)
            rows.extend([row] * len(at))
            columns.extend(at)
            values.extend(weight * each for each in value)
    shape = (len(counted), sum(len(block.position) for block in blocks))
    return Matrix(np.array(rows), np.array(columns), np.array(values), shape)


def _loss(weights: Floats, matrix: Matrix, target: Floats, weight: Floats) -> tuple[float, Floats]:
    """The weighted log loss with its penalty, and its slope. All have a row a kind."""
    logits = matrix.times(weights[:, :-1]) + weights[:, -1:]
    logits -= logits.max(axis=0)
    log_chances = logits - np.log(np.exp(logits).sum(axis=0))
    errors = (np.exp(log_chances) - target) * weight
    slope = np.hstack(
        [matrix.transposed_times(errors) + PENALTY * weights[:, :-1], errors.sum(axis=1, keepdims=True)]
    )
    loss = PENALTY / 2 * float((weights[:, :-1] ** 2).sum()) - float((log_chances * target * weight).sum())
    return loss, slope.ravel()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m data.training.train", description="Train the reader.")
    of_persons = "learn also from what persons corrected, in the database of LEADKEEPER_DATA_DIR"
    parser.add_argument("--with-corrections", action="store_true", help=of_persons)
    parser.add_argument(
        "--to", type=Path, default=WEIGHTS, metavar="FILE", help="left out: the shipped model"
    )
    given = parser.parse_args(arguments)
    texts = read_folder(TEXTS, SEED)
    if given.with_corrections:
        with Database(load_settings(os.environ).data_dir).reading() as store:
            texts += of_corrections(store.corrections())
    model = train(texts)
    save_model(model, given.to)
    print(
        f"{len(texts)} texts, {len(model.weights) // len(model.kinds)} features: {given.to}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
