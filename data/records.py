"""Events, notes, engagements, suppressions, uploads, notices, cursors and heartbeats in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.arrival import Cursor
from core.history import Event, Notice, NoticeKind, Suppression, Upload
from core.spreadsheet.lead_sheet import NewLead, RejectedRow
from data.table import Table


@dataclass(frozen=True, slots=True)
class Heartbeat:
    job: str
    seen_at: datetime
    error: str  # of the latest pass; empty: it went well
    error_at: datetime | None


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What the language model was asked on one day."""

    calls: int
    tokens: int


class Records(Table):
    def insert_event(self, event: Event) -> None:
        self.sql.insert_event(self.connection, e=event)

    def insert_added_events(self, leads: Sequence[NewLead], why: str, who: str, now: datetime) -> None:
        self.sql.insert_added_events(
            self.connection,
            emails=[lead.email for lead in leads],
            why=why,
            who=who,
            moment=now,
        )

    def insert_note(self, lead_id: UUID, text: str, who: str, now: datetime) -> None:
        self.sql.insert_note(
            self.connection, id=self.new_id(), lead_id=lead_id, text=text, who=who, moment=now
        )

    def insert_engagement(
        self, lead_id: UUID, message_id: str, kind: str, evidence: str, now: datetime
    ) -> None:
        self.sql.insert_engagement(
            self.connection,
            id=self.new_id(),
            lead_id=lead_id,
            message_id=message_id,
            kind=kind,
            evidence=evidence,
            moment=now,
        )

    def handle_engagements(self, lead_id: UUID, who: str, now: datetime) -> None:
        self.sql.handle_engagements(self.connection, lead_id=lead_id, who=who, moment=now)

    def suppress(self, email: str, reason: Suppression, detail: str, now: datetime) -> None:
        self.sql.suppress(self.connection, email=email, reason=reason, detail=detail, moment=now)

    def suppressed_emails(self, emails: Sequence[str]) -> dict[str, tuple[Suppression, datetime]]:
        rows = self.sql.suppressed_emails(self.connection, emails=list(emails))
        return {row["email"]: (Suppression(row["reason"]), row["suppressed_at"]) for row in rows}

    def insert_upload(self, upload: Upload, rejected: Sequence[RejectedRow]) -> None:
        self.sql.insert_upload(self.connection, u=upload)
        self.sql.insert_rejected_rows(
            self.connection,
            upload_id=upload.id,
            row_numbers=[row.row for row in rejected],
            column_names=[row.column for row in rejected],
            row_values=[row.value for row in rejected],
            reasons=[row.reason for row in rejected],
        )

    def insert_notice(
        self, kind: NoticeKind, title: str, text: str, now: datetime, lead_id: UUID | None = None
    ) -> None:
        self.sql.insert_notice(self.connection, n=Notice(self.new_id(), lead_id, kind, title, text, now))

    def undelivered_notices(self, limit: int) -> list[Notice]:
        rows = self.sql.undelivered_notices(self.connection, n=limit)
        return [Notice(**row | {"kind": NoticeKind(row["kind"])}) for row in rows]

    def notice_delivered(self, notice_id: UUID, now: datetime) -> None:
        self.sql.notice_delivered(self.connection, id=notice_id, moment=now)

    def see_notice(self, notice_id: UUID, now: datetime) -> None:
        self.sql.see_notice(self.connection, id=notice_id, moment=now)

    def see_notices(self, now: datetime) -> None:
        self.sql.see_notices(self.connection, moment=now)

    def save_cursor(self, mailbox: str, cursor: Cursor) -> None:
        self.sql.save_cursor(self.connection, mailbox=mailbox, c=cursor)

    def cursors(self) -> dict[str, Cursor]:
        """How far each mailbox has been read, by its name."""
        return {row.pop("mailbox"): Cursor(**row) for row in self.sql.cursors(self.connection)}

    def beat(self, job: str, now: datetime, error: str = "") -> None:
        """Write down that a job ran at `now`, and what went wrong, if anything did."""
        error_at = now if error else None
        self.sql.beat(self.connection, job=job, moment=now, error=error, error_at=error_at)

    def heartbeats(self) -> dict[str, Heartbeat]:
        return {row["job"]: Heartbeat(**row) for row in self.sql.heartbeats(self.connection)}

    def count_model_call(self, day: date, purpose: str, prompt_tokens: int, completion_tokens: int) -> None:
        self.sql.count_model_call(
            self.connection,
            day=day,
            purpose=purpose,
            prompt_tokens=prompt_tokens,
            completion_tokens=completion_tokens,
        )

    def model_use(self, day: date) -> ModelUse:
        return ModelUse(**self.sql.model_use(self.connection, day=day))
