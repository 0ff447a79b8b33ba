"""What happens to a message that the channel did not take, or of which nobody knows; and after a crash."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from core.acting import carry_on, deactivate, mark_hot, restart, send_message, unsubscribe
from core.drafting import edit_scheduled
from core.errors import DeliveryError, NotAllowed
from core.failing import decide, record_failure, recover, resume
from core.history import Suppression
from core.lead import Lead
from core.message import BACK_OFF, Message, MessageStatus, Outgoing
from core.planning import hold_overdue
from core.receiving import resume_returned
from core.reply import BounceKind, ReplyKind
from core.sending import hand_back, record_sent
from core.state import Hold, LeadState, SubState
from core.transition import LEAD
from data.store import Store
from tests.desk import ANNA, PERSON, Desk

BUSY = DeliveryError("451 4.3.0 try later", permanent=False)
REFUSED = DeliveryError("554 5.6.0 refused", permanent=True)
NO_SUCH_USER = DeliveryError("550 5.1.1 no such user", permanent=True, bounce=BounceKind.HARD)
BLOCKED = DeliveryError("550 5.7.1 blocked", permanent=True, bounce=BounceKind.OURS)
LOST = DeliveryError("The connection was lost.", permanent=False, unconfirmed=True)


class Channel:
    """A channel that can be asked what it took; one that cannot answers None."""

    def __init__(self, answer: bool | None, told_within: timedelta = timedelta(0)) -> None:
        self.answer = answer
        self.told_within = told_within

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        raise AssertionError("recovering sends nothing")

    def has(self, message_id: str) -> bool | None:
        return self.answer

    def close(self) -> None:
        raise AssertionError("recovering opens nothing")


def in_hand(desk: Desk) -> Message:
    """A message whose hand-over has begun."""
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert outgoing is not None
    return outgoing.message


def fail(desk: Desk, error: DeliveryError) -> Message:
    message = in_hand(desk)
    desk.do(record_failure, message, error, desk.now)
    return desk.message(message.id)


# Addresses of To and Cc that are suppressed meanwhile


def addressed(desk: Desk, **fields: str) -> Message:
    """Anna's first message, claimed and edited to go to those addresses too."""
    words = {"subject": "The fair", "body": "Hi."} | fields
    desk.do(edit_scheduled, desk.lead().id, 1, **words, who=PERSON, now=desk.now)
    (message,) = desk.claim()
    return message


def test_who_unsubscribes_between_claim_and_hand_over_gets_no_copy(desk: Desk, lead: Lead) -> None:
    message = addressed(desk, cc="gone@acme.example, olga@acme.example")
    desk.do(Store.suppress, "gone@acme.example", Suppression.UNSUBSCRIBED, "", desk.now)
    outgoing = desk.attempt(message)
    assert outgoing is not None
    assert outgoing.message.cc == desk.message(message.id).cc == "olga@acme.example"


def test_a_message_to_another_address_that_unsubscribed_meanwhile_holds_the_lead(
    desk: Desk, lead: Lead
) -> None:
    message = addressed(desk, recipient="gone@acme.example")
    desk.do(Store.suppress, "gone@acme.example", Suppression.UNSUBSCRIBED, "", desk.now)
    assert desk.attempt(message) is None
    assert desk.message(message.id).status is MessageStatus.FAILED
    assert desk.lead().held is Hold.FAILED
    assert desk.notices() == ["A message to Anna cannot go to gone@acme.example"]


# Refused for the moment


def test_a_message_refused_for_the_moment_is_tried_again_with_growing_pauses(desk: Desk, lead: Lead) -> None:
    for attempts, pause in enumerate(BACK_OFF, start=1):
        message = fail(desk, BUSY)
        assert (message.status, message.attempts) == (MessageStatus.RETRY, attempts)
        assert message.error == "451 4.3.0 try later"
        assert message.due_at == desk.now + pause
        desk.now = message.due_at - timedelta(seconds=1)
        assert desk.claim() == []
        desk.now = message.due_at
    message = fail(desk, BUSY)
    assert message.status is MessageStatus.FAILED
    assert desk.lead().held is Hold.FAILED
    assert sorted(BACK_OFF) == list(BACK_OFF)


