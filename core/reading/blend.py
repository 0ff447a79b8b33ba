"""Several views of one mail, its whole and each of its sentences, made into one chance of each kind."""

from collections.abc import Mapping, Sequence
from math import exp, log

from core.reply import ReplyKind

FLOOR = 1e-3  # no view is surer than this that a kind is out of question

Chances = Mapping[ReplyKind, float]
Shares = Mapping[ReplyKind, Sequence[float]]  # of a kind, what each number of `weighed` counts


def weighed(views: Sequence[Chances], kind: ReplyKind) -> tuple[float, float, float, float]:
    """What is known of one kind: the surest sentence, the whole, the least sure sentence, and a constant.

    The first view is the whole, the others are its sentences; one view is both. The numbers are logarithms.
    """
    whole, parts = views[0], views[1:] or views
    said = [log(max(FLOOR, part[kind])) for part in parts]
    return max(said), log(max(FLOOR, whole[kind])), min(said), 1.0


def blended(views: Sequence[Chances], shares: Shares) -> Chances:
    """The chance of each kind, learned from mails of several sentences; they add up to 1."""
    logits = {
        kind: sum(share * each for share, each in zip(counts, weighed(views, kind), strict=True))
        for kind, counts in shares.items()
    }
    top = max(logits.values())
    chances = {kind: exp(logit - top) for kind, logit in logits.items()}
    total = sum(chances.values())
    return {kind: chance / total for kind, chance in chances.items()}
