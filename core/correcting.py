"""A person says that a reply was read wrong: its kind, what follows for its lead, and what is remembered."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.acting import find, going_on
from core.errors import NotAllowed, NotFound
from core.history import ReadReply, Standing
from core.lead import Lead
from core.ports import Store
from core.reading.corrected import beginning, named
from core.reading.kinds import OF_MACHINES, Verdict
from core.reading.reader import read_as
from core.reading.remembered import wording_of
from core.receiving import LEAD_BECOMES, SUB_STATES, away, background, details, wait_for_person, with_meeting
from core.reply import Reading, ReplyKind
from core.state import Hold, LeadState, SubState
from core.transition import move, record

# What a person may say that a reply is. Not a bounce: which address failed, for good or for a day, and whose
# fault it was stand in a report or nowhere, and a hard one ends the address for ever, for everybody. Who
# knows that nobody is there any more chooses `left_company`. What was read as a bounce stays one for the same
# reason: it may have ended the address, and choosing again must be able to take back every choice.
CHOICES = tuple(kind for kind in ReplyKind if kind is not ReplyKind.BOUNCE)
UNDER_WAY = (LeadState.COLD, LeadState.OUT_OF_OFFICE, LeadState.PROCESSED)  # nobody has decided anything


def correct(store: Store, reply_id: UUID, kind: ReplyKind, *, who: str, now: datetime) -> None:
    """Set the kind of a reply and do what follows; the same kind again changes nothing.

    Taking it back is choosing again. Raises `NotAllowed` where the lead may not become what follows.
    """
    found = store.find_reply(reply_id)
    if found is None:
        raise NotFound("This reply is not here, or not read yet. Wait for the sidecar's next pass.")
    if ReplyKind.BOUNCE in (kind, found.kind):
        raise NotAllowed("Only a delivery report says what bounced, so no person can choose or change that.")
    if kind is found.kind:
        return
    lead = find(store, found.reply.lead_id) if found.reply.lead_id else None
    reading = _reading(store, found, kind)
    by_whom = {"corrected_by": who, "corrected_on": now.date(), "read_before": named(found.kind)}
    store.save_reading(reply_id, lead.id if lead else None, reading, details(reading) | by_whom, now)
    store.insert_correction(reply_id, wording_of(reading.text), found.kind, kind, who, now)
    if lead:
        _follow(store, lead, found, reading, who, now)


def _reading(store: Store, found: ReadReply, kind: ReplyKind) -> Reading:
    """The reply read as that kind; a person says only of a machine's kinds that a machine wrote it."""
    reply = found.reply
    sent_texts, zone = background(store, reply)
    reading = read_as(
        reply.raw, Verdict(kind, 1.0, ""), received_at=reply.received_at, sent_texts=sent_texts, zone=zone
    )
    automatic = reading.automatic and kind in OF_MACHINES
    return replace(reading, automatic=automatic, evidence=beginning(reading.text))


def _follow(store: Store, lead: Lead, found: ReadReply, reading: Reading, who: str, now: datetime) -> None:
    """Move the lead, or write down that it stays, and put the reply where it waits for a person. Who
    acts knows, so there is no notice."""
    why = f"Reply corrected from {named(found.kind)} to {named(reading.kind)}"
    state = _state(lead, found, reading.kind)
    if ReplyKind.MEETING in (found.kind, reading.kind):
        lead = with_meeting(lead, reading)
    if state in UNDER_WAY and _stands_as_read(lead, found):
        left = _go_on(store, lead, found.stood, why, who, now)
    elif lead.state is not state:
        sub_state = SUB_STATES.get(reading.kind, SubState.NONE)
        left = move(store, lead, state, why=why, who=who, now=now, sub_state=sub_state)
    else:
        left = _stay(store, lead, reading.kind, why, who, now)
    was_open = store.handle_engagement(lead.id, found.reply.message_id, who, now)
    if reading.kind is ReplyKind.OUT_OF_OFFICE:
        away(store, left, reading, who, now)
    elif _waits(reading.kind) and (was_open or left.state is not lead.state or not _waits(found.kind)):
        wait_for_person(store, left, found.reply, reading, now)


def _waits(kind: ReplyKind) -> bool:
    """Whether a person should hear of a reply of that kind."""
    return LEAD_BECOMES[kind] not in (None, LeadState.OUT_OF_OFFICE)


def _stands_as_read(lead: Lead, found: ReadReply) -> bool:
    return lead.state is LEAD_BECOMES[found.kind]


def _state(lead: Lead, found: ReadReply, kind: ReplyKind) -> LeadState:
    """What the kind makes of the lead. A meeting and a stop always count; else a later decision stays."""
    becomes, as_read = LEAD_BECOMES[kind], _stands_as_read(lead, found)
    if becomes in (LeadState.HOT, LeadState.DEACTIVATED):
        return becomes
    if becomes is LEAD_BECOMES[found.kind] or not (as_read or lead.state in UNDER_WAY):
        return lead.state
    if becomes is LeadState.RESPONDED:
        return LeadState.HOT if found.stood.state is LeadState.HOT else becomes
    return found.stood.state if as_read else lead.state


def _go_on(store: Store, lead: Lead, stood: Standing, why: str, who: str, now: datetime) -> Lead:
    """As if the reply had changed nothing: the schedule goes on where it stood, none of its steps twice."""
    settled = stood.held is Hold.UNCONFIRMED and not store.has_unconfirmed(lead)
    planned: Lead | None
    if stood.state is LeadState.PROCESSED:
        planned = None
    elif stood.held and not settled:
        planned = replace(lead.halted(), held=stood.held)
    else:
        planned = going_on(store, lead, now)
    back = move(store, planned or lead.halted(), LeadState.COLD, why=why, who=who, now=now)
    if planned is None:
        return move(store, back, LeadState.PROCESSED, why="The schedule had ended", who=who, now=now)
    if stood.resume_at is None or stood.resume_at <= now:
        return back
    planned_at = back.next_send_at and max(back.next_send_at, stood.resume_at)
    absent = replace(back, resume_at=stood.resume_at, next_send_at=planned_at)
    return move(store, absent, LeadState.OUT_OF_OFFICE, why="Still out of office", who=who, now=now)


def _stay(store: Store, lead: Lead, kind: ReplyKind, why: str, who: str, now: datetime) -> Lead:
    """The lead keeps its state; why it is deactivated may be another thing now."""
    corrected = lead
    if lead.state is LeadState.DEACTIVATED and not lead.given_up:
        corrected = replace(lead, sub_state=SUB_STATES.get(kind, lead.sub_state))
    store.save_lead(corrected)
    if corrected.sub_state is lead.sub_state:
        store.insert_note(lead.id, why, who, now)
    else:
        record(store, lead, corrected, why=why, who=who, now=now)
    return corrected
