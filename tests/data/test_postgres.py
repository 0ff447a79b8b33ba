"""The same statements on PostgreSQL: every one is executed there, and gives what it gives on DuckDB."""

import os
from collections.abc import Iterator

import pytest

from core.schedule import SYSTEM_SCHEDULES
from core.spreadsheet.reader import NewLead
from core.upload import import_leads
from data.queries import load
from data.store import Store
from tests.data.postgres import NoServer, PostgresDatabase, Recorder, running_server
from tests.data.story import live
from tests.desk import NOW, PERSON, Desk

pytestmark = pytest.mark.xdist_group("postgres")  # one server for all


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    try:
        with running_server() as place:
            yield place
    except NoServer as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def postgres(server: str) -> PostgresDatabase:
    return PostgresDatabase(server)


def statements() -> dict[str, str]:
    """Every named statement, as it is sent to PostgreSQL."""
    queries = load("psycopg")
    names = [name for name in queries.available_queries if not name.endswith("_cursor")]
    return {name: getattr(queries, name).sql for name in names}


def test_a_whole_story_ends_the_same_on_both_and_leaves_no_statement_out(
    postgres: PostgresDatabase, desk: Desk
) -> None:
    expected = live(desk)
    found = live(Desk(postgres))
    for part, value in expected.items():
        assert found[part] == value, part
    assert set(found) == set(expected)
    missing = {name for name, sql in statements().items() if sql not in Recorder.executed}
    assert missing == set(), "these statements never ran on PostgreSQL"
    assert len(statements()) > 60


def test_the_defaults_of_a_fresh_database_are_there(postgres: PostgresDatabase) -> None:
    with postgres.reading() as store:
        assert {each.name: each.steps for each in store.schedules()} == SYSTEM_SCHEDULES


def test_five_thousand_leads_are_added_at_once(postgres: PostgresDatabase) -> None:
    desk = Desk(postgres)
    rows = [
        NewLead(row=n, email=f"bulk{n}@acme.example", first_name="Lee", custom={"n": str(n)})
        for n in range(5000)
    ]
    added = desk.do(import_leads, rows, desk.order(), who=PERSON, now=NOW)
    assert added.added == 5000
    assert desk.lead("bulk4999@acme.example").custom == '{"n": "4999"}'
    assert desk.do(import_leads, rows, desk.order(), who=PERSON, now=NOW).duplicate == 5000


def test_an_exception_takes_everything_back_there_too(postgres: PostgresDatabase) -> None:
    def change_and_fail(store: Store) -> None:
        store.beat("a job that failed", NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Desk(postgres).do(change_and_fail)
    with postgres.reading() as store:
        assert "a job that failed" not in store.heartbeats()
