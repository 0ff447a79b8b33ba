"""Sending, as its users would notice it: nothing is lost, nothing goes twice, and what leaves is right."""

import itertools
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from core.acting import deactivate, send_message, unsubscribe
from core.errors import DeliveryError
from core.message import MessageStatus
from core.sending import claim_due
from core.state import Hold, LeadState
from jobs.maildir import LocalOut
from jobs.send_messages import send_messages
from tests.desk import ANNA, NOW, PERSON
from tests.jobs.conftest import House, text_of


class Watched:
    """The local channel with somebody who looks on before each hand-over."""

    told_within = timedelta(0)

    def __init__(self, house: House, look: Callable[[int], None]) -> None:
        self._channel = LocalOut(house.settings.mailbox_dir)
        self._look = look
        self._handed_over = 0

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        self._handed_over += 1
        self._look(self._handed_over)
        self._channel.send(mail, sender, recipients)

    def has(self, message_id: str) -> bool | None:
        return self._channel.has(message_id)

    def close(self) -> None: ...


# --- the protocol


def test_a_message_is_marked_before_its_hand_over_and_no_transaction_is_open_meanwhile(house: House) -> None:
    house.add_many(3)
    marks: list[list[tuple[str, bool]]] = []

    def look(_number: int) -> None:
        with house.database.transaction():  # would wait for ever if one were open
            marks.append([(m.status, m.attempted_at is not None) for m in house.messages()])

    house.once(channel=Watched(house, look))
    assert marks == [
        [("sending", True), ("sending", False), ("sending", False)],
        [("sent", True), ("sending", True), ("sending", False)],
        [("sent", True), ("sent", True), ("sending", True)],
    ]


def test_a_slow_hand_over_that_overlaps_the_next_run_sends_nothing_twice(house: House) -> None:
    house.add_many(25)
    claimed_meanwhile: list[int] = []

    def look(_number: int) -> None:
        claimed_meanwhile.append(len(house.desk.do(claim_due, house.world().write, house.now)))

    house.once(channel=Watched(house, look))
    assert claimed_meanwhile[0] == 5  # the twenty of the pass are out of reach
    house.desk.wait(minutes=1)
    house.once()
    assert len({m["Message-ID"] for m in house.outbox()}) == len(house.outbox()) == 25


class Killed(BaseException):
    """The process ends here."""


class Deadly(LocalOut):
    """The process dies at one hand-over, before the mail is written or right after."""

    def __init__(self, house: House, at: int, written: bool) -> None:
        super().__init__(house.settings.mailbox_dir)
        self._left = at
        self._written = written

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        self._left -= 1
        if self._left or self._written:
            super().send(mail, sender, recipients)
        if not self._left:
            raise Killed


def test_a_crash_at_any_hand_over_loses_nothing_and_sends_nothing_twice(house: House) -> None:
    house.add_many(12)
    for at, written in itertools.product((1, 2, 3), (True, False)):
        house.desk.wait(seconds=1)
        with suppress(Killed):
            send_messages(house.world(channel=Deadly(house, at, written)))
    house.once()
    assert sorted(mail["To"].addresses[0].addr_spec for mail in house.outbox()) == sorted(
        f"lead{n}@acme.example" for n in range(1, 13)
    )
    assert {message.status for message in house.messages()} == {MessageStatus.SENT}


def test_one_message_that_cannot_be_written_stops_no_other(house: House) -> None:
    house.add_many(3)
    with house.database.transaction() as store:
        store.connection.execute("update leads set email = 'a\nb@x' where email = 'lead2@acme.example'")
    house.once()
    assert len(house.outbox()) == 2
    assert house.lead("a\nb@x").held is Hold.FAILED


def test_a_refusal_in_the_middle_is_recorded_and_the_others_go_once(house: House) -> None:
    house.add_many(5)

    def look(number: int) -> None:
        if number == 3:
            raise DeliveryError("554 5.6.0 refused", permanent=True)

    house.once(channel=Watched(house, look))
    for _ in range(3):
        house.desk.wait(minutes=1)
        house.once()
    assert len(house.outbox()) == 4
    assert sorted(m.status for m in house.messages()) == ["failed", "sent", "sent", "sent", "sent"]


def test_what_happens_to_a_lead_during_the_pass_is_heeded(house: House) -> None:
    """The first hand-over takes long: meanwhile others unsubscribe, are deactivated, or are told to stop."""
    house.add_many(4)
    second, third = house.lead("lead2@acme.example"), house.lead("lead3@acme.example")

    def look(number: int) -> None:
        if number == 1:
            house.desk.do(unsubscribe, second.id, who=PERSON, now=house.now)
            house.desk.do(deactivate, third.id, who=PERSON, now=house.now)

    house.once(channel=Watched(house, look))
    house.desk.wait(minutes=1)
    house.once()
    addressed = [mail["To"].addresses[0].addr_spec for mail in house.outbox()]
    assert addressed == ["lead1@acme.example", "lead4@acme.example"]


