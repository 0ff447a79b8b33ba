"""Custom messages in the database."""

import json
from uuid import UUID

from core.custom_message import CustomMessage
from data.schedules import to_custom_message
from data.table import Table

SAMPLES = 20  # leads of one upload that are looked at for the names of its columns


class CustomMessages(Table):
    def custom_messages(self) -> list[CustomMessage]:
        return [to_custom_message(row) for row in self.sql.custom_messages(self.connection)]

    def find_custom_message(self, message_id: UUID) -> CustomMessage | None:
        row = self.sql.custom_message_by_id(self.connection, id=message_id)
        return to_custom_message(row) if row else None

    def custom_message_by_name(self, name: str) -> CustomMessage | None:
        row = self.sql.custom_message_by_name(self.connection, name=name)
        return to_custom_message(row) if row else None

    def insert_custom_message(self, message: CustomMessage) -> None:
        self.sql.insert_custom_message(self.connection, m=message, defaults=_json(message))

    def save_custom_message(self, message: CustomMessage) -> None:
        self.sql.save_custom_message(self.connection, m=message, defaults=_json(message))

    def delete_custom_message(self, message_id: UUID) -> None:
        self.sql.delete_custom_message(self.connection, id=message_id)

    def schedules_with_message(self, message_id: UUID) -> list[str]:
        """Where a message is used, in words: names of schedules."""
        rows = self.sql.schedules_with_message(self.connection, message_id=message_id)
        return [f"{row['name']} (deleted)" if row["archived"] else row["name"] for row in rows]

    def custom_columns(self) -> set[str]:
        """Headings of the other columns of the sheets, from their fullest rows."""
        rows = self.sql.sample_columns(self.connection, n=SAMPLES)
        return {heading for row in rows for heading in json.loads(row["custom"])}


def _json(message: CustomMessage) -> str:
    return json.dumps(dict(message.defaults), ensure_ascii=False)
