"""What is scheduled for a lead, as the screen shows it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.acting import mark_hot, stop
from core.lead import Lead
from core.planning import hold_overdue
from core.reply import ReplyKind
from core.schedule import GENTLE_PACE, RECOMMENDED, Schedule, Step, Tone
from core.state import Hold, LeadState
from core.timeline import Scheduled, upcoming
from data.store import Store
from tests.desk import ANNA, PERSON, Desk, plain_writer


def coming(desk: Desk, email: str = ANNA) -> list[Scheduled]:
    """What the lead's screen derives."""
    lead = desk.lead(email)
    return desk.ask(lambda store: upcoming(store, lead, plain_writer, desk.now))


def test_a_new_lead_has_the_whole_schedule_before_it(desk: Desk, lead: Lead) -> None:
    messages = coming(desk)
    assert [message.step for message in messages] == list(RECOMMENDED)
    assert [f"{message.send_at:%a %d}" for message in messages] == [
        "Mon 02", "Tue 03", "Thu 05", "Mon 09", "Fri 13", "Wed 18", "Tue 24",
    ]  # fmt: skip
    assert [message.subject for message in messages] == [
        "About the Spring Fair",
        *["Re: About the Spring Fair"] * 6,
    ]
    assert messages[2].body == "Hi Anna, this is message 3."


@pytest.mark.parametrize("zone", ["", "America/New_York", "Asia/Kolkata"])
def test_what_the_screen_shows_is_what_the_sidecar_does(desk: Desk, zone: str) -> None:
    """In April, so that Berlin and New York change their clocks on the way."""
    desk.set_assistant(zone="Europe/Berlin")
    desk.now = datetime(2026, 3, 6, 15, tzinfo=UTC)
    desk.add(zone=zone)
    shown = [(message.step.number, message.send_at, message.subject) for message in coming(desk)]
    done = []
    while (lead := desk.lead()).next_send_at:
        desk.now = max(desk.now, lead.next_send_at)
        done += [(message.step, message.sent_at, message.subject) for message in desk.send_due()]
    assert done == shown
    assert len(done) == 7


def test_what_was_sent_is_not_scheduled_any_more(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    messages = coming(desk)
    assert [message.step.number for message in messages] == [2, 3, 4, 5, 6, 7]
    assert messages[0].send_at == desk.morning(3, 3)
    assert messages[0].subject == "Re: About the Spring Fair"


def test_a_lead_out_of_office_shows_when_it_goes_on(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=datetime(2026, 3, 16, tzinfo=UTC).date())
    assert coming(desk)[0].send_at == datetime(2026, 3, 16, 8, tzinfo=UTC)


def test_a_changed_schedule_is_at_once_true(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.change(schedule_id=desk.schedule_id("Gentle pace"))
    assert [message.step for message in coming(desk)] == list(GENTLE_PACE[1:])
    own = Schedule(Store.new_id(), "Own", (Step(1, 0, Tone.CANDID), Step(2, 30, Tone.CURIOUS)))
    desk.do(Store.insert_schedule, own)
    desk.change(schedule_id=own.id)
    assert [message.step.number for message in coming(desk)] == [2]


@pytest.mark.parametrize("state", sorted(set(LeadState) - {LeadState.COLD, LeadState.OUT_OF_OFFICE}))
def test_nothing_is_scheduled_once_the_follow_up_is_over(lead: Lead, desk: Desk, state: LeadState) -> None:
    desk.change(state=state)
    assert coming(desk) == []


def test_nothing_is_scheduled_for_a_lead_that_a_person_stopped_or_marked(desk: Desk, lead: Lead) -> None:
    desk.do(stop, lead.id, who=PERSON, now=desk.now)
    assert coming(desk) == []
    desk.do(mark_hot, lead.id, who=PERSON, now=desk.now)
    assert coming(desk) == []


def test_nothing_is_scheduled_for_a_lead_that_is_held(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    seen = desk.now
    desk.wait(days=5)
    desk.do(hold_overdue, seen, desk.now)
    assert desk.lead().held is Hold.OVERDUE
    assert coming(desk) == []


def test_changing_the_zone_moves_what_is_to_come_and_nothing_that_was(desk: Desk, lead: Lead) -> None:
    desk.set_assistant(zone="Europe/Berlin")
    desk.send_due()
    desk.hear(ReplyKind.AUTO_REPLY, automatic=True)
    before = desk.timeline()
    desk.set_assistant(zone="America/Los_Angeles")
    assert desk.timeline() == before
    third = coming(desk)[1].send_at.astimezone(ZoneInfo("America/Los_Angeles"))
    assert f"{third:%H:%M}" == f"{desk.morning(3, 9):%H:%M}"