def test_a_retry_that_leaves_plans_the_next_step_from_then(desk: Desk, lead: Lead) -> None:
    message = fail(desk, BUSY)
    desk.wait(hours=5)
    (sent,) = desk.send_due()
    assert (sent.id, sent.attempts) == (message.id, 2)
    assert desk.message(message.id).error == ""
    assert desk.lead().next_send_at == desk.morning(3, 3)


def test_a_retry_of_a_follow_up_waits_for_the_opening(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.now = datetime(2026, 3, 3, 17, 59, 30, tzinfo=UTC)
    message = fail(desk, BUSY)
    desk.now = datetime(2026, 3, 3, 19, tzinfo=UTC)
    assert desk.claim() == []
    assert desk.message(message.id).due_at == datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_a_retry_of_a_first_message_does_not(desk: Desk, lead: Lead) -> None:
    message = fail(desk, BUSY)
    desk.now = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert [sent.id for sent in desk.send_due()] == [message.id]


@pytest.mark.parametrize("kind", [ReplyKind.INTERESTED, ReplyKind.STOP, ReplyKind.OUT_OF_OFFICE])
def test_a_retry_asks_again_whether_the_lead_may_be_written_to(
    desk: Desk, lead: Lead, kind: ReplyKind
) -> None:
    fail(desk, BUSY)
    desk.hear(kind)
    desk.wait(hours=1)
    assert desk.send_due() == []


def test_an_out_of_office_lead_gets_the_message_that_was_on_its_way_when_it_is_back(
    desk: Desk, lead: Lead
) -> None:
    message = fail(desk, BUSY)
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=datetime(2026, 3, 9, tzinfo=UTC).date())
    desk.now = datetime(2026, 3, 9, 8, tzinfo=UTC)
    desk.do(resume_returned, desk.now)
    assert [sent.id for sent in desk.send_due()] == [message.id]


# Refused for good


def test_a_message_refused_for_good_holds_the_lead_with_the_server_s_words(desk: Desk, lead: Lead) -> None:
    message = fail(desk, REFUSED)
    assert (message.status, message.error, message.due_at) == (
        MessageStatus.FAILED,
        "554 5.6.0 refused",
        None,
    )
    after = desk.lead()
    assert (after.state, after.held) == (LeadState.COLD, Hold.FAILED)
    assert desk.notices() == ["A message to Anna was refused"]
    desk.wait(days=30)
    assert desk.claim() == []


def test_one_refused_message_does_not_send_the_others_again(desk: Desk) -> None:
    desk.add_many(3)
    claimed = desk.claim()
    for place, message in enumerate(claimed):
        outgoing = desk.attempt(message)
        assert outgoing is not None
        if place == 1:
            desk.do(record_failure, outgoing.message, REFUSED, desk.now)
        else:
            desk.do(record_sent, outgoing.message, desk.now)
    desk.wait(hours=1)
    assert desk.claim() == []
    statuses = [desk.message(message.id).status for message in claimed]
    assert statuses == [MessageStatus.SENT, MessageStatus.FAILED, MessageStatus.SENT]


def test_what_failed_can_be_listed_and_sent_again_by_itself(desk: Desk) -> None:
    good, bad = desk.add_many(2)
    first, second = desk.claim()
    for message, error in ((first, None), (second, REFUSED)):
        outgoing = desk.attempt(message)
        assert outgoing is not None
        if error:
            desk.do(record_failure, outgoing.message, error, desk.now)
        else:
            desk.do(record_sent, outgoing.message, desk.now)
    assert [row["email"] for row in desk.report(lambda reports: reports.held_leads())] == [bad]
    desk.do(carry_on, desk.lead(bad).id, who=PERSON, now=desk.now)
    assert [message.id for message in desk.send_due()] == [second.id]
    assert desk.report(lambda reports: reports.held_leads()) == []
    for email in (good, bad):
        assert desk.lead(email).next_send_at == desk.morning(3, 3, email)


