"""Schedules and their steps in the database."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core.custom_message import CustomMessage
from core.errors import NotFound
from core.schedule import Schedule, Step, Tone
from data.table import Table


class Schedules(Table):
    def schedules(self) -> list[Schedule]:
        """Those that can be chosen; a deleted one lives on for its leads alone."""
        return [self._schedule(row) for row in list(self.sql.schedules(self.connection))]

    def schedule(self, schedule_id: UUID) -> Schedule:
        row = self.sql.schedule_by_id(self.connection, id=schedule_id)
        if row is None:
            raise NotFound("This schedule is not here any more. Choose another one.")
        return self._schedule(row)

    def schedule_by_name(self, name: str) -> Schedule:
        found = self.find_schedule(name)
        if found is None:
            names = ", ".join(schedule.name for schedule in self.schedules())
            raise NotFound(f"There is no schedule named {name!r}. There are: {names}.")
        return found

    def find_schedule(self, name: str) -> Schedule | None:
        row = self.sql.schedule_by_name(self.connection, name=name)
        return self._schedule(row) if row else None

    def insert_schedule(self, schedule: Schedule) -> None:
        self.sql.insert_schedule(self.connection, s=schedule, last_number=_highest(schedule))
        self._insert_steps(schedule)

    def save_schedule(self, schedule: Schedule) -> None:
        """Write name, steps and whether it is archived; a number once used stays used."""
        last_number = max(self.last_number(schedule.id), _highest(schedule))
        self.sql.save_schedule(self.connection, s=schedule, last_number=last_number)
        self.sql.delete_steps(self.connection, schedule_id=schedule.id)
        self._insert_steps(schedule)
        self.sql.delete_drafts_without_step(self.connection, schedule_id=schedule.id)

    def last_number(self, schedule_id: UUID) -> int:
        """The highest number that a step of it ever had."""
        return int(self.sql.last_number(self.connection, schedule_id=schedule_id))

    def assistants_beginning_with(self, schedule_id: UUID) -> list[str]:
        """The names of the assistants whose default the schedule is."""
        rows = self.sql.assistants_beginning_with(self.connection, schedule_id=schedule_id)
        return [row["name"] for row in rows]

    def _insert_steps(self, schedule: Schedule) -> None:
        steps: Sequence[Step] = schedule.steps
        self.sql.insert_steps(
            self.connection,
            schedule_id=schedule.id,
            numbers=[step.number for step in steps],
            positions=list(range(1, len(steps) + 1)),
            waits=[step.wait_days for step in steps],
            tones=[str(step.tone) for step in steps],
            message_ids=[step.message.id if step.message else None for step in steps],
        )

    def _schedule(self, row: dict[str, Any]) -> Schedule:
        rows = self.sql.steps_of(self.connection, schedule_id=row["id"])
        return Schedule(steps=tuple(_step(each) for each in rows), **row)


def _step(row: dict[str, Any]) -> Step:
    number, wait_days, tone = row.pop("number"), row.pop("wait_days"), Tone(row.pop("tone"))
    return Step(number, wait_days, tone, to_custom_message(row) if row["id"] else None)


def to_custom_message(row: dict[str, Any]) -> CustomMessage:
    return CustomMessage(**row | {"defaults": json.loads(row["defaults"])})


def _highest(schedule: Schedule) -> int:
    return max(step.number for step in schedule.steps)
