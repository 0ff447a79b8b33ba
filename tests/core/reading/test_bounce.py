import pytest

from core.reading.bounce import Bounce, bounce_kind, read_bounce
from core.reading.mail import parse_mail
from core.reply import BounceKind
from tests.core.reading.mails import raw_mail

REPORT = """From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: ada@ours.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system at host mx.example.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Gone@acme.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b--
"""


def report(status: str, said: str, action: str = "failed") -> Bounce | None:
    return read_bounce(parse_mail(REPORT.format(status=status, said=said, action=action).encode()))


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        ("5.1.1", "550 5.1.1 User unknown", BounceKind.HARD),
        ("5.1.2", "Host or domain name not found", BounceKind.HARD),
        ("5.2.1", "550 mailbox disabled", BounceKind.HARD),
        ("5.2.2", "552 5.2.2 Mailbox full", BounceKind.SOFT),
        ("4.4.1", "connection timed out", BounceKind.SOFT),
        ("4.2.1", "450 greylisted, try again later", BounceKind.SOFT),
        (
            "5.7.1",
            "554 5.7.1 Service unavailable; client [192.0.2.1] blocked using zen.spamhaus.org",
            BounceKind.OURS,
        ),
        ("5.7.26", "550 5.7.26 this mail is unauthenticated, DMARC policy", BounceKind.OURS),
        ("5.3.4", "552 message size exceeds fixed limit", BounceKind.OURS),
        ("5.0.0", "550 No such user here", BounceKind.HARD),
        ("5.7.1", "550 5.7.1 No mailbox found", BounceKind.HARD),
    ],
)
def test_the_code_and_the_servers_words_say_whose_fault_it_is(
    status: str, said: str, kind: BounceKind
) -> None:
    bounce = report(status, said)
    assert bounce is not None
    assert (bounce.kind, bounce.failed_email, bounce.status_code) == (kind, "gone@acme.example", status)
    assert bounce.evidence == f"smtp; {said}"


def test_a_delay_is_a_soft_bounce_and_a_success_is_none() -> None:
    delayed = report("4.4.1", "connection refused", action="delayed")
    assert delayed is not None
    assert delayed.kind is BounceKind.SOFT
    assert report("2.0.0", "ok", action="delivered") is None


def plain(text: str, subject: str, sender: str = "MAILER-DAEMON@mx.example") -> Bounce | None:
    return read_bounce(parse_mail(raw_mail(text, subject, sender=sender)))


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "failure notice",
            "Hi. This is the qmail-send program at mx.example.\nI wasn't able to deliver your message to:\n\n"
            "<gone@acme.example>:\n550 5.1.1 user unknown\n\n"
            "--- Below this line is a copy of the message.\n\nspam",
        ),
        (
            "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered to one or more of its recipients.\n"
            "This is a permanent error. The following address failed:\n\n"
            "  gone@acme.example\n    Unrouteable address\n",
        ),
        (
            "Unzustellbar: Frage",
            "Die Mail konnte nicht zugestellt werden an <gone@acme.example>: Empfänger unbekannt",
        ),
        ("メールエラー通知", "次の宛先に送信できませんでした: <gone@acme.example> 存在しないアドレスです"),
    ],
)
def test_reports_of_servers_that_never_read_the_standard_are_bounces(subject: str, text: str) -> None:
    bounce = plain(text, subject)
    assert bounce is not None
    assert (bounce.kind, bounce.failed_email) == (BounceKind.HARD, "gone@acme.example")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Re: Delivery failure",
            "The parcel could not be delivered, please send it again to our new office.",
        ),
        (
            "Re: A question",
            "Your last mail was not delivered to me, I found it by chance. 550 users is a lot.",
        ),
        ("Undeliverable?", "Hi Ada, is our address list up to date?"),
    ],
)
def test_a_person_who_writes_about_failed_deliveries_is_no_bounce(subject: str, text: str) -> None:
    assert plain(text, subject, sender="pat@acme.example") is None


def test_a_mailbox_that_asks_who_writes_is_no_bounce() -> None:
    asked = plain(
        "Your message was not delivered yet. Click the link below to verify that you are a person.",
        "Undelivered",
    )
    assert asked is None


def test_a_code_without_words_is_enough() -> None:
    assert bounce_kind("5.1.1", "") is BounceKind.HARD
    assert bounce_kind("5.7.1", "") is BounceKind.OURS
    assert bounce_kind("4.2.2", "") is BounceKind.SOFT
    assert bounce_kind("", "") is BounceKind.HARD
