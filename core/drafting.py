"""What a person edits before it leaves, and the start of leads that were added as drafts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.acting import find
from core.address import parse_email
from core.draft import Draft
from core.errors import NotAllowed, PersonError
from core.lead import Lead
from core.planning import begins_at
from core.ports import Store
from core.state import LeadState
from core.wording import Wording, refuse_suppressed
from core.writing.phrase import BREAKS
from core.writing.render import refuse_parameters

APART = re.compile(r"[\n,;]+")
MOST_COPIES = 10


def edit_scheduled(
    store: Store,
    lead_id: UUID,
    step: int,
    *,
    subject: str,
    body: str,
    recipient: str = "",
    cc: str = "",
    who: str,
    now: datetime,
) -> Draft:
    """Keep this text for a step that was not written yet: it is what leaves.

    `step` is its number. `recipient` stands in place of the lead's address; `cc` are addresses and commas.
    """
    lead = find(store, lead_id)
    _still_comes(store, lead, step)
    draft = draft_for(
        store, lead, step, subject=subject, body=body, recipient=recipient, cc=cc, who=who, now=now
    )
    store.save_draft(draft)
    return draft


def draft_for(
    store: Store,
    lead: Lead,
    step: int,
    *,
    subject: str,
    body: str,
    recipient: str = "",
    cc: str = "",
    who: str,
    now: datetime,
) -> Draft:
    """The draft that these words make, not saved yet; raises `PersonError` where they cannot leave so."""
    draft = Draft(lead.id, lead.run, step, "", "", subject.strip(), body.strip(), who, now)
    if not draft.subject or not draft.body:
        raise PersonError("A message needs a subject and a text.")
    if BREAKS.search(draft.subject):
        raise PersonError("The subject must be one line, without control characters.")
    refuse_parameters(draft.subject, draft.body)
    return _addressed(store, lead, draft, recipient, cc)


def reset_scheduled(store: Store, lead_id: UUID, step: int) -> None:
    """Give up what was edited: the step's own text leaves again."""
    store.delete_draft(find(store, lead_id), step)


def start_followup(store: Store, lead_ids: Sequence[UUID], *, who: str, now: datetime) -> int:
    """Start leads that were added as drafts; answers how many. Others among them are left as they are.

    A start time still to come is kept; else the first message counts from now.
    """
    assistants = {assistant.id: assistant for assistant in store.assistants()}
    schedules = {}
    started = []
    for lead in store.drafted_leads(lead_ids):
        if lead.schedule_id not in schedules:
            schedules[lead.schedule_id] = store.schedule(lead.schedule_id)
        begins = begins_at(lead, assistants[lead.assistant_id], schedules[lead.schedule_id], now)
        started.append(replace(lead, start_at=max(lead.start_at, begins)))
    store.start_drafted_leads(started, who, now)
    return len(started)


def _still_comes(store: Store, lead: Lead, number: int) -> None:
    remaining = store.schedule(lead.schedule_id).remaining(store.written_steps(lead))
    under_way = lead.state in (LeadState.COLD, LeadState.OUT_OF_OFFICE)
    if not under_way or number not in [step.number for step in remaining]:
        raise NotAllowed(f"This message to {lead.name} is not scheduled any more.")


def _addressed(store: Store, lead: Lead, draft: Draft, recipient: str, cc: str) -> Draft:
    to = _address(recipient) if recipient.strip() else ""
    copies = list(dict.fromkeys(_address(text) for text in APART.split(cc) if text.strip()))
    if len(copies) > MOST_COPIES:
        raise PersonError(f"A message has at most {MOST_COPIES} addresses in Cc; these are {len(copies)}.")
    ours = {assistant.email.lower() for assistant in store.assistants()}
    for email in (to, *copies):
        if email in ours:
            raise PersonError(f"{email} is an assistant's own address. Take it out.")
    draft = replace(
        draft,
        recipient="" if to == lead.email else to,
        cc=", ".join(email for email in copies if email != (to or lead.email)),
    )
    refuse_suppressed(store, Wording("", "", draft.recipient, draft.cc))
    return draft


def _address(text: str) -> str:
    try:
        return parse_email(text)
    except ValueError as error:
        raise PersonError(f"{text.strip()!r}: {error}") from error
