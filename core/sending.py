"""How a message leaves: claim, hand over, record. Nothing is lost, nothing goes twice.

A claim writes the message as `sending` and moves its lead to the next step, in one short transaction. Each
hand-over, with no transaction open, stands between `attempt` and one of `record_sent` and `record_failure`.
A crash leaves at most one message attempted and not recorded: `recover` settles it, or asks a person.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from core.assistant import Assistant
from core.best_time import best_time
from core.errors import DeliveryError
from core.history import NoticeKind, Suppression
from core.lead import Lead
from core.message import Message, MessageStatus, Outgoing, in_thread, retry_at
from core.occasion import Occasion, opening_of
from core.ports import MailOut, Store, Writer
from core.schedule import Step, due_at
from core.state import Hold, LeadState, SubState
from core.transition import ASSISTANT, can_become, move, record

CLAIM = 20  # messages at once
LATE = timedelta(hours=24)


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


def claim_due(store: Store, write: Writer, now: datetime) -> list[Message]:
    """Take at most `CLAIM` messages to hand over now: what waits already, then the steps that are due."""
    claimed: list[Message] = []
    while room := CLAIM - len(claimed):
        waiting = store.waiting_messages(now, room)
        claimed += [taken for message in waiting if (taken := _take(store, message, now))]
        if len(waiting) < room:
            break
    for assistant in store.assistants():
        if not assistant.paused and len(claimed) < CLAIM:
            claimed += _claim_steps(store, assistant, write, now, CLAIM - len(claimed))
    return claimed


def _take(store: Store, message: Message, now: datetime) -> Message | None:
    """Claim a waiting message; a step that waited into the closed hours waits for their opening."""
    lead, assistant = _lead_and_assistant(store, message)
    opens = assistant.hours_for(lead).next_open(now)
    if message.step is not None and message.step > 1 and opens > now:
        store.save_message(replace(message, due_at=opens))
        return None
    taken = replace(message, status=MessageStatus.SENDING, attempted_at=None)
    store.save_message(taken)
    return taken


def _claim_steps(
    store: Store, assistant: Assistant, write: Writer, now: datetime, room: int
) -> list[Message]:
    hours = assistant.hours
    left_today = assistant.daily_limit - store.count_claimed_since(assistant.id, hours.midnight(now))
    if left_today <= 0:
        store.postpone_due_leads(assistant.id, now, hours.next_day(now))
        return []
    claimed: list[Message] = []
    wanted = min(room, left_today)
    while missing := wanted - len(claimed):
        due = store.due_leads(assistant.id, now, missing)
        claimed += [message for lead in due if (message := _claim(store, lead, assistant, write, now))]
        if len(due) < missing:
            break
    return claimed


def _claim(store: Store, lead: Lead, assistant: Assistant, write: Writer, now: datetime) -> Message | None:
    opens = assistant.hours_for(lead).next_open(now)
    if lead.next_step != 1 and opens > now:
        store.save_lead(replace(lead, next_send_at=opens))
        return None
    schedule = store.schedule(lead.schedule_id)
    step = schedule.step(lead.next_step or 0)
    if step is None:  # the schedule was shortened under the lead
        _finish(store, lead, now)
        return None
    subject = store.thread_of(lead, now).subject
    subject, body = write(Occasion(lead, assistant, step, subject, opening_of(store, lead)))
    subject = subject if step.position == 1 else in_thread(subject)
    message = new_message(store, lead, assistant, subject, body, now, step=step.position)
    message = replace(message, status=MessageStatus.SENDING, due_at=None)
    store.insert_message(message)
    following = step.position + 1 if schedule.step(step.position + 1) else None
    store.save_lead(replace(lead, next_step=following, next_send_at=None))
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
        message_id=f"<{message_id}@{assistant.domain}>",
        subject=subject,
        body=body,
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
    lead, assistant = _lead_and_assistant(store, message)
    if not _may_leave(store, message, lead, assistant):
        hand_back(store, [message], now)
        return None
    attempted = replace(message, attempts=message.attempts + 1, attempted_at=now)
    store.save_message(attempted)
    return Outgoing(attempted, lead, assistant, store.thread_of(lead, now))


def _may_leave(store: Store, message: Message, lead: Lead, assistant: Assistant) -> bool:
    if assistant.paused or _why_never(store, message, lead):
        return False
    under_way = lead.state is LeadState.COLD and not lead.held and not store.has_unread_reply(lead.id)
    return message.step is None or under_way


def _why_never(store: Store, message: Message, lead: Lead) -> str:
    """Why the message can never leave, so that it must not wait; empty where it can."""
    if lead.state is LeadState.UNSUBSCRIBED or store.suppressed_emails([lead.email]):
        return f"Not sent: {lead.email} is never written to again."
    if message.step is not None and lead.state is LeadState.DEACTIVATED:
        return f"Not sent: the lead is {lead.state}."
    if message.step is not None and lead.run != message.run:
        return "Not sent: the schedule was restarted."
    return ""


def hand_back(store: Store, messages: Sequence[Message], now: datetime) -> None:
    """Return claimed messages that were not handed over: they go at the next pass, if their lead may."""
    for message in messages:
        lead, _ = _lead_and_assistant(store, message)
        why = _why_never(store, message, lead)
        if why:
            store.save_message(replace(message, status=MessageStatus.FAILED, due_at=None, error=why))
        else:
            queued = replace(message, status=MessageStatus.QUEUED, due_at=now, attempted_at=None)
            store.save_message(queued)


def record_sent(store: Store, message: Message, sent_at: datetime) -> None:
    """The channel took the message: plan the lead's next one, or end its schedule."""
    lead, assistant = _lead_and_assistant(store, message)
    before = store.last_sent_at(lead)
    store.save_message(replace(message, status=MessageStatus.SENT, sent_at=sent_at, due_at=None, error=""))
    if message.step is None or message.run != lead.run:
        return
    if lead.soft_bounces and before and not store.bounced_since(lead.id, before):
        lead = replace(lead, soft_bounces=0)  # the message before this one arrived
    plan_next(store, lead, assistant, sent_at)


