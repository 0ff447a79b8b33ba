"""Moving a lead from one state to another: guard, change, event. Nothing else changes a state."""

from dataclasses import replace
from datetime import datetime

from core.errors import NotAllowed
from core.history import Event
from core.lead import Lead
from core.ports import Store
from core.state import GIVEN_UP, JOB_MOVES, MOVES, LeadState, SubState

ASSISTANT = "assistant"  # who, where the sidecar acts by itself
LEAD = "lead"  # who, where the lead itself acts

_ENDS = (LeadState.DEACTIVATED, LeadState.UNSUBSCRIBED)


def can_become(lead: Lead, state: LeadState) -> bool:
    """Whether the sidecar may move the lead there by itself."""
    return state in JOB_MOVES[lead.state]


def move(
    store: Store,
    lead: Lead,
    state: LeadState,
    *,
    why: str,
    who: str,
    now: datetime,
    sub_state: SubState = SubState.NONE,
) -> Lead:
    """Save the lead in its new state and write the event; raises `NotAllowed` in words for the screen.

    The lead comes with what is planned in its new state; in all but Cold and Out of office that is nothing.
    """
    if state not in MOVES[lead.state]:
        raise NotAllowed(f"{lead.name} is {lead.state} and cannot become {state}.")
    if lead.given_up and state is not LeadState.UNSUBSCRIBED:
        raise NotAllowed(f"{lead.email} {GIVEN_UP[lead.sub_state]}, so {lead.name} stays {lead.state}.")
    moved = replace(lead, state=state, sub_state=sub_state)
    if state not in (LeadState.COLD, LeadState.OUT_OF_OFFICE):
        moved = moved.halted()
    store.save_lead(moved)
    if state in _ENDS:
        store.withdraw_messages(lead.id, f"Not sent: the lead is {state}.")
    record(store, lead, moved, why=why, who=who, now=now)
    return moved


def record(store: Store, old: Lead, new: Lead, *, why: str, who: str, now: datetime) -> None:
    """Write the event of a change that was saved."""
    event = Event(store.new_id(), new.id, old.state, new.state, new.sub_state, why, who, now)
    store.insert_event(event)
