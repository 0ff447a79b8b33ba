"""The SQL of `*.sql` as functions, for DuckDB and, with the same text, for PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import aiosql
import duckdb
from aiosql.queries import Queries

FOLDER = Path(__file__).parent


class Connection:
    """What aiosql may do with a DuckDB connection: its "cursors" would be second connections, outside the
    transaction, and closing one would close ours."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def cursor(self) -> "Connection":
        return self

    def close(self) -> None: ...

    def execute(self, sql: str, parameters: Any = None) -> "Connection":
        self._connection.execute(sql, parameters)
        return self

    def fetchall(self) -> list[Any]:
        return self._connection.fetchall()

    def fetchone(self) -> Any:
        return self._connection.fetchone()

    @property
    def description(self) -> Any:
        return self._connection.description


@contextmanager
def committing(connection: Connection) -> Iterator[None]:
    """A transaction: committed at the end, rolled back on any exception."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


@cache
def load(driver: str = "duckdb") -> Queries:
    """All statements, by name; `driver` is "duckdb" or "psycopg"."""
    rows_as_dicts = {"cursor_as_dict": True} if driver == "duckdb" else {}
    queries: Queries = aiosql.from_path(FOLDER, driver, kwargs=rows_as_dicts)
    return queries
