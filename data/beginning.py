"""What a fresh data folder holds: the system schedules and one assistant."""

from core.assistant import DEFAULT_ASSISTANT, Assistant
from core.schedule import SYSTEM_SCHEDULES, Schedule
from data.store import Store


def begin(store: Store) -> None:
    """Write the defaults once, into an empty database."""
    if store.schedules():
        return
    for name, steps in SYSTEM_SCHEDULES.items():
        store.insert_schedule(Schedule(store.new_id(), name, steps, system=True))
    recommended = store.schedule_by_name("Recommended")
    store.insert_assistant(
        Assistant(id=store.new_id(), default_schedule_id=recommended.id, is_default=True, **DEFAULT_ASSISTANT)
    )
