"""A message we send: its row, its statuses, and everything needed to put it on the wire."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from core.assistant import Assistant
from core.lead import Lead


class MessageStatus(StrEnum):
    QUEUED = "queued"  # waits for its hand-over: written by a person, or handed back
    SENDING = "sending"  # claimed; `attempted_at` tells whether its hand-over began
    SENT = "sent"
    RETRY = "retry"  # refused for the moment; tried again at `due_at`
    FAILED = "failed"  # refused for good
    UNCONFIRMED = "unconfirmed"  # nobody knows whether it left; a person decides


@dataclass(frozen=True, slots=True)
class Message:
    id: UUID
    lead_id: UUID
    run: int
    step: int | None  # its number in the lead's schedule; None: written by a person, or a broadcast
    broadcast_id: UUID | None
    message_id: str  # RFC 5322, with its angle brackets; fixed before the first attempt
    subject: str
    body: str  # plain text without quoted history and footer
    recipient: str  # empty: the lead's own address
    cc: str  # addresses, with ", " between them
    status: MessageStatus
    attempts: int
    due_at: datetime | None  # when a queued message or a retry goes
    claimed_at: datetime
    attempted_at: datetime | None
    sent_at: datetime | None
    error: str  # the server's own words
    written_by: str  # "assistant", or the user


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said before: the Message-IDs in order, and the first message, quoted below follow-ups."""

    message_ids: tuple[str, ...] = ()
    subject: str = ""
    first_body: str = ""
    first_sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    message: Message
    lead: Lead
    assistant: Assistant
    thread: Thread


def in_thread(subject: str) -> str:
    """The subject of an answer or a follow-up."""
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"


BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)


def retry_at(attempts: int, now: datetime) -> datetime | None:
    """When to try again after that many attempts, or None when it was tried often enough."""
    return now + BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None
