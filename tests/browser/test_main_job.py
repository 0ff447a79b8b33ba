"""The whole job, as a marketer sees it: a workbook is dropped, mail goes out, a reply makes a lead Hot."""

import base64
import re
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.servers import running, wait_until

pytestmark = pytest.mark.xdist_group("main job")
ROWS = [
    ("First Name", "Last Name", "Work email", "Company", "Phone"),
    ("Nora", "Lind", "nora.lind@fjord.example", "Fjord AS", "+47 22 00 00 01"),
    ("OMAR", "HADDAD", "omar@cedar.example", "Cedar", ""),
    ("", "Nobody", "not an address", "Lost Ltd", ""),
]
PACE = 60  # milliseconds between two keys: a fast typist
FILE = """([name, encoded]) => {
    const bytes = Uint8Array.from(atob(encoded), c => c.charCodeAt(0)), data = new DataTransfer()
    data.items.add(new File([bytes], name))
    return data
}"""


@pytest.fixture
def sidecar(house: dict[str, str]) -> Iterator[None]:
    with running([sys.executable, "-m", "jobs", "run"], house):
        yield


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "fair.xlsx")
    return tmp_path / "fair.xlsx"


def test_a_dropped_workbook_becomes_mail_and_a_reply_becomes_a_hot_lead_with_its_day(
    page: Page, app: str, sidecar: None, workbook: Path, data_folder: Path
) -> None:
    page.goto(f"{app}/add")
    drop(page, workbook)
    expect(page.get_by_text("Ready to import")).to_be_visible()
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_visible()  # the form is whole
    source = page.get_by_role("combobox", name="Source").first
    source.press_sequentially("Event", delay=PACE)
    expect(page.get_by_role("option", name="Event")).to_be_visible()
    source.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    context = page.get_by_role("textbox", name="Context").first
    context.press_sequentially("the Oslo fair", delay=PACE)
    context.press("Enter")
    button = page.get_by_role("button", name="Import 2 leads")
    expect(button).to_have_count(1)  # while the screen is drawn anew there may be two for a moment
    button.click()
    expect(page.get_by_text("2 leads are added from fair.xlsx")).to_be_visible()
    expect(page.get_by_role("button", name="Rejected rows")).to_be_visible()

    sent = wait_for_mail(data_folder, to="nora.lind@fjord.example")
    assert "the Oslo fair" in sent.get_body(("plain",)).get_content()
    receive(data_folder, answer(sent, "Hi Ada,\n\nyes, gladly. Let us meet on Tuesday at 3 pm.\n\nNora"))

    page.goto(f"{app}/engaged")
    expect(page.get_by_text("Nora Lind")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Open").first.click()
    expect(page.get_by_role("heading", name="Nora Lind")).to_be_visible()
    expect(page.get_by_text(re.compile("Hot$")).first).to_be_visible()  # after the name of its icon
    expect(page.get_by_test_id("stAlertContentSuccess").get_by_text("Meeting: Tue")).to_be_visible()
    expect(page.locator(".st-key-entry").get_by_text("Meeting: Tue")).to_be_visible()  # beside the reply
    page.get_by_role("radio", name=re.compile("State change")).last.click()
    expect(page.get_by_text("Cold → Hot")).to_be_visible()


def drop(page: Page, file: Path) -> None:
    """Drop the file on the zone as a person does with the mouse."""
    zone = page.get_by_test_id("stFileUploaderDropzone")
    expect(zone).to_be_visible()
    data = page.evaluate_handle(FILE, [file.name, base64.b64encode(file.read_bytes()).decode()])
    for kind in ("dragenter", "dragover", "drop"):
        zone.dispatch_event(kind, {"dataTransfer": data})
    expect(page.get_by_text(file.name).first).to_be_visible()  # the zone lets go of the drag


def wait_for_mail(data_folder: Path, to: str) -> EmailMessage:
    found: list[EmailMessage] = []

    def arrived() -> bool:
        files = (data_folder / "mailbox" / "outbox" / "new").glob("*")
        mails = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        found[:] = [mail for mail in mails if to in mail["To"]]
        return bool(found)

    wait_until(arrived, f"mail to {to} leaves")
    return found[0]


def answer(sent: EmailMessage, text: str) -> bytes:
    """What a mail program sends when its user presses Reply."""
    reply = EmailMessage()
    reply["From"], reply["To"] = sent["To"], sent["Reply-To"]
    reply["Subject"] = f"Re: {sent['Subject']}"
    reply["Date"] = sent["Date"]
    reply["Message-ID"] = "<answer-1@fjord.example>"
    reply["In-Reply-To"] = reply["References"] = sent["Message-ID"]
    quoted = "\n".join(f"> {line}" for line in sent.get_body(("plain",)).get_content().splitlines())
    reply.set_content(f"{text}\n\n{sent['From']} wrote:\n{quoted}\n")
    return reply.as_bytes()


def receive(data_folder: Path, mail: bytes) -> None:
    """As a mail system delivers: written in tmp/, then moved to new/."""
    inbox = data_folder / "mailbox" / "inbox"
    (inbox / "tmp" / "1.answer").write_bytes(mail)
    (inbox / "tmp" / "1.answer").rename(inbox / "new" / "1.answer")
