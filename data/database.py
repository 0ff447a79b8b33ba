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
FOREIGN_PAUSE_SECONDS = 0.05


class Database:
    """`data_dir/leadkeeper.duckdb`. Opening it for the first time in a process applies the migrations."""

    def __init__(self, data_dir: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self.path = data_dir / "leadkeeper.duckdb"
        self._wait_seconds = wait_seconds
        self._entering = threading.Lock()  # one thread of a process at a time stands at the gate
        self._writing = threading.Lock()
        self._state = threading.Lock()  # guards the three below
        self._instance: duckdb.DuckDBPyConnection | None = None
        self._file_lock = -1
        self._users = 0
        self._openings = 0
        self._migrated = False

    @contextmanager
    def transaction(self) -> Iterator[Store]:
        """A store whose changes are committed at the end, or rolled back on any exception.

        The writers of a process take turns: DuckDB would refuse the later of two that meet in a row.
        """
        deadline = self._deadline()
        with self._session(deadline) as connection, _turn(self._writing, deadline), committing(connection):
            yield Store(connection)

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A store that sees one consistent state and changes nothing."""
        with self._session(self._deadline()) as connection:
            connection.execute("begin")
            try:
                yield Store(connection)
            finally:
                connection.execute("rollback")

    def migrate(self) -> None:
        """Bring the schema up to date now rather than at the first session."""
        with self._session(self._deadline()):
            pass

    def _deadline(self) -> float:
        return time.monotonic() + self._wait_seconds

    @contextmanager
    def _session(self, deadline: float) -> Iterator[Connection]:
        cursor = self._enter(deadline)
        try:
            yield Connection(cursor)
        finally:
            self._leave(cursor)

    def _enter(self, deadline: float) -> duckdb.DuckDBPyConnection:
        """Pass the gate. Who waits when the file is opened comes in with that opening: it serves them all."""
        arrived = self._openings
        with _turn(self._entering, deadline):
            if self._openings > arrived and (cursor := self._join()):
                return cursor
            with lock.held(self.path.with_suffix(".gate"), deadline):
                return self._join() or self._open(deadline)

    def _join(self) -> duckdb.DuckDBPyConnection | None:
        with self._state:
            if self._instance is None:
                return None
            cursor = self._instance.cursor()
            self._users += 1
            return cursor

    def _open(self, deadline: float) -> duckdb.DuckDBPyConnection:
        file_lock = lock.acquire(self.path.with_suffix(".lock"), deadline)
        try:
            instance = self._connect(deadline)
        except BaseException:
            os.close(file_lock)
            raise
        with self._state:
            self._instance, self._file_lock, self._users = instance, file_lock, 1
            self._openings += 1
            return instance.cursor()

    def _connect(self, deadline: float) -> duckdb.DuckDBPyConnection:
        instance = _instance(self.path, deadline)
        try:
            instance.execute("set global timezone = 'UTC'")
            if not self._migrated:
                _prepare(Connection(instance))
                self._migrated = True
        except BaseException:
            instance.close()
            raise
        return instance

    def _leave(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._state:
            self._users -= 1
            last, instance = self._users == 0, self._instance
            try:
                cursor.close()
                if last and instance is not None:
                    instance.close()
            finally:
                if last and instance is not None:
                    self._instance = None
                    os.close(self._file_lock)


@contextmanager
def _turn(queue: threading.Lock, deadline: float) -> Iterator[None]:
    if not queue.acquire(timeout=max(0.0, deadline - time.monotonic())):
        raise lock.busy()
    try:
        yield
    finally:
        queue.release()


def _instance(path: Path, deadline: float) -> duckdb.DuckDBPyConnection:
    """Open the file. A program that does not know our lock may hold it, a DuckDB shell say."""
    while True:
        try:
            return duckdb.connect(path, config={"autoinstall_known_extensions": False})
        except duckdb.IOException as error:
            if "Could not set lock" not in str(error):
                raise
            if time.monotonic() > deadline:
                raise lock.busy() from error
            time.sleep(FOREIGN_PAUSE_SECONDS)


def _prepare(connection: Connection) -> None:
    migrate(connection)
    with committing(connection):
        begin(Store(connection))
