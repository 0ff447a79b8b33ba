"""Broadcasts and their messages in the database."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from core.broadcast import Broadcast, Copy
from core.message import Message
from data.messages import to_message
from data.table import Table


class Broadcasts(Table):
    def is_broadcast(self, name: str) -> bool:
        return self.sql.broadcast_id_by_name(self.connection, name=name) is not None

    def insert_broadcast(self, broadcast: Broadcast, copies: Sequence[Copy], skipped: int) -> None:
        """Queue the copies; they leave at the broadcast's time."""
        defaults = json.dumps(dict(broadcast.defaults), ensure_ascii=False)
        self.sql.insert_broadcast(self.connection, b=broadcast, skipped=skipped, defaults=defaults)
        ids = self.new_ids(len(copies))
        self.sql.insert_broadcast_messages(
            self.connection,
            ids=ids,
            message_ids=[f"<{id}@{copy.domain}>" for id, copy in zip(ids, copies, strict=True)],
            lead_ids=[copy.lead.id for copy in copies],
            runs=[copy.lead.run for copy in copies],
            subjects=[copy.subject for copy in copies],
            bodies=[copy.body for copy in copies],
            broadcast_id=broadcast.id,
            send_at=broadcast.send_at,
            who=broadcast.who,
            moment=broadcast.created_at,
        )

    def is_cancelled(self, broadcast_id: UUID) -> bool:
        return bool(self.sql.is_cancelled(self.connection, broadcast_id=broadcast_id))

    def due_broadcast_messages(
        self, assistant_id: UUID, now: datetime, limit: int, *, safe_only: bool = False
    ) -> list[Message]:
        rows = self.sql.due_broadcast_messages(
            self.connection, assistant_id=assistant_id, moment=now, safe_only=safe_only, n=limit
        )
        return [to_message(row) for row in rows]

    def postpone_broadcast_messages(self, assistant_id: UUID, now: datetime, until: datetime) -> None:
        self.sql.postpone_broadcast_messages(
            self.connection, assistant_id=assistant_id, moment=now, until=until
        )

    def cancel_broadcast(self, broadcast_id: UUID, reason: str, now: datetime) -> int:
        """Answers how many messages of it do not leave."""
        list(self.sql.cancel_broadcast(self.connection, id=broadcast_id, moment=now))
        rows = self.sql.withdraw_broadcast(self.connection, broadcast_id=broadcast_id, reason=reason)
        return len(list(rows))

    def latest_broadcasts(self, limit: int = 50) -> list[dict[str, Any]]:
        return list(self.sql.latest_broadcasts(self.connection, n=limit))
