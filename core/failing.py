"""What follows when a message does not leave or comes back: tried again, held, given up, or left to a person.

Whoever says that an address bounced, an SMTP answer, a delivery report or an event, says it to `bounced`.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.assistant import Assistant
from core.errors import DeliveryError
from core.history import NoticeKind, Suppression
from core.lead import Lead
from core.message import Message, MessageStatus, retry_at
from core.ports import MailOut, Store
from core.reply import BounceKind
from core.sending import hand_back, has_left, hold_lead, lead_and_assistant, record_sent, why_never
from core.state import GIVEN_UP, Hold, LeadState, SubState
from core.transition import ASSISTANT, can_become, move, record

SOFT_BOUNCES = 3  # so many in a row are a hard one


def record_failure(store: Store, message: Message, error: DeliveryError, now: datetime) -> None:
    """The channel did not take the message: try again later, or stop and say why, in its own words."""
    if has_left(store, message):
        return  # an event has told meanwhile
    lead, assistant = lead_and_assistant(store, message)
    if error.unconfirmed:
        _lost(store, message, error, now)
    elif error.bounce is BounceKind.OURS:
        pause(store, assistant, str(error), now)
        hand_back(store, [message], now)
    elif error.permanent or why_never(store, message, lead) or not (again := retry_at(message.attempts, now)):
        _refused(store, lead, message, error, now)
    else:
        again = max(again, now + error.retry_after)
        store.save_message(replace(message, status=MessageStatus.RETRY, due_at=again, error=str(error)))


def _refused(store: Store, lead: Lead, message: Message, error: DeliveryError, now: datetime) -> None:
    fail(store, message, str(error))
    to_lead = message.recipient in ("", lead.email)
    if not (error.bounce and to_lead and bounced(store, lead, error.bounce, str(error), now)):
        hold_lead(store, message, Hold.FAILED, f"A message to {lead.name} was refused", str(error), now)


def fail(store: Store, message: Message, words: str) -> None:
    store.save_message(replace(message, status=MessageStatus.FAILED, due_at=None, error=words))


def bounced(store: Store, lead: Lead, kind: BounceKind, words: str, now: datetime) -> bool:
    """Somebody says that mail to the lead's address came back; answers whether the address is given up."""
    if kind is BounceKind.OURS:
        pause(store, store.assistant(lead.assistant_id), words, now)
    elif kind is BounceKind.HARD or lead.soft_bounces + 1 >= SOFT_BOUNCES:
        undeliverable(store, lead, words, now)
        return True
    else:
        counted = replace(lead, soft_bounces=lead.soft_bounces + 1)
        store.save_lead(counted)
        why = f"Soft bounce {counted.soft_bounces} of {SOFT_BOUNCES}: {words}"
        record(store, lead, counted, why=why, who=ASSISTANT, now=now)
    return False


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
    _give_up(store, lead, SubState.BOUNCED, f"Undeliverable: {words}", now)
    store.insert_notice(NoticeKind.BOUNCED, f"{lead.email} {GIVEN_UP[SubState.BOUNCED]}", words, now, lead.id)


def complained(store: Store, lead: Lead, words: str, now: datetime) -> None:
    """The lead told its mail provider that our mail is spam: it gets no more, from any assistant."""
    store.suppress(lead.email, Suppression.COMPLAINED, words, now)
    _give_up(store, lead, SubState.COMPLAINED, f"Marked as spam: {words}", now)
    store.insert_notice(
        NoticeKind.STOPPED, f"{lead.email} {GIVEN_UP[SubState.COMPLAINED]}", words, now, lead.id
    )


def _give_up(store: Store, lead: Lead, sub_state: SubState, why: str, now: datetime) -> None:
    store.withdraw_messages(lead.id, f"Not sent: {lead.email} {GIVEN_UP[sub_state]}.")
    if can_become(lead, LeadState.DEACTIVATED):
        move(store, lead, LeadState.DEACTIVATED, why=why, who=ASSISTANT, now=now, sub_state=sub_state)
    elif lead.state is LeadState.DEACTIVATED and not lead.given_up:
        store.save_lead(replace(lead, sub_state=sub_state))
        record(store, lead, replace(lead, sub_state=sub_state), why=why, who=ASSISTANT, now=now)


def recover(store: Store, channel: MailOut, now: datetime) -> None:
    """Hand back what a pass that was cut short never attempted, and settle what was attempted.

    Where the channel cannot be asked, a person is, once no event can tell any more.
    """
    for message in store.interrupted_messages():
        if message.attempted_at is None:
            hand_back(store, [message], now)
            continue
        arrived = channel.has(message.message_id)
        if arrived:
            record_sent(store, message, message.attempted_at)
        elif arrived is not None:
            hand_back(store, [message], now)
        elif now >= message.attempted_at + channel.told_within:
            words = message.error or "The sidecar ended while it handed this message over."
            _doubt(store, message, words, now)


def _lost(store: Store, message: Message, error: DeliveryError, now: datetime) -> None:
    """While an event may tell, the message stays as it is, for `recover` to settle."""
    if error.told_within:
        store.save_message(replace(message, error=str(error)))
    else:
        _doubt(store, message, str(error), now)


def _doubt(store: Store, message: Message, words: str, now: datetime) -> None:
    store.save_message(replace(message, status=MessageStatus.UNCONFIRMED, due_at=None, error=words))
    lead, _ = lead_and_assistant(store, message)
    title = f"Nobody knows whether a message to {lead.name} left"
    hold_lead(store, message, Hold.UNCONFIRMED, title, words, now)


def decide(store: Store, message_id: UUID, *, arrived: bool, now: datetime) -> None:
    """A person says of an unconfirmed message whether it arrived; if not, it is sent again."""
    message = store.find_message(message_id)
    if message is None or message.status is not MessageStatus.UNCONFIRMED:
        return  # somebody else has decided meanwhile
    if arrived:
        confirm(store, message)
    else:
        _release(store, message)
        hand_back(store, [message], now)


def confirm(store: Store, message: Message) -> None:
    """The message arrived, whatever its channel said of it."""
    _release(store, message)
    record_sent(store, message, message.attempted_at or message.claimed_at)


def _release(store: Store, message: Message) -> None:
    lead, _ = lead_and_assistant(store, message)
    if lead.held is Hold.UNCONFIRMED and message.step is not None:
        store.save_lead(replace(lead, held=Hold.NONE))
