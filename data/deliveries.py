"""Delivery events in the database."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from core.delivery import DeliveryEvent, Outcome
from core.reply import BounceKind
from data.table import Table


class Deliveries(Table):
    def insert_delivery_events(self, events: Sequence[tuple[DeliveryEvent, UUID]], now: datetime) -> set[str]:
        """Keep events, each with the lead that it concerns; answers the keys of those that are new."""
        rows = self.sql.insert_delivery_events(
            self.connection,
            keys=[event.key for event, _ in events],
            message_ids=[event.message_id for event, _ in events],
            lead_ids=[lead_id for _, lead_id in events],
            emails=[event.email for event, _ in events],
            outcomes=[str(event.outcome) for event, _ in events],
            bounces=[str(event.bounce or "") for event, _ in events],
            words=[event.words for event, _ in events],
            moments=[event.happened_at for event, _ in events],
            received_at=now,
            raws=[event.raw for event, _ in events],
        )
        return {row["key"] for row in rows}

    def delivery_events_of(self, lead_id: UUID) -> list[DeliveryEvent]:
        """All events about a lead's mail, in the order in which they happened."""
        rows = self.sql.delivery_events_of(self.connection, lead_id=lead_id)
        return [
            DeliveryEvent(
                **row
                | {
                    "outcome": Outcome(row["outcome"]),
                    "bounce": BounceKind(row["bounce"]) if row["bounce"] else None,
                }
            )
            for row in rows
        ]
