"""What is scheduled for a lead: derived, never stored, so that a changed schedule is at once true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.assistant import Assistant
from core.best_time import best_time
from core.lead import Lead
from core.message import in_thread
from core.occasion import Occasion
from core.ports import Writer
from core.schedule import Schedule, Step, due_at
from core.state import LeadState


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A message as it will leave if nothing changes."""

    step: Step
    send_at: datetime
    subject: str
    body: str


def scheduled(
    lead: Lead,
    assistant: Assistant,
    schedule: Schedule,
    write: Writer,
    *,
    subject: str,
    opening: str = "",
    active_at: Sequence[datetime] = (),
) -> list[Scheduled]:
    """The messages still to come, the next one first.

    `subject` and `opening` are those of an `Occasion`, `active_at` tells the best time of the day.
    """
    under_way = lead.state in (LeadState.COLD, LeadState.OUT_OF_OFFICE) and not lead.held
    if not under_way or not lead.next_send_at or not lead.next_step:
        return []
    hours = assistant.hours_for(lead)
    clock = best_time(lead.email, hours, active_at)
    coming: list[Scheduled] = []
    send_at = lead.next_send_at
    for step in schedule.steps[lead.next_step - 1 :]:
        if coming:
            send_at = due_at(send_at, step.wait_days, hours, clock)
        subject, body = write(Occasion(lead, assistant, step, subject, opening))
        shown = subject if step.position == 1 else in_thread(subject)
        coming.append(Scheduled(step, send_at, shown, body))
    return coming
