"""How a reply comes in: kept first, read later, and then what follows from it."""

from email.message import EmailMessage
from typing import Any

import pytest

from core.arrival import Arrival, first_look
from core.errors import DeliveryError
from core.history import Notice
from core.reading.reader import LocalReader
from core.reply import Reading, ReplyKind
from core.state import LeadState, SubState
from jobs.fetch_replies import fetch_replies
from jobs.maildir import LocalIn
from tests.desk import ANNA, PERSON
from tests.jobs.conftest import House, answer

COLLEAGUE = "boss@acme.example"


@pytest.fixture
def mail(house: House) -> EmailMessage:
    """The first mail that Anna got."""
    house.desk.add()
    house.once()
    (mail,) = house.outbox()
    house.desk.wait(hours=1)
    return mail


def days_pass(house: House, days: int = 3) -> None:
    for _ in range(days):
        house.desk.wait(days=1)
        house.once()


def kept(house: House) -> list[tuple[Any, ...]]:
    return house.rows("select kind, lead_id is not null, error from replies order by received_at, id")


def left_in_the_inbox(house: House) -> list[Arrival]:
    return list(LocalIn(house.settings.mailbox_dir).unread(first_look(house.now)))


# --- kept, once, before anything else


def test_a_mail_is_kept_byte_for_byte_and_then_leaves_the_inbox(house: House, mail: EmailMessage) -> None:
    raw = answer(mail, "Grüße — and a dot:\n.\n", now=house.now)
    path = house.deliver(raw)
    assert house.once() == {}
    assert house.rows("select raw from replies") == [(raw,)]
    assert not path.exists()
    assert (path.parent.parent / ".Stored" / "cur" / path.name).read_bytes() == raw


class DiesBeforeItIsDone(LocalIn):
    """The process is killed between the commit and the move to .Stored."""

    def done(self, key: str) -> None:
        raise KeyboardInterrupt


def test_a_crash_after_keeping_a_mail_does_not_keep_it_twice(house: House, mail: EmailMessage) -> None:
    house.deliver(answer(mail, "Yes.", now=house.now))
    with pytest.raises(KeyboardInterrupt):
        fetch_replies(house.world(mailboxes=[DiesBeforeItIsDone(house.settings.mailbox_dir)]))
    assert len(kept(house)) == 1
    house.once()
    assert len(kept(house)) == 1
    assert left_in_the_inbox(house) == []


def test_the_same_mail_delivered_again_is_shown_once(house: House, mail: EmailMessage) -> None:
    raw = answer(mail, "Yes.", now=house.now)
    house.deliver(raw)
    house.deliver(raw)
    house.once()
    house.deliver(raw)
    house.once()
    assert len(kept(house)) == 1


def test_two_mails_that_share_a_message_id_are_both_kept(house: House, mail: EmailMessage) -> None:
    for text in ("The first.", "The second."):
        house.deliver(answer(mail, text, now=house.now, Message_ID="<same@acme.example>"))
    house.once()
    assert len(kept(house)) == 2


def test_fetching_does_not_mark_the_whole_mailbox_as_read(house: House, mail: EmailMessage) -> None:
    """What a mail program filed and flagged keeps its flags, and other folders are left alone."""
    inbox = house.settings.mailbox_dir / "inbox"
    seen = house.deliver(answer(mail, "Seen.", now=house.now))
    seen = seen.rename(inbox / "cur" / f"{seen.name}:2,S")
    new = house.deliver(answer(mail, "New.", now=house.now))
    other = inbox / ".Archive" / "new" / "1.M1P1.mx.example"
    other.parent.mkdir(parents=True)
    other.write_bytes(answer(mail, "Old.", now=house.now))
    house.once()
    stored = sorted(path.name for path in (inbox / ".Stored" / "cur").iterdir())
    assert stored == sorted([seen.name, new.name])
    assert other.exists()
    assert len(kept(house)) == 2


def test_a_mail_that_is_still_being_written_is_left_alone(house: House, mail: EmailMessage) -> None:
    path = house.deliver(answer(mail, "Yes.", now=house.now))
    draft = path.rename(path.parent.parent / "tmp" / path.name)
    house.once()
    assert draft.exists()
    assert kept(house) == []


def test_a_full_inbox_does_not_keep_the_mails_to_others_from_leaving(
    house: House, mail: EmailMessage
) -> None:
    """Keeping a mail takes half a minute here: a pass of fetching ends after a minute."""
    for number in range(3):
        house.deliver(answer(mail, f"Answer {number}", now=house.now))
    world = house.world(beat=lambda store: house.desk.wait(seconds=30))
    fetch_replies(world)
    assert len(kept(house)) == 2
    fetch_replies(world)
    assert len(kept(house)) == 3


