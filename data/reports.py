"""What screens show. Each function answers one screen's question; none reads a whole table.

A table of the screen comes as a frame; what is shown one by one comes as rows. Times are in UTC.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pandas as pd

from data.sources import like
from data.table import Table

PAGE = 50  # leads on one page
DRAFTS = "Draft"  # among states: the Cold leads that wait for a person's Start

Rows = list[dict[str, Any]]


class Reports(Table):
    """Made on the connection of a reading session: `Reports(store.connection)`."""

    def leads(self, search: str = "", states: Sequence[str] = (), page: int = 1) -> pd.DataFrame:
        """One page of leads, newest first; `search` is a part of a name, address, phone or company.

        `states` may hold `DRAFTS` too; of several, a lead needs to fit one.
        """
        found = self._filter(search, states)
        rows = self.sql.lead_page(self.connection, n=PAGE, skip=PAGE * (page - 1), **found)
        return pd.DataFrame(list(rows))

    def count_leads(self, search: str = "", states: Sequence[str] = ()) -> int:
        return int(self.sql.count_leads(self.connection, **self._filter(search, states)))

    def lead_ids(self, search: str = "", states: Sequence[str] = ()) -> list[UUID]:
        """All that `count_leads` counts, for what a person does with them at once."""
        rows = self.sql.lead_ids(self.connection, **self._filter(search, states))
        return [row["id"] for row in rows]

    def count_drafted(self) -> int:
        return int(self.sql.count_drafted(self.connection))

    def count_by_state(self) -> dict[str, int]:
        return {row["state"]: row["leads"] for row in self.sql.count_by_state(self.connection)}

    def timeline(self, lead_id: UUID) -> Rows:
        """Messages, replies, notes and events of a lead, in order of `happened_at`."""
        return list(self.sql.timeline(self.connection, lead_id=lead_id))

    def reading(self, reply_id: UUID) -> dict[str, Any] | None:
        row: dict[str, Any] | None = self.sql.reply_reading(self.connection, id=reply_id)
        return row

    def engaged_leads(self, limit: int = 100) -> Rows:
        return list(self.sql.engaged_leads(self.connection, n=limit))

    def count_engaged(self) -> int:
        return int(self.sql.count_engaged(self.connection))

    def notices(self, limit: int = 100) -> Rows:
        return list(self.sql.latest_notices(self.connection, n=limit))

    def count_unseen_notices(self) -> int:
        return int(self.sql.count_unseen_notices(self.connection))

    def held_leads(self, limit: int = 100) -> Rows:
        return list(self.sql.held_leads(self.connection, n=limit))

    def doubtful_messages(self, limit: int = 100) -> Rows:
        return list(self.sql.doubtful_messages(self.connection, n=limit))

    def count_to_decide(self) -> int:
        return int(self.sql.count_to_decide(self.connection))

    def sent_steps(self, lead_id: UUID, run: int) -> int:
        """How many messages of that run of the schedule were sent."""
        return int(self.sql.count_sent_steps(self.connection, lead_id=lead_id, run=run))

    def stranger_replies(self, limit: int = 50) -> Rows:
        return list(self.sql.stranger_replies(self.connection, n=limit))

    def uploads(self, limit: int = 20) -> Rows:
        return list(self.sql.latest_uploads(self.connection, n=limit))

    def messages_by_status(self) -> dict[str, int]:
        return {row["status"]: row["messages"] for row in self.sql.count_by_message_status(self.connection)}

    def under_way_by_schedule(self) -> dict[UUID, int]:
        """How many leads are under way on each schedule that has any."""
        return {
            row["schedule_id"]: row["leads"] for row in self.sql.count_under_way_by_schedule(self.connection)
        }

    @staticmethod
    def _filter(search: str, states: Sequence[str]) -> dict[str, Any]:
        drafts = DRAFTS in states
        return {"pattern": like(search), "all_states": not states, "states": list(states), "drafts": drafts}
