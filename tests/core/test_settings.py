"""Settings come from the environment, and a bad one is named before anything starts."""

from pathlib import Path

import pytest

from core.errors import BadSetting
from core.settings import ROOT, load_settings


def test_without_any_setting_everything_stays_on_this_machine() -> None:
    settings = load_settings({})
    assert settings.data_dir == ROOT / "data"
    assert settings.mailbox_dir == ROOT / "data" / "mailbox"
    assert settings.app_url == "http://127.0.0.1:8501"
    assert settings.public_url == "http://127.0.0.1:8502"
    assert (settings.public_address, settings.public_port) == ("127.0.0.1", 8502)
    assert settings.smtp_url == settings.imap_url == ""
    assert not settings.asks_openai


def test_every_setting_is_taken_from_the_environment(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "LEADKEEPER_DATA_DIR": str(tmp_path / "here" / ".." / "there"),
            "LEADKEEPER_APP_URL": "https://leads.our.example/",
            "LEADKEEPER_PUBLIC_URL": "https://mail.our.example/",
            "LEADKEEPER_PUBLIC_ADDRESS": "0.0.0.0",
            "LEADKEEPER_PUBLIC_PORT": "9000",
            "LEADKEEPER_SMTP_URL": "smtps://user:secret@smtp.our.example:465",
            "LEADKEEPER_IMAP_URL": "imaps://user:secret@imap.our.example/Replies",
            "LEADKEEPER_OPENAI_API_KEY": "sk-secret",
            "LEADKEEPER_OPENAI_URL": "http://127.0.0.1:11434/v1/",
            "LEADKEEPER_OPENAI_MODEL": "llama",
            "LEADKEEPER_OPENAI_FOR": "reading",
            "LEADKEEPER_OPENAI_TOKENS_A_DAY": "1000",
        }
    )
    assert settings.data_dir == tmp_path / "there"
    assert settings.app_url == "https://leads.our.example"
    assert settings.public_url == "https://mail.our.example"
    assert (settings.public_address, settings.public_port) == ("0.0.0.0", 9000)
    assert settings.smtp_url == "smtps://user:secret@smtp.our.example:465"
    assert settings.imap_url == "imaps://user:secret@imap.our.example/Replies"
    assert (settings.openai_key, settings.openai_url) == ("sk-secret", "http://127.0.0.1:11434/v1")
    assert (settings.openai_model, settings.openai_tokens_a_day) == ("llama", 1000)
    assert (settings.reads_with_openai, settings.writes_with_openai) == (True, False)
    assert "sk-secret" not in repr(settings)
    assert "user:secret" not in repr(settings)


@pytest.mark.parametrize("name", ["LEADKEEPER_OPENAI_API_KEY", "LEADKEEPER_OPENAI_URL"])
def test_a_key_or_an_address_alone_turns_the_language_model_on(name: str) -> None:
    settings = load_settings({name: "http://127.0.0.1/v1"})
    assert settings.asks_openai
    assert settings.openai_model
    assert settings.reads_with_openai
    assert settings.writes_with_openai


def test_what_the_language_model_is_for_can_be_said_and_a_slip_is_named() -> None:
    settings = load_settings({"LEADKEEPER_OPENAI_API_KEY": "sk", "LEADKEEPER_OPENAI_FOR": "writing"})
    assert (settings.reads_with_openai, settings.writes_with_openai) == (False, True)
    assert not load_settings({"LEADKEEPER_OPENAI_FOR": "both"}).writes_with_openai
    with pytest.raises(BadSetting, match="LEADKEEPER_OPENAI_FOR is 'all'"):
        load_settings({"LEADKEEPER_OPENAI_FOR": "all"})


@pytest.mark.parametrize("value", ["0", "-5", "1e6", "1.000.000", "many", "٣"])
def test_a_number_of_tokens_that_cannot_be_used_is_named(value: str) -> None:
    with pytest.raises(BadSetting, match=r"LEADKEEPER_OPENAI_TOKENS_A_DAY is .* a whole number"):
        load_settings({"LEADKEEPER_OPENAI_TOKENS_A_DAY": value})


@pytest.mark.parametrize("value", ["sk secret", "sk-secret\n", "sk-sécret"])
def test_a_key_that_cannot_be_one_is_named_and_not_shown(value: str) -> None:
    with pytest.raises(BadSetting, match="LEADKEEPER_OPENAI_API_KEY") as caught:
        load_settings({"LEADKEEPER_OPENAI_API_KEY": value})
    assert value not in str(caught.value)


