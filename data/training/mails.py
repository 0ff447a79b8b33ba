"""Mails of several sentences, made of texts that a model did not learn: how much does a sentence count?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from core.reading.blend import weighed
from core.reading.kinds import views_of
from core.reading.language import language_of
from core.reading.model import Model
from core.reply import ReplyKind
from data.training.lbfgs import Floats, minimize
from data.training.texts import TrainingText

FILLERS = (0, 0, 0, 0, 1, 1, 2, 3)  # sentences of no weight around one that says something
BESIDE = {  # what may stand beside a wish without changing it
    ReplyKind.STOP: (ReplyKind.NOT_INTERESTED, ReplyKind.QUESTION, ReplyKind.OTHER),
    ReplyKind.MEETING: (ReplyKind.INTERESTED, ReplyKind.OTHER),
}
FIRST_GUESS = (1.0, 0.3, 0.0, 0.0)  # of a sentence, the whole, the least sure sentence, a constant
PENALTY = 1.0  # on the squares of what is learned beyond the first guess

Fold = tuple[list[TrainingText], Model]
Shares = dict[ReplyKind, list[float]]


def learn_shares(folds: Sequence[Fold], seed: int) -> Shares:
    """How much the sentences of a mail and its whole count, kind by kind, so that the chances are true."""
    choose = np.random.default_rng(seed)
    found: list[Floats] = []
    target: list[list[float]] = []
    kinds = folds[0][1].kinds
    for texts, model in folds:
        for mail, text in _mails(texts, choose):
            views = [chances for _, chances in views_of(mail, model)]
            found.append(np.array([weighed(views, kind) for kind in kinds]))
            target.append([text.weight * (text.kind is kind) for kind in kinds])
    shares = _fit(np.array(found), np.array(target)).round(3).tolist()
    return dict(zip(kinds, shares, strict=True))


def _mails(texts: Sequence[TrainingText], choose: np.random.Generator) -> Iterator[tuple[str, TrainingText]]:
    """Each text among others of its language that change nothing, as a mail, with what it says."""
    around: defaultdict[tuple[str, ReplyKind], list[str]] = defaultdict(list)
    for text in texts:
        around[language_of(text.text), text.kind].append(text.text)
    for text in texts:
        parts = [text.text]
        for _ in range(choose.choice(FILLERS)):
            kinds = BESIDE.get(text.kind, (ReplyKind.OTHER,))
            others = around[language_of(text.text), kinds[choose.integers(len(kinds))]]
            if others:
                parts.insert(int(choose.integers(len(parts) + 1)), others[choose.integers(len(others))])
        yield "\n\n".join(parts), text


def _fit(found: Floats, target: Floats) -> Floats:
    """The shares, a row a kind, at which the targets are likeliest. `found` is (mails, kinds, 4)."""
    guess = np.tile(np.array(FIRST_GUESS), (found.shape[1], 1))

    def loss(changes: Floats) -> tuple[float, Floats]:
        shares = guess + changes.reshape(guess.shape)
        logits = (found * shares).sum(axis=2)
        logits -= logits.max(axis=1, keepdims=True)
        log_chances = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        errors = np.exp(log_chances) * target.sum(axis=1, keepdims=True) - target
        slope = (errors[:, :, None] * found).sum(axis=0).ravel() + PENALTY * changes
        return PENALTY / 2 * float((changes**2).sum()) - float((log_chances * target).sum()), slope

    return guess + minimize(loss, np.zeros(guess.size)).reshape(guess.shape)
