"""A real browser on a real app over a fresh data folder. `page` opens the browser, `app` is the address."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.servers import app_running, house_environ

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ON_CI = any(os.environ.get(name, "").lower() in ("1", "true") for name in ("CI", "LEADKEEPER_CI"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        (pytest.fail if ON_CI else pytest.skip)(f"no browser: none of {', '.join(NAMES)} is on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def house(data_folder: Path) -> dict[str, str]:
    """The environment that the app and the sidecar of this test share."""
    return house_environ(data_folder)


@pytest.fixture
def app(browser: Browser, house: dict[str, str]) -> Iterator[str]:
    """The address of a fresh app; asks for the browser first, since without it nothing need start."""
    with app_running(house) as address:
        yield address
