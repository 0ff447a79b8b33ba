"""What follows when a message does not leave: tried again, held, taken back, or left to a person."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.assistant import Assistant
from core.errors import DeliveryError
from core.history import NoticeKind, Suppression
from core.lead import Lead
from core.message import Message, MessageStatus, retry_at
from core.ports import MailOut, Store
from core.sending import hand_back, lead_and_assistant, record_sent, why_never
from core.state import Hold, LeadState, SubState
from core.transition import ASSISTANT, can_become, move, record


def record_failure(store: Store, message: Message, error: DeliveryError, now: datetime) -> None:
    """The channel did not take the message: try again later, or stop and say why, in its own words."""
    if error.unconfirmed:
        _doubt(store, message, str(error), now)
        return
    lead, assistant = lead_and_assistant(store, message)
    if error.ours:
        pause(store, assistant, str(error), now)
        hand_back(store, [message], now)
        return
    never = error.permanent or why_never(store, message, lead)
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
    lead, _ = lead_and_assistant(store, message)
    title = f"Nobody knows whether a message to {lead.name} left"
    _hold(store, lead, message, Hold.UNCONFIRMED, title, words, now)


def decide(store: Store, message_id: UUID, *, arrived: bool, now: datetime) -> None:
    """A person says of an unconfirmed message whether it arrived; if not, it is sent again."""
    message = store.find_message(message_id)
    if message is None or message.status is not MessageStatus.UNCONFIRMED:
        return  # somebody else has decided meanwhile
    lead, _ = lead_and_assistant(store, message)
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
