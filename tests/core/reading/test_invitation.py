from datetime import UTC, date, datetime
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from core.reading.invitation import read_invitation
from core.reply import ReplyKind
from tests.core.reading.mails import read_raw

EVENT = """BEGIN:VCALENDAR
METHOD:{method}
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT={answer};CN=Pat:mailto:pat@acme.example
SUMMARY:Call with Ada
DTSTART{start}
END:VEVENT
END:VCALENDAR
"""


def calendar_mail(
    method: str, answer: str, start: str = ":20261008T130000Z", text: str = "", **headers: str
) -> bytes:
    mail = MIMEMultipart()
    mail["From"] = "pat@acme.example"
    mail["Subject"] = "Accepted: Call with Ada"
    for name, value in headers.items():
        mail[name.replace("_", "-").title()] = value
    mail.attach(MIMEText(text))
    part = MIMEText(EVENT.format(method=method, answer=answer, start=start), "calendar")
    mail.attach(part)
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (":20261008T130000Z", datetime(2026, 10, 8, 13, 0, tzinfo=UTC)),
        (";TZID=Europe/Berlin:20261008T150000", datetime(2026, 10, 8, 13, 0, tzinfo=UTC)),
        (';TZID="W. Europe Standard Time":20261008T150000', datetime(2026, 10, 8, 13, 0, tzinfo=UTC)),
        (";TZID=Nowhere/Atall:20261008T130000", datetime(2026, 10, 8, 13, 0, tzinfo=UTC)),
        (";VALUE=DATE:20261008", date(2026, 10, 8)),
        (":gibberish", None),
    ],
)
def test_an_accepted_invitation_is_a_meeting_with_its_time(start: str, expected: object) -> None:
    reading = read_raw(calendar_mail("REPLY", "ACCEPTED", start))
    assert (reading.kind, reading.meeting_at, reading.automatic) == (ReplyKind.MEETING, expected, False)


def test_an_invitation_of_theirs_is_a_meeting_too() -> None:
    assert read_raw(calendar_mail("REQUEST", "NEEDS-ACTION")).kind is ReplyKind.MEETING


@pytest.mark.parametrize("answer", ["DECLINED", "TENTATIVE"])
def test_a_declined_or_doubtful_answer_is_for_a_person(answer: str) -> None:
    assert read_raw(calendar_mail("REPLY", answer)).kind is ReplyKind.OTHER


def test_words_beside_a_declined_answer_are_read() -> None:
    reading = read_raw(calendar_mail("REPLY", "DECLINED", text="Please take me off your list."))
    assert reading.kind is ReplyKind.STOP


def test_an_autoresponders_answer_is_no_persons() -> None:
    reading = read_raw(calendar_mail("REPLY", "ACCEPTED", auto_submitted="auto-replied"))
    assert reading.kind is not ReplyKind.MEETING
    assert reading.automatic


def test_what_is_no_calendar_is_none() -> None:
    assert read_invitation("") is None
    assert read_invitation("BEGIN:VCALENDAR\nEND:VCALENDAR") is None
