"""What the Health screen says."""

from datetime import UTC, datetime

import pytest

from core.heartbeat import MODEL, SIDECAR
from data.store import Store
from tests.desk import Desk
from tests.pages.conftest import Visit, texts

HEALTH = "insights/health.py"


def test_a_sidecar_that_never_ran_is_said_with_what_to_do(visit: Visit) -> None:
    said = visit(HEALTH).main.warning[0].value
    assert "It was never seen" in said
    assert "make run" in said


def test_a_running_sidecar_is_shown_with_each_job_and_the_words_of_a_failure(
    visit: Visit, people: Desk
) -> None:
    with people.database.transaction() as store:
        store.beat(SIDECAR, datetime.now(UTC))
        store.beat("read replies", datetime.now(UTC))
        store.beat("send messages", datetime.now(UTC), "No space left on device")
    screen = visit(HEALTH)
    assert "The sidecar is running" in screen.success[0].value
    shown = texts(screen)
    for text in ("Read replies", "Send messages", "No space left on device", "Works", "Failed"):
        assert text in shown, text


def test_single_passes_are_no_running_sidecar(visit: Visit, people: Desk) -> None:
    with people.database.transaction() as store:
        store.beat("read replies", datetime.now(UTC))
        store.beat(SIDECAR, datetime(2031, 1, 1, tzinfo=UTC))
    assert "The sidecar is not running" in visit(HEALTH).main.warning[0].value


def test_messages_are_counted_by_their_status(visit: Visit, people: Desk) -> None:
    people.add()
    people.send_due()
    screen = visit(HEALTH)
    assert {metric.label: metric.value for metric in screen.metric}["Messages sent"] == "1"
    assert "1 sent" in texts(screen)


def test_a_language_model_is_shown_only_where_one_is_set_up(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Language model" not in texts(visit(HEALTH))
    monkeypatch.setenv("LEADKEEPER_OPENAI_API_KEY", "sk-secret")
    shown = texts(visit(HEALTH))
    assert "Today: 0 of 500,000 tokens used. Questions: 0" in shown
    assert "sk-secret" not in shown


def test_tokens_that_are_used_up_are_said_with_the_setting_to_change(
    visit: Visit, people: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADKEEPER_OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("LEADKEEPER_OPENAI_TOKENS_A_DAY", "1000")
    people.do(Store.count_model_call, datetime.now(UTC).date(), "reading", 900, 100)
    warnings = [warning.value for warning in visit(HEALTH).main.warning]
    assert any("used up" in text and "LEADKEEPER_OPENAI_TOKENS_A_DAY" in text for text in warnings)


def test_a_language_model_that_fails_is_said_in_its_own_words_and_not_among_the_jobs(
    visit: Visit, people: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADKEEPER_OPENAI_API_KEY", "sk-secret")
    people.do(Store.beat, MODEL, datetime.now(UTC), "The server answered with HTTP 401.")
    screen = visit(HEALTH)
    assert any("HTTP 401" in warning.value for warning in screen.main.warning)
    assert "No job has run yet." in texts(screen)