def test_the_public_address_follows_the_port_where_only_that_is_set() -> None:
    assert load_settings({"LEADKEEPER_PUBLIC_PORT": "9000"}).public_url == "http://127.0.0.1:9000"


def test_a_setting_left_empty_counts_as_not_set() -> None:
    names = ("DATA_DIR", "APP_URL", "PUBLIC_URL", "PUBLIC_ADDRESS", "PUBLIC_PORT", "SMTP_URL", "IMAP_URL")
    names += ("OPENAI_API_KEY", "OPENAI_URL", "OPENAI_MODEL", "OPENAI_FOR", "OPENAI_TOKENS_A_DAY")
    assert load_settings({f"LEADKEEPER_{name}": "" for name in names}) == load_settings({})


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80.5", "eighty", " 80", "0x50"])
def test_a_port_that_cannot_be_used_is_named(value: str) -> None:
    with pytest.raises(BadSetting, match=r"LEADKEEPER_PUBLIC_PORT is .* from 1 to 65535"):
        load_settings({"LEADKEEPER_PUBLIC_PORT": value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LEADKEEPER_APP_URL", "leads.our.example"),
        ("LEADKEEPER_APP_URL", "ftp://leads.our.example"),
        ("LEADKEEPER_PUBLIC_URL", "https://"),
        ("LEADKEEPER_PUBLIC_URL", "https://mail.our.example:port"),
        ("LEADKEEPER_PUBLIC_URL", "https://mail.our.example:99999"),
        ("LEADKEEPER_PUBLIC_URL", "https://[::1"),
        ("LEADKEEPER_OPENAI_URL", "api.openai.com/v1"),
        ("LEADKEEPER_SMTP_URL", "https://smtp.our.example"),
        ("LEADKEEPER_SMTP_URL", "smtp.our.example:25"),
        ("LEADKEEPER_IMAP_URL", "smtp://user:secret@imap.our.example"),
    ],
)
def test_an_address_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"{name} is not a usable address"):
        load_settings({name: value})


def test_a_bad_setting_never_shows_its_password() -> None:
    with pytest.raises(BadSetting) as caught:
        load_settings({"LEADKEEPER_SMTP_URL": "smpt://user:secret@smtp.our.example"})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("account", ["", "user@", "user:@", ":secret@"])
def test_an_imap_server_needs_a_user_and_a_password(account: str) -> None:
    with pytest.raises(BadSetting, match="LEADKEEPER_IMAP_URL must name a user and a password") as caught:
        load_settings({"LEADKEEPER_IMAP_URL": f"imaps://{account}imap.our.example"})
    assert "secret" not in str(caught.value)


def test_sendgrid_is_set_up_by_its_key_and_its_secrets_stay_out_of_sight() -> None:
    secret = "a-long-secret-of-ours-1"
    settings = load_settings(
        {
            "LEADKEEPER_SENDGRID_API_KEY": "SG.secret",
            "LEADKEEPER_SENDGRID_URL": "https://api.eu.sendgrid.com/",
            "LEADKEEPER_SENDGRID_INBOUND_SECRET": secret,
        }
    )
    assert (settings.sendgrid_key, settings.sendgrid_url) == ("SG.secret", "https://api.eu.sendgrid.com")
    assert "SG.secret" not in repr(settings)
    assert secret not in repr(settings)


@pytest.mark.parametrize("value", ["too-short", "a secret with spaces in it", "a/path/of/twenty/letters"])
def test_an_inbound_secret_that_could_be_guessed_or_is_no_part_of_an_address_is_named(value: str) -> None:
    with pytest.raises(BadSetting, match="LEADKEEPER_SENDGRID_INBOUND_SECRET") as caught:
        load_settings({"LEADKEEPER_SENDGRID_INBOUND_SECRET": value})
    assert value not in str(caught.value)


def test_two_ways_for_the_same_mail_are_refused_at_the_start() -> None:
    with pytest.raises(BadSetting, match="Leave one out"):
        load_settings(
            {"LEADKEEPER_SMTP_URL": "smtp://mx.example", "LEADKEEPER_SENDGRID_API_KEY": "SG.secret"}
        )
