"""Corrections in the database: what a person said a reply is, and how its lead stood before it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from core.history import Correction, ReadReply, Reply, Standing
from core.lead import Lead
from core.reply import ReplyKind
from core.state import Hold, LeadState
from data.table import Table


class Corrections(Table):
    def save_standing(self, reply_id: UUID, lead: Lead) -> None:
        """Keep how a lead stood when its reply was read."""
        self.sql.save_standing(self.connection, reply_id=reply_id, lead=lead)

    def find_reply(self, reply_id: UUID) -> ReadReply | None:
        """A reply that was read; None where it is not here, or not read yet."""
        row = self.sql.reply_by_id(self.connection, id=reply_id)
        if row is None or row["kind"] is None:
            return None
        kind, state = ReplyKind(row.pop("kind")), row.pop("state_before")
        held, resume_at = row.pop("held_before"), row.pop("resume_at_before")
        stood = Standing(LeadState(state), Hold(held), resume_at) if state else Standing()
        return ReadReply(Reply(**row), kind, stood)

    def insert_correction(
        self,
        reply_id: UUID,
        wording: Sequence[str],
        before: ReplyKind,
        after: ReplyKind,
        who: str,
        now: datetime,
    ) -> None:
        self.sql.insert_correction(
            self.connection,
            id=self.new_id(),
            reply_id=reply_id,
            wording=" ".join(wording),
            kind_before=before,
            kind_after=after,
            who=who,
            moment=now,
        )

    def corrections(self) -> list[Correction]:
        """Of every wording the latest correction, the latest first."""
        rows = self.sql.latest_corrections(self.connection)
        return [
            Correction(
                wording=tuple(row["wording"].split()),
                kind=ReplyKind(row["kind"]),
                who=row["who"],
                corrected_at=row["corrected_at"],
                text=row["text"],
            )
            for row in rows
        ]

    def handle_engagement(self, lead_id: UUID, message_id: str, who: str, now: datetime) -> bool:
        """Whether something that this reply left open is handled now."""
        rows = self.sql.handle_engagement(
            self.connection, lead_id=lead_id, message_id=message_id, who=who, moment=now
        )
        return bool(list(rows))
