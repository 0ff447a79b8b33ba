"""Opening the database: late, briefly, in UTC, under a lock that nobody's death keeps."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path

import duckdb
import pytest

from core.errors import DatabaseBusy, PersonError
from core.lead import Lead
from data import database as module
from data import lock
from data.database import Database
from data.store import Store
from tests.data.worker import ROOT, count_up, start
from tests.desk import ANNA, NOW, Desk


@contextmanager
def holder(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of a transaction."""
    process = start("hold", data_dir, 60)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "holding\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def counted(database: Database) -> int:
    return Desk(database).lead().soft_bounces


# Transactions


@pytest.mark.parametrize("problem", [ZeroDivisionError, PersonError, KeyboardInterrupt, SystemExit])
def test_any_exception_takes_everything_back(
    database: Database, lead: Lead, problem: type[BaseException]
) -> None:
    def change_and_fail(store: Store) -> None:
        count_up(store, "nobody")
        store.beat("a job", NOW)
        raise problem

    with pytest.raises(problem):
        Desk(database).do(change_and_fail)
    with database.reading() as store:
        assert store.lead_by_email(ANNA) == lead
        assert store.heartbeats() == {}


def test_a_statement_that_fails_takes_everything_back(database: Database, lead: Lead) -> None:
    def change_and_fail(store: Store) -> None:
        count_up(store, "nobody")
        store.connection.execute("insert into nowhere values (1)")

    with pytest.raises(duckdb.Error):
        Desk(database).do(change_and_fail)
    assert counted(database) == 0
    with database.transaction() as store:
        count_up(store, "somebody")
    assert counted(database) == 1


def test_a_reading_session_changes_nothing(database: Database, lead: Lead) -> None:
    with database.reading() as store:
        count_up(store, "nobody")
    assert counted(database) == 0


def test_a_reading_session_sees_one_state_whatever_others_write_meanwhile(
    database: Database, lead: Lead
) -> None:
    with database.reading() as reader:
        before = reader.lead_by_email(ANNA)
        with database.transaction() as writer:
            count_up(writer, "somebody")
        assert reader.lead_by_email(ANNA) == before
    assert counted(database) == 1


def test_writers_of_one_process_take_turns_and_none_is_refused(database: Database, lead: Lead) -> None:
    """DuckDB alone refuses the later of two transactions that meet in a row."""

    def work() -> None:
        for _ in range(10):
            with database.transaction() as store:
                count_up(store, "somebody")

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(database) == 50


def test_the_file_is_open_only_while_somebody_uses_it(database: Database, lead: Lead) -> None:
    with database.reading(), pytest.raises(duckdb.Error):
        duckdb.connect(database.path, config={"autoinstall_known_extensions": True})
    duckdb.connect(database.path, config={"autoinstall_known_extensions": True}).close()


# UTC


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_times_are_utc_whatever_the_machine_says(database: Database, lead: Lead, zone: str) -> None:
    """Each of several sessions of a process, readers and writers, and that which migrates."""
    question = (
        "import sys; from pathlib import Path; from data.database import Database\n"
        "database = Database(Path(sys.argv[1]))\n"
        "ask = \"select current_setting('TimeZone'), cast(created_at as text) from leads\"\n"
        "with database.reading() as one, database.reading() as two, database.transaction() as three:\n"
        "    for store in (one, two, three):\n"
        "        added_at = store.lead_by_email('anna@acme.example').created_at\n"
        "        print(*store.connection.execute(ask).fetchone(), added_at)\n"
    )
    command = [sys.executable, "-c", question, str(database.path.parent)]
    environ = os.environ | {"TZ": zone}
    answer = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=True)
    line = "UTC 2026-03-02 09:00:00+00 2026-03-02 09:00:00+00:00"
    assert answer.stdout.splitlines() == [line] * 3


def test_a_session_that_sets_another_zone_does_not_set_it_for_the_next(database: Database) -> None:
    with database.reading():
        with database.reading() as store:
            store.connection.execute("set timezone = 'Asia/Tokyo'")
        with database.reading() as store:
            assert store.connection.execute("select current_setting('TimeZone')").fetchone() == ("UTC",)


