"""The schema is made in order and once, by whichever process comes first."""

import re
from pathlib import Path

import duckdb
import pytest

from data import migrations
from data.database import Database
from data.migrations import migrate
from data.queries import Connection
from tests.data.worker import start


def numbers(connection: Connection) -> list[int]:
    return [number for (number,) in connection.execute("select number from migrations order by 1").fetchall()]


@pytest.fixture
def connection() -> Connection:
    return Connection(duckdb.connect())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(migrations, "FOLDER", tmp_path)
    return tmp_path


def files() -> list[int]:
    return sorted(int(path.name[:3]) for path in migrations.FOLDER.glob("*.sql"))


def test_each_file_has_a_number_of_its_own() -> None:
    names = sorted(path.name for path in migrations.FOLDER.glob("*.sql"))
    assert all(re.fullmatch(r"\d{3}_[a-z_]+\.sql", name) for name in names)
    assert len(set(files())) == len(names)


def test_two_processes_that_start_at_the_same_moment_migrate_once(tmp_path: Path) -> None:
    processes = [start("open", tmp_path) for _ in range(2)]
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0, 0]
    with Database(tmp_path).reading() as store:
        assert numbers(store.connection) == files()
        assert len(store.schedules()) == 2
        assert len(store.assistants()) == 1


def test_what_was_applied_is_not_applied_again_and_what_is_new_is(
    folder: Path, connection: Connection
) -> None:
    (folder / "001_first.sql").write_text("create table a (n integer); insert into a values (1);", "utf-8")
    migrate(connection)
    migrate(connection)
    (folder / "002_second.sql").write_text("insert into a values (2);", "utf-8")
    migrate(connection)
    assert connection.execute("select n from a order by n").fetchall() == [(1,), (2,)]
    assert numbers(connection) == [1, 2]


def test_a_file_that_fails_leaves_nothing_of_itself(folder: Path, connection: Connection) -> None:
    (folder / "001_first.sql").write_text("create table a (n integer);", "utf-8")
    (folder / "002_second.sql").write_text("insert into a values (2); insert into b values (1);", "utf-8")
    with pytest.raises(duckdb.Error):
        migrate(connection)
    assert connection.execute("select n from a").fetchall() == []
    assert numbers(connection) == [1]
    (folder / "002_second.sql").write_text("insert into a values (3);", "utf-8")
    migrate(connection)
    assert connection.execute("select n from a").fetchall() == [(3,)]


def test_a_fresh_folder_is_filled_once_even_if_its_schedules_were_renamed(tmp_path: Path) -> None:
    Database(tmp_path).migrate()
    with Database(tmp_path).transaction() as store:
        store.connection.execute("update schedules set name = name || ' of ours'")
    with Database(tmp_path).reading() as store:
        assert sorted(each.name for each in store.schedules()) == [
            "Gentle pace of ours",
            "Recommended of ours",
        ]
        assert len(store.assistants()) == 1


def test_an_old_data_folder_keeps_its_leads_assistants_sources_and_contexts(
    folder: Path, connection: Connection
) -> None:
    """As it was before a team could have several assistants: the first by name was the default one."""
    files_of_today = Path(migrations.__file__).parent
    for name in ("001_begin.sql", "004_assistants.sql"):
        (folder / name).write_text((files_of_today / name).read_text("utf-8"), "utf-8")
    later = (folder / "004_assistants.sql").rename(folder / "later")
    migrate(connection)
    connection.execute(OLD_ROWS)
    later.rename(folder / "004_assistants.sql")
    migrate(connection)
    assert connection.execute(
        "select name, is_default, keeps_holidays, language, excluded from assistants order by name"
    ).fetchall() == [("Ada", True, True, "en", ""), ("Zoe", False, True, "en", "")]
    assert connection.execute(
        "select email, place, country, language from leads order by email"
    ).fetchall() == [
        ("lead0@x.example", 0, "", ""),
        ("lead1@x.example", 1, "", ""),
        ("lead2@x.example", 2, "", ""),
    ]
    connection.execute("select name, system from sources order by system desc, name")
    assert connection.fetchall()[-2:] == [("Website", True), ("Webinar", False)]
    assert connection.execute("select context from contexts").fetchall() == [("our pumps",)]


OLD_ROWS = """
    insert into assistants
    select gen_random_uuid(), name, name || '@x.example', '', '', '', '', '', '', '', 'UTC', time '08:00',
        time '18:00', '56', 200, '', gen_random_uuid()
    from (values ('Zoe'), ('Ada')) names (name);
    insert into leads
    select cast('00000000-0000-7000-8000-00000000000' || place as uuid), 't' || place,
        'lead' || place || '@x.example', 'Lee', '', '', '', '', '', '', '', '', '', '', '{}',
        cast('00000000-0000-7000-8000-000000000001' as uuid),
        case when place = 2 then 'webinar' else 'Webinar' end, 'our pumps', '',
        cast('00000000-0000-7000-8000-000000000002' as uuid), 1, now(), 1, now(), 'Cold', '', '',
        null, null, null, 0, cast('00000000-0000-7000-8000-000000000003' as uuid), now()
    from (values (0), (1), (2)) places (place);
"""


def test_an_old_data_folder_keeps_its_schedules_steps_and_messages(
    folder: Path, connection: Connection
) -> None:
    files_of_today = Path(migrations.__file__).parent
    for path in sorted(files_of_today.glob("*.sql")):
        if path.name < "005_schedules.sql":
            (folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    migrate(connection)
    connection.execute(
        "insert into schedules values (gen_random_uuid(), 'Ours', false);"
        "insert into steps select id, 1, 0, 'Candid' from schedules;"
        "insert into steps select id, 2, 4, 'Gentle' from schedules;"
        "insert into messages (id, lead_id, run, step, message_id, subject, body, cc, status, attempts,"
        " claimed_at, error, written_by) values (gen_random_uuid(), gen_random_uuid(), 1, 2, '<a@b.example>',"
        " 'Hi', 'Hi', '', 'sent', 1, now(), '', '')"
    )
    (folder / "005_schedules.sql").write_text(
        (files_of_today / "005_schedules.sql").read_text("utf-8"), "utf-8"
    )
    migrate(connection)
    kept = connection.execute("select name, system, archived, last_number from schedules").fetchall()
    assert kept == [("Ours", False, False, 2)]
    steps = "select number, position, wait_days, tone, custom_message_id from steps order by number"
    assert connection.execute(steps).fetchall() == [(1, 1, 0, "Candid", None), (2, 2, 4, "Gentle", None)]
    assert connection.execute("select step, recipient, broadcast_id from messages").fetchall() == [
        (2, "", None)
    ]
