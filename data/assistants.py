"""Assistants and their schedules in the database."""

from typing import Any
from uuid import UUID

from core.assistant import Assistant
from core.errors import NotFound
from core.schedule import Schedule, Step, Tone
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

    def schedules(self) -> list[Schedule]:
        rows = list(self.sql.schedules(self.connection))
        return [self._schedule(row) for row in rows]

    def schedule(self, schedule_id: UUID) -> Schedule:
        row = self.sql.schedule_by_id(self.connection, id=schedule_id)
        if row is None:
            raise NotFound("This schedule is not here any more. Choose another one.")
        return self._schedule(row)

    def schedule_by_name(self, name: str) -> Schedule:
        row = self.sql.schedule_by_name(self.connection, name=name)
        if row is None:
            names = ", ".join(schedule.name for schedule in self.schedules())
            raise NotFound(f"There is no schedule named {name!r}. There are: {names}.")
        return self._schedule(row)

    def insert_schedule(self, schedule: Schedule, *, system: bool) -> None:
        self.sql.insert_schedule(self.connection, id=schedule.id, name=schedule.name, system=system)
        self.sql.insert_steps(
            self.connection,
            schedule_id=schedule.id,
            positions=[step.position for step in schedule.steps],
            waits=[step.wait_days for step in schedule.steps],
            tones=[str(step.tone) for step in schedule.steps],
        )

    def _schedule(self, row: dict[str, Any]) -> Schedule:
        rows = self.sql.steps_of(self.connection, schedule_id=row["id"])
        steps = tuple(Step(r["position"], r["wait_days"], Tone(r["tone"])) for r in rows)
        return Schedule(row["id"], row["name"], steps)
