"""Setting up, as a newcomer does: the assistant gets a name, a schedule its own message."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.servers import app_running, house_environ

pytestmark = pytest.mark.xdist_group("shell")
PACE = 20  # milliseconds between two keys
PATIENCE = 20_000  # milliseconds, for a screen on a busy machine


@pytest.fixture(scope="module")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with app_running(house_environ(tmp_path_factory.mktemp("data"))) as address:
        yield address


def test_an_assistant_gets_its_name_and_a_schedule_a_message_of_its_own(page: Page, app: str) -> None:
    page.goto(f"{app}/assistants")
    expect(page.get_by_text("This is the example that came with Leadkeeper")).to_be_visible()
    write(page, page.get_by_role("textbox", name="Name"), "Mia Moon")
    write(page, page.get_by_role("textbox", name="Email"), "mia@our.example")
    page.get_by_role("button", name="Save assistant").click()
    expect(page.get_by_text("mia@our.example")).to_be_visible()

    page.goto(f"{app}/messages?id=new")
    write(page, page.get_by_role("textbox", name="Name"), "Offer")
    write(page, page.get_by_role("textbox", name="Text"), "Hi {{ lead.first_name }}, our offer stands.")
    expect(page.get_by_text("Hi Sam, our offer stands.")).to_be_visible()
    page.get_by_role("button", name="Save message").click()
    expect(page.get_by_role("heading", name="Custom messages")).to_be_visible()
    page.get_by_role("button", name="Open").click()
    expect(page).to_have_url(re.compile(r"messages\?id="))
    write(page, page.get_by_role("textbox", name="Name"), "Spring offer")
    page.get_by_role("button", name="Save message").click()
    expect(page.get_by_text("Spring offer", exact=True)).to_be_visible()

    page.goto(f"{app}/schedules")
    page.get_by_role("button", name="New schedule").click()
    write(page, page.get_by_role("textbox", name="Name"), "Spring")
    page.get_by_role("button", name="Create and open").click()
    expect(page.get_by_role("heading", name="Spring")).to_be_visible()
    page.get_by_role("combobox", name=re.compile("What step 2 says")).click()
    page.get_by_role("option", name="Custom: Spring offer").click()
    page.get_by_role("button", name="Save steps").click()
    expect(page.get_by_role("button", name="Save steps")).to_have_count(0)
    page.get_by_role("button", name="All schedules").click()
    page.locator("[class*=st-key-schedule-]", has_text="Spring").get_by_role("button", name="Open").click()
    expect(page).to_have_url(re.compile(r"schedules\?id="))
    page.reload()
    second = page.get_by_role("combobox", name=re.compile("What step 2 says"))
    expect(second).to_have_value("Custom: Spring offer", timeout=PATIENCE)
    week = page.get_by_role("table").get_by_role("row").nth(1)
    expect(week).to_contain_text("mail 1", timeout=PATIENCE)


def write(page: Page, field: Locator, text: str) -> None:
    """As a person does: into the field, over what is there, and on with Tab."""
    still = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(still).to_be_visible(timeout=PATIENCE)
    field.first.fill("")
    field.first.press_sequentially(text, delay=PACE)
    field.first.press("Tab")
