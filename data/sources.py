"""Sources and contexts in the database."""

from datetime import datetime
from typing import Any

from core.source import Source, source_key
from data.table import Table


def like(search: str) -> str:
    """The pattern of texts that contain what was typed, in lower case; escaped by `!`."""
    plain = search.strip().lower()
    for wildcard in "!%_":
        plain = plain.replace(wildcard, "!" + wildcard)
    return f"%{plain}%"


class Sources(Table):
    def sources(self) -> list[Source]:
        """What can be chosen: the system's, then the team's by name."""
        return [Source(**row) for row in self.sql.sources(self.connection)]

    def find_source(self, name: str) -> Source | None:
        """However it is spelled; also one that was removed, which its leads still use."""
        row: dict[str, Any] | None = self.sql.source_by_key(self.connection, key=source_key(name))
        return Source(**row) if row else None

    def save_source(self, source: Source) -> None:
        """Add it, change it, or bring it back."""
        self.sql.save_source(self.connection, key=source_key(source.name), s=source)

    def remove_source(self, name: str) -> None:
        self.sql.remove_source(self.connection, key=source_key(name))

    def contexts(self, search: str = "", limit: int = 50) -> list[str]:
        """Contexts used before that contain `search`, the latest first."""
        rows = self.sql.used_contexts(self.connection, pattern=like(search), n=limit)
        return [row["context"] for row in rows]

    def remember_context(self, context: str, now: datetime) -> None:
        self.sql.remember_context(self.connection, context=context, moment=now)
