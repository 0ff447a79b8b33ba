"""A PostgreSQL server of its own for tests, and stores on it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, cast

import psycopg
from psycopg.rows import dict_row

from data.beginning import begin
from data.migrations import migrate
from data.queries import Connection, load
from data.store import Store

ACCOUNT = "postgres"  # the server refuses to run as root


class NoServer(Exception):
    """There is no PostgreSQL on this machine."""


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server on a socket in a folder of its own; yields how to connect. Raises `NoServer`."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="leadkeeper-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        data = folder / "data"
        run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "leadkeeper",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c timezone=Asia/Tokyo"
        run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            yield f"host={folder} user=leadkeeper dbname=postgres"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def find_programs() -> Path:
    """The folder of `initdb` and `pg_ctl`: on the path, or where Debian keeps the newest."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not debian:
        raise NoServer(
            "PostgreSQL is not installed here (initdb is neither on PATH nor in /usr/lib/postgresql)."
        )
    return debian[-1].parent


def run(*command: object) -> None:
    account = ACCOUNT if os.geteuid() == 0 else None
    subprocess.run(
        [*map(str, command)],
        check=True,
        cwd="/",  # it may not look into root's folders
        user=account,
        group=account,
        extra_groups=[] if account else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


class Recorder(psycopg.Cursor[Any]):
    """A cursor that writes down every statement that the server has taken."""

    executed: ClassVar[set[str]] = set()

    def execute(self, query: Any, params: Any = None, **options: Any) -> "Recorder":
        super().execute(query, params, **options)
        self.executed.add(str(query))
        return self


class PostgresDatabase:
    """What `Database` is for a DuckDB file, in a database of the server: stores within transactions."""

    def __init__(self, place: str) -> None:
        self._place = place
        with psycopg.connect(place, autocommit=True) as connection:
            migrate(cast(Connection, Plain(connection)))
        with self.transaction() as store:
            begin(store)

    @contextmanager
    def transaction(self) -> Iterator[Store]:
        with psycopg.connect(self._place, row_factory=dict_row, cursor_factory=Recorder) as connection:
            connection.execute("set timezone = 'UTC'")
            yield Store(connection, load("psycopg"))

    @contextmanager
    def reading(self) -> Iterator[Store]:
        with self.transaction() as store:
            yield store
            store.connection.rollback()


class Plain:
    """The few calls by which migrations are applied."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._cursor = connection.cursor()

    def execute(self, sql: str) -> "Plain":
        self._cursor.execute(cast(Any, sql))
        return self

    def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()
