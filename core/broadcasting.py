"""One message to many leads at a time. It is written when it is ordered: what was shown is what leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.assistant import Assistant
from core.broadcast import Broadcast, Copy
from core.custom_message import CustomMessage
from core.errors import PersonError
from core.exclusion import Exclusions
from core.lead import Lead
from core.ports import Store
from core.state import Hold, LeadState
from core.writing.custom import check, render
from core.writing.render import MissingValue


@dataclass(frozen=True, slots=True)
class Ordered:
    broadcast: Broadcast
    queued: int
    skipped: tuple[tuple[Lead, str], ...]  # each with the reason


@dataclass(frozen=True, slots=True)
class Written:
    """A broadcast as each lead would get it; nothing is queued yet."""

    text: CustomMessage
    copies: tuple[Copy, ...]
    skipped: tuple[tuple[Lead, str], ...]  # each with the reason


def broadcast(
    store: Store,
    lead_ids: Sequence[UUID],
    name: str,
    subject: str,
    body: str,
    defaults: Mapping[str, str],
    *,
    send_at: datetime | None = None,
    who: str,
    now: datetime,
) -> Ordered:
    """Queue one message for each of the leads that may be written to; the others come back with a reason.

    It leaves at `send_at`, or now, within the daily limit of each lead's assistant.
    """
    written = write_broadcast(store, lead_ids, name, subject, body, defaults)
    text = written.text
    ordered = Broadcast(
        text.id, text.name, text.subject, text.body, text.defaults, max(send_at or now, now), who, now
    )
    store.insert_broadcast(ordered, written.copies, len(written.skipped))
    return Ordered(ordered, len(written.copies), written.skipped)


def write_broadcast(
    store: Store, lead_ids: Sequence[UUID], name: str, subject: str, body: str, defaults: Mapping[str, str]
) -> Written:
    """What `broadcast` would queue, and whom it would skip; raises `PersonError` for what it would refuse."""
    given = {parameter.strip(): value.strip() for parameter, value in defaults.items() if value.strip()}
    text = CustomMessage(store.new_id(), " ".join(name.split()), subject.strip(), body.strip(), given)
    check(text, store.custom_columns())
    if not text.subject:
        raise PersonError("A broadcast needs a subject.")
    if store.is_broadcast(text.name):
        raise PersonError(f"There is a broadcast named {text.name} already. Choose another name.")
    return _written(store, text, lead_ids)


def cancel_broadcast(store: Store, broadcast_id: UUID, *, who: str, now: datetime) -> int:
    """Take back what has not left; answers how many messages that are."""
    return store.cancel_broadcast(broadcast_id, f"Not sent: the broadcast was cancelled by {who}.", now)


def _written(store: Store, text: CustomMessage, lead_ids: Sequence[UUID]) -> Written:
    leads = store.leads_by_ids(lead_ids)
    suppressed = store.suppressed_emails([lead.email for lead in leads])
    assistants = {assistant.id: assistant for assistant in store.assistants()}
    exclusions = {each.id: Exclusions(each.excluded) for each in assistants.values()}
    copies: list[Copy] = []
    skipped: list[tuple[Lead, str]] = []
    for lead in leads:
        assistant = assistants[lead.assistant_id]
        why = f"{lead.email} is {suppressed[lead.email][0]}." if lead.email in suppressed else ""
        why = why or _refusal(lead, assistant, exclusions[assistant.id])
        try:
            if not why:
                copies.append(Copy(lead, *render(text, lead, assistant), assistant.domain))
        except MissingValue as error:
            why = str(error)
        if why:
            skipped.append((lead, why))
    return Written(text, tuple(copies), tuple(skipped))


def _refusal(lead: Lead, assistant: Assistant, exclusions: Exclusions) -> str:
    """Why a broadcast does not go to a lead; empty where it does."""
    if lead.state in (LeadState.DEACTIVATED, LeadState.UNSUBSCRIBED):
        return f"{lead.name} is {lead.state}."
    if lead.held is Hold.DRAFT:
        return f"{lead.name} is a draft. Start the follow-up first."
    entry = exclusions.entry_for(lead.email)
    return f"{entry} is excluded for {assistant.name}." if entry else ""
