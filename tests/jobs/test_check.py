"""`python -m jobs check`: what works, what does not, and what to do."""

import pytest

from core.settings import load_settings
from jobs.check import Finding, check
from tests.jobs.conftest import Broken, House, Server
from tests.servers import free_port


def findings(house: House, **environ: str) -> dict[str, Finding]:
    settings = load_settings(house.environ | environ)
    return {finding.name: finding for finding in check(settings, house.now)}


def test_a_fresh_data_folder_works_but_for_the_sidecar_that_does_not_run(shut_house: House) -> None:
    found = findings(shut_house)
    assert {name for name, finding in found.items() if finding.level == "ok"} == set(found) - {"sidecar"}
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


def test_a_job_that_failed_is_shown_with_its_error(shut_house: House) -> None:
    shut_house.once(mailbox=Broken())
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


def test_a_broken_database_is_shown_and_the_other_probes_still_speak(shut_house: House) -> None:
    shut_house.database.path.write_bytes(b"this is no database" * 1000)
    found = findings(shut_house)
    assert found["database"].level == "error"
    assert found["mail out"].level == found["reader"].level == found["data folder"].level == "ok"


def test_a_data_folder_that_cannot_be_made_is_shown(shut_house: House) -> None:
    found = findings(shut_house, LEADKEEPER_DATA_DIR="/dev/null/data")
    assert found["data folder"].level == found["database"].level == "error"
    assert "LEADKEEPER_DATA_DIR" in found["data folder"].todo