def test_a_lead_out_of_office_is_held_too_when_its_message_is_refused(desk: Desk, lead: Lead) -> None:
    """Else it would be Cold again one day with nothing planned, and nobody would know."""
    message = in_hand(desk)
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=datetime(2026, 3, 9, tzinfo=UTC).date())
    desk.do(record_failure, message, REFUSED, desk.now)
    desk.now = datetime(2026, 3, 9, 8, tzinfo=UTC)
    desk.do(resume_returned, desk.now)
    after = desk.lead()
    assert (after.state, after.held) == (LeadState.COLD, Hold.FAILED)
    assert [row["email"] for row in desk.report(lambda reports: reports.held_leads())] == [ANNA]


def test_a_refused_message_of_a_person_holds_no_schedule(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now)
    fail(desk, REFUSED)
    assert desk.lead().held is Hold.NONE
    assert desk.notices() == ["A message to Anna was refused"]


def test_an_address_that_takes_no_mail_is_deactivated_and_suppressed(desk: Desk, lead: Lead) -> None:
    message = fail(desk, NO_SUCH_USER)
    after = desk.lead()
    assert message.status is MessageStatus.FAILED
    assert (after.state, after.sub_state) == (LeadState.DEACTIVATED, SubState.BOUNCED)
    assert ANNA in desk.ask(lambda store: store.suppressed_emails([ANNA]))
    assert desk.notices() == ["anna@acme.example takes no mail"]
    with pytest.raises(NotAllowed, match=r"undeliverable since 02 March 2026"):
        desk.do(carry_on, lead.id, who=PERSON, now=desk.now)


def test_a_lead_deactivated_by_a_person_that_bounces_later_cannot_be_brought_back(
    desk: Desk, lead: Lead
) -> None:
    message = in_hand(desk)
    desk.do(deactivate, lead.id, who=PERSON, now=desk.now)
    desk.do(record_failure, message, NO_SUCH_USER, desk.now)
    assert desk.lead().sub_state is SubState.BOUNCED
    assert desk.events()[-1][1] == "Undeliverable: 550 5.1.1 no such user"
    with pytest.raises(NotAllowed, match="takes no mail"):
        desk.do(mark_hot, lead.id, who=PERSON, now=desk.now)


def test_what_else_waits_for_a_bounced_address_is_withdrawn(desk: Desk, lead: Lead) -> None:
    later = desk.now + timedelta(days=1)
    written = desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now, at=later)
    fail(desk, NO_SUCH_USER)
    assert desk.message(written.id).error == "Not sent: anna@acme.example takes no mail."


# We are refused


def test_a_refusal_of_us_pauses_sending_and_does_not_touch_the_lead(desk: Desk, lead: Lead) -> None:
    before = desk.lead()
    message = fail(desk, BLOCKED)
    assert message.status is MessageStatus.QUEUED
    assert desk.assistant.paused == "550 5.7.1 blocked"
    after = desk.lead()
    assert (after.state, after.held, after.soft_bounces) == (before.state, before.held, before.soft_bounces)
    assert desk.notices() == ["Ada Example stopped sending: mail is refused because of us"]
    desk.add("ben@acme.example")
    desk.wait(days=1)
    assert desk.claim() == []


def test_what_we_were_refused_goes_when_a_person_has_set_it_right(desk: Desk, lead: Lead) -> None:
    message = fail(desk, BLOCKED)
    desk.do(resume, desk.assistant.id, who=PERSON, now=desk.now)
    assert [sent.id for sent in desk.send_due()] == [message.id]
    assert desk.notices()[0] == "Ada Example sends again"


# Nobody knows


def test_a_message_that_may_have_left_is_not_sent_again_and_a_person_is_asked(desk: Desk, lead: Lead) -> None:
    message = fail(desk, LOST)
    assert message.status is MessageStatus.UNCONFIRMED
    assert desk.lead().held is Hold.UNCONFIRMED
    assert desk.notices() == ["Nobody knows whether a message to Anna left"]
    (row,) = desk.report(lambda reports: reports.doubtful_messages())
    assert (row["id"], row["email"], row["error"]) == (message.id, ANNA, "The connection was lost.")
    desk.wait(days=30)
    assert desk.claim() == []
    with pytest.raises(NotAllowed, match="First decide"):
        desk.do(carry_on, lead.id, who=PERSON, now=desk.now)


