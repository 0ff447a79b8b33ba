"""What a person does with a lead."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from core.acting import (
    add_note,
    carry_on,
    deactivate,
    introduce,
    introduction,
    mark_hot,
    mark_responded,
    restart,
    send_message,
    stop,
    unsubscribe,
)
from core.errors import DeliveryError, NotAllowed, NotFound, PersonError
from core.failing import record_failure
from core.lead import Lead
from core.message import Message, MessageStatus
from core.reply import ReplyKind
from core.state import Hold, LeadState, SubState
from core.transition import LEAD
from tests.desk import ANNA, PERSON, Desk


def act(desk: Desk, verb: Any, lead: Lead, **named: Any) -> Lead:
    result: Lead = desk.do(verb, lead.id, who=PERSON, now=desk.now, **named)
    return result


def refused(desk: Desk) -> Message:
    """The message that is due, refused for good."""
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert outgoing is not None
    words = DeliveryError("554 5.6.0 refused", permanent=True)
    desk.do(record_failure, outgoing.message, words, desk.now)
    return message


def engaged(desk: Desk) -> list[str]:
    return [row["email"] for row in desk.report(lambda reports: reports.engaged_leads())]


# States


def test_a_person_marks_a_lead_hot_responded_or_deactivated(desk: Desk, lead: Lead) -> None:
    assert act(desk, mark_responded, lead).state is LeadState.RESPONDED
    assert act(desk, mark_hot, lead).state is LeadState.HOT
    after = act(desk, deactivate, lead, why="Wrong number")
    assert (after.state, after.sub_state) == (LeadState.DEACTIVATED, SubState.BY_PERSON)
    assert desk.events()[1:] == [
        ("Cold → Responded", "Marked Responded by a person"),
        ("Responded → Hot", "Marked Hot by a person"),
        ("Hot → Deactivated", "Wrong number"),
    ]
    assert {line["who"] for line in desk.timeline()} == {PERSON}


@pytest.mark.parametrize("verb", [mark_hot, mark_responded, deactivate, unsubscribe])
def test_a_second_click_changes_nothing(desk: Desk, lead: Lead, verb: Any) -> None:
    once = act(desk, verb, lead)
    events = desk.events()
    assert act(desk, verb, lead) == once
    assert desk.events() == events


@pytest.mark.parametrize("verb", [mark_hot, mark_responded, deactivate, carry_on, restart, stop])
def test_nobody_wakes_an_unsubscribed_lead(desk: Desk, lead: Lead, verb: Any) -> None:
    unsubscribed = act(desk, unsubscribe, lead)
    with pytest.raises(NotAllowed):
        act(desk, verb, lead)
    assert desk.lead() == unsubscribed


def test_an_act_on_a_lead_that_is_gone_says_so(desk: Desk) -> None:
    with pytest.raises(NotFound, match="not here any more"):
        desk.do(mark_hot, UUID(int=1), who=PERSON, now=desk.now)


@pytest.mark.parametrize(
    ("who", "why"), [(LEAD, "Used the unsubscribe link"), (PERSON, "Unsubscribed by a person")]
)
def test_the_timeline_says_who_unsubscribed_the_lead(desk: Desk, lead: Lead, who: str, why: str) -> None:
    desk.do(unsubscribe, lead.id, who=who, now=desk.now)
    assert desk.events()[-1] == ("Cold → Unsubscribed", why)
    assert desk.timeline()[-1]["who"] == who


# Stop and carry on


def test_stop_leaves_the_lead_as_it_is_with_nothing_planned(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    after = act(desk, stop, lead)
    assert (after.state, after.held, after.next_step, after.next_send_at) == (
        LeadState.COLD,
        Hold.STOPPED,
        2,
        None,
    )
    assert desk.events()[-1] == ("Cold", "Follow-up stopped by a person")


def test_what_is_stopped_or_over_cannot_be_stopped(desk: Desk, lead: Lead) -> None:
    act(desk, stop, lead)
    with pytest.raises(NotAllowed, match="No follow-up is planned for Anna"):
        act(desk, stop, lead)
    desk.change(held=Hold.NONE, state=LeadState.HOT)
    with pytest.raises(NotAllowed, match="No follow-up is planned for Anna"):
        act(desk, stop, lead)


@pytest.mark.parametrize(
    "interrupt", [stop, mark_hot, mark_responded, deactivate], ids=["stop", "hot", "responded", "deactivate"]
)
def test_carry_on_goes_on_where_the_schedule_stopped(desk: Desk, lead: Lead, interrupt: Any) -> None:
    desk.send_due()
    desk.wait(days=1)
    desk.send_due()
    act(desk, interrupt, lead)
    desk.wait(hours=1)
    after = act(desk, carry_on, lead)
    assert (after.state, after.held, after.sub_state) == (LeadState.COLD, Hold.NONE, SubState.NONE)
    assert (after.next_step, after.next_send_at) == (3, desk.morning(3, 5))
    assert desk.events()[-1][1] == "Follow-up carried on by a person"


def test_carry_on_after_a_long_while_goes_at_the_next_opening(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    act(desk, stop, lead)
    desk.now = datetime(2026, 4, 4, 12, tzinfo=UTC)  # a Saturday
    assert act(desk, carry_on, lead).next_send_at == datetime(2026, 4, 6, 8, tzinfo=UTC)


def test_carry_on_ends_an_absence(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    back = datetime(2026, 4, 1, tzinfo=UTC).date()
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=back, automatic=True)
    after = act(desk, carry_on, lead)
    assert (after.state, after.resume_at) == (LeadState.COLD, None)
    assert after.next_send_at == desk.morning(3, 3)


def test_carry_on_before_the_first_message_sends_it(desk: Desk, lead: Lead) -> None:
    act(desk, stop, lead)
    act(desk, carry_on, lead)
    assert [message.step for message in desk.send_due()] == [1]


def test_a_start_time_is_kept_over_a_stop(desk: Desk) -> None:
    start = datetime(2026, 3, 9, 14, tzinfo=UTC)
    lead = desk.add(order=desk.order(start_at=start))
    act(desk, stop, lead)
    desk.wait(days=1)
    assert act(desk, carry_on, lead).next_send_at == start


def test_carry_on_tries_a_refused_message_again_before_the_next(desk: Desk, lead: Lead) -> None:
    message = refused(desk)
    desk.wait(days=1)
    after = act(desk, carry_on, lead)
    assert (after.held, after.next_send_at) == (Hold.NONE, None)
    assert [sent.id for sent in desk.send_due()] == [message.id]
    assert desk.lead().next_step == 2
    assert desk.lead().next_send_at == desk.morning(3, 4)


def test_carry_on_tries_the_last_message_again_and_then_the_lead_is_processed(desk: Desk, lead: Lead) -> None:
    for days in (1, 2, 4, 4, 5, 6):
        desk.send_due()
        desk.wait(days=days)
    message = refused(desk)
    assert message.step == 7
    assert desk.lead().state is LeadState.COLD
    act(desk, carry_on, lead)
    assert [sent.id for sent in desk.send_due()] == [message.id]
    assert desk.lead().state is LeadState.PROCESSED


def test_a_lead_that_had_everything_cannot_carry_on(desk: Desk, lead: Lead) -> None:
    desk.at_last_step()
    desk.send_due()
    assert desk.lead().state is LeadState.PROCESSED
    with pytest.raises(NotAllowed, match=r"Anna has had every message of the schedule. Restart it instead."):
        act(desk, carry_on, lead)


# Restart


def test_restart_begins_again_with_the_first_message(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.change(state=LeadState.PROCESSED, next_step=None, next_send_at=None)
    desk.wait(days=30)
    after = act(desk, restart, lead)
    assert (after.state, after.run, after.next_step, after.next_send_at) == (LeadState.COLD, 2, 1, desk.now)
    (sent,) = desk.send_due()
    assert (sent.run, sent.step) == (2, 1)
    assert ("Processed → Cold", "Schedule restarted by a person") in desk.events()


def test_restart_may_take_another_schedule(desk: Desk, lead: Lead) -> None:
    gentle = desk.schedule_id("Gentle pace")
    act(desk, restart, lead, schedule_id=gentle)
    steps = []
    for _ in range(6):
        steps += [message.step for message in desk.send_due()]
        desk.wait(days=7)
    assert steps == [1, 2, 3, 4]


def test_restart_withdraws_what_still_waits_of_the_earlier_run(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert outgoing is not None
    busy = DeliveryError("451 4.3.0 try later", permanent=False)
    desk.do(record_failure, outgoing.message, busy, desk.now)
    written = desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now)
    act(desk, restart, lead)
    old = desk.message(message.id)
    assert (old.status, old.error) == (MessageStatus.FAILED, "Not sent: the schedule was restarted.")
    desk.wait(hours=1)
    sent = desk.send_due()
    assert [(message.run, message.step) for message in sent] == [(1, None), (2, 1)]
    assert sent[0].id == written.id


def test_a_bounced_lead_is_not_restarted(desk: Desk, lead: Lead) -> None:
    desk.hear_bounce()
    with pytest.raises(NotAllowed, match="undeliverable since 02 March 2026 and is never written to again"):
        act(desk, restart, lead)


# A person writes


def test_a_person_s_message_goes_at_the_next_pass_whatever_the_state_and_the_hour(
    desk: Desk, lead: Lead
) -> None:
    act(desk, mark_hot, lead)
    desk.now = datetime(2026, 3, 7, 22, tzinfo=UTC)
    desk.do(send_message, lead.id, " Lunch? ", "Friday at noon?\n", who=PERSON, now=desk.now)
    (sent,) = desk.send_due()
    assert (sent.subject, sent.body, sent.step, sent.written_by) == (
        "Lunch?",
        "Friday at noon?",
        None,
        PERSON,
    )
    assert desk.lead().state is LeadState.HOT


def test_a_person_s_message_may_wait_for_its_time(desk: Desk, lead: Lead) -> None:
    act(desk, mark_hot, lead)
    later = desk.now + timedelta(hours=5)
    message = desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now, at=later)
    assert desk.send_due() == []
    desk.now = later
    assert [sent.id for sent in desk.send_due()] == [message.id]


def test_a_person_s_message_stands_in_the_thread(desk: Desk, lead: Lead) -> None:
    (first,) = desk.send_due()
    desk.wait(hours=1)
    desk.hear(ReplyKind.QUESTION)
    desk.wait(hours=1)
    desk.hear(ReplyKind.AUTO_REPLY, automatic=True)
    desk.do(send_message, lead.id, "Re: Hello", "A text.", who=PERSON, now=desk.now)
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert outgoing is not None
    assert outgoing.thread.message_ids == (first.message_id, "<1@acme.example>")
    assert (outgoing.thread.subject, outgoing.thread.first_body) == (first.subject, first.body)


@pytest.mark.parametrize(("subject", "body"), [("", "A text."), ("Hello", " \n"), (" ", "")])
def test_a_message_needs_a_subject_and_a_text(desk: Desk, lead: Lead, subject: str, body: str) -> None:
    with pytest.raises(PersonError, match="needs a subject and a text"):
        desk.do(send_message, lead.id, subject, body, who=PERSON, now=desk.now)


def test_a_parameter_that_nobody_fills_in_does_not_leave(desk: Desk, lead: Lead) -> None:
    with pytest.raises(PersonError, match="leaves as it stands"):
        desk.do(send_message, lead.id, "Hello", "Hi {{ lead.first_name }}", who=PERSON, now=desk.now)


def test_nobody_writes_to_an_unsubscribed_lead(desk: Desk, lead: Lead) -> None:
    act(desk, unsubscribe, lead)
    with pytest.raises(NotAllowed, match="unsubscribed since 02 March 2026"):
        desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now)


def test_introduce_me_copies_the_owner(desk: Desk, lead: Lead) -> None:
    with pytest.raises(PersonError, match="Ada Example has no owner yet"):
        desk.ask(lambda store: introduction(store, lead.id))
    desk.set_assistant(owner_name="Olga Owner", owner_email="olga@our.example")
    desk.change(last_name="Acker", company="Acme")
    subject, body, cc = desk.ask(lambda store: introduction(store, lead.id))
    assert (subject, cc) == ("Introducing Olga Owner", "olga@our.example")
    assert "Anna,\n\nI would like to introduce you to Olga Owner, in copy here" in body
    assert "Olga Owner, this is Anna Acker, Acme." in body
    message = desk.do(introduce, lead.id, subject, body, who=PERSON, now=desk.now)
    assert message.cc == "olga@our.example"


def test_an_introduction_is_in_the_lead_s_language_and_needs_no_name(desk: Desk, lead: Lead) -> None:
    desk.set_assistant(owner_email="olga@our.example")
    desk.change(first_name="", last_name="", language="de")
    subject, body, _ = desk.ask(lambda store: introduction(store, lead.id))
    assert subject == "Vorstellung: olga@our.example"
    assert f"hier zur Vorstellung: {lead.email}." in body


# Notes, and who waits for a person


def test_a_note_stands_on_the_timeline(desk: Desk, lead: Lead) -> None:
    desk.do(add_note, lead.id, " Met at the fair. ", who=PERSON, now=desk.now)
    (note,) = [line for line in desk.timeline() if line["sort"] == "note"]
    assert (note["text"], note["who"], note["happened_at"]) == ("Met at the fair.", PERSON, desk.now)
    with pytest.raises(PersonError, match="A note needs a text"):
        desk.do(add_note, lead.id, "  ", who=PERSON, now=desk.now)


def note(desk: Desk, lead: Lead) -> None:
    desk.do(add_note, lead.id, "Called.", who=PERSON, now=desk.now)


def write(desk: Desk, lead: Lead) -> None:
    desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now)


@pytest.mark.parametrize("answer", [note, write])
def test_a_lead_that_answered_waits_for_a_person_until_one_reacts(
    desk: Desk, lead: Lead, answer: Any
) -> None:
    desk.hear(ReplyKind.QUESTION)
    assert engaged(desk) == [ANNA]
    answer(desk, lead)
    assert engaged(desk) == []


@pytest.mark.parametrize("verb", [mark_hot, deactivate, carry_on, restart])
def test_any_decision_is_a_reaction(desk: Desk, lead: Lead, verb: Any) -> None:
    desk.hear(ReplyKind.QUESTION)
    act(desk, verb, lead)
    assert engaged(desk) == []


def test_carry_on_before_the_start_time_waits_for_it(desk: Desk) -> None:
    start = datetime(2026, 4, 1, 10, tzinfo=UTC)
    lead = desk.add(order=desk.order(start_at=start))
    act(desk, stop, lead)
    assert act(desk, carry_on, lead).next_send_at == start


def test_send_pressed_again_while_the_page_hangs_is_one_message(desk: Desk, lead: Lead) -> None:
    first = desk.do(send_message, lead.id, "Lunch?", "Friday at noon?", who=PERSON, now=desk.now)
    again = desk.do(send_message, lead.id, "Lunch?", " Friday at noon? ", who=PERSON, now=desk.now)
    assert again.id == first.id
    (claimed,) = [message for message in desk.claim() if message.step is None]
    outgoing = desk.attempt(claimed)
    assert outgoing is not None
    desk.do(record_failure, outgoing.message, DeliveryError("451", permanent=False), desk.now)
    later = desk.do(send_message, lead.id, "Lunch?", "Friday at noon?", who=PERSON, now=desk.now)
    assert later.id == first.id, "it is tried again"
    desk.wait(minutes=2)
    assert [sent.subject for sent in desk.send_due() if sent.step is None] == ["Lunch?"]
