"""The states of a lead and the moves between them."""

from enum import StrEnum


class LeadState(StrEnum):
    COLD = "Cold"  # follow-up is under way
    OUT_OF_OFFICE = "Out of office"  # resumes after the return date
    RESPONDED = "Responded"  # a reply that fits no other state: a person should look
    HOT = "Hot"  # agreed to meet, or a person says so
    PROCESSED = "Processed"  # the schedule ended without a response
    DEACTIVATED = "Deactivated"  # asked to stop, left, or bounced: the sub-state says which
    UNSUBSCRIBED = "Unsubscribed"  # final


class SubState(StrEnum):
    NONE = ""
    ASKED_TO_STOP = "Asked to stop"
    LEFT_COMPANY = "Left the company"
    BOUNCED = "Bounced"
    COMPLAINED = "Marked as spam"  # so the lead told its mail provider
    BY_PERSON = "Deactivated by a person"


# What an address did whose lead no person brings back.
GIVEN_UP = {SubState.BOUNCED: "takes no mail", SubState.COMPLAINED: "marked our mail as spam"}


class Hold(StrEnum):
    """Why a Cold lead's schedule stands still until a person decides."""

    NONE = ""
    STOPPED = "stopped"  # a person stopped the follow-up
    OVERDUE = "overdue"  # the step came due while the sidecar was not running
    FAILED = "failed"  # the last message was refused for good
    UNCONFIRMED = "unconfirmed"  # nobody knows whether the last message left
    UNWRITTEN = "unwritten"  # the next message lacks a value, or may not go to one of its addresses
    DRAFT = "draft"  # added to be looked through; waits for a person's Start


_S = LeadState

# What a person may do. Only the lead itself leaves Unsubscribed.
MOVES: dict[LeadState, frozenset[LeadState]] = {
    _S.COLD: frozenset(_S) - {_S.COLD},
    _S.OUT_OF_OFFICE: frozenset(_S) - {_S.OUT_OF_OFFICE},
    _S.RESPONDED: frozenset({_S.COLD, _S.HOT, _S.DEACTIVATED, _S.UNSUBSCRIBED}),
    _S.HOT: frozenset({_S.COLD, _S.RESPONDED, _S.DEACTIVATED, _S.UNSUBSCRIBED}),
    _S.PROCESSED: frozenset({_S.COLD, _S.RESPONDED, _S.HOT, _S.DEACTIVATED, _S.UNSUBSCRIBED}),
    _S.DEACTIVATED: frozenset({_S.COLD, _S.RESPONDED, _S.HOT, _S.UNSUBSCRIBED}),
    _S.UNSUBSCRIBED: frozenset(),
}

# What the sidecar may do by itself, from a reply, a bounce, or the end of a schedule.
JOB_MOVES: dict[LeadState, frozenset[LeadState]] = {
    _S.COLD: MOVES[_S.COLD],
    _S.OUT_OF_OFFICE: MOVES[_S.OUT_OF_OFFICE] - {_S.PROCESSED},
    _S.RESPONDED: frozenset({_S.HOT, _S.DEACTIVATED, _S.UNSUBSCRIBED}),
    _S.HOT: frozenset({_S.DEACTIVATED, _S.UNSUBSCRIBED}),
    _S.PROCESSED: frozenset({_S.RESPONDED, _S.HOT, _S.DEACTIVATED, _S.UNSUBSCRIBED}),
    _S.DEACTIVATED: frozenset({_S.UNSUBSCRIBED}),
    _S.UNSUBSCRIBED: frozenset(),
}
