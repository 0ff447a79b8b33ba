"""What tests share: a real database file, a lead in it, a fixed time, and a writer of plain texts."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from core.lead import Lead
from core.ports import Writer
from data.database import Database
from tests.desk import NOW, Desk, plain_writer

settings.register_profile("leadkeeper", deadline=None, derandomize=True)  # a busy machine is no failure
settings.load_profile("leadkeeper")


@pytest.fixture
def now() -> datetime:
    """Monday 2 March 2026, 09:00 UTC."""
    return NOW


@pytest.fixture(scope="session")
def fresh_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as it is after the first start. Copying it is quicker than migrating again."""
    data_dir = tmp_path_factory.mktemp("fresh")
    Database(data_dir).migrate()
    return data_dir


@pytest.fixture(scope="session")
def data_dir_with_anna(tmp_path_factory: pytest.TempPathFactory, fresh_data_dir: Path) -> Path:
    data_dir = tmp_path_factory.mktemp("anna")
    shutil.copy(fresh_data_dir / "leadkeeper.duckdb", data_dir)
    Desk(Database(data_dir), NOW).add()
    return data_dir


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database file of this test alone, with the default assistant and the system schedules."""
    origin = "data_dir_with_anna" if "lead" in request.fixturenames else "fresh_data_dir"
    shutil.copy(request.getfixturevalue(origin) / "leadkeeper.duckdb", tmp_path)
    return Database(tmp_path)


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """The use cases on that database. It stays open meanwhile, so no other process can use it."""
    with database.reading():
        yield Desk(database)


@pytest.fixture
def lead(database: Database) -> Lead:
    """Anna, added from an event at `now`; her first message is due."""
    return Desk(database).lead()


@pytest.fixture
def write() -> Writer:
    return plain_writer
