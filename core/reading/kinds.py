"""Which kind a text is: the model's view of the whole and of each sentence, and what each kind may cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.reading.away_words import AWAY
from core.reading.dates import fold
from core.reading.greeting import without_greeting
from core.reading.model import shipped_model
from core.reading.sentences import sentences
from core.reply import ReplyKind

OF_PEOPLE = (
    ReplyKind.INTERESTED,
    ReplyKind.QUESTION,
    ReplyKind.LATER,
    ReplyKind.REFERRAL,
    ReplyKind.NOT_INTERESTED,
    ReplyKind.OTHER,
)
OF_MACHINES = (ReplyKind.OUT_OF_OFFICE, ReplyKind.LEFT_COMPANY, ReplyKind.AUTO_REPLY)
MOST_SENTENCES = 12  # that are looked at one by one
SENTENCE_SHARE = 0.75  # one sentence decides, and the whole corrects it
EARLY = {ReplyKind.STOP: 0.4, ReplyKind.LEFT_COMPANY: 0.4}  # a missed stop is the worst mistake
SURE = 0.25  # of a person's kinds; doubt becomes `other`
MEETING_FROM = 0.5  # a false meeting costs a person's time, a doubtful one is looked at anyway
LEFT_FROM, AWAY_FROM = 0.6, 0.5  # of what a machine can say
SURE_OF_MACHINE = 0.2  # that a sentence is a machine's at all, where it does not say that somebody is away

Chances = Mapping[ReplyKind, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind, how likely it is (0–1), and the sentence that says so."""

    kind: ReplyKind
    confidence: float
    evidence: str


def kind_of_person(text: str) -> Verdict:
    """The kind of a mail that no header proves to be a machine's."""
    views = _views(text)
    chances = _blended([chances for _, chances in views])
    kind = _chosen(chances)
    return Verdict(kind, _confidence(kind, chances), _evidence(views, kind))


def kind_of_machine(text: str, *, away: bool) -> Verdict:
    """The kind of a mail that a machine wrote; `away` where its subject says out of office."""
    views = _views(text)
    shares = [_shares(sentence, chances) for sentence, chances in views]
    best = {kind: max(share[kind] for share in shares) for kind in OF_MACHINES}
    left, absent = best[ReplyKind.LEFT_COMPANY], best[ReplyKind.OUT_OF_OFFICE]
    if left >= LEFT_FROM and left >= absent:
        kind, confidence = ReplyKind.LEFT_COMPANY, left
    elif absent >= AWAY_FROM or away:
        kind, confidence = ReplyKind.OUT_OF_OFFICE, max(absent, 0.8 if away else 0.0)
    else:
        kind, confidence = ReplyKind.AUTO_REPLY, 1 - max(left, absent)
    return Verdict(kind, confidence, _evidence(views, kind))


def _views(text: str) -> list[tuple[str, Chances]]:
    """The whole text and, where there are several, its sentences, each with its chances."""
    said = without_greeting(text)
    parts = sentences(said)[:MOST_SENTENCES]
    texts = [said, *(part for part in parts if part != said)] if len(parts) > 1 else [said]
    return [(part, shipped_model().probabilities(part)) for part in texts]


def _blended(views: Sequence[Chances]) -> Chances:
    """Of every kind the best sentence's chance, tempered by the whole's; they add up to 1."""
    whole, parts = views[0], views[1:] or views
    best = {kind: max(part[kind] for part in parts) for kind in whole}
    blended = {kind: (1 - SENTENCE_SHARE) * whole[kind] + SENTENCE_SHARE * best[kind] for kind in whole}
    total = sum(blended.values())
    return {kind: chance / total for kind, chance in blended.items()}


def _chosen(chances: Chances) -> ReplyKind:
    """`stop` and `left_company` from less, `meeting` only from more; else whom it is likeliest from."""
    for kind, enough in EARLY.items():
        if chances[kind] >= enough:
            return kind
    groups = {kind: chance for kind, chance in chances.items() if kind not in OF_PEOPLE}
    likeliest = max(groups, key=lambda kind: groups[kind])
    by_people = sum(chances[kind] for kind in OF_PEOPLE)
    if groups[likeliest] > max(by_people, MEETING_FROM if likeliest is ReplyKind.MEETING else 0.0):
        return likeliest
    kind = max(OF_PEOPLE, key=lambda kind: chances[kind])
    return kind if chances[kind] >= SURE else ReplyKind.OTHER


def _confidence(kind: ReplyKind, chances: Chances) -> float:
    """The kind's chance against that of the next: what is left over lies among kinds that are out of question."""
    rival = max(chance for other, chance in chances.items() if other is not kind)
    return round(chances[kind] / (chances[kind] + rival), 3)


def _shares(sentence: str, chances: Chances) -> dict[ReplyKind, float]:
    """The chances of a machine's kinds among themselves; none where the sentence is hardly one's."""
    total = sum(chances[kind] for kind in OF_MACHINES)
    counts = total >= SURE_OF_MACHINE or AWAY.search(fold(sentence)) is not None
    return {kind: chances[kind] / total if counts else 0.0 for kind in OF_MACHINES}


def _evidence(views: Sequence[tuple[str, Chances]], kind: ReplyKind) -> str:
    """The sentence that speaks for the kind most."""
    parts = views[1:] or views
    return max(parts, key=lambda view: view[1].get(kind, 0.0))[0][:300]