def test_a_person_says_that_it_arrived_and_the_schedule_goes_on(desk: Desk, lead: Lead) -> None:
    message = fail(desk, LOST)
    left_at = desk.now
    desk.wait(hours=3)
    desk.do(decide, message.id, arrived=True, now=desk.now)
    assert desk.message(message.id).sent_at == left_at
    after = desk.lead()
    assert (after.held, after.next_step, after.next_send_at) == (Hold.NONE, 2, desk.morning(3, 3))


def test_a_person_says_that_it_did_not_arrive_and_it_is_sent_again(desk: Desk, lead: Lead) -> None:
    message = fail(desk, LOST)
    desk.do(decide, message.id, arrived=False, now=desk.now)
    (sent,) = desk.send_due()
    assert (sent.id, sent.message_id) == (message.id, message.message_id)
    assert desk.lead().held is Hold.NONE


def test_a_decision_taken_twice_counts_once(desk: Desk, lead: Lead) -> None:
    message = fail(desk, LOST)
    desk.do(decide, message.id, arrived=True, now=desk.now)
    desk.do(decide, message.id, arrived=False, now=desk.now)
    assert desk.message(message.id).status is MessageStatus.SENT
    assert desk.claim() == []


def test_a_decision_about_a_person_s_message_does_not_free_the_schedule(desk: Desk, lead: Lead) -> None:
    fail(desk, LOST)
    desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now)
    written = fail(desk, LOST)
    desk.do(decide, written.id, arrived=True, now=desk.now)
    assert desk.lead().held is Hold.UNCONFIRMED


# After a crash


def test_what_was_claimed_and_never_attempted_goes_at_the_next_pass(desk: Desk) -> None:
    """A batch that was fetched and not sent is not skipped."""
    desk.add_many(5)
    claimed = desk.claim()
    desk.do(recover, Channel(None), desk.now)
    assert {message.id for message in desk.send_due()} == {message.id for message in claimed}


def test_the_one_in_hand_is_settled_where_the_channel_can_be_asked(desk: Desk, lead: Lead) -> None:
    message = in_hand(desk)
    began_at = desk.now
    desk.wait(minutes=10)
    desk.do(recover, Channel(True), desk.now)
    assert desk.message(message.id).sent_at == began_at
    assert desk.lead().next_send_at == desk.morning(3, 3)


def test_the_one_in_hand_goes_again_where_the_channel_says_it_never_came(desk: Desk, lead: Lead) -> None:
    message = in_hand(desk)
    desk.do(recover, Channel(False), desk.now)
    assert [sent.id for sent in desk.send_due()] == [message.id]


def test_the_one_in_hand_is_in_doubt_where_the_channel_cannot_be_asked(desk: Desk, lead: Lead) -> None:
    message = in_hand(desk)
    desk.do(recover, Channel(None), desk.now)
    assert desk.message(message.id).status is MessageStatus.UNCONFIRMED
    assert desk.lead().held is Hold.UNCONFIRMED


def test_while_an_event_may_tell_whether_it_arrived_nobody_is_asked(desk: Desk, lead: Lead) -> None:
    """The one that a crash left in hand, and the one whose answer never came."""
    message, hour = in_hand(desk), timedelta(hours=1)
    lost = DeliveryError("No answer came.", permanent=False, unconfirmed=True, told_within=hour)
    for error, words in ((None, "The sidecar ended while"), (lost, "No answer came.")):
        if error:
            desk.do(decide, message.id, arrived=False, now=desk.now)
            message = in_hand(desk)
            desk.do(record_failure, message, error, desk.now)
        desk.wait(minutes=59)
        desk.do(recover, Channel(None, hour), desk.now)
        assert (desk.message(message.id).status, desk.lead().held) == (MessageStatus.SENDING, Hold.NONE)
        desk.wait(minutes=1)
        desk.do(recover, Channel(None, hour), desk.now)
        assert (desk.message(message.id).status, desk.lead().held) == (
            MessageStatus.UNCONFIRMED,
            Hold.UNCONFIRMED,
        )
        assert desk.message(message.id).error.startswith(words)


