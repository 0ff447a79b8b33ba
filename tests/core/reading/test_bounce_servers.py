"""The reports of many servers, of reports.txt, that name gone@acme.example and do not follow RFC 3464."""

from pathlib import Path

import pytest

from core.reply import BounceKind, ReplyKind
from tests.core.reading.mails import read

REPORTS = Path(__file__).with_name("reports.txt").read_text(encoding="utf-8").split("\n=== ")[1:]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.splitlines()[0])
def test_the_report_of_each_server_says_which_address_failed_and_whose_fault_it_is(report: str) -> None:
    head, _, text = report.partition("\n")
    kind, sender, subject = head.split(" | ")
    reading = read(text, subject, sender=sender)
    assert (reading.kind, reading.automatic) == (ReplyKind.BOUNCE, True)
    assert (reading.bounce, reading.failed_email) == (BounceKind(kind), "gone@acme.example")


def test_a_report_without_a_sender_is_known_by_its_null_path() -> None:
    head, _, text = REPORTS[0].partition("\n")
    reading = read(text, head.split(" | ")[2], sender="Mail System <>", return_path="<>")
    assert (reading.kind, reading.failed_email) == (ReplyKind.BOUNCE, "gone@acme.example")


def test_the_two_dozen_reports_are_there() -> None:
    assert len(REPORTS) >= 24