def test_strangers_are_kept_and_change_nothing(house: House, mail: EmailMessage) -> None:
    house.deliver(house.desk.mail("Buy our tyres.", sender="tyres@elsewhere.example"))
    house.once()
    assert [(known, error) for _, known, error in kept(house)] == [(False, "")]
    assert house.lead().state is LeadState.COLD


# --- whose it is


def test_a_reply_whose_headers_were_stripped_is_known_by_its_sender_and_stops_the_follow_up(
    house: House, mail: EmailMessage
) -> None:
    house.deliver(house.desk.mail("I had a question about this.", sender=f"Anna <{ANNA.upper()}>"))
    days_pass(house)
    assert house.lead().state is not LeadState.COLD
    assert len(house.outbox()) == 1


def test_a_reply_from_another_address_is_known_by_our_message_id(house: House, mail: EmailMessage) -> None:
    reply = answer(mail, "Anna sent this to me.", now=house.now, From="x@private.example", To="ada@a.example")
    house.deliver(reply)
    days_pass(house)
    assert house.lead().state is not LeadState.COLD
    assert len(house.outbox()) == 1


def test_a_reply_from_another_address_is_known_by_where_it_was_sent(house: House, mail: EmailMessage) -> None:
    headers = {"From": "x@private.example", "In-Reply-To": "", "References": ""}
    house.deliver(answer(mail, "Hello.", now=house.now, **headers))
    days_pass(house)
    assert house.lead().state is not LeadState.COLD


def test_a_colleagues_answer_without_in_reply_to_is_known_by_domain_and_subject(
    house: House, mail: EmailMessage
) -> None:
    subject = f"AW: Re: {mail['Subject']}"
    house.deliver(house.desk.mail("Anna showed me this.", sender=COLLEAGUE, subject=subject))
    days_pass(house)
    assert house.lead().state is not LeadState.COLD


def test_a_colleagues_own_subject_is_a_strangers_mail(house: House, mail: EmailMessage) -> None:
    house.deliver(house.desk.mail("Something else.", sender=COLLEAGUE, subject="Invoice 7"))
    house.once()
    assert house.lead().state is LeadState.COLD


def test_every_answer_stays_with_its_lead_and_none_makes_a_new_one(house: House, mail: EmailMessage) -> None:
    for number in range(3):
        house.deliver(answer(mail, f"Answer {number}", now=house.now))
    house.deliver(house.desk.mail("And another.", sender=ANNA, subject="No header at all"))
    house.once()
    assert house.rows("select count(*) from leads") == [(1,)]
    assert [known for _, known, _ in kept(house)] == [True] * 4


# --- machines


def test_our_own_mail_coming_back_is_no_reply_and_starts_no_talk_with_ourselves(
    house: House, mail: EmailMessage
) -> None:
    house.deliver(mail.as_bytes())  # a copy of what we sent
    house.deliver(house.desk.mail("A loop.", sender=house.desk.assistant.email))
    house.once()
    assert kept(house) == []
    assert house.lead().state is LeadState.COLD
    assert left_in_the_inbox(house) == []
    days_pass(house, 1)
    assert len(house.outbox()) == 2


def test_automatic_answers_are_never_answered(house: House, mail: EmailMessage) -> None:
    """Fifty receipts, each of which would answer an answer: our mails stay those of the schedule."""
    for number in range(50):
        headers = {"Auto_Submitted": "auto-replied", "From": "no-reply@acme.example"}
        house.deliver(answer(mail, f"Your request has the number {number}.", now=house.now, **headers))
    house.once()
    assert len(house.outbox()) == 1
    assert house.lead().state is LeadState.COLD
    days_pass(house, 1)
    assert [message.step for message in house.messages()] == [1, 2]


def test_an_out_of_office_leaves_a_hot_or_deactivated_lead_as_it_is(house: House, mail: EmailMessage) -> None:
    for state in (LeadState.HOT, LeadState.DEACTIVATED, LeadState.RESPONDED, LeadState.PROCESSED):
        house.desk.change(state=state)
        text = "I am out of office until 20 March 2026."
        house.deliver(answer(mail, text, now=house.now, Auto_Submitted="auto-replied"))
        house.once()
        assert house.lead().state is state


# --- what cannot be understood


