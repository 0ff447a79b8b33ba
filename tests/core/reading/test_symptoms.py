"""What users of other products reported, as far as reading goes: each must not happen here."""

import base64
from datetime import datetime

import pytest

from core.reading.bounce import bounce_kind, read_bounce
from core.reading.mail import parse_mail
from core.reading.reader import LocalReader
from core.reply import BounceKind, ReplyKind
from tests.core.reading.mails import TUESDAY, raw_mail, read, read_raw


def test_a_vacation_answer_does_not_unsubscribe_anybody() -> None:
    text = "I am on vacation until 19 October. To stop these notices remove me. Unsubscribe: acme.example/u"
    for headers in ({"auto_submitted": "auto-replied"}, {"x_autoreply": "yes"}, {"return_path": "<>"}):
        assert read(text, "Re: A question", **headers).kind is ReplyKind.OUT_OF_OFFICE


def test_a_reply_whose_thread_headers_were_altered_still_has_its_sender_and_subject() -> None:
    mail = parse_mail(raw_mail("Yes.", "RE: A question", sender="Pat <PAT@Acme.Example>"))
    assert (mail.in_reply_to, mail.sender, mail.subject) == ((), "pat@acme.example", "RE: A question")


def test_an_automatic_answer_is_marked_so_that_nothing_answers_it() -> None:
    for headers in ({"auto_submitted": "auto-replied"}, {"x_autoreply": "yes"}, {"precedence": "auto_reply"}):
        assert read("We have received your request.", **headers).automatic


def test_a_no_reply_mailbox_is_marked_so_that_no_endless_exchange_begins() -> None:
    assert read("Thanks for writing! How can we help?", sender="no-reply@acme.example").automatic


def test_our_own_mail_coming_back_is_marked_as_a_machines() -> None:
    reading = read(
        "Would a short call make sense?", sender="ada@ours.example", auto_submitted="auto-generated"
    )
    assert reading.automatic


def test_an_out_of_office_is_no_other_kind_that_could_reopen_a_lead() -> None:
    reading = read(
        "Thanks for your message, I'm out of the office. Let's talk when I am back.",
        "Automatic reply: A question",
    )
    assert reading.kind is ReplyKind.OUT_OF_OFFICE


def test_outlooks_german_autoresponder_without_headers_is_known_by_its_subject() -> None:
    reading = read("Ich bin bis 12.10. nicht im Haus.", "Automatische Antwort: Frage")
    assert (reading.kind, reading.automatic) == (ReplyKind.OUT_OF_OFFICE, True)


def test_auto_submitted_no_is_a_person() -> None:
    reading = read("Thursday at 3 works for me.", auto_submitted="no")
    assert (reading.kind, reading.automatic) == (ReplyKind.MEETING, False)


def test_an_answer_without_in_reply_to_is_read_like_any_other() -> None:
    assert read("Please remove me from your list.", "A question").kind is ReplyKind.STOP


def test_the_same_mail_twice_has_the_same_message_id() -> None:
    raw = raw_mail("Yes.", message_id="<one@acme.example>")
    again = b"Received: from mx.acme.example\r\nDelivered-To: other@ours.example\r\n" + raw.replace(
        b"Message-Id: <", b"MESSAGE-ID:\n <"
    )
    assert parse_mail(raw).message_id == parse_mail(again).message_id == "<one@acme.example>"
    assert parse_mail(raw_mail("Yes.", message_id="<two@acme.example>")).message_id == "<two@acme.example>"


def test_a_full_mailbox_is_no_dead_address() -> None:
    assert bounce_kind("5.2.2", "552 5.2.2 mailbox full, over quota") is BounceKind.SOFT


def test_a_block_of_our_ip_is_not_filed_as_unknown_user() -> None:
    assert bounce_kind(
        "5.7.1", "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Your IP is blocked"
    ) is (BounceKind.OURS)


def test_a_busy_server_is_no_bounce_of_the_address() -> None:
    assert bounce_kind("4.3.2", "421 4.3.2 Service not available, too busy") is BounceKind.SOFT


def test_an_out_of_office_in_the_bounce_box_is_no_bounce() -> None:
    raw = raw_mail("I am out of the office until Monday.", "Out of office: A question", return_path="<>")
    assert read_bounce(parse_mail(raw)) is None


def test_an_unknown_user_at_sending_time_is_a_hard_bounce() -> None:
    assert (
        bounce_kind("5.1.1", "550 5.1.1 The email account that you tried to reach does not exist")
        is BounceKind.HARD
    )


def test_a_bounce_belongs_to_the_address_that_failed_not_to_whom_it_was_sent() -> None:
    reading = read(
        "Delivery to the following recipient failed:\n\n  old@acme.example\n\n550 5.1.1 unknown user",
        "Delivery Status Notification (Failure)",
        sender="mailer-daemon@mx.example",
    )
    assert reading.failed_email == "old@acme.example"


def test_each_delay_is_soft_by_itself_so_that_the_count_can_start_again() -> None:
    reading = read(
        "Your message to gone@acme.example has not been delivered yet. Delivery attempts will continue.",
        "Warning: message 1abc delayed 24 hours",
        sender="mailer-daemon@mx.example",
    )
    assert reading.bounce is BounceKind.SOFT


@pytest.mark.parametrize("zone", ["-0000", "-0500"])
def test_until_05_12_from_nobody_knows_where_is_not_decided(zone: str) -> None:
    date = f"Tue, 24 Nov 2026 10:00:00 {zone}"
    reading = read("I am out of the office until 05/12.", "Automatic reply: A question", date=date)
    assert (reading.kind, reading.return_date) == (ReplyKind.OUT_OF_OFFICE, None)


def test_a_date_header_without_a_zone_takes_the_one_of_the_lead_and_never_utc() -> None:
    raw = raw_mail("Sure, let us meet on Thursday at 3 pm.", date="Tue, 24 Nov 2026 10:00:00 -0000")
    in_rome = LocalReader().read(raw, received_at=TUESDAY, zone="Europe/Rome").meeting_at
    assert isinstance(in_rome, datetime)
    assert in_rome.isoformat() == "2026-11-26T15:00:00+01:00"
    assert str(read_raw(raw).meeting_at) == "2026-11-26 15:00:00"


def broken(content_type: str, body: bytes) -> bytes:
    head = f"From: pat@acme.example\nSubject: Re: Our new pricing\nContent-Type: {content_type}\n"
    return (head + "Content-Transfer-Encoding: base64\n\n" * ("tnef" in content_type) + "\n").encode() + body


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (broken("multipart/mixed; boundary=abc", b"--xyz\n\nStop it.\n--xyz--"), "boundary missing"),
        (broken("multipart/mixed", b"--xyz\n\nStop it.\n--xyz--"), "boundary missing"),
        (broken("application/ms-tnef", base64.b64encode(b"no winmail")), "winmail.dat could not be opened"),
    ],
)
def test_a_mail_that_cannot_be_opened_says_why_and_is_not_read_from_our_own_subject(
    raw: bytes, reason: str
) -> None:
    reading = read_raw(raw)
    assert reason in reading.error
    assert (reading.kind, reading.text, reading.evidence) == (ReplyKind.OTHER, "", "")
    assert reading.confidence < 0.5
