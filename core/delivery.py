"""What a mail system tells about a message after it left: delivered, bounced, complained of, unsubscribed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.acting import unsubscribe
from core.failing import bounced, complained, confirm, fail
from core.history import NoticeKind, Suppression
from core.lead import Lead
from core.message import Message, MessageStatus
from core.ports import Store
from core.reply import BounceKind
from core.sending import hold_lead
from core.state import Hold
from core.transition import LEAD
from core.wire import wire_address


class Outcome(StrEnum):
    """The one thing that an event says."""

    ACCEPTED = "accepted"  # the mail system has the message
    DELIVERED = "delivered"
    DEFERRED = "deferred"  # the mail system goes on trying
    BOUNCED = "bounced"
    DROPPED = "dropped"  # the mail system does not even try, and it is not the address
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"
    OPENED = "opened"
    CLICKED = "clicked"
    OTHER = "other"


IN_DOUBT = (MessageStatus.SENDING, MessageStatus.RETRY, MessageStatus.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class DeliveryEvent:
    key: str  # the same event told twice has the same key
    message_id: str  # ours, of the message that it is about; empty where it names none
    email: str  # whose copy it is about
    outcome: Outcome
    bounce: BounceKind | None
    words: str
    happened_at: datetime
    raw: str  # JSON, as it was told


def receive_events(store: Store, events: Sequence[DeliveryEvent], now: datetime) -> int:
    """Keep events once and do what follows from those that are new, in the order in which they happened.

    Events about mail that is none of ours are not kept. Answers how many were new.
    """
    ours = {event.key: (event, lead) for event in events if (lead := _lead_of(store, event))}
    known = [(event, lead.id) for event, lead in ours.values()]
    new = store.insert_delivery_events(known, now)
    for key in sorted(new, key=lambda key: ours[key][0].happened_at):
        _follow(store, ours[key][0], now)
    return len(new)


def _lead_of(store: Store, event: DeliveryEvent) -> Lead | None:
    by_message = store.lead_of_messages([event.message_id]) if event.message_id else None
    return by_message or store.lead_by_email(event.email)


def _follow(store: Store, event: DeliveryEvent, now: datetime) -> None:
    message = store.message_by_message_id(event.message_id) if event.message_id else None
    if message and message.status in IN_DOUBT and message.attempts:
        confirm(store, message)  # whatever it tells, the mail system has got the message
    lead = _lead_of(store, event)
    if lead is None:
        return
    if event.email.lower() in (lead.email.lower(), wire_address(lead.email).lower()):
        _follow_lead(store, lead, message, event, now)
    else:
        _follow_copy(store, event, now)


def _follow_lead(
    store: Store, lead: Lead, message: Message | None, event: DeliveryEvent, now: datetime
) -> None:
    match event.outcome:
        case Outcome.DELIVERED:
            if lead.soft_bounces and not store.bounced_since(lead.id, event.happened_at):
                store.save_lead(replace(lead, soft_bounces=0))
        case Outcome.BOUNCED:
            bounced(store, lead, event.bounce or BounceKind.SOFT, event.words, now)
        case Outcome.COMPLAINED:
            complained(store, lead, event.words, now)
        case Outcome.UNSUBSCRIBED:
            unsubscribe(store, lead.id, who=LEAD, now=now, detail=event.words)
        case Outcome.DROPPED if message:
            title = f"A message to {lead.name} was dropped"
            fail(store, message, event.words)
            hold_lead(store, message, Hold.FAILED, title, event.words, now)


def _follow_copy(store: Store, event: DeliveryEvent, now: datetime) -> None:
    """Somebody in copy: the lead has got its mail and is not to blame."""
    if event.outcome is Outcome.BOUNCED:
        store.insert_notice(NoticeKind.BOUNCED, f"{event.email} takes no mail", event.words, now)
    elif event.outcome is Outcome.COMPLAINED:
        store.suppress(event.email.lower(), Suppression.COMPLAINED, event.words, now)
