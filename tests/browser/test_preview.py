"""What a person reads and changes before a lead is added is what leaves."""

import json
import re
import subprocess
import sys
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_main_job import PACE
from tests.servers import ROOT

pytestmark = pytest.mark.xdist_group("main job")
PATIENCE = 20_000  # milliseconds, on a busy machine
ZORA = "zora@kiwi.example"
BY_HAND = "Hi Zora,\n\nthese words are by hand.\n\nAda"


def test_an_email_edited_while_adding_a_draft_leaves_as_edited_once_it_is_started(
    page: Page, app: str, house: dict[str, str], data_folder: Path
) -> None:
    page.goto(f"{app}/add")
    page.get_by_role("tab", name="One lead").click()
    typed(page, "First name", "Zora")
    typed(page, "Email", ZORA)
    source = page.get_by_role("combobox", name="Source").last
    source.press_sequentially("Event", delay=PACE)
    page.get_by_role("option", name="Event").click()
    expect(page.get_by_role("option")).to_have_count(0)
    typed(page, "Context", "the Oslo fair")
    expect(page.get_by_text("Hi Zora,")).to_be_visible()

    page.get_by_role("radio", name=re.compile("^2 · ")).click()
    expect(page.get_by_text("if the lead is added now")).to_be_visible()  # the second is shown
    idle(page)
    page.get_by_text("Edit this email").click()
    idle(page)
    page.get_by_role("textbox", name="Text", exact=True).fill(BY_HAND)
    page.get_by_role("button", name="Save this email").click()
    expect(page.get_by_text("1 email is edited")).to_be_visible()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_have_count(0)
    expect(page.get_by_text("these words are by hand")).to_be_visible()
    assert page.get_by_role("textbox", name="Context").last.input_value() == "the Oslo fair"

    page.get_by_text("Add as drafts").last.click()
    idle(page)
    page.get_by_role("button", name="Add lead", exact=True).click()
    expect(page.get_by_text("is added as a draft")).to_be_visible()
    assert mails(house, data_folder) == []
    page.get_by_role("link", name="Open the lead").click()
    expect(page.get_by_role("heading", name="Zora")).to_be_visible(timeout=PATIENCE)
    idle(page)
    start = page.get_by_role("button", name="Start", exact=True)
    start.click()
    expect(start).to_have_count(0, timeout=PATIENCE)

    first = mails(house, data_folder)
    assert "by hand" not in "".join(map(text_of, first))
    both = mails(house, data_folder, "--now", due_at(house))
    assert (len(first), len(both)) == (1, 2)
    assert [mail for mail in both if text_of(mail).startswith(BY_HAND)], [*map(text_of, both)]


def typed(page: Page, name: str, text: str) -> None:
    field = page.get_by_role("textbox", name=name).last
    field.press_sequentially(text, delay=PACE)
    field.press("Enter")
    idle(page)


def idle(page: Page) -> None:
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible()


def jobs(house: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "jobs", *arguments], env=house, cwd=ROOT, capture_output=True, check=True
    )
    return done.stdout.decode()


def mails(house: dict[str, str], data_folder: Path, *options: str) -> list[EmailMessage]:
    """Everything in the outbox after one more pass."""
    jobs(house, "once", *options)
    files = (data_folder / "mailbox" / "outbox" / "new").glob("*")
    return [message_from_bytes(file.read_bytes(), policy=default) for file in files]


def due_at(house: dict[str, str]) -> str:
    return str(json.loads(jobs(house, "leads"))["next_send_at"])


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
