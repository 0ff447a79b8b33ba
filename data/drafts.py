"""Stored texts of messages that have not left, in the database."""

from datetime import datetime
from uuid import UUID

from core.draft import Draft, TextRequest
from core.lead import Lead
from data.table import Table

LATEST = 6  # texts of a conversation


class Drafts(Table):
    def draft(self, lead: Lead, step: int) -> Draft | None:
        """What was stored for that step of the lead's present run."""
        row = self.sql.draft_of(self.connection, lead_id=lead.id, run=lead.run, step=step)
        return Draft(**row) if row else None

    def drafts(self, lead: Lead) -> dict[int, Draft]:
        """All of the lead's present run, by the number of the step."""
        rows = self.sql.drafts_of(self.connection, lead_id=lead.id, run=lead.run)
        return {row["step"]: Draft(**row) for row in rows}

    def save_draft(self, draft: Draft) -> None:
        self.sql.save_draft(self.connection, d=draft)

    def delete_draft(self, lead: Lead, step: int) -> None:
        self.sql.delete_draft(self.connection, lead_id=lead.id, run=lead.run, step=step)

    def text_request(self, lead: Lead, step: int) -> TextRequest | None:
        row = self.sql.text_request_of(self.connection, lead_id=lead.id, run=lead.run, step=step)
        return TextRequest(**row) if row else None

    def save_text_request(self, request: TextRequest) -> None:
        self.sql.save_text_request(self.connection, r=request)

    def open_text_requests(self, limit: int) -> list[tuple[UUID, int]]:
        """Lead and number of the step, in the order in which people asked."""
        rows = self.sql.open_text_requests(self.connection, n=limit)
        return [(row["lead_id"], row["step"]) for row in rows]

    def steps_without_text(self, until: datetime, limit: int) -> list[tuple[UUID, int]]:
        """Lead and number of the generated steps due by then that no model was asked about yet."""
        rows = self.sql.steps_without_text(self.connection, until=until, n=limit)
        return [(row["lead_id"], row["step"]) for row in rows]

    def conversation(self, lead: Lead) -> list[str]:
        """The latest texts between the assistant and a lead, in order."""
        rows = list(self.sql.conversation(self.connection, lead_id=lead.id, run=lead.run, n=LATEST))
        return [row["text"] for row in reversed(rows)]
