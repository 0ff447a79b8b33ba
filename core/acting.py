"""What a person does with a lead. Each verb guards, changes, and writes an event with who it was."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.errors import NotAllowed, NotFound, PersonError
from core.exclusion import Exclusions
from core.history import Suppression
from core.lead import Lead
from core.message import Message, MessageStatus
from core.planning import begins_at, step_due_at
from core.ports import Store
from core.schedule import Step
from core.sending import new_message
from core.state import Hold, LeadState, SubState
from core.transition import LEAD, move, record
from core.wording import Wording, refuse_suppressed
from core.writing.introducing import write_introduction
from core.writing.render import refuse_parameters


def deactivate(store: Store, lead_id: UUID, *, who: str, now: datetime, why: str = "") -> Lead:
    why = why or "Deactivated by a person"
    return _act(store, lead_id, LeadState.DEACTIVATED, why, who, now, SubState.BY_PERSON)


def mark_hot(store: Store, lead_id: UUID, *, who: str, now: datetime) -> Lead:
    return _act(store, lead_id, LeadState.HOT, "Marked Hot by a person", who, now)


def mark_responded(store: Store, lead_id: UUID, *, who: str, now: datetime) -> Lead:
    return _act(store, lead_id, LeadState.RESPONDED, "Marked Responded by a person", who, now)


def unsubscribe(store: Store, lead_id: UUID, *, who: str, now: datetime, detail: str = "") -> Lead:
    """Final: the address can never be added again. A second time changes nothing."""
    lead = find(store, lead_id)
    if lead.state is LeadState.UNSUBSCRIBED:
        return lead
    why = "Used the unsubscribe link" if who == LEAD else "Unsubscribed by a person"
    store.suppress(lead.email, Suppression.UNSUBSCRIBED, detail or why, now)
    return move(store, lead, LeadState.UNSUBSCRIBED, why=why, who=who, now=now)


def stop(store: Store, lead_id: UUID, *, who: str, now: datetime) -> Lead:
    """Stop the follow-up and leave the lead as it is, until somebody carries on."""
    lead = find(store, lead_id)
    if lead.state not in (LeadState.COLD, LeadState.OUT_OF_OFFICE) or lead.held is Hold.STOPPED:
        raise NotAllowed(f"No follow-up is planned for {lead.name}.")
    stopped = replace(lead, held=Hold.STOPPED, next_send_at=None)
    store.save_lead(stopped)
    record(store, lead, stopped, why="Follow-up stopped by a person", who=who, now=now)
    return stopped


def carry_on(store: Store, lead_id: UUID, *, who: str, now: datetime) -> Lead:
    """Go on where the schedule stopped; a message that was refused is tried again first."""
    lead = find(store, lead_id)
    planned = going_on(store, lead, now)
    if planned is None:
        raise NotAllowed(f"{lead.name} has had every message of the schedule. Restart it instead.")
    return _to_cold(store, lead, planned, "Follow-up carried on by a person", who, now)


def going_on(store: Store, lead: Lead, now: datetime) -> Lead | None:
    """The lead with what comes next planned, not saved yet; None where it has had every message."""
    _may_be_written_to(store, lead)
    if store.has_unconfirmed(lead):
        raise NotAllowed("First decide under Notices whether the last message arrived.")
    waiting = store.requeue_messages(lead, now)
    following = store.schedule(lead.schedule_id).remaining(store.written_steps(lead))
    if not following and not waiting:
        return None
    return replace(
        lead,
        held=Hold.NONE,
        resume_at=None,
        next_step=following[0].number if following else None,
        next_send_at=None if waiting else _next(store, lead, following[0], now),
    )


def _next(store: Store, lead: Lead, step: Step, now: datetime) -> datetime:
    assistant = store.assistant(lead.assistant_id)
    sent_at = store.last_sent_at(lead)
    if sent_at is None:
        return max(now, lead.start_at)
    due = step_due_at(lead, assistant, step, sent_at, store.active_at(lead.id))
    return assistant.hours_for(lead).next_open(max(now, due))


def restart(store: Store, lead_id: UUID, *, who: str, now: datetime, schedule_id: UUID | None = None) -> Lead:
    """Begin again with the first message, by the same schedule or another one.

    A schedule that was deleted begins with nobody any more: the assistant's own stands in for it.
    """
    lead = find(store, lead_id)
    _may_be_written_to(store, lead)
    assistant = store.assistant(lead.assistant_id)
    schedule = store.schedule(schedule_id or lead.schedule_id)
    if schedule.archived:
        schedule = store.schedule(assistant.default_schedule_id)
    starts = begins_at(lead, assistant, schedule, now, store.active_at(lead.id))
    planned = replace(
        lead,
        schedule_id=schedule.id,
        run=lead.run + 1,
        start_at=starts,
        next_step=schedule.first.number,
        next_send_at=starts,
        resume_at=None,
        held=Hold.NONE,
    )
    store.withdraw_steps(lead.id, "Not sent: the schedule was restarted.")
    return _to_cold(store, lead, planned, "Schedule restarted by a person", who, now)


def _to_cold(store: Store, lead: Lead, planned: Lead, why: str, who: str, now: datetime) -> Lead:
    store.handle_engagements(lead.id, who, now)
    if lead.state is not LeadState.COLD:
        return move(store, planned, LeadState.COLD, why=why, who=who, now=now)
    store.save_lead(planned)
    record(store, lead, planned, why=why, who=who, now=now)
    return planned


def _may_be_written_to(store: Store, lead: Lead) -> None:
    suppressed = store.suppressed_emails([lead.email])
    if suppressed:
        reason, since = suppressed[lead.email]
        raise NotAllowed(f"{lead.email} is {reason} since {since:%d %B %Y} and is never written to again.")


def give_to(store: Store, lead_id: UUID, assistant_id: UUID, *, who: str, now: datetime) -> Lead:
    """Another assistant writes to the lead from its next message on; the schedule goes on where it is."""
    lead, assistant = find(store, lead_id), store.assistant(assistant_id)
    if lead.assistant_id == assistant.id:
        return lead  # a second click
    if entry := Exclusions(assistant.excluded).entry_for(lead.email):
        raise NotAllowed(f"{assistant.name} cannot take {lead.email}: {entry} is excluded.")
    given = replace(lead, assistant_id=assistant.id)
    store.save_lead(given)
    record(store, lead, given, why=f"Given to {assistant.name}", who=who, now=now)
    return given


def send_message(
    store: Store,
    lead_id: UUID,
    subject: str,
    body: str,
    *,
    who: str,
    now: datetime,
    at: datetime | None = None,
    cc: str = "",
) -> Message:
    """Queue a message in the assistant's name, in the lead's thread, for now or for `at`.

    Pressed again before the message has left, it stays one message. `cc` are addresses, apart by commas.
    """
    lead = find(store, lead_id)
    _may_be_written_to(store, lead)
    subject, body = subject.strip(), body.strip()
    if not subject or not body:
        raise PersonError("A message needs a subject and a text.")
    refuse_parameters(subject, body)
    if same := store.waiting_message_like(lead.id, subject, body):
        return same
    refuse_suppressed(store, Wording("", "", cc=cc))
    assistant = store.assistant(lead.assistant_id)
    message = new_message(store, lead, assistant, subject, body, now, cc=cc, written_by=who)
    message = replace(message, due_at=max(at, now) if at else now)
    store.insert_message(message)
    store.handle_engagements(lead.id, who, now)
    return message


def cancel_message(store: Store, message_id: UUID, *, who: str) -> None:
    """Take a message of a person back before it leaves."""
    message = store.find_message(message_id)
    if message is None or message.step is not None:
        raise NotFound("There is no such message to cancel.")
    if message.status not in (MessageStatus.QUEUED, MessageStatus.RETRY):
        raise NotAllowed("This message has left, or is leaving just now.")
    withdrawn = replace(
        message, status=MessageStatus.FAILED, due_at=None, error=f"Not sent: cancelled by {who}."
    )
    store.save_message(withdrawn)


def introduction(store: Store, lead_id: UUID) -> tuple[str, str, str]:
    """What Introduce me proposes: subject, text, and the address in Cc (the assistant's owner)."""
    lead = find(store, lead_id)
    assistant = store.assistant(lead.assistant_id)
    if not assistant.owner_email:
        raise PersonError(f"{assistant.name} has no owner yet. Set the owner's name and address first.")
    return *write_introduction(lead, assistant), assistant.owner_email


def introduce(store: Store, lead_id: UUID, subject: str, body: str, *, who: str, now: datetime) -> Message:
    """Send the introduction with the assistant's owner in copy."""
    _, _, owner_email = introduction(store, lead_id)
    return send_message(store, lead_id, subject, body, who=who, now=now, cc=owner_email)


def add_note(store: Store, lead_id: UUID, text: str, *, who: str, now: datetime) -> None:
    lead = find(store, lead_id)
    if not text.strip():
        raise PersonError("A note needs a text.")
    store.insert_note(lead.id, text.strip(), who, now)
    store.handle_engagements(lead.id, who, now)


def _act(
    store: Store,
    lead_id: UUID,
    state: LeadState,
    why: str,
    who: str,
    now: datetime,
    sub_state: SubState = SubState.NONE,
) -> Lead:
    lead = find(store, lead_id)
    if lead.state is state:
        return lead  # a second click
    store.handle_engagements(lead.id, who, now)
    return move(store, lead, state, why=why, who=who, now=now, sub_state=sub_state)


def find(store: Store, lead_id: UUID) -> Lead:
    lead = store.find_lead(lead_id)
    if lead is None:
        raise NotFound("This lead is not here any more.")
    return lead
