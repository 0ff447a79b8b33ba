"""What is claimed, in which order, and what is planned once it is sent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from core.acting import carry_on, restart, send_message, stop
from core.lead import Lead
from core.message import Message, MessageStatus
from core.occasion import Occasion
from core.reply import ReplyKind
from core.schedule import RECOMMENDED, Schedule
from core.scheduling import change_steps, create_schedule
from core.sending import CLAIM, claim_due, hand_back, record_sent
from core.state import Hold, LeadState
from core.transition import ASSISTANT
from data.store import Store
from tests.desk import PERSON, Desk, plain_writer

SEVEN = [1, 2, 3, 4, 5, 6, 7]


# A lead's way through its schedule


def test_the_first_message_goes_at_the_next_pass_whatever_the_hour_or_weekday(desk: Desk) -> None:
    desk.now = datetime(2026, 3, 7, 3, tzinfo=UTC)  # a Saturday night
    desk.add()
    (message,) = desk.send_due()
    assert (message.step, message.status, message.sent_at) == (1, MessageStatus.SENT, desk.now)


def test_a_silent_lead_gets_seven_messages_and_is_processed(desk: Desk, lead: Lead) -> None:
    sent = []
    for _ in range(24):
        sent += [(message.step, message.sent_at) for message in desk.send_due()]
        desk.wait(days=1)
    assert [step for step, _ in sent] == SEVEN
    assert [f"{sent_at:%d %B}" for _, sent_at in sent if sent_at] == [
        "02 March",  # a Monday
        "03 March",
        "05 March",
        "09 March",  # three days later is a Sunday
        "13 March",
        "18 March",
        "24 March",
    ]
    assert desk.lead().state is LeadState.PROCESSED
    assert desk.events()[-1] == ("Cold → Processed", "The schedule ended without a response")
    assert desk.timeline()[-1]["who"] == ASSISTANT


def test_a_lead_due_twice_between_two_passes_is_sent_one_step_a_pass_in_order(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    steps = []
    for _ in range(6):
        desk.wait(days=21)
        steps.append([message.step for message in desk.send_due()])
    assert steps == [[2], [3], [4], [5], [6], [7]]


def test_the_wait_counts_from_when_the_message_before_was_sent(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    assert desk.lead().next_send_at is None  # on its way: nobody knows yet when
    desk.wait(days=1, hours=2)
    outgoing = desk.attempt(message)
    assert outgoing is not None
    desk.do(record_sent, outgoing.message, desk.now)
    assert desk.lead().next_send_at == desk.morning(3, 4)


def test_the_next_step_waits_until_every_earlier_one_of_the_run_is_sent(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.wait(days=1)
    desk.claim()
    desk.change(next_send_at=desk.now)
    desk.wait(days=5)
    assert desk.claim() == []


def test_follow_ups_keep_the_subject_of_the_first_message_with_re(desk: Desk, lead: Lead) -> None:
    (first,) = desk.send_due()
    desk.wait(days=1)
    (second,) = desk.send_due()
    desk.wait(days=2)
    (third,) = desk.send_due()
    assert first.subject == "About the Spring Fair"
    assert second.subject == third.subject == "Re: About the Spring Fair"


def test_the_writer_is_told_the_thread_s_own_subject(desk: Desk, lead: Lead) -> None:
    """Not "Re: Re: …": it gets the first message's subject as it was."""
    desk.send_due()
    told = []

    def listening(occasion: Occasion) -> tuple[str, str]:
        told.append(occasion.subject)
        return plain_writer(occasion)

    desk.wait(days=1)
    desk.do(claim_due, listening, desk.now)
    assert told == ["About the Spring Fair"]