def test_a_channel_that_wants_to_be_left_alone_for_longer_is(desk: Desk, lead: Lead) -> None:
    message = fail(desk, DeliveryError("429", permanent=False, retry_after=timedelta(hours=3)))
    assert message.due_at == desk.now + timedelta(hours=3)
    desk.wait(hours=3)
    message = fail(desk, DeliveryError("429", permanent=False, retry_after=timedelta(seconds=1)))
    assert message.due_at == desk.now + BACK_OFF[1]


def test_what_an_event_has_told_meanwhile_stands_whatever_the_channel_says_then(
    desk: Desk, lead: Lead
) -> None:
    message = in_hand(desk)
    desk.do(record_sent, message, desk.now)
    before = desk.lead(), desk.message(message.id)
    desk.wait(seconds=30)
    for error in (LOST, BUSY, REFUSED, BLOCKED):
        desk.do(record_failure, message, error, desk.now)
    desk.do(record_sent, message, desk.now)
    assert (desk.lead(), desk.message(message.id)) == before


def test_a_resumed_pass_goes_by_each_lead_s_own_state(desk: Desk) -> None:
    """Whatever the order of the leads, none gets a second copy and none is left out."""
    emails = desk.add_many(22)
    first_pass = desk.claim()
    for message in first_pass[:7]:
        outgoing = desk.attempt(message)
        assert outgoing is not None
        desk.do(record_sent, outgoing.message, desk.now)
    desk.do(recover, Channel(None), desk.now)
    rest = desk.send_due()
    ids = [message.lead_id for message in (*first_pass[:7], *rest)]
    assert len(ids) == len(set(ids)) == len(emails)


