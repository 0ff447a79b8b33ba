"""Which kind a text is: the model's view of the whole and of each sentence, and what each kind may cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.reading.blend import Chances, blended
from core.reading.greeting import without_greeting
from core.reading.model import Model, shipped_model
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
ENOUGH = {  # a kind that moves a lead without a person needs so much, in the order in which they are asked
    ReplyKind.STOP: 0.4,  # a missed stop is the worst mistake
    ReplyKind.LEFT_COMPANY: 0.5,
    ReplyKind.OUT_OF_OFFICE: 0.5,
    ReplyKind.MEETING: 0.8,  # a false meeting costs a person's time, a doubtful one is looked at anyway
    ReplyKind.AUTO_REPLY: 0.7,  # nobody looks at it again
}
FAMILIAR = (
    0.3  # of the words that a reply must share with the training texts: less is noise, or a language unknown
)
UNFAMILIAR = 0.5  # how sure one can be of such a reply
SURE = 0.25  # of the other kinds; doubt becomes `other`
LEFT_FROM, AWAY_FROM = 0.4, 0.35  # of what a machine can say; what else it says stands beside both


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind, how likely it is (0–1), and the sentence that says so."""

    kind: ReplyKind
    confidence: float
    evidence: str


def kind_of_person(text: str) -> Verdict:
    """The kind of a mail that no header proves to be a machine's."""
    views = views_of(text, shipped_model())
    chances = blended([chances for _, chances in views], shipped_model().shares)
    kind = _chosen(chances)
    if kind not in (ReplyKind.STOP, ReplyKind.OTHER) and shipped_model().familiarity(text) < FAMILIAR:
        return Verdict(ReplyKind.OTHER, UNFAMILIAR, _evidence(views, ReplyKind.OTHER))
    return Verdict(kind, round(_confidence(kind, chances), 3), _evidence(views, kind))


def kind_of_machine(text: str, *, away: bool) -> Verdict:
    """The kind of a mail that a machine wrote; `away` where its subject says out of office."""
    views = views_of(text, shipped_model())
    chances = blended([chances for _, chances in views], shipped_model().shares)
    total = sum(chances[kind] for kind in OF_MACHINES)
    share = {kind: chances[kind] / total for kind in OF_MACHINES}
    left, absent = share[ReplyKind.LEFT_COMPANY], share[ReplyKind.OUT_OF_OFFICE]
    if left >= LEFT_FROM:
        kind, confidence = ReplyKind.LEFT_COMPANY, left
    elif absent >= AWAY_FROM or away:
        kind, confidence = ReplyKind.OUT_OF_OFFICE, max(absent, 0.8 if away else 0.0)
    else:
        kind, confidence = ReplyKind.AUTO_REPLY, 1 - max(left, absent)
    return Verdict(kind, round(confidence, 3), _evidence(views, kind))


def views_of(text: str, model: Model) -> list[tuple[str, Chances]]:
    """The whole text and, where there are several, its sentences, each with its chances."""
    said = without_greeting(text)
    parts = sentences(said)[:MOST_SENTENCES]
    texts = [said, *(part for part in parts if part != said)] if len(parts) > 1 else [said]
    return [(part, model.probabilities(part)) for part in texts]


def _chosen(chances: Chances) -> ReplyKind:
    """The first kind that is likely enough to act on, else the likeliest that a person will look at."""
    for kind, enough in ENOUGH.items():
        if chances[kind] >= enough:
            return kind
    kind = max(OF_PEOPLE, key=lambda kind: chances[kind])
    return kind if chances[kind] >= SURE else ReplyKind.OTHER


def _confidence(kind: ReplyKind, chances: Chances) -> float:
    """The kind's chance; where doubt made it `other`, the chance that it is for a person to look at."""
    doubtful = kind is ReplyKind.OTHER and chances[kind] < SURE
    return sum(chances[each] for each in OF_PEOPLE) if doubtful else chances[kind]


def _evidence(views: Sequence[tuple[str, Chances]], kind: ReplyKind) -> str:
    """The sentence that speaks for the kind most."""
    parts = views[1:] or views
    return max(parts, key=lambda view: view[1].get(kind, 0.0))[0][:300]
