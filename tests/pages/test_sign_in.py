"""Who may see and do what, on the real shell."""

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts.sign_in import role_of

SHELL = str(Path(__file__).resolve().parents[2] / "pages" / "shell.py")
ROLES = {
    "anna@example.com": "admin",
    "@example.com": "viewer",
    "ben@example.org": "member",
    "x@y.example": "boss",
}


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("LEADKEEPER_DATA_DIR", str(tmp_path))
    shell = AppTest.from_file(SHELL, default_timeout=30)
    shell.secrets = {"auth": {"client_id": "leadkeeper"}, "roles": ROLES}
    return shell


def person(email: str, **claims: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "email": email, "email_verified": True, **claims}


def visit(shell: AppTest, screen: str, **who: Any) -> AppTest:
    shell.user = who
    return shell.run().switch_page(screen).run()


def titles(shell: AppTest) -> list[str]:
    return [title.value for title in shell.title]


def test_someone_with_a_role_sees_the_screens_and_who_they_are(shell: AppTest) -> None:
    shell.user = person("Ben@Example.org")
    shell.run()
    assert titles(shell) == ["Leads"]
    assert "ben@example.org · member" in " ".join(caption.value for caption in shell.sidebar.caption)


@pytest.mark.parametrize(
    "who",
    [
        {},
        {"is_logged_in": False},
        person("stranger@example.net"),
        person("x@y.example"),
        person("anna@example.com", email_verified=False),
        person("anna@example.com", email_verified=None),
        person(""),
    ],
    ids=[
        "nobody",
        "signed out",
        "no role",
        "unknown role",
        "not verified",
        "verification unknown",
        "no address",
    ],
)
def test_someone_without_a_role_sees_only_the_sign_in_screen(shell: AppTest, who: dict[str, Any]) -> None:
    shell.user = who
    shell.run()
    assert titles(shell) == ["Leadkeeper"]
    assert not shell.sidebar.children
    assert len(shell.button) == 1


def test_a_viewer_who_opens_a_screen_for_members_is_told_why_not(shell: AppTest) -> None:
    visit(shell, "leads/add.py", **person("carol@example.com"))
    assert [error.value for error in shell.error] == [
        "This needs the role member, and yours is viewer. An admin can change it."
    ]
    assert not shell.exception


def test_an_address_wins_over_its_domain_and_letter_case_does_not_matter() -> None:
    assert role_of("anna@example.com", ROLES) == "admin"
    assert role_of("dora@example.com", ROLES) == "viewer"
    assert role_of("dora@example.com", {"@Example.COM": "member"}) == "member"


def test_a_domain_does_not_match_a_longer_one() -> None:
    assert role_of("eve@evil-example.com", ROLES) is None
    assert role_of("eve@sub.example.com", ROLES) is None


def test_streamlit_tells_the_address_that_the_gate_asks_for() -> None:
    assert st.get_option("server.address") == "127.0.0.1"
