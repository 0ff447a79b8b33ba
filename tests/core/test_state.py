"""The states, their words, and the moves between them."""

from itertools import product

import pytest

from core.receiving import LEAD_BECOMES, NOTICES, SUB_STATES
from core.reply import ReplyKind
from core.state import JOB_MOVES, MOVES, LeadState, SubState

COLD, OUT_OF_OFFICE, RESPONDED, HOT, PROCESSED, DEACTIVATED, UNSUBSCRIBED = LeadState


def test_the_states_are_these_words_letter_for_letter() -> None:
    assert [str(state) for state in LeadState] == [
        "Cold", "Out of office", "Responded", "Hot", "Processed", "Deactivated", "Unsubscribed",
    ]  # fmt: skip


@pytest.mark.parametrize("moves", [MOVES, JOB_MOVES], ids=["person", "sidecar"])
def test_every_state_says_where_it_may_go(moves: dict[LeadState, frozenset[LeadState]]) -> None:
    assert set(moves) == set(LeadState)
    assert all(state not in targets for state, targets in moves.items())


@pytest.mark.parametrize("state", LeadState)
def test_the_sidecar_may_do_nothing_that_a_person_may_not(state: LeadState) -> None:
    assert JOB_MOVES[state] <= MOVES[state]


def test_unsubscribed_is_final() -> None:
    assert MOVES[UNSUBSCRIBED] == frozenset()


@pytest.mark.parametrize("state", sorted(set(LeadState) - {UNSUBSCRIBED}))
def test_everybody_can_unsubscribe(state: LeadState) -> None:
    assert UNSUBSCRIBED in JOB_MOVES[state]


@pytest.mark.parametrize("state", sorted(set(LeadState) - {COLD, OUT_OF_OFFICE}))
def test_only_cold_becomes_out_of_office(state: LeadState) -> None:
    assert OUT_OF_OFFICE not in MOVES[state]


@pytest.mark.parametrize("state", sorted(set(LeadState) - {COLD}))
def test_only_a_cold_lead_is_processed_by_the_end_of_its_schedule(state: LeadState) -> None:
    assert PROCESSED not in JOB_MOVES[state]


def test_the_sidecar_takes_a_lead_out_of_hot_only_to_leave_it_alone() -> None:
    assert JOB_MOVES[HOT] == {DEACTIVATED, UNSUBSCRIBED}


def test_the_sidecar_never_wakes_a_lead_that_a_person_should_see_or_that_is_over() -> None:
    for state, target in product((RESPONDED, HOT, PROCESSED, DEACTIVATED), (COLD, OUT_OF_OFFICE)):
        assert target not in JOB_MOVES[state]


def test_every_kind_of_reply_says_what_its_lead_becomes() -> None:
    assert set(LEAD_BECOMES) == set(ReplyKind)


def test_every_reply_that_deactivates_says_why_in_the_sub_state() -> None:
    deactivating = {kind for kind, state in LEAD_BECOMES.items() if state is DEACTIVATED}
    assert set(SUB_STATES) == deactivating
    assert SubState.NONE not in SUB_STATES.values()


def test_whatever_a_reply_makes_of_a_lead_the_user_is_told() -> None:
    told_elsewhere = {OUT_OF_OFFICE, None}
    assert set(LEAD_BECOMES.values()) - told_elsewhere == set(NOTICES)
