"""Screens opened through the real shell, on a database of the test alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.database import Database
from tests.desk import Desk

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"

Visit = Callable[..., AppTest]


@pytest.fixture
def people(database: Database) -> Desk:
    """The use cases, on the database that the screens show; open only while one runs."""
    return Desk(database)


@pytest.fixture
def visit(database: Database, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """`visit("leads/lead.py", id=…)` opens a screen; `as_viewer` signs in someone who may only look."""
    monkeypatch.setenv("LEADKEEPER_DATA_DIR", str(database.path.parent))

    def open_screen(screen: str, *, as_viewer: bool = False, **parameters: Any) -> AppTest:
        shell = AppTest.from_file(str(SHELL), default_timeout=30)
        if as_viewer:
            shell.secrets = {"auth": {"client_id": "leadkeeper"}, "roles": {"@example.com": "viewer"}}
            shell.user = {"is_logged_in": True, "email": "vera@example.com", "email_verified": True}
        shell.switch_page(screen)
        for name, value in parameters.items():
            shell.query_params[name] = str(value)
        return shell.run()

    return open_screen


def texts(screen: AppTest) -> str:
    """Everything that a person can read on the screen, below each other."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "info", "success", "warning", "error")
    return "\n".join(str(element.value) for kind in kinds for element in screen.main.get(kind))


def keys(screen: AppTest) -> set[str]:
    return {button.key for button in screen.button if button.key}
