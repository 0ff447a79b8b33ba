"""Schedules that change under leads on their way, at random, on a real database."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.schedule import NEW, Schedule, Step, Tone
from core.scheduling import change_steps, create_schedule, delete_schedule
from core.sending import record_sent
from core.state import LeadState
from data.database import Database
from tests.desk import Desk

GROUPS, IN_GROUP = 4, 25  # leads added a day apart, so that they stand at different steps
BEGIN = [Step(NEW, wait, Tone.CANDID) for wait in (0, 1)]
EDITS = ("append", "insert first", "drop first", "drop last", "reverse", "wait longer", "delete")


def edited(steps: Sequence[Step], edit: str, wait: int) -> list[Step]:
    new = Step(NEW, wait, Tone.CURIOUS)
    changed: list[Step] = {
        "append": [*steps, new],
        "insert first": [new, *steps],
        "drop first": [*steps[1:]] or [new],
        "drop last": [*steps[:-1]] or [new],
        "reverse": [*reversed(steps)],
        "wait longer": [replace(step, wait_days=wait) for step in steps],
    }[edit]
    return [replace(step, wait_days=max(step.wait_days, 1)) for step in changed]


class Journey:
    """A hundred leads on one schedule, and the rule in plain words: each gets the first it has not had."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.set_assistant(daily_limit=1000, off_days="")
        self.schedule_id = desk.do(create_schedule, "Own", BEGIN).id
        self.had: dict[UUID, list[int]] = {}
        self.ended: set[UUID] = set()

    @property
    def schedule(self) -> Schedule:
        return self.desk.ask(lambda store: store.schedule(self.schedule_id))

    def add(self, group: int) -> None:
        order = self.desk.order(schedule_id=self.schedule_id)
        for place in range(IN_GROUP):
            lead = self.desk.add(f"{group}.{place}@acme.example", order=order)
            self.had[lead.id] = []

    def send(self, edit: str = "", wait: int = 1) -> None:
        """One pass; the edit happens when the first messages are on their way already."""
        on_its_way = self.desk.claim()
        self._expect([(message.lead_id, message.step) for message in on_its_way])
        if edit:
            self._edit(edit, wait)
        for message in on_its_way:
            outgoing = self.desk.attempt(message)
            assert outgoing is not None
            self.desk.do(record_sent, outgoing.message, self.desk.now)
        self._expect([(message.lead_id, message.step) for message in self.desk.send_due()])
        self._end()

    def _edit(self, edit: str, wait: int) -> None:
        if edit == "delete":
            self.desk.do(delete_schedule, self.schedule_id)
        else:
            steps = edited(self.schedule.steps, edit, wait)
            self.desk.do(change_steps, self.schedule_id, steps, now=self.desk.now)
        self._end()

    def _expect(self, written: Sequence[tuple[UUID, int | None]]) -> None:
        steps = self.schedule.steps
        for lead_id, number in written:
            assert lead_id not in self.ended, "the Processed are not woken"
            assert number == next(s.number for s in steps if s.number not in self.had[lead_id])
            self.had[lead_id].append(number)

    def _end(self) -> None:
        every = {step.number for step in self.schedule.steps}
        self.ended |= {lead_id for lead_id, had in self.had.items() if every <= set(had)}


@pytest.fixture(scope="module")
def origin(fresh_data_dir: Path) -> Path:
    return fresh_data_dir / "leadkeeper.duckdb"


@settings(max_examples=2)
@given(
    stories=st.lists(st.tuples(st.sampled_from(EDITS[:-1]), st.integers(1, 6)), min_size=4, max_size=4),
    deleted=st.booleans(),
)
def test_a_schedule_edited_under_a_hundred_leads_sends_nothing_twice_skips_nothing_and_ends(
    origin: Path, stories: list[tuple[str, int]], deleted: bool
) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(origin, folder)
        database = Database(Path(folder))
        with database.reading():
            journey = Journey(Desk(database))
            live(journey, [*stories, ("delete", 1)] if deleted else stories)
            for lead_id in journey.had:
                lead = journey.desk.ask(lambda store, lead_id=lead_id: store.find_lead(lead_id))
                assert lead is not None
                assert (lead.state, lead.next_send_at) == (LeadState.PROCESSED, None)
            assert journey.ended == set(journey.had)


def live(journey: Journey, edits: Sequence[tuple[str, int]]) -> None:
    for day, (edit, wait) in enumerate(edits):
        if day < GROUPS:
            journey.add(day)
        journey.send(edit, wait)
        journey.desk.wait(days=1)
    while journey.ended != set(journey.had):
        before = sum(map(len, journey.had.values()))
        journey.desk.wait(days=31)
        journey.send()
        assert sum(map(len, journey.had.values())) > before, "a lead is stuck"