def plan_next(store: Store, lead: Lead, assistant: Assistant, sent_at: datetime) -> None:
    """Set the date of the next step, counted from `sent_at`; after the last one the lead is Processed."""
    step = store.schedule(lead.schedule_id).step(lead.next_step or 0)
    if step is None:
        _finish(store, lead, sent_at)
    elif lead.state in (LeadState.COLD, LeadState.OUT_OF_OFFICE):
        due = step_due_at(store, lead, assistant, step, sent_at)
        store.save_lead(replace(lead, next_send_at=max(due, lead.resume_at) if lead.resume_at else due))
    else:
        store.save_lead(lead)


def step_due_at(store: Store, lead: Lead, assistant: Assistant, step: Step, sent_at: datetime) -> datetime:
    """When a step is due whose message before was sent then."""
    hours = assistant.hours_for(lead)
    return due_at(sent_at, step.wait_days, hours, best_time(lead.email, hours, store.active_at(lead.id)))


def _finish(store: Store, lead: Lead, now: datetime) -> None:
    """An Out of office lead that has everything becomes Processed when it is back."""
    lead = replace(lead, next_step=None, next_send_at=None)
    if lead.state is LeadState.COLD:
        move(
            store,
            lead,
            LeadState.PROCESSED,
            why="The schedule ended without a response",
            who=ASSISTANT,
            now=now,
        )
    else:
        store.save_lead(lead)


def record_failure(store: Store, message: Message, error: DeliveryError, now: datetime) -> None:
    """The channel did not take the message: try again later, or stop and say why, in its own words."""
    if error.unconfirmed:
        _doubt(store, message, str(error), now)
        return
    lead, assistant = _lead_and_assistant(store, message)
    if error.ours:
        pause(store, assistant, str(error), now)
        hand_back(store, [message], now)
        return
    never = error.permanent or _why_never(store, message, lead)
    again = None if never else retry_at(message.attempts, now)
    if again:
        store.save_message(replace(message, status=MessageStatus.RETRY, due_at=again, error=str(error)))
        return
    store.save_message(replace(message, status=MessageStatus.FAILED, due_at=None, error=str(error)))
    if error.bounce:
        undeliverable(store, lead, str(error), now)
    else:
        _hold(store, lead, message, Hold.FAILED, f"A message to {lead.name} was refused", str(error), now)


