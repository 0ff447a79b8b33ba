"""What is written down about a lead, besides the messages: events, replies, notices, uploads."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.reply import ReplyKind
from core.state import Hold, LeadState


@dataclass(frozen=True, slots=True)
class Event:
    """A change of state, or of what stands in its place: old, new, why, who, when."""

    id: UUID
    lead_id: UUID
    old_state: str  # empty: the lead was added
    new_state: str
    sub_state: str
    why: str
    who: str  # a user, "assistant" for the sidecar, or "lead"
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """A received message as it was kept, before anything read it."""

    id: UUID
    key: str  # its Message-ID and a hash of its bytes; the same mail twice has the same key
    message_id: str
    lead_id: UUID | None  # None: from a stranger
    sender: str
    sender_name: str
    subject: str
    raw: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a lead stood before a reply was read. One that nobody noted was under way."""

    state: LeadState = LeadState.COLD
    held: Hold = Hold.NONE
    resume_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadReply:
    """A reply that was read, as what, and how its lead stood until then."""

    reply: Reply
    kind: ReplyKind
    stood: Standing


@dataclass(frozen=True, slots=True)
class Correction:
    """What kind a person said that a reply is."""

    wording: tuple[str, ...]  # `wording_of(text)`, by which it is known again
    kind: ReplyKind
    who: str
    corrected_at: datetime
    text: str


class NoticeKind(StrEnum):
    HOT = "hot"
    RESPONDED = "responded"
    STOPPED = "stopped"
    AWAY = "away"
    BOUNCED = "bounced"
    HELD = "held"  # a follow-up stands still until a person decides
    ALARM = "alarm"  # sending stands still, or a job fails


@dataclass(frozen=True, slots=True)
class Notice:
    id: UUID
    lead_id: UUID | None
    kind: NoticeKind
    title: str
    text: str
    created_at: datetime


class Suppression(StrEnum):
    """Why we never write to an address again."""

    UNSUBSCRIBED = "unsubscribed"
    UNDELIVERABLE = "undeliverable"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True)
class Upload:
    id: UUID
    file_name: str
    total: int
    added: int
    duplicate: int
    invalid: int
    suppressed: int
    rejected_file: str  # path of the workbook with the rejected rows; empty: none was rejected
    who: str
    uploaded_at: datetime
