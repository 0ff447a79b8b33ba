"""What the store keeps comes back as it was."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_type_hints
from uuid import UUID

import pytest

from core.acting import send_message
from core.assistant import Assistant
from core.errors import NotFound
from core.history import NoticeKind, Suppression
from core.lead import Lead
from core.message import Message, MessageStatus
from core.ports import Store as StorePort
from core.schedule import Schedule, Step, Tone
from core.state import Hold, LeadState, SubState
from data.store import Store
from tests.desk import ANNA, NOW, PERSON, Desk

LATER = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)


def test_the_store_keeps_the_promises_of_its_port() -> None:
    promised = {name for name in vars(StorePort) if not name.startswith("_")}
    assert {name for name in promised if not hasattr(Store, name)} == set()


def test_ids_sort_by_the_time_they_were_made() -> None:
    one_by_one = [Store.new_id() for _ in range(1000)]
    assert one_by_one == sorted(set(one_by_one))
    together = Store.new_ids(1000)
    assert together == sorted(set(together))
    assert {each.version for each in one_by_one + together} == {7}


def test_every_field_of_a_lead_that_may_change_comes_back_as_it_was(desk: Desk, lead: Lead) -> None:
    fixed = {
        "id", "token", "email", "designation", "industry", "linkedin_url", "company_linkedin_url",
        "twitter_url", "location", "custom", "upload_id", "place", "created_at",
    }  # fmt: skip
    new: dict[str, Any] = {
        "first_name": "Änne",
        "last_name": "O'Neil",
        "phone": "+49301234",
        "company": "a; drop table leads; --",
        "assistant_id": UUID(int=2),
        "source": "Meeting",
        "context": "100 % :name %s {x}",
        "additional_information": "Zeile\nZeile",
        "schedule_id": UUID(int=3),
        "run": 4,
        "start_at": LATER,
        "next_step": 5,
        "next_send_at": LATER,
        "state": LeadState.OUT_OF_OFFICE,
        "sub_state": SubState.ASKED_TO_STOP,
        "held": Hold.FAILED,
        "resume_at": LATER,
        "meeting_on": date(2026, 7, 2),
        "meeting_at": LATER,
        "soft_bounces": 2,
        "country": "DE",
        "zone": "Europe/Berlin",
        "language": "de",
    }
    assert set(new) | fixed == {field.name for field in fields(Lead)}
    changed = replace(lead, **new)
    desk.do(Store.save_lead, changed)
    after = desk.lead()
    assert after == changed
    for name in ("state", "sub_state", "held"):
        assert type(getattr(after, name)) is get_type_hints(Lead)[name]


def test_every_field_of_a_message_comes_back_as_it_was(desk: Desk, lead: Lead) -> None:
    message = Message(
        id=Store.new_id(),
        lead_id=lead.id,
        run=2,
        step=3,
        broadcast_id=Store.new_id(),
        message_id="<x@y.example>",
        subject="Größe %s",
        body="Zeile\n\n\u2028 :x",
        recipient="a@d.example",
        cc="c@d.example, e@d.example",
        status=MessageStatus.RETRY,
        attempts=4,
        due_at=LATER,
        claimed_at=LATER,
        attempted_at=LATER,
        sent_at=LATER,
        error="451 100 % full",
        written_by=PERSON,
    )
    desk.do(Store.insert_message, message)
    assert desk.message(message.id) == message
    sent = replace(message, status=MessageStatus.SENT, attempts=5, error="")
    sent = replace(sent, due_at=None, attempted_at=None, sent_at=None)
    desk.do(Store.save_message, sent)
    assert desk.message(message.id) == sent


def test_every_setting_of_an_assistant_comes_back_as_it_was(desk: Desk) -> None:
    new: dict[str, Any] = {
        field.name: f"{field.name} ü" for field in fields(Assistant) if field.type in (str, "str")
    }
    new |= {
        "opens": time(7, 15),
        "closes": time(23, 59),
        "daily_limit": 7,
        "zone": "Asia/Kolkata",
        "off_days": "6",
        "keeps_holidays": False,
    }
    assert desk.set_assistant(**new) == desk.assistant


def test_what_is_not_here_any_more_is_said_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(NotFound, match="This assistant is not here any more"):
        desk.ask(lambda store: store.assistant(UUID(int=1)))
    with pytest.raises(NotFound, match=r"no assistant with the address x@y\.example"):
        desk.ask(lambda store: store.assistant_by_email("x@y.example"))
    with pytest.raises(NotFound, match="This schedule is not here any more"):
        desk.ask(lambda store: store.schedule(UUID(int=1)))
    with pytest.raises(NotFound, match=r"no schedule named 'Weekly'\. There are: Gentle pace, Recommended\."):
        desk.ask(lambda store: store.schedule_by_name("Weekly"))


def test_a_schedule_of_the_team_stands_behind_those_of_the_system(desk: Desk) -> None:
    own = Schedule(Store.new_id(), "A weekly one", (Step(1, 0, Tone.CANDID), Step(2, 7, Tone.CURIOUS)))
    desk.do(Store.insert_schedule, own)
    schedules = desk.ask(lambda store: store.schedules())
    assert [schedule.name for schedule in schedules] == ["Gentle pace", "Recommended", "A weekly one"]
    assert schedules[-1] == own


def test_the_first_reason_of_a_suppression_stays(desk: Desk) -> None:
    desk.do(Store.suppress, ANNA, Suppression.UNSUBSCRIBED, "POST from ::1", NOW)
    desk.do(Store.suppress, ANNA, Suppression.UNDELIVERABLE, "550", NOW + timedelta(days=1))
    suppressed = desk.ask(lambda store: store.suppressed_emails([ANNA, "ben@acme.example"]))
    assert suppressed == {ANNA: (Suppression.UNSUBSCRIBED, NOW)}
    assert desk.ask(lambda store: store.suppressed_emails([])) == {}


def test_a_heartbeat_remembers_when_its_job_last_failed(desk: Desk) -> None:
    desk.do(Store.beat, "send", NOW, "OSError: full")
    desk.do(Store.beat, "send", NOW + timedelta(seconds=10))
    beat = desk.ask(lambda store: store.heartbeats())["send"]
    assert (beat.seen_at, beat.error, beat.error_at) == (NOW + timedelta(seconds=10), "", NOW)


def test_a_notice_is_delivered_once(desk: Desk) -> None:
    for title in ("one", "two", "three"):
        desk.do(Store.insert_notice, NoticeKind.ALARM, title, "a text", NOW)
    first, second = desk.ask(lambda store: store.undelivered_notices(2))
    assert (first.title, first.kind, second.title) == ("one", NoticeKind.ALARM, "two")
    desk.do(Store.notice_delivered, first.id, NOW)
    assert [notice.title for notice in desk.ask(lambda store: store.undelivered_notices(9))] == [
        "two",
        "three",
    ]


def test_the_thread_is_in_the_order_of_time_and_of_one_run(desk: Desk, lead: Lead) -> None:
    (first,) = desk.send_due()
    desk.wait(hours=1)
    desk.do(send_message, lead.id, "Hello", "A text.", who=PERSON, now=desk.now)
    (written,) = desk.send_due()
    thread = desk.ask(lambda store: store.thread_of(desk.lead(), desk.now))
    assert thread.message_ids == (first.message_id, written.message_id)
    assert (thread.subject, thread.first_body, thread.first_sent_at) == (first.subject, first.body, NOW)
    next_run = replace(desk.lead(), run=2)
    thread = desk.ask(lambda store: store.thread_of(next_run, desk.now))
    assert (thread.message_ids, thread.subject) == ((written.message_id,), "")


@pytest.mark.parametrize("domain", ["acme_example", "%", "acme.exampl_", "e"])
def test_a_mail_domain_is_no_pattern(desk: Desk, lead: Lead, domain: str) -> None:
    (sent,) = desk.send_due()
    assert desk.ask(lambda store: store.leads_of_thread("acme.example", sent.subject.lower())) != []
    assert desk.ask(lambda store: store.leads_of_thread(domain, sent.subject.lower())) == []


def test_the_command_line_tells_each_lead_s_story_in_a_line(desk: Desk, lead: Lead) -> None:
    desk.add("ben@acme.example", "Ben")
    desk.send_due()
    desk.hear_bounce(email="ben@acme.example")
    lines = {line["email"]: line for line in desk.ask(lambda store: list(store.lead_lines()))}
    assert lines[ANNA] == {
        "email": ANNA,
        "first_name": "Anna",
        "state": "Cold",
        "sub_state": "",
        "source": "Event",
        "context": "the Spring Fair",
        "next_step": 2,
        "next_send_at": desk.morning(3, 3),
        "messages_sent": 1,
        "last_reply_kind": None,
    }
    assert lines["ben@acme.example"]["last_reply_kind"] == "bounce"
    only = desk.ask(lambda store: list(store.lead_lines("Deactivated")))
    assert [line["email"] for line in only] == ["ben@acme.example"]