def pause(store: Store, assistant: Assistant, words: str, now: datetime) -> None:
    """Somebody refuses us, not the lead: going on would hurt every other lead."""
    if assistant.paused:
        return
    store.save_assistant(replace(assistant, paused=words))
    title = f"{assistant.name} stopped sending: mail is refused because of us"
    store.insert_notice(NoticeKind.ALARM, title, f"{words}\nSet it right, then resume under Health.", now)


def resume(store: Store, assistant_id: UUID, *, who: str, now: datetime) -> None:
    """A person has set right what was refused: the assistant sends again."""
    assistant = store.assistant(assistant_id)
    store.save_assistant(replace(assistant, paused=""))
    store.insert_notice(NoticeKind.ALARM, f"{assistant.name} sends again", f"Resumed by {who}.", now)


def undeliverable(store: Store, lead: Lead, words: str, now: datetime) -> None:
    """A hard bounce: the address takes no mail, now and for every assistant."""
    store.suppress(lead.email, Suppression.UNDELIVERABLE, words, now)
    store.withdraw_messages(lead.id, f"Not sent: {lead.email} takes no mail.")
    why, bounced = f"Undeliverable: {words}", SubState.BOUNCED
    if can_become(lead, LeadState.DEACTIVATED):
        move(store, lead, LeadState.DEACTIVATED, why=why, who=ASSISTANT, now=now, sub_state=bounced)
    elif lead.state is LeadState.DEACTIVATED and lead.sub_state is not bounced:
        store.save_lead(replace(lead, sub_state=bounced))
        record(store, lead, replace(lead, sub_state=bounced), why=why, who=ASSISTANT, now=now)
    store.insert_notice(NoticeKind.BOUNCED, f"{lead.email} takes no mail", words, now, lead.id)


def recover(store: Store, channel: MailOut, now: datetime) -> None:
    """After a crash: hand back what was never attempted, and settle the one in hand or leave it in doubt."""
    for message in store.interrupted_messages():
        if message.attempted_at is None:
            hand_back(store, [message], now)
            continue
        arrived = channel.has(message.message_id)
        if arrived:
            record_sent(store, message, message.attempted_at)
        elif arrived is None:
            _doubt(store, message, "The sidecar ended while it handed this message over.", now)
        else:
            hand_back(store, [message], now)


def _doubt(store: Store, message: Message, words: str, now: datetime) -> None:
    store.save_message(replace(message, status=MessageStatus.UNCONFIRMED, due_at=None, error=words))
    lead, _ = _lead_and_assistant(store, message)
    title = f"Nobody knows whether a message to {lead.name} left"
    _hold(store, lead, message, Hold.UNCONFIRMED, title, words, now)


def decide(store: Store, message_id: UUID, *, arrived: bool, now: datetime) -> None:
    """A person says of an unconfirmed message whether it arrived; if not, it is sent again."""
    message = store.find_message(message_id)
    if message is None or message.status is not MessageStatus.UNCONFIRMED:
        return  # somebody else has decided meanwhile
    lead, _ = _lead_and_assistant(store, message)
    if lead.held is Hold.UNCONFIRMED and message.step is not None:
        store.save_lead(replace(lead, held=Hold.NONE))
    if arrived:
        record_sent(store, message, message.attempted_at or message.claimed_at)
    else:
        hand_back(store, [message], now)


def _hold(
    store: Store, lead: Lead, message: Message, hold: Hold, title: str, words: str, now: datetime
) -> None:
    under_way = lead.state in (LeadState.COLD, LeadState.OUT_OF_OFFICE) and lead.run == message.run
    if message.step is not None and under_way:
        store.save_lead(replace(lead, held=hold))
    store.insert_notice(NoticeKind.HELD, title, words, now, lead.id)


def _lead_and_assistant(store: Store, message: Message) -> tuple[Lead, Assistant]:
    lead = store.find_lead(message.lead_id)
    if lead is None:
        raise LookupError(f"message {message.id} belongs to no lead")
    return lead, store.assistant(lead.assistant_id)