class Puzzled(LocalReader):
    """It has a defect, which one mail meets."""

    def read(self, raw: bytes, **background: Any) -> Reading:
        if b"riddle" in raw:
            raise ValueError("a riddle")
        return super().read(raw, **background)


def test_what_a_person_corrected_is_read_so_in_the_next_reply_of_anybody(
    house: House, mail: EmailMessage
) -> None:
    text = "This goes to the pile of next to nothing."
    house.desk.teach(text, ReplyKind.STOP)
    house.deliver(answer(mail, f"Hello Ada,\n\n{text}\n\nAnna", now=house.now))
    house.once()
    assert (house.lead().state, house.lead().sub_state) == (LeadState.DEACTIVATED, SubState.ASKED_TO_STOP)
    _, why = house.desk.events()[-1]
    assert f"read as stop since {PERSON} corrected the same words on" in why


def test_a_reply_that_cannot_be_understood_stops_its_own_lead_and_no_other_reply(
    house: House, mail: EmailMessage, caplog: pytest.LogCaptureFixture
) -> None:
    house.desk.add("bo@acme.example", "Bo")
    house.once()
    house.deliver(answer(mail, "A riddle: riddle.", now=house.now))
    house.deliver(answer(house.outbox("bo@acme.example")[0], "A plain answer.", now=house.now))
    assert house.once(reader=Puzzled()) == {}
    assert [error for _, _, error in kept(house)] == ["ValueError('a riddle')", ""]
    assert house.lead().state is LeadState.RESPONDED
    assert house.lead("bo@acme.example").state is not LeadState.COLD
    assert "could not be understood" in caplog.text


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0",
        b"From: \xff\xfe <a\0b@acme.example>\r\nSubject: x\0y\r\nMessage-ID: <\xff@x>\r\n\r\n\xff\xfe\0",
        b"From: a@acme.example\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+2AA-",
        b"From: a@acme.example\r\nSubject: =?raw_unicode_escape?q?=5Cud800?=\r\n\r\nhi",
        b"From: a@acme.example\r\nReferences: " + b"<a@b> " * 50_000 + b"\r\n\r\nhi",
        bytes(range(256)) * 100,
    ],
)
def test_a_hostile_mail_does_not_keep_the_next_one_waiting(
    house: House, mail: EmailMessage, raw: bytes
) -> None:
    house.deliver(raw)
    house.deliver(answer(mail, "A plain answer.", now=house.now))
    assert house.once() == {}
    assert len(kept(house)) == 2
    assert house.lead().state is not LeadState.COLD


def test_a_lead_with_a_reply_that_nobody_has_read_is_not_written_to(house: House, mail: EmailMessage) -> None:
    """The reader is down for an hour; the next message is due meanwhile."""
    house.desk.wait(days=1)
    house.deliver(answer(mail, "Please do not write any more.", now=house.now))
    fetch_replies(house.world())
    assert house.desk.claim() == []


# --- telling the user


def notices_by_mail(house: House) -> list[str]:
    return [str(mail["Subject"]) for mail in house.mailbox("notices")]


def test_the_user_hears_once_of_each_reply_and_not_in_the_outbox_of_the_leads(
    house: House, mail: EmailMessage
) -> None:
    house.deliver(answer(mail, "Who are you?", now=house.now))
    house.once()
    house.once()
    (notice,) = house.mailbox("notices")
    assert "Anna" in notice["Subject"]
    assert f"/lead?id={house.lead().id}" in notice.get_content()
    assert len(house.outbox()) == 1


class Unreachable:
    """The first notice cannot be delivered; the others can."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def notify(self, notice: Notice, link: str) -> None:
        if notice.title == "first":
            raise DeliveryError("no route to the user", permanent=False)
        self.told.append(notice.title)


def test_a_notice_that_cannot_be_delivered_is_tried_again_and_stops_no_other(house: House) -> None:
    with house.database.transaction() as store:
        for title in ("first", "second"):
            store.insert_notice("alarm", title, "", house.now)
    unreachable = Unreachable()
    assert house.once(notifier=unreachable) == {"deliver notices": "DeliveryError: no route to the user"}
    assert unreachable.told == ["second"]
    assert house.once() == {}
    assert notices_by_mail(house) == ["first"]


def test_a_notice_cannot_smuggle_headers_into_its_mail(house: House) -> None:
    with house.database.transaction() as store:
        store.insert_notice("alarm", "Hello\r\nBcc: everybody@acme.example\0", "", house.now)
    assert house.once() == {}
    (notice,) = house.mailbox("notices")
    assert notice["Bcc"] is None
    assert notice["Subject"] == "Hello Bcc: everybody@acme.example"
