"""Nobody sees anything of the house without signing in, by whatever address they come."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.servers import app_running

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1/oauth2callback"
cookie_secret = "an example of thirty-two or more characters"
client_id = "leadkeeper"
client_secret = "example"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
"""


def assert_only_sign_in_shows(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert_nothing_shows(page)


def assert_nothing_shows(page: Page) -> None:
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible()
    expect(page.get_by_role("heading")).to_have_text(["Leadkeeper"])
    expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)


@pytest.fixture
def locked_house(house: dict[str, str], data_folder: Path) -> dict[str, str]:
    data_folder.mkdir()
    (data_folder / "secrets.toml").write_text(SECRETS, "utf-8")
    return house


def test_a_deep_link_on_a_fresh_server_shows_nothing_to_someone_signed_out(
    browser: Browser, page: Page, locked_house: dict[str, str]
) -> None:
    """The first visit is the dangerous one: Streamlit knows the menu only once somebody has passed it."""
    with app_running(locked_house) as app:
        for address in (
            "lead?id=1",
            "leads",
            "engaged",
            "add",
            "broadcasts",
            "notices",
            "health",
            "sources",
            "schedules",
            "",
        ):
            page.goto(f"{app}/{address}")
            assert_only_sign_in_shows(page)


def test_a_secrets_file_with_a_typing_error_lets_nobody_in(
    browser: Browser, page: Page, locked_house: dict[str, str], data_folder: Path
) -> None:
    (data_folder / "secrets.toml").write_text(SECRETS.replace("[auth]", "[auth"), "utf-8")
    with app_running(locked_house) as app:
        page.goto(f"{app}/leads")
        assert_only_sign_in_shows(page)


def test_without_sign_in_another_address_than_loopback_shows_one_sentence(
    browser: Browser, page: Page, house: dict[str, str]
) -> None:
    with app_running({**house, "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}) as app:
        page.goto(f"{app}/leads")
        expect(page.get_by_text("Sign-in is not set up")).to_be_visible()
        assert_nothing_shows(page)
