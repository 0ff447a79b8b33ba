"""How a message leaves: claim, hand over, record. Nothing is lost, nothing goes twice.

A claim writes the message as `sending` and moves its lead to the next step, in one short transaction. Each
hand-over, with no transaction open, stands between `attempt` and one of `record_sent` and `record_failure`. A
crash leaves at most one message attempted and not recorded: `recover` settles it. What follows when a message
does not leave is in core/failing.py.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.assistant import Assistant
from core.errors import PersonError
from core.guarding import holds_risky
from core.history import NoticeKind
from core.lead import Lead
from core.message import Message, MessageStatus, Outgoing, Thread
from core.occasion import Occasion, opening_of
from core.planning import finish, plan_next
from core.ports import Store, Writer
from core.state import Hold, LeadState
from core.transition import ASSISTANT
from core.wording import refuse_suppressed, word

CLAIM = 20  # messages at once


def claim_due(store: Store, write: Writer, now: datetime) -> list[Message]:
    """Take at most `CLAIM` messages to hand over now: what waits already, then the steps that are due."""
    claimed: list[Message] = []
    safe_only = holds_risky(store, now)
    while room := CLAIM - len(claimed):
        waiting = store.waiting_messages(now, room, safe_only=safe_only)
        claimed += [taken for message in waiting if (taken := _take(store, message, now))]
        if len(waiting) < room:
            break
    for assistant in store.assistants():
        if not assistant.paused and len(claimed) < CLAIM:
            claimed += _claim_of(store, assistant, write, now, CLAIM - len(claimed), safe_only)
    return claimed


def _take(store: Store, message: Message, now: datetime) -> Message | None:
    """Claim a waiting message; a step that waited into the closed hours waits for their opening."""
    lead, assistant = lead_and_assistant(store, message)
    opens = assistant.hours_for(lead).next_open(now)
    if message.step is not None and opens > now and store.last_sent_at(lead):
        store.save_message(replace(message, due_at=opens))
        return None
    return _took(store, message)


def _took(store: Store, message: Message) -> Message:
    taken = replace(message, status=MessageStatus.SENDING, attempted_at=None)
    store.save_message(taken)
    return taken


def _claim_of(
    store: Store, assistant: Assistant, write: Writer, now: datetime, room: int, safe_only: bool
) -> list[Message]:
    """Broadcasts, for whose time a person asked, then steps; both count against the daily limit."""
    hours = assistant.hours
    left_today = assistant.daily_limit - store.count_claimed_since(assistant.id, hours.midnight(now))
    if left_today <= 0:
        store.postpone_broadcast_messages(assistant.id, now, hours.next_day(now))
        store.postpone_due_leads(assistant.id, now, hours.next_day(now))
        return []
    wanted = min(room, left_today)
    broadcast = store.due_broadcast_messages(assistant.id, now, wanted, safe_only=safe_only)
    claimed = [_took(store, replace(message, claimed_at=now)) for message in broadcast]
    while missing := wanted - len(claimed):
        due = store.due_leads(assistant.id, now, missing, safe_only=safe_only)
        claimed += [message for lead in due if (message := _claim(store, lead, assistant, write, now))]
        if len(due) < missing:
            break
    return claimed


def _claim(store: Store, lead: Lead, assistant: Assistant, write: Writer, now: datetime) -> Message | None:
    opens = assistant.hours_for(lead).next_open(now)
    thread = store.thread_of(lead, now)
    if thread.first_sent_at and opens > now:
        store.save_lead(replace(lead, next_send_at=opens))
        return None
    written = store.written_steps(lead)
    remaining = store.schedule(lead.schedule_id).remaining(written)
    if not remaining:
        finish(store, lead, now)
        return None
    step = remaining[0]
    occasion = Occasion(lead, assistant, step, thread.subject, opening_of(store, lead), len(written) + 1)
    try:
        wording = word(occasion, write, store.draft(lead, step.number))
        refuse_suppressed(store, wording)
    except PersonError as error:
        title = f"The next message to {lead.name} cannot be written"
        store.save_lead(replace(lead, held=Hold.UNWRITTEN))
        store.insert_notice(NoticeKind.HELD, title, str(error), now, lead.id)
        return None
    message = replace(
        new_message(store, lead, assistant, wording.subject, wording.body, now, step=step.number),
        recipient=wording.recipient,
        cc=wording.cc,
        written_by=wording.written_by,
        status=MessageStatus.SENDING,
        due_at=None,
    )
    store.insert_message(message)
    next_step = remaining[1].number if remaining[1:] else None
    store.save_lead(replace(lead, next_step=next_step, next_send_at=None))
    return message


def new_message(
    store: Store,
    lead: Lead,
    assistant: Assistant,
    subject: str,
    body: str,
    now: datetime,
    *,
    step: int | None = None,
    cc: str = "",
    written_by: str = ASSISTANT,
) -> Message:
    """A queued message with its Message-ID, which never changes again."""
    message_id = store.new_id()
    return Message(
        id=message_id,
        lead_id=lead.id,
        run=lead.run,
        step=step,
        broadcast_id=None,
        message_id=f"<{message_id}@{assistant.domain}>",
        subject=subject,
        body=body,
        recipient="",
        cc=cc,
        status=MessageStatus.QUEUED,
        attempts=0,
        due_at=now,
        claimed_at=now,
        attempted_at=None,
        sent_at=None,
        error="",
        written_by=written_by,
    )


def attempt(store: Store, message: Message, now: datetime) -> Outgoing | None:
    """Mark that the hand-over begins; None where the lead may not be written to any more, or not now."""
    lead, assistant = lead_and_assistant(store, message)
    if not _may_leave(store, message, lead, assistant):
        hand_back(store, [message], now)
        return None
    attempted = replace(
        message, cc=_copies(store, message), attempts=message.attempts + 1, attempted_at=now, error=""
    )
    store.save_message(attempted)
    thread = Thread() if message.broadcast_id else store.thread_of(lead, now)
    return Outgoing(attempted, lead, assistant, thread)


def _copies(store: Store, message: Message) -> str:
    """Who gets a copy: those of Cc that may be written to still."""
    emails = [email for email in message.cc.split(", ") if email]
    suppressed = store.suppressed_emails(emails)
    return ", ".join(email for email in emails if email not in suppressed)


def _may_leave(store: Store, message: Message, lead: Lead, assistant: Assistant) -> bool:
    if assistant.paused or why_never(store, message, lead):
        return False
    if message.step is None and message.broadcast_id is None:
        return True
    under_way = lead.state is LeadState.COLD and not lead.held
    return (message.step is None or under_way) and not store.has_unread_reply(lead.id)


def why_never(store: Store, message: Message, lead: Lead) -> str:
    """Why the message can never leave, so that it must not wait; empty where it can."""
    suppressed = store.suppressed_emails([lead.email, message.recipient or lead.email])
    if suppressed or lead.state is LeadState.UNSUBSCRIBED:
        return f"Not sent: {next(iter(suppressed), lead.email)} is never written to again."
    planned = message.step is not None or message.broadcast_id is not None
    if planned and lead.state is LeadState.DEACTIVATED:
        return f"Not sent: the lead is {lead.state}."
    if message.broadcast_id and store.is_cancelled(message.broadcast_id):
        return "Not sent: the broadcast was cancelled."
    if message.step is not None and lead.run != message.run:
        return "Not sent: the schedule was restarted."
    return ""


def hand_back(store: Store, messages: Sequence[Message], now: datetime) -> None:
    """Return claimed messages that were not handed over: they go at the next pass, if their lead may."""
    for message in messages:
        lead, _ = lead_and_assistant(store, message)
        why = why_never(store, message, lead)
        if why:
            store.save_message(replace(message, status=MessageStatus.FAILED, due_at=None, error=why))
            if not why_never(store, replace(message, recipient=""), lead):  # but to another address
                title = f"A message to {lead.name} cannot go to {message.recipient}"
                hold_lead(store, message, Hold.FAILED, title, why, now)
        else:
            queued = replace(message, status=MessageStatus.QUEUED, due_at=now, attempted_at=None)
            store.save_message(queued)


def record_sent(store: Store, message: Message, sent_at: datetime) -> None:
    """The channel took the message: plan the lead's next one, or end its schedule.

    An event may have told it already, before the channel's own answer was here.
    """
    if has_left(store, message):
        return
    lead, assistant = lead_and_assistant(store, message)
    before = store.last_sent_at(lead)
    store.save_message(replace(message, status=MessageStatus.SENT, sent_at=sent_at, due_at=None, error=""))
    if message.step is None or message.run != lead.run:
        return
    if lead.soft_bounces and before and not store.bounced_since(lead.id, before):
        lead = replace(lead, soft_bounces=0)  # the message before this one arrived
    plan_next(store, lead, assistant, sent_at)


def has_left(store: Store, message: Message) -> bool:
    found = store.find_message(message.id)
    return found is not None and found.status is MessageStatus.SENT


def lead_and_assistant(store: Store, message: Message) -> tuple[Lead, Assistant]:
    lead = store.find_lead(message.lead_id)
    if lead is None:
        raise LookupError(f"message {message.id} belongs to no lead")
    return lead, store.assistant(lead.assistant_id)


def hold_lead(store: Store, message: Message, hold: Hold, title: str, words: str, now: datetime) -> None:
    """The schedule that the message is of stands still until a person decides."""
    lead, _ = lead_and_assistant(store, message)
    under_way = lead.state in (LeadState.COLD, LeadState.OUT_OF_OFFICE) and lead.run == message.run
    if message.step is not None and under_way:
        store.save_lead(replace(lead, held=hold))
    store.insert_notice(NoticeKind.HELD, title, words, now, lead.id)
