"""The entries of a lead's timeline: what happened, and what is scheduled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.message import MessageStatus
from core.timeline import Scheduled


class EntryKind(StrEnum):
    SENT = "Sent"
    RECEIVED = "Received"
    NOTE = "Note"
    STATE = "State change"
    WAITING = "On its way"  # written, and not yet handed over
    NOT_SENT = "Not sent"
    SCHEDULED = "Scheduled"


@dataclass(frozen=True, slots=True)
class Entry:
    key: str  # the same as long as the entry is there
    kind: EntryKind
    at: datetime
    title: str
    text: str
    detail: str = ""  # of a message its status, of a reply its kind
    who: str = ""
    step: int | None = None
    error: str = ""
    recipient: str = ""  # empty: the lead's own address
    cc: str = ""
    scheduled: Scheduled | None = None


OF_MESSAGE: dict[MessageStatus, EntryKind] = {
    MessageStatus.QUEUED: EntryKind.WAITING,
    MessageStatus.SENDING: EntryKind.WAITING,
    MessageStatus.RETRY: EntryKind.WAITING,
    MessageStatus.SENT: EntryKind.SENT,
    MessageStatus.FAILED: EntryKind.NOT_SENT,
    MessageStatus.UNCONFIRMED: EntryKind.NOT_SENT,
}
OF_SORT = {"reply": EntryKind.RECEIVED, "note": EntryKind.NOTE, "event": EntryKind.STATE}


def entries_of(rows: Sequence[dict[str, Any]], coming: Sequence[Scheduled]) -> list[Entry]:
    """All entries in order of time, of rows of `Reports.timeline` and of the scheduled messages."""
    happened = [_happened(row) for row in rows]
    scheduled = [
        Entry(
            key=f"step-{message.step.number}",
            kind=EntryKind.SCHEDULED,
            at=message.send_at,
            title=message.subject,
            text=message.body,
            step=message.step.number,
            scheduled=message,
        )
        for message in coming
    ]
    return sorted(happened + scheduled, key=lambda entry: entry.at)


def _happened(row: dict[str, Any]) -> Entry:
    sort = row["sort"]
    return Entry(
        key=str(row["id"]),
        kind=OF_MESSAGE[MessageStatus(row["detail"])] if sort == "message" else OF_SORT[sort],
        at=row["happened_at"],
        title=row["title"],
        text=row["text"],
        detail=row["detail"],
        who=row["who"],
        step=row["step"],
        error=row["error"],
        recipient=row["recipient"],
        cc=row["cc"],
    )


def latest(entries: Sequence[Entry]) -> Entry:
    """What to show first: the last thing that happened, a word of the lead or to it before all else."""
    happened = [entry for entry in entries if entry.kind is not EntryKind.SCHEDULED]
    said = [entry for entry in happened if entry.kind is not EntryKind.STATE]
    return (said or happened or list(entries))[-1]
