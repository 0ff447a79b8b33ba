"""Whom and what the options of a command name."""

from argparse import Namespace

from core.assistant import Assistant
from core.schedule import Schedule
from data.store import Store


def chosen(store: Store, given: Namespace) -> tuple[Assistant, Schedule]:
    """The assistant of that address, or the default one, and the schedule of that name, or the assistant's
    own. Raises `NotFound`."""
    email = given.assistant.strip().lower()
    assistant = store.assistant_by_email(email) if email else store.default_assistant()
    if given.schedule:
        return assistant, store.schedule_by_name(given.schedule)
    return assistant, store.schedule(assistant.default_schedule_id)