def test_a_message_id_is_fixed_before_the_first_attempt(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    assert message.message_id == f"<{message.id}@assistant.example>"
    outgoing = desk.attempt(message)
    assert outgoing is not None
    desk.do(hand_back, [outgoing.message], desk.now)
    (again,) = desk.claim()
    assert again.message_id == message.message_id


# What may be claimed


def test_at_most_twenty_are_claimed_at_once(desk: Desk) -> None:
    desk.add_many(CLAIM + 5)
    assert CLAIM == 20
    assert len(desk.claim()) == 20
    assert len(desk.claim()) == 5
    assert desk.claim() == []


def test_waiting_messages_and_due_steps_together_are_at_most_twenty(desk: Desk, lead: Lead) -> None:
    for place in range(5):
        desk.do(send_message, lead.id, "Hello", f"Text {place}.", who=PERSON, now=desk.now)
    desk.add_many(CLAIM)
    claimed = desk.claim()
    assert len(claimed) == 20
    assert [message.step for message in claimed[:5]] == [None] * 5


def test_a_lead_with_an_unread_reply_is_never_claimed(desk: Desk, lead: Lead) -> None:
    assert desk.receive() is not None
    assert desk.claim() == []


def test_a_reply_that_comes_between_claim_and_hand_over_stops_the_message(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    assert desk.receive() is not None
    assert desk.attempt(message) is None
    assert desk.message(message.id).status is MessageStatus.QUEUED
    assert desk.claim() == []


def test_what_a_person_wrote_does_not_wait_for_the_reader(desk: Desk, lead: Lead) -> None:
    desk.receive()
    message = desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now)
    assert [sent.id for sent in desk.send_due()] == [message.id]


@pytest.mark.parametrize("state", sorted(set(LeadState) - {LeadState.COLD}))
def test_only_a_cold_lead_is_written_to_by_the_schedule(desk: Desk, lead: Lead, state: LeadState) -> None:
    desk.change(state=state)
    assert desk.claim() == []


@pytest.mark.parametrize("hold", sorted(set(Hold) - {Hold.NONE}))
def test_a_held_lead_waits_for_a_person(desk: Desk, lead: Lead, hold: Hold) -> None:
    desk.change(held=hold)
    assert desk.claim() == []


def test_a_paused_assistant_sends_nothing_and_the_others_go_on(desk: Desk, lead: Lead) -> None:
    bob = another_assistant(desk)
    desk.add("bea@acme.example", order=desk.order(assistant_id=bob))
    desk.set_assistant(paused="550 5.7.1 blocked")
    assert [message.lead_id for message in desk.send_due()] == [desk.lead("bea@acme.example").id]
    desk.set_assistant(paused="")
    assert [message.lead_id for message in desk.send_due()] == [lead.id]


def another_assistant(desk: Desk) -> UUID:
    bob = replace(desk.assistant, id=Store.new_id(), name="Bob Example", email="bob@assistant.example")
    desk.do(Store.insert_assistant, bob)
    return bob.id


def test_a_pause_between_claim_and_hand_over_keeps_the_message_for_later(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    desk.set_assistant(paused="550 5.7.1 blocked")
    assert desk.attempt(message) is None
    assert desk.claim() == []
    desk.set_assistant(paused="")
    assert [sent.id for sent in desk.send_due()] == [message.id]


# Hours and days


def test_a_follow_up_that_missed_the_hours_goes_at_the_next_opening(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.now = datetime(2026, 3, 3, 18, 1, tzinfo=UTC)
    assert desk.claim() == []
    assert desk.lead().next_send_at == datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_the_lead_s_own_zone_decides_and_the_assistant_s_where_it_has_none(desk: Desk) -> None:
    desk.set_assistant(zone="Europe/Berlin")
    desk.add("home@acme.example")
    desk.add("away@acme.example", zone="America/New_York")
    desk.add("lost@acme.example", zone="Mars/Olympus")
    desk.now = datetime(2026, 3, 2, 23, tzinfo=UTC)
    desk.send_due()
    zones = {"home": "Europe/Berlin", "away": "America/New_York", "lost": "Europe/Berlin"}
    planned = {}
    for name, zone in zones.items():
        at = desk.lead(f"{name}@acme.example").next_send_at
        planned[name] = f"{at.astimezone(ZoneInfo(zone)):%A %H}" if at else ""
    assert planned == {
        "home": "Wednesday 08",  # it is midnight of Tuesday there
        "away": "Tuesday 08",
        "lost": "Wednesday 08",
    }


def test_leads_whose_hours_are_closed_do_not_hide_those_whose_hours_are_open(desk: Desk) -> None:
    closed = desk.add_many(CLAIM, zone="America/Los_Angeles")
    desk.send_due()
    desk.now = datetime(2026, 3, 3, 9, tzinfo=UTC)
    for email in closed:
        desk.change(email, next_send_at=desk.now - timedelta(hours=1))
    desk.add("open@acme.example")
    assert [message.lead_id for message in desk.claim()] == [desk.lead("open@acme.example").id]


# The daily limit


def test_no_more_than_the_daily_limit_leaves_on_a_day(desk: Desk) -> None:
    desk.set_assistant(daily_limit=5)
    desk.add_many(8)
    assert len(desk.send_due()) == 5
    desk.wait(hours=3)
    assert desk.send_due() == []
    desk.now = datetime(2026, 3, 3, 8, 1, tzinfo=UTC)
    assert len(desk.send_due()) == 3


def test_what_exceeds_the_limit_goes_on_the_next_sending_days_in_time_order(desk: Desk) -> None:
    desk.set_assistant(daily_limit=2)
    for minutes, name in ((0, "anna"), (50, "eve"), (30, "carl"), (10, "ben"), (40, "dora")):
        desk.add(f"{name}@acme.example")
        desk.change(f"{name}@acme.example", next_send_at=desk.now + timedelta(minutes=minutes))
    firsts = []
    desk.wait(hours=1)
    for _ in range(3 * 4):
        sent = [message for message in desk.send_due() if message.step == 1]
        firsts += [(f"{desk.now:%A %H:%M}", name_of(desk, message)) for message in sent]
        desk.wait(hours=6)
    assert firsts == [
        ("Monday 10:00", "anna"),
        ("Monday 10:00", "ben"),
        ("Tuesday 10:00", "carl"),
        ("Tuesday 10:00", "dora"),
        ("Wednesday 10:00", "eve"),  # before the follow-ups that came due after her
    ]


def name_of(desk: Desk, message: Message) -> str:
    lead = desk.ask(lambda store: store.find_lead(message.lead_id))
    assert lead
    return lead.email.partition("@")[0]


def test_the_limit_counts_a_day_of_the_assistant_s_zone(desk: Desk) -> None:
    desk.set_assistant(daily_limit=1, zone="Asia/Tokyo")
    desk.now = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)  # 23:30 in Tokyo
    desk.add("one@acme.example")
    desk.add("two@acme.example")
    assert len(desk.send_due()) == 1
    planned = desk.lead("two@acme.example").next_send_at
    assert planned
    assert f"{planned.astimezone(ZoneInfo('Asia/Tokyo')):%d %B %H:%M}" == "03 March 08:01"


def test_what_a_person_writes_does_not_count(desk: Desk, lead: Lead) -> None:
    desk.set_assistant(daily_limit=1)
    for place in range(3):
        desk.do(send_message, lead.id, "Hello", f"Text {place}.", who=PERSON, now=desk.now)
    assert len(desk.send_due()) == 4


# A schedule that changes under a lead


def test_a_schedule_shortened_under_a_lead_ends_there(desk: Desk, lead: Lead) -> None:
    own = desk.do(create_schedule, "Own", RECOMMENDED)
    desk.change(schedule_id=own.id)
    desk.send_due()
    assert desk.do(change_steps, own.id, own.steps[:1], now=desk.now) == 1
    after = desk.lead()
    assert (after.state, after.next_step, after.next_send_at) == (LeadState.PROCESSED, None, None)


def test_a_schedule_shortened_while_a_message_is_on_its_way_ends_after_it(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    short = Schedule(Store.new_id(), "One", RECOMMENDED[:1])
    desk.do(Store.insert_schedule, short)
    desk.change(schedule_id=short.id)
    desk.do(record_sent, message, desk.now)
    assert desk.lead().state is LeadState.PROCESSED


def test_saving_the_assistant_does_not_touch_what_is_under_way(desk: Desk, lead: Lead) -> None:
    """A changed setting restarts, finishes and skips nothing."""
    desk.send_due()
    desk.add("ben@acme.example")
    (claimed,) = desk.claim()
    before = (desk.lead(), desk.lead("ben@acme.example"), desk.message(claimed.id))
    desk.set_assistant(title="Head of Sales", daily_limit=100, signature="Yours")
    assert (desk.lead(), desk.lead("ben@acme.example"), desk.message(claimed.id)) == before


# What follows from a lead's own acts meanwhile


def test_a_reply_while_a_message_is_on_its_way_stops_the_schedule(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert outgoing is not None
    desk.hear(ReplyKind.INTERESTED)
    desk.do(record_sent, outgoing.message, desk.now)
    after = desk.lead()
    assert (after.state, after.next_step, after.next_send_at) == (LeadState.RESPONDED, 2, None)


def test_a_message_of_an_earlier_run_plans_nothing_for_the_new_one(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert outgoing is not None
    desk.do(restart, lead.id, who=PERSON, now=desk.now)
    restarted = desk.lead()
    desk.do(record_sent, outgoing.message, desk.now)
    assert desk.lead() == restarted


def test_a_stopped_lead_gets_nothing_until_somebody_carries_on(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.do(stop, lead.id, who=PERSON, now=desk.now)
    desk.wait(days=30)
    assert desk.send_due() == []
    desk.do(carry_on, lead.id, who=PERSON, now=desk.now)
    assert [message.step for message in desk.send_due()] == [2]


# The last safeties


def test_a_step_of_a_run_cannot_be_written_twice(desk: Desk, lead: Lead) -> None:
    """Two rows for the same lead, run and step: the second is refused by the database itself."""
    (message,) = desk.claim()
    twin = replace(message, id=Store.new_id(), message_id="<twin@assistant.example>")
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        desk.do(Store.insert_message, twin)
    assert [m.id for m in desk.ask(lambda store: store.interrupted_messages())] == [message.id]


def test_moving_a_date_over_off_days_does_not_send_a_step_again(desk: Desk, lead: Lead) -> None:
    desk.set_assistant(off_days="0134")  # writes on Wednesdays, Saturdays and Sundays only
    steps = []
    for _ in range(2 * 14):
        steps += [message.step for message in desk.send_due()]
        desk.wait(hours=12)
    assert steps == [1, 2, 3, 4, 5]


def test_no_lead_gets_more_than_two_steps_in_a_day_whatever_happens(desk: Desk, lead: Lead) -> None:
    sent = []
    for _ in range(8):
        sent += desk.send_due()
        desk.do(restart, lead.id, who=PERSON, now=desk.now)
        desk.wait(minutes=30)
    assert len(sent) == 2
    desk.wait(hours=21)
    assert len(desk.send_due()) == 1


def test_a_lead_is_not_processed_while_a_message_of_its_run_is_unsent(desk: Desk, lead: Lead) -> None:
    desk.at_last_step()
    (message,) = desk.claim()
    assert (desk.lead().state, desk.lead().next_step) == (LeadState.COLD, None)
    desk.wait(days=30)
    assert desk.claim() == []
    assert desk.lead().state is LeadState.COLD
    desk.do(hand_back, [message], desk.now)
    assert [sent.id for sent in desk.send_due()] == [message.id]
    assert desk.lead().state is LeadState.PROCESSED
