"""`python -m jobs check`: what works, what does not, and what to do."""

from pathlib import Path

import pytest

from core.heartbeat import MODEL
from core.settings import load_settings
from data.store import Store
from jobs.check import Finding, check
from jobs.public import serving
from tests.dovecot import FAR, Mailbox
from tests.jobs.conftest import Broken, House, Server
from tests.servers import free_port


def findings(house: House, **environ: str) -> dict[str, Finding]:
    settings = load_settings(house.environ | environ)
    return {finding.name: finding for finding in check(settings, house.now)}


def test_a_fresh_data_folder_works_but_for_the_sidecar_that_does_not_run(shut_house: House) -> None:
    found = findings(shut_house)
    not_running = {name for name, finding in found.items() if finding.level != "ok"}
    assert not_running == {"sidecar", "public endpoints"}
    assert found["sidecar"].level == "warning"
    assert found["sidecar"].todo == "Start it with `make run`."


def test_a_sidecar_that_was_seen_just_now_runs(shut_house: House) -> None:
    with shut_house.database.transaction() as store:
        store.beat("sidecar", shut_house.now)
    shut_house.desk.wait(seconds=59)
    assert findings(shut_house)["sidecar"].level == "ok"
    shut_house.desk.wait(seconds=2)
    found = findings(shut_house)["sidecar"]
    assert (found.level, found.detail) == ("warning", "not running, last seen 2026-03-02T09:00:00+00:00")


def test_public_endpoints_that_nobody_serves_are_said_to_be_missing(shut_house: House) -> None:
    silent = findings(shut_house)["public endpoints"]
    assert silent.level == "warning"
    assert f"port {shut_house.settings.public_port}" in silent.detail
    with serving(shut_house.settings, shut_house.database, lambda: shut_house.now):
        assert findings(shut_house)["public endpoints"].level == "ok"


def test_a_job_that_failed_is_shown_with_its_error(shut_house: House) -> None:
    shut_house.once(mailboxes=[Broken()])
    found = findings(shut_house)["jobs"]
    assert (found.level, found.detail) == ("error", "fetch replies: RuntimeError: no such folder")
    shut_house.desk.wait(minutes=1)
    shut_house.once()
    assert findings(shut_house)["jobs"].level == "ok"


def test_a_mail_server_that_answers_is_said_to_work(shut_house: House, server: Server) -> None:
    found = findings(shut_house, LEADKEEPER_SMTP_URL=server.url)["mail out"]
    assert (found.level, found.detail) == ("ok", "SMTP: signed in")
    assert server.taken == []


@pytest.mark.parametrize("user", ["", "ada:secret@"])
def test_a_mail_server_that_is_not_there_is_an_error_that_names_the_setting(
    shut_house: House, user: str
) -> None:
    found = findings(shut_house, LEADKEEPER_SMTP_URL=f"smtp://{user}127.0.0.1:{free_port()}")["mail out"]
    assert found.level == "error"
    assert "LEADKEEPER_SMTP_URL" in found.todo
    assert "secret" not in found.detail


def test_a_mailbox_that_opens_is_said_to_work_and_what_is_wrong_with_another_is_said(
    shut_house: House, post: Mailbox
) -> None:
    found = findings(shut_house, LEADKEEPER_IMAP_URL=post.url())["mail in"]
    assert (found.level, found.detail) == ("ok", "IMAP: signed in")
    for url, words in (
        (post.url(password="wrong"), "refuses the user or the password"),
        (post.url("Nowhere"), "Check the folder's name"),
        (post.url(host=FAR), "offers no encryption"),
        (f"imaps://ada:wrong@127.0.0.1:{free_port()}", "cannot be reached"),
    ):
        found = findings(shut_house, LEADKEEPER_IMAP_URL=url)["mail in"]
        assert found.level == "error"
        assert words in found.detail
        assert "LEADKEEPER_IMAP_URL" in found.todo
        assert "wrong" not in found.detail


def test_the_own_servers_of_assistants_are_tried_too_and_each_needs_its_assistant(
    shut_house: House, server: Server, post: Mailbox, tmp_path: Path
) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        f'[accounts."ada@assistant.example"]\nimap_url = "{post.url("Nowhere")}"\n'
        f'[accounts."adda@assistant.example"]\nsmtp_url = "smtp://127.0.0.1:{free_port()}"',
        "utf-8",
    )
    common = {"LEADKEEPER_SMTP_URL": server.url, "LEADKEEPER_IMAP_URL": post.url()}
    found = findings(shut_house, STREAMLIT_SECRETS_FILES=str(secrets), **common)
    for name, setting in (("mail in", '"ada@assistant.example"'), ("mail out", '"adda@assistant.example"')):
        assert found[name].level == "error"
        assert setting in found[name].todo
        assert "LEADKEEPER" not in found[name].todo
    assert 'accounts."adda@assistant.example"' in found["assistants"].detail
    assert "no assistant has that address" in found["assistants"].detail


def test_a_broken_database_is_shown_and_the_other_probes_still_speak(shut_house: House) -> None:
    shut_house.database.path.write_bytes(b"this is no database" * 1000)
    found = findings(shut_house)
    assert found["database"].level == "error"
    assert found["mail out"].level == found["reader"].level == found["data folder"].level == "ok"


def test_a_data_folder_that_cannot_be_made_is_shown(shut_house: House) -> None:
    found = findings(shut_house, LEADKEEPER_DATA_DIR="/dev/null/data")
    assert found["data folder"].level == found["database"].level == "error"
    assert "LEADKEEPER_DATA_DIR" in found["data folder"].todo


# --- the language model


def test_a_language_model_that_is_not_set_up_is_said_to_be_off(shut_house: House) -> None:
    assert findings(shut_house)["language model"].detail == "off: nothing is asked"


def test_the_tokens_used_today_are_shown_and_a_cap_that_is_reached_is_a_warning(shut_house: House) -> None:
    shut_house.desk.do(Store.count_model_call, shut_house.now.date(), "reading", 900, 100)
    found = findings(shut_house, LEADKEEPER_OPENAI_API_KEY="sk-secret", LEADKEEPER_OPENAI_MODEL="tiny")
    told = found["language model"]
    assert (told.level, told.detail) == ("ok", "tiny: 1,000 of 500,000 tokens used today")
    found = findings(shut_house, LEADKEEPER_OPENAI_API_KEY="sk-secret", LEADKEEPER_OPENAI_TOKENS_A_DAY="1000")
    assert found["language model"].level == "warning"
    assert "LEADKEEPER_OPENAI_TOKENS_A_DAY" in found["language model"].todo
    assert "sk-secret" not in str(found)


def test_a_language_model_that_fails_is_a_warning_and_no_failed_job(shut_house: House) -> None:
    shut_house.desk.do(Store.beat, MODEL, shut_house.now, "The language model is down.")
    found = findings(shut_house, LEADKEEPER_OPENAI_URL="http://127.0.0.1:9/v1")
    assert found["language model"].level == "warning"
    assert "The language model is down." in found["language model"].detail
    assert found["jobs"].level == "ok"
