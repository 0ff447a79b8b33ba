"""What is scheduled for a lead: derived, never stored, so that a changed schedule is at once true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from core.assistant import Assistant
from core.best_time import best_time
from core.draft import MODEL, Draft
from core.errors import PersonError
from core.lead import Lead
from core.occasion import Occasion, opening_of
from core.ports import Store, Writer
from core.schedule import Schedule, SendingHours, Step, due_at, first_at
from core.state import Hold, LeadState
from core.wording import Wording, word, written_by_writer


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A message as it will leave if nothing changes."""

    occasion: Occasion
    send_at: datetime
    subject: str
    body: str
    recipient: str = ""  # empty: the lead's own address
    cc: str = ""
    edited: bool = False  # by a person, so that no change of the schedule's texts reaches it
    by_model: bool = False  # worded by a language model, and final
    problem: str = ""  # why it cannot be written; the body is then empty, the subject the writer's

    @property
    def step(self) -> Step:
        return self.occasion.step


def upcoming(store: Store, lead: Lead, write: Writer, now: datetime) -> list[Scheduled]:
    """The messages still to come to a lead, the next one first."""
    thread = store.thread_of(lead, now)
    return scheduled(
        lead,
        store.assistant(lead.assistant_id),
        store.schedule(lead.schedule_id),
        write,
        subject=thread.subject,
        opening=opening_of(store, lead),
        written=store.written_steps(lead),
        drafts=store.drafts(lead),
        active_at=store.active_at(lead.id),
    )


def scheduled(
    lead: Lead,
    assistant: Assistant,
    schedule: Schedule,
    write: Writer,
    *,
    subject: str = "",
    opening: str = "",
    written: Sequence[int] | set[int] = (),
    drafts: Mapping[int, Draft] | None = None,
    active_at: Sequence[datetime] = (),
) -> list[Scheduled]:
    """`subject` and `opening` are those of an `Occasion`, `written` the steps that are, by number;
    `active_at` tells the best time of the day."""
    if not _is_planned(lead) or lead.next_send_at is None:
        return []
    coming = schedule.remaining(written)
    hours = assistant.hours_for(lead)
    moments = moments_of(coming, lead.next_send_at, hours, best_time(lead.email, hours, active_at))
    found: list[Scheduled] = []
    for place, (step, send_at) in enumerate(zip(coming, moments, strict=True), start=len(written) + 1):
        draft = (drafts or {}).get(step.number)
        one = _one(Occasion(lead, assistant, step, subject, opening, place), send_at, write, draft)
        subject = subject or one.subject
        found.append(one)
    return found


def _one(occasion: Occasion, send_at: datetime, write: Writer, draft: Draft | None) -> Scheduled:
    try:
        wording, problem = word(occasion, write, draft), ""
    except PersonError as error:
        wording, problem = Wording(written_by_writer(occasion, write)[0], ""), str(error)
    return Scheduled(
        occasion,
        send_at,
        wording.subject,
        wording.body,
        wording.recipient,
        wording.cc,
        edited=draft is not None and not draft.made_from,
        by_model=wording.written_by == MODEL,
        problem=problem,
    )


def _is_planned(lead: Lead) -> bool:
    under_way = lead.state in (LeadState.COLD, LeadState.OUT_OF_OFFICE)
    return under_way and lead.held in (Hold.NONE, Hold.DRAFT, Hold.UNWRITTEN)


def calendar(schedule: Schedule, start: datetime, assistant: Assistant) -> list[datetime]:
    """The dates of all steps for a lead where the assistant is, added at `start`, that never answers."""
    hours = assistant.hours
    clock = best_time(assistant.email, hours, ())
    return moments_of(schedule.steps, first_at(start, schedule, hours, clock), hours, clock)


def moments_of(steps: Sequence[Step], first: datetime, hours: SendingHours, clock: time) -> list[datetime]:
    """When each of the steps goes: the first at `first`, each later one its wait after the one before."""
    moments: list[datetime] = []
    for step in steps:
        moments.append(due_at(moments[-1], step.wait_days, hours, clock) if moments else first)
    return moments
