"""Stored texts of messages that have not left, in the database."""

from core.draft import Draft
from core.lead import Lead
from data.table import Table


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