def test_a_recovered_message_of_an_unsubscribed_lead_is_withdrawn(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    desk.do(unsubscribe, lead.id, who=LEAD, now=desk.now)
    desk.do(recover, Channel(None), desk.now)
    assert desk.message(message.id).status is MessageStatus.FAILED


# Between claim and hand-over


def withdrawn(desk: Desk, message: Message) -> str:
    assert desk.attempt(message) is None
    after = desk.message(message.id)
    assert (after.status, after.due_at) == (MessageStatus.FAILED, None)
    assert desk.claim() == []
    return after.error


def test_unsubscribed_between_claim_and_hand_over_gets_nothing(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    desk.do(unsubscribe, lead.id, who=LEAD, now=desk.now)
    assert withdrawn(desk, message) == "Not sent: anna@acme.example is never written to again."


def test_deactivated_between_claim_and_hand_over_gets_it_only_when_somebody_carries_on(
    desk: Desk, lead: Lead
) -> None:
    (message,) = desk.claim()
    desk.do(deactivate, lead.id, who=PERSON, now=desk.now)
    assert withdrawn(desk, message) == "Not sent: the lead is Deactivated."
    desk.do(carry_on, lead.id, who=PERSON, now=desk.now)
    assert [sent.id for sent in desk.send_due()] == [message.id]


def test_restarted_between_claim_and_hand_over_gets_the_new_first_message_only(
    desk: Desk, lead: Lead
) -> None:
    (message,) = desk.claim()
    desk.do(restart, lead.id, who=PERSON, now=desk.now)
    assert desk.attempt(message) is None
    assert desk.message(message.id).error == "Not sent: the schedule was restarted."
    (sent,) = desk.send_due()
    assert (sent.run, sent.step) == (2, 1)


def test_a_message_that_may_not_leave_is_not_rescheduled_endlessly(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    desk.do(mark_hot, lead.id, who=PERSON, now=desk.now)
    assert desk.attempt(message) is None
    before = desk.message(message.id)
    for _ in range(10):
        desk.wait(hours=1)
        assert desk.claim() == []
    assert desk.message(message.id) == before


def test_unsubscribed_during_the_hand_over_is_not_tried_again(desk: Desk, lead: Lead) -> None:
    message = in_hand(desk)
    desk.do(unsubscribe, lead.id, who=LEAD, now=desk.now)
    desk.do(record_failure, message, BUSY, desk.now)
    assert desk.message(message.id).status is MessageStatus.FAILED


def test_handed_back_messages_keep_their_text_and_their_order(desk: Desk) -> None:
    desk.add_many(3)
    claimed = desk.claim()
    desk.do(hand_back, claimed, desk.now)
    again = desk.claim()
    assert [(m.id, m.body) for m in again] == [(m.id, m.body) for m in claimed]


# Late


def overdue(desk: Desk, seen: datetime | None) -> None:
    desk.do(hold_overdue, seen, desk.now)


def test_a_follow_up_that_came_due_a_day_ago_while_nothing_ran_is_held_and_shown(
    desk: Desk, lead: Lead
) -> None:
    desk.send_due()
    seen = desk.now
    desk.wait(days=3)
    overdue(desk, seen)
    assert desk.lead().held is Hold.OVERDUE
    assert desk.claim() == []
    assert desk.notices() == ["1 follow-up came due while the sidecar was not running"]
    assert [row["email"] for row in desk.report(lambda reports: reports.held_leads())] == [ANNA]
    desk.do(carry_on, lead.id, who=PERSON, now=desk.now)
    assert [message.step for message in desk.send_due()] == [2]


def test_a_follow_up_less_than_a_day_late_still_goes(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    seen = desk.now
    desk.wait(days=1, hours=23)
    overdue(desk, seen)
    assert [message.step for message in desk.send_due()] == [2]


def test_a_first_message_that_was_never_tried_is_never_held(desk: Desk, lead: Lead) -> None:
    seen = desk.now
    desk.wait(days=10)
    overdue(desk, seen)
    assert [message.step for message in desk.send_due()] == [1]


def test_a_retry_that_came_due_a_day_ago_while_nothing_ran_is_held(desk: Desk, lead: Lead) -> None:
    message = fail(desk, BUSY)
    seen = desk.now
    desk.wait(days=3)
    overdue(desk, seen)
    assert desk.lead().held is Hold.OVERDUE
    assert desk.claim() == []
    desk.do(carry_on, lead.id, who=PERSON, now=desk.now)
    assert [sent.id for sent in desk.send_due()] == [message.id]


def test_a_lead_that_came_back_while_nothing_ran_is_held_as_well(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=datetime(2026, 3, 9, tzinfo=UTC).date())
    seen = desk.now
    desk.now = datetime(2026, 3, 16, 9, tzinfo=UTC)
    overdue(desk, seen)
    desk.do(resume_returned, desk.now)
    assert (desk.lead().state, desk.lead().held) == (LeadState.COLD, Hold.OVERDUE)


@pytest.mark.parametrize("away", [None, timedelta(hours=24)])
def test_a_sidecar_that_ran_within_the_day_holds_nothing(
    desk: Desk, lead: Lead, away: timedelta | None
) -> None:
    desk.send_due()
    desk.wait(days=10)
    overdue(desk, desk.now - away if away else None)
    assert desk.lead().held is Hold.NONE
    assert desk.notices() == []


def test_an_attempt_carries_what_the_wire_needs(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert isinstance(outgoing, Outgoing)
    assert (outgoing.lead.id, outgoing.assistant) == (lead.id, desk.assistant)
    assert (outgoing.message.attempts, outgoing.message.attempted_at) == (1, desk.now)


def test_a_policy_block_pauses_the_assistant_and_does_not_touch_the_lead(desk: Desk, lead: Lead) -> None:
    message = in_hand(desk)
    error = DeliveryError("554 5.7.1 your IP is blocked", permanent=True, bounce=BounceKind.OURS)
    desk.do(record_failure, message, error, desk.now)
    assert desk.assistant.paused == "554 5.7.1 your IP is blocked"
    assert (desk.lead().state, desk.lead().held) == (LeadState.COLD, Hold.NONE)
    assert desk.claim() == []
    desk.do(resume, desk.assistant.id, who=PERSON, now=desk.now)
    assert [claimed.id for claimed in desk.claim()] == [message.id]


def test_what_waits_for_a_deactivated_lead_that_bounces_is_withdrawn(desk: Desk, lead: Lead) -> None:
    desk.do(deactivate, lead.id, who=PERSON, now=desk.now)
    later = desk.now + timedelta(days=1)
    waiting = desk.do(send_message, lead.id, "Lunch", "Friday?", who=PERSON, now=desk.now, at=later)
    desk.hear_bounce()
    assert desk.message(waiting.id).status is MessageStatus.FAILED