@pytest.mark.parametrize("offset", [-11, -5, 0, 1, 5.5, 14])
def test_an_instant_comes_back_as_the_same_instant(database: Database, lead: Lead, offset: float) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=offset)))
    desk = Desk(database)
    desk.change(next_send_at=there)
    stored = desk.lead().next_send_at
    assert stored == NOW
    assert stored.utcoffset() == timedelta(0)


# Busy


def test_another_process_that_keeps_the_file_is_a_clear_error_after_a_bounded_wait(
    lead: Lead, tmp_path: Path
) -> None:
    with holder(tmp_path):
        began = time.monotonic()
        with (
            pytest.raises(DatabaseBusy, match="in use by another process"),
            Database(tmp_path, 0.5).reading(),
        ):
            pass
        assert 0.4 < time.monotonic() - began < 10


def test_a_program_that_does_not_know_our_lock_is_the_same_clear_error(lead: Lead, tmp_path: Path) -> None:
    """Somebody opened the file in a DuckDB shell."""
    shell = (
        "import sys, time, duckdb\n"
        "c = duckdb.connect(sys.argv[1]); print('holding', flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", shell, str(tmp_path / "leadkeeper.duckdb")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holding\n"
        with pytest.raises(DatabaseBusy), Database(tmp_path, 0.3).reading():
            pass
        process.kill()
    assert counted(Database(tmp_path)) == 0


def test_a_writer_that_keeps_its_turn_too_long_is_a_clear_error_too(tmp_path: Path) -> None:
    database = Database(tmp_path, 0.3)
    database.migrate()
    errors: list[BaseException] = []

    def work() -> None:
        try:
            with database.transaction():
                pass
        except DatabaseBusy as error:
            errors.append(error)

    with database.transaction():
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert len(errors) == 1
    with database.transaction():
        pass


def test_who_gave_up_does_not_block_the_others(lead: Lead, tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        with pytest.raises(DatabaseBusy), Database(tmp_path, 0.2).reading():
            pass
        process.kill()
        process.wait()
        assert counted(Database(tmp_path, 10)) == 0


# Death and failure


def test_a_holder_that_is_killed_frees_the_lock_and_loses_only_what_it_had_not_committed(
    database: Database, lead: Lead, tmp_path: Path
) -> None:
    with database.transaction() as store:
        count_up(store, "before")
    with holder(tmp_path) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert counted(Database(tmp_path, 10)) == 1
    with database.transaction() as store:
        count_up(store, "after")
    assert counted(database) == 2


def test_what_was_committed_before_a_kill_is_there_after_it(lead: Lead, tmp_path: Path) -> None:
    process = start("die", tmp_path)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert counted(Database(tmp_path)) == 1


def test_a_failed_opening_frees_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: object) -> None:
        raise ZeroDivisionError

    database = Database(tmp_path, 5)
    with monkeypatch.context() as patched:
        patched.setattr(module, "migrate", fail)
        with pytest.raises(ZeroDivisionError) as caught, database.reading():
            pass
    other = start("open", tmp_path)  # while this test still holds the error and its frames
    other.communicate(timeout=30)
    assert caught.value
    assert other.returncode == 0
    with database.reading() as store:
        assert len(store.assistants()) == 1


def test_a_file_that_is_no_database_says_so_and_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "leadkeeper.duckdb"
    path.write_bytes(b"this is no database" * 1000)
    with pytest.raises(duckdb.Error), Database(tmp_path, 1).reading():
        pass
    path.unlink()
    Database(tmp_path, 1).migrate()


def test_the_gate_lets_one_after_the_other_through(tmp_path: Path) -> None:
    path = tmp_path / "gate"
    soon = time.monotonic() + 0.05
    with lock.held(path, soon), pytest.raises(DatabaseBusy), lock.held(path, soon):
        pass
    with lock.held(path, soon):
        pass


def test_a_session_keeps_nothing_of_the_day_it_was_made(database: Database) -> None:
    """A store is of its session only: afterwards it is closed."""
    with database.reading() as store:
        pass
    with pytest.raises(duckdb.Error):
        store.assistants()
