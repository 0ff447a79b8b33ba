"""What the parts of the store share: the connection of one session, the statements, and fresh ids."""

from typing import Any
from uuid import UUID

from aiosql.queries import Queries
from uuid6 import uuid7

from data.queries import load


class Table:
    def __init__(self, connection: Any, sql: Queries | None = None) -> None:
        self.connection = connection
        self.sql: Any = sql or load()  # its functions are made from the SQL files at run time

    @staticmethod
    def new_ids(count: int) -> list[UUID]:
        """UUIDv7s a millisecond apart, in order, for rows that are written together."""
        first = uuid7().int
        return [UUID(int=first + (place << 80)) for place in range(count)]

    @staticmethod
    def new_id() -> UUID:
        """A UUIDv7 (RFC 9562): ids sort by the time they were made."""
        return UUID(bytes=uuid7().bytes)
