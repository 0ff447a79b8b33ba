"""The only place that opens the database: late, briefly, under the lock of `data.lock`.

One instance is shared by the threads of a process while any of them has a session; the last one to leave
closes the file, so that the other process gets its turn. Never keep a session across a network call.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data import lock
from data.beginning import begin
from data.migrations import migrate
from data.queries import Connection, committing
from data.store import Store

WAIT_SECONDS = 30.0


class Database:
    """`data_dir/leadkeeper.duckdb`. Opening it for the first time in a process applies the migrations."""

    def __init__(self, data_dir: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self.path = data_dir / "leadkeeper.duckdb"
        self._wait_seconds = wait_seconds
        self._state = threading.Lock()  # guards the four below
        self._instance: duckdb.DuckDBPyConnection | None = None
        self._file_lock = -1
        self._users = 0
        self._migrated = False
        self._writing = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[Store]:
        """A store whose changes are committed at the end, or rolled back on any exception.

        The writers of a process take turns: DuckDB would refuse the later of two that meet in a row.
        """
        if not self._writing.acquire(timeout=self._wait_seconds):
            raise lock.busy()
        try:
            with self._session() as connection, committing(connection):
                yield Store(connection)
        finally:
            self._writing.release()

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A store that sees one consistent state and changes nothing."""
        with self._session() as connection:
            connection.execute("begin")
            try:
                yield Store(connection)
            finally:
                connection.execute("rollback")

    def migrate(self) -> None:
        """Bring the schema up to date now rather than at the first session."""
        with self._session():
            pass

    @contextmanager
    def _session(self) -> Iterator[Connection]:
        deadline = time.monotonic() + self._wait_seconds
        with lock.held(self.path.with_suffix(".gate"), deadline):
            cursor = self._enter(deadline)
        try:
            yield Connection(cursor)
        finally:
            self._leave(cursor)

    def _enter(self, deadline: float) -> duckdb.DuckDBPyConnection:
        with self._state:
            if self._instance is None:
                self._file_lock = lock.acquire(self.path.with_suffix(".lock"), deadline)
                try:
                    self._instance = self._open()
                except BaseException:
                    os.close(self._file_lock)
                    raise
            cursor = self._instance.cursor()
            cursor.execute("set timezone = 'UTC'")
            self._users += 1
            return cursor

    def _open(self) -> duckdb.DuckDBPyConnection:
        instance = duckdb.connect(self.path, config={"autoinstall_known_extensions": False})
        if not self._migrated:
            _prepare(Connection(instance))
            self._migrated = True
        return instance

    def _leave(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._state:
            cursor.close()
            self._users -= 1
            if self._users == 0 and self._instance is not None:
                self._instance.close()
                self._instance = None
                os.close(self._file_lock)


def _prepare(connection: Connection) -> None:
    migrate(connection)
    with committing(connection):
        begin(Store(connection))
