"""Messages and replies in the database."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from core.guarding import BounceRate
from core.history import Reply
from core.lead import Lead
from core.message import Message, MessageStatus, Thread
from core.reply import Reading
from data.table import Table

MOST_ACTIVE = 50  # moments at which a lead was active


def to_message(row: dict[str, Any]) -> Message:
    row["status"] = MessageStatus(row["status"])
    return Message(**row)


class Messages(Table):
    def find_message(self, message_id: UUID) -> Message | None:
        row = self.sql.message_by_id(self.connection, id=message_id)
        return to_message(row) if row else None

    def message_by_message_id(self, message_id: str) -> Message | None:
        row = self.sql.message_by_message_id(self.connection, message_id=message_id)
        return to_message(row) if row else None

    def insert_message(self, message: Message) -> None:
        self.sql.insert_message(self.connection, m=message)

    def save_message(self, message: Message) -> None:
        """Writes what sending changes: copies, status, attempts, times and error."""
        self.sql.save_message(self.connection, m=message)

    def waiting_message_like(self, lead_id: UUID, subject: str, body: str) -> Message | None:
        row = self.sql.waiting_message_like(self.connection, lead_id=lead_id, subject=subject, body=body)
        return to_message(row) if row else None

    def count_claimed_since(self, assistant_id: UUID, since: datetime) -> int:
        count: int = self.sql.count_claimed_since(self.connection, assistant_id=assistant_id, since=since)
        return count

    def bounce_rate(self, since: datetime) -> BounceRate:
        """How many addresses were written to since then, and how many given up."""
        return BounceRate(**self.sql.bounce_rate(self.connection, since=since))

    def waiting_messages(self, now: datetime, limit: int, *, safe_only: bool = False) -> list[Message]:
        """Queued messages and retries whose time has come and whose lead may be written to."""
        rows = self.sql.waiting_messages(self.connection, moment=now, safe_only=safe_only, n=limit)
        return [to_message(row) for row in rows]

    def interrupted_messages(self) -> list[Message]:
        return [to_message(row) for row in self.sql.interrupted_messages(self.connection)]

    def unconfirmed_messages(self) -> list[Message]:
        return [to_message(row) for row in self.sql.unconfirmed_messages(self.connection)]

    def has_unconfirmed(self, lead: Lead) -> bool:
        return bool(self.sql.count_unconfirmed(self.connection, lead_id=lead.id, run=lead.run))

    def has_unsent(self, lead: Lead) -> bool:
        return bool(self.sql.count_unsent(self.connection, lead_id=lead.id, run=lead.run))

    def thread_of(self, lead: Lead, now: datetime) -> Thread:
        rows = self.sql.thread_of(self.connection, lead_id=lead.id, run=lead.run, moment=now)
        ids = tuple(row["message_id"] for row in rows)
        first = self.sql.first_message(self.connection, lead_id=lead.id, run=lead.run)
        return Thread(ids, first["subject"], first["body"], first["sent_at"]) if first else Thread(ids)

    def written_steps(self, lead: Lead) -> set[int]:
        """Numbers of the steps that have a message in the lead's present run, sent or not."""
        rows = self.sql.written_steps(self.connection, lead_id=lead.id, run=lead.run)
        return {row["step"] for row in rows}

    def last_sent_at(self, lead: Lead) -> datetime | None:
        """When the latest step of the present run was sent."""
        moment: datetime | None = self.sql.last_sent_at(self.connection, lead_id=lead.id, run=lead.run)
        return moment

    def sent_bodies(self, lead_id: UUID) -> list[str]:
        return [row["body"] for row in self.sql.sent_bodies(self.connection, lead_id=lead_id)]

    def is_ours(self, message_id: str) -> bool:
        return bool(self.sql.is_our_message_id(self.connection, message_id=message_id))

    def withdraw_messages(self, lead_id: UUID, reason: str) -> None:
        self.sql.withdraw_messages(self.connection, lead_id=lead_id, reason=reason)

    def withdraw_steps(self, lead_id: UUID, reason: str) -> None:
        """Withdraw what the schedule wrote; what a person wrote still goes."""
        self.sql.withdraw_steps(self.connection, lead_id=lead_id, reason=reason)

    def requeue_messages(self, lead: Lead, now: datetime) -> int:
        """Queue what the present run could not send; answers how many messages that are."""
        rows = self.sql.requeue_messages(self.connection, lead_id=lead.id, run=lead.run, moment=now)
        return len(list(rows))

    def insert_reply(self, reply: Reply) -> bool:
        """Keep a received mail; False where the same mail is here already."""
        return bool(list(self.sql.insert_reply(self.connection, r=reply)))

    def unread_replies(self, limit: int) -> list[Reply]:
        return [Reply(**row) for row in self.sql.unread_replies(self.connection, n=limit)]

    def save_reading(
        self,
        reply_id: UUID,
        lead_id: UUID | None,
        reading: Reading,
        details: Mapping[str, object],
        now: datetime,
    ) -> None:
        """`details` is what was found besides kind and text; empty entries are left out."""
        found = {name: value for name, value in details.items() if value}
        self.sql.save_reading(
            self.connection,
            id=reply_id,
            lead_id=lead_id,
            reading=reading,
            details=json.dumps(found, default=str, ensure_ascii=False),
            moment=now,
        )

    def has_unread_reply(self, lead_id: UUID) -> bool:
        return bool(self.sql.has_unread_reply(self.connection, lead_id=lead_id))

    def active_at(self, lead_id: UUID) -> list[datetime]:
        """When the lead answered our mail, the latest first; an automatic answer tells nothing."""
        rows = self.sql.active_at(self.connection, lead_id=lead_id, n=MOST_ACTIVE)
        return [row["received_at"] for row in rows]

    def activity(self, lead_ids: Sequence[UUID]) -> dict[UUID, list[datetime]]:
        """`active_at` of many leads; those that never answered are left out."""
        found: dict[UUID, list[datetime]] = {}
        for row in self.sql.activity(self.connection, lead_ids=list(lead_ids), n=MOST_ACTIVE):
            found.setdefault(row["lead_id"], []).append(row["received_at"])
        return found

    def bounced_since(self, lead_id: UUID, moment: datetime) -> bool:
        return bool(self.sql.bounced_since(self.connection, lead_id=lead_id, moment=moment))

    def raw_reply(self, reply_id: UUID) -> bytes | None:
        raw: bytes | None = self.sql.raw_reply(self.connection, id=reply_id)
        return raw
