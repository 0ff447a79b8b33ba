"""An assistant may have mail servers of its own, named in secrets.toml."""

from pathlib import Path

import pytest

from core.accounts import mail_servers
from core.errors import BadSetting
from core.settings import Settings, load_settings

ADA = '[accounts."Ada@assistant.example"]\n'


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    return tmp_path / "secrets.toml"


def settings(secrets: Path, **environ: str) -> Settings:
    return load_settings({"STREAMLIT_SECRETS_FILES": str(secrets), **environ})


def refusal(secrets: Path) -> str:
    with pytest.raises(BadSetting) as caught:
        mail_servers(settings(secrets), "imap")
    assert "geheim" not in str(caught.value)
    return str(caught.value)


def test_without_a_file_there_is_the_server_of_the_environment_or_none(secrets: Path) -> None:
    assert mail_servers(settings(secrets), "smtp") == []
    (server,) = mail_servers(settings(secrets, LEADKEEPER_SMTP_URL="smtp://mx.example"), "smtp")
    assert (server.assistant, server.setting, server.url) == ("", "LEADKEEPER_SMTP_URL", "smtp://mx.example")


def test_an_assistants_own_servers_stand_beside_the_one_for_all_others(secrets: Path) -> None:
    secrets.write_text(
        f'[auth]\nclient_id = "x"\n{ADA}smtp_url = "smtps://a:b@mx.example"\nimap_url = "imaps://a:b@mx.example"',
        "utf-8",
    )
    found = settings(secrets, LEADKEEPER_SMTP_URL="smtp://mx.example")
    assert [(server.assistant, server.url) for server in mail_servers(found, "smtp")] == [
        ("", "smtp://mx.example"),
        ("ada@assistant.example", "smtps://a:b@mx.example"),
    ]
    (own,) = mail_servers(found, "imap")
    assert own.setting == 'imap_url of [accounts."Ada@assistant.example"] in secrets.toml'
    assert "a:b" not in repr(own)


def test_an_assistant_may_have_only_a_mailbox_of_its_own(secrets: Path) -> None:
    secrets.write_text(f'{ADA}imap_url = "imaps://a:b@mx.example"', "utf-8")
    assert mail_servers(settings(secrets), "smtp") == []
    assert len(mail_servers(settings(secrets), "imap")) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'{ADA}imap_url = "geheim', "cannot be read as TOML: "),
        ("accounts = 'geheim'", "must hold sections"),
        ("[accounts]\nada = 'geheim'", "must hold sections"),
        (f"{ADA}imap_url = 5", "must hold sections"),
        (f'{ADA}password = "geheim"', "must hold sections"),
        (f'{ADA}imap_url = "http://ada:geheim@mx.example"', 'imap_url of [accounts."Ada@assistant.example"]'),
        (f'{ADA}imap_url = "imaps://mx.example"', "must name a user and a password"),
    ],
)
def test_accounts_that_cannot_be_used_are_named_and_never_shown(secrets: Path, text: str, words: str) -> None:
    secrets.write_text(text, "utf-8")
    assert words in refusal(secrets)


def test_a_file_that_is_no_text_is_named(secrets: Path) -> None:
    secrets.write_bytes(b"\xff\xfe")
    assert "secrets.toml cannot be read as TOML: UnicodeDecodeError" in refusal(secrets)
