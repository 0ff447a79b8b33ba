"""The reports of many servers, of reports.txt, that name gone@acme.example and do not follow RFC 3464."""

import pytest

from core.reply import BounceKind, ReplyKind
from tests.core.reading.cases import delivery_reports
from tests.core.reading.mails import read

REPORTS = list(delivery_reports())


@pytest.mark.parametrize(("fault", "sender", "subject", "text"), REPORTS)
def test_the_report_of_each_server_says_which_address_failed_and_whose_fault_it_is(
    fault: str, sender: str, subject: str, text: str
) -> None:
    reading = read(text, subject, sender=sender)
    assert (reading.kind, reading.automatic) == (ReplyKind.BOUNCE, True)
    assert (reading.bounce, reading.failed_email) == (BounceKind(fault), "gone@acme.example")


def test_a_report_without_a_sender_is_known_by_its_null_path() -> None:
    _, _, subject, text = REPORTS[0]
    reading = read(text, subject, sender="Mail System <>", return_path="<>")
    assert (reading.kind, reading.failed_email) == (ReplyKind.BOUNCE, "gone@acme.example")


def test_two_dozen_reports_are_there() -> None:
    assert len(REPORTS) >= 24
