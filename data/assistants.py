"""Assistants and their schedules in the database."""

from uuid import UUID

from core.assistant import Assistant
from core.errors import NotFound
from data.table import Table


class Assistants(Table):
    def assistants(self) -> list[Assistant]:
        """The default one first."""
        return [Assistant(**row) for row in self.sql.assistants(self.connection)]

    def assistant(self, assistant_id: UUID) -> Assistant:
        row = self.sql.assistant_by_id(self.connection, id=assistant_id)
        if row is None:
            raise NotFound("This assistant is not here any more. Choose another one.")
        return Assistant(**row)

    def assistant_by_email(self, email: str) -> Assistant:
        row = self.sql.assistant_by_email(self.connection, email=email)
        if row is None:
            raise NotFound(f"There is no assistant with the address {email}.")
        return Assistant(**row)

    def default_assistant(self) -> Assistant:
        return self.assistants()[0]

    def insert_assistant(self, assistant: Assistant) -> None:
        self.sql.insert_assistant(self.connection, a=assistant)

    def save_assistant(self, assistant: Assistant) -> None:
        """Writes everything but which one is the default."""
        self.sql.save_assistant(self.connection, a=assistant)

    def make_default(self, assistant_id: UUID) -> None:
        """That one, and no other."""
        self.sql.make_default(self.connection, id=assistant_id)

    def delete_assistant(self, assistant_id: UUID) -> None:
        self.sql.delete_assistant(self.connection, id=assistant_id)

    def count_leads_of(self, assistant_id: UUID) -> int:
        return int(self.sql.count_leads_of(self.connection, assistant_id=assistant_id))
