"""A change of state: guarded, complete, and written down."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest

from core.acting import send_message
from core.errors import NotAllowed
from core.lead import Lead
from core.message import MessageStatus
from core.state import JOB_MOVES, MOVES, Hold, LeadState, SubState
from core.transition import can_become, move
from tests.desk import PERSON, Desk

ALL_MOVES = list(product(LeadState, LeadState))
ALLOWED = [(old, new) for old, new in ALL_MOVES if new in MOVES[old]]
FORBIDDEN = [(old, new) for old, new in ALL_MOVES if new not in MOVES[old]]


def moved(desk: Desk, lead: Lead, state: LeadState, **fields: Any) -> Lead:
    return desk.do(move, lead, state, why="because", who=PERSON, now=desk.now, **fields)


def test_every_change_of_state_is_saved_and_writes_an_event(desk: Desk) -> None:
    for place, (old, new) in enumerate(ALLOWED):
        email = f"lead{place}@acme.example"
        desk.add(email)
        before = desk.change(email, state=old)
        desk.wait(minutes=1)
        after = moved(desk, before, new)
        assert desk.lead(email) == after
        assert after.state is new
        event = desk.timeline(email)[-1]
        assert event["title"] == f"{old} → {new}"
        assert (event["text"], event["who"], event["happened_at"]) == ("because", PERSON, desk.now)


def test_a_forbidden_move_is_refused_in_a_sentence_and_changes_nothing(desk: Desk, lead: Lead) -> None:
    for old, new in FORBIDDEN:
        before = desk.change(state=old)
        with pytest.raises(NotAllowed) as refused:
            moved(desk, before, new)
        assert str(refused.value) == f"Anna is {old} and cannot become {new}."
        assert desk.lead() == before
    assert len(desk.events()) == 1


def test_the_sidecar_asks_before_it_moves(lead: Lead) -> None:
    for old, new in ALL_MOVES:
        assert can_become(replace(lead, state=old), new) == (new in JOB_MOVES[old])


def test_a_bounced_lead_cannot_be_brought_back(desk: Desk, lead: Lead) -> None:
    bounced = desk.change(state=LeadState.DEACTIVATED, sub_state=SubState.BOUNCED)
    for state in MOVES[LeadState.DEACTIVATED] - {LeadState.UNSUBSCRIBED}:
        with pytest.raises(NotAllowed, match="takes no mail"):
            moved(desk, bounced, state)
    assert desk.lead() == bounced


def test_a_bounced_lead_can_still_unsubscribe(desk: Desk, lead: Lead) -> None:
    bounced = desk.change(state=LeadState.DEACTIVATED, sub_state=SubState.BOUNCED)
    assert moved(desk, bounced, LeadState.UNSUBSCRIBED).state is LeadState.UNSUBSCRIBED


@pytest.mark.parametrize("state", sorted(set(LeadState) - {LeadState.COLD, LeadState.OUT_OF_OFFICE}))
def test_nothing_is_planned_once_the_follow_up_is_over(desk: Desk, lead: Lead, state: LeadState) -> None:
    lead = desk.change(next_step=3, held=Hold.OVERDUE, resume_at=desk.now)
    after = moved(desk, lead, state)
    assert (after.next_send_at, after.resume_at, after.held) == (None, None, Hold.NONE)
    assert after.next_step == 3  # where it would go on


def test_a_new_state_drops_the_old_sub_state(desk: Desk, lead: Lead) -> None:
    moved(desk, lead, LeadState.DEACTIVATED, sub_state=SubState.ASKED_TO_STOP)
    assert moved(desk, desk.lead(), LeadState.COLD).sub_state is SubState.NONE


@pytest.mark.parametrize("state", [LeadState.DEACTIVATED, LeadState.UNSUBSCRIBED])
def test_what_waits_for_a_lead_that_is_over_is_withdrawn(
    desk: Desk, lead: Lead, now: datetime, state: LeadState
) -> None:
    later = now + timedelta(days=1)
    message = desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=now, at=later)
    moved(desk, desk.lead(), state)
    withdrawn = desk.message(message.id)
    assert (withdrawn.status, withdrawn.due_at) == (MessageStatus.FAILED, None)
    assert withdrawn.error == f"Not sent: the lead is {state}."


@pytest.mark.parametrize("state", [LeadState.HOT, LeadState.RESPONDED])
def test_what_a_person_wrote_still_goes_to_a_lead_that_answered(
    desk: Desk, lead: Lead, now: datetime, state: LeadState
) -> None:
    message = desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=now)
    moved(desk, desk.lead(), state)
    assert [sent.id for sent in desk.send_due()] == [message.id]
