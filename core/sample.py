"""A lead that nobody has, for previews where no real one is there yet."""

from datetime import datetime

from core.assistant import Assistant
from core.lead import Lead
from core.previewing import unstored_lead
from core.schedule import Schedule
from core.spreadsheet.lead_sheet import NewLead
from core.upload import Order

SAM = NewLead(
    row=0,
    email="sam.sample@customer.example",
    first_name="Sam",
    last_name="Sample",
    company="Customer Ltd",
    designation="Head of Marketing",
    industry="Manufacturing",
)


def sample_lead(assistant: Assistant, schedule: Schedule, source: str, context: str, now: datetime) -> Lead:
    """Sam Sample, added now by that assistant, due for the first message."""
    order = Order(assistant.id, source, context, assistant.additional_information, schedule.id)
    return unstored_lead(SAM, order, schedule, now, now)
