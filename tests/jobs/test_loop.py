"""The sidecar's loop: its passes, its end, and what stops its start."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.errors import DatabaseBusy
from core.message import MessageStatus
from core.state import Hold, LeadState
from data import lock
from data.database import Database
from jobs.loop import SIDECAR, alone, count_in_utc, tick
from jobs.world import World
from tests.desk import ANNA, NOW
from tests.jobs.conftest import Broken, House, Server, furnish
from tests.servers import ROOT, running, wait_until

JOBS = [sys.executable, "-m", "jobs"]


@contextmanager
def sidecar(house: House) -> Iterator[subprocess.Popen[bytes]]:
    with running([*JOBS, "run"], house.environ) as process:
        yield process


def ask(house: House, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*JOBS, *arguments],
        env=house.environ | environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
    )


def end(process: subprocess.Popen[bytes], number: signal.Signals) -> tuple[int, float]:
    """Tell a process to end; answers its exit code and the seconds it took."""
    told = time.monotonic()
    process.send_signal(number)
    return process.wait(timeout=20), time.monotonic() - told


# --- the end


@pytest.fixture
def slow_house(tmp_path: Path, fresh_data_dir: Path, server: Server) -> House:
    """Five leads are due, and the mail server takes a second for each text."""
    server.seconds_a_text = 1
    house = furnish(tmp_path / "data", fresh_data_dir, LEADKEEPER_SMTP_URL=server.url)
    house.now_is_real()
    house.add_many(5)
    return house


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_finishes_the_message_in_hand_and_hands_the_others_back(
    slow_house: House, server: Server, number: signal.Signals
) -> None:
    with sidecar(slow_house) as process:
        wait_until(lambda: server.in_hand == 1, "a message is in hand")
        code, seconds = end(process, number)
    assert code == 0
    assert seconds < 4
    statuses = [message.status for message in slow_house.messages()]
    assert sorted(statuses) == ["queued"] * 4 + ["sent"]
    assert {m.attempted_at for m in slow_house.messages() if m.status is MessageStatus.QUEUED} == {None}
    slow_house.now_is_real()
    slow_house.once()
    assert sorted(envelope.rcpt_tos[0] for envelope in server.taken) == [
        f"lead{n}@acme.example" for n in range(1, 6)
    ]


def test_a_hand_over_that_hangs_does_not_keep_it_from_ending_and_is_left_in_doubt(
    slow_house: House, server: Server
) -> None:
    server.seconds_a_text = 60
    with sidecar(slow_house) as process:
        wait_until(lambda: server.in_hand == 1, "a message is in hand")
        code, seconds = end(process, signal.SIGTERM)
    assert code == 0
    assert seconds < 4
    server.seconds_a_text = 0
    slow_house.now_is_real()
    slow_house.once()
    statuses = [message.status for message in slow_house.messages()]
    assert sorted(statuses) == ["sent"] * 4 + ["unconfirmed"]
    assert slow_house.rows("select count(*) from leads where held = 'unconfirmed'") == [(1,)]


def test_idle_it_ends_at_once(shut_house: House) -> None:
    with sidecar(shut_house) as process:
        wait_until(lambda: bool(beats(shut_house).get("send messages")), "the first pass is over")
        code, seconds = end(process, signal.SIGTERM)
    assert (code, seconds < 2) == (0, True)


# --- passes


def beats(house: House) -> dict[str, datetime]:
    return house.desk.ask(lambda store: {job: beat.seen_at for job, beat in store.heartbeats().items()})


def test_every_job_leaves_a_heartbeat_and_a_second_sidecar_is_refused(shut_house: House) -> None:
    with sidecar(shut_house):
        wait_until(lambda: len(beats(shut_house)) == 8, "every job has run")
        refused = [ask(shut_house, "once"), ask(shut_house, "run", LEADKEEPER_PUBLIC_PORT="1")]
    assert set(beats(shut_house)) == {
        "sidecar",
        "fetch replies",
        "read replies",
        "resume leads",
        "write drafts",
        "send messages",
        "bounce rate",
        "deliver notices",
    }
    for answer in refused:
        assert answer.returncode == 1
        assert answer.stderr == "A sidecar runs on this data folder already, and does this work.\n"
        assert answer.stdout == ""


def test_several_commands_that_start_in_the_same_second_send_each_message_once(shut_house: House) -> None:
    shut_house.add_many(12)
    command = [*JOBS, "once", "--now", NOW.isoformat()]
    started = [
        subprocess.Popen(command, env=shut_house.environ, cwd=ROOT, stderr=subprocess.DEVNULL)
        for _ in range(3)
    ]
    codes = [process.wait(timeout=60) for process in started]
    assert 0 in codes
    assert len(shut_house.outbox()) == 12
    assert len({mail["Message-ID"] for mail in shut_house.outbox()}) == 12


def test_a_job_that_fails_is_logged_and_shown_and_never_stops_the_next(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.desk.add()
    errors = house.once(mailboxes=[Broken()])
    assert errors == {"fetch replies": "RuntimeError: no such folder"}
    assert len(house.outbox()) == 1
    assert "The job 'fetch replies' failed" in caplog.text
    assert "Traceback" in caplog.text
    beat = house.desk.ask(lambda store: store.heartbeats()["fetch replies"])
    assert (beat.error, beat.error_at) == ("RuntimeError: no such folder", NOW)


def test_a_job_that_works_again_shows_no_error_but_when_the_last_one_was(house: House) -> None:
    house.once(mailboxes=[Broken()])
    house.desk.wait(minutes=1)
    house.once()
    beat = house.desk.ask(lambda store: store.heartbeats()["fetch replies"])
    assert (beat.error, beat.error_at, beat.seen_at) == ("", NOW, NOW + timedelta(minutes=1))


def test_a_busy_database_costs_a_pass_and_not_the_sidecar(
    shut_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    shut_house.desk.add()
    world = shut_house.world(database=Database(shut_house.settings.data_dir, wait_seconds=0.1))
    with lock.held(shut_house.database.path.with_suffix(".lock"), time.monotonic()):
        tick(world)
    assert "This pass could not be finished" in caplog.text
    assert shut_house.outbox() == []
    tick(world)
    assert len(shut_house.outbox()) == 1


def test_a_busy_database_is_not_taken_for_a_second_sidecar(shut_house: House) -> None:
    with pytest.raises(DatabaseBusy), alone(shut_house.settings.data_dir):
        raise lock.busy()


def test_a_long_pass_shows_all_the_while_that_the_sidecar_lives(house: House) -> None:
    """Each mail takes the channel twenty seconds."""
    house.add_many(30)
    seen: list[timedelta] = []

    class Slow:
        told_within = timedelta(0)

        def send(self, mail: bytes, sender: str, recipients: list[str]) -> None:
            seen.append(house.now - beats(house)[SIDECAR])
            house.desk.wait(seconds=20)

        def has(self, message_id: str) -> bool:
            return False

        def close(self) -> None: ...

    tick(house.world(channel=Slow()))
    assert len(seen) == 30
    assert max(seen) <= timedelta(seconds=20)


def test_the_hour_that_autumn_repeats_does_not_stop_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    midnight = 1_792_886_400  # 25 October 2026, UTC
    try:
        count_in_utc()
        clock = [datetime.fromtimestamp(midnight + 60 * minute) for minute in range(180)]  # noqa: DTZ006
    finally:
        monkeypatch.undo()
        time.tzset()
    assert clock == sorted(clock)


# --- follow-ups that come due while nobody sends


def begin(house: House) -> World:
    """The sidecar runs, and Anna has had her first message; the next one is due a day later."""
    house.desk.add()
    tick(house.world())
    assert len(house.outbox()) == 1
    return house.world()


def test_a_machine_that_was_off_for_days_sends_no_stale_follow_up_but_asks(house: House) -> None:
    world = begin(house)
    house.desk.wait(days=2, minutes=1)
    tick(world)
    assert len(house.outbox()) == 1
    assert house.lead().held is Hold.OVERDUE
    assert house.desk.notices() == ["1 follow-up came due while the sidecar was not running"]
    house.desk.wait(days=1)
    tick(world)
    assert len(house.outbox()) == 1


def test_a_machine_that_was_off_for_less_than_a_day_goes_on(house: House) -> None:
    world = begin(house)
    house.desk.wait(days=1, hours=7)
    tick(world)
    assert len(house.outbox()) == 2


def test_a_first_message_that_was_never_tried_goes_however_late(house: House) -> None:
    tick(house.world())
    house.desk.add()
    house.desk.wait(days=30)
    tick(house.world())
    assert len(house.outbox()) == 1


def test_a_sidecar_that_ran_all_the_time_holds_nothing(house: House) -> None:
    world = begin(house)
    for _ in range(28):
        house.desk.wait(days=1)
        tick(world)
    assert house.lead().state is LeadState.PROCESSED
    assert len(house.outbox()) == 7


def test_a_lead_due_twice_between_two_passes_is_sent_one_step_a_pass_and_in_order(house: House) -> None:
    house.desk.add()
    for passed in range(1, 9):
        assert house.once() == {}
        assert len(house.outbox(ANNA)) == min(passed, 7)
        house.desk.wait(weeks=4)
    assert [message.step for message in house.messages()] == [1, 2, 3, 4, 5, 6, 7]
    assert house.lead().state is LeadState.PROCESSED


# --- the start


def test_a_busy_public_port_stops_the_start_and_names_the_setting(shut_house: House) -> None:
    with socket.create_server(("127.0.0.1", shut_house.settings.public_port)):
        answer = ask(shut_house, "run")
    assert answer.returncode == 1
    assert "Set LEADKEEPER_PUBLIC_ADDRESS or LEADKEEPER_PUBLIC_PORT." in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("LEADKEEPER_PUBLIC_PORT", "eighty"),
        ("LEADKEEPER_SMTP_URL", "mail.example"),
        ("LEADKEEPER_PUBLIC_ADDRESS", "nowhere.invalid"),
        ("LEADKEEPER_DATA_DIR", "/dev/null/data"),
    ],
)
def test_a_bad_setting_stops_the_start_and_is_named(shut_house: House, setting: str, value: str) -> None:
    answer = ask(shut_house, "run", **{setting: value})
    assert answer.returncode == 1
    assert setting in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_the_sidecar_starts_without_the_libraries_of_screens_spreadsheets_and_models(
    shut_house: House,
) -> None:
    heavy = "streamlit", "pandas", "numpy", "plotly", "openpyxl", "python_calamine", "openai", "sendgrid"
    code = f"import jobs.cli, jobs.loop, sys; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert loaded.stdout == "[]\n"