def test_told_to_end_the_pass_hands_back_what_it_has_not_begun(house: House) -> None:
    house.add_many(5)
    told: list[int] = []
    send_messages(house.world(channel=Watched(house, told.append), told_to_end=lambda: len(told) >= 2))
    assert sorted(m.status for m in house.messages()) == ["queued"] * 3 + ["sent"] * 2
    house.once()
    assert len(house.outbox()) == 5


# --- when


def test_a_first_message_leaves_at_once_even_on_a_sunday_night(house: House) -> None:
    house.at(datetime(2026, 3, 8, 23, 30, tzinfo=UTC)).desk.add()
    house.once()
    assert len(house.outbox()) == 1


def test_a_first_message_leaves_at_night_though_many_follow_ups_wait_for_the_morning(house: House) -> None:
    house.add_many(60)
    house.once()
    house.desk.wait(days=1, hours=12)  # Tuesday, 21:00; the follow-ups came due at 09:00
    house.desk.add()
    house.once()
    assert len(house.outbox(ANNA)) == 1
    assert len(house.outbox()) == 61


def test_what_exceeds_the_daily_limit_goes_on_the_next_days(house: House) -> None:
    house.desk.set_assistant(daily_limit=8)
    house.add_many(20)
    written = []
    for _ in range(3):
        for _ in range(2):
            house.once()
            house.desk.wait(hours=12)
        written.append(len(house.outbox()))
    assert written == [8, 16, 24]
    house.at(NOW + timedelta(days=3)).once()
    assert len([message for message in house.messages() if message.step == 1]) == 20


def test_a_lead_never_gets_two_steps_in_one_pass_nor_three_in_a_day(house: House) -> None:
    house.desk.add()
    for _ in range(20):
        with house.database.transaction() as store:  # a defect elsewhere makes it due again and again
            store.connection.execute("update leads set next_send_at = ? where true", [house.now])
        before = len(house.outbox())
        house.once()
        assert len(house.outbox()) - before <= 1
        house.desk.wait(minutes=10)
    assert len(house.outbox()) == 2


# --- what


@pytest.fixture
def thread(house: House) -> House:
    """Anna has had three messages."""
    house.desk.add()
    for _ in range(8):
        house.once()
        house.desk.wait(days=1)
    assert len(house.outbox()) >= 3
    return house


def test_follow_ups_stay_in_the_thread_and_quote_the_first_message(thread: House) -> None:
    first, second, third = thread.outbox()[:3]
    assert first["In-Reply-To"] is None
    assert second["In-Reply-To"] == first["Message-ID"]
    assert third["In-Reply-To"] == second["Message-ID"]
    assert third["References"].split() == [first["Message-ID"], second["Message-ID"]]
    assert second["Subject"] == third["Subject"] == f"Re: {first['Subject']}"
    body = thread.messages()[0].body
    for follow_up in (second, third):
        quoted = re.findall(r"^> ?(.*)$", text_of(follow_up), re.M)
        assert quoted == [line.rstrip() for line in body.splitlines()]


def test_every_message_says_that_a_machine_wrote_it_and_how_to_leave(thread: House) -> None:
    for mail in thread.outbox():
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["List-Unsubscribe"] == f"<{thread.settings.public_url}/u/{thread.lead().token}>"
        assert thread.desk.assistant.postal_address in text_of(mail)
        assert thread.lead().token in mail["Reply-To"].addresses[0].addr_spec
        assert mail.get_content_type() == "multipart/alternative"


def test_the_date_of_a_mail_is_when_it_left(thread: House) -> None:
    dates = [parsedate_to_datetime(mail["Date"]) for mail in thread.outbox()]
    assert dates == [message.sent_at for message in thread.messages()]
    assert dates[0] == NOW


def test_a_message_of_a_person_goes_at_the_next_pass_and_in_the_thread(thread: House) -> None:
    before = thread.outbox()
    thread.desk.do(
        send_message, thread.lead().id, "A word", "From me.", who=PERSON, now=thread.now, cc="b@our.example"
    )
    thread.once()
    (mail,) = [
        mail for mail in thread.outbox() if mail["Message-ID"] not in {m["Message-ID"] for m in before}
    ]
    assert mail["Cc"] == "b@our.example"
    assert mail["In-Reply-To"] == before[-1]["Message-ID"]


def test_a_retry_asks_again_whether_the_lead_may_be_written_to(house: House) -> None:
    lead = house.desk.add()

    def look(_number: int) -> None:
        raise DeliveryError("451 later", permanent=False)

    house.once(channel=Watched(house, look))
    house.desk.do(unsubscribe, lead.id, who=PERSON, now=house.now)
    house.desk.wait(days=2)
    house.once()
    assert house.outbox() == []
    assert house.lead().state is LeadState.UNSUBSCRIBED
