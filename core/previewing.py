"""What a lead will get, before it is added: the same texts and dates as once it is there."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from core.assistant import Assistant
from core.draft import Draft
from core.errors import NotAllowed
from core.lead import Lead
from core.occasion import opening_of
from core.ports import Store, Writer
from core.schedule import Schedule
from core.spreading import spread
from core.spreadsheet.lead_sheet import NewLead
from core.state import Hold, LeadState, SubState
from core.timeline import Scheduled, scheduled
from core.upload import Order, first_send_at, ordered_from, place_of, refusal, unwelcome

NOBODY = UUID(int=0)  # the id of a lead that is not stored


def preview(
    store: Store,
    leads: Sequence[NewLead],
    place: int,
    order: Order,
    write: Writer,
    *,
    drafts: Mapping[int, Draft] | None = None,
    now: datetime,
) -> tuple[Lead, list[Scheduled]]:
    """The lead in that place as it would be added now with those before it, and everything it would get.

    `drafts` are what a person edited already, by the number of the step. Raises `NotAllowed` with the reason
    where nothing would be sent, and `PersonError` where the order is not complete.
    """
    assistant, schedule = ordered_from(store, order)
    _refuse(store, leads[place], assistant)
    lead = _lead_to_be(store, leads, place, order, assistant, schedule, now)
    messages = scheduled(lead, assistant, schedule, write, opening=opening_of(store, lead), drafts=drafts)
    return lead, messages


def _refuse(store: Store, new: NewLead, assistant: Assistant) -> None:
    if new.email in store.known_emails([new.email]):
        raise NotAllowed(
            f"{new.email} is a lead already. Added again, its empty fields are filled; nothing else changes, "
            "and no email is sent."
        )
    refused = unwelcome(store, [new], assistant)
    refused |= {email: refusal(*why) for email, why in store.suppressed_emails([new.email]).items()}
    for email, reason in refused.items():
        raise NotAllowed(f"{email}: {reason}")


def _lead_to_be(
    store: Store,
    leads: Sequence[NewLead],
    place: int,
    order: Order,
    assistant: Assistant,
    schedule: Schedule,
    now: datetime,
) -> Lead:
    """The lead in that place; those before it take their places of the day first."""
    wished = [first_send_at(lead, order, assistant, schedule, now) for lead in leads[: place + 1]]
    source = store.find_source(order.source)
    order = replace(order, source=source.name if source else order.source, context=order.context.strip())
    lead = unstored_lead(leads[place], order, schedule, spread(store, assistant, wished, now)[-1], now)
    return replace(lead, place=place_of(leads, place))


def unstored_lead(new: NewLead, order: Order, schedule: Schedule, send_at: datetime, now: datetime) -> Lead:
    """The lead as it would be added now, its first message due at `send_at`."""
    said = asdict(replace(new, custom={}))
    for name in ("row", "start_at", "custom"):
        del said[name]
    return Lead(
        **said,
        id=NOBODY,
        token="",
        custom=json.dumps(dict(new.custom), ensure_ascii=False),
        assistant_id=order.assistant_id,
        source=order.source,
        context=order.context,
        additional_information=order.additional_information,
        schedule_id=schedule.id,
        run=1,
        start_at=send_at,
        next_step=schedule.first.number,
        next_send_at=send_at,
        state=LeadState.COLD,
        sub_state=SubState.NONE,
        held=Hold.DRAFT if order.draft else Hold.NONE,
        resume_at=None,
        meeting_on=None,
        meeting_at=None,
        soft_bounces=0,
        upload_id=None,
        place=0,
        created_at=now,
    )
