"""What holds for every screen, seen from the browser."""

import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.servers import app_running, house_environ

pytestmark = pytest.mark.xdist_group("shell")
SCREENS = (
    "",
    "leads",
    "lead",
    "engaged",
    "add",
    "broadcasts",
    "notices",
    "health",
    "assistants",
    "schedules",
    "messages",
    "sources",
)


@pytest.fixture(scope="module")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One app for all of these, which only look."""
    with app_running(house_environ(tmp_path_factory.mktemp("data"))) as address:
        yield address


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_every_screen_opens_and_asks_no_other_host(page: Page, app: str, color_scheme: str) -> None:
    foreign: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if is_foreign(request.url, app) else None)
    page.on("console", lambda message: refused.append(message.text) if "Policy" in message.text else None)
    page.emulate_media(color_scheme=color_scheme)
    for screen in SCREENS:
        page.goto(f"{app}/{screen}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible()
        expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    assert (foreign, refused) == ([], [])


def is_foreign(url: str, app: str) -> bool:
    return not url.startswith((app, app.replace("http", "ws"), "data:", "blob:"))


def test_without_sign_in_on_loopback_everybody_is_the_local_admin(page: Page, app: str) -> None:
    page.goto(f"{app}/leads")
    expect(page.get_by_text("Local admin")).to_be_visible()


def test_the_font_is_served_from_here(page: Page, app: str) -> None:
    page.goto(f"{app}/leads")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function(
        "[...document.fonts].some(f => f.family.includes('Inter') && f.status == 'loaded')"
    )


def test_every_answer_carries_the_security_headers(app: str) -> None:
    for path in ("", "_stcore/health", "app/static/favicon.png"):
        with urllib.request.urlopen(f"{app}/{path}") as answer:
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_sidebar_says_that_the_sidecar_is_not_running_and_what_to_do(page: Page, app: str) -> None:
    page.goto(f"{app}/leads")
    expect(page.get_by_text("The sidecar is not running")).to_be_visible()
    expect(page.get_by_text("make run")).to_be_visible()
