"""What comes next for a lead, and when: its first message, the step after one that was sent, the end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.assistant import Assistant
from core.best_time import best_time
from core.history import NoticeKind
from core.lead import Lead
from core.ports import Store
from core.schedule import Schedule, Step, due_at, first_at
from core.state import LeadState
from core.transition import ASSISTANT, move

if TYPE_CHECKING:  # it loads the spreadsheet libraries, which the sidecar never needs
    from core.spreadsheet.lead_sheet import NewLead

LATE = timedelta(hours=24)
ENDED = "The schedule ended without a response"


def begins_at(
    lead: "Lead | NewLead",
    assistant: Assistant,
    schedule: Schedule,
    moment: datetime,
    active_at: Sequence[datetime] = (),
) -> datetime:
    """When the first message goes to a lead that begins with the schedule at `moment`."""
    hours = assistant.hours_for(lead)
    return first_at(moment, schedule, hours, best_time(lead.email, hours, active_at))


def step_due_at(
    lead: Lead, assistant: Assistant, step: Step, sent_at: datetime, active_at: Sequence[datetime]
) -> datetime:
    """When a step is due whose message before was sent then; `active_at` tells the best time of the day."""
    hours = assistant.hours_for(lead)
    return due_at(sent_at, step.wait_days, hours, best_time(lead.email, hours, active_at))


def plan_next(store: Store, lead: Lead, assistant: Assistant, sent_at: datetime) -> None:
    """Set the next step and its date, counted from `sent_at`; after the last one the lead is Processed."""
    following = store.schedule(lead.schedule_id).remaining(store.written_steps(lead))
    if not following:
        finish(store, lead, sent_at)
        return
    step = following[0]
    planned = replace(lead, next_step=step.number)
    if lead.state in (LeadState.COLD, LeadState.OUT_OF_OFFICE):
        due = step_due_at(lead, assistant, step, sent_at, store.active_at(lead.id))
        planned = replace(planned, next_send_at=max(due, lead.resume_at) if lead.resume_at else due)
    store.save_lead(planned)


def finish(store: Store, lead: Lead, now: datetime) -> None:
    """An Out of office lead that has everything becomes Processed when it is back."""
    lead = replace(lead, next_step=None, next_send_at=None)
    if lead.state is LeadState.COLD:
        move(store, lead, LeadState.PROCESSED, why=ENDED, who=ASSISTANT, now=now)
    else:
        store.save_lead(lead)


def hold_overdue(store: Store, last_seen_at: datetime | None, now: datetime) -> None:
    """Hold follow-ups that came due more than 24 hours ago while the sidecar was not running."""
    if last_seen_at is None or now - last_seen_at <= LATE:
        return
    held = store.hold_overdue_leads(now - LATE)
    if held:
        what = "1 follow-up" if held == 1 else f"{held} follow-ups"
        title = f"{what} came due while the sidecar was not running"
        text = "They are held, since they would leave more than a day late. Decide under Notices."
        store.insert_notice(NoticeKind.HELD, title, text, now)
